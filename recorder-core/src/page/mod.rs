//! The page machine: raw events of one document become observations.
//!
//! It asks the document through the small port [`Document`], so that the rules run and are tested without a
//! browser. Nothing raw passes through here: descriptions and values come out of the gate of the adapter.

mod deeds;
mod held;
mod keys;
mod machine;
mod radio;
mod toggles;
mod typing;

pub use deeds::Drop;
pub use keys::{KeyPress, KeyUse, key_use};
pub use machine::{Clicked, Grasp, Output, Page, Pointer};

use cairn_messages::Layout;
use cairn_redact::Value;
use cairn_workflow::{Control, Unseen};

/// An element, by the number that the adapter gave it.
pub type Node = u32;

/// What the machine must know of a document. All questions may cost a layout: ask late and seldom.
pub trait Document {
    /// Everything that a step says about an element, in the form in which it is sent.
    type Target: Clone + Default;
    /// Describes an element.
    fn describe(&mut self, node: Node) -> Self::Target;
    /// What could not be read about an element.
    fn unseen(&mut self, node: Node) -> Vec<Unseen>;
    /// The value of a field after the gate.
    fn value(&mut self, node: Node) -> Value;
    /// A hash of the raw value, to know whether a field is back where it was. Never stored or sent.
    fn fingerprint(&mut self, node: Node) -> u64;
    /// The state of something that can be on or off; none if it has no such state.
    fn checked(&mut self, node: Node) -> Option<bool>;
    /// Where things stand.
    fn layout(&mut self) -> Layout;
    /// Whether the browser itself clicks it on Enter or Space (a real button or link).
    fn clicks_by_key(&mut self, node: Node) -> bool;
    /// The kind of a control.
    fn kind(&mut self, node: Node) -> Kind;
    /// Whether the browser filled the field by itself at the person's wish (`:autofill`).
    fn autofilled(&mut self, node: Node) -> bool;
}

/// What kind of thing an event happened on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A control that the browser itself gives a value.
    Field(Control),
    /// Something with `aria-checked` or `aria-pressed` that the page itself flips.
    Toggle(Control),
    /// A button, link, summary: Enter or Space clicks it.
    Pressable,
    /// Part of a widget in which arrow keys choose (menus, lists, trees, tabs, grids).
    Widget,
    /// Anything else.
    Other,
}

impl Kind {
    /// Whether keys type into it.
    pub fn takes_typing(self) -> bool {
        matches!(
            self,
            Self::Field(Control::Text | Control::RichText | Control::Date | Control::Time | Control::Color)
        )
    }
}
