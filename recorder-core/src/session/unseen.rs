//! What could not be recorded or checked, as far as the session knows it; documents tell the rest with their presses.

use cairn_workflow::Unseen;

use super::Session;
use super::steps::Want;

/// How long before a step a document that did not answer counts for it, in milliseconds.
const SILENT_BEFORE: i64 = 1_000;
/// Beginnings of addresses that extensions may read.
const READABLE: [&str; 7] = ["http://", "https://", "file:", "about:", "data:", "blob:", "filesystem:"];
/// Pages of the web that Chrome keeps to itself.
const STORES: [&str; 2] = ["https://chromewebstore.google.com/", "https://chrome.google.com/webstore"];

/// Whether an address is that of a page which Chrome lets no extension read.
pub(super) fn is_browser_page(url: &str) -> bool {
    let begins = |with: &&str| url.starts_with(*with);
    !url.is_empty() && (!READABLE.iter().any(begins) || STORES.iter().any(begins))
}

impl Session {
    /// A document did not say in time where its secrets are: no frame of the tab could be used.
    pub(super) fn fell_silent(&mut self, tab: i32, now: i64) {
        self.frames.silent.insert(tab, now);
    }

    /// Says on a step that gets no picture that this was why.
    pub(super) fn say_silent(&mut self, index: usize, want: &Want) {
        let since = want.at - SILENT_BEFORE;
        let silent = self.frames.silent.get(&want.tab).is_some_and(|at| *at >= since);
        if silent
            && let Some(entry) = self.steps.entry(index)
            && !entry.step.unseen.contains(&Unseen::SilentFrame)
        {
            entry.step.unseen.push(Unseen::SilentFrame);
        }
    }
}
