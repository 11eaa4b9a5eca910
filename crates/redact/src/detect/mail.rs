//! E-mail addresses (RFC 5321 as people use it: no quoted names, no addresses in brackets).

use super::Scan;
use super::class::Class;
use super::read::is_of_word;

/// Longest name before the `@`.
const LONGEST_NAME: usize = 64;

/// Marks the address whose name ends with a word.
pub(super) fn mark(scan: &mut Scan, at: usize) {
    let read = &scan.read;
    let Some(word) = read.words.get(at) else { return };
    let sign = read.run(word.end, |byte| b"._+-".contains(&byte));
    if read.at(sign) != b'@' || read.is_owned(word.start) {
        return;
    }
    let before = read.part(word.start.saturating_sub(LONGEST_NAME), word.end);
    let name = before.iter().rev().take_while(|byte| is_of_word(**byte) || b"._%+-'".contains(byte)).count();
    let mut start = word.end - name;
    while !is_of_word(read.at(start)) && read.at(start) != b'_' {
        start += 1;
    }
    let end = read.run(sign + 1, |byte| is_of_word(byte) || b".-".contains(&byte));
    let mut host = read.part(sign + 1, end);
    while let [rest @ .., b'.' | b'-'] = host {
        host = rest;
    }
    // "icon@2x.png" is a file, "package@1.2" a version.
    let is_file = host.get(1..3) == Some(b"x.");
    let dot = host.iter().rposition(|byte| *byte == b'.');
    let is_domain = dot.is_some_and(|dot| {
        dot > 0 && dot + 2 < host.len() && host.get(dot + 1).is_some_and(|first| !first.is_ascii_digit())
    });
    if is_domain && !is_file {
        scan.mark(start, sign + 1 + host.len(), Class::Email);
    }
}
