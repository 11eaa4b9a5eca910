//! What must be on disk before something else may happen.

use core::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use cairn_messages::ToPanel;
use cairn_workflow::SessionId;
use recorder_core::session::{Effect, Record};
use wasm_bindgen_futures::spawn_local;

use super::runtime::Writing;
use super::{Runtime, warn};
use crate::calls::{Call, Trouble};

/// Pause before records that could not be written are tried again, in milliseconds.
const TRY_AGAIN: i64 = 1_000;
/// Most batches that share one flush.
const GROUP: usize = 32;

/// Records on their way to the disk, in order, with what waits for them.
#[derive(Default)]
pub struct Queue {
    batches: RefCell<VecDeque<Batch>>,
    working: Cell<bool>,
}

/// What one turn of the machine asked to be written.
struct Batch {
    session: Option<SessionId>,
    records: Vec<String>,
    /// Acknowledgements and what else promises that the records are safe.
    then: Vec<Effect>,
}

impl Batch {
    fn writes_anew(&self) -> bool {
        self.then.iter().any(|effect| matches!(effect, Effect::Rewrite { .. }))
    }
}

impl Queue {
    /// Whether everything is on disk.
    pub fn is_empty(&self) -> bool {
        !self.working.get() && self.batches.borrow().is_empty()
    }
}

impl Runtime {
    /// Writes records of a session, and performs `then` once they and all before them are on disk.
    pub fn write(self: &Rc<Self>, session: Option<SessionId>, records: Vec<String>, then: Vec<Effect>) {
        if then.iter().any(|effect| matches!(effect, Effect::Forget)) {
            // What would be deleted at once is not worth waiting for a full disk.
            self.queue.batches.borrow_mut().retain(|waiting| waiting.session != session);
        }
        self.queue.batches.borrow_mut().push_back(Batch { session, records, then });
        if !self.queue.working.replace(true) {
            let runtime = Rc::clone(self);
            spawn_local(async move {
                runtime.work_on_queue().await;
                runtime.queue.working.set(false);
                runtime.show_trouble(Writing::Journal, None);
            });
        }
    }

    async fn work_on_queue(self: &Rc<Self>) {
        while let Some((session, count, records)) = self.next_group() {
            match self.append(session, records).await {
                Ok(()) => {
                    self.show_trouble(Writing::Journal, None);
                    self.group_is_safe(session, count).await;
                }
                Err(trouble) => {
                    self.show_trouble(Writing::Journal, Some(trouble));
                    self.storage.pause(TRY_AGAIN).await;
                }
            }
        }
    }

    /// The first batches, as far as they belong to one session and none before the last writes the journal anew: that
    /// knows nothing of what comes after it. They stay in the queue until they are safe.
    fn next_group(&self) -> Option<(Option<SessionId>, usize, Vec<String>)> {
        let batches = self.queue.batches.borrow();
        let session = batches.front()?.session;
        let anew = batches.iter().position(Batch::writes_anew).map_or(GROUP, |last| last + 1);
        let group: Vec<&Batch> =
            batches.iter().take_while(|batch| batch.session == session).take(GROUP.min(anew)).collect();
        let records = group.iter().flat_map(|batch| batch.records.iter().cloned()).collect();
        Some((session, group.len(), records))
    }

    async fn append(&self, session: Option<SessionId>, records: Vec<String>) -> Result<(), Trouble> {
        match session {
            Some(session) if !records.is_empty() => {
                self.storage.ask(&Call::Append { session, records }, None).await.map(drop)
            }
            Some(_) | None => Ok(()),
        }
    }

    async fn group_is_safe(self: &Rc<Self>, session: Option<SessionId>, count: usize) {
        for _ in 0..count {
            // A Discard in the meantime may have taken them away.
            let batch = {
                let mut batches = self.queue.batches.borrow_mut();
                match batches.front() {
                    Some(first) if first.session == session => batches.pop_front(),
                    Some(_) | None => None,
                }
            };
            for effect in batch.into_iter().flat_map(|batch| batch.then) {
                self.perform_safe(effect, session).await;
            }
        }
    }

    /// Performs what had to wait for the disk.
    async fn perform_safe(self: &Rc<Self>, effect: Effect, session: Option<SessionId>) {
        match effect {
            Effect::Ack { document, n } => self.acknowledge(&document, n),
            Effect::Rewrite { records, keep } => self.write_anew(session, &records, keep).await,
            Effect::Upload => self.begin_upload_as_set(),
            Effect::Forget => self.delete(session).await,
            other => self.perform(other),
        }
    }

    /// Writes the journal anew, until it is done or the recording is gone: nothing is sent before.
    async fn write_anew(&self, session: Option<SessionId>, records: &[Record], keep: Vec<String>) {
        let Some(session) = session else { return };
        let Ok(records) = records.iter().map(serde_json::to_string).collect::<Result<Vec<String>, _>>()
        else {
            return warn("the journal cannot be written anew");
        };
        let call = Call::Rewrite { session, records, keep };
        while self.current.get() == Some(session) {
            match self.storage.ask(&call, None).await {
                Ok(_) => break,
                Err(trouble) => {
                    self.show_trouble(Writing::Journal, Some(trouble));
                    self.storage.pause(TRY_AGAIN).await;
                }
            }
        }
    }

    async fn delete(self: &Rc<Self>, session: Option<SessionId>) {
        let Some(session) = session else { return };
        if self.storage.ask(&Call::Delete { session }, None).await.is_err() {
            let sentence = "The recording could not be deleted from this computer. Restart the browser and discard it again.";
            return self.tell_panels(ToPanel::Problem { sentence: Some(sentence.to_owned()) });
        }
        self.recover_older().await;
    }
}
