//! The frame ring: which frames are taken, which are fit to be shown, and which one a step gets.
//!
//! A frame is fit when the secrets of every document of its tab lay in the same places before and after it was
//! taken. It is stamped with the generation of each document that did not change meanwhile; a step gets a frame
//! with the stamp of its own moment, or the frame of its own pointer press. No picture is better than a wrong one.

use std::collections::HashMap;

use cairn_messages::{Layout, RecordingState, ToContent};
use cairn_workflow::{Moment, Point, Rect, Viewport};

use super::evidence::Measured;
use super::places::{Place, layouts_of};
use super::presses::Press;
use super::steps::Want;
use super::{CapturedFrame, Effect, EncodedPicture, FrameId, Session, Source};

/// Chrome allows two captures a second; a gap of 510 ms was never refused.
const SPACING: i64 = 510;
/// How long a document may take to say where its secrets are.
const MEASURE_WAIT: i64 = 600;
/// How many fit frames of each tab are kept for steps to come.
const KEPT: usize = 4;
/// A press-time frame that did not come by then will not come.
const PRESS_FRAME_WAIT: i64 = 1_200;

#[derive(Default)]
pub(super) struct Frames {
    pub fit: Vec<Frame>,
    pub checks: Vec<Check>,
    pub presses: Vec<Press>,
    /// A capture that waits for the quota or for the one under way: the tab and when it may go.
    planned: Option<(i32, i64)>,
    asked: Option<(u32, i32)>,
    before: HashMap<String, Layout>,
    asked_at: i64,
    request: u32,
    pub encoding: Vec<FrameId>,
    /// When a document of a tab last gave no answer.
    pub silent: HashMap<i32, i64>,
}

/// What a frame shows of a document: it did not change while the frame was taken.
pub(super) struct Stamp {
    pub document: String,
    pub generation: u32,
    pub scroll: Point,
    /// Where the document lay in the top page.
    pub place: Place,
}

/// A frame that may be shown.
pub(super) struct Frame {
    pub id: FrameId,
    pub tab: i32,
    pub asked_at: i64,
    /// The press that asked for it, unless the page had answered that press before it was taken.
    pub press: Option<(String, u32)>,
    pub stamps: Vec<Stamp>,
    pub masks: Vec<Rect>,
    pub viewport: Viewport,
    pub picture: Option<EncodedPicture>,
}

/// A frame whose masks are being measured once more.
pub(super) struct Check {
    pub frame: CapturedFrame,
    tab: i32,
    pub press: Option<(String, u32)>,
    request: u32,
    pub before: HashMap<String, Layout>,
    /// Documents whose layout was told only when the frame was being taken: it may show an earlier one.
    pub unsure: Vec<String>,
    pub after: HashMap<String, Measured>,
    awaited: Vec<String>,
    deadline: i64,
}

impl Frames {
    pub fn next_deadline(&self) -> Option<i64> {
        let checks = self.checks.iter().map(|check| check.deadline).min();
        let planned = self.planned.map(|(_, at)| at);
        [checks, planned].into_iter().flatten().min()
    }

    /// Whether no frame is asked for, planned or being checked.
    pub fn is_free(&self) -> bool {
        self.planned.is_none() && self.asked.is_none() && self.checks.is_empty()
    }

    /// Whether a fit frame is there for a want.
    pub fn has_frame_for(&self, want: &Want) -> bool {
        self.fit.iter().any(|frame| self.fits(frame, want).is_some())
    }

    pub fn clear(&mut self) -> Vec<FrameId> {
        let held = self.fit.drain(..).map(|frame| frame.id);
        let checked = self.checks.drain(..).map(|check| check.frame.id);
        held.chain(checked).collect()
    }
}

impl Session {
    pub(super) fn quiet(&mut self, source: &Source, layout: Layout, now: i64) {
        let known = self.tabs.find(&source.document).is_some();
        if self.state != RecordingState::Recording || !known {
            return;
        }
        let generation = layout.generation;
        self.know_layout(source, &layout);
        let stamped = self.frames.fit.iter().any(|frame| {
            frame
                .stamps
                .iter()
                .any(|stamp| stamp.document == source.document && stamp.generation == generation)
        });
        if !stamped {
            self.plan(source.tab, now);
        }
    }

