//! Start, pause, resume, stop, discard: real states that drain every frame.

use cairn_messages::{Badge, RecordingState, TabFacts, ToContent, ToWorker, UploadState};
use cairn_redact::{Chosen, PageText, Redacted};
use cairn_workflow::{FORMAT_VERSION, Page, SessionId, StepId};

use super::frames::Frames;
use super::steps::Steps;
use super::{Effect, Meta, Record, Session};

/// How long Chrome may take to inject the first content script.
const START_WAIT: i64 = 5_000;
/// How long Stop waits for documents to hand in what they have, and for the last pictures.
const STOP_WAIT: i64 = 2_500;
/// Longest title kept.
const TITLE_LIMIT: usize = 200;

impl Session {
    pub(super) fn start(&mut self, session: SessionId, tab: &TabFacts, now: i64) {
        let free = matches!(self.state, RecordingState::Idle)
            || (self.state == RecordingState::Stopped && matches!(self.upload, UploadState::Done { .. }));
        if !free {
            return self
                .say("A recording is not finished yet. Save or discard it before you start the next one.");
        }
        if let Some(obstacle) = &tab.obstacle {
            return self.say(obstacle);
        }
        self.clear();
        self.gate.look_for(self.classes);
        let url = self.gate.url(&PageText::from_page(tab.url.as_str()));
        let title = self.gate.text(&PageText::from_page(tab.title.as_str()), TITLE_LIMIT);
        let number = self.tabs.add(tab.id);
        self.tabs.front = Some(tab.id);
        if let Some(entry) = self.tabs.get_mut(tab.id) {
            entry.url = url.clone();
            entry.title = title.clone();
            entry.went(&tab.url, false);
        }
        let start = Page { tab: number, url: url.clone(), title: title.clone() };
        self.journal(Record::Begin {
            v: FORMAT_VERSION,
            session,
            at: now,
            start: start.clone(),
            tab: tab.id,
            scan: Some(self.mark()),
        });
        let title = if title.is_empty() { url } else { title };
        let scan = self.mark();
        self.meta = Some(Meta {
            session,
            started_at: now,
            ended_at: now,
            away: 0,
            start,
            viewport: None,
            title,
            scan,
        });
        self.begin(tab.id, now);
    }

    fn begin(&mut self, tab: i32, now: i64) {
        self.state = RecordingState::Starting;
        self.deadline = Some(now + START_WAIT);
        self.tell_session();
        self.out.push(Effect::Worker(ToWorker::Inject { tab }));
        self.show_snapshot();
    }

    /// Goes on with the stopped recording, in a tab that takes the place of the last one.
    pub(super) fn go_on(&mut self, tab: &TabFacts, after: Option<StepId>, now: i64) {
        if self.state != RecordingState::Stopped {
            return;
        }
        if self.sending.is_some() {
            return self.say("The recording is being uploaded. Continue it once that is done.");
        }
        if self.covering.is_some() {
            return self.say("A picture is being covered. Continue the recording once that is done.");
        }
        if let Some(obstacle) = &tab.obstacle {
            return self.say(obstacle);
        }
        self.gate.look_for(self.classes);
        let Some(meta) = self.meta.as_mut() else { return };
        meta.away += (now - meta.ended_at).max(0);
        let (first, used) = (meta.start.tab, self.steps.tabs());
        self.steps.let_go();
        self.steps.put_after(after);
        let number = self.steps.last().and_then(|last| used.get(last)).copied().unwrap_or(first);
        let most = used.into_iter().max().unwrap_or(first);
        self.tabs.add_as(tab.id, number, most);
        self.tabs.front = Some(tab.id);
        let url = self.gate.url(&PageText::from_page(tab.url.as_str()));
        let title = self.gate.text(&PageText::from_page(tab.title.as_str()), TITLE_LIMIT);
        if let Some(entry) = self.tabs.get_mut(tab.id) {
            (entry.url, entry.title) = (url, title);
            entry.went(&tab.url, false);
        }
        // The document may be the same, and numbers its presses anew.
        self.frames = Frames::default();
        self.problem = None;
        self.journal(Record::Continued { at: now, tab: tab.id, after });
        self.begin(tab.id, now);
    }

    /// The page did not let the recorder in. A recording that was to go on is stopped as before.
    fn not_let_in(&mut self, sentence: &str) {
        self.tell_all(&ToContent::Stop {});
        match self.meta.as_ref().filter(|_| self.steps.len() > 0) {
            Some(meta) => {
                let at = meta.ended_at;
                self.journal(Record::Ended { at });
                self.state = RecordingState::Stopped;
                self.deadline = None;
                self.steps.put_after(None);
                self.tabs.clear();
            }
            None => {
                self.out.push(Effect::Forget);
                self.clear();
            }
        }
        self.tell_session();
        self.say(sentence);
    }

