//! Texts as people read them, and how alike two of them are.

use cairn_redact::is_word;
use cairn_redact::parts::{cut_last, parts};

/// White space folded to single spaces, none at the ends. Nothing else is changed: this is the exact name.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A name for people, of folded text: without icons at its ends, a keyboard shortcut, and saying itself twice.
pub(crate) fn tidied(name: &str) -> &str {
    let name = name.trim_matches(|c: char| c == ' ' || is_private(c));
    without_double(without_shortcut(name))
}

/// Icon fonts draw in the private-use area.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

/// "Save Ctrl+S", "Save (⌘S)" → "Save". A name that is nothing else stays.
fn without_shortcut(name: &str) -> &str {
    let Some((head, keys)) = cut_last(name, b' ') else { return name };
    let bare = keys.strip_prefix(['(', '[']).and_then(|keys| keys.strip_suffix([')', ']'])).unwrap_or(keys);
    if head.is_empty() || !is_shortcut(bare) { name } else { head }
}

fn is_shortcut(keys: &str) -> bool {
    const NAMES: &[&str] =
        &["ctrl", "control", "alt", "shift", "cmd", "command", "meta", "option", "strg", "win", "super"];
    if let Some(first) = keys.chars().next()
        && matches!(first, '⌘' | '⌃' | '⌥' | '⇧')
    {
        return keys.chars().count() <= 5;
    }
    let mut parts = parts(keys, b"+");
    let first = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    !rest.is_empty()
        && NAMES.iter().any(|name| first.eq_ignore_ascii_case(name))
        && rest.iter().all(|part| !part.is_empty() && part.chars().count() <= 9)
}

/// "Save Save" and "save Save" (the word of an icon font) → the second; only whole texts, so that "New New York"
/// stays.
fn without_double(name: &str) -> &str {
    let middle = name.len() / 2;
    match (name.get(..middle), name.get(middle..)) {
        (Some(left), Some(right)) if left.len() > 1 && name.len() % 2 == 1 => match right.strip_prefix(' ') {
            Some(right) if left.eq_ignore_ascii_case(right) => right,
            Some(_) | None => name,
        },
        _ => name,
    }
}

/// Likeness of texts that differ in case alone: "More" and "more" stand on one page and do different things.
const OTHER_CASE: u32 = 90;

/// Most words of a text that are searched.
const MOST_WORDS: usize = 120;

/// How alike two texts are, 0 to 100: 100 only when equal; otherwise the share of common words.
pub(crate) fn likeness(left: &str, right: &str) -> u32 {
    if left == right {
        return 100;
    }
    let (left, right) = (left.to_lowercase(), right.to_lowercase());
    if left == right {
        return OTHER_CASE;
    }
    let left: Vec<&str> = words(&left);
    let mut right: Vec<&str> = words(&right);
    let total = (left.len() + right.len()) as u32;
    if total == 0 {
        return 0;
    }
    let mut common = 0;
    for word in &left {
        if let Some(at) = right.iter().position(|other| other == word) {
            right.swap_remove(at);
            common += 2;
        }
    }
    // Words alone may be in another order, and marks may differ: never quite the same.
    (common * 100 / total).min(95)
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()).take(40).collect()
}

/// Whether the words of `part` stand in `whole` one after the other, marks apart.
pub(crate) fn holds_words(whole: &str, part: &str) -> bool {
    let of = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !is_word(c)).filter(|word| !word.is_empty());
        words.take(MOST_WORDS).map(str::to_owned).collect()
    };
    let (whole, part) = (of(whole), of(part));
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}

/// How many steps of the path `kept` are in `path`, in the same order: what was put between or around them does not
/// count.
pub(crate) fn steps_in_order(kept: &str, path: &str) -> u32 {
    let path: Vec<&str> = path.split(" > ").collect();
    // The longest common part, one row of the table at a time.
    let mut row = vec![0_u32; path.len() + 1];
    for step in kept.split(" > ") {
        let (mut diagonal, mut left) = (0, 0);
        for (own, cell) in path.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            *cell = if *own == step { diagonal + 1 } else { above.max(left) };
            (diagonal, left) = (above, *cell);
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The word that tells most: with digits if there is one, else the longest.
pub(crate) fn telling_word(text: &str) -> &str {
    let words = || text.trim_end_matches('…').split_whitespace();
    words()
        .find(|word| word.bytes().any(|b| b.is_ascii_digit()))
        .or_else(|| words().max_by_key(|word| word.len()))
        .unwrap_or_default()
}

/// Whether there is a letter, or a digit at least: marks and icons alone name nothing.
pub(crate) fn says_something(text: &str) -> bool {
    text.chars().any(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_between_do_not_count() {
        assert_eq!(steps_in_order("body > p > a", "body > div > p > a"), 3);
        assert_eq!(steps_in_order("body > p > a", "body > p:nth-of-type(2) > a"), 2);
        assert_eq!(steps_in_order("a > b", "b > a"), 1);
    }

    #[test]
    fn shortcuts_and_doubles_go() {
        for (from, to) in [
            ("Save Ctrl+S", "Save"),
            ("Save (⌘S)", "Save"),
            ("Find Ctrl+Shift+F", "Find"),
            ("Save Save", "Save"),
            ("save Save", "Save"),
            ("New New York", "New New York"),
            ("Ctrl+S", "Ctrl+S"),
            ("C+ +", "C+ +"),
            ("Add A+B", "Add A+B"),
            ("\u{e001} Home", "Home"),
            ("a a", "a a"),
            ("", ""),
        ] {
            assert_eq!(tidied(from), to, "{from}");
        }
    }

    #[test]
    fn likeness_of_texts() {
        assert_eq!(likeness("Save", "save"), 90);
        assert_eq!(likeness("Save", "Cancel"), 0);
        assert_eq!(likeness("Edit order 17", "Edit order 18"), 66);
        assert_eq!(likeness("", "a"), 0);
        assert!(likeness("a b", "b a") < 100);
    }

    #[test]
    fn words_within_a_text() {
        assert!(holds_words("Audi 4, M2 (new)", "Audi 4"));
        assert!(!holds_words("Audi 41 M2", "Audi 4"));
        assert!(!holds_words("anything", "…"));
    }

    proptest::proptest! {
        #[test]
        fn likeness_is_symmetric_and_bounded(left in ".{0,30}", right in ".{0,30}") {
            let there = likeness(&left, &right);
            proptest::prop_assert_eq!(there, likeness(&right, &left));
            proptest::prop_assert!(there <= 100);
            proptest::prop_assert_eq!(likeness(&left, &left), 100);
        }

        #[test]
        fn tidying_only_cuts(text in ".{0,40}") {
            proptest::prop_assert!(text.contains(tidied(&text)));
        }

        #[test]
        fn folding_twice_is_folding(text in ".{0,40}") {
            let once = folded(&text);
            proptest::prop_assert_eq!(folded(&once), once);
        }
    }
}
