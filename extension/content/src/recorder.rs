//! Ties the page machine to the document, the port and the clock.

use std::cell::RefCell;

use cairn_messages::{ContentToWorker, FromContent, Observation, Observed, ToContent};
use cairn_workflow::Control;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use recorder_core::page::{Document as _, Output, Page};
use wasm_bindgen::JsCast;
use web_sys::{Event, Node, ShadowRoot};

use crate::dom::Dom;
use crate::link::Link;
use crate::quiet::{PAUSE, Quiet, Verdict};
use crate::{clock, events, listen, outcome};

/// How often a lost port is opened again, and how many milliseconds between. The offscreen document comes back
/// within a second when it was restarted; after that nobody listens any more.
const RECONNECTS: u32 = 20;
const RECONNECT_AFTER: u32 = 150;

/// By then Chrome has drawn a box that was flipped, in milliseconds: some frames at 60 Hz.
const DRAWN_AFTER: u32 = 60;

thread_local! {
    static RECORDER: RefCell<Option<Recorder>> = const { RefCell::new(None) };
}

/// The recorder of one document.
pub struct Recorder {
    pub dom: Dom,
    pub page: Page,
    link: Link,
    quiet: Quiet,
    listeners: Vec<EventListener>,
    /// False while paused.
    recording: bool,
    /// Whether the offscreen document has said what to do.
    answered: bool,
    /// Something was done since the page was last still.
    acted: bool,
    seen: outcome::Seen,
    reconnects: u32,
}

/// Calls with the recorder, if there is one. A call from within a call is dropped: nothing that the recorder
/// does makes the browser call it back.
fn with<R>(what: impl FnOnce(&mut Recorder) -> R) -> Option<R> {
    RECORDER.with(|recorder| recorder.try_borrow_mut().ok()?.as_mut().map(what))
}

/// The same, for callbacks.
fn tell(what: impl FnOnce(&mut Recorder)) {
    with(what);
}

/// Starts; false where there is no document to record.
pub fn begin() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let Some(document) = window.document() else { return false };
    let Some(quiet) = Quiet::new(|| tell(Recorder::mutated)) else { return false };
    let dom = Dom::new(window.clone(), document);
    let link = Link::new(dom.is_top());
    let recorder = Recorder {
        dom,
        page: Page::new(),
        link,
        quiet,
        listeners: listen::on_window(&window, on_event),
        // Observed from the first moment; what the offscreen document does not ask for is forgotten.
        recording: true,
        answered: false,
        acted: false,
        seen: outcome::Seen::default(),
        reconnects: 0,
    };
    RECORDER.with(|place| place.replace(Some(recorder)));
    with(Recorder::connect);
    with(|recorder| {
        recorder.focused();
        recorder.changed();
    });
    RECORDER.with(|place| place.borrow().is_some())
}

fn on_event(event: &Event) {
    // What page scripts dispatch is not the person's.
    if event.is_trusted() {
        with(|recorder| recorder.event(event));
    }
}

/// Removes every trace. Runs in a turn of its own, for it drops the closure that may be calling.
fn leave() {
    Timeout::new(0, || {
        if let Some(mut recorder) = RECORDER.with(RefCell::take) {
            recorder.link.close();
        }
        crate::absent();
    })
    .forget();
}

fn heard(message: ToContent) {
    with(|recorder| recorder.told(message));
}

fn lost() {
    with(|recorder| {
        recorder.link.drop_port();
        recorder.reconnects += 1;
        if recorder.reconnects > RECONNECTS {
            return leave();
        }
        Timeout::new(RECONNECT_AFTER, || tell(Recorder::connect)).forget();
    });
}

impl Recorder {
    fn connect(&mut self) {
        if self.link.is_open() {
            return;
        }
        if !self.link.open(heard, lost) {
            // The extension was updated or removed under this document.
            self.recording = false;
            leave();
        }
    }

    fn told(&mut self, message: ToContent) {
        self.reconnects = 0;
        match message {
            ToContent::Record {} => {
                let again = !self.recording;
                self.recording = true;
                self.answered = true;
                if again {
                    self.changed();
                }
            }
            ToContent::Pause {} => {
                if self.answered && self.recording {
                    self.finish();
                } else {
                    self.link.forget();
                }
                self.answered = true;
                self.recording = false;
                self.quiet.rest();
            }
            ToContent::Ack { n } => self.link.acknowledged(n),
            ToContent::Measure { request } => {
                let layout = self.dom.layout();
                self.link.send(&FromContent::Measured { request, layout });
            }
            ToContent::Stop {} => {
                if self.answered && self.recording {
                    self.finish();
                }
                self.recording = false;
                self.listeners.clear();
                self.quiet.rest();
                leave();
            }
        }
    }

