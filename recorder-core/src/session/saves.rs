//! Files that a step saves. Without a permission of its own the extension is told of no download; two traces are left:
//! a link that says itself that it saves, and an address that was asked for and never became a page.

use cairn_messages::RecordingState;
use cairn_redact::{PageText, Redacted};
use cairn_workflow::Signal;

use super::Session;

/// How Chrome calls the end of a navigation whose answer it saved, or that was given up for another.
const ABORTED: &str = "net::ERR_ABORTED";
/// A navigation that begins this long after an act, in milliseconds, is its doing.
const CAUSED_WITHIN: i64 = 5_000;
/// The clocks of pages and of Chrome's events are this far apart at most.
const CLOCKS: i64 = 50;
/// What led to a navigation is done at most this long before it, where nothing of it is still to be told, in
/// milliseconds.
const TOLD_WITHIN: i64 = 500;
/// Longest name kept.
const NAME_LIMIT: usize = 200;
/// Longest ending of a file's name, without its dot.
const ENDING: usize = 5;

/// A file that Chrome saved instead of showing a page.
pub(super) struct Saved {
    /// The tab where it was asked for.
    pub by: i32,
    /// When, milliseconds since 1970.
    begun: i64,
    /// An act that was known then may have led to it.
    caused: bool,
    file: Redacted<String>,
}

impl Session {
    /// A link began to save a file.
    pub(super) fn saves(&mut self, tab: i32, at: i64, file: Redacted<String>) {
        if self.state == RecordingState::Recording {
            self.signal(tab, at, Signal::Download { file });
        }
    }

    /// A navigation of a tab began.
    pub(super) fn begun(&mut self, id: i32, at: i64) {
        if let Some(tab) = self.tabs.get_mut(id) {
            // That of a new tab may be told after the tab, which is told with it.
            let earlier = tab.going.filter(|_| !tab.fresh);
            let given_up = earlier.map_or(0, |(_, given_up)| given_up + 1);
            tab.going = Some((at, given_up));
        }
    }

    /// A navigation of a tab ended without a page. It is a download if nothing else can have ended it: no later
    /// navigation, and no act since it began.
    pub(super) fn failed(&mut self, id: i32, url: &str, error: &str, at: i64) {
        let Some(tab) = self.tabs.get_mut(id) else { return };
        let Some((begun, given_up)) = tab.going.take() else { return };
        if given_up > 0 {
            tab.going = Some((begun, given_up - 1));
            return;
        }
        // A tab that was opened for it is the doing of its opener.
        let by = tab.opener.filter(|_| tab.fresh).unwrap_or(id);
        if error != ABORTED || self.state != RecordingState::Recording {
            return;
        }
        if by != id {
            // Opened for this, it closes itself next.
            self.acted(id, at);
        }
        let file = self.gate.text(&PageText::from_page(file_name(url)), NAME_LIMIT);
        let acted_at = self.tabs.get(by).map_or(0, |tab| tab.acted_at);
        let saved = Saved { by, begun, caused: is_caused(begun, acted_at), file };
        self.saved.push(saved);
        // The act that led to it may be told later than this.
        let last = self.steps.last_in(by).and_then(|index| self.steps.entry(index));
        if last.is_some_and(|entry| begun - entry.step.at <= TOLD_WITHIN) {
            self.tell_saved(by);
        }
    }

    /// Tells what a tab has saved with the steps that led to it: all that was done before is known now.
    pub(super) fn tell_saved(&mut self, by: i32) {
        let acted_at = self.tabs.get(by).map_or(0, |tab| tab.acted_at);
        let (told, kept) = self.saved.drain(..).partition(|saved: &Saved| saved.by == by);
        self.saved = kept;
        let told: Vec<Saved> = told;
        for Saved { begun, caused, file, .. } in told {
            let Some(index) = self.steps.last_before(by, begun + CLOCKS) else { continue };
            let Some(entry) = self.steps.entry(index) else { continue };
            if caused || is_caused(begun, acted_at) {
                entry.step.signals.push(Signal::Download { file });
                self.publish(index);
            }
        }
    }
}

/// Whether an act may have led to a navigation.
fn is_caused(begun: i64, acted_at: i64) -> bool {
    (-CLOCKS..=CAUSED_WITHIN).contains(&(begun - acted_at))
}

/// The last part of an address, where it looks like the name of a file.
fn file_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_file = last.rsplit_once('.').is_some_and(|(name, ending)| {
        let plain = ending.chars().all(|letter| letter.is_ascii_alphanumeric());
        !name.is_empty() && (1..=ENDING).contains(&ending.len()) && plain
    });
    // An address without a path has a host there.
    let has_path = path.split('/').count() > 3;
    if is_file && has_path { last.to_owned() } else { String::new() }
}
