//! Which frame a step gets.

use cairn_workflow::{Moment, NoPicture};

use super::FrameId;
use super::frames::{Frame, Frames};
use super::steps::Want;

/// What a step gets.
pub(super) enum Choice {
    Take(FrameId),
    Wait,
    None(NoPicture),
}

impl Frames {
    /// How well a frame fits a want: higher is better, none is not at all.
    pub fn fits(&self, frame: &Frame, want: &Want) -> Option<(u8, i64)> {
        if frame.tab != want.tab {
            return None;
        }
        let shown = frame
            .stamps
            .iter()
            .find(|stamp| stamp.document == want.document && stamp.place.is_near(&want.place));
        let stamp = shown.map(|stamp| stamp.generation);
        let own = frame
            .press
            .as_ref()
            .is_some_and(|(document, press)| *document == want.document && Some(*press) == want.press);
        match want.moment {
            Moment::Before if stamp == Some(want.generation) && frame.asked_at <= want.at => {
                Some((3, frame.asked_at))
            }
            // Taken later, and nothing had changed.
            Moment::Before if stamp == Some(want.generation) => Some((2, -frame.asked_at)),
            // On a page that changes all the time no stamp fits: a person's click comes after its press.
            Moment::Before if own => Some((1, 0)),
            Moment::Before => None,
            Moment::After => {
                // Scrolled away since, the target is no longer where the step says.
                let there = shown.is_some_and(|stamp| stamp.scroll == want.scroll);
                let newer =
                    stamp.is_some_and(|stamp| stamp > want.generation) && frame.asked_at > want.at && there;
                newer.then_some((3, -frame.asked_at))
            }
        }
    }

    pub fn choose(&self, want: &Want, late: bool) -> Choice {
        let best = self
            .fit
            .iter()
            .filter_map(|frame| Some((self.fits(frame, want)?, frame.id)))
            .max_by_key(|(fit, _)| *fit)
            .map(|(_, id)| id);
        match best {
            Some(id) => Choice::Take(id),
            None if !late => Choice::Wait,
            None if self.fit.iter().any(|frame| frame.tab == want.tab) => Choice::None(NoPicture::Outdated),
            None => Choice::None(NoPicture::NotTaken),
        }
    }
}