    /// Asks for a frame of a tab as soon as the quota allows.
    pub(super) fn plan(&mut self, tab: i32, now: i64) {
        let at = (self.frames.asked_at + SPACING).max(now);
        self.frames.planned = Some((tab, at));
    }

    fn capture_planned(&mut self, now: i64) {
        let Some((tab, at)) = self.frames.planned else { return };
        if now < at || self.frames.asked.is_some() {
            return;
        }
        self.frames.planned = None;
        if self.state != RecordingState::Recording {
            return;
        }
        self.frames.request += 1;
        let request = self.frames.request;
        self.frames.asked = Some((request, tab));
        self.frames.asked_at = now;
        self.frames.before = self.layouts(tab);
        self.out.push(Effect::Capture { request, tab });
    }

    fn layouts(&self, tab: i32) -> HashMap<String, Layout> {
        self.tabs
            .connected(Some(tab))
            .filter_map(|document| Some((document.id.clone(), document.layout.clone()?)))
            .collect()
    }

    pub(super) fn captured(&mut self, request: u32, frame: Option<CapturedFrame>, other_tab: bool, now: i64) {
        let Some((asked, tab)) = self.frames.asked else { return self.drop_captured(frame) };
        if asked != request {
            return self.drop_captured(frame);
        }
        self.frames.asked = None;
        let before = core::mem::take(&mut self.frames.before);
        match frame {
            Some(frame) => {
                let by_hand = self.wanted_by_hand(tab, &frame);
                self.check(frame, tab, by_hand, before, Vec::new(), now);
            }
            // Refused for the quota or a busy moment: once more. Another tab in front: no use.
            None if !other_tab => self.plan(tab, now),
            None => self.give_up_by_hand(tab),
        }
    }

    fn drop_captured(&mut self, frame: Option<CapturedFrame>) {
        if let Some(frame) = frame {
            self.out.push(Effect::DropFrame { frame: frame.id });
        }
    }

    pub(super) fn press_frame(
        &mut self,
        tab: i32,
        document: &str,
        press: u32,
        layout: &Layout,
        frame: Option<CapturedFrame>,
        now: i64,
    ) {
        let running = matches!(self.state, RecordingState::Recording | RecordingState::Stopping);
        let known = self.tabs.find(document).is_some_and(|known| known.tab == tab);
        if !running || !known {
            return self.drop_captured(frame);
        }
        match frame {
            Some(frame) => {
                let mut before = self.layouts(tab);
                let mut unsure: Vec<String> = before
                    .iter()
                    .filter(|(_, layout)| layout.at > frame.asked_at)
                    .map(|(document, _)| document.clone())
                    .collect();
                before.insert(document.to_owned(), layout.clone());
                unsure.retain(|unsure| unsure != document);
                self.check(frame, tab, Some((document.to_owned(), press)), before, unsure, now);
            }
            None => self.press_frame_over(document, press),
        }
    }

    fn press_frame_over(&mut self, document: &str, press: u32) {
        let of = |known: &&mut Press| known.document == document && known.press == press;
        if let Some(known) = self.frames.presses.iter_mut().find(of) {
            known.frame_out = false;
        }
    }

    /// Asks every document of the tab where its secrets are now that the frame is taken.
    fn check(
        &mut self,
        frame: CapturedFrame,
        tab: i32,
        press: Option<(String, u32)>,
        before: HashMap<String, Layout>,
        unsure: Vec<String>,
        now: i64,
    ) {
        self.frames.request += 1;
        let request = self.frames.request;
        let awaited: Vec<String> =
            self.tabs.connected(Some(tab)).map(|document| document.id.clone()).collect();
        for document in &awaited {
            let message = ToContent::Measure { request };
            self.out.push(Effect::Content { document: document.clone(), message });
        }
        // A document that has gone since, but said where its secrets were when the frame was there already.
        let after = before
            .keys()
            .filter(|document| !awaited.contains(document))
            .filter_map(|document| Some((document.clone(), self.tabs.find(document)?.measured.clone()?)))
            .filter(|(_, measured)| measured.layout.at >= frame.came_at)
            .collect();
        self.frames.checks.push(Check {
            frame,
            tab,
            press,
            request,
            before,
            unsure,
            after,
            awaited,
            deadline: now + MEASURE_WAIT,
        });
    }

