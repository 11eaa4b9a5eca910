//! Ties the page machine to the document, the port and the clock.

use std::cell::RefCell;

use cairn_chrome_api::Ready;
use cairn_messages::{ContentToWorker, FromContent, Layout, Observation, Observed, RISES, ToContent};
use cairn_workflow::Control;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::Array;
use recorder_core::page::{Document as _, Output, Page};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent, MouseEvent, Node, ShadowRoot};

use crate::ahead::REST;
use crate::deeds::Grip;
use crate::dom::Dom;
use crate::link::Link;
use crate::listen::Heard;
use crate::quiet::{PAUSE, Quiet, Verdict};
use crate::{clock, events, listen, outcome};

/// How often a lost port is opened again, and how many milliseconds between. The offscreen document comes back
/// within a second when it was restarted; after that nobody listens any more.
const RECONNECTS: u32 = 20;
const RECONNECT_AFTER: u32 = 150;

/// How long a press waits for its click before it is sent alone, in milliseconds.
const HELD: u32 = 400;

/// By then Chrome has drawn a box that was flipped, in milliseconds: some frames at 60 Hz.
const DRAWN_AFTER: u32 = 60;

thread_local! {
    static RECORDER: RefCell<Option<Recorder>> = const { RefCell::new(None) };
}

