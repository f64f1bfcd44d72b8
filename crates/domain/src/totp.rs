//! Codes of an authenticator app (TOTP, RFC 6238: SHA-1, six digits, 30 seconds), the second factor.

use jiff::Timestamp;
use totp_rs::{Builder, Totp};

use crate::otp::digits;

/// How many bytes a secret has (RFC 4226, 4, R6).
pub const SECRET_BYTES: usize = 20;

/// How many recovery codes come with it.
pub const RECOVERY_CODES: usize = 10;

/// How many symbols a recovery code has, five bits each.
pub const RECOVERY_SYMBOLS: usize = 12;

/// The secret that an app and the desk share.
#[derive(Clone)]
pub struct TotpSecret([u8; SECRET_BYTES]);

impl TotpSecret {
    /// Takes random bytes.
    pub fn new(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be sealed.
    pub fn bytes(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }

    /// The step of 30 seconds to which the typed digits belong, if it is the present one or one
    /// beside it, and later than `last`: a code works once.
    pub fn step_of(&self, typed: &str, last: i64, now: Timestamp) -> Option<i64> {
        let second = u64::try_from(now.as_second()).ok()?;
        let found = self.totp().check(&digits(typed)?, second)?;
        i64::try_from(found).ok().filter(|step| *step > last)
    }

    /// What the app shows at an instant.
    pub fn code_at(&self, at: Timestamp) -> String {
        let second = u64::try_from(at.as_second()).unwrap_or_default();
        self.totp().generate(second).to_string()
    }

    /// The secret as it is typed into an app that cannot read the picture (base 32).
    pub fn typed(&self) -> String {
        self.totp().secret().to_base32()
    }

    /// The address that the picture holds: whose it is, and of which organisation.
    pub fn address(&self, organisation: &str, name: &str) -> Option<String> {
        // A colon would divide the two.
        let plain = |text: &str| text.replace(':', " ").trim().to_owned();
        let builder = Builder::new()
            .with_secret(self.0)
            .with_account_name(plain(name))
            .with_issuer(Some(plain(organisation)).filter(|name| !name.is_empty()));
        builder.build().ok()?.to_url().ok()
    }

    fn totp(&self) -> Totp {
        Builder::new().with_secret(self.0).build_noncompliant()
    }
}

impl std::fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TotpSecret")
    }
}

/// A recovery code as it is read: without blanks and dashes, in lower case.
pub fn recovery_code(typed: &str) -> Option<String> {
    let code: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(RECOVERY_SYMBOLS + 1)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let is_one = code.len() == RECOVERY_SYMBOLS && code.bytes().all(|b| b.is_ascii_alphanumeric());
    is_one.then_some(code)
}

/// A recovery code as it is shown: in groups of four.
pub fn show_recovery_code(code: &str) -> String {
    let symbols: Vec<char> = code.chars().collect();
    let groups: Vec<String> = symbols.chunks(4).map(String::from_iter).collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of the test vectors, RFC 6238, appendix B.
    fn secret() -> TotpSecret {
        TotpSecret::new(*b"12345678901234567890")
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret().code_at(at(second)), code);
            assert_eq!(secret().step_of(code, 0, at(second)), Some(second / 30));
        }
    }

    #[test]
    fn a_code_works_half_a_minute_around_and_once() {
        let code = secret().code_at(at(3_000));
        for (second, works) in [
            (2_939, false),
            (2_970, true),
            (3_000, true),
            (3_059, true),
            (3_060, false),
        ] {
            let step = secret().step_of(&code, 0, at(second));
            assert_eq!(step.is_some(), works, "{second}");
        }

        assert_eq!(secret().step_of(&code, 100, at(3_000)), None, "a replay");
        assert_eq!(secret().step_of(&code, 99, at(3_000)), Some(100));
        for typed in ["", "12345", "1234567", "abcdef", "+12345"] {
            assert_eq!(secret().step_of(typed, 0, at(3_000)), None, "{typed}");
        }
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        assert_eq!(secret().step_of(&spaced, 0, at(3_000)), Some(100));
    }

    #[test]
    fn the_picture_names_organisation_and_person() {
        let address = secret()
            .address("Postal: Cordillera", "laura@c.example")
            .unwrap();

        assert!(address.starts_with("otpauth://totp/Postal"), "{address}");
        assert!(
            address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
            "{address}"
        );
        assert!(
            address.contains("issuer=Postal%20%20Cordillera"),
            "{address}"
        );
        assert_eq!(secret().typed(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(!format!("{:?}", secret()).contains("1234"));
    }

    #[test]
    fn a_recovery_code_is_read_as_it_is_pasted() {
        let shown = show_recovery_code("abcdefgh2345");
        assert_eq!(shown, "abcd-efgh-2345");
        assert_eq!(
            recovery_code(&shown.to_uppercase()).as_deref(),
            Some("abcdefgh2345")
        );
        for wrong in ["", "abcd", "abcdefgh23456", "abcdefgh234ñ"] {
            assert_eq!(recovery_code(wrong), None, "{wrong}");
        }
    }
}
