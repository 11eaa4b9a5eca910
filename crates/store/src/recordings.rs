use std::collections::HashSet;

use cairn_api::{CreateRecording, Created};
use cairn_redact::Classes;
use cairn_workflow::{ScanMark, SessionId};

use crate::alarms::About;
use crate::db::{Tx, args};
use crate::net::Netted;
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
    /// There is a newer revision.
    Outdated,
}

/// One revision of a recording, without its content.
pub struct Header {
    /// How many steps were announced.
    pub steps: u32,
    /// Whether it was completed.
    pub complete: bool,
    /// Whether it waits to take the place of the one that is shown.
    pub(crate) draft: bool,
}

/// What a completion found.
pub enum Completion {
    /// It is complete, now or since earlier.
    Done,
    /// Some of it was searched for less than is demanded by now: the weakest mark.
    NotScanned(ScanMark),
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
    pub async fn create(&self, netted: &Netted<CreateRecording>, now: i64) -> Result<Made, StoreError> {
        let body = netted.what();
        let id = body.id.to_string();
        let manifest = serde_json::to_string(body)?;
        let mut tx = self.store.db.begin().await?;
        let sql = "INSERT INTO recordings (owner, id, title, started_at, steps, manifest, created_at, revision) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (owner, id) DO NOTHING";
        let title = title(body);
        let args =
            args![self.owner.id(), &id, &title, body.started_at, body.steps, &manifest, now, body.revision];
        if tx.execute(sql, args).await? == 1 {
            self.announce(&mut tx, body).await?;
        } else if let Some(refused) = self.create_again(&mut tx, body, &manifest).await? {
            return Ok(refused);
        }
        let about = About { owner: self.owner.id(), recording: &id, revision: body.revision };
        if !self.is_complete(&mut tx, &about).await? {
            about.take_back(&mut tx).await?;
            about.raise(&mut tx, netted.alarms()).await?;
        }
        tx.commit().await?;
        let stored = self.header(body.id, body.revision).await?;
        let (complete, draft) = stored.map_or((false, false), |header| (header.complete, header.draft));
        let missing = self.missing_pictures(body).await?;
        Ok(Made::There(Created { id: body.id, missing, stored: self.seqs(body.id, draft).await?, complete }))
    }

    /// A create of a recording that is known: the same once more, or a newer revision. Gives what refuses it.
    async fn create_again(
        &self,
        tx: &mut Tx,
        body: &CreateRecording,
        manifest: &str,
    ) -> Result<Option<Made>, StoreError> {
        let id = body.id.to_string();
        let sql = "SELECT r.manifest, d.manifest FROM recordings r \
                   LEFT JOIN drafts d ON d.owner = r.owner AND d.recording = r.id WHERE r.owner = $1 AND r.id = $2";
        let Some(row) = tx.fetch_one(sql, args![self.owner.id(), &id]).await? else {
            return Ok(Some(Made::Conflict));
        };
        let shown: CreateRecording = serde_json::from_str(&row.text(0)?)?;
        let draft = row.maybe_text(1)?.map(|draft| serde_json::from_str::<CreateRecording>(&draft));
        let draft = draft.transpose()?;
        let newest = draft.as_ref().map_or(shown.revision, |draft| draft.revision);
        let args = args![self.owner.id(), &id, manifest];
        if body.revision == shown.revision {
            if !same_recording(&shown, body) {
                return Ok(Some(Made::Conflict));
            }
            let sql = "UPDATE recordings SET manifest = $3, title = $4 \
                       WHERE owner = $1 AND id = $2 AND completed_at IS NULL";
            tx.execute(sql, [args, args![title(body)]].concat()).await?;
        } else if body.revision < newest {
            return Ok(Some(Made::Outdated));
        } else if let Some(draft) = draft.filter(|draft| draft.revision == body.revision) {
            if !same_recording(&draft, body) {
                return Ok(Some(Made::Conflict));
            }
            let sql = "UPDATE drafts SET manifest = $3 WHERE owner = $1 AND recording = $2";
            tx.execute(sql, args).await?;
        } else {
            // What had come of an older draft is in this one too, as far as it is still wanted.
            let sql = "DELETE FROM drafts WHERE owner = $1 AND recording = $2";
            tx.execute(sql, args![self.owner.id(), &id]).await?;
            let sql = "INSERT INTO drafts (owner, recording, manifest, revision, steps) VALUES ($1, $2, $3, $4, $5)";
            tx.execute(sql, [args, args![body.revision, body.steps]].concat()).await?;
            let about = About { owner: self.owner.id(), recording: &id, revision: body.revision };
            about.keep_only(tx, shown.revision).await?;
            self.announce(tx, body).await?;
        }
        Ok(None)
    }

    /// Whether this revision was completed: what is told of it then changes no more.
    async fn is_complete(&self, tx: &mut Tx, about: &About<'_>) -> Result<bool, StoreError> {
        let sql = "SELECT id FROM recordings WHERE owner = $1 AND id = $2 AND revision = $3 AND completed_at IS NOT NULL";
        let row = tx.fetch_one(sql, args![about.owner, about.recording, about.revision]).await?;
        Ok(row.is_some())
    }

    async fn announce(&self, tx: &mut Tx, body: &CreateRecording) -> Result<(), StoreError> {
        for picture in &body.pictures {
            let sql = "INSERT INTO pictures (owner, recording, sha256, bytes, media) \
                       VALUES ($1, $2, $3, $4, $5) ON CONFLICT (owner, recording, sha256) DO NOTHING";
            let bytes = i64::try_from(picture.bytes).unwrap_or(i64::MAX);
            let args = args![self.owner.id(), body.id.to_string(), &picture.sha256, bytes, &picture.media];
            tx.execute(sql, args).await?;
        }
        Ok(())
    }

