//! The real binary over HTTP, on SQLite and on a real PostgreSQL. One test binary, for linking takes longer
//! than running.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod access;
mod accounts;
mod audit;
mod bad_input;
mod command_line;
mod crash;
mod deletion;
mod disk_full;
mod net;
mod pages;
mod policy;
mod privacy;
mod protocol;
mod redact;
mod revisions;
mod support;

/// Makes two tests of one: on SQLite and on PostgreSQL.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[test] fn $name() { super::$name(&crate::support::Place::sqlite()); })*
        }
        mod on_postgres {
            $(#[test] fn $name() { super::$name(&crate::support::Place::postgres()); })*
        }
    };
}
pub(crate) use on_both;
