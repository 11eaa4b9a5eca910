//! The options page: server, appearance, the look before sending, what is masked, and in plain words what is recorded and what each permission is for.

mod masks;
#[cfg(target_arch = "wasm32")]
mod options;
mod probe;
mod review;
pub mod screen;

pub use probe::{Answer, judge};

/// Shows the page.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    options::Options::open();
}
