use std::collections::HashMap;

use cairn_workflow::SessionId;

use crate::blobs::BlobWriter;
use crate::db::{Row, args};
use crate::recordings::Recordings;
use crate::{Owner, Store, StoreError};

/// A picture as a recording announced it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// Length in bytes.
    pub bytes: u64,
    /// `image/webp` or `image/png`.
    pub media: String,
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

impl Store {
    /// Begins a file that may become a picture.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub async fn begin_blob(&self) -> Result<BlobWriter, StoreError> {
        self.files.begin().await
    }
}

impl Recordings<'_> {
    /// One picture that a recording announced; nothing when it did not, or when there is no such recording.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn announced(&self, id: SessionId, sha256: &str) -> Result<Option<Announced>, StoreError> {
        let sql = "SELECT sha256, bytes, media FROM pictures \
                   WHERE owner = $1 AND recording = $2 AND sha256 = $3";
        let row = self.store.db.fetch_one(sql, args![self.owner.id(), id.to_string(), sha256]).await?;
        Ok(row.map(|row| announced(&row)).transpose()?.map(|(_, picture)| picture))
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
        mut writer: BlobWriter,
        facts: &BlobFacts,
        now: i64,
    ) -> Result<bool, StoreError> {
        writer.sync().await?;
        let _gate = self.store.files_gate.read().await;
        // A deletion has the gate alone: what is announced now stays so until the row is written.
        if self.announced(id, &facts.sha256).await?.is_none() {
            return Ok(false);
        }
        self.store.files.keep(writer, self.owner, &facts.sha256).await?;
        let sql = "INSERT INTO blobs (owner, sha256, bytes, media, width, height, stored_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (owner, sha256) DO NOTHING";
        let bytes = i64::try_from(facts.bytes).unwrap_or(i64::MAX);
        let owner = self.owner.id();
        let args = args![owner, &facts.sha256, bytes, &facts.media, facts.width, facts.height, now];
        self.store.db.execute(sql, args).await?;
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
    Ok((row.text(0)?, Announced { bytes, media: row.text(2)? }))
}
