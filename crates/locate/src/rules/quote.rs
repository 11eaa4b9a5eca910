//! Quoting for selectors. What a page wrote goes into CSS and XPath only through here.

use cairn_redact::parts::{concat, has, joined, parts};

/// An identifier as CSS needs it (CSSOM, "serialize an identifier").
pub(crate) fn css_identifier(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let lone_hyphen = text == "-";
    let starts_with_hyphen = text.starts_with('-');
    for (index, c) in text.chars().enumerate() {
        match c {
            '\0' => out.push('\u{FFFD}'),
            '\u{1}'..='\u{1F}' | '\u{7F}' => escape_code(&mut out, c),
            '0'..='9' if index == 0 || (index == 1 && starts_with_hyphen) => escape_code(&mut out, c),
            '-' if lone_hyphen => out.push_str("\\-"),
            '-' | '_' | '0'..='9' | 'a'..='z' | 'A'..='Z' | '\u{80}'.. => out.push(c),
            _ => {
                out.push('\\');
                out.push(c);
            }
        }
    }
    out
}

fn escape_code(out: &mut String, c: char) {
    out.push('\\');
    let code = u32::from(c);
    for digit in [code >> 4, code & 15].into_iter().skip(usize::from(code < 16)) {
        out.extend(char::from_digit(digit, 16));
    }
    out.push(' ');
}

/// A number in decimal digits. The standard library's way brings all of its formatting along.
pub(crate) fn decimal(number: u32) -> String {
    let mut out = if number >= 10 { decimal(number / 10) } else { String::new() };
    out.extend(char::from_digit(number % 10, 10));
    out
}

/// A string in double quotes as CSS needs it (CSSOM, "serialize a string").
pub(crate) fn css_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '\0' => out.push('\u{FFFD}'),
            '\u{1}'..='\u{1F}' | '\u{7F}' => escape_code(&mut out, c),
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A string literal of XPath 1.0, which has no escapes: text with both kinds of quotes is put together.
pub(crate) fn xpath_string(text: &str) -> String {
    if !has(text, b'"') {
        return concat(&["\"", text, "\""]);
    }
    if !has(text, b'\'') {
        return concat(&["'", text, "'"]);
    }
    let parts = joined(&parts(text, b"\"").collect::<Vec<_>>(), "\",'\"',\"");
    concat(&["concat(\"", &parts, "\")"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn identifiers_as_css_escape_does() {
        assert_eq!(css_identifier("a:b.c"), "a\\:b\\.c");
        assert_eq!(css_identifier("1st"), "\\31 st");
        assert_eq!(css_identifier("-2"), "-\\32 ");
        assert_eq!(css_identifier("-"), "\\-");
        assert_eq!(css_identifier("größe_名"), "größe_名");
        assert_eq!(css_identifier("a b\u{1}"), "a\\ b\\1 ");
    }

    #[test]
    fn numbers_as_formatting_writes_them() {
        for number in [0, 7, 10, 409, u32::MAX] {
            assert_eq!(decimal(number), number.to_string());
        }
    }

    #[test]
    fn strings_keep_their_quotes_inside() {
        assert_eq!(css_string("say \"hi\" \\"), "\"say \\\"hi\\\" \\\\\"");
        assert_eq!(css_string("two\nlines"), "\"two\\a lines\"");
        assert_eq!(xpath_string("it's"), "\"it's\"");
        assert_eq!(xpath_string("say \"hi\""), "'say \"hi\"'");
        assert_eq!(xpath_string("it's \"so\""), "concat(\"it's \",'\"',\"so\",'\"',\"\")");
    }

    /// Reads a CSS string literal back, as a browser does.
    fn read_css_string(literal: &str) -> Option<String> {
        let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
        let mut out = String::new();
        let mut chars = inner.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' => return None,
                '\\' => {
                    let mut code = String::new();
                    while code.len() < 6 && chars.peek().is_some_and(char::is_ascii_hexdigit) {
                        code.push(chars.next()?);
                    }
                    if code.is_empty() {
                        out.push(chars.next()?);
                    } else {
                        out.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
                        if chars.peek() == Some(&' ') {
                            chars.next();
                        }
                    }
                }
                c => out.push(c),
            }
        }
        Some(out)
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_a_css_string(text in "[^\\x00]{0,40}") {
            let back = read_css_string(&css_string(&text));
            prop_assert_eq!(back.as_deref(), Some(text.as_str()));
        }

        #[test]
        fn an_identifier_has_no_bare_marks(text in "[ -~]{1,20}") {
            let quoted = css_identifier(&text);
            let mut escaped = false;
            for c in quoted.chars() {
                if !escaped && c != '\\' {
                    prop_assert!(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' '), "{}", quoted);
                }
                escaped = !escaped && c == '\\';
            }
        }

        #[test]
        fn an_xpath_string_closes_what_it_opens(text in "[a'\"]{0,12}") {
            let literal = xpath_string(&text);
            let mut open = None;
            let mut inside = String::new();
            for c in literal.chars() {
                match open {
                    None if c == '"' || c == '\'' => open = Some(c),
                    Some(quote) if c == quote => open = None,
                    Some(_) => inside.push(c),
                    None => {}
                }
            }
            prop_assert!(open.is_none());
            prop_assert_eq!(inside, text);
        }
    }
}
