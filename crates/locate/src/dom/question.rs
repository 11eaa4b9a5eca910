use cairn_redact::parts;
use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Node};

use super::batch::Scan;
use super::bindings as ask;
use super::words::Word;
use crate::rules::quote::{css_identifier, xpath_string};

/// Longest text that is taken from one attribute or text node, in UTF-16 units: names and titles are far
/// shorter, and a page may hold megabytes.
const LONGEST: u32 = 2_000;

const ELEMENT: u16 = 1;
const TEXT: u16 = 3;
const DOCUMENT: u16 = 9;
const FRAGMENT: u16 = 11;

fn el(element: &JsValue) -> &ask::AnyElement {
    element.unchecked_ref()
}

fn nd(node: &JsValue) -> &ask::AnyNode {
    node.unchecked_ref()
}

fn doc(document: &JsValue) -> &ask::AnyDocument {
    document.unchecked_ref()
}

fn win(window: &JsValue) -> &ask::AnyWindow {
    window.unchecked_ref()
}

thread_local! {
    static SEEN: Object = options(&["visibilityProperty"]);
    static FLATTEN: Object = options(&["flatten"]);
}

fn options(names: &[&str]) -> Object {
    let object = Object::new();
    for name in names {
        // Setting a property of a fresh object of our own cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::TRUE);
    }
    object
}

fn short(text: &JsString) -> String {
    if text.length() > LONGEST { String::from(&text.slice(0, LONGEST)) } else { String::from(text) }
}

/// The tag in lower case (HTML) or as written (SVG, MathML).
pub(crate) fn tag(element: &Element) -> String {
    el(element).local_name()
}

/// An attribute's value, cut at a length that no name needs.
pub(crate) fn attribute(element: &Element, name: Word) -> Option<String> {
    name.with(|name| el(element).get_attribute(name)).map(|text| short(&text))
}

/// An attribute's value with something but white space in it, trimmed.
pub(crate) fn words_of(element: &Element, name: Word) -> Option<String> {
    let text = attribute(element, name)?;
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| if trimmed.len() == text.len() { text.clone() } else { trimmed.to_owned() })
}

/// Whether the attribute is there.
pub(crate) fn has(element: &Element, name: Word) -> bool {
    name.with(|name| el(element).has_attribute(name))
}

/// Whether the element has any attribute.
pub(crate) fn has_any(element: &Element) -> bool {
    el(element).has_attributes()
}

/// Whether the element is rendered and not `visibility: hidden`.
pub(crate) fn is_rendered(element: &Element) -> bool {
    SEEN.with(|options| el(element).check_visibility(options))
}

/// Whether the element has no child elements, so that its text is all there is.
pub(crate) fn is_leaf(element: &Element, tag: &str) -> bool {
    !parts::has(tag, b'-') && tag != "slot" && el(element).first_element().is_none()
}

/// Whether something stands after the element.
pub(crate) fn has_next(element: &Element) -> bool {
    nd(element).next_sibling().is_some()
}

/// Whether the element has no box of its own though its content is shown.
pub(crate) fn is_see_through(element: &Element) -> bool {
    let style = window_of(element).and_then(|window| win(&window).computed_style(element).ok());
    style.and_then(|style| style.display()).is_some_and(|display| display == "contents")
}

/// All text below a node, cut; neither styles nor shadow roots are looked at.
pub(crate) fn raw_text(node: &Node) -> String {
    nd(node).text_content().map(|text| short(&text)).unwrap_or_default()
}

/// All text below a node, on JavaScript's side.
pub(crate) fn held_text(element: &Element) -> Option<JsString> {
    nd(element).text_content()
}

/// The markup of an element, on JavaScript's side.
pub(crate) fn markup(element: &Element) -> JsString {
    el(element).outer_html()
}

/// Words that are searched for in many texts, on JavaScript's side.
pub(crate) struct Sought(Vec<JsString>);

impl Sought {
    /// Takes the first few words of a text over to JavaScript's side.
    pub(crate) fn new(words: &str) -> Self {
        Self(words.trim_end_matches('…').split_whitespace().take(5).map(JsString::from).collect())
    }

    /// Whether the text below a node holds all the words.
    pub(crate) fn are_in(&self, element: &Element) -> bool {
        nd(element).text_content().is_some_and(|text| {
            let text: &ask::Held = text.unchecked_ref();
            self.0.iter().all(|word| text.includes(word))
        })
    }
}

/// The document within a frame element, where it can be asked.
pub(crate) fn frame_document(frame: &Element) -> Option<Document> {
    el(frame).content_document().ok().flatten()
}

