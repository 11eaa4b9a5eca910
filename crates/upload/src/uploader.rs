use cairn_api::{Code, Completed, CreateRecording, Created, Problem, StepResults, StepStatus, paths};
use cairn_messages::{Server, UploadState};
use cairn_workflow::Workflow;
use futures_util::StreamExt;
use serde::{Serialize, de::DeserializeOwned};

use crate::{Address, Body, Failure, Method, Request, Response, Source, Transport, plan};

/// Pictures on their way at a time: browsers open six connections to a server, and the next pictures are fetched from
/// the journal meanwhile.
const PICTURES_AT_A_TIME: usize = 8;

/// Pauses between the tries of one request that got no answer or a server's failure, in milliseconds: 31 seconds
/// in all, longer than a server takes to start again.
const PAUSES: [u32; 6] = [500, 1_000, 2_000, 4_000, 8_000, 16_000];

/// How often the whole is begun again when the server lacks something at the end.
const ROUNDS: u32 = 3;

/// Bodies shorter than this are sent as they are.
const WORTH_GZIP: usize = 1_024;

/// Uploads a stopped recording and returns what the server answered once it had all of it on disk. What the server
/// has already is not sent again. `progress` hears [`UploadState::Running`].
///
/// # Errors
/// [`Failure`]: a sentence for the person. The recording can be uploaded again at any time.
pub async fn upload<T, S>(
    transport: &T,
    server: &Server,
    workflow: &Workflow,
    source: &S,
    progress: impl FnMut(UploadState),
) -> Result<Completed, Failure>
where
    T: Transport,
    S: Source<Picture = T::Picture>,
{
    let address = Address::parse(&server.address)?;
    let link = Link { transport, address, token: &server.token };
    let mut meter = Meter { sent: 0, total: 0, progress };
    let mut left = ROUNDS;
    loop {
        match round(&link, workflow, source, &mut meter).await {
            Err(Stopped::Incomplete(failure)) if left == 1 => return Err(failure),
            Err(Stopped::Incomplete(_)) => left -= 1,
            Err(Stopped::Failed(failure)) => return Err(failure),
            Ok(completed) => return Ok(Completed { url: link.guide(completed.url, workflow), ..completed }),
        }
    }
}

/// Why a round ended early.
enum Stopped {
    /// The server found that something is still missing: the next round asks what.
    Incomplete(Failure),
    /// Going on is of no use.
    Failed(Failure),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Create, pictures, steps, complete.
async fn round<T, S>(
    link: &Link<'_, T>,
    workflow: &Workflow,
    source: &S,
    meter: &mut Meter<impl FnMut(UploadState)>,
) -> Result<Completed, Stopped>
where
    T: Transport,
    S: Source<Picture = T::Picture>,
{
    let create = plan::create(workflow);
    let created: Created = link.post(paths::RECORDINGS, &json(&create)?).await?;
    let batches = plan::batches(workflow, &created.stored).map_err(|_| unwritable())?;
    let pictures: u64 = create.pictures.iter().map(|picture| picture.bytes).sum();
    let missing: u64 = missing(&create, &created).map(|picture| picture.bytes).sum();
    meter.begin(pictures - missing, pictures + batches.iter().map(plan::Batch::bytes).sum::<u64>());

    send_pictures(link, &create, &created, source, meter).await?;
    for batch in &batches {
        let path = paths::of_revision(paths::recording_steps(workflow.id), workflow.revision);
        let results: StepResults = link.post(&path, &batch.body()).await?;
        link.accepted(&results, batch.len())?;
        meter.add(batch.bytes());
    }
    let path = paths::of_revision(paths::recording_complete(workflow.id), workflow.revision);
    link.post(&path, "{}").await
}

fn missing<'a>(
    create: &'a CreateRecording,
    created: &Created,
) -> impl Iterator<Item = &'a cairn_api::PictureEntry> {
    create.pictures.iter().filter(|picture| created.missing.contains(&picture.sha256))
}

async fn send_pictures<T, S>(
    link: &Link<'_, T>,
    create: &CreateRecording,
    created: &Created,
    source: &S,
    meter: &mut Meter<impl FnMut(UploadState)>,
) -> Result<(), Stopped>
where
    T: Transport,
    S: Source<Picture = T::Picture>,
{
    let one = |picture: &'_ cairn_api::PictureEntry| {
        let picture = picture.clone();
        async move {
            let bytes = source.picture(&picture.sha256).await.ok_or_else(Failure::picture_gone)?;
            link.put(&paths::recording_picture(create.id, &picture.sha256), &picture.media, bytes).await?;
            Ok::<u64, Stopped>(picture.bytes)
        }
    };
    let mut under_way =
        futures_util::stream::iter(missing(create, created).map(one)).buffer_unordered(PICTURES_AT_A_TIME);
    while let Some(sent) = under_way.next().await {
        meter.add(sent?);
    }
    Ok(())
}

