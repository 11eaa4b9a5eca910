//! What Chrome says of a tab while a press in it is not told yet: the press comes first, whatever it led to.
//!
//! Of a press the service worker knows at once; the content script tells it a little later, when the page has answered
//! the person. Chrome's word of the page or window that it opened would be taken for the doing of the step before.

use cairn_messages::FromWorker;

use super::Session;

/// A press is told within this time, in milliseconds; later nothing waits for it.
const TOLD_WITHIN: i64 = 600;

/// Presses that are not told yet, and what waits for them, in order.
#[derive(Default)]
pub(super) struct Postponed {
    presses: Vec<Untold>,
    waiting: Vec<FromWorker>,
}

struct Untold {
    tab: i32,
    document: String,
    until: i64,
}

impl Session {
    pub(super) fn worker(&mut self, message: FromWorker, now: i64) {
        if let FromWorker::Pressed { tab, document } = message {
            self.told_or_gone(&document, now);
            return self.postponed.presses.push(Untold { tab, document, until: now + TOLD_WITHIN });
        }
        if let FromWorker::Opened { source, tab, url, at } = &message {
            // What is done in it is recorded at once.
            self.opens(*source, *tab, url, *at);
        }
        let waits = tab_of(&message).is_some_and(|tab| {
            let untold = |press: &Untold| press.tab == tab && now < press.until;
            self.postponed.presses.iter().any(untold) || !self.postponed.waiting.is_empty()
        });
        if waits {
            self.postponed.waiting.push(message);
        } else {
            self.chrome_says(message, now);
        }
    }

    /// A document has told its presses, or will not.
    pub(super) fn told_or_gone(&mut self, document: &str, now: i64) {
        self.postponed.presses.retain(|press| press.document != document);
        self.settle_postponed(now);
    }

    pub(super) fn settle_postponed(&mut self, now: i64) {
        self.postponed.presses.retain(|press| now < press.until);
        if self.postponed.presses.is_empty() {
            for message in core::mem::take(&mut self.postponed.waiting) {
                self.chrome_says(message, now);
            }
        }
    }

    /// When the last of them is waited for no longer; none where nothing waits.
    pub(super) fn postponed_until(&self) -> Option<i64> {
        let waiting = !self.postponed.waiting.is_empty();
        self.postponed.presses.iter().map(|press| press.until).max().filter(|_| waiting)
    }
}

/// The tab whose step a message may be the doing of.
fn tab_of(message: &FromWorker) -> Option<i32> {
    match message {
        FromWorker::Begun { tab, .. }
        | FromWorker::Failed { tab, .. }
        | FromWorker::Committed { tab, .. }
        | FromWorker::Route { tab, .. }
        | FromWorker::Opened { source: tab, .. }
        | FromWorker::Activated { tab, .. }
        | FromWorker::Removed { tab, .. } => Some(*tab),
        FromWorker::Titled { .. }
        | FromWorker::Pressed { .. }
        | FromWorker::PressFrame { .. }
        | FromWorker::Command { .. }
        | FromWorker::Settings(_) => None,
    }
}
