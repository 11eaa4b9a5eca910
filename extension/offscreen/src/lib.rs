//! The offscreen document: it owns the recording session, and outlives the service worker and every panel.
//!
//! The same module runs in two places. [`document`] is the document's main thread: it runs the session machine of
//! `recorder_core` and performs its effects. [`worker`] is the document's one dedicated worker: files and pixels,
//! because only a worker may hold a synchronous file handle, and because encoding on the main thread of a hidden
//! document is slow. [`calls`] is what they say to each other.

mod calls;
mod document;
mod worker;

use wasm_bindgen::prelude::*;

/// Runs when the module is loaded, in the document and in the worker; only the document goes on from here.
#[wasm_bindgen(start)]
pub fn start() {
    if web_sys::window().is_some() {
        wasm_bindgen_futures::spawn_local(document::run());
    }
}

/// Entry of the dedicated worker.
#[wasm_bindgen]
pub fn run_worker() {
    worker::run();
}