/// The recorder of one document.
pub struct Recorder {
    pub dom: Dom,
    pub page: Page<Ready>,
    /// Where the pointer is pressed.
    pub grip: Grip,
    /// The person may have scrolled since the last press.
    pub scrolled: bool,
    link: Link,
    quiet: Quiet,
    listeners: Vec<EventListener>,
    /// False while paused.
    recording: bool,
    /// Whether the offscreen document has said what to do.
    answered: bool,
    /// Something was done since the page was last still.
    acted: bool,
    /// The press whose frame was asked for in this turn.
    asked: bool,
    /// The fields will be judged again when a timer is over.
    looking: bool,
    /// When the generation last rose.
    rises: Vec<i64>,
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
        grip: Grip::default(),
        scrolled: false,
        link,
        quiet,
        listeners: listen::on_window(&window, on_event)
            .into_iter()
            .chain(listen::on_navigation(&window, on_event))
            .collect(),
        // Observed from the first moment; what the offscreen document does not ask for is forgotten.
        recording: true,
        answered: false,
        acted: false,
        asked: false,
        looking: false,
        rises: Vec::new(),
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

fn on_event(heard: Heard, event: &Event) {
    // What page scripts dispatch is not the person's.
    if event.is_trusted() {
        with(|recorder| recorder.event(heard, event));
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
        self.dom.turn();
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
                self.measured(request, layout);
            }
            ToContent::Secret { next, fields } => {
                self.dom.fields.mark(next, fields);
                self.changed();
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

    fn event(&mut self, heard: Heard, event: &Event) {
        self.dom.turn();
        if heard == Heard::Navigate {
            // The step that led there must be known before the address changes.
            return self.link.flush();
        }
        if heard == Heard::Show {
            // From the back-forward cache Chrome has closed the port.
            self.connect();
            return self.changed();
        }
        if !self.recording {
            return;
        }
        match heard {
            Heard::Over => return self.moved_over(event),
            Heard::Wheel => return self.scrolled = true,
            _ => {}
        }
        for root in listen::roots(heard, event) {
            self.listen_in(&root);
        }
        if heard.is_act() {
            self.quiet.acted(clock::now());
        }
        let key = heard == Heard::Key;
        if key || heard == Heard::Press {
            // What the page does in answer must be seen.
            self.watch();
        }
        events::handle(self, heard, event);
        // Tab leaves what was typed just now, and the next key may come before the page is found still.
        if key && !self.asked && self.quiet.waking && is_tab(event) {
            let press = self.page.next_press();
            self.ask_for_frame(press);
        }
        self.asked = false;
        self.perform(heard.is_act());
    }

    /// The mouse came to something: if it rests there, that is described before it is pressed.
    fn moved_over(&mut self, event: &Event) {
        let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
        let at = (mouse.client_x(), mouse.client_y());
        if self.dom.ahead.over(event.composed_path(), at, clock::now()) {
            wake_ahead(REST);
        }
    }

    fn rested(&mut self) {
        if !self.recording {
            self.dom.ahead.waking = false;
            return;
        }
        match self.dom.ahead.rests_on(clock::now()) {
            Ok(path) => self.describe_ahead(path),
            Err(left) => wake_ahead(left),
        }
    }

    fn describe_ahead(&mut self, path: Option<Array>) {
        if let Some(element) = path.and_then(|path| listen::control_of(&path)) {
            self.dom.turn();
            self.dom.layout();
            self.dom.describe_element(&element);
        }
    }

    /// Watches for mutations, if the observer had gone.
    fn watch(&mut self) {
        let nodes = observed(&self.dom);
        let now = clock::now();
        if self.quiet.watch_again(now, &nodes) {
            // What happened while the observer was away is unknown.
            self.rise(now);
            self.dom.fields.changed();
        }
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
    pub fn ask_for_frame(&mut self, press: u32) {
        self.asked = true;
        self.quiet.pressed();
        let layout = self.dom.layout();
        if let Ok(message) = cairn_chrome_api::to_object(&ContentToWorker::Press { press, layout }) {
            cairn_chrome_api::notify(&message);
        }
    }

    /// Something that can be seen may have changed.
    pub fn changed(&mut self) {
        let now = clock::now();
        self.rise(now);
        if self.quiet.changed(now) {
            wake_quiet(PAUSE);
        }
    }

    fn rise(&mut self, at: i64) {
        self.dom.changed();
        if self.rises.len() == RISES {
            self.rises.remove(0);
        }
        self.rises.push(at);
    }

    fn measured(&self, request: u32, layout: Layout) {
        let rises = if self.quiet.is_restless() { Vec::new() } else { self.rises.clone() };
        self.link.send(&FromContent::Measured { request, layout, rises });
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
        self.link.flush();
    }

    /// The document goes: what is open, and where its secrets were to the end, so that a frame taken just before
    /// can still be judged.
    pub fn last_words(&mut self) {
        self.finish();
        let layout = self.dom.layout();
        self.measured(0, layout);
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

    fn observe(&mut self, at: i64, what: Observed<Ready>) {
        let (url, title) = (self.dom.url(), self.dom.title());
        // A press alone is no step yet: it goes with its click, or soon.
        let held = matches!(what, Observed::Press { .. });
        self.link.observe(Observation { n: 0, at, url, title, what });
        if held {
            wake_flush();
        } else {
            self.link.flush();
        }
    }

    fn look(&mut self) {
        self.dom.turn();
        if !self.recording {
            self.quiet.waking = false;
            return;
        }
        let nodes = observed(&self.dom);
        let document = self.dom.document();
        match self.quiet.look(clock::now(), &nodes, || outcome::is_animated(document)) {
            Verdict::Again(after) => wake_quiet(after),
            Verdict::Back => {
                // What happened while the observer was away is unknown.
                self.rise(clock::now());
                self.dom.fields.changed();
                self.look_for_secrets();
                wake_quiet(PAUSE);
            }
            Verdict::Still => self.still(),
        }
    }

    fn look_for_secrets(&mut self) {
        if let Some(left) = self.dom.look_for_secrets(clock::now())
            && !core::mem::replace(&mut self.looking, true)
        {
            wake_secrets(left);
        }
    }

    /// A box or switch has flipped, and been drawn: a good time for its picture, before the person goes on.
    fn flipped(&mut self) {
        self.dom.turn();
        // What still moves is waited for.
        if self.recording && !outcome::is_animated(self.dom.document()) {
            if !self.quiet.is_restless() {
                self.watch();
            }
            let layout = self.dom.layout();
            self.link.send(&FromContent::Quiet { layout });
        }
    }

    fn still(&mut self) {
        self.look_for_secrets();
        let layout = self.dom.layout();
        self.link.send(&FromContent::Quiet { layout });
        let appeared = self.seen.appeared(&self.dom);
        if core::mem::take(&mut self.acted) || self.seen.is_first() {
            self.observe(clock::now(), Observed::Settled { appeared });
        }
        // The page has come to rest, perhaps with something new under the mouse.
        let path = self.dom.ahead.under_the_mouse();
        self.describe_ahead(path);
    }
}

/// What is watched for mutations.
fn observed(dom: &Dom) -> Vec<&Node> {
    let roots = dom.roots.iter().map(JsCast::unchecked_ref::<Node>);
    core::iter::once::<&Node>(dom.document()).chain(roots).collect()
}

fn is_tab(event: &Event) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Tab" && !key.repeat())
}

fn is_toggle(what: &Observed<Ready>) -> bool {
    matches!(what, Observed::Change { control: Control::Check | Control::Radio | Control::Switch, .. })
}

fn wake_ahead(after: i32) {
    Timeout::new(u32::try_from(after).unwrap_or(0), || tell(Recorder::rested)).forget();
}

fn wake_secrets(after: i32) {
    Timeout::new(u32::try_from(after).unwrap_or(0), || {
        tell(|recorder| {
            recorder.looking = false;
            recorder.dom.turn();
            if recorder.recording {
                recorder.look_for_secrets();
            }
        });
    })
    .forget();
}

fn wake_flush() {
    Timeout::new(HELD, || tell(|recorder| recorder.link.flush())).forget();
}

fn wake_flipped() {
    Timeout::new(DRAWN_AFTER, || tell(Recorder::flipped)).forget();
}

fn wake_page(after: i32) {
    Timeout::new(u32::try_from(after).unwrap_or(0), || {
        with(|recorder| {
            recorder.dom.turn();
            recorder.page.tick(&mut recorder.dom, clock::now());
            recorder.perform(false);
        });
    })
    .forget();
}

fn wake_quiet(after: i32) {
    Timeout::new(u32::try_from(after).unwrap_or(0), || tell(Recorder::look)).forget();
}
