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
    /// The one that is spoken of in this turn.
    last: Option<(Node, Element)>,
}

/// Dead entries are swept when this many more are known than after the last sweep.
const SWEEP: usize = 512;

impl Nodes {
    pub fn new() -> Self {
        Self { numbers: WeakMap::new(), elements: Vec::new(), next: 1, last: None }
    }

    /// A new turn begins.
    pub fn turn(&mut self) {
        self.last = None;
    }

    /// The element's number, given on first sight.
    pub fn number(&mut self, element: &Element) -> Node {
        if let Some((number, last)) = &self.last
            && last == element
        {
            return *number;
        }
        let number = match self.numbers.get(element).as_f64() {
            Some(number) => number as Node,
            None => self.add(element),
        };
        self.last = Some((number, element.clone()));
        number
    }

    /// This element has taken the place of the one with the number.
    pub fn take_over(&mut self, number: Node, element: &Element) {
        if let Ok(place) = self.elements.binary_search_by_key(&number, |(number, _)| *number) {
            self.numbers.set(element, &JsValue::from(number));
            self.elements[place].1 = WeakRef::new(element);
            self.last = None;
        }
    }

    fn add(&mut self, element: &Element) -> Node {
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
        if let Some((last, element)) = &self.last
            && *last == number
        {
            return Some(element.clone());
        }
        let place = self.elements.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        // Only elements are numbered.
        self.elements.get(place)?.1.deref().map(JsCast::unchecked_into)
    }
}
