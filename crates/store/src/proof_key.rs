//! The key that the server signs with: a file beside its data that only its user reads.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;

use cairn_auth::{PROOF_KEY_BYTES, ProofKey};

use crate::StoreError;

/// Its name in the folder of the data.
const NAME: &str = "proof.key";

/// The key; none when there is none yet.
pub(crate) fn read(folder: &Path) -> Result<Option<ProofKey>, StoreError> {
    match std::fs::read_to_string(folder.join(NAME)) {
        Ok(text) => ProofKey::parse(&text).map(Some).ok_or(StoreError::BadKey),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == ErrorKind::InvalidData => Err(StoreError::BadKey),
        Err(error) => Err(error.into()),
    }
}

/// The key, made at the first start. It is whole on the disk before it has its name.
pub(crate) fn read_or_make(folder: &Path, temporary: &Path) -> Result<ProofKey, StoreError> {
    if let Some(key) = read(folder)? {
        return Ok(key);
    }
    let mut random = [0; PROOF_KEY_BYTES];
    getrandom::fill(&mut random)?;
    let key = ProofKey::new(random);
    let path = temporary.join(NAME);
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path)?;
    file.write_all(key.expose().as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    std::fs::rename(&path, folder.join(NAME))?;
    File::open(folder)?.sync_all()?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn it_is_made_once_and_read_by_its_user_only() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read(folder.path()).unwrap().is_none());
        let made = read_or_make(folder.path(), folder.path()).unwrap();
        assert_eq!(read_or_make(folder.path(), folder.path()).unwrap().public(), made.public());
        let path = folder.path().join(NAME);
        #[cfg(unix)]
        {
            let mode = std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions());
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::write(path, [0xff, 0xfe]).unwrap();
        assert!(matches!(read(folder.path()), Err(StoreError::BadKey)));
    }
}
