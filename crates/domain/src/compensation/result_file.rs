//! What the bank answers to a batch: one line for each payment.

use jiff::civil::Date;

/// What became of one payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was paid.
    Paid {
        /** When. */
        on: Date,
        /** The bank's own reference. */
        reference: String,
    },
    /// It came back.
    Returned {
        /** When. */
        on: Date,
        /** Why. */
        reason: String,
    },
}

/// One line of the bank's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultLine {
    /// Which line of the file, from 1.
    pub line: usize,
    /// The reference of the payment, as the batch named it.
    pub reference: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadResult {
    /// Not three or four columns.
    Columns,
    /// The second says neither paid nor returned.
    Outcome,
    /// The third is no date.
    Date,
    /// A returned payment has no reason, or a text is too long.
    Note,
    /// The payment stands twice.
    Twice,
    /// There are too many.
    TooMany,
}

/// How many lines a file may have.
const MAX_LINES: usize = 10_000;

/// The longest note, in characters.
const MAX_NOTE: usize = 200;

/// Reads `reference;paid|returned;2026-03-31;note` a line, in English or Spanish
/// (`pagada`, `devuelta`); an empty line and a heading are passed over.
///
/// # Errors
///
/// Every line that is wrong, with its number from 1; then nothing is to be taken.
pub fn parse_results(text: &str) -> Result<Vec<ResultLine>, Vec<(usize, BadResult)>> {
    let (mut lines, mut bad) = (Vec::<ResultLine>::new(), Vec::new());
    let mut seen = std::collections::BTreeSet::new();
    let text = text.trim_start_matches('\u{feff}');
    for (place, line) in text.lines().enumerate() {
        if lines.len() + bad.len() >= MAX_LINES {
            bad.push((place + 1, BadResult::TooMany));
            break;
        }
        let line = line.trim();
        let is_heading = place == 0 && !line.bytes().any(|byte| byte.is_ascii_digit());
        if line.is_empty() || is_heading {
            continue;
        }
        match read_line(place + 1, line) {
            Ok(read) if seen.insert(read.reference.clone()) => lines.push(read),
            Ok(_) => bad.push((place + 1, BadResult::Twice)),
            Err(error) => bad.push((place + 1, error)),
        }
    }
    if bad.is_empty() { Ok(lines) } else { Err(bad) }
}

fn read_line(line: usize, text: &str) -> Result<ResultLine, BadResult> {
    let columns: Vec<&str> = text
        .split(';')
        .map(|column| column.trim().trim_matches('"').trim())
        .collect();
    let (reference, outcome, on, note) = match columns[..] {
        [reference, outcome, on] => (reference, outcome, on, ""),
        [reference, outcome, on, note] => (reference, outcome, on, note),
        _ => return Err(BadResult::Columns),
    };
    if reference.is_empty() || reference.len() > 64 {
        return Err(BadResult::Columns);
    }
    let is_paid = match outcome.to_lowercase().as_str() {
        "paid" | "pagada" | "pagado" | "paga" | "pago" => true,
        "returned" | "devuelta" | "devuelto" | "devolvida" | "devolvido" | "rechazada"
        | "rechazado" => false,
        _ => return Err(BadResult::Outcome),
    };
    let on: Date = on.parse().map_err(|_| BadResult::Date)?;
    if note.chars().count() > MAX_NOTE || (!is_paid && note.is_empty()) {
        return Err(BadResult::Note);
    }
    let note = note.to_owned();
    Ok(ResultLine {
        line,
        reference: reference.to_owned(),
        outcome: if is_paid {
            Outcome::Paid {
                on,
                reference: note,
            }
        } else {
            Outcome::Returned { on, reason: note }
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_file_of_the_bank_is_read() {
        let text = "\u{feff}referencia;resultado;fecha;nota\nPC-26-7F3K9Q-M-1-1;Pagada;2026-03-31;TRX 88\n\"PC-26-7F3K9Q-N-1-1\";returned;2026-03-31;Cuenta cerrada\n";
        let lines = parse_results(text).unwrap();

        assert_eq!(lines.len(), 2);
        assert_eq!(
            lines[0].outcome,
            Outcome::Paid {
                on: date(2026, 3, 31),
                reference: "TRX 88".into()
            }
        );
        assert_eq!(
            (lines[1].line, &*lines[1].reference),
            (3, "PC-26-7F3K9Q-N-1-1")
        );
    }

    #[test]
    fn every_bad_line_is_told() {
        let text = "A1;paid;2026-03-31\nA1;paid;2026-03-31\nA2;quizás;2026-03-31;x\nA3;paid;31-03;x\nA4;returned;2026-03-31;\nA5\n";
        assert_eq!(
            parse_results(text).unwrap_err(),
            [
                (2, BadResult::Twice),
                (3, BadResult::Outcome),
                (4, BadResult::Date),
                (5, BadResult::Note),
                (6, BadResult::Columns)
            ]
        );
    }

    #[test]
    fn j04_a_file_without_end_is_given_up() {
        let bad = parse_results(&"1\n".repeat(1_000_000)).unwrap_err();

        assert_eq!(bad.len(), MAX_LINES + 1);
        assert_eq!(bad[MAX_LINES], (MAX_LINES + 1, BadResult::TooMany));
    }
}
