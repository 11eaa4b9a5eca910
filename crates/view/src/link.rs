use cairn_redact::clean;

/// Longest address in a text, in characters.
const SHOWN: usize = 80;

/// The address, if it may become a link: `http` and `https` only. A recording may name any scheme.
pub fn web_address(url: &str) -> Option<&str> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (known && !rest.is_empty()).then_some(url)
}

/// The address as people say it: no scheme, no slash at the end, not too long.
pub fn short_address(url: &str) -> String {
    let shown = web_address(url).and_then(|url| url.split_once("://")).map_or(url, |(_, rest)| rest);
    clean(shown.trim_end_matches('/'), SHOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(web_address(" HTTPS://a.example/ "), Some("HTTPS://a.example/"));
        for no in [
            "javascript:alert(1)",
            "data:text/html,x",
            "javascript://a.example/%0aalert(1)",
            "http://",
            "//a",
            "",
        ] {
            assert_eq!(web_address(no), None, "{no}");
        }
    }

    #[test]
    fn shown_without_scheme() {
        assert_eq!(short_address("https://a.example/x/"), "a.example/x");
        assert_eq!(short_address("about:blank"), "about:blank");
    }
}
