//! The content script: the DOM adapter of the page machine.
//!
//! Injected by the service worker into the documents of a session's tabs, and only there. It reads; it never
//! writes to the page, never cancels, delays or replays an event. When it is told to stop, or nobody answers,
//! every listener goes.

mod ahead;
#[cfg(target_family = "wasm")]
mod allocator;
mod around;
mod clock;
mod closed;
mod deeds;
mod dom;
mod drain;
mod events;
mod facts;
mod fields;
mod hover;
mod later;
mod life;
mod link;
mod listen;
mod nodes;
mod outcome;
mod press;
mod quiet;
mod reach;
mod recorder;
mod scrolls;
mod still;
mod texts;
mod wake;

use wasm_bindgen::prelude::*;

/// Where the one recorder of a document is known, in the extension's own isolated world.
const PRESENT: &str = "__cairn";

/// Starts the recorder, unless one is at work in this document already.
#[wasm_bindgen(start)]
pub fn start() {
    let world = js_sys::global();
    let present = js_sys::Reflect::get(&world, &PRESENT.into()).is_ok_and(|value| value.is_truthy());
    if !present && recorder::begin() {
        // Fails on a frozen global only: then the script is injected twice and the second one is sent away.
        let _ = js_sys::Reflect::set(&world, &PRESENT.into(), &JsValue::TRUE);
    }
}

/// The recorder of this document is gone: a new one may start.
pub(crate) fn absent() {
    let _ = js_sys::Reflect::delete_property(&js_sys::global(), &PRESENT.into());
}
