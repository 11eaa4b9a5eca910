use cairn_messages::{Layout, Observed, Reached};
use cairn_redact::Redacted;
use cairn_workflow::{Button, Control, Means, Modifiers, Point, Target, Unseen};

use super::deeds::Dragged;
use super::radio::Way;
use super::toggles::Flip;
use super::typing::Fields;
use super::{Document, KeyPress, KeyUse, Kind, Node, key_use};

/// A click by key follows its key within this time (Space clicks on release).
const KEY_CLICK_WITHIN: i64 = 2_000;

/// What the machine asks of its adapter.
#[derive(Clone, Debug, PartialEq)]
pub enum Output<T = Box<Target>> {
    /// Send this observation.
    Observe {
        /// When it happened, milliseconds since 1970.
        at: i64,
        /// What.
        what: Observed<T>,
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
pub struct Page<T = Box<Target>> {
    presses: u32,
    pub(super) pressed: Option<Pressed<T>>,
    pub(super) key: Option<Keyed<T>>,
    pub(super) dragged: Option<Dragged<T>>,
    /// Which radio buttons the arrow keys came by.
    pub(super) way: Option<Way>,
    pub(super) fields: Fields<T>,
    pub(super) flip: Option<Flip<T>>,
    /// What was done to reach what is about to be pressed.
    reached: Vec<Reached<T>>,
    pub(super) out: Vec<Output<T>>,
}

/// The last press of a pointer.
pub(super) struct Pressed<T> {
    pub press: u32,
    pub node: Node,
    pub button: Button,
    pub modifiers: Modifiers,
    pub at: i64,
    pub offset: Option<Point>,
    /// Its click was told, or it was none.
    pub clicked: bool,
    pub target: T,
    pub layout: Layout,
    /// On a canvas.
    pub canvas: bool,
}

/// The last key that may click or change something.
pub(super) struct Keyed<T> {
    pub node: Node,
    pub at: i64,
    pub arrow: bool,
    /// It typed.
    pub typing: bool,
    /// Described at the key: by the click the element may be gone.
    click: Option<(T, Layout)>,
    /// How things stood before the first of these keys, where they may change a list or box.
    before: Option<Layout>,
    /// The frame that was asked for then.
    press: Option<u32>,
}

impl<T> Keyed<T> {
    /// A key of which nothing more is known.
    fn at(node: Node, at: i64) -> Self {
        Self { node, at, arrow: false, typing: false, click: None, before: None, press: None }
    }
}

/// What was under a pointer when its button went down.
#[derive(Clone, Debug, PartialEq)]
pub struct Grasp<T> {
    /// Number of the press.
    pub press: u32,
    /// What was pressed.
    pub node: Node,
    /// Its description.
    pub target: T,
    /// How things stood.
    pub layout: Layout,
    /// What could not be read.
    pub unseen: Vec<Unseen>,
    /// Of what the page itself may flip: whether it was on.
    pub was: Option<bool>,
}

/// What a click is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clicked {
    /// Nothing of the person's, or nothing new.
    Nothing,
    /// What was pressed.
    Pressed(Node),
    /// Perhaps what a key was pressed on.
    ByKey,
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
    /// Whether the person scrolled since the press before, and the element moves with it.
    pub scrolled: bool,
}

impl<T: Clone + Default> Page<T> {
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
    pub fn take(&mut self) -> Vec<Output<T>> {
        core::mem::take(&mut self.out)
    }

    /// The next press is on something that the person reached so.
    pub fn reached(&mut self, reached: Reached<T>) {
        self.reached.push(reached);
    }

    /// The pointer that is pressed stays where it is until it does what the right button does.
    pub fn held(&mut self) {
        if let Some(pressed) = self.pressed.as_mut() {
            pressed.button = Button::Right;
        }
    }

    /// A pointer button went down.
    pub fn pointer_down(
        &mut self,
        document: &mut impl Document<Target = T>,
        press: u32,
        node: Node,
        pointer: Pointer,
        at: i64,
    ) {
        self.settle_flip(document, at);
        self.finish_fields(document, Some(node), at);
        let layout = document.layout();
        let (target, unseen) = (document.describe(node), document.unseen(node));
        let was = matches!(document.kind(node), Kind::Toggle(_)).then(|| document.checked(node)).flatten();
        self.grasped(document, Grasp { press, node, target, layout, unseen, was }, pointer, at);
    }

    /// The same where all is known of what is pressed; nothing may be open then ([`Page::calms`]).
    pub fn grasped(
        &mut self,
        document: &mut impl Document<Target = T>,
        grasp: Grasp<T>,
        pointer: Pointer,
        at: i64,
    ) {
        let Grasp { press, node, target, layout, unseen, was } = grasp;
        self.key = None;
        self.pressed = Some(Pressed {
            press,
            node,
            button: pointer.button,
            modifiers: pointer.modifiers,
            at,
            offset: pointer.offset,
            clicked: false,
            target: target.clone(),
            layout: layout.clone(),
            canvas: unseen.contains(&Unseen::Canvas),
        });
        self.dragged = None;
        self.note_toggle(document.kind(node), node, was, &layout);
        let reached = core::mem::take(&mut self.reached);
        self.out.push(Output::Observe {
            at,
            what: Observed::Press { press, target, layout, unseen, scrolled: pointer.scrolled, reached },
        });
    }

