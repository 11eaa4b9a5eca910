//! Presses whose click does not come, because the page has answered the press itself.

use cairn_workflow::Button;

use super::{Document, Kind, Page, Pointer};

/// A press held for longer is not what makes a page go, in milliseconds.
const HELD: i64 = 5_000;

impl<T: Clone + Default> Page<T> {
    /// No click will come of the last press, and the person has not taken it back: the page goes while the pointer is
    /// down, or has taken away what was pressed. Then the press was the action. A field's change tells what it did.
    pub fn press_counts(&mut self, document: &mut impl Document<Target = T>, at: i64) {
        if self.dragged.is_some() || self.key.is_some() {
            return;
        }
        let Some(pressed) = self.pressed.as_mut() else { return };
        let other = pressed.clicked || pressed.button != Button::Left || at - pressed.at > HELD;
        if other || matches!(document.kind(pressed.node), Kind::Field(_)) {
            return;
        }
        pressed.clicked = true;
        let pointer = Pointer { offset: pressed.offset, modifiers: pressed.modifiers, ..Pointer::default() };
        let (press, node) = (pressed.press, pressed.node);
        self.pointer_click(document, press, node, pointer, at);
    }
}
