//! A refusal that is sent while the sender still writes would reach it as a broken connection. So what is left
//! of a refused body is read and dropped, within bounds.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use http_body_util::BodyExt;
use http_body_util::combinators::UnsyncBoxBody;

/// The most that is read and dropped, in bytes: a picture that is somewhat too large.
const MOST: usize = 32 * 1024 * 1024;
/// How long that may take.
const LONGEST: Duration = Duration::from_secs(10);

type Inner = UnsyncBoxBody<Bytes, axum::Error>;

/// A body that its handler and the drain share.
#[derive(Clone)]
struct Shared(Arc<Mutex<Inner>>);

/// The drain's hold on a request's body.
pub(crate) struct Rest(Shared);

/// The same request, and a hold on what its handler leaves of the body.
pub(crate) fn share(request: Request) -> (Request, Rest) {
    let (parts, body) = request.into_parts();
    let shared = Shared(Arc::new(Mutex::new(body.boxed_unsync())));
    (Request::from_parts(parts, Body::new(shared.clone())), Rest(shared))
}

impl Rest {
    /// Reads and drops what is left.
    pub(crate) async fn drain(mut self) {
        let mut left = MOST;
        let reading = async {
            while let Some(Ok(frame)) = self.0.frame().await {
                let length = frame.data_ref().map_or(0, Bytes::len);
                match left.checked_sub(length) {
                    Some(rest) => left = rest,
                    None => return,
                }
            }
        };
        // When it takes longer, the connection is closed on a sender that did not listen.
        let _ = tokio::time::timeout(LONGEST, reading).await;
    }
}

impl axum::body::HttpBody for Shared {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, axum::Error>>> {
        // A handler that panicked while it polled leaves nothing half-changed here.
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Pin::new(&mut *inner).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}
