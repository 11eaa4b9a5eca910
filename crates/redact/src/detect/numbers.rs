//! Numbers with checks: cards, accounts, and the numbers that states give to people.

use super::class::Class;
use super::cues::Cue;
use super::{Scan, cards, ids};

/// Letters and digits of the longest number with a check (an IBAN).
const LONGEST: usize = 34;

/// A number as it stands in a text.
#[derive(Default)]
pub(super) struct Number {
    /// Its digits and capital letters without what parts them.
    pub text: Vec<u8>,
    /// How many of them are digits.
    pub digits: usize,
    /// A bit for each place before which something parts them.
    pub gaps: u32,
    /// The last sign that parts them.
    pub joint: u8,
}

/// Marks all of this family.
pub(super) fn mark_all(scan: &mut Scan) {
    let mut number = Number::default();
    let mut at = 0;
    while at < scan.read.words.len() {
        at = longest_from(scan, at, &mut number).map_or(at, |last| last) + 1;
    }
}

/// Marks the longest number that begins with a word; gives its last word.
fn longest_from(scan: &mut Scan, first: usize, number: &mut Number) -> Option<usize> {
    *number = Number { text: core::mem::take(&mut number.text), ..Number::default() };
    number.text.clear();
    let mut found = None;
    let mut start = 0;
    for last in first.. {
        let Some(word) = scan.read.words.get(last) else { break };
        if last == first {
            start = word.start;
            // Letters alone begin one only as capitals.
            if word.digits == 0 && (word.len() > 6 || !scan.read.at(word.end - 1).is_ascii_uppercase()) {
                return None;
            }
        } else {
            let joint = scan.read.joint(last);
            if !b" -./+".contains(&joint) {
                break;
            }
            number.joint = joint;
            number.gaps |= 1_u32.checked_shl(number.text.len() as u32).unwrap_or(0);
        }
        let part = scan.read.part(word.start, word.end);
        if number.text.len() + part.len() > LONGEST || scan.read.is_owned(word.start) || !part.is_ascii() {
            break;
        }
        number.digits += word.digits;
        number.text.extend(part.iter().map(u8::to_ascii_uppercase));
        if let Some(class) = class_of(scan, number, first, last) {
            found = Some((last, word.end, class));
        }
    }
    let (last, end, class) = found?;
    scan.mark(start, end, class);
    scan.classes.contains(class).then_some(last)
}

fn class_of(scan: &Scan, number: &Number, first: usize, last: usize) -> Option<Class> {
    if number.digits < 2 || number.text.len() < 8 {
        return None;
    }
    if cards::is_iban(&number.text) {
        return Some(Class::Iban);
    }
    let near = scan.near(first, last + 1);
    if !is_fraction(scan, first) && cards::is_card(number, near & Cue::Other.bit() != 0) {
        return Some(Class::Card);
    }
    if number.text.len() > 18 || !stands_alone(scan, number, first, last) {
        return None;
    }
    let is_labelled = near & Cue::Identity.bit() != 0;
    let is_other = near & Cue::Other.bit() != 0;
    (ids::is_known(number, is_labelled, is_other) || follows_label(scan, number, first, last))
        .then_some(Class::NationalId)
}

/// Whether a number is what stands behind the point of a decimal.
fn is_fraction(scan: &Scan, first: usize) -> bool {
    let before = first.checked_sub(1).and_then(|at| scan.read.words.get(at));
    scan.read.joint(first) == b'.' && before.is_some_and(|word| word.digits > 0)
}

/// Whether no further digits are joined to the number.
fn stands_alone(scan: &Scan, number: &Number, first: usize, last: usize) -> bool {
    let read = &scan.read;
    let is_joined = |joint: u8, beside: Option<usize>| {
        let beside = beside.and_then(|at| read.words.get(at));
        beside.is_some_and(|word| match joint {
            b'-' | b'.' | b'/' | b'+' => word.digits > 0,
            b' ' => number.gaps != 0 && number.joint == b' ' && word.is_number() && word.len() > 2,
            _ => false,
        })
    };
    !is_joined(read.joint(first), first.checked_sub(1)) && !is_joined(read.joint(last + 1), Some(last + 1))
}

/// Whether a label that names a state's number stands right before or after: then any number of such length is one.
fn follows_label(scan: &Scan, number: &Number, first: usize, last: usize) -> bool {
    let words = &scan.read.words;
    let is_long = number.digits >= 5 && (7..=18).contains(&number.text.len());
    if !is_long || words.get(first).is_none_or(|word| word.digits == 0) {
        return false;
    }
    let is_label = |at: usize| words.get(at).is_some_and(|word| word.cue == Cue::Identity);
    let mut at = first;
    while at > 0 && at + 4 > first && words.get(at - 1).is_some_and(|word| word.cue == Cue::Is) {
        at -= 1;
    }
    if at == 0 { scan.told == Cue::Identity } else { is_label(at - 1) || is_label(last + 1) }
}
