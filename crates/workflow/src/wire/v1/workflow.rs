use cairn_redact::Redacted;
use serde::{Deserialize, Serialize};

use super::{Page, ScanMark, Step};
use crate::SessionId;

/// A recording as it is kept, edited, shared and exported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Workflow {
    /// Format version: [`super::FORMAT_VERSION`].
    pub v: u32,
    /// The recording session's id; also the workflow's.
    pub id: SessionId,
    /// How often it was changed after it may have been sent: of two with the same id, the higher one is newer.
    #[serde(default, skip_serializing_if = "is_first")]
    pub revision: u32,
    /// The guide's title.
    pub title: Redacted<String>,
    /// When recording began, milliseconds since 1970.
    pub started_at: i64,
    /// When recording ended.
    pub ended_at: i64,
    /// The page on which the recording began. It is where the first step is done, and no step itself.
    pub start: Page,
    /// The viewport at the start.
    pub viewport: Viewport,
    /// The steps, by `seq`.
    pub steps: Vec<Step>,
    /// The mark of the redaction scan.
    pub scan: ScanMark,
    /// Version of the recorder that wrote this, as in its manifest.
    pub recorder: String,
}

/// A viewport.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Viewport {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Physical pixels for each CSS pixel.
    pub scale: f64,
}

fn is_first(revision: &u32) -> bool {
    *revision == 0
}
