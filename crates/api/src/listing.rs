use cairn_redact::Redacted;
use cairn_workflow::SessionId;
use serde::{Deserialize, Serialize};

/// Answer to `GET /api/v1/workflows`, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkflowList {
    /// One page of workflows.
    pub workflows: Vec<WorkflowSummary>,
    /// Give this as `?after=` for the next page; none on the last.
    pub next: Option<String>,
}

/// A workflow in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct WorkflowSummary {
    /// Its id.
    pub id: SessionId,
    /// Its title.
    pub title: Redacted<String>,
    /// When it was recorded, milliseconds since 1970.
    pub started_at: i64,
    /// How many steps it has.
    pub steps: u32,
    /// Hash of its first picture.
    pub cover: Option<String>,
    /// How many alarms there are about it: see [`crate::Alarm`].
    #[serde(default)]
    pub alarms: u32,
    /// Address of the guide, absolute.
    pub url: String,
}
