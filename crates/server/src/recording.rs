use axum::Json;
use axum::body::Body;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use cairn_api::{Code, Completed, CreateRecording, Created, PICTURE_LIMIT, STEPS_LIMIT, paths};
use cairn_store::{Completion, Made, Owner};
use cairn_workflow::{FORMAT_VERSION, SessionId};
use serde::Deserialize;

use crate::alarms::tell;
use crate::body::{parse, read_text};
use crate::caller::Caller;
use crate::openapi::AnyProblem;
use crate::policy::objection;
use crate::refusal::{Refusal, not_found, refuse};
use crate::{App, now};

/// How many of what is missing a refusal names.
const NAMED: usize = 20;

/// `POST /api/v1/recordings`: begins a recording and says what the server lacks. Idempotent.
#[utoipa::path(
    post, path = paths::RECORDINGS, tag = "upload", request_body = CreateRecording,
    responses((status = 200, description = "What the server has and lacks.", body = Created), (status = "default", response = AnyProblem))
)]
pub(crate) async fn create(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Created>, Refusal> {
    let text = read_text(&headers, body).await?;
    known_version(&text)?;
    let body: CreateRecording = parse(&text)?;
    check(&app, &body)?;
    let body = app.net().recording(body);
    tell(body.alarms());
    match app.store().recordings(&caller.owner).create(&body, now()).await? {
        Made::There(created) => Ok(Json(created)),
        Made::Outdated => Err(refuse(
            Code::Conflict,
            "There is a newer revision of this recording already. It stays as it is.",
        )),
        Made::Conflict => Err(refuse(
            Code::Conflict,
            "There is a recording with this id and other content already. It stays as it is.",
        )),
    }
}

/// `POST /api/v1/recordings/{id}/complete`: everything is there; from now on it is a workflow. Idempotent.
#[utoipa::path(
    post, path = paths::RECORDING_COMPLETE, tag = "upload", params(("id" = SessionId, Path), ("revision" = Option<u32>, Query, description = REVISION)),
    responses((status = 200, description = "It is a workflow now.", body = Completed), (status = "default", response = AnyProblem))
)]
pub(crate) async fn complete(
    Named { app, owner, id }: Named,
    Revision(revision): Revision,
) -> Result<Json<Completed>, Refusal> {
    let demanded = app.net().classes();
    let done = app.store().recordings(&owner).complete(id, revision, now(), demanded).await?;
    match done.ok_or_else(not_found)? {
        Completion::Done => Ok(Json(Completed { id, url: app.url(&paths::guide(id)) })),
        Completion::NotScanned(mark) => Err(objection(&app, Some(mark)).map_or_else(not_found, Refusal)),
        Completion::Missing { steps, pictures } => Err(refuse(Code::Incomplete, missing(&steps, &pictures))),
    }
}

fn missing(steps: &[u32], pictures: &[String]) -> String {
    let mut parts = Vec::new();
    if !steps.is_empty() {
        let named: Vec<_> = steps.iter().take(NAMED).map(u32::to_string).collect();
        parts.push(format!("{} (of {}): {}", "steps by seq", steps.len(), named.join(", ")));
    }
    if !pictures.is_empty() {
        let named: Vec<_> = pictures.iter().take(NAMED).map(String::as_str).collect();
        parts.push(format!("{} (of {}): {}", "pictures by hash", pictures.len(), named.join(", ")));
    }
    format!("Send what is missing, then complete again. Missing {}.", parts.join("; "))
}

/// About the query's `revision`.
pub(crate) const REVISION: &str = "As in the body that began it; 0 when it is left out.";

/// The revision that a request is about.
pub(crate) struct Revision(pub(crate) u32);

impl<S: Sync> FromRequestParts<S> for Revision {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        #[derive(Deserialize)]
        struct Asked {
            #[serde(default)]
            revision: u32,
        }
        serde_urlencoded::from_str(parts.uri.query().unwrap_or_default())
            .map(|asked: Asked| Self(asked.revision))
            .map_err(|_| refuse(Code::BadRequest, "`revision` must be a whole number from 0 on."))
    }
}

/// The recording that a request names: the `{id}` of its path, of those that are the caller's.
pub(crate) struct Named {
    /// The server.
    pub(crate) app: App,
    /// Whose recording it must be.
    pub(crate) owner: Owner,
    /// Its id.
    pub(crate) id: SessionId,
}

impl FromRequestParts<App> for Named {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let Caller { owner, .. } = Caller::from_request_parts(parts, app).await?;
        let Path(id) = Path::<String>::from_request_parts(parts, app).await.map_err(|_| not_found())?;
        Ok(Self { app: app.clone(), owner, id: session_id(&id)? })
    }
}

/// An id from a path. What is no id names nothing.
pub(crate) fn session_id(text: &str) -> Result<SessionId, Refusal> {
    let id = serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(|_| not_found())?;
    let id: SessionId = id;
    // One spelling for each id, so that addresses are compared as text.
    if id.to_string() == text { Ok(id) } else { Err(not_found()) }
}

/// Refuses a body whose `v` this server does not read, before anything else of it is looked at.
pub(crate) fn known_version(text: &str) -> Result<(), Refusal> {
    #[derive(Deserialize)]
    struct Version {
        v: Option<serde_json::Number>,
    }
    let found = parse::<Version>(text)?.v;
    match found {
        Some(v) if v.as_u64() == Some(u64::from(FORMAT_VERSION)) => Ok(()),
        Some(v) => Err(refuse(
            Code::UnknownVersion,
            format!(
                "The recording has format {v}; this server reads format {FORMAT_VERSION}. Update the server, then \
                 upload again. The recording stays safe in the browser until then."
            ),
        )),
        None => Err(refuse(Code::UnknownVersion, "The body names no format version (`v`).")),
    }
}

fn check(app: &App, body: &CreateRecording) -> Result<(), Refusal> {
    if let Some(problem) = objection(app, Some(body.scan)) {
        return Err(Refusal(problem));
    }
    if body.steps > STEPS_LIMIT || body.pictures.len() > STEPS_LIMIT as usize {
        return Err(refuse(
            Code::TooLarge,
            format!("A recording has at most {STEPS_LIMIT} steps and pictures."),
        ));
    }
    for picture in &body.pictures {
        if !is_hash(&picture.sha256) {
            return Err(refuse(
                Code::BadRequest,
                "A picture's sha256 must be 64 lower-case hexadecimal digits.",
            ));
        }
        if picture.bytes == 0 || picture.bytes > PICTURE_LIMIT {
            return Err(refuse(Code::TooLarge, format!("A picture has 1 to {PICTURE_LIMIT} bytes.")));
        }
        if !matches!(picture.media.as_str(), "image/webp" | "image/png") {
            return Err(refuse(Code::NotAPicture, "A picture is image/webp or image/png."));
        }
    }
    Ok(())
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
