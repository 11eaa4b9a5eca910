//! The document. A page has its elements from its own markup, so that what is not there is a fault of ours and
//! is passed over rather than ending the page.

use core::cell::RefCell;
use std::rc::Rc;

use maud::Markup;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, HtmlElement};

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

/// Calls `handle` with the `data-do` of whatever is clicked, for as long as the page lives.
///
/// What was pressed counts: news may replace a button between the press and the release, and the click then lands on
/// what is left.
pub fn on_action(mut handle: impl FnMut(&str) + 'static) {
    let held: Rc<RefCell<Option<Element>>> = Rc::default();
    let holder = Rc::clone(&held);
    listen("pointerdown", move |event| *holder.borrow_mut() = control_of(&event));
    listen("click", move |event| {
        let pressed = held.borrow_mut().take().filter(|pressed| !pressed.is_connected());
        let action = control_of(&event).or(pressed).and_then(|control| control.get_attribute("data-do"));
        if let Some(action) = action {
            handle(&action);
        }
    });
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
