use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use cairn_api::paths;
use cairn_view::{Frame, Guide, STYLE, Style, guide_page, library_page};
use cairn_workflow::Picture;

use crate::caller::{By, Caller};
use crate::recording::session_id;
use crate::refusal::Refusal;
use crate::{App, workflows};

/// Address of the style sheet.
pub(crate) const STYLE_PATH: &str = "/style.css";

/// Address of the icon.
pub(crate) const ICON_PATH: &str = "/favicon.ico";

/// What surrounds every page.
pub(crate) fn frame(signed_in: bool) -> Frame<'static> {
    Frame {
        style: Style::Linked(STYLE_PATH),
        home: Some(paths::LIBRARY),
        sign_out: signed_in.then_some(paths::SIGN_OUT),
    }
}

/// `GET /`.
pub(crate) async fn home() -> Redirect {
    Redirect::to(paths::LIBRARY)
}

/// `GET /workflows`: all guides of the caller.
pub(crate) async fn library(
    State(app): State<App>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Html<String>, Refusal> {
    let list = workflows::page(&app, &caller.owner, query.as_deref()).await?;
    let next = list.next.map(|next| format!("{}?after={next}", paths::LIBRARY));
    let cover = |workflow: &cairn_api::WorkflowSummary| {
        workflow.cover.as_deref().map(|sha256| paths::workflow_picture(workflow.id, sha256))
    };
    let frame = frame(caller.by == By::Session);
    Ok(Html(library_page(&frame, &list.workflows, &cover, next.as_deref()).into_string()))
}

/// `GET /w/{id}`: a guide.
pub(crate) async fn guide(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Html<String>, Refusal> {
    let id = session_id(&id)?;
    let workflow = workflows::whole(&app, &caller.owner, id).await?;
    let picture = |picture: &Picture| Some(paths::workflow_picture(id, &picture.sha256));
    let [html, markdown] = ["html", "markdown"].map(|format| paths::workflow_export(id, format));
    let downloads = [("Save as HTML", html.as_str()), ("Save as Markdown", markdown.as_str())];
    let alarms = app.store().recordings(&caller.owner).alarms(id).await?;
    let guide = Guide { workflow: &workflow, picture: &picture, downloads: &downloads, alarms: &alarms };
    Ok(Html(guide_page(&frame(caller.by == By::Session), &guide).into_string()))
}

/// `GET /style.css`.
pub(crate) async fn style() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "max-age=60")];
    (headers, STYLE).into_response()
}

/// `GET /favicon.ico`, which browsers ask for unasked.
pub(crate) async fn icon() -> Response {
    let headers = [(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "max-age=86400")];
    (headers, &include_bytes!("../../../extension/icons/32.png")[..]).into_response()
}

/// `GET /health`.
pub(crate) async fn health() -> &'static str {
    "ok\n"
}
