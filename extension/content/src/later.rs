//! Events that are looked into later: the browser itself puts them into a list (a listener that is `push` bound to an
//! array), so that they cost the page next to nothing in the moment in which it answers the person.
//!
//! What an event says stays true after it, but for its path. What must be known at once is asked at once elsewhere:
//! what a press hits, whether a key needs a frame, the value of a field that is left.

use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// What can wait. All come after a press or key that could not, or change nothing by themselves.
const NAMES: [&str; 6] =
    ["click", "focusin", "beforeinput", "input", "compositionstart", "compositionupdate"];
/// The one of them that tells of something new to be seen.
const INPUT: &str = "input";

/// The list, and the listeners that fill it until this is dropped.
pub struct Later {
    window: EventTarget,
    events: Array,
    put: Function,
    inputs: Array,
    put_input: Function,
}

impl Later {
    /// Begins to listen; none where the array has no `push`, which is nowhere.
    pub fn new(window: EventTarget) -> Option<Self> {
        let (events, inputs) = (Array::new(), Array::new());
        let later = Self { window, put: push(&events)?, put_input: push(&inputs)?, events, inputs };
        let options = AddEventListenerOptions::new();
        options.set_capture(true);
        options.set_passive(true);
        for (name, put) in later.listeners() {
            // Cannot fail: the names and options are right.
            let _ = later
                .window
                .add_event_listener_with_callback_and_add_event_listener_options(name, put, &options);
        }
        Some(later)
    }

    fn listeners(&self) -> impl Iterator<Item = (&'static str, &Function)> {
        let all = NAMES.into_iter().map(|name| (name, &self.put));
        all.chain(core::iter::once((INPUT, &self.put_input)))
    }

    /// Puts one there that was heard otherwise.
    pub fn put(&self, event: &Event) {
        self.events.push(event);
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        self.events.length()
    }

    /// Whether something in a field has changed since.
    pub fn has_input(&self) -> bool {
        self.inputs.length() > 0
    }

    /// All of them, in order; the list is empty then.
    pub fn take(&self) -> Array {
        let taken = self.events.slice(0, u32::MAX);
        self.events.set_length(0);
        self.inputs.set_length(0);
        taken
    }
}

impl Drop for Later {
    fn drop(&mut self) {
        for (name, put) in self.listeners() {
            let _ = self.window.remove_event_listener_with_callback_and_bool(name, put, true);
        }
    }
}

fn push(array: &Array) -> Option<Function> {
    let push = js_sys::Reflect::get(array, &JsValue::from_str("push")).ok()?;
    Some(push.dyn_into::<Function>().ok()?.bind0(array))
}
