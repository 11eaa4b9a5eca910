use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use cairn_api::Code;
use cairn_auth::{Asked, same_origin};

use crate::App;
use crate::caller::{By, by_key, identify};
use crate::refusal::{Refusal, refuse};
use crate::routes::Policy;

/// Lets a request through to its handler, or not, by the policy of its route.
pub(crate) async fn guard(
    State((app, policy)): State<(App, Policy)>,
    mut request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let caller = match policy {
        Policy::Public => None,
        Policy::SignedIn | Policy::Owner => {
            Some(identify(&app, request.headers()).await?.ok_or_else(stranger)?)
        }
        Policy::Key => Some(by_key(&app, request.headers()).await?.ok_or_else(stranger)?),
    };
    let safe = matches!(*request.method(), Method::GET | Method::HEAD);
    let by_key = caller.as_ref().is_some_and(|caller| caller.by == By::Key);
    if !safe && !by_key {
        from_own_page(&app, request.headers())?;
    }
    if let Some(caller) = caller {
        request.extensions_mut().insert(caller);
    }
    Ok(next.run(request).await)
}

/// What changes something on the strength of a cookie, or makes one, must come from a page of our own.
fn from_own_page(app: &App, headers: &HeaderMap) -> Result<(), Refusal> {
    let text = |name| headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    let own = text(header::HOST.as_str()).and_then(|host| app.address().own_origin(host)).unwrap_or_default();
    let asked = Asked { site: text("sec-fetch-site"), origin: text("origin") };
    if same_origin(asked, &own) {
        return Ok(());
    }
    Err(refuse(
        Code::Forbidden,
        "This must be asked from a page of this server itself. Open its page and try there.",
    ))
}

fn stranger() -> Refusal {
    refuse(
        Code::Unauthorized,
        "Sign in by a sign-in link, or send an API key as `Authorization: Bearer <key>`.",
    )
}
