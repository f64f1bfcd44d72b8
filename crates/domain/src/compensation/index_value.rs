//! What a unit of account was worth on a day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Currency, Money};

/// The value of one unit on one day, in ten-thousandths of the currency it settles in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexValue {
    /// The unit of account.
    pub unit: Currency,
    /// The day.
    pub date: Date,
    /// Ten-thousandths of the currency: a UF of 39.412,07 pesos is 394 120 700.
    pub value_e4: i64,
}

/// The most that a unit may be worth: a thousand million of the currency.
const MOST: i64 = 10_000_000_000_000;

/// How many lines one file of values may have: ten years of days.
pub const MAX_LINES: usize = 4_000;

/// What is wrong with a line of a file of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadLine {
    /// Not two columns.
    Columns,
    /// The first is no date.
    Date,
    /// The second is no value.
    Value,
    /// The day stands twice.
    Twice,
    /// There are more than [`MAX_LINES`].
    TooMany,
}

impl IndexValue {
    /// An amount of the unit in minor units of the currency, times [`SCALE`](super::SCALE), exactly.
    pub(super) fn convert(&self, amount: Money, to: Currency) -> i128 {
        // Both have four decimals, so that the product has the eight of SCALE.
        i128::from(amount.minor) * i128::from(self.value_e4) * 10_i128.pow(to.exponent())
    }

    /// The value as a file has it: `39412.0700`.
    pub fn plain(&self) -> String {
        format!("{}.{:04}", self.value_e4 / 10_000, self.value_e4 % 10_000)
    }
}

/// Reads a file with one `date;value` a line; an empty line and a heading are passed over.
///
/// Dates are `2026-03-31` or `31-03-2026`; values have a comma or a point before the decimals.
///
/// # Errors
///
/// Every line that is wrong, with its number from 1; then nothing is to be taken.
pub fn parse_csv(unit: Currency, text: &str) -> Result<Vec<IndexValue>, Vec<(usize, BadLine)>> {
    let (mut values, mut bad) = (Vec::<IndexValue>::new(), Vec::new());
    let mut seen = std::collections::BTreeSet::new();
    let text = text.trim_start_matches('\u{feff}');
    for (place, line) in text.lines().enumerate() {
        if values.len() + bad.len() >= MAX_LINES {
            bad.push((place + 1, BadLine::TooMany));
            break;
        }
        let line = line.trim();
        let is_heading = place == 0 && !line.bytes().any(|byte| byte.is_ascii_digit());
        if line.is_empty() || is_heading {
            continue;
        }
        match read_line(unit, line) {
            Ok(value) if seen.insert(value.date) => values.push(value),
            Ok(_) => bad.push((place + 1, BadLine::Twice)),
            Err(error) => bad.push((place + 1, error)),
        }
    }
    if bad.is_empty() { Ok(values) } else { Err(bad) }
}

fn read_line(unit: Currency, line: &str) -> Result<IndexValue, BadLine> {
    let columns: Vec<&str> = line.split(';').map(str::trim).collect();
    let [date, value] = columns[..] else {
        return Err(BadLine::Columns);
    };
    Ok(IndexValue {
        unit,
        date: read_date(date).ok_or(BadLine::Date)?,
        value_e4: read_value(value).ok_or(BadLine::Value)?,
    })
}

fn read_date(text: &str) -> Option<Date> {
    if text.len() != 10 || !text.is_ascii() {
        return None;
    }
    let parts: Vec<i16> = text
        .split(['-', '/'])
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let (year, month, day) = match parts[..] {
        [year, month, day] if year >= 1000 => (year, month, day),
        [day, month, year] if year >= 1000 => (year, month, day),
        _ => return None,
    };
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// `39.412,07`, `39412,07` or `39412.07`: as many as four decimals, and more than nothing.
fn read_value(text: &str) -> Option<i64> {
    let plain = if text.contains(',') {
        text.replace('.', "").replace(',', ".")
    } else {
        text.to_owned()
    };
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || decimals.len() > 4 {
        return None;
    }
    if !digits(whole) || !digits(decimals) {
        return None;
    }
    let value: i64 = format!("{whole}{decimals:0<4}").parse().ok()?;
    (1..=MOST).contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_file_is_read_in_either_notation() {
        let text = "\u{feff}fecha;valor\n2026-03-31;39412.07\n01/04/2026; 39.420,5 \n\n";
        let values = parse_csv(Currency::Clf, text).unwrap();

        let expected = [
            (date(2026, 3, 31), 394_120_700),
            (date(2026, 4, 1), 394_205_000),
        ];
        let found: Vec<_> = values.iter().map(|one| (one.date, one.value_e4)).collect();
        assert_eq!(found, expected);
        assert_eq!(values[0].plain(), "39412.0700");
    }

    #[test]
    fn every_bad_line_is_told_and_nothing_is_taken() {
        let text = "2026-03-31;39412,07\n2026-02-30;1\n2026-04-01\n2026-04-02;mil\n2026-03-31;5\n2026-04-03;0\n2026-04-04;-1";
        let bad = parse_csv(Currency::Clf, text).unwrap_err();

        assert_eq!(
            bad,
            [
                (2, BadLine::Date),
                (3, BadLine::Columns),
                (4, BadLine::Value),
                (5, BadLine::Twice),
                (6, BadLine::Value),
                (7, BadLine::Value),
            ]
        );
    }

    #[test]
    fn an_endless_file_is_refused_early() {
        let text = "x\n".repeat(100_000);
        let bad = parse_csv(Currency::Clf, &text).unwrap_err();

        assert!(bad.len() <= MAX_LINES + 1, "{}", bad.len());
        assert_eq!(bad.last().map(|(_, why)| *why), Some(BadLine::TooMany));
    }
}
