//! Telephone numbers: with their country (E.164), in the shapes of North America and of countries where they begin
//! with 0, and in any shape after a word that says so.

use super::Scan;
use super::class::Class;
use super::cues::Cue;
use super::read::{Reading, is_of_word};

/// Most digits of a number: 15 (E.164), and two zeros instead of `+`.
const MOST_DIGITS: usize = 17;

/// A number as people write it.
struct Dialled {
    /// The place of its first sign.
    start: usize,
    /// The word after its last one.
    next: usize,
    /// The place after its last sign.
    end: usize,
    /// How many digits it has, without an extension.
    digits: usize,
    /// How many digits each group has, as decimal digits: 3-3-4 is 334.
    groups: u32,
    /// The sign before the first digit, if it is `+` or `(`.
    sign: u8,
}

/// Marks all telephone numbers.
pub(super) fn mark_all(scan: &mut Scan) {
    let mut at = 0;
    while at < scan.read.words.len() {
        let dialled = read_from(&scan.read, at);
        if dialled.digits >= 6 {
            let near = scan.near(at, dialled.next);
            if is_phone(&scan.read, at, &dialled, near) {
                scan.mark(dialled.start, dialled.end, Class::Phone);
            }
        }
        // What stands within a run of groups is no number of its own.
        at = dialled.next.max(at + 1);
    }
}

/// The groups of digits from a word on; the last may carry an extension (`x123`).
fn read_from(read: &Reading, first: usize) -> Dialled {
    let mut dialled = Dialled { start: 0, next: first, end: 0, digits: 0, groups: 0, sign: 0 };
    while let Some(word) = read.words.get(dialled.next) {
        let is_first = dialled.next == first;
        let gap = read.gap(dialled.next);
        let length = read.part(word.start, word.end).iter().take_while(|byte| byte.is_ascii_digit()).count();
        let is_last = length < word.len();
        let is_joined =
            is_first || (gap.len() < 3 && gap != b". " && gap.iter().all(|byte| b" -./()".contains(byte)));
        if !is_joined
            || length == 0
            || (is_last && read.at(word.start + length) != b'x')
            || read.is_owned(word.start)
            || dialled.digits + length > MOST_DIGITS
        {
            break;
        }
        if is_first {
            dialled.start = word.start;
            // "+49", "(0", "+(49".
            while let sign @ (b'+' | b'(') = read.at(dialled.start.wrapping_sub(1))
                && word.start - dialled.start < 2
            {
                dialled.start -= 1;
                if dialled.sign != b'+' {
                    dialled.sign = sign;
                }
            }
        }
        dialled.digits += length;
        dialled.groups = dialled.groups.wrapping_mul(10).wrapping_add(length as u32);
        dialled.end = word.end;
        dialled.next += 1;
        if is_last {
            break;
        }
    }
    dialled
}

fn is_phone(read: &Reading, first: usize, dialled: &Dialled, near: u32) -> bool {
    let start = read.words.get(first).map_or(0, |word| word.start);
    let digits = dialled.digits;
    let zeros = read.part(start, start + 3).iter().take_while(|byte| **byte == b'0').count();
    // Not within a longer number, a time or a share.
    let (before, after) = (read.at(dialled.start.wrapping_sub(1)), read.at(dialled.end));
    let is_tight = is_of_word(before)
        || after == b'%'
        || (b".,-/:".contains(&before) && read.at(dialled.start.wrapping_sub(2)).is_ascii_digit())
        || (b".,-/:".contains(&after) && read.at(dialled.end + 1).is_ascii_digit());
    if is_tight {
        return false;
    }
    if dialled.sign == b'+' {
        return digits >= 8 && zeros == 0;
    }
    // A date, also before a time. No year begins with 0.
    let groups = if dialled.groups > 999 { dialled.groups / 10 } else { dialled.groups };
    let has_year_first = zeros == 0 && matches!(groups, 411 | 412 | 421 | 422);
    if has_year_first || matches!(groups, 114 | 124 | 214 | 224) || dialled.groups == 222 {
        return false;
    }
    if near & Cue::Phone.bit() != 0 {
        return digits >= 7 || dialled.groups > 9;
    }
    let is_parted = dialled.groups > 20;
    if near & Cue::Other.bit() != 0 {
        return false;
    }
    match zeros {
        // With a country, with an area.
        2 => digits >= 11,
        1 => (9..=12).contains(&digits) && (is_parted || digits <= 11) && read.at(start + 1).is_ascii_digit(),
        0 => {
            (dialled.sign == b'(' && digits >= 9 && is_parted)
                || (dialled.groups == 334 && read.at(start) > b'1')
                || dialled.groups == 1334
        }
        _ => false,
    }
}