/// The place of an element among its siblings of the same tag, from 1.
pub(crate) fn place_of_type(element: &Element, tag: &str) -> u32 {
    /// Siblings that are counted one by one; beyond, the browser counts.
    const WALKED: u32 = 5;
    let mut place = 1;
    let mut at = el(element).previous_element();
    for _ in 0..WALKED {
        let Some(before) = at else { return place };
        place += u32::from(el(&before).local_name() == tag);
        at = el(&before).previous_element();
    }
    // By local name: the namespace of SVG and MathML would count otherwise.
    let before = parts::concat(&["count(preceding-sibling::*[local-name()=", &xpath_string(tag), "])"]);
    document_of(element)
        .and_then(|document| number_of(&document, &before, element))
        .map_or(place, |found| found + 1)
}

/// What a counting XPath expression gives, asked at an element.
fn number_of(document: &Document, xpath: &str, at: &Element) -> Option<u32> {
    /// `XPathResult.NUMBER_TYPE`
    const NUMBER: u16 = 1;
    let result = doc(document).evaluate(xpath, at, &JsValue::NULL, NUMBER, &JsValue::NULL).ok()?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of elements")]
    Some(result.number() as u32)
}

/// A child as the reader of a page sees it: slotted nodes stand in their slots, shadow trees in their hosts.
pub(crate) enum Child {
    Text(String),
    Element(Element),
}

/// Gives each child to `visit` in the order of the flat tree, until it answers `false`.
pub(crate) fn each_child(element: &Element, tag: &str, visit: &mut dyn FnMut(Child) -> bool) {
    if tag == "slot" {
        let assigned = FLATTEN.with(|options| el(element).assigned_nodes(options)).unwrap_or_default();
        if assigned.length() > 0 {
            for node in assigned.iter() {
                if !give(node.unchecked_into(), visit) {
                    return;
                }
            }
            return;
        }
    }
    let shadow = if parts::has(tag, b'-') { el(element).shadow_root() } else { None };
    let mut next = match shadow {
        Some(root) => nd(&root).first_child(),
        None => nd(element).first_child(),
    };
    while let Some(node) = next {
        next = nd(&node).next_sibling();
        if !give(node, visit) {
            return;
        }
    }
}

fn give(node: Node, visit: &mut dyn FnMut(Child) -> bool) -> bool {
    match nd(&node).node_type() {
        ELEMENT => visit(Child::Element(node.unchecked_into())),
        TEXT => visit(Child::Text(nd(&node).node_value().map(|text| short(&text)).unwrap_or_default())),
        _ => true,
    }
}

/// The node before this one, as a child.
pub(crate) fn before(node: &Node) -> Option<(Node, Child)> {
    let mut at = nd(node).previous_sibling()?;
    for _ in 0..8 {
        let mut found = None;
        give(at.clone(), &mut |child| {
            found = Some(child);
            false
        });
        if let Some(child) = found {
            return Some((at, child));
        }
        at = nd(&at).previous_sibling()?;
    }
    None
}

/// The node after this one, as a child.
pub(crate) fn after(node: &Node) -> Option<(Node, Child)> {
    let at = nd(node).next_sibling()?;
    let mut found = None;
    give(at.clone(), &mut |child| {
        found = Some(child);
        false
    });
    found.map(|child| (at, child))
}

/// The parent element in the same tree.
pub(crate) fn parent(node: &Node) -> Option<Element> {
    nd(node).parent_element()
}

/// The parent element, or the host where the tree ends in a shadow root.
pub(crate) fn parent_or_host(element: &Element) -> Option<Element> {
    nd(element).parent_element().or_else(|| {
        let root = nd(element).parent_node()?;
        (nd(&root).node_type() == FRAGMENT).then(|| nd(&root).shadow_host()).flatten()
    })
}

/// The element sibling before.
pub(crate) fn previous(element: &Element) -> Option<Element> {
    el(element).previous_element()
}

/// The element sibling after.
pub(crate) fn next(element: &Element) -> Option<Element> {
    el(element).next_element()
}

/// Whether `outer` is or contains `inner`, within one tree.
pub(crate) fn contains(outer: &Element, inner: &Element) -> bool {
    nd(outer).contains(inner)
}

/// The element itself or the nearest ancestor in its tree that fits.
pub(crate) fn closest(element: &Element, css: &str) -> Option<Element> {
    el(element).closest(css).ok().flatten()
}

/// The same for a selector that is kept on JavaScript's side.
pub(crate) fn closest_word(element: &Element, css: Word) -> Option<Element> {
    css.with(|css| el(element).closest_held(css)).ok().flatten()
}

