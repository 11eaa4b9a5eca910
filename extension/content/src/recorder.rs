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
use web_sys::{Element, Event, EventTarget, Node, ShadowRoot};

use crate::deeds::Grip;
use crate::dom::Dom;
use crate::drain::{AFTER_KEY, Waiting};
use crate::life::{is_back, leaves};
use crate::link::Link;
use crate::listen::Heard;
use crate::press::{self, Expected, Note};
use crate::quiet::{PAUSE, Quiet};
use crate::reach::Reach;
use crate::wake::{wake_ahead, wake_flipped, wake_flush, wake_page, wake_quiet};
use crate::{clock, deeds, events, facts, listen, outcome, reach, wake};

/// How often a lost port is opened again, and how many milliseconds between. The offscreen document comes back
/// within a second when it was restarted; after that nobody listens any more.
const RECONNECTS: u32 = 20;
const RECONNECT_AFTER: u32 = 150;

/// What the mouse rests on is looked at again this long after the page has changed, in milliseconds.
const EXPECT_AGAIN: i32 = 40;

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
    /// How the person reaches what they press.
    pub reach: Reach,
    /// What a press would be about.
    pub expected: Option<Expected>,
    /// The press that is looked into later.
    pub note: Option<Note>,
    /// What was pressed last is kept alive: its click is told later.
    pub pressed_on: Option<Element>,
    /// The field that has got the focus, as its events name it: the first key typed into it needs its frame, and
    /// nothing else at once.
    pub poised: Option<EventTarget>,
    /// Number and layout of that first key, until it is looked into.
    pub first_key: Option<(u32, Layout)>,
    /// The field whose editing has begun, as its events name it.
    pub typing: Option<EventTarget>,
    /// What is handled now happened a while ago.
    pub late: bool,
    /// What is looked into later.
    pub(crate) waiting: Waiting,
    /// A timer is under way for a press without its click.
    pub(crate) flushing: bool,
    pub(crate) link: Link,
    pub(crate) quiet: Quiet,
    listeners: Vec<EventListener>,
    /// False while paused.
    pub(crate) recording: bool,
    /// Whether the offscreen document has said what to do.
    answered: bool,
    /// Something was done since the page was last still.
    pub(crate) acted: bool,
    /// The press whose frame was asked for in this turn.
    asked: bool,
    /// The fields will be judged again when a timer is over.
    pub(crate) looking: bool,
    /// When the generation last rose.
    pub(crate) rises: Vec<i64>,
    pub(crate) seen: outcome::Seen,
    reconnects: u32,
}

/// Calls with the recorder, if there is one. A call from within a call is dropped: nothing that the recorder
/// does makes the browser call it back.
pub(crate) fn with<R>(what: impl FnOnce(&mut Recorder) -> R) -> Option<R> {
    RECORDER.with(|recorder| recorder.try_borrow_mut().ok()?.as_mut().map(what))
}

