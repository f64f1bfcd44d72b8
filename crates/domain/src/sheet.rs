//! Tables that people bring as CSV: with semicolons, commas or tabs, quoted or not.

use csv::ReaderBuilder;

/// The most cells of a row that are looked at.
const MAX_CELLS: usize = 50;

/// A table: a heading, and rows with the numbers of their lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The cells of the first line.
    pub heading: Vec<String>,
    /// The other lines that are not empty.
    pub rows: Vec<Row>,
}

/// A row of a [`Sheet`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The number of its line, from 1.
    pub line: u64,
    /// Its cells, without spaces around them.
    pub cells: Vec<String>,
}

/// Why a file is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadSheet {
    /// Not UTF-8.
    Encoding,
    /// Nothing but a heading, or not even that.
    Empty,
    /// More rows than this.
    TooMany(usize),
    /// A line that cannot be read.
    Line(u64),
}

/// The text of a file: UTF-8, with or without the mark that spreadsheets put before it.
///
/// # Errors
///
/// [`BadSheet::Encoding`].
pub fn decode(bytes: &[u8]) -> Result<&str, BadSheet> {
    let text = std::str::from_utf8(bytes).map_err(|_| BadSheet::Encoding)?;
    // UTF-16 of plain letters is UTF-8 too, with a zero beside each.
    if text.contains('\0') {
        return Err(BadSheet::Encoding);
    }
    Ok(text.trim_start_matches('\u{feff}'))
}

impl Sheet {
    /// Reads a table of at most `most` rows.
    ///
    /// # Errors
    ///
    /// [`BadSheet`]; nothing behind the row that is one too many is looked at.
    pub fn read(text: &str, most: usize) -> Result<Self, BadSheet> {
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter(text))
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let (mut heading, mut rows) = (None, Vec::new());
        for record in reader.records() {
            let record = record
                .map_err(|error| BadSheet::Line(error.position().map_or(0, csv::Position::line)))?;
            let cells: Vec<String> = record
                .iter()
                .take(MAX_CELLS)
                .map(|cell| cell.trim().to_owned())
                .collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if heading.is_none() {
                heading = Some(cells);
                continue;
            }
            if rows.len() == most {
                return Err(BadSheet::TooMany(most));
            }
            let line = record.position().map_or(0, |start| line_of(text, start));
            rows.push(Row { line, cells });
        }
        let heading = heading.ok_or(BadSheet::Empty)?;
        Ok(Self { heading, rows })
    }
}

/// The line in which a record begins: the reader stands before the empty lines above it, and
/// between the two signs that end a line on Windows.
fn line_of(text: &str, start: &csv::Position) -> u64 {
    let skipped = usize::try_from(start.byte()).unwrap_or(usize::MAX);
    let bytes = text.as_bytes().get(skipped..).unwrap_or_default();
    let ends = bytes.iter().take_while(|byte| b"\r\n".contains(byte));
    start.line() + ends.filter(|byte| **byte == b'\n').count() as u64
}

/// What stands most often in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    [b';', b',', b'\t']
        .into_iter()
        .max_by_key(|sign| (count(*sign), *sign == b';'))
        .unwrap_or(b';')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn semicolons_commas_tabs_quotes_and_the_mark_of_spreadsheets_are_read() {
        for text in [
            "guia;nota\r\nRR473124829CO;\"una; nota\"\r\n\r\n",
            "\u{feff}guia,nota\nRR473124829CO,\"una; nota\"\n",
            "guia\tnota\nRR473124829CO\tuna; nota",
        ] {
            let sheet = Sheet::read(decode(text.as_bytes()).unwrap(), 10).unwrap();
            assert_eq!(sheet.heading, ["guia", "nota"], "{text}");
            assert_eq!(
                sheet.rows,
                [Row {
                    line: 2,
                    cells: vec!["RR473124829CO".into(), "una; nota".into()]
                }],
                "{text}"
            );
        }
    }

    #[test]
    fn j04_other_encodings_too_many_rows_and_nothing_are_refused() {
        assert_eq!(decode(b"raz\xf3n;correo\n"), Err(BadSheet::Encoding));
        assert_eq!(decode(b"\xff\xfea\0;\0"), Err(BadSheet::Encoding));
        assert_eq!(decode(b"a\0;\0b\0"), Err(BadSheet::Encoding));
        assert_eq!(Sheet::read("", 10), Err(BadSheet::Empty));
        assert_eq!(Sheet::read("\n \n;;\n", 10), Err(BadSheet::Empty));
        let million = "a;b\n".repeat(1_000_001);
        assert_eq!(Sheet::read(&million, 1_000), Err(BadSheet::TooMany(1_000)));
    }

    proptest! {
        #[test]
        fn random_text_never_panics(text in "[\\PC\n\r\t;,\"]{0,200}") {
            let _ = Sheet::read(&text, 5);
        }
    }
}
