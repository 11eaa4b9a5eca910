//! Fields: their values through the gate, and which of them are secret.

use cairn_redact::{FieldHints, Gate, PageText, Redacted, Secret, Value, verdict};
use cairn_workflow::{Control, Rect};
use recorder_core::page::{Kind, Node};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlOptionElement, HtmlSelectElement};
use web_sys::{HtmlTextAreaElement, NodeList, ShadowRoot};

use crate::facts;
use crate::nodes::Nodes;

/// Longest value kept, in characters.
const VALUE_LIMIT: usize = 2_000;
/// Longest option label kept.
const OPTION_LIMIT: usize = 120;
/// Most options of a list that are named.
const MOST_OPTIONS: u32 = 50;
/// Most fields of a document that are looked at for secrets.
const MOST_FIELDS: u32 = 2_000;
const FIELDS: &str = "input,textarea,[contenteditable]";

/// What is known of the fields of a document.
#[derive(Default)]
pub struct Fields {
    /// Verdicts so far, by rising number; a field that was ever secret stays secret.
    judged: Vec<Judged>,
    /// Secret fields of the document as last looked through.
    secret: Vec<Element>,
    /// How many fields there were then; none before the first look.
    counts: Option<Counts>,
    /// Whether elements or attributes have changed since.
    stale: bool,
    /// The next field that is typed in is secret.
    pub next: bool,
    /// Selector of fields that the person has marked as secret.
    marks: String,
    /// The field that was marked last in this document.
    marked: Node,
}

struct Judged {
    node: Node,
    kind: String,
    secret: Option<Secret>,
    ever: bool,
}

/// Fields come and go by these numbers. All are lists that the browser keeps between two questions.
#[derive(PartialEq, Eq)]
struct Counts {
    inputs: u32,
    areas: u32,
    passwords: u32,
    roots: usize,
}

impl Fields {
    /// Elements or attributes have changed: the secret fields must be looked for again.
    pub fn changed(&mut self) {
        self.stale = true;
    }

    /// The person marks the next field that is typed in, and has marked these.
    pub fn mark(&mut self, next: bool, marks: String) {
        self.next = next;
        self.marks = marks;
        self.judge_anew();
    }

    /// The person has marked this one.
    pub fn mark_this(&mut self, field: Node) {
        self.next = false;
        self.marked = field;
        self.judge_anew();
    }

    /// Not inlined: bytes count here.
    #[inline(never)]
    fn judge_anew(&mut self) {
        self.judged.retain(|known| known.ever);
        self.counts = None;
    }

    /// The verdict on a field.
    pub fn verdict(&mut self, nodes: &mut Nodes, element: &Element) -> Option<Secret> {
        self.verdict_again(nodes, element, self.stale)
    }

    fn verdict_again(&mut self, nodes: &mut Nodes, element: &Element, again: bool) -> Option<Secret> {
        let node = nodes.number(element);
        let kind = element.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::type_).unwrap_or_default();
        let place = self.judged.binary_search_by_key(&node, |known| known.node);
        let known = place.ok().and_then(|place| self.judged.get(place));
        if let Some(known) = known
            && known.kind == kind
            && !again
        {
            return known.secret;
        }
        let ever = known.is_some_and(|known| known.ever)
            || self.marked == node
            || (!self.marks.is_empty() && element.matches(&self.marks).unwrap_or(false));
        let secret = judge(element, &kind, ever);
        let judged = Judged { node, kind, secret, ever: ever || secret.is_some() };
        match place {
            Ok(place) => self.judged[place] = judged,
            Err(place) => self.judged.insert(place, judged),
        }
        secret
    }

    /// Where the secret fields that can be seen are, in the top page's viewport.
    ///
    /// While the page changes, only fields that came since are judged; [`Fields::look`] judges all again.
    pub fn masks(&mut self, nodes: &mut Nodes, document: &Document, roots: &[ShadowRoot]) -> Vec<Rect> {
        if self.stale || self.counts.is_none() {
            let counts = Counts::of(document, roots);
            let gone = || self.secret.iter().any(|field| !field.is_connected());
            if self.counts.as_ref() != Some(&counts) || gone() {
                self.go_through(nodes, document, roots, false);
                self.counts = Some(counts);
            }
        }
        let mut masks = Vec::new();
        for element in &self.secret {
            let (rect, _) = cairn_locate::rect_in_top(element);
            if !rect.is_empty() {
                masks.push(rect);
            }
        }
        masks
    }

    /// The secret fields as last looked through.
    pub fn secret(&self) -> &[Element] {
        &self.secret
    }

    /// Judges all fields again if anything has changed: their words may say something else now. For a quiet moment.
    pub fn look(&mut self, nodes: &mut Nodes, document: &Document, roots: &[ShadowRoot]) {
        if self.stale || self.counts.is_none() {
            self.go_through(nodes, document, roots, true);
            self.counts = Some(Counts::of(document, roots));
            self.stale = false;
        }
    }

    fn go_through(&mut self, nodes: &mut Nodes, document: &Document, roots: &[ShadowRoot], again: bool) {
        let mut secret = Vec::new();
        let mut lists = vec![document.query_selector_all(FIELDS)];
        lists.extend(roots.iter().map(|root| root.query_selector_all(FIELDS)));
        for list in lists.into_iter().flatten() {
            for index in 0..list.length().min(MOST_FIELDS) {
                let field = list.item(index).and_then(|node| node.dyn_into::<Element>().ok());
                if let Some(field) = field.filter(|field| self.verdict_again(nodes, field, again).is_some()) {
                    secret.push(field);
                }
            }
        }
        self.secret = secret;
    }

    /// The value of a field, through the gate.
    pub fn value(&mut self, nodes: &mut Nodes, gate: &mut Gate, element: &Element) -> Value {
        match facts::kind(element) {
            Kind::Field(Control::Check | Control::Radio | Control::Switch) | Kind::Toggle(_) => {
                Value::Checked { checked: facts::checked(element).unwrap_or_default() }
            }
            Kind::Field(Control::Select | Control::MultiSelect) => {
                Value::Options { labels: chosen(element, gate) }
            }
            Kind::Field(_) | Kind::Pressable | Kind::Widget | Kind::Other => {
                let secret = self.verdict(nodes, element);
                let label = cairn_locate::label_text(element);
                gate.value(&raw_value(element), &label, secret, VALUE_LIMIT)
            }
        }
    }
}

