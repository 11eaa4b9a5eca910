//! Listeners: capture phase, passive, and gone when dropped.

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, MouseEvent, ShadowRoot};

use crate::{closed, facts};

/// Events of the window, with what they are for.
const WINDOW: &[&str] = &[
    // Presses, described before the page reacts.
    "pointerdown",
    // Completed clicks; the auxiliary ones do not come as `click`.
    "click",
    "auxclick",
    "contextmenu",
    "keydown",
    // Fields. `paste`, `drop` and compositions tell that the next `input` is the person's.
    "focusin",
    "focusout",
    "beforeinput",
    "input",
    "change",
    "paste",
    "drop",
    "compositionstart",
    "compositionupdate",
    // What moves the picture.
    "scroll",
    "resize",
    "load",
    // The document goes, or comes back from the back-forward cache.
    "pagehide",
    "pageshow",
];

/// `change` inside a shadow root never reaches the window.
const ROOT: &[&str] = &["change"];

/// Listens on the window.
pub fn on_window(window: &EventTarget, handle: impl Fn(&Event) + Clone + 'static) -> Vec<EventListener> {
    attach(window, WINDOW, handle)
}

/// Listens in a shadow root.
pub fn on_root(root: &ShadowRoot, handle: impl Fn(&Event) + Clone + 'static) -> Vec<EventListener> {
    attach(root, ROOT, handle)
}

fn attach(
    target: &EventTarget,
    names: &[&'static str],
    handle: impl Fn(&Event) + Clone + 'static,
) -> Vec<EventListener> {
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
    names
        .iter()
        .map(|name| {
            let handle = handle.clone();
            EventListener::new_with_options(target, *name, options, move |event| handle(event))
        })
        .collect()
}

/// The control that a pointer event is about.
pub fn control(event: &MouseEvent) -> Option<Element> {
    let path = event.composed_path();
    if let Some(inner) = closed::under(&path, f64::from(event.client_x()), f64::from(event.client_y())) {
        let own = closed::path(&inner, &path);
        return cairn_locate::control(&own).map(host_of);
    }
    cairn_locate::control(&path).map(host_of)
}

/// The very element that an event of a field or key is about, through open shadow roots.
pub fn subject(event: &Event) -> Option<Element> {
    let element = event.composed_path().get(0).dyn_into::<Element>().ok()?;
    Some(host_of(element))
}

/// Open shadow roots on an event's path.
pub fn roots(event: &Event) -> Vec<ShadowRoot> {
    event.composed_path().iter().filter_map(|step| step.dyn_into::<ShadowRoot>().ok()).collect()
}

fn host_of(element: Element) -> Element {
    if facts::is_editable(&element) { facts::editing_host(element) } else { element }
}
