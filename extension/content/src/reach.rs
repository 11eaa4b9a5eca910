//! How the person reached what they press: by hovering over what opened it, by scrolling a part of the page.

use cairn_messages::Reached;
use recorder_core::page::Document as _;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent, PointerEvent};

use crate::deeds::Grip;
use crate::hover::{Hover, Passed};
use crate::quiet::PAUSE;
use crate::recorder::Recorder;
use crate::scrolls::Scrolls;
use crate::wake::{wake_ahead, wake_quiet};
use crate::{clock, listen};

/// What was scrolled and what was opened on the way.
#[derive(Default)]
pub struct Reach {
    /// The parts of the page that scrolled.
    pub scrolls: Scrolls,
    /// What the mouse opens by coming to something.
    pub hover: Hover,
}

/// The mouse came to something: if it rests there, that is described before it is pressed.
pub fn moved_over(recorder: &mut Recorder, event: &Event) {
    let mouse: &MouseEvent = event.unchecked_ref();
    let place = (mouse.client_x(), mouse.client_y());
    let (path, at, generation) = (event.composed_path(), clock::now(), recorder.dom.generation);
    // Where the page moved and the mouse did not, it came to nothing.
    if !recorder.dom.ahead.is_at(place) {
        recorder.reach.hover.over(Passed { path: path.clone(), at, generation });
    }
    if let Some(after) = recorder.dom.ahead.over(path, place, clock::of_event(event), at) {
        wake_ahead(after);
    }
}

/// Tells the machine what had to be done before this could be pressed.
pub fn before_press(recorder: &mut Recorder, element: &Element) {
    if let Some((part, way)) = recorder.reach.scrolls.reached(element) {
        let (target, layout) = (recorder.dom.describe_element(&part), recorder.dom.layout());
        recorder.page.reached(Reached { at: layout.at, target, way, layout });
    }
    for reached in recorder.reach.hover.reached(element) {
        recorder.page.reached(reached);
    }
}

/// What can be seen now and could not before may have been opened by the mouse.
pub fn look(recorder: &mut Recorder) {
    // What was pressed meanwhile is judged by how it was.
    if recorder.quiet.is_restless() || recorder.note.is_some() {
        return;
    }
    let (generation, acted_at) = (recorder.dom.generation, recorder.quiet.acted_at());
    if !recorder.reach.hover.is_due(clock::now(), acted_at) {
        return;
    }
    recorder.dom.turn();
    let (opener, unheard) = recorder.reach.hover.look(recorder.dom.document(), generation, acted_at);
    if let Some(Passed { path, at, generation }) = opener
        && let Some(element) = listen::control_of(&path)
    {
        let mut layout = recorder.dom.layout();
        (layout.at, layout.generation) = (at, generation);
        let target = recorder.dom.describe_element(&element);
        recorder.reach.hover.opened(element, target, layout);
    }
    if let Some(at) = unheard {
        // Frames since then show something else than those before.
        recorder.rise(recorder.rises.last().copied().unwrap_or_default().max(at));
        recorder.reach.hover.knows(recorder.dom.generation);
        if recorder.quiet.changed(clock::now()) {
            wake_quiet(PAUSE);
        }
    }
}

/// The browser takes a touch for itself: it was a swipe, and no press.
pub fn swiped(recorder: &mut Recorder, event: &Event) {
    // It takes the mouse when something is dragged.
    if event.dyn_ref::<PointerEvent>().is_some_and(|pointer| pointer.pointer_type() != "mouse") {
        // What it does with the page is no answer to the press.
        recorder.grip = Grip::default();
        recorder.scrolled = true;
        recorder.reach.scrolls.swiped();
    }
}
