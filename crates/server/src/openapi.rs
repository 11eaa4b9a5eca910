use axum::Json;
use utoipa::openapi::OpenApi;

/// The description of the API.
pub fn openapi() -> OpenApi {
    OpenApi::default()
}

/// `GET /api/openapi.json`.
pub(crate) async fn document() -> Json<OpenApi> {
    Json(openapi())
}
