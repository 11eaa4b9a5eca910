//! A text as the detectors see it: one byte a character, and the words in it.

use super::class::Class;
use super::cues::{self, Cue};
use super::{Span, cues::SEED};
use crate::clean::is_noise;
use crate::letters::{is_word, lower};

/// A letter beyond ASCII that is small, or of a script without capitals.
const SMALL: u8 = 0x80;
/// A capital beyond ASCII.
const CAPITAL: u8 = 0x81;
/// A character of a script that writes without spaces between words.
const WIDE: u8 = 0x82;
/// Any other sign.
const SIGN: u8 = 0x83;

/// A run of letters and digits.
pub(super) struct Word {
    /// Its first byte in the reading.
    pub start: usize,
    /// The byte after its last one.
    pub end: usize,
    /// How many of its bytes are digits.
    pub digits: usize,
    /// Of its small letters; see [`cues`].
    pub hash: u32,
    /// What it, as the last word of a phrase, says about what stands near.
    pub cue: Cue,
}

impl Word {
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    pub fn is_number(&self) -> bool {
        self.digits == self.len()
    }
}

/// A text, read.
pub(super) struct Reading {
    /// A byte for each character: ASCII as it is, wide forms and other scripts' digits as ASCII, every kind of
    /// space, hyphen and quotation mark as one. Characters that cannot be seen have none.
    bytes: Vec<u8>,
    /// What is found, by the bytes: 0, or a [`Class`].
    marks: Vec<u8>,
    /// The words, in order.
    pub words: Vec<Word>,
}

impl Reading {
    pub fn new(text: &str) -> Self {
        let mut bytes = Vec::with_capacity(text.len());
        let mut words: Vec<Word> = Vec::new();
        let mut before = b' ';
        for c in text.chars() {
            let byte = fold(c);
            if byte == 0 {
                continue;
            }
            let at = bytes.len();
            bytes.push(byte);
            if is_of_word(byte) {
                if !is_of_word(before) || (byte == WIDE) != (before == WIDE) {
                    words.push(Word { start: at, end: at, digits: 0, hash: SEED, cue: Cue::None });
                }
                if let Some(word) = words.last_mut() {
                    let small = if byte < SMALL { u32::from(byte | 0x20) } else { u32::from(lower(c)) };
                    word.hash = cues::step(word.hash, small);
                    word.digits += usize::from(byte.is_ascii_digit());
                    word.end = at + 1;
                }
            }
            before = byte;
        }
        let marks = vec![0; bytes.len()];
        let mut read = Self { bytes, marks, words };
        read.find_cues();
        read
    }

    /// The longest phrase from each word on.
    fn find_cues(&mut self) {
        let mut at = 0;
        while at < self.words.len() {
            let mut phrase = 0;
            let mut found = (at, Cue::None);
            for last in at..at + cues::LONGEST {
                let Some(word) = self.words.get(last) else { break };
                if last > at && !self.is_phrase_gap(last) {
                    break;
                }
                phrase = cues::join(phrase, word.hash);
                let cue = cues::find(phrase);
                if cue != Cue::None {
                    found = (last, cue);
                }
            }
            at = found.0 + 1;
            if let Some(word) = self.words.get_mut(found.0) {
                word.cue = found.1;
            }
        }
    }

    /// Whether a word follows the one before as in a phrase: after a space, a hyphen, an apostrophe or the like.
    fn is_phrase_gap(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap.len() <= 2 && gap.iter().all(|byte| b" -_'./".contains(byte))
    }

    /// The byte at a place; 0 beyond the ends.
    pub fn at(&self, place: usize) -> u8 {
        self.bytes.get(place).copied().unwrap_or(0)
    }

    /// Some bytes, as far as there are any.
    pub fn part(&self, start: usize, end: usize) -> &[u8] {
        self.bytes.get(start..end.min(self.bytes.len())).unwrap_or_default()
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// What stands before a word, after the word before it. After the last word: what is left.
    pub fn gap(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).and_then(|before| self.words.get(before)).map_or(0, |word| word.end);
        self.part(start, self.words.get(at).map_or(self.len(), |word| word.start))
    }

    /// The one byte between a word and the word before it; 0 if it is none or more than one.
    pub fn joint(&self, at: usize) -> u8 {
        match self.gap(at) {
            [byte] => *byte,
            _ => 0,
        }
    }

    /// The end of a run of bytes.
    pub fn run(&self, start: usize, belongs: fn(u8) -> bool) -> usize {
        start + self.part(start, self.len()).iter().take_while(|byte| belongs(**byte)).count()
    }

    /// Whether a word begins with a capital, or is of a script that has none.
    pub fn is_capital(&self, word: &Word) -> bool {
        let first = self.at(word.start);
        first.is_ascii_uppercase() || matches!(first, CAPITAL | WIDE)
    }

    /// Whether something was found at a byte.
    pub fn is_owned(&self, place: usize) -> bool {
        self.marks.get(place).is_some_and(|mark| *mark != 0)
    }

    /// Marks bytes, unless they are marked.
    pub fn own(&mut self, start: usize, end: usize, class: Class) {
        for mark in self.marks.get_mut(start..end).unwrap_or_default() {
            if *mark == 0 {
                *mark = class as u8;
            }
        }
    }

    /// The marks as spans of the text.
    pub fn spans(&self, text: &str) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut marks = self.marks.iter();
        let mut open = false;
        for (at, c) in text.char_indices() {
            // What cannot be seen belongs to what stands before it.
            let class = if fold(c) == 0 {
                spans.last().filter(|_| open).map(|span| span.class)
            } else {
                marks.next().and_then(|mark| Class::from_mark(*mark))
            };
            if let Some(class) = class {
                let end = at + c.len_utf8();
                match spans.last_mut() {
                    Some(span) if open => {
                        span.end = end;
                        if (class as u8) < span.class as u8 {
                            span.class = class;
                        }
                    }
                    _ => spans.push(Span { start: at, end, class }),
                }
            }
            open = class.is_some();
        }
        spans
    }
}

/// The byte that stands for a character; 0 for one that cannot be seen.
fn fold(c: char) -> u8 {
    let code = u32::from(c);
    let folded = match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => '\n'.into(),
        ' '..='~' => code,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' '.into(),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => '-'.into(),
        '\u{2018}'..='\u{201B}' | '\u{2BC}' => '\''.into(),
        '\u{201C}'..='\u{201F}' | '«' | '»' => '"'.into(),
        '\u{3002}' => '.'.into(),
        '\u{FF01}'..='\u{FF5E}' => code - 0xFEE0,
        '\u{660}'..='\u{669}' => code - 0x630,
        '\u{6F0}'..='\u{6F9}' => code - 0x6C0,
        '\u{966}'..='\u{96F}' => code - 0x936,
        // Joiners and accents of their own.
        '\u{200C}' | '\u{200D}' | '\u{300}'..='\u{36F}' => 0,
        _ if is_noise(c) => 0,
        _ if !is_word(c) => SIGN.into(),
        '\u{2E80}'.. => WIDE.into(),
        _ if lower(c) != c => CAPITAL.into(),
        _ => SMALL.into(),
    };
    folded as u8
}

/// Whether a byte is a letter or digit.
pub(super) fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, SMALL..=WIDE)
}
