//! What the person set (`storage.local`) or an administrator did (managed storage, which wins).

use cairn_chrome_api::{from_js, page, to_js};
use js_sys::{Object, Reflect};
use serde_json::Value;
use wasm_bindgen::JsValue;

/// Keys of `storage.local`.
pub const SERVER: &str = "server";
/// `light`, `dark` or `system`.
pub const APPEARANCE: &str = "appearance";
/// `{url, title}` of the guide that was uploaded last.
pub const LAST_GUIDE: &str = "lastGuide";

/// Longest stored value that is read, in UTF-16 code units.
const LIMIT: usize = 64 * 1024;

/// A value, and whether an administrator set it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Setting {
    /// The value; null when there is none.
    pub value: Value,
    /// Whether it can be changed here.
    pub fixed: bool,
}

/// Reads one setting.
pub async fn read(key: &str) -> Setting {
    // The managed area is missing in some builds of Chromium; then nothing is fixed.
    let managed = field(&page::stored(page::Area::Managed, key).await.unwrap_or(JsValue::UNDEFINED), key);
    if !managed.is_null() {
        return Setting { value: managed, fixed: true };
    }
    let own = page::stored(page::Area::Local, key).await.unwrap_or(JsValue::UNDEFINED);
    Setting { value: field(&own, key), fixed: false }
}

/// Writes one setting; null removes it. False when Chrome refused.
pub async fn write(key: &str, value: &Value) -> bool {
    if value.is_null() {
        return page::forget(key).await.is_ok();
    }
    let entry = Object::new();
    let Ok(value) = to_js(value) else { return false };
    Reflect::set(&entry, &key.into(), &value).is_ok() && page::store(&entry).await.is_ok()
}

fn field(all: &JsValue, key: &str) -> Value {
    Reflect::get(all, &key.into()).ok().and_then(|value| from_js(&value, LIMIT).ok()).unwrap_or(Value::Null)
}
