//! Raw events, translated for the page machine.

use cairn_workflow::{Button, Modifiers};
use recorder_core::page::{Clicked, KeyPress, Pointer};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent, MouseEvent, PointerEvent};

use crate::listen::Heard;
use crate::recorder::Recorder;
use crate::{clock, facts, listen};

/// Handles one trusted event.
pub fn handle(recorder: &mut Recorder, heard: Heard, event: &Event) {
    match heard {
        Heard::Press => pointer_down(recorder, event),
        Heard::Click | Heard::AuxClick | Heard::ContextMenu => click(recorder, heard, event),
        Heard::Key => key_down(recorder, event),
        Heard::Focus => {
            recorder.dom.trust_recent_layout();
            on_subject(recorder, event, |recorder, node, _| recorder.page.focus(&mut recorder.dom, node))
        }
        Heard::Blur => {
            on_subject(recorder, event, |recorder, node, at| recorder.page.blur(&mut recorder.dom, node, at))
        }
        Heard::Input => {
            on_subject(recorder, event, |recorder, node, at| recorder.page.input(&mut recorder.dom, node, at))
        }
        Heard::Change => on_subject(recorder, event, |recorder, node, at| {
            recorder.page.change(&mut recorder.dom, node, at)
        }),
        Heard::Touch => {
            on_subject(recorder, event, |recorder, node, at| {
                recorder.page.touch(&mut recorder.dom, node, at)
            });
        }
        Heard::BeforeInput => before_input(recorder, event),
        Heard::Moved => recorder.changed(),
        Heard::Hide => recorder.last_words(),
        Heard::Over | Heard::Navigate | Heard::Show => {}
    }
}

fn pointer_down(recorder: &mut Recorder, event: &Event) {
    let Some(pointer) = event.dyn_ref::<PointerEvent>().filter(|pointer| pointer.is_primary()) else {
        return;
    };
    let Some(element) = listen::control(pointer) else { return };
    recorder.dom.trust_layout(pointer);
    let press = recorder.page.next_press();
    // First of all, so that the frame shows the page before it reacts.
    recorder.ask_for_frame(press);
    let node = recorder.dom.nodes.number(&element);
    let facts = Pointer { offset: Some(recorder.dom.offset(pointer, &element)), ..button_facts(pointer) };
    recorder.page.pointer_down(&mut recorder.dom, press, node, facts, clock::of_event(event));
}

fn click(recorder: &mut Recorder, heard: Heard, event: &Event) {
    let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
    // The right button's click is told by `contextmenu`; both come.
    if heard == Heard::AuxClick && mouse.button() == 2 {
        return;
    }
    let mut facts = button_facts(mouse);
    if heard == Heard::ContextMenu {
        facts.button = Button::Right;
        facts.detail = 1;
    }
    let node = match recorder.page.clicked(&facts) {
        Clicked::Nothing => return,
        // By the release the element may be gone: what was pressed counts.
        Clicked::Pressed(node) => node,
        Clicked::ByKey => {
            let Some(element) = listen::control(mouse) else { return };
            facts.offset = Some(recorder.dom.offset(mouse, &element));
            recorder.dom.nodes.number(&element)
        }
    };
    recorder.page.click(&mut recorder.dom, node, facts, clock::of_event(event));
}

/// What an event says of button and keys.
fn button_facts(mouse: &MouseEvent) -> Pointer {
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
        offset: None,
    }
}

/// `KeyboardEvent.keyCode`.
const ENTER: u32 = 13;

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
        // AltGr comes with Control or Alt on some systems, and matters only there.
        alt_graph: (key.ctrl_key() || key.alt_key()) && key.get_modifier_state("AltGraph"),
        repeat: key.repeat(),
        multiline: key.key_code() == ENTER && facts::is_multiline(&element),
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
