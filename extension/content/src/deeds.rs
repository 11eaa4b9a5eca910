//! Files and drags, sensed.

use cairn_messages::Observed;
use cairn_redact::Redacted;
use cairn_workflow::Point;
use js_sys::Array;
use recorder_core::page::{Drop, Node};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, MouseEvent};

use crate::recorder::Recorder;
use crate::{clock, closed, facts, listen};

/// Most files of one choice that are named.
const MOST_FILES: u32 = 20;

/// A release is not looked into when the pointer moved less than this.
const STILL: f64 = 8.0;

/// Where the pointer went down.
#[derive(Default)]
pub struct Grip {
    press: Option<MouseEvent>,
    /// Text has begun to be selected since.
    pub selecting: bool,
    /// The pointer is down.
    pub held: bool,
    /// It was released elsewhere.
    pub far: bool,
}

impl Grip {
    /// That of a press. Asks nothing.
    pub fn of(press: &Event) -> Self {
        Self { press: Some(press.clone().unchecked_into()), selecting: false, held: true, far: false }
    }

    /// Something scrolls: if that is what is pressed, it is by its scroll bar, and no drag.
    pub fn is_scroll_bar(&mut self, event: &Event) -> bool {
        let held = self.held;
        let bar = self.press.take_if(|press| {
            if !held {
                return false;
            }
            let hit = hit(press);
            hit.is_none_or(|hit| hit.parent_element().is_none() || event.target().as_deref() == Some(&hit))
        });
        bar.is_some()
    }

    /// The pointer is up, or the browser has taken it.
    pub fn let_go(&mut self) {
        self.held = false;
    }

    /// Whether what was pressed is there no more.
    pub fn is_gone(&self) -> bool {
        self.press.as_ref().and_then(hit).is_some_and(|hit| !hit.is_connected())
    }

    /// Whether a release ends a drag: most presses end where they began.
    pub fn has_moved(&self, mouse: &MouseEvent) -> bool {
        let moved = self.moved(mouse);
        moved.x.abs() + moved.y.abs() >= STILL
    }

    fn moved(&self, mouse: &MouseEvent) -> Point {
        let Some(press) = &self.press else { return Point::default() };
        let (from, to) = (point(press), point(mouse));
        Point { x: to.x - from.x, y: to.y - from.y }
    }
}

fn hit(press: &MouseEvent) -> Option<Element> {
    press.target()?.dyn_into().ok()
}

fn point(mouse: &MouseEvent) -> Point {
    Point { x: f64::from(mouse.client_x()), y: f64::from(mouse.client_y()) }
}

#[wasm_bindgen]
extern "C" {
    /// A drop, what it carries, a file field, or a file.
    type Files;
    #[wasm_bindgen(method, structural, getter)]
    fn name(this: &Files) -> String;
    #[wasm_bindgen(method, structural, getter, js_name = dataTransfer)]
    fn data(this: &Files) -> Option<Files>;
    #[wasm_bindgen(method, structural, getter)]
    fn files(this: &Files) -> Option<JsValue>;

    /// The page's navigation.
    type Navigates;
    #[wasm_bindgen(method, structural, getter, js_name = downloadRequest)]
    fn download(this: &Navigates) -> Option<String>;

    type Selected;
    #[wasm_bindgen(method, structural, js_name = getSelection)]
    fn selection(this: &Selected) -> Option<Selected>;
    #[wasm_bindgen(method, structural, getter, js_name = isCollapsed)]
    fn is_collapsed(this: &Selected) -> bool;
    #[wasm_bindgen(method, structural, js_name = elementsFromPoint)]
    fn elements_at(this: &Selected, x: f64, y: f64) -> Array;
}

fn names(recorder: &Recorder, holder: &Files) -> Vec<Redacted<String>> {
    let mut names = Vec::new();
    let Some(files) = holder.files() else { return names };
    let files = Array::from(&files);
    for index in 0..files.length().min(MOST_FILES) {
        let name = files.get(index).unchecked_into::<Files>().name();
        names.push(recorder.dom.file_name(name));
    }
    names
}

/// A change of a file field.
pub fn chose_files(recorder: &mut Recorder, element: &Element, at: i64) {
    let files = names(recorder, element.unchecked_ref());
    if !files.is_empty() {
        let node = recorder.dom.nodes.number(element);
        recorder.page.files(&mut recorder.dom, node, None, files, at);
    }
}

/// The page's address may change, or a link that saves a file was followed.
pub fn saves(recorder: &mut Recorder, event: &Event) {
    if let Some(name) = event.unchecked_ref::<Navigates>().download() {
        let file = recorder.dom.file_name(name);
        recorder.observe(clock::of_event(event), Observed::Saves { file });
    }
}

