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

/// Steps of one recording, as they are stored.
pub(crate) struct Batch {
    owner: String,
    recording: String,
    rows: Vec<Row>,
}

struct Row {
    seq: u32,
    picture: Option<String>,
    body: String,
}

impl Recordings<'_> {
    /// Appends steps, all or none, one answer for each in order; nothing when there is no such recording.
    /// What may be stored is the caller's to check.
    ///
    /// # Errors
    /// When the database cannot be used or is full; then none of them is stored.
    pub async fn append(&self, id: SessionId, steps: &[Step]) -> Result<Option<Vec<Appended>>, StoreError> {
        let mut rows = Vec::with_capacity(steps.len());
        for step in steps {
            let picture = step.picture.shown().map(|picture| picture.sha256.clone());
            rows.push(Row { seq: step.seq, picture, body: serde_json::to_string(step)? });
        }
        let batch = Batch { owner: self.owner.id().to_owned(), recording: id.to_string(), rows };
        match &self.store.group {
            Some(group) => group.append(batch).await,
            None => {
                let mut tx = self.store.db.begin().await?;
                let results = batch.write(&mut tx).await?;
                tx.commit().await?;
                Ok(results)
            }
        }
    }
}

impl Batch {
    /// Writes the steps. Where the recording is gone, nothing is written.
    pub(crate) async fn write(&self, tx: &mut Tx) -> Result<Option<Vec<Appended>>, StoreError> {
        let sql = "SELECT id FROM recordings WHERE owner = $1 AND id = $2";
        if tx.fetch_one(sql, args![&self.owner, &self.recording]).await?.is_none() {
            return Ok(None);
        }
        let mut results = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            results.push(self.write_row(tx, row).await?);
        }
        Ok(Some(results))
    }

    async fn write_row(&self, tx: &mut Tx, row: &Row) -> Result<Appended, StoreError> {
        let sql = "INSERT INTO steps (owner, recording, seq, picture, body) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (owner, recording, seq) DO NOTHING";
        let args = args![&self.owner, &self.recording, row.seq, row.picture.clone(), &row.body];
        if tx.execute(sql, args).await? == 1 {
            return Ok(Appended::Stored);
        }
        let sql = "SELECT body FROM steps WHERE owner = $1 AND recording = $2 AND seq = $3";
        let known = tx.fetch_one(sql, args![&self.owner, &self.recording, row.seq]).await?;
        let same = known.map(|known| known.text(0)).transpose()?.is_some_and(|known| known == row.body);
        Ok(if same { Appended::Duplicate } else { Appended::Conflict })
    }
}
