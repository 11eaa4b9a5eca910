//! The thin layer that asks the page. Only here, and only questions: nothing in this crate writes to a page.
//!
//! Bindings are `final`: they call the prototype's own method, so that a form with a field named `children`
//! or `getAttribute` cannot answer in the form's place. Attribute names are strings of JavaScript's side,
//! made once: copying a string across the border costs more than most questions.

mod batch;
mod bindings;
mod question;
mod words;

pub(crate) use batch::Scan;
pub(crate) use question::*;
pub(crate) use words::Word;
