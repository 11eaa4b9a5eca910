//! What is looked into later: when, and how.

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Event, Window};

use crate::later::Later;
use crate::listen::Heard;
use crate::quiet::PAUSE;
use crate::recorder::Recorder;
use crate::wake::{wake_quiet, wake_waiting};
use crate::{clock, deeds, events, listen};

/// What a press has left for later is done this long after its release, in milliseconds: by then the page has answered
/// the person.
const AFTER_RELEASE: i32 = 170;
/// What keys have left, as long after the first of them.
pub const AFTER_KEY: i32 = 300;
/// What was typed, as long after the first letter, and again while the typing goes on. Timers are dear: there is none
/// for each key.
const AFTER_TYPING: i32 = 400;
/// Who has typed nothing for so many milliseconds has paused.
const TYPES: i64 = 200;
/// Who types on and on is interrupted after so many spans of [`AFTER_TYPING`].
const MOST_SPANS: u32 = 9;

/// What waits, and what is to be done after it.
pub struct Waiting {
    /// None while paused.
    list: Option<Later>,
    /// A timer is under way.
    timer: bool,
    /// Keys are among what waits.
    typed: bool,
    /// How often it was set again for that.
    spans: u32,
    /// The page machine's time is over.
    pub tick: bool,
    /// It is time to see whether the page is still.
    pub look: bool,
}

impl Waiting {
    /// Listens from now on.
    pub fn new(window: &Window) -> Self {
        Self {
            list: Later::new(window.clone().into()),
            timer: false,
            typed: false,
            spans: 0,
            tick: false,
            look: false,
        }
    }

    /// Listens again, with nothing in the list.
    pub fn listen(&mut self, window: &Window) {
        self.list = Later::new(window.clone().into());
    }

    /// Listens no more, and forgets.
    pub fn rest(&mut self) {
        self.list = None;
    }

    /// Puts an event to the others.
    pub fn put(&self, event: &Event) {
        if let Some(list) = &self.list {
            list.put(event);
        }
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        self.list.as_ref().map_or(0, Later::len)
    }

    /// Whether something in a field has changed since.
    pub fn has_input(&self) -> bool {
        self.list.as_ref().is_some_and(Later::has_input)
    }

    fn take(&self) -> Array {
        self.list.as_ref().map(Later::take).unwrap_or_default()
    }
}

impl Recorder {
    /// Whether a key only goes on with what is being typed.
    pub(crate) fn types_on(&self, event: &Event) -> bool {
        self.typing.is_some() && event.target() == self.typing && events::only_types(event.unchecked_ref())
    }

    /// Whether a key is the first one typed into the field that has the focus, or that was just pressed.
    pub(crate) fn begins_to_type(&self, event: &Event) -> bool {
        let Some(target) = event.target() else { return false };
        let poised = match &self.note {
            Some(note) => note.types && target == **note.element,
            None => self.poised.as_ref() == Some(&target) && self.waiting.len() == 0,
        };
        poised && events::only_types(event.unchecked_ref())
    }

    /// A key that types, for later.
    pub(crate) fn put_key(&mut self, event: &Event) {
        self.waiting.put(event);
        self.waiting.typed = true;
        self.quiet.acted(clock::now());
        self.wake_drain(AFTER_TYPING);
    }

    /// It is time to look into what waits, unless the person is typing.
    pub(crate) fn drain_in_time(&mut self) {
        self.waiting.timer = false;
        let now = clock::now();
        let types = self.waiting.typed && now - self.quiet.acted_at() < TYPES;
        if types && self.waiting.spans < MOST_SPANS {
            self.waiting.spans += 1;
            return self.wake_drain(AFTER_TYPING);
        }
        let typed = self.waiting.typed;
        self.drain();
        if typed {
            // The pause after which a value is told may be over already.
            self.tick();
        }
    }

    /// The pointer was released.
    pub(crate) fn released(&mut self, event: &Event) {
        if self.grip.has_moved(event.unchecked_ref()) {
            self.drain();
            self.dom.turn();
            events::handle(self, Heard::Release, event);
            self.perform(false);
        } else if self.grip.is_gone() {
            // Taken away in answer to the press: a click may come of it, or not.
            self.drain();
            self.dom.turn();
            deeds::count_press(self, clock::of_event(event));
            self.perform(true);
        }
        self.grip.let_go();
        self.wake_drain(AFTER_RELEASE);
    }

    /// The service worker knows of the press.
    pub fn pressed(&mut self, at: i64) {
        self.quiet.pressed();
        self.quiet.acted(at);
    }

    pub(crate) fn wake_drain(&mut self, after: i32) {
        if !core::mem::replace(&mut self.waiting.timer, true) {
            wake_waiting(after);
        }
    }

    /// Whether something waits that must be looked into first; then it will be soon.
    pub(crate) fn waits(&mut self) -> bool {
        let waits = self.waiting.len() > 0;
        // While the button is down its release is waited for.
        if waits && self.note.is_none() {
            self.wake_drain(AFTER_KEY);
        }
        waits
    }

    /// Looks into all that waits, in order.
    pub(crate) fn drain(&mut self) {
        if self.waiting.len() == 0 {
            return;
        }
        let events = self.waiting.take();
        (self.waiting.typed, self.waiting.spans) = (false, 0);
        self.dom.turn();
        self.late = true;
        let mut acted = None;
        for event in events.iter() {
            let event: Event = event.unchecked_into();
            // What page scripts dispatch is not the person's.
            if !event.is_trusted() {
                continue;
            }
            let heard = Heard::later(&event);
            for root in listen::roots(heard, &event) {
                self.listen_in(&root);
            }
            if heard.is_act() {
                acted = Some(clock::of_event(&event));
            }
            if heard == Heard::Key {
                self.watch();
            }
            events::handle(self, heard, &event);
        }
        if !self.grip.held && self.grip.is_gone() {
            // The page has taken away at the release what was pressed, so that no click came of it.
            deeds::count_press(self, clock::now());
        }
        if let Some(at) = acted {
            self.quiet.acted(at);
        }
        self.perform(acted.is_some());
        self.late = false;
        self.dom.forget_value();
        if core::mem::take(&mut self.waiting.tick) {
            self.tick();
        }
        if core::mem::take(&mut self.waiting.look) {
            wake_quiet(PAUSE);
        }
    }

    pub(crate) fn tick(&mut self) {
        self.page.tick(&mut self.dom, clock::now());
        self.perform(false);
    }

    /// What waits was done before the recording was paused, and was told, or is of nobody's interest.
    pub(crate) fn forget_waiting(&mut self) {
        self.waiting.rest();
        self.note = None;
        (self.poised, self.first_key, self.typing) = (None, None, None);
    }
}
