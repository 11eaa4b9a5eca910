//! What of the recording a server may have, and what changed since.

use cairn_messages::{RecordingState, ToPanel, ToWorker, UploadState};

use super::{Effect, Record, Session};

impl Session {
    /// The recording becomes another one than a server may have: the next revision.
    pub(super) fn changed(&mut self) {
        self.look_again();
        if !core::mem::take(&mut self.sent) {
            return;
        }
        self.revision += 1;
        self.journal(Record::Revised { revision: self.revision });
        if let UploadState::Done { url } = &self.upload {
            self.upload = UploadState::Changed { url: url.clone() };
            self.panel(ToPanel::Upload(self.upload.clone()));
        }
    }

    pub(super) fn upload_goes(&mut self, state: UploadState) {
        if self.state == RecordingState::Idle {
            return;
        }
        let state = match state {
            UploadState::Running { total, .. } => {
                if total == 0 {
                    // It begins, perhaps anew: with the recording as it is now.
                    self.sending = Some(self.revision);
                }
                self.is_sent();
                state
            }
            UploadState::Done { url } => {
                self.is_sent();
                let revision = self.sending.take().unwrap_or(self.revision);
                let title = self.meta.as_ref().map(|meta| meta.title.clone()).unwrap_or_default();
                self.journal(Record::Uploaded { url: url.clone(), revision });
                self.out.push(Effect::Worker(ToWorker::LastGuide { url: url.clone(), title }));
                // Changed while it was on its way.
                if revision == self.revision {
                    UploadState::Done { url }
                } else {
                    UploadState::Changed { url }
                }
            }
            UploadState::Failed { .. } | UploadState::None | UploadState::Changed { .. } => {
                self.sending = None;
                state
            }
        };
        let over = self.sending.is_none();
        self.upload = state.clone();
        self.panel(ToPanel::Upload(state));
        if over {
            self.tell_session();
        }
    }

    /// The revision that is on its way may be on the server from now on.
    fn is_sent(&mut self) {
        let sending = *self.sending.get_or_insert(self.revision);
        if sending == self.revision && !self.sent {
            self.sent = true;
            self.journal(Record::Sent {});
        }
    }
}
