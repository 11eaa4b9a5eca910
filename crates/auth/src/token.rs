use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Random bytes that one token takes: 6 for the id, 32 for the secret, 16 for the salt.
pub const RANDOM_BYTES: usize = 6 + 32 + 16;

/// Characters of a token's public id: what lists show of a key.
pub const ID_LENGTH: usize = 8;

/// Characters of a token's secret: 32 bytes as base64url.
const SECRET_LENGTH: usize = 43;

/// What a token is for. A token of one kind is never taken for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An API key.
    Key,
    /// A sign-in link, good for one use.
    Link,
    /// A browser's session.
    Session,
}

impl Kind {
    fn prefix(self) -> &'static str {
        match self {
            Self::Key => "cairn_key_",
            Self::Link => "cairn_link_",
            Self::Session => "cairn_session_",
        }
    }
}

/// A secret in the clear. It cannot be printed, compared or serialised; [`Token::expose`] is the one way out.
pub struct Token {
    kind: Kind,
    text: String,
}

/// What is kept of a token: enough to check it, not enough to make it.
#[derive(Clone)]
pub struct Seal {
    /// The token's public id.
    pub id: String,
    /// Salt, 32 hexadecimal digits.
    pub salt: String,
    /// SHA-256 of salt and token, 64 hexadecimal digits.
    pub hash: String,
}

impl Token {
    /// A new token and its seal, out of bytes that must come from the system's random source.
    pub fn new(kind: Kind, random: [u8; RANDOM_BYTES]) -> (Self, Seal) {
        let (id, rest) = random.split_at(6);
        let (secret, salt) = rest.split_at(32);
        let id = URL_SAFE_NO_PAD.encode(id);
        let text = format!("{}{id}{}", kind.prefix(), URL_SAFE_NO_PAD.encode(secret));
        let salt = hex(salt);
        let hash = digest(&salt, &text);
        (Self { kind, text }, Seal { id, salt, hash })
    }

    /// Reads a token that someone sent; nothing when it has not the form of this kind.
    pub fn parse(kind: Kind, text: &str) -> Option<Self> {
        let rest = text.strip_prefix(kind.prefix())?;
        let well_formed = rest.len() == ID_LENGTH + SECRET_LENGTH
            && rest.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        well_formed.then(|| Self { kind, text: text.to_owned() })
    }

    /// The public id, by which the seal is found.
    pub fn id(&self) -> &str {
        let start = self.kind.prefix().len();
        self.text.get(start..start + ID_LENGTH).unwrap_or_default()
    }

    /// The whole token, to be handed to the person it is for. Never log or store what this returns.
    pub fn expose(&self) -> &str {
        &self.text
    }
}

impl Seal {
    /// Whether `token` is the one that this seal was made of, in time that does not depend on where they differ.
    pub fn fits(&self, token: &Token) -> bool {
        let hash = digest(&self.salt, &token.text);
        bool::from(hash.as_bytes().ct_eq(self.hash.as_bytes())) && self.id == token.id()
    }
}

fn digest(salt: &str, text: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(salt.as_bytes());
    hash.update(text.as_bytes());
    hex(&hash.finalize())
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |n: u8| char::from(DIGITS[usize::from(n & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_token_fits_its_own_seal_only() {
        let (one, seal) = Token::new(Kind::Key, [7; RANDOM_BYTES]);
        let (two, _) = Token::new(Kind::Key, [8; RANDOM_BYTES]);
        assert!(seal.fits(&one));
        assert!(!seal.fits(&two));
        assert!(!seal.hash.contains(one.expose()) && seal.hash.len() == 64 && seal.salt.len() == 32);
    }

    #[test]
    fn a_key_is_no_session() {
        let (key, _) = Token::new(Kind::Key, [1; RANDOM_BYTES]);
        assert!(Token::parse(Kind::Session, key.expose()).is_none());
        assert!(Token::parse(Kind::Link, key.expose()).is_none());
    }

    proptest! {
        #[test]
        fn what_is_made_can_be_read(random in prop::array::uniform32(any::<u8>()), more in prop::array::uniform22(any::<u8>())) {
            let mut bytes = [0; RANDOM_BYTES];
            bytes[..32].copy_from_slice(&random);
            bytes[32..].copy_from_slice(&more);
            let (token, seal) = Token::new(Kind::Session, bytes);
            let read = Token::parse(Kind::Session, token.expose()).unwrap();
            prop_assert_eq!(read.id(), seal.id.as_str());
            prop_assert!(seal.fits(&read));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*") {
            let _ = Token::parse(Kind::Key, &text).map(|token| token.id().len());
        }

        #[test]
        fn a_changed_letter_never_fits(at in 10usize..61, letter in "[A-Za-z0-9_-]") {
            let (token, seal) = Token::new(Kind::Key, [9; RANDOM_BYTES]);
            let mut text = token.expose().to_owned();
            text.replace_range(at..=at, &letter);
            if text != token.expose() {
                let other = Token::parse(Kind::Key, &text).unwrap();
                prop_assert!(!seal.fits(&other));
            }
        }
    }
}
