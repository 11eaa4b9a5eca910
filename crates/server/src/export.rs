use std::collections::HashMap;

use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use cairn_api::{Code, paths};
use cairn_store::{Owner, Store, StoreError};
use cairn_workflow::{SessionId, Workflow};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::App;
use crate::caller::Caller;
use crate::openapi::AnyProblem;
use crate::recording::session_id;
use crate::refusal::{Refusal, refuse};
use crate::workflows::whole;

/// A form in which a workflow can be taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One HTML file with the pictures in it.
    Html,
    /// One Markdown file with the pictures in it.
    Markdown,
    /// The workflow in Cairn's own format, without the bytes of the pictures.
    Json,
}

impl Format {
    /// A format by its name in addresses and on the command line.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "html" => Self::Html,
            "markdown" => Self::Markdown,
            "json" => Self::Json,
            _ => return None,
        })
    }
}

/// A file to take along.
pub struct Export {
    /// Its name.
    pub name: String,
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
    store: &Store,
    owner: &Owner,
    workflow: &Workflow,
    format: Format,
) -> Result<Export, StoreError> {
    let named = |format: cairn_render::Format| (cairn_render::file_name(workflow, format), format.media());
    match format {
        Format::Html => {
            let pictures = pictures(store, owner, workflow).await?;
            let text = cairn_render::html(workflow, &|sha256| pictures.get(sha256).cloned());
            let (name, media) = named(cairn_render::Format::Html);
            Ok(Export { name, media, text })
        }
        Format::Markdown => {
            let pictures = pictures(store, owner, workflow).await?;
            let text = cairn_render::markdown_single(workflow, &|sha256| pictures.get(sha256).cloned());
            let (name, media) = named(cairn_render::Format::Markdown);
            Ok(Export { name, media, text })
        }
        Format::Json => {
            let text = serde_json::to_string_pretty(workflow)?;
            Ok(Export { name: format!("guide-{}.json", workflow.id), media: "application/json", text })
        }
    }
}

/// The bytes of every picture of a workflow, by hash.
async fn pictures(
    store: &Store,
    owner: &Owner,
    workflow: &Workflow,
) -> Result<HashMap<String, Vec<u8>>, StoreError> {
    let recordings = store.recordings(owner);
    let mut found = HashMap::new();
    for picture in workflow.steps.iter().filter_map(|step| step.picture.shown()) {
        if found.contains_key(&picture.sha256) {
            continue;
        }
        if let Some((_, bytes)) = recordings.picture(workflow.id, &picture.sha256).await? {
            found.insert(picture.sha256.clone(), bytes);
        }
    }
    Ok(found)
}

/// Query of an export.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExportQuery {
    /// `html`, `markdown` or `json`.
    format: Option<String>,
}

/// `GET /api/v1/workflows/{id}/export?format=…`: the guide as a file.
#[utoipa::path(
    get, path = paths::WORKFLOW_EXPORT, tag = "workflows", params(("id" = SessionId, Path), ExportQuery),
    responses((status = 200, description = "The file.", body = String), (status = "default", response = AnyProblem))
)]
pub(crate) async fn download(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let workflow = whole(&app, &caller.owner, session_id(&id)?).await?;
    let query: ExportQuery =
        serde_urlencoded::from_str(query.as_deref().unwrap_or_default()).unwrap_or_default();
    let format = query.format.as_deref().and_then(Format::from_name);
    let format = format.ok_or_else(|| refuse(Code::BadRequest, "`format` is html, markdown or json."))?;
    let file = export(app.store(), &caller.owner, &workflow, format).await?;
    let disposition = disposition(&file.name);
    let headers = [(header::CONTENT_TYPE, file.media.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, file.text).into_response())
}

/// The header that names the file (RFC 6266): in plain letters for old readers, and whole in UTF-8.
fn disposition(name: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let ascii: String = name.chars().map(|c| if plain(&c) { c } else { '-' }).collect();
    let mut whole = String::new();
    for byte in name.bytes() {
        match char::from(byte) {
            c if plain(&c) => whole.push(c),
            _ => whole.push_str(&format!("%{byte:02X}")),
        }
    }
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{whole}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn names_of_any_script_fit_into_a_header() {
        assert_eq!(
            disposition("grün.html"),
            "attachment; filename=\"gr-n.html\"; filename*=UTF-8''gr%C3%BCn.html"
        );
        assert!(disposition("a\"\r\nb").is_ascii() && !disposition("a\"\r\nb").contains('\r'));
    }
}
