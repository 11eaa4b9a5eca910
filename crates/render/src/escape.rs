use cairn_redact::clean;

/// Longest text of one name or sentence, in characters.
const LIMIT: usize = 2_000;

/// Plain text for Markdown, on one line. Every sign that CommonMark or GitHub's tables, mathematics, mentions
/// and automatic links give a meaning is escaped; the text stays what it was once rendered.
pub(crate) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in clean(text, LIMIT).chars() {
        if matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '!'
                | '|'
                | '~'
                | '$'
                | '&'
                | ':'
                | '@'
                | '^'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    // A link for GitHub.
    out.replace("www.", "www\\.").replace("WWW.", "WWW\\.")
}

/// An address for `<…>` in a Markdown link.
pub(crate) fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => {}
            ' ' => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// A name between marks such as `**`, which must touch no space on their inner side.
pub(crate) fn marked(name: &str, mark: &str) -> String {
    let name = text(name);
    if name.is_empty() { name } else { format!("{mark}{name}{mark}") }
}
