//! The press itself, as cheap as it can be: what the mouse rests on is known before it is pressed, message and all,
//! so that the press looks whether that still holds, sends the message, and leaves the rest for later.

use cairn_chrome_api::{Ready, notify, to_object};
use cairn_messages::{ContentToWorker, Layout};
use cairn_workflow::{Point, Unseen};
use js_sys::Array;
use recorder_core::page::{Document as _, Grasp, Kind, Node};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, PointerEvent, ShadowRoot};

use crate::deeds::Grip;
use crate::dom::Dom;
use crate::recorder::Recorder;
use crate::{clock, closed, listen};

/// On a page that changes meanwhile a description is believed for this long, in milliseconds.
pub const BELIEVED: i64 = 400;

/// What a press would be about.
pub struct Expected {
    /// What the pointer event's target would be.
    hit: Element,
    element: Element,
    node: Node,
    target: Ready,
    layout: Layout,
    unseen: Vec<Unseen>,
    was: Option<bool>,
    /// Whether keys type into it.
    types: bool,
    /// [`ContentToWorker::Press`], but for number and time.
    message: Message,
    /// The element's own place in its viewport.
    corner: Point,
    size: Point,
    at: i64,
}

/// A press that has told the service worker, and nothing else yet.
pub struct Note {
    /// What was pressed.
    pub grasp: Grasp<Ready>,
    /// The same, kept alive.
    pub element: Element,
    /// Whether keys type into it.
    pub types: bool,
    /// Where it was.
    pub corner: Point,
    /// The person had scrolled before.
    pub scrolled: bool,
}

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Message;
    #[wasm_bindgen(method, structural, setter)]
    fn set_press(this: &Message, press: u32);
    #[wasm_bindgen(method, structural, getter)]
    fn layout(this: &Message) -> Message;
    #[wasm_bindgen(method, structural, setter)]
    fn set_at(this: &Message, at: f64);
    #[wasm_bindgen(method, structural, setter)]
    fn set_generation(this: &Message, generation: u32);
}

/// Makes ready for a press on what the mouse rests on; nothing where more must be known at the press itself: what is
/// in a shadow root.
pub fn expect(recorder: &mut Recorder, path: &Array) -> Option<Expected> {
    let element = listen::control_of(path)?;
    recorder.dom.turn();
    let layout = recorder.dom.layout();
    let target = recorder.dom.describe_element(&element);
    let hit: Element = path.get(0).dyn_into().ok()?;
    if path.iter().any(|step| step.is_instance_of::<ShadowRoot>())
        || (listen::can_host(&hit) && closed::root_of(&hit).is_some())
    {
        return None;
    }
    let node = recorder.dom.nodes.number(&element);
    let rect = element.get_bounding_client_rect();
    let press = ContentToWorker::Press { press: 0, layout };
    let message = to_object(&press).ok()?.unchecked_into();
    let ContentToWorker::Press { layout, .. } = press;
    Some(Expected {
        unseen: recorder.dom.unseen(node),
        was: was(&mut recorder.dom, node),
        types: recorder.dom.kind(node).takes_typing(),
        corner: Point { x: rect.left(), y: rect.top() },
        size: Point { x: rect.width(), y: rect.height() },
        at: clock::now(),
        hit,
        element,
        node,
        target,
        layout,
        message,
    })
}

/// Whether what the page may flip is on; nothing else is asked, for a form may hold what is named like a question.
fn was(dom: &mut Dom, node: Node) -> Option<bool> {
    matches!(dom.kind(node), Kind::Toggle(_)).then(|| dom.checked(node)).flatten()
}

/// Takes a press that was expected. False where it was not: then all must be asked.
pub fn take(recorder: &mut Recorder, event: &Event) -> bool {
    let Some(expected) = recorder.expected.as_ref() else { return false };
    let pointer: &PointerEvent = event.unchecked_ref();
    let same = event.target().is_some_and(|target| target == **expected.hit);
    // How far a part of the page was scrolled is to be seen at the press only.
    let scrolled = recorder.reach.scrolls.any();
    if scrolled || !same || pointer.button() != 0 || !pointer.is_primary() {
        return false;
    }
    let now = clock::now();
    if !recorder.page.calms(&mut recorder.dom, now) {
        return false;
    }
    recorder.dom.trust_layout(pointer);
    let generation = recorder.dom.generation;
    let unchanged = recorder.dom.is_trusted() && expected.layout.generation == generation;
    if !unchanged {
        let believed =
            now - expected.at < BELIEVED && recorder.dom.has_not_scrolled(pointer) && expected.holds(pointer);
        if !believed {
            return false;
        }
    }
    let press = recorder.page.next_press();
    let layout = if unchanged || expected.layout.masks.is_empty() {
        expected.tell(press, generation, now);
        let mut layout = expected.layout.clone();
        (layout.at, layout.generation) = (now, generation);
        layout
    } else {
        // Secrets may have moved.
        recorder.dom.turn();
        let press = ContentToWorker::Press { press, layout: recorder.dom.layout() };
        if let Ok(message) = to_object(&press) {
            notify(&message);
        }
        let ContentToWorker::Press { layout, .. } = press;
        layout
    };
    let (node, target, unseen) = (expected.node, expected.target.clone(), expected.unseen.clone());
    let was = if unchanged { expected.was } else { was(&mut recorder.dom, node) };
    let grasp = Grasp { press, node, target, layout, unseen, was };
    let (element, types, corner) = (expected.element.clone(), expected.types, expected.corner);
    let scrolled = core::mem::take(&mut recorder.scrolled);
    recorder.note = Some(Note { grasp, element, types, corner, scrolled });
    recorder.grip = Grip::of(event);
    recorder.pressed(now);
    true
}

/// Asks for the frame of a first key: the number of its press, and how things stand.
pub fn for_key(recorder: &mut Recorder) -> (u32, Layout) {
    let now = clock::now();
    if let Some(note) = &recorder.note {
        recorder.dom.remember_value(note.grasp.node);
    }
    recorder.pressed(now);
    let generation = recorder.dom.generation;
    // A page that has scrolled, and not said so yet, is found out when the frame has come.
    let known = |layout: &Layout| {
        layout.generation == generation
            || (layout.masks.is_empty() && recorder.dom.has_scrolled_to(layout.scroll))
    };
    if let Some(expected) = recorder.expected.as_ref().filter(|expected| known(&expected.layout)) {
        let press = recorder.page.next_press();
        expected.tell(press, generation, now);
        return (press, Layout { at: now, generation, ..expected.layout.clone() });
    }
    recorder.dom.turn();
    recorder.dom.trust_known_layout();
    recorder.ask_for_frame()
}

impl Expected {
    /// Asks the service worker for the frame of this moment.
    fn tell(&self, press: u32, generation: u32, now: i64) {
        self.message.set_press(press);
        let layout = self.message.layout();
        #[allow(clippy::cast_precision_loss, reason = "JavaScript has no other numbers")]
        layout.set_at(now as f64);
        layout.set_generation(generation);
        notify(&self.message);
    }

    /// Whether the pointer is on it.
    fn holds(&self, pointer: &PointerEvent) -> bool {
        let (x, y) =
            (f64::from(pointer.client_x()) - self.corner.x, f64::from(pointer.client_y()) - self.corner.y);
        (0.0..=self.size.x).contains(&x) && (0.0..=self.size.y).contains(&y)
    }
}
