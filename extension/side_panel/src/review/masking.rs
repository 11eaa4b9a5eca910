//! The field of a text that is masked everywhere: it takes what is selected in the recording.

use cairn_page::dom;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlButtonElement, HtmlInputElement, Node};

use crate::model::Model;

/// The field's id.
pub const FIELD: &str = "mask-text";
/// Where texts can be selected.
const PLACES: &str = "#steps, #below";

/// What is in the field.
pub fn written() -> String {
    field().map(|field| field.value()).unwrap_or_default()
}

/// Empties the field.
pub fn clear() {
    write("");
}

/// Takes what is selected, if that is in the recording. Whether it is.
pub fn take_selection() -> bool {
    let Some(text) = selected() else { return false };
    write(&text);
    true
}

/// Says how many texts hold what is in the field.
pub fn tell(model: &Model) {
    let (words, can) = super::found(model, &written());
    dom::say("mask-count", &words);
    if let Some(button) = dom::by_id("mask-now").and_then(|one| one.dyn_into::<HtmlButtonElement>().ok()) {
        button.set_disabled(!can);
    }
}

fn field() -> Option<HtmlInputElement> {
    dom::by_id(FIELD)?.dyn_into().ok()
}

fn write(text: &str) {
    if let Some(field) = field() {
        field.set_value(text);
    }
}

fn selected() -> Option<String> {
    let selection = web_sys::window()?.get_selection().ok()??;
    let place = |node: Option<Node>| {
        let node = node?;
        let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
        element.closest(PLACES).ok()?
    };
    // From one text into another there is no text that could stand elsewhere.
    let from = place(selection.anchor_node())?;
    if place(selection.focus_node())? != from || selection.is_collapsed() {
        return None;
    }
    let text = String::from(selection.to_string());
    let text = text.lines().next().unwrap_or_default().trim().to_owned();
    (!text.is_empty()).then_some(text)
}
