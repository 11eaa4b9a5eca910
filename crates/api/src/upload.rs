use cairn_redact::Redacted;
use cairn_workflow::{Page, ScanMark, SessionId, Step, Viewport};
use serde::{Deserialize, Serialize};

use crate::Problem;

/// Body of `POST /api/v1/recordings`: everything but the steps and the picture bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CreateRecording {
    /// Format version of the steps to come (`cairn_workflow::FORMAT_VERSION`).
    pub v: u32,
    /// The recording session: the idempotency key. A second create with the same id answers as the first.
    pub id: SessionId,
    /// How often the recording was changed after it was sent. One with a higher revision than the one that is here
    /// takes its place once it is complete; a lower one is refused.
    #[serde(default, skip_serializing_if = "is_first")]
    pub revision: u32,
    /// Title of the guide.
    pub title: Redacted<String>,
    /// When recording began, milliseconds since 1970.
    pub started_at: i64,
    /// When it ended.
    pub ended_at: i64,
    /// Where it began.
    pub start: Page,
    /// The viewport at the start.
    pub viewport: Viewport,
    /// How many steps will come.
    pub steps: u32,
    /// Every picture that the steps name.
    pub pictures: Vec<PictureEntry>,
    /// The mark of the redaction scan.
    pub scan: ScanMark,
    /// The recorder's version.
    pub recorder: String,
}

fn is_first(revision: &u32) -> bool {
    *revision == 0
}

/// A picture to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PictureEntry {
    /// SHA-256 of the file, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
    /// `image/webp` or `image/png`.
    pub media: String,
}

/// Answer to [`CreateRecording`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Created {
    /// The recording.
    pub id: SessionId,
    /// Hashes of the pictures that the server lacks.
    pub missing: Vec<String>,
    /// Sequence numbers of the steps that the server has already.
    pub stored: Vec<u32>,
    /// Whether the recording is complete already.
    pub complete: bool,
}

/// Body of `POST /api/v1/recordings/{id}/steps`; may be gzipped (`Content-Encoding: gzip`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepBatch {
    /// Format version of the steps.
    pub v: u32,
    /// At most [`crate::BATCH_LIMIT`] steps.
    pub steps: Vec<Step>,
}

/// Answer to [`StepBatch`]: one entry a step, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepResults {
    /// One for each step sent.
    pub results: Vec<StepResult>,
}

/// What became of one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepResult {
    /// The step's sequence number.
    pub seq: u32,
    /// What became of it.
    pub status: StepStatus,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum StepStatus {
    /// On disk now.
    Stored,
    /// Was on disk already.
    Duplicate,
    /// Refused.
    Rejected,
}

/// Answer to `POST /api/v1/recordings/{id}/complete`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Completed {
    /// The workflow.
    pub id: SessionId,
    /// Address of the guide, absolute.
    pub url: String,
}
