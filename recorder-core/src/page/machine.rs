use cairn_messages::{Layout, Observed};
use cairn_redact::Redacted;
use cairn_workflow::{Button, Control, Means, Modifiers, Point, Target};

use super::toggles::Flip;
use super::typing::Fields;
use super::{Document, KeyPress, KeyUse, Kind, Node, key_use};

/// A click by key follows its key within this time (Space clicks on release).
const KEY_CLICK_WITHIN: i64 = 2_000;

/// What the machine asks of its adapter.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Send this observation.
    Observe {
        /// When it happened, milliseconds since 1970.
        at: i64,
        /// What.
        what: Observed,
    },
    /// Call [`Page::tick`] after this many milliseconds.
    Wake {
        /// Milliseconds.
        after: i32,
    },
    /// Something that can be seen has changed although no element did.
    Changed,
}

/// The machine of one document.
#[derive(Default)]
pub struct Page {
    presses: u32,
    pressed: Option<Pressed>,
    key: Option<Keyed>,
    pub(super) fields: Fields,
    pub(super) flip: Option<Flip>,
    pub(super) out: Vec<Output>,
}

/// The last press of a pointer.
struct Pressed {
    press: u32,
    node: Node,
    button: Button,
    clicked: bool,
    target: Target,
    layout: Layout,
}

/// The last key that may click or change something.
struct Keyed {
    node: Node,
    at: i64,
    arrow: bool,
    /// Described at the key: by the click the element may be gone.
    click: Option<(Target, Layout)>,
    /// How things stood before the first of these keys, where they may change a list or box.
    before: Option<Layout>,
    /// The frame that was asked for then.
    press: Option<u32>,
}

/// A press or click of a pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pointer {
    /// Which button.
    pub button: Button,
    /// `MouseEvent.detail`: 0 for a click without a pointer.
    pub detail: u32,
    /// Keys held.
    pub modifiers: Modifiers,
    /// Where in the element.
    pub offset: Option<Point>,
}

impl Page {
    /// A machine for a document that nothing happened in yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of the press that is about to be told: its frame is asked for before anything else is done.
    pub fn next_press(&mut self) -> u32 {
        self.presses += 1;
        self.presses
    }

    /// What is to be done, in order.
    pub fn take(&mut self) -> Vec<Output> {
        core::mem::take(&mut self.out)
    }

    /// A pointer button went down.
    pub fn pointer_down(
        &mut self,
        document: &mut impl Document,
        press: u32,
        node: Node,
        pointer: Pointer,
        at: i64,
    ) {
        self.settle_flip(document, at);
        self.finish_fields(document, Some(node), at);
        let layout = document.layout();
        let target = document.describe(node);
        let unseen = document.unseen(node);
        self.key = None;
        self.pressed = Some(Pressed {
            press,
            node,
            button: pointer.button,
            clicked: false,
            target: target.clone(),
            layout: layout.clone(),
        });
        let target = Box::new(target);
        self.note_toggle(document, node, &layout);
        self.out.push(Output::Observe { at, what: Observed::Press { press, target, layout, unseen } });
    }

    /// A click, auxiliary click or context menu that the browser vouches for.
    pub fn click(&mut self, document: &mut impl Document, node: Node, pointer: Pointer, at: i64) {
        let kind = document.kind(node);
        if let Some(pressed) = self.pressed.as_mut() {
            // The click that a label passes on to its control, or a context menu after its auxiliary click.
            if pointer.detail == 0 && pressed.clicked && self.key.is_none() {
                return;
            }
            if pointer.detail > 0 || pointer.button == Button::Right {
                if pressed.clicked || pressed.button != pointer.button {
                    return;
                }
                pressed.clicked = true;
                // By the release the element may be gone: what was pressed counts.
                let (press, node) = (pressed.press, pressed.node);
                return self.pointer_click(document, press, node, pointer, at);
            }
        }
        self.key_click(node, kind, pointer, at);
    }

