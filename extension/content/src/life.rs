//! What events say of the document's own coming and going.

use wasm_bindgen::prelude::*;
use web_sys::Event;

#[wasm_bindgen]
extern "C" {
    /// A `pageshow` or `navigate` event, or where the latter goes.
    type Going;
    #[wasm_bindgen(method, structural, getter)]
    fn persisted(this: &Going) -> bool;
    #[wasm_bindgen(method, structural, getter)]
    fn destination(this: &Going) -> Going;
    #[wasm_bindgen(method, structural, getter, js_name = sameDocument)]
    fn same_document(this: &Going) -> bool;
}

/// Whether a page that is shown comes from the back-forward cache.
pub fn is_back(shown: &Event) -> bool {
    shown.unchecked_ref::<Going>().persisted()
}

/// Whether a navigation leads to another document.
pub fn leaves(navigate: &Event) -> bool {
    !navigate.unchecked_ref::<Going>().destination().same_document()
}
