//! Whether what is stored of a workflow is what the server signed, and holds nothing that it must not.

use cairn_api::{Alarm, CreateRecording, MANIFEST_PURPOSE, Manifest, SignedManifest};
use cairn_auth::is_signed;
use cairn_redact::Classes;
use cairn_workflow::{SessionId, Step};
use serde::Serialize;

use crate::db::args;
use crate::manifest::hash;
use crate::net::Net;
use crate::recordings::{Recordings, title};
use crate::{Store, StoreError};

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was looked at.
    pub what: What,
    /// The step, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq: Option<u32>,
    /// Whether it is as it should be.
    pub holds: bool,
    /// What was found.
    pub sentence: String,
}

/// What an audit looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum What {
    /// The signed manifest.
    Manifest,
    /// What is stored of the recording beside its steps.
    Recording,
    /// A step.
    Step,
    /// A picture.
    Picture,
    /// What the detectors find in texts.
    Texts,
}

/// The rows of a workflow as they are.
struct Rows {
    title: String,
    revision: i64,
    recording: String,
    /// `seq`, the picture's column and the body.
    steps: Vec<(u32, Option<String>, String)>,
}

impl Recordings<'_> {
    /// Compares everything that is stored of a complete workflow with its manifest, and looks through all its texts
    /// again. Nothing where there is no such workflow.
    ///
    /// # Errors
    /// When the database or the files cannot be read at all.
    pub async fn audit(&self, id: SessionId) -> Result<Option<Vec<Check>>, StoreError> {
        let Some(rows) = self.rows(id).await? else { return Ok(None) };
        let mut audit = Audit { checks: Vec::new() };
        let signed = self.manifest(id).await?;
        let manifest = audit.manifest(self.store, signed.as_ref(), id, rows.revision);
        audit.recording(&rows, manifest.as_ref());
        audit.steps(&rows, manifest.as_ref());
        for sha256 in pictures(&rows, manifest.as_ref()) {
            let bytes = self.store.files.read(self.owner, &sha256).await?;
            let announced = manifest.as_ref().is_none_or(|manifest| manifest.pictures.contains(&sha256));
            audit.picture(&sha256, bytes.as_deref(), announced);
        }
        let searched = manifest.as_ref().map(|manifest| manifest.searched.iter().copied().collect());
        audit.texts(&rows, Net::new(searched.unwrap_or(Classes::NONE)));
        audit.alarms(&self.alarms(id).await?, manifest.as_ref());
        Ok(Some(audit.checks))
    }

    async fn rows(&self, id: SessionId) -> Result<Option<Rows>, StoreError> {
        let sql = "SELECT title, revision, manifest FROM recordings \
                   WHERE owner = $1 AND id = $2 AND completed_at IS NOT NULL";
        let args = args![self.owner.id(), id.to_string()];
        let Some(row) = self.store.db.fetch_one(sql, args.clone()).await? else { return Ok(None) };
        let sql = "SELECT seq, picture, body FROM steps WHERE owner = $1 AND recording = $2 ORDER BY seq";
        let steps = self.store.db.fetch(sql, args).await?;
        let step = |row: &crate::db::Row| {
            Ok::<_, StoreError>((u32::try_from(row.int(0)?).unwrap_or(0), row.maybe_text(1)?, row.text(2)?))
        };
        Ok(Some(Rows {
            title: row.text(0)?,
            revision: row.int(1)?,
            recording: row.text(2)?,
            steps: steps.iter().map(step).collect::<Result<_, _>>()?,
        }))
    }
}

/// The pictures that manifest and steps name, each once.
fn pictures(rows: &Rows, manifest: Option<&Manifest>) -> Vec<String> {
    let mut named: Vec<String> = manifest.map(|manifest| manifest.pictures.clone()).unwrap_or_default();
    for picture in rows.steps.iter().filter_map(|(_, picture, _)| picture.as_ref()) {
        if !named.contains(picture) {
            named.push(picture.clone());
        }
    }
    named
}

struct Audit {
    checks: Vec<Check>,
}

impl Audit {
    fn say(&mut self, what: What, seq: Option<u32>, holds: bool, sentence: impl Into<String>) {
        self.checks.push(Check { what, seq, holds, sentence: sentence.into() });
    }

    /// The manifest, if it can be believed or at least read.
    fn manifest(
        &mut self,
        store: &Store,
        signed: Option<&SignedManifest>,
        id: SessionId,
        revision: i64,
    ) -> Option<Manifest> {
        let Some(signed) = signed else {
            let sentence =
                "There is no manifest: the workflow was completed before there were any, or it was removed.";
            self.say(What::Manifest, None, false, sentence);
            return None;
        };
        let SignedManifest { body, signature, key: _ } = signed;
        match &store.proof_key {
            None => self.say(
                What::Manifest,
                None,
                false,
                "The server's key is not beside its data, so that the signature cannot be checked.",
            ),
            Some(key) if is_signed(&key.public(), MANIFEST_PURPOSE, body, signature) => {
                self.say(What::Manifest, None, true, "The manifest carries this server's signature.");
            }
            Some(_) => self.say(
                What::Manifest,
                None,
                false,
                "The signature is not this server's on this manifest: one of them was changed.",
            ),
        }
        let Ok(manifest) = serde_json::from_str::<Manifest>(body) else {
            self.say(What::Manifest, None, false, "The manifest cannot be read.");
            return None;
        };
        if manifest.id != id || i64::from(manifest.revision) != revision {
            self.say(What::Manifest, None, false, "The manifest is about another workflow or revision.");
        }
        Some(manifest)
    }