/// Whether the element fits a selector; a broken selector fits nothing.
pub(crate) fn fits(element: &Element, css: &str) -> bool {
    el(element).matches(css).unwrap_or(false)
}

/// The first descendant that fits.
pub(crate) fn first(element: &Element, css: &str) -> Option<Element> {
    el(element).element_first(css).ok().flatten()
}

/// The first descendant of a tag.
pub(crate) fn first_of_tag(element: &Element, tag: Word) -> Option<Element> {
    tag.with(|tag| el(element).by_tag(tag)).unchecked_into::<ask::Nodes>().get(0)
}

/// The first `limit` descendants that fit, and how many there are in all.
pub(crate) fn all_within(element: &Element, css: &str, limit: u32) -> (Vec<Element>, u32) {
    taken(el(element).element_all(css), limit)
}

fn taken(nodes: Result<ask::Nodes, JsValue>, limit: u32) -> (Vec<Element>, u32) {
    let Ok(nodes) = nodes else { return (Vec::new(), 0) };
    let count = nodes.length();
    ((0..count.min(limit)).filter_map(|index| nodes.item(index)).collect(), count)
}

/// The labels of a form control; empty for what has none.
pub(crate) fn labels(element: &Element) -> Vec<Element> {
    let Some(nodes) = el(element).labels() else { return Vec::new() };
    (0..nodes.length().min(4)).filter_map(|index| nodes.item(index)).collect()
}

/// The control that a `label` element labels.
pub(crate) fn labelled_control(label: &Element) -> Option<Element> {
    el(label).labelled_control()
}

/// Whether the element's text can be edited in place.
pub(crate) fn is_editable(element: &Element) -> bool {
    el(element).is_content_editable().unwrap_or(false)
}

/// The index of a select's chosen option, negative for none.
pub(crate) fn selected_index(select: &Element) -> i32 {
    el(select).selected_index().unwrap_or(-1)
}

/// The rectangle in the viewport of the element's own frame: x, y, width, height.
pub(crate) fn rectangle(element: &Element) -> (f64, f64, f64, f64) {
    let rect = el(element).bounding_rect();
    (rect.x(), rect.y(), rect.width(), rect.height())
}

/// Where a frame's content begins within its rectangle, and the size of its box before transforms: left, top,
/// width, height.
pub(crate) fn frame_box(frame: &Element) -> (f64, f64, f64, f64) {
    let style = window_of(frame).and_then(|window| win(&window).computed_style(frame).ok());
    let padding = |side: Option<String>| {
        side.map(|text| js_sys::parse_float(&text)).filter(|side| side.is_finite()).unwrap_or(0.0)
    };
    let left = style.as_ref().map_or(0.0, |style| padding(style.padding_left()));
    let top = style.as_ref().map_or(0.0, |style| padding(style.padding_top()));
    (
        f64::from(el(frame).client_left()) + left,
        f64::from(el(frame).client_top()) + top,
        el(frame).offset_width().unwrap_or(0.0),
        el(frame).offset_height().unwrap_or(0.0),
    )
}

/// Whether an inline-looking element stands on its own line by its style.
pub(crate) fn is_block_by_style(element: &Element) -> bool {
    let display = window_of(element).and_then(|window| win(&window).computed_style(element).ok());
    let display = display.and_then(|style| style.display()).unwrap_or_default();
    !display.is_empty() && display != "inline" && display != "contents"
}

/// The document of an element.
pub(crate) fn document_of(element: &Element) -> Option<Document> {
    nd(element).owner_document()
}

/// The window of an element's document.
fn window_of(element: &Element) -> Option<web_sys::Window> {
    document_of(element)?.default_view()
}

/// What stands above an element's document.
pub(crate) enum Above {
    /// It is the top page.
    Top,
    /// A frame element that can be asked.
    Frame(Element),
    /// A page of another origin.
    Barred,
}

/// Whether a document is that of a top page.
pub(crate) fn is_top(document: &Document) -> bool {
    document.default_view().is_some_and(|window| {
        win(&window).window_parent().is_ok_and(|parent| Object::is(&parent, window.as_ref()))
    })
}

/// What stands above an element's document.
pub(crate) fn above(element: &Element) -> Above {
    let Some(window) = window_of(element) else { return Above::Barred };
    match win(&window).window_parent() {
        Ok(parent) if Object::is(&parent, window.as_ref()) => Above::Top,
        Ok(_) | Err(_) => match win(&window).frame_element() {
            Ok(Some(frame)) => Above::Frame(frame),
            Ok(None) | Err(_) => Above::Barred,
        },
    }
}

