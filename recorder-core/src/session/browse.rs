//! What Chrome says about tabs and addresses becomes signals of the step that caused it, or steps of its own.

use cairn_messages::RecordingState;
use cairn_redact::{PageText, Redacted};
use cairn_workflow::{Action, Navigation, Signal, TabChange, Unseen};

use super::unseen::is_browser_page;
use super::{Effect, Session};

/// A navigation this long after a press or key is its doing.
const CAUSED_WITHIN: i64 = 1_500;
/// A link or form may take this long to answer and still be the doing of the last step.
const SIGNAL_WITHIN: i64 = 30_000;
/// A tab that closes this long after a press in it closed itself.
const CLOSED_ITSELF_WITHIN: i64 = 3_000;
/// How long after a cause a tab may come to the front because of it.
const FRONT_WITHIN: i64 = 3_000;
/// Longest title kept.
const TITLE_LIMIT: usize = 200;

impl Session {
    pub(super) fn committed(
        &mut self,
        tab: i32,
        url: &str,
        transition: &str,
        qualifiers: &[String],
        at: i64,
    ) {
        self.went(tab, url, transition, qualifiers, at, true);
    }

    pub(super) fn route(&mut self, tab: i32, url: &str, transition: &str, qualifiers: &[String], at: i64) {
        self.went(tab, url, transition, qualifiers, at, false);
    }

    fn went(&mut self, id: i32, url: &str, transition: &str, qualifiers: &[String], at: i64, document: bool) {
        let reduced = self.gate.url(&PageText::from_page(url));
        let recording = self.state == RecordingState::Recording;
        let Some(tab) = self.tabs.get_mut(id) else { return };
        if document {
            tab.going = None;
        }
        let caused = at - tab.acted_at <= CAUSED_WITHIN
            && tab.acted_at != tab.spent_at
            && tab.browser_key_at < tab.acted_at;
        let first = core::mem::take(&mut tab.fresh);
        let has = |name: &str| qualifiers.iter().any(|qualifier| qualifier == name);
        let same = tab.url == reduced;
        tab.url = reduced.clone();
        if document {
            tab.title = Redacted::default();
        }
        let moved = if has("forward_back") {
            Some(tab.moved_to(url))
        } else {
            tab.went(url, has("client_redirect"));
            None
        };
        if !recording || first {
            return;
        }
        let by_hand = match (moved, transition) {
            (Some(_), _) if caused => None,
            (Some(-1), _) => Some(Navigation::Back),
            (Some(1), _) => Some(Navigation::Forward),
            (Some(_), _) => Some(Navigation::History),
            (None, "reload") if caused => None,
            (None, "reload") => Some(Navigation::Reload),
            (None, _) if has("from_address_bar") => Some(Navigation::Typed),
            (None, "typed" | "generated" | "keyword" | "keyword_generated" | "auto_bookmark") => {
                Some(Navigation::Typed)
            }
            (None, _) => None,
        };
        match by_hand {
            Some(how) => {
                self.add_browser_step(id, at, Action::Navigate { how, url: reduced });
                self.say_browser_page(url);
            }
            None if document => self.signal(id, at, Signal::Navigation { url: reduced }),
            None if !same => self.signal(id, at, Signal::Route { url: reduced }),
            None => {}
        }
    }

    /// Adds a signal to the last step of a tab, if it can be its doing.
    pub(super) fn signal(&mut self, tab: i32, at: i64, signal: Signal) {
        let Some(index) = self.steps.last_in(tab) else { return };
        let Some(entry) = self.steps.entry(index) else { return };
        if at - entry.step.at > SIGNAL_WITHIN || entry.step.signals.last() == Some(&signal) {
            return;
        }
        let went = matches!(signal, Signal::Navigation { .. } | Signal::Route { .. });
        entry.step.signals.push(signal);
        if went && let Some(tab) = self.tabs.get_mut(tab) {
            // The act has had its effect: where the tab goes next by the browser's own ways is another act.
            tab.spent_at = tab.acted_at;
        }
        self.publish(index);
    }