    /// The header of a revision; nothing when this owner has no such recording, or not in this revision.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn header(&self, id: SessionId, revision: u32) -> Result<Option<Header>, StoreError> {
        Ok(self.revision(id, revision).await?.map(|(header, _)| header))
    }

    /// The header and the manifest of a revision.
    async fn revision(&self, id: SessionId, revision: u32) -> Result<Option<(Header, String)>, StoreError> {
        let sql = "SELECT r.revision, r.steps, r.completed_at, r.manifest, d.revision, d.steps, d.manifest \
                   FROM recordings r LEFT JOIN drafts d ON d.owner = r.owner AND d.recording = r.id \
                   WHERE r.owner = $1 AND r.id = $2";
        let Some(row) = self.store.db.fetch_one(sql, args![self.owner.id(), id.to_string()]).await? else {
            return Ok(None);
        };
        let count = |steps: i64| u32::try_from(steps).unwrap_or(0);
        if row.int(0)? == i64::from(revision) {
            let complete = row.maybe_int(2)?.is_some();
            return Ok(Some((Header { steps: count(row.int(1)?), complete, draft: false }, row.text(3)?)));
        }
        if row.maybe_int(4)? == Some(i64::from(revision)) {
            let header = Header { steps: count(row.int(5)?), complete: false, draft: true };
            return Ok(Some((header, row.text(6)?)));
        }
        Ok(None)
    }

    async fn seqs(&self, id: SessionId, draft: bool) -> Result<Vec<u32>, StoreError> {
        let sql = if draft {
            "SELECT seq FROM draft_steps WHERE owner = $1 AND recording = $2 ORDER BY seq"
        } else {
            "SELECT seq FROM steps WHERE owner = $1 AND recording = $2 ORDER BY seq"
        };
        let rows = self.store.db.fetch(sql, args![self.owner.id(), id.to_string()]).await?;
        rows.iter().map(|row| Ok(u32::try_from(row.int(0)?).unwrap_or(0))).collect()
    }

    /// What this revision announced and is not here. Another revision may have announced more.
    async fn missing_pictures(&self, manifest: &CreateRecording) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT p.sha256 FROM pictures p \
                   LEFT JOIN blobs b ON b.owner = p.owner AND b.sha256 = p.sha256 \
                   WHERE p.owner = $1 AND p.recording = $2 AND b.sha256 IS NULL ORDER BY p.sha256";
        let rows = self.store.db.fetch(sql, args![self.owner.id(), manifest.id.to_string()]).await?;
        let wanted: HashSet<&str> = manifest.pictures.iter().map(|picture| picture.sha256.as_str()).collect();
        let missing = rows.iter().map(|row| row.text(0)).collect::<Result<Vec<_>, _>>()?;
        Ok(missing.into_iter().filter(|sha256| wanted.contains(sha256.as_str())).collect())
    }

    /// Completes a revision whose steps and pictures are all there and were searched for what is demanded; nothing when there is no such recording or
    /// revision. From then on it is the one that is shown, and what only an older one named is gone.
    ///
    /// # Errors
    /// When the database cannot be used or is full, or when files that are not named any more cannot be deleted.
    pub async fn complete(
        &self,
        id: SessionId,
        revision: u32,
        now: i64,
        demanded: Classes,
    ) -> Result<Option<Completion>, StoreError> {
        let Some((header, manifest)) = self.revision(id, revision).await? else { return Ok(None) };
        if header.complete {
            return Ok(Some(Completion::Done));
        }
        let manifest: CreateRecording = serde_json::from_str(&manifest)?;
        let stored = self.seqs(id, header.draft).await?;
        let steps: Vec<u32> = (1..=header.steps).filter(|seq| stored.binary_search(seq).is_err()).collect();
        let pictures = self.missing_pictures(&manifest).await?;
        if !steps.is_empty() || !pictures.is_empty() {
            return Ok(Some(Completion::Missing { steps, pictures }));
        }
        let refused = match header.draft {
            true => self.replace(&manifest, now, demanded).await?,
            false => self.close(id, now, demanded).await?,
        };
        Ok(Some(refused.map_or(Completion::Done, Completion::NotScanned)))
    }

    /// Completes the first revision. Gives the mark of a scan that is not enough.
    async fn close(
        &self,
        id: SessionId,
        now: i64,
        demanded: Classes,
    ) -> Result<Option<ScanMark>, StoreError> {
        let mut tx = self.store.db.begin().await?;
        let sql = "UPDATE recordings SET completed_at = $3 \
                   WHERE owner = $1 AND id = $2 AND completed_at IS NULL";
        if tx.execute(sql, args![self.owner.id(), id.to_string(), now]).await? == 1 {
            // From here on nobody changes it: what is signed is what is stored.
            if let Some(mark) = self.sign(&mut tx, id, now, demanded).await? {
                return Ok(Some(mark));
            }
            tx.commit().await?;
        }
        Ok(None)
    }
}

/// The title as lists show it.
pub(crate) fn title(manifest: &CreateRecording) -> String {
    cairn_redact::clean(manifest.title.as_str(), TITLE_LIMIT)
}

/// Longest title in a list, in characters.
const TITLE_LIMIT: usize = 300;
