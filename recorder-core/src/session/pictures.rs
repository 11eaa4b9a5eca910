//! Steps get their frames, and frames become pictures.

use cairn_workflow::{Moment, NoPicture, Picture};

use super::choice::Choice;
use super::frames::Frame;
use super::steps::Want;
use super::{Effect, EncodedPicture, FrameId, Session};

impl Session {
    /// Gives waiting steps their frames.
    pub(super) fn settle_pictures(&mut self, now: i64) {
        for index in 0..self.steps.len() {
            let Some(entry) = self.steps.entry(index) else { continue };
            let Some(want) = entry.want.clone() else { continue };
            if want.frame.is_some() {
                continue;
            }
            let late = now >= want.deadline;
            let mut choice = self.frames.choose(&want, late);
            if want.moment == Moment::After && matches!(choice, Choice::None(_)) {
                // The new state was never still enough to be seen: show the old one, and say so.
                let before = Want { moment: Moment::Before, ..want.clone() };
                choice = self.frames.choose(&before, true);
                if let Some(entry) = self.steps.entry(index) {
                    entry.want = Some(before);
                }
            }
            match choice {
                Choice::Wait => {}
                Choice::Take(frame) => self.take(index, frame),
                Choice::None(missing) => {
                    self.say_silent(index, &want);
                    if let Some(entry) = self.steps.entry(index) {
                        entry.give_up(missing);
                    }
                    self.publish(index);
                }
            }
        }
    }

    fn take(&mut self, index: usize, id: FrameId) {
        let Some(frame) = self.frames.fit.iter().find(|frame| frame.id == id) else { return };
        if let Some(picture) = frame.picture.clone() {
            self.show_picture(index, id, &picture);
            return;
        }
        if let Some(want) = self.steps.entry(index).and_then(|entry| entry.want.as_mut()) {
            want.frame = Some(id);
        }
        if !self.frames.encoding.contains(&id) {
            let (masks, viewport) = (frame.masks.clone(), frame.viewport);
            self.frames.encoding.push(id);
            self.out.push(Effect::Encode { frame: id, masks, viewport });
        }
    }

    pub(super) fn encoded(&mut self, id: FrameId, picture: Option<EncodedPicture>) {
        self.frames.encoding.retain(|encoding| *encoding != id);
        if let Some(frame) = self.frames.fit.iter_mut().find(|frame| frame.id == id) {
            frame.picture.clone_from(&picture);
        }
        for index in 0..self.steps.len() {
            let waiting = self
                .steps
                .entry(index)
                .is_some_and(|entry| entry.want.as_ref().is_some_and(|want| want.frame == Some(id)));
            if !waiting {
                continue;
            }
            match &picture {
                Some(picture) => self.show_picture(index, id, picture),
                None => {
                    if let Some(entry) = self.steps.entry(index) {
                        entry.give_up(NoPicture::Failed);
                    }
                    self.publish(index);
                }
            }
        }
        self.beside_encoded(id, picture.as_ref());
        self.prune_frames();
    }

    fn show_picture(&mut self, index: usize, id: FrameId, picture: &EncodedPicture) {
        let Some(frame) = self.frames.fit.iter().find(|frame| frame.id == id) else { return };
        let Some(entry) = self.steps.entry(index) else { return };
        let moment = entry.want.as_ref().map_or(Moment::Before, |want| want.moment);
        entry.show(frame.shown(picture, moment));
        self.publish(index);
    }

    /// At the end: what has no picture now gets none.
    pub(super) fn give_up_pictures(&mut self, _now: i64) {
        for index in 0..self.steps.len() {
            if let Some(entry) = self.steps.entry(index)
                && entry.want.is_some()
            {
                entry.give_up(NoPicture::NotTaken);
                self.publish(index);
            }
        }
    }
}

impl Frame {
    /// The picture that this frame became.
    pub(super) fn shown(&self, picture: &EncodedPicture, moment: Moment) -> Picture {
        let width = self.viewport.width;
        Picture {
            sha256: picture.sha256.clone(),
            bytes: picture.bytes,
            media: picture.media.clone(),
            width: picture.width,
            height: picture.height,
            scale: if width > 0.0 { f64::from(picture.width) / width } else { 1.0 },
            taken_at: self.asked_at,
            moment,
            elsewhere: false,
            masks: self.masks.clone(),
        }
    }
}
