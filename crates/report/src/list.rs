//! Lists: columns, typed cells, and the writers of the three formats.

use std::io::{Read, Seek, Write};

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use crate::Letterhead;
use crate::csv::{COMMAS, Csv, SEMICOLONS};
use crate::pdf::list::PdfList;
use crate::xlsx::Xlsx;

/// What a list can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text separated by semicolons; decimals have a comma.
    Csv,
    /// Text separated by commas; decimals have a point.
    CsvComma,
    /// A spreadsheet with real dates and amounts.
    Xlsx,
    /// Pages to print or keep.
    Pdf,
}

impl Format {
    /// All of them, as menus show them.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Xlsx, Self::Csv, Self::CsvComma];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvComma => "csv-coma",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
        }
    }

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvComma => "csv",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
        }
    }

    /// The format of a [`name`](Self::name).
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvComma => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pdf => "application/pdf",
        }
    }
}

/// What stands above a list, in the words of its reader.
#[derive(Clone, Debug)]
pub struct Head {
    /// Whose list it is, in which language and zone, and when it was made.
    pub letterhead: Letterhead,
    /// What the list is: `Casos`.
    pub title: String,
    /// For whom it was made; may be empty.
    pub subtitle: String,
    /// The filters in force, each as `Estado: Resuelto`.
    pub filters: Vec<String>,
    /// The columns, at least one.
    pub columns: Vec<Column>,
}

impl Head {
    /// An instant in the list's zone.
    pub(crate) fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.letterhead.zone.clone())
    }
}

/// A column of a list.
#[derive(Clone, Debug)]
pub struct Column {
    /// What stands above it.
    pub heading: String,
    /// What its cells hold.
    pub kind: Kind,
    /// Its width in letters; in PDF, its share of the page.
    pub letters: u8,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A state: PDF counts the rows of each.
    State,
    /// A day or an instant.
    Time,
    /// An amount: PDF adds them up by currency and by the words in another column.
    Money {
        /// The index of the column that tells the state of the amount.
        by: usize,
    },
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words that people typed, or that we say.
    Text(String),
    /// A day.
    Date(Date),
    /// An instant, shown to the minute.
    Instant(Timestamp),
    /// An amount.
    Money {
        /// In whole minor units: cents, or pesos where there are none.
        minor_units: i64,
        /// ISO 4217.
        currency: String,
    },
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The disk, or who reads.
    #[error("could not write the file")]
    Io(#[from] std::io::Error),
    /// The spreadsheet.
    #[error("could not write the spreadsheet")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The PDF did not keep the rules that make it accessible, or was too large.
    #[error("could not write the PDF: {0}")]
    Pdf(String),
}

impl From<::csv::Error> for Failed {
    fn from(error: ::csv::Error) -> Self {
        Self::Io(error.into())
    }
}

/// Writes a list in one of the formats.
pub struct ListWriter<W: Write>(Writer<W>);

enum Writer<W: Write> {
    Csv(Box<Csv<W>>),
    Xlsx(Box<Xlsx<W>>),
    Pdf(Box<PdfList<W>>),
}

impl<W: Write + Read + Seek + Send> ListWriter<W> {
    /// Begins a list.
    ///
    /// # Errors
    ///
    /// When nothing can be written to `out`, or no temporary file be made.
    pub fn begin(format: Format, head: Head, out: W) -> Result<Self, Failed> {
        Ok(Self(match format {
            Format::Csv => Writer::Csv(Box::new(Csv::begin(SEMICOLONS, head, out)?)),
            Format::CsvComma => Writer::Csv(Box::new(Csv::begin(COMMAS, head, out)?)),
            Format::Xlsx => Writer::Xlsx(Box::new(Xlsx::begin(head, out)?)),
            Format::Pdf => Writer::Pdf(Box::new(PdfList::begin(head, out))),
        }))
    }

    /// Writes one row: a cell for each column.
    ///
    /// # Errors
    ///
    /// When it cannot be written; the list is then of no use.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), Failed> {
        match &mut self.0 {
            Writer::Csv(csv) => csv.row(cells),
            Writer::Xlsx(xlsx) => xlsx.row(cells),
            Writer::Pdf(pdf) => {
                pdf.row(cells);
                Ok(())
            }
        }
    }

    /// Ends the list and gives back where it was written to.
    ///
    /// # Errors
    ///
    /// As [`row`](Self::row).
    pub fn finish(self) -> Result<W, Failed> {
        match self.0 {
            Writer::Csv(csv) => csv.finish(),
            Writer::Xlsx(xlsx) => xlsx.finish(),
            Writer::Pdf(pdf) => pdf.finish(),
        }
    }
}
