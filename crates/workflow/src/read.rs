use serde::Deserialize;

use crate::{FORMAT_VERSION, Workflow};

/// Why a stored workflow could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It was written by a newer Cairn.
    #[error(
        "This recording has format {found}; this version of Cairn reads up to {FORMAT_VERSION}. Update Cairn to open it."
    )]
    Newer {
        /// The version that the document names.
        found: u32,
    },
    /// It names no version, or one that never was.
    #[error("This is no recording that Cairn knows: it names no valid format version.")]
    NoVersion,
    /// The document does not have the shape of its version.
    #[error("The recording cannot be read: {0}.")]
    Malformed(#[from] serde_json::Error),
}

/// Reads a workflow of any known version.
///
/// # Errors
/// [`ReadError`] says whether the document is newer, is none of ours, or is malformed.
pub fn read_workflow(json: &str) -> Result<Workflow, ReadError> {
    #[derive(Deserialize)]
    struct Version {
        v: Option<u32>,
    }
    match serde_json::from_str::<Version>(json)?.v {
        None | Some(0) => Err(ReadError::NoVersion),
        Some(1) => Ok(serde_json::from_str(json)?),
        Some(found) => Err(ReadError::Newer { found }),
    }
}
