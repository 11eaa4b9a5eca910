use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cairn_api::{Code, Problem};
use cairn_store::StoreError;

/// A request that is not answered with success: a problem by RFC 9457.
#[derive(Clone, Debug)]
pub(crate) struct Refusal(pub(crate) Problem);

/// A refusal with a sentence that says what to do.
pub(crate) fn refuse(code: Code, sentence: impl Into<String>) -> Refusal {
    Refusal(code.problem(sentence))
}

/// What is not there and what is not yours are told apart by nobody.
pub(crate) fn not_found() -> Refusal {
    refuse(Code::NotFound, "There is nothing at this address, or it is not yours to see.")
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        if let StoreError::Full = error {
            tracing::error!("the disk is full");
            return refuse(
                Code::DiskFull,
                "The server's disk is full. Nothing that was stored is lost. Make room on it, then try again.",
            );
        }
        tracing::error!(%error, "the store failed");
        refuse(Code::Internal, "The server could not do this. Try again; its log says what happened.")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        let mut response = (status, body).into_response();
        let media = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, media);
        if status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer realm=\"cairn\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        response.extensions_mut().insert(self);
        response
    }
}
