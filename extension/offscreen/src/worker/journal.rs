use cairn_journal::{SEGMENT_LIMIT, Segments, Writer};

use super::fault::Fault;
use super::folder::{Folder, OpenFile, bytes_of};

const ENDING: &str = ".journal";
/// A segment that is being written anew.
const UNFINISHED: &str = "unfinished";

/// A journal that is open for writing.
pub struct Journal {
    folder: Folder,
    segment: u32,
    file: OpenFile,
    /// Bytes of whole frames in the segment.
    length: u64,
    writer: Writer,
}

fn name(segment: u32) -> String {
    format!("{segment:06}{ENDING}")
}

/// Reads a journal, all segments in order.
pub async fn read(folder: &Folder) -> Result<Segments, Fault> {
    let mut found = Segments::default();
    for segment in segments(folder).await? {
        let Some(file) = folder.read(&name(segment)).await? else { break };
        if !found.take(segment, &bytes_of(&file).await?) {
            break;
        }
    }
    Ok(found)
}

/// The numbers of the segments that are there, in order.
async fn segments(folder: &Folder) -> Result<Vec<u32>, Fault> {
    let names = folder.names().await?;
    let mut segments: Vec<u32> =
        names.iter().filter_map(|name| name.strip_suffix(ENDING)?.parse().ok()).collect();
    segments.sort_unstable();
    Ok(segments)
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
        let (bytes, writer) = self.frames(records)?;
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

    /// Puts these records in the place of all that are there, and returns once nothing else is on disk.
    ///
    /// They go into the next segment, which is there whole or not at all; then the older ones go, the oldest first. An
    /// interruption leaves records that the new ones, which begin from the beginning, make void.
    pub async fn rewrite(&mut self, records: &[String]) -> Result<(), Fault> {
        let (bytes, writer) = self.frames(records)?;
        let segment = self.segment + 1;
        let file = self.folder.open(UNFINISHED).await?;
        file.truncate(0)?;
        file.write(&bytes, 0)?;
        file.flush()?;
        drop(file);
        self.folder.rename(UNFINISHED, &name(segment)).await?;
        // The one before it is closed here, so that it can be removed.
        self.file = self.folder.open(&name(segment)).await?;
        (self.segment, self.length, self.writer) = (segment, bytes.len() as u64, writer);
        for old in segments(&self.folder).await? {
            if old != segment {
                self.folder.remove(&name(old)).await?;
            }
        }
        Ok(())
    }

    /// Records as the frames that come next, and the writer after them.
    fn frames(&self, records: &[String]) -> Result<(Vec<u8>, Writer), Fault> {
        let mut writer = self.writer;
        let mut bytes = Vec::new();
        for record in records {
            // A record too long for the journal is longer than any message that it can come from.
            writer.frame(record.as_bytes(), &mut bytes).map_err(|error| Fault::worker(&error.to_string()))?;
        }
        Ok((bytes, writer))
    }
}
