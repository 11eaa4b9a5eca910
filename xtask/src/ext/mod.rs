//! The extension: `dist/extension/`, from the manifest, plain files and the
//! Rust crates under `extension/`.

mod glue;
mod link;
mod manifest;
mod stamp;
mod translate;
mod wasm;

use manifest::ID;
pub use manifest::without_key;
pub use translate::Script;

use crate::files::{Output, root, target};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
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
    Script { folder: "content", package: "cairn-content", global: None },
    Script { folder: "bench_locate", package: "cairn-bench-locate", global: Some("cairnLocate") },
];

/// The module that the build's own test of the translation runs in Node.
pub const PROBE: Script =
    Script { folder: "translation_probe", package: "cairn-translation-probe", global: Some("cairnProbe") };

/// The most bytes that `content.js` may have: it goes into every frame of every recorded page.
const CONTENT_LIMIT: u64 = 250 * 1024;

/// Says whether the built content script keeps its limit. Apart from the build,
/// so that a script that is too large can still be measured and tested.
pub fn check_size() -> Result<()> {
    let path = root().join("dist/extension/content.js");
    let bytes = fs::metadata(&path).with_context(|| format!("{} is missing", path.display()))?.len();
    if bytes > CONTENT_LIMIT {
        bail!(
            "content.js has {bytes} bytes; the limit is {CONTENT_LIMIT}. It goes into every frame of a page: make it smaller"
        );
    }
    Ok(())
}

/// What one crate became.
enum Built {
    Page(wasm::Page),
    Script(translate::Built),
}

/// Builds the whole extension. Crates that are not there yet are left out and named.
pub fn build() -> Result<()> {
    let started = Instant::now();
    let _alone = alone()?;
    let pages = PAGES.into_iter().filter(|(folder, _)| present(folder));
    let scripts = SCRIPTS.into_iter().filter(|script| present(script.folder));
    let (pages, scripts): (Vec<_>, Vec<_>) = (pages.collect(), scripts.collect());
    wasm::compile(&pages.iter().map(|(_, package)| *package).collect::<Vec<_>>())?;
    wasm::compile_small(&scripts.iter().map(|script| script.package).collect::<Vec<_>>())?;

    // The scripts first: they take longest.
    let mut jobs: Vec<Job> = Vec::new();
    for script in scripts {
        jobs.push((script.folder, Box::new(move || Ok(Built::Script(translate::build(&script)?)))));
    }
    for (folder, package) in pages {
        jobs.push((folder, Box::new(move || Ok(Built::Page(wasm::page(folder, package)?)))));
    }
    let mut outputs = Outputs::new();
    for (folder, built) in side_by_side(jobs)? {
        outputs.put(folder, &built)?;
    }
    outputs.finish()?;
    println!("dist/extension is ready: {ID} ({:.1} s)", started.elapsed().as_secs_f64());
    Ok(())
}

type Job = (&'static str, Box<dyn FnOnce() -> Result<Built> + Send>);

/// Runs jobs on as many threads as there are cores; results in the jobs' order.
fn side_by_side(jobs: Vec<Job>) -> Result<Vec<(&'static str, Built)>> {
    let all = jobs.len();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let waiting = Mutex::new(jobs.into_iter().enumerate());
    let work = || {
        let mut done = Vec::new();
        loop {
            // A thread that panicked while it held the lock has left the list whole.
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((order, (folder, job))) = next else { return done };
            done.push((order, folder, job()));
        }
    };
    let mut done: Vec<_> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    done.sort_by_key(|(order, ..)| *order);
    if done.len() < all {
        bail!("A part of the build ended with a panic; its message stands above");
    }
    done.into_iter().map(|(_, folder, built)| Ok((folder, built?))).collect()
}

/// The folders under `dist/` that hold the extension and what belongs to it.
struct Outputs {
    extension: Output,
    /// For the type check of the plain JavaScript that imports the modules.
    types: Output,
    bench: Output,
}

impl Outputs {
    fn new() -> Self {
        let output = |name| Output::new(root().join("dist").join(name));
        Self { extension: output("extension"), types: output("types"), bench: output("bench") }
    }

    fn put(&mut self, folder: &str, built: &Built) -> Result<()> {
        match built {
            Built::Page(page) => {
                self.extension.put(format!("{folder}.js"), &page.glue)?;
                self.extension.put(format!("{folder}_bg.wasm"), &page.wasm)?;
                self.types.put(format!("{folder}.d.ts"), &page.types)?;
                let (all, packed) = (kilobytes(page.wasm.len()), kilobytes(gzipped(&page.wasm)?));
                println!("{folder}_bg.wasm  {all}, {packed} gzipped");
            }
            Built::Script(built) => {
                if folder == "content" {
                    self.extension.put("content.js", &built.script)?;
                    self.bench.put("content.wasm", &built.wasm)?;
                    self.bench.put("content_wasm.js", &built.wasm_script)?;
                } else {
                    self.bench.put("locate.js", &built.script)?;
                }
                let (all, packed) = (kilobytes(built.script.len()), kilobytes(gzipped(&built.script)?));
                println!("{folder}.js  {all}, {packed} gzipped (as WASM {})", kilobytes(built.wasm.len()));
            }
        }
        Ok(())
    }

    /// Adds the plain files and removes what earlier builds left.
    fn finish(mut self) -> Result<()> {
        let (from, extension) = (root().join("extension"), &mut self.extension);
        extension.put("manifest.json", manifest::stamped()?.as_bytes())?;
        extension.copy(&from.join("html"), "", |_| false)?;
        extension.copy(&from.join("css"), "css", |_| false)?;
        extension
            .copy(&from.join("icons"), "icons", |name| name.extension().is_none_or(|kind| kind != "png"))?;
        extension.copy(&from.join("_locales"), "_locales", |_| false)?;
        extension.copy(&from.join("service_worker"), "service_worker", is_no_module)?;
        self.extension.finish()?;
        self.types.finish()?;
        self.bench.finish()
    }
}

/// Builds the probe of the translation into `dist/test/probe.js`.
pub fn build_probe() -> Result<()> {
    let _alone = alone()?;
    wasm::compile_small(&[PROBE.package])?;
    let built = translate::build(&PROBE)?;
    crate::files::write(&root().join("dist/test/probe.js"), &built.script)
}

/// Waits until no other build is in the output folders; the next one waits until
/// what this gives is dropped.
fn alone() -> Result<File> {
    let folder = target().join("ext");
    fs::create_dir_all(&folder)?;
    let lock = File::create(folder.join("lock"))?;
    if lock.try_lock().is_err() {
        println!("another build of the extension is running: waiting for it");
        lock.lock()?;
    }
    Ok(lock)
}

fn present(folder: &str) -> bool {
    let there = root().join("extension").join(folder).join("Cargo.toml").is_file();
    if !there {
        println!("extension/{folder} is not there: left out");
    }
    there
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
