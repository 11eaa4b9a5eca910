use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use cairn_api::Code;
use cairn_auth::{HeaderError, Token, bearer, session_from_cookies};
use cairn_store::{Checked, Owner};

use crate::refusal::{Refusal, refuse};
use crate::{App, now};

/// Who asks, once the guard has let the request in.
#[derive(Clone)]
pub(crate) struct Caller {
    /// Whose recordings are asked for.
    pub(crate) owner: Owner,
    /// By which credentials.
    pub(crate) by: By,
}

/// The kind of credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// An API key in the `Authorization` header.
    Key,
    /// The cookie of a session. The browser sends it by itself, so what changes something needs our own page
    /// as its origin.
    Session,
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let caller = parts.extensions.get::<Self>().cloned();
        caller.ok_or_else(|| refuse(Code::Internal, "The server could not tell who asks."))
    }
}

/// Finds out who asks, by key or session.
pub(crate) async fn identify(app: &App, headers: &HeaderMap) -> Result<Option<Caller>, Refusal> {
    if headers.contains_key(header::AUTHORIZATION) {
        return by_key(app, headers).await;
    }
    let Some(session) = session(headers) else { return Ok(None) };
    match app.store().accounts().check_session(&session, now()).await? {
        Checked::Good(owner) => Ok(Some(Caller { owner, by: By::Session })),
        Checked::Expired | Checked::Unknown => Ok(None),
    }
}

/// Finds out who asks, by key only.
pub(crate) async fn by_key(app: &App, headers: &HeaderMap) -> Result<Option<Caller>, Refusal> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(refuse(Code::Unauthorized, "Send one Authorization header, not several."));
    }
    let key = bearer(value.as_bytes()).map_err(|error| match error {
        HeaderError::Form => refuse(Code::Unauthorized, "Send the API key as `Authorization: Bearer <key>`."),
        HeaderError::NotAKey => {
            refuse(Code::Unauthorized, "This is no API key of Cairn. Copy the whole key.")
        }
    })?;
    match app.store().accounts().check_key(&key, now()).await? {
        Checked::Good(owner) => Ok(Some(Caller { owner, by: By::Key })),
        Checked::Expired => Err(refuse(
            Code::ExpiredToken,
            "This API key has expired. Make a new one with `cairn token create` and enter it in the options.",
        )),
        Checked::Unknown => Err(refuse(
            Code::Unauthorized,
            "The server does not know this API key. Make one with `cairn token create` and enter it in the options.",
        )),
    }
}

/// The session's token, from the cookies.
pub(crate) fn session(headers: &HeaderMap) -> Option<Token> {
    session_from_cookies(headers.get_all(header::COOKIE).iter().map(|value| value.as_bytes()))
}
