//! Whether an element is still what it was when it was described, asked with a few questions.

use js_sys::JsString;
use web_sys::Element;

use crate::dom::{self, Root};

/// Longest markup or text that is kept for the comparison, in UTF-16 units. What is longer is no control.
const LONGEST: u32 = 4_000;

/// What an element, its row and its place were like. It stays on JavaScript's side, and goes nowhere.
pub struct Print {
    element: Element,
    root: Root,
    markup: Option<JsString>,
    entry: Option<(Element, JsString)>,
    path: JsString,
}

impl Print {
    pub(crate) fn of(element: &Element, root: Root, entry: Option<Element>, path: &str) -> Self {
        let entry = entry.and_then(|entry| {
            let text = dom::held_text(&entry)?;
            Some((entry, text))
        });
        Self { element: element.clone(), root, markup: markup(element), entry, path: JsString::from(path) }
    }

    /// Whether a description made then still tells the truth: same markup, same row, same place. How many others
    /// there are of its kind is not asked again.
    pub fn holds(&self) -> bool {
        let same_entry =
            || self.entry.as_ref().is_none_or(|(entry, text)| dom::held_text(entry).as_ref() == Some(text));
        self.markup.is_some()
            && markup(&self.element) == self.markup
            && same_entry()
            && self.root.first_held(&self.path).as_ref() == Some(&self.element)
    }
}

fn markup(element: &Element) -> Option<JsString> {
    // The text is asked first: it is the cheaper of the two where both are long.
    dom::held_text(element).filter(|text| text.length() <= LONGEST)?;
    Some(dom::markup(element)).filter(|markup| markup.length() <= LONGEST)
}
