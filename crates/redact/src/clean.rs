/// Makes text fit for a title or a name: no control, zero-width, bidirectional-override or private-use
/// (icon font) characters, white space folded to one space, at most `limit` characters (an ellipsis stands
/// for the rest).
pub fn clean(text: &str, limit: usize) -> String {
    let mut out = String::with_capacity(text.len().min(limit * 4));
    let mut count = 0;
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = !out.is_empty();
            continue;
        }
        if is_noise(c) {
            continue;
        }
        if count + usize::from(gap) >= limit {
            out.push('…');
            return out;
        }
        if gap {
            out.push(' ');
            count += 1;
            gap = false;
        }
        out.push(c);
        count += 1;
    }
    out
}

/// Characters that carry no words: controls, zero-width marks (the joiners of emoji and Indic scripts stay),
/// direction overrides, private use.
pub(crate) fn is_noise(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFD}'
            | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn folds_white_space_and_drops_marks() {
        assert_eq!(clean("  Save\n\t the\u{200b} file \u{e001}", 100), "Save the file");
    }

    #[test]
    fn cuts_by_characters_and_says_so() {
        assert_eq!(clean("äöüäöü", 3), "äöü…");
        assert_eq!(clean("abc", 3), "abc");
        assert_eq!(clean("abc   ", 3), "abc");
    }

    #[test]
    fn keeps_joined_emoji() {
        assert_eq!(clean("👩\u{200d}💻", 10), "👩\u{200d}💻");
    }
}
