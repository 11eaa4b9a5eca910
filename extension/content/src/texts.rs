//! What the page says that the gate would mask: where it stands, so that it is filled in pictures.
//!
//! The browser's own search tells in one go whether a part of the page holds anything of the kind; only small parts
//! that do are read, and what was read and is harmless is known by its hash.

use cairn_redact::{Class, Context, Gate, PageText, Span};
use cairn_workflow::Rect;
use js_sys::JsString;
use wasm_bindgen::prelude::*;
use web_sys::{Document, DomRect, Element, Node, NodeList, ShadowRoot};

use crate::facts;

/// A part of this length is read as a whole, so that labels tell what stands beside them, in UTF-16 units.
const SMALL: u32 = 1_000;
/// A larger one is, if what is looked for lies in no child alone.
const LARGE: u32 = 3_000;
/// Most texts that are filled one by one; a page with more is filled whole.
const MOST: usize = 2_000;
/// Most parts that are remembered as harmless.
const MOST_HARMLESS: usize = 20_000;
/// Most elements around a text that may cut it off.
const MOST_AROUND: usize = 16;
/// Most fields of a document that are looked at.
const MOST_FIELDS: u32 = 2_000;
/// Letters reach a little out of their lines, in CSS pixels.
const REACH: f64 = 1.0;

/// What everything that is looked for has somewhere: an address's sign, a long number, a long word with a digit in it,
/// a key's armour, a word for something secret with a value after it.
const TRIGGER: &str = r"@|\d[\d\s.,/()+\-\u2010-\u2014]{5,}\d|(?=[\w+/-]{0,63}\d)[\w+/=-]{14,}|-----BEGIN|([\da-f]{1,4}:){3}|(pin|pass(word|code|phrase|wort)?|code|kennwort|kod[ek]?|clave|senha|contrase\u00f1a|mot de passe|wachtwoord|has\u0142o|l\u00f6senord)\W{1,4}(\w{2,4}\W)?\S{3}";
/// Elements whose text nobody sees there.
const UNSEEN: &[&str] = &["script", "style", "template", "noscript", "option", "textarea", "title"];
/// Elements that go on with the word before them.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "data", "del", "em", "font", "i", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tspan", "u", "var",
];
const FIELDS: &str = "input,textarea,select";

const ELEMENT: u16 = Node::ELEMENT_NODE;
const TEXT: u16 = Node::TEXT_NODE;

#[wasm_bindgen]
extern "C" {
    /// A node or a field. A form is asked past its fields, which may be named like what it would be asked.
    #[wasm_bindgen(js_name = Node)]
    type Holder;
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = textContent)]
    fn text(this: &Holder) -> JsString;
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = nodeType)]
    fn kind(this: &Holder) -> u16;
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = nodeName)]
    fn name(this: &Holder) -> String;
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = firstChild)]
    fn first(this: &Holder) -> Option<Node>;
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = nextSibling)]
    fn next(this: &Holder) -> Option<Node>;
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = parentElement)]
    fn parent(this: &Holder) -> Option<Element>;
    #[wasm_bindgen(js_name = Element)]
    type Boxed;
    #[wasm_bindgen(method, final, js_class = "Element", js_name = getBoundingClientRect)]
    fn bounds(this: &Boxed) -> DomRect;
    #[wasm_bindgen(method, structural, getter)]
    fn value(this: &Holder) -> JsValue;
    #[wasm_bindgen(method, structural, getter)]
    fn placeholder(this: &Holder) -> JsValue;
    #[wasm_bindgen(method, structural, getter, js_name = selectedOptions)]
    fn selected(this: &Holder) -> Option<NodeList>;

    type Words;
    #[wasm_bindgen(method, structural)]
    fn includes(this: &Words, other: &JsString) -> bool;

    /// The browser's own search.
    #[wasm_bindgen(js_name = RegExp)]
    type Search;
    #[wasm_bindgen(constructor, js_class = RegExp)]
    fn new(pattern: &str, flags: &str) -> Search;
    #[wasm_bindgen(method)]
    fn test(this: &Search, text: &JsString) -> bool;

    /// A part of a text.
    type Range;
    #[wasm_bindgen(method, structural, js_name = createRange)]
    fn range(this: &Holder) -> Range;
    #[wasm_bindgen(method, structural, catch, js_name = setStart)]
    fn set_start(this: &Range, node: &Node, offset: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, structural, catch, js_name = setEnd)]
    fn set_end(this: &Range, node: &Node, offset: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, structural, js_name = getClientRects)]
    fn rects(this: &Range) -> NodeList;
}

/// What is to be filled.
pub struct Texts {
    search: Search,
    /// Some classes are told by the words around them alone: everything is read.
    by_words: bool,
    /// The secrets that the gate knows, as the page has them.
    secrets: Vec<JsString>,
    found: Vec<Found>,
    /// Fields that show something of the kind.
    fields: Vec<Element>,
    /// Hashes of what was read and is harmless, in order.
    harmless: Vec<u32>,
    /// Something has changed since.
    stale: bool,
}

