use std::collections::HashMap;

use recorder_core::session::{CapturedFrame, FrameId};
use web_sys::Blob;

/// Captured frames: not redacted yet, so in memory only.
#[derive(Default)]
pub struct Frames {
    blobs: HashMap<FrameId, Blob>,
    last: FrameId,
}

impl Frames {
    /// Keeps a frame until it is dropped.
    pub fn keep(&mut self, blob: Blob, asked_at: i64, came_at: i64) -> CapturedFrame {
        self.last = self.last.wrapping_add(1);
        self.blobs.insert(self.last, blob);
        CapturedFrame { id: self.last, asked_at, came_at }
    }

    /// A frame's bytes.
    pub fn get(&self, id: FrameId) -> Option<Blob> {
        self.blobs.get(&id).cloned()
    }

    /// Forgets a frame.
    pub fn drop_frame(&mut self, id: FrameId) {
        self.blobs.remove(&id);
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.blobs.clear();
    }
}
