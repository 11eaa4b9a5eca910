//! The containers that tell one "Edit" from the next, and the words beside a nameless control.

use cairn_redact::is_word;
use cairn_redact::parts::{concat, has};
use cairn_workflow::ContextKind;
use web_sys::Element;

use crate::dom::{self, Child, Word};
use crate::name;
use crate::roles;
use crate::rules::quote::{css_identifier, decimal};
use crate::rules::text;

/// Most containers that are told.
const MOST: usize = 4;
/// Most ancestors that can be containers and are looked at.
const MOST_LOOKED_AT: usize = 10;
/// How far up a row without a row's tag is looked for.
const REPEATED_LEVELS: usize = 7;
/// Most elements of a tag in what is taken for a row.
const MOST_ALIKE: u32 = 12;

/// A container with its name, innermost first.
pub(crate) struct Container {
    pub(crate) kind: ContextKind,
    pub(crate) name: String,
    pub(crate) element: Element,
}

/// The named containers around an element.
pub(crate) fn containers(element: &Element) -> Vec<Container> {
    climb(element, MOST, &|_| true)
}

/// The row or entry around an element, those included that only look so, else the group.
pub(crate) fn entry(element: &Element) -> Option<Container> {
    let entry = climb(element, 1, &is_entry).pop().or_else(|| repeated(element));
    entry.or_else(|| climb(element, 1, &|kind| kind == ContextKind::Group).pop())
}

fn climb(element: &Element, most: usize, wanted: &dyn Fn(ContextKind) -> bool) -> Vec<Container> {
    let mut found: Vec<Container> = Vec::new();
    let mut at = dom::parent_or_host(element);
    for _ in 0..MOST_LOOKED_AT {
        let Some(from) = at else { break };
        let Some(container) = dom::closest_word(&from, Word::Containers) else {
            // The tree ends; a shadow tree goes on at its host.
            at = dom::Root::of(&from).host();
            continue;
        };
        at = dom::parent_or_host(&container);
        let has_entry = found.iter().any(|inner| is_entry(inner.kind));
        if let Some((kind, name)) = told(&container, element, wanted, has_entry)
            && text::says_something(&name)
        {
            found.push(Container { kind, name, element: container });
            if found.len() == most {
                break;
            }
        }
    }
    found
}

/// The container that tells a target from its twins: the row or entry, else the group. In `kinds`, innermost
/// first, its index.
pub(crate) fn telling(kinds: impl Iterator<Item = ContextKind> + Clone) -> Option<usize> {
    let group = kinds.clone().position(|kind| kind == ContextKind::Group);
    kinds.clone().position(is_entry).or(group)
}

/// Rows and entries stand beside others of their kind.
pub(crate) fn is_entry(kind: ContextKind) -> bool {
    matches!(kind, ContextKind::Row | ContextKind::Item)
}

fn told(
    container: &Element,
    target: &Element,
    wanted: &dyn Fn(ContextKind) -> bool,
    has_entry: bool,
) -> Option<(ContextKind, String)> {
    let tag = dom::tag(container);
    let role = roles::role_of(container, &tag);
    let kind = match role.as_str() {
        "row" => ContextKind::Row,
        "listitem" | "option" | "treeitem" | "article" => ContextKind::Item,
        "group" | "radiogroup" | "toolbar" => ContextKind::Group,
        "dialog" | "alertdialog" => ContextKind::Dialog,
        "menu" => ContextKind::Menu,
        "navigation" | "region" | "form" | "search" | "tabpanel" | "complementary" => ContextKind::Region,
        _ if matches!(tag.as_str(), "section" | "form") => ContextKind::Region,
        _ => return None,
    };
    if !wanted(kind) || (is_entry(kind) && has_entry) {
        return None;
    }
    let name = match kind {
        ContextKind::Row => row_name(container, target),
        ContextKind::Item => entry_name(container, target),
        ContextKind::Group => name::name_of(container, &tag, &role),
        ContextKind::Menu => name::given_name(container),
        ContextKind::Dialog | ContextKind::Region => headed(container),
    };
    Some((kind, name))
}

/// The given name, or the first heading within.
fn headed(container: &Element) -> String {
    let given = name::given_name(container);
    if !given.is_empty() {
        return given;
    }
    first_heading(container).map(|heading| name::visible_text(&heading, "h1")).unwrap_or_default()
}

/// The first heading of the highest rank. (A list of selectors in one question would cost ten times as much.)
fn first_heading(container: &Element) -> Option<Element> {
    [Word::H1, Word::H2, Word::H3, Word::H4, Word::H5]
        .into_iter()
        .find_map(|tag| dom::first_of_tag(container, tag))
}

/// The row's header, or its first cell with words that is not the target's own.
fn row_name(row: &Element, target: &Element) -> String {
    let (cells, _) = dom::all_within(
        row,
        ":scope > th,:scope > td,:scope > [role=cell],:scope > [role=gridcell],:scope > [role=rowheader]",
        12,
    );
    let other = |cell: &&Element| !dom::contains(cell, target);
    let header = cells.iter().filter(other).find(|cell| dom::fits(cell, "th,[role=rowheader]"));
    let mut number = String::new();
    for cell in header.into_iter().chain(cells.iter().filter(other)) {
        let words = entry_text(cell, target);
        if words.chars().any(|c| is_word(c) && !c.is_ascii_digit()) {
            return words;
        }
        if number.is_empty() && text::says_something(&words) {
            number = words;
        }
    }
    if !number.is_empty() {
        return number;
    }
    let own = own_cell(&cells, target);
    if text::says_something(&own) { own } else { entry_text(row, target) }
}

