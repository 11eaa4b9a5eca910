//! The few typed bindings to Chrome's extension API that the Rust parts of the extension need.
//!
//! [`Port`], [`on_connect`], [`send`] and [`on_message`] are `chrome.runtime`; [`Listener`] takes a listener
//! away when it is dropped; [`to_js`], [`from_js`] and [`from_page`] are the border between our messages and
//! JavaScript's objects, [`to_object`] is the content script's. [`page`] holds what only pages with the whole API
//! have.

mod event;
mod object;
pub mod page;
mod runtime;
mod wire;

pub use event::{Event, Listener};
pub use object::{NoObject, Ready, to_object};
pub use runtime::{Port, Sender, connect, extension_id, extension_url, notify, on_connect, on_message, send};
pub use wire::{WireError, blob_of, from_js, from_page, to_js, with_blob};