/// A piece of a text node.
struct Found {
    node: Node,
    /// In UTF-16 units.
    start: u32,
    end: u32,
    /// The element that holds it.
    element: Element,
    /// What may cut it off.
    around: Vec<Element>,
}

/// Text nodes read as one text.
#[derive(Default)]
struct Reading {
    text: String,
    /// Each node, and where its text begins.
    pieces: Vec<(Node, usize)>,
}

impl Texts {
    /// Nothing is found yet.
    pub fn new() -> Self {
        Self {
            search: Search::new(TRIGGER, "i"),
            by_words: false,
            secrets: Vec::new(),
            found: Vec::new(),
            fields: Vec::new(),
            harmless: Vec::new(),
            stale: true,
        }
    }

    /// The gate looks for something else than before.
    pub fn forget(&mut self, gate: &Gate) {
        self.by_words = gate.classes().contains(Class::Name) || gate.classes().contains(Class::Address);
        self.harmless.clear();
        self.stale = true;
    }

    /// The page or what is in a field has changed.
    pub fn changed(&mut self) {
        self.stale = true;
    }

    /// Looks again if anything has changed. While all changes are heard of (`watched`), that is the last time.
    pub fn look(&mut self, gate: &Gate, document: &Document, roots: &[ShadowRoot], watched: bool) {
        if gate.secrets().len() != self.secrets.len() {
            self.secrets = gate.secrets().iter().map(|secret| secret.as_str().into()).collect();
            self.forget(gate);
        }
        if !self.stale {
            return;
        }
        self.found.clear();
        self.fields.clear();
        if let Some(root) = document.document_element() {
            self.go_through(gate, &root);
        }
        self.go_through_fields(gate, document.query_selector_all(FIELDS).ok());
        for root in roots {
            self.go_through(gate, root);
            self.go_through_fields(gate, root.query_selector_all(FIELDS).ok());
        }
        self.stale = !watched;
    }

    /// Where it is, in the top page's viewport, but for fields that are filled anyhow.
    pub fn masks(&self, document: &Document, filled: &[Element], masks: &mut Vec<Rect>) {
        for field in self.fields.iter().filter(|field| !filled.contains(field)) {
            push(masks, cairn_locate::rect_in_top(field).0);
        }
        if self.found.is_empty() {
            return;
        }
        if self.found.len() >= MOST {
            if let Some(root) = document.document_element() {
                push(masks, cairn_locate::rect_in_top(&root).0);
            }
            return;
        }
        let range = document.unchecked_ref::<Holder>().range();
        for found in &self.found {
            // Fails where the text is shorter by now: then it is looked for again.
            if range.set_start(&found.node, found.start).and(range.set_end(&found.node, found.end)).is_err() {
                continue;
            }
            let rects = range.rects();
            for index in 0..rects.length() {
                let Some(rect) = rects.item(index) else { continue };
                let mut seen = area(rect.unchecked_ref());
                for around in &found.around {
                    seen = common(seen, area(&around.unchecked_ref::<Boxed>().bounds()));
                }
                push(masks, cairn_locate::in_top(&found.element, seen));
            }
        }
    }

    fn may_hold(&self, text: &JsString) -> bool {
        let known = || self.secrets.iter().any(|secret| text.unchecked_ref::<Words>().includes(secret));
        text.length() > 2 && (self.by_words || self.search.test(text) || known())
    }

    fn go_through(&mut self, gate: &Gate, holder: &Node) {
        let text = asked(holder).text();
        if self.found.len() >= MOST || !self.may_hold(&text) {
            return;
        }
        let length = text.length();
        if length <= SMALL {
            return self.read(gate, holder);
        }
        let mut in_parts = false;
        let mut next = asked(holder).first();
        while let Some(child) = next {
            // Hardly any of them holds anything, and the browser says so at once.
            let read = self.may_hold(&asked(&child).text()) && is_seen(&child);
            if read && asked(&child).kind() == TEXT {
                self.read(gate, &child);
            } else if read {
                self.go_through(gate, &child);
            }
            in_parts |= read;
            next = asked(&child).next();
        }
        if !in_parts && length <= LARGE {
            self.read(gate, holder);
        }
    }

    /// Reads what a part of the page says.
    fn read(&mut self, gate: &Gate, holder: &Node) {
        let mut reading = Reading::default();
        reading.take(holder);
        let hash = hash(&reading.text);
        let Err(place) = self.harmless.binary_search(&hash) else { return };
        let context = Context::default();
        let mut spans = gate.find(&PageText::from_page(reading.text.as_str()), context);
        // Texts that touch may be two: a number in each cell of a row.
        if reading.pieces.len() > 1 {
            for (index, (node, start)) in reading.pieces.iter().enumerate() {
                if !self.may_hold(&asked(node).text()) {
                    continue;
                }
                let piece = reading.text.get(*start..reading.end(index)).unwrap_or_default();
                for span in gate.find(&PageText::from_page(piece), context) {
                    spans.push(Span { start: start + span.start, end: start + span.end, ..span });
                }
            }
        }
        if spans.is_empty() {
            if self.harmless.len() >= MOST_HARMLESS {
                self.harmless.clear();
            }
            return self.harmless.insert(place.min(self.harmless.len()), hash);
        }
        for span in spans {
            self.fill(&reading, span);
        }
    }