    pub(super) fn inject_failed(&mut self, tab: i32, reason: String) {
        if self.state == RecordingState::Starting && self.tabs.ids() == [tab] {
            self.not_let_in(&reason);
        }
    }

    pub(super) fn pause(&mut self) {
        if self.state == RecordingState::Recording {
            self.state = RecordingState::Paused;
            self.tell_all(&ToContent::Pause {});
            self.tell_session();
            self.show_snapshot();
        }
    }

    pub(super) fn resume(&mut self) {
        if self.state == RecordingState::Paused {
            self.state = RecordingState::Recording;
            self.tell_all(&self.record());
            self.tell_session();
            self.show_snapshot();
        }
    }

    pub(super) fn stop(&mut self, now: i64) {
        let running = matches!(
            self.state,
            RecordingState::Starting | RecordingState::Recording | RecordingState::Paused
        );
        if !running {
            return;
        }
        self.state = RecordingState::Stopping;
        self.mark_next = false;
        self.deadline = Some(now + STOP_WAIT);
        if let Some(meta) = self.meta.as_mut() {
            meta.ended_at = now;
        }
        self.tell_all(&ToContent::Stop {});
        self.tell_session();
        self.show_snapshot();
    }

    pub(super) fn discard(&mut self) {
        if self.state == RecordingState::Idle {
            return;
        }
        self.tell_all(&ToContent::Stop {});
        self.out.push(Effect::Forget);
        self.clear();
        self.tell_session();
        self.show_snapshot();
    }

    pub(super) fn done(&mut self) {
        if self.state == RecordingState::Stopped {
            self.out.push(Effect::Forget);
            self.clear();
            self.show_snapshot();
        }
    }

    pub(super) fn rename(&mut self, title: Redacted<String>) {
        let title = self.without_chosen(title);
        if let Some(meta) = self.meta.as_mut()
            && !title.is_empty()
        {
            meta.title = title.clone();
            self.changed();
            self.journal(Record::Title { title });
            self.show_snapshot();
        }
    }

    /// Ends `Starting` and `Stopping` when they are over.
    pub(super) fn settle_state(&mut self, now: i64) {
        let late = self.deadline.is_some_and(|deadline| now >= deadline);
        match self.state {
            RecordingState::Starting if late => {
                self.not_let_in("This page did not let the recorder in. Reload the page and start again.");
            }
            RecordingState::Stopping => {
                let drained = self.tabs.connected(None).next().is_none();
                if late || (drained && self.steps.complete()) {
                    self.finish(now);
                }
            }
            RecordingState::Idle
            | RecordingState::Starting
            | RecordingState::Recording
            | RecordingState::Paused
            | RecordingState::Stopped => {}
        }
    }

    fn finish(&mut self, now: i64) {
        self.give_up_pictures(now);
        self.steps.put_after(None);
        self.state = RecordingState::Stopped;
        self.deadline = None;
        let at = self.meta.as_ref().map_or(now, |meta| meta.ended_at);
        self.journal(Record::Ended { at });
        for frame in self.frames.clear() {
            self.out.push(Effect::DropFrame { frame });
        }
        self.tabs.clear();
        self.tell_session();
        self.show_snapshot();
        if self.steps.len() > 0 {
            self.out.push(Effect::Upload);
        }
    }

    pub(super) fn badge(&self) -> Badge {
        match self.state {
            RecordingState::Starting | RecordingState::Recording => Badge::Recording,
            RecordingState::Paused => Badge::Paused,
            RecordingState::Stopping | RecordingState::Idle | RecordingState::Stopped
                if matches!(self.upload, UploadState::Failed { .. }) =>
            {
                Badge::Problem
            }
            RecordingState::Stopping | RecordingState::Idle | RecordingState::Stopped => Badge::Idle,
        }
    }

    pub(super) fn tell_all(&mut self, message: &ToContent) {
        let documents: Vec<String> = self.tabs.connected(None).map(|document| document.id.clone()).collect();
        for document in documents {
            self.out.push(Effect::Content { document, message: message.clone() });
        }
    }

    pub(super) fn say(&mut self, sentence: &str) {
        self.problem = Some(sentence.to_owned());
        self.show_snapshot();
    }

    fn clear(&mut self) {
        for frame in self.frames.clear() {
            self.out.push(Effect::DropFrame { frame });
        }
        self.state = RecordingState::Idle;
        self.meta = None;
        self.tabs.clear();
        self.steps = Steps::default();
        self.frames = Frames::default();
        self.upload = UploadState::None;
        self.sent = false;
        self.revision = 0;
        self.sending = None;
        (self.held, self.released, self.rewrite_due) = (false, false, false);
        self.covering = None;
        self.chosen = Chosen::default();
        self.mark_next = false;
        self.problem = None;
        self.deadline = None;
        self.woken_for = None;
    }
}
