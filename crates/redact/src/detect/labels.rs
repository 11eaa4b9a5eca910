//! Values that only their label tells: passwords and codes, dates of birth, parameters of addresses; and where the
//! values of labels begin, for [`places`] and [`people`].

use super::class::Class;
use super::cues::Cue;
use super::read::Reading;
use super::{Scan, people, places};

/// Longest value that is looked at: beyond it, time would grow with the square of the text.
const LONGEST_PASSWORD: usize = 4096;

/// Shortest value that is taken for a password.
const SHORTEST_PASSWORD: usize = 4;

/// Where the value of a label begins.
pub(super) struct Value {
    /// The place of its first byte, after spaces and a quotation mark.
    pub start: usize,
    /// Its first word.
    pub word: usize,
    /// The quotation mark before it, or 0.
    pub quote: u8,
    /// Whether a colon or the like, or a word such as "is", parts label and value.
    pub is_said: bool,
}

/// The label of the whole text is no word of it: one before the first.
const AROUND: usize = usize::MAX;

/// Marks what labels tell.
pub(super) fn mark_all(scan: &mut Scan) {
    mark(scan, AROUND, scan.told);
    for at in 0..scan.read.words.len() {
        let cue = scan.read.words.get(at).map_or(Cue::None, |word| word.cue);
        mark(scan, at, cue);
    }
}

fn mark(scan: &mut Scan, at: usize, cue: Cue) {
    if matches!(cue, Cue::None | Cue::Is | Cue::Other) {
        return;
    }
    let is_credential = matches!(cue, Cue::Secret | Cue::Code | Cue::Parameter | Cue::Identity);
    if is_credential && let Some((start, end)) = parameter(&scan.read, at) {
        return scan.mark(start, end, Class::UrlSecret);
    }
    let mut value = value_after(&scan.read, at);
    value.is_said |= at == AROUND;
    match cue {
        Cue::Secret | Cue::Code if value.is_said => secret(scan, &value, cue),
        Cue::Scheme => secret(scan, &value, cue),
        Cue::Birth => {
            birth(scan, value.word);
            // "am 13.7.1971 geboren"
            if at != AROUND && at > 2 {
                birth(scan, at - 3);
            }
        }
        Cue::Address if value.is_said => places::mark(scan, &value),
        Cue::Place => places::mark(scan, &value),
        _ => people::mark(scan, at, cue, &value),
    }
}

/// The value after the label that ends with a word.
fn value_after(read: &Reading, label: usize) -> Value {
    let mut value = Value { start: 0, word: label.wrapping_add(1), quote: 0, is_said: false };
    for _ in 0..4 {
        if read.gap(value.word) != b" " || read.words.get(value.word).is_none_or(|next| next.cue != Cue::Is) {
            break;
        }
        value.is_said = true;
        value.word += 1;
    }
    value.is_said |= read.gap(value.word).iter().any(|byte| b":=\n>|?".contains(byte));
    let after =
        value.word.checked_sub(1).and_then(|before| read.words.get(before)).map_or(0, |before| before.end);
    value.start = read.run(after, |byte| b" \n:=>(|?)\"'`".contains(&byte));
    let quote = read.at(value.start.wrapping_sub(1));
    if value.start > after && b"\"'`".contains(&quote) {
        value.quote = quote;
    }
    value
}

/// Where the value of a parameter ends that begins after a word: `…?name=value&…`.
fn parameter(read: &Reading, at: usize) -> Option<(usize, usize)> {
    let word = read.words.get(at).filter(|word| read.at(word.end) == b'=')?;
    let mut before = word.start;
    while read.at(before.wrapping_sub(1)).is_ascii_alphanumeric()
        || b"_-.".contains(&read.at(before.wrapping_sub(1)))
    {
        before -= 1;
    }
    let end = read.run(word.end + 1, |byte| byte > b' ' && !b"&#\"'<>".contains(&byte));
    b"?&#;".contains(&read.at(before.wrapping_sub(1))).then_some((word.end + 1, end))
}

/// Marks a password, PIN or code.
fn secret(scan: &mut Scan, value: &Value, cue: Cue) {
    let read = &scan.read;
    if cue == Cue::Code {
        let end = read.run(value.start, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let text = read.part(value.start, end);
        let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
        if digits >= 3 && text.len() <= 12 {
            // "482 913" is one code.
            let next = read.run(end + 1, |byte| byte.is_ascii_digit());
            let is_pair = digits == 3 && read.at(end) == b' ' && next == end + 4;
            scan.mark(value.start, if is_pair { next } else { end }, Class::Password);
        }
        return;
    }
    let stops = value.quote;
    let rest = read.part(value.start, value.start + LONGEST_PASSWORD);
    let length = match stops {
        0 => rest.iter().take_while(|byte| **byte > b' ' && **byte != b'<').count(),
        quote => rest.iter().take_while(|byte| **byte != quote && **byte != b'\n').count(),
    };
    let mut text = rest.get(..length).unwrap_or_default();
    while stops == 0
        && let [before @ .., b'.' | b',' | b';' | b':' | b')' | b'"' | b'\''] = text
    {
        text = before;
    }
    let end = value.start + text.len();
    if looks_secret(text) {
        scan.mark(value.start, end, Class::Password);
    }
}

/// Whether a value has two kinds of signs, as no word of a sentence has.
fn looks_secret(text: &[u8]) -> bool {
    let (mut small, mut capital, mut digit, mut sign) = (0, 0, 0, 0);
    for (place, byte) in text.iter().enumerate() {
        match byte {
            b'0'..=b'9' => digit = 1,
            b'A'..=b'Z' | 0x81 => capital |= i32::from(place > 0),
            b'!'..=b'~' if !byte.is_ascii_alphabetic() => sign |= i32::from(!b"-./_'".contains(byte)),
            0x83 => {}
            _ => small = 1,
        }
    }
    text.len() >= SHORTEST_PASSWORD && (small | capital) + digit + sign + (small & capital) >= 2
}

/// Marks the first date from a word on.
fn birth(scan: &mut Scan, from: usize) {
    let read = &scan.read;
    let near = read.words.get(from..).unwrap_or_default();
    let Some(first) = near.iter().take(8).position(|word| word.digits > 0).map(|at| from + at) else {
        return;
    };
    // The month may stand first.
    let is_month = |at: usize| {
        read.words.get(at).is_some_and(|word| {
            word.digits == 0
                && word.len() >= 3
                && read.is_capital(word)
                && word.cue == Cue::None
                && read.gap(at + 1).len() <= 2
        })
    };
    let start = if first > from && is_month(first - 1) { first - 1 } else { first };
    let (mut numbers, mut names, mut years) = (0, usize::from(start < first), 0);
    let mut last = first;
    for at in first..first + 7 {
        let Some(word) = read.words.get(at) else { break };
        let gap = read.gap(at);
        if at > first && (gap.len() > 2 || gap.contains(&b'\n')) || word.len() > 12 {
            break;
        }
        if word.digits == 0 {
            names += 1;
            continue;
        }
        numbers += 1;
        years += usize::from(word.is_number() && (word.len() == 4 || word.len() == 8));
        last = at;
        if numbers == 3 || (numbers > 1 && names > 0 && years > 0) {
            break;
        }
    }
    let is_date = numbers == 3
        || (numbers == 2 && names > 0)
        || (years > 0 && read.words.get(first).is_some_and(|word| word.len() == 8));
    if let (true, Some(start), Some(last)) = (is_date, read.words.get(start), read.words.get(last)) {
        scan.mark(start.start, last.end, Class::BirthDate);
    }
}
