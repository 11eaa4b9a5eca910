use std::collections::HashMap;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use cairn_api::{BATCH_LIMIT, Code, Problem, StepBatch, StepResult, StepResults, StepStatus, paths};
use cairn_store::{Announced, Appended};
use cairn_workflow::{FORMAT_VERSION, ScanMark, SessionId, Step};
use serde::Deserialize;
use serde_json::Number;
use serde_json::value::RawValue;

use crate::App;
use crate::alarms::tell;
use crate::body::{parse, read_text};
use crate::caller::Caller;
use crate::openapi::AnyProblem;
use crate::policy::objection;
use crate::recording::{REVISION, Revision, known_version, session_id};
use crate::refusal::{Refusal, not_found, refuse};

/// A batch whose steps are read one by one, so that one bad step does not take the others with it.
#[derive(Deserialize)]
struct RawBatch<'a> {
    v: Number,
    #[serde(borrow)]
    steps: Vec<&'a RawValue>,
}

impl<'a> RawBatch<'a> {
    /// Reads a body in one pass. What cannot be read so is first asked for its version: that of a newer recorder
    /// may look otherwise.
    fn read(text: &'a str) -> Result<Self, Refusal> {
        match serde_json::from_str::<Self>(text) {
            Ok(batch) if batch.v.as_u64() == Some(u64::from(FORMAT_VERSION)) => Ok(batch),
            Ok(_) | Err(_) => {
                known_version(text)?;
                parse(text)
            }
        }
    }
}

/// `POST /api/v1/recordings/{id}/steps`: appends steps, and says of each what became of it. Idempotent.
#[utoipa::path(
    post, path = paths::RECORDING_STEPS, tag = "upload", params(("id" = SessionId, Path), ("revision" = Option<u32>, Query, description = REVISION)), request_body = StepBatch,
    responses((status = 200, description = "What became of each step.", body = StepResults), (status = "default", response = AnyProblem))
)]
pub(crate) async fn append(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Revision(revision): Revision,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<StepResults>, Refusal> {
    let id = session_id(&id)?;
    let recordings = app.store().recordings(&caller.owner);
    let header = recordings.header(id, revision).await?.ok_or_else(not_found)?;
    let text = read_text(&headers, body).await?;
    let batch = RawBatch::read(&text)?;
    if batch.steps.len() > BATCH_LIMIT {
        let sentence = format!("A batch has at most {BATCH_LIMIT} steps. Send the rest in another.");
        return Err(refuse(Code::TooLarge, sentence));
    }
    let steps: Vec<_> = batch.steps.iter().map(|raw| read(&app, raw.get())).collect();
    let shown = steps.iter().flatten().any(|step| step.picture.shown().is_some());
    let announced = if shown { recordings.all_announced(id).await? } else { HashMap::new() };
    let rules = Rules { last: header.steps, announced: &announced };
    let mut results = Vec::with_capacity(batch.steps.len());
    let mut good = Vec::new();
    for step in steps {
        match step.and_then(|step| rules.check(step)) {
            Ok(step) => {
                results.push(StepResult { seq: step.seq, status: StepStatus::Stored, problem: None });
                let step = app.net().step(step);
                tell(step.alarms());
                good.push(step);
            }
            Err((seq, problem)) => results.push(rejected(seq, problem)),
        }
    }
    if !good.is_empty() {
        let appended = recordings.append(id, revision, &header, &good).await?.ok_or_else(not_found)?;
        let open = results.iter_mut().filter(|result| result.status == StepStatus::Stored);
        for (result, appended) in open.zip(appended) {
            match appended {
                Appended::Stored => {}
                Appended::Duplicate => result.status = StepStatus::Duplicate,
                Appended::Conflict => *result = rejected(result.seq, conflict()),
            }
        }
    }
    Ok(Json(StepResults { results }))
}

fn rejected(seq: u32, problem: Problem) -> StepResult {
    StepResult { seq, status: StepStatus::Rejected, problem: Some(problem) }
}

fn conflict() -> Problem {
    Code::Conflict.problem("Another step is stored under this seq already. It stays as it is.")
}

/// The problem of a step, and its `seq`: 0 when it names none.
type Wrong = (u32, Problem);

/// Reads a step that carries the mark of a scan.
fn read(app: &App, raw: &str) -> Result<Step, Wrong> {
    #[derive(Deserialize)]
    struct Outline {
        #[serde(default)]
        seq: u32,
        #[serde(default)]
        scan: Option<ScanMark>,
    }
    let unreadable =
        |error: &serde_json::Error| Code::BadRequest.problem(format!("The step cannot be read: {error}."));
    let (seq, scan, step) = match serde_json::from_str::<Step>(raw) {
        Ok(step) => (step.seq, Some(step.scan), Ok(step)),
        // Its mark and its `seq` may be there all the same.
        Err(error) => {
            let Outline { seq, scan } = serde_json::from_str(raw).map_err(|error| (0, unreadable(&error)))?;
            (seq, scan, Err((seq, unreadable(&error))))
        }
    };
    match objection(app, scan) {
        Some(problem) => Err((seq, problem)),
        None => step,
    }
}

/// What a step must keep to, to be stored.
struct Rules<'a> {
    last: u32,
    announced: &'a HashMap<String, Announced>,
}

impl Rules<'_> {
    /// The step, when it keeps to the rules.
    fn check(&self, step: Step) -> Result<Step, Wrong> {
        let (seq, last) = (step.seq, self.last);
        if !(1..=last).contains(&seq) {
            let sentence = format!("The recording announced steps 1 to {last}, not this one.");
            return Err((seq, Code::BadRequest.problem(sentence)));
        }
        let Some(picture) = step.picture.shown() else { return Ok(step) };
        let as_announced = self
            .announced
            .get(&picture.sha256)
            .is_some_and(|known| known.bytes == picture.bytes && known.media == picture.media);
        if as_announced {
            return Ok(step);
        }
        let sentence = "The step names a picture that was not announced with the recording.";
        Err((seq, Code::NotAnnounced.problem(sentence)))
    }
}
