//! `cargo xtask test`: every check and every test. All parts run, so that one
//! run tells everything; browser tests come last, and their summary ends the output.

use crate::files::root;
use crate::process::{cargo, npm_tool, run};
use crate::{ext, tidy};
use anyhow::{Result, bail};
use std::process::Command;
use std::time::Instant;

/// Two browsers at a time: more only wait for each other on small machines.
const BROWSERS: &str = "--test-concurrency=2";

/// Runs all parts; an error names those that failed.
pub fn run_all() -> Result<()> {
    let mut failed = Vec::new();
    let mut part = |name: &'static str, check: &dyn Fn() -> Result<()>| {
        println!("\n=== {name}");
        let started = Instant::now();
        let result = check();
        if let Err(error) = &result {
            eprintln!("{error:#}");
            failed.push(name);
        }
        let word = if result.is_ok() { "passed" } else { "FAILED" };
        // On the error stream, so that node's own summary stays the last of the output.
        eprintln!("=== {name} {word} in {:.1} s", started.elapsed().as_secs_f64());
        result.is_ok()
    };
    part("tidy", &tidy::run);
    part("format", &|| run(cargo().args(["fmt", "--all", "--check"])));
    part("clippy", &|| {
        run(cargo().args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))
    });
    part("Rust tests", &|| run(cargo().args(["test", "--workspace"])));
    let built = part("extension and server", &|| {
        ext::build()?;
        ext::build_probe()?;
        run(cargo().args(["build", "--package", "cairn", "--bin", "cairn"]))
    });
    if built {
        part("size of the content script", &ext::check_size);
        part("types of the plain JavaScript", &|| run(npm_tool("tsc")?.args(["--project", "tsconfig.json"])));
        part("node and browser tests", &browser_tests);
    }
    if !failed.is_empty() {
        bail!("Failed: {}{}", failed.join(", "), if built { "" } else { "; the browser tests did not run" });
    }
    Ok(())
}

fn browser_tests() -> Result<()> {
    let mut files = Vec::new();
    for folder in ["xtask/js", "tests/e2e"] {
        let tests = crate::files::list(&root().join(folder))?;
        let is_test = |name: &String| name.ends_with(".test.mjs");
        files.extend(tests.iter().map(|name| format!("{folder}/{}", name.display())).filter(is_test));
    }
    if !files.iter().any(|file| file.starts_with("tests/e2e")) {
        bail!("tests/e2e holds no *.test.mjs");
    }
    run(Command::new("node").args(["--test", BROWSERS]).args(files))
}
