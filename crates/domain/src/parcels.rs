//! Many tracking numbers at once: typed, pasted or from a file, of which each becomes a ticket.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::form::{Field, FieldError};
use crate::sheet::Sheet;
use crate::thanks::fold;

/// The most numbers at once.
pub const MAX_PARCELS: usize = 200;

/// The most characters that are typed for them.
pub const MAX_TYPED: usize = 20_000;

/// How much of a wrong number is shown, in characters.
const SHOWN: usize = 60;

/// Parts of the names by which a column with the numbers is known, without accents.
const COLUMN_NAMES: [&str; 7] = [
    "guia",
    "rastreo",
    "rastreamento",
    "seguimiento",
    "tracking",
    "envio",
    "parcel",
];

/// The numbers of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcels {
    /// As typed, right or wrong.
    pub typed: String,
    /// Whether those that have an open ticket get another.
    pub anyway: bool,
}

/// One number, as it was typed and as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What was typed; a long one is cut.
    pub typed: String,
    /// The number, or why there will be no ticket for it.
    pub checked: Result<String, LeftOut>,
}

/// Why there is no ticket for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// It has not the form of a tracking number.
    Form,
    /// A digit is wrong.
    Check,
    /// It stands further up already.
    Twice,
    /// It has an open ticket, and no other was wanted.
    Open,
}

impl LeftOut {
    const ALL: [Self; 4] = [Self::Form, Self::Check, Self::Twice, Self::Open];

    /// The name kept in the database, also the end of the id of its text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Check => "check",
            Self::Twice => "twice",
            Self::Open => "open",
        }
    }

    /// The reason of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

/// The numbers in a text, by the rules of the question that asks for one.
///
/// New lines, semicolons, commas and tabs stand between them; spaces may stand within one. A first
/// line without a digit is a heading.
pub fn read(typed: &str, field: &Field) -> Vec<Line> {
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let mut seen = HashSet::new();
    typed
        .split(['\n', '\r', ';', ',', '\t'])
        .map(|part| part.trim().trim_matches('"').trim())
        .filter(|part| !part.is_empty())
        .enumerate()
        .filter(|(place, part)| *place > 0 || has_digit(part))
        .map(|(_, part)| Line {
            typed: part.chars().take(SHOWN).collect(),
            checked: check(part, field).and_then(|number| {
                if seen.insert(number.clone()) {
                    Ok(number)
                } else {
                    Err(LeftOut::Twice)
                }
            }),
        })
        .collect()
}

fn check(part: &str, field: &Field) -> Result<String, LeftOut> {
    match field.check(part, "") {
        Ok(Some(answer)) => Ok(answer.text),
        Err(FieldError::TrackingCheck) => Err(LeftOut::Check),
        Ok(None) | Err(_) => Err(LeftOut::Form),
    }
}

/// The numbers of a file, one a line: those of the column whose heading names them, else of the
/// first. More than one too many are not read.
pub fn from_csv(text: &str) -> String {
    // One more, so that somebody tells that they are too many.
    let text = text.trim_start_matches('\u{feff}');
    let most = MAX_PARCELS + 1;
    let Ok(Sheet { heading, rows }) = Sheet::read(&first_lines(text, most + 1), most + 1) else {
        return String::new();
    };
    let is_named = |cell: &String| {
        let cell = fold(cell);
        COLUMN_NAMES.iter().any(|name| cell.contains(name))
    };
    let column = heading.iter().position(is_named).unwrap_or(0);
    let cells = rows.into_iter().map(|row| row.cells);
    let numbers: Vec<String> = std::iter::once(heading)
        .chain(cells)
        .filter_map(|cells| cells.into_iter().nth(column))
        .collect();
    numbers.join("\n")
}

fn first_lines(text: &str, most: usize) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.take(most).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Localized;
    use crate::form::FieldKind;
    use proptest::prelude::*;

    fn field() -> Field {
        Field {
            id: "guia".into(),
            label: Localized::new("Número de guía", "", ""),
            hint: Localized::default(),
            required: false,
            kind: FieldKind::Tracking { s10_only: false },
        }
    }

    fn outcomes(typed: &str) -> Vec<Result<String, LeftOut>> {
        let lines = read(typed, &field());
        lines.into_iter().map(|line| line.checked).collect()
    }

    #[test]
    fn numbers_are_told_apart_from_wrong_and_repeated_ones() {
        let typed = "rr 47312482 9 co\n990123456789; RR473124828CO\r\n\"RR473124829CO\"\n=1+1\n\n";

        assert_eq!(
            outcomes(typed),
            [
                Ok("RR473124829CO".into()),
                Ok("990123456789".into()),
                Err(LeftOut::Check),
                Err(LeftOut::Twice),
                Err(LeftOut::Form),
            ]
        );
    }

    #[test]
    fn a_heading_is_no_number() {
        assert_eq!(outcomes("Guía\n990123456789"), [Ok("990123456789".into())]);
        assert_eq!(outcomes("990123456789\nGuía")[1], Err(LeftOut::Form));
        assert_eq!(outcomes(" \n;;,\t"), []);
    }

    #[test]
    fn the_column_with_the_numbers_is_found_in_a_file() {
        let numbers = "990123456789\n990123456790";
        assert_eq!(
            from_csv("destinatario;Número de guía\nAna;990123456789\nLuis;990123456790\n"),
            format!("Número de guía\n{numbers}")
        );
        assert_eq!(from_csv(&format!("{numbers}\n")), numbers);
        assert_eq!(from_csv(""), "");
        let many = from_csv(&"990123456789\n".repeat(1_000_000));
        assert!(read(&many, &field()).len() > MAX_PARCELS && many.len() < 10_000);
    }

    proptest! {
        #[test]
        fn random_text_never_panics_and_no_number_comes_twice(typed in "[A-Z0-9\n;, ]{0,200}") {
            let good: Vec<String> = outcomes(&typed).into_iter().filter_map(Result::ok).collect();
            let unique: HashSet<&String> = good.iter().collect();
            prop_assert_eq!(unique.len(), good.len());
            let _ = from_csv(&typed);
        }
    }
}
