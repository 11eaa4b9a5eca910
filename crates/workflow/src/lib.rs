//! The model of what was recorded: a [`Workflow`] of [`Step`]s, its stored format and the titles of its steps.
//!
//! The format is frozen by version (`wire::v1`); the current version is re-exported at the root. A document of
//! a newer version is refused by name, never half read.

mod id;
mod read;
pub mod texts;
pub mod title;
pub mod wire;

pub use cairn_redact::{Redacted, SecretValue, Value};
pub use id::{SessionId, StepId};
pub use read::{ReadError, read_workflow};
pub use title::title;
pub use wire::v1::*;
