use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions,
    FileSystemGetFileOptions, FileSystemRemoveOptions, FileSystemSyncAccessHandle,
};

use super::{fault::Fault, scope};
use crate::calls::Trouble;

#[wasm_bindgen]
extern "C" {
    // Not in web-sys yet.
    type Movable;

    #[wasm_bindgen(method, js_name = "move")]
    fn rename(this: &Movable, name: &str) -> js_sys::Promise;
}

/// A folder of the origin's private file system.
#[derive(Clone)]
pub struct Folder(FileSystemDirectoryHandle);

impl Folder {
    /// The topmost.
    pub async fn root() -> Result<Self, Fault> {
        let root = JsFuture::from(scope().navigator().storage().get_directory()).await?;
        Ok(Self(root.unchecked_into()))
    }

    /// A folder in this one, made if it is not there.
    pub async fn make(&self, name: &str) -> Result<Self, Fault> {
        self.folder(name, true).await
    }

    /// A folder in this one, if it is there.
    pub async fn find(&self, name: &str) -> Result<Option<Self>, Fault> {
        match self.folder(name, false).await {
            Ok(folder) => Ok(Some(folder)),
            Err(fault) if fault.trouble == Trouble::Gone => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    async fn folder(&self, name: &str, create: bool) -> Result<Self, Fault> {
        let options = FileSystemGetDirectoryOptions::new();
        options.set_create(create);
        let folder = JsFuture::from(self.0.get_directory_handle_with_options(name, &options)).await?;
        Ok(Self(folder.unchecked_into()))
    }

    /// The names in it, sorted.
    pub async fn names(&self) -> Result<Vec<String>, Fault> {
        let mut names = Vec::new();
        let keys = self.0.keys();
        loop {
            let next = JsFuture::from(keys.next()?).await?.unchecked_into::<js_sys::IteratorNext>();
            if next.done() {
                break;
            }
            names.extend(next.value().as_string());
        }
        names.sort();
        Ok(names)
    }

    /// A file in it, if it is there.
    pub async fn read(&self, name: &str) -> Result<Option<Blob>, Fault> {
        match JsFuture::from(self.0.get_file_handle(name)).await.map_err(Fault::from) {
            Ok(handle) => {
                let file = JsFuture::from(handle.unchecked_into::<FileSystemFileHandle>().get_file()).await?;
                Ok(Some(file.unchecked_into::<File>().into()))
            }
            Err(fault) if fault.trouble == Trouble::Gone => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// Opens a file for writing, made if it is not there. It stays locked until it is dropped.
    pub async fn open(&self, name: &str) -> Result<OpenFile, Fault> {
        let handle = self.file(name).await?;
        let open = JsFuture::from(handle.create_sync_access_handle()).await?;
        Ok(OpenFile(open.unchecked_into()))
    }

    async fn file(&self, name: &str) -> Result<FileSystemFileHandle, Fault> {
        let options = FileSystemGetFileOptions::new();
        options.set_create(true);
        Ok(JsFuture::from(self.0.get_file_handle_with_options(name, &options)).await?.unchecked_into())
    }

    /// Gives a closed file another name; a file that has it already is replaced.
    pub async fn rename(&self, from: &str, to: &str) -> Result<(), Fault> {
        let handle = self.file(from).await?;
        JsFuture::from(handle.unchecked_ref::<Movable>().rename(to)).await?;
        Ok(())
    }

    /// Removes a file or a folder with all that is in it; what is not there is removed already.
    pub async fn remove(&self, name: &str) -> Result<(), Fault> {
        let options = FileSystemRemoveOptions::new();
        options.set_recursive(true);
        match JsFuture::from(self.0.remove_entry_with_options(name, &options)).await.map_err(Fault::from) {
            Err(fault) if fault.trouble != Trouble::Gone => Err(fault),
            Ok(_) | Err(_) => Ok(()),
        }
    }
}

/// The bytes of a blob.
pub async fn bytes_of(blob: &Blob) -> Result<Vec<u8>, Fault> {
    let buffer: ArrayBuffer = JsFuture::from(blob.array_buffer()).await?.unchecked_into();
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// A file that is open for writing.
pub struct OpenFile(FileSystemSyncAccessHandle);

impl OpenFile {
    /// Writes all bytes at a place. On an error the file may hold some of them.
    pub fn write(&self, bytes: &[u8], at: u64) -> Result<(), Fault> {
        let options = web_sys::FileSystemReadWriteOptions::new();
        options.set_at(at as f64);
        let written = self.0.write_with_u8_array_and_options(bytes, &options)?;
        if written < bytes.len() as f64 {
            return Err(Fault::disk_full("only a part was written"));
        }
        Ok(())
    }

    /// Cuts the file.
    pub fn truncate(&self, length: u64) -> Result<(), Fault> {
        Ok(self.0.truncate_with_f64(length as f64)?)
    }

    /// Returns once what was written is on disk.
    pub fn flush(&self) -> Result<(), Fault> {
        Ok(self.0.flush()?)
    }
}

impl Drop for OpenFile {
    fn drop(&mut self) {
        self.0.close();
    }
}
