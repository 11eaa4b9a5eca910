//! The recording session: owned by the offscreen document, the only place where steps are numbered.
//!
//! [`Session::handle`] takes one [`Input`] and the time, and returns the [`Effect`]s to perform in order.

mod beside;
mod browse;
mod choice;
mod deeds;
mod effect;
mod evidence;
mod frames;
mod hand;
mod hold;
mod input;
mod lifecycle;
mod live;
mod observe;
mod pictures;
mod places;
mod postponed;
mod presses;
mod record;
mod recover;
mod repeats;
mod review;
mod rewrite;
mod saves;
mod scroll;
mod secret;
mod sent;
mod steps;
mod tabs;
mod unseen;

pub use effect::*;
pub use input::*;
pub use live::*;
pub use record::*;

use cairn_messages::{
    FromContent, FromWorker, Observed, RecordingState, Settings, Snapshot, ToContent, ToPanel, UploadState,
};
use cairn_redact::{Chosen, Classes, Gate, Redacted};
use cairn_workflow::{FORMAT_VERSION, Page, ScanMark, SessionId, Viewport, Workflow};

use evidence::Measured;
use frames::Frames;
use postponed::Postponed;
use review::Covering;
use steps::Steps;
use tabs::Tabs;

/// The session machine.
#[derive(Default)]
pub struct Session {
    state: RecordingState,
    meta: Option<Meta>,
    tabs: Tabs,
    steps: Steps,
    frames: Frames,
    postponed: Postponed,
    upload: UploadState,
    /// Something of this revision may be on a server.
    sent: bool,
    /// How often it changed after it was sent.
    revision: u32,
    /// The revision that is on its way to a server.
    sending: Option<u32>,
    /// The settings say that nothing is sent before the person has looked at it.
    asks: bool,
    /// Nothing of it is sent before the person says so, whatever the settings say by now.
    held: bool,
    /// The person has looked at it as it is, and said that it be sent.
    released: bool,
    /// What was on disk before is to leave it.
    rewrite_due: bool,
    covering: Option<Covering>,
    /// The next field that is typed in is secret.
    mark_next: bool,
    has_server: bool,
    problem: Option<String>,
    gate: Gate,
    /// What the person chose to mask in every text. In memory only.
    chosen: Chosen,
    /// What the settings say to mask. The gate keeps what counted at the last start.
    classes: Classes,
    /// When `Starting` or `Stopping` ends at the latest.
    deadline: Option<i64>,
    woken_for: Option<i64>,
    out: Vec<Effect>,
}

/// What is known of the recording as a whole.
struct Meta {
    session: SessionId,
    started_at: i64,
    ended_at: i64,
    /// How long nothing was recorded between Stop and going on, in milliseconds.
    away: i64,
    start: Page,
    viewport: Option<Viewport>,
    title: Redacted<String>,
    /// What the start was searched for.
    scan: ScanMark,
}

impl Session {
    /// A machine with no recording.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes one input at `now` (milliseconds since 1970) and says what to do.
    pub fn handle(&mut self, input: Input, now: i64) -> Vec<Effect> {
        match input {
            Input::Start { session, tab } => self.start(session, &tab, now),
            Input::Pause => self.pause(),
            Input::Resume => self.resume(),
            Input::Stop => self.stop(now),
            Input::Discard => self.discard(),
            Input::Rename(title) => self.rename(title),
            Input::Live(live) => self.live(live, now),
            Input::Done => self.done(),
            Input::Content { source, message } => self.content(&source, message, now),
            Input::ContentGone { document } => {
                self.content_gone(&document, now);
                self.told_or_gone(&document, now);
            }
            Input::Worker(message) => self.worker(message, now),
            Input::InjectFailed { tab, reason } => self.inject_failed(tab, reason),
            Input::Captured { request, frame, other_tab } => self.captured(request, frame, other_tab, now),
            Input::PressFrame { tab, document, press, layout, frame } => {
                self.press_frame(tab, &document, press, &layout, frame, now);
            }
            Input::Encoded { frame, picture } => self.encoded(frame, picture),
            Input::Covered { sha256, picture } => self.covered(&sha256, picture.as_ref()),
            Input::Upload(state) => self.upload_goes(state),
            Input::Tick => self.woken_for = None,
        }
        self.settle(now);
        self.settle_hold();
        self.settle_rewrite();
        core::mem::take(&mut self.out)
    }

    /// Takes the settings: whether there is a server, for the panels, and what is masked from the next start on.
    pub fn set_settings(&mut self, settings: &Settings) {
        self.has_server = settings.server.is_some();
        self.asks = settings.review.asks();
        self.classes = settings.masks.classes();
        if self.meta.is_none() || self.state == RecordingState::Stopped {
            self.gate.look_for(self.classes);
        }
    }

    /// The mark of what is recorded now.
    fn mark(&self) -> ScanMark {
        ScanMark::of(self.gate.classes())
    }

    /// What tells a content script to observe.
    fn record(&self) -> ToContent {
        ToContent::Record { classes: self.gate.classes().bits() }
    }

