use crate::{End, HEADER, MAGIC, Reader};

/// A journal as its segments tell it, taken in one after the other in the order of their numbers.
///
/// A journal that was written anew begins with a later segment than the first: its frames go on in number, so that what
/// an interruption left of older segments before it is read as what came before, and nothing is taken twice.
#[derive(Clone, Debug)]
pub struct Segments {
    /// The payloads up to the first frame that is not whole.
    pub records: Vec<Vec<u8>>,
    /// Number of the last segment that was read: a writer goes on there.
    pub segment: u32,
    /// Length of its whole frames, in bytes.
    pub length: u64,
    /// The number that the next frame has.
    pub next: u32,
    begun: bool,
}

impl Default for Segments {
    fn default() -> Self {
        Self { records: Vec::new(), segment: 1, length: 0, next: 1, begun: false }
    }
}

impl Segments {
    /// Takes a segment in. False when nothing that follows belongs to the journal.
    pub fn take(&mut self, segment: u32, bytes: &[u8]) -> bool {
        if !core::mem::replace(&mut self.begun, true) && segment > 1 {
            self.next = first_number(bytes).unwrap_or(1);
        }
        let mut reader = Reader::new(bytes, self.next);
        self.records.extend(reader.by_ref().map(<[u8]>::to_vec));
        self.segment = segment;
        self.length = reader.valid() as u64;
        self.next = reader.next_number();
        reader.end() == Some(End::Clean)
    }
}

/// The number of the first frame.
fn first_number(bytes: &[u8]) -> Option<u32> {
    let header = bytes.get(..HEADER)?;
    let number = header.get(4..8)?.try_into().ok()?;
    (header.get(..4)? == MAGIC.as_slice()).then(|| u32::from_le_bytes(number))
}
