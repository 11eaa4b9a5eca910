//! Shadow roots that an event does not show: closed ones, which Chrome opens to extensions, and those of a host whose
//! own slotted words were hit.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ShadowRoot};

use crate::listen;

/// Roots within roots are followed this deep.
const DEPTH: usize = 8;
/// Most controls of a root that are looked at.
const MOST_CONTROLS: u32 = 50;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "dom"], js_name = openOrClosedShadowRoot)]
    fn shadow_root(host: &JsValue) -> Result<Option<ShadowRoot>, JsValue>;
}

/// The root of an element, closed or not.
pub fn root_of(host: &Element) -> Option<ShadowRoot> {
    // Fails for what is no HTML element.
    shadow_root(host).ok().flatten()
}

/// What has the focus within a host, through closed roots: the host is all that an event shows of them. What is
/// typed there must be known for what it is: a password's letters are no shortcuts.
pub fn focused(mut element: Element) -> Element {
    for _ in 0..DEPTH {
        if !listen::can_host(&element) {
            break;
        }
        let Some(inner) = root_of(&element).and_then(|root| root.active_element()) else { break };
        element = inner;
    }
    element
}

/// The innermost element at a point, where the event's own target hides a closed root.
pub fn under(path: &Array, x: f64, y: f64) -> Option<Element> {
    let mut found: Option<Element> = None;
    let mut host: JsValue = path.get(0);
    for _ in 0..DEPTH {
        // Fails for what is no HTML element.
        let Some(root) = shadow_root(&host).ok().flatten() else { break };
        #[allow(clippy::cast_possible_truncation, reason = "coordinates of a viewport")]
        let hit = root.element_from_point(x as f32, y as f32);
        // A point over slotted words gives the light element or nothing, but no part of this root.
        let own = hit.filter(|inner| inner.get_root_node() == *root.as_ref());
        let Some(inner) = own.or_else(|| control_around(&root, x, y)) else { break };
        host = inner.clone().into();
        found = Some(inner);
    }
    found
}

/// The control of a root that lies under a point: the words in it belong to the light tree.
fn control_around(root: &ShadowRoot, x: f64, y: f64) -> Option<Element> {
    let controls = root.query_selector_all("button,a,summary,label,input,[role]").ok()?;
    (0..controls.length().min(MOST_CONTROLS))
        .rev()
        .filter_map(|index| controls.item(index)?.dyn_into::<Element>().ok())
        .find(|control| {
            let rect = control.get_bounding_client_rect();
            (rect.left()..rect.right()).contains(&x) && (rect.top()..rect.bottom()).contains(&y)
        })
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
