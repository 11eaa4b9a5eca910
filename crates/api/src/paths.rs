//! Paths of the API, as constants and as functions that fill them in.

use cairn_workflow::SessionId;

/// `POST`: begin a recording.
pub const RECORDINGS: &str = "/api/v1/recordings";
/// `PUT`: the bytes of a picture.
pub const RECORDING_PICTURE: &str = "/api/v1/recordings/{id}/pictures/{sha256}";
/// `POST`: a batch of steps.
pub const RECORDING_STEPS: &str = "/api/v1/recordings/{id}/steps";
/// `POST`: the recording is complete.
pub const RECORDING_COMPLETE: &str = "/api/v1/recordings/{id}/complete";
/// `GET`: what the administrator demands of recordings.
pub const POLICY: &str = "/api/v1/policy";
/// `GET`: the list.
pub const WORKFLOWS: &str = "/api/v1/workflows";
/// `GET`: a workflow; `DELETE`: the same, for ever.
pub const WORKFLOW: &str = "/api/v1/workflows/{id}";
/// `GET`: the bytes of a picture.
pub const WORKFLOW_PICTURE: &str = "/api/v1/workflows/{id}/pictures/{sha256}";
/// `GET`: the guide as a file.
pub const WORKFLOW_EXPORT: &str = "/api/v1/workflows/{id}/export";
/// `GET`: what the server found in it when it arrived.
pub const WORKFLOW_ALARMS: &str = "/api/v1/workflows/{id}/alarms";
/// `GET`: what the server signed of it.
pub const WORKFLOW_MANIFEST: &str = "/api/v1/workflows/{id}/manifest";
/// `GET`: the description of this API.
pub const OPENAPI: &str = "/api/openapi.json";
/// `GET`: a guide's page.
pub const GUIDE: &str = "/w/{id}";
/// `GET`: the page with all guides.
pub const LIBRARY: &str = "/workflows";
/// `GET`: the page of a sign-in link; `POST`: use the link up.
pub const SIGN_IN: &str = "/sign-in";
/// `POST`: end the session.
pub const SIGN_OUT: &str = "/sign-out";
/// `GET`: whether the server is up.
pub const HEALTH: &str = "/health";

/// [`RECORDING_PICTURE`], filled in.
pub fn recording_picture(id: SessionId, sha256: &str) -> String {
    format!("{RECORDINGS}/{id}/pictures/{sha256}")
}

/// [`RECORDING_STEPS`], filled in.
pub fn recording_steps(id: SessionId) -> String {
    format!("{RECORDINGS}/{id}/steps")
}

/// [`RECORDING_COMPLETE`], filled in.
pub fn recording_complete(id: SessionId) -> String {
    format!("{RECORDINGS}/{id}/complete")
}

/// A path of a recording's steps or completion, about this revision of it.
pub fn of_revision(path: String, revision: u32) -> String {
    if revision == 0 { path } else { format!("{path}?revision={revision}") }
}

/// [`WORKFLOW`], filled in.
pub fn workflow(id: SessionId) -> String {
    format!("{WORKFLOWS}/{id}")
}

/// [`WORKFLOW_PICTURE`], filled in.
pub fn workflow_picture(id: SessionId, sha256: &str) -> String {
    format!("{WORKFLOWS}/{id}/pictures/{sha256}")
}

/// [`WORKFLOW_EXPORT`], filled in; `format` is `html`, `markdown` or `json`.
pub fn workflow_export(id: SessionId, format: &str) -> String {
    format!("{WORKFLOWS}/{id}/export?format={format}")
}

/// [`WORKFLOW_ALARMS`], filled in.
pub fn workflow_alarms(id: SessionId) -> String {
    format!("{WORKFLOWS}/{id}/alarms")
}

/// [`WORKFLOW_MANIFEST`], filled in.
pub fn workflow_manifest(id: SessionId) -> String {
    format!("{WORKFLOWS}/{id}/manifest")
}

/// [`GUIDE`], filled in.
pub fn guide(id: SessionId) -> String {
    format!("/w/{id}")
}
