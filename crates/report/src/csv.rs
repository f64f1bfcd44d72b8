//! Lists as CSV: UTF-8 with a mark so that spreadsheets see it, ISO dates, plain amounts.

use std::io::Write;

use ::csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use text::format::decimals;

use crate::formula::disarmed;
use crate::list::{Cell, Failed, Head, Kind};

/// Tells spreadsheets that UTF-8 follows.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A file for another program, such as a bank's: cells with `;` between them, as written, but for
/// what a spreadsheet would take for a formula.
///
/// # Errors
///
/// [`Failed`] where rows differ in length.
pub fn plain_rows<Row>(rows: impl IntoIterator<Item = Row>) -> Result<Vec<u8>, Failed>
where
    Row: IntoIterator<Item = String>,
{
    let mut file = BYTE_ORDER_MARK.to_vec();
    let mut out = writer(b';', &mut file);
    for row in rows {
        out.write_record(row.into_iter().map(|text| cell(&text, b';')))?;
    }
    out.flush()?;
    drop(out);
    Ok(file)
}

/// It writes cells as they are: [`cell`] puts the quotes, which differ from cell to cell.
fn writer<W: Write>(delimiter: u8, out: W) -> Writer<W> {
    WriterBuilder::new()
        .delimiter(delimiter)
        .quote_style(QuoteStyle::Never)
        .terminator(Terminator::CRLF)
        .from_writer(out)
}

/// A text as a cell: in quotes where it could not be read back without them, and always where a
/// formula was disarmed (case J3).
fn cell(text: &str, delimiter: u8) -> String {
    match disarmed(text) {
        Some(disarmed) => quoted(&disarmed),
        None if needs_quotes(text, delimiter) => quoted(text),
        None => text.to_owned(),
    }
}

fn needs_quotes(text: &str, delimiter: u8) -> bool {
    text.bytes()
        .any(|byte| byte == delimiter || b"\"\r\n".contains(&byte))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

pub(crate) struct Csv<W: Write> {
    head: Head,
    signs: Signs,
    out: Writer<W>,
}

/// What separates cells, and the decimals of an amount: spreadsheets expect a semicolon where
/// the comma is taken.
#[derive(Clone, Copy)]
pub(crate) struct Signs {
    cell: u8,
    decimal: char,
}

pub(crate) const SEMICOLONS: Signs = Signs {
    cell: b';',
    decimal: ',',
};

pub(crate) const COMMAS: Signs = Signs {
    cell: b',',
    decimal: '.',
};

impl<W: Write> Csv<W> {
    pub(crate) fn begin(signs: Signs, head: Head, mut out: W) -> Result<Self, Failed> {
        out.write_all(BYTE_ORDER_MARK)?;
        let out = writer(signs.cell, out);
        let mut csv = Self { head, signs, out };
        csv.headings()?;
        Ok(csv)
    }

    fn headings(&mut self) -> Result<(), Failed> {
        let currency = self.head.letterhead.texts.report_currency();
        let delimiter = self.signs.cell;
        for column in &self.head.columns {
            self.out.write_field(cell(&column.heading, delimiter))?;
            if is_money(column.kind) {
                self.out.write_field(cell(&currency, delimiter))?;
            }
        }
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    pub(crate) fn row(&mut self, cells: &[Cell]) -> Result<(), Failed> {
        let delimiter = self.signs.cell;
        for (column, content) in self.head.columns.iter().zip(cells) {
            let text = match content {
                Cell::Empty => String::new(),
                Cell::Text(text) => cell(text, delimiter),
                Cell::Date(date) => date.to_string(),
                Cell::Instant(at) => self
                    .head
                    .local(*at)
                    .strftime("%Y-%m-%dT%H:%M:%S%:z")
                    .to_string(),
                Cell::Money {
                    minor_units,
                    currency,
                } => plain_amount(*minor_units, currency, self.signs.decimal),
            };
            self.out.write_field(text)?;
            if is_money(column.kind) {
                self.out.write_field(match content {
                    Cell::Money { currency, .. } => cell(currency, delimiter),
                    Cell::Empty | Cell::Text(_) | Cell::Date(_) | Cell::Instant(_) => String::new(),
                })?;
            }
        }
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    pub(crate) fn finish(self) -> Result<W, Failed> {
        self.out
            .into_inner()
            .map_err(|error| Failed::Io(error.into_error()))
    }
}

fn is_money(kind: Kind) -> bool {
    matches!(kind, Kind::Money { .. })
}

/// `123405` hundredths as `1234,05`, without groups.
fn plain_amount(minor_units: i64, currency: &str, decimal: char) -> String {
    let (exponent, _) = decimals(currency);
    let sign = if minor_units < 0 { "-" } else { "" };
    let units = minor_units.unsigned_abs();
    let one = 10_u64.pow(exponent);
    if exponent == 0 {
        format!("{sign}{units}")
    } else {
        let width = exponent as usize;
        format!("{sign}{}{decimal}{:0width$}", units / one, units % one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_plain_numbers() {
        assert_eq!(plain_amount(658_400, "CLP", ','), "658400");
        assert_eq!(plain_amount(65_840_050, "COP", ','), "658400,50");
        assert_eq!(plain_amount(-5, "EUR", '.'), "-0.05");
        assert_eq!(plain_amount(i64::MIN, "USD", '.'), "-92233720368547758.08");
    }

    #[test]
    fn j03_a_file_for_a_bank_has_no_formula_and_keeps_its_columns() {
        for (cell, written) in [
            ("Mariana Ríos", "Mariana Ríos"),
            ("", ""),
            ("=1+1", "\"'=1+1\""),
            (" =1+1", "\"' =1+1\""),
            ("+1", "\"'+1\""),
            ("-1", "\"'-1\""),
            ("@x", "\"'@x\""),
            ("\t1", "\"'\t1\""),
            ("\r1", "\"'\r1\""),
            ("＝1", "\"'＝1\""),
            ("a;b", "\"a;b\""),
            ("a,b", "a,b"),
            ("=\"x\"", "\"'=\"\"x\"\"\""),
            ("a\nb", "\"a\nb\""),
        ] {
            let rows = [["titular", "cuenta"], [cell, "01"]];

            let file = plain_rows(rows.map(|row| row.map(str::to_owned))).unwrap();

            let expected = format!("\u{feff}titular;cuenta\r\n{written};01\r\n");
            assert_eq!(String::from_utf8(file).unwrap(), expected);
        }
    }
}
