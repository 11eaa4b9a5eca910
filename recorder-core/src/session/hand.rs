//! A picture by hand: the tab as it is when the person asks.
//!
//! It goes the way of every frame: the quota, the check of where the secrets lie before and after, the masks. Only
//! the choice is simpler: the first frame that was asked for after the person asked and that passes the check.

use cairn_messages::RecordingState;
use cairn_redact::Redacted;
use cairn_workflow::{Action, Moment, NoPicture, Point, StepPicture};

use super::places::Place;
use super::steps::Want;
use super::{CapturedFrame, Session};

/// How long a fit frame is waited for.
const WAIT: i64 = 4_000;
/// Presses by hand are numbered from here: no document counts its own that far.
const FIRST: u32 = u32::MAX - u16::MAX as u32;
/// A generation that no frame is stamped with: what was on the screen before does not count.
const NO_GENERATION: u32 = u32::MAX;

/// Whether a frame's press is a picture by hand.
pub(super) fn is_by_hand(press: u32) -> bool {
    press >= FIRST
}

impl Session {
    pub(super) fn take_picture(&mut self, now: i64) {
        if self.state != RecordingState::Recording {
            return;
        }
        let Some(tab) = self.tab_at_hand() else { return };
        let document =
            self.tabs.connected(Some(tab)).find(|document| document.top).map(|document| document.id.clone());
        let Some(index) = self.add_by_hand(tab, now, Action::Note { text: Redacted::default() }) else {
            return;
        };
        // Its place in the list is its own; numbers that come round again are long done with.
        let press = FIRST + u32::try_from(index).unwrap_or(0) % u32::from(u16::MAX);
        let Some(entry) = self.steps.entry(index) else { return };
        match document {
            Some(document) => {
                entry.step.picture = StepPicture::Missing { missing: NoPicture::Pending };
                entry.want = Some(Want {
                    tab,
                    document,
                    press: Some(press),
                    generation: NO_GENERATION,
                    scroll: Point::default(),
                    place: Place::default(),
                    at: now,
                    moment: Moment::Before,
                    deadline: now + WAIT,
                    frame: None,
                });
            }
            None => entry.give_up(NoPicture::NotTaken),
        }
        self.publish(index);
    }

    /// The picture by hand that a frame of this tab is for.
    pub(super) fn wanted_by_hand(&self, tab: i32, frame: &CapturedFrame) -> Option<(String, u32)> {
        self.hand_wants()
            .find(|want| want.tab == tab && want.at <= frame.asked_at)
            .and_then(|want| Some((want.document.clone(), want.press?)))
    }

    /// Asks for a frame until every picture by hand has one that is fit, or its time is over.
    pub(super) fn plan_by_hand(&mut self, now: i64) {
        let wanted = self.hand_wants().find(|want| now < want.deadline && !self.frames.has_frame_for(want));
        if let Some(tab) = wanted.map(|want| want.tab)
            && self.frames.is_free()
        {
            self.plan(tab, now);
        }
    }

    /// Another tab is in front: no frame will come.
    pub(super) fn give_up_by_hand(&mut self, tab: i32) {
        for index in 0..self.steps.len() {
            let Some(entry) = self.steps.entry(index) else { continue };
            let is =
                |want: &Want| want.tab == tab && want.frame.is_none() && want.press.is_some_and(is_by_hand);
            if entry.want.as_ref().is_some_and(is) {
                entry.give_up(NoPicture::OtherTab);
                self.publish(index);
            }
        }
    }

    fn hand_wants(&self) -> impl Iterator<Item = &Want> {
        self.steps.wants().filter(|want| want.press.is_some_and(is_by_hand))
    }
}