/// The tree that an element stands in.
pub(crate) enum Root {
    Document(Document),
    Shadow(web_sys::Node),
    /// The element is in no document; the top of its tree.
    Loose(Element),
}

impl Root {
    /// The root of an element's tree.
    pub(crate) fn of(element: &Element) -> Self {
        let root = nd(element).root_node();
        match nd(&root).node_type() {
            DOCUMENT => Self::Document(root.unchecked_into()),
            FRAGMENT => Self::Shadow(root.unchecked_into()),
            _ => Self::Loose(root.unchecked_into()),
        }
    }

    /// The open shadow root of a host.
    pub(crate) fn within(host: &Element) -> Option<Self> {
        el(host).shadow_root().map(|root| Self::Shadow(root.unchecked_into()))
    }

    /// The first `limit` elements that fit, and how many there are in all.
    pub(crate) fn all(&self, css: &str, limit: u32) -> (Vec<Element>, u32) {
        taken(self.ask_all(css), limit)
    }

    /// The first `limit` elements that fit, with their texts. One simple selector is several times as quick as
    /// a list of them.
    pub(crate) fn scan(&self, css: &str, limit: u32) -> Option<Scan> {
        self.ask_all(css).ok().map(|nodes| Scan::of(&nodes, limit))
    }

    /// The first `limit` elements of a tag, with their texts. Browsers keep this list between two questions.
    pub(crate) fn scan_tag(&self, tag: &str, limit: u32) -> Option<Scan> {
        match self {
            Self::Document(document) => Some(Scan::of(&doc(document).by_tag(tag), limit)),
            Self::Shadow(_) | Self::Loose(_) => self.scan(&css_identifier(tag), limit),
        }
    }

    /// The first element that fits a selector of JavaScript's side.
    pub(crate) fn first_held(&self, css: &JsString) -> Option<Element> {
        match self {
            Self::Document(document) => doc(document).document_first(css).ok().flatten(),
            Self::Shadow(fragment) => {
                fragment.unchecked_ref::<ask::Fragment>().fragment_first(css).ok().flatten()
            }
            Self::Loose(_) => None,
        }
    }

    /// How many elements fit.
    pub(crate) fn count(&self, css: &str) -> u32 {
        self.ask_all(css).map(|nodes| nodes.length()).unwrap_or(0)
    }

    fn ask_all(&self, css: &str) -> Result<ask::Nodes, JsValue> {
        match self {
            Self::Document(document) => doc(document).document_all(css),
            Self::Shadow(fragment) => fragment.unchecked_ref::<ask::Fragment>().fragment_all(css),
            Self::Loose(element) => el(element).element_all(css),
        }
    }

    /// The first element with an id.
    pub(crate) fn by_id(&self, id: &str) -> Option<Element> {
        match self {
            Self::Document(document) => doc(document).document_by_id(id),
            Self::Shadow(fragment) => fragment.unchecked_ref::<ask::Fragment>().fragment_by_id(id),
            Self::Loose(_) => None,
        }
    }

    /// The host of a shadow root.
    pub(crate) fn host(&self) -> Option<Element> {
        match self {
            Self::Shadow(fragment) => nd(fragment).shadow_host(),
            Self::Document(_) | Self::Loose(_) => None,
        }
    }

    /// The first `limit` elements of an XPath expression; only documents answer.
    pub(crate) fn by_xpath(&self, xpath: &str, limit: u32) -> Vec<Element> {
        /// `XPathResult.ORDERED_NODE_SNAPSHOT_TYPE`
        const SNAPSHOT: u16 = 7;
        let Self::Document(document) = self else { return Vec::new() };
        let Ok(result) = doc(document).evaluate(xpath, document, &JsValue::NULL, SNAPSHOT, &JsValue::NULL)
        else {
            return Vec::new();
        };
        (0..result.snapshot_length().min(limit))
            .filter_map(|index| result.snapshot_item(index))
            .filter(|node| nd(node).node_type() == ELEMENT)
            .map(JsCast::unchecked_into)
            .collect()
    }
}

/// The elements of an event's composed path, innermost first, at most `limit`.
pub(crate) fn elements_of_path(path: &Array, limit: u32) -> impl Iterator<Item = Element> {
    let entries = (0..path.length().min(limit)).map(|index| path.get(index));
    let elements = entries.filter(|entry| {
        entry.is_object() && entry.unchecked_ref::<ask::Anything>().maybe_node_type() == Some(ELEMENT)
    });
    elements.map(JsCast::unchecked_into)
}
