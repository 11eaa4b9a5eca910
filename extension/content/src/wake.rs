//! Timers: all ring one bell that is made once, for to make one at every press costs the page more than most of what
//! a press does.

use js_sys::Object;
use wasm_bindgen::prelude::*;

use crate::clock;
use crate::quiet::PAUSE;
use crate::recorder::{Recorder, tell, with};

/// How long a press waits for its click before it is sent alone, in milliseconds.
const HELD: i32 = 400;
/// By then Chrome has drawn a box that was flipped, and the page has answered, in milliseconds.
const DRAWN_AFTER: i32 = 110;
/// How often what nobody waits for is looked into, in milliseconds.
const SWEEP: i32 = 30_000;

/// What a timer is for.
#[derive(Clone, Copy)]
enum Alarm {
    Secrets,
    Sweep,
    Flush,
    Flipped,
    Page,
    Quiet,
    Drain,
}

const ALARMS: [Alarm; 7] =
    [Alarm::Secrets, Alarm::Sweep, Alarm::Flush, Alarm::Flipped, Alarm::Page, Alarm::Quiet, Alarm::Drain];

thread_local! {
    static BELL: Closure<dyn FnMut(u32)> = Closure::new(|alarm: u32| {
        if let Some(alarm) = ALARMS.get(alarm as usize) {
            ring(*alarm);
        }
    });
    static RESTED: (Closure<dyn FnMut()>, Urgent) = (
        Closure::new(|| tell(Recorder::rested)),
        Urgent::new(),
    );
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout, catch)]
    fn set_timeout(bell: &Closure<dyn FnMut(u32)>, after: i32, alarm: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = scheduler, js_name = postTask, catch)]
    fn post_task(task: &Closure<dyn FnMut()>, how: &Urgent) -> Result<JsValue, JsValue>;

    /// The options of a task.
    type Urgent;
    #[wasm_bindgen(method, structural, setter)]
    fn set_priority(this: &Urgent, priority: &str);
    #[wasm_bindgen(method, structural, setter)]
    fn set_delay(this: &Urgent, after: i32);
}

impl Urgent {
    fn new() -> Self {
        let how: Self = Object::new().unchecked_into();
        how.set_priority("user-blocking");
        how
    }
}

fn set(alarm: Alarm, after: i32) {
    // Fails in a window that is gone: then there is nothing left to be done.
    let _ = BELL.with(|bell| set_timeout(bell, after, alarm as u32));
}

fn ring(alarm: Alarm) {
    match alarm {
        Alarm::Secrets => tell(|recorder| {
            recorder.looking = false;
            recorder.dom.turn();
            if recorder.quiet.is_person_busy(clock::now()) {
                wake_secrets(PAUSE);
                recorder.looking = true;
            } else if recorder.recording {
                recorder.look_for_secrets();
            }
        }),
        Alarm::Sweep => {
            if with(Recorder::drain).is_some() {
                sweep();
            }
        }
        Alarm::Flush => tell(|recorder| {
            recorder.flushing = false;
            recorder.link.flush();
        }),
        Alarm::Flipped => tell(Recorder::flipped),
        Alarm::Page => tell(|recorder| {
            if recorder.waits() {
                recorder.waiting.tick = true;
                return;
            }
            recorder.dom.turn();
            recorder.tick();
        }),
        Alarm::Quiet => tell(Recorder::look),
        Alarm::Drain => tell(Recorder::drain_in_time),
    }
}

/// What the mouse rests on is to be described, before the page's own timers: on a page that is always busy these come
/// after the press.
pub fn wake_ahead(after: i32) {
    // Fails in a window that is gone.
    let _ = RESTED.with(|(task, how)| {
        how.set_delay(after.max(0));
        post_task(task, how)
    });
}

/// The fields are to be judged again; not while the person does something.
pub fn wake_secrets(after: i32) {
    set(Alarm::Secrets, after);
}

/// Nobody scheduled it, and yet something may wait: what page scripts dispatch.
pub fn sweep() {
    set(Alarm::Sweep, SWEEP);
}

/// A press has waited long enough for its click.
pub fn wake_flush() {
    set(Alarm::Flush, HELD);
}

/// A box was flipped.
pub fn wake_flipped() {
    set(Alarm::Flipped, DRAWN_AFTER);
}

/// The page machine has asked for it.
pub fn wake_page(after: i32) {
    set(Alarm::Page, after);
}

/// The page may be still.
pub fn wake_quiet(after: i32) {
    set(Alarm::Quiet, after);
}

/// What waits is to be looked into.
pub fn wake_waiting(after: i32) {
    set(Alarm::Drain, after);
}
