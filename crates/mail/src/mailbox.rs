//! The test mailbox, read: the mails that a [`Mailer`](crate::Mailer) put into a folder.
//!
//! For demos and tests only; these mails went nowhere.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use mail_parser::{Addr, Address, Encoding, Message, MessageParser, MimeHeaders};
use serde::Serialize;

use crate::letter::Kind;

/// The folder of the test mailbox.
#[derive(Debug, Clone)]
pub struct Mailbox {
    folder: PathBuf,
}

/// A mail in the test mailbox, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Received {
    /// Its name in the mailbox; sorts by time.
    pub id: String,
    /// What it is about, by the tag of its [`Kind`]; empty if it does not say.
    pub kind: String,
    /// The subject, decoded.
    pub subject: String,
    /// The sender, such as `Postal Cordillera <casos@cordillera.example>`.
    pub from: String,
    /// The recipients, separated by commas.
    pub to: String,
    /// The date.
    pub date: Option<Timestamp>,
    /// The language tag.
    pub language: String,
    /// The six digits of a mail that brings a code.
    pub code: Option<String>,
    /// The links, in the order of the plain text.
    pub links: Vec<String>,
    /// The plain text.
    pub text: String,
    /// The HTML, with the logo inside as a data URL.
    pub html: String,
    /// All headers in their order, decoded.
    pub headers: Vec<(String, String)>,
    /// The mail as it was sent.
    pub raw: String,
}

impl Mailbox {
    /// The mailbox in `folder`, which need not exist yet.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// All mails, the newest first.
    ///
    /// # Errors
    ///
    /// An error of the disk. A folder that does not exist is an empty mailbox.
    pub fn list(&self) -> io::Result<Vec<Received>> {
        let mut names = self.names()?;
        names.sort_unstable_by(|a, b| b.cmp(a));
        let read = names.iter().map(|id| self.get(id));
        read.filter_map(io::Result::transpose).collect()
    }

