//! Sealing what the database must not tell: bank accounts.
//!
//! ChaCha20-Poly1305 under a key derived from the secret that lies outside the database. What is
//! sealed belongs to one row: moved to another it does not open.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::{Error, Random, Secret, random};

/// Seals `plain` for the row that `belongs_to` names.
pub(crate) fn seal(
    secret: &Secret,
    random: &dyn Random,
    purpose: &str,
    belongs_to: i64,
    plain: &[u8],
) -> Result<String, Error> {
    let nonce: [u8; NONCE_LEN] = random::bytes(random);
    let mut sealed = plain.to_vec();
    key(secret, purpose)?
        .seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(belongs_to.to_be_bytes()),
            &mut sealed,
        )
        .map_err(|_| broken())?;
    let mut all = nonce.to_vec();
    all.extend(sealed);
    Ok(STANDARD_NO_PAD.encode(all))
}

/// What was sealed for that row.
///
/// # Errors
///
/// [`Error::Internal`] if it was changed, moved, or sealed under another secret.
pub(crate) fn open(
    secret: &Secret,
    purpose: &str,
    belongs_to: i64,
    sealed: &str,
) -> Result<Vec<u8>, Error> {
    let mut all = STANDARD_NO_PAD.decode(sealed).map_err(|_| broken())?;
    let (nonce, body) = all.split_at_mut_checked(NONCE_LEN).ok_or_else(broken)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| broken())?;
    let plain = key(secret, purpose)?
        .open_in_place(nonce, Aad::from(belongs_to.to_be_bytes()), body)
        .map_err(|_| broken())?;
    Ok(plain.to_vec())
}

fn key(secret: &Secret, purpose: &str) -> Result<LessSafeKey, Error> {
    let key = UnboundKey::new(&CHACHA20_POLY1305, &secret.subkey(purpose));
    key.map(LessSafeKey::new).map_err(|_| broken())
}

fn broken() -> Error {
    Error::Internal(anyhow::anyhow!("what was sealed does not open"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemRandom;

    #[test]
    fn what_is_sealed_opens_only_where_it_belongs() {
        let (one, other) = (Secret::new([7; 32]), Secret::new([8; 32]));
        let sealed = seal(&one, &SystemRandom, "payee", 5, b"0123456789").unwrap();

        assert!(!sealed.contains("0123456789"));
        assert_eq!(open(&one, "payee", 5, &sealed).unwrap(), b"0123456789");
        assert!(open(&one, "payee", 6, &sealed).is_err());
        assert!(open(&one, "other", 5, &sealed).is_err());
        assert!(open(&other, "payee", 5, &sealed).is_err());
        assert!(open(&one, "payee", 5, "AAAA").is_err());
        assert!(open(&one, "payee", 5, "ñ").is_err());
        let mut changed = sealed.clone().into_bytes();
        changed[20] = if changed[20] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        assert!(open(&one, "payee", 5, &changed).is_err());
    }

    #[test]
    fn the_same_is_never_sealed_the_same_way_twice() {
        let secret = Secret::new([7; 32]);
        let seal = || seal(&secret, &SystemRandom, "payee", 5, b"0123456789").unwrap();
        assert_ne!(seal(), seal());
    }
}
