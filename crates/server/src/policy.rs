//! What the administrator demands of recordings, and what is said to those that do not keep to it.

use axum::Json;
use axum::extract::State;
use cairn_api::{Code, MaskPolicy, Problem, paths};
use cairn_workflow::ScanMark;

use crate::App;
use crate::openapi::AnyProblem;

/// `GET /api/v1/policy`: what must be masked. A recorder asks before it records.
#[utoipa::path(
    get, path = paths::POLICY, tag = "upload",
    responses((status = 200, description = "The policy.", body = MaskPolicy), (status = "default", response = AnyProblem))
)]
pub(crate) async fn read(State(app): State<App>) -> Json<MaskPolicy> {
    Json(MaskPolicy::new(app.net().classes()))
}

/// Why a mark is not enough; nothing where it is.
pub(crate) fn objection(app: &App, mark: Option<ScanMark>) -> Option<Problem> {
    let demanded = app.net().classes();
    let Some(mark) = mark.filter(|mark| mark.is_current()) else {
        return Some(Code::NotScanned.problem(
            "This was not scanned for secrets by this version's rules. Update the extension, then upload again.",
        ));
    };
    let lacking: Vec<&str> =
        demanded.iter().filter(|class| !mark.searched().contains(*class)).map(|class| class.name()).collect();
    (!lacking.is_empty()).then(|| {
        Code::NotScanned.problem(format!(
            "The administrator of this server demands that more is masked than was looked for here: {}. The extension \
             learns that when it starts the next recording: record this again.",
            lacking.join(", ")
        ))
    })
}
