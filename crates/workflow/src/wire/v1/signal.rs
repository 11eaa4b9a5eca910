use cairn_redact::Redacted;
use serde::{Deserialize, Serialize};

use super::DialogKind;

/// What the page did in return for a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Signal {
    /// A new document was loaded.
    Navigation {
        /// Its address, reduced.
        url: Redacted<String>,
    },
    /// The address changed within the document (`pushState`, `replaceState`, hash).
    Route {
        /// The new address, reduced.
        url: Redacted<String>,
    },
    /// A tab or window was opened.
    Popup {
        /// Its number in this recording.
        tab: u32,
    },
    /// The tab closed itself.
    Closed {
        /// Its number in this recording.
        tab: u32,
    },
    /// A download began.
    Download {
        /// Its name; empty where the browser does not tell.
        file: Redacted<String>,
    },
    /// A dialog was shown.
    Dialog {
        /// Which.
        dialog: DialogKind,
    },
}

/// What was to be seen soon after a step: replay checks outcomes with it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct After {
    /// The address, reduced.
    pub url: Redacted<String>,
    /// The title of the page.
    pub title: Redacted<String>,
    /// Headings and alerts that were not there before.
    #[serde(default)]
    pub appeared: Vec<Redacted<String>>,
}
