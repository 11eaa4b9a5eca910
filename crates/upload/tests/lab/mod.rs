//! A server in this process, and a wire to it that can fail.

use core::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::io::Write;

use axum::Router;
use axum::http;
use cairn_api::Completed;
use cairn_messages::{Server, UploadState};
use cairn_redact::Redacted;
use cairn_server::{Address, App, now, router};
use cairn_store::{Owner, Place, Read, Store};
use cairn_upload::{Body, Failure, Method, Request, Response, Source, Transport, Unreachable, upload};
use cairn_workflow::{
    Action, FORMAT_VERSION, Moment, Page, Picture, ScanMark, SessionId, Step, StepId, StepPicture, Viewport,
    Workflow,
};
use sha2::{Digest, Sha256};
use tower_service::Service;

/// Pictures by hash.
pub type Pictures = BTreeMap<String, Vec<u8>>;

/// The server.
pub struct Lab {
    pub address: String,
    key: String,
    owner: Owner,
    app: App,
    router: Router,
    _folder: tempfile::TempDir,
}

impl Lab {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Place { folder: folder.path().join("data"), database: None };
        let store = Store::open_to_serve(&place).await.unwrap();
        let owner = store.accounts().first_user(now()).await.unwrap();
        let key = store.accounts().make_key(&owner, "test", now(), None).await.unwrap();
        let address = Address::new("127.0.0.1:8787".parse().unwrap(), None);
        let origin = address.origin().to_owned();
        let app = App::new(store, address, cairn_redact::Classes::NONE);
        let router = router(app.clone());
        Self { address: origin, key: key.expose().to_owned(), owner, app, router, _folder: folder }
    }

    /// The complete workflow as the server has it on disk.
    pub async fn stored(&self, workflow: &Workflow) -> Workflow {
        match self.app.store().recordings(&self.owner).read(workflow.id).await.unwrap() {
            Some(Read::Whole(workflow)) => *workflow,
            _ => panic!("the server has no complete recording {}", workflow.id),
        }
    }

    /// How many complete workflows it has.
    pub async fn count(&self) -> usize {
        self.app.store().recordings(&self.owner).list(None, 1_000).await.unwrap().entries.len()
    }
}

/// What becomes of one request.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    Works,
    /// The server never sees it.
    NotDelivered,
    /// The server does what it is asked, and its answer is lost.
    AnswerLost,
    /// Something else answers.
    Answers(u16, &'static str),
}

/// Fates by chance: many losses, never so many in a row that an uploader has to give up.
pub fn fates(seed: u64, count: usize) -> VecDeque<Fate> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % 4
    };
    let fate = |number: u64| match number {
        0 => Fate::Works,
        1 => Fate::NotDelivered,
        2 => Fate::AnswerLost,
        _ => Fate::Answers(502, "bad gateway"),
    };
    let mut out: VecDeque<Fate> = VecDeque::new();
    while out.len() < count {
        let lost = out.iter().rev().take_while(|fate| !matches!(fate, Fate::Works)).count();
        out.push_back(if lost == 5 { Fate::Works } else { fate(next()) });
    }
    out
}

/// A wire to the server.
pub struct Wire<'a> {
    lab: &'a Lab,
    pub server: Server,
    pub fates: RefCell<VecDeque<Fate>>,
    pub sent: RefCell<Vec<Request<Vec<u8>>>>,
    pub pauses: RefCell<Vec<u32>>,
    under_way: Cell<u32>,
    pub most_at_a_time: Cell<u32>,
}

impl<'a> Wire<'a> {
    pub fn new(lab: &'a Lab) -> Self {
        Self {
            lab,
            server: Server { address: lab.address.clone(), token: lab.key.clone() },
            fates: RefCell::default(),
            sent: RefCell::default(),
            pauses: RefCell::default(),
            under_way: Cell::new(0),
            most_at_a_time: Cell::new(0),
        }
    }

    pub async fn upload(
        &self,
        workflow: &Workflow,
        pictures: &Pictures,
        progress: impl FnMut(UploadState),
    ) -> Result<Completed, Failure> {
        upload(self, &self.server, workflow, &Shelf(pictures), progress).await
    }

    pub fn count(&self, method: Method) -> usize {
        self.sent.borrow().iter().filter(|sent| sent.method == method).count()
    }

