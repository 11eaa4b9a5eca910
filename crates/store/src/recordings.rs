use cairn_api::{CreateRecording, Created};
use cairn_workflow::SessionId;

use crate::db::args;
use crate::{Owner, Store, StoreError};

/// The recordings of one owner. Made by [`Store::recordings`].
pub struct Recordings<'a> {
    pub(crate) store: &'a Store,
    pub(crate) owner: &'a Owner,
}

/// What became of a create.
pub enum Made {
    /// It is there, now or since an earlier create with the same content.
    There(Created),
    /// There is one with this id and other content.
    Conflict,
}

/// A recording without its content.
pub struct Header {
    /// How many steps were announced.
    pub steps: u32,
    /// Whether it was completed.
    pub complete: bool,
}

/// What a completion found.
pub enum Completion {
    /// It is complete, now or since earlier.
    Done,
    /// Something is missing still.
    Missing {
        /// Steps, by `seq`.
        steps: Vec<u32>,
        /// Pictures, by hash.
        pictures: Vec<String>,
    },
}

/// Whether two manifests tell of the same recording. Between two tries of an upload the person may have given it
/// another title, and Chrome may have updated the recorder.
fn same_recording(known: &CreateRecording, body: &CreateRecording) -> bool {
    let known =
        CreateRecording { title: body.title.clone(), recorder: body.recorder.clone(), ..known.clone() };
    known == *body
}

impl Recordings<'_> {
    /// Begins a recording, or finds the one that was begun with the same content.
    ///
    /// # Errors
    /// When the database cannot be used or is full.
    pub async fn create(&self, body: &CreateRecording, now: i64) -> Result<Made, StoreError> {
        let id = body.id.to_string();
        let manifest = serde_json::to_string(body)?;
        let mut tx = self.store.db.begin().await?;
        let sql = "INSERT INTO recordings (owner, id, title, started_at, steps, manifest, created_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (owner, id) DO NOTHING";
        let title = cairn_redact::clean(body.title.as_str(), TITLE_LIMIT);
        let args = args![self.owner.id(), &id, &title, body.started_at, body.steps, &manifest, now];
        if tx.execute(sql, args).await? == 1 {
            for picture in &body.pictures {
                let sql = "INSERT INTO pictures (owner, recording, sha256, bytes, media) \
                           VALUES ($1, $2, $3, $4, $5) ON CONFLICT (owner, recording, sha256) DO NOTHING";
                let bytes = i64::try_from(picture.bytes).unwrap_or(i64::MAX);
                let args = args![self.owner.id(), &id, &picture.sha256, bytes, &picture.media];
                tx.execute(sql, args).await?;
            }
            tx.commit().await?;
        } else {
            let sql = "SELECT manifest FROM recordings WHERE owner = $1 AND id = $2";
            let known = tx.fetch_one(sql, args![self.owner.id(), &id]).await?;
            let Some(known) = known.map(|row| row.text(0)).transpose()? else { return Ok(Made::Conflict) };
            let known: CreateRecording = serde_json::from_str(&known)?;
            if !same_recording(&known, body) {
                return Ok(Made::Conflict);
            }
            let sql = "UPDATE recordings SET title = $3, manifest = $4 \
                       WHERE owner = $1 AND id = $2 AND completed_at IS NULL";
            tx.execute(sql, args![self.owner.id(), &id, &title, &manifest]).await?;
            tx.commit().await?;
        }
        Ok(Made::There(self.progress(body.id).await?))
    }

    async fn progress(&self, id: SessionId) -> Result<Created, StoreError> {
        let complete = self.header(id).await?.is_some_and(|header| header.complete);
        Ok(Created { id, missing: self.missing_pictures(id).await?, stored: self.seqs(id).await?, complete })
    }

    /// The recording's header; nothing when this owner has no such recording.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn header(&self, id: SessionId) -> Result<Option<Header>, StoreError> {
        let sql = "SELECT steps, completed_at FROM recordings WHERE owner = $1 AND id = $2";
        let row = self.store.db.fetch_one(sql, args![self.owner.id(), id.to_string()]).await?;
        row.map(|row| {
            Ok(Header {
                steps: u32::try_from(row.int(0)?).unwrap_or(0),
                complete: row.maybe_int(1)?.is_some(),
            })
        })
        .transpose()
    }

    async fn seqs(&self, id: SessionId) -> Result<Vec<u32>, StoreError> {
        let sql = "SELECT seq FROM steps WHERE owner = $1 AND recording = $2 ORDER BY seq";
        let rows = self.store.db.fetch(sql, args![self.owner.id(), id.to_string()]).await?;
        rows.iter().map(|row| Ok(u32::try_from(row.int(0)?).unwrap_or(0))).collect()
    }

    async fn missing_pictures(&self, id: SessionId) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT p.sha256 FROM pictures p \
                   LEFT JOIN blobs b ON b.owner = p.owner AND b.sha256 = p.sha256 \
                   WHERE p.owner = $1 AND p.recording = $2 AND b.sha256 IS NULL ORDER BY p.sha256";
        let rows = self.store.db.fetch(sql, args![self.owner.id(), id.to_string()]).await?;
        rows.iter().map(|row| row.text(0)).collect()
    }

    /// Completes a recording whose steps and pictures are all there; nothing when there is no such recording.
    ///
    /// # Errors
    /// When the database cannot be used or is full.
    pub async fn complete(&self, id: SessionId, now: i64) -> Result<Option<Completion>, StoreError> {
        let Some(header) = self.header(id).await? else { return Ok(None) };
        if header.complete {
            return Ok(Some(Completion::Done));
        }
        let stored = self.seqs(id).await?;
        let steps: Vec<u32> = (1..=header.steps).filter(|seq| stored.binary_search(seq).is_err()).collect();
        let pictures = self.missing_pictures(id).await?;
        if !steps.is_empty() || !pictures.is_empty() {
            return Ok(Some(Completion::Missing { steps, pictures }));
        }
        let sql = "UPDATE recordings SET completed_at = $3 \
                   WHERE owner = $1 AND id = $2 AND completed_at IS NULL";
        self.store.db.execute(sql, args![self.owner.id(), id.to_string(), now]).await?;
        Ok(Some(Completion::Done))
    }
}

/// Longest title in a list, in characters.
const TITLE_LIMIT: usize = 300;
