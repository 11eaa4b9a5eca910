//! The page machine's port to the document.

use cairn_chrome_api::Ready;
use cairn_messages::Layout;
use cairn_redact::{Classes, Gate, PageText, Redacted, Value};
use cairn_workflow::{Point, Target, Unseen, Viewport};
use recorder_core::page::{Document, Kind, Node};
use wasm_bindgen::prelude::*;
use web_sys::{Element, MouseEvent, ShadowRoot, Window};

use crate::ahead::Ahead;
use crate::fields::{self, Fields};
use crate::nodes::Nodes;
use crate::texts::Texts;
use crate::{around, clock, facts};

/// Longest title kept, in characters.
const TITLE_LIMIT: usize = 200;
/// How often the fields of a page that changes are judged again, in milliseconds. New ones are at once.
const LOOK_EVERY: i64 = 1_000;
/// A press is followed by its change of focus within this time, in milliseconds.
const RECENT: i64 = 30;
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
    /// What is to be filled in pictures besides.
    pub texts: Texts,
    /// Open shadow roots that something happened in.
    pub roots: Vec<ShadowRoot>,
    /// Rises whenever something that can be seen may have changed.
    pub generation: u32,
    /// Descriptions made ahead.
    pub ahead: Ahead,
    gate: Gate,
    url: Last,
    title: Last,
    /// The layout as measured last, of this generation.
    measured: Option<Layout>,
    /// Whether it still holds.
    trusted: bool,
    /// The kind of an element as found in this turn.
    kind: Option<(Node, Kind)>,
    /// Whether this is the top document of its tab.
    top: bool,
    /// When the fields were judged last.
    looked_at: i64,
    /// The scroll offset as last told.
    scrolled: Point,
    /// What was typed in last. It is held, so that it can be compared with what takes its place.
    typed: Option<(Node, Element)>,
    /// What a field held before the key that is looked into later, as a hash.
    value_before: Option<(Node, u64)>,
    /// The topmost element.
    root: Option<Element>,
}

impl Dom {
    /// The document of this content script.
    pub fn new(window: Window, document: web_sys::Document) -> Self {
        let mut gate = Gate::new();
        // Until it is told what the person has chosen: what is masked too much for a moment does no harm.
        gate.look_for(Classes::ALL);
        Self {
            nodes: Nodes::new(),
            fields: Fields::default(),
            texts: Texts::new(),
            roots: Vec::new(),
            generation: 1,
            ahead: Ahead::default(),
            gate,
            url: Last::default(),
            title: Last::default(),
            measured: None,
            trusted: false,
            kind: None,
            top: window.parent().ok().flatten().is_some_and(|parent| parent == window),
            looked_at: 0,
            scrolled: Point::default(),
            typed: None,
            value_before: None,
            root: document.document_element(),
            window,
            document,
        }
    }

    /// From now on the gate masks these: a number of [`Classes`].
    pub fn look_for(&mut self, classes: u32) {
        self.gate.look_for(Classes::from_bits(classes));
        self.forget_passed();
        (self.measured, self.trusted) = (None, false);
    }

    /// The gate masks more, or less, than it did: what passed it is made anew.
    fn forget_passed(&mut self) {
        (self.url, self.title) = (Last::default(), Last::default());
        self.ahead.forget();
        self.texts.forget(&self.gate);
    }

    /// A new turn begins: the page may have changed.
    pub fn turn(&mut self) {
        self.trusted = false;
        self.kind = None;
        self.nodes.turn();
    }

    /// Elements, attributes or texts have changed: what is secret must be looked for again.
    pub fn content_changed(&mut self) {
        self.fields.changed();
        self.texts.changed();
    }

    /// Something that can be seen may have changed.
    pub fn changed(&mut self) {
        self.generation = self.generation.wrapping_add(1);
        self.measured = None;
        self.trusted = false;
    }

