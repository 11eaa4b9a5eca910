//! Nothing of a recording is sent before the person has looked at it, where they or their organisation want that.

use cairn_messages::RecordingState;

use super::{Effect, Record, Session};

impl Session {
    /// Whether the recording may leave this computer. Asked before each upload, whoever wants it.
    pub fn may_send(&self) -> bool {
        !self.held && (self.released || !self.asks)
    }

    /// Writes down that the person is to be asked, so that nothing forgets it.
    pub(super) fn settle_hold(&mut self) {
        if self.meta.is_none() || self.may_send() || self.held {
            return;
        }
        self.held = true;
        self.journal(Record::Held {});
        self.show_snapshot();
    }

    /// It is another recording than the person looked at.
    pub(super) fn look_again(&mut self) {
        self.released = false;
    }

    /// The person has looked at the recording and says that it be sent. What is not sent leaves this computer's disk
    /// first: the steps that were taken out, and the pictures that no step shows.
    pub(super) fn send(&mut self) {
        if self.state != RecordingState::Stopped || !self.held || self.covering.is_some() {
            return;
        }
        if !self.has_server {
            return self.say("There is no server to send this to. Set one up in the options first.");
        }
        if self.steps.len() == 0 {
            return self.say("There is no step left to send. Put one back, or discard the recording.");
        }
        self.steps.forget_others();
        (self.held, self.released) = (false, true);
        self.problem = None;
        self.journal(Record::Released {});
        self.rewrite();
        self.out.push(Effect::Upload);
        self.show_snapshot();
    }
}
