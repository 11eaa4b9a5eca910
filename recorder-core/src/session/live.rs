//! What the person does to the recording by hand while it runs: notes, and taking a step back.

use cairn_messages::{RecordingState, TabFacts, ToPanel};
use cairn_redact::{PageText, Redacted};
use cairn_workflow::{Action, NoPicture, Rect, StepId, StepPicture};

use super::observe::plain_step;
use super::steps::Entry;
use super::{Record, Session};

/// Longest note, in characters.
const NOTE_LIMIT: usize = 1_000;
/// How long a step that was taken back can be put in again, in milliseconds.
const REDO_WAIT: i64 = 8_000;

/// What the person asks for by hand.
#[derive(Clone, Debug, PartialEq)]
pub enum Live {
    /// Add a note, or give one that is there other words.
    Note {
        /// The note that is changed; none for a new one.
        id: Option<StepId>,
        /// The step that a new one follows; none for the last one.
        after: Option<StepId>,
        /// The words.
        text: Redacted<String>,
    },
    /// Take a picture of the tab as it is now.
    Picture,
    /// Take the last step back.
    Undo,
    /// Put the step in again that was taken back last.
    Redo,
    /// The next field that is typed in is secret, or is not after all.
    SecretNext(bool),
    /// Go on with the stopped recording.
    Continue {
        /// In this tab.
        tab: TabFacts,
        /// The step after which new ones are put in; none for the last one.
        after: Option<StepId>,
    },
    /// Take a step out of the stopped recording.
    TakeOut(StepId),
    /// Mask a text in every text of the stopped recording.
    Mask(Redacted<String>),
    /// Cover parts of a picture of the stopped recording.
    Cover {
        /// SHA-256 of the picture.
        sha256: String,
        /// The parts, in CSS pixels of the viewport that it shows.
        masks: Vec<Rect>,
    },
    /// Send the stopped recording: the person has looked at it.
    Send,
    /// Show another of a step's pictures.
    Choose {
        /// The step.
        id: StepId,
        /// SHA-256 of the picture; none for no picture.
        sha256: Option<String>,
    },
}

impl Session {
    pub(super) fn live(&mut self, live: Live, now: i64) {
        match live {
            Live::Note { id: None, after, text } => self.add_note(after, &text, now),
            Live::Note { id: Some(id), text, .. } => self.edit_note(id, &text),
            Live::Picture => self.take_picture(now),
            Live::Undo => self.undo(now),
            Live::Redo => self.redo(now),
            Live::SecretNext(on) => self.mark_next(on),
            Live::Continue { tab, after } => self.go_on(&tab, after, now),
            Live::TakeOut(id) => self.take_out(id),
            Live::Mask(text) => self.mask_text(&text),
            Live::Cover { sha256, masks } => self.cover(&sha256, masks),
            Live::Send => self.send(),
            Live::Choose { id, sha256 } => self.choose_picture(id, sha256.as_deref()),
        }
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(self.state, RecordingState::Recording | RecordingState::Paused)
    }

    /// The tab that the person works in, by Chrome's id.
    pub(super) fn tab_at_hand(&self) -> Option<i32> {
        self.tabs.front.or_else(|| self.tabs.ids().first().copied())
    }

    fn note_text(&self, text: &Redacted<String>) -> Redacted<String> {
        // A panel's message is as little trusted as any text: it goes through the gate like a page's.
        self.gate.text(&PageText::from_page(text.as_str()), NOTE_LIMIT)
    }

    /// Whether its steps can be changed by hand.
    fn is_editable(&self) -> bool {
        self.is_open() || self.state == RecordingState::Stopped
    }

    fn add_note(&mut self, after: Option<StepId>, text: &Redacted<String>, now: i64) {
        let text = self.note_text(text);
        if !self.is_editable() || text.is_empty() {
            return;
        }
        let after = after.and_then(|id| self.steps.find(id));
        let index = after.map_or(self.steps.next(), |index| index + 1);
        let here = self.tab_at_hand().filter(|_| after.is_none()).map(|tab| self.tabs.page(tab));
        let page = here.or_else(|| Some(self.steps.get(index.checked_sub(1)?)?.page.clone()));
        let Some(page) = page.or_else(|| Some(self.meta.as_ref()?.start.clone())) else { return };
        let entry = Entry::new(plain_step(now, Action::Note { text }, page), -1);
        self.changed();
        let index = self.put_step(index, entry);
        self.publish(index);
    }

    /// Adds a step that is no act in the page: what the page does next belongs to the step before it.
    pub(super) fn add_by_hand(&mut self, tab: i32, now: i64, action: Action) -> Option<usize> {
        self.add_browser_step(tab, now, action);
        let index = self.steps.last()?;
        self.steps.entry(index)?.tab = -1;
        Some(index)
    }

    fn edit_note(&mut self, id: StepId, text: &Redacted<String>) {
        let Some(index) = self.steps.find(id).filter(|_| self.is_editable()) else { return };
        let text = self.note_text(text);
        let Some(entry) = self.steps.entry(index) else { return };
        let shows_nothing =
            matches!(entry.step.picture, StepPicture::Missing { missing: NoPicture::NotNeeded });
        let Action::Note { text: words } = &mut entry.step.action else { return };
        if *words == text {
            return;
        }
        if text.is_empty() && shows_nothing {
            self.changed();
            return self.remove_step(index);
        }
        *words = text;
        self.changed();
        self.publish(index);
    }

    fn remove_step(&mut self, index: usize) {
        if let Some(id) = self.steps.remove(index) {
            self.journal(Record::Removed { id });
            self.panel(ToPanel::Removed { id });
        }
    }

    fn undo(&mut self, now: i64) {
        if !self.is_open() {
            return;
        }
        if let Some(id) = self.steps.undo(now + REDO_WAIT) {
            self.journal(Record::Removed { id });
            self.panel(ToPanel::Removed { id });
            self.show_snapshot();
        }
    }

    fn redo(&mut self, now: i64) {
        if !self.is_editable() {
            return;
        }
        if let Some(index) = self.steps.redo(now + REDO_WAIT) {
            self.changed();
            self.publish(index);
            self.publish_beside(index);
            self.show_snapshot();
        }
    }

    /// Ends the time in which what was taken back can be put in again.
    pub(super) fn settle_undone(&mut self, now: i64) {
        if self.steps.forget_undone(now, !self.is_editable()) {
            self.show_snapshot();
        }
    }
}
