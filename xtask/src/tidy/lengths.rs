//! No file grows past what a reader can hold: 500 lines, its tests apart.

use super::Finding;

const LIMIT: usize = 500;

/// Files that may be longer, each with its reason.
const LISTED: [(&str, &str); 0] = [];

/// Whether a path is a source file of ours that the limit is for. Tests may be long.
pub fn is_source(path: &str) -> bool {
    const KINDS: [&str; 7] = [".rs", ".js", ".mjs", ".css", ".html", ".sh", ".sql"];
    KINDS.iter().any(|kind| path.ends_with(kind)) && !path.split('/').any(|folder| folder == "tests")
}

/// The finding for one file.
pub fn finding(path: &str, text: &str) -> Option<Finding> {
    let lines = own_lines(text);
    let listed = LISTED.iter().any(|(known, _)| *known == path);
    (lines > LIMIT && !listed).then(|| {
        format!("{path} has {lines} lines; {LIMIT} is the limit. Split it by job, or list it with a reason in xtask/src/tidy/lengths.rs")
    })
}

/// Lines before the file's own tests.
fn own_lines(text: &str) -> usize {
    let mut before = None;
    for (number, line) in text.lines().enumerate() {
        match before {
            Some(start) if line.starts_with("mod ") => return start,
            _ => before = line.starts_with("#[cfg(test)]").then_some(number),
        }
    }
    text.lines().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_counts_code_without_its_tests() {
        let long = "let x;\n".repeat(LIMIT + 1);
        assert!(finding("crates/a/src/lib.rs", &long).is_some());
        let tested = format!("fn a() {{}}\n#[cfg(test)]\nmod tests {{\n{long}}}\n");
        assert!(finding("crates/a/src/lib.rs", &tested).is_none());
        let import = format!("#[cfg(test)]\nuse x;\n{long}");
        assert!(finding("crates/a/src/lib.rs", &import).is_some());
    }

    #[test]
    fn tests_and_texts_are_no_source() {
        assert!(is_source("extension/service_worker/main.js"));
        assert!(!is_source("tests/e2e/login.test.mjs"));
        assert!(!is_source("crates/store/tests/both.rs"));
        assert!(!is_source("README.md"));
    }
}
