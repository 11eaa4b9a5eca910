//! What an element is called, how to find it again, and the finding itself.
//!
//! The crate runs in content scripts of pages that nobody here wrote: it asks the page little, within bounds,
//! and never writes to it. Rules that need no page are in `rules`; the questions to the page are in `dom`.
//! Texts leave only through the [`cairn_redact::Gate`].

mod context;
mod control;
mod count;
mod describe;
mod dom;
mod find;
mod kept;
mod locators;
mod name;
mod place;
mod print;
mod resolve;
mod roles;
mod rules;

pub use control::control;
pub use describe::{describe, describe_with_print};
pub use name::{accessible_name, label_text};
pub use place::{frame_in_top, frames_above, in_top, rect_in_top};
pub use print::Print;
pub use resolve::{Care, Resolved, resolve};
pub use roles::{is_text_field, role};

/// Longest name, label or text that is kept, in characters.
pub(crate) const NAME_LIMIT: usize = 120;
