//! The document's side of its worker.

use core::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use cairn_chrome_api::{blob_of, from_js, to_js, with_blob};
use futures_channel::oneshot;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::calls::{Answer, Call, Trouble};

const SCRIPT: &str = "offscreen_worker.js";

/// What the worker answered.
pub type Outcome = Result<(Answer, Option<Blob>), Trouble>;

/// The worker, started anew if it fails.
#[derive(Clone)]
pub struct Storage(Rc<Inner>);

struct Inner {
    worker: RefCell<Option<Worker>>,
    waiting: RefCell<HashMap<u32, oneshot::Sender<Outcome>>>,
    number: Cell<u32>,
}

impl Storage {
    /// Starts the worker at the first call.
    pub fn new() -> Self {
        Self(Rc::new(Inner {
            worker: RefCell::new(None),
            waiting: RefCell::new(HashMap::new()),
            number: Cell::new(0),
        }))
    }

    /// Asks the worker. Answers come in any order.
    pub async fn ask(&self, call: &Call, blob: Option<&Blob>) -> Outcome {
        let (answer, answered) = oneshot::channel();
        let id = self.0.number.get().wrapping_add(1);
        self.0.number.set(id);
        self.0.waiting.borrow_mut().insert(id, answer);
        if self.post(id, call, blob).is_err() {
            self.0.waiting.borrow_mut().remove(&id);
            return Err(Trouble::Worker);
        }
        answered.await.unwrap_or(Err(Trouble::Worker))
    }

    /// Waits, however hidden this document is.
    pub async fn pause(&self, milliseconds: i64) {
        let after = i32::try_from(milliseconds.max(0)).unwrap_or(i32::MAX);
        // A worker that failed ends the pause early, which does no harm.
        let _ = self.ask(&Call::Timer { after }, None).await;
    }

    fn post(&self, id: u32, call: &Call, blob: Option<&Blob>) -> Result<(), JsValue> {
        let call = to_js(call).map_err(|error| JsValue::from(error.to_string()))?;
        let message = js_sys::Object::new();
        Reflect::set(&message, &"id".into(), &id.into())?;
        Reflect::set(&message, &"call".into(), &call)?;
        self.worker()?.post_message(&with_blob(message.into(), blob))
    }

    fn worker(&self) -> Result<Worker, JsValue> {
        if let Some(worker) = self.0.worker.borrow().as_ref() {
            return Ok(worker.clone());
        }
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(SCRIPT, &options)?;
        let inner = Rc::downgrade(&self.0);
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(inner) = inner.upgrade() {
                inner.answered(&event.data());
            }
        });
        worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        hear.forget();
        let inner = Rc::downgrade(&self.0);
        let fail = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            if let Some(inner) = inner.upgrade() {
                inner.failed(&event.message());
            }
        });
        worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
        fail.forget();
        *self.0.worker.borrow_mut() = Some(worker.clone());
        Ok(worker)
    }
}

impl Inner {
    fn answered(&self, data: &JsValue) {
        let id = Reflect::get(data, &"id".into()).ok().and_then(|id| id.as_f64()).unwrap_or_default();
        // Our own numbers come back.
        let Some(waiting) = self.waiting.borrow_mut().remove(&(id as u32)) else { return };
        let answer = Reflect::get(data, &"answer".into()).unwrap_or_default();
        let outcome = match from_js::<Answer>(&answer) {
            Ok(Answer::Failed { trouble, reason }) => {
                super::warn(&format!("the worker: {trouble:?}: {reason}"));
                Err(trouble)
            }
            Ok(answer) => Ok((answer, blob_of(data))),
            Err(_) => Err(Trouble::Worker),
        };
        // Whoever asked may have gone.
        let _ = waiting.send(outcome);
    }

    /// A worker that threw may hold half-done work: it is ended, and the next call starts a new one.
    fn failed(&self, message: &str) {
        super::warn(&format!("the worker failed: {message}"));
        if let Some(worker) = self.worker.borrow_mut().take() {
            worker.terminate();
        }
        for (_, waiting) in self.waiting.take() {
            // Whoever asked may have gone.
            let _ = waiting.send(Err(Trouble::Worker));
        }
    }
}
