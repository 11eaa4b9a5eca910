use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

use crate::calls::{Answer, Trouble};

/// What went wrong in the worker.
#[derive(Debug)]
pub struct Fault {
    pub trouble: Trouble,
    reason: String,
}

impl Fault {
    pub fn worker(reason: &str) -> Self {
        Self { trouble: Trouble::Worker, reason: reason.to_owned() }
    }

    pub fn pixels(reason: impl core::fmt::Display) -> Self {
        Self { trouble: Trouble::Pixels, reason: reason.to_string() }
    }

    pub fn gone(reason: &str) -> Self {
        Self { trouble: Trouble::Gone, reason: reason.to_owned() }
    }

    pub fn disk_full(reason: &str) -> Self {
        Self { trouble: Trouble::DiskFull, reason: reason.to_owned() }
    }

    /// The browser's own exception.
    pub fn thrown(error: &JsValue) -> Self {
        let (name, reason) = match error.dyn_ref::<DomException>() {
            Some(known) => (known.name(), format!("{}: {}", known.name(), known.message())),
            None => (String::new(), format!("{error:?}")),
        };
        let trouble = match name.as_str() {
            "QuotaExceededError" => Trouble::DiskFull,
            "NotFoundError" => Trouble::Gone,
            _ => Trouble::Storage,
        };
        Self { trouble, reason }
    }

    /// The same in the pixel work, where the browser's exceptions say nothing about files.
    pub fn drawing(error: &JsValue) -> Self {
        Self::pixels(Self::thrown(error).reason)
    }

    pub fn into_answer(self) -> Answer {
        Answer::Failed { trouble: self.trouble, reason: self.reason }
    }
}

impl From<JsValue> for Fault {
    fn from(error: JsValue) -> Self {
        Self::thrown(&error)
    }
}
