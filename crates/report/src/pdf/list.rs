//! Lists as pages: a repeated heading, rows in two shades, sums at the end.

use std::io::Write;

use krilla::tagging::{TableHeaderScope, Tag, TagKind};

use super::canvas::{About, Area, Canvas, Colour, INK, PALE_INK, Part, ROOT, Style, ZEBRA};
use super::font::Weight;
use crate::list::{Cell, Column, Failed, Head, Kind};
use crate::pdf::flow::{band, heading_tag};
use crate::totals::Totals;

/// A4, lying.
const PAGE: (f32, f32) = (842.0, 595.0);
const MARGIN: f32 = 36.0;
/// Room between the edge of a cell and its text.
const PADDING: f32 = 4.0;
const LINE: f32 = 11.0;
/// A cell has so many lines; what is longer ends in dots.
const MOST_LINES: usize = 3;
/// Where rows end: the foot of the page stands below.
const BOTTOM: f32 = PAGE.1 - MARGIN - 4.0;

const CELL: Style = Style {
    weight: Weight::Regular,
    size: 8.5,
    colour: INK,
};
const HEADING: Style = Style {
    weight: Weight::Bold,
    size: 8.5,
    colour: INK,
};
const SMALL: Style = Style {
    weight: Weight::Regular,
    size: 9.0,
    colour: PALE_INK,
};

/// Sets rows as they come and writes the pages at the end: each says how many there are.
pub(crate) struct PdfList<W> {
    head: Head,
    canvas: Canvas,
    widths: Vec<f32>,
    table: Part,
    body: Part,
    soft: Colour,
    y: f32,
    totals: Totals,
    out: W,
}

impl<W: Write> PdfList<W> {
    pub(crate) fn begin(head: Head, out: W) -> Self {
        let mut canvas = Canvas::new(About {
            texts: head.letterhead.texts,
            title: head.title.clone(),
            organisation: head.letterhead.organisation.clone(),
            made_at: head.local(head.letterhead.made_at),
            page: PAGE,
            margin: MARGIN,
        });
        let palette = domain::brand::derive(&head.letterhead.colour, domain::brand::Theme::Light);
        let y = begin_page(&mut canvas, &head, &palette);
        let table = canvas.part(ROOT, Tag::Table.with_summary(Some(head.title.clone())));
        let mut list = Self {
            widths: widths(&head.columns),
            soft: Colour::parse(&palette.soft),
            body: table,
            table,
            canvas,
            y,
            totals: Totals::default(),
            head,
            out,
        };
        list.headings();
        list.body = list.canvas.part(table, Tag::TBody);
        list
    }

    /// The headings of the columns; those of the first page are the table's, the others repeat.
    fn headings(&mut self) {
        let row = self.canvas.is_first_page().then(|| {
            let head = self.canvas.part(self.table, Tag::THead);
            self.canvas.part(head, Tag::TR)
        });
        let cells = self.lines_of(HEADING, |column, _| column.heading.clone());
        let high = height(&cells);
        let area = Area {
            x: MARGIN,
            y: self.y,
            wide: PAGE.0 - 2.0 * MARGIN,
            high,
        };
        self.canvas.rect(area, self.soft);
        for (index, lines) in cells.into_iter().enumerate() {
            let part = row.map(|row| self.canvas.part(row, Tag::TH(TableHeaderScope::Column)));
            self.cell(index, &lines, HEADING, part);
        }
        self.y += high;
    }

