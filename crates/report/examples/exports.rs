//! Measures lists: `exports FOLDER` writes 100,000 rows as CSV and as a spreadsheet and 10,000 as
//! PDF into the folder and tells how long each took and how much memory the program held at most.

#![expect(clippy::print_stdout, reason = "a measurement is read from it")]

use std::error::Error;
use std::fs::{self, OpenOptions};
use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;
use report::{Cell, Column, Format, Head, Kind, Letterhead, ListWriter};
use text::{Locale, Texts, Word};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder to write to")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    println!(
        "{:>6} {:>8} {:>8} {:>10} {:>11}",
        "format", "rows", "seconds", "file KiB", "growth KiB"
    );
    for (format, rows) in [
        (Format::Csv, 100_000),
        (Format::Xlsx, 100_000),
        (Format::Pdf, 10_000),
    ] {
        let (before, began) = (peak_kib()?, Instant::now());
        let size = write(
            format,
            rows,
            &folder.join(format!("lista.{}", format.name())),
        )?;
        println!(
            "{:>6} {rows:>8} {:>8.2} {:>10} {:>11}",
            format.name(),
            began.elapsed().as_secs_f64(),
            size / 1024,
            peak_kib()? - before
        );
    }
    Ok(())
}

fn write(format: Format, rows: i64, path: &Path) -> Result<u64, Box<dyn Error>> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(true)
        .read(true)
        .write(true)
        .open(path)?;
    let mut list = ListWriter::begin(format, head()?, file)?;
    for number in 0..rows {
        list.row(&row(number)?)?;
    }
    Ok(list.finish()?.metadata()?.len())
}

fn head() -> Result<Head, Box<dyn Error>> {
    let column = |heading: &str, kind, letters| Column {
        heading: heading.to_owned(),
        kind,
        letters,
    };
    Ok(Head {
        letterhead: Letterhead {
            texts: Texts::of(Locale::parse("es-CO").ok_or("no locale")?, Word::Case),
            zone: jiff::tz::TimeZone::get("America/Bogota")?,
            organisation: "Postal Cordillera".to_owned(),
            colour: "#0e5f70".to_owned(),
            made_at: "2026-03-26T20:00:00Z".parse()?,
        },
        title: "Casos".to_owned(),
        subtitle: "Librería El Andén".to_owned(),
        filters: vec![
            "Estado: Resuelto".to_owned(),
            "Creado: últimos 12 meses".to_owned(),
        ],
        columns: vec![
            column("Código", Kind::Text, 16),
            column("Asunto", Kind::Text, 34),
            column("Número de envío", Kind::Text, 16),
            column("Estado", Kind::State, 15),
            column("Creado", Kind::Time, 14),
            column("Actualizado", Kind::Time, 19),
            column("Lo atiende", Kind::Text, 18),
            column("Indemnización", Kind::Text, 15),
            column("Monto", Kind::Money { by: 7 }, 13),
        ],
    })
}

fn row(number: i64) -> Result<Vec<Cell>, Box<dyn Error>> {
    const SUBJECTS: [&str; 5] = [
        "Devolución sin motivo a remitente",
        "Caja de libros detenida en Medellín",
        "Paquete abierto: faltan 6 ejemplares de la edición de lujo y la factura",
        "Entrega en dirección equivocada, Tunja",
        "Cobro duplicado en guía corporativa",
    ];
    const STATES: [&str; 4] = [
        "Recibido",
        "En atención",
        "Solución por revisar",
        "Resuelto",
    ];
    let turn = usize::try_from(number)?;
    let text = |text: &str| Cell::Text(text.to_owned());
    let at = Timestamp::from_second(1_767_225_600 + number * 600)?;
    let is_paid = turn.is_multiple_of(3);
    Ok(vec![
        Cell::Text(format!("PC-26-{number:06}-M")),
        text(SUBJECTS[turn % SUBJECTS.len()]),
        Cell::Text(format!("RR{:09}CO", 483_920_172 + number)),
        text(STATES[turn % STATES.len()]),
        Cell::Date(at.to_zoned(jiff::tz::TimeZone::UTC).date()),
        Cell::Instant(at),
        text("Laura Méndez"),
        text(if is_paid { "Pagada" } else { "" }),
        if is_paid {
            Cell::Money {
                minor_units: 4_120_000 + number * 100,
                currency: "COP".to_owned(),
            }
        } else {
            Cell::Empty
        },
    ])
}

/// The most memory that this program ever held.
fn peak_kib() -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    Ok(number.ok_or("no VmHWM")?.parse()?)
}
