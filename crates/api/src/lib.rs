//! The HTTP surface: paths, bodies of the upload protocol and listings, and errors by RFC 9457.
//!
//! Upload: `POST /api/v1/recordings` → the server names the pictures it lacks → `PUT` each → steps in batches
//! with a status for each `seq` → complete. Each call is idempotent; the server answers only once what it
//! answers for is on disk.

mod alarm;
mod listing;
mod manifest;
pub mod paths;
mod policy;
mod problem;
mod upload;

pub use alarm::*;
pub use listing::*;
pub use manifest::*;
pub use policy::*;
pub use problem::*;
pub use upload::*;

/// Largest picture, in bytes.
pub const PICTURE_LIMIT: u64 = 20 * 1024 * 1024;

/// Largest body of any other request after decompression, in bytes.
pub const BODY_LIMIT: usize = 8 * 1024 * 1024;

/// Most steps in one batch.
pub const BATCH_LIMIT: usize = 100;

/// Most steps in one recording.
pub const STEPS_LIMIT: u32 = 10_000;