    pub(crate) fn row(&mut self, cells: &[Cell]) {
        self.totals.add(&self.head.columns, cells);
        let texts: Vec<String> = cells.iter().map(|cell| self.words(cell)).collect();
        let lines = self.lines_of(CELL, |_, index| {
            texts.get(index).cloned().unwrap_or_default()
        });
        let high = height(&lines);
        if self.y + high > BOTTOM {
            self.canvas.new_page();
            self.y = MARGIN;
            self.headings();
        }
        if self.totals.rows.is_multiple_of(2) {
            let area = Area {
                x: MARGIN,
                y: self.y,
                wide: PAGE.0 - 2.0 * MARGIN,
                high,
            };
            self.canvas.rect(area, ZEBRA);
        }
        let row = self.canvas.part(self.body, Tag::TR);
        for (index, lines) in lines.into_iter().enumerate() {
            let part = self.canvas.part(row, Tag::TD);
            self.cell(index, &lines, CELL, Some(part));
        }
        self.y += high;
    }

    /// What stands in a cell, as the reader's language writes it.
    fn words(&self, cell: &Cell) -> String {
        let texts = &self.head.letterhead.texts;
        match cell {
            Cell::Empty => "—".to_owned(),
            Cell::Text(text) => text.clone(),
            Cell::Date(date) => texts.table_date(*date),
            Cell::Instant(at) => self.head.letterhead.moment(*at),
            Cell::Money {
                minor_units,
                currency,
            } => texts.money(*minor_units, currency),
        }
    }

    fn lines_of(&self, style: Style, words: impl Fn(&Column, usize) -> String) -> Vec<Vec<String>> {
        let face = style.face();
        let columns = self.head.columns.iter().zip(&self.widths).enumerate();
        columns
            .map(|(index, (column, wide))| {
                let text = face.clean(&words(column, index)).replace('\n', " ");
                face.lines(&text, style.size, wide - 2.0 * PADDING, MOST_LINES)
            })
            .collect()
    }

    fn cell(&mut self, index: usize, lines: &[String], style: Style, part: Option<Part>) {
        let left = MARGIN + self.widths.iter().take(index).sum::<f32>() + PADDING;
        let wide = self.widths.get(index).copied().unwrap_or_default() - 2.0 * PADDING;
        let is_number = matches!(
            self.head.columns.get(index).map(|column| column.kind),
            Some(Kind::Money { .. })
        );
        let mut y = self.y + PADDING + style.size;
        for line in lines {
            let x = if is_number {
                left + wide - style.face().width(line, style.size)
            } else {
                left
            };
            self.canvas.text(part, x, y, style, line);
            y += LINE;
        }
    }

    pub(crate) fn finish(mut self) -> Result<W, Failed> {
        let sums = self.sums();
        if !sums.is_empty() {
            self.set_sums(&sums);
        }
        let file = self.canvas.finish()?;
        self.out.write_all(&file)?;
        Ok(self.out)
    }

    /// The sums as groups of (what, how much), each under a heading.
    fn sums(&self) -> Vec<(String, Vec<(String, String)>)> {
        let texts = &self.head.letterhead.texts;
        let heading = |index: usize| {
            let column = self.head.columns.get(index);
            column.map_or_else(String::new, |column| column.heading.clone())
        };
        let states = self.totals.states.iter().map(|(index, states)| {
            let rows = states.iter();
            let rows = rows.map(|(state, count)| {
                let count = i64::try_from(*count).unwrap_or(i64::MAX);
                (state.clone(), texts.number(count))
            });
            (heading(*index), rows.collect())
        });
        let amounts = self.totals.amounts.iter().map(|(index, amounts)| {
            let mut rows = Vec::new();
            let mut currencies: Vec<&str> = amounts.keys().map(|(code, _)| &**code).collect();
            currencies.dedup();
            for currency in currencies {
                let of_currency = amounts.iter().filter(|((code, _), _)| code == currency);
                let mut sum = 0;
                for ((_, state), amount) in of_currency {
                    sum += amount;
                    let state = if state.is_empty() { "—" } else { state };
                    rows.push((
                        format!("{currency} · {state}"),
                        texts.money(narrow(*amount), currency),
                    ));
                }
                rows.push((
                    texts.report_sum(currency),
                    texts.money(narrow(sum), currency),
                ));
            }
            (heading(*index), rows)
        });
        states.chain(amounts).collect()
    }

