use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use cairn_api::{Code, paths};
use cairn_auth::{Kind, Token, clear_cookie, session_cookie};
use cairn_view::{SignIn, sign_in_page};
use serde::Deserialize;

use crate::body::{next_chunk, require_media};
use crate::caller::session;
use crate::pages::frame;
use crate::refusal::{Refusal, refuse};
use crate::{App, now};

/// The form of a sign-in is one token.
const FORM_LIMIT: usize = 1024;

/// Query of a link, and body of its form.
#[derive(Default, Deserialize)]
struct Link {
    #[serde(default)]
    token: String,
}

/// `GET /sign-in`: a button. Opening a link uses nothing up, for mail scanners and previews open links too.
pub(crate) async fn show(RawQuery(query): RawQuery) -> Html<String> {
    let link: Link = serde_urlencoded::from_str(query.as_deref().unwrap_or_default()).unwrap_or_default();
    let page = match Token::parse(Kind::Link, &link.token) {
        Some(token) => {
            sign_in_page(&frame(false), &SignIn::Confirm { action: paths::SIGN_IN, token: token.expose() })
        }
        None => sign_in_page(&frame(false), &SignIn::Needed),
    };
    Html(page.into_string())
}

/// `POST /sign-in`: uses the link up and begins a session.
pub(crate) async fn sign_in(
    State(app): State<App>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    require_media(&headers, "application/x-www-form-urlencoded")?;
    let link = read_form(body).await?;
    let session = match Token::parse(Kind::Link, &link.token) {
        Some(token) => app.store().accounts().sign_in(&token, now()).await?,
        None => None,
    };
    let session = session.ok_or_else(|| {
        refuse(Code::ExpiredToken, "This sign-in link was used before, or is too old. Ask for a new one.")
    })?;
    Ok(with_cookie(paths::LIBRARY, session_cookie(&session)))
}

/// `POST /sign-out`: ends the session.
pub(crate) async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<Response, Refusal> {
    if let Some(session) = session(&headers) {
        app.store().accounts().sign_out(&session).await?;
    }
    Ok(with_cookie(paths::SIGN_IN, clear_cookie()))
}

fn with_cookie(to: &str, cookie: String) -> Response {
    let response = ([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response();
    debug_assert_eq!(response.status(), StatusCode::SEE_OTHER);
    response
}

async fn read_form(mut body: Body) -> Result<Link, Refusal> {
    let mut bytes = Vec::new();
    while let Some(chunk) = next_chunk(&mut body).await? {
        if bytes.len() + chunk.len() > FORM_LIMIT {
            return Err(refuse(Code::TooLarge, "This form holds one sign-in token and nothing else."));
        }
        bytes.extend_from_slice(&chunk);
    }
    serde_urlencoded::from_bytes(&bytes).map_err(|_| refuse(Code::BadRequest, "The form cannot be read."))
}
