use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::{Owner, StoreError};

/// How much of a file waits in memory: most pictures are smaller, and go to disk in one task.
const WAITING: usize = 1024 * 1024;

/// Files under their hash, a folder for each owner: nobody learns by an upload what another one has.
pub(crate) struct BlobFiles {
    blobs: PathBuf,
    pub(crate) temporary: PathBuf,
}

/// A file in the making. Dropped before it is in its place, it is removed.
pub struct BlobWriter {
    path: PathBuf,
    /// What is not in the file yet.
    waiting: Vec<u8>,
    file: Option<File>,
    /// Whether there may be a file under `path`.
    begun: bool,
}

impl BlobFiles {
    /// Makes the folders where they are missing, readable by this user only.
    pub(crate) fn open(folder: &Path) -> Result<Self, StoreError> {
        let files = Self { blobs: folder.join("blobs"), temporary: folder.join("tmp") };
        make_private(folder)?;
        make_private(&files.blobs)?;
        make_private(&files.temporary)?;
        sync_folder(folder)?;
        Ok(files)
    }

    /// Removes what uploads left that a crash cut short. Only at the start of the one server.
    pub(crate) fn clear_temporary(&self) -> Result<(), StoreError> {
        for entry in std::fs::read_dir(&self.temporary)? {
            std::fs::remove_file(entry?.path())?;
        }
        Ok(())
    }

    /// Begins a file.
    pub(crate) fn begin(&self) -> Result<BlobWriter, StoreError> {
        let mut name = [0; 12];
        getrandom::fill(&mut name)?;
        let name = name.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        Ok(BlobWriter { path: self.temporary.join(name), waiting: Vec::new(), file: None, begun: false })
    }

    /// Brings a file to disk, puts it in its place and makes the place durable. It goes on when nobody waits for
    /// it any more; `guard` is held as long, and given back.
    pub(crate) async fn keep<G: Send + 'static>(
        &self,
        writer: BlobWriter,
        owner: &Owner,
        sha256: &str,
        guard: G,
    ) -> Result<G, StoreError> {
        let to = self.path(owner.id(), sha256);
        let root = self.blobs.clone();
        blocking(move || {
            writer.place(&root, &to)?;
            Ok(guard)
        })
        .await
    }

    /// The bytes; nothing when there is no such file.
    pub(crate) async fn read(&self, owner: &Owner, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match tokio::fs::read(self.path(owner.id(), sha256)).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes a file, durably. It is no error when it is gone already.
    pub(crate) async fn remove(&self, owner: &str, sha256: &str) -> Result<(), StoreError> {
        let path = self.path(owner, sha256);
        blocking(move || {
            match std::fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
            match path.parent() {
                Some(folder) if folder.is_dir() => sync_folder(folder),
                _ => Ok(()),
            }
        })
        .await
    }

    /// The hashes of all files of an owner.
    pub(crate) fn all(&self, owner: &Owner) -> Result<Vec<String>, StoreError> {
        let mut found = Vec::new();
        let folder = self.blobs.join(owner.id());
        if !folder.is_dir() {
            return Ok(found);
        }
        for shard in std::fs::read_dir(folder)? {
            for file in std::fs::read_dir(shard?.path())? {
                found.push(file?.file_name().to_string_lossy().into_owned());
            }
        }
        found.sort();
        Ok(found)
    }

    /// `blobs/<owner>/<first two digits>/<hash>`. The owner's id is ours; the hash was checked to be 64
    /// hexadecimal digits before it came here, and whatever is not is kept from leaving the folder.
    fn path(&self, owner: &str, sha256: &str) -> PathBuf {
        let name: String = sha256.chars().filter(char::is_ascii_hexdigit).collect();
        let shard = name.get(..2).unwrap_or("00").to_owned();
        self.blobs.join(owner).join(shard).join(name)
    }
}

impl BlobWriter {
    /// Appends bytes.
    ///
    /// # Errors
    /// [`StoreError::Full`] and other failures of the disk.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() < WAITING {
            return Ok(());
        }
        let (bytes, file, path) = (std::mem::take(&mut self.waiting), self.file.take(), self.path.clone());
        self.begun = true;
        let file = blocking(move || {
            let mut file = file.map_or_else(|| create(&path), Ok)?;
            file.write_all(&bytes)?;
            Ok(file)
        });
        self.file = Some(file.await?);
        Ok(())
    }

    /// Writes what waits, syncs the file, renames it to `to` below `root`, and syncs the folder.
    fn place(mut self, root: &Path, to: &Path) -> Result<(), StoreError> {
        self.begun = true;
        let mut file = self.file.take().map_or_else(|| create(&self.path), Ok)?;
        file.write_all(&self.waiting)?;
        file.sync_all()?;
        if let Some(folder) = to.parent() {
            make_folders(root, folder)?;
            std::fs::rename(&self.path, to)?;
            self.begun = false;
            sync_folder(folder)?;
        }
        Ok(())
    }
}

impl Drop for BlobWriter {
    fn drop(&mut self) {
        if self.begun {
            // What stays behind after a failure here is cleared at the next start.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn create(path: &Path) -> Result<File, StoreError> {
    Ok(File::create_new(path)?)
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(_) => Err(StoreError::File(std::io::Error::other("the file task was stopped"))),
    }
}

/// Makes the folders from `root` down to `folder`, and makes each new name durable in its parent.
fn make_folders(root: &Path, folder: &Path) -> Result<(), StoreError> {
    let mut missing = Vec::new();
    let mut at = folder;
    while at != root && !at.is_dir() {
        missing.push(at);
        match at.parent() {
            Some(parent) => at = parent,
            None => break,
        }
    }
    for path in missing.into_iter().rev() {
        make_private(path)?;
        if let Some(parent) = path.parent() {
            sync_folder(parent)?;
        }
    }
    Ok(())
}

fn make_private(folder: &Path) -> Result<(), StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(folder)?)
}

fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    Ok(File::open(folder)?.sync_all()?)
}
