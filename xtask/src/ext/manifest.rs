//! The manifest: one source at the root, stamped for the build.

use crate::files::{read_text, root};
use anyhow::{Context, Result};
use serde_json::Value;

/// The public half of a key pair whose private half was thrown away. It fixes
/// the id of an unpacked extension to [`ID`].
const KEY: &str = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA3cqJU1TdWaXE+5/Rx6J425+Bm1usmZNGbXiaxakFOMM/\
CPKNTEzBx7zPffctKwUg0AQpRRdsL0g6aI/qRCiBTSAWTYdVRMR2fWEti6bTQ/GAEjAc2eORQdeEGnkMMu04SkaUClxHcOHkIMZebDnb8Do6NjmA\
vDM9zeX9l/WVfEUTS/72yf8wmZngOWizgx7AP94mjcTK1sqeyYdjUZZkp3UsLBIEQtxc/dCeVIG9BfmbjgtnsHiqvFax8a1y2ae1LyXG8j4VU3gC\
bKkC2mvQkU0QUYJlYK11NiLUfv0oy2ahnvZGoBu0caGnZv4YRsItIxlpx4og9WrgKKVAr4IgNwIDAQAB";

/// The extension's id: Chrome makes it from the key.
pub const ID: &str = "pdefpbfipdbmlhcjohcabkognljccllh";

/// The manifest with the workspace's version and the fixed key.
pub fn stamped() -> Result<String> {
    let mut manifest: Value = serde_json::from_str(&read_text(&root().join("manifest.json"))?)
        .context("manifest.json is no JSON")?;
    let fields = manifest.as_object_mut().context("manifest.json is no object")?;
    fields.insert("version".into(), env!("CARGO_PKG_VERSION").into());
    fields.insert("key".into(), KEY.into());
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

/// The same without the key: the store gives its own.
pub fn without_key(stamped: &[u8]) -> Result<String> {
    let mut manifest: Value = serde_json::from_slice(stamped)?;
    manifest.as_object_mut().context("the manifest is no object")?.remove("key");
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_store_gets_the_same_manifest_without_the_key() {
        let stamped = stamped().unwrap();
        let store = without_key(stamped.as_bytes()).unwrap();
        let (mut left, right): (Value, Value) =
            (serde_json::from_str(&stamped).unwrap(), serde_json::from_str(&store).unwrap());
        assert!(right.get("key").is_none());
        assert!(left.as_object_mut().unwrap().remove("key").is_some());
        assert_eq!(left, right);
        assert_eq!(right["version"], env!("CARGO_PKG_VERSION"));
    }

    #[test]
    fn the_key_gives_the_id_that_tests_and_documents_name() {
        let key = base64::engine::general_purpose::STANDARD.decode(KEY).unwrap();
        let letters = |byte: &u8| [b'a' + (byte >> 4), b'a' + (byte & 15)];
        let id: Vec<u8> = Sha256::digest(key)[..16].iter().flat_map(letters).collect();
        assert_eq!(id, ID.as_bytes());
    }
}
