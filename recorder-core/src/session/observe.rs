//! Observations of content scripts become steps.

use cairn_messages::{Layout, Observation, Observed, PROTOCOL, RecordingState, ToContent, ToPanel};
use cairn_redact::Value;
use cairn_workflow::{
    Action, After, Control, Moment, NoPicture, Page, ScanMark, Step, StepId, StepPicture, Target, Unseen,
};

use super::deeds::Did;
use super::places::Place;
use super::presses::Press;
use super::steps::{Entry, Want};
use super::{Effect, Record, Session, Source};

/// How long a step waits for a picture of the state before it.
const BEFORE_WAIT: i64 = 1_500;
/// How long a toggle waits for a picture of its new state.
const AFTER_WAIT: i64 = 2_500;
/// A settled page belongs to the step before it for this long.
const SETTLE_WINDOW: i64 = 15_000;

impl Session {
    pub(super) fn hello(&mut self, source: &Source, protocol: u32, top: bool) {
        let mine = self.tabs.get(source.tab).is_some();
        let document = source.document.clone();
        if protocol != PROTOCOL || !mine {
            self.out.push(Effect::Content { document, message: ToContent::Stop {} });
            return;
        }
        let entry = self.tabs.document(&source.document, source.tab, top && source.frame == 0);
        entry.connected = true;
        self.tabs.prune();
        let message = match self.state {
            RecordingState::Starting | RecordingState::Recording => self.record(),
            RecordingState::Paused => ToContent::Pause {},
            RecordingState::Idle | RecordingState::Stopping | RecordingState::Stopped => ToContent::Stop {},
        };
        self.out.push(Effect::Content { document, message });
        self.tell_marks_at_hello(&source.document, source.tab);
        if self.state == RecordingState::Starting && top {
            self.state = RecordingState::Recording;
            self.deadline = None;
            // A recording that goes on is another one than the server may have.
            self.changed();
            self.show_snapshot();
        }
    }

    pub(super) fn observed(&mut self, source: &Source, observations: Vec<Observation>, now: i64) {
        if self.tabs.get(source.tab).is_none() {
            return;
        }
        for observation in observations {
            self.observed_one(source, observation, now);
        }
        let n = self.tabs.document(&source.document, source.tab, source.frame == 0).seen;
        self.out.push(Effect::Ack { document: source.document.clone(), n });
    }

    fn observed_one(&mut self, source: &Source, observation: Observation, now: i64) {
        let document = self.tabs.document(&source.document, source.tab, source.frame == 0);
        let (top, n) = (document.top, observation.n);
        if n <= document.seen {
            return;
        }
        document.seen = n;
        if top && let Some(tab) = self.tabs.get_mut(source.tab) {
            tab.url = observation.url.clone();
            tab.title = observation.title.clone();
        }
        if matches!(self.state, RecordingState::Recording | RecordingState::Stopping) {
            self.reduce(source, observation.at, observation.what, now);
        }
        self.journal(Record::Seen { document: source.document.clone(), n });
    }

    fn reduce(&mut self, source: &Source, at: i64, mut what: Observed, now: i64) {
        self.place_targets(source, &mut what);
        match what {
            Observed::Press { press, target, layout, unseen, scrolled, reached } => {
                self.acted(source.tab, at);
                self.know_layout(source, &layout);
                let document = source.document.clone();
                let scrolled = scrolled && self.was_out_of_view(source, &target, &layout);
                self.frames.press_seen(Press {
                    document,
                    press,
                    target: *target,
                    layout,
                    unseen,
                    at,
                    frame_out: true,
                    scrolled,
                    reached,
                });
            }
            Observed::Click {
                press,
                node,
                target,
                button,
                count,
                modifiers,
                offset,
                by,
                focuses_text,
                layout,
            } => {
                self.acted(source.tab, at);
                let seen = press.and_then(|press| self.frames.press(&source.document, press));
                let reached = seen.is_some_and(|seen| seen.scrolled || !seen.reached.is_empty());
                let (target, layout, unseen) = match (seen, target, layout) {
                    (Some(seen), _, _) => (seen.target.clone(), seen.layout.clone(), seen.unseen.clone()),
                    (None, Some(target), layout) => (*target, layout.unwrap_or_default(), Vec::new()),
                    (None, None, _) => return,
                };
                let place = Some((source.document.clone(), node));
                if count >= 2 && self.merge_click(&place, count, focuses_text, at) {
                    return;
                }
                let action = Action::Click { button, count, modifiers, offset, by, repeats: 0 };
                if !reached && self.repeats_click(&place, &action, &target, at) {
                    return;
                }
                let index =
                    self.add(Draft { source, at, action, target: Some(target), layout: &layout, press, now });
                if let Some(entry) = self.steps.entry(index) {
                    entry.place = place;
                    entry.clicked_at = at;
                    entry.focus_click = focuses_text;
                    entry.step.unseen.extend(unseen);
                }
                self.publish(index);
            }
            Observed::Change { node, press, target, control, value, done, unchanged, layout } => {
                self.acted(source.tab, at);
                let field = Field { node, press, target: *target, control, value, done, unchanged, layout };
                let secret = matches!(field.value, Value::Secret(_)).then_some(field.done);
                self.change(source, at, field, now);
                if let Some(done) = secret {
                    self.kept_secret(source.tab, done);
                }
            }
            Observed::Key { key, modifiers, press, target, layout } => {
                self.acted(source.tab, at);
                let action = Action::Key { key, modifiers };
                let target = target.map(|target| *target);
                let draft = Draft { source, at, action, target, layout: &layout, press: Some(press), now };
                let index = self.add(draft);
                self.publish(index);
            }
            Observed::Did { node, press, target, deed, layout } => {
                self.acted(source.tab, at);
                self.did(source, at, Did { node, press, target, deed, layout }, now);
            }
            Observed::BrowserKey {} => {
                if let Some(tab) = self.tabs.get_mut(source.tab) {
                    tab.browser_key_at = at;
                }
            }
            Observed::Saves { file } => self.saves(source.tab, at, file),
            Observed::Settled { appeared } => self.settled(source, at, appeared),
        }
    }

