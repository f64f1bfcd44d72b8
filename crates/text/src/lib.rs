//! What people read: the messages of the three languages and the formats of their locales.
//!
//! Texts live in `messages/{es,en,pt-BR}/*.ftl`, and nowhere else. The build turns each message
//! into a method of [`Texts`] and fails when a language lacks one, has one too many or wants other
//! arguments. This crate does no I/O and reads no clock; the formats are in [`format`](mod@format).

mod bundle;
pub mod format;
mod locale;
mod texts;

pub use fluent_bundle::FluentValue;
pub use locale::{Language, Locale, Region, Word};
pub use texts::Texts;

#[cfg(test)]
#[path = "../build/catalog.rs"]
mod catalog;
