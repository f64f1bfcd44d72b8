use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use report::{Cell, Column, Format, Head, Kind, ListWriter};

use crate::poppler;

fn head(tag: &str) -> Head {
    let column = |heading: &str, kind, letters| Column {
        heading: heading.to_owned(),
        kind,
        letters,
    };
    Head {
        letterhead: crate::letterhead(tag),
        title: "Casos".to_owned(),
        subtitle: "Librería El Andén".to_owned(),
        filters: vec!["Estado: Resuelto".to_owned()],
        columns: vec![
            column("Código", Kind::Text, 16),
            column("Asunto", Kind::Text, 40),
            column("Estado", Kind::State, 16),
            column("Creado", Kind::Time, 18),
            column("Día", Kind::Time, 14),
            column("Pago", Kind::Text, 16),
            column("Monto", Kind::Money { by: 5 }, 16),
        ],
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn money(minor_units: i64, currency: &str) -> Cell {
    Cell::Money {
        minor_units,
        currency: currency.to_owned(),
    }
}

fn row(subject: &str, state: &str, paid: &str, amount: Cell) -> Vec<Cell> {
    vec![
        text("PC-26-7F3K9Q-M"),
        text(subject),
        text(state),
        Cell::Instant("2026-03-26T13:12:00Z".parse().unwrap()),
        Cell::Date("2026-03-01".parse().unwrap()),
        text(paid),
        amount,
    ]
}

fn rows() -> Vec<Vec<Cell>> {
    vec![
        row(
            "Caja; con \"comillas\"\ny señas",
            "Resuelto",
            "Pagada",
            money(65_840_050, "COP"),
        ),
        row("=1+1", "Resuelto", "Pagada", money(100, "COP")),
        row("＝cmd", "Recibido", "En pago", money(123_405, "PEN")),
        row("Niño", "Recibido", "", Cell::Empty),
    ]
}

fn written(format: Format, head: Head, rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut list = ListWriter::begin(format, head, Cursor::new(Vec::new())).unwrap();
    for row in rows {
        list.row(row).unwrap();
    }
    list.finish().unwrap().into_inner()
}

fn records(file: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let body = file.strip_prefix(b"\xef\xbb\xbf").expect("the mark");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .from_reader(body);
    let records = reader.records().map(|record| record.unwrap());
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn csv_has_iso_dates_and_plain_amounts() {
    let records = records(&written(Format::Csv, head("es-CO"), &rows()), b';');

    assert_eq!(
        records[0],
        [
            "Código", "Asunto", "Estado", "Creado", "Día", "Pago", "Monto", "Moneda"
        ]
    );
    assert_eq!(
        records[1],
        [
            "PC-26-7F3K9Q-M",
            "Caja; con \"comillas\"\ny señas",
            "Resuelto",
            "2026-03-26T08:12:00-05:00",
            "2026-03-01",
            "Pagada",
            "658400,50",
            "COP"
        ]
    );
    assert_eq!(records[4][6..], ["", ""]);
}

#[test]
fn csv_has_commas_where_decimals_have_points() {
    let records = records(&written(Format::CsvComma, head("en"), &rows()), b',');

    assert_eq!(records[1][6], "658400.50");
    assert_eq!(records[0][7], "Currency");
}

#[test]
fn j03_no_cell_is_a_formula() {
    for (format, delimiter) in [(Format::Csv, b';'), (Format::CsvComma, b',')] {
        let file = written(format, head("es"), &rows());
        let csv = records(&file, delimiter);
        assert_eq!(csv[2][1], "'=1+1");
        assert_eq!(csv[3][1], "'＝cmd");
        let file = String::from_utf8(file).unwrap();
        let sign = char::from(delimiter);
        for cell in ["\"'=1+1\"", "\"'＝cmd\"", "2026-03-01", "Niño"] {
            assert!(file.contains(&format!("{sign}{cell}{sign}")), "{file}");
        }
    }

    let file = written(Format::Xlsx, head("es"), &rows());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&file)).unwrap();
    let cells = book.worksheet_range("Casos").unwrap();
    assert_eq!(cells.get((2, 1)), Some(&Data::String("=1+1".to_owned())));
    assert_eq!(
        book.worksheet_formula("Casos")
            .unwrap()
            .used_cells()
            .count(),
        0
    );
}

#[test]
fn xlsx_has_real_dates_and_amounts() {
    let file = written(Format::Xlsx, head("es"), &rows());

    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&file)).unwrap();
    assert_eq!(book.sheet_names(), ["Casos"]);
    let cells = book.worksheet_range("Casos").unwrap();
    assert_eq!(cells.get_size(), (5, 7));
    assert_eq!(cells.get((0, 6)), Some(&Data::String("Monto".to_owned())));
    let Some(Data::DateTime(at)) = cells.get((1, 3)) else {
        panic!("no date: {:?}", cells.get((1, 3)));
    };
    assert!(at.is_datetime());
    assert_eq!(at.to_ymd_hms_milli(), (2026, 3, 26, 8, 12, 0, 0));
    assert_eq!(cells.get((1, 6)), Some(&Data::Float(658_400.5)));
    assert_eq!(cells.get((3, 6)), Some(&Data::Float(1_234.05)));
    assert!(matches!(cells.get((4, 6)), None | Some(Data::Empty)));
}

