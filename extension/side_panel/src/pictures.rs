//! Picture bytes from the offscreen document, and the addresses by which the page shows them.

use core::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use cairn_messages::FromPanel;
use cairn_page::Link;
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Url};

/// Asks for pictures, each one once. Those who ask for the same one share the answer.
#[derive(Clone, Default)]
pub struct Pictures {
    known: Rc<RefCell<HashMap<String, Blob>>>,
    waiting: Rc<RefCell<HashMap<String, Vec<Function>>>>,
    link: Rc<RefCell<Option<Link>>>,
}

impl Pictures {
    /// From now on asks over this link.
    pub fn use_link(&self, link: Link) {
        *self.link.borrow_mut() = Some(link);
    }

    /// The bytes; none when they are gone. Waits while the link is down.
    pub async fn bytes(&self, sha256: &str) -> Option<Blob> {
        let known = self.known.borrow().get(sha256).cloned();
        if known.is_some() {
            return known;
        }
        let mut first = false;
        let promise = Promise::new(&mut |resolve, _| {
            let mut waiting = self.waiting.borrow_mut();
            let askers = waiting.entry(sha256.to_owned()).or_default();
            first = askers.is_empty();
            askers.push(resolve);
        });
        if first {
            self.ask(sha256);
        }
        JsFuture::from(promise).await.ok()?.dyn_into().ok()
    }

    /// An answer came.
    pub fn arrived(&self, sha256: &str, blob: Option<Blob>) {
        let askers = self.waiting.borrow_mut().remove(sha256).unwrap_or_default();
        if let Some(blob) = &blob {
            self.known.borrow_mut().insert(sha256.to_owned(), blob.clone());
        }
        let answer = blob.map_or(JsValue::UNDEFINED, JsValue::from);
        for resolve in askers {
            // A promise's own function: it does not throw.
            let _ = resolve.call1(&JsValue::UNDEFINED, &answer);
        }
    }

    /// Forgets all but these: what a recording does not name any more is not kept here either.
    pub fn keep(&self, named: &HashSet<&str>) {
        self.known.borrow_mut().retain(|sha256, _| named.contains(sha256.as_str()));
    }

    /// The link is new: whatever had no answer is asked again.
    pub fn ask_again(&self) {
        let open: Vec<String> = self.waiting.borrow().keys().cloned().collect();
        for sha256 in open {
            self.ask(&sha256);
        }
    }

    fn ask(&self, sha256: &str) {
        if let Some(link) = &*self.link.borrow() {
            // While the link is down the answer waits for `ask_again`.
            link.send(&FromPanel::Picture { sha256: sha256.to_owned() });
        }
    }
}

/// The address of bytes in this page; it is given back when this is dropped.
pub struct ObjectUrl(pub String);

impl ObjectUrl {
    /// None when the browser has no room for it.
    pub fn new(blob: &Blob) -> Option<Self> {
        Url::create_object_url_with_blob(blob).ok().map(Self)
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // Fails for no text.
        let _ = Url::revoke_object_url(&self.0);
    }
}
