//! Who uploads: a panel that offered to, else this document with the same code.

use std::rc::Rc;

use cairn_messages::{RecordingState, Server, ToPanel, UploadState};
use cairn_upload::browser::{Fetch, exclusively};
use cairn_upload::{Source, upload};
use cairn_workflow::Workflow;
use recorder_core::session::Input;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::Runtime;

/// The upload that is under way.
#[derive(Default)]
pub struct Uploads {
    by: Uploader,
    /// Rises with each upload: what an earlier one says is no news.
    turn: u32,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Uploader {
    #[default]
    Nobody,
    Panel(u32),
    Here,
}

impl Uploads {
    /// The recording is gone: what comes of its upload is of no interest.
    pub fn cancel(&mut self) {
        self.by = Uploader::Nobody;
        self.turn = self.turn.wrapping_add(1);
    }

    /// Whether nobody uploads.
    pub fn is_idle(&self) -> bool {
        self.by == Uploader::Nobody
    }
}

/// Pictures from this document's files.
struct Files(Rc<Runtime>);

impl Source for Files {
    type Picture = Blob;

    async fn picture(&self, sha256: &str) -> Option<Blob> {
        self.0.picture(sha256).await
    }
}

impl Runtime {
    /// The same, once it is known what the settings are now: what the person has just ticked may still be on its way
    /// here, and it may be that nothing is to be sent.
    pub fn begin_upload_as_set(self: &Rc<Self>) {
        let runtime = Rc::clone(self);
        spawn_local(async move {
            runtime.read_settings().await;
            runtime.begin_upload();
        });
    }

    /// Uploads the stopped recording, unless that is under way or done, or there is no server.
    pub fn begin_upload(self: &Rc<Self>) {
        let Some(server) = self.settings.borrow().server.clone() else { return };
        if !self.session.borrow().may_send() {
            return;
        }
        let stopped = self.session.borrow().state() == RecordingState::Stopped;
        if !stopped || !self.uploads.borrow().is_idle() || self.is_uploaded() {
            return;
        }
        let Some(workflow) = self.session.borrow().workflow() else { return };
        if workflow.steps.is_empty() {
            return;
        }
        self.learn_policy_soon();
        self.handle(Input::Upload(UploadState::Running { sent: 0, total: 0 }));
        let panel = self.panels.borrow().uploader();
        match panel {
            Some(panel) => {
                self.uploads.borrow_mut().by = Uploader::Panel(panel);
                let message = ToPanel::UploadNow { workflow: Box::new(workflow), server };
                self.tell_panel(panel, &message, None);
            }
            None => self.upload_here(server, workflow),
        }
    }

    fn upload_here(self: &Rc<Self>, server: Server, workflow: Workflow) {
        let turn = {
            let mut uploads = self.uploads.borrow_mut();
            uploads.by = Uploader::Here;
            uploads.turn = uploads.turn.wrapping_add(1);
            uploads.turn
        };
        let runtime = Rc::clone(self);
        spawn_local(async move {
            let source = Files(Rc::clone(&runtime));
            let teller = Rc::clone(&runtime);
            let outcome = exclusively(async move {
                upload(&Fetch, &server, &workflow, &source, |state| teller.upload_goes(turn, state)).await
            })
            .await;
            let state = match outcome {
                Some(Ok(completed)) => UploadState::Done { url: completed.url },
                Some(Err(failure)) => failure.into(),
                // The document is being closed; the next one goes on.
                None => return,
            };
            runtime.upload_goes(turn, state);
        });
    }

    fn upload_goes(self: &Rc<Self>, turn: u32, state: UploadState) {
        let mine = {
            let uploads = self.uploads.borrow();
            uploads.turn == turn && uploads.by == Uploader::Here
        };
        if mine {
            self.upload_is(state);
        }
    }

    /// A panel says how its upload goes.
    pub fn panel_uploads(self: &Rc<Self>, panel: u32, state: UploadState) {
        let mine = self.uploads.borrow().by == Uploader::Panel(panel);
        if mine {
            self.upload_is(state);
        }
    }

    fn upload_is(self: &Rc<Self>, state: UploadState) {
        if !matches!(state, UploadState::Running { .. }) {
            self.uploads.borrow_mut().by = Uploader::Nobody;
        }
        self.handle(Input::Upload(state));
    }

    /// A panel was closed: if it was uploading, somebody else goes on.
    pub fn panel_stopped_uploading(self: &Rc<Self>, panel: u32) {
        let mine = self.uploads.borrow().by == Uploader::Panel(panel);
        if mine {
            self.uploads.borrow_mut().by = Uploader::Nobody;
            self.begin_upload();
        }
    }

    /// There is another server, or a first one: a recording that waited or failed is sent there.
    pub fn server_changed(self: &Rc<Self>) {
        let recovered = self.uploads.borrow().is_idle() && !self.interrupted.get();
        if recovered {
            self.begin_upload();
        }
    }
}
