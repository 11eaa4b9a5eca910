//! Elements by what people call them: role and name, label, text. Bounded scans, the same at capture and when
//! an element is looked for again, so that the number of matches means the same.

use web_sys::Element;

use crate::dom::{self, Root, Sought, Word};
use crate::name;
use crate::roles;
use crate::rules::quote::css_string;
use crate::rules::text;

/// Most elements of a kind that are looked at in one scan.
const MOST: u32 = 300;

/// The elements of a role, by the tags that have it and the `role` attribute.
fn of_role(role: &str) -> String {
    let tags = match role {
        "button" => "button,summary,input",
        "link" => "a,area",
        "textbox" => "input,textarea",
        "searchbox" | "checkbox" | "radio" | "slider" | "spinbutton" => "input",
        "combobox" | "listbox" => "select,input",
        "option" => "option",
        "heading" => "h1,h2,h3,h4,h5,h6",
        "img" => "img",
        "cell" | "gridcell" => "td",
        "columnheader" | "rowheader" => "th",
        "row" => "tr",
        "listitem" => "li",
        "dialog" => "dialog",
        "group" => "fieldset,details,optgroup",
        "navigation" => "nav",
        _ => "",
    };
    let named = format!("[role={}]", css_string(role));
    if tags.is_empty() { named } else { format!("{tags},{named}") }
}

/// The elements of a role and an exact name, white space folded.
pub(crate) fn by_role(root: &Root, role: &str, wanted: &dyn Fn(&str) -> bool, word: &str) -> Vec<Element> {
    let (candidates, _) = root.all(&of_role(role), MOST);
    if is_labelled(role) {
        return labelled(root, role, candidates, wanted);
    }
    let sought = Sought::new(word);
    let has = |element: &Element| {
        let given = dom::has(element, Word::AriaLabel) || dom::has(element, Word::AriaLabelledBy);
        if !given && !sought.may_be_in(element) {
            return false;
        }
        let tag = dom::tag(element);
        roles::role_of(element, &tag) == role && wanted(&name::name_of(element, &tag, role))
    };
    candidates.into_iter().filter(has).collect()
}

/// Roles that are named by labels: asking each of many fields for its labels walks the whole page each time.
fn is_labelled(role: &str) -> bool {
    matches!(
        role,
        "textbox" | "searchbox" | "checkbox" | "radio" | "slider" | "spinbutton" | "combobox" | "listbox"
    )
}

fn labelled(
    root: &Root,
    role: &str,
    candidates: Vec<Element>,
    wanted: &dyn Fn(&str) -> bool,
) -> Vec<Element> {
    let by_label = by_label(root, wanted);
    let mut found: Vec<Element> = Vec::new();
    for element in candidates {
        let tag = dom::tag(&element);
        let fits = if by_label.contains(&element) {
            true
        } else {
            let marked = [Word::AriaLabel, Word::AriaLabelledBy, Word::Title, Word::Placeholder, Word::Role];
            marked.iter().any(|word| dom::has(&element, *word))
                && wanted(&name::name_of(&element, &tag, role))
        };
        if fits && roles::role_of(&element, &tag) == role {
            found.push(element);
        }
    }
    found
}

/// The controls of the labels with an exact text.
pub(crate) fn by_label(root: &Root, wanted: &dyn Fn(&str) -> bool) -> Vec<Element> {
    let (labels, _) = root.all("label", MOST);
    let mut found: Vec<Element> = Vec::new();
    for label in labels {
        if !wanted(&text::folded(&dom::raw_text(&label))) && !wanted(&name::visible_text(&label, "label")) {
            continue;
        }
        if let Some(control) = dom::labelled_control(&label)
            && !found.contains(&control)
        {
            found.push(control);
        }
    }
    found
}

/// The elements of a tag with an exact visible text.
pub(crate) fn by_text(root: &Root, tag: &str, wanted: &dyn Fn(&str) -> bool, word: &str) -> Vec<Element> {
    let (candidates, _) = root.all(&crate::rules::quote::css_identifier(tag), MOST);
    let sought = Sought::new(word);
    let has = |element: &Element| sought.may_be_in(element) && wanted(&name::visible_text(element, tag));
    candidates.into_iter().filter(has).collect()
}
