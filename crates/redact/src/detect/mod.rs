//! Detectors for free text: what is secret or personal by its own shape, by its check digits, or by the words
//! beside it.
//!
//! The text is read once, into bytes and words ([`read`]); every family looks at those words in its own file.
//! What a family finds it marks, byte by byte, and the marks become [`Span`]s at the end. So the work grows with
//! the length of the text and no faster. All of it runs in every frame of every recorded page, translated to
//! JavaScript: it is written for size, without patterns, formatting, 64-bit numbers or Unicode's tables.

mod cards;
mod checks;
mod class;
mod cues;
mod hold;
mod ids;
mod keys;
mod labels;
mod mail;
mod network;
mod numbers;
mod people;
mod phone;
mod places;
mod read;

pub use class::{Class, Classes};
pub use hold::may_hold;

use crate::MASK;
use cues::Cue;
use read::Reading;

/// A part of a text that is secret or personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it begins: bytes from the beginning of the text, at the edge of a character.
    pub start: usize,
    /// Where it ends: the byte after its last one.
    pub end: usize,
    /// What it is.
    pub class: Class,
}

/// What stands around a text on its page. It tells what the text is and is itself never in a span.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The label of the field that holds the text.
    pub label: Option<&'a str>,
    /// The name of the row or list item.
    pub row: Option<&'a str>,
    /// The heading above.
    pub section: Option<&'a str>,
}

/// Finds what is secret or personal in a text. The spans are in order and do not overlap; where findings of two
/// classes touch or overlap, one span covers both and has the class that stands first in [`Class`].
pub fn detect(text: &str, context: Context<'_>, classes: Classes) -> Vec<Span> {
    let mut scan = Scan { read: Reading::new(text), classes, around: 0, told: Cue::None };
    for (place, words) in [context.section, context.row, context.label].into_iter().enumerate() {
        scan.learn(words.unwrap_or_default(), place > 0);
    }
    // First what proves itself, then what only words and shapes speak for; the first finder of a byte owns it.
    keys::mark_all(&mut scan);
    for at in 0..scan.read.words.len() {
        mail::mark(&mut scan, at);
        network::mark(&mut scan, at);
    }
    numbers::mark_all(&mut scan);
    labels::mark_all(&mut scan);
    phone::mark_all(&mut scan);
    scan.read.spans(text)
}

/// A text with its spans masked, each by [`MASK`]. What is outside them stays as it is.
pub fn mask(text: &str, spans: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for span in spans {
        out.push_str(text.get(done..span.start).unwrap_or_default());
        out.push_str(MASK);
        done = span.end;
    }
    out + text.get(done..).unwrap_or_default()
}

/// A text that is being looked through.
struct Scan {
    read: Reading,
    classes: Classes,
    /// The cues that stand around the text, one bit each.
    around: u32,
    /// What the label or the row says that the text is.
    told: Cue,
}

impl Scan {
    /// Takes the cues out of words that stand around the text.
    fn learn(&mut self, words: &str, tells: bool) {
        for word in &Reading::new(words).words {
            self.around |= word.cue.bit();
            if tells && !matches!(word.cue, Cue::None | Cue::Is | Cue::Anyone) {
                self.told = word.cue;
            }
        }
    }

    /// Marks bytes of the reading as found, if the class is asked for.
    fn mark(&mut self, start: usize, end: usize, class: Class) {
        if self.classes.contains(class) {
            self.read.own(start, end, class);
        }
    }

    /// The cues of the words near some words, one bit each, and of what stands around the text. A word that says
    /// what else a number is (an order, an invoice) hides those before it.
    fn near(&self, from: usize, to: usize) -> u32 {
        let words = &self.read.words;
        let mut found = 0;
        for word in words.get(from.saturating_sub(6)..from).unwrap_or_default().iter().rev() {
            found |= word.cue.bit();
            if word.cue == Cue::Other {
                return found;
            }
        }
        for word in words.iter().skip(to).take(4) {
            found |= word.cue.bit() & !Cue::Other.bit();
        }
        found | self.around
    }
}

#[cfg(test)]
mod tests;
