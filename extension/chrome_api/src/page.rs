//! What a page of the extension asks of Chrome: tabs, the side panel, storage, words.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::{Event, Listener};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "tabs"], js_name = onActivated)]
    static ON_ACTIVATED: Event;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "tabs"], js_name = onUpdated)]
    static ON_UPDATED: Event;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage"], js_name = onChanged)]
    static ON_STORED: Event;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = query)]
    fn query(what: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = create)]
    fn create(what: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "sidePanel"], js_name = setOptions)]
    fn set_panel_options(options: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "sidePanel"], js_name = open)]
    fn open_side_panel(options: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = openOptionsPage)]
    fn open_options() -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = get)]
    fn local_get(key: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "managed"], js_name = get)]
    fn managed_get(key: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = set)]
    fn local_set(entries: &Object) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = remove)]
    fn local_remove(key: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn get_message(key: &str, parts: &Array) -> String;
}

/// An area of Chrome's storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// This profile's.
    Local,
    /// The administrator's.
    Managed,
}

/// The active tab of the page's own window: its id.
pub async fn active_tab() -> Option<i32> {
    let what = object(&[("active", true.into()), ("currentWindow", true.into())]);
    let tabs: Array = JsFuture::from(query(&what).ok()?).await.ok()?.dyn_into().ok()?;
    id_in(&tabs.get(0), "id")
}

/// Calls `handle` whenever another tab of some window becomes active.
pub fn on_tab_activated(handle: impl FnMut(JsValue) + 'static) -> Listener {
    ON_ACTIVATED.with(|event| event.listen(handle))
}

/// Calls `handle` with the id of each tab whose address or state of loading changes.
pub fn on_tab_updated(mut handle: impl FnMut(i32) + 'static) -> Listener {
    ON_UPDATED.with(|event| {
        event.listen(move |tab| {
            if let Some(tab) = whole(&tab) {
                handle(tab);
            }
        })
    })
}

/// Calls `handle` whenever anything stored changes.
pub fn on_stored(handle: impl FnMut(JsValue) + 'static) -> Listener {
    ON_STORED.with(|event| event.listen(handle))
}

/// Opens an address in a new tab.
pub async fn open_tab(url: &str) -> Result<(), JsValue> {
    JsFuture::from(create(&object(&[("url", url.into())]))?).await?;
    Ok(())
}

/// Opens the side panel, bound to a tab. Call it in the very turn of a click: Chrome asks for a person's gesture.
/// The promises are Chrome's answers.
pub fn open_panel(tab: i32, path: &str) -> Result<Promise, JsValue> {
    let options = [("tabId", tab.into()), ("path", path.into()), ("enabled", true.into())];
    let set = set_panel_options(&object(&options))?;
    let opened = open_side_panel(&object(&[("tabId", tab.into())]))?;
    Ok(Promise::all(&Array::of2(&set, &opened)))
}

/// Opens the options page, or brings it to the front.
pub fn open_options_page() {
    // A refusal leaves the page where it is; there is nobody to tell.
    let _ = open_options();
}

/// The stored entry as `{key: value}`.
pub async fn stored(area: Area, key: &str) -> Result<JsValue, JsValue> {
    let promise = match area {
        Area::Local => local_get(key)?,
        Area::Managed => managed_get(key)?,
    };
    JsFuture::from(promise).await
}

/// Stores entries in this profile.
pub async fn store(entries: &Object) -> Result<(), JsValue> {
    JsFuture::from(local_set(entries)?).await?;
    Ok(())
}

/// Removes an entry of this profile.
pub async fn forget(key: &str) -> Result<(), JsValue> {
    JsFuture::from(local_remove(key)?).await?;
    Ok(())
}

/// An entry of the catalogue in `_locales`, with its parts filled in; empty when there is none.
pub fn message(key: &str, parts: &[&str]) -> String {
    get_message(key, &parts.iter().map(|part| JsValue::from_str(part)).collect())
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Fails on frozen objects only.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

fn id_in(value: &JsValue, name: &str) -> Option<i32> {
    whole(&Reflect::get(value, &name.into()).ok()?)
}

fn whole(value: &JsValue) -> Option<i32> {
    #[allow(clippy::cast_possible_truncation, reason = "Chrome's ids are whole numbers of 32 bits")]
    value
        .as_f64()
        .filter(|number| number.fract() == 0.0 && number.abs() < 2_147_483_648.0)
        .map(|number| number as i32)
}