/// What stands beside the target in its own cell; a header that holds the target is told by its own words.
fn own_cell(cells: &[Element], target: &Element) -> String {
    cells
        .iter()
        .find(|cell| dom::contains(cell, target))
        .map(|cell| entry_text(cell, target))
        .unwrap_or_default()
}

fn entry_text(entry: &Element, target: &Element) -> String {
    name::visible_text_outside(entry, "td", Some(target))
}

/// The heading of an entry, or the words in it outside the target.
fn entry_name(entry: &Element, target: &Element) -> String {
    let given = name::given_name(entry);
    if !given.is_empty() {
        return given;
    }
    if let Some(heading) = first_heading(entry)
        && !dom::contains(&heading, target)
    {
        let words = name::visible_text(&heading, "h1");
        if text::says_something(&words) {
            return words;
        }
    }
    entry_text(entry, target)
}

/// An ancestor that stands among siblings of the same tag and classes, as cards and rows of `div`s do.
pub(crate) fn repeated(element: &Element) -> Option<Container> {
    let mut at = dom::parent_or_host(element)?;
    for _ in 0..REPEATED_LEVELS {
        let tag = dom::tag(&at);
        if matches!(tag.as_str(), "body" | "html" | "main" | "form" | "table") {
            return None;
        }
        let class = dom::attribute(&at, Word::Class).unwrap_or_default();
        let boxed = matches!(tag.as_str(), "div" | "section" | "article" | "span" | "a" | "dd");
        if has(tag.as_str(), b'-') || (boxed && !class.is_empty()) {
            let twin = |other: Option<Element>| {
                other.is_some_and(|other| {
                    dom::tag(&other) == tag
                        && dom::attribute(&other, Word::Class).unwrap_or_default() == class
                })
            };
            if twin(dom::next(&at)) || twin(dom::previous(&at)) {
                let name = entry_name(&at, element);
                if text::says_something(&name) {
                    return Some(Container { kind: ContextKind::Item, name, element: at });
                }
            }
        }
        at = dom::parent_or_host(&at)?;
    }
    None
}

/// Whether some words stand with an element: in the nearest ancestor that holds them it has no twin. So a row is known
/// by its words when its tags, its classes and its siblings are others.
pub(crate) fn stands_with(element: &Element, words: &str) -> bool {
    let tag = dom::tag(element);
    let sign = |one: &Element| (text::folded(&dom::raw_text(one)), dom::attribute(one, Word::AriaLabel));
    let own = sign(element);
    let mut at = dom::parent_or_host(element);
    for _ in 0..REPEATED_LEVELS {
        let Some(here) = at else { return false };
        if matches!(dom::tag(&here).as_str(), "body" | "html" | "main" | "form" | "table" | "tbody") {
            return false;
        }
        let (alike, all) = dom::all_within(&here, &css_identifier(&tag), MOST_ALIKE);
        if all > MOST_ALIKE || alike.iter().any(|other| other != element && sign(other) == own) {
            return false;
        }
        if text::holds_words(&name::visible_text(&here, "td"), words) {
            return true;
        }
        at = dom::parent_or_host(&here);
    }
    false
}

/// The words beside a control that has none of its own: before it, after it, of the box around it, at the head of its
/// column.
pub(crate) fn nearby(element: &Element) -> String {
    let mut at = element.clone();
    for _ in 0..3 {
        if let Some(words) = beside(&at) {
            return words;
        }
        let Some(parent) = dom::parent_or_host(&at) else { break };
        match dom::tag(&parent).as_str() {
            "td" | "th" => return column_header(&parent),
            "tr" | "li" | "form" | "body" | "table" | "ul" | "main" | "section" => break,
            _ if roles::is_cell(&parent) => return column_header(&parent),
            _ => {
                let given = name::given_name(&parent);
                if text::says_something(&given) {
                    return given;
                }
                at = parent;
            }
        }
    }
    String::new()
}

fn beside(element: &Element) -> Option<String> {
    let mut node: web_sys::Node = element.clone().into();
    for _ in 0..3 {
        let Some((at, child)) = dom::before(&node) else { break };
        if let Some(words) = words_of(&child) {
            return Some(words);
        }
        node = at;
    }
    let mut node: web_sys::Node = element.clone().into();
    for _ in 0..2 {
        let Some((at, child)) = dom::after(&node) else { break };
        if let Some(words) = words_of(&child) {
            return Some(words);
        }
        node = at;
    }
    None
}

fn words_of(child: &Child) -> Option<String> {
    let words = match child {
        Child::Text(text) => text::folded(text),
        Child::Element(element) => {
            let tag = dom::tag(element);
            if matches!(tag.as_str(), "script" | "style" | "button" | "a") || !dom::is_rendered(element) {
                return None;
            }
            name::visible_text(element, &tag)
        }
    };
    text::says_something(&words).then_some(words)
}

fn column_header(cell: &Element) -> String {
    // In a grid of boxes other things stand between the cells.
    let by_role = roles::is_cell(cell);
    let mut index = 0;
    let mut at = dom::previous(cell);
    while let Some(before) = at {
        if !by_role || roles::is_cell(&before) {
            index += 1;
        }
        if index > 40 {
            return String::new();
        }
        at = dom::previous(&before);
    }
    let around = if by_role { "[role=grid],[role=treegrid],[role=table]" } else { "table" };
    let Some(table) = dom::closest(cell, around) else { return String::new() };
    let header = if by_role {
        dom::all_within(&table, "[role=columnheader]", index + 1).0.into_iter().nth(index as usize)
    } else {
        dom::first(&table, &concat(&["tr:first-child > th:nth-child(", &decimal(index + 1), ")"]))
    };
    header.map(|header| name::visible_text(&header, "th")).unwrap_or_default()
}
