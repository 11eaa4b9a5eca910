use core::fmt;

use js_sys::{JSON, Reflect};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

/// Why a message could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WireError {
    /// It has no JSON form.
    NoJson,
    /// It is longer than allowed.
    TooLong {
        /// Its length in UTF-16 code units, as JSON.
        length: usize,
    },
    /// It is none of the expected messages.
    Unknown(String),
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoJson => f.write_str("the message has no JSON form"),
            Self::TooLong { length } => write!(f, "the message is too long ({length})"),
            Self::Unknown(why) => write!(f, "the message is unknown: {why}"),
        }
    }
}

/// A message as a plain JavaScript object. It goes through JSON: maps become plain objects, and the serialiser
/// is there already for the journal.
pub fn to_js<T: Serialize>(message: &T) -> Result<JsValue, WireError> {
    let text = serde_json::to_string(message).map_err(|_| WireError::NoJson)?;
    JSON::parse(&text).map_err(|_| WireError::NoJson)
}

/// Reads a message of at most `limit` UTF-16 code units of JSON. Properties that have no JSON form (blobs) are
/// passed over: see [`blob_of`].
pub fn from_js<T: DeserializeOwned>(value: &JsValue, limit: usize) -> Result<T, WireError> {
    let json = JSON::stringify(value).map_err(|_| WireError::NoJson)?;
    // `JSON.stringify(undefined)` gives no string.
    let json = JsValue::from(json).dyn_into::<js_sys::JsString>().map_err(|_| WireError::NoJson)?;
    let length = json.length() as usize;
    if length > limit {
        return Err(WireError::TooLong { length });
    }
    serde_json::from_str(&String::from(json)).map_err(|error| WireError::Unknown(error.to_string()))
}

/// The message with bytes beside its fields, in the property `blob`.
pub fn with_blob(message: JsValue, blob: Option<&Blob>) -> JsValue {
    if let Some(blob) = blob {
        // Fails on frozen objects only, and ours come from `JSON.parse`.
        let _ = Reflect::set(&message, &"blob".into(), blob);
    }
    message
}

/// The bytes that came beside the fields.
pub fn blob_of(message: &JsValue) -> Option<Blob> {
    Reflect::get(message, &"blob".into()).ok()?.dyn_into().ok()
}
