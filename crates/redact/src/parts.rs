//! Texts parted at marks of ASCII, and put together. The standard library's searches for characters are several KB of
//! script, one for each way to search, and its `join` is another; this crate goes into every frame of every recorded page.

/// Where the first of some marks stands in a text, in bytes.
#[expect(clippy::manual_contains, reason = "`contains` is half a KB of script")]
pub fn place(text: &str, marks: &[u8]) -> Option<usize> {
    text.bytes().position(|byte| marks.iter().any(|mark| *mark == byte))
}

/// Whether a mark stands in a text.
pub fn has(text: &str, mark: u8) -> bool {
    place(text, &[mark]).is_some()
}

/// What stands before the first of some marks, and what after it.
pub fn cut<'a>(text: &'a str, marks: &[u8]) -> Option<(&'a str, &'a str)> {
    around(text, place(text, marks)?)
}

/// What stands before the last mark, and what after it.
pub fn cut_last(text: &str, mark: u8) -> Option<(&str, &str)> {
    around(text, text.bytes().rposition(|byte| byte == mark)?)
}

fn around(text: &str, at: usize) -> Option<(&str, &str)> {
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The text without the marks that it begins with.
pub fn without_first(mut text: &str, mark: u8) -> &str {
    while text.as_bytes().first() == Some(&mark) {
        text = text.get(1..).unwrap_or_default();
    }
    text
}

/// The text without the marks that it ends with.
pub fn without_last(mut text: &str, mark: u8) -> &str {
    while text.as_bytes().last() == Some(&mark) {
        text = text.get(..text.len() - 1).unwrap_or_default();
    }
    text
}

/// The parts of a text between marks, empty ones too.
pub fn parts<'a>(text: &'a str, marks: &'static [u8]) -> Parts<'a> {
    Parts { rest: Some(text), marks }
}

/// The parts of a text, in order.
pub struct Parts<'a> {
    rest: Option<&'a str>,
    marks: &'static [u8],
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest.take()?;
        let Some((part, after)) = cut(rest, self.marks) else { return Some(rest) };
        self.rest = Some(after);
        Some(part)
    }
}

/// Texts one after the other.
pub fn concat(texts: &[&str]) -> String {
    joined(texts, "")
}

/// Texts one after the other, with another between them.
pub fn joined(texts: &[&str], between: &str) -> String {
    let mut out = String::with_capacity(texts.iter().map(|text| text.len() + between.len()).sum());
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            out.push_str(between);
        }
        out.push_str(text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn as_the_standard_library_does(text in "[-+aé ]{0,12}") {
            proptest::prop_assert_eq!(place(&text, b"-+"), text.find(['-', '+']));
            proptest::prop_assert_eq!(has(&text, b'-'), text.contains('-'));
            proptest::prop_assert_eq!(cut(&text, b"-+"), text.split_once(['-', '+']));
            proptest::prop_assert_eq!(cut_last(&text, b'-'), text.rsplit_once('-'));
            proptest::prop_assert_eq!(without_first(&text, b'-'), text.trim_start_matches('-'));
            proptest::prop_assert_eq!(without_last(&text, b'-'), text.trim_end_matches('-'));
            proptest::prop_assert!(parts(&text, b"-+").eq(text.split(['-', '+'])));
            let all: Vec<&str> = parts(&text, b"-+").collect();
            proptest::prop_assert_eq!(joined(&all, "é"), all.join("é"));
            proptest::prop_assert_eq!(concat(&all), all.concat());
        }
    }
}
