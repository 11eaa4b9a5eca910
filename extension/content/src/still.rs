//! The page has come to rest, or may have.

use cairn_messages::{FromContent, Observed};
use recorder_core::page::Document as _;

use crate::quiet::{PAUSE, Verdict};
use crate::recorder::{Recorder, observed};
use crate::wake::{wake_quiet, wake_secrets};
use crate::{clock, outcome, reach};

impl Recorder {
    /// Watches for mutations, if the observer had gone.
    pub(crate) fn watch(&mut self) {
        if self.quiet.is_watching() {
            return;
        }
        let nodes = observed(&self.dom);
        let now = clock::now();
        if self.quiet.watch_again(now, &nodes) {
            // What happened while the observer was away is unknown.
            self.rise(now);
            self.dom.content_changed();
        }
    }

    pub(crate) fn look(&mut self) {
        self.dom.turn();
        if !self.recording {
            self.quiet.waking = false;
            return;
        }
        if self.waits() {
            // The person first.
            self.waiting.look = true;
            return;
        }
        let now = clock::now();
        let nodes = observed(&self.dom);
        let document = self.dom.document();
        match self.quiet.look(now, &nodes, || outcome::is_animated(document)) {
            Verdict::Again(after) => wake_quiet(after),
            Verdict::Back => {
                self.listen_again();
                // What happened while the observer was away is unknown.
                self.rise(clock::now());
                self.dom.content_changed();
                if !self.quiet.is_person_busy(now) {
                    self.look_for_secrets();
                    reach::look(self);
                }
                wake_quiet(PAUSE);
            }
            Verdict::Still => self.still(),
        }
    }

    pub(crate) fn look_for_secrets(&mut self) {
        if let Some(left) = self.dom.look_for_secrets(clock::now(), self.quiet.is_restless())
            && !core::mem::replace(&mut self.looking, true)
        {
            wake_secrets(left);
        }
    }

    /// A box or switch has flipped, and been drawn: a good time for its picture, before the person goes on.
    pub(crate) fn flipped(&mut self) {
        self.drain();
        self.dom.turn();
        // What still moves is waited for.
        if self.recording && !outcome::is_animated(self.dom.document()) {
            if !self.quiet.is_restless() {
                self.watch();
            }
            let layout = self.dom.layout();
            self.link.send(&FromContent::Quiet { layout });
        }
    }

    fn still(&mut self) {
        reach::look(self);
        self.look_for_secrets();
        let layout = self.dom.layout();
        self.link.send(&FromContent::Quiet { layout });
        let appeared = self.seen.appeared(&self.dom);
        if core::mem::take(&mut self.acted) || self.seen.is_first() {
            self.observe(clock::now(), Observed::Settled { appeared });
        }
        // The page has come to rest, perhaps with something new under the mouse.
        let path = self.dom.ahead.under_the_mouse();
        self.describe_ahead(path);
    }
}
