//! What surrounds every request: its number and line in the log, the security headers, the check of its host.

use std::any::Any;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use cairn_api::{Code, paths};
use tracing::Instrument;

use crate::refusal::{Refusal, refuse};
use crate::{App, rest_of_body};

/// Pages load their style and pictures from here, and nothing else from anywhere. No script runs.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

static HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

static NUMBER: AtomicU64 = AtomicU64::new(1);

/// Numbers the request, logs it by its route (never by its address, which may hold a token) and sets the
/// headers that every answer has.
pub(crate) async fn finish(State(app): State<App>, request: Request, next: Next) -> Response {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let began = Instant::now();
    let span = tracing::info_span!("request", number);
    let (request, rest) = rest_of_body::share(request);
    let mut response = next.run(request).instrument(span.clone()).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        rest.drain().await;
    }
    let (status, ms) = (response.status().as_u16(), began.elapsed().as_millis());
    span.in_scope(|| tracing::info!(%method, route, status, ms));

    let headers = response.headers_mut();
    for (name, value) in &HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if app.address().is_https() {
        let value = HeaderValue::from_static("max-age=63072000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    headers.insert(HeaderName::from_static("x-request-id"), HeaderValue::from(number));
    response
}

/// Refuses requests to names that are not ours: a foreign page could reach a server on loopback by a name of
/// its own that it points there.
pub(crate) async fn known_host(State(app): State<App>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    // Whoever watches over the server asks it by any name whether it is up.
    let health = request.uri().path() == paths::HEALTH;
    if !health && app.address().own_origin(host).is_none() {
        return refuse(
            Code::BadRequest,
            format!("This server does not answer to this name; use {}.", app.address().origin()),
        )
        .into_response();
    }
    next.run(request).await
}

/// The last net: a handler that panicked answers as a failure, and the server goes on.
pub(crate) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    let refusal: Refusal = refuse(Code::Internal, "The server failed at this request. Try again.");
    refusal.into_response()
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::Request;
    use axum::routing::get;
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_panic_is_answered_as_a_problem() {
        async fn broken() {
            panic!("a defect");
        }
        let net = tower_http::catch_panic::CatchPanicLayer::custom(super::panicked);
        let router: Router = Router::new().route("/", get(broken)).layer(net);
        let answer = router.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(answer.status(), 500);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
    }
}
