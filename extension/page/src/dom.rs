//! The document. A page has its elements from its own markup, so that what is not there is a fault of ours and
//! is passed over rather than ending the page.

use core::cell::RefCell;
use std::rc::Rc;

use maud::Markup;
use wasm_bindgen::prelude::*;
use web_sys::{Document, DomRect, Element, Event, HtmlElement, MouseEvent};

/// The page's document.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element with this id.
pub fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// Replaces an element's content.
pub fn fill(id: &str, markup: &Markup) {
    if let Some(element) = by_id(id) {
        element.set_inner_html(&markup.0);
    }
}

/// Replaces an element's text.
pub fn say(id: &str, words: &str) {
    if let Some(element) = by_id(id) {
        element.set_text_content(Some(words));
    }
}

/// Puts the page's first content into its body.
pub fn begin(markup: &Markup) {
    if let Some(body) = document().and_then(|document| document.body()) {
        body.set_inner_html(&markup.0);
    }
}

/// Puts the focus on the element, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Refused only for elements that cannot have it.
        let _ = element.focus();
    }
}

/// Scrolls to the page's beginning.
pub fn to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// A control that is held down, and where it stands.
struct Held {
    control: Element,
    place: DomRect,
}

/// Calls `handle` with the `data-do` of whatever is clicked, for as long as the page lives.
///
/// News may replace a button between the press and the release. The browser then tells of no click, or of one
/// somewhere else; what was pressed counts all the same, if it is released where it stood.
pub fn on_action(handle: impl Fn(&str) + 'static) {
    let handle = Rc::new(handle);
    let held: Rc<RefCell<Option<Held>>> = Rc::default();
    let holder = Rc::clone(&held);
    listen("pointerdown", move |event| {
        let control = control_of(&event);
        *holder.borrow_mut() =
            control.map(|control| Held { place: control.get_bounding_client_rect(), control });
    });
    let handler = Rc::clone(&handle);
    listen("pointerup", move |event| {
        let replaced = held.borrow_mut().take().filter(|held| !held.control.is_connected());
        let Some(held) = replaced else { return };
        if event.dyn_ref::<MouseEvent>().is_some_and(|release| is_at(release, &held.place))
            && let Some(action) = held.control.get_attribute("data-do")
        {
            handler(&action);
        }
    });
    listen("click", move |event| {
        if let Some(action) = control_of(&event).and_then(|control| control.get_attribute("data-do")) {
            handle(&action);
        }
    });
}

/// Whether the main button was released in this place.
fn is_at(release: &MouseEvent, place: &DomRect) -> bool {
    let (x, y) = (f64::from(release.client_x()), f64::from(release.client_y()));
    release.button() == 0
        && (place.left()..=place.right()).contains(&x)
        && (place.top()..=place.bottom()).contains(&y)
}

fn control_of(event: &Event) -> Option<Element> {
    let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok())?;
    pressed.closest("[data-do]").ok().flatten()
}

/// Listens on the document for as long as the page lives.
pub fn listen(kind: &str, handle: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(handle);
    if let Some(document) = document() {
        // Fails for no kind of event.
        let _ = document.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
    }
    closure.forget();
}
