use crate::{HEADER, MAGIC, PAYLOAD_LIMIT, checksum};

/// A payload longer than [`PAYLOAD_LIMIT`]; nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a journal record of {length} bytes is longer than the limit of {PAYLOAD_LIMIT}")]
pub struct TooLong {
    /// Its length in bytes.
    pub length: usize,
}

/// Makes frames, numbered from 1 or on from where a reader stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writer {
    next: u32,
}

impl Default for Writer {
    fn default() -> Self {
        Self { next: 1 }
    }
}

impl Writer {
    /// A writer whose first frame has this number.
    pub fn from(next: u32) -> Self {
        Self { next }
    }

    /// Appends one frame to `out`.
    ///
    /// # Errors
    /// [`TooLong`]; `out` and the numbering are as before.
    pub fn frame(&mut self, payload: &[u8], out: &mut Vec<u8>) -> Result<(), TooLong> {
        if payload.len() > PAYLOAD_LIMIT {
            return Err(TooLong { length: payload.len() });
        }
        out.reserve(HEADER + payload.len());
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&self.next.to_le_bytes());
        out.extend_from_slice(&(payload.len() as u32).to_le_bytes());
        out.extend_from_slice(&checksum(self.next, payload).to_le_bytes());
        out.extend_from_slice(payload);
        self.next = self.next.wrapping_add(1);
        Ok(())
    }
}
