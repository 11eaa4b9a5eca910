use js_sys::{WeakMap, WeakRef};
use recorder_core::page::Node;
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// Numbers elements, so that the page machine can speak of them. Holds none of them alive.
pub struct Nodes {
    numbers: WeakMap,
    /// By rising number.
    elements: Vec<(Node, WeakRef)>,
    next: Node,
}

/// Dead entries are swept when this many more are known than after the last sweep.
const SWEEP: usize = 512;

impl Nodes {
    pub fn new() -> Self {
        Self { numbers: WeakMap::new(), elements: Vec::new(), next: 1 }
    }

    /// The element's number, given on first sight.
    pub fn number(&mut self, element: &Element) -> Node {
        if let Some(number) = self.numbers.get(element).as_f64() {
            return number as Node;
        }
        let number = self.next;
        self.next += 1;
        self.numbers.set(element, &JsValue::from(number));
        self.elements.push((number, WeakRef::new(element)));
        if self.elements.len().is_multiple_of(SWEEP) {
            self.elements.retain(|(_, element)| element.deref().is_some());
        }
        number
    }

    /// The element of a number, if it still exists.
    pub fn element(&self, number: Node) -> Option<Element> {
        let place = self.elements.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        self.elements.get(place)?.1.deref()?.dyn_into().ok()
    }
}
