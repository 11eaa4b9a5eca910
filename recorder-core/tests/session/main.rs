//! The session machine against a browser of plain data.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod bench;
mod beside;
mod changes;
mod deeds;
mod live;
mod masks;
mod places;
mod postponed;
mod review;
mod steps;
mod unseen;