    /// The state.
    pub fn state(&self) -> RecordingState {
        self.state
    }

    /// Whether it knows something that is on no disk, and that what is recorded later needs.
    pub fn keeps_in_memory(&self) -> bool {
        self.meta.is_some() && !self.chosen.is_empty()
    }

    /// Everything that a panel shows.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            state: self.state,
            session: self.meta.as_ref().map(|meta| meta.session),
            title: self.meta.as_ref().map(|meta| meta.title.clone()).unwrap_or_default(),
            tabs: self.tabs.ids(),
            started_at: self.meta.as_ref().map_or(0, |meta| meta.started_at + meta.away),
            start: self.meta.as_ref().map(|meta| Box::new(meta.start.clone())).unwrap_or_default(),
            steps: self.steps.all(),
            place: self.steps.place(),
            beside: self.steps.beside(),
            can_redo: self.steps.can_redo(),
            secret_next: self.mark_next,
            upload: self.upload.clone(),
            held: self.meta.is_some() && !self.may_send(),
            covering: self.covering.as_ref().map(|covering| covering.sha256.clone()),
            has_server: self.has_server,
            problem: self.problem.clone(),
        }
    }

    /// The recording as it stands; none when there is none.
    pub fn workflow(&self) -> Option<Workflow> {
        let meta = self.meta.as_ref()?;
        Some(Workflow {
            v: FORMAT_VERSION,
            id: meta.session,
            revision: self.revision,
            title: meta.title.clone(),
            started_at: meta.started_at,
            ended_at: meta.ended_at,
            start: meta.start.clone(),
            viewport: meta.viewport.unwrap_or_default(),
            scan: self.steps.entries().iter().fold(meta.scan, |mark, entry| mark.weaker(entry.step.scan)),
            steps: self.steps.all(),
            recorder: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    fn content(&mut self, source: &Source, message: FromContent, now: i64) {
        match message {
            FromContent::Hello { protocol, top } => self.hello(source, protocol, top),
            FromContent::Observed { observations } => {
                let act =
                    |what: &Observed| !matches!(what, Observed::Press { .. } | Observed::Settled { .. });
                let told = observations.iter().any(|one| act(&one.what));
                self.observed(source, observations, now);
                if told {
                    self.told_or_gone(&source.document, now);
                }
            }
            FromContent::Measured { request, layout, rises } => {
                self.measured(source, request, Measured { layout, rises });
            }
            FromContent::Quiet { layout } => self.quiet(source, layout, now),
        }
    }

    fn chrome_says(&mut self, message: FromWorker, now: i64) {
        match message {
            FromWorker::Committed { tab, url, transition, qualifiers, at } => {
                self.committed(tab, &url, &transition, &qualifiers, at);
            }
            FromWorker::Begun { tab, at } => self.begun(tab, at),
            FromWorker::Failed { tab, url, error, at } => self.failed(tab, &url, &error, at),
            FromWorker::Route { tab, url, transition, qualifiers, at } => {
                self.route(tab, &url, &transition, &qualifiers, at);
            }
            FromWorker::Opened { source, tab, at, .. } => self.opened(source, tab, at),
            FromWorker::Activated { tab, title, url, at } => self.activated(tab, &title, &url, at),
            FromWorker::Removed { tab, at } => self.removed(tab, at, now),
            FromWorker::Titled { tab, title } => self.titled(tab, &title),
            FromWorker::Settings(settings) => self.set_settings(&settings),
            // The adapter turns the latter two into inputs of their own.
            FromWorker::Pressed { .. } | FromWorker::PressFrame { .. } | FromWorker::Command { .. } => {}
        }
    }

    fn panel(&mut self, message: ToPanel) {
        self.out.push(Effect::Panel(message));
    }

    fn show_snapshot(&mut self) {
        let snapshot = self.snapshot();
        self.panel(ToPanel::Snapshot(snapshot));
    }

    fn journal(&mut self, record: Record) {
        self.out.push(Effect::Journal(record));
    }

    /// Writes a step down and shows it.
    fn publish(&mut self, index: usize) {
        self.mask_step(index);
        if let Some(step) = self.steps.get(index) {
            let step = Box::new(step.clone());
            self.journal(Record::Step { step: step.clone() });
            self.panel(ToPanel::Step { step });
        }
    }

    /// What follows from the passing of time and from what just came in.
    fn settle(&mut self, now: i64) {
        self.settle_postponed(now);
        self.settle_undone(now);
        self.settle_frames(now);
        self.settle_pictures(now);
        self.settle_beside(now);
        self.settle_state(now);
        let waits = [self.frames.next_deadline(), self.steps.next_deadline(), self.postponed_until()];
        let next = waits.into_iter().chain([self.deadline]).flatten().min();
        if let Some(at) = next
            && self.woken_for.is_none_or(|woken| at < woken)
        {
            self.woken_for = Some(at);
            self.out.push(Effect::Wake { at });
        }
    }
}
