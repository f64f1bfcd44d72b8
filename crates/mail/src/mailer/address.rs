//! The URL that says where mails go.

use std::{fmt, net::IpAddr, path::PathBuf, str::FromStr};

use percent_encoding::percent_decode_str;
use url::{Host, Url};

/// Where mails go, as the administrator writes it.
///
/// | URL | meaning |
/// |---|---|
/// | `smtp://user:password@host:587` | STARTTLS, required |
/// | `smtps://user:password@host:465` | TLS from the first byte |
/// | `smtp+plain://127.0.0.1:25` | no encryption, only on this machine |
/// | `folder:PATH` | the test mailbox: each mail a file, nothing is sent |
///
/// User and password are optional and percent-encoded.
#[derive(Debug, Clone)]
pub enum MailerUrl {
    /// A mail server.
    Smtp(Server),
    /// The folder of the test mailbox.
    Folder(PathBuf),
}

/// A mail server and how to talk to it.
#[derive(Clone)]
pub struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) encryption: Encryption,
    pub(super) credentials: Option<(String, String)>,
}

/// How the conversation with a mail server is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encryption {
    StartTls,
    Tls,
    /// Not at all: the server is on this machine.
    LoopbackOnly,
}

/// The URL of the mailer cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadMailerUrl {
    /// Not one of the four forms.
    #[error(
        "the mail URL has to begin with smtp:// (STARTTLS), smtps:// (TLS), smtp+plain:// (unencrypted, this machine only) or folder: (test mailbox)"
    )]
    Scheme,
    /// No host, or something that is no URL.
    #[error(
        "the mail URL is not complete: write smtp://user:password@mail.example.com:587, with special characters of the password percent-encoded"
    )]
    Form,
    /// A path, a query or a fragment, which would be ignored.
    #[error("the mail URL has to end after the host and the port: remove everything behind them")]
    Tail,
    /// Unencrypted mail to another machine.
    #[error(
        "smtp+plain:// would send mails and passwords unencrypted to {0}: use smtp:// (STARTTLS) or smtps:// (TLS), or a server at 127.0.0.1"
    )]
    PlainElsewhere(String),
    /// A user without password or the reverse.
    #[error("the mail URL has to name both a user and a password, or neither")]
    HalfCredentials,
    /// `folder:` without a path.
    #[error("folder: has to be followed by the path of the test mailbox, such as folder:data/mail")]
    NoFolder,
    /// The file of the private authority holds no usable certificate.
    #[error(
        "the file with the certificates of your own authority has to hold at least one certificate in PEM form"
    )]
    Authority,
    /// The host cannot be checked against a certificate.
    #[error(
        "the mail URL has to name the server as its certificate does, such as mail.example.com"
    )]
    HostName,
}

impl FromStr for MailerUrl {
    type Err = BadMailerUrl;

    fn from_str(text: &str) -> Result<Self, BadMailerUrl> {
        if let Some(path) = text.strip_prefix("folder:") {
            return if path.is_empty() {
                Err(BadMailerUrl::NoFolder)
            } else {
                Ok(Self::Folder(path.into()))
            };
        }
        let (scheme, _) = text.split_once("://").ok_or(BadMailerUrl::Scheme)?;
        let (encryption, port) = match scheme {
            "smtp" => (Encryption::StartTls, 587),
            "smtps" => (Encryption::Tls, 465),
            "smtp+plain" => (Encryption::LoopbackOnly, 25),
            _ => return Err(BadMailerUrl::Scheme),
        };
        let url = Url::parse(text).map_err(|_| BadMailerUrl::Form)?;
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(BadMailerUrl::Tail);
        }
        let host = host(&url)?;
        if encryption == Encryption::LoopbackOnly && !names_this_machine(&host) {
            return Err(BadMailerUrl::PlainElsewhere(host));
        }
        let port = url.port().unwrap_or(port);
        Ok(Self::Smtp(Server {
            host,
            port,
            encryption,
            credentials: credentials(&url)?,
        }))
    }
}

fn host(url: &Url) -> Result<String, BadMailerUrl> {
    // Schemes unknown to the standard keep their host as written, so IP addresses are recognised here.
    match url.host().ok_or(BadMailerUrl::Form)? {
        Host::Domain("") => Err(BadMailerUrl::Form),
        Host::Domain(name) => Ok(name.to_ascii_lowercase()),
        Host::Ipv4(address) => Ok(address.to_string()),
        Host::Ipv6(address) => Ok(address.to_string()),
    }
}

