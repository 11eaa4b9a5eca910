//! Messages between the parts of the extension: one closed enum a direction.
//!
//! On the wire each is a plain object tagged by `type`, made by serde-wasm-bindgen's
//! `Serializer::json_compatible()` or by the service worker's plain JavaScript. Blobs travel beside the fields
//! as a property named `blob` (the manifest asks for structured clones). Who sent a message is decided from
//! Chrome's `sender`, never from these fields.

mod content;
mod masks;
mod panel;
mod review;
mod worker;

pub use content::*;
pub use masks::*;
pub use panel::*;
pub use review::*;
pub use worker::*;

/// Rises with every change of these messages. A content script of another version is sent away.
pub const PROTOCOL: u32 = 3;

/// How many times at which its generation rose a document remembers.
pub const RISES: usize = 8;

/// Name of the port that a content script opens to the offscreen document.
pub const CONTENT_PORT: &str = "content";

/// Name of the port that a side panel, popup or options page opens to the offscreen document.
pub const PANEL_PORT: &str = "panel";

/// How many bytes one message of a content script may have as JSON. A target description is about 2 KB.
pub const CONTENT_MESSAGE_LIMIT: usize = 256 * 1024;
