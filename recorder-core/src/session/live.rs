//! What the person does to the recording by hand while it runs: notes, and taking a step back.

use cairn_messages::{RecordingState, TabFacts, ToPanel};
use cairn_redact::{PageText, Redacted};
use cairn_workflow::{Action, NoPicture, StepId, StepPicture};

use super::{Record, Session};

/// Longest note, in characters.
const NOTE_LIMIT: usize = 1_000;
/// How long a step that was taken back can be put in again, in milliseconds.
const REDO_WAIT: i64 = 8_000;

/// What the person asks for by hand.
#[derive(Clone, Debug, PartialEq)]
pub enum Live {
    /// Add a note at the end, or give one that is there other words.
    Note {
        /// The note that is changed; none for a new one.
        id: Option<StepId>,
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
    /// Go on with the stopped recording in this tab.
    Continue(TabFacts),
}

impl Session {
    pub(super) fn live(&mut self, live: Live, now: i64) {
        match live {
            Live::Note { id: None, text } => self.add_note(&text, now),
            Live::Note { id: Some(id), text } => self.edit_note(id, &text),
            Live::Picture => self.take_picture(now),
            Live::Undo => self.undo(now),
            Live::Redo => self.redo(now),
            Live::SecretNext(on) => self.mark_next(on),
            Live::Continue(tab) => self.go_on(&tab, now),
        }
    }

    fn is_open(&self) -> bool {
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

    fn add_note(&mut self, text: &Redacted<String>, now: i64) {
        let text = self.note_text(text);
        if !self.is_open() || text.is_empty() {
            return;
        }
        let tab = self.tab_at_hand().unwrap_or(-1);
        self.add_by_hand(tab, now, Action::Note { text });
    }

    /// Adds a step that is no act in the page: what the page does next belongs to the step before it.
    pub(super) fn add_by_hand(&mut self, tab: i32, now: i64, action: Action) -> Option<usize> {
        self.add_browser_step(tab, now, action);
        let index = self.steps.len().checked_sub(1)?;
        self.steps.entry(index)?.tab = -1;
        Some(index)
    }

    fn edit_note(&mut self, id: StepId, text: &Redacted<String>) {
        // What is on its way to a server, or there, is changed there.
        let here = self.is_open() || self.is_local();
        let Some(index) = self.steps.find(id).filter(|_| here) else { return };
        let text = self.note_text(text);
        let Some(entry) = self.steps.entry(index) else { return };
        let shows_nothing =
            matches!(entry.step.picture, StepPicture::Missing { missing: NoPicture::NotNeeded });
        let Action::Note { text: words } = &mut entry.step.action else { return };
        if text.is_empty() && shows_nothing {
            return self.remove_step(index);
        }
        *words = text;
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
        if !self.is_open() {
            return;
        }
        if let Some(index) = self.steps.redo(now + REDO_WAIT) {
            self.publish(index);
            self.show_snapshot();
        }
    }

    /// Ends the time in which what was taken back can be put in again.
    pub(super) fn settle_undone(&mut self, now: i64) {
        if self.steps.forget_undone(now, !self.is_open()) {
            self.show_snapshot();
        }
    }
}
