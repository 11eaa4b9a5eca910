//! Fields that the person marks as secret: the next one that is typed in, and from then on that one.
//!
//! The content script destroys the value and tells where the field is, as of every secret field. A document that
//! loads later is told which fields were marked on its page: the steps themselves say it.

use cairn_messages::{RecordingState, ToContent};
use cairn_redact::{Secret, Value};
use cairn_workflow::{Action, Selector, Step};

use super::{Effect, Session};

impl Session {
    /// The next field that is typed in is secret, or is not after all.
    pub(super) fn mark_next(&mut self, on: bool) {
        let open = matches!(self.state, RecordingState::Recording | RecordingState::Paused);
        if self.mark_next == on || (on && !open) {
            return;
        }
        self.mark_next = on;
        for tab in self.tabs.ids() {
            self.tell_marks(tab);
        }
        self.show_snapshot();
    }

    /// A field's value was secret: the mark is used up.
    pub(super) fn kept_secret(&mut self, tab: i32, done: bool) {
        if self.mark_next {
            self.mark_next(false);
        } else if done {
            self.tell_marks(tab);
        }
    }

    /// Tells the documents of a tab which fields are marked.
    fn tell_marks(&mut self, tab: i32) {
        let documents: Vec<String> =
            self.tabs.connected(Some(tab)).map(|document| document.id.clone()).collect();
        for document in documents {
            self.out.push(Effect::Content { document, message: self.marks(tab) });
        }
    }

    /// Tells a document that has just come, if there is anything to tell.
    pub(super) fn tell_marks_at_hello(&mut self, document: &str, tab: i32) {
        let message = self.marks(tab);
        if message != (ToContent::Secret { next: false, fields: String::new() }) {
            self.out.push(Effect::Content { document: document.to_owned(), message });
        }
    }

    fn marks(&self, tab: i32) -> ToContent {
        let here = self.tabs.page(tab).url;
        let marked = self.steps.entries().iter().map(|entry| &entry.step);
        let mut fields: Vec<&str> = marked
            .filter(|step| place(step.page.url.as_str()) == place(here.as_str()))
            .filter_map(marked_field)
            .collect();
        fields.sort_unstable();
        fields.dedup();
        ToContent::Secret { next: self.mark_next, fields: fields.join(",") }
    }
}

/// The CSS selector of a field that was secret for no reason of its own.
fn marked_field(step: &Step) -> Option<&str> {
    let Action::Change { value: Value::Secret(secret), .. } = &step.action else { return None };
    let target = step.target.as_ref().filter(|_| secret.reason == Secret::EverSecret)?;
    target.locators.iter().find_map(|locator| match &locator.selector {
        Selector::Css { css } => Some(css.as_str()),
        _ => None,
    })
}

/// An address without its query and fragment.
fn place(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}
