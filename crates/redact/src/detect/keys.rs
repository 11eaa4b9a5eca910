//! Private keys, credentials in addresses, JSON Web Tokens, keys with the beginnings of their issuers, and strings
//! that no person would write.

use super::Scan;
use super::class::Class;
use super::cues::Cue;

/// Beginnings of keys, as their issuers and the public rules of secret scanners (GitHub, gitleaks) give them.
const BEGINNINGS: &str = "AKIA ASIA AIza GOCSPX- ya29. ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- xoxb- xoxp- xoxa- xoxr- \
     xoxs- xoxe- xapp- sk- sk_ pk_ rk_ whsec_ npm_ pypi- hf_ SG. sq0 shpat_ shpca_ shppa_ shpss_ dop_v1_ dckr_pat_ \
     ATATT3 lin_api_ hvs. xkeysib- NRAK- PMAK- rubygems_ AGE-SECRET-KEY- gsk_ figd_ ntn_ tskey- sntrys_ xai- pplx-";

/// Shortest rest of a key after its beginning.
const SHORTEST_REST: usize = 14;

/// Shortest string that is a token by its look alone, in letters and digits.
const SHORTEST_TOKEN: usize = 20;

/// Marks all of this family.
pub(super) fn mark_all(scan: &mut Scan) {
    let mut seen = 0;
    for at in 0..scan.read.words.len() {
        let Some(word) = scan.read.words.get(at) else { return };
        let start = word.start;
        if scan.read.part(start.saturating_sub(5), start) == b"-----"
            && scan.read.part(start, start + 6) == b"BEGIN "
        {
            private_key(scan, start);
        }
        user_of_address(scan, at);
        if start >= seen {
            seen = run(scan, start, at);
        }
    }
}

/// A key in its armour, to the end of the armour or, where that was cut off, of the text.
fn private_key(scan: &mut Scan, start: usize) {
    let read = &scan.read;
    if read.is_owned(start) || !holds(read.part(start, start + 50), b"PRIVATE KEY") {
        return;
    }
    let mut end = start;
    while end < read.len() && read.part(end, end + 9) != b"-----END " {
        end += 1;
    }
    if end < read.len() {
        end = read.run(end + 5, |byte| !matches!(byte, b'-' | b'\n'));
        end = read.run(end, |byte| byte == b'-');
    }
    scan.mark(start - 5, end, Class::PrivateKey);
}

fn holds(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// What stands before the `@` of an address with a scheme.
fn user_of_address(scan: &mut Scan, at: usize) {
    let Some(word) = scan.read.words.get(at) else { return };
    let start = word.end + 3;
    if scan.read.part(word.end, start) != b"://" {
        return;
    }
    let end = scan.read.run(start, |byte| byte > b' ' && !b"/?#\"'<>".contains(&byte));
    let user = scan.read.part(start, end);
    if let Some(length) = user.iter().rposition(|byte| *byte == b'@') {
        scan.mark(start, start + length, Class::UrlSecret);
    }
}

/// A run of letters, digits and what base64 and keys have between them. Gives its end.
fn run(scan: &mut Scan, word: usize, at: usize) -> usize {
    let read = &scan.read;
    let mut end = read.run(word, |byte| byte.is_ascii_alphanumeric() || b"+/_-.".contains(&byte));
    let whole_end = end;
    while end > word && read.at(end - 1) == b'.' {
        end -= 1;
    }
    if end - word < SHORTEST_REST {
        return whole_end.max(word + 1);
    }
    let text = read.part(word, end);
    if text.starts_with(b"eyJ") && text.iter().filter(|byte| **byte == b'.').count() >= 2 && end - word > 30 {
        scan.mark(word, end, Class::Jwt);
        return whole_end;
    }
    // Each piece by itself: an address has tokens in its path, a sentence ends with a dot.
    let is_path =
        read.at(word.wrapping_sub(1)) == b'/' || read.at(word.wrapping_sub(1)) == b'.' || holds(text, b"//");
    let mut start = word;
    while start < end {
        let parts = |byte: u8| byte == b'.' || (is_path && byte == b'/');
        let length = read.part(start, end).iter().take_while(|byte| !parts(**byte)).count();
        let stop = start + length;
        let is_key = begins_as_key(read.part(start, end));
        let class = if is_key { Class::ApiKey } else { Class::Token };
        if is_key || (scan.near(at, at + 1) & Cue::Other.bit() == 0 && is_random(read.part(start, stop))) {
            let padded = read.run(if is_key { end } else { stop }, |byte| byte == b'=');
            scan.mark(start, padded, class);
            return whole_end.max(padded);
        }
        start = stop + 1;
    }
    whole_end
}

/// Whether a text is a key with a known beginning; what follows is no plain word.
fn begins_as_key(text: &[u8]) -> bool {
    BEGINNINGS.as_bytes().split(|byte| *byte == b' ').any(|beginning| {
        text.strip_prefix(beginning).is_some_and(|rest| {
            let capitals = rest.iter().filter(|byte| byte.is_ascii_uppercase()).count();
            let digits = rest.iter().filter(|byte| byte.is_ascii_digit()).count();
            rest.len() >= SHORTEST_REST && capitals + digits > 2 && digits < rest.len()
        })
    })
}

/// Whether a string looks drawn by lot: long, and changing between capitals, small letters and digits as no
/// words and numbers do. Universally unique identifiers look so, but are no secrets.
fn is_random(text: &[u8]) -> bool {
    let (pieces, numbers, letters, length, longest) = pieces(text);
    if length < SHORTEST_TOKEN || letters < 2 || longest < 10 || is_uuid(text) {
        return false;
    }
    if numbers >= 2 { pieces * 5 >= length } else { pieces * 14 >= length * 5 }
}

fn is_uuid(text: &[u8]) -> bool {
    text.len() == 36 && [8, 13, 18, 23].into_iter().all(|at| text.get(at) == Some(&b'-'))
}

/// Of a string: how many words and numbers it falls into as `camelCase2` does, how many of them are numbers, how
/// many letters it has, how many letters and digits, and how many of these stand together at most.
fn pieces(text: &[u8]) -> (usize, usize, usize, usize, usize) {
    let (mut pieces, mut numbers, mut letters, mut length) = (0, 0, 0, 0);
    let (mut together, mut longest) = (0, 0);
    let mut before = 0;
    for byte in text {
        let kind = match byte {
            b'0'..=b'9' => 1,
            b'A'..=b'Z' => 2,
            b'a'..=b'z' => 3,
            _ => 0,
        };
        if kind == 0 {
            together = 0;
        } else {
            if kind != before && !(before == 2 && kind == 3) {
                pieces += 1;
                numbers += usize::from(kind == 1);
            }
            letters += usize::from(kind != 1);
            length += 1;
            together += 1;
            longest = longest.max(together);
        }
        before = kind;
    }
    (pieces, numbers, letters, length, longest)
}
