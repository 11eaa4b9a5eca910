use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// Random bytes that a key takes.
pub const PROOF_KEY_BYTES: usize = 32;

/// The key by which a server signs what it says of stored recordings (Ed25519, RFC 8032). It cannot be printed,
/// compared or serialised; [`ProofKey::expose`] is the one way out.
pub struct ProofKey(SigningKey);

impl ProofKey {
    /// A key out of bytes that must come from the system's random source.
    pub fn new(random: [u8; PROOF_KEY_BYTES]) -> Self {
        Self(SigningKey::from_bytes(&random))
    }

    /// The key that was kept as this text; none when it is no key.
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self::new(decode(text.trim())?))
    }

    /// The key as text, to be kept where only the server reads it.
    pub fn expose(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.to_bytes())
    }

    /// What anybody may have, to check signatures.
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.verifying_key().to_bytes())
    }

    /// Signs a text for a purpose: a signature for one is none for another.
    pub fn sign(&self, purpose: &str, text: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.0.sign(&signed(purpose, text)).to_bytes())
    }
}

/// Whether a signature is that of this public key on this text for this purpose.
pub fn is_signed(public: &str, purpose: &str, text: &str, signature: &str) -> bool {
    let (Some(public), Some(signature)) = (decode(public), decode(signature)) else { return false };
    VerifyingKey::from_bytes(&public).is_ok_and(|key| {
        key.verify_strict(&signed(purpose, text), &Signature::from_bytes(&signature)).is_ok()
    })
}

/// What is signed: the purpose, a line end, the text.
fn signed(purpose: &str, text: &str) -> Vec<u8> {
    [purpose.as_bytes(), b"\n", text.as_bytes()].concat()
}

fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(seed: u8) -> ProofKey {
        ProofKey::new([seed; PROOF_KEY_BYTES])
    }

    #[test]
    fn a_signature_is_for_one_text_one_purpose_and_one_key() {
        let signature = key(1).sign("a", "text");
        assert!(is_signed(&key(1).public(), "a", "text", &signature));
        assert!(!is_signed(&key(1).public(), "a", "texT", &signature));
        assert!(!is_signed(&key(1).public(), "b", "text", &signature));
        assert!(!is_signed(&key(2).public(), "a", "text", &signature));
        for nonsense in ["", "x", "é", &"A".repeat(86), &signature[1..]] {
            assert!(!is_signed(&key(1).public(), "a", "text", nonsense), "{nonsense}");
            assert!(!is_signed(nonsense, "a", "text", &signature), "{nonsense}");
        }
    }

    #[test]
    fn a_key_is_kept_as_text() {
        let kept = key(7).expose();
        assert_eq!(ProofKey::parse(&format!("{kept}\n")).map(|key| key.public()), Some(key(7).public()));
        for nonsense in ["", "x", &kept[1..]] {
            assert!(ProofKey::parse(nonsense).is_none(), "{nonsense}");
        }
    }

    /// RFC 8032, section 7.1, test 2: the key, and that what is signed is what is documented.
    #[test]
    fn the_algorithm_is_that_of_the_standard() {
        let seed = URL_SAFE_NO_PAD.encode([
            0x4c, 0xcd, 0x08, 0x9b, 0x28, 0xff, 0x96, 0xda, 0x9d, 0xb6, 0xc3, 0x46, 0xec, 0x11, 0x4e, 0x0f,
            0x5b, 0x8a, 0x31, 0x9f, 0x35, 0xab, 0xa6, 0x24, 0xda, 0x8c, 0xf6, 0xed, 0x4f, 0xb8, 0xa6, 0xfb,
        ]);
        assert_eq!(ProofKey::parse(&seed).unwrap().public(), "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw");
        assert_eq!(signed("cairn", "x"), b"cairn\nx");
    }
}
