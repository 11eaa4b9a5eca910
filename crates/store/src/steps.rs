use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::LazyLock;

use cairn_api::Alarm;
use cairn_workflow::{SessionId, Step};

use crate::StoreError;
use crate::alarms::About;
use crate::db::{Tx, args};
use crate::group::Job;
use crate::net::Netted;
use crate::recordings::{Header, Recordings};

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
    revision: u32,
    /// Whether the revision waits to take the place of the one that is shown.
    draft: bool,
    rows: Vec<Row>,
}

struct Row {
    seq: u32,
    picture: Option<String>,
    body: String,
    alarms: Vec<Alarm>,
}

impl Recordings<'_> {
    /// Appends steps to a revision, all or none, one answer for each in order; nothing when there is no such
    /// recording or revision any more. What may be stored is the caller's to check.
    ///
    /// # Errors
    /// When the database cannot be used or is full; then none of them is stored.
    pub async fn append(
        &self,
        id: SessionId,
        revision: u32,
        header: &Header,
        steps: &[Netted<Step>],
    ) -> Result<Option<Vec<Appended>>, StoreError> {
        let mut rows = Vec::with_capacity(steps.len());
        for step in steps {
            let (step, alarms) = (step.what(), step.alarms().to_vec());
            let picture = step.picture.shown().map(|picture| picture.sha256.clone());
            rows.push(Row { seq: step.seq, picture, body: serde_json::to_string(step)?, alarms });
        }
        let (owner, recording) = (self.owner.id().to_owned(), id.to_string());
        let batch = Batch { owner, recording, revision, draft: header.draft, rows };
        match &self.store.group {
            Some(group) => group.write(Job::Steps(batch)).await,
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
        let Some(known) = self.known(tx).await? else { return Ok(None) };
        let mut there: HashMap<u32, &str> = known.iter().map(|(seq, body)| (*seq, body.as_str())).collect();
        let mut new = Vec::with_capacity(self.rows.len());
        let mut results = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            // A `seq` that comes twice is stored once: what comes second is compared with what came first.
            results.push(match there.entry(row.seq) {
                Entry::Vacant(free) => {
                    free.insert(&row.body);
                    new.push(row);
                    Appended::Stored
                }
                Entry::Occupied(there) if **there.get() == *row.body => Appended::Duplicate,
                Entry::Occupied(_) => Appended::Conflict,
            });
        }
        let mut inserted = 0;
        for rows in new.chunks(MOST_ROWS) {
            inserted += self.insert(tx, rows).await?;
        }
        if inserted < new.len() as u64 {
            // PostgreSQL: another transaction was quicker, and what it stored stays.
            let known = self.known(tx).await?.unwrap_or_default();
            for (row, result) in self.rows.iter().zip(&mut results) {
                if known.get(&row.seq).is_some_and(|body| *body != row.body) {
                    *result = Appended::Conflict;
                }
            }
        }
        let about = About { owner: &self.owner, recording: &self.recording, revision: self.revision };
        for (row, result) in self.rows.iter().zip(&results) {
            if *result == Appended::Stored {
                about.raise(tx, &row.alarms).await?;
            }
        }
        Ok(Some(results))
    }

    /// What is stored already in the range of these steps; nothing at all when there is no such recording.
    async fn known(&self, tx: &mut Tx) -> Result<Option<HashMap<u32, String>>, StoreError> {
        let seqs = || self.rows.iter().map(|row| row.seq);
        let sql = if self.draft {
            "SELECT s.seq, s.body FROM drafts r LEFT JOIN draft_steps s \
             ON s.owner = r.owner AND s.recording = r.recording AND s.seq >= $3 AND s.seq <= $4 \
             WHERE r.owner = $1 AND r.recording = $2 AND r.revision = $5"
        } else {
            "SELECT s.seq, s.body FROM recordings r LEFT JOIN steps s \
             ON s.owner = r.owner AND s.recording = r.id AND s.seq >= $3 AND s.seq <= $4 \
             WHERE r.owner = $1 AND r.id = $2 AND r.revision = $5"
        };
        let (first, last) = (seqs().min().unwrap_or(0), seqs().max().unwrap_or(0));
        let rows = tx.fetch(sql, args![&self.owner, &self.recording, first, last, self.revision]).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let mut known = HashMap::new();
        for row in &rows {
            if let (Some(seq), Some(body)) = (row.maybe_int(0)?, row.maybe_text(1)?) {
                known.insert(u32::try_from(seq).unwrap_or(0), body);
            }
        }
        Ok(Some(known))
    }

    /// Inserts the rows whose `seq` is free, and says how many those were.
    async fn insert(&self, tx: &mut Tx, rows: &[&Row]) -> Result<u64, StoreError> {
        let inserts = if self.draft { &DRAFT_INSERTS } else { &INSERTS };
        let Some(sql) = inserts.get(rows.len()) else { return Ok(0) };
        let mut args = args![&self.owner, &self.recording];
        for row in rows {
            args.extend(args![row.seq, row.picture.clone(), &row.body]);
        }
        tx.execute(sql, args).await
    }
}

/// Most rows of one statement.
const MOST_ROWS: usize = 50;

/// The statement for each number of rows up to [`MOST_ROWS`]: one way to the database instead of one for each row.
static INSERTS: LazyLock<Vec<String>> = LazyLock::new(|| inserts("steps"));
/// The same for drafts.
static DRAFT_INSERTS: LazyLock<Vec<String>> = LazyLock::new(|| inserts("draft_steps"));

fn inserts(table: &str) -> Vec<String> {
    (0..=MOST_ROWS).map(|rows| insert(table, rows)).collect()
}

fn insert(table: &str, rows: usize) -> String {
    let values: Vec<_> = (0..rows)
        .map(|row| {
            let first = 3 * row + 3;
            format!("($1, $2, ${first}, ${}, ${})", first + 1, first + 2)
        })
        .collect();
    format!(
        "INSERT INTO {table} (owner, recording, seq, picture, body) VALUES {} \
         ON CONFLICT (owner, recording, seq) DO NOTHING",
        values.join(", ")
    )
}
