//! Radio buttons chosen by the arrow keys: the way through a group is one choice.

use super::{Node, Page};

/// The way of the arrow keys through a group of radio buttons.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// The button that was chosen first: under its number the choice is told.
    first: Node,
    /// The button that was chosen last, which has the focus.
    last: Node,
}

impl<T: Clone + Default> Page<T> {
    /// The number under which the choice of a radio button is told: that of the choice before it, if the last key was
    /// an arrow on what that one chose.
    pub(super) fn choice(&mut self, node: Node) -> Node {
        let from = self.key.as_ref().filter(|key| key.arrow && key.node != node).map(|key| key.node);
        let first = match (self.way, from) {
            (Some(way), Some(from)) if way.last == from => way.first,
            _ => node,
        };
        self.way = from.map(|_| Way { first, last: node });
        first
    }
}
