use cairn_journal::{End, Reader, SEGMENT_LIMIT, Writer};

use super::fault::Fault;
use super::folder::{Folder, OpenFile, bytes_of};

const ENDING: &str = ".journal";

/// A journal that is open for writing.
pub struct Journal {
    folder: Folder,
    segment: u32,
    file: OpenFile,
    /// Bytes of whole frames in the segment.
    length: u64,
    writer: Writer,
}

/// A journal as it was found.
pub struct Found {
    /// The payloads up to the first frame that is not whole.
    pub records: Vec<Vec<u8>>,
    segment: u32,
    length: u64,
    next: u32,
}

fn name(segment: u32) -> String {
    format!("{segment:06}{ENDING}")
}

/// Reads a journal, all segments in order.
pub async fn read(folder: &Folder) -> Result<Found, Fault> {
    let mut found = Found { records: Vec::new(), segment: 1, length: 0, next: 1 };
    let names = folder.names().await?;
    let mut segments: Vec<u32> =
        names.iter().filter_map(|name| name.strip_suffix(ENDING)?.parse().ok()).collect();
    segments.sort_unstable();
    for segment in segments {
        let Some(file) = folder.read(&name(segment)).await? else { break };
        let bytes = bytes_of(&file).await?;
        let mut reader = Reader::new(&bytes, found.next);
        found.records.extend(reader.by_ref().map(<[u8]>::to_vec));
        found.segment = segment;
        found.length = reader.valid() as u64;
        found.next = reader.next_number();
        if reader.end() != Some(End::Clean) {
            break;
        }
    }
    Ok(found)
}

impl Journal {
    /// Opens it to go on where its whole frames end; what follows them is cut off.
    pub async fn open(folder: &Folder) -> Result<Self, Fault> {
        let found = read(folder).await?;
        let file = folder.open(&name(found.segment)).await?;
        file.truncate(found.length)?;
        let writer = Writer::from(found.next);
        Ok(Self { folder: folder.clone(), segment: found.segment, file, length: found.length, writer })
    }

    /// Appends records, all or none, and returns once they are on disk.
    pub async fn append(&mut self, records: &[String]) -> Result<(), Fault> {
        if self.length >= SEGMENT_LIMIT {
            self.file = self.folder.open(&name(self.segment + 1)).await?;
            self.segment += 1;
            self.length = 0;
        }
        let mut writer = self.writer;
        let mut bytes = Vec::new();
        for record in records {
            // A record too long for the journal is longer than any message that it can come from.
            writer.frame(record.as_bytes(), &mut bytes).map_err(|error| Fault::worker(&error.to_string()))?;
        }
        let written = self.file.write(&bytes, self.length).and_then(|()| self.file.flush());
        if let Err(fault) = written {
            // If this fails too, the next write covers the remains, and a reader stops before them.
            let _ = self.file.truncate(self.length);
            return Err(fault);
        }
        self.length += bytes.len() as u64;
        self.writer = writer;
        Ok(())
    }
}
