//! The field of a note, and the keys of live control.

use cairn_page::dom;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, KeyboardEvent};

use crate::model::{Model, Writing};

const FIELD: &str = "note-text";

/// What a key asks for, as a button's `data-do`.
pub fn key_action(event: &KeyboardEvent, model: &Model) -> Option<&'static str> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let key = event.key();
    if target.id() == FIELD {
        return match key.as_str() {
            // The key that ends a composition is the input method's.
            "Enter" if !event.shift_key() && !event.is_composing() => Some("save-note"),
            "Escape" if !event.is_composing() => Some("cancel-note"),
            _ => None,
        };
    }
    if target.id() == "mask-text" {
        return (key == "Enter" && !event.is_composing()).then_some("mask-text");
    }
    // A text field takes back its own letters.
    let writes = matches!(target.local_name().as_str(), "input" | "textarea");
    if writes || !model.is_live() || !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return None;
    }
    match (key.to_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Some("undo-step"),
        ("z", true) | ("y", false) => Some("redo"),
        _ => None,
    }
}

/// The words in the field.
pub fn written() -> Option<String> {
    Some(dom::by_id(FIELD)?.dyn_into::<HtmlTextAreaElement>().ok()?.value())
}

/// Puts the cursor at the end of the field.
pub fn focus_field() {
    dom::focus(FIELD);
    if let Some(field) = dom::by_id(FIELD).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()) {
        let end = u32::try_from(field.value().encode_utf16().count()).unwrap_or(u32::MAX);
        // Every place is one in this field.
        let _ = field.set_selection_range(end, end);
    }
}

/// Puts the focus back on the button that opened the field.
pub fn focus_after(note: &Writing) {
    let button = match (note.id, note.after) {
        (Some(id), _) => dom::by_id(&format!("edit-{id}")),
        (None, Some(id)) => dom::by_id(&cairn_view::more_id(id)),
        (None, None) => {
            dom::document().and_then(|document| document.query_selector("[data-do='note']").ok().flatten())
        }
    };
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        // Refused only for elements that cannot have it.
        let _ = button.focus();
    }
}
