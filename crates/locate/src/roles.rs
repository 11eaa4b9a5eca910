//! Roles of elements, and which elements are controls.

use web_sys::Element;

use crate::dom::{self, Word};
use crate::rules::role::{self, Ask};

/// An element's ARIA role, explicit or implied; empty where there is none.
pub fn role(element: &Element) -> String {
    role_of(element, &dom::tag(element))
}

/// The same where the tag is known.
pub(crate) fn role_of(element: &Element, tag: &str) -> String {
    if let Some(attribute) = dom::attribute(element, Word::Role)
        && let Some(explicit) = role::explicit(&attribute)
    {
        match explicit {
            // A control stays one whatever it is called: the browser ignores the removal of its role.
            "none" | "presentation" => {
                let own = role::implied(tag, &input_type(element, tag), &|ask| answer(element, ask));
                return if role::is_control(own) { own.to_owned() } else { String::new() };
            }
            "image" => return "img".to_owned(),
            "generic" => return String::new(),
            explicit => return explicit.to_owned(),
        }
    }
    role::implied(tag, &input_type(element, tag), &|ask| answer(element, ask)).to_owned()
}

/// The `type` of an input in lower case, "text" where it is missing; empty for other tags.
pub(crate) fn input_type(element: &Element, tag: &str) -> String {
    if tag != "input" {
        return String::new();
    }
    let mut kind = dom::attribute(element, Word::Type).unwrap_or_default();
    kind.make_ascii_lowercase();
    if kind.is_empty() { "text".to_owned() } else { kind }
}

fn answer(element: &Element, ask: Ask) -> bool {
    match ask {
        Ask::Link => dom::has(element, Word::Href),
        Ask::Suggestions => dom::has(element, Word::List),
        Ask::Listbox => {
            dom::has(element, Word::Multiple)
                || dom::attribute(element, Word::Size).and_then(|size| size.trim().parse::<u32>().ok())
                    > Some(1)
        }
        Ask::Named => [Word::AriaLabel, Word::AriaLabelledBy].iter().any(|word| dom::has(element, *word)),
        Ask::Sectioned => dom::parent(element)
            .is_some_and(|parent| dom::closest(&parent, "article,aside,main,nav,section").is_some()),
        Ask::EmptyAlt => dom::attribute(element, Word::Alt).is_some_and(|alt| alt.is_empty()),
        Ask::HeadsRow => heads_row(element),
        Ask::InGrid => dom::closest(element, "table,[role]")
            .is_some_and(|table| dom::fits(&table, "[role=grid],[role=treegrid]")),
        Ask::OpensDetails => dom::parent(element).is_some_and(|parent| dom::tag(&parent) == "details"),
    }
}

/// A header cell heads its row when it says so, or when data cells stand beside it in the body.
fn heads_row(cell: &Element) -> bool {
    match dom::attribute(cell, Word::Scope).unwrap_or_default().to_ascii_lowercase().as_str() {
        "row" | "rowgroup" => true,
        "col" | "colgroup" => false,
        _ => dom::parent(cell).is_some_and(|row| dom::first(&row, ":scope > td").is_some()),
    }
}

/// Whether a person types text into this element: a text-like input, a text area, an editable element.
pub fn is_text_field(element: &Element) -> bool {
    match dom::tag(element).as_str() {
        "input" => role::is_text_type(&input_type(element, "input")),
        "textarea" => true,
        "select" | "button" | "option" => false,
        _ => dom::is_editable(element),
    }
}

/// Whether the page says that this is a cell: in a grid that is what is pressed, not its row.
pub(crate) fn is_cell(element: &Element) -> bool {
    dom::has_any(element)
        && dom::attribute(element, Word::Role).as_deref().and_then(role::explicit).is_some_and(role::is_cell)
}

/// Whether a person works with this element: by its role, or because it takes the focus or text.
pub(crate) fn is_control(element: &Element, tag: &str) -> bool {
    match tag {
        "button" | "select" | "textarea" | "summary" | "option" => true,
        "input" => input_type(element, tag) != "hidden",
        "a" | "area" => {
            dom::has(element, Word::Href)
                || dom::has(element, Word::Role)
                || dom::has(element, Word::TabIndex)
        }
        _ => {
            if !dom::has_any(element) {
                return false;
            }
            let explicit = dom::attribute(element, Word::Role);
            if explicit.as_deref().and_then(role::explicit).is_some_and(role::is_control) {
                return true;
            }
            dom::attribute(element, Word::ContentEditable)
                .is_some_and(|value| !value.eq_ignore_ascii_case("false"))
        }
    }
}
