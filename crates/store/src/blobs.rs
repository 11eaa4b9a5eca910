use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tokio::io::AsyncWriteExt;

use crate::{Owner, StoreError};

/// Files under their hash, a folder for each owner: nobody learns by an upload what another one has.
pub(crate) struct BlobFiles {
    blobs: PathBuf,
    temporary: PathBuf,
}

/// A file in the making. Dropped before [`BlobFiles::keep`], it is removed.
pub struct BlobWriter {
    path: PathBuf,
    file: tokio::fs::File,
    kept: bool,
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
    pub(crate) async fn begin(&self) -> Result<BlobWriter, StoreError> {
        let mut name = [0; 12];
        getrandom::fill(&mut name)?;
        let name = name.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let path = self.temporary.join(name);
        let file = tokio::fs::File::options().write(true).create_new(true).open(&path).await?;
        Ok(BlobWriter { path, file, kept: false })
    }

    /// Puts a synced file in its place and makes the place durable.
    pub(crate) async fn keep(
        &self,
        mut writer: BlobWriter,
        owner: &Owner,
        sha256: &str,
    ) -> Result<(), StoreError> {
        let to = self.path(owner.id(), sha256);
        let root = self.blobs.clone();
        let from = writer.path.clone();
        blocking(move || {
            if let Some(folder) = to.parent() {
                make_folders(&root, folder)?;
                std::fs::rename(&from, &to)?;
                sync_folder(folder)?;
            }
            Ok(())
        })
        .await?;
        writer.kept = true;
        Ok(())
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
        Ok(self.file.write_all(bytes).await?)
    }

    /// Brings the bytes to disk.
    ///
    /// # Errors
    /// As [`BlobWriter::write`].
    pub async fn sync(&mut self) -> Result<(), StoreError> {
        self.file.flush().await?;
        Ok(self.file.sync_all().await?)
    }
}

impl Drop for BlobWriter {
    fn drop(&mut self) {
        if !self.kept {
            // What stays behind after a failure here is cleared at the next start.
            let _ = std::fs::remove_file(&self.path);
        }
    }
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
    Ok(std::fs::File::open(folder)?.sync_all()?)
}
