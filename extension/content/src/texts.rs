//! What the page says that the gate would mask: where it stands, so that it is filled in pictures.
//!
//! The browser's own search tells in one go whether a part of the page holds anything of the kind; only small parts
//! that do are read, and each is known again by what it says.

use cairn_redact::{Class, Context, Gate, PageText, Span};
use cairn_workflow::Rect;
use js_sys::{Function, JsString, Reflect, WeakMap};
use wasm_bindgen::prelude::*;
use web_sys::{Document, DomRect, Element, Node, NodeList, ShadowRoot};

use crate::facts;

/// A part of this length is read as a whole, so that labels tell what stands beside them, in UTF-16 units.
const SMALL: u32 = 1_000;
/// A larger one is, if what is looked for lies in no child alone.
const LARGE: u32 = 3_000;
/// Most parts of a page that are filled one by one; a page with more is filled whole.
const MOST: usize = 2_000;
/// How far a part may have moved among those that hold something and still be known.
const NEAR: usize = 64;
/// Most elements around a text that may cut it off.
const MOST_AROUND: usize = 16;
/// Most fields of a document that are looked at.
const MOST_FIELDS: u32 = 2_000;
/// Letters reach a little out of their lines, in CSS pixels.
const REACH: f64 = 1.0;

/// What everything that is looked for has somewhere: an address's sign, a long number, a long word with a digit in it,
/// a key's armour, a word for something secret with a value after it.
const TRIGGER: &str = r"@|\d[\d\s.,/()+\-\u2010-\u2014]{5,}\d|(?<![\w+/=-])(?=[\w+/-]*\d)[\w+/=-]{14,}|-----BEGIN|([\da-f]{1,4}:){3}|(pin|pass(word|code|phrase|wort)?|code|kennwort|kod[ek]?|clave|senha|contrase\u00f1a|mot de passe|wachtwoord|has\u0142o|l\u00f6senord)\W{1,4}(\w{2,4}\W)?\S{3}";
/// Elements whose text nobody sees there.
const UNSEEN: &[&str] = &["script", "style", "template", "noscript", "option", "textarea", "title"];
/// Elements that go on with the word before them.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "data", "del", "em", "font", "i", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tspan", "u", "var",
];
const FIELDS: &[&str] = &["input", "textarea", "select"];

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
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = childNodes)]
    fn children(this: &Holder) -> NodeList;
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

    type Prototype;
    #[wasm_bindgen(method, structural, js_name = __lookupGetter__)]
    fn getter(this: &Prototype, name: &str) -> Function;

    /// The browser's own search.
    #[wasm_bindgen(js_name = RegExp)]
    type Search;
    #[wasm_bindgen(constructor, js_class = RegExp)]
    fn new(pattern: &str, flags: &str) -> Search;
    #[wasm_bindgen(method)]
    fn test(this: &Search, text: &JsString) -> bool;
    #[wasm_bindgen(method, structural, getter, js_name = test)]
    fn tester(this: &Search) -> Function;

    #[wasm_bindgen(js_namespace = Array, js_name = from)]
    fn of_each(list: &NodeList, made: &Function) -> List;
    #[wasm_bindgen(js_name = Array)]
    type List;
    #[wasm_bindgen(method)]
    fn map(this: &List, made: &Function) -> List;
    #[wasm_bindgen(method, js_name = indexOf)]
    fn index_of(this: &List, value: bool, from: u32) -> i32;

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
    /// Asks it of a text.
    tests: Function,
    /// Asks a node for its text.
    texts: Option<Function>,
    /// How many secrets the search knows.
    secrets: usize,
    /// What the page said at the last look.
    said: Option<JsString>,
    /// In the order of the document.
    parts: Vec<Part>,
    /// Those of the look before that have not come again yet.
    before: Vec<Part>,
    /// Fields that show something of the kind.
    fields: Vec<Element>,
    /// What parts said that are harmless.
    harmless: WeakMap,
    /// Something has changed since.
    stale: bool,
}

