//! Accessible names (accname 1.2, HTML-AAM) and visible text.
//!
//! The value of a field is never read, not even where the rules count it into a name: it may be a secret.
//! The words on a button made of an `input` are its `value` attribute, and those are read.

use cairn_redact::PageText;
use web_sys::Element;

use crate::dom::{self, Child, Root, Word};
use crate::roles;
use crate::rules::{role, text};

/// Most nodes that are looked at for one name.
const MOST_NODES: u32 = 120;
/// Longest name that is put together, in bytes.
const LONGEST: usize = 400;
/// Most nodes that are looked at for a line of visible text, and its length in bytes: it is shown in a line.
const LINE: (u32, usize) = (40, 160);
/// How deep a name is looked for.
const DEEPEST: u32 = 24;

/// An element's accessible name, white space folded; empty where there is none.
pub fn accessible_name(element: &Element) -> PageText {
    let tag = dom::tag(element);
    let role = roles::role_of(element, &tag);
    PageText::from_page(name_of(element, &tag, &role))
}

/// The text of a form control's labels; empty where there are none.
pub fn label_text(element: &Element) -> PageText {
    let tag = dom::tag(element);
    PageText::from_page(label_of(element, &tag))
}

/// The name where tag and role are known.
pub(crate) fn name_of(element: &Element, tag: &str, role: &str) -> String {
    text::folded(&Namer::new().whole(element, tag, role))
}

/// The name, and whether it is nothing but the visible text.
pub(crate) fn name_and_source(element: &Element, tag: &str, role: &str) -> (String, bool) {
    let mut namer = Namer::new();
    let name = text::folded(&namer.whole(element, tag, role));
    (name, namer.plain)
}

/// The text of the labels where the tag is known.
pub(crate) fn label_of(element: &Element, tag: &str) -> String {
    text::folded(&Namer::new().labels(element, tag))
}

/// The name that an author gave (`aria-labelledby`, `aria-label`), for containers.
pub(crate) fn given_name(element: &Element) -> String {
    text::folded(&Namer::new().given(element))
}

/// The text that a person sees in an element, cut; hidden parts are left out.
pub(crate) fn visible_text(element: &Element, tag: &str) -> String {
    visible_text_outside(element, tag, None)
}

/// The same without the part within `outside`.
pub(crate) fn visible_text_outside(element: &Element, tag: &str, outside: Option<&Element>) -> String {
    if matches!(tag, "input" | "select" | "textarea" | "iframe" | "img") {
        return String::new();
    }
    let mut namer = Namer { outside, seen_only: true, nodes: LINE.0, longest: LINE.1, ..Namer::new() };
    let mut out = String::new();
    if outside.is_none() && dom::is_leaf(element, tag) {
        out = dom::raw_text(element);
    } else {
        namer.content(element, tag, &mut out);
    }
    text::folded(&out)
}

/// One walk for a name, with what is left of its bounds.
struct Namer<'a> {
    nodes: u32,
    longest: usize,
    depth: u32,
    /// Within a label that another element points at: such pointers are followed once.
    pointed: bool,
    /// Only text that is seen: no labels of the author.
    seen_only: bool,
    /// The name came from content, and all of that is seen.
    plain: bool,
    outside: Option<&'a Element>,
}

impl<'a> Namer<'a> {
    fn new() -> Self {
        Self {
            nodes: MOST_NODES,
            longest: LONGEST,
            depth: DEEPEST,
            pointed: false,
            seen_only: false,
            plain: false,
            outside: None,
        }
    }

    fn whole(&mut self, element: &Element, tag: &str, role: &str) -> String {
        let given = self.given(element);
        self.plain = false;
        if !given.is_empty() {
            return given;
        }
        let native = self.native(element, tag);
        if !native.trim().is_empty() {
            return native;
        }
        if role::is_named_by_content(role) || tag == "summary" {
            let mut out = String::new();
            self.plain = true;
            if dom::is_leaf(element, tag) {
                out = dom::raw_text(element);
            } else {
                self.content(element, tag, &mut out);
            }
            if !out.trim().is_empty() {
                return out;
            }
        }
        self.plain = false;
        if let Some(title) = dom::words_of(element, Word::Title) {
            return title;
        }
        let placeholder =
            matches!(tag, "input" | "textarea").then(|| dom::words_of(element, Word::Placeholder));
        placeholder
            .flatten()
            .or_else(|| if role == "textbox" { dom::words_of(element, Word::AriaPlaceholder) } else { None })
            .or_else(|| default_name(element, tag))
            .unwrap_or_default()
    }

