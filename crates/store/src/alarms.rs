use cairn_api::Alarm;
use cairn_workflow::SessionId;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::StoreError;
use crate::db::{Row, Tx, args};
use crate::recordings::Recordings;

/// Of which revision of which recording alarms are.
pub(crate) struct About<'a> {
    pub(crate) owner: &'a str,
    pub(crate) recording: &'a str,
    pub(crate) revision: u32,
}

impl About<'_> {
    /// Writes alarms, unless they are there.
    pub(crate) async fn raise(&self, tx: &mut Tx, alarms: &[Alarm]) -> Result<(), StoreError> {
        for alarm in alarms {
            let sql = "INSERT INTO alarms (owner, recording, revision, seq, field, class, kept) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7) \
                       ON CONFLICT (owner, recording, revision, seq, field, class) DO NOTHING";
            let (field, class) = (name(&alarm.field)?, name(&alarm.class)?);
            let told = args![alarm.seq.unwrap_or(0), field, class, i64::from(alarm.kept)];
            tx.execute(sql, [args![self.owner, self.recording, self.revision], told].concat()).await?;
        }
        Ok(())
    }

    /// Takes back those about the recording itself: what they were about comes anew.
    pub(crate) async fn take_back(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let sql = "DELETE FROM alarms WHERE owner = $1 AND recording = $2 AND revision = $3 AND seq = 0";
        tx.execute(sql, args![self.owner, self.recording, self.revision]).await?;
        Ok(())
    }

    /// Takes back those of every revision but this one and another.
    pub(crate) async fn keep_only(&self, tx: &mut Tx, other: u32) -> Result<(), StoreError> {
        let sql =
            "DELETE FROM alarms WHERE owner = $1 AND recording = $2 AND revision <> $3 AND revision <> $4";
        tx.execute(sql, args![self.owner, self.recording, self.revision, other]).await?;
        Ok(())
    }
}

impl Recordings<'_> {
    /// The alarms of the revision that is shown, by step.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn alarms(&self, id: SessionId) -> Result<Vec<Alarm>, StoreError> {
        sorted(&self.store.db.fetch(SHOWN, args![self.owner().id(), id.to_string()]).await?)
    }

    /// The same, within a transaction.
    pub(crate) async fn alarms_in(&self, tx: &mut Tx, id: SessionId) -> Result<Vec<Alarm>, StoreError> {
        sorted(&tx.fetch(SHOWN, args![self.owner().id(), id.to_string()]).await?)
    }
}

/// The alarms of the revision that is shown.
const SHOWN: &str = "SELECT a.seq, a.field, a.class, a.kept FROM alarms a JOIN recordings r \
                     ON r.owner = a.owner AND r.id = a.recording AND r.revision = a.revision \
                     WHERE a.owner = $1 AND a.recording = $2";

fn sorted(rows: &[Row]) -> Result<Vec<Alarm>, StoreError> {
    let mut alarms = rows.iter().map(alarm).collect::<Result<Vec<_>, _>>()?;
    alarms.sort_unstable();
    Ok(alarms)
}

fn alarm(row: &Row) -> Result<Alarm, StoreError> {
    let seq = u32::try_from(row.int(0)?).ok().filter(|seq| *seq > 0);
    Ok(Alarm {
        seq,
        field: from_name(row.text(1)?)?,
        class: from_name(row.text(2)?)?,
        kept: row.int(3)? == 1,
    })
}

/// The name by which a variant is stored, as serde writes it.
fn name(variant: &impl Serialize) -> Result<String, StoreError> {
    match serde_json::to_value(variant)? {
        serde_json::Value::String(name) => Ok(name),
        other => Err(StoreError::Corrupt(format!("{other} is no name"))),
    }
}

fn from_name<T: DeserializeOwned>(name: String) -> Result<T, StoreError> {
    Ok(serde_json::from_value(serde_json::Value::String(name))?)
}
