use std::collections::HashMap;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use cairn_api::{BATCH_LIMIT, Code, Problem, StepBatch, StepResult, StepResults, StepStatus, paths};
use cairn_store::{Announced, Appended};
use cairn_workflow::{ScanMark, SessionId, Step};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::App;
use crate::body::{parse, read_text};
use crate::caller::Caller;
use crate::openapi::AnyProblem;
use crate::recording::{is_scanned, known_version, session_id};
use crate::refusal::{Refusal, not_found, refuse};

/// A batch whose steps are read one by one, so that one bad step does not take the others with it.
#[derive(Deserialize)]
struct RawBatch<'a> {
    #[serde(borrow)]
    steps: Vec<&'a RawValue>,
}

/// `POST /api/v1/recordings/{id}/steps`: appends steps, and says of each what became of it. Idempotent.
#[utoipa::path(
    post, path = paths::RECORDING_STEPS, tag = "upload", params(("id" = SessionId, Path)), request_body = StepBatch,
    responses((status = 200, description = "What became of each step.", body = StepResults), (status = "default", response = AnyProblem))
)]
pub(crate) async fn append(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<StepResults>, Refusal> {
    let id = session_id(&id)?;
    let recordings = app.store().recordings(&caller.owner);
    let header = recordings.header(id).await?.ok_or_else(not_found)?;
    let text = read_text(&headers, body).await?;
    known_version(&text)?;
    let batch: RawBatch<'_> = parse(&text)?;
    if batch.steps.len() > BATCH_LIMIT {
        let sentence = format!("A batch has at most {BATCH_LIMIT} steps. Send the rest in another.");
        return Err(refuse(Code::TooLarge, sentence));
    }
    let announced = recordings.all_announced(id).await?;
    let rules = Rules { last: header.steps, announced: &announced };
    let mut results = Vec::with_capacity(batch.steps.len());
    let mut good = Vec::new();
    for raw in &batch.steps {
        match rules.read(raw.get()) {
            Ok(step) => {
                results.push(StepResult { seq: step.seq, status: StepStatus::Stored, problem: None });
                good.push(step);
            }
            Err((seq, problem)) => results.push(rejected(seq, problem)),
        }
    }
    if !good.is_empty() {
        let appended = recordings.append(id, &good).await?.ok_or_else(not_found)?;
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

/// What a step must keep to, to be stored.
struct Rules<'a> {
    last: u32,
    announced: &'a HashMap<String, Announced>,
}

impl Rules<'_> {
    /// Reads one step, or says for which `seq` (0 when it names none) there is which problem.
    fn read(&self, raw: &str) -> Result<Step, (u32, Problem)> {
        #[derive(Deserialize)]
        struct Outline {
            #[serde(default)]
            seq: u32,
            #[serde(default)]
            scan: Option<ScanMark>,
        }
        let outline = serde_json::from_str::<Outline>(raw)
            .map_err(|error| (0, Code::BadRequest.problem(format!("The step cannot be read: {error}."))))?;
        let seq = outline.seq;
        if !outline.scan.is_some_and(is_scanned) {
            return Err((
                seq,
                Code::NotScanned.problem(
                    "The step was not scanned for secrets by this version's rules. Update the extension, then upload \
                     again.",
                ),
            ));
        }
        let step = serde_json::from_str::<Step>(raw)
            .map_err(|error| (seq, Code::BadRequest.problem(format!("The step cannot be read: {error}."))))?;
        self.check(&step).map_err(|problem| (seq, problem))?;
        Ok(step)
    }

    fn check(&self, step: &Step) -> Result<(), Problem> {
        if !(1..=self.last).contains(&step.seq) {
            let last = self.last;
            return Err(
                Code::BadRequest.problem(format!("The recording announced steps 1 to {last}, not this one."))
            );
        }
        let Some(picture) = step.picture.shown() else { return Ok(()) };
        let as_announced = self
            .announced
            .get(&picture.sha256)
            .is_some_and(|known| known.bytes == picture.bytes && known.media == picture.media);
        if as_announced {
            return Ok(());
        }
        Err(Code::NotAnnounced.problem("The step names a picture that was not announced with the recording."))
    }
}
