//! Lists as a spreadsheet: real dates and amounts, a heading that stays, a filter on it.
//!
//! Rows go to a temporary file at once, so that memory does not grow with them.

use std::collections::HashMap;
use std::io::{Seek, Write};

use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet};
use text::format::decimals;

use crate::list::{Cell, Failed, Head};

/// What a cell can hold in a spreadsheet.
const MOST_LETTERS: usize = 32_767;

/// Whole numbers up to here are exact in a spreadsheet; larger amounts are written as text.
const MOST_EXACT: i64 = 1 << 53;

pub(crate) struct Xlsx<W> {
    head: Head,
    book: Workbook,
    rows: u32,
    date: Format,
    instant: Format,
    money: HashMap<String, Format>,
    out: W,
}

impl<W: Write + Seek + Send> Xlsx<W> {
    pub(crate) fn begin(head: Head, out: W) -> Result<Self, Failed> {
        let mut book = Workbook::new();
        book.set_properties(
            &DocProperties::new()
                .set_title(&head.title)
                .set_company(&head.letterhead.organisation),
        );
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(sheet_name(&head.title))?;
        let bold = Format::new()
            .set_bold()
            .set_border_bottom(FormatBorder::Thin)
            .set_align(FormatAlign::Top);
        for (index, column) in (0_u16..).zip(&head.columns) {
            sheet.set_column_width(index, f64::from(column.letters))?;
            sheet.write_string_with_format(0, index, cut(&column.heading), &bold)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(Self {
            book,
            rows: 0,
            date: Format::new().set_num_format("yyyy-mm-dd"),
            instant: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
            money: HashMap::new(),
            head,
            out,
        })
    }

    pub(crate) fn row(&mut self, cells: &[Cell]) -> Result<(), Failed> {
        self.rows += 1;
        let row = self.rows;
        for (index, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    self.sheet()?.write_string(row, index, cut(text))?;
                }
                Cell::Date(date) => {
                    let format = self.date.clone();
                    self.sheet()?
                        .write_date_with_format(row, index, date, &format)?;
                }
                Cell::Instant(at) => {
                    let (at, format) = (self.head.local(*at).datetime(), self.instant.clone());
                    self.sheet()?
                        .write_datetime_with_format(row, index, at, &format)?;
                }
                Cell::Money {
                    minor_units,
                    currency,
                } => self.amount(row, index, *minor_units, currency)?,
            }
        }
        Ok(())
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "only what a spreadsheet can hold exactly comes here"
    )]
    fn amount(
        &mut self,
        row: u32,
        index: u16,
        minor_units: i64,
        currency: &str,
    ) -> Result<(), Failed> {
        if minor_units.unsigned_abs() > MOST_EXACT.unsigned_abs() {
            let text = self.head.letterhead.texts.money(minor_units, currency);
            self.sheet()?.write_string(row, index, text)?;
            return Ok(());
        }
        let (exponent, shown) = decimals(currency);
        let sign = self.head.letterhead.texts.number_currency(currency);
        let format = self
            .money
            .entry(currency.to_owned())
            .or_insert_with(|| Format::new().set_num_format(money_format(&sign, shown)))
            .clone();
        let amount = minor_units as f64 / f64::from(10_u32.pow(exponent));
        self.sheet()?
            .write_number_with_format(row, index, amount, &format)?;
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<W, Failed> {
        let last = u16::try_from(self.head.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let rows = self.rows;
        self.sheet()?.autofilter(0, 0, rows, last)?;
        self.book.save_to_writer(&mut self.out)?;
        Ok(self.out)
    }

    fn sheet(&mut self) -> Result<&mut Worksheet, Failed> {
        Ok(self.book.worksheet_from_index(0)?)
    }
}

/// The number format of a currency, its sign in quotes.
fn money_format(sign: &str, shown: u32) -> String {
    let sign: String = sign.chars().filter(|letter| *letter != '"').collect();
    let decimals = if shown == 0 {
        String::new()
    } else {
        format!(".{}", "0".repeat(shown as usize))
    };
    format!("\"{sign}\"\u{a0}#,##0{decimals}")
}

/// The title as the name of a sheet, which may not have some signs nor more than 31 letters.
fn sheet_name(title: &str) -> String {
    let name: String = title
        .chars()
        .filter(|letter| !"[]:*?/\\'".contains(*letter) && !letter.is_control())
        .take(31)
        .collect();
    let name = name.trim();
    if name.is_empty() {
        "1".to_owned()
    } else {
        name.to_owned()
    }
}

/// The text, cut to what a cell can hold.
fn cut(text: &str) -> String {
    if text.encode_utf16().count() <= MOST_LETTERS {
        return text.to_owned();
    }
    let mut room = MOST_LETTERS - 1;
    let kept = text.chars().take_while(|letter| {
        let fits = letter.len_utf16() <= room;
        room = room.saturating_sub(letter.len_utf16());
        fits
    });
    kept.chain(['…']).collect()
}