    /// Takes the layout as measured last for that of a press, if nothing has changed or been scrolled since: to
    /// measure would make the browser lay the page out at once. Where secrets were is measured again with the frame.
    pub fn trust_layout(&mut self, mouse: &MouseEvent) {
        self.trusted = self.measured.is_some() && self.has_not_scrolled(mouse);
    }

    /// Whether the page stands where it stood when it was measured last.
    pub fn has_not_scrolled(&self, mouse: &MouseEvent) -> bool {
        let near = |page: i32, client: i32, then: f64| (f64::from(page - client) - then).abs() <= 1.0;
        near(mouse.page_x(), mouse.client_x(), self.scrolled.x)
            && near(mouse.page_y(), mouse.client_y(), self.scrolled.y)
    }

    /// Whether the page stood here when it was measured last.
    pub fn has_scrolled_to(&self, offset: Point) -> bool {
        self.scrolled == offset
    }

    /// Takes the layout as measured last while nothing that is known of has changed.
    pub fn trust_known_layout(&mut self) {
        self.trusted = self.measured.as_ref().is_some_and(|known| known.generation == self.generation);
    }

    /// A key is about to change what a field holds, and is looked into later.
    pub fn remember_value(&mut self, node: Node) {
        self.value_before = None;
        self.value_before = Some((node, self.fingerprint(node)));
    }

    /// The key was looked into.
    pub fn forget_value(&mut self) {
        self.value_before = None;
    }

    /// Whether the layout as measured last still holds.
    pub fn is_trusted(&self) -> bool {
        self.trusted
    }

    /// Takes the layout of a press for that of the change of focus that it causes.
    pub fn trust_recent_layout(&mut self) {
        self.trusted = self.measured.as_ref().is_some_and(|known| clock::now() - known.at < RECENT);
    }

    /// Where in an element the mouse is.
    pub fn offset(&self, mouse: &MouseEvent, element: &Element) -> Point {
        let (x, y) = (f64::from(mouse.client_x()), f64::from(mouse.client_y()));
        let corner = match self.ahead.rect(element).filter(|_| self.top && self.trusted) {
            Some(rect) if rect.holds(x, y) => Point { x: rect.x, y: rect.y },
            Some(_) | None => {
                let rect = element.get_bounding_client_rect();
                Point { x: rect.left(), y: rect.top() }
            }
        };
        offset_from(corner, mouse)
    }

    /// The window.
    pub fn window(&self) -> &Window {
        &self.window
    }

    /// The document itself.
    pub fn document(&self) -> &web_sys::Document {
        &self.document
    }

    /// The address, reduced.
    pub fn url(&mut self) -> Redacted<String> {
        let raw = self.window.unchecked_ref::<Own>().location().href();
        self.url.passed(raw, |raw| self.gate.url(&PageText::from_page(raw)))
    }

    /// The title.
    pub fn title(&mut self) -> Redacted<String> {
        let raw = self.document.unchecked_ref::<Titled>().title();
        self.title.passed(raw, |raw| self.gate.text(&PageText::from_page(raw), TITLE_LIMIT))
    }

    /// Describes an element, or gives the description that was made ahead.
    pub fn describe_element(&mut self, element: &Element) -> Ready {
        self.ahead.describe(&self.gate, element, self.generation, clock::now(), self.trusted)
    }

    /// Judges the fields again after a change of the page, at most once in [`LOOK_EVERY`]: how many milliseconds to
    /// wait for the next time, where it was done just now.
    ///
    /// On a page that always changes texts are looked for when they are asked for, and no sooner.
    pub fn look_for_secrets(&mut self, now: i64, restless: bool) -> Option<i32> {
        let left = self.looked_at + LOOK_EVERY - now;
        if left > 0 && self.looked_at <= now {
            return i32::try_from(left).ok();
        }
        self.looked_at = now;
        self.fields.look(&mut self.nodes, &self.document, &self.roots);
        if !restless {
            self.texts.look(&self.gate, &self.document, &self.roots, true);
        }
        None
    }

