//! The side panel: controls, the live list of steps, the look before sending, export and upload. What it knows is in [`model`], what it
//! shows in [`screen`]; this is the wiring to the document and to the offscreen document.

#[cfg(target_arch = "wasm32")]
mod controls;
#[cfg(target_arch = "wasm32")]
mod export;
#[cfg(target_arch = "wasm32")]
mod follow;
#[cfg(target_arch = "wasm32")]
mod list;
pub mod model;
#[cfg(target_arch = "wasm32")]
mod notes;
#[cfg(target_arch = "wasm32")]
mod panel;
#[cfg(target_arch = "wasm32")]
mod pictures;
pub mod review;
pub mod screen;
#[cfg(target_arch = "wasm32")]
mod tab;
#[cfg(target_arch = "wasm32")]
mod upload;

/// Shows the panel and connects it.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    panel::Panel::open();
}