/// What `localhost` leads to is checked again when connecting.
fn names_this_machine(host: &str) -> bool {
    host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

fn credentials(url: &Url) -> Result<Option<(String, String)>, BadMailerUrl> {
    let decode = |text: &str| {
        percent_decode_str(text)
            .decode_utf8()
            .map(String::from)
            .map_err(|_| BadMailerUrl::Form)
    };
    match (url.username(), url.password().unwrap_or_default()) {
        ("", "") => Ok(None),
        ("", _) | (_, "") => Err(BadMailerUrl::HalfCredentials),
        (user, password) => Ok(Some((decode(user)?, decode(password)?))),
    }
}

/// Names the server without its credentials.
impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}:{}", self.encryption, self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::{BadMailerUrl, Encryption, MailerUrl, Server};

    fn server(url: &str) -> Result<Server, BadMailerUrl> {
        match url.parse()? {
            MailerUrl::Smtp(server) => Ok(server),
            MailerUrl::Folder(path) => panic!("{path:?} is a folder"),
        }
    }

    #[test]
    fn plain_mail_is_refused_to_any_other_machine() {
        for host in [
            "mail.example.com",
            "10.0.0.1",
            "0.0.0.0",
            "[::]",
            "127.0.0.1.example.com",
            "128.0.0.1",
        ] {
            let told = server(&format!("smtp+plain://{host}:25")).unwrap_err();
            assert!(matches!(&told, BadMailerUrl::PlainElsewhere(_)), "{host}");
            assert!(
                told.to_string()
                    .contains("use smtp:// (STARTTLS) or smtps:// (TLS)")
            );
        }
    }

    #[test]
    fn what_would_be_ignored_is_refused() {
        for (url, why) in [
            ("mail.example.com", BadMailerUrl::Scheme),
            ("http://mail.example.com", BadMailerUrl::Scheme),
            ("none:", BadMailerUrl::Scheme),
            ("", BadMailerUrl::Scheme),
            ("folder:", BadMailerUrl::NoFolder),
            ("smtp://", BadMailerUrl::Form),
            ("smtp://user:pass/word@host", BadMailerUrl::Form),
            ("smtp://host:99999", BadMailerUrl::Form),
            ("smtp://host/?tls=required", BadMailerUrl::Tail),
            ("smtp://host/ehlo", BadMailerUrl::Tail),
            ("smtp://ana@host", BadMailerUrl::HalfCredentials),
            ("smtp://:secret@host", BadMailerUrl::HalfCredentials),
        ] {
            assert_eq!(server(url).unwrap_err(), why, "{url}");
        }
    }

    #[test]
    fn each_form_has_its_encryption_and_port() {
        for (url, encryption, host, port) in [
            (
                "smtp://mail.example.com",
                Encryption::StartTls,
                "mail.example.com",
                587,
            ),
            (
                "smtps://Mail.example.com",
                Encryption::Tls,
                "mail.example.com",
                465,
            ),
            (
                "smtps://mail.example.com:8465/",
                Encryption::Tls,
                "mail.example.com",
                8465,
            ),
            (
                "smtp+plain://127.0.0.1:2525",
                Encryption::LoopbackOnly,
                "127.0.0.1",
                2525,
            ),
            ("smtp+plain://[::1]", Encryption::LoopbackOnly, "::1", 25),
            (
                "smtp+plain://localhost",
                Encryption::LoopbackOnly,
                "localhost",
                25,
            ),
        ] {
            let server = server(url).unwrap();
            assert_eq!(
                (server.encryption, server.host.as_str(), server.port),
                (encryption, host, port),
                "{url}"
            );
        }
    }

    #[test]
    fn credentials_are_decoded_and_never_shown() {
        let server = server("smtp://ana%40correo.co:s%C3%A9creta%2F1@mail.example.com").unwrap();

        assert_eq!(
            server.credentials,
            Some(("ana@correo.co".to_owned(), "sécreta/1".to_owned()))
        );
        assert_eq!(format!("{server:?}"), "StartTls mail.example.com:587");
    }
}
