//! Letters and their cases without Unicode's tables: those are 18 KB, and this crate goes into every frame of
//! every recorded page. Exact for the scripts whose words are looked for; the tests compare with the tables.

/// Whether a character belongs to a word: a letter or digit of any script. White space, punctuation and symbols
/// part words; combining accents do too.
pub fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    !matches!(c,
        '\u{80}'..='\u{A9}' | '\u{AB}'..='\u{B1}' | '\u{B4}' | '\u{B6}'..='\u{B8}' | '\u{BB}' | '\u{BF}' | '×' | '÷'
        | '\u{2C2}'..='\u{2C5}' | '\u{2D2}'..='\u{2DF}' | '\u{300}'..='\u{344}' | '\u{346}'..='\u{362}'
        | '\u{37E}' | '\u{387}' | '\u{482}'..='\u{489}' | '\u{55A}'..='\u{55F}' | '\u{589}'..='\u{58F}'
        | '\u{5BE}' | '\u{5C0}' | '\u{5C3}' | '\u{5C6}' | '\u{5F3}'..='\u{5F4}' | '\u{600}'..='\u{60F}'
        | '\u{61B}'..='\u{61F}' | '\u{66A}'..='\u{66D}' | '\u{6D4}' | '\u{964}'..='\u{965}' | '\u{E3F}' | '\u{E4F}'
        | '\u{1680}' | '\u{1FBD}' | '\u{2000}'..='\u{206F}' | '\u{207A}'..='\u{207E}' | '\u{208A}'..='\u{208E}'
        | '\u{20A0}'..='\u{2101}' | '\u{2103}'..='\u{2106}' | '\u{2108}'..='\u{2109}' | '\u{2116}'..='\u{2118}'
        | '\u{211E}'..='\u{2123}' | '\u{2190}'..='\u{245F}' | '\u{249C}'..='\u{24B5}' | '\u{2500}'..='\u{2775}'
        | '\u{2794}'..='\u{2BFF}' | '\u{2E00}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{302A}'..='\u{3030}'
        | '\u{3036}'..='\u{3037}' | '\u{303D}'..='\u{3040}' | '\u{3099}'..='\u{309C}' | '\u{30A0}' | '\u{30FB}' | '\u{E000}'..='\u{F8FF}'
        | '\u{FE00}'..='\u{FE6F}' | '\u{FEFF}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}'
        | '\u{FF5B}'..='\u{FF65}' | '\u{FFE0}'..='\u{FFFF}' | '\u{1F000}'..='\u{1F0FF}' | '\u{1F300}'..='\u{1FAFF}'
        | '\u{E0000}'..)
}

/// The small letter of a capital in Latin and Cyrillic script; any other character as it is.
pub(crate) fn lower(c: char) -> char {
    let code = u32::from(c);
    let moved = match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'А'..='Я' => code + 32,
        'Ѐ'..='Џ' => code + 80,
        'Ÿ' => 0xFF,
        '\u{100}'..='\u{12F}' | '\u{132}'..='\u{137}' | '\u{14A}'..='\u{177}' => code | 1,
        'Ĺ'..='ň' | 'Ź'..='ž' => code + (code & 1),
        _ => code,
    };
    char::from_u32(moved).unwrap_or(c)
}

/// Whether a capital follows a small letter, as within `userName`.
pub(crate) fn is_hump(before: char, c: char) -> bool {
    lower(c) != c
        && before < '\u{530}'
        && is_word(before)
        && !before.is_ascii_digit()
        && lower(before) == before
}

/// Where a part begins in a text, in bytes. The standard library's search is 5 KB of code, for needles that are
/// longer than ours.
pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    let part = part.as_bytes();
    let first = part.first()?;
    text.as_bytes().windows(part.len()).position(|window| window.first() == Some(first) && window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_part_is_found_where_it_first_is(text in "[abc é]{0,20}", part in "[abc é]{1,3}") {
            proptest::prop_assert_eq!(find(&text, &part), text.find(&part));
        }
    }

    #[test]
    fn letters_and_digits_of_all_scripts_are_of_words() {
        for c in ('\0'..=char::MAX).filter(|c| c.is_alphanumeric()) {
            // Letters in squares and circles are pictures here, and some forms and marks are parted off with their blocks.
            let drawn = matches!(c, '\u{2100}'..='\u{2BFF}' | '\u{2E2F}' | '\u{FE70}'..='\u{FEFF}' | '\u{302A}'..='\u{302F}');
            assert!(is_word(c) || drawn, "U+{:04X} {c}", u32::from(c));
        }
    }

    #[test]
    fn marks_beside_the_words_that_are_looked_for_part_them() {
        let near = ('\0'..'\u{530}').chain('\u{2000}'..'\u{2070}').chain('\u{20A0}'..'\u{20D0}');
        let near =
            near.chain('\u{2190}'..'\u{2460}').chain('\u{2500}'..'\u{2776}').chain('\u{3000}'..'\u{3100}');
        for c in near.chain('\u{FF00}'..'\u{FFFF}').filter(|c| !c.is_alphanumeric()) {
            // Unassigned ones apart, and modifiers that are written within words.
            let within = matches!(c, '\u{2E5}'..='\u{2FF}' | '\u{375}' | '\u{378}'..='\u{385}' | '\u{38B}'..='\u{3A2}' | '\u{3F6}' | '\u{3097}'..='\u{3098}' | '\u{FFBF}'..='\u{FFDF}');
            assert!(!is_word(c) || within, "U+{:04X} {c}", u32::from(c));
        }
    }

    #[test]
    fn capitals_of_latin_and_cyrillic() {
        for c in ('\0'..='\u{17F}').chain('\u{400}'..='\u{45F}') {
            // The dotted capital I has a small letter of two characters.
            let known: String = c.to_lowercase().collect();
            assert!(lower(c).to_string() == known || c == 'İ', "U+{:04X} {c}", u32::from(c));
        }
    }

    #[test]
    fn humps() {
        assert!(is_hump('r', 'N') && is_hump('ß', 'Ä') && is_hump('н', 'И'));
        assert!(!is_hump('R', 'N') && !is_hump('2', 'N') && !is_hump(' ', 'N') && !is_hump('r', 'n'));
    }
}