    fn event(&mut self, event: &Event) {
        if event.type_() == "pageshow" {
            // From the back-forward cache Chrome has closed the port.
            self.connect();
            return self.changed();
        }
        if !self.recording {
            return;
        }
        for root in listen::roots(event) {
            self.listen_in(&root);
        }
        events::handle(self, event);
        self.perform(events::is_act(&event.type_()));
    }

    fn listen_in(&mut self, root: &ShadowRoot) {
        if self.dom.add_root(root) {
            self.listeners.extend(listen::on_root(root, on_event));
            // Observed from the next look on.
            self.quiet.rest();
            self.changed();
        }
    }

    /// Asks the service worker for a frame of this very moment.
    pub fn ask_for_frame(&self, press: u32) {
        if let Ok(message) = cairn_chrome_api::to_object(&ContentToWorker::Press { press }) {
            cairn_chrome_api::notify(&message);
        }
    }

    /// Something that can be seen may have changed.
    pub fn changed(&mut self) {
        self.dom.generation = self.dom.generation.wrapping_add(1);
        if self.quiet.changed(clock::now()) {
            wake_quiet(PAUSE);
        }
    }

    fn mutated(&mut self) {
        self.quiet.rest();
        self.dom.fields.changed();
        self.changed();
    }

    /// Everything open is told: the document is about to go, or the recording to stop.
    pub fn finish(&mut self) {
        self.page.finish(&mut self.dom, clock::now());
        self.perform(false);
    }

    /// The document goes: what is open, and where its secrets were to the end, so that a frame taken just before
    /// can still be judged.
    pub fn last_words(&mut self) {
        self.finish();
        let layout = self.dom.layout();
        self.link.send(&FromContent::Measured { request: 0, layout });
    }

    /// A field may have had the focus before this script came.
    fn focused(&mut self) {
        if let Some(element) = self.dom.document().active_element() {
            let node = self.dom.nodes.number(&element);
            self.page.focus(&mut self.dom, node);
            self.perform(false);
        }
    }

    fn perform(&mut self, act: bool) {
        self.acted |= act;
        for output in self.page.take() {
            match output {
                Output::Observe { at, what } => {
                    if is_toggle(&what) {
                        wake_flipped();
                    }
                    self.observe(at, what);
                }
                Output::Wake { after } => wake_page(after),
                Output::Changed => self.changed(),
            }
        }
    }

    fn observe(&mut self, at: i64, what: Observed) {
        let (url, title) = (self.dom.url(), self.dom.title());
        self.link.observe(Observation { n: 0, at, url, title, what });
    }

    fn look(&mut self) {
        if !self.recording {
            self.quiet.waking = false;
            return;
        }
        let mut nodes: Vec<&Node> = vec![self.dom.document()];
        nodes.extend(self.dom.roots.iter().map(JsCast::unchecked_ref::<Node>));
        let document = self.dom.document();
        match self.quiet.look(clock::now(), &nodes, || outcome::is_animated(document)) {
            Verdict::Again(after) => wake_quiet(after),
            Verdict::Back => {
                // What happened while the observer was away is unknown.
                self.dom.generation = self.dom.generation.wrapping_add(1);
                self.dom.fields.changed();
                wake_quiet(PAUSE);
            }
            Verdict::Still => self.still(),
        }
    }

    /// A box or switch has flipped, and been drawn: a good time for its picture, before the person goes on.
    fn flipped(&mut self) {
        // What still moves is waited for.
        if self.recording && !outcome::is_animated(self.dom.document()) {
            let layout = self.dom.layout();
            self.link.send(&FromContent::Quiet { layout });
        }
    }

    fn still(&mut self) {
        let layout = self.dom.layout();
        self.link.send(&FromContent::Quiet { layout });
        let appeared = self.seen.appeared(&self.dom);
        if core::mem::take(&mut self.acted) || self.seen.is_first() {
            self.observe(clock::now(), Observed::Settled { appeared });
        }
    }
}

fn is_toggle(what: &Observed) -> bool {
    matches!(what, Observed::Change { control: Control::Check | Control::Radio | Control::Switch, .. })
}

fn wake_flipped() {
    Timeout::new(DRAWN_AFTER, || tell(Recorder::flipped)).forget();
}

fn wake_page(after: i32) {
    Timeout::new(u32::try_from(after).unwrap_or(0), || {
        with(|recorder| {
            recorder.page.tick(&mut recorder.dom, clock::now());
            recorder.perform(false);
        });
    })
    .forget();
}

fn wake_quiet(after: i32) {
    Timeout::new(u32::try_from(after).unwrap_or(0), || tell(Recorder::look)).forget();
}
