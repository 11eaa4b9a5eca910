//! Addresses of machines: IP version 4 and 6, network cards.

use super::Scan;
use super::class::Class;
use super::cues::Cue;
use super::read::{Reading, is_of_word};

/// Longest address of version 6, in characters.
const LONGEST: usize = 39;

/// Marks the address that begins with a word.
pub(super) fn mark(scan: &mut Scan, at: usize) {
    let read = &scan.read;
    let Some(word) = read.words.get(at).filter(|word| word.len() <= 4 && !read.is_owned(word.start)) else {
        return;
    };
    // A version of four numbers looks the same.
    if is_version_4(read, at) && scan.near(at, at + 1) & Cue::Other.bit() == 0 {
        let end = read.words.get(at + 3).map_or(0, |last| last.end);
        scan.mark(word.start, end, Class::Ip);
    } else {
        grouped(scan, word.start);
    }
}

/// Four numbers up to 255, parted by dots.
fn is_version_4(read: &Reading, at: usize) -> bool {
    let fits = |next: usize| {
        read.words.get(next).is_some_and(|word| {
            let digits = read.part(word.start, word.end).iter().map(|byte| u32::from(byte & 15));
            word.is_number() && word.len() < 4 && digits.fold(0, |sum, digit| sum * 10 + digit) < 256
        })
    };
    let follows = |next: usize| next > 0 && next < read.words.len() && read.joint(next) == b'.';
    (at..at + 4).all(|next| fits(next) && (next == at) != follows(next)) && !follows(at + 4)
}

/// Groups of hexadecimal digits: six pairs are a network card, eight groups with colons, or fewer around `::`, are
/// version 6 (RFC 4291).
fn grouped(scan: &mut Scan, first: usize) {
    let read = &scan.read;
    let is_open = read.part(first.saturating_sub(2), first) == b"::";
    let start = if is_open { first - 2 } else { first };
    if start > 0 && b":-".contains(&read.at(start - 1)) {
        return;
    }
    let (mut groups, mut pairs, mut digits, mut length, mut empty) = (0, 0, 0, 0, usize::from(is_open));
    let mut joint = 0;
    let mut at = first;
    while at < start + LONGEST {
        let byte = read.at(at);
        if byte.is_ascii_hexdigit() {
            length += 1;
            digits += usize::from(byte.is_ascii_digit());
        } else if (byte == b':' || byte == b'-') && (joint == 0 || joint == byte) {
            joint = byte;
            // A sign that ends the sentence is no part of it.
            let next = read.at(at + 1);
            if !next.is_ascii_hexdigit() && next != b':' {
                break;
            }
            groups += usize::from(length > 0);
            pairs += usize::from(length == 2);
            empty += usize::from(length == 0);
            length = 0;
        } else {
            break;
        }
        if length > 4 {
            return;
        }
        at += 1;
    }
    groups += usize::from(length > 0);
    pairs += usize::from(length == 2);
    if is_of_word(read.at(at)) {
        return;
    }
    if groups == 6 && pairs == 6 && empty == 0 {
        scan.mark(start, at, Class::Mac);
    } else if joint == b':'
        && digits > 0
        && (groups == 8 && empty == 0 || empty == 1 && (2..8).contains(&groups))
    {
        scan.mark(start, at, Class::Ip);
    }
}