    pub(super) fn measured(&mut self, source: &Source, request: u32, measured: Measured) {
        let Some(document) = self.tabs.find_mut(&source.document) else { return };
        document.measured = Some(measured.clone());
        self.know_layout(source, &measured.layout);
        for check in &mut self.frames.checks {
            // The last words of a document count for every frame that was there before them.
            let last = request == 0 && measured.layout.at >= check.frame.came_at;
            if (check.request == request || last) && check.awaited.contains(&source.document) {
                check.awaited.retain(|document| *document != source.document);
                check.after.insert(source.document.clone(), measured.clone());
            }
        }
    }

    pub(super) fn content_gone(&mut self, document: &str, now: i64) {
        if let Some(known) = self.tabs.find_mut(document) {
            known.connected = false;
        }
        // A document that left while it was awaited will never answer: such a frame may show what came next.
        for check in &mut self.frames.checks {
            if check.awaited.iter().any(|awaited| awaited == document) {
                check.deadline = now;
            }
        }
        for entry in self.steps.entries_mut() {
            if let Some(want) = entry.want.as_mut()
                && want.document == document
                && want.moment == Moment::After
            {
                want.moment = Moment::Before;
            }
        }
    }

    /// Judges the frames whose documents have all answered or will not.
    pub(super) fn settle_frames(&mut self, now: i64) {
        let mut over = Vec::new();
        let mut index = 0;
        while index < self.frames.checks.len() {
            let check = &self.frames.checks[index];
            if check.awaited.is_empty() || now >= check.deadline {
                over.push(self.frames.checks.remove(index));
            } else {
                index += 1;
            }
        }
        for check in over {
            self.judge(check, now);
        }
        for press in &mut self.frames.presses {
            if now - press.at > PRESS_FRAME_WAIT {
                press.frame_out = false;
            }
        }
        self.plan_by_hand(now);
        self.capture_planned(now);
    }

    fn judge(&mut self, check: Check, now: i64) {
        let silent = !check.awaited.is_empty();
        let (before, after) = (self.scene(check.before.iter()), self.scene(layouts_of(&check.after)));
        let (moved, masks) = (check.moved(&before, &after), check.masks(&before, &after));
        let stamps = check.stamps(&after);
        if let Some((document, press)) = &check.press {
            let (document, press) = (document.clone(), *press);
            self.press_frame_over(&document, press);
        }
        // The document that was pressed, or the whole page, has been left: the frame may show either side of it.
        let left = check.press.iter().any(|(document, _)| !check.after.contains_key(document))
            || check.before.keys().any(|document| {
                !check.after.contains_key(document) && self.tabs.find(document).is_some_and(|known| known.top)
            });
        if silent {
            self.fell_silent(check.tab, now);
        }
        let Some(masks) = masks.filter(|_| !(silent || moved || left)) else {
            self.out.push(Effect::DropFrame { frame: check.frame.id });
            if check.press.is_none() && moved && !silent && !left {
                self.plan(check.tab, now);
            }
            return;
        };
        let press = check.shown_press();
        if stamps.is_empty() && press.is_none() {
            // Nothing says which moment it shows.
            self.out.push(Effect::DropFrame { frame: check.frame.id });
            return;
        }
        let viewport = self
            .tabs
            .connected(Some(check.tab))
            .find(|document| document.top)
            .and_then(|document| document.layout.as_ref())
            .map_or_else(Viewport::default, |layout| layout.viewport);
        self.frames.fit.push(Frame {
            id: check.frame.id,
            tab: check.tab,
            asked_at: check.frame.asked_at,
            press,
            stamps,
            masks,
            viewport,
            picture: None,
        });
        self.prune_frames();
    }

    /// Drops frames that no step waits for and that newer ones of the same tab have taken the place of.
    pub(super) fn prune_frames(&mut self) {
        let mut index = 0;
        while index < self.frames.fit.len() {
            let frame = &self.frames.fit[index];
            let newer = self.frames.fit[index + 1..].iter().filter(|other| other.tab == frame.tab).count();
            let awaited = self.frames.encoding.contains(&frame.id)
                || self.steps.wants().any(|want| self.frames.fits(frame, want).is_some());
            if newer >= KEPT && !awaited {
                let frame = self.frames.fit.remove(index);
                self.out.push(Effect::DropFrame { frame: frame.id });
            } else {
                index += 1;
            }
        }
    }
}
