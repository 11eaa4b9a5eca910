use serde::{Deserialize, Serialize};

use super::Rect;

/// A redacted screenshot of the visible viewport. The bytes are stored under their hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Picture {
    /// SHA-256 of the file, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Length of the file in bytes.
    pub bytes: u64,
    /// Media type: `image/webp`, or `image/png` where WebP could not be written.
    pub media: String,
    /// Width in picture pixels.
    pub width: u32,
    /// Height in picture pixels.
    pub height: u32,
    /// Picture pixels for each CSS pixel of the viewport.
    pub scale: f64,
    /// When the frame was taken, milliseconds since 1970.
    pub taken_at: i64,
    /// Whether it shows the page before the action or after it.
    pub moment: Moment,
    /// It shows the page as it was at another time than the step, so the target need not be where the step says.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub elsewhere: bool,
    /// What was filled solid, in CSS pixels of the viewport.
    #[serde(default)]
    pub masks: Vec<Rect>,
}

/// Which state of the page a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Moment {
    /// As it was when the person acted.
    Before,
    /// With the outcome (a box that is now checked).
    After,
}

/// Why a step has no picture. No picture is better than a wrong one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum NoPicture {
    /// It is still being made.
    Pending,
    /// Chrome gave no frame in time.
    NotTaken,
    /// The page moved while its secrets were being covered.
    Moved,
    /// Another tab was in front.
    OtherTab,
    /// The frame no longer showed the page of the step.
    Outdated,
    /// The step shows nothing of a page.
    NotNeeded,
    /// It could not be encoded or stored.
    Failed,
    /// The person left it out.
    LeftOut,
}

impl NoPicture {
    /// A sentence for the person.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Pending => "The picture is being prepared.",
            Self::NotTaken => "Chrome gave no picture in time.",
            Self::Moved => "The page moved while its secrets were being covered, so the picture was dropped.",
            Self::OtherTab => "Another tab was in front when the picture was due.",
            Self::Outdated => "The page had changed before a picture could be taken.",
            Self::NotNeeded => "This step needs no picture.",
            Self::Failed => "The picture could not be stored.",
            Self::LeftOut => "The picture of this step was left out on purpose.",
        }
    }
}
