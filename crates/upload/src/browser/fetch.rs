use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Blob, Headers, ReadableWritablePair, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit, RequestRedirect, Response as FetchResponse, Window,
};

use crate::{Body, Method, Request, Response, Transport, Unreachable};

/// Time limit of one request, in milliseconds: a picture of 20 MB on a slow line.
const TIME_LIMIT: u32 = 120_000;

#[wasm_bindgen]
extern "C" {
    type CompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;
}

/// Requests by the page's `fetch`: no cookies, no cache, no redirects, no referrer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fetch;

impl Transport for Fetch {
    type Picture = Blob;

    async fn send(&self, request: Request<Blob>) -> Result<Response, Unreachable> {
        send(request).await.map_err(|_| Unreachable)
    }

    async fn pause(&self, milliseconds: u32) {
        let pause = Promise::new(&mut |resolve, _| {
            let delay = i32::try_from(milliseconds).unwrap_or(i32::MAX);
            if let Some(window) = web_sys::window() {
                // Fails only in a window that is gone.
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, delay);
            }
        });
        // Never rejected.
        let _ = JsFuture::from(pause).await;
    }

    async fn gzip(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        gzip(bytes).await.ok()
    }
}

async fn send(request: Request<Blob>) -> Result<Response, JsValue> {
    let window: Window = web_sys::window().ok_or("no window")?;
    let headers = Headers::new()?;
    for (name, value) in &request.headers {
        headers.append(name, value)?;
    }
    let options = RequestInit::new();
    options.set_method(match request.method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
    });
    options.set_headers(&headers);
    options.set_credentials(RequestCredentials::Omit);
    options.set_cache(RequestCache::NoStore);
    options.set_redirect(RequestRedirect::Error);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_signal(Some(&AbortSignal::timeout_with_u32(TIME_LIMIT)));
    match &request.body {
        Body::Empty => {}
        Body::Json(bytes) => options.set_body(&Uint8Array::from(bytes.as_slice())),
        Body::Picture(blob) => options.set_body(blob),
    }
    let answer = JsFuture::from(window.fetch_with_str_and_init(&request.url, &options)).await?;
    let answer: FetchResponse = answer.dyn_into()?;
    Ok(Response { status: answer.status(), body: bytes_of(&answer).await? })
}

async fn gzip(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    let parts = js_sys::Array::of1(&Uint8Array::from(bytes));
    let stream = Blob::new_with_u8_array_sequence(&parts)?.stream();
    let packer: ReadableWritablePair = CompressionStream::new("gzip")?.unchecked_into();
    let packed = stream.pipe_through(&packer);
    bytes_of(&FetchResponse::new_with_opt_readable_stream(Some(&packed))?).await
}

async fn bytes_of(answer: &FetchResponse) -> Result<Vec<u8>, JsValue> {
    let buffer: ArrayBuffer = JsFuture::from(answer.array_buffer()?).await?.dyn_into()?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
