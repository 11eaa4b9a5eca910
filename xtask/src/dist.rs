//! What is shipped: `dist/extension`, its zip for the store, the server.

use crate::files::{list, read, root, target, write};
use crate::process::{cargo, run};
use crate::{ext, files};
use anyhow::{Context, Result};
use std::fs;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Builds all of it.
pub fn build() -> Result<()> {
    ext::build()?;
    pack()?;
    run(cargo().args(["build", "--release", "--package", "cairn", "--bin", "cairn"]))?;
    let server = target().join("release/cairn");
    let to = root().join("dist/cairn");
    if fs::metadata(&to)
        .and_then(|old| Ok(old.modified()? < fs::metadata(&server)?.modified()?))
        .unwrap_or(true)
    {
        // Written aside and renamed: a server that runs keeps its file.
        let aside = root().join("dist/.cairn.new");
        fs::copy(&server, &aside).with_context(|| format!("{} could not be copied", server.display()))?;
        fs::rename(&aside, &to).context("dist/cairn could not be replaced")?;
    }
    println!("dist/cairn and dist/cairn-extension.zip are ready");
    Ok(())
}

/// Builds what the bench compares the server with, and asks both with.
pub fn build_bare() -> Result<()> {
    run(cargo().args(["build", "--release", "--package", "cairn-bench-bare"]))
}

/// The extension as the store takes it: without the key, and the same bytes for
/// the same content.
fn pack() -> Result<()> {
    let folder = root().join("dist/extension");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for name in list(&folder)? {
        let mut bytes = read(&folder.join(&name))?;
        if name.as_os_str() == "manifest.json" {
            bytes = ext::without_key(&bytes)?.into_bytes();
        }
        archive.start_file(name.to_string_lossy(), options)?;
        archive.write_all(&bytes)?;
    }
    let bytes = archive.finish()?.into_inner();
    write(&files::root().join("dist/cairn-extension.zip"), &bytes)
}