    /// The name of a file, through the gate.
    pub fn file_name(&self, name: String) -> Redacted<String> {
        self.gate.text(&PageText::from_page(name), TITLE_LIMIT)
    }

    /// A piece of the page's text, through the gate.
    pub fn words(&self, element: &Element, limit: usize) -> Redacted<String> {
        self.gate.text(&PageText::from_page(element.text_content().unwrap_or_default()), limit)
    }

    /// Whether the page has been written anew (`document.open`) since this was last asked: with all that was in it
    /// the listeners went. The first element of a page that is being loaded is no such thing.
    pub fn is_written_anew(&mut self) -> bool {
        let root = self.document.document_element();
        let anew = self.root.is_some() && root != self.root;
        self.root = root;
        if anew {
            self.roots.retain(|root| root.is_connected());
        }
        anew
    }

    /// Whether an element that got the focus is the field that the person types in, drawn anew by the page. Then it
    /// has that one's number from now on.
    pub fn goes_on(&mut self, typed_in: Option<Node>, element: &Element) -> bool {
        let Some((node, old)) = &self.typed else { return false };
        let goes_on = typed_in == Some(*node) && !old.is_connected() && fields::is_like(old, element);
        if goes_on {
            self.nodes.take_over(*node, element);
        }
        goes_on
    }

    /// Remembers a root, and says whether it is new.
    pub fn add_root(&mut self, root: &ShadowRoot) -> bool {
        let new = self.roots.len() < MOST_ROOTS && !self.roots.contains(root);
        if new {
            self.roots.push(root.clone());
            self.content_changed();
        }
        new
    }

    /// Whether this is the top document of its tab.
    pub fn is_top(&self) -> bool {
        self.top
    }

    /// The top page's viewport; nothing where the page above is of another site.
    fn viewport(&self) -> Viewport {
        let scale = self.window.device_pixel_ratio();
        if self.top {
            let own: &Own = self.window.unchecked_ref();
            return Viewport { width: own.inner_width(), height: own.inner_height(), scale };
        }
        let top = self.window.top().ok().flatten();
        let size = |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64());
        let of = |window: &Window| Some((size(window.inner_width())?, size(window.inner_height())?));
        let (width, height) = top.as_ref().and_then(of).unwrap_or_default();
        Viewport { width, height, scale }
    }
}

/// Where the mouse is, seen from a corner in the same viewport.
pub fn offset_from(corner: Point, mouse: &MouseEvent) -> Point {
    let (x, y) = (f64::from(mouse.client_x()), f64::from(mouse.client_y()));
    // `f64::round` is almost a KB of script.
    Point { x: (x - corner.x + 0.5).floor(), y: (y - corner.y + 0.5).floor() }
}

#[wasm_bindgen]
extern "C" {
    /// The script's own window, or another of its origin, which answers without an exception.
    pub type Own;
    #[wasm_bindgen(method, structural, getter, js_name = innerWidth)]
    pub fn inner_width(this: &Own) -> f64;
    #[wasm_bindgen(method, structural, getter, js_name = innerHeight)]
    pub fn inner_height(this: &Own) -> f64;
    #[wasm_bindgen(method, structural, getter, js_name = scrollX)]
    fn scroll_x(this: &Own) -> f64;
    #[wasm_bindgen(method, structural, getter, js_name = scrollY)]
    fn scroll_y(this: &Own) -> f64;
    #[wasm_bindgen(method, structural, getter)]
    fn location(this: &Own) -> Address;

    type Address;
    #[wasm_bindgen(method, structural, getter)]
    fn href(this: &Address) -> JsValue;

    /// The document, whose title stays on JavaScript's side.
    type Titled;
    // The prototype's own: a page may name a form or picture `title`.
    #[wasm_bindgen(method, final, getter, js_class = "Document")]
    fn title(this: &Titled) -> JsValue;
}

/// A text of the page as it was last, on JavaScript's side, and what the gate made of it: every observation
/// tells address and title, and they are nearly always the same.
#[derive(Default)]
struct Last {
    raw: JsValue,
    passed: Redacted<String>,
}

