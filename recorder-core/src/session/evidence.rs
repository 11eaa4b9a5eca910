//! What is known of the moment that a frame shows.

use cairn_messages::{Layout, RISES};
use cairn_workflow::Rect;

use super::frames::{Check, Stamp};
use super::hand::is_by_hand;
use super::places::Scene;

/// How soon after it was asked for Chrome copies what is on the screen; the rest of its time goes into the file.
const TAKEN_WITHIN: i64 = 20;

/// How a document stood after a frame was taken, and what it remembers of the time before.
#[derive(Clone)]
pub(super) struct Measured {
    pub layout: Layout,
    /// When its generation rose, the newest last; nothing where it always does.
    pub rises: Vec<i64>,
}

impl Measured {
    /// The generation at a time before; none where that is too long ago to be known.
    fn generation_at(&self, at: i64) -> Option<u32> {
        let since = self.rises.iter().filter(|rise| **rise > at).count();
        let known = since < self.rises.len() || since < RISES;
        known.then(|| self.layout.generation.wrapping_sub(u32::try_from(since).unwrap_or(0)))
    }

    /// When the generation rose from this one; none where it has not, or nothing is known of it.
    fn rose_from(&self, generation: u32) -> Option<i64> {
        let times = usize::try_from(self.layout.generation.wrapping_sub(generation)).ok()?;
        // Longer ago than is remembered: before all that is.
        let index = self.rises.len().saturating_sub(times);
        self.rises.get(index).copied()
    }
}

impl Check {
    /// The documents that did not change from when the frame was asked for until it had come.
    pub fn stamps(&self, now: &Scene<'_>) -> Vec<Stamp> {
        self.after
            .iter()
            .filter(|(document, _)| !self.unsure.contains(document))
            .filter_map(|(document, after)| {
                let before = self.before.get(document)?;
                let unchanged = after.generation_at(self.frame.came_at) == Some(before.generation);
                unchanged.then(|| Stamp {
                    document: document.clone(),
                    generation: before.generation,
                    scroll: before.scroll,
                    place: now.place(&after.layout).unwrap_or_default(),
                })
            })
            .collect()
    }

    /// Whether anything secret, or a document, lay elsewhere before the frame than after it.
    pub fn moved(&self, before: &Scene<'_>, after: &Scene<'_>) -> bool {
        self.after.iter().any(|(document, now)| {
            // A document that appeared after the frame was asked for was not in it; its masks do no harm.
            self.before.get(document).is_some_and(|then| {
                let places = before.place(then).zip(after.place(&now.layout));
                !same_places(&then.masks, &now.layout.masks)
                    || places.is_some_and(|(then, now)| !then.is_near(&now))
            })
        })
    }

    /// What must be filled in the frame. None where there are secrets in a frame of which nobody knows where it lies:
    /// they cannot be covered.
    pub fn masks(&self, before: &Scene<'_>, after: &Scene<'_>) -> Option<Vec<Rect>> {
        let mut masks = Vec::new();
        for layout in self.before.values() {
            masks.extend(before.masks(layout)?);
        }
        for measured in self.after.values() {
            masks.extend(after.masks(&measured.layout)?);
        }
        masks.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
        masks.dedup();
        Some(masks)
    }

    /// The press that a frame may stand for: asked for well before the page answered it.
    pub fn shown_press(&self) -> Option<(String, u32)> {
        let (document, press) = self.press.as_ref()?;
        if is_by_hand(*press) {
            // Asked for after the person asked: whatever it shows is what there was.
            return Some((document.clone(), *press));
        }
        let asked_with = self.before.get(document)?.generation;
        let answered_at = self.after.get(document)?.rose_from(asked_with);
        let in_time = answered_at.is_none_or(|at| self.frame.asked_at + TAKEN_WITHIN <= at);
        in_time.then(|| (document.clone(), *press))
    }
}

/// Whether two documents' masks lie in the same places, to a pixel.
fn same_places(a: &[Rect], b: &[Rect]) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= 1.0;
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| {
            near(a.x, b.x) && near(a.y, b.y) && near(a.width, b.width) && near(a.height, b.height)
        })
}
