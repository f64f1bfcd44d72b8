//! Long lists take no memory: in a program of its own, so that nothing else is measured.

#![expect(clippy::unwrap_used, reason = "a test says so by failing")]

use std::fs;

use report::{Cell, Column, Format, Head, Kind, Letterhead, ListWriter};
use text::{Language, Texts, Word};

const ROWS: u32 = 100_000;

fn head() -> Head {
    let column = |heading: &str, kind| Column {
        heading: heading.to_owned(),
        kind,
        letters: 20,
    };
    Head {
        letterhead: Letterhead {
            texts: Texts::of(Language::Es, Word::Case),
            zone: jiff::tz::TimeZone::UTC,
            organisation: "Postal Cordillera".to_owned(),
            colour: "#0f5d6e".to_owned(),
            made_at: jiff::Timestamp::UNIX_EPOCH,
        },
        title: "Casos".to_owned(),
        subtitle: String::new(),
        filters: Vec::new(),
        columns: vec![
            column("Código", Kind::Text),
            column("Asunto", Kind::Text),
            column("Creado", Kind::Time),
            column("Monto", Kind::Money { by: 0 }),
        ],
    }
}

/// The most memory that this program ever held, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn k04_a_hundred_thousand_rows_take_no_more_than_64_mebibytes() {
    let before = peak();
    for format in [Format::Csv, Format::Xlsx] {
        let mut list = ListWriter::begin(format, head(), tempfile::tempfile().unwrap()).unwrap();
        for number in 0..ROWS {
            list.row(&[
                Cell::Text(format!("PC-26-{number:06}-M")),
                Cell::Text(format!(
                    "Paquete {number}: faltan ejemplares, la caja llegó abierta"
                )),
                Cell::Instant(jiff::Timestamp::from_second(i64::from(number) * 600).unwrap()),
                Cell::Money {
                    minor_units: i64::from(number),
                    currency: "CLP".to_owned(),
                },
            ])
            .unwrap();
        }
        assert!(list.finish().unwrap().metadata().unwrap().len() > 1_000_000);
    }
    let grown = peak() - before;
    assert!(grown <= 64 * 1024, "{grown} KiB more");
}
