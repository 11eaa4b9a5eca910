//! How long the service worker and this document stay.

use std::rc::Rc;

use cairn_messages::{RecordingState, ToWorker};
use recorder_core::session::Input;
use wasm_bindgen_futures::spawn_local;

use super::{Runtime, now};

/// The service worker is put to sleep after 30 seconds without an event; a frame at a press needs it awake.
const AWAKE_EVERY: i64 = 20_000;
/// How long nobody must have wanted this document before it closes.
const SPARE_FOR: i64 = 5_000;
/// How often that is looked at.
const LOOK_EVERY: i64 = 2_000;

impl Runtime {
    fn is_recording(&self) -> bool {
        match self.session.borrow().state() {
            RecordingState::Starting
            | RecordingState::Recording
            | RecordingState::Paused
            | RecordingState::Stopping => true,
            RecordingState::Idle | RecordingState::Stopped => false,
        }
    }

    /// Keeps the service worker awake while something is recorded.
    pub fn keep_awake(self: &Rc<Self>) {
        if !self.is_recording() || self.keeping_awake.replace(true) {
            return;
        }
        let runtime = Rc::clone(self);
        spawn_local(async move {
            while runtime.is_recording() {
                runtime.tell_worker(ToWorker::KeepAwake {});
                runtime.storage.pause(AWAKE_EVERY).await;
            }
            runtime.keeping_awake.set(false);
        });
    }

    /// Nothing is under way that would be lost or delayed. A stopped recording is on disk and found again.
    fn is_spare(&self) -> bool {
        !self.is_recording()
            && !self.starting.get()
            && !self.telling_facts.get()
            && self.panels.borrow().is_empty()
            && self.queue.is_empty()
            && self.uploads.borrow().is_idle()
            && !self.session.borrow().keeps_in_memory()
    }

    /// Closes the document once it is spare and nobody has wanted it for a while. Never returns.
    pub async fn stay_while_wanted(self: &Rc<Self>) {
        loop {
            self.storage.pause(LOOK_EVERY).await;
            if !self.is_spare() || now() - self.wanted_at.get() < SPARE_FOR {
                continue;
            }
            if self.is_uploaded() {
                // The server has it and nobody looks at the copy here.
                self.handle(Input::Done);
            } else {
                self.ask_worker(&ToWorker::Close {}).await;
            }
        }
    }
}
