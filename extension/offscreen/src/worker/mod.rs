//! The dedicated worker: files and pixels. File work runs in order, one piece at a time; pixel work beside it, so
//! that a journal record never waits for a picture.

mod fault;
mod files;
mod folder;
mod journal;
mod pixels;

use futures_channel::{mpsc, oneshot};
use futures_util::StreamExt;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use crate::calls::{Answer, Call};
use cairn_chrome_api::{blob_of, from_js, to_js, with_blob};
use cairn_workflow::{Rect, SessionId, Viewport};
use fault::Fault;
use files::Files;
use pixels::Encoded;

/// File work.
enum Job {
    /// As the document asked.
    Call(f64, Call),
    /// A picture that the pixel work has ready.
    Store(SessionId, Encoded, oneshot::Sender<Result<Answer, Fault>>),
    /// A picture that the pixel work needs.
    Load(SessionId, String, oneshot::Sender<Result<Blob, Fault>>),
}

/// Pixel work: number of the call, whose, what to fill, viewport, what in.
type Frame = (f64, SessionId, Vec<Rect>, Viewport, Pixels);

/// What a frame or a picture is made of.
enum Pixels {
    /// These bytes.
    Of(Blob),
    /// The stored picture of this hash.
    Stored(String),
}

/// Waits for calls.
pub fn run() {
    let (jobs, job_queue) = mpsc::unbounded();
    let (frames, frame_queue) = mpsc::unbounded();
    spawn_local(work_on_files(job_queue));
    spawn_local(work_on_pixels(frame_queue, jobs.clone()));
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        let id = Reflect::get(&data, &"id".into()).ok().and_then(|id| id.as_f64()).unwrap_or_default();
        let call = Reflect::get(&data, &"call".into()).unwrap_or_default();
        // Our own document writes these.
        let queued = match from_js::<Call>(&call) {
            Ok(Call::Timer { after }) => return answer_later(id, after),
            Ok(Call::Encode { session, masks, viewport }) => match blob_of(&data) {
                Some(blob) => frames.unbounded_send((id, session, masks, viewport, Pixels::Of(blob))).is_ok(),
                None => false,
            },
            Ok(Call::Cover { session, sha256, masks, viewport }) => {
                frames.unbounded_send((id, session, masks, viewport, Pixels::Stored(sha256))).is_ok()
            }
            Ok(call) => jobs.unbounded_send(Job::Call(id, call)).is_ok(),
            Err(_) => false,
        };
        if !queued {
            answer(id, Err(Fault::worker("a call that cannot be read")), None);
        }
    });
    scope().set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn answer_later(id: f64, after: i32) {
    let ring = Closure::once_into_js(move || answer(id, Ok(Answer::Done {}), None));
    // Fails only in a worker that is being ended.
    let _ = scope().set_timeout_with_callback_and_timeout_and_arguments_0(ring.unchecked_ref(), after);
}

fn answer(id: f64, result: Result<Answer, Fault>, blob: Option<&Blob>) {
    let answer = result.unwrap_or_else(Fault::into_answer);
    let Ok(answer) = to_js(&answer) else { return };
    let message = js_sys::Object::new();
    // A new plain object takes every property.
    let _ = Reflect::set(&message, &"id".into(), &id.into());
    let _ = Reflect::set(&message, &"answer".into(), &answer);
    let _ = scope().post_message(&with_blob(message.into(), blob));
}

async fn work_on_files(mut queue: mpsc::UnboundedReceiver<Job>) {
    let mut files = Files::default();
    while let Some(job) = queue.next().await {
        match job {
            Job::Call(id, Call::Picture { session, sha256 }) => match files.picture(session, &sha256).await {
                Ok(blob) => answer(id, Ok(Answer::Picture {}), Some(&blob)),
                Err(fault) => answer(id, Err(fault), None),
            },
            Job::Call(id, call) => answer(id, files.perform(call).await, None),
            Job::Store(session, encoded, done) => {
                // The waiting side lives as long as this one.
                let _ = done.send(files.store(session, encoded).await);
            }
            Job::Load(session, sha256, done) => {
                let _ = done.send(files.picture(session, &sha256).await);
            }
        }
    }
}

async fn work_on_pixels(mut queue: mpsc::UnboundedReceiver<Frame>, jobs: mpsc::UnboundedSender<Job>) {
    while let Some((id, session, masks, viewport, pixels)) = queue.next().await {
        answer(id, picture(&jobs, session, &masks, &viewport, pixels).await, None);
    }
}

/// Makes a stored picture.
async fn picture(
    jobs: &mpsc::UnboundedSender<Job>,
    session: SessionId,
    masks: &[Rect],
    viewport: &Viewport,
    pixels: Pixels,
) -> Result<Answer, Fault> {
    let frame = match pixels {
        Pixels::Of(blob) => blob,
        Pixels::Stored(sha256) => on_files(jobs, |done| Job::Load(session, sha256, done)).await?,
    };
    let encoded = pixels::encode(&frame, masks, viewport).await?;
    on_files(jobs, |done| Job::Store(session, encoded, done)).await
}

/// Has file work done in its turn.
async fn on_files<T>(
    jobs: &mpsc::UnboundedSender<Job>,
    job: impl FnOnce(oneshot::Sender<Result<T, Fault>>) -> Job,
) -> Result<T, Fault> {
    let (done, answered) = oneshot::channel();
    let gone = || Fault::worker("the file work has ended");
    jobs.unbounded_send(job(done)).map_err(|_| gone())?;
    answered.await.unwrap_or_else(|_| Err(gone()))
}
