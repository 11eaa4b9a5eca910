//! Floors: a crate uses crates of lower floors only, so that no cycle of ideas
//! can grow and each crate can be understood from below.

use super::Finding;
use crate::process::{cargo, output};
use anyhow::{Context, Result};
use serde_json::Value;

/// Each crate of the house and its floor.
const FLOORS: [(&str, u8); 28] = [
    ("cairn-bench-bare", 0),
    ("cairn-redact", 0),
    ("cairn-translation-probe", 0),
    ("xtask", 0),
    ("cairn-workflow", 1),
    ("cairn-api", 2),
    ("cairn-auth", 2),
    ("cairn-journal", 2),
    ("cairn-locate", 2),
    ("cairn-messages", 2),
    ("cairn-picture", 2),
    ("cairn-chrome-api", 3),
    ("cairn-export", 3),
    ("cairn-render", 3),
    ("cairn-runner", 3),
    ("cairn-store", 3),
    ("cairn-upload", 3),
    ("cairn-view", 3),
    ("recorder-core", 3),
    ("cairn-page", 4),
    ("cairn-bench-locate", 5),
    ("cairn-content", 5),
    ("cairn-offscreen", 5),
    ("cairn-options", 5),
    ("cairn-popup", 5),
    ("cairn-server", 5),
    ("cairn-side-panel", 5),
    ("cairn", 6),
];

/// Pairs on one floor that are allowed all the same: user, used, reason.
const NEIGHBOURS: [(&str, &str, &str); 1] =
    [("cairn-render", "cairn-view", "an exported guide is the page that the server shows, in one file")];

/// A crate of the workspace and the crates that it is built with.
pub struct Member {
    name: String,
    uses: Vec<String>,
}

/// Checks the workspace as cargo sees it.
pub fn check() -> Result<Vec<Finding>> {
    let metadata = output(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&metadata).context("cargo metadata gave no JSON")?;
    Ok(findings(&members(&metadata)))
}

fn members(metadata: &Value) -> Vec<Member> {
    let all = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    all(&metadata["packages"])
        .iter()
        .map(|package| Member {
            name: text(&package["name"]),
            // What tests use (kind "dev") does not ship and binds nothing.
            uses: all(&package["dependencies"])
                .iter()
                .filter(|used| used["path"].is_string() && used["kind"] != "dev")
                .map(|used| text(&used["name"]))
                .collect(),
        })
        .collect()
}

fn floor(name: &str) -> Option<u8> {
    FLOORS.iter().find(|(known, _)| *known == name).map(|(_, floor)| *floor)
}

fn findings(members: &[Member]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for Member { name, uses } in members {
        let Some(own) = floor(name) else {
            findings.push(format!("{name} has no floor. Give it one in xtask/src/tidy/floors.rs"));
            continue;
        };
        for used in uses {
            let allowed = NEIGHBOURS.iter().any(|(from, to, _)| from == name && to == used);
            match floor(used) {
                Some(below) if below < own || (below == own && allowed) => {}
                Some(other) => findings.push(format!(
                    "{name} (floor {own}) uses {used} (floor {other}). A crate uses lower floors only: move the shared \
                     part down"
                )),
                // Its own entry as a member says so already.
                None => {}
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn member(name: &str, uses: &[&str]) -> Member {
        Member { name: name.to_owned(), uses: uses.iter().map(|used| (*used).to_owned()).collect() }
    }

    #[test]
    fn downwards_is_fine_and_level_or_upwards_is_not() {
        assert!(findings(&[member("cairn-view", &["cairn-workflow", "cairn-redact"])]).is_empty());
        assert_eq!(findings(&[member("cairn-view", &["cairn-render"])]).len(), 1);
        assert!(findings(&[member("cairn-render", &["cairn-view"])]).is_empty());
        assert_eq!(findings(&[member("cairn-redact", &["cairn-workflow"])]).len(), 1);
    }

    #[test]
    fn a_crate_without_a_floor_is_named() {
        let found = findings(&[member("cairn-attic", &[])]);
        assert!(found[0].contains("cairn-attic"));
    }

    #[test]
    fn only_what_ships_counts() {
        let metadata = json!({ "packages": [{ "name": "cairn-redact", "dependencies": [
            { "name": "cairn-view", "path": "/x", "kind": "dev" },
            { "name": "serde", "kind": null },
            { "name": "cairn-api", "path": "/x", "kind": null },
        ] }] });
        let members = members(&metadata);
        assert_eq!(members[0].uses, ["cairn-api"]);
    }
}
