use std::io::Read;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, header};
use cairn_api::{BODY_LIMIT, Code};
use http_body_util::BodyExt;
use serde::Deserialize;

use crate::refusal::{Refusal, refuse};

/// How long a sender may pause within a body.
const PAUSE: Duration = Duration::from_secs(30);

/// The next piece of a body; nothing at its end.
pub(crate) async fn next_chunk(body: &mut Body) -> Result<Option<axum::body::Bytes>, Refusal> {
    loop {
        let frame = tokio::time::timeout(PAUSE, body.frame())
            .await
            .map_err(|_| refuse(Code::BadRequest, "The request stopped in the middle. Send it again."))?;
        match frame {
            None => return Ok(None),
            Some(Ok(frame)) => match frame.into_data() {
                Ok(data) => return Ok(Some(data)),
                // Trailers say nothing that we need.
                Err(_) => continue,
            },
            Some(Err(_)) => return Err(refuse(Code::BadRequest, "The request was cut off. Send it again.")),
        }
    }
}

/// Reads a whole body of JSON, unpacked where it is gzipped, at most [`BODY_LIMIT`] bytes either way.
pub(crate) async fn read_text(headers: &HeaderMap, mut body: Body) -> Result<String, Refusal> {
    require_media(headers, "application/json")?;
    let packed = match headers.get(header::CONTENT_ENCODING).map(|value| value.as_bytes()) {
        None | Some(b"identity") => false,
        Some(b"gzip") => true,
        Some(_) => return Err(refuse(Code::UnsupportedMedia, "Send the body as it is or gzipped.")),
    };
    let mut bytes = Vec::new();
    while let Some(chunk) = next_chunk(&mut body).await? {
        if bytes.len() + chunk.len() > BODY_LIMIT {
            return Err(too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    if packed {
        bytes = unpack(&bytes)?;
    }
    String::from_utf8(bytes).map_err(|_| refuse(Code::BadRequest, "The body is not text in UTF-8."))
}

/// Parses a body.
pub(crate) fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Refusal> {
    serde_json::from_str(text)
        .map_err(|error| refuse(Code::BadRequest, format!("The body cannot be read: {error}.")))
}

pub(crate) fn require_media(headers: &HeaderMap, wanted: &str) -> Result<(), Refusal> {
    let media = headers.get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim();
    if media.eq_ignore_ascii_case(wanted) {
        return Ok(());
    }
    Err(refuse(Code::UnsupportedMedia, format!("Send this with Content-Type: {wanted}.")))
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut out = Vec::new();
    let bound = BODY_LIMIT as u64 + 1;
    flate2::read::GzDecoder::new(packed)
        .take(bound)
        .read_to_end(&mut out)
        .map_err(|_| refuse(Code::BadRequest, "The body says that it is gzipped, but cannot be unpacked."))?;
    if out.len() as u64 == bound { Err(too_large()) } else { Ok(out) }
}

fn too_large() -> Refusal {
    let megabytes = BODY_LIMIT / 1024 / 1024;
    refuse(
        Code::TooLarge,
        format!("The body has more than {megabytes} MB. Send the steps in smaller batches."),
    )
}
