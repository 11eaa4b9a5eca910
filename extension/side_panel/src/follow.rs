//! Keeps the newest step in sight, as long as the reader has not scrolled away from the end.

use core::cell::Cell;
use std::rc::Rc;

use cairn_page::dom;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver, Window};

/// A reader who is this close to the end, in CSS pixels, is at the end.
const AT_END: f64 = 48.0;

/// Scrolls to the end whenever the list grows while `wanted` says so and the reader was at the end.
pub fn follow(wanted: impl Fn() -> bool + 'static) {
    let at_end = Rc::new(Cell::new(true));
    let seen = Rc::clone(&at_end);
    // Growth alone is no scrolling: only the reader, or we, cause this event.
    dom::listen("scroll", move |_| seen.set(distance().is_none_or(|left| left < AT_END)));
    let grown = Closure::<dyn FnMut()>::new(move || {
        if at_end.get() && wanted() {
            to_end();
        }
    });
    if let (Ok(observer), Some(list)) = (ResizeObserver::new(grown.as_ref().unchecked_ref()), dom::by_id("steps")) {
        observer.observe(&list);
    }
    grown.forget();
}

/// How far the end is below what is in sight.
fn distance() -> Option<f64> {
    let (window, root) = page()?;
    let seen = window.scroll_y().ok()? + f64::from(root.client_height());
    Some(f64::from(root.scroll_height()) - seen)
}

fn to_end() {
    if let Some((window, root)) = page() {
        window.scroll_to_with_x_and_y(0.0, f64::from(root.scroll_height()));
    }
}

fn page() -> Option<(Window, Element)> {
    let window = web_sys::window()?;
    let root = window.document()?.document_element()?;
    Some((window, root))
}
