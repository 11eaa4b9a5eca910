use cairn_api::CreateRecording;
use cairn_workflow::{SessionId, Step, Workflow};

use crate::StoreError;
use crate::db::{Row, args};
use crate::recordings::Recordings;

/// A complete workflow in a list.
pub struct Stored {
    /// Its id.
    pub id: String,
    /// Its title, cleaned.
    pub title: String,
    /// When it was recorded, milliseconds since 1970.
    pub started_at: i64,
    /// How many steps it has.
    pub steps: u32,
    /// Hash of its first picture.
    pub cover: Option<String>,
    /// How many alarms there are about it.
    pub alarms: u32,
}

/// A page of a list, newest first.
pub struct Page {
    /// The entries.
    pub entries: Vec<Stored>,
    /// Where the next page begins: after this time and id.
    pub next: Option<(i64, String)>,
}

/// A recording that can be read, or not yet.
pub enum Read {
    /// All of it is here.
    Whole(Box<Workflow>),
    /// Its upload has not been completed.
    Incomplete,
}

impl Recordings<'_> {
    /// One page of the complete workflows, newest first.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn list(&self, after: Option<(i64, String)>, limit: u32) -> Result<Page, StoreError> {
        let (time, id) = after.unwrap_or((i64::MAX, String::new()));
        let sql = "SELECT r.id, r.title, r.started_at, r.steps, \
                   (SELECT s.picture FROM steps s WHERE s.owner = r.owner AND s.recording = r.id \
                    AND s.picture IS NOT NULL ORDER BY s.seq LIMIT 1), \
                   (SELECT COUNT(*) FROM alarms a WHERE a.owner = r.owner AND a.recording = r.id \
                    AND a.revision = r.revision) \
                   FROM recordings r WHERE r.owner = $1 AND r.completed_at IS NOT NULL \
                   AND (r.started_at < $2 OR (r.started_at = $2 AND r.id < $3)) \
                   ORDER BY r.started_at DESC, r.id DESC LIMIT $4";
        let args = args![self.owner().id(), time, id, i64::from(limit) + 1];
        let rows = self.store.db.fetch(sql, args).await?;
        let mut entries = rows.iter().map(stored).collect::<Result<Vec<_>, _>>()?;
        let more = entries.len() > limit as usize;
        entries.truncate(limit as usize);
        let next = entries.last().filter(|_| more).map(|last| (last.started_at, last.id.clone()));
        Ok(Page { entries, next })
    }

    /// A workflow with all its steps; nothing when this owner has none with this id.
    ///
    /// # Errors
    /// When the database cannot be used, or what is stored cannot be read.
    pub async fn read(&self, id: SessionId) -> Result<Option<Read>, StoreError> {
        let sql = "SELECT manifest, completed_at FROM recordings WHERE owner = $1 AND id = $2";
        let args = args![self.owner().id(), id.to_string()];
        let Some(row) = self.store.db.fetch_one(sql, args).await? else { return Ok(None) };
        if row.maybe_int(1)?.is_none() {
            return Ok(Some(Read::Incomplete));
        }
        let manifest: CreateRecording = serde_json::from_str(&row.text(0)?)?;
        let sql = "SELECT body FROM steps WHERE owner = $1 AND recording = $2 ORDER BY seq";
        let rows = self.store.db.fetch(sql, args![self.owner().id(), id.to_string()]).await?;
        let mut steps = Vec::with_capacity(rows.len());
        for row in &rows {
            steps.push(serde_json::from_str::<Step>(&row.text(0)?)?);
        }
        Ok(Some(Read::Whole(Box::new(assemble(manifest, steps)))))
    }
}

fn assemble(manifest: CreateRecording, steps: Vec<Step>) -> Workflow {
    Workflow {
        v: manifest.v,
        id: manifest.id,
        revision: manifest.revision,
        title: manifest.title,
        started_at: manifest.started_at,
        ended_at: manifest.ended_at,
        start: manifest.start,
        viewport: manifest.viewport,
        steps,
        scan: manifest.scan,
        recorder: manifest.recorder,
    }
}

fn stored(row: &Row) -> Result<Stored, StoreError> {
    Ok(Stored {
        id: row.text(0)?,
        title: row.text(1)?,
        started_at: row.int(2)?,
        steps: u32::try_from(row.int(3)?).unwrap_or(0),
        cover: row.maybe_text(4)?,
        alarms: u32::try_from(row.int(5)?).unwrap_or(0),
    })
}
