//! x
mod dom;
