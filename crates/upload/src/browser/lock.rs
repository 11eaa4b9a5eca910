use core::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Held by whichever page of the extension uploads.
const LOCK: &str = "cairn-upload";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"], js_name = request)]
    fn request_lock(name: &str, hold: &Function) -> Result<Promise, JsValue>;
}

/// Runs the work while holding the extension's upload lock; waits as long as another page holds it. A page that
/// is closed lets go of it. None when the browser refuses the lock (the page is being closed).
pub async fn exclusively<R: 'static>(work: impl Future<Output = R> + 'static) -> Option<R> {
    let result = Rc::new(RefCell::new(None));
    let slot = Rc::clone(&result);
    let hold = Closure::once_into_js(move |_lock: JsValue| {
        future_to_promise(async move {
            let value = work.await;
            *slot.borrow_mut() = Some(value);
            Ok(JsValue::UNDEFINED)
        })
    });
    let held = request_lock(LOCK, hold.unchecked_ref()).ok()?;
    JsFuture::from(held).await.ok()?;
    result.take()
}
