//! Everything that a step needs to say about an element.

use cairn_redact::{Gate, PageText, Redacted};
use cairn_workflow::{Context, Target};
use web_sys::Element;

use crate::context::{self, Container};
use crate::dom::{self, Root, Word};
use crate::locators;
use crate::print::Print;
use crate::rules::text;
use crate::{NAME_LIMIT, name, place, roles};

/// Raw facts of one element, read once. They never leave this crate but through the gate.
pub(crate) struct Facts {
    pub(crate) tag: String,
    pub(crate) role: String,
    pub(crate) input_type: String,
    /// The exact accessible name.
    pub(crate) name: String,
    /// The visible text.
    pub(crate) text: String,
    pub(crate) label: String,
    pub(crate) placeholder: String,
    pub(crate) containers: Vec<Container>,
}

impl Facts {
    /// Reads the facts of an element.
    pub(crate) fn of(element: &Element) -> Self {
        let tag = dom::tag(element);
        let role = roles::role_of(element, &tag);
        let input_type = roles::input_type(element, &tag);
        let field = matches!(tag.as_str(), "input" | "select" | "textarea");
        let label = if field { name::label_of(element, &tag) } else { String::new() };
        let takes_words = matches!(tag.as_str(), "input" | "textarea");
        let placeholder = takes_words.then(|| dom::words_of(element, Word::Placeholder)).flatten();
        let (name, plain) = name::name_and_source(element, &tag, &role);
        Self {
            text: if plain { name.clone() } else { name::visible_text(element, &tag) },
            name,
            label,
            placeholder: placeholder.unwrap_or_default(),
            containers: context::containers(element),
            tag,
            role,
            input_type,
        }
    }

    /// Looks for a row or entry that is none by its tag or role, unless one is known.
    pub(crate) fn look_for_entry(&mut self, element: &Element) {
        if !self.containers.iter().any(|container| context::is_entry(container.kind))
            && let Some(entry) = context::repeated(element)
        {
            self.containers.insert(0, entry);
        }
    }

    /// Whether the element says nothing about itself.
    pub(crate) fn is_nameless(&self) -> bool {
        ![&self.name, &self.text, &self.label, &self.placeholder]
            .into_iter()
            .any(|words| text::says_something(words))
    }
}

/// Everything that a step needs to say about an element, through the gate.
///
/// Values of fields are not read. A container that was clicked by its background is told by a line of its text.
pub fn describe(element: &Element, gate: &Gate) -> Target {
    described(element, gate).0
}

/// The same, and what tells later whether it still is true.
pub fn describe_with_print(element: &Element, gate: &Gate) -> (Target, Print) {
    let (target, root, entry, path) = described(element, gate);
    (target, Print::of(element, root, entry, &path))
}

/// The description, the element's root, its row or entry, and its path.
fn described(element: &Element, gate: &Gate) -> (Target, Root, Option<Element>, String) {
    let mut facts = Facts::of(element);
    let root = Root::of(element);
    let (locators, path) = locators::of(element, &mut facts, &root, gate);
    let entry = facts.containers.iter().find(|container| context::is_entry(container.kind));
    let entry = entry.map(|container| container.element.clone());
    let nearby = if facts.is_nameless() { context::nearby(element) } else { String::new() };
    let (rect, _) = place::rect_in_top(element);
    let frame = place::frames(element, gate);
    let shadow = place::shadow_hosts(&root, gate);
    let target = Target {
        name: passed(gate, text::tidied(&facts.name)),
        text: passed(gate, text::tidied(&facts.text)),
        label: passed(gate, &facts.label),
        placeholder: passed(gate, &facts.placeholder),
        nearby: passed(gate, &nearby),
        context: facts
            .containers
            .iter()
            .map(|container| Context { kind: container.kind, name: passed(gate, &container.name) })
            .collect(),
        role: facts.role,
        tag: facts.tag,
        input_type: facts.input_type,
        rect,
        frame,
        shadow,
        locators,
    };
    (target, root, entry, path)
}

pub(crate) fn passed(gate: &Gate, words: &str) -> Redacted<String> {
    if words.is_empty() { Redacted::default() } else { gate.text(&PageText::from_page(words), NAME_LIMIT) }
}
