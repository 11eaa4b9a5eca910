//! Traces of one machine: its paths, and hosts of package registries, which
//! differ from place to place and belong in no file.

use super::Finding;

/// Written in two halves, so that this file does not hold what it looks for.
const HOSTS: [(&str, &str); 8] = [
    ("registry.npm", "js.org"),
    ("registry.yarn", "pkg.com"),
    ("index.crates", ".io"),
    ("static.crates", ".io"),
    ("files.python", "hosted.org"),
    ("proxy.go", "lang.org"),
    ("deb.debian", ".org"),
    ("archive.ubuntu", ".com"),
];

/// Folders that only exist on somebody's machine, at the start of a path.
const FOLDERS: [(&str, &str); 3] = [("/ho", "me/"), ("/ro", "ot/"), ("/wo", "rk/")];

/// The findings for one file.
pub fn findings(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for host in HOSTS.map(|(left, right)| format!("{left}{right}")) {
            if line.contains(&host) {
                findings.push(format!(
                    "{path}:{} names the registry host {host}. Leave it to the tools' own settings",
                    number + 1
                ));
            }
        }
        for folder in FOLDERS.map(|(left, right)| format!("{left}{right}")) {
            if starts_a_path(line, &folder) {
                findings.push(format!(
                    "{path}:{} holds a path of one machine ({folder}…). Make it relative",
                    number + 1
                ));
            }
        }
    }
    findings
}

/// Whether `folder` stands in `line` where a path begins: not inside a longer one.
fn starts_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let goes_on =
            line[at + folder.len()..].starts_with(|next: char| next.is_alphanumeric() || next == '.');
        goes_on && before.is_none_or(|letter| " \t\"'`=(:,[".contains(letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machine_paths_are_found_and_routes_are_not() {
        let home = format!("/ho{}", "me/ann/cairn");
        assert_eq!(findings("a", &format!("see {home}")).len(), 1);
        assert_eq!(findings("a", &format!("\"{home}\"")).len(), 1);
        assert!(findings("a", &format!("https://example.test{home}")).is_empty());
        assert!(findings("a", &format!("href=\"/ho{}\"", "me/\"")).is_empty());
    }

    #[test]
    fn registry_hosts_are_found() {
        assert_eq!(findings("a", &format!("https://registry.npm{}/x", "js.org")).len(), 1);
        assert!(findings("Cargo.lock", "registry+https://github.com/rust-lang/crates.io-index").is_empty());
    }
}
