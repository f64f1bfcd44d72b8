//! Numbers that states give to people and companies, with their check digits.

use serde::{Deserialize, Serialize};

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxIdKind {
    /// Chile: people and companies.
    Rut,
    /// Colombia: companies, and people who trade.
    Nit,
    /// Colombia: citizens; it has no check digit.
    Cedula,
    /// Anything else: a passport, a foreign number.
    Other,
}

impl TaxIdKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Cedula, Self::Nit, Self::Rut, Self::Other];

    /// The name kept in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rut => "rut",
            Self::Nit => "nit",
            Self::Cedula => "cedula",
            Self::Other => "other",
        }
    }

    /// The kind of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidTaxId {
    /// It has not the form of one.
    Form,
    /// The check digit does not match: somebody mistyped.
    Check,
}

/// Reads a number as people type it, with points and dashes; the answer is `12345678-5`.
///
/// # Errors
///
/// [`InvalidTaxId`]; the check digit must be there for RUT and NIT.
pub fn parse(kind: TaxIdKind, typed: &str) -> Result<String, InvalidTaxId> {
    if typed.len() > 40 {
        return Err(InvalidTaxId::Form);
    }
    let symbols: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '‐' | '‑' | '–'))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    if !symbols.is_ascii() {
        return Err(InvalidTaxId::Form);
    }
    match kind {
        TaxIdKind::Rut => with_check(&symbols, 6..=8, rut_check),
        TaxIdKind::Nit => with_check(&symbols, 6..=10, nit_check),
        TaxIdKind::Cedula => {
            let fits = (5..=10).contains(&symbols.len()) && is_digits(&symbols);
            fits.then_some(symbols).ok_or(InvalidTaxId::Form)
        }
        TaxIdKind::Other => {
            let fits = (4..=20).contains(&symbols.len())
                && symbols.bytes().all(|byte| byte.is_ascii_alphanumeric());
            fits.then_some(symbols).ok_or(InvalidTaxId::Form)
        }
    }
}

/// The number with all but its last symbols hidden: `···678-5`.
pub fn masked(number: &str) -> String {
    mask(number, 5)
}

/// `text` with all but its last `shown` symbols hidden, and never more than half of them shown.
pub fn mask(text: &str, shown: usize) -> String {
    let count = text.chars().count();
    let shown = shown.min(count / 2);
    let rest: String = text.chars().skip(count - shown).collect();
    format!("···{rest}")
}

fn with_check(
    symbols: &str,
    lengths: std::ops::RangeInclusive<usize>,
    check: fn(&str) -> char,
) -> Result<String, InvalidTaxId> {
    let split = symbols.len().checked_sub(1).ok_or(InvalidTaxId::Form)?;
    let (number, digit) = symbols.split_at(split);
    if !lengths.contains(&number.len()) || !is_digits(number) || number.starts_with('0') {
        return Err(InvalidTaxId::Form);
    }
    if !digit
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'K')
    {
        return Err(InvalidTaxId::Form);
    }
    if digit.starts_with(check(number)) {
        Ok(format!("{number}-{digit}"))
    } else {
        Err(InvalidTaxId::Check)
    }
}

/// Chile: weights 2 to 7 from the right, again and again; 11 − S mod 11, 10 → K, 11 → 0.
fn rut_check(number: &str) -> char {
    let weights = (2..=7).cycle();
    match 11 - weighted(number, weights) % 11 {
        10 => 'K',
        11 => '0',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

/// Colombia: prime weights from the right; S mod 11, and what is above 1 counts from 11 down.
fn nit_check(number: &str) -> char {
    let weights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43];
    let digit = match weighted(number, weights.into_iter()) % 11 {
        low @ 0..=1 => low,
        high => 11 - high,
    };
    char::from_digit(digit, 10).unwrap_or('0')
}

fn weighted(number: &str, weights: impl Iterator<Item = u32>) -> u32 {
    let digits = number.chars().rev().filter_map(|digit| digit.to_digit(10));
    digits
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum()
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_numbers_pass() {
        for (kind, typed, read) in [
            (TaxIdKind::Rut, "12.345.678-5", "12345678-5"),
            (TaxIdKind::Rut, "11111111-1", "11111111-1"),
            (TaxIdKind::Rut, "6.265.837-1", "6265837-1"),
            (TaxIdKind::Rut, "20.347.878-k", "20347878-K"),
            (TaxIdKind::Nit, "899.999.063-3", "899999063-3"),
            (TaxIdKind::Nit, "800197268 4", "800197268-4"),
            (TaxIdKind::Cedula, "1.020.345.678", "1020345678"),
            (TaxIdKind::Other, "ab 123456", "AB123456"),
        ] {
            assert_eq!(parse(kind, typed).as_deref(), Ok(read), "{typed}");
        }
    }

    #[test]
    fn a_wrong_digit_and_a_wrong_form_are_told_apart() {
        assert_eq!(
            parse(TaxIdKind::Rut, "12.345.678-4"),
            Err(InvalidTaxId::Check)
        );
        assert_eq!(
            parse(TaxIdKind::Nit, "899999063-4"),
            Err(InvalidTaxId::Check)
        );
        for typed in [
            "",
            "5",
            "12345678X-5",
            "ñandú",
            "1234567890123-1",
            "0123456-7",
        ] {
            assert_eq!(
                parse(TaxIdKind::Rut, typed),
                Err(InvalidTaxId::Form),
                "{typed}"
            );
        }
    }

    #[test]
    fn a_masked_number_shows_its_end_at_most_half() {
        assert_eq!(masked("12345678-5"), "···678-5");
        assert_eq!(mask("4821", 4), "···21");
        assert_eq!(mask("", 4), "···");
    }

    proptest! {
        #[test]
        fn every_single_wrong_digit_of_a_rut_fails(number in 1_000_000u32..30_000_000, place in 0usize..7, other in 0u8..10) {
            let number = number.to_string();
            let right = format!("{number}{}", rut_check(&number));
            prop_assert!(parse(TaxIdKind::Rut, &right).is_ok());
            let mut wrong = right.clone().into_bytes();
            wrong[place] = b'0' + other;
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assert_eq!(parse(TaxIdKind::Rut, &wrong).is_ok(), wrong == right);
        }

        #[test]
        fn reading_random_text_never_panics(text in ".{0,50}") {
            for kind in TaxIdKind::ALL {
                let _ = parse(kind, &text);
            }
        }
    }
}
