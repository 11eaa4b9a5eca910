use crate::{MASK, Redacted, is_masked};

/// Shortest text that can be chosen, in characters: single letters stand in every text.
const SHORTEST: usize = 2;

/// Longest text that can be chosen, in characters.
const LONGEST: usize = 400;

/// Most texts that are remembered.
const MOST: usize = 64;

/// A text that was cut off may end in the beginning of a chosen one; shorter beginnings say nothing.
const SHORTEST_REST: usize = 4;

/// Texts that a person chose to be masked wherever they stand in a recording, a second gate behind the first.
///
/// They are kept in memory only. Capitals, the width of white space, and how addresses and selectors write letters
/// (`%20`, `+`, `\`) make no difference.
#[derive(Default)]
pub struct Chosen(Vec<Vec<char>>);

impl Chosen {
    /// Chooses a text. False when it is too short or too long.
    pub fn add(&mut self, text: &str) -> bool {
        let folded: Vec<char> = text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .flat_map(char::to_lowercase)
            .collect();
        if !(SHORTEST..=LONGEST).contains(&folded.len()) {
            return false;
        }
        if !self.0.contains(&folded) {
            if self.0.len() == MOST {
                self.0.remove(0);
            }
            self.0.push(folded);
            // What holds another is looked for first, so that nothing of it is left.
            self.0.sort_by_key(|text| core::cmp::Reverse(text.len()));
        }
        true
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text with every chosen one masked; none where it holds none of them.
    pub fn mask(&self, text: &Redacted<String>) -> Option<Redacted<String>> {
        let mut out = text.as_str().to_owned();
        let mut found = false;
        for chosen in &self.0 {
            if let Some(masked) = without(&out, chosen) {
                (out, found) = (masked, true);
            }
        }
        found.then(|| Redacted::passed(out))
    }
}

/// The text without a chosen one; none where it does not hold it.
fn without(text: &str, chosen: &[char]) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    while let Some(first) = rest.chars().next() {
        match matched(rest, chosen) {
            Some(length) => {
                found = true;
                if !out.ends_with(MASK) {
                    out.push_str(MASK);
                }
                rest = rest.get(length..).unwrap_or_default();
            }
            None => {
                out.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
    }
    found.then_some(out)
}

/// How many bytes the chosen text takes at the beginning of this one. A text that was cut off in it counts.
fn matched(text: &str, chosen: &[char]) -> Option<usize> {
    let (mut at, mut known) = (0, 0);
    while let Some(next) = chosen.get(known..).filter(|next| !next.is_empty()) {
        let rest = text.get(at..)?;
        if rest == "…" && known >= SHORTEST_REST {
            return Some(at);
        }
        let (letters, length) = ways(rest)
            .into_iter()
            .flatten()
            .find_map(|(letter, length)| Some((accepted(letter, next)?, length)))?;
        known += letters;
        at += length;
        if next.first() == Some(&' ') {
            at += spaces(text.get(at..)?);
        }
    }
    Some(at)
}

/// How many letters of the chosen text a letter stands for: a capital may have a small form of two.
fn accepted(letter: char, next: &[char]) -> Option<usize> {
    let small = letter.to_lowercase();
    let count = small.len();
    next.get(..count)?.iter().copied().eq(small).then_some(count)
}

/// How many bytes of white space a text begins with.
fn spaces(text: &str) -> usize {
    let mut at = 0;
    while let Some(length) = text.get(at..).and_then(|rest| {
        ways(rest).into_iter().flatten().find(|(letter, _)| *letter == ' ').map(|(_, length)| length)
    }) {
        at += length;
    }
    at
}

/// The letter that the text begins with, as it stands and as an address or selector means it, each with the bytes that
/// it takes. White space is a space.
fn ways(text: &str) -> [Option<(char, usize)>; 2] {
    let Some(first) = text.chars().next() else { return [None, None] };
    let meant = match first {
        '%' => encoded(text),
        '+' => Some((' ', 1)),
        '\\' => text.chars().nth(1).map(|next| (next, 1 + next.len_utf8())),
        _ => None,
    };
    let stands = if first.is_whitespace() { ' ' } else { first };
    [Some((stands, first.len_utf8())), meant]
}

/// A letter as addresses write it: `%C3%A9`.
fn encoded(text: &str) -> Option<(char, usize)> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(pair) = rest.strip_prefix('%').and_then(|rest| rest.get(..2)) {
        bytes.push(u8::from_str_radix(pair, 16).ok()?);
        rest = rest.get(3..)?;
        if let Some(letter) = core::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            return Some((letter, bytes.len() * 3));
        }
        if bytes.len() == 4 {
            break;
        }
    }
    None
}

impl Redacted<String> {
    /// Whether a secret was taken out of it.
    pub fn is_masked(&self) -> bool {
        is_masked(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn masked(chosen: &str, text: &str) -> Option<String> {
        let mut all = Chosen::default();
        assert!(all.add(chosen));
        all.mask(&Redacted::passed(text.to_owned())).map(|text| text.as_str().to_owned())
    }

    #[test]
    fn a_chosen_text_goes_however_it_is_written() {
        for (text, expected) in [
            ("Invoice of Ann  SMITH, paid", "Invoice of •••, paid"),
            ("https://a.example/p/Ann%20Smith?x=ann+smith", "https://a.example/p/•••?x=•••"),
            ("[title=\"Ann\\ Smith\"]", "[title=\"•••\"]"),
            ("Ann\u{a0}Smith", "•••"),
            ("Dear Ann Smi…", "Dear •••…"),
            ("Ann Smith Ann Smith", "••• •••"),
            ("Ann SmithAnn Smith", "•••"),
        ] {
            assert_eq!(masked("Ann Smith", text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(masked("Ann Smith", "Anne Smith"), None);
        assert_eq!(masked("Ann Smith", "Ann Smi"), None);
        assert_eq!(masked("Élodie", "/p/%C3%89lodie/x").as_deref(), Some("/p/•••/x"));
        assert_eq!(masked("100%", "up to 100%").as_deref(), Some("up to •••"));
        assert_eq!(masked("ann+x@a.example", "Mail ann+x@a.example").as_deref(), Some("Mail •••"));
        assert_eq!(masked("+49 171", "call %2B49%20171 now").as_deref(), Some("call ••• now"));
    }

    #[test]
    fn the_longer_goes_first_and_what_is_too_short_is_refused() {
        let mut all = Chosen::default();
        assert!(all.add("Ann") && all.add("Ann Smith") && all.add("Ann"));
        let text = all.mask(&Redacted::passed("Ann Smith and Ann".into())).unwrap();
        assert_eq!(text.as_str(), "••• and •••");
        assert!(!all.add("a") && !all.add("   ") && !all.add(&"a".repeat(LONGEST + 1)));
        assert!(Chosen::default().is_empty() && !all.is_empty());
    }

    proptest! {
        #[test]
        fn nothing_of_it_is_left(before in "[a-z %+\\\\…é]{0,12}", chosen in "[a-zé]{2,8}", after in "[a-z %+\\\\…é]{0,12}") {
            let text = [before.as_str(), &chosen, &after].concat();
            let out = masked(&chosen, &text).unwrap();
            prop_assert!(!out.contains(&chosen), "{}", out);
        }

        #[test]
        fn no_text_makes_it_fail(chosen in "\\PC{2,10}", text in "\\PC{0,40}") {
            let mut all = Chosen::default();
            all.add(&chosen);
            let _ = all.mask(&Redacted::passed(text));
        }
    }
}
