//! The rules of the house that no compiler checks. Each rule gives findings:
//! sentences that name the place and what to do.

mod documents;
mod floors;
mod lengths;
mod traces;

use crate::files::{read_text, root};
use crate::process::output;
use anyhow::{Result, bail};
use std::process::Command;

/// A broken rule, in a sentence.
pub type Finding = String;

/// Checks all rules and prints what is broken.
pub fn run() -> Result<()> {
    let files = tracked()?;
    let mut findings = floors::check()?;
    findings.extend(documents::check(&files)?);
    let rust_and_script = files.iter().filter(|path| lengths::is_source(path));
    for path in rust_and_script {
        findings.extend(lengths::finding(path, &read_text(&root().join(path))?));
    }
    for path in &files {
        // Pictures and the like are no text, and hold no paths.
        if let Ok(text) = std::fs::read_to_string(root().join(path)) {
            findings.extend(traces::findings(path, &text));
        }
    }
    if findings.is_empty() {
        println!("tidy: the house is in order ({} files)", files.len());
        return Ok(());
    }
    for finding in &findings {
        eprintln!("tidy: {finding}");
    }
    bail!("tidy found {} broken rules", findings.len())
}

/// The files that are tracked, or would be: relative paths with slashes.
fn tracked() -> Result<Vec<String>> {
    let list =
        output(Command::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
    let mut files: Vec<String> = list.split_terminator('\0').map(str::to_owned).collect();
    files.retain(|path| root().join(path).is_file());
    files.sort();
    files.dedup();
    Ok(files)
}
