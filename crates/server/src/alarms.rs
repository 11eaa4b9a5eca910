use axum::Json;
use cairn_api::{Alarm, AlarmList, paths};
use cairn_workflow::SessionId;

use crate::openapi::AnyProblem;
use crate::recording::Named;
use crate::refusal::Refusal;
use crate::workflows::whole;

/// `GET /api/v1/workflows/{id}/alarms`: what the server found in it when it arrived.
#[utoipa::path(
    get, path = paths::WORKFLOW_ALARMS, tag = "workflows", params(("id" = SessionId, Path)),
    responses((status = 200, description = "The alarms.", body = AlarmList), (status = "default", response = AnyProblem))
)]
pub(crate) async fn list(Named { app, owner, id }: Named) -> Result<Json<AlarmList>, Refusal> {
    whole(&app, &owner, id).await?;
    let alarms = app.store().recordings(&owner).alarms(id).await?;
    Ok(Json(AlarmList { alarms }))
}

/// Says in the log what was found: where and what, never the text.
pub(crate) fn tell(alarms: &[Alarm]) {
    for Alarm { seq, field, class, kept } in alarms {
        let (seq, class) = (seq.unwrap_or(0), class.name());
        tracing::warn!(seq, ?field, class, kept, "the recorder let through what must be masked");
    }
}
