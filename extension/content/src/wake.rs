//! Timers.

use gloo::timers::callback::Timeout;

use crate::clock;
use crate::quiet::PAUSE;
use crate::recorder::{Recorder, tell, with};

/// How long a press waits for its click before it is sent alone, in milliseconds.
const HELD: u32 = 400;
/// By then Chrome has drawn a box that was flipped, and the page has answered, in milliseconds.
const DRAWN_AFTER: u32 = 110;
/// How often what nobody waits for is looked into, in milliseconds.
const SWEEP: u32 = 30_000;

/// What the mouse rests on is to be described.
pub fn wake_ahead(after: i32) {
    Timeout::new(u32::try_from(after).unwrap_or(0), || tell(Recorder::rested)).forget();
}

/// The fields are to be judged again; not while the person does something.
pub fn wake_secrets(after: i32) {
    Timeout::new(u32::try_from(after).unwrap_or(0), || {
        tell(|recorder| {
            recorder.looking = false;
            recorder.dom.turn();
            if recorder.quiet.is_person_busy(clock::now()) {
                wake_secrets(PAUSE);
                recorder.looking = true;
            } else if recorder.recording {
                recorder.look_for_secrets();
            }
        });
    })
    .forget();
}

/// Nobody scheduled it, and yet something may wait: what page scripts dispatch.
pub fn sweep() {
    Timeout::new(SWEEP, || {
        if with(Recorder::drain).is_some() {
            sweep();
        }
    })
    .forget();
}

/// A press has waited long enough for its click.
pub fn wake_flush() {
    Timeout::new(HELD, || {
        tell(|recorder| {
            recorder.flushing = false;
            recorder.link.flush();
        });
    })
    .forget();
}

/// A box was flipped.
pub fn wake_flipped() {
    Timeout::new(DRAWN_AFTER, || tell(Recorder::flipped)).forget();
}

/// The page machine has asked for it.
pub fn wake_page(after: i32) {
    Timeout::new(u32::try_from(after).unwrap_or(0), || {
        with(|recorder| {
            if recorder.waits() {
                recorder.waiting.tick = true;
                return;
            }
            recorder.dom.turn();
            recorder.tick();
        });
    })
    .forget();
}

/// The page may be still.
pub fn wake_quiet(after: i32) {
    Timeout::new(u32::try_from(after).unwrap_or(0), || tell(Recorder::look)).forget();
}
