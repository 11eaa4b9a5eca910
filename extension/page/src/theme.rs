//! Light, dark or as the system has it: `data-theme` on the root, which `cairn.css` reads.

use cairn_chrome_api::page;
use wasm_bindgen_futures::spawn_local;

use crate::{dom, settings};

/// Applies the setting now and whenever it changes, for as long as the page lives.
pub fn follow() {
    spawn_local(apply());
    core::mem::forget(page::on_stored(|_| spawn_local(apply())));
}

async fn apply() {
    let setting = settings::read::<String>(settings::APPEARANCE).await;
    let Some(root) = dom::document().and_then(|document| document.document_element()) else { return };
    // Neither can fail: the name is a valid one.
    let _ = match setting.value.as_deref() {
        Some(theme @ ("light" | "dark")) => root.set_attribute("data-theme", theme),
        _ => root.remove_attribute("data-theme"),
    };
}
