//! The session machine against a browser of plain data.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod bench;
mod deeds;
mod live;
mod steps;
