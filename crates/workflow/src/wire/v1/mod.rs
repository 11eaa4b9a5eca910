//! Format 1. Names follow `@puppeteer/replay` where it has a word; tags are strings, never numbers.

mod action;
mod picture;
mod signal;
mod step;
mod target;
mod workflow;

pub use action::*;
pub use picture::*;
pub use signal::*;
pub use step::*;
pub use target::*;
pub use workflow::*;

/// The version that this module writes.
pub const FORMAT_VERSION: u32 = 1;
