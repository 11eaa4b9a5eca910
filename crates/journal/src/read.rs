use crate::{HEADER, MAGIC, PAYLOAD_LIMIT, checksum};

/// Why reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Every byte belongs to a whole frame.
    Clean,
    /// What follows is cut off: the write was interrupted.
    Torn,
    /// What follows is no frame of this journal: damaged, foreign or out of order.
    Damaged,
}

/// Reads the frames of one segment. Never panics, whatever the bytes are.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    next: u32,
    end: Option<End>,
}

impl<'a> Reader<'a> {
    /// A reader of the segment whose first frame has the number `next`; 1 for the first segment.
    pub fn new(bytes: &'a [u8], next: u32) -> Self {
        Self { bytes, at: 0, next, end: None }
    }

    /// Length of the whole frames read so far, in bytes: a writer cuts the file here and goes on.
    pub fn valid(&self) -> usize {
        self.at
    }

    /// The number that the next frame has.
    pub fn next_number(&self) -> u32 {
        self.next
    }

    /// Why reading stopped; none while it has not.
    pub fn end(&self) -> Option<End> {
        self.end
    }

    fn frame(&self) -> Result<&'a [u8], End> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if rest.is_empty() {
            return Err(End::Clean);
        }
        let Some((header, rest)) = rest.split_at_checked(HEADER) else { return Err(End::Torn) };
        if header[..4] != MAGIC || number(header, 4) != self.next {
            return Err(End::Damaged);
        }
        let length = number(header, 8) as usize;
        if length > PAYLOAD_LIMIT {
            return Err(End::Damaged);
        }
        let payload = rest.get(..length).ok_or(End::Torn)?;
        if checksum(self.next, payload) == number(header, 12) { Ok(payload) } else { Err(End::Damaged) }
    }
}

/// The number at `at` of a header; callers have its 16 bytes.
fn number(header: &[u8], at: usize) -> u32 {
    header.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}

impl<'a> Iterator for Reader<'a> {
    /// A payload.
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.end.is_some() {
            return None;
        }
        match self.frame() {
            Ok(payload) => {
                self.at += HEADER + payload.len();
                self.next = self.next.wrapping_add(1);
                Some(payload)
            }
            Err(end) => {
                self.end = Some(end);
                None
            }
        }
    }
}