    /// A tab of the session opens another: that is of the session too from now on.
    pub(super) fn opens(&mut self, source: i32, tab: i32, url: &str, at: i64) {
        if self.tabs.get(source).is_none() || self.state == RecordingState::Idle {
            return;
        }
        let reduced = self.gate.url(&PageText::from_page(url));
        self.tabs.add(tab);
        if let Some(tab) = self.tabs.get_mut(tab) {
            tab.url = reduced;
            tab.fresh = true;
            tab.opener = Some(source);
            tab.going.get_or_insert((at, 0));
        }
        if self.tabs.stranger == Some(tab) {
            // Chrome told of it in front before it told who opened it.
            self.tabs.front = Some(tab);
        } else {
            self.tabs.expected_front = Some((Some(tab), at + FRONT_WITHIN));
        }
        self.tell_session();
    }

    /// That was the doing of the last step there.
    pub(super) fn opened(&mut self, source: i32, tab: i32, at: i64) {
        if let Some(tab) = self.tabs.get(tab)
            && self.state == RecordingState::Recording
        {
            let number = tab.number;
            self.signal(source, at, Signal::Popup { tab: number });
        }
    }

    pub(super) fn activated(&mut self, tab: i32, title: &str, url: &str, at: i64) {
        let mine = self.tabs.get(tab).is_some();
        let was = self.tabs.front;
        if !mine {
            // Another tab of the window is in front. What it is, is not ours to know.
            self.tabs.stranger = Some(tab);
            return;
        }
        self.tabs.stranger = None;
        self.tabs.front = Some(tab);
        let expected = self
            .tabs
            .expected_front
            .take()
            .is_some_and(|(id, until)| id.is_none_or(|id| id == tab) && at <= until);
        if expected || was == Some(tab) || self.state != RecordingState::Recording {
            return;
        }
        let title = self.gate.text(&PageText::from_page(title), TITLE_LIMIT);
        let shown = url.to_owned();
        let url = self.gate.url(&PageText::from_page(url));
        let Some(entry) = self.tabs.get_mut(tab) else { return };
        entry.url = url;
        if !title.is_empty() {
            entry.title = title;
        }
        let (number, title) = (entry.number, entry.title.clone());
        self.add_browser_step(tab, at, Action::Tab { how: TabChange::Switch, tab: number, title });
        self.say_browser_page(&shown);
    }

    /// Says on the last step that it leads to a page where nothing can be recorded.
    fn say_browser_page(&mut self, url: &str) {
        let Some(index) = self.steps.last().filter(|_| is_browser_page(url)) else { return };
        if let Some(entry) = self.steps.entry(index) {
            entry.step.unseen.push(Unseen::BrowserPage);
            self.publish(index);
        }
    }

    pub(super) fn removed(&mut self, id: i32, at: i64, now: i64) {
        let Some(tab) = self.tabs.get(id) else { return };
        let (number, title, itself) =
            (tab.number, tab.title.clone(), at - tab.acted_at <= CLOSED_ITSELF_WITHIN);
        if self.state == RecordingState::Recording {
            if itself {
                self.signal(id, at, Signal::Closed { tab: number });
            } else {
                self.add_browser_step(id, at, Action::Tab { how: TabChange::Close, tab: number, title });
            }
        }
        self.tabs.remove(id);
        if self.tabs.front == Some(id) {
            self.tabs.front = None;
        }
        // Chrome brings another tab to the front: that is no choice of the person.
        self.tabs.expected_front = Some((None, at + FRONT_WITHIN));
        self.tell_session();
        let running = matches!(
            self.state,
            RecordingState::Recording | RecordingState::Paused | RecordingState::Starting
        );
        if running && self.tabs.is_empty() {
            self.stop(now);
        }
    }

    pub(super) fn titled(&mut self, id: i32, title: &str) {
        let title = self.gate.text(&PageText::from_page(title), TITLE_LIMIT);
        if let Some(tab) = self.tabs.get_mut(id) {
            tab.title = title;
        }
    }

    pub(super) fn tell_session(&mut self) {
        let state = self.badge();
        let tabs = self.tabs.ids();
        self.out.push(Effect::Worker(cairn_messages::ToWorker::Session { state, tabs }));
    }
}
