//! The service worker: it may be killed at any moment, so that what it is told is told until it has answered.

use std::rc::Rc;

use cairn_chrome_api::{Sender, blob_of, from_js, send, to_js};
use cairn_messages::{FromWorker, Settings, ToWorker, WorkerAnswer};
use js_sys::Reflect;
use recorder_core::session::Input;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::{Runtime, warn};

/// Pauses between tries, in milliseconds.
const PAUSES: [i64; 4] = [30, 100, 400, 1_500];
/// How many keys of its messages are remembered.
const KEYS: usize = 64;

impl Runtime {
    /// Asks the service worker, again if it dies over it. None when it does not answer.
    pub async fn ask_worker(&self, message: &ToWorker) -> Option<(WorkerAnswer, Option<Blob>)> {
        let message = to_js(message).ok()?;
        Reflect::set(&message, &"to".into(), &"worker".into()).ok()?;
        let mut pauses = PAUSES.into_iter();
        loop {
            if let Ok(answer) = send(&message).await
                && let Ok(known) = from_js(&answer)
            {
                return Some((known, blob_of(&answer)));
            }
            match pauses.next() {
                Some(pause) => self.storage.pause(pause).await,
                None => break,
            }
        }
        warn("the service worker does not answer");
        None
    }

    /// Performs `Effect::Worker`.
    pub fn tell_worker(self: &Rc<Self>, message: ToWorker) {
        let runtime = Rc::clone(self);
        match message {
            ToWorker::Session { .. } => {
                *self.session_facts.borrow_mut() = Some(message);
                if !self.telling_facts.replace(true) {
                    spawn_local(async move { runtime.tell_facts().await });
                }
            }
            ToWorker::Inject { tab } => spawn_local(async move {
                let reason = match runtime.ask_worker(&message).await {
                    Some((WorkerAnswer::Failed { reason }, _)) => reason,
                    Some(_) => return,
                    None => "no answer".to_owned(),
                };
                warn(&format!("no script in tab {tab}: {reason}"));
                let reason = "Chrome does not let Cairn into this page. Reload it, or open another page, and start again.";
                runtime.handle(Input::InjectFailed { tab, reason: reason.to_owned() });
            }),
            other => spawn_local(async move {
                runtime.ask_worker(&other).await;
            }),
        }
    }

    /// Tells the newest facts about the session, one after the other, so that older ones never come last.
    async fn tell_facts(&self) {
        loop {
            let Some(facts) = self.session_facts.borrow_mut().take() else { break };
            self.ask_worker(&facts).await;
        }
        self.telling_facts.set(false);
    }

    /// Performs `Effect::Capture`.
    pub fn capture(self: &Rc<Self>, request: u32, tab: i32) {
        let runtime = Rc::clone(self);
        spawn_local(async move {
            let answer = runtime.ask_worker(&ToWorker::Capture { tab }).await;
            let other_tab = matches!(answer, Some((WorkerAnswer::NotActive {}, _)));
            let frame = match answer {
                Some((WorkerAnswer::Frame { asked_at, came_at }, Some(blob))) => {
                    Some(runtime.frames.borrow_mut().keep(blob, asked_at, came_at))
                }
                Some(_) | None => None,
            };
            runtime.handle(Input::Captured { request, frame, other_tab });
        });
    }

    /// A message by `runtime.sendMessage`. True is the receipt that the service worker waits for.
    pub fn told(self: &Rc<Self>, message: &JsValue, sender: &Sender) -> Option<JsValue> {
        let field = |name: &str| Reflect::get(message, &name.into()).ok().and_then(|value| value.as_string());
        let from_worker = sender.is_own_page() && sender.tab_id().is_none();
        if !from_worker || field("to").as_deref() != Some("offscreen") {
            return None;
        }
        self.wanted_at.set(super::now());
        if field("type").as_deref() == Some("ready") {
            return Some(JsValue::TRUE);
        }
        if field("key").is_some_and(|key| !self.is_news(key)) {
            return Some(JsValue::TRUE);
        }
        match from_js::<FromWorker>(message) {
            Ok(known) => self.worker_says(known, blob_of(message)),
            Err(error) => warn(&format!("from the service worker: {error}")),
        }
        Some(JsValue::TRUE)
    }

    fn is_news(&self, key: String) -> bool {
        let mut heard = self.heard.borrow_mut();
        if heard.contains(&key) {
            return false;
        }
        if heard.len() == KEYS {
            heard.pop_front();
        }
        heard.push_back(key);
        true
    }

    fn worker_says(self: &Rc<Self>, message: FromWorker, blob: Option<Blob>) {
        match message {
            FromWorker::PressFrame { tab, document, press, layout, asked_at, came_at } => {
                let frame = blob.map(|blob| self.frames.borrow_mut().keep(blob, asked_at, came_at));
                self.handle(Input::PressFrame { tab, document, press, layout, frame });
            }
            FromWorker::Command { command, tab } => self.command(&command, tab),
            FromWorker::Settings(settings) => self.set_settings(settings),
            other => self.handle(Input::Worker(other)),
        }
    }

    /// Asks for the settings.
    pub async fn read_settings(self: &Rc<Self>) {
        if let Some((WorkerAnswer::Settings(settings), _)) = self.ask_worker(&ToWorker::Settings {}).await {
            self.set_settings(settings);
        }
    }

    pub fn set_settings(self: &Rc<Self>, settings: Settings) {
        let before = self.settings.replace(settings.clone());
        let changed = before.server != settings.server;
        self.handle(Input::Worker(FromWorker::Settings(settings)));
        if changed {
            let snapshot = self.session.borrow().snapshot();
            self.tell_panels(cairn_messages::ToPanel::Snapshot(snapshot));
            self.server_changed();
            self.learn_policy_soon();
        }
    }
}
