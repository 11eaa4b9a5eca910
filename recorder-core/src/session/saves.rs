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
/// Longest name kept.
const NAME_LIMIT: usize = 200;
/// Longest ending of a file's name, without its dot.
const ENDING: usize = 5;

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
        let acted_at = self.tabs.get(by).map_or(0, |tab| tab.acted_at);
        if (-CLOCKS..=CAUSED_WITHIN).contains(&(begun - acted_at)) {
            let file = self.gate.text(&PageText::from_page(file_name(url)), NAME_LIMIT);
            self.signal(by, at, Signal::Download { file });
        }
    }
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
