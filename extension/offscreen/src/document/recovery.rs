//! What a crash, an update or the end of the browser left on disk.

use std::rc::Rc;

use cairn_messages::{Badge, RecordingState, ToWorker, UploadState};
use cairn_workflow::SessionId;
use recorder_core::session::{Input, Record, Session};

use super::{Runtime, warn};
use crate::calls::{Answer, Call};

/// About a recording that nobody stopped.
const CUT_SHORT: &str = "The browser ended during this recording. Everything up to then is here: look it over, then send \
                         it or discard it.";

impl Runtime {
    /// Opens the newest recording on disk, stopped, unless there is one open already.
    pub async fn recover(self: &Rc<Self>) {
        let Ok((Answer::Recordings { sessions }, _)) = self.storage.ask(&Call::List {}, None).await else {
            return;
        };
        for session in sessions.into_iter().rev() {
            let Ok((Answer::Records { records }, _)) = self.storage.ask(&Call::Read { session }, None).await
            else {
                continue;
            };
            let records = known(records);
            let begun = matches!(records.first(), Some(Record::Begin { .. }));
            if self.is_taken() {
                return;
            }
            if begun && records.iter().any(|record| matches!(record, Record::Step { .. })) {
                return self.open(session, records);
            }
            // Cut short before anything of it was acknowledged.
            if self.storage.ask(&Call::Delete { session }, None).await.is_err() {
                warn(&format!("the empty recording {session} could not be deleted"));
            }
        }
    }

    /// Whether the machine has a recording, or is about to.
    fn is_taken(&self) -> bool {
        self.current.get().is_some()
            || self.starting.get()
            || self.session.borrow().state() != RecordingState::Idle
    }

    fn open(&self, session: SessionId, records: Vec<Record>) {
        let last = |is: fn(&Record) -> bool| records.iter().rposition(is);
        let gone_on = last(|record| matches!(record, Record::Continued { .. }));
        let ended =
            last(|record| matches!(record, Record::Ended { .. })).is_some_and(|end| Some(end) > gone_on);
        self.interrupted.set(!ended);
        let mut machine = Session::recover(records);
        machine.set_settings(&self.settings.borrow());
        *self.session.borrow_mut() = machine;
        self.current.set(Some(session));
    }

    /// After a recording was deleted: an older one may be there still, of a crash between the two.
    pub async fn recover_older(self: &Rc<Self>) {
        if self.is_taken() {
            return;
        }
        self.recover().await;
        if self.current.get().is_some() {
            self.show_state_at_start().await;
            let snapshot = self.session.borrow().snapshot();
            self.tell_panels(cairn_messages::ToPanel::Snapshot(snapshot));
        }
    }

    /// After a start: the service worker may still believe in the session that was cut short, and a recording that
    /// the person had stopped is sent.
    pub async fn show_state_at_start(self: &Rc<Self>) {
        if self.session.borrow().state() == RecordingState::Idle {
            self.tell_worker(ToWorker::Session { state: Badge::Idle, tabs: Vec::new() });
            return;
        }
        if self.interrupted.get() && !self.is_uploaded() {
            let state = UploadState::Failed { sentence: CUT_SHORT.to_owned(), retry: true };
            return self.handle(Input::Upload(state));
        }
        self.tell_worker(ToWorker::Session { state: Badge::Idle, tabs: Vec::new() });
        // What the person changed after an upload waits for their word, as it did before.
        if !matches!(self.session.borrow().snapshot().upload, UploadState::Changed { .. }) {
            self.begin_upload();
        }
    }
}

/// The records that this version knows. The first one that it does not know ends them: what follows builds on it.
fn known(records: Vec<String>) -> Vec<Record> {
    let mut known = Vec::with_capacity(records.len());
    for record in records {
        match serde_json::from_str(&record) {
            Ok(record) => known.push(record),
            Err(error) => {
                warn(&format!("a record cannot be read: {error}"));
                break;
            }
        }
    }
    // A journal that was written anew begins again: what an interruption left before it is void.
    let begins = known.iter().rposition(|record| matches!(record, Record::Begin { .. }));
    known.split_off(begins.unwrap_or_default())
}