/// The browser begins to drag.
pub fn drag_start(recorder: &mut Recorder, event: &Event) {
    let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
    // A selection that is dragged is text, and no element.
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let offset = recorder.dom.offset(mouse, &element);
    let node = recorder.dom.nodes.number(&element);
    recorder.page.drag_start(&mut recorder.dom, node, offset);
}

/// Something was dropped where the page, or a field, takes it.
pub fn dropped(recorder: &mut Recorder, event: &Event) {
    let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
    let Some(element) = listen::control(mouse) else { return };
    let at = clock::of_event(event);
    let node = recorder.dom.nodes.number(&element);
    recorder.page.touch(&mut recorder.dom, node, at);
    if recorder.page.is_dragging() {
        let moved = recorder.grip.moved(mouse);
        let mut on = Some(node);
        if recorder.page.drags_node(node) {
            // A list that is sorted has moved what is dragged to where it is dropped: that is told by what it has passed.
            let down = moved.x + moved.y > 0.0;
            let passed =
                if down { element.previous_element_sibling() } else { element.next_element_sibling() };
            on = passed.map(|passed| recorder.dom.nodes.number(&passed));
        }
        return recorder.page.dropped(&mut recorder.dom, Drop { node: on, moved }, at);
    }
    let Some(data) = event.unchecked_ref::<Files>().data() else { return };
    let files = names(recorder, &data);
    // A file field tells them by its change.
    if !files.is_empty() && !facts::takes_files(&element) {
        let (press, _) = recorder.ask_for_frame();
        recorder.page.files(&mut recorder.dom, node, Some(press), files, at);
    }
}

/// A pointer was released far from where it was pressed: if it dragged something that the page moves itself, that is
/// told.
pub fn release(recorder: &mut Recorder, event: &Event) {
    let mouse: &MouseEvent = event.unchecked_ref();
    let moved = recorder.grip.moved(mouse);
    recorder.grip.far = true;
    let hit = recorder.grip.press.take().and_then(|press| hit(&press));
    if hit.is_none_or(|hit| hit.parent_element().is_none()) {
        return;
    }
    let selecting = is_selecting(recorder);
    if let Some(node) = recorder.page.drags(&mut recorder.dom, moved, selecting) {
        let over = recorder.dom.nodes.element(node).and_then(|source| dropped_on(recorder, &source, mouse));
        let node = over.map(|element| recorder.dom.nodes.number(&element));
        recorder.page.dropped(&mut recorder.dom, Drop { node, moved }, clock::of_event(event));
    }
}

/// The page goes. What is still held down was the action: the page did not wait for the release.
pub fn left(recorder: &mut Recorder) {
    let held = core::mem::take(&mut recorder.grip.held);
    let Some(hit) = recorder.grip.press.as_ref().and_then(hit).filter(|_| held) else { return };
    // The page itself is pressed by its scroll bar.
    let bar = hit.is_connected() && hit.parent_element().is_none();
    if !bar && !is_selecting(recorder) {
        count_press(recorder, clock::now());
    }
}

/// The press was the action, unless what was pressed is disabled.
pub fn count_press(recorder: &mut Recorder, at: i64) {
    let hit = recorder.grip.press.as_ref().and_then(hit);
    if hit.is_some_and(|hit| hit.closest(":disabled").is_ok_and(|disabled| disabled.is_none())) {
        recorder.page.press_counts(&mut recorder.dom, at);
    }
}

/// Whether a press was taken back: the pointer was released where the click is another control's, and what was pressed
/// is still there.
pub fn is_taken_back(recorder: &mut Recorder, pressed: Node, click: &MouseEvent) -> bool {
    recorder.grip.far
        && recorder.dom.nodes.element(pressed).is_some_and(|pressed| {
            pressed.is_connected() && listen::control(click).is_none_or(|control| control != pressed)
        })
}

fn is_selecting(recorder: &Recorder) -> bool {
    let document: &Selected = recorder.dom.document().unchecked_ref();
    recorder.grip.selecting && document.selection().is_some_and(|now| !now.is_collapsed())
}

/// What lies under the pointer and what it drags.
fn dropped_on(recorder: &Recorder, source: &Element, mouse: &MouseEvent) -> Option<Element> {
    let document: &Selected = recorder.dom.document().unchecked_ref();
    let Point { x, y } = point(mouse);
    let apart = |element: &Element| {
        let (one, other): (&web_sys::Node, &web_sys::Node) = (element, source);
        !one.contains(Some(other)) && !other.contains(Some(one))
    };
    let hit = document.elements_at(x, y).iter().filter_map(|hit| hit.dyn_into().ok()).find(apart)?;
    listen::control_of(&closed::path(&hit, &Array::new()))
}
