//! Documents that stay true: the paths they name exist, the permissions are the
//! manifest's, every promise stands in the ledger.

use super::Finding;
use crate::files::{read_text, root};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeSet;

const TOP: [&str; 3] = ["README.md", "ARCHITECTURE.md", "CONTEXT.md"];
const LEDGER: &str = "docs/promises.md";
const PROMISES: u32 = 34;

/// A path begins with one of these; `dist/` and `target/` hold products and are not checked.
const FOLDERS: [&str; 8] =
    [".cargo/", ".ci/", "crates/", "docs/", "extension/", "recorder-core/", "tests/", "xtask/"];

/// Checks all documents.
pub fn check(files: &[String]) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for required in TOP.into_iter().chain([LEDGER]) {
        if !files.iter().any(|path| path == required) {
            findings.push(format!("{required} is missing"));
        }
    }
    let is_document = |path: &&String| {
        TOP.contains(&path.as_str())
            || (path.ends_with(".md") && (path.starts_with("docs/") || path.starts_with("tests/")))
    };
    for path in files.iter().filter(is_document) {
        let text = read_text(&root().join(path))?;
        findings.extend(vanished(path, &text, |named| exists(files, named)));
        if path == "README.md" {
            findings.extend(permissions(&text, &read_text(&root().join("manifest.json"))?)?);
        }
        if path == LEDGER {
            findings.extend(promises(&text));
        }
    }
    Ok(findings)
}

fn exists(files: &[String], named: &str) -> bool {
    let folder = format!("{}/", named.trim_end_matches('/'));
    files.iter().any(|path| path == named || path.starts_with(&folder))
}

/// Paths in backticks that no file or folder has. Fenced blocks are no prose and are left out.
fn vanished(document: &str, text: &str, exists: impl Fn(&str) -> bool) -> Vec<Finding> {
    let mut fenced = false;
    let mut findings = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            continue;
        }
        // Odd pieces lie between backticks.
        for quoted in line.split('`').skip(1).step_by(2) {
            if let Some(path) = as_path(quoted).filter(|path| !exists(path)) {
                findings.push(format!("{document}:{} names {path}, which does not exist", number + 1));
            }
        }
    }
    findings
}

/// The repository path that a quoted text is, without a line number, a `#` part
/// or what follows a wildcard; nothing when it is something else.
fn as_path(quoted: &str) -> Option<&str> {
    const FILES: [&str; 4] = ["build.sh", "manifest.json", "package.json", "Cargo.toml"];
    let is_document = quoted.ends_with(".md") && quoted.starts_with(|first: char| first.is_ascii_uppercase());
    if FILES.contains(&quoted) || (is_document && !quoted.contains('/')) {
        return Some(quoted);
    }
    if !FOLDERS.iter().any(|folder| quoted.starts_with(folder)) || quoted.contains(' ') {
        return None;
    }
    let end = quoted.find([':', '#', '*', '{', '<']).unwrap_or(quoted.len());
    let path = &quoted[..end];
    let path = if end < quoted.len() && !quoted[end..].starts_with([':', '#']) {
        path.rsplit_once('/').map_or(path, |(folder, _)| folder)
    } else {
        path
    };
    Some(path.trim_end_matches('/'))
}

/// The README's table of permissions against the manifest's.
fn permissions(readme: &str, manifest: &str) -> Result<Vec<Finding>> {
    let manifest: Value = serde_json::from_str(manifest).context("manifest.json is no JSON")?;
    let asked: BTreeSet<&str> =
        ["permissions", "optional_permissions", "host_permissions", "optional_host_permissions"]
            .iter()
            .flat_map(|field| manifest[field].as_array().into_iter().flatten())
            .filter_map(Value::as_str)
            .collect();
    let explained = permission_rows(readme);
    let missing = asked.difference(&explained).map(|name| {
        format!(
            "README.md does not explain the permission `{name}`: add a row to the table under \"Permissions\""
        )
    });
    let stale = explained.difference(&asked).map(|name| {
        format!("README.md explains the permission `{name}`, which manifest.json does not ask for")
    });
    Ok(missing.chain(stale).collect())
}

/// What stands in backticks in the first cells below a heading with "permission" in it.
fn permission_rows(readme: &str) -> BTreeSet<&str> {
    let mut inside = false;
    let mut rows = BTreeSet::new();
    for line in readme.lines() {
        if line.starts_with('#') {
            inside = line.to_lowercase().contains("permission");
        } else if inside && line.starts_with('|') {
            let first = line.trim_start_matches('|').split('|').next().unwrap_or_default();
            rows.extend(first.split('`').skip(1).step_by(2));
        }
    }
    rows
}

/// Promises without a row or a heading in the ledger.
fn promises(ledger: &str) -> Vec<Finding> {
    let kept: BTreeSet<u32> = ledger
        .lines()
        .filter(|line| {
            line.starts_with(['|', '#', '-', '*']) || line.starts_with(|first: char| first.is_ascii_digit())
        })
        .filter_map(|line| {
            let line = line.trim_start_matches(['|', '#', '-', '*', ' ']);
            line.split(|letter: char| !letter.is_ascii_digit()).next().and_then(|number| number.parse().ok())
        })
        .collect();
    (1..=PROMISES)
        .filter(|number| !kept.contains(number))
        .map(|number| format!("{LEDGER} has no line for promise {number}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gone(text: &str) -> Vec<Finding> {
        vanished("README.md", text, |path| ["crates/redact", "build.sh", "tests/e2e"].contains(&path))
    }

    #[test]
    fn named_paths_must_exist() {
        assert!(
            gone("`crates/redact/` and `./x`, `build.sh`, `tests/e2e/*.test.mjs`, `crates/redact:12`")
                .is_empty()
        );
        assert_eq!(gone("the `crates/attic`").len(), 1);
        assert_eq!(gone("see `ATTIC.md`").len(), 1);
    }

    #[test]
    fn commands_products_and_blocks_are_no_paths() {
        assert!(gone("`dist/extension/`, `tests/x and more`, `GET /w/{id}`, `chrome.tabs`").is_empty());
        assert!(gone("```\n`crates/attic`\n```").is_empty());
    }

    #[test]
    fn the_permission_table_is_the_manifests() {
        let manifest = r#"{"permissions":["tabs"],"host_permissions":["<all_urls>"]}"#;
        let readme = "## Permissions\n| permission | for |\n| --- | --- |\n| `tabs` | x |\n| `<all_urls>` | y `z` |\n## Next\n| `a` |";
        assert!(permissions(readme, manifest).unwrap().is_empty());
        assert_eq!(permissions(&readme.replace("`tabs`", "`alarms`"), manifest).unwrap().len(), 2);
    }

    #[test]
    fn every_promise_has_a_line() {
        let ledger: String = (1..=PROMISES).map(|number| format!("| {number} | text |\n")).collect();
        assert!(promises(&ledger).is_empty());
        let found = promises(&ledger.replace("| 7 |", "| seven |"));
        assert_eq!(found.len(), 1);
        assert!(found[0].ends_with("promise 7"));
        assert!(!promises("In 34 cases").is_empty());
    }
}
