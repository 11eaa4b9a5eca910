//! The journal written anew: what the person took out of a recording stays in no record of the past.

use cairn_messages::{Beside, UploadState};
use cairn_workflow::{FORMAT_VERSION, SessionId};

use super::{Effect, Meta, Record, Session};

impl Session {
    /// Whatever was there before is to leave the disk, once this turn is over.
    pub(super) fn rewrite(&mut self) {
        self.rewrite_due = true;
    }

    /// Asks for it, before anything that is sent.
    pub(super) fn settle_rewrite(&mut self) {
        // A picture that is being made is in no record yet, and would be deleted.
        if !self.rewrite_due || self.covering.is_some() {
            return;
        }
        self.rewrite_due = false;
        let Some(records) = self.records() else { return };
        let before_upload = self.out.iter().position(|effect| matches!(effect, Effect::Upload));
        let at = before_upload.unwrap_or(self.out.len());
        self.out.insert(at, Effect::Rewrite { records, keep: self.steps.pictures() });
    }

    /// The records that [`Session::recover`] makes this stopped recording of.
    fn records(&self) -> Option<Vec<Record>> {
        let meta = self.meta.as_ref()?;
        let mut records = begin(meta, meta.session);
        records.push(Record::Title { title: meta.title.clone() });
        records.extend(self.steps.all().into_iter().map(|step| Record::Step { step: Box::new(step) }));
        let beside = self.steps.beside().into_iter();
        records.extend(beside.map(|Beside { id, pictures }| Record::Beside { id, pictures }));
        records.push(Record::Ended { at: meta.ended_at });
        if self.revision > 0 {
            records.push(Record::Revised { revision: self.revision });
        }
        if self.sent {
            records.push(Record::Sent {});
        }
        match &self.upload {
            UploadState::Done { url } => {
                records.push(Record::Uploaded { url: url.clone(), revision: self.revision });
            }
            UploadState::Changed { url } => {
                records.push(Record::Uploaded { url: url.clone(), revision: self.revision.wrapping_sub(1) });
            }
            UploadState::None | UploadState::Running { .. } | UploadState::Failed { .. } => {}
        }
        if self.held {
            records.push(Record::Held {});
        }
        if self.released {
            records.push(Record::Released {});
        }
        Some(records)
    }
}

/// How it began, and how long it was left alone in between.
fn begin(meta: &Meta, session: SessionId) -> Vec<Record> {
    let (at, start, scan) = (meta.started_at, meta.start.clone(), Some(meta.scan));
    let mut records = vec![Record::Begin { v: FORMAT_VERSION, session, at, start, tab: -1, scan }];
    records.extend(meta.viewport.map(Record::Viewport));
    if meta.away > 0 {
        records.push(Record::Ended { at });
        records.push(Record::Continued { at: at + meta.away, tab: -1, after: None });
    }
    records
}
