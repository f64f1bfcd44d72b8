//! What is derived from the secret that lies outside the database.
//!
//! Codes and link tokens are kept nowhere. The database holds a random number and, for tokens, a
//! hash; whoever reads it without the secret learns neither (cases A1, I8).

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use domain::{LinkId, OtpId, TicketId};

/// Symbols of tokens in addresses: 32, none of which needs escaping.
const SYMBOLS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// The secret of an installation: 32 random bytes, the same on every node.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// Takes the bytes of the secret file.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The six digits of a code.
    pub fn digits(&self, id: OtpId, nonce: i64) -> String {
        let mac = self.mac("otp", &[id.0, nonce]);
        let number = u64::from_be_bytes([
            mac[0], mac[1], mac[2], mac[3], mac[4], mac[5], mac[6], mac[7],
        ]);
        format!("{:06}", number % 1_000_000)
    }

    /// Whether the digits typed are those of a code, in a time that tells nothing.
    pub fn is_code(&self, typed: &str, id: OtpId, nonce: i64) -> bool {
        typed
            .as_bytes()
            .ct_eq(self.digits(id, nonce).as_bytes())
            .into()
    }

    /// The token of a mailed link: 160 bits.
    pub fn link_token(&self, id: LinkId, nonce: i64) -> String {
        symbols(&self.mac("link", &[id.0, nonce])[..])
    }

    /// What leads from a receipt to the page that confirms it: 160 bits.
    pub fn receipt_token(&self, id: TicketId) -> String {
        symbols(&self.mac("receipt", &[id.0])[..])
    }

    /// What limits are counted by: nobody reads addresses out of the table of counters.
    pub fn counter_key(&self, kind: &str, parts: &[&str]) -> String {
        let mut mac = self.keyed();
        mac.update(kind.as_bytes());
        for part in parts {
            mac.update(&[0]);
            mac.update(part.as_bytes());
        }
        format!("{kind}:{}", hex(&mac.finalize().into_bytes()[..16]))
    }

    /// A key for signing things of one kind, such as Message-IDs.
    pub fn subkey(&self, purpose: &str) -> [u8; 32] {
        self.mac(purpose, &[])
    }

    fn mac(&self, purpose: &str, numbers: &[i64]) -> [u8; 32] {
        let mut mac = self.keyed();
        mac.update(purpose.as_bytes());
        for number in numbers {
            mac.update(&number.to_be_bytes());
        }
        mac.finalize().into_bytes().into()
    }

    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    fn keyed(&self) -> Hmac<Sha256> {
        Hmac::new_from_slice(&self.0).expect("a key of any length")
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// The hash by which a token is looked up. Tokens are random, so a plain hash hides them.
pub fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// A random token as text: five bits a symbol, from 20 bytes.
pub(crate) fn symbols(random: &[u8]) -> String {
    let mut text = String::new();
    let (mut bits, mut held) = (0u32, 0u32);
    for byte in &random[..random.len().min(20)] {
        bits = (bits << 8) | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            text.push(char::from(SYMBOLS[((bits >> held) & 31) as usize]));
        }
    }
    text
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_six_digits_and_depend_on_everything() {
        let secret = Secret::new([7; 32]);
        let digits = secret.digits(OtpId(1), 2);

        assert!(digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()));
        assert!(secret.is_code(&digits, OtpId(1), 2));
        assert!(!secret.is_code(&digits, OtpId(1), 3) || secret.digits(OtpId(1), 3) == digits);
        assert_ne!(
            secret.link_token(LinkId(1), 2),
            Secret::new([8; 32]).link_token(LinkId(1), 2)
        );
    }

    #[test]
    fn tokens_have_at_least_128_bits() {
        assert_eq!(symbols(&[0xff; 20]).len(), 32);
    }
}
