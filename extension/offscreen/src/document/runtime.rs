use core::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use cairn_messages::{Settings, ToPanel, ToWorker};
use cairn_workflow::{Rect, SessionId, Viewport};
use recorder_core::session::{Effect, EncodedPicture, FrameId, Input, Record, Session};
use wasm_bindgen_futures::spawn_local;

use super::frames::Frames;
use super::journal::Queue;
use super::panels::Panels;
use super::ports::ContentPort;
use super::storage::Storage;
use super::uploads::Uploads;
use super::{now, warn};
use crate::calls::{Answer, Call, Trouble};

/// Pause before a picture that found no room is tried again, in milliseconds.
const TRY_AGAIN: i64 = 1_000;

/// What is being written.
#[derive(Clone, Copy)]
pub enum Writing {
    Journal,
    Pictures,
}

/// The session machine with everything that performs its effects.
pub struct Runtime {
    pub session: RefCell<Session>,
    /// The session that records and pictures belong to.
    pub current: Cell<Option<SessionId>>,
    pub contents: RefCell<HashMap<String, ContentPort>>,
    pub panels: RefCell<Panels>,
    pub frames: RefCell<Frames>,
    pub settings: RefCell<Settings>,
    pub uploads: RefCell<Uploads>,
    pub storage: Storage,
    pub queue: Queue,
    /// What is wrong with writing the journal, and pictures.
    troubles: Cell<(Option<Trouble>, Option<Trouble>)>,
    /// A Start that waits for Chrome's facts about its tab.
    pub starting: Cell<bool>,
    /// The latest facts for the service worker, until it has them.
    pub session_facts: RefCell<Option<ToWorker>>,
    pub telling_facts: Cell<bool>,
    /// Keys of the service worker's latest messages: a second copy is dropped.
    pub heard: RefCell<VecDeque<String>>,
    /// When somebody last wanted this document to be there.
    pub wanted_at: Cell<i64>,
    pub keeping_awake: Cell<bool>,
    /// The recording was not stopped but cut short, and the person has not said yet what becomes of it.
    pub interrupted: Cell<bool>,
    /// Rises with each port and panel.
    pub ports: Cell<u32>,
}

impl Runtime {
    pub fn new() -> Rc<Self> {
        Rc::new(Self {
            session: RefCell::new(Session::new()),
            current: Cell::new(None),
            contents: RefCell::default(),
            panels: RefCell::default(),
            frames: RefCell::default(),
            settings: RefCell::default(),
            uploads: RefCell::default(),
            storage: Storage::new(),
            queue: Queue::default(),
            troubles: Cell::new((None, None)),
            starting: Cell::new(false),
            session_facts: RefCell::default(),
            telling_facts: Cell::new(false),
            heard: RefCell::default(),
            wanted_at: Cell::new(now()),
            keeping_awake: Cell::new(false),
            interrupted: Cell::new(false),
            ports: Cell::new(0),
        })
    }

    /// Gives the machine one input and performs what it asks for, in order. What promises that something is
    /// stored waits until it is.
    pub fn handle(self: &Rc<Self>, input: Input) {
        let effects = self.session.borrow_mut().handle(input, now());
        let mut records = Vec::new();
        let mut safe = Vec::new();
        for effect in effects {
            match effect {
                Effect::Journal(record) => {
                    if let Record::Begin { session, .. } = &record {
                        self.flush_batch(&mut records, &mut safe);
                        self.replace_current(*session);
                    }
                    if matches!(record, Record::Continued { .. }) {
                        self.interrupted.set(false);
                    }
                    match serde_json::to_string(&record) {
                        Ok(record) => records.push(record),
                        Err(error) => warn(&format!("a record cannot be written: {error}")),
                    }
                }
                Effect::Ack { .. } | Effect::Rewrite { .. } | Effect::Upload => safe.push(effect),
                Effect::Forget => {
                    safe.push(effect);
                    self.flush_batch(&mut records, &mut safe);
                    self.frames.borrow_mut().clear();
                    self.uploads.borrow_mut().cancel();
                    self.interrupted.set(false);
                    self.current.set(None);
                }
                other => self.perform(other),
            }
        }
        self.flush_batch(&mut records, &mut safe);
        self.keep_awake();
    }

