//! Presses as the content scripts told them, until their clicks and frames have come.

use cairn_messages::{Layout, Reached};
use cairn_workflow::{Target, Unseen};

use super::frames::Frames;

/// How many presses are remembered.
const PRESSES: usize = 24;

/// A press, as described when it happened.
pub(super) struct Press {
    pub document: String,
    pub press: u32,
    pub target: Target,
    pub layout: Layout,
    pub unseen: Vec<Unseen>,
    pub at: i64,
    /// Whether its frame came, was refused, or is still out.
    pub frame_out: bool,
    /// The person scrolled to reach it.
    pub scrolled: bool,
    /// What else they did to reach it, until it is told.
    pub reached: Vec<Reached>,
}

impl Frames {
    pub fn press_seen(&mut self, mut press: Press) {
        // The frame may have come first; then it has been taken note of already.
        press.frame_out = !self.has_press_frame(&press.document, press.press);
        if self.presses.len() == PRESSES {
            self.presses.remove(0);
        }
        self.presses.push(press);
    }

    pub fn press(&self, document: &str, press: u32) -> Option<&Press> {
        self.presses.iter().find(|known| known.document == document && known.press == press)
    }

    /// What was done to reach what was pressed; given once.
    pub fn take_reached(&mut self, document: &str, press: u32) -> Vec<Reached> {
        let known = self.presses.iter_mut().find(|known| known.document == document && known.press == press);
        known.map(|known| core::mem::take(&mut known.reached)).unwrap_or_default()
    }

    fn has_press_frame(&self, document: &str, press: u32) -> bool {
        let is = |of: &Option<(String, u32)>| of.as_ref().is_some_and(|(d, p)| d == document && *p == press);
        self.fit.iter().any(|frame| is(&frame.press)) || self.checks.iter().any(|check| is(&check.press))
    }
}