    /// What the author said: `aria-labelledby`, then `aria-label`.
    fn given(&mut self, element: &Element) -> String {
        if !self.pointed
            && let Some(ids) = dom::attribute(element, Word::AriaLabelledBy)
        {
            let named = self.pointed_at(element, &ids);
            if !named.trim().is_empty() {
                return named;
            }
        }
        dom::words_of(element, Word::AriaLabel).unwrap_or_default()
    }

    fn pointed_at(&mut self, element: &Element, ids: &str) -> String {
        let root = Root::of(element);
        let mut out = String::new();
        self.pointed = true;
        for other in ids.split_ascii_whitespace().take(8).filter_map(|id| root.by_id(id)) {
            out.push(' ');
            let tag = dom::tag(&other);
            let role = roles::role_of(&other, &tag);
            let mut name = self.whole(&other, &tag, &role);
            // Anything that is pointed at is named by what it contains, and hidden text counts too.
            if name.trim().is_empty() && !is_field(&tag) {
                self.content(&other, &tag, &mut name);
                if name.trim().is_empty() {
                    name = dom::raw_text(&other);
                }
            }
            out.push_str(&name);
        }
        self.pointed = false;
        out
    }

    /// What HTML itself gives: labels, `alt`, the words on an input button, captions and legends.
    fn native(&mut self, element: &Element, tag: &str) -> String {
        match tag {
            "input" => match roles::input_type(element, tag).as_str() {
                "button" | "submit" | "reset" => {
                    dom::words_of(element, Word::Value).unwrap_or_else(|| self.labels(element, tag))
                }
                "image" => dom::words_of(element, Word::Alt)
                    .or_else(|| dom::words_of(element, Word::Value))
                    .unwrap_or_else(|| self.labels(element, tag)),
                _ => self.labels(element, tag),
            },
            "select" | "textarea" | "meter" | "progress" | "output" | "button" => self.labels(element, tag),
            "img" | "area" => dom::words_of(element, Word::Alt).unwrap_or_default(),
            "option" | "optgroup" => dom::words_of(element, Word::Label).unwrap_or_default(),
            "fieldset" => self.part(element, ":scope > legend"),
            "table" => self.part(element, ":scope > caption"),
            "figure" => self.part(element, ":scope > figcaption"),
            "svg" => self.part(element, ":scope > title"),
            _ => String::new(),
        }
    }

    fn part(&mut self, element: &Element, css: &str) -> String {
        let mut out = String::new();
        if let Some(part) = dom::first(element, css) {
            let tag = dom::tag(&part);
            self.content(&part, &tag, &mut out);
            if out.trim().is_empty() && tag == "title" {
                out = dom::raw_text(&part);
            }
        }
        out
    }

    fn labels(&mut self, element: &Element, tag: &str) -> String {
        if !matches!(tag, "input" | "select" | "textarea" | "meter" | "progress" | "output" | "button") {
            return String::new();
        }
        let mut out = String::new();
        for label in dom::labels(element) {
            out.push(' ');
            let aria = dom::words_of(&label, Word::AriaLabel);
            match aria {
                Some(words) => out.push_str(&words),
                None if dom::is_leaf(&label, "label") => out.push_str(&dom::raw_text(&label)),
                None => {
                    let mut inner = Namer { outside: Some(element), nodes: self.nodes, ..Namer::new() };
                    inner.content(&label, "label", &mut out);
                    self.nodes = inner.nodes;
                }
            }
        }
        out
    }