#[test]
fn pdf_says_what_it_is_and_what_it_adds_up_to() {
    let file = written(Format::Pdf, head("es-CO"), &rows());

    let text = poppler::text(&file);
    for said in [
        "Postal Cordillera",
        "Librería El Andén",
        "Filtros: Estado: Resuelto",
        "Generado el 26 mar 2026, 3:00 p. m.",
        "26 mar 2026, 8:12 a. m.",
        "$ 658.401",
        "Página 1 de 1",
        "Totales",
        "COP · Pagada",
        "$ 658.402",
        "Total en PEN",
        "S/ 1.234,05",
    ] {
        assert!(
            text.replace('\u{a0}', " ").contains(said),
            "{said} is missing: {text}"
        );
    }
    let info = poppler::info(&file);
    assert!(info.contains("Casos"), "{info}");
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(poppler::ink_on_first_page(&file) > 1000);
}

#[test]
fn pdf_is_a_table_for_who_listens() {
    let structure = poppler::structure(&written(Format::Pdf, head("es"), &rows()));

    let parts: Vec<&str> = structure
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(|part| part.trim_end_matches(':'))
        .collect();
    for part in ["H1", "Table", "THead", "TBody", "TR", "TH", "TD", "H2"] {
        assert!(parts.contains(&part), "{part} is missing: {structure}");
    }
    assert!(structure.contains("\"Niño\""), "{structure}");
}

#[test]
fn pdf_repeats_the_heading_and_counts_the_pages() {
    let rows: Vec<_> = (0..200)
        .map(|number| row(&format!("Caso {number}"), "Recibido", "", Cell::Empty))
        .collect();

    let text = poppler::text(&written(Format::Pdf, head("es"), &rows));

    let pages: Vec<&str> = text
        .split('\u{c}')
        .filter(|page| !page.is_empty())
        .collect();
    assert!(pages.len() > 3);
    for (index, page) in pages.iter().enumerate() {
        assert!(
            page.contains("Asunto") || page.contains("Totales"),
            "{page}"
        );
        let number = format!("Página {} de {}", index + 1, pages.len());
        assert!(page.contains(&number), "{page}");
    }
    assert!(text.contains("Caso 199"));
}

#[test]
fn a_list_without_rows_is_a_file_too() {
    for format in Format::ALL {
        assert!(!written(format, head("pt-BR"), &[]).is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_people_type_can_be_exported(subject in any::<String>(), long in "\\PC{0,400}", amount: i64) {
        let cells = row(&subject, &long, "x", money(amount, "CLP"));
        for format in Format::ALL {
            prop_assert!(!written(format, head("es"), std::slice::from_ref(&cells)).is_empty());
        }
        let file = written(Format::Csv, head("es"), std::slice::from_ref(&cells));
        let read = &records(&file, b';')[1][1];
        prop_assert!(*read == subject || *read == format!("'{subject}"), "{read:?}");
        let file = written(Format::Xlsx, head("es"), &[cells]);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&file)).unwrap();
        prop_assert!(book.worksheet_range("Casos").is_ok());
    }
}
