use std::collections::HashSet;

use cairn_api::CreateRecording;
use cairn_redact::Classes;
use cairn_workflow::ScanMark;

use crate::StoreError;
use crate::alarms::About;
use crate::db::{Tx, args};
use crate::delete::Counted;
use crate::recordings::{Recordings, title};

impl Recordings<'_> {
    /// Puts a draft, of which everything is here, in the place of the revision that was shown. Pictures that it
    /// does not name, and that no other recording does, are gone when this returns.
    /// Gives the mark of a scan that is not enough for what is demanded by now; then all stays as it was.
    pub(crate) async fn replace(
        &self,
        draft: &CreateRecording,
        now: i64,
        demanded: Classes,
    ) -> Result<Option<ScanMark>, StoreError> {
        let (owner, id) = (self.owner().id(), draft.id.to_string());
        {
            let _gate = self.store.files_gate.write().await;
            let _counted = Counted::new(self.store);
            let mut tx = self.store.db.begin().await?;
            let sql = "DELETE FROM drafts WHERE owner = $1 AND recording = $2 AND revision = $3";
            let sql_steps = "DELETE FROM steps WHERE owner = $1 AND recording = $2";
            tx.execute(sql_steps, args![owner, &id]).await?;
            let sql_move = "INSERT INTO steps (owner, recording, seq, picture, body) \
                            SELECT s.owner, s.recording, s.seq, s.picture, s.body FROM draft_steps s \
                            JOIN drafts d ON d.owner = s.owner AND d.recording = s.recording \
                            WHERE s.owner = $1 AND s.recording = $2 AND d.revision = $3";
            let moved = tx.execute(sql_move, args![owner, &id, draft.revision]).await?;
            if moved != u64::from(draft.steps)
                || tx.execute(sql, args![owner, &id, draft.revision]).await? != 1
            {
                // Another request was quicker with this draft or a newer one: undone by not being committed.
                return Ok(None);
            }
            let sql = "UPDATE recordings SET title = $3, started_at = $4, steps = $5, manifest = $6, revision = $7, \
                       completed_at = COALESCE(completed_at, $8) WHERE owner = $1 AND id = $2";
            let manifest = serde_json::to_string(draft)?;
            let facts = args![draft.started_at, draft.steps, manifest, draft.revision, now];
            tx.execute(sql, [args![owner, &id, title(draft)], facts].concat()).await?;
            let about = About { owner, recording: &id, revision: draft.revision };
            about.keep_only(&mut tx, draft.revision).await?;
            if let Some(mark) = self.sign(&mut tx, draft.id, now, demanded).await? {
                return Ok(Some(mark));
            }
            self.doom_unnamed(&mut tx, draft).await?;
            tx.commit().await?;
            self.store.remove_doomed().await?;
        }
        self.store.db.forget().await?;
        Ok(None)
    }

    /// Takes back the pictures that a revision does not name.
    async fn doom_unnamed(&self, tx: &mut Tx, manifest: &CreateRecording) -> Result<(), StoreError> {
        let (owner, id) = (self.owner().id(), manifest.id.to_string());
        let named: HashSet<&str> = manifest.pictures.iter().map(|picture| picture.sha256.as_str()).collect();
        let sql = "SELECT sha256 FROM pictures WHERE owner = $1 AND recording = $2";
        for row in tx.fetch(sql, args![owner, &id]).await? {
            let sha256 = row.text(0)?;
            if named.contains(sha256.as_str()) {
                continue;
            }
            let sql = "DELETE FROM pictures WHERE owner = $1 AND recording = $2 AND sha256 = $3";
            tx.execute(sql, args![owner, &id, &sha256]).await?;
            let sql = "SELECT sha256 FROM pictures WHERE owner = $1 AND sha256 = $2 LIMIT 1";
            if tx.fetch_one(sql, args![owner, &sha256]).await?.is_none() {
                let sql = "INSERT INTO doomed_blobs (owner, sha256) VALUES ($1, $2) \
                           ON CONFLICT (owner, sha256) DO NOTHING";
                tx.execute(sql, args![owner, &sha256]).await?;
            }
        }
        let sql = "DELETE FROM blobs WHERE owner = $1 AND sha256 IN \
                   (SELECT sha256 FROM doomed_blobs WHERE owner = $1)";
        tx.execute(sql, args![owner]).await?;
        Ok(())
    }
}
