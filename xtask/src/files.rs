//! Paths of the checkout, and files written only when they change.

use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The top folder of the checkout.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Cargo's target folder, where intermediate results and stamps lie too.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Reads a file, or says which one could not be read.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} could not be read", path.display()))
}

/// Reads a text file, or says which one could not be read.
pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))
}

/// Writes a file and its folders; leaves it untouched when it has these bytes
/// already, so that a browser that has it loaded is not disturbed.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(|| format!("{} could not be made", parent.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("{} could not be written", path.display()))
}

/// All files below `folder`, as paths relative to it, in order. Empty when
/// there is no such folder.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    fn walk(base: &Path, folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
        for entry in
            fs::read_dir(folder).with_context(|| format!("{} could not be listed", folder.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                walk(base, &path, found)?;
            } else if let Ok(relative) = path.strip_prefix(base) {
                found.push(relative.to_owned());
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    if folder.is_dir() {
        walk(folder, folder, &mut found)?;
    }
    found.sort();
    Ok(found)
}

/// An output folder that in the end holds what this build put there and no more.
pub struct Output {
    folder: PathBuf,
    written: BTreeSet<PathBuf>,
}

impl Output {
    /// Output into `folder`.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, written: BTreeSet::new() }
    }

    /// Writes one file.
    pub fn put(&mut self, name: impl AsRef<Path>, bytes: &[u8]) -> Result<()> {
        write(&self.folder.join(&name), bytes)?;
        self.written.insert(name.as_ref().to_owned());
        Ok(())
    }

    /// Copies a folder's files below `prefix`, except those that `skip` names.
    pub fn copy(&mut self, from: &Path, prefix: &str, skip: impl Fn(&Path) -> bool) -> Result<()> {
        for name in list(from)?.into_iter().filter(|name| !skip(name)) {
            self.put(Path::new(prefix).join(&name), &read(&from.join(&name))?)?;
        }
        Ok(())
    }

    /// Removes what earlier builds left.
    pub fn finish(self) -> Result<()> {
        for name in list(&self.folder)? {
            if !self.written.contains(&name) {
                let path = self.folder.join(name);
                fs::remove_file(&path).with_context(|| format!("{} could not be removed", path.display()))?;
            }
        }
        Ok(())
    }
}
