//! What one locator finds.

use cairn_redact::clean;
use cairn_workflow::Selector;
use web_sys::Element;

use crate::dom::{self, Root};
use crate::rules::quote::css_string;
use crate::rules::text;
use crate::{NAME_LIMIT, context, count};

/// Most elements that are taken of one locator.
const MOST: u32 = 200;
/// Elements that can be rows or entries by their tag or role.
const ENTRIES: &str = "tr,li,article,[role=row],[role=listitem],[role=option],[role=treeitem]";

/// The elements that a locator finds in a root, at most a bounded number.
pub(crate) fn by(selector: &Selector, root: &Root) -> Vec<Element> {
    match selector {
        Selector::TestId { attribute, value } => {
            root.all(&format!("[{attribute}={}]", css_string(value.as_str())), MOST).0
        }
        Selector::Role { role, name } => {
            count::by_role(root, role, &|own| says(own, name.as_str()), first_word(name.as_str()))
        }
        Selector::Label { text } => count::by_label(root, &|own| says(own, text.as_str())),
        Selector::Placeholder { text } => {
            let (fields, _) = root.all("[placeholder]", MOST);
            fields.into_iter().filter(|field| has_placeholder(field, text.as_str())).collect()
        }
        Selector::Text { tag, text } => {
            count::by_text(root, tag, &|own| says(own, text.as_str()), first_word(text.as_str()))
        }
        Selector::Row { row, inner } => in_rows(root, row.as_str(), inner),
        Selector::Css { css } => root.all(css.as_str(), MOST).0,
        Selector::Xpath { xpath } => root.by_xpath(xpath.as_str(), MOST),
    }
}

fn has_placeholder(field: &Element, text: &str) -> bool {
    dom::words_of(field, dom::Word::Placeholder).is_some_and(|own| says(&own, text))
}

/// Whether a text of the page is the kept one: kept texts were cleaned and cut.
pub(crate) fn says(own: &str, kept: &str) -> bool {
    own == kept || clean(own, NAME_LIMIT) == kept
}

/// A word to search for before more is asked.
fn first_word(text: &str) -> &str {
    text.trim_end_matches('…').split(' ').next().unwrap_or_default()
}

/// The inner locator's elements that stand in a row of that name.
fn in_rows(root: &Root, row: &str, inner: &Selector) -> Vec<Element> {
    let mut found = by(inner, root);
    found.retain(|element| {
        let entry = dom::closest(element, ENTRIES);
        if entry.is_some_and(|entry| !text::says_something(&dom::raw_text(&entry))) {
            return false;
        }
        entry_of(element).is_some_and(|own| says(&own, row))
    });
    found
}

/// The name of the row or entry around an element.
pub(crate) fn entry_of(element: &Element) -> Option<String> {
    context::containers(element)
        .into_iter()
        .find(|container| context::is_entry(container.kind))
        .map(|c| c.name)
}
