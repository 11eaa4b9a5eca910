//! The form of the recording's journal on disk. Pure: bytes in, bytes out; the file belongs to the caller.
//!
//! A journal is a run of segments, a segment a run of frames. All numbers are little-endian:
//!
//! | bytes | what |
//! | --- | --- |
//! | 4 | magic `CJ1\n` |
//! | 4 | sequence number: one more than that of the frame before, also over the border of segments |
//! | 4 | length of the payload |
//! | 4 | CRC-32 (IEEE) of sequence number, length and payload |
//! | … | payload |
//!
//! A crash can leave the last frame torn. Reading stops at the first frame that is not whole and keeps all
//! before it; [`Reader::valid`] says where the next frame goes. [`Segments`] reads a journal as a whole, also one that
//! was written anew.

mod read;
mod segments;
mod write;

pub use read::{End, Reader};
pub use segments::Segments;
pub use write::{TooLong, Writer};

/// First bytes of each frame; the digit is the version of this form.
pub const MAGIC: [u8; 4] = *b"CJ1\n";

/// Bytes before the payload.
pub const HEADER: usize = 16;

/// Longest payload, in bytes. A step with all its locators is about 5 KB; the limit keeps a damaged length from
/// being believed.
pub const PAYLOAD_LIMIT: usize = 1024 * 1024;

/// A segment that has reached this many bytes is followed by a new one, so that no file has to be read whole
/// into memory that is longer than this and one frame.
pub const SEGMENT_LIMIT: u64 = 8 * 1024 * 1024;

fn checksum(sequence: u32, payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&sequence.to_le_bytes());
    // The payload is within PAYLOAD_LIMIT wherever this is called.
    hasher.update(&(payload.len() as u32).to_le_bytes());
    hasher.update(payload);
    hasher.finalize()
}
