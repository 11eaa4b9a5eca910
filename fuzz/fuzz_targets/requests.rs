//! Bodies of JSON, plain and gzipped, through the server's own router and store. No body is an internal error.

#![no_main]

use axum::http::StatusCode;
use cairn_fuzz::{Lab, SESSION};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&kind, body)) = bytes.split_first() else { return };
    let lab = Lab::get();
    let path = match kind % 3 {
        0 => "/api/v1/recordings".to_owned(),
        1 => format!("/api/v1/recordings/{SESSION}/steps"),
        _ => format!("/api/v1/recordings/{SESSION}/complete"),
    };
    let (body, encoding) = match kind / 3 % 3 {
        0 => (body.to_vec(), "identity"),
        // As it came, mostly no gzip at all.
        1 => (body.to_vec(), "gzip"),
        _ => (cairn_fuzz::packed(body), "gzip"),
    };
    let status = lab.ask("POST", &path, "application/json", encoding, body);
    assert_ne!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_ne!(status, StatusCode::UNAUTHORIZED);
});
