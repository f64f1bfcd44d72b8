//! Addresses of people: strict enough that nothing odd reaches a mail server.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An address that mail can be sent to: one plain local part, a domain in its ASCII form.
///
/// Two addresses are the same person's only if they are equal: the domain is kept in lower
/// case, the local part as typed, and look-alike letters are other letters (RFC 5321, 2.3.11).
/// Quoted local parts, `%` and `!` routes, lists and comments are refused.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// The text is not an address that we send mail to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidEmail;

/// The longest address, in octets (RFC 5321, 4.5.3.1.3, without the angle brackets).
const MOST: usize = 254;

impl EmailAddress {
    /// The address as it is sent to and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What limits count by: lower case and without a plus-tag, since both change nothing in
    /// whose mailbox it is. Never used to decide who somebody is.
    pub fn limit_key(&self) -> String {
        let (local, domain) = self.parts();
        let local = local.split('+').next().unwrap_or(local);
        format!("{}@{domain}", local.to_ascii_lowercase())
    }

    /// The address with most of the local part hidden, such as `ma…@correo.example`.
    pub fn masked(&self) -> String {
        let (local, domain) = self.parts();
        let shown: String = local
            .chars()
            .take(if local.len() > 3 { 2 } else { 1 })
            .collect();
        format!("{shown}…@{domain}")
    }

    fn parts(&self) -> (&str, &str) {
        self.0.rsplit_once('@').unwrap_or((&self.0, ""))
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        let text = text.trim();
        if text.len() > MOST {
            return Err(InvalidEmail);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidEmail)?;
        if !is_local_part(local) {
            return Err(InvalidEmail);
        }
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| InvalidEmail)?;
        if !is_domain(&domain) {
            return Err(InvalidEmail);
        }
        let address = format!("{local}@{domain}");
        // The ASCII form of a domain can be longer than what was typed.
        if address.len() > MOST {
            return Err(InvalidEmail);
        }
        Ok(Self(address))
    }
}

/// RFC 5321 `Dot-string`, at most 64 octets, without the routing characters `%` and `!`.
fn is_local_part(local: &str) -> bool {
    let atom = |byte: u8| byte.is_ascii_alphanumeric() || b"#$&'*+-/=?^_`{|}~".contains(&byte);
    (1..=64).contains(&local.len())
        && local
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(atom))
}

/// A name with at least two labels, the last of which is no number (so no address literal).
fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    domain.len() <= 253
        && domain.contains('.')
        && domain.split('.').all(label)
        && domain
            .rsplit('.')
            .next()
            .is_some_and(|top| !top.bytes().all(|byte| byte.is_ascii_digit()))
}

impl TryFrom<String> for EmailAddress {
    type Error = InvalidEmail;
    fn try_from(text: String) -> Result<Self, InvalidEmail> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidEmail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an e-mail address")
    }
}

impl std::error::Error for InvalidEmail {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn b06_only_the_case_of_the_domain_is_ignored() {
        let known: EmailAddress = "a@x.co".parse().unwrap();

        assert_eq!("a@X.CO".parse(), Ok(known.clone()));
        for other in ["A@x.co", "a+b@x.co", "a@xn--mxica-3ra.co"] {
            assert_ne!(other.parse::<EmailAddress>().unwrap(), known, "{other}");
        }
        assert_eq!(
            "а@x.co".parse::<EmailAddress>(),
            Err(InvalidEmail),
            "a Cyrillic letter"
        );
    }

    #[test]
    fn h02_routes_lists_quotes_and_line_breaks_are_refused() {
        for text in [
            "a@b.co\r\nRCPT TO:<c@d.co>",
            "\"a b\"@x.co",
            "a@b.co,c@d.co",
            "a@b.co;c@d.co",
            "a%b.co@x.co",
            "b.co!a@x.co",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "Ana <a@x.co>",
            "a@b@x.co",
            ".a@x.co",
            "a..b@x.co",
            "@x.co",
            "a@",
            "a@x",
            "",
            "a @x.co",
            "a@x.co\0",
            "a\u{2028}@x.co",
            "a@x\u{2028}.co",
        ] {
            assert_eq!(text.parse::<EmailAddress>(), Err(InvalidEmail), "{text:?}");
        }
    }

    #[test]
    fn a08_limits_count_tags_and_letter_case_together() {
        let plain: EmailAddress = "ana@x.co".parse().unwrap();

        for other in ["Ana@x.co", "ana+1@x.co", "ANA+zz@X.co"] {
            assert_eq!(
                other.parse::<EmailAddress>().unwrap().limit_key(),
                plain.limit_key()
            );
        }
    }

    #[test]
    fn a_domain_with_accents_is_kept_in_its_ascii_form() {
        assert_eq!(
            "ana@niño.co".parse::<EmailAddress>().unwrap().as_str(),
            "ana@xn--nio-8ma.co"
        );
    }

    #[test]
    fn an_address_that_is_too_long_in_its_ascii_form_is_refused() {
        let typed = |labels| format!("ana@{}co", "ñandú.".repeat(labels));

        assert!(typed(15).parse::<EmailAddress>().is_ok());
        assert!(typed(25).len() < MOST);
        assert_eq!(typed(25).parse::<EmailAddress>(), Err(InvalidEmail));
    }

    proptest! {
        #[test]
        fn an_accepted_address_is_one_printable_ascii_word(text in ".{0,60}@.{0,60}") {
            if let Ok(address) = text.parse::<EmailAddress>() {
                prop_assert!(address.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
                prop_assert_eq!(address.as_str().parse(), Ok(address.clone()));
            }
        }
    }
}
