use core::fmt;

use js_sys::{JSON, JsString, Reflect};
use serde::{Serialize, de::DeserializeOwned};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

/// Plain objects for structs and maps, `null` for what is missing, plain numbers: what JSON has, and what the
/// service worker's JavaScript reads and writes.
const WRITER: Serializer = Serializer::json_compatible();

/// Why a message could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WireError {
    /// It has no plain form.
    NoForm,
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
            Self::NoForm => f.write_str("the message has no plain form"),
            Self::TooLong { length } => write!(f, "the message is too long ({length})"),
            Self::Unknown(why) => write!(f, "the message is unknown: {why}"),
        }
    }
}

/// A message as a plain JavaScript object.
pub fn to_js<T: Serialize>(message: &T) -> Result<JsValue, WireError> {
    message.serialize(&WRITER).map_err(|_| WireError::NoForm)
}

/// Reads a message of our own pages, worker or storage. Properties that the message does not have (blobs) are
/// passed over: see [`blob_of`].
pub fn from_js<T: DeserializeOwned>(value: &JsValue) -> Result<T, WireError> {
    serde_wasm_bindgen::from_value(value.clone()).map_err(|error| WireError::Unknown(error.to_string()))
}

/// Reads a message from the process of a page, of at most `limit` UTF-16 code units as JSON.
///
/// A page may have taken its process over, so that the value can be any that the browser copies: without end, a
/// thousand levels deep, with bytes of gigabytes. As JSON text its size is known before anything is read, and the
/// reader bounds its depth.
pub fn from_page<T: DeserializeOwned>(value: &JsValue, limit: usize) -> Result<T, WireError> {
    let json = JSON::stringify(value).map_err(|_| WireError::NoForm)?;
    // `JSON.stringify(undefined)` gives no string.
    let json = JsValue::from(json).dyn_into::<JsString>().map_err(|_| WireError::NoForm)?;
    let length = json.length() as usize;
    if length > limit {
        return Err(WireError::TooLong { length });
    }
    serde_json::from_str(&String::from(json)).map_err(|error| WireError::Unknown(error.to_string()))
}

/// The message with bytes beside its fields, in the property `blob`.
pub fn with_blob(message: JsValue, blob: Option<&Blob>) -> JsValue {
    if let Some(blob) = blob {
        // Fails on frozen objects only, and ours are new.
        let _ = Reflect::set(&message, &"blob".into(), blob);
    }
    message
}

/// The bytes that came beside the fields.
pub fn blob_of(message: &JsValue) -> Option<Blob> {
    Reflect::get(message, &"blob".into()).ok()?.dyn_into().ok()
}
