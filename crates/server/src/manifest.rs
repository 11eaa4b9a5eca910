use axum::Json;
use cairn_api::{SignedManifest, paths};
use cairn_workflow::SessionId;

use crate::openapi::AnyProblem;
use crate::recording::Named;
use crate::refusal::{Refusal, not_found};

/// `GET /api/v1/workflows/{id}/manifest`: what the server signed of it.
#[utoipa::path(
    get, path = paths::WORKFLOW_MANIFEST, tag = "workflows", params(("id" = SessionId, Path)),
    responses((status = 200, description = "The manifest with its signature.", body = SignedManifest), (status = "default", response = AnyProblem))
)]
pub(crate) async fn read(Named { app, owner, id }: Named) -> Result<Json<SignedManifest>, Refusal> {
    Ok(Json(app.store().recordings(&owner).manifest(id).await?.ok_or_else(not_found)?))
}