/// The same, for callbacks.
pub(crate) fn tell(what: impl FnOnce(&mut Recorder)) {
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
        reach: Reach::default(),
        expected: None,
        note: None,
        pressed_on: None,
        poised: None,
        first_key: None,
        typing: None,
        late: false,
        waiting: Waiting::new(&window),
        flushing: false,
        link,
        quiet,
        listeners: listen::on_window(&window, on_event),
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
    wake::sweep();
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
            ToContent::Record { classes } => {
                self.dom.look_for(classes);
                let again = !core::mem::replace(&mut self.recording, true);
                self.answered = true;
                if again {
                    self.waiting.listen(self.dom.window());
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
                self.forget_waiting();
                self.quiet.rest();
            }
            ToContent::Ack { n } => self.link.acknowledged(n),
            ToContent::Measure { request } => {
                // What was typed may have changed what is seen, and where secrets are.
                if self.waiting.has_input() {
                    self.drain();
                }
                let layout = self.dom.layout();
                self.measured(request, layout);
            }
            ToContent::Secret { next, fields } => {
                self.drain();
                self.dom.fields.mark(next, fields);
                self.changed();
            }
            ToContent::Stop {} => {
                if self.answered && self.recording {
                    self.finish();
                }
                self.recording = false;
                self.forget_waiting();
                self.listeners.clear();
                self.quiet.rest();
                leave();
            }
        }
    }

    fn event(&mut self, heard: Heard, event: &Event) {
        if !self.recording {
            return if heard == Heard::Show {
                self.shown(event)
            };
        }
        match heard {
            Heard::Over => return reach::moved_over(self, event),
            Heard::Wheel => return self.scrolled = true,
            Heard::Select => return self.grip.selecting = true,
            Heard::Release => return self.released(event),
            Heard::Moved => {}
            Heard::Clicked => return self.drain(),
            // Typed on: no step, and no picture.
            Heard::Key if self.types_on(event) => {
                return self.put_key(event);
            }
            Heard::Key if self.begins_to_type(event) => {
                self.watch();
                self.first_key = Some(press::for_key(self));
                self.typing = event.target();
                self.poised = None;
                return self.put_key(event);
            }
            // The focus goes with the press that is looked into later.
            Heard::Blur if self.note.is_some() && self.waiting.len() == 1 => return self.waiting.put(event),
            // A box that was just pressed.
            Heard::Change if self.note.is_some() && facts::is_box(event) => {
                self.waiting.put(event);
                return wake_flipped();
            }
            _ => self.drain(),
        }
        if heard == Heard::Press {
            // What the page does in answer must be seen.
            self.watch();
            if press::take(self, event) {
                // Its release will come.
                return self.waiting.put(event);
            }
        }
        self.dom.turn();
        match heard {
            Heard::Navigate => return self.goes(event),
            Heard::Show => return self.shown(event),
            _ => {}
        }
        for root in listen::roots(heard, event) {
            self.listen_in(&root);
        }
        if heard.is_act() {
            self.quiet.acted(clock::now());
        }
        let key = heard == Heard::Key;
        if key {
            self.watch();
        } else if heard != Heard::Moved {
            self.typing = None;
        }
        if heard != Heard::Moved {
            self.poised = None;
        }
        events::handle(self, heard, event);
        // Tab leaves what was typed just now, and the next key may come before the page is found still.
        if key && !self.asked && self.quiet.waking && listen::is_tab(event) {
            self.ask_for_frame();
        }
        self.asked = false;
        self.perform(heard.is_act());
        if heard.is_act() || heard == Heard::Paste {
            self.wake_drain(AFTER_KEY);
        }
    }

    /// The page's address is about to change: the step that led there must be known before.
    fn goes(&mut self, event: &Event) {
        if leaves(event) {
            deeds::left(self);
            self.perform(true);
        }
        self.link.flush();
        deeds::saves(self, event);
    }

    fn shown(&mut self, event: &Event) {
        self.dom.turn();
        if is_back(event) {
            // Chrome has closed the port of a page in the back-forward cache, and tells only the other end.
            self.link.drop_port();
        }
        self.connect();
        self.changed();
    }

    pub(crate) fn rested(&mut self) {
        if !self.recording {
            self.dom.ahead.waking = false;
            return;
        }
        match self.dom.ahead.rests_on(clock::now()) {
            Ok(path) => self.describe_ahead(path),
            Err(left) => wake_ahead(left),
        }
    }

    pub(crate) fn describe_ahead(&mut self, path: Option<Array>) {
        if !self.quiet.is_restless() {
            // What changes from now on until the press must be known.
            self.watch();
        }
        // After that: what happened unseen is no answer to where the mouse goes next.
        reach::look(self);
        self.expected = path.and_then(|path| press::expect(self, &path));
    }

    pub(crate) fn listen_in(&mut self, root: &ShadowRoot) {
        if self.dom.add_root(root) {
            self.listeners.extend(listen::on_root(root, on_event));
            // Observed from the next look on.
            self.quiet.rest();
            self.changed();
        }
    }

    /// Asks the service worker for a frame of this very moment: the number of its press, and how things stand.
    pub fn ask_for_frame(&mut self) -> (u32, Layout) {
        self.asked = true;
        self.quiet.pressed();
        let press = self.page.next_press();
        let message = ContentToWorker::Press { press, layout: self.dom.layout() };
        if let Ok(message) = cairn_chrome_api::to_object(&message) {
            cairn_chrome_api::notify(&message);
        }
        let ContentToWorker::Press { layout, .. } = message;
        (press, layout)
    }

    /// Something that can be seen may have changed.
    pub fn changed(&mut self) {
        let now = clock::now();
        self.rise(now);
        if self.quiet.changed(now) {
            wake_quiet(PAUSE);
        }
    }

    pub(crate) fn rise(&mut self, at: i64) {
        self.dom.changed();
        self.reach.hover.changed(at);
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
        self.listen_again();
        self.dom.content_changed();
        self.changed();
        let now = clock::now();
        // The page's answer to the person is looked at when it is still.
        if self.expected.is_some() && !self.quiet.is_person_busy(now) && self.dom.ahead.again(now) {
            wake_ahead(EXPECT_AGAIN);
        }
    }

    /// Listens again in a page that has written itself anew.
    pub(crate) fn listen_again(&mut self) {
        if self.dom.is_written_anew() {
            self.drain();
            self.waiting.listen(self.dom.window());
            self.listeners = listen::on_window(self.dom.window(), on_event);
            self.listeners.extend(self.dom.roots.iter().flat_map(|root| listen::on_root(root, on_event)));
        }
    }

    /// Everything open is told: the document is about to go, or the recording to stop.
    pub fn finish(&mut self) {
        self.drain();
        self.page.finish(&mut self.dom, clock::now());
        self.perform(false);
        self.link.flush();
    }

    /// The document goes: what is open, and where its secrets were to the end, so that a frame taken just before
    /// can still be judged.
    pub fn last_words(&mut self) {
        self.drain();
        deeds::left(self);
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

    pub(crate) fn perform(&mut self, act: bool) {
        self.acted |= act;
        for output in self.page.take() {
            match output {
                Output::Observe { at, what } => {
                    if !self.late && is_toggle(&what) {
                        wake_flipped();
                    }
                    self.observe(at, what);
                }
                Output::Wake { after } => wake_page(after),
                Output::Changed => self.changed(),
            }
        }
        if self.link.holds() && !core::mem::replace(&mut self.flushing, true) {
            wake_flush();
        }
    }

    pub(crate) fn observe(&mut self, at: i64, what: Observed<Ready>) {
        let (url, title) = (self.dom.url(), self.dom.title());
        // A press alone is no step yet: it goes with its click, or soon.
        let held = matches!(what, Observed::Press { .. });
        self.link.observe(Observation { n: 0, at, url, title, what });
        if !held {
            self.link.flush();
        }
    }
}

/// What is watched for mutations.
pub(crate) fn observed(dom: &Dom) -> Vec<&Node> {
    let roots = dom.roots.iter().map(JsCast::unchecked_ref::<Node>);
    core::iter::once::<&Node>(dom.document()).chain(roots).collect()
}

fn is_toggle(what: &Observed<Ready>) -> bool {
    matches!(what, Observed::Change { control: Control::Check | Control::Radio | Control::Switch, .. })
}