    fn set_sums(&mut self, sums: &[(String, Vec<(String, String)>)]) {
        self.room_for(80.0);
        self.y += 26.0;
        let title = self.canvas.part(
            ROOT,
            heading_tag(2, &self.head.letterhead.texts.report_totals()),
        );
        let style = Style {
            size: 12.0,
            ..HEADING
        };
        let text = self.head.letterhead.texts.report_totals();
        self.canvas.text(Some(title), MARGIN, self.y, style, &text);
        self.y += 6.0;
        for (heading, rows) in sums {
            self.room_for(3.0 * LINE);
            self.y += 18.0;
            let part = self.canvas.part(ROOT, heading_tag(3, heading));
            let heading = Self::one_line(heading, HEADING, 300.0);
            self.canvas
                .text(Some(part), MARGIN, self.y, HEADING, &heading);
            let table = self.canvas.part(ROOT, TagKind::from(Tag::Table));
            for (what, how_much) in rows {
                self.room_for(LINE);
                self.y += LINE + 3.0;
                let row = self.canvas.part(table, Tag::TR);
                let label = self.canvas.part(row, Tag::TH(TableHeaderScope::Row));
                let what = Self::one_line(what, CELL, 260.0);
                self.canvas.text(Some(label), MARGIN, self.y, CELL, &what);
                let value = self.canvas.part(row, Tag::TD);
                let x = MARGIN + 400.0 - HEADING.face().width(how_much, HEADING.size);
                self.canvas.text(Some(value), x, self.y, HEADING, how_much);
            }
        }
    }

    fn one_line(text: &str, style: Style, wide: f32) -> String {
        let face = style.face();
        let text = face.clean(text).replace('\n', " ");
        face.lines(&text, style.size, wide, 1).remove(0)
    }

    fn room_for(&mut self, high: f32) {
        if self.y + high > BOTTOM {
            self.canvas.new_page();
            self.y = MARGIN;
        }
    }
}

/// Band, title, filters and count of the first page; gives where the table begins.
fn begin_page(canvas: &mut Canvas, head: &Head, palette: &domain::brand::Palette) -> f32 {
    let texts = &head.letterhead.texts;
    let made = texts.report_made(head.letterhead.moment(head.letterhead.made_at));
    let mut y = band(canvas, palette, &made);
    let title = Style {
        size: 17.0,
        ..HEADING
    };
    let part = canvas.part(ROOT, heading_tag(1, &head.title));
    let line = title.face().clean(&head.title);
    canvas.text(Some(part), MARGIN, y, title, &line);
    let filters = if head.filters.is_empty() {
        texts.report_no_filters()
    } else {
        texts.report_filters(head.filters.join(" · "))
    };
    for text in [&head.subtitle, &filters] {
        if text.is_empty() {
            continue;
        }
        let part = canvas.part(ROOT, TagKind::from(Tag::P));
        let face = SMALL.face();
        let lines = face.lines(&face.clean(text), SMALL.size, PAGE.0 - 2.0 * MARGIN, 4);
        for line in lines {
            y += 14.0;
            canvas.text(Some(part), MARGIN, y, SMALL, &line);
        }
    }
    y + 12.0
}

/// The columns' shares of the page.
fn widths(columns: &[Column]) -> Vec<f32> {
    let all: f32 = columns.iter().map(|column| f32::from(column.letters)).sum();
    let wide = PAGE.0 - 2.0 * MARGIN;
    let share = |column: &Column| wide * f32::from(column.letters) / all.max(1.0);
    columns.iter().map(share).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a cell has few lines")]
fn height(cells: &[Vec<String>]) -> f32 {
    let most = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    (most as f32).mul_add(LINE, 2.0 * PADDING) - 1.0
}

/// A sum as an amount; the largest one if it is larger still, which no real list is.
fn narrow(sum: i128) -> i64 {
    i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX })
}
