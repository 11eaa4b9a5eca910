//! Raw events, translated for the page machine.

use cairn_workflow::{Button, Modifiers, Point};
use recorder_core::page::{KeyPress, Pointer};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent, PointerEvent};

use crate::recorder::Recorder;
use crate::{clock, facts, listen};

/// Whether an event of this type is something that the person does.
pub fn is_act(kind: &str) -> bool {
    matches!(kind, "pointerdown" | "click" | "auxclick" | "contextmenu" | "keydown" | "input" | "change")
}

/// Handles one trusted event.
pub fn handle(recorder: &mut Recorder, event: &Event) {
    match event.type_().as_str() {
        "pointerdown" => pointer_down(recorder, event),
        "click" | "auxclick" | "contextmenu" => click(recorder, event),
        "keydown" => key_down(recorder, event),
        "focusin" => {
            on_subject(recorder, event, |recorder, node, _| recorder.page.focus(&mut recorder.dom, node))
        }
        "focusout" => {
            on_subject(recorder, event, |recorder, node, at| recorder.page.blur(&mut recorder.dom, node, at))
        }
        "input" => {
            on_subject(recorder, event, |recorder, node, at| recorder.page.input(&mut recorder.dom, node, at))
        }
        "change" => on_subject(recorder, event, |recorder, node, at| {
            recorder.page.change(&mut recorder.dom, node, at)
        }),
        "paste" | "drop" | "compositionstart" | "compositionupdate" => {
            on_subject(recorder, event, |recorder, node, at| {
                recorder.page.touch(&mut recorder.dom, node, at)
            });
        }
        "beforeinput" => before_input(recorder, event),
        "scroll" | "resize" | "load" => recorder.changed(),
        "pagehide" => recorder.last_words(),
        _ => {}
    }
}

fn pointer_down(recorder: &mut Recorder, event: &Event) {
    let Some(pointer) = event.dyn_ref::<PointerEvent>().filter(|pointer| pointer.is_primary()) else {
        return;
    };
    let Some(element) = listen::control(pointer) else { return };
    let press = recorder.page.next_press();
    // First of all, so that the frame shows the page before it reacts.
    recorder.ask_for_frame(press);
    let node = recorder.dom.nodes.number(&element);
    let facts = pointer_facts(pointer, &element);
    recorder.page.pointer_down(&mut recorder.dom, press, node, facts, clock::of_event(event));
}

fn click(recorder: &mut Recorder, event: &Event) {
    let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
    // The right button's click is told by `contextmenu`; both come.
    if event.type_() == "auxclick" && mouse.button() == 2 {
        return;
    }
    let Some(element) = listen::control(mouse) else { return };
    let node = recorder.dom.nodes.number(&element);
    let mut facts = pointer_facts(mouse, &element);
    if event.type_() == "contextmenu" {
        facts.button = Button::Right;
        facts.detail = 1;
    }
    recorder.page.click(&mut recorder.dom, node, facts, clock::of_event(event));
}

fn pointer_facts(mouse: &MouseEvent, element: &Element) -> Pointer {
    let rect = element.get_bounding_client_rect();
    let offset = Point {
        x: (f64::from(mouse.client_x()) - rect.left()).round(),
        y: (f64::from(mouse.client_y()) - rect.top()).round(),
    };
    Pointer {
        button: match mouse.button() {
            1 => Button::Middle,
            2 => Button::Right,
            _ => Button::Left,
        },
        detail: u32::try_from(mouse.detail()).unwrap_or(0),
        modifiers: Modifiers {
            alt: mouse.alt_key(),
            control: mouse.ctrl_key(),
            meta: mouse.meta_key(),
            shift: mouse.shift_key(),
        },
        offset: Some(offset),
    }
}

fn key_down(recorder: &mut Recorder, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    let Some(element) = listen::subject(event) else { return };
    let node = recorder.dom.nodes.number(&element);
    let press = KeyPress {
        key: key.key(),
        modifiers: Modifiers {
            alt: key.alt_key(),
            control: key.ctrl_key(),
            meta: key.meta_key(),
            shift: key.shift_key(),
        },
        // 229: the key was given to an input method.
        composing: key.is_composing() || key.key_code() == 229,
        alt_graph: key.get_modifier_state("AltGraph"),
        repeat: key.repeat(),
        multiline: facts::is_multiline(&element),
    };
    let frame =
        recorder.page.wants_frame(&mut recorder.dom, node, &press).then(|| recorder.page.next_press());
    if let Some(frame) = frame {
        recorder.ask_for_frame(frame);
    }
    recorder.page.key_down(&mut recorder.dom, frame, node, &press, clock::of_event(event));
}

/// Corrections of the spelling and the like come without a key; scripts cannot make them.
fn before_input(recorder: &mut Recorder, event: &Event) {
    let kind = js_sys::Reflect::get(event, &"inputType".into()).ok().and_then(|kind| kind.as_string());
    if matches!(
        kind.as_deref(),
        Some("insertReplacementText" | "insertFromYank" | "historyUndo" | "historyRedo")
    ) {
        on_subject(recorder, event, |recorder, node, at| recorder.page.touch(&mut recorder.dom, node, at));
    }
}

fn on_subject(recorder: &mut Recorder, event: &Event, act: impl FnOnce(&mut Recorder, u32, i64)) {
    if let Some(element) = listen::subject(event) {
        let node = recorder.dom.nodes.number(&element);
        act(recorder, node, clock::of_event(event));
    }
}
