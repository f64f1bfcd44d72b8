//! What leaves the desk as a file: lists as CSV, spreadsheet and PDF, filing receipts, case files.
//!
//! All of it is words and numbers that somebody else looked up and may see: this crate knows no
//! database, no rights and no clock. Lists are written row by row and never held whole, but for
//! PDF, whose pages must know how many they are.

mod archive;
mod case_file;
mod csv;
mod formula;
mod list;
mod pdf;
mod qr;
mod receipt;
mod signature;
mod totals;
mod xlsx;

pub use archive::Archive;
pub use case_file::{CaseFile, Entry};
pub use csv::plain_rows;
pub use list::{Cell, Column, Failed, Format, Head, Kind, ListWriter};
pub use qr::Picture;
pub use receipt::Receipt;
pub use signature::{Invalid, Signer, verify};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use text::Texts;

/// Who gives a document out, to whom, when.
#[derive(Clone, Debug)]
pub struct Letterhead {
    /// The reader's language and signs.
    pub texts: Texts,
    /// The time zone of all instants.
    pub zone: TimeZone,
    /// The name of the organisation.
    pub organisation: String,
    /// The organisation's colour, as `#rrggbb`.
    pub colour: String,
    /// The instant that the document bears.
    pub made_at: Timestamp,
}

impl Letterhead {
    /// An instant with day and time: `26 mar 2026, 8:12 a. m.`
    pub fn moment(&self, at: Timestamp) -> String {
        let at = at.to_zoned(self.zone.clone());
        format!(
            "{}, {}",
            self.texts.table_date(at.date()),
            self.texts.time(at.time())
        )
    }
}

/// A file of a ticket, as documents name it.
#[derive(Clone, Debug)]
pub struct FileLine {
    /// Its name as uploaded.
    pub name: String,
    /// Its size.
    pub size_bytes: u64,
    /// The SHA-256 of its bytes in hexadecimal digits.
    pub sha256: String,
}
