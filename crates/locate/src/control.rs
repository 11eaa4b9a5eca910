//! From the element that an event hit to the control that a person meant.

use js_sys::Array;
use web_sys::Element;

use crate::dom::{self, Word};
use crate::roles;

/// Most entries of an event's path that are looked at.
const LONGEST_PATH: u32 = 64;
/// How far above the hit a mere focusable box still counts as the control.
const NEAR: usize = 5;

/// The control that an event's element stands for; `path` is the event's `composedPath()`.
///
/// Goes up from an icon or span to its button, link, option or row action; from a label to its control; and
/// through shadow roots, where the path shows the inner control around slotted text. Where nothing of that is
/// there, the element that was hit (an SVG as a whole). `None` only for a path without elements.
#[inline(never)] // It is called from several places, and large.
pub fn control(path: &Array) -> Option<Element> {
    let mut focusable = None;
    let mut hit = None;
    for (index, element) in dom::elements_of_path(path, LONGEST_PATH).enumerate() {
        let tag = dom::tag(&element);
        match tag.as_str() {
            "body" | "html" => {
                hit.get_or_insert(element);
                break;
            }
            "label" => {
                if let Some(control) = dom::labelled_control(&element) {
                    return Some(control);
                }
            }
            "option" | "optgroup" => {
                return Some(dom::closest(&element, "select").unwrap_or(element));
            }
            _ if roles::is_control(&element, &tag) => return Some(outermost_editable(&element, &tag)),
            // A list takes the focus for its keys; what is pressed is an entry.
            "ul" | "ol" => {}
            _ if focusable.is_none()
                && index < NEAR
                && (roles::is_cell(&element) || takes_focus(&element)) =>
            {
                focusable = Some(element.clone())
            }
            _ => {}
        }
        hit.get_or_insert(element);
    }
    focusable.or_else(|| hit.map(whole_drawing))
}

fn takes_focus(element: &Element) -> bool {
    dom::attribute(element, Word::TabIndex)
        .and_then(|index| index.trim().parse::<i32>().ok())
        .is_some_and(|index| index >= 0)
}

/// The box of an editor, not a part of it that repeats the attribute.
fn outermost_editable(element: &Element, tag: &str) -> Element {
    if matches!(tag, "input" | "textarea" | "select" | "button" | "a" | "summary" | "area") {
        return element.clone();
    }
    let mut editor = element.clone();
    if dom::is_editable(element) {
        for _ in 0..LONGEST_PATH {
            match dom::parent(&editor).and_then(|parent| dom::closest(&parent, "[contenteditable]")) {
                Some(outer) if dom::is_editable(&outer) => editor = outer,
                Some(_) | None => break,
            }
        }
    }
    editor
}

/// A path or circle stands for its drawing.
fn whole_drawing(element: Element) -> Element {
    let mut drawing = element;
    while let Some(outer) = dom::parent(&drawing).and_then(|parent| dom::closest(&parent, "svg")) {
        drawing = outer;
    }
    drawing
}
