//! From a letter to the mail that goes out: headers, the two bodies, the envelope.

use std::time::SystemTime;

use askama::Template;
use domain::EmailAddress;
use jiff::{Timestamp, Zoned};
use lettre::{
    Message,
    address::Envelope,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentDisposition, ContentId, ContentType, HeaderName, HeaderValue},
    },
};
use sha2::{Digest, Sha256};
use text::Texts;

use crate::{
    address::address,
    brand::{Brand, Logo},
    clean::line,
    letter::{Kind, Letter},
    mailer::SendError,
    message_id::{LetterId, Signer, hex},
    page::{self, Page},
};

/// What all mails of an organisation are written on: its brand, and the marks of this installation.
#[derive(Debug, Clone)]
pub struct Letterhead {
    /// How the organisation presents itself.
    pub brand: Brand,
    /// Signs the message ids.
    pub signer: Signer,
    /// Names this installation in `X-Loop`, so that it recognises its own mails.
    pub instance: String,
}

/// A mail that is ready to go, the same at every attempt.
#[derive(Clone)]
pub struct Mail {
    kind: Kind,
    message_id: String,
    envelope: Envelope,
    at: Timestamp,
    bytes: Vec<u8>,
}

impl Letterhead {
    /// Writes `letter` to one person in the language of `texts`.
    ///
    /// `number` tells the letters of one kind and ticket apart and makes the `Message-ID`: it has
    /// to be the same at every attempt, such as the id of the message or of the job. `now` is the
    /// date of the mail, in the time zone of the organisation; from the same arguments comes the
    /// same mail, byte by byte.
    ///
    /// # Errors
    ///
    /// [`SendError::Unsendable`] if an address is none that mail can be sent to.
    pub fn write(
        &self,
        letter: &Letter,
        number: i64,
        to: &EmailAddress,
        texts: Texts,
        now: &Zoned,
    ) -> Result<Mail, SendError> {
        let page = page::write(letter, &self.brand, texts, now);
        let (from, to) = (address(&self.brand.from)?, address(to)?);
        let id = letter_id(letter, number);
        let message_id = self.signer.message_id(id, from.domain());

        let sender = Mailbox::new(Some(line(&self.brand.organisation)), from.clone());
        let mut message = Message::builder()
            .from(sender)
            .to(Mailbox::new(None, to.clone()))
            .subject(line(&page.subject))
            .date(SystemTime::from(now.timestamp()))
            .message_id(Some(message_id.clone()))
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("X-Auto-Response-Suppress", "All"))
            .raw_header(header("X-Loop", &line(&self.instance)))
            .raw_header(header("X-Resuelto-Kind", letter.kind().tag()))
            .raw_header(header("Content-Language", texts.language().tag()));
        if let Some(reply_to) = &self.brand.reply_to {
            message = message.reply_to(Mailbox::new(None, address(reply_to)?));
        }
        if let Some(root) = thread_root(letter, id) {
            let root = self.signer.message_id(root, from.domain());
            message = message.in_reply_to(root.clone()).references(root);
        }

        let body = self.body(&page, texts, &message_id)?;
        let message = message
            .multipart(body)
            .map_err(|error| unsendable(&error))?;
        let envelope = Envelope::new(Some(from), vec![to]).map_err(|error| unsendable(&error))?;
        Ok(Mail {
            kind: letter.kind(),
            message_id,
            envelope,
            at: now.timestamp(),
            bytes: message.formatted(),
        })
    }

    /// The letter as plain text and as HTML, with the logo inside.
    fn body(&self, page: &Page, texts: Texts, message_id: &str) -> Result<MultiPart, SendError> {
        let fingerprint = fingerprint(message_id);
        let (brand, logo_id) = (&self.brand, format!("logo.{fingerprint}"));
        let plain = Plain {
            page,
            organisation: line(&brand.organisation),
        };
        let plain = plain.render().map_err(|error| unsendable(&error))?;
        let html = Html {
            page,
            brand,
            lang: texts.language().tag(),
            logo_id: &logo_id,
        };
        let html = html.render().map_err(|error| unsendable(&error))?;

        let alternative = MultiPart::alternative().boundary(format!("=_a{fingerprint}"));
        let alternative = alternative.singlepart(SinglePart::plain(plain));
        Ok(match &brand.logo {
            None => alternative.singlepart(SinglePart::html(html)),
            Some(logo) => {
                let related = MultiPart::related().boundary(format!("=_r{fingerprint}"));
                let related = related
                    .singlepart(SinglePart::html(html))
                    .singlepart(picture(logo, &logo_id)?);
                alternative.multipart(related)
            }
        })
    }
}

impl Mail {
    /// What it is about.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its `Message-ID`, with angle brackets.
    pub fn message_id(&self) -> &str {
        &self.message_id
    }

    /// Its date.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// The whole mail as it goes over the wire (RFC 5322), lines ending in CR LF.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    /// Tells this letter from all others, in characters fit for a file name.
    pub(crate) fn fingerprint(&self) -> String {
        fingerprint(&self.message_id)
    }
}

/// Shows neither addresses nor the content: they do not belong in logs.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail")
            .field("kind", &self.kind)
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    page: &'a Page,
    brand: &'a Brand,
    lang: &'static str,
    logo_id: &'a str,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct Plain<'a> {
    page: &'a Page,
    organisation: String,
}

/// The mail that confirms a ticket has no number: there is one per ticket, and it roots the thread.
fn letter_id(letter: &Letter, number: i64) -> LetterId {
    let (kind, ticket) = (letter.kind(), letter.ticket().map(|ticket| ticket.id));
    match ticket {
        Some(ticket) if kind == Kind::TicketCreated => LetterId::thread_root(ticket),
        Some(_) | None => LetterId {
            kind,
            ticket,
            number,
        },
    }
}

/// The mail to which the others of the ticket refer.
fn thread_root(letter: &Letter, id: LetterId) -> Option<LetterId> {
    letter
        .ticket()
        .map(|ticket| LetterId::thread_root(ticket.id))
        .filter(|root| *root != id)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn picture(logo: &Logo, id: &str) -> Result<SinglePart, SendError> {
    Ok(SinglePart::builder()
        .header(ContentType::parse("image/png").map_err(|error| unsendable(&error))?)
        .header(ContentId::from(format!("<{id}>")))
        .header(ContentDisposition::inline())
        .body(logo.bytes().to_vec()))
}

fn unsendable(error: &dyn std::fmt::Display) -> SendError {
    SendError::Unsendable(error.to_string())
}

fn fingerprint(message_id: &str) -> String {
    hex(&Sha256::digest(message_id.as_bytes())[..10])
}

#[cfg(test)]
mod tests;