    /// Name from content: each child in turn.
    fn content(&mut self, element: &Element, tag: &str, out: &mut String) {
        if self.depth == 0 {
            return;
        }
        self.depth -= 1;
        dom::each_child(element, tag, &mut |child| {
            if self.nodes == 0 || out.len() > self.longest {
                return false;
            }
            self.nodes -= 1;
            match child {
                Child::Text(text) => out.push_str(&text),
                Child::Element(child) => self.child(&child, out),
            }
            true
        });
        self.depth += 1;
    }

    fn child(&mut self, child: &Element, out: &mut String) {
        let tag = dom::tag(child);
        match tag.as_str() {
            "br" => return out.push(' '),
            "script" | "style" | "noscript" | "template" | "title" => return,
            _ => {}
        }
        // The words of an entry are those outside its buttons.
        let passed_over = |outside: &Element| outside == child || (self.seen_only && tag == "button");
        let marked = dom::has_any(child);
        if self.outside.is_some_and(passed_over) || is_hidden(child, &tag, marked) {
            return;
        }
        let touches = |out: &String| !out.ends_with(char::is_whitespace) && !out.is_empty();
        let apart = is_block(&tag)
            || (marked
                && tag == "span"
                && (touches(out) || dom::has_next(child))
                && dom::is_block_by_style(child));
        if apart {
            out.push(' ');
        }
        if self.seen_only {
            if !is_field(&tag) {
                self.content(child, &tag, out);
            }
        } else {
            self.named_child(child, &tag, marked, out);
        }
        if apart {
            out.push(' ');
        }
    }

    fn named_child(&mut self, child: &Element, tag: &str, marked: bool, out: &mut String) {
        if marked && tag != "slot" {
            let given = self.given(child);
            if !given.is_empty() {
                self.plain = false;
                return out.push_str(&given);
            }
        }
        if is_field(tag) {
            self.plain = false;
            return out.push_str(&embedded(child, tag));
        }
        let native = self.native(child, tag);
        if !native.trim().is_empty() {
            self.plain = false;
            return out.push_str(&native);
        }
        let before = out.len();
        self.content(child, tag, out);
        let silent = out.get(before..).is_none_or(|added| added.trim().is_empty());
        if silent
            && marked
            && let Some(title) = dom::words_of(child, Word::Title)
        {
            out.push_str(&title);
        }
    }
}

/// A control within another's name: the words on it, never what was typed into it.
fn embedded(element: &Element, tag: &str) -> String {
    match tag {
        "select" => {
            let chosen = u32::try_from(dom::selected_index(element)).ok();
            let (options, _) =
                dom::all_within(element, "option", chosen.map_or(0, |index| index.min(500) + 1));
            options.last().map(|option| dom::raw_text(option.as_ref())).unwrap_or_default()
        }
        "input" => match roles::input_type(element, tag).as_str() {
            "button" | "submit" | "reset" => dom::words_of(element, Word::Value).unwrap_or_default(),
            "image" => dom::words_of(element, Word::Alt).unwrap_or_default(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

fn default_name(element: &Element, tag: &str) -> Option<String> {
    if tag != "input" {
        return None;
    }
    match roles::input_type(element, tag).as_str() {
        "submit" | "image" => Some("Submit".to_owned()),
        "reset" => Some("Reset".to_owned()),
        "file" => Some("Choose File".to_owned()),
        _ => None,
    }
}

fn is_field(tag: &str) -> bool {
    matches!(tag, "input" | "select" | "textarea")
}

fn is_hidden(element: &Element, tag: &str, marked: bool) -> bool {
    let by_mark =
        || dom::attribute(element, Word::AriaHidden).is_some_and(|value| value.eq_ignore_ascii_case("true"));
    // A slot has no box of its own, and others may be made so; their content is shown all the same.
    (marked && by_mark()) || (tag != "slot" && !dom::is_rendered(element) && !dom::is_see_through(element))
}

/// Tags that stand on their own line, and those that stand apart in a line as boxes do.
fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "button"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "img"
            | "input"
            | "legend"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "select"
            | "summary"
            | "svg"
            | "table"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
