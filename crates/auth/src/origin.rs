/// What a browser says about where a request comes from.
#[derive(Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The `Sec-Fetch-Site` header.
    pub site: Option<&'a str>,
    /// The `Origin` header.
    pub origin: Option<&'a str>,
}

/// Whether a request that changes something comes from our own pages, of which `own` is the origin
/// (`http://127.0.0.1:8787`).
///
/// `Sec-Fetch-Site` decides where the browser sends it, for no page can set it, and because forms of a page
/// with `Referrer-Policy: no-referrer` send `Origin: null`. Without it the `Origin` must be ours. A request
/// with neither is no form of a browser of today, and is refused.
pub fn same_origin(asked: Asked<'_>, own: &str) -> bool {
    match (asked.site, asked.origin) {
        (Some(site), Some(origin)) if origin != "null" => site == "same-origin" && origin == own,
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => origin == own,
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "http://127.0.0.1:8787";

    fn asked<'a>(site: Option<&'a str>, origin: Option<&'a str>) -> bool {
        same_origin(Asked { site, origin }, OWN)
    }

    #[test]
    fn our_own_pages_may() {
        assert!(asked(Some("same-origin"), Some(OWN)));
        assert!(asked(Some("same-origin"), Some("null")));
        assert!(asked(Some("same-origin"), None));
        assert!(asked(None, Some(OWN)));
    }

    #[test]
    fn nobody_else_may() {
        for site in ["cross-site", "same-site", "none", "", "SAME-ORIGIN"] {
            assert!(!asked(Some(site), Some(OWN)), "{site}");
            assert!(!asked(Some(site), None), "{site}");
        }
        assert!(!asked(Some("same-origin"), Some("https://evil.example")));
        assert!(!asked(None, Some("null")));
        assert!(!asked(None, Some("http://127.0.0.1:8788")));
        assert!(!asked(None, None));
    }
}