    /// The mail of an id; `None` if there is none.
    ///
    /// # Errors
    ///
    /// An error of the disk.
    pub fn get(&self, id: &str) -> io::Result<Option<Received>> {
        if !is_id(id) {
            return Ok(None);
        }
        match fs::read(self.path(id)) {
            Ok(raw) => Ok(Some(Received::parse(id, &raw))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Throws all mails away.
    ///
    /// # Errors
    ///
    /// An error of the disk; some mails may be gone then.
    pub fn empty(&self) -> io::Result<()> {
        for id in self.names()? {
            match fs::remove_file(self.path(&id)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(())
    }

    fn names(&self) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut names = Vec::new();
        for entry in entries {
            let name = entry?.file_name();
            let id = Path::new(&name).file_stem().and_then(|stem| stem.to_str());
            let is_mail = Path::new(&name)
                .extension()
                .is_some_and(|extension| extension == "eml");
            names.extend(id.filter(|id| is_mail && is_id(id)).map(str::to_owned));
        }
        Ok(names)
    }

    fn path(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.eml"))
    }
}

impl Received {
    /// Takes a mail apart; what cannot be read stays empty, and the raw mail is always there.
    pub fn parse(id: &str, raw: &[u8]) -> Self {
        let mail = MessageParser::default().parse(raw).unwrap_or_default();
        let text = mail.body_text(0).unwrap_or_default().replace("\r\n", "\n");
        let subject = mail.subject().unwrap_or_default().to_owned();
        let kind = header(&mail, "X-Resuelto-Kind");
        Self {
            id: id.to_owned(),
            code: code(&kind, &subject),
            kind,
            from: people(mail.from()),
            to: people(mail.to()),
            date: mail
                .date()
                .and_then(|date| Timestamp::from_second(date.to_timestamp()).ok()),
            language: header(&mail, "Content-Language"),
            links: links(&text),
            html: with_pictures(&mail),
            headers: headers(&mail),
            raw: String::from_utf8_lossy(raw).into_owned(),
            subject,
            text,
        }
    }
}

/// Nothing but what our own file names are made of, so that no id leads out of the folder.
fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn header(mail: &Message<'_>, name: &'static str) -> String {
    mail.header_raw(name).unwrap_or_default().trim().to_owned()
}

fn people(addresses: Option<&Address<'_>>) -> String {
    let person = |one: &Addr<'_>| match (one.name(), one.address().unwrap_or_default()) {
        (Some(name), address) => format!("{name} <{address}>"),
        (None, address) => address.to_owned(),
    };
    let people: Vec<String> = addresses
        .map(|all| all.iter().map(person).collect())
        .unwrap_or_default();
    people.join(", ")
}

/// The code stands at the head of the subject, so that it can be read from the notice on a phone.
fn code(kind: &str, subject: &str) -> Option<String> {
    if Kind::from_tag(kind) != Some(Kind::VerificationCode) {
        return None;
    }
    let digits: String = subject
        .chars()
        .filter(char::is_ascii_digit)
        .take(6)
        .collect();
    (digits.len() == 6).then_some(digits)
}

fn links(text: &str) -> Vec<String> {
    let is_link = |word: &&str| word.starts_with("https://") || word.starts_with("http://");
    text.split_whitespace()
        .filter(is_link)
        .map(str::to_owned)
        .collect()
}

fn headers(mail: &Message<'_>) -> Vec<(String, String)> {
    let decoded = |name: &str, raw: &str| {
        if name.eq_ignore_ascii_case("Subject") {
            mail.subject().unwrap_or_default().to_owned()
        } else {
            raw.split_whitespace().collect::<Vec<_>>().join(" ")
        }
    };
    mail.headers_raw()
        .map(|(name, raw)| (name.to_owned(), decoded(name, raw)))
        .collect()
}

/// The HTML, in which `cid:` addresses are replaced by the pictures themselves.
fn with_pictures(mail: &Message<'_>) -> String {
    let mut html = mail.body_html(0).unwrap_or_default().replace("\r\n", "\n");
    for part in mail.attachments() {
        let Some(id) = part.content_id() else {
            continue;
        };
        // The mail has the picture in base64 already; only its line breaks have to go.
        let encoded = mail
            .raw_message
            .get(part.raw_body_offset() as usize..part.raw_end_offset() as usize);
        let encoded = encoded
            .filter(|_| part.encoding == Encoding::Base64)
            .unwrap_or_default();
        let base64: String = encoded
            .iter()
            .filter(|b| b.is_ascii_graphic())
            .map(|&b| char::from(b))
            .collect();
        html = html.replace(
            &format!("cid:{id}"),
            &format!("data:image/png;base64,{base64}"),
        );
    }
    html
}

#[cfg(test)]
mod tests {
    use super::{Mailbox, Received, is_id};
    use crate::{Logo, Mailer, sample};

    #[test]
    fn an_id_never_leads_out_of_the_folder() {
        for id in ["", "../secret", "a/b", "a\\b", "a.b", "a\0", ".", "ñ"] {
            assert!(!is_id(id), "{id:?}");
        }
        assert_eq!(Mailbox::new(".").get("../Cargo").unwrap(), None);
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_empty_mailbox() {
        let folder = tempfile::tempdir().unwrap();
        let mailbox = Mailbox::new(folder.path().join("mail"));

        assert_eq!(mailbox.list().unwrap(), []);
        mailbox.empty().unwrap();
    }

    #[tokio::test]
    async fn a_mail_that_was_sent_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let mailer = Mailer::from_url(&format!("folder:{}", folder.path().display())).unwrap();
        let mailbox = Mailbox::new(folder.path());

        mailer
            .send(&sample::mail(&sample::ticket_created()))
            .await
            .unwrap();
        mailer
            .send(&sample::mail(&sample::verification_code()))
            .await
            .unwrap();

        let mails = mailbox.list().unwrap();
        let kinds: Vec<&str> = mails.iter().map(|mail| mail.kind.as_str()).collect();
        assert_eq!(kinds, ["verification_code", "ticket_created"]);
        assert_eq!(mails[0].code.as_deref(), Some("482913"));
        assert_eq!(mails[0].links, [""; 0]);
        assert_eq!(
            mails[0].subject,
            "482 913 es su código de Postal Cordillera"
        );
        assert_eq!(
            mails[0].from,
            "Postal Cordillera <casos@cordillera.example>"
        );
        assert_eq!(mails[0].to, "mariana.rios@correo.example");
        assert_eq!(mails[0].date, Some(sample::now().timestamp()));
        assert_eq!(mails[0].language, "es");
        assert_eq!(
            mails[1].links,
            ["https://casos.cordillera.example/casos/PC-26-7F3K9Q-5?llave=a1b2c3"]
        );
        assert_eq!(mailbox.get(&mails[1].id).unwrap().as_ref(), Some(&mails[1]));

        mailbox.empty().unwrap();
        assert_eq!(mailbox.list().unwrap(), []);
    }

    #[test]
    fn a_logo_is_shown_from_within_the_mail() {
        let mut letterhead = sample::letterhead();
        letterhead.brand.logo = Some(Logo::png(sample::PIXEL).unwrap());
        let mail = sample::mail_on(&letterhead, &sample::ticket_created());

        let received = Received::parse("1", mail.bytes());

        assert!(
            received
                .html
                .contains("src=\"data:image/png;base64,iVBORw0KGgo")
        );
        assert!(!received.html.contains("cid:"));
    }

    #[test]
    fn rubbish_is_an_empty_mail_with_its_source() {
        let received = Received::parse("1", b"\xff\xfe\0 no mail");

        assert_eq!((received.subject.as_str(), received.code), ("", None));
        assert!(received.raw.contains("no mail"));
    }
}
