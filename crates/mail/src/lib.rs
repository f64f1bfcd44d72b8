//! Mails: what they say, how they look, and the way they leave.
//!
//! A [`Letter`] is what to say; a [`Letterhead`] turns it into a [`Mail`] in the reader's language
//! and the organisation's brand; a [`Mailer`] hands the mail to a server or, in a demo, to the
//! folder that [`mailbox`] reads. Nothing here knows the database, reads a clock or decides who
//! gets a mail.

mod address;
mod brand;
mod clean;
mod letter;
mod mail;
pub mod mailbox;
mod mailer;
mod message_id;
mod page;
#[cfg(test)]
mod sample;

pub use brand::{BadColour, BadLogo, Brand, Colour, Logo};
pub use letter::{
    Cancellation, Filed, Kind, Letter, Listed, Notice, Resolution, Ticket, Told, Waiting,
};
pub use mail::{Letterhead, Mail};
pub use mailer::{BadMailerUrl, Mailer, MailerUrl, SendError};
pub use message_id::{LetterId, Signer};
