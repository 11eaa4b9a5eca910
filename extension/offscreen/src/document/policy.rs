//! What the administrator of the server demands to be masked.

use std::rc::Rc;

use cairn_messages::{Masks, Settings, ToWorker};
use cairn_upload::browser::Fetch;
use futures_channel::oneshot;
use wasm_bindgen_futures::spawn_local;

use super::Runtime;

/// How long a start waits for the server's word, in milliseconds. After that what it said last counts.
const PATIENCE: i64 = 1_000;

impl Runtime {
    /// Asks the server, and keeps what it says: a recording that is under way goes on as it began.
    async fn learn_policy(self: &Rc<Self>) {
        let Some(server) = self.settings.borrow().server.clone() else { return };
        let Some(policy) = cairn_upload::policy(&Fetch, &server).await else { return };
        let settings = self.settings.borrow().clone();
        // Another server may have been chosen meanwhile.
        if settings.server != Some(server) || settings.masks.policy == policy.always_mask {
            return;
        }
        let masks = Masks { policy: policy.always_mask.clone(), ..settings.masks };
        self.set_settings(Settings { masks, ..settings });
        self.tell_worker(ToWorker::Policy { policy });
    }

    /// The same, for a recording that is about to begin.
    pub async fn learn_policy_in_time(self: &Rc<Self>) {
        let (tell, told) = oneshot::channel();
        let runtime = Rc::clone(self);
        spawn_local(async move {
            runtime.learn_policy().await;
            // Nobody waits any more.
            let _ = tell.send(());
        });
        futures_util::future::select(told, Box::pin(self.storage.pause(PATIENCE))).await;
    }

    /// The same, while nobody waits for it.
    pub fn learn_policy_soon(self: &Rc<Self>) {
        let runtime = Rc::clone(self);
        spawn_local(async move { runtime.learn_policy().await });
    }
}