    pub(super) fn acted(&mut self, tab: i32, at: i64) {
        if let Some(tab) = self.tabs.get_mut(tab) {
            tab.acted_at = at;
        }
    }

    fn change(&mut self, source: &Source, at: i64, field: Field, now: i64) {
        let existing = self.steps.field(&source.document, field.node).or_else(|| {
            // A click that only put the cursor there becomes the typing.
            let last = self.steps.last()?;
            let entry = &self.steps.entries()[last];
            let same = entry.place.as_ref().is_some_and(|(d, n)| *d == source.document && *n == field.node);
            (entry.focus_click && same).then_some(last)
        });
        if existing.is_none() && self.steps.was_undone(&source.document, field.node, &field.value) {
            return;
        }
        if field.unchanged {
            if let Some(id) = existing.and_then(|index| self.steps.remove(index)) {
                self.journal(Record::Removed { id });
                self.panel(ToPanel::Removed { id });
            }
            return;
        }
        let place = self.place_now(source.tab, &field.layout).unwrap_or_default();
        // A menu closes with the choice: its entries are shown before it.
        let in_menu = field.target.role.starts_with("menuitem");
        let toggle = !in_menu && matches!(field.control, Control::Check | Control::Radio | Control::Switch);
        let action = Action::Change { control: field.control, value: field.value };
        let index = match existing {
            Some(index) => {
                if let Some(entry) = self.steps.entry(index) {
                    entry.step.action = action;
                    let before = entry.step.target.replace(field.target);
                    // The last words of a frame come when the pages around it are gone: its place is known from before.
                    if let (Some(target), Some(before)) = (&mut entry.step.target, before)
                        && target.rect.is_empty()
                    {
                        target.rect = before.rect;
                    }
                    entry.focus_click = false;
                }
                index
            }
            None => self.add(Draft {
                source,
                at,
                action,
                target: Some(field.target),
                layout: &field.layout,
                press: field.press,
                now,
            }),
        };
        if let Some(entry) = self.steps.entry(index) {
            entry.place = Some((source.document.clone(), field.node));
            entry.open = !field.done;
            if toggle && existing.is_none() {
                if let Some(want) = entry.want.as_mut() {
                    want.moment = Moment::After;
                    want.deadline = now + AFTER_WAIT;
                }
            } else if toggle {
                // Flipped back: the picture that was taken shows the other state.
                entry.want =
                    Some(Want { place, ..want(source, at, field.press, &field.layout, Moment::After, now) });
            }
        }
        self.publish(index);
    }

    pub(super) fn add(&mut self, draft: Draft<'_>) -> usize {
        self.know_layout(draft.source, draft.layout);
        self.scrolled_before(&draft);
        self.reached_before(&draft);
        let page = self.tabs.page(draft.source.tab);
        let press = self.by_pointer(draft.source, draft.press);
        let mut unseen = Vec::new();
        let place = self.place_now(draft.source.tab, draft.layout);
        if place.is_none() {
            unseen.push(Unseen::ForeignFrame);
        }
        let step = blank_step(draft.at, draft.action, draft.target, page, unseen);
        let entry = Entry {
            want: Some(Want {
                place: place.unwrap_or_default(),
                ..want(draft.source, draft.at, press, draft.layout, Moment::Before, draft.now)
            }),
            ..Entry::new(step, draft.source.tab)
        };
        self.put_step(self.steps.next(), entry)
    }

