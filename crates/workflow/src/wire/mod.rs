//! Stored formats, one module a version. A published version never changes; a new one lifts the old.

pub mod v1;
