use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use cairn_api::Code;
use cairn_store::{Owner, Store, StoreError};
use cairn_workflow::Workflow;
use serde::Deserialize;

use crate::App;
use crate::caller::Caller;
use crate::recording::session_id;
use crate::refusal::{Refusal, refuse};
use crate::workflows::whole;

/// A form in which a workflow can be taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The workflow in Cairn's own format.
    Json,
}

impl Format {
    /// A format by its name in addresses and on the command line.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "json" => Self::Json,
            _ => return None,
        })
    }
}

/// A file to take along.
pub struct Export {
    /// The end of its name.
    pub extension: &'static str,
    /// Its media type.
    pub media: &'static str,
    /// Its content.
    pub text: String,
}

/// Writes a workflow in a format.
///
/// # Errors
/// When a picture cannot be read.
pub async fn export(
    _store: &Store,
    _owner: &Owner,
    workflow: &Workflow,
    format: Format,
) -> Result<Export, StoreError> {
    match format {
        Format::Json => {
            let text = serde_json::to_string_pretty(workflow)?;
            Ok(Export { extension: "json", media: "application/json", text })
        }
    }
}

#[derive(Default, Deserialize)]
struct ExportQuery {
    format: Option<String>,
}

/// `GET /api/v1/workflows/{id}/export?format=…`: the guide as a file.
pub(crate) async fn download(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let id = session_id(&id)?;
    let workflow = whole(&app, &caller.owner, id).await?;
    let query: ExportQuery = serde_urlencoded::from_str(query.as_deref().unwrap_or_default()).unwrap_or_default();
    let format = query.format.as_deref().and_then(Format::from_name);
    let format = format.ok_or_else(|| refuse(Code::BadRequest, "`format` is html, markdown or json."))?;
    let file = export(app.store(), &caller.owner, &workflow, format).await?;
    let name = format!("attachment; filename=\"guide-{id}.{}\"", file.extension);
    Ok(([(header::CONTENT_TYPE, file.media.to_owned()), (header::CONTENT_DISPOSITION, name)], file.text)
        .into_response())
}
