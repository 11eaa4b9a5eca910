//! A recording as its journal tells it.

use cairn_messages::{RecordingState, UploadState};
use cairn_workflow::{Picture, ScanMark, Step};

use super::{Meta, Record, Session};

impl Session {
    /// Gives back a machine in the state that the journal tells of: a recording that was cut short is stopped,
    /// with all that was acknowledged.
    pub fn recover(records: Vec<Record>) -> Self {
        let mut machine = Self::default();
        let mut steps: Vec<(Step, Vec<Picture>)> = Vec::new();
        let mut ended = false;
        for record in records {
            match record {
                Record::Begin { session, at, start, scan, .. } => {
                    // A journal that was written anew: what came before it is void.
                    machine = Self::default();
                    steps.clear();
                    ended = false;
                    let title = if start.title.is_empty() { start.url.clone() } else { start.title.clone() };
                    machine.meta = Some(Meta {
                        session,
                        started_at: at,
                        ended_at: at,
                        away: 0,
                        start,
                        viewport: None,
                        title,
                        // What an earlier version masked is on its steps, and no less than this.
                        scan: scan.unwrap_or(ScanMark { classes: None, ..ScanMark::current() }),
                    });
                }
                Record::Step { step } => {
                    if let Some(meta) = machine.meta.as_mut().filter(|_| !ended) {
                        meta.ended_at = meta.ended_at.max(step.at);
                    }
                    match steps.iter_mut().find(|(known, _)| known.id == step.id) {
                        Some((known, _)) => *known = *step,
                        None => {
                            let place = usize::try_from(step.seq).unwrap_or(usize::MAX).saturating_sub(1);
                            steps.insert(place.min(steps.len()), (*step, Vec::new()));
                        }
                    }
                }
                Record::Beside { id, pictures } => {
                    if let Some((_, beside)) = steps.iter_mut().find(|(known, _)| known.id == id) {
                        *beside = pictures;
                    }
                }
                Record::Removed { id } => steps.retain(|(step, _)| step.id != id),
                Record::Viewport(viewport) => {
                    if let Some(meta) = machine.meta.as_mut() {
                        meta.viewport = Some(viewport);
                    }
                }
                Record::Title { title } => {
                    if let Some(meta) = machine.meta.as_mut() {
                        meta.title = title;
                    }
                }
                Record::Ended { at } => {
                    ended = true;
                    if let Some(meta) = machine.meta.as_mut() {
                        meta.ended_at = at;
                    }
                }
                Record::Continued { at, .. } => {
                    ended = false;
                    if let Some(meta) = machine.meta.as_mut() {
                        meta.away += (at - meta.ended_at).max(0);
                        meta.ended_at = meta.ended_at.max(at);
                    }
                }
                Record::Held {} => (machine.held, machine.released) = (true, false),
                Record::Released {} => (machine.held, machine.released) = (false, true),
                Record::Sent {} => machine.sent = true,
                Record::Revised { revision } => {
                    (machine.revision, machine.sent, machine.released) = (revision, false, false);
                    if let UploadState::Done { url } = machine.upload {
                        machine.upload = UploadState::Changed { url };
                    }
                }
                Record::Uploaded { url, revision } if revision == machine.revision => {
                    machine.upload = UploadState::Done { url };
                    machine.sent = true;
                }
                Record::Uploaded { url, .. } => machine.upload = UploadState::Changed { url },
                Record::Seen { .. } => {}
            }
        }
        if machine.meta.is_some() {
            machine.state = RecordingState::Stopped;
            machine.steps.restore(steps);
        }
        machine
    }
}
