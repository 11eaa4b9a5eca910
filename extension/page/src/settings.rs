//! What the person set (`storage.local`) or an administrator did (managed storage, which wins).

use cairn_chrome_api::{from_js, page, to_js};
use js_sys::{Object, Reflect};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

/// The [`Server`] that guides go to.
pub const SERVER: &str = "server";
/// `light`, `dark` or `system`.
pub const APPEARANCE: &str = "appearance";
/// What the person chose to mask, and not to: `chosen` of `cairn_messages::Masks`.
pub const MASKS: &str = "masks";
/// What an administrator demands to be masked: `always` of the same.
pub const ALWAYS_MASK: &str = "alwaysMask";
/// Whether the person wants to look at everything before it is sent: `chosen` of `cairn_messages::Review`.
pub const REVIEW: &str = "review";
/// Whether an administrator demands it: `always` of the same.
pub const ALWAYS_REVIEW: &str = "alwaysReview";
/// What the server demands to be masked: `cairn_messages::KnownPolicy`.
pub const POLICY: &str = "policy";
/// The [`LastGuide`].
pub const LAST_GUIDE: &str = "lastGuide";

/// A server as it is stored. What an administrator left out is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Server {
    /// Its origin.
    pub address: String,
    /// An API key.
    pub token: String,
}

/// The guide that was uploaded last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct LastGuide {
    /// Its address on the server.
    pub url: String,
    /// Its title.
    pub title: String,
}

/// A value, and whether an administrator set it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value; none when there is none, or when what is there has another form.
    pub value: Option<T>,
    /// Whether it cannot be changed here.
    pub fixed: bool,
}

/// Reads one setting.
pub async fn read<T: DeserializeOwned>(key: &str) -> Setting<T> {
    // The managed area is missing in some builds of Chromium; then nothing is fixed.
    let managed = field(page::Area::Managed, key).await;
    if !managed.is_null() && !managed.is_undefined() {
        return Setting { value: from_js(&managed).ok(), fixed: true };
    }
    let own = field(page::Area::Local, key).await;
    Setting { value: from_js(&own).ok(), fixed: false }
}

/// Writes one setting. False when Chrome refused.
pub async fn write<T: Serialize>(key: &str, value: &T) -> bool {
    let entry = Object::new();
    let Ok(value) = to_js(value) else { return false };
    Reflect::set(&entry, &key.into(), &value).is_ok() && page::store(&entry).await.is_ok()
}

/// Removes one setting. False when Chrome refused.
pub async fn forget(key: &str) -> bool {
    page::forget(key).await.is_ok()
}

async fn field(area: page::Area, key: &str) -> JsValue {
    let all = page::stored(area, key).await.unwrap_or(JsValue::UNDEFINED);
    Reflect::get(&all, &key.into()).unwrap_or(JsValue::UNDEFINED)
}
