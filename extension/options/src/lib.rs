//! The options page.
