//! Hands mails over: to a mail server, or to a folder that takes its place in a demo.

mod address;
mod folder;
mod smtp;

use crate::mail::Mail;
use folder::Folder;
use smtp::Smtp;

pub use address::{BadMailerUrl, MailerUrl};

/// Where mails go. Cheap to share behind an `Arc`; holds the connections to the mail server.
#[derive(Debug)]
pub struct Mailer(Route);

#[derive(Debug)]
enum Route {
    Smtp(Box<Smtp>),
    Folder(Folder),
}

/// A mail was not handed over.
///
/// The text is fit for a log: addresses that a server repeats in its answer are left out.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The way to the server, or the server itself, does not work now: the same mail may go later.
    #[error("the mail could not be handed over now: {0}")]
    Server(String),
    /// The server refused this mail for good, or it cannot be sent at all: trying again is useless.
    #[error("the mail was refused: {0}")]
    Unsendable(String),
}

impl SendError {
    /// Whether the same mail may be accepted later.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Server(_) => true,
            Self::Unsendable(_) => false,
        }
    }
}

impl Mailer {
    /// A mailer for a URL such as `smtps://user:password@mail.example.com`; see [`MailerUrl`].
    ///
    /// Connects only when the first mail is sent.
    ///
    /// # Errors
    ///
    /// [`BadMailerUrl`] says in a sentence how to mend the URL; it never repeats the password.
    pub fn from_url(url: &str) -> Result<Self, BadMailerUrl> {
        Self::new(&url.parse()?, None)
    }

    /// A mailer that also trusts the certificates in `ca`, a PEM file of a private authority.
    ///
    /// # Errors
    ///
    /// [`BadMailerUrl`], also if `ca` holds no certificate.
    pub fn from_url_with_ca(url: &str, ca: &[u8]) -> Result<Self, BadMailerUrl> {
        Self::new(&url.parse()?, Some(ca))
    }

    fn new(url: &MailerUrl, ca: Option<&[u8]>) -> Result<Self, BadMailerUrl> {
        let route = match url {
            MailerUrl::Folder(path) => Route::Folder(Folder::new(path)),
            MailerUrl::Smtp(server) => Route::Smtp(Box::new(Smtp::new(server, ca)?)),
        };
        Ok(Self(route))
    }

    /// Hands `mail` over; returns once the server has taken responsibility for it (RFC 5321,
    /// section 6.1) or the file is on disk.
    ///
    /// # Errors
    ///
    /// [`SendError`] says whether it is worth trying again. After a time-out or a broken
    /// connection the mail may have arrived all the same; its `Message-ID` stays the same.
    pub async fn send(&self, mail: &Mail) -> Result<(), SendError> {
        match &self.0 {
            Route::Smtp(smtp) => smtp.send(mail).await,
            Route::Folder(folder) => folder.send(mail).await,
        }
    }

    /// Connects and signs in without sending anything, to test the configuration.
    ///
    /// # Errors
    ///
    /// [`SendError::Server`] with what went wrong.
    pub async fn check(&self) -> Result<(), SendError> {
        match &self.0 {
            Route::Smtp(smtp) => smtp.check().await,
            Route::Folder(folder) => folder.check().await,
        }
    }
}
