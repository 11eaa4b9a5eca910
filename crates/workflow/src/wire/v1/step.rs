use cairn_redact::Redacted;
use serde::{Deserialize, Serialize};

use super::{Action, After, NoPicture, Picture, Signal, Target};
use crate::StepId;

/// One thing that the person did, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Stable identity.
    pub id: StepId,
    /// Place in the recording, from 1, without gaps once the recording is complete.
    pub seq: u32,
    /// When, milliseconds since 1970. Order is by `seq`, never by this.
    pub at: i64,
    /// What the person did.
    pub action: Action,
    /// On what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// Where.
    pub page: Page,
    /// What the page did in return.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<Signal>,
    /// What was to be seen soon after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<After>,
    /// The picture, or why there is none.
    pub picture: StepPicture,
    /// What could not be recorded or scanned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unseen: Vec<Unseen>,
    /// The mark of the redaction scan that this step passed.
    pub scan: ScanMark,
}

/// A page, as a step needs it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// The tab's number in this recording, from 1.
    pub tab: u32,
    /// The address, reduced.
    pub url: Redacted<String>,
    /// The title.
    pub title: Redacted<String>,
}

/// A step's picture, or the reason why it has none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum StepPicture {
    /// There is one.
    Shown(Picture),
    /// There is none.
    Missing {
        /// Why.
        missing: NoPicture,
    },
}

impl StepPicture {
    /// The picture, if there is one.
    pub fn shown(&self) -> Option<&Picture> {
        match self {
            Self::Shown(picture) => Some(picture),
            Self::Missing { .. } => None,
        }
    }
}

/// The mark of a completed redaction scan. The server refuses what does not carry one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScanMark {
    /// `cairn_redact::REDACTOR_VERSION` of the redactor that scanned.
    pub redactor: u32,
}

impl ScanMark {
    /// The mark of this build's redactor.
    pub fn current() -> Self {
        Self { redactor: cairn_redact::REDACTOR_VERSION }
    }
}

/// Something that could not be recorded or scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Unseen {
    /// A frame of another site whose place in the picture is not known.
    ForeignFrame,
    /// A frame that did not answer, so its secrets were not measured.
    SilentFrame,
    /// A canvas: what it shows cannot be read.
    Canvas,
    /// A closed shadow root that could not be opened.
    ClosedRoot,
    /// A page of the browser that extensions may not read.
    BrowserPage,
}

impl Unseen {
    /// A sentence for the person.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::ForeignFrame => {
                "Part of this page comes from another site; where it lies in the picture is not known."
            }
            Self::SilentFrame => {
                "A part of this page did not answer, so nothing in it could be checked for secrets."
            }
            Self::Canvas => "This step works on a drawing surface whose content cannot be read.",
            Self::ClosedRoot => "This step works inside a closed component that cannot be read.",
            Self::BrowserPage => "Chrome does not let extensions read this page.",
        }
    }
}
