//! Postal addresses, where a label says that one follows.

use super::class::Class;
use super::cues::Cue;
use super::labels::Value;
use super::read::Reading;
use super::{Scan, read::is_of_word};

/// Longest address, in characters.
const LONGEST: usize = 160;

/// Marks the postal address that is the value of a label.
pub(super) fn mark(scan: &mut Scan, value: &Value) {
    let read = &scan.read;
    let Some(first) = read.words.get(value.word) else { return };
    if read.is_owned(first.start) || !(first.digits > 0 || first.cue == Cue::Street || read.is_capital(first))
    {
        return;
    }
    let end = end_of(read, value);
    let words = read.words.iter().skip(value.word).take_while(|word| word.end <= end);
    let (mut count, mut digits, mut letters) = (0, 0, 0);
    for word in words {
        count += 1;
        digits += word.digits;
        letters += usize::from(word.digits == 0 && word.len() > 1);
    }
    if count >= 2 && digits > 0 && letters > 0 {
        scan.mark(first.start, end, Class::Address);
    }
}

/// Where the address ends: at the end of its sentence or cell. Its lines go on as long as they have numbers.
fn end_of(read: &Reading, value: &Value) -> usize {
    let mut end = value.start;
    let mut last = value.start;
    let mut lines = 0;
    let mut word = 0;
    while end < value.start + LONGEST && end < read.len() {
        let byte = read.at(end);
        let next = read.at(end + 1);
        if matches!(byte, b';' | b'|' | b'?' | b'!' | b'"' | b'<' | b'{')
            || (value.quote != 0 && byte == value.quote)
            || read.is_owned(end)
        {
            break;
        }
        // A sentence ends with a long word: "St." and "Str." do not end one.
        let is_stop = byte == b'.' && (next == b' ' || next == b'\n');
        if is_stop && word >= 5 && !read.at(end + 2).is_ascii_digit() {
            break;
        }
        if byte == b'\n' {
            let line = read.run(end + 1, |byte| byte != b'\n');
            let line = read.part(end + 1, line);
            lines += 1;
            if lines > 4 || line.len() > 60 || line.contains(&b':') {
                break;
            }
        }
        word = if byte.is_ascii_alphabetic() || byte >= 0x80 { word + 1 } else { 0 };
        end += 1;
        if is_of_word(byte) {
            last = end;
        }
    }
    last
}
