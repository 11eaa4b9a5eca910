use crate::{Kind, SESSION_LIFE, Token};

/// The one cookie. `__Host-` makes the browser refuse it unless it is `Secure`, for this host only and for
/// every path. Chromium takes it on `http://127.0.0.1` too, for loopback is a trustworthy origin
/// (docs/adr/0003-server-storage.md).
pub const COOKIE: &str = "__Host-cairn";

/// The value of a `Set-Cookie` header that carries a session.
pub fn session_cookie(session: &Token) -> String {
    let seconds = SESSION_LIFE / 1000;
    format!("{COOKIE}={}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax", session.expose())
}

/// The value of a `Set-Cookie` header that takes the session away.
pub fn clear_cookie() -> String {
    format!("{COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax")
}

/// Finds the session in the values of all `Cookie` headers of a request. Two cookies of our name are taken
/// for none: one of them was planted by someone else.
pub fn session_from_cookies<'a>(values: impl IntoIterator<Item = &'a [u8]>) -> Option<Token> {
    let mut found = None;
    for value in values {
        for pair in core::str::from_utf8(value).ok()?.split(';') {
            let Some((name, value)) = pair.split_once('=') else { continue };
            if name.trim_matches([' ', '\t']) != COOKIE {
                continue;
            }
            if found.is_some() {
                return None;
            }
            found = Some(value.trim_matches([' ', '\t', '"']));
        }
    }
    Token::parse(Kind::Session, found?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::RANDOM_BYTES;

    #[test]
    fn finds_ours_among_others() {
        let (session, _) = Token::new(Kind::Session, [5; RANDOM_BYTES]);
        let ours = format!("a=b; {COOKIE}={}; c=d", session.expose());
        assert!(session_from_cookies([ours.as_bytes()]).is_some());
        assert!(session_from_cookies([b"x=y".as_slice(), ours.as_bytes()]).is_some());
        assert!(session_from_cookies([ours.as_bytes(), ours.as_bytes()]).is_none());
        assert!(session_from_cookies([b"cairn=cairn_session_x".as_slice()]).is_none());
    }

    #[test]
    fn is_for_this_host_only() {
        let (session, _) = Token::new(Kind::Session, [5; RANDOM_BYTES]);
        for cookie in [session_cookie(&session), clear_cookie()] {
            for part in ["; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
                assert!(cookie.contains(part), "{part}");
            }
            assert!(!cookie.contains("Domain"));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = session_from_cookies([bytes.as_slice()]).is_some();
        }

        #[test]
        fn any_value_is_read_or_refused(value in "\\PC{0,80}") {
            let _ = session_from_cookies([format!("{COOKIE}={value}").as_bytes()]).is_some();
        }
    }
}
