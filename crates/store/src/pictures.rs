use std::collections::HashMap;
use std::sync::Arc;

use cairn_workflow::{ScanMark, SessionId};
use serde::Deserialize;

use crate::blobs::BlobWriter;
use crate::db::{Row, Tx, args};
use crate::group::Job;
use crate::recordings::Recordings;
use crate::{Owner, Store, StoreError};

/// A picture as a recording announced it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// Length in bytes.
    pub bytes: u64,
    /// `image/webp` or `image/png`.
    pub media: String,
    /// How many deletions there had been.
    deletions: u64,
}

/// What is read of a recording's body for each of its pictures.
#[derive(Deserialize)]
struct Marked {
    scan: ScanMark,
}

/// A picture whose bytes are here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlobFacts {
    /// Hash: 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
    /// `image/webp` or `image/png`.
    pub media: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// The row of a picture whose file is in its place.
pub(crate) struct BlobRow {
    owner: String,
    facts: BlobFacts,
    stored_at: i64,
}

impl BlobRow {
    /// Writes the row, unless there is one.
    pub(crate) async fn write(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let sql = "INSERT INTO blobs (owner, sha256, bytes, media, width, height, stored_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (owner, sha256) DO NOTHING";
        let BlobFacts { sha256, bytes, media, width, height } = &self.facts;
        let bytes = i64::try_from(*bytes).unwrap_or(i64::MAX);
        tx.execute(sql, args![&self.owner, sha256, bytes, media, *width, *height, self.stored_at]).await?;
        Ok(())
    }
}

impl Store {
    /// Begins a file that may become a picture.
    ///
    /// # Errors
    /// When the system gives no random name for it.
    pub fn begin_blob(&self) -> Result<BlobWriter, StoreError> {
        self.files.begin()
    }
}

impl Recordings<'_> {
    /// The mark of a recording's newest revision, and one of its pictures as it was announced, or nothing when it was
    /// not; nothing at all when there is no such recording.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn announced(
        &self,
        id: SessionId,
        sha256: &str,
    ) -> Result<Option<(ScanMark, Option<Announced>)>, StoreError> {
        let sql = "SELECT p.media, p.bytes, COALESCE(d.manifest, r.manifest) FROM recordings r \
                   LEFT JOIN drafts d ON d.owner = r.owner AND d.recording = r.id \
                   LEFT JOIN pictures p ON p.owner = r.owner AND p.recording = r.id AND p.sha256 = $3 \
                   WHERE r.owner = $1 AND r.id = $2";
        let deletions = self.store.deletions();
        let row = self.store.db.fetch_one(sql, args![self.owner.id(), id.to_string(), sha256]).await?;
        let Some(row) = row else { return Ok(None) };
        let Marked { scan } = serde_json::from_str(&row.text(2)?)?;
        let Some(media) = row.maybe_text(0)? else { return Ok(Some((scan, None))) };
        let bytes = u64::try_from(row.int(1)?).unwrap_or(0);
        Ok(Some((scan, Some(Announced { bytes, media, deletions }))))
    }

    /// All pictures that a recording announced, by hash.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn all_announced(&self, id: SessionId) -> Result<HashMap<String, Announced>, StoreError> {
        let sql = "SELECT sha256, bytes, media FROM pictures WHERE owner = $1 AND recording = $2";
        let rows = self.store.db.fetch(sql, args![self.owner.id(), id.to_string()]).await?;
        rows.iter().map(announced).collect()
    }

    /// Keeps a file whose bytes were checked against `facts`: synced, renamed, its folder synced, then its row.
    /// Says no when the recording was deleted meanwhile; then nothing of it stays.
    ///
    /// # Errors
    /// When the disk or the database cannot be written or is full; then the picture is not there.
    pub async fn keep_blob(
        &self,
        id: SessionId,
        announced: &Announced,
        writer: BlobWriter,
        facts: BlobFacts,
        now: i64,
    ) -> Result<bool, StoreError> {
        let store = self.store;
        // A deletion has the gate alone: what is announced now stays so until the row is written.
        let gate = Arc::clone(&store.files_gate).read_owned().await;
        let deleted = store.deletions() != announced.deletions;
        if deleted && self.announced(id, &facts.sha256).await?.and_then(|(_, announced)| announced).is_none()
        {
            return Ok(false);
        }
        let gate = store.files.keep(writer, self.owner, &facts.sha256, gate).await?;
        let row = BlobRow { owner: self.owner.id().to_owned(), facts, stored_at: now };
        match &store.group {
            Some(group) => {
                group.write(Job::Blob(row, gate)).await?;
            }
            None => {
                let mut tx = store.db.begin().await?;
                row.write(&mut tx).await?;
                tx.commit().await?;
            }
        }
        Ok(true)
    }

    /// A picture of a recording: its media type and bytes. Nothing when the recording names no such picture.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn picture(
        &self,
        id: SessionId,
        sha256: &str,
    ) -> Result<Option<(String, Vec<u8>)>, StoreError> {
        let sql = "SELECT b.media FROM pictures p \
                   JOIN blobs b ON b.owner = p.owner AND b.sha256 = p.sha256 \
                   WHERE p.owner = $1 AND p.recording = $2 AND p.sha256 = $3";
        let args = args![self.owner.id(), id.to_string(), sha256];
        let Some(row) = self.store.db.fetch_one(sql, args).await? else { return Ok(None) };
        let media = row.text(0)?;
        Ok(self.store.files.read(self.owner, sha256).await?.map(|bytes| (media, bytes)))
    }

    pub(crate) fn owner(&self) -> &Owner {
        self.owner
    }
}

fn announced(row: &Row) -> Result<(String, Announced), StoreError> {
    let bytes = u64::try_from(row.int(1)?).unwrap_or(0);
    Ok((row.text(0)?, Announced { bytes, media: row.text(2)?, deletions: 0 }))
}
