//! The recorder as a pure machine: input in, effects out. No DOM, no clock, no I/O; time comes in as data.
//!
//! Two machines: [`page`] runs in each document and turns raw events into observations; [`session`] runs in
//! the offscreen document, turns observations into steps, chooses their pictures and says what to store.

pub mod page;
pub mod session;