    /// Whether nothing is open that the next press would end: no field in the middle of its editing. A switch that may
    /// still flip is told then.
    pub fn calms(&mut self, document: &mut impl Document<Target = T>, at: i64) -> bool {
        self.settle_flip(document, at);
        !self.fields.is_open()
    }

    /// Whether a field is being edited: its next keys need no frame.
    pub fn is_editing(&self, node: Node) -> bool {
        self.fields.editing(node)
    }

    /// What a click is about, before it is asked what was hit.
    pub fn clicked(&self, pointer: &Pointer) -> Clicked {
        let by_key = self.key.as_ref().is_some_and(|key| key.click.is_some());
        match self.pressed.as_ref() {
            // The click that a label passes on to its control, or a context menu after its auxiliary click.
            Some(pressed) if pointer.detail == 0 && pressed.clicked && self.key.is_none() => Clicked::Nothing,
            Some(pressed) if pointer.detail > 0 || pointer.button == Button::Right => {
                let other = pressed.clicked || pressed.button != pointer.button;
                if other { Clicked::Nothing } else { Clicked::Pressed(pressed.node) }
            }
            Some(_) | None if by_key => Clicked::ByKey,
            Some(_) | None => Clicked::Nothing,
        }
    }

    /// A click, auxiliary click or context menu that the browser vouches for.
    pub fn click(&mut self, document: &mut impl Document<Target = T>, node: Node, pointer: Pointer, at: i64) {
        match self.clicked(&pointer) {
            Clicked::Nothing => {}
            Clicked::Pressed(node) => {
                let Some(pressed) = self.pressed.as_mut() else { return };
                pressed.clicked = true;
                let (press, offset) = (pressed.press, pressed.offset);
                self.pointer_click(document, press, node, Pointer { offset, ..pointer }, at);
            }
            Clicked::ByKey => {
                let kind = document.kind(node);
                self.key_click(node, kind, pointer, at);
            }
        }
    }

    pub(super) fn pointer_click(
        &mut self,
        document: &mut impl Document<Target = T>,
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
        let own = |key: &Keyed<T>| key.node == node && at - key.at <= KEY_CLICK_WITHIN && key.click.is_some();
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

    /// A key went down. Where a frame was asked for (see [`Page::wants_frame`]), `frame` is the number of its press and
    /// how things stood.
    pub fn key_down(
        &mut self,
        document: &mut impl Document<Target = T>,
        frame: Option<(u32, Layout)>,
        node: Node,
        key: &KeyPress,
        at: i64,
    ) {
        let kind = document.kind(node);
        let arrow = key.key.starts_with("Arrow");
        let (press, layout) = frame.unzip();
        match key_use(key, kind) {
            KeyUse::Nothing => {
                self.settle_flip(document, at);
                let had_key = self.key.is_some();
                let first = self.key.take().filter(|key| key.node == node && key.before.is_some());
                // Pressed before, and no key since: the list was opened by that press.
                let opened = self.pressed.as_ref().filter(|pressed| pressed.node == node && !had_key);
                let (before, press) = match (first, opened) {
                    (Some(first), _) => (first.before, first.press),
                    (None, Some(opened)) if matches!(kind, Kind::Field(_)) => {
                        (Some(opened.layout.clone()), Some(opened.press))
                    }
                    (None, None) if matches!(kind, Kind::Field(_)) => {
                        (Some(layout.unwrap_or_else(|| document.layout())), press)
                    }
                    (None, _) => (None, None),
                };
                self.key = Some(Keyed { arrow, before, press, ..Keyed::at(node, at) });
            }
            KeyUse::Typing => {
                self.fields.touch(document, node, press, layout, at);
                self.key = Some(Keyed { typing: true, ..Keyed::at(node, at) });
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
                let was = document.checked(node);
                self.note_toggle(kind, node, was, &layout);
                if let Kind::Toggle(control) = kind
                    && !document.clicks_by_key(node)
                {
                    // The page works this one by the key itself; no click will come.
                    self.key = Some(Keyed { arrow, ..Keyed::at(node, at) });
                    let pointer = Pointer { modifiers: key.modifiers, ..Pointer::default() };
                    return self.begin_flip(node, control, None, pointer, Some(target), at);
                }
                self.key = Some(Keyed { arrow, click: Some((target, layout)), ..Keyed::at(node, at) });
            }
            KeyUse::Clicks => {}
            KeyUse::Acts => {
                self.settle_flip(document, at);
                self.finish_fields(document, None, at);
                let layout = layout.unwrap_or_else(|| document.layout());
                let target = (kind != Kind::Other).then(|| document.describe(node));
                self.key = Some(Keyed { arrow, ..Keyed::at(node, at) });
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
    pub fn wants_frame(&self, document: &mut impl Document<Target = T>, node: Node, key: &KeyPress) -> bool {
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
    pub(super) fn described(&self, document: &mut impl Document<Target = T>, node: Node) -> T {
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
    pub fn finish(&mut self, document: &mut impl Document<Target = T>, at: i64) {
        self.settle_flip(document, at);
        self.finish_fields(document, None, at);
    }

    /// A time asked for by [`Output::Wake`] is over.
    pub fn tick(&mut self, document: &mut impl Document<Target = T>, at: i64) {
        self.settle_flip(document, at);
        self.flush_fields(document, at);
    }
}

pub(super) fn key_click<T>(node: Node, target: T, layout: Layout, modifiers: Modifiers) -> Observed<T> {
    Observed::Click {
        press: None,
        node,
        target: Some(target),
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
