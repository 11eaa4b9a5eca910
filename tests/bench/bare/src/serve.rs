//! A bare axum handler for a picture, and one for a batch of steps: no accounts, no hashes, no rules, no log.
//! A process that is killed loses nothing that was answered, and that is all.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path as InPath, State};
use axum::http::StatusCode;
use axum::routing::{post, put};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::writer::{Job, Writer};

struct Server {
    folder: PathBuf,
    writer: Writer,
}

/// Serves until it is killed.
pub fn run(folder: &Path) -> Result<(), Box<dyn Error>> {
    let folder = folder.to_owned();
    for name in ["tmp", "files"] {
        fs::create_dir_all(folder.join(name))?;
    }
    let writer = Writer::start(&folder.join("bare.sqlite"))?;
    let server = Arc::new(Server { folder, writer });
    let router = Router::new()
        .route("/pictures/{recording}/{sha256}", put(picture))
        .route("/steps/{recording}", post(steps))
        .layer(DefaultBodyLimit::disable())
        .with_state(server);
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("{{\"address\":\"http://{}\"}}", listener.local_addr()?);
        axum::serve(listener, router).await?;
        Ok(())
    })
}

async fn picture(
    State(server): State<Arc<Server>>,
    InPath((recording, sha256)): InPath<(String, String)>,
    bytes: Bytes,
) -> Result<StatusCode, StatusCode> {
    if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let length = i64::try_from(bytes.len()).map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let (own, name) = (Arc::clone(&server), sha256.clone());
    let kept = tokio::task::spawn_blocking(move || keep(&own.folder, &name, &bytes)).await;
    kept.map_err(failed)?.map_err(failed)?;
    server.writer.write(Job::Picture { recording, sha256, length }).await.map_err(failed)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Written aside, flushed, renamed, its folder flushed.
fn keep(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let shard = folder.join("files").join(&name[..2]);
    if !shard.is_dir() {
        fs::create_dir_all(&shard)?;
        File::open(folder.join("files"))?.sync_all()?;
    }
    let mut aside = [0; 8];
    getrandom::fill(&mut aside).map_err(io::Error::other)?;
    let aside = folder.join("tmp").join(u64::from_ne_bytes(aside).to_string());
    let mut file = File::create_new(&aside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&aside, shard.join(name))?;
    File::open(shard)?.sync_all()
}

#[derive(Deserialize)]
struct Batch<'a> {
    #[serde(borrow)]
    steps: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Outline {
    seq: u32,
}

#[derive(Serialize)]
struct Results {
    stored: Vec<u32>,
}

async fn steps(
    State(server): State<Arc<Server>>,
    InPath(recording): InPath<String>,
    body: String,
) -> Result<Json<Results>, StatusCode> {
    let batch: Batch<'_> = serde_json::from_str(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let mut rows = Vec::with_capacity(batch.steps.len());
    for raw in &batch.steps {
        let outline: Outline = serde_json::from_str(raw.get()).map_err(|_| StatusCode::BAD_REQUEST)?;
        rows.push((outline.seq, raw.get().to_owned()));
    }
    let stored = rows.iter().map(|(seq, _)| *seq).collect();
    server.writer.write(Job::Steps { recording, rows }).await.map_err(failed)?;
    Ok(Json(Results { stored }))
}

fn failed<E>(_: E) -> StatusCode {
    StatusCode::INTERNAL_SERVER_ERROR
}
