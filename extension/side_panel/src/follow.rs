//! Keeps the place of new steps in sight, as long as the reader has not scrolled away from it: the end, or the mark
//! where they are put in.

use core::cell::Cell;
use std::rc::Rc;

use cairn_page::dom;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver, Window};

/// A reader who is this close to the end, in CSS pixels, is at the end.
const AT_END: f64 = 48.0;

/// The mark of the place, by its id.
const MARK: &str = "place";

/// Scrolls to the place whenever the list grows while `wanted` says so and the reader was there.
pub fn follow(wanted: impl Fn() -> bool + 'static) {
    let at_end = Rc::new(Cell::new(true));
    let seen = Rc::clone(&at_end);
    let at_mark = Rc::new(Cell::new(true));
    let seen_mark = Rc::clone(&at_mark);
    let mut last = 0.0;
    dom::listen("scroll", move |_| {
        let Some((top, left)) = place() else { return };
        if let Some(mark) = dom::by_id(MARK) {
            seen_mark.set(is_in_sight(&mark));
        }
        if left < AT_END {
            seen.set(true);
        } else if top < last {
            // Upwards: the reader's doing. A list that grows below leaves the place where it was.
            seen.set(false);
        }
        last = top;
    });
    let grown = Closure::<dyn FnMut()>::new(move || {
        if !wanted() {
            return;
        }
        match dom::by_id(MARK) {
            Some(mark) if at_mark.get() => mark.scroll_into_view_with_bool(false),
            None if at_end.get() => to_end(),
            Some(_) | None => {}
        }
    });
    if let (Ok(observer), Some(list)) =
        (ResizeObserver::new(grown.as_ref().unchecked_ref()), dom::by_id("steps"))
    {
        observer.observe(&list);
    }
    grown.forget();
}

/// How far the page is scrolled, and how far its end is below what is in sight.
fn place() -> Option<(f64, f64)> {
    let (window, root) = page()?;
    let top = window.scroll_y().ok()?;
    Some((top, f64::from(root.scroll_height()) - top - f64::from(root.client_height())))
}

fn is_in_sight(mark: &Element) -> bool {
    let rect = mark.get_bounding_client_rect();
    page().is_some_and(|(_, root)| rect.bottom() > 0.0 && rect.top() < f64::from(root.client_height()))
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
