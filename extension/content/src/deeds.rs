//! Files and drags, sensed.

use cairn_redact::Redacted;
use cairn_workflow::Point;
use js_sys::Array;
use recorder_core::page::Drop;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, MouseEvent, Node};

use crate::recorder::Recorder;
use crate::{clock, closed, facts, listen};

/// Most files of one choice that are named.
const MOST_FILES: u32 = 20;

/// A release is not looked into when the pointer moved less than this.
const STILL: f64 = 8.0;

/// Where the pointer went down.
#[derive(Default)]
pub struct Grip {
    hit: Option<Element>,
    at: Point,
    /// Text has begun to be selected since.
    pub selecting: bool,
}

impl Grip {
    /// That of a press. Asks nothing that the browser must compute.
    pub fn of(mouse: &MouseEvent) -> Self {
        let hit = mouse.target().and_then(|target| target.dyn_into().ok());
        Self { hit, at: point(mouse), selecting: false }
    }

    /// Something scrolls: if that is what is pressed, it is by its scroll bar, and no drag.
    pub fn is_scroll_bar(&mut self, event: &Event) -> bool {
        let bar =
            self.hit.take_if(|hit| hit.parent_element().is_none() || event.target().as_ref() == Some(hit));
        bar.is_some()
    }

    fn moved(&self, mouse: &MouseEvent) -> Point {
        let now = point(mouse);
        Point { x: now.x - self.at.x, y: now.y - self.at.y }
    }
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
        let drop = Drop { node: Some(node), moved: recorder.grip.moved(mouse) };
        return recorder.page.dropped(&mut recorder.dom, drop, at);
    }
    let Some(data) = event.unchecked_ref::<Files>().data() else { return };
    let files = names(recorder, &data);
    // A file field tells them by its change.
    if !files.is_empty() && !facts::takes_files(&element) {
        let press = recorder.page.next_press();
        recorder.ask_for_frame(press);
        recorder.page.files(&mut recorder.dom, node, Some(press), files, at);
    }
}

/// A pointer was released: if it dragged something that the page moves itself, that is told.
pub fn release(recorder: &mut Recorder, event: &Event) {
    let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
    let Some(hit) = recorder.grip.hit.take() else { return };
    let moved = recorder.grip.moved(mouse);
    // Most presses end here: nothing is asked of the browser.
    if moved.x.abs() + moved.y.abs() < STILL || hit.parent_element().is_none() {
        return;
    }
    let document: &Selected = recorder.dom.document().unchecked_ref();
    let selecting = recorder.grip.selecting && document.selection().is_some_and(|now| !now.is_collapsed());
    if let Some(node) = recorder.page.drags(&mut recorder.dom, moved, selecting) {
        let over = recorder.dom.nodes.element(node).and_then(|source| dropped_on(recorder, &source, mouse));
        let node = over.map(|element| recorder.dom.nodes.number(&element));
        recorder.page.dropped(&mut recorder.dom, Drop { node, moved }, clock::of_event(event));
    }
}

/// What lies under the pointer and what it drags.
fn dropped_on(recorder: &Recorder, source: &Element, mouse: &MouseEvent) -> Option<Element> {
    let document: &Selected = recorder.dom.document().unchecked_ref();
    let Point { x, y } = point(mouse);
    let apart = |element: &Element| {
        let (one, other): (&Node, &Node) = (element, source);
        !one.contains(Some(other)) && !other.contains(Some(one))
    };
    let hit = document.elements_at(x, y).iter().filter_map(|hit| hit.dyn_into().ok()).find(apart)?;
    listen::control_of(&closed::path(&hit, &Array::new()))
}
