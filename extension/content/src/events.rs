//! Raw events, translated for the page machine.

use cairn_workflow::{Button, ClipboardUse, Modifiers};
use recorder_core::page::{Clicked, Document as _, KeyPress, Kind, Pointer};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent, MouseEvent, PointerEvent};

use crate::deeds::Grip;
use crate::dom::offset_from;
use crate::listen::Heard;
use crate::press::Note;
use crate::recorder::Recorder;
use crate::{clock, deeds, facts, listen, reach};

/// Handles one trusted event.
pub fn handle(recorder: &mut Recorder, heard: Heard, event: &Event) {
    match heard {
        Heard::Press => pointer_down(recorder, event),
        Heard::Click | Heard::AuxClick | Heard::ContextMenu => click(recorder, heard, event),
        Heard::Key => key_down(recorder, event),
        Heard::BeforeInput if !is_correction(event) => {}
        Heard::Focus
        | Heard::Blur
        | Heard::BeforeInput
        | Heard::Input
        | Heard::Change
        | Heard::Touch
        | Heard::Copy
        | Heard::Cut
        | Heard::Paste => in_field(recorder, heard, event),
        Heard::Select => recorder.grip.selecting = true,
        Heard::Release => deeds::release(recorder, event),
        Heard::DragStart => deeds::drag_start(recorder, event),
        Heard::DragEnd => recorder.page.drag_end(),
        Heard::Drop => deeds::dropped(recorder, event),
        Heard::Moved => {
            recorder.scrolled |= recorder.grip.is_scroll_bar(event);
            recorder.reach.scrolls.moved(event, recorder.scrolled, recorder.dom.is_top());
            recorder.changed();
        }
        Heard::Cancel => {
            recorder.grip.let_go();
            reach::swiped(recorder, event);
        }
        Heard::Hide => recorder.last_words(),
        Heard::Over | Heard::Wheel | Heard::Navigate | Heard::Show | Heard::Clicked => {}
    }
}

fn pointer_down(recorder: &mut Recorder, event: &Event) {
    let Some(pointer) = event.dyn_ref::<PointerEvent>().filter(|pointer| pointer.is_primary()) else {
        return;
    };
    if let Some(note) = recorder.note.take() {
        return noted(recorder, pointer, note);
    }
    let Some(element) = listen::control(pointer) else { return };
    recorder.dom.trust_layout(pointer);
    // First of all, so that the frame shows the page before it reacts.
    let (press, _) = recorder.ask_for_frame();
    let node = recorder.dom.nodes.number(&element);
    reach::before_press(recorder, &element);
    let scrolled = core::mem::take(&mut recorder.scrolled) && !facts::is_stuck(&element);
    let offset = Some(recorder.dom.offset(pointer, &element));
    let facts = Pointer { offset, scrolled, ..button_facts(pointer) };
    recorder.grip = Grip::of(event);
    recorder.page.pointer_down(&mut recorder.dom, press, node, facts, clock::of_event(event));
    recorder.pressed_on = Some(element);
}

/// A press that was expected, and of which the service worker knows already.
fn noted(recorder: &mut Recorder, pointer: &PointerEvent, note: Note) {
    let scrolled = note.scrolled && !facts::is_stuck(&note.element);
    reach::before_press(recorder, &note.element);
    let offset = Some(offset_from(note.corner, pointer));
    let facts = Pointer { offset, scrolled, ..button_facts(pointer) };
    recorder.page.grasped(&mut recorder.dom, note.grasp, facts, clock::of_event(pointer));
    recorder.pressed_on = Some(note.element);
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
        // A finger that is held down has no right button.
        if event.dyn_ref::<PointerEvent>().is_some_and(|pointer| pointer.pointer_type() == "touch") {
            recorder.page.held();
        }
    }
    let node = match recorder.page.clicked(&facts) {
        Clicked::Nothing => return,
        // By the release the element may be gone: what was pressed counts.
        Clicked::Pressed(node) if deeds::is_taken_back(recorder, node, mouse) => return,
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
        scrolled: false,
    }
}

/// Keys that scroll.
const SCROLLING: &[&str] = &["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End", " "];
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
    recorder.scrolled |=
        SCROLLING.contains(&press.key.as_str()) && !matches!(recorder.dom.kind(node), Kind::Field(_));
    let frame = if recorder.late {
        // What is looked into later had its frame at once, or none.
        recorder.first_key.take()
    } else {
        recorder.page.wants_frame(&mut recorder.dom, node, &press).then(|| recorder.ask_for_frame())
    };
    recorder.page.key_down(&mut recorder.dom, frame, node, &press, clock::of_event(event));
    // The next keys only type on.
    if !recorder.late {
        let types = recorder.dom.kind(node).takes_typing() && recorder.page.is_editing(node);
        recorder.typing = event.target().filter(|target| types && *target == **element);
    }
}

/// `KeyboardEvent.keyCode` of what types and does nothing else: Backspace, Shift, Space, Delete, digits, letters, the
/// block of digits, signs, and what an input method takes.
pub fn only_types(key: &KeyboardEvent) -> bool {
    matches!(key.key_code(), 8 | 16 | 32 | 46 | 48..=90 | 96..=111 | 186..=229)
        && !(key.ctrl_key() || key.alt_key() || key.meta_key())
}

/// What happens to a field, or with the clipboard.
fn in_field(recorder: &mut Recorder, heard: Heard, event: &Event) {
    let Some(element) = listen::subject(event) else { return };
    let again = heard == Heard::Focus && recorder.dom.goes_on(recorder.page.types_in(), &element);
    let (node, at) = (recorder.dom.nodes.number(&element), clock::of_event(event));
    if heard == Heard::Focus {
        recorder.dom.trust_recent_layout();
    }
    let (page, dom) = (&mut recorder.page, &mut recorder.dom);
    match heard {
        Heard::Focus if again => page.focus_again(dom, node),
        Heard::Focus => {
            page.focus(dom, node);
            let types = dom.kind(node).takes_typing() && !page.is_editing(node);
            recorder.poised = event.target().filter(|target| types && *target == **element);
        }
        Heard::Blur => {
            let left = event.target();
            recorder.poised.take_if(|field| left.as_ref() == Some(field));
            recorder.typing.take_if(|field| left.as_ref() == Some(field));
            page.blur(dom, node, at);
        }
        Heard::Input => {
            dom.typed_in(node, &element);
            page.input(dom, node, at);
        }
        Heard::Change if facts::takes_files(&element) => deeds::chose_files(recorder, &element, at),
        Heard::Change => page.change(dom, node, at),
        Heard::Copy => page.clipboard(dom, node, ClipboardUse::Copy, at),
        Heard::Cut => page.clipboard(dom, node, ClipboardUse::Cut, at),
        Heard::Paste => {
            page.touch(dom, node, at);
            page.clipboard(dom, node, ClipboardUse::Paste, at);
        }
        _ => page.touch(dom, node, at),
    }
}

/// Corrections of the spelling and the like come without a key; scripts cannot make them.
fn is_correction(event: &Event) -> bool {
    let kind = js_sys::Reflect::get(event, &"inputType".into()).ok().and_then(|kind| kind.as_string());
    matches!(
        kind.as_deref(),
        Some("insertReplacementText" | "insertFromYank" | "historyUndo" | "historyRedo")
    )
}
