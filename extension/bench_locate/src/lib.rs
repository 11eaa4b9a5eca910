//! `cairnLocate`: the locators as a plain script, so that other tools can measure them beside other
//! generators. The same code runs in the content script.

use cairn_locate::{Care, Resolved};
use cairn_redact::Gate;
use cairn_workflow::Target;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element};

/// Describes an element; what comes back is plain JSON data.
///
/// # Errors
/// A sentence when the description cannot be written as JSON.
#[wasm_bindgen]
pub fn describe(element: &Element) -> Result<JsValue, JsValue> {
    let target = cairn_locate::describe(element, &Gate::new());
    let json = serde_json::to_string(&target).map_err(|error| JsValue::from_str(&error.to_string()))?;
    js_sys::JSON::parse(&json)
}

/// Finds a described element in a document: the element, `"ambiguous"` or `"gone"`.
///
/// # Errors
/// A sentence when `locator` is none that `describe` gave.
#[wasm_bindgen]
pub fn resolve(locator: &JsValue, document: &Document) -> Result<JsValue, JsValue> {
    resolved(locator, document, Care::Usual)
}

/// The same with the care of a replay that nobody watches.
///
/// # Errors
/// A sentence when `locator` is none that `describe` gave.
#[wasm_bindgen]
pub fn resolve_strictly(locator: &JsValue, document: &Document) -> Result<JsValue, JsValue> {
    resolved(locator, document, Care::Strict)
}

fn resolved(locator: &JsValue, document: &Document, care: Care) -> Result<JsValue, JsValue> {
    let json = js_sys::JSON::stringify(locator)?.as_string().unwrap_or_default();
    let target: Target = serde_json::from_str(&json)
        .map_err(|error| JsValue::from_str(&format!("This is no description of an element: {error}")))?;
    Ok(match cairn_locate::resolve(&target, document, care) {
        Resolved::One(element) => element.into(),
        Resolved::Ambiguous => "ambiguous".into(),
        Resolved::Gone => "gone".into(),
    })
}

/// The control that an event stands for, by its `composedPath()`; nothing for a path without elements.
#[wasm_bindgen]
#[must_use]
pub fn control(path: &js_sys::Array) -> Option<Element> {
    cairn_locate::control(path)
}

/// An element's ARIA role, empty where there is none.
#[wasm_bindgen]
#[must_use]
pub fn role(element: &Element) -> String {
    cairn_locate::role(element)
}

/// An element's accessible name as it is on the page, empty where there is none. For tests: the name that a
/// description holds went through the gate.
#[wasm_bindgen]
#[must_use]
pub fn name(element: &Element) -> String {
    cairn_locate::accessible_name(element).raw().to_owned()
}
