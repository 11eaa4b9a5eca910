//! Throw-away.
use wasm_bindgen::prelude::*;
/// Starts.
#[wasm_bindgen(start)]
pub fn start() {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let listener = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        let Some(element) = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()) else { return };
        let rect = element.get_bounding_client_rect();
        let value = serde_json::json!({"tag": element.tag_name(), "text": element.text_content(), "x": rect.x(), "w": rect.width()});
        let text = value.to_string();
        let back: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        web_sys::console::log_1(&format!("probe {} {}", back["tag"], text).into());
    });
    let _ = document.add_event_listener_with_callback("click", listener.as_ref().unchecked_ref());
    listener.forget();
    web_sys::console::log_1(&"probe ready".into());
}
