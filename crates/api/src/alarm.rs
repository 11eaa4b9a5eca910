use cairn_redact::Class;
use cairn_workflow::texts::Field;
use serde::{Deserialize, Serialize};

/// Something secret or personal that the recorder let through, and that the server found when it arrived. It never
/// says the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alarm {
    /// The step; none where it is the recording itself (its title, the page where it began).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u32>,
    /// Where in it.
    pub field: Field,
    /// What it is.
    pub class: Class,
    /// Whether it stands there still: words that the person wrote are only reported. All else was masked before it was
    /// stored.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub kept: bool,
}

/// Answer to `GET /api/v1/workflows/{id}/alarms`, by step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlarmList {
    /// The alarms of the revision that is shown.
    pub alarms: Vec<Alarm>,
}
