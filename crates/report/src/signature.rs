//! Receipts are signed so that anybody can tell, without us, that nobody changed them.
//!
//! The signature (Ed25519, RFC 8032) of the whole file stands behind it in a comment line, which
//! PDF readers pass over. No program of ours but [`verify`] is needed to check it, and that needs
//! nothing but the file and the public key.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

/// What stands before the signature in the last line of a signed file.
const MARK: &[u8] = b"\n%resuelto-ed25519 ";

/// The length of a signature in hexadecimal digits.
const DIGITS: usize = 128;

/// Signed with the file, so that a signature of something else is never taken for one.
const PURPOSE: &[u8] = b"resuelto receipt 1\n";

/// Signs receipts of an installation.
pub struct Signer(SigningKey);

impl Signer {
    /// The signer of a secret.
    pub fn new(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// The key that checks signatures, as 64 hexadecimal digits; not secret.
    pub fn public_key(&self) -> String {
        hex(self.0.verifying_key().as_bytes())
    }

    /// Puts the signature behind a file.
    pub fn sign(&self, mut file: Vec<u8>) -> Vec<u8> {
        let signature = self.0.sign(&with_purpose(&file));
        file.extend_from_slice(MARK);
        file.extend_from_slice(hex(&signature.to_bytes()).as_bytes());
        file.push(b'\n');
        file
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signer")
    }
}

/// Why a signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// The key is not one.
    #[error("the key is not a public key: it has 64 hexadecimal digits")]
    Key,
    /// There is no signature at the end of the file.
    #[error(
        "the file has no signature at its end: it is no receipt, or it was saved anew by another program"
    )]
    Unsigned,
    /// Somebody changed the file, or another key signed it.
    #[error("the signature does not hold: the file was changed, or it was signed with another key")]
    Changed,
}

/// Whether a file is as it was signed with the key, of 64 hexadecimal digits.
///
/// # Errors
///
/// [`Invalid`] says why not.
pub fn verify(file: &[u8], key: &str) -> Result<(), Invalid> {
    let key = bytes::<32>(key.trim().as_bytes()).ok_or(Invalid::Key)?;
    let key = VerifyingKey::from_bytes(&key).map_err(|_| Invalid::Key)?;
    let signed = file.strip_suffix(b"\n").ok_or(Invalid::Unsigned)?;
    let at = signed.len().checked_sub(DIGITS).ok_or(Invalid::Unsigned)?;
    let (content, digits) = signed.split_at(at);
    let content = content.strip_suffix(MARK).ok_or(Invalid::Unsigned)?;
    let signature = bytes::<64>(digits).ok_or(Invalid::Unsigned)?;
    key.verify_strict(&with_purpose(content), &Signature::from_bytes(&signature))
        .map_err(|_| Invalid::Changed)
}

fn with_purpose(file: &[u8]) -> Vec<u8> {
    [PURPOSE, file].concat()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes<const N: usize>(digits: &[u8]) -> Option<[u8; N]> {
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let high = char::from(pair[0]).to_digit(16)?;
        let low = char::from(pair[1]).to_digit(16)?;
        *byte = u8::try_from(high * 16 + low).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_signed_holds_and_nothing_else_does() {
        let signer = Signer::new(&[7; 32]);
        let key = signer.public_key();
        let file = signer.sign(b"%PDF-1.7 content %%EOF".to_vec());

        assert_eq!(verify(&file, &key), Ok(()));
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(verify(&changed, &key).is_err(), "byte {at}");
        }
        let longer = [&file[..], b" "].concat();
        assert_eq!(verify(&longer, &key), Err(Invalid::Unsigned));
        assert_eq!(verify(b"", &key), Err(Invalid::Unsigned));
        let other = Signer::new(&[8; 32]).public_key();
        assert_eq!(verify(&file, &other), Err(Invalid::Changed));
        assert_eq!(verify(&file, "abc"), Err(Invalid::Key));
    }
}
