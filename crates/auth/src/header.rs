use crate::{Kind, Token};

/// What is wrong with an `Authorization` header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderError {
    /// It is not `Bearer` and one word.
    Form,
    /// The word is no API key of Cairn's.
    NotAKey,
}

/// Reads the value of an `Authorization` header: `Bearer <API key>`, nothing else.
///
/// # Errors
/// [`HeaderError`] when the header has another scheme or form, or holds something that is no key.
pub fn bearer(value: &[u8]) -> Result<Token, HeaderError> {
    let text = core::str::from_utf8(value).map_err(|_| HeaderError::Form)?.trim_matches([' ', '\t']);
    let (scheme, key) = text.split_once([' ', '\t']).ok_or(HeaderError::Form)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(HeaderError::Form);
    }
    let key = key.trim_matches([' ', '\t']);
    Token::parse(Kind::Key, key).ok_or(HeaderError::NotAKey)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::RANDOM_BYTES;

    #[test]
    fn only_bearer_and_one_key() {
        let (key, _) = Token::new(Kind::Key, [3; RANDOM_BYTES]);
        let key = key.expose();
        assert!(bearer(format!("Bearer {key}").as_bytes()).is_ok());
        assert!(bearer(format!("  bEaReR \t {key} ").as_bytes()).is_ok());
        let refused = |text: String| bearer(text.as_bytes()).err();
        assert_eq!(refused(key.to_owned()), Some(HeaderError::Form));
        assert_eq!(refused(format!("Basic {key}")), Some(HeaderError::Form));
        assert_eq!(refused(format!("Bearer {key}, {key}")), Some(HeaderError::NotAKey));
        assert_eq!(refused("Bearer ".to_owned()), Some(HeaderError::Form));
        assert_eq!(bearer(b"Bearer \xff\xfe").err(), Some(HeaderError::Form));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = bearer(&bytes).err();
        }

        #[test]
        fn any_word_after_bearer_is_read_or_refused(word in "\\PC{0,80}") {
            let _ = bearer(format!("Bearer {word}").as_bytes()).err();
        }
    }
}
