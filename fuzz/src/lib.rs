//! A server for the fuzzer: the real router on a real store in a folder that ends with the process.

use std::cell::Cell;
use std::io::Write;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use cairn_server::{Address, App, now, router};
use cairn_store::{Place, Store};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// The id of the recording that is there from the beginning.
pub const SESSION: &str = "01900000-0000-7000-8000-000000000001";

/// The server.
pub struct Lab {
    runtime: Runtime,
    router: Router,
    key: String,
    announced: Cell<u64>,
    _folder: TempDir,
}

thread_local! {
    static LAB: &'static Lab = Box::leak(Box::new(Lab::new()));
}

impl Lab {
    /// The one server of this process.
    pub fn get() -> &'static Self {
        LAB.with(|lab| *lab)
    }

    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let folder = TempDir::new().unwrap();
        let place = Place { folder: folder.path().to_owned(), database: None };
        let (router, key) = runtime.block_on(async {
            let store = Store::open_to_serve(&place).await.unwrap();
            let owner = store.accounts().first_user(now()).await.unwrap();
            let key = store.accounts().make_key(&owner, "fuzz", now(), None).await.unwrap();
            let address = Address::new(([127, 0, 0, 1], 8787).into(), None);
            (router(App::new(store, address, cairn_redact::Classes::NONE)), key.expose().to_owned())
        });
        let lab = Self { runtime, router, key, announced: Cell::new(1), _folder: folder };
        lab.create(SESSION, 10, &[]);
        lab
    }

    /// Sends a request with the key; how it was answered.
    pub fn ask(&self, method: &str, path: &str, media: &str, encoding: &str, body: Vec<u8>) -> StatusCode {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "127.0.0.1:8787")
            .header("authorization", format!("Bearer {}", self.key))
            .header("content-type", media)
            .header("content-encoding", encoding)
            .body(Body::from(body))
            .unwrap();
        self.runtime.block_on(self.router.clone().oneshot(request)).unwrap().status()
    }

    /// Begins a recording that announces this picture. Its id, and the picture's hash.
    pub fn announce(&self, bytes: &[u8], media: &str) -> (String, String) {
        let number = self.announced.get() + 1;
        self.announced.set(number);
        let session = format!("01900000-0000-7000-8000-{number:012}");
        let sha256: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        self.create(&session, 1, &[json!({ "sha256": sha256, "bytes": bytes.len(), "media": media })]);
        (session, sha256)
    }

    fn create(&self, session: &str, steps: u32, pictures: &[Value]) {
        let scan = cairn_workflow::ScanMark::current();
        let body = json!({
            "v": cairn_workflow::FORMAT_VERSION, "id": session, "title": "", "startedAt": 0, "endedAt": 0,
            "start": { "url": "", "title": "", "tab": 1 },
            "viewport": { "width": 800, "height": 600, "scale": 1 },
            "steps": steps, "pictures": pictures, "scan": scan, "recorder": "fuzz",
        });
        let body = body.to_string().into_bytes();
        let status = self.ask("POST", "/api/v1/recordings", "application/json", "identity", body);
        assert_eq!(status, StatusCode::OK);
    }
}

/// Gzipped.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap()
}
