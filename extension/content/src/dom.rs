//! The page machine's port to the document.

use cairn_messages::Layout;
use cairn_redact::{Gate, PageText, Redacted, Value};
use cairn_workflow::{Point, Target, Unseen, Viewport};
use recorder_core::page::{Document, Kind, Node};
use web_sys::{Element, ShadowRoot, Window};

use crate::fields::{self, Fields};
use crate::nodes::Nodes;
use crate::{clock, facts};

/// Longest title kept, in characters.
const TITLE_LIMIT: usize = 200;
/// Most shadow roots that are listened to.
const MOST_ROOTS: usize = 200;

/// The document, with what was learnt about it.
pub struct Dom {
    window: Window,
    document: web_sys::Document,
    /// Numbers of elements.
    pub nodes: Nodes,
    /// Fields and their verdicts.
    pub fields: Fields,
    /// Open shadow roots that something happened in.
    pub roots: Vec<ShadowRoot>,
    /// Rises whenever something that can be seen may have changed.
    pub generation: u32,
    gate: Gate,
    /// The scroll offset as last told.
    scrolled: Point,
}

impl Dom {
    /// The document of this content script.
    pub fn new(window: Window, document: web_sys::Document) -> Self {
        Self {
            window,
            document,
            nodes: Nodes::new(),
            fields: Fields::default(),
            roots: Vec::new(),
            generation: 1,
            gate: Gate::new(),
            scrolled: Point::default(),
        }
    }

    /// The document itself.
    pub fn document(&self) -> &web_sys::Document {
        &self.document
    }

    /// The address, reduced.
    pub fn url(&self) -> Redacted<String> {
        self.gate.url(&PageText::from_page(self.window.location().href().unwrap_or_default()))
    }

    /// The title.
    pub fn title(&self) -> Redacted<String> {
        self.gate.text(&PageText::from_page(self.document.title()), TITLE_LIMIT)
    }

    /// A piece of the page's text, through the gate.
    pub fn words(&self, element: &Element, limit: usize) -> Redacted<String> {
        self.gate.text(&PageText::from_page(element.text_content().unwrap_or_default()), limit)
    }

    /// Remembers a root, and says whether it is new.
    pub fn add_root(&mut self, root: &ShadowRoot) -> bool {
        let new = self.roots.len() < MOST_ROOTS && !self.roots.contains(root);
        if new {
            self.roots.push(root.clone());
            self.fields.changed();
        }
        new
    }

    /// Whether this is the top document of its tab.
    pub fn is_top(&self) -> bool {
        self.window.parent().ok().flatten().is_some_and(|parent| parent == self.window)
    }

    /// The top page's viewport; nothing where the page above is of another site.
    fn viewport(&self) -> Viewport {
        let top = self.window.top().ok().flatten();
        let size = |value: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| {
            value.ok().and_then(|value| value.as_f64())
        };
        let of = |window: &Window| Some((size(window.inner_width())?, size(window.inner_height())?));
        let (width, height) = top.as_ref().and_then(of).unwrap_or_default();
        Viewport { width, height, scale: self.window.device_pixel_ratio() }
    }
}

impl Document for Dom {
    fn describe(&mut self, node: Node) -> Target {
        self.nodes
            .element(node)
            .map_or_else(Target::default, |element| cairn_locate::describe(&element, &self.gate))
    }

    fn unseen(&mut self, node: Node) -> Vec<Unseen> {
        match self.nodes.element(node) {
            Some(element) if element.local_name() == "canvas" => vec![Unseen::Canvas],
            _ => Vec::new(),
        }
    }

    fn value(&mut self, node: Node) -> Value {
        match self.nodes.element(node) {
            Some(element) => self.fields.value(&mut self.nodes, &mut self.gate, &element),
            None => Value::Text { text: Redacted::default() },
        }
    }

    fn fingerprint(&mut self, node: Node) -> u64 {
        self.nodes.element(node).map_or(0, |element| fields::fingerprint(&element))
    }

    fn checked(&mut self, node: Node) -> Option<bool> {
        self.nodes.element(node).and_then(|element| facts::checked(&element))
    }

    fn layout(&mut self) -> Layout {
        let masks = self.fields.masks(&mut self.nodes, &self.document, &self.roots);
        let offset = |value: Result<f64, wasm_bindgen::JsValue>| value.unwrap_or_default();
        let scroll = Point { x: offset(self.window.scroll_x()), y: offset(self.window.scroll_y()) };
        if scroll != self.scrolled {
            // The page has moved already, and its `scroll` event is still to come.
            self.scrolled = scroll;
            self.generation = self.generation.wrapping_add(1);
        }
        let placed = self.is_top()
            || self.document.document_element().is_some_and(|root| cairn_locate::rect_in_top(&root).1);
        Layout {
            generation: self.generation,
            masks,
            scroll,
            viewport: self.viewport(),
            at: clock::now(),
            placed,
        }
    }

    fn kind(&mut self, node: Node) -> Kind {
        self.nodes.element(node).map_or(Kind::Other, |element| facts::kind(&element))
    }

    fn clicks_by_key(&mut self, node: Node) -> bool {
        self.nodes.element(node).is_some_and(|element| facts::clicks_by_key(&element))
    }

    fn autofilled(&mut self, node: Node) -> bool {
        self.nodes.element(node).is_some_and(|element| element.matches(":autofill").unwrap_or(false))
    }
}
