//! The toolbar's popup: the state, Start and Stop, and the ways to the panel, the last guide and the options.

#[cfg(any(test, target_arch = "wasm32"))]
mod brief;
#[cfg(target_arch = "wasm32")]
mod popup;
pub mod screen;

/// Shows the popup and connects it.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    popup::Popup::open();
}