    /// A new recording begins. The one before it, if there is one, is on the server: the machine sees to that.
    fn replace_current(self: &Rc<Self>, session: SessionId) {
        if let Some(before) = self.current.replace(Some(session)) {
            self.write(Some(before), Vec::new(), vec![Effect::Forget]);
        }
        self.interrupted.set(false);
    }

    fn flush_batch(self: &Rc<Self>, records: &mut Vec<String>, safe: &mut Vec<Effect>) {
        if !records.is_empty() || !safe.is_empty() {
            self.write(self.current.get(), core::mem::take(records), core::mem::take(safe));
        }
    }

    /// Performs an effect that promises nothing about the disk.
    pub fn perform(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Worker(message) => self.tell_worker(message),
            Effect::Content { document, message } => self.tell_content(&document, &message),
            Effect::Panel(message) => self.tell_panels(message),
            Effect::Capture { request, tab } => self.capture(request, tab),
            Effect::Encode { frame, masks, viewport } => self.encode(frame, masks, viewport),
            Effect::Cover { sha256, masks, viewport } => self.cover(sha256, masks, viewport),
            Effect::DropFrame { frame } => self.frames.borrow_mut().drop_frame(frame),
            Effect::Wake { at } => self.wake(at),
            Effect::Journal(_)
            | Effect::Rewrite { .. }
            | Effect::Ack { .. }
            | Effect::Upload
            | Effect::Forget => {
                warn("an effect that must wait for the disk came too early");
            }
        }
    }

    fn wake(self: &Rc<Self>, at: i64) {
        let runtime = Rc::clone(self);
        spawn_local(async move {
            runtime.storage.pause(at - now()).await;
            runtime.handle(Input::Tick);
        });
    }

    fn encode(self: &Rc<Self>, frame: FrameId, masks: Vec<Rect>, viewport: Viewport) {
        let runtime = Rc::clone(self);
        spawn_local(async move {
            let picture = runtime.encoded(frame, masks, viewport).await;
            runtime.handle(Input::Encoded { frame, picture });
        });
    }

    /// The stored picture. While the disk is full it is tried again, as long as the frame is kept.
    async fn encoded(&self, frame: FrameId, masks: Vec<Rect>, viewport: Viewport) -> Option<EncodedPicture> {
        let session = self.current.get()?;
        let call = Call::Encode { session, masks, viewport };
        let picture = loop {
            let Some(blob) = self.frames.borrow().get(frame) else { break None };
            match self.storage.ask(&call, Some(&blob)).await {
                Ok((Answer::Encoded { picture }, _)) => break Some(picture.into()),
                Err(Trouble::DiskFull) => {
                    self.show_trouble(Writing::Pictures, Some(Trouble::DiskFull));
                    self.storage.pause(TRY_AGAIN).await;
                }
                Ok(_) | Err(_) => break None,
            }
        };
        self.show_trouble(Writing::Pictures, None);
        picture
    }

    fn cover(self: &Rc<Self>, sha256: String, masks: Vec<Rect>, viewport: Viewport) {
        let Some(session) = self.current.get() else { return };
        let runtime = Rc::clone(self);
        spawn_local(async move {
            let call = Call::Cover { session, sha256: sha256.clone(), masks, viewport };
            let picture = match runtime.storage.ask(&call, None).await {
                Ok((Answer::Encoded { picture }, _)) => Some(picture.into()),
                Ok(_) | Err(_) => None,
            };
            runtime.handle(Input::Covered { sha256, picture });
        });
    }

    /// Shows in the panels what is wrong with the disk, or takes it back.
    pub fn show_trouble(&self, what: Writing, trouble: Option<Trouble>) {
        let before = self.trouble_sentence();
        match what {
            Writing::Journal => self.troubles.set((trouble, self.troubles.get().1)),
            Writing::Pictures => self.troubles.set((self.troubles.get().0, trouble)),
        }
        let sentence = self.trouble_sentence();
        if sentence != before {
            let sentence = sentence.map(str::to_owned);
            self.tell_panels(ToPanel::Problem { sentence });
        }
    }

    /// What is wrong with the disk.
    pub fn trouble_sentence(&self) -> Option<&'static str> {
        let (journal, pictures) = self.troubles.get();
        journal.or(pictures).map(Trouble::sentence)
    }
}
