//! Closed shadow roots: events end at their host, but Chrome opens them to extensions.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ShadowRoot};

/// Roots within roots are followed this deep.
const DEPTH: usize = 8;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "dom"], js_name = openOrClosedShadowRoot)]
    fn shadow_root(host: &JsValue) -> Result<Option<ShadowRoot>, JsValue>;
}

/// The innermost element at a point, where the event's own target hides a closed root.
pub fn under(path: &Array, x: f64, y: f64) -> Option<Element> {
    let mut found: Option<Element> = None;
    let mut host: JsValue = path.get(0);
    for _ in 0..DEPTH {
        // Fails for what is no HTML element.
        let Some(root) = shadow_root(&host).ok().flatten() else { break };
        #[allow(clippy::cast_possible_truncation, reason = "coordinates of a viewport")]
        let Some(inner) = root.element_from_point(x as f32, y as f32) else { break };
        // A point over slotted content gives the light element, which is no part of this root.
        if inner.get_root_node() != *root.as_ref() {
            break;
        }
        host = inner.clone().into();
        found = Some(inner);
    }
    found
}

/// The path that the event would have had were its roots open.
pub fn path(inner: &Element, outer: &Array) -> Array {
    let path = Array::new();
    let mut next = Some(inner.clone());
    while let Some(element) = next {
        path.push(&element);
        next = element.parent_element().or_else(|| {
            let root = element.get_root_node().dyn_into::<ShadowRoot>().ok()?;
            path.push(&root);
            let host = root.host();
            (!outer.includes(&host, 0)).then_some(host)
        });
    }
    for step in outer.iter() {
        path.push(&step);
    }
    path
}
