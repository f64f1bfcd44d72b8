//! Files are read back with programs that are not ours: a spreadsheet library and Poppler.

#![expect(clippy::unwrap_used, reason = "a test says so by failing")]

mod case_file;
mod list;
mod poppler;
mod receipt;

use jiff::tz::TimeZone;
use report::Letterhead;
use text::{Locale, Texts, Word};

/// The letterhead of the tests, made on 26 March 2026 at three in the afternoon.
fn letterhead(tag: &str) -> Letterhead {
    Letterhead {
        texts: Texts::of(Locale::parse(tag).unwrap(), Word::Case),
        zone: TimeZone::get("America/Bogota").unwrap(),
        organisation: "Postal Cordillera".to_owned(),
        colour: "#0f5d6e".to_owned(),
        made_at: "2026-03-26T20:00:00Z".parse().unwrap(),
    }
}
