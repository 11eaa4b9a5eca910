//! People's names, where a label, a greeting or a title introduces them.

use super::Scan;
use super::class::Class;
use super::cues::Cue;
use super::labels::Value;
use super::read::Reading;

/// Words of the longest name.
const LONGEST: usize = 6;

/// Small words within names.
const SMALL: &str =
    "de da do dos das del della di du van von der den ten ter la le los y e bin ibn al el af av zu zum";

/// Marks the name that the word `at` introduces.
pub(super) fn mark(scan: &mut Scan, at: usize, cue: Cue, value: &Value) {
    let read = &scan.read;
    let next = at.wrapping_add(1);
    let gap = read.gap(next);
    let introduces = match cue {
        Cue::Person => value.is_said,
        Cue::Name => value.is_said && !is_qualified(read, at),
        Cue::Called => true,
        Cue::Greeting => is_at_start(read, at) && matches!(gap, b" " | b", " | b",\n" | b"\n" | b": "),
        Cue::Title => matches!(gap, b" " | b". " | b"."),
        _ => false,
    };
    if !introduces {
        return;
    }
    let first = if matches!(cue, Cue::Person | Cue::Name) { value.word } else { next };
    // The label of the whole text speaks for small letters too.
    if let Some((start, end)) = name_from(read, first, at == usize::MAX) {
        let follows = read.at(end);
        if cue != Cue::Greeting || follows == 0 || b",!.:;?\n-".contains(&follows) || read.at(end + 1) == b'-'
        {
            scan.mark(start, end, Class::Name);
        }
    }
}

/// Whether a word before says what the name is of ("Domain name").
fn is_qualified(read: &Reading, at: usize) -> bool {
    at != usize::MAX
        && at > 0
        && matches!(read.gap(at), b" " | b"-" | b"_" | b"'")
        && read.words.get(at - 1).is_some_and(|word| !matches!(word.cue, Cue::Is | Cue::Person))
}

/// Whether a word begins a text, a line or a sentence; of its phrase the last word is known, so the words before
/// may be greetings too.
fn is_at_start(read: &Reading, at: usize) -> bool {
    (0..3).any(|back| {
        let Some(first) = at.checked_sub(back) else { return false };
        first == 0 || read.gap(first).iter().any(|byte| b".!?\n>\"".contains(byte))
    })
}

/// The bytes of the name that begins with a word: words with capitals, and small ones between them.
fn name_from(read: &Reading, first: usize, is_whole: bool) -> Option<(usize, usize)> {
    let mut end = None;
    for at in first..first + LONGEST {
        let Some(word) = read.words.get(at) else { break };
        let is_joined = at == first || {
            let gap = read.gap(at);
            let initial =
                read.words.get(at - 1).is_some_and(|before| before.len() <= 2 || before.cue == Cue::Title);
            matches!(gap, b" " | b"-" | b"'") || (gap == b". " && initial)
        };
        if !is_joined || word.digits > 0 || read.is_owned(word.start) {
            break;
        }
        if is_whole
            || (read.is_capital(word)
                && (at > first || !matches!(word.cue, Cue::Anyone | Cue::Greeting | Cue::Title)))
        {
            end = Some(word.end);
        } else if !is_small(read.part(word.start, word.end)) {
            break;
        }
    }
    let start = read.words.get(first)?.start;
    end.filter(|end| *end > start).map(|end| (start, end))
}

fn is_small(word: &[u8]) -> bool {
    SMALL.as_bytes().split(|byte| *byte == b' ').any(|known| known == word)
}
