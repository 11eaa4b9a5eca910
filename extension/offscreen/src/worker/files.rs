use cairn_workflow::SessionId;
use web_sys::{Blob, BlobPropertyBag};

use super::fault::Fault;
use super::folder::{Folder, bytes_of};
use super::journal::{self, Journal};
use super::pixels::Encoded;
use crate::calls::{Answer, Call, Stored};

/// The folder of all recordings; it is not there while nothing is recorded.
const RECORDINGS: &str = "recordings";
/// In a recording's folder.
const PICTURES: &str = "pictures";
/// A picture that is being written.
const UNFINISHED: &str = "unfinished";
/// Media types of stored pictures, and the ending of their files.
const KINDS: [(&str, &str); 2] = [("image/webp", "webp"), ("image/png", "png")];

/// The recordings on disk.
#[derive(Default)]
pub struct Files {
    open: Option<(SessionId, Journal)>,
}

impl Files {
    pub async fn perform(&mut self, call: Call) -> Result<Answer, Fault> {
        match call {
            Call::List {} => Ok(Answer::Recordings { sessions: list().await? }),
            Call::Read { session } => Ok(Answer::Records { records: read(session).await? }),
            Call::Append { session, records } => {
                self.append(session, &records).await?;
                Ok(Answer::Done {})
            }
            Call::Rewrite { session, records, keep } => {
                self.open(session).await?.rewrite(&records).await?;
                prune(session, &keep).await?;
                Ok(Answer::Done {})
            }
            Call::Delete { session } => {
                self.delete(session).await?;
                Ok(Answer::Done {})
            }
            // Not file work: taken before.
            Call::Encode { .. } | Call::Cover { .. } | Call::Picture { .. } | Call::Timer { .. } => {
                Err(Fault::worker("not a file call"))
            }
        }
    }

    async fn append(&mut self, session: SessionId, records: &[String]) -> Result<(), Fault> {
        self.open(session).await?.append(records).await
    }

    /// The journal of a recording, open for writing.
    async fn open(&mut self, session: SessionId) -> Result<&mut Journal, Fault> {
        if self.open.as_ref().is_none_or(|(open, ..)| *open != session) {
            self.open = None;
            let folder = Folder::root().await?.make(RECORDINGS).await?.make(&session.to_string()).await?;
            let journal = Journal::open(&folder).await?;
            self.open = Some((session, journal));
        }
        self.open.as_mut().map(|(_, journal)| journal).ok_or_else(|| Fault::worker("no journal is open"))
    }

    async fn delete(&mut self, session: SessionId) -> Result<(), Fault> {
        if self.open.as_ref().is_some_and(|(open, ..)| *open == session) {
            self.open = None;
        }
        let root = Folder::root().await?;
        let Some(recordings) = root.find(RECORDINGS).await? else { return Ok(()) };
        recordings.remove(&session.to_string()).await?;
        if recordings.names().await?.is_empty() {
            root.remove(RECORDINGS).await?;
        }
        Ok(())
    }

    /// Stores a picture under its hash. One that is there already is not written again.
    pub async fn store(&self, session: SessionId, encoded: Encoded) -> Result<Answer, Fault> {
        // A recording that was discarded while its picture was made must not come back.
        let folder = find(session).await?.ok_or_else(|| Fault::gone("the recording is gone"))?;
        let pictures = folder.make(PICTURES).await?;
        let ending = KINDS.iter().find(|(media, _)| *media == encoded.media).map(|(_, ending)| *ending);
        let ending = ending.ok_or_else(|| Fault::pixels("an unknown media type"))?;
        let name = format!("{}.{ending}", encoded.sha256);
        let bytes = encoded.bytes.len() as u64;
        let there = pictures.read(&name).await?.is_some_and(|file| file.size() == bytes as f64);
        if !there {
            write(&pictures, &name, &encoded.bytes).await?;
        }
        let Encoded { sha256, media, width, height, .. } = encoded;
        Ok(Answer::Encoded { picture: Stored { sha256, bytes, media: media.to_owned(), width, height } })
    }

    /// The bytes of a picture, in memory: the file may be deleted while they are on their way.
    pub async fn picture(&self, session: SessionId, sha256: &str) -> Result<Blob, Fault> {
        let gone = || Fault::gone("the picture is gone");
        let pictures = match find(session).await? {
            Some(folder) => folder.find(PICTURES).await?,
            None => None,
        };
        let pictures = pictures.ok_or_else(gone)?;
        if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(gone());
        }
        for (media, ending) in KINDS {
            if let Some(file) = pictures.read(&format!("{sha256}.{ending}")).await? {
                let bytes = bytes_of(&file).await?;
                let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
                let options = BlobPropertyBag::new();
                options.set_type(media);
                return Ok(Blob::new_with_u8_array_sequence_and_options(&parts, &options)?);
            }
        }
        Err(gone())
    }
}

async fn find(session: SessionId) -> Result<Option<Folder>, Fault> {
    match Folder::root().await?.find(RECORDINGS).await? {
        Some(recordings) => recordings.find(&session.to_string()).await,
        None => Ok(None),
    }
}

/// Ids are made from the time, so that their order is that of the recordings.
async fn list() -> Result<Vec<SessionId>, Fault> {
    let Some(recordings) = Folder::root().await?.find(RECORDINGS).await? else { return Ok(Vec::new()) };
    let names = recordings.names().await?;
    Ok(names
        .into_iter()
        .filter_map(|name| serde_json::from_value(serde_json::Value::String(name)).ok())
        .collect())
}

async fn read(session: SessionId) -> Result<Vec<String>, Fault> {
    let folder = find(session).await?.ok_or_else(|| Fault::gone("the recording is gone"))?;
    let found = journal::read(&folder).await?;
    Ok(found.records.into_iter().filter_map(|record| String::from_utf8(record).ok()).collect())
}

/// Deletes the pictures of a recording that are not to stay.
async fn prune(session: SessionId, keep: &[String]) -> Result<(), Fault> {
    let pictures = match find(session).await? {
        Some(folder) => folder.find(PICTURES).await?,
        None => None,
    };
    let Some(pictures) = pictures else { return Ok(()) };
    for name in pictures.names().await? {
        let stays = name.split_once('.').is_some_and(|(sha256, _)| keep.iter().any(|kept| kept == sha256));
        if !stays {
            pictures.remove(&name).await?;
        }
    }
    Ok(())
}

async fn write(folder: &Folder, name: &str, bytes: &[u8]) -> Result<(), Fault> {
    let written = write_unfinished(folder, bytes).await;
    match written {
        Ok(()) => folder.rename(UNFINISHED, name).await,
        Err(fault) => {
            // Makes room again; what cannot be removed is overwritten by the next picture.
            let _ = folder.remove(UNFINISHED).await;
            Err(fault)
        }
    }
}

async fn write_unfinished(folder: &Folder, bytes: &[u8]) -> Result<(), Fault> {
    let file = folder.open(UNFINISHED).await?;
    file.truncate(0)?;
    file.write(bytes, 0)?;
    file.flush()
}
