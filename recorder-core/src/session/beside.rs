//! Pictures of other moments, which a step may show instead of its own: of the frame before and the frame after.
//!
//! They are made of what the ring has anyway, one at a time and only while no step waits for its own. Each is checked,
//! covered and stored like any other; nothing of them is uploaded unless the person chooses it.

use cairn_messages::{Beside, RecordingState, ToPanel};
use cairn_workflow::{Moment, NoPicture, Picture, Point, StepId, StepPicture};

use super::frames::Frame;
use super::steps::Want;
use super::{Effect, EncodedPicture, FrameId, Record, Session};

/// How long after a step a frame still is the one after it, in milliseconds.
const AFTER_WAIT: i64 = 5_000;

/// Looks for a frame before and a frame after the moment that a step shows.
pub(super) struct Search {
    tab: i32,
    document: String,
    scroll: Point,
    /// Frames older than this come into question; none once the side is settled.
    before: Option<i64>,
    /// Frames newer than this come into question; none once the side is settled.
    after: Option<i64>,
    /// Until when the frame after it can come.
    until: i64,
    /// On its way through the encoder, for this side.
    encoding: Option<(FrameId, Moment)>,
}

impl Search {
    /// Around the frame that was asked for at `at`.
    pub fn new(want: &Want, at: i64) -> Self {
        Self {
            tab: want.tab,
            document: want.document.clone(),
            scroll: want.scroll,
            before: Some(at),
            after: Some(at),
            until: at.max(want.at) + AFTER_WAIT,
            encoding: None,
        }
    }

    /// Whether there is something to be done that needs no frame to come.
    pub fn is_busy(&self) -> bool {
        self.encoding.is_some() || self.before.is_some()
    }

    /// The next frame to try, and for which side.
    fn candidate<'a>(&mut self, fit: &'a [Frame]) -> Option<(&'a Frame, Moment)> {
        let mine = || fit.iter().filter(|frame| frame.tab == self.tab);
        if let Some(bound) = self.before {
            let older = mine().filter(|frame| frame.asked_at < bound).max_by_key(|frame| frame.asked_at);
            self.before = older.map(|frame| frame.asked_at);
            if let Some(frame) = older {
                return Some((frame, Moment::Before));
            }
        }
        let bound = self.after?;
        let newer = mine()
            .filter(|frame| frame.asked_at > bound && frame.asked_at <= self.until)
            .min_by_key(|frame| frame.asked_at)?;
        self.after = Some(newer.asked_at);
        Some((newer, Moment::After))
    }

    fn settle(&mut self, side: Moment) {
        match side {
            Moment::Before => self.before = None,
            Moment::After => self.after = None,
        }
    }

    fn is_over(&self, now: i64) -> bool {
        self.encoding.is_none() && self.before.is_none() && (self.after.is_none() || now > self.until)
    }
}

impl Session {
    /// Goes on with the searches, as far as no step waits for the encoder.
    pub(super) fn settle_beside(&mut self, now: i64) {
        for index in 0..self.steps.len() {
            while self.frames.encoding.is_empty() {
                let Some(search) = self.steps.entry(index).and_then(|entry| entry.search.as_mut()) else {
                    break;
                };
                if search.encoding.is_some() {
                    break;
                }
                let Some((frame, side)) = search.candidate(&self.frames.fit) else { break };
                let id = frame.id;
                if let Some(picture) = frame.picture.clone() {
                    self.offer(index, id, side, &picture);
                } else {
                    search.encoding = Some((id, side));
                    let (masks, viewport) = (frame.masks.clone(), frame.viewport);
                    self.frames.encoding.push(id);
                    self.out.push(Effect::Encode { frame: id, masks, viewport });
                }
            }
            if let Some(entry) = self.steps.entry(index)
                && entry.search.as_ref().is_some_and(|search| search.is_over(now))
            {
                entry.search = None;
            }
        }
    }

    /// A frame came from the encoder, or could not be encoded.
    pub(super) fn beside_encoded(&mut self, id: FrameId, picture: Option<&EncodedPicture>) {
        for index in 0..self.steps.len() {
            let search = self.steps.entry(index).and_then(|entry| entry.search.as_mut());
            let Some(search) = search else { continue };
            if let Some((_, side)) = search.encoding.take_if(|(frame, _)| *frame == id)
                && let Some(picture) = picture
            {
                self.offer(index, id, side, picture);
            }
        }
    }

    /// Puts a picture beside the step's own, unless it looks like one that is there: then the next frame is tried.
    fn offer(&mut self, index: usize, id: FrameId, side: Moment, picture: &EncodedPicture) {
        let Some(frame) = self.frames.fit.iter().find(|frame| frame.id == id) else { return };
        let Some(entry) = self.steps.entry(index) else { return };
        let own = entry.step.picture.shown();
        if own.into_iter().chain(&entry.beside).any(|known| known.sha256 == picture.sha256) {
            return;
        }
        let Some(search) = entry.search.as_mut() else { return };
        search.settle(side);
        let stamp = frame.stamps.iter().find(|stamp| stamp.document == search.document);
        let moved = stamp.is_none_or(|stamp| stamp.scroll != search.scroll);
        insert(&mut entry.beside, Picture { elsewhere: moved, ..frame.shown(picture, side) });
        self.publish_beside(index);
    }

    /// Writes down what a step may show instead, if there is something.
    pub(super) fn publish_beside(&mut self, index: usize) {
        if let Some(entry) = self.steps.entry(index).filter(|entry| !entry.beside.is_empty()) {
            let (id, pictures) = (entry.step.id, entry.beside.clone());
            self.journal(Record::Beside { id, pictures: pictures.clone() });
            self.panel(ToPanel::Beside(Beside { id, pictures }));
        }
    }

    /// Shows another of a step's pictures, or none.
    pub(super) fn choose_picture(&mut self, id: StepId, sha256: Option<&str>) {
        let here = self.is_open() || self.state == RecordingState::Stopped;
        let Some(index) = self.steps.find(id).filter(|_| here) else { return };
        let Some(entry) = self.steps.entry(index).filter(|entry| entry.want.is_none()) else { return };
        let chosen = match sha256 {
            None => StepPicture::Missing { missing: NoPicture::LeftOut },
            Some(sha256) => match entry.beside.iter().find(|picture| picture.sha256 == sha256) {
                Some(picture) => StepPicture::Shown(picture.clone()),
                None => return,
            },
        };
        let before = core::mem::replace(&mut entry.step.picture, chosen);
        if let StepPicture::Shown(picture) = before
            && !entry.beside.contains(&picture)
        {
            // The way back.
            insert(&mut entry.beside, picture);
            self.publish_beside(index);
        }
        self.changed();
        self.publish(index);
    }
}

fn insert(pictures: &mut Vec<Picture>, picture: Picture) {
    let at = pictures.partition_point(|known| known.taken_at <= picture.taken_at);
    pictures.insert(at, picture);
}