    async fn deliver(&self, request: Request<Vec<u8>>) -> Response {
        let method = match request.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
            Method::Put => http::Method::PUT,
        };
        let host = self.lab.address.trim_start_matches("http://");
        let path = request.url.strip_prefix(&self.lab.address).unwrap();
        let mut builder = http::Request::builder().method(method).uri(path).header("host", host);
        for (name, value) in request.headers {
            builder = builder.header(name, value);
        }
        let body = match request.body {
            Body::Empty => Vec::new(),
            Body::Json(bytes) | Body::Picture(bytes) => bytes,
        };
        let request =
            builder.header("content-length", body.len()).body(axum::body::Body::from(body)).unwrap();
        let answer = self.lab.router.clone().call(request).await.unwrap();
        let status = answer.status().as_u16();
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec();
        Response { status, body }
    }
}

impl Transport for Wire<'_> {
    type Picture = Vec<u8>;

    async fn send(&self, request: Request<Vec<u8>>) -> Result<Response, Unreachable> {
        self.sent.borrow_mut().push(request.clone());
        self.under_way.set(self.under_way.get() + 1);
        self.most_at_a_time.set(self.most_at_a_time.get().max(self.under_way.get()));
        tokio::task::yield_now().await;
        let fate = self.fates.borrow_mut().pop_front().unwrap_or(Fate::Works);
        let answer = match fate {
            Fate::Works => Ok(self.deliver(request).await),
            Fate::NotDelivered => Err(Unreachable),
            Fate::AnswerLost => {
                self.deliver(request).await;
                Err(Unreachable)
            }
            Fate::Answers(status, body) => Ok(Response { status, body: body.as_bytes().to_vec() }),
        };
        self.under_way.set(self.under_way.get() - 1);
        answer
    }

    async fn pause(&self, milliseconds: u32) {
        self.pauses.borrow_mut().push(milliseconds);
    }

    async fn gzip(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(bytes).ok()?;
        packer.finish().ok()
    }
}

struct Shelf<'a>(&'a Pictures);

impl Source for Shelf<'_> {
    type Picture = Vec<u8>;

    async fn picture(&self, sha256: &str) -> Option<Vec<u8>> {
        self.0.get(sha256).cloned()
    }
}

/// A recording with so many steps that show so many different pictures.
pub fn recording(number: u64, steps: u32, pictures: usize) -> (Workflow, Pictures) {
    let files: Vec<Vec<u8>> = (0..pictures).map(|index| png(number, index)).collect();
    let page = Page { tab: 1, url: Redacted::own("https://example.test/"), title: Redacted::own("Example") };
    let step = |seq: u32| Step {
        id: StepId::new(i64::from(seq), random(number, u64::from(seq))),
        seq,
        at: 1_000 + i64::from(seq),
        action: Action::Key { key: Redacted::own("Enter"), modifiers: Default::default() },
        target: None,
        page: page.clone(),
        signals: Vec::new(),
        after: None,
        picture: StepPicture::Shown(picture(&files[seq as usize % pictures])),
        unseen: Vec::new(),
        scan: ScanMark::current(),
    };
    let workflow = Workflow {
        v: FORMAT_VERSION,
        id: SessionId::new(1_000, random(number, 0)),
        revision: 0,
        title: Redacted::own("A recording"),
        started_at: 1_000,
        ended_at: 9_000,
        start: page.clone(),
        viewport: Viewport { width: 800.0, height: 600.0, scale: 1.0 },
        steps: (1..=steps).map(step).collect(),
        scan: ScanMark::current(),
        recorder: "0.1.0".to_owned(),
    };
    let used =
        workflow.steps.iter().filter_map(|step| step.picture.shown()).map(|shown| shown.sha256.clone());
    let used: std::collections::BTreeSet<String> = used.collect();
    let all =
        files.into_iter().map(|file| (hash(&file), file)).filter(|(hash, _)| used.contains(hash)).collect();
    (workflow, all)
}

fn random(number: u64, part: u64) -> [u8; 10] {
    let mut random = [0; 10];
    // Not the first bytes: of these, some bits tell the kind of id.
    random[3..7].copy_from_slice(&(number as u32).to_le_bytes());
    random[7..].copy_from_slice(&(part as u32).to_le_bytes()[..3]);
    random
}

fn picture(file: &[u8]) -> Picture {
    Picture {
        sha256: hash(file),
        bytes: file.len() as u64,
        media: "image/png".to_owned(),
        width: 800,
        height: 600,
        scale: 1.0,
        taken_at: 1_000,
        moment: Moment::Before,
        elsewhere: false,
        masks: Vec::new(),
    }
}

/// The beginning of a PNG file and bytes that no other has: the server looks at no more.
fn png(number: u64, index: usize) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\x20\0\0\x02\x58\x08\x02\0\0\0".to_vec();
    file.extend(number.to_le_bytes());
    file.extend((0..2_000 + index * 100).map(|byte| (byte % 251) as u8));
    file
}

fn hash(file: &[u8]) -> String {
    Sha256::digest(file).iter().map(|byte| format!("{byte:02x}")).collect()
}
