use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cairn_api::{Code, PICTURE_LIMIT, paths};
use cairn_store::{Announced, BlobFacts, BlobWriter};
use cairn_workflow::SessionId;
use sha2::{Digest, Sha256};

use crate::body::next_chunk;
use crate::caller::Caller;
use crate::image_header::{HEADER_BYTES, ImageHeader};
use crate::openapi::AnyProblem;
use crate::policy::objection;
use crate::recording::session_id;
use crate::refusal::{Refusal, not_found, refuse};
use crate::{App, now};

/// `PUT /api/v1/recordings/{id}/pictures/{sha256}`: takes the bytes of an announced picture. Idempotent.
#[utoipa::path(
    put, path = paths::RECORDING_PICTURE, tag = "upload",
    params(("id" = SessionId, Path), ("sha256" = String, Path)),
    request_body(content = Vec<u8>, content_type = "image/webp"),
    responses((status = 204, description = "The picture is on disk."), (status = "default", response = AnyProblem))
)]
pub(crate) async fn store(
    State(app): State<App>,
    caller: Caller,
    Path((id, sha256)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Refusal> {
    let id = session_id(&id)?;
    let recordings = app.store().recordings(&caller.owner);
    let (mark, announced) = recordings.announced(id, &sha256).await?.ok_or_else(not_found)?;
    if let Some(problem) = objection(&app, Some(mark)) {
        return Err(Refusal(problem));
    }
    let Some(announced) = announced else {
        return Err(refuse(Code::NotAnnounced, "This recording announced no picture with this hash."));
    };
    let length =
        headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    match length {
        Some(length) if length > PICTURE_LIMIT => return Err(too_large()),
        Some(length) if length != announced.bytes => return Err(wrong_length(&announced, length)),
        _ => {}
    }
    let mut writer = app.store().begin_blob()?;
    let received = receive(body, &announced, &mut writer).await?;
    let facts = judge(&sha256, &announced, &received)?;
    if recordings.keep_blob(id, &announced, writer, facts, now()).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(not_found())
    }
}

/// What arrived.
struct Received {
    start: Vec<u8>,
    bytes: u64,
    sha256: String,
}

/// Streams the body to the file while hashing it, and stops at the first byte too many.
async fn receive(
    mut body: Body,
    announced: &Announced,
    writer: &mut BlobWriter,
) -> Result<Received, Refusal> {
    let mut hash = Sha256::new();
    let mut start = Vec::with_capacity(HEADER_BYTES);
    let mut bytes = 0u64;
    while let Some(chunk) = next_chunk(&mut body).await? {
        bytes += chunk.len() as u64;
        if bytes > announced.bytes {
            return Err(if bytes > PICTURE_LIMIT { too_large() } else { wrong_length(announced, bytes) });
        }
        let wanted = HEADER_BYTES - start.len();
        start.extend_from_slice(&chunk[..chunk.len().min(wanted)]);
        hash.update(&chunk);
        writer.write(&chunk).await?;
    }
    let sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Received { start, bytes, sha256 })
}

fn judge(sha256: &str, announced: &Announced, received: &Received) -> Result<BlobFacts, Refusal> {
    if received.bytes != announced.bytes {
        return Err(wrong_length(announced, received.bytes));
    }
    if received.sha256 != sha256 {
        return Err(refuse(
            Code::WrongHash,
            "The bytes do not have the announced SHA-256. Send the picture again.",
        ));
    }
    let header = ImageHeader::read(&received.start, received.bytes)
        .filter(|header| header.media == announced.media)
        .ok_or_else(|| refuse(Code::NotAPicture, format!("The bytes are no {} picture.", announced.media)))?;
    Ok(BlobFacts {
        sha256: sha256.to_owned(),
        bytes: received.bytes,
        media: header.media.to_owned(),
        width: header.width,
        height: header.height,
    })
}

fn wrong_length(announced: &Announced, got: u64) -> Refusal {
    let told = announced.bytes;
    refuse(Code::WrongLength, format!("{told} bytes were announced and {got} came. Send the picture again."))
}

fn too_large() -> Refusal {
    let megabytes = PICTURE_LIMIT / 1024 / 1024;
    refuse(Code::TooLarge, format!("A picture has at most {megabytes} MB."))
}

/// `GET /api/v1/workflows/{id}/pictures/{sha256}`: the bytes. They never change under their hash.
#[utoipa::path(
    get, path = paths::WORKFLOW_PICTURE, tag = "workflows",
    params(("id" = SessionId, Path), ("sha256" = String, Path)),
    responses(
        (status = 200, description = "The picture.", body = Vec<u8>, content_type = "image/webp"),
        (status = "default", response = AnyProblem)
    )
)]
pub(crate) async fn fetch(
    State(app): State<App>,
    caller: Caller,
    Path((id, sha256)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let id = session_id(&id)?;
    let recordings = app.store().recordings(&caller.owner);
    let (media, bytes) = recordings.picture(id, &sha256).await?.ok_or_else(not_found)?;
    let tag = format!("\"{sha256}\"");
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let mut response =
        if known { StatusCode::NOT_MODIFIED.into_response() } else { Body::from(bytes).into_response() };
    let own = response.headers_mut();
    let media = if media == "image/png" { "image/png" } else { "image/webp" };
    own.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    own.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        own.insert(header::ETAG, tag);
    }
    Ok(response)
}