    fn pointer_click(
        &mut self,
        document: &mut impl Document,
        press: u32,
        node: Node,
        pointer: Pointer,
        at: i64,
    ) {
        let kind = document.kind(node);
        let left = pointer.button == Button::Left;
        match kind {
            // Their change tells what the click did.
            Kind::Field(
                Control::Check
                | Control::Radio
                | Control::Switch
                | Control::Select
                | Control::MultiSelect
                | Control::Range,
            ) if left => {}
            Kind::Toggle(control) if left => self.begin_flip(node, control, Some(press), pointer, None, at),
            Kind::Field(_) | Kind::Toggle(_) | Kind::Pressable | Kind::Widget | Kind::Other => {
                let what = Observed::Click {
                    press: Some(press),
                    node,
                    target: None,
                    button: pointer.button,
                    count: pointer.detail.max(1),
                    modifiers: pointer.modifiers,
                    offset: pointer.offset,
                    by: Means::Pointer,
                    focuses_text: left && kind.takes_typing(),
                    layout: None,
                };
                self.out.push(Output::Observe { at, what });
            }
        }
    }

    /// A click without a pointer: the person's only if a key on the same element came just before. Enter in a
    /// field makes the browser click the submit button; that step is the key.
    fn key_click(&mut self, node: Node, kind: Kind, pointer: Pointer, at: i64) {
        let own = |key: &Keyed| key.node == node && at - key.at <= KEY_CLICK_WITHIN && key.click.is_some();
        if !self.key.as_ref().is_some_and(own) {
            return;
        }
        let Some((target, layout)) = self.key.as_mut().and_then(|key| key.click.take()) else { return };
        match kind {
            Kind::Field(_) => {}
            Kind::Toggle(control) => {
                self.begin_flip(node, control, None, pointer, Some(target), at);
            }
            Kind::Pressable | Kind::Widget | Kind::Other => {
                let what = key_click(node, target, layout, pointer.modifiers);
                self.out.push(Output::Observe { at, what });
            }
        }
    }

    /// A key went down. `press` is given where a frame was asked for (see [`Page::wants_frame`]).
    pub fn key_down(
        &mut self,
        document: &mut impl Document,
        press: Option<u32>,
        node: Node,
        key: &KeyPress,
        at: i64,
    ) {
        let kind = document.kind(node);
        let arrow = key.key.starts_with("Arrow");
        match key_use(key, kind) {
            KeyUse::Nothing => {
                self.settle_flip(document, at);
                let first = self.key.take().filter(|key| key.node == node && key.before.is_some());
                let (before, press) = match first {
                    Some(first) => (first.before, first.press),
                    None if matches!(kind, Kind::Field(_)) => (Some(document.layout()), press),
                    None => (None, None),
                };
                self.key = Some(Keyed { node, at, arrow, click: None, before, press });
            }
            KeyUse::Typing => {
                self.fields.touch(document, node, press, at);
                self.key = Some(Keyed { node, at, arrow, click: None, before: None, press: None });
            }
            KeyUse::Browser => {
                self.finish_fields(document, None, at);
                self.out.push(Output::Observe { at, what: Observed::BrowserKey {} });
            }
            KeyUse::Clicks if !key.repeat => {
                self.settle_flip(document, at);
                self.finish_fields(document, None, at);
                let layout = document.layout();
                let target = document.describe(node);
                self.note_toggle(document, node, &layout);
                if let Kind::Toggle(control) = kind
                    && !document.clicks_by_key(node)
                {
                    // The page works this one by the key itself; no click will come.
                    self.key = Some(Keyed { node, at, arrow, click: None, before: None, press: None });
                    let pointer = Pointer { modifiers: key.modifiers, ..Pointer::default() };
                    return self.begin_flip(node, control, None, pointer, Some(target), at);
                }
                self.key =
                    Some(Keyed { node, at, arrow, click: Some((target, layout)), before: None, press: None });
            }
            KeyUse::Clicks => {}
            KeyUse::Acts => {
                self.settle_flip(document, at);
                self.finish_fields(document, None, at);
                let layout = document.layout();
                let target = (kind != Kind::Other).then(|| Box::new(document.describe(node)));
                self.key = Some(Keyed { node, at, arrow, click: None, before: None, press: None });
                let what = Observed::Key {
                    // Names of keys are the browser's words; a character is one that acts, not one that types.
                    key: Redacted::authored(key_name(&key.key)),
                    modifiers: key.modifiers,
                    press: press.unwrap_or_default(),
                    target,
                    layout,
                };
                self.out.push(Output::Observe { at, what });
            }
        }
    }