/// Whether two fields are one for a person: the same kind of control with the same words and names.
pub fn is_like(one: &Element, other: &Element) -> bool {
    const TOLD_BY: &[&str] = &["type", "id", "name", "placeholder", "aria-label"];
    one.local_name() == other.local_name()
        && TOLD_BY.iter().all(|name| one.get_attribute(name) == other.get_attribute(name))
}

impl Counts {
    fn of(document: &Document, roots: &[ShadowRoot]) -> Self {
        let passwords = |list: Result<NodeList, JsValue>| list.map(|list| list.length()).unwrap_or_default();
        let of_root = |root: &ShadowRoot| passwords(root.query_selector_all(FIELDS));
        Self {
            inputs: document.get_elements_by_tag_name("input").length()
                + roots.iter().map(of_root).sum::<u32>(),
            areas: document.get_elements_by_tag_name("textarea").length(),
            passwords: passwords(document.query_selector_all("input[type=password]")),
            roots: roots.len(),
        }
    }
}

fn judge(element: &Element, kind: &str, ever: bool) -> Option<Secret> {
    let attribute = |name: &str| element.get_attribute(name).unwrap_or_default();
    let mut hints = FieldHints { kind, ever_secret: ever, ..FieldHints::default() };
    if let Some(secret) = verdict(&hints) {
        // A password field needs no further question.
        return Some(secret);
    }
    let label = cairn_locate::label_text(element);
    let (autocomplete, name, id) = (attribute("autocomplete"), attribute("name"), element.id());
    let (placeholder, aria) = (attribute("placeholder"), attribute("aria-label"));
    let label = cairn_redact::parts::joined(&[label.raw(), &aria], " ");
    hints.autocomplete = &autocomplete;
    hints.name = &name;
    hints.id = &id;
    hints.label = &label;
    hints.placeholder = &placeholder;
    verdict(&hints)
}

/// The raw value, for the gate alone.
fn raw_value(element: &Element) -> PageText {
    let value = if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else if let Some(editable) = element.dyn_ref::<HtmlElement>() {
        editable.inner_text()
    } else {
        String::new()
    };
    PageText::from_page(value)
}

/// A hash of what a field holds, to know whether it is back where it was: FNV-1a twice, over the bytes and over
/// their complements, for the translation to JavaScript has no multiplication of 64 bits.
pub fn fingerprint(element: &Element) -> u64 {
    const PRIME: u32 = 0x0100_0193;
    let mut halves = (0x811c_9dc5_u32, 0x050c_5d1f_u32);
    for byte in raw_value(element).raw().bytes() {
        halves.0 = (halves.0 ^ u32::from(byte)).wrapping_mul(PRIME);
        halves.1 = (halves.1 ^ u32::from(!byte)).wrapping_mul(PRIME);
    }
    u64::from(halves.0) << 32 | u64::from(halves.1)
}

fn chosen(element: &Element, gate: &Gate) -> Vec<Redacted<String>> {
    let Some(select) = element.dyn_ref::<HtmlSelectElement>() else { return Vec::new() };
    let options = select.selected_options();
    (0..options.length().min(MOST_OPTIONS))
        .filter_map(|index| options.item(index))
        .filter_map(|option| option.dyn_into::<HtmlOptionElement>().ok())
        .map(|option| gate.text(&PageText::from_page(option.label()), OPTION_LIMIT))
        .collect()
}
