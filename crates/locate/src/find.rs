//! What one locator finds.

use cairn_redact::clean;
use cairn_redact::parts::concat;
use cairn_workflow::Selector;
use web_sys::Element;

use crate::dom::{self, Root, Sought};
use crate::rules::quote::css_string;
use crate::{NAME_LIMIT, context, count};

/// Most elements that are taken of one locator.
pub(crate) const MOST: u32 = 200;
/// Most rows whose name is put together for one locator.
const MOST_ASKED_CLOSELY: u32 = 8;
/// Most elements whose rows are looked at for one locator.
const MOST_ROWS: usize = 60;
/// Elements that can be rows or entries by their tag or role.
const ENTRIES: &str = "tr,li,article,[role=row],[role=listitem],[role=option],[role=treeitem]";

/// The elements that a locator finds in a root, at most a bounded number.
pub(crate) fn by(selector: &Selector, root: &Root) -> Vec<Element> {
    match selector {
        Selector::TestId { attribute, value } => {
            root.all(&concat(&["[", attribute, "=", &css_string(value.as_str()), "]"]), MOST).0
        }
        Selector::Role { role, name } => count::by_role(root, role, name.as_str()),
        Selector::Label { text } => count::by_label(root, text.as_str()),
        Selector::Placeholder { text } => {
            let (fields, _) = root.all("[placeholder]", MOST);
            fields.into_iter().filter(|field| has_placeholder(field, text.as_str())).collect()
        }
        Selector::Text { tag, text } => count::by_text(root, tag, text.as_str()),
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

/// The inner locator's elements that stand in a row of that name.
fn in_rows(root: &Root, row: &str, inner: &Selector) -> Vec<Element> {
    let mut found = by(inner, root);
    retain_in_row(&mut found, row, None);
    found
}

/// Keeps the elements that stand in a row or entry of that name. Where too many rows have its words, the rest
/// is left out: they are more than one already. Of `known` it is known.
pub(crate) fn retain_in_row(found: &mut Vec<Element>, row: &str, known: Option<&Element>) {
    let sought = Sought::new(row);
    let mut close = MOST_ASKED_CLOSELY;
    found.truncate(MOST_ROWS);
    found.retain(|element| {
        if known == Some(element) {
            return true;
        }
        if let Some(entry) = dom::closest(element, ENTRIES)
            && !sought.are_in(&entry)
            && dom::closest(element, "[aria-label]").is_none()
        {
            return false;
        }
        if close == 0 {
            return false;
        }
        close -= 1;
        entry_of(element).is_some_and(|own| says(&own, row))
    });
}

/// The name of the row or entry around an element.
pub(crate) fn entry_of(element: &Element) -> Option<String> {
    context::entry(element).map(|container| container.name)
}