    /// Whether a frame must be asked for at once: the key acts, or is the first one typed into a field.
    pub fn wants_frame(&self, document: &mut impl Document, node: Node, key: &KeyPress) -> bool {
        match key_use(key, document.kind(node)) {
            KeyUse::Acts => true,
            KeyUse::Typing => !self.fields.editing(node),
            // Letters and arrows choose in a list; the first of them may already change it.
            KeyUse::Nothing => {
                let chooses = matches!(
                    document.kind(node),
                    Kind::Field(Control::Select | Control::MultiSelect | Control::Radio)
                );
                chooses && key.key != "Tab" && self.key.as_ref().is_none_or(|last| last.node != node)
            }
            KeyUse::Clicks | KeyUse::Browser => false,
        }
    }

    /// Whether the person's last act was on this element, so that its change is theirs.
    pub(super) fn worked(&self, node: Node, control: Control) -> bool {
        let pressed = self.pressed.as_ref().is_some_and(|pressed| pressed.node == node);
        let keyed = self.key.as_ref().is_some_and(|key| {
            // Arrows choose another radio button than the one that has the focus.
            key.node == node || (control == Control::Radio && key.arrow)
        });
        pressed || keyed
    }

    /// The press that began what is done to an element.
    pub(super) fn press_on(&self, node: Node) -> Option<u32> {
        match &self.key {
            Some(key) => key.press.filter(|_| key.node == node),
            None => self.pressed.as_ref().filter(|pressed| pressed.node == node).map(|pressed| pressed.press),
        }
    }

    /// The element as it was described at the press: asking is dear, and by now it may say something else.
    pub(super) fn described(&self, document: &mut impl Document, node: Node) -> Target {
        match self.pressed.as_ref().filter(|pressed| pressed.node == node) {
            Some(pressed) => pressed.target.clone(),
            None => document.describe(node),
        }
    }

    /// How things stood before the person's last act on an element.
    pub(super) fn layout_before(&self, node: Node) -> Option<Layout> {
        let keyed = self.key.as_ref().and_then(|key| key.before.clone());
        let pressed = self.pressed.as_ref().filter(|pressed| pressed.node == node);
        keyed.or_else(|| pressed.map(|pressed| pressed.layout.clone()))
    }

    /// Everything that is open is told now: the document is about to go, or the recording to pause.
    pub fn finish(&mut self, document: &mut impl Document, at: i64) {
        self.settle_flip(document, at);
        self.finish_fields(document, None, at);
    }

    /// A time asked for by [`Output::Wake`] is over.
    pub fn tick(&mut self, document: &mut impl Document, at: i64) {
        self.settle_flip(document, at);
        self.flush_fields(document, at);
    }
}

pub(super) fn key_click(node: Node, target: Target, layout: Layout, modifiers: Modifiers) -> Observed {
    Observed::Click {
        press: None,
        node,
        target: Some(Box::new(target)),
        button: Button::Left,
        count: 1,
        modifiers,
        offset: None,
        by: Means::Keyboard,
        focuses_text: false,
        layout: Some(layout),
    }
}

/// The space key's name is a space, which the gate would fold away.
fn key_name(key: &str) -> &str {
    if key == " " { "Space" } else { key }
}
