//! What kind of thing an element is.

use cairn_workflow::Control;
use recorder_core::page::Kind;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, Window};

/// Roles of parts of widgets in which keys choose or act.
const WIDGETS: &[&str] = &[
    "button",
    "link",
    "menuitem",
    "option",
    "listbox",
    "menu",
    "menubar",
    "combobox",
    "tab",
    "tablist",
    "tree",
    "treeitem",
    "grid",
    "gridcell",
    "slider",
    "spinbutton",
    "searchbox",
    "textbox",
];

/// The kind of an element.
pub fn kind(element: &Element) -> Kind {
    match element.local_name().as_str() {
        // Asked nothing: what it holds may be named like what it would be asked.
        "form" => Kind::Other,
        "input" => input_kind(element),
        "textarea" => Kind::Field(Control::Text),
        "select" => {
            let multiple = element.dyn_ref::<HtmlSelectElement>().is_some_and(HtmlSelectElement::multiple);
            Kind::Field(if multiple { Control::MultiSelect } else { Control::Select })
        }
        "button" | "summary" => toggle(element).unwrap_or(Kind::Pressable),
        "a" | "area" if element.has_attribute("href") => toggle(element).unwrap_or(Kind::Pressable),
        _ if is_editable(element) => Kind::Field(Control::RichText),
        _ => toggle(element).unwrap_or_else(|| match element.get_attribute("role") {
            Some(role) if WIDGETS.contains(&role.as_str()) => Kind::Widget,
            _ => Kind::Other,
        }),
    }
}

fn input_kind(element: &Element) -> Kind {
    let Some(input) = element.dyn_ref::<HtmlInputElement>() else { return Kind::Other };
    let control = match input.type_().as_str() {
        "checkbox" if element.get_attribute("role").as_deref() == Some("switch") => Control::Switch,
        "checkbox" => Control::Check,
        "radio" => Control::Radio,
        "range" => Control::Range,
        "date" | "month" | "week" | "datetime-local" => Control::Date,
        "time" => Control::Time,
        "color" => Control::Color,
        "submit" | "button" | "reset" | "image" | "file" => return Kind::Pressable,
        _ => Control::Text,
    };
    Kind::Field(control)
}

/// Whether an event is one of a box or radio button, outside of any shadow root.
pub fn is_box(event: &Event) -> bool {
    event.current_target().is_some_and(|at| at.is_instance_of::<Window>())
        && event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            .is_some_and(|input| matches!(input.type_().as_str(), "checkbox" | "radio"))
}

/// Something with `aria-checked` that the page flips itself.
fn toggle(element: &Element) -> Option<Kind> {
    let control = match element.get_attribute("role")?.as_str() {
        "switch" => Control::Switch,
        "checkbox" | "menuitemcheckbox" => Control::Check,
        "radio" | "menuitemradio" => Control::Radio,
        _ => return None,
    };
    element.has_attribute("aria-checked").then_some(Kind::Toggle(control))
}

/// Whether text is edited in the element itself.
pub fn is_editable(element: &Element) -> bool {
    // What is no HTML element has no such property, and that is no either.
    element.unchecked_ref::<Editable>().is_content_editable().unwrap_or_default()
}

#[wasm_bindgen]
extern "C" {
    type Editable;
    #[wasm_bindgen(method, structural, getter, js_name = isContentEditable)]
    fn is_content_editable(this: &Editable) -> Option<bool>;
    #[wasm_bindgen(method, structural, getter, js_name = offsetParent)]
    fn offset_parent(this: &Editable) -> Option<Element>;

    type Style;
    #[wasm_bindgen(js_name = getComputedStyle)]
    fn computed(element: &Element) -> Style;
    #[wasm_bindgen(method, structural, getter)]
    fn position(this: &Style) -> String;
    #[wasm_bindgen(method, structural, getter)]
    fn overflow(this: &Style) -> String;
}

/// Whether what reaches out of an element is not seen.
pub fn cuts_off(element: &Element) -> bool {
    computed(element).overflow() != "visible"
}

/// Whether no element of this tag is ever edited in itself: asking would cost.
pub fn is_never_editable(tag: &str) -> bool {
    matches!(tag, "input" | "select" | "textarea" | "button" | "a" | "summary" | "label" | "option")
}

/// From an element inside rich text up to the element that is edited.
pub fn editing_host(element: Element) -> Element {
    let mut host = element;
    while let Some(parent) = host.parent_element().filter(is_editable) {
        host = parent;
    }
    host
}

/// Whether something is on; none if it cannot be.
pub fn checked(element: &Element) -> Option<bool> {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>()
        && matches!(input.type_().as_str(), "checkbox" | "radio")
    {
        return Some(input.checked());
    }
    element.get_attribute("aria-checked").map(|value| value == "true")
}

/// Whether it stays where it is when the page is scrolled.
pub fn is_stuck(element: &Element) -> bool {
    let mut next = Some(element.clone());
    while let Some(element) = next {
        let position = computed(&element).position();
        if matches!(position.as_str(), "fixed" | "sticky") {
            return true;
        }
        next = element.unchecked_ref::<Editable>().offset_parent();
    }
    false
}

/// Whether files are chosen in it.
pub fn takes_files(element: &Element) -> bool {
    element.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() == "file")
}

/// Whether Enter makes a new line in the field.
pub fn is_multiline(element: &Element) -> bool {
    element.local_name() == "textarea" || is_editable(element)
}

/// Whether the browser clicks the element on Enter or Space.
pub fn clicks_by_key(element: &Element) -> bool {
    matches!(element.local_name().as_str(), "button" | "summary" | "input" | "area")
        || (element.local_name() == "a" && element.has_attribute("href"))
}
