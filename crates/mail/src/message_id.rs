//! The `Message-ID` of our mails: the same at every attempt, and proof that we wrote it.

use domain::TicketId;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::letter::Kind;

/// Bytes of the signature that are kept: enough for a mark that can only be guessed online.
const SIGNATURE_BYTES: usize = 12;

/// Which letter this is: what a retry has in common with the first attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LetterId {
    /// What the letter is about.
    pub kind: Kind,
    /// The ticket it belongs to, if any.
    pub ticket: Option<TicketId>,
    /// Tells the letters of one kind and ticket apart, such as the id of the message or job.
    pub number: i64,
}

/// The key with which this installation signs its message ids.
#[derive(Clone)]
pub struct Signer(Hmac<Sha256>);

impl LetterId {
    /// The id of the mail that confirms the ticket; all later mails of the ticket refer to it.
    pub fn thread_root(ticket: TicketId) -> Self {
        Self {
            kind: Kind::TicketCreated,
            ticket: Some(ticket),
            number: 0,
        }
    }

    /// `kind.ticket.number`, in characters that a message id may have.
    fn local_part(self) -> String {
        let ticket = self
            .ticket
            .map_or_else(|| "-".to_owned(), |ticket| base36(ticket.0));
        format!("{}.{ticket}.{}", self.kind.tag(), base36(self.number))
    }
}

impl Signer {
    /// Signs with `key`, a secret of this installation that stays the same for years.
    pub fn new(key: &[u8; 32]) -> Self {
        // A block of SHA-256: HMAC itself fills shorter keys up with zeros (RFC 2104, section 2).
        let mut block = [0; 64];
        block[..key.len()].copy_from_slice(key);
        Self(Hmac::new(&block.into()))
    }

    /// `<kind.ticket.number.signature@domain>`, with the angle brackets.
    pub fn message_id(&self, letter: LetterId, domain: &str) -> String {
        let local = letter.local_part();
        format!("<{local}.{}@{domain}>", self.signature(&local))
    }

    /// The letter a message id belongs to, if this installation wrote it.
    ///
    /// Takes it with or without angle brackets; the domain does not matter, as an organisation
    /// may have changed it since.
    pub fn verify(&self, message_id: &str) -> Option<LetterId> {
        let (local, _) = message_id.trim().trim_start_matches('<').split_once('@')?;
        let (letter, signature) = local.rsplit_once('.')?;
        if !bool::from(
            self.signature(letter)
                .as_bytes()
                .ct_eq(signature.as_bytes()),
        ) {
            return None;
        }

        let mut parts = letter.split('.');
        let kind = Kind::from_tag(parts.next()?)?;
        let ticket = match parts.next()? {
            "-" => None,
            ticket => Some(TicketId(from_base36(ticket)?)),
        };
        Some(LetterId {
            kind,
            ticket,
            number: from_base36(parts.next()?)?,
        })
    }

    fn signature(&self, local: &str) -> String {
        let mut mac = self.0.clone();
        mac.update(b"message-id\0");
        mac.update(local.as_bytes());
        hex(&mac.finalize().into_bytes()[..SIGNATURE_BYTES])
    }
}

/// Shows nothing of the key.
impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signer(…)")
    }
}

/// `bytes` in hexadecimal, small letters.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn base36(number: i64) -> String {
    let mut rest = number.cast_unsigned();
    let mut digits = Vec::new();
    loop {
        let digit = u32::try_from(rest % 36).unwrap_or_default();
        digits.push(char::from_digit(digit, 36).unwrap_or('0'));
        rest /= 36;
        if rest == 0 {
            return digits.iter().rev().collect();
        }
    }
}

fn from_base36(digits: &str) -> Option<i64> {
    u64::from_str_radix(digits, 36).ok().map(u64::cast_signed)
}

#[cfg(test)]
mod tests {
    use domain::TicketId;
    use proptest::prelude::*;

    use super::{LetterId, Signer};
    use crate::letter::Kind;

    #[test]
    fn h5_a_letter_has_the_same_id_at_every_attempt() {
        let signer = Signer::new(&[7; 32]);
        let letter = LetterId {
            kind: Kind::AgentReplied,
            ticket: Some(TicketId(194_011_771_699_200)),
            number: 42,
        };

        let first = signer.message_id(letter, "cordillera.example");
        let second = Signer::new(&[7; 32]).message_id(letter, "cordillera.example");

        assert_eq!(first, second);
        assert_eq!(
            first,
            "<agent_replied.1wrrrzmtxc.16.85eb5008d44c8d3413c2fe84@cordillera.example>"
        );
    }

    #[test]
    fn an_id_signed_with_another_key_is_not_ours() {
        let id = Signer::new(&[1; 32]).message_id(LetterId::thread_root(TicketId(5)), "x.co");

        assert_eq!(Signer::new(&[2; 32]).verify(&id), None);
        assert_eq!(
            Signer::new(&[1; 32]).verify(&id),
            Some(LetterId::thread_root(TicketId(5)))
        );
    }

    #[test]
    fn an_id_moved_to_another_ticket_is_not_ours() {
        let signer = Signer::new(&[1; 32]);
        let id = signer.message_id(LetterId::thread_root(TicketId(5)), "x.co");

        assert_eq!(
            signer.verify(&id.replace("ticket_created.5", "ticket_created.6")),
            None
        );
    }

    proptest! {
        #[test]
        fn every_id_leads_back_to_its_letter(ticket in any::<Option<i64>>(), number in any::<i64>(), kind in 0..Kind::ALL.len()) {
            let signer = Signer::new(&[3; 32]);
            let letter = LetterId { kind: Kind::ALL[kind], ticket: ticket.map(TicketId), number };

            let id = signer.message_id(letter, "x.co");

            prop_assert_eq!(signer.verify(&id), Some(letter));
            prop_assert!(id.len() < 120 && id.bytes().all(|b| b.is_ascii_graphic()));
        }

        #[test]
        fn nothing_else_is_ours(text in "\\PC{0,80}") {
            prop_assert_eq!(Signer::new(&[3; 32]).verify(&text), None);
        }
    }
}
