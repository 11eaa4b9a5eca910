//! The bytes of an announced picture: the server keeps them or says by name why not.

#![no_main]

use axum::http::StatusCode;
use cairn_fuzz::Lab;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.is_empty() {
        return;
    }
    let lab = Lab::get();
    let media = if bytes.starts_with(b"RIFF") { "image/webp" } else { "image/png" };
    let (session, sha256) = lab.announce(bytes, media);
    let path = format!("/api/v1/recordings/{session}/pictures/{sha256}");
    let status = lab.ask("PUT", &path, media, "identity", bytes.to_vec());
    assert!(
        matches!(
            status,
            StatusCode::NO_CONTENT
                | StatusCode::UNPROCESSABLE_ENTITY
                | StatusCode::BAD_REQUEST
                | StatusCode::UNSUPPORTED_MEDIA_TYPE
        ),
        "{status}"
    );
});
