//! Recordings, pictures and users on disk.
//!
//! Whatever belongs to a person is reached only through a repository that was made for an [`Owner`]
//! ([`Store::recordings`]), and an [`Owner`] comes only from checked credentials ([`Accounts`]): there is no
//! fetch without one. Everything that returns `Ok` after a write is on disk.

mod accounts;
mod alarms;
mod audit;
mod blobs;
mod connect;
mod db;
mod delete;
mod error;
mod group;
mod manifest;
mod net;
mod pictures;
mod proof_key;
mod read;
mod recordings;
mod revisions;
mod steps;
mod verify;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub use accounts::{Accounts, Checked, KeyFacts, Owner};
pub use audit::{Check, What};
pub use blobs::BlobWriter;
pub use error::StoreError;
pub use net::{Net, Netted};
pub use pictures::{Announced, BlobFacts};
pub use read::{Page, Read, Stored};
pub use recordings::{Completion, Header, Made, Recordings};
pub use steps::Appended;
pub use verify::{Finding, Report};

use blobs::BlobFiles;
use cairn_auth::ProofKey;
use db::Db;
use group::Group;

/// The database and the files of one Cairn.
pub struct Store {
    db: Arc<Db>,
    /// Commits for several requests at once. PostgreSQL does that by itself.
    group: Option<Group>,
    files: BlobFiles,
    /// Uploads that rename a file and write its row share this; a deletion, which takes rows and then files,
    /// has it alone. Otherwise a picture that is uploaded again while it is deleted could lose its file.
    files_gate: Arc<tokio::sync::RwLock<()>>,
    /// How many deletions there were in this process; it changes while a deletion has the gate, once the rows are
    /// gone. As long as it stays, what was announced is announced still.
    deletions: AtomicU64,
    /// What manifests are signed with; none beside a folder that no server has used yet.
    proof_key: Option<ProofKey>,
    /// Held while a server runs on this folder.
    _lock: Option<File>,
}

/// Where a store is and who opens it.
pub struct Place {
    /// The folder of files, and of SQLite's database.
    pub folder: PathBuf,
    /// Another database: `postgres://…` or `sqlite://…`.
    pub database: Option<String>,
}

impl Store {
    /// Opens the store as the one server of its folder: left-overs of an earlier crash are cleared away.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another server has it; other errors when folder or database cannot be used.
    pub async fn open_to_serve(place: &Place) -> Result<Self, StoreError> {
        let files = BlobFiles::open(&place.folder)?;
        let lock = lock(&place.folder)?;
        files.clear_temporary()?;
        let proof_key = Some(proof_key::read_or_make(&place.folder, &files.temporary)?);
        let db = Arc::new(connect::connect(&place.folder, place.database.as_deref()).await?);
        let group = matches!(*db, Db::Sqlite { .. }).then(|| Group::start(Arc::clone(&db)));
        let store = Self {
            db,
            group,
            files,
            files_gate: Arc::default(),
            deletions: AtomicU64::new(0),
            proof_key,
            _lock: Some(lock),
        };
        store.sweep_doomed().await?;
        Ok(store)
    }

    /// Opens the store beside a server that may be running, for the commands of an administrator.
    ///
    /// # Errors
    /// When folder or database cannot be used.
    pub async fn open_beside(place: &Place) -> Result<Self, StoreError> {
        let files = BlobFiles::open(&place.folder)?;
        let db = Arc::new(connect::connect(&place.folder, place.database.as_deref()).await?);
        Ok(Self {
            db,
            group: None,
            files,
            files_gate: Arc::default(),
            deletions: AtomicU64::new(0),
            proof_key: proof_key::read(&place.folder)?,
            _lock: None,
        })
    }

    /// Users, keys, links and sessions.
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts { db: &self.db }
    }

    /// The recordings of one owner.
    pub fn recordings<'a>(&'a self, owner: &'a Owner) -> Recordings<'a> {
        Recordings { store: self, owner }
    }

    pub(crate) fn deletions(&self) -> u64 {
        self.deletions.load(Ordering::SeqCst)
    }

    pub(crate) fn count_deletion(&self) {
        self.deletions.fetch_add(1, Ordering::SeqCst);
    }

    /// Closes the database in an orderly way.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

fn lock(folder: &Path) -> Result<File, StoreError> {
    let file = File::options().create(true).append(true).open(folder.join("server.lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(StoreError::InUse(folder.display().to_string())),
        Err(std::fs::TryLockError::Error(error)) => Err(error.into()),
    }
}