    /// A span is filled in each text node that it lies in.
    fn fill(&mut self, reading: &Reading, span: Span) {
        for (index, (node, start)) in reading.pieces.iter().enumerate() {
            let (from, to) = (span.start.max(*start), span.end.min(reading.end(index)));
            let Some(element) = asked(node).parent().filter(|_| from < to) else { continue };
            let units = |end: usize| {
                let before = reading.text.get(*start..end).unwrap_or_default();
                before.chars().map(|letter| letter.len_utf16() as u32).sum()
            };
            let around = cut_off_by(&element);
            self.found.push(Found {
                node: node.clone(),
                start: units(from),
                end: units(to),
                element,
                around,
            });
        }
    }

    fn go_through_fields(&mut self, gate: &Gate, list: Option<NodeList>) {
        let Some(list) = list else { return };
        for index in 0..list.length().min(MOST_FIELDS) {
            let Some(field) = list.item(index) else { continue };
            let field: Element = field.unchecked_into();
            let shown = shown(field.unchecked_ref());
            let Some(shown) = shown.filter(|shown| self.may_hold(shown)) else { continue };
            let label = cairn_locate::label_text(&field);
            let context = Context { label: Some(label.raw()), ..Context::default() };
            if !gate.find(&PageText::from_page(String::from(shown)), context).is_empty() {
                self.fields.push(field);
            }
        }
    }
}

impl Reading {
    /// Takes the text of a node and of all that is in it.
    fn take(&mut self, node: &Node) {
        match asked(node).kind() {
            TEXT => {
                let start = self.text.len();
                self.text.push_str(&String::from(asked(node).text()));
                return self.pieces.push((node.clone(), start));
            }
            ELEMENT if !is_seen(node) => return,
            _ => {}
        }
        let inline = INLINE.contains(&asked(node).name().to_ascii_lowercase().as_str());
        if !inline {
            self.text.push('\n');
        }
        let mut next = asked(node).first();
        while let Some(child) = next {
            self.take(&child);
            next = asked(&child).next();
        }
        if !inline {
            self.text.push('\n');
        }
    }

    /// Where the text of a piece ends at the latest: lines that were put in between belong to none.
    fn end(&self, index: usize) -> usize {
        self.pieces.get(index + 1).map_or(self.text.len(), |(_, start)| *start)
    }
}

/// What a field shows: what is in it, or else what should be.
fn shown(field: &Holder) -> Option<JsString> {
    if let Some(selected) = field.selected() {
        return Some(selected.item(0)?.unchecked_ref::<Holder>().text());
    }
    let value: JsString = field.value().dyn_into().ok()?;
    if value.length() > 0 { Some(value) } else { field.placeholder().dyn_into().ok() }
}

fn asked(node: &Node) -> &Holder {
    node.unchecked_ref()
}

fn is_seen(node: &Node) -> bool {
    asked(node).kind() == TEXT
        || (asked(node).kind() == ELEMENT
            && !UNSEEN.contains(&asked(node).name().to_ascii_lowercase().as_str()))
}

/// The elements around that cut off what reaches out of them.
fn cut_off_by(element: &Element) -> Vec<Element> {
    let mut around = Vec::new();
    let mut next = Some(element.clone());
    for _ in 0..MOST_AROUND {
        let Some(at) = next else { break };
        next = asked(&at).parent();
        // What the root element cuts off is out of the window.
        if next.is_some() && facts::cuts_off(&at) {
            around.push(at);
        }
    }
    around
}

fn area(rect: &DomRect) -> Rect {
    Rect { x: rect.x(), y: rect.y(), width: rect.width(), height: rect.height() }
}

fn common(one: Rect, other: Rect) -> Rect {
    let (x, y) = (one.x.max(other.x), one.y.max(other.y));
    let (right, bottom) =
        ((one.x + one.width).min(other.x + other.width), (one.y + one.height).min(other.y + other.height));
    Rect { x, y, width: (right - x).max(0.0), height: (bottom - y).max(0.0) }
}

fn push(masks: &mut Vec<Rect>, rect: Rect) {
    if !rect.is_empty() {
        let Rect { x, y, width, height } = rect;
        masks.push(Rect {
            x: x - REACH,
            y: y - REACH,
            width: width + 2.0 * REACH,
            height: height + 2.0 * REACH,
        });
    }
}

/// FNV-1a.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
