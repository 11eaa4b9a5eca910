//! The gate between what a page says and what Cairn may keep.
//!
//! Raw page text is [`PageText`]: it cannot be serialised, printed or stored. The only way out is a [`Gate`],
//! whose results are [`Redacted`]. Every stored format takes `Redacted` text, so that a path around the gate
//! does not compile.

mod chosen;
mod clean;
mod detect;
mod gate;
mod letters;
mod net;
pub mod parts;
mod text;
mod url;
mod verdict;

pub use chosen::Chosen;
pub use clean::clean;
pub use detect::{Class, Classes, Context, Span, detect, mask};
pub use gate::{Gate, SecretValue, Value};
pub use letters::is_word;
pub use net::{Caught, Kind, catch};
pub use text::{PageText, Redacted};
pub use verdict::{FieldHints, Secret, verdict};

/// Version of the rules in this crate. It is written into every scan mark, and rises with each rule that
/// masks more.
pub const REDACTOR_VERSION: u32 = 2;

/// What stands in a text where a secret was.
pub const MASK: &str = "•••";

/// Whether a secret was taken out of a text.
pub fn is_masked(text: &str) -> bool {
    letters::find(text, MASK).is_some()
}
