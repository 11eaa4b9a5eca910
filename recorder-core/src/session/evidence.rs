//! What is known of the moment that a frame shows.

use cairn_messages::{Layout, RISES};

use super::frames::{Check, Stamp};
use super::hand::is_by_hand;

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
    pub fn stamps(&self) -> Vec<Stamp> {
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
                })
            })
            .collect()
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