/// A part of the page that was read and holds something.
struct Part {
    holder: Node,
    text: JsString,
    found: Vec<Found>,
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
        let search = Search::new(TRIGGER, "i");
        Self {
            tests: search.tester().bind0(&search),
            search,
            texts: texts_of(),
            secrets: 0,
            said: None,
            parts: Vec::new(),
            before: Vec::new(),
            fields: Vec::new(),
            harmless: WeakMap::new(),
            stale: true,
        }
    }

    /// The gate looks for something else than before.
    pub fn forget(&mut self, gate: &Gate) {
        self.secrets = gate.secrets().len();
        self.search = Search::new(&pattern(gate), "i");
        self.tests = self.search.tester().bind0(&self.search);
        self.harmless = WeakMap::new();
        self.said = None;
        self.parts.clear();
        self.stale = true;
    }

    /// The page or what is in a field has changed.
    pub fn changed(&mut self) {
        self.stale = true;
    }

    /// Looks again if anything has changed. While all changes are heard of (`watched`), that is the last time.
    pub fn look(&mut self, gate: &Gate, document: &Document, roots: &[ShadowRoot], watched: bool) {
        if gate.secrets().len() != self.secrets {
            self.forget(gate);
        }
        if !self.stale {
            return;
        }
        self.fields.clear();
        let body = document.body();
        let said = body.as_ref().map(|body| asked(body).text());
        let as_before = roots.is_empty() && said == self.said && self.parts.iter().all(Part::is_there);
        if !as_before {
            self.before = core::mem::take(&mut self.parts);
            if let Some(body) = body {
                self.go_through(gate, &body);
            }
            self.said = said;
        }
        for name in FIELDS {
            // These lists the browser keeps between two questions.
            self.go_through_fields(gate, document.get_elements_by_tag_name(name).unchecked_ref());
        }
        for root in roots {
            self.go_through(gate, root);
            for name in FIELDS {
                let Ok(list) = root.query_selector_all(name) else { continue };
                self.go_through_fields(gate, &list);
            }
        }
        self.before.clear();
        self.stale = !watched;
    }

    /// Where it is, in the top page's viewport, but for fields that are filled anyhow.
    pub fn masks(&self, document: &Document, filled: &[Element], masks: &mut Vec<Rect>) {
        for field in self.fields.iter().filter(|field| !filled.contains(field)) {
            push(masks, cairn_locate::rect_in_top(field).0);
        }
        if self.parts.is_empty() {
            return;
        }
        if self.is_full() {
            if let Some(root) = document.document_element() {
                push(masks, cairn_locate::rect_in_top(&root).0);
            }
            return;
        }
        let range = document.unchecked_ref::<Holder>().range();
        for found in self.parts.iter().flat_map(|part| &part.found) {
            // Fails where the text is shorter by now: then it is looked for again.
            if range.set_start(&found.node, found.start).and(range.set_end(&found.node, found.end)).is_err() {
                continue;
            }
            let rects = range.rects();
            for index in 0..rects.length() {
                let Some(rect) = rects.item(index) else { continue };
                let seen = found.seen(area(rect.unchecked_ref()));
                push(masks, cairn_locate::in_top(&found.element, seen));
            }
        }
    }

    fn is_full(&self) -> bool {
        self.parts.len() >= MOST
    }

    fn may_hold(&self, text: &JsString) -> bool {
        self.search.test(text)
    }

    fn go_through(&mut self, gate: &Gate, holder: &Node) {
        let text = asked(holder).text();
        if self.harmless.get(holder.unchecked_ref()) == **text || self.is_full() {
            return;
        }
        let parts = self.parts.len();
        if self.may_hold(&text) {
            let length = text.length();
            let in_parts = length > SMALL && self.go_through_parts(gate, &asked(holder).children());
            if !in_parts && (length <= LARGE || asked(holder).kind() == TEXT) {
                self.read(gate, holder, &text);
            }
        }
        if self.parts.len() == parts {
            self.harmless.set(holder.unchecked_ref(), &text);
        }
    }

    /// Whether any of them may hold something. Hardly any does, and the browser says so at once.
    fn go_through_parts(&mut self, gate: &Gate, parts: &NodeList) -> bool {
        let Some(texts) = &self.texts else { return false };
        let held = of_each(parts, texts).map(&self.tests);
        let (mut any, mut from) = (false, 0);
        while let Ok(index) = u32::try_from(held.index_of(true, from)) {
            from = index + 1;
            let Some(part) = parts.item(index).filter(is_seen) else { continue };
            any = true;
            self.go_through(gate, &part);
        }
        any
    }

    /// Reads what a part of the page says.
    fn read(&mut self, gate: &Gate, holder: &Node, text: &JsString) {
        let near = self.before.iter().take(NEAR).position(|part| part.is(holder, text));
        if let Some(near) = near {
            return self.parts.push(self.before.remove(near));
        }
        let mut reading = Reading::default();
        reading.take(holder);
        let context = Context::default();
        let mut found = Vec::new();
        for span in gate.find(&PageText::from_page(reading.text.as_str()), context) {
            reading.add(span, 0, &mut found);
        }
        // Texts that touch may be two: a number in each cell of a row.
        for (index, (node, start)) in reading.pieces.iter().enumerate() {
            if reading.pieces.len() == 1 || !self.may_hold(&asked(node).text()) {
                continue;
            }
            let piece = reading.text.get(*start..reading.end(index)).unwrap_or_default();
            for span in gate.find(&PageText::from_page(piece), context) {
                reading.add(span, *start, &mut found);
            }
        }
        if !found.is_empty() {
            self.parts.push(Part { holder: holder.clone(), text: text.clone(), found });
        }
    }

    fn go_through_fields(&mut self, gate: &Gate, list: &NodeList) {
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

impl Part {
    /// Whether it is this one, as it was read.
    fn is(&self, holder: &Node, text: &JsString) -> bool {
        self.holder == *holder && self.text == *text && self.is_there()
    }

    fn is_there(&self) -> bool {
        self.found.iter().all(|found| found.node.is_connected())
    }
}

impl Found {
    /// What is seen of one of its rectangles.
    fn seen(&self, mut rect: Rect) -> Rect {
        for around in &self.around {
            let common = common(rect, area(&around.unchecked_ref::<Boxed>().bounds()));
            // It may have ceased to.
            if common != rect && facts::cuts_off(around) {
                rect = common;
            }
        }
        rect
    }
}

impl Reading {
    /// Adds a span of what begins at an offset, in each text node that it lies in.
    fn add(&self, span: Span, offset: usize, all: &mut Vec<Found>) {
        for (index, (node, start)) in self.pieces.iter().enumerate() {
            let (from, to) = ((offset + span.start).max(*start), (offset + span.end).min(self.end(index)));
            let Some(element) = asked(node).parent().filter(|_| from < to) else { continue };
            let units = |end: usize| {
                let before = self.text.get(*start..end).unwrap_or_default();
                before.chars().map(|letter| letter.len_utf16() as u32).sum()
            };
            let around = cut_off_by(&element);
            all.push(Found { node: node.clone(), start: units(from), end: units(to), element, around });
        }
    }

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

/// What is looked for: with names and addresses, which the words around them tell alone, all that says anything.
fn pattern(gate: &Gate) -> String {
    if gate.classes().contains(Class::Name) || gate.classes().contains(Class::Address) {
        return "[^]{3}".to_owned();
    }
    let mut pattern = TRIGGER.to_owned();
    for secret in gate.secrets() {
        pattern.push('|');
        for letter in secret.chars() {
            if letter.is_ascii_punctuation() {
                pattern.push('\\');
            }
            pattern.push(letter);
        }
    }
    pattern
}

/// `node => node.textContent`, without a call into this module for each.
fn texts_of() -> Option<Function> {
    let node = Reflect::get(&web_sys::window()?.into(), &"Node".into()).ok()?;
    let prototype = Reflect::get(&node, &"prototype".into()).ok()?;
    let getter = prototype.unchecked_ref::<Prototype>().getter("textContent");
    let call: Function = Reflect::get(&getter, &"call".into()).ok()?.unchecked_into();
    Some(call.bind0(&getter))
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
