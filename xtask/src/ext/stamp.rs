//! Stamps: the slow steps after the compiler run only when their input changed.

use crate::files::{list, read, root, target, write};
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

/// A folder for one step's results, which knows whether they are of this input.
pub struct Stamp {
    /// Where the step leaves its results.
    pub folder: PathBuf,
    digest: String,
    fresh: bool,
}

impl Stamp {
    /// The stamp of the step `name` for `input`. The tools count as input too:
    /// npm's lock file, our own scripts and this program.
    pub fn of(name: &str, input: &[u8]) -> Result<Self> {
        let mut hash = Sha256::new();
        hash.update(input);
        hash.update(read(&root().join("package-lock.json"))?);
        for script in list(&root().join("xtask/js"))? {
            hash.update(read(&root().join("xtask/js").join(script))?);
        }
        let program = fs::metadata(std::env::current_exe()?)?;
        let built = program.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
        hash.update(built.to_le_bytes());
        let digest: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let folder = target().join("ext").join(name);
        let fresh = fs::read_to_string(folder.join("stamp")).is_ok_and(|old| old == digest);
        Ok(Self { folder, digest, fresh })
    }

    /// Runs `step` in the emptied folder, unless the results there are fresh.
    pub fn ensure(&self, step: impl FnOnce() -> Result<()>) -> Result<()> {
        if self.fresh {
            return Ok(());
        }
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        fs::create_dir_all(&self.folder)?;
        step()?;
        write(&self.folder.join("stamp"), self.digest.as_bytes())
    }
}
