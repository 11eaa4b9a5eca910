use crate::MASK;
use crate::parts::{concat, cut, cut_last, joined, parts, place};

/// Longest stored address, in characters.
const LIMIT: usize = 2_000;

/// Reduces an address to what a guide needs: no user name or password, the values of the query masked (names
/// stay), a fragment only where it is a plain anchor or route, path segments that look like one-time tokens
/// masked. `data:` and `blob:` addresses keep only their scheme.
pub(crate) fn reduce(raw: &str) -> String {
    let raw = raw.trim();
    let Some((scheme, rest)) = cut(raw, b":") else {
        return reduce_path(raw);
    };
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "file") || !rest.starts_with("//") {
        return match scheme {
            "about" | "chrome" | "chrome-extension" | "view-source" => crate::clean(raw, LIMIT),
            _ => crate::clean(scheme, 20) + ":…",
        };
    }
    let rest = &rest[2..];
    let (authority, path) = rest.split_at(place(rest, b"/?#").unwrap_or(rest.len()));
    let host = cut_last(authority, b'@').map_or(authority, |(_, host)| host);
    crate::clean(&concat(&[scheme, "://", host, &reduce_path(path)]), LIMIT)
}

fn reduce_path(path: &str) -> String {
    let (path, fragment) = cut(path, b"#").unwrap_or((path, ""));
    let (path, query) = cut(path, b"?").unwrap_or((path, ""));
    let mut out = joined(
        &parts(path, b"/").map(|part| if is_token(part) { MASK } else { part }).collect::<Vec<_>>(),
        "/",
    );
    let mut before = '?';
    for pair in parts(query, b"&").filter(|pair| !pair.is_empty()) {
        out.push(core::mem::replace(&mut before, '&'));
        match cut(pair, b"=") {
            Some((name, value)) if !is_token(name) => {
                out.push_str(name);
                out.push('=');
                if !value.is_empty() {
                    out.push_str(MASK);
                }
            }
            // A query without `=` is itself a value.
            _ => out.push_str(MASK),
        }
    }
    if is_plain_fragment(fragment) {
        out.push('#');
        out.push_str(fragment);
    }
    out
}

/// Anchors and routes of words (`#section-2`, `#/users/12`); anything with a value in it goes.
fn is_plain_fragment(fragment: &str) -> bool {
    !fragment.is_empty()
        && fragment.len() <= 80
        && fragment.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '!' | '.'))
        && !parts(fragment, b"/").any(is_token)
}

/// A path segment that no person would type: long, with letters and digits mixed, and not a slug of words.
fn is_token(part: &str) -> bool {
    let longest = parts(part, b"-_.~").map(str::len).max().unwrap_or(0);
    let digits = part.bytes().filter(u8::is_ascii_digit).count();
    let letters = part.bytes().filter(u8::is_ascii_alphabetic).count();
    (longest >= 20 && digits >= 2 && letters >= 2) || longest >= 40
}

#[cfg(test)]
mod tests {
    use super::reduce;

    #[test]
    fn values_of_the_query_go() {
        assert_eq!(reduce("https://a.example/s?q=ann&empty=&flag"), "https://a.example/s?q=•••&empty=&•••");
        assert_eq!(reduce("https://me:pw@a.example:8080/x"), "https://a.example:8080/x");
    }

    #[test]
    fn fragments_stay_only_as_anchors_and_routes() {
        assert_eq!(reduce("http://a.example/#/users/12"), "http://a.example/#/users/12");
        assert_eq!(reduce("http://a.example/#access_token=abc"), "http://a.example/");
        assert_eq!(reduce("http://a.example?x=1#top"), "http://a.example?x=•••#top");
    }

    #[test]
    fn token_segments_go_and_slugs_stay() {
        assert_eq!(reduce("https://a.example/reset/3f9aC81bd02e77aa61f0b2"), "https://a.example/reset/•••");
        assert_eq!(
            reduce("https://a.example/blog/how-we-measure-2024-performance-in-practice"),
            "https://a.example/blog/how-we-measure-2024-performance-in-practice"
        );
    }

    #[test]
    fn other_schemes_keep_their_name() {
        assert_eq!(reduce("data:text/html,secret"), "data:…");
        assert_eq!(reduce("about:blank"), "about:blank");
        assert_eq!(reduce("javascript:alert(1)"), "javascript:…");
    }
}
