//! What every page of the extension needs: its words ([`text`]), its appearance ([`theme`]), the document
//! ([`dom`]) and its link to the offscreen document ([`Link`]).

pub mod dom;
mod link;
pub mod settings;
mod text;
pub mod theme;

pub use link::{Heard, Link};
pub use text::{Text, text, text_with};
