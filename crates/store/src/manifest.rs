//! What the server signs when a recording is completed: hashes of all that it stored, and what it was searched for.

use cairn_api::{
    Alarm, CreateRecording, MANIFEST_PURPOSE, MANIFEST_VERSION, Manifest, MaskCounts, SignedManifest,
};
use cairn_redact::{Classes, Kind, MASK, REDACTOR_VERSION, Redacted, Value};
use cairn_workflow::texts::{Field, Reader};
use cairn_workflow::{Action, ScanMark, SessionId, Step};
use sha2::{Digest, Sha256};

use crate::StoreError;
use crate::db::{Tx, args};
use crate::recordings::Recordings;

/// What is stored of a revision, as it is stored.
pub(crate) struct Stored {
    /// The body that created it.
    pub(crate) recording: String,
    /// The steps, by `seq`.
    pub(crate) steps: Vec<String>,
    /// What was found in it.
    pub(crate) alarms: Vec<Alarm>,
}

impl Recordings<'_> {
    /// Signs what is stored of the shown revision, within the transaction that completes it. Gives the weakest mark
    /// of a scan where that is not enough; then nothing is to be committed.
    pub(crate) async fn sign(
        &self,
        tx: &mut Tx,
        id: SessionId,
        now: i64,
        searched: Classes,
    ) -> Result<Option<ScanMark>, StoreError> {
        let (owner, recording) = (self.owner.id(), id.to_string());
        let sql = "SELECT manifest FROM recordings WHERE owner = $1 AND id = $2";
        let Some(row) = tx.fetch_one(sql, args![owner, &recording]).await? else { return Ok(None) };
        let sql = "SELECT body FROM steps WHERE owner = $1 AND recording = $2 ORDER BY seq";
        let steps = tx.fetch(sql, args![owner, &recording]).await?;
        let steps = steps.iter().map(|row| row.text(0)).collect::<Result<_, _>>()?;
        let alarms = self.alarms_in(tx, id).await?;
        let stored = Stored { recording: row.text(0)?, steps, alarms };
        let manifest = stored.manifest(now, searched)?;
        if !manifest.scan.is_enough(searched) {
            return Ok(Some(manifest.scan));
        }
        let Some(key) = &self.store.proof_key else { return Err(StoreError::BadKey) };
        let body = serde_json::to_string(&manifest)?;
        let signature = key.sign(MANIFEST_PURPOSE, &body);
        let sql = "INSERT INTO manifests (owner, recording, revision, body, signature, key) VALUES ($1, $2, $3, $4, $5, $6) \
                   ON CONFLICT (owner, recording) DO UPDATE SET revision = excluded.revision, body = excluded.body, \
                   signature = excluded.signature, key = excluded.key";
        tx.execute(sql, args![owner, recording, manifest.revision, body, signature, key.public()]).await?;
        Ok(None)
    }

    /// The manifest of a complete workflow; none where it was completed before there were any, or where there is no
    /// such workflow.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn manifest(&self, id: SessionId) -> Result<Option<SignedManifest>, StoreError> {
        let sql = "SELECT body, signature, key FROM manifests WHERE owner = $1 AND recording = $2";
        let row = self.store.db.fetch_one(sql, args![self.owner.id(), id.to_string()]).await?;
        row.map(|row| Ok(SignedManifest { body: row.text(0)?, signature: row.text(1)?, key: row.text(2)? }))
            .transpose()
    }
}

impl Stored {
    /// What is said of it.
    fn manifest(&self, now: i64, searched: Classes) -> Result<Manifest, StoreError> {
        let recording: CreateRecording = serde_json::from_str(&self.recording)?;
        let mut scan = recording.scan;
        let mut masks = MaskCounts::default();
        let mut counter = Counter(0);
        counter.count(recording.title.as_str());
        counter.count(&recording.recorder);
        recording.start.clone().read_texts(&mut counter);
        for body in &self.steps {
            let mut step: Step = serde_json::from_str(body)?;
            scan = scan.weaker(step.scan);
            step.read_texts(&mut counter);
            count(&step, &mut masks)?;
        }
        masks.texts = counter.0;
        for alarm in self.alarms.iter().filter(|alarm| !alarm.kept) {
            *masks.by_server.entry(alarm.class.name().to_owned()).or_default() += 1;
        }
        Ok(Manifest {
            v: MANIFEST_VERSION,
            id: recording.id,
            revision: recording.revision,
            completed_at: now,
            scan,
            redactor: REDACTOR_VERSION,
            searched: searched.iter().collect(),
            masks,
            alarms: u32::try_from(self.alarms.len()).unwrap_or(u32::MAX),
            recording: hash(self.recording.as_bytes()),
            steps: self.steps.iter().map(|body| hash(body.as_bytes())).collect(),
            pictures: recording.pictures.into_iter().map(|picture| picture.sha256).collect(),
        })
    }
}

/// Counts what is not a text.
fn count(step: &Step, masks: &mut MaskCounts) -> Result<(), StoreError> {
    if let Action::Change { value: Value::Secret(secret), .. } = &step.action {
        let reason = serde_json::to_value(secret.reason)?;
        *masks.values.entry(reason.as_str().unwrap_or_default().to_owned()).or_default() += 1;
    }
    let areas = step.picture.shown().map_or(0, |picture| picture.masks.len());
    masks.areas = masks.areas.saturating_add(u32::try_from(areas).unwrap_or(u32::MAX));
    Ok(())
}

/// Counts masks in texts.
struct Counter(u32);

impl Counter {
    fn count(&mut self, text: &str) {
        self.0 = self.0.saturating_add(u32::try_from(text.matches(MASK).count()).unwrap_or(u32::MAX));
    }
}

impl Reader for Counter {
    fn text(&mut self, _: Field, _: Kind<'_>, text: &mut Redacted<String>) {
        self.count(text.as_str());
    }

    fn word(&mut self, _: Field, word: &mut String) {
        self.count(word);
    }
}

/// SHA-256, 64 lower-case hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
