use std::collections::BTreeMap;

use cairn_redact::Class;
use cairn_workflow::{ScanMark, SessionId};
use serde::{Deserialize, Serialize};

/// Version of [`Manifest`].
pub const MANIFEST_VERSION: u32 = 1;

/// For what a manifest is signed: the signature is of this, a line end, and [`SignedManifest::body`].
pub const MANIFEST_PURPOSE: &str = "cairn manifest 1";

/// What the server had on its disk when a recording was completed, and what it had been searched for. Each revision
/// has its own, which takes the place of the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// [`MANIFEST_VERSION`].
    pub v: u32,
    /// The workflow.
    pub id: SessionId,
    /// The revision of it.
    pub revision: u32,
    /// When it was completed, milliseconds since 1970.
    pub completed_at: i64,
    /// The mark of the recorder's scan: its redactor's version and the classes that it looked for. The weakest of all
    /// steps.
    pub scan: ScanMark,
    /// The version of the redactor of the server.
    pub redactor: u32,
    /// The classes that the server looked for itself.
    pub searched: Vec<Class>,
    /// How much was masked.
    pub masks: MaskCounts,
    /// How many alarms there are about it.
    pub alarms: u32,
    /// SHA-256 of what is stored of the recording beside its steps.
    pub recording: String,
    /// SHA-256 of each stored step, by `seq` from 1 on.
    pub steps: Vec<String>,
    /// SHA-256 of each picture, in the order in which they were announced.
    pub pictures: Vec<String>,
}

/// How much was masked, as far as what is stored says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MaskCounts {
    /// Masks in texts. Of what class those are that the recorder made is not kept.
    pub texts: u32,
    /// Values of fields that were not kept at all, by why.
    pub values: BTreeMap<String, u32>,
    /// Areas of pictures that were filled.
    pub areas: u32,
    /// Texts that the server masked itself, by class.
    pub by_server: BTreeMap<String, u32>,
}

/// A manifest with its signature. The signature is checked against `body` as it stands, then `body` is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedManifest {
    /// [`Manifest`] as JSON text.
    pub body: String,
    /// Ed25519, base64url without padding: of `cairn manifest 1`, a line end, and `body`.
    pub signature: String,
    /// The server's public key, base64url without padding.
    pub key: String,
}