    fn recording(&mut self, rows: &Rows, manifest: Option<&Manifest>) {
        if let Some(manifest) = manifest {
            let holds = hash(rows.recording.as_bytes()) == manifest.recording;
            self.compared(What::Recording, None, holds, "What is stored of the recording");
        }
        let known = serde_json::from_str::<CreateRecording>(&rows.recording);
        let titled = known.as_ref().is_ok_and(|recording| title(recording) == rows.title);
        if !titled {
            self.say(What::Recording, None, false, "The title in lists is not that of the recording.");
        }
    }

    fn steps(&mut self, rows: &Rows, manifest: Option<&Manifest>) {
        for (seq, picture, body) in &rows.steps {
            let subject = format!("Step {seq}");
            if let Some(manifest) = manifest {
                let place = usize::try_from(*seq).unwrap_or(0).checked_sub(1);
                let signed = place.and_then(|place| manifest.steps.get(place));
                match signed {
                    Some(signed) => {
                        self.compared(What::Step, Some(*seq), hash(body.as_bytes()) == *signed, &subject);
                    }
                    None => {
                        self.say(What::Step, Some(*seq), false, format!("{subject} is not in the manifest."));
                    }
                }
            }
            let known = serde_json::from_str::<Step>(body);
            let shown = known.as_ref().is_ok_and(|step| {
                step.seq == *seq && step.picture.shown().map(|shown| &shown.sha256) == picture.as_ref()
            });
            if !shown {
                let sentence = format!("{subject} does not stand at its own place or with its own picture.");
                self.say(What::Step, Some(*seq), false, sentence);
            }
        }
        for seq in 1..=manifest.map_or(0, |manifest| u32::try_from(manifest.steps.len()).unwrap_or(0)) {
            if !rows.steps.iter().any(|(known, _, _)| *known == seq) {
                self.say(What::Step, Some(seq), false, format!("Step {seq} is gone."));
            }
        }
    }

    fn compared(&mut self, what: What, seq: Option<u32>, holds: bool, subject: &str) {
        let found = if holds { "is as it was signed." } else { "is not what was signed: it was changed." };
        self.say(what, seq, holds, format!("{subject} {found}"));
    }

    fn picture(&mut self, sha256: &str, bytes: Option<&[u8]>, announced: bool) {
        let subject = format!("The picture {sha256}");
        match bytes {
            None => self.say(What::Picture, None, false, format!("{subject} has no file any more.")),
            Some(_) if !announced => {
                self.say(What::Picture, None, false, format!("{subject} is not in the manifest."));
            }
            Some(bytes) => self.compared(What::Picture, None, hash(bytes) == sha256, &subject),
        }
    }

    /// Runs the detectors over every text. What a person wrote may keep what only the administrator demands.
    fn texts(&mut self, rows: &Rows, net: Net) {
        let before = self.checks.len();
        match serde_json::from_str::<CreateRecording>(&rows.recording) {
            Ok(recording) => self.found(net.recording(recording).alarms()),
            Err(_) => self.say(What::Texts, None, false, "What is stored of the recording cannot be read."),
        }
        for (seq, _, body) in &rows.steps {
            match serde_json::from_str::<Step>(body) {
                Ok(step) => self.found(net.step(step).alarms()),
                Err(_) => self.say(What::Texts, Some(*seq), false, format!("Step {seq} cannot be read.")),
            }
        }
        if self.checks.iter().skip(before).all(|check| check.holds) {
            let searched: Vec<&str> = net.classes().names().collect();
            let sentence = format!("No text holds anything of these classes: {}.", searched.join(", "));
            self.say(What::Texts, None, true, sentence);
        }
    }

    fn found(&mut self, alarms: &[Alarm]) {
        for Alarm { seq, field, class, kept } in alarms {
            let place = seq.map_or_else(|| "The recording".to_owned(), |seq| format!("Step {seq}"));
            let (class, field) = (class.name(), field.words());
            let why = if *kept { "; the person wrote it" } else { "" };
            self.say(What::Texts, *seq, *kept, format!("{place} holds {class} in {field}{why}."));
        }
    }

    fn alarms(&mut self, alarms: &[Alarm], manifest: Option<&Manifest>) {
        let Some(manifest) = manifest else { return };
        let (count, signed) = (alarms.len(), manifest.alarms);
        if u32::try_from(count).ok() != Some(signed) {
            let sentence = format!("There are {count} alarms; {signed} were signed.");
            self.say(What::Recording, None, false, sentence);
        }
    }
}
