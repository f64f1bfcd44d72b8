//! From an address of ours to one of lettre.

use domain::EmailAddress;
use lettre::Address;

use crate::mailer::SendError;

/// The same address, checked a second time: by lettre, and for what ends a line or begins a list.
///
/// `EmailAddress` already refuses routes, quotes and lists (case H2). The second look costs
/// nothing and stands right before the text that is spoken to mail servers.
pub(crate) fn address(email: &EmailAddress) -> Result<Address, SendError> {
    let text = email.as_str();
    let is_one_plain_word = text
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"<>,;:\"()[]\\%!".contains(&byte));
    let refused = || SendError::Unsendable("the address cannot be sent to".to_owned());
    if !is_one_plain_word {
        return Err(refused());
    }
    text.parse().map_err(|_| refused())
}

#[cfg(test)]
mod tests {
    use domain::EmailAddress;
    use proptest::prelude::*;

    use super::address;

    #[test]
    fn h2_no_hostile_recipient_reaches_the_mail_server() {
        for hostile in [
            "a@b.co\r\nRCPT TO:<c@d.co>",
            "a@b.co\r\nDATA",
            "a\r\nb@b.co",
            "\"a b\"@b.co",
            "a b@b.co",
            "a@b.co,c@d.co",
            "a@b.co; c@d.co",
            "Ana <a@b.co>",
            "a%otro.co@b.co",
            "otro.co!a@b.co",
            "@otro.co:a@b.co",
            "a@[127.0.0.1]",
            "a@localhost",
            "a\0@b.co",
            "josé@b.co",
            "",
        ] {
            assert!(hostile.parse::<EmailAddress>().is_err(), "{hostile:?}");
        }
    }

    #[test]
    fn everyday_addresses_are_taken() {
        for everyday in [
            "ana@correo.co",
            "Ana.Rios+casos@mail.correo.example",
            "ana@ñandu.co",
        ] {
            let email: EmailAddress = everyday.parse().unwrap();
            assert_eq!(address(&email).unwrap().to_string(), email.as_str());
        }
    }

    proptest! {
        #[test]
        fn what_the_domain_accepts_is_one_plain_word(typed in "[ -~\\r\\n\\x00ñ]{1,12}@[ -~\\r\\nñ]{1,12}\\.co") {
            if let Ok(email) = typed.parse::<EmailAddress>() {
                prop_assert_eq!(address(&email).unwrap().to_string(), email.as_str());
            }
        }
    }
}
