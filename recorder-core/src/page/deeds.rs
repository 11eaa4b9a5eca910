//! What is done with an element other than by clicks, keys and values: files, drags, the clipboard.

use cairn_messages::{Deed, Layout, Observed};
use cairn_redact::Redacted;
use cairn_workflow::{Button, ClipboardUse, Control, Point};

use super::{Document, Kind, Node, Output, Page};

/// A pointer that moved no farther than this between press and release has clicked, in CSS pixels.
const CLICK_REACH: f64 = 8.0;
/// Where a press clicks, hands slip without meaning a drag.
const BUTTON_REACH: f64 = 30.0;
/// The clipboard is used within this time after the key that does it, in milliseconds. Page scripts use it too.
const KEY_WITHIN: i64 = 1_000;

/// What is being dragged, by the last press.
pub(super) struct Dragged<T> {
    node: Node,
    /// Where it is not what was pressed.
    target: Option<T>,
    offset: Point,
}

/// Where and on what a drag ended.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Drop {
    /// The element.
    pub node: Option<Node>,
    /// How far from where it began.
    pub moved: Point,
}

impl<T: Clone + Default> Page<T> {
    /// Files were chosen in a file field, or dropped: then `press` is the frame that was asked for.
    pub fn files(
        &mut self,
        document: &mut impl Document<Target = T>,
        node: Node,
        press: Option<u32>,
        files: Vec<Redacted<String>>,
        at: i64,
    ) {
        let dropped = press.is_some();
        let pressed = self.pressed.as_ref().filter(|pressed| !dropped && pressed.node == node);
        let (target, layout) = match pressed {
            Some(pressed) => (pressed.target.clone(), pressed.layout.clone()),
            None => (document.describe(node), document.layout()),
        };
        let press = press.or_else(|| self.press_on(node));
        self.did(at, node, press, Some(target), Deed::Upload { files, dropped }, layout);
    }

    /// The browser began to drag an element; `offset` is where in it the pointer went down.
    pub fn drag_start(&mut self, document: &mut impl Document<Target = T>, node: Node, offset: Point) {
        let other = self.pressed.as_ref().is_none_or(|pressed| pressed.node != node);
        self.dragged = Some(Dragged { node, target: other.then(|| document.describe(node)), offset });
    }

    /// Whether something of this document is being dragged.
    pub fn is_dragging(&self) -> bool {
        self.dragged.is_some()
    }

    /// Whether this element is being dragged.
    pub fn drags_node(&self, node: Node) -> bool {
        self.dragged.as_ref().is_some_and(|dragged| dragged.node == node)
    }

    /// The browser's drag is over.
    pub fn drag_end(&mut self) {
        self.dragged = None;
    }

    /// What is being dragged was dropped where the page takes it.
    pub fn dropped(&mut self, document: &mut impl Document<Target = T>, drop: Drop, at: i64) {
        let (Some(dragged), Some(pressed)) = (self.dragged.take(), self.pressed.as_ref()) else { return };
        let on = drop.node;
        if on.is_some_and(|node| document.kind(node).takes_typing()) {
            // The field's change tells it.
            return;
        }
        let (press, layout, from) = (Some(pressed.press), pressed.layout.clone(), dragged.offset);
        let to = Point { x: from.x + drop.moved.x, y: from.y + drop.moved.y };
        let deed = Deed::Drag { drop: on.map(|node| document.describe(node)), path: vec![from, to] };
        self.did(at, dragged.node, press, dragged.target, deed, layout);
    }

    /// Whether a pressed pointer, released at such a distance, was dragging what the page itself moves; then what was
    /// pressed. The click that the browser may make of it is none. Text that was selected (`selecting`) is no step.
    pub fn drags(
        &mut self,
        document: &mut impl Document<Target = T>,
        moved: Point,
        selecting: bool,
    ) -> Option<Node> {
        let far = (moved.x * moved.x + moved.y * moved.y).sqrt();
        let pressed = self
            .pressed
            .as_mut()
            .filter(|pressed| pressed.button == Button::Left && !pressed.clicked && far > CLICK_REACH)?;
        let reach = match document.kind(pressed.node) {
            Kind::Field(_) => return None,
            Kind::Toggle(_) | Kind::Pressable => BUTTON_REACH,
            Kind::Widget => CLICK_REACH,
            Kind::Other if selecting => {
                pressed.clicked = true;
                return None;
            }
            Kind::Other => CLICK_REACH,
        };
        // Where the page showed nothing of it there was no drag; a canvas shows nothing that can be seen from here.
        let shown = pressed.canvas || document.layout().generation != pressed.layout.generation;
        if selecting || far <= reach || !shown {
            return None;
        }
        pressed.clicked = true;
        self.flip = None;
        let (node, offset) = (pressed.node, pressed.offset.unwrap_or_default());
        self.dragged = Some(Dragged { node, target: None, offset });
        Some(node)
    }

    /// The clipboard was used. What a field's change tells is not told again.
    pub fn clipboard(
        &mut self,
        document: &mut impl Document<Target = T>,
        node: Node,
        how: ClipboardUse,
        at: i64,
    ) {
        // By a key just now, or by the menu of the right button. What is done by a click is the click.
        let by_key = self.key.as_ref().map(|key| at - key.at <= KEY_WITHIN);
        let by_menu = self.pressed.as_ref().is_some_and(|pressed| pressed.button == Button::Right);
        if !by_key.unwrap_or(by_menu) {
            return;
        }
        let kind = document.kind(node);
        if how != ClipboardUse::Copy && kind.takes_typing() {
            return;
        }
        let layout = document.layout();
        // Elsewhere the description might hold what was copied.
        let target = matches!(kind, Kind::Field(Control::Text)).then(|| document.describe(node));
        self.did(at, node, None, target, Deed::Clipboard { how }, layout);
    }

    fn did(
        &mut self,
        at: i64,
        node: Node,
        press: Option<u32>,
        target: Option<T>,
        deed: Deed<T>,
        layout: Layout,
    ) {
        self.out.push(Output::Observe { at, what: Observed::Did { node, press, target, deed, layout } });
    }
}