    /// A press, if it was a pointer's. What a key does is done at once: the frame asked for at a key counts only
    /// where the page is known not to have changed.
    fn by_pointer(&self, source: &Source, press: Option<u32>) -> Option<u32> {
        press.filter(|press| self.frames.press(&source.document, *press).is_some())
    }

    /// Adds a step of the browser (navigation, tab), which shows no page of its own.
    pub(super) fn add_browser_step(&mut self, tab: i32, at: i64, action: Action) {
        self.add_without_picture(tab, at, action, None);
    }

    /// Adds a step whose picture would be that of the step before or after it.
    pub(super) fn add_without_picture(&mut self, tab: i32, at: i64, action: Action, target: Option<Target>) {
        let step = Step { target, ..plain_step(at, action, self.tabs.page(tab)) };
        let index = self.put_step(self.steps.next(), Entry::new(step, tab));
        self.publish(index);
    }

    /// Gives a step its place and number.
    pub(super) fn put_step(&mut self, index: usize, mut entry: Entry) -> usize {
        entry.step.scan = self.mark();
        let session =
            self.meta.as_ref().map_or(cairn_workflow::SessionId::new(0, [0; 10]), |meta| meta.session);
        self.steps.put(index, entry, session)
    }

    fn settled(&mut self, source: &Source, at: i64, appeared: Vec<cairn_redact::Redacted<String>>) {
        let Some(index) = self.steps.last_in(source.tab) else { return };
        let page = self.tabs.page(source.tab);
        let Some(entry) = self.steps.entry(index) else { return };
        if entry.step.after.is_some() || entry.open || at - entry.step.at > SETTLE_WINDOW {
            return;
        }
        entry.step.after = Some(After { url: page.url, title: page.title, appeared });
        self.publish(index);
    }

    /// Remembers a document's layout and, once, the session's viewport.
    pub(super) fn know_layout(&mut self, source: &Source, layout: &Layout) {
        let document = self.tabs.document(&source.document, source.tab, source.frame == 0);
        // A field's step is told with the layout of its beginning, long after newer ones.
        if document.layout.as_ref().is_none_or(|known| known.at <= layout.at) {
            document.layout = Some(layout.clone());
        }
        document.stood.get_or_insert(layout.scroll);
        let top = document.top;
        let viewport = layout.viewport;
        if top
            && viewport.width > 0.0
            && let Some(meta) = self.meta.as_mut()
            && meta.viewport.is_none()
        {
            meta.viewport = Some(viewport);
            self.journal(Record::Viewport(viewport));
        }
    }
}

/// A step to be.
pub(super) struct Draft<'a> {
    pub source: &'a Source,
    pub at: i64,
    pub action: Action,
    pub target: Option<Target>,
    pub layout: &'a Layout,
    pub press: Option<u32>,
    pub now: i64,
}

/// A change of a field.
struct Field {
    node: u32,
    press: Option<u32>,
    target: Target,
    control: Control,
    value: Value,
    done: bool,
    unchanged: bool,
    layout: Layout,
}

fn want(source: &Source, at: i64, press: Option<u32>, layout: &Layout, moment: Moment, now: i64) -> Want {
    Want {
        tab: source.tab,
        document: source.document.clone(),
        press,
        generation: layout.generation,
        scroll: layout.scroll,
        place: Place::default(),
        at: if layout.at > 0 { layout.at.min(at) } else { at },
        moment,
        deadline: now + if moment == Moment::After { AFTER_WAIT } else { BEFORE_WAIT },
        frame: None,
    }
}

/// A step that shows no page of its own.
pub(super) fn plain_step(at: i64, action: Action, page: Page) -> Step {
    let mut step = blank_step(at, action, None, page, Vec::new());
    step.picture = StepPicture::Missing { missing: NoPicture::NotNeeded };
    step
}

fn blank_step(at: i64, action: Action, target: Option<Target>, page: Page, unseen: Vec<Unseen>) -> Step {
    Step {
        // Id, number and mark are given when the step takes its place in the list.
        id: StepId::new(0, [0; 10]),
        seq: 0,
        at,
        action,
        target,
        page,
        signals: Vec::new(),
        after: None,
        picture: StepPicture::Missing { missing: NoPicture::Pending },
        unseen,
        scan: ScanMark::current(),
    }
}
