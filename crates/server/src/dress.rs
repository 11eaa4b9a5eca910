use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use cairn_api::{Code, paths};
use cairn_view::{SignIn, message_page, sign_in_page};

use crate::pages::frame;
use crate::refusal::{Refusal, refuse};

/// Turns problems into pages where a person looks: outside the API, for browsers that ask for HTML.
pub(crate) async fn dress(request: Request, next: Next) -> Response {
    let page = !request.uri().path().starts_with("/api/") && wants_html(request.headers());
    let mut response = next.run(request).await;
    let failed = response.status().is_client_error() || response.status().is_server_error();
    if failed && response.extensions().get::<Refusal>().is_none() {
        response = of_status(response.status()).into_response();
    }
    match response.extensions().get::<Refusal>() {
        Some(Refusal(problem)) if page => {
            let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let markup = match problem.code {
                Code::Unauthorized => sign_in_page(&frame(false), &SignIn::Needed),
                Code::ExpiredToken => sign_in_page(&frame(false), &SignIn::Spent),
                _ => {
                    let way_out = Some(("All guides", paths::LIBRARY));
                    message_page(&frame(false), &problem.title, &problem.detail, way_out)
                }
            };
            (status, Html(markup.into_string())).into_response()
        }
        _ => response,
    }
}

/// The problem for a refusal that came from below the handlers, such as a path that cannot be decoded.
fn of_status(status: StatusCode) -> Refusal {
    let code = match status {
        StatusCode::NOT_FOUND => Code::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Code::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::UnsupportedMedia,
        status if status.is_client_error() => Code::BadRequest,
        _ => Code::Internal,
    };
    refuse(code, "The server cannot do anything with this request.")
}

fn wants_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    accept.split(',').any(|part| part.split(';').next().is_some_and(|media| media.trim() == "text/html"))
}
