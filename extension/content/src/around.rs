//! Frames of other origins: they cannot be asked from here, nor the pages above them from there. Each side tells
//! what it knows, and the offscreen document joins it. What is used is all that browsers let one window know of
//! another; none of it can be noticed there.

use cairn_messages::{Around, Inner, SQUARE};
use js_sys::Object;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, NodeList, ShadowRoot, Window};

use crate::dom::Own;

/// Elements that hold windows.
const HOLDERS: &str = "iframe,frame,object";
/// Windows within windows are followed this deep.
const DEPTH: usize = 8;
/// Most frames of one page that are looked at.
const MOST: u32 = 100;

#[wasm_bindgen]
extern "C" {
    /// A window of any origin, or the element that holds one.
    #[derive(Clone)]
    type Other;
    #[wasm_bindgen(method, structural, getter)]
    fn parent(this: &Other) -> Other;
    #[wasm_bindgen(method, structural, getter)]
    fn length(this: &Other) -> u32;
    #[wasm_bindgen(method, structural, indexing_getter)]
    fn frame(this: &Other, index: u32) -> JsValue;
    #[wasm_bindgen(method, structural, getter, js_name = contentWindow)]
    fn window(this: &Other) -> JsValue;
    #[wasm_bindgen(method, structural, getter, js_name = contentDocument)]
    fn document(this: &Other) -> JsValue;
}

/// What is known here. `placed` is whether the document's place in the top page is.
pub fn of(window: &Window, document: &Document, roots: &[ShadowRoot], placed: bool) -> Option<Around> {
    let own: &Other = window.unchecked_ref();
    let inner = inner(own, document, roots);
    if placed && inner.is_empty() {
        return None;
    }
    let path = path(own)?;
    let mut around = Around { path, inner, ..Around::default() };
    if !placed {
        let above = cairn_locate::frames_above(&document.document_element()?);
        around.base = u32::try_from(around.path.len()).ok()?.checked_sub(above)?;
        let base = (0..above).fold(own.clone(), |window, _| window.parent());
        // A window of this origin.
        let base: &Own = base.unchecked_ref();
        (around.width, around.height) = (base.inner_width(), base.inner_height());
    }
    Some(around)
}

/// The way to a window from the top one.
fn path(window: &Other) -> Option<Vec<u32>> {
    let (mut path, mut at) = (Vec::new(), window.clone());
    loop {
        let parent = at.parent();
        if Object::is(&parent, &at) {
            path.reverse();
            return Some(path);
        }
        if path.len() == DEPTH {
            return None;
        }
        path.push(number(&parent, &at)?);
        at = parent;
    }
}

/// The number of a window in another's list of frames.
fn number(parent: &Other, window: &JsValue) -> Option<u32> {
    (0..parent.length().min(MOST)).find(|index| Object::is(&parent.frame(*index), window))
}

fn inner(own: &Other, document: &Document, roots: &[ShadowRoot]) -> Vec<Inner> {
    let mut inner = Vec::new();
    if own.length() == 0 {
        return inner;
    }
    add(&mut inner, own, document.query_selector_all(HOLDERS));
    for root in roots {
        add(&mut inner, own, root.query_selector_all(HOLDERS));
    }
    inner
}

fn add(inner: &mut Vec<Inner>, own: &Other, holders: Result<NodeList, JsValue>) {
    let Ok(holders) = holders else { return };
    for holder in (0..holders.length().min(MOST)).filter_map(|index| holders.item(index)) {
        let other: &Other = holder.unchecked_ref();
        // A document that can be asked knows its place itself.
        if other.document().is_null()
            && let Some(index) = number(own, &other.window())
        {
            let (square, width, height) =
                cairn_locate::frame_in_top(holder.unchecked_ref::<Element>(), SQUARE);
            inner.push(Inner { index, square, width, height });
        }
    }
}
