use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use cairn_api::{Code, WorkflowList, WorkflowSummary, paths};
use cairn_redact::Redacted;
use cairn_store::{Owner, Page, Read, Stored};
use cairn_workflow::{SessionId, Workflow};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::App;
use crate::caller::Caller;
use crate::openapi::AnyProblem;
use crate::recording::{Named, session_id};
use crate::refusal::{Refusal, not_found, refuse};

/// Entries of a page, and the most that can be asked for.
const PAGE: u32 = 50;
const PAGE_LIMIT: u32 = 200;

/// Query of a list.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    /// What `next` of the page before said.
    after: Option<String>,
    /// Entries of a page, 50 unless told, 200 at most.
    limit: Option<u32>,
}

/// `GET /api/v1/workflows`: one page of the caller's workflows, newest first.
#[utoipa::path(
    get, path = paths::WORKFLOWS, tag = "workflows", params(ListQuery),
    responses((status = 200, description = "One page.", body = WorkflowList), (status = "default", response = AnyProblem))
)]
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Json<WorkflowList>, Refusal> {
    Ok(Json(page(&app, &caller.owner, query.as_deref()).await?))
}

/// The page that a query asks for.
pub(crate) async fn page(app: &App, owner: &Owner, query: Option<&str>) -> Result<WorkflowList, Refusal> {
    let query: ListQuery = serde_urlencoded::from_str(query.unwrap_or_default()).map_err(|_| {
        refuse(Code::BadRequest, "The query is `after` (from `next`) and `limit` (a number).")
    })?;
    let after = query.after.as_deref().map(cursor).transpose()?;
    let limit = query.limit.unwrap_or(PAGE).clamp(1, PAGE_LIMIT);
    let Page { entries, next } = app.store().recordings(owner).list(after, limit).await?;
    let workflows = entries.into_iter().map(|entry| summary(app, entry)).collect::<Result<_, _>>()?;
    Ok(WorkflowList { workflows, next: next.map(|(time, id)| format!("{time}_{id}")) })
}

fn cursor(text: &str) -> Result<(i64, String), Refusal> {
    let parts = text.split_once('_').and_then(|(time, id)| Some((time.parse().ok()?, id.to_owned())));
    parts.ok_or_else(|| refuse(Code::BadRequest, "`after` must be what `next` of the page before said."))
}

fn summary(app: &App, entry: Stored) -> Result<WorkflowSummary, Refusal> {
    let id = session_id(&entry.id)?;
    Ok(WorkflowSummary {
        id,
        // It passed the gate before it was uploaded; this only cleans it again.
        title: Redacted::authored(entry.title),
        started_at: entry.started_at,
        steps: entry.steps,
        cover: entry.cover,
        alarms: entry.alarms,
        url: app.url(&paths::guide(id)),
    })
}

/// `GET /api/v1/workflows/{id}`: the workflow.
#[utoipa::path(
    get, path = paths::WORKFLOW, tag = "workflows", params(("id" = SessionId, Path)),
    responses((status = 200, description = "The workflow.", body = Workflow), (status = "default", response = AnyProblem))
)]
pub(crate) async fn read(Named { app, owner, id }: Named) -> Result<Json<Workflow>, Refusal> {
    Ok(Json(whole(&app, &owner, id).await?))
}

/// A complete workflow of this owner.
pub(crate) async fn whole(app: &App, owner: &Owner, id: SessionId) -> Result<Workflow, Refusal> {
    match app.store().recordings(owner).read(id).await?.ok_or_else(not_found)? {
        Read::Whole(workflow) => Ok(*workflow),
        Read::Incomplete => Err(refuse(
            Code::Incomplete,
            "This recording is still being uploaded. Open the side panel that recorded it to let it finish.",
        )),
    }
}

/// `DELETE /api/v1/workflows/{id}`: deletes it with its pictures, for ever.
#[utoipa::path(
    delete, path = paths::WORKFLOW, tag = "workflows", params(("id" = SessionId, Path)),
    responses((status = 204, description = "It is gone from the disk."), (status = "default", response = AnyProblem))
)]
pub(crate) async fn remove(Named { app, owner, id }: Named) -> Result<StatusCode, Refusal> {
    if app.store().recordings(&owner).delete(id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(not_found())
    }
}