fn json<T: Serialize>(body: &T) -> Result<String, Failure> {
    serde_json::to_string(body).map_err(|_| unwritable())
}

fn unwritable() -> Failure {
    Failure::new(
        "This recording cannot be written as the server needs it. Export it from the side panel instead.",
        false,
    )
}

/// A server, and how to talk to it.
struct Link<'a, T> {
    transport: &'a T,
    address: Address,
    token: &'a str,
}

impl<T: Transport> Link<'_, T> {
    async fn post<A: DeserializeOwned>(&self, path: &str, body: &str) -> Result<A, Stopped> {
        let mut headers = self.headers("application/json");
        let mut bytes = body.as_bytes().to_vec();
        if bytes.len() >= WORTH_GZIP
            && let Some(packed) = self.transport.gzip(&bytes).await
        {
            bytes = packed;
            headers.push(("content-encoding", "gzip".to_owned()));
        }
        let url = self.address.join(path);
        let request = Request { method: Method::Post, url, headers, body: Body::Json(bytes) };
        let response = self.send(request).await?;
        serde_json::from_slice(&response.body)
            .map_err(|_| Stopped::Failed(Failure::foreign(&self.address, response.status)))
    }

    async fn put(&self, path: &str, media: &str, picture: T::Picture) -> Result<(), Stopped> {
        let url = self.address.join(path);
        let body = Body::Picture(picture);
        self.send(Request { method: Method::Put, url, headers: self.headers(media), body }).await?;
        Ok(())
    }

    fn headers(&self, media: &str) -> Vec<(&'static str, String)> {
        vec![("authorization", format!("Bearer {}", self.token)), ("content-type", media.to_owned())]
    }

    /// Sends until there is an answer that is not the server's own failure, or the tries are used up.
    async fn send(&self, request: Request<T::Picture>) -> Result<Response, Stopped> {
        let mut pauses = PAUSES.into_iter();
        loop {
            let answer = self.transport.send(request.clone()).await;
            let failure = match &answer {
                Ok(response) if (200..300).contains(&response.status) => {
                    return answer.map_err(|_| self.silent());
                }
                Ok(response) if !passes(response) => return Err(self.refused(response)),
                Ok(response) => self.refused(response),
                Err(_) => self.silent(),
            };
            match pauses.next() {
                Some(pause) => self.transport.pause(pause).await,
                None => return Err(failure),
            }
        }
    }

    fn silent(&self) -> Stopped {
        Stopped::Failed(Failure::unreachable(&self.address))
    }

    fn refused(&self, response: &Response) -> Stopped {
        let failure = Failure::answered(&self.address, response);
        match code(response) {
            Some(Code::Incomplete | Code::WrongHash | Code::WrongLength) => Stopped::Incomplete(failure),
            _ => Stopped::Failed(failure),
        }
    }

    /// Every step of a batch must be on the server's disk.
    fn accepted(&self, results: &StepResults, sent: usize) -> Result<(), Stopped> {
        let rejected = results.results.iter().find(|result| result.status == StepStatus::Rejected);
        if let Some(rejected) = rejected {
            let failure = match &rejected.problem {
                Some(problem) => Failure::problem(&self.address, problem),
                None => Failure::new(format!("The server did not take step {}.", rejected.seq), false),
            };
            return Err(Stopped::Failed(failure));
        }
        if results.results.len() != sent {
            return Err(Stopped::Incomplete(Failure::foreign(&self.address, 200)));
        }
        Ok(())
    }

    /// The guide's address: a link that is shown to the person, so it must be one of the web.
    fn guide(&self, url: String, workflow: &Workflow) -> String {
        if url.starts_with("https://") || url.starts_with("http://") {
            return url;
        }
        self.address.join(&paths::guide(workflow.id))
    }
}

fn code(response: &Response) -> Option<Code> {
    serde_json::from_slice::<Problem>(&response.body).ok().map(|problem| problem.code)
}

/// Whether an answer may be another one soon, without anybody's doing.
fn passes(response: &Response) -> bool {
    match code(response) {
        Some(Code::DiskFull) => false,
        _ => response.status >= 500 || response.status == 429 || response.status == 408,
    }
}

/// Counts bytes and tells.
struct Meter<F> {
    sent: u64,
    total: u64,
    progress: F,
}

impl<F: FnMut(UploadState)> Meter<F> {
    fn begin(&mut self, sent: u64, total: u64) {
        self.sent = sent;
        self.total = total;
        self.tell();
    }

    fn add(&mut self, bytes: u64) {
        self.sent = self.total.min(self.sent + bytes);
        self.tell();
    }

    fn tell(&mut self) {
        (self.progress)(UploadState::Running { sent: self.sent, total: self.total });
    }
}
