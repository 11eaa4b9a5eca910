//! Switches and boxes that the page itself draws: whether they flipped is read after the page has reacted.

use cairn_messages::{Layout, Observed};
use cairn_redact::Value;
use cairn_workflow::{Control, Means};

use super::machine::key_click;
use super::{Document, Kind, Node, Output, Page, Pointer};

/// How long a page may take to flip its own switch. Frameworks render within a frame or two.
const REACTION: i32 = 80;

/// A click on a toggle, not yet told.
pub(super) struct Flip<T> {
    node: Node,
    control: Control,
    was: Option<bool>,
    layout: Layout,
    clicked: Option<Clicked<T>>,
}

struct Clicked<T> {
    press: Option<u32>,
    pointer: Pointer,
    by_key: Option<T>,
    at: i64,
}

impl<T> Flip<T> {
    /// Whether it was clicked, and may flip.
    pub fn is_clicked(&self) -> bool {
        self.clicked.is_some()
    }
}

impl<T: Clone + Default> Page<T> {
    /// Remembers the state before the page reacts.
    pub(super) fn note_toggle(&mut self, kind: Kind, node: Node, was: Option<bool>, layout: &Layout) {
        self.flip = match kind {
            Kind::Toggle(control) => Some(Flip { node, control, was, layout: layout.clone(), clicked: None }),
            Kind::Field(_) | Kind::Pressable | Kind::Widget | Kind::Other => None,
        };
    }

    pub(super) fn begin_flip(
        &mut self,
        node: Node,
        control: Control,
        press: Option<u32>,
        pointer: Pointer,
        by_key: Option<T>,
        at: i64,
    ) {
        let Some(flip) = self.flip.as_mut().filter(|flip| flip.node == node) else { return };
        flip.control = control;
        flip.clicked = Some(Clicked { press, pointer, by_key, at });
        self.out.push(Output::Wake { after: REACTION });
    }

    /// Tells a clicked toggle: a change if it flipped, a click if not.
    pub(super) fn settle_flip(&mut self, document: &mut impl Document<Target = T>, _now: i64) {
        if self.flip.as_ref().is_none_or(|flip| !flip.is_clicked()) {
            return;
        }
        let Some(flip) = self.flip.take() else { return };
        let Some(clicked) = flip.clicked else { return };
        let now = document.checked(flip.node);
        let what = match now {
            Some(checked) if flip.was != Some(checked) => Observed::Change {
                node: flip.node,
                press: clicked.press,
                target: clicked.by_key.unwrap_or_else(|| self.described(document, flip.node)),
                control: flip.control,
                value: Value::Checked { checked },
                done: true,
                unchanged: false,
                layout: flip.layout,
            },
            _ => match clicked.by_key {
                Some(target) => key_click(flip.node, target, flip.layout, clicked.pointer.modifiers),
                None => Observed::Click {
                    press: clicked.press,
                    node: flip.node,
                    target: None,
                    button: clicked.pointer.button,
                    count: clicked.pointer.detail.max(1),
                    modifiers: clicked.pointer.modifiers,
                    offset: clicked.pointer.offset,
                    by: Means::Pointer,
                    focuses_text: false,
                    layout: None,
                },
            },
        };
        self.out.push(Output::Observe { at: clicked.at, what });
    }
}
