use core::any::Any;

use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// One of Chrome's event objects, such as `chrome.runtime.onConnect`.
    #[derive(Clone)]
    pub type Event;

    #[wasm_bindgen(method, js_name = addListener)]
    fn add_listener(this: &Event, listener: &Function);

    #[wasm_bindgen(method, js_name = removeListener)]
    fn remove_listener(this: &Event, listener: &Function);
}

/// A listener that goes away when this is dropped.
#[must_use = "a dropped listener hears nothing"]
pub struct Listener {
    event: Event,
    function: Function,
    _closure: Box<dyn Any>,
}

impl Event {
    /// Listens; the first argument of the event goes to `handle`.
    pub fn listen(&self, handle: impl FnMut(JsValue) + 'static) -> Listener {
        let closure = Closure::<dyn FnMut(JsValue)>::new(handle);
        let function = closure.as_ref().unchecked_ref::<Function>().clone();
        self.attach(function, Box::new(closure))
    }

    pub(crate) fn attach(&self, function: Function, closure: Box<dyn Any>) -> Listener {
        self.add_listener(&function);
        Listener { event: self.clone(), function, _closure: closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.event.remove_listener(&self.function);
    }
}
