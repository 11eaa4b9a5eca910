use std::collections::{BTreeMap, BTreeSet};

use cairn_api::{BATCH_LIMIT, BODY_LIMIT, CreateRecording, PictureEntry};
use cairn_workflow::{Step, Workflow};

/// Room for the batch's own fields beside the steps.
const ENVELOPE: usize = 64;

/// The first call's body.
pub(crate) fn create(workflow: &Workflow) -> CreateRecording {
    CreateRecording {
        v: workflow.v,
        id: workflow.id,
        revision: workflow.revision,
        title: workflow.title.clone(),
        started_at: workflow.started_at,
        ended_at: workflow.ended_at,
        start: workflow.start.clone(),
        viewport: workflow.viewport,
        steps: u32::try_from(workflow.steps.len()).unwrap_or(u32::MAX),
        pictures: pictures(workflow),
        scan: workflow.scan,
        recorder: workflow.recorder.clone(),
    }
}

/// Every picture that the steps name, once.
fn pictures(workflow: &Workflow) -> Vec<PictureEntry> {
    let mut known = BTreeMap::new();
    for picture in workflow.steps.iter().filter_map(|step| step.picture.shown()) {
        known.entry(&picture.sha256).or_insert_with(|| PictureEntry {
            sha256: picture.sha256.clone(),
            bytes: picture.bytes,
            media: picture.media.clone(),
        });
    }
    known.into_values().collect()
}

/// The steps that the server lacks, as JSON texts in batches within its limits, each with its steps' numbers.
pub(crate) fn batches(workflow: &Workflow, stored: &[u32]) -> Result<Vec<Batch>, serde_json::Error> {
    let stored: BTreeSet<u32> = stored.iter().copied().collect();
    let mut batches: Vec<Batch> = Vec::new();
    for step in workflow.steps.iter().filter(|step| !stored.contains(&step.seq)) {
        let text = json(step)?;
        match batches.last_mut() {
            Some(batch) if batch.has_room(text.len()) => batch.push(text),
            _ => {
                let mut batch = Batch { v: workflow.v, steps: Vec::new(), length: ENVELOPE };
                batch.push(text);
                batches.push(batch);
            }
        }
    }
    Ok(batches)
}

fn json(step: &Step) -> Result<String, serde_json::Error> {
    serde_json::to_string(step)
}

/// Some steps, as JSON.
pub(crate) struct Batch {
    v: u32,
    steps: Vec<String>,
    length: usize,
}

impl Batch {
    fn has_room(&self, more: usize) -> bool {
        self.steps.len() < BATCH_LIMIT && self.length + more < BODY_LIMIT
    }

    fn push(&mut self, step: String) {
        self.length += step.len() + 1;
        self.steps.push(step);
    }

    /// How many steps it has.
    pub(crate) fn len(&self) -> usize {
        self.steps.len()
    }

    /// Bytes of its steps.
    pub(crate) fn bytes(&self) -> u64 {
        (self.length - ENVELOPE) as u64
    }

    /// `cairn_api::StepBatch` as JSON.
    pub(crate) fn body(&self) -> String {
        format!("{{\"v\":{},\"steps\":[{}]}}", self.v, self.steps.join(","))
    }
}