impl Last {
    fn passed(&mut self, raw: JsValue, pass: impl FnOnce(String) -> Redacted<String>) -> Redacted<String> {
        if raw != self.raw {
            self.passed = pass(raw.as_string().unwrap_or_default());
            self.raw = raw;
        }
        self.passed.clone()
    }
}

impl Dom {
    /// The person types in this field: if one was to be marked as secret, it is this one.
    pub fn typed_in(&mut self, node: Node, element: &Element) {
        if self.typed.as_ref().is_none_or(|(_, typed)| typed != element) {
            self.typed = Some((node, element.clone()));
        }
        self.texts.changed();
        if self.fields.next && self.kind(node).takes_typing() {
            self.fields.mark_this(node);
        }
    }
}

impl Document for Dom {
    type Target = Ready;

    fn describe(&mut self, node: Node) -> Ready {
        let Some(element) = self.nodes.element(node) else {
            return Ready::of(&Target::default()).unwrap_or_default();
        };
        self.describe_element(&element)
    }

    fn unseen(&mut self, node: Node) -> Vec<Unseen> {
        match self.nodes.element(node) {
            Some(element) if element.local_name() == "canvas" => vec![Unseen::Canvas],
            _ => Vec::new(),
        }
    }

    fn value(&mut self, node: Node) -> Value {
        let Some(element) = self.nodes.element(node) else {
            return Value::Text { text: Redacted::default() };
        };
        let value = self.fields.value(&mut self.nodes, &mut self.gate, &element);
        if matches!(value, Value::Secret(_)) {
            // What passed before the gate knew this secret may hold it.
            self.forget_passed();
        }
        value
    }

    fn fingerprint(&mut self, node: Node) -> u64 {
        if let Some((_, value)) = self.value_before.filter(|(known, _)| *known == node) {
            return value;
        }
        self.nodes.element(node).map_or(0, |element| fields::fingerprint(&element))
    }

    fn checked(&mut self, node: Node) -> Option<bool> {
        self.nodes.element(node).and_then(|element| facts::checked(&element))
    }

    fn layout(&mut self) -> Layout {
        if let Some(known) = self.measured.as_mut().filter(|_| self.trusted) {
            known.at = clock::now();
            return known.clone();
        }
        let mut masks = self.fields.masks(&mut self.nodes, &self.document, &self.roots);
        self.texts.look(&self.gate, &self.document, &self.roots, false);
        self.texts.masks(&self.document, self.fields.secret(), &mut masks);
        let own: &Own = self.window.unchecked_ref();
        let scroll = Point { x: own.scroll_x(), y: own.scroll_y() };
        if scroll != self.scrolled {
            // The page has moved already, and its `scroll` event is still to come.
            self.scrolled = scroll;
            self.changed();
        }
        let placed = self.is_top()
            || self.document.document_element().is_some_and(|root| cairn_locate::rect_in_top(&root).1);
        let layout = Layout {
            generation: self.generation,
            masks,
            scroll,
            viewport: self.viewport(),
            at: clock::now(),
            placed,
            around: around::of(&self.window, &self.document, &self.roots, placed).map(Box::new),
        };
        self.measured = Some(layout.clone());
        // Within this turn nothing moves.
        self.trusted = true;
        layout
    }

    fn kind(&mut self, node: Node) -> Kind {
        if let Some((known, kind)) = self.kind
            && known == node
        {
            return kind;
        }
        let kind = self.nodes.element(node).map_or(Kind::Other, |element| facts::kind(&element));
        self.kind = Some((node, kind));
        kind
    }

    fn clicks_by_key(&mut self, node: Node) -> bool {
        self.nodes.element(node).is_some_and(|element| facts::clicks_by_key(&element))
    }

    fn autofilled(&mut self, node: Node) -> bool {
        self.nodes.element(node).is_some_and(|element| element.matches(":autofill").unwrap_or(false))
    }
}
