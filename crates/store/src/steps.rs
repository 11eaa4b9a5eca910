use cairn_workflow::{SessionId, Step};

use crate::StoreError;
use crate::db::{Tx, args};
use crate::recordings::Recordings;

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// It is on disk now.
    Stored,
    /// The same step was on disk already.
    Duplicate,
    /// Another step was on disk already under this `seq`.
    Conflict,
}

impl Recordings<'_> {
    /// Appends steps in one transaction, one answer for each in order; nothing when there is no such
    /// recording. What may be stored is the caller's to check.
    ///
    /// # Errors
    /// When the database cannot be used or is full; then none of them is stored.
    pub async fn append(&self, id: SessionId, steps: &[Step]) -> Result<Option<Vec<Appended>>, StoreError> {
        let id = id.to_string();
        let mut rows = Vec::with_capacity(steps.len());
        for step in steps {
            rows.push((step, serde_json::to_string(step)?));
        }
        let mut tx = self.store.db.begin().await?;
        let sql = "SELECT id FROM recordings WHERE owner = $1 AND id = $2";
        if tx.fetch_one(sql, args![self.owner.id(), &id]).await?.is_none() {
            return Ok(None);
        }
        let mut results = Vec::with_capacity(rows.len());
        for (step, body) in rows {
            results.push(append_one(&mut tx, self.owner.id(), &id, step, body).await?);
        }
        tx.commit().await?;
        Ok(Some(results))
    }
}

async fn append_one(
    tx: &mut Tx,
    owner: &str,
    recording: &str,
    step: &Step,
    body: String,
) -> Result<Appended, StoreError> {
    let picture = step.picture.shown().map(|picture| picture.sha256.clone());
    let sql = "INSERT INTO steps (owner, recording, seq, picture, body) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (owner, recording, seq) DO NOTHING";
    if tx.execute(sql, args![owner, recording, step.seq, picture, &body]).await? == 1 {
        return Ok(Appended::Stored);
    }
    let sql = "SELECT body FROM steps WHERE owner = $1 AND recording = $2 AND seq = $3";
    let known = tx.fetch_one(sql, args![owner, recording, step.seq]).await?;
    let same = known.map(|row| row.text(0)).transpose()?.is_some_and(|known| known == body);
    Ok(if same { Appended::Duplicate } else { Appended::Conflict })
}
