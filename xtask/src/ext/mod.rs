//! The extension: `dist/extension/`, from the manifest, plain files and the
//! Rust crates under `extension/`.

mod glue;
mod manifest;
mod stamp;
mod translate;
mod wasm;

use manifest::ID;
pub use manifest::without_key;
pub use translate::Script;

use crate::files::{Output, root};
use anyhow::Result;
use std::path::Path;
use std::time::Instant;

/// Crates of the extension's own pages, which may compile WASM: folder under
/// `extension/`, package.
const PAGES: [(&str, &str); 4] = [
    ("offscreen", "cairn-offscreen"),
    ("side_panel", "cairn-side-panel"),
    ("popup", "cairn-popup"),
    ("options", "cairn-options"),
];

/// Crates that become classic scripts, because the pages that they run in may
/// forbid WASM.
const SCRIPTS: [Script; 2] = [
    Script { folder: "content", package: "cairn-content", global: None, limit: 250 * 1024 },
    Script {
        folder: "bench_locate",
        package: "cairn-bench-locate",
        global: Some("cairnLocate"),
        limit: 250 * 1024,
    },
];

/// The module that the build's own test of the translation runs in Node.
pub const PROBE: Script = Script {
    folder: "translation_probe",
    package: "cairn-translation-probe",
    global: Some("cairnProbe"),
    limit: 250 * 1024,
};

/// Builds the whole extension. Crates that are not there yet are left out and named.
pub fn build() -> Result<()> {
    let started = Instant::now();
    let pages: Vec<_> = PAGES.into_iter().filter(|(folder, _)| present(folder)).collect();
    let scripts: Vec<_> = SCRIPTS.iter().filter(|script| present(script.folder)).collect();
    let packages: Vec<_> = pages
        .iter()
        .map(|(_, package)| *package)
        .chain(scripts.iter().map(|script| script.package))
        .collect();
    wasm::compile(&packages)?;

    let mut extension = Output::new(root().join("dist/extension"));
    // For the type check of the plain JavaScript that imports the modules.
    let mut types = Output::new(root().join("dist/types"));
    let mut bench = Output::new(root().join("dist/bench"));
    for (folder, package) in pages {
        let page = wasm::page(folder, package)?;
        extension.put(format!("{folder}.js"), &page.glue)?;
        extension.put(format!("{folder}_bg.wasm"), &page.wasm)?;
        types.put(format!("{folder}.d.ts"), &page.types)?;
        println!("{folder}_bg.wasm  {}", kilobytes(page.wasm.len()));
    }
    for script in scripts {
        let built = translate::build(script)?;
        if script.folder == "content" {
            extension.put("content.js", &built.script)?;
            bench.put("content.wasm", &built.wasm)?;
            bench.put("content_wasm.js", &built.wasm_script)?;
        } else {
            bench.put("locate.js", &built.script)?;
        }
        println!(
            "{}.js  {}, {} gzipped (as WASM {})",
            script.folder,
            kilobytes(built.script.len()),
            kilobytes(gzipped(&built.script)?),
            kilobytes(built.wasm.len())
        );
    }
    bench.finish()?;
    types.finish()?;
    copy_plain_files(&mut extension)?;
    extension.finish()?;
    println!("dist/extension is ready: {ID} ({:.1} s)", started.elapsed().as_secs_f64());
    Ok(())
}

/// Builds the probe of the translation into `dist/test/probe.js`.
pub fn build_probe() -> Result<()> {
    wasm::compile(&[PROBE.package])?;
    let built = translate::build(&PROBE)?;
    crate::files::write(&root().join("dist/test/probe.js"), &built.script)
}

fn present(folder: &str) -> bool {
    let there = root().join("extension").join(folder).join("Cargo.toml").is_file();
    if !there {
        println!("extension/{folder} is not there: left out");
    }
    there
}

fn copy_plain_files(extension: &mut Output) -> Result<()> {
    let from = root().join("extension");
    extension.put("manifest.json", manifest::stamped()?.as_bytes())?;
    extension.copy(&from.join("html"), "", |_| false)?;
    extension.copy(&from.join("css"), "css", |_| false)?;
    extension.copy(&from.join("icons"), "icons", |name| name.extension().is_none_or(|kind| kind != "png"))?;
    extension.copy(&from.join("_locales"), "_locales", |_| false)?;
    extension.copy(&from.join("service_worker"), "service_worker", is_no_module)
}

/// Types and tests lie beside the service worker's modules and stay at home.
fn is_no_module(name: &Path) -> bool {
    let name = name.to_string_lossy();
    !name.ends_with(".js") || name.ends_with(".test.js")
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / 1024.0)
}

fn gzipped(bytes: &[u8]) -> Result<usize> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}
