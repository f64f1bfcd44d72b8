//! Ticket codes: what customers see and dictate, such as `PC-26-7F3K9Q-M`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Crockford's base 32: digits and letters without I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many random symbols a code carries: 32⁶ is a thousand million per prefix and year.
const RANDOM_LENGTH: usize = 6;

/// The code of a ticket: prefix of the organisation, year, six random symbols, a check symbol.
///
/// The check symbol is a weighted sum over GF(32) with a different weight at each place, so
/// every wrong symbol and every swap of two different symbols is told apart from an unknown code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TicketCode(String);

/// Why a text is no ticket code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidCode {
    /// It has not the form of a code.
    Form,
    /// The form is right, but the check symbol does not match: somebody mistyped.
    Check,
}

impl TicketCode {
    /// Makes a code. Only the lower five bits of each random byte count.
    ///
    /// `prefix` is 2 to 4 capital letters ([`is_prefix`](Self::is_prefix)); the year is cut to
    /// two digits.
    pub fn new(prefix: &str, year: i16, random: [u8; RANDOM_LENGTH]) -> Self {
        let year = year.rem_euclid(100);
        let body: String = random
            .iter()
            .map(|byte| char::from(ALPHABET[usize::from(byte & 31)]))
            .collect();
        let check = check_symbol(prefix, &format!("{year:02}{body}"));
        Self(format!("{prefix}-{year:02}-{body}-{check}"))
    }

    /// The code of that prefix and year whose random part is `short`, as people type it; none if
    /// it has not the form of one.
    pub fn from_short(prefix: &str, year: i16, short: &str) -> Option<Self> {
        let place = |c: char| {
            let symbol = unambiguous(c.to_ascii_uppercase());
            let place = ALPHABET
                .iter()
                .position(|known| char::from(*known) == symbol)?;
            u8::try_from(place).ok()
        };
        let places: Vec<u8> = short.trim().chars().map(place).collect::<Option<_>>()?;
        Some(Self::new(prefix, year, places.try_into().ok()?))
    }

    /// Whether `text` may stand before codes: 2 to 4 capital letters.
    pub fn is_prefix(text: &str) -> bool {
        (2..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// The code as customers see it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The random part alone, by which the desk names a ticket in lists.
    pub fn short(&self) -> &str {
        self.0.rsplit('-').nth(1).unwrap_or(&self.0)
    }
}

impl FromStr for TicketCode {
    type Err = InvalidCode;

    /// Reads a code as people type it: lower case, spaces, any dashes or none, O for 0, I or L for 1.
    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        if text.len() > 64 {
            return Err(InvalidCode::Form);
        }
        let symbols: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '‑' | '–' | '—' | '.' | '_'))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let split = symbols
            .len()
            .checked_sub(2 + RANDOM_LENGTH + 1)
            .filter(|split| symbols.is_ascii() && (2..=4).contains(split))
            .ok_or(InvalidCode::Form)?;

        let (prefix, rest) = symbols.split_at(split);
        let rest: String = rest.chars().map(unambiguous).collect();
        let (body, check) = rest.split_at(2 + RANDOM_LENGTH);
        let known = Self::is_prefix(prefix)
            && body[..2].bytes().all(|byte| byte.is_ascii_digit())
            && rest.bytes().all(|byte| ALPHABET.contains(&byte));
        if !known {
            return Err(InvalidCode::Form);
        }
        if !check.starts_with(check_symbol(prefix, body)) {
            return Err(InvalidCode::Check);
        }
        Ok(Self(format!(
            "{prefix}-{}-{}-{check}",
            &body[..2],
            &body[2..]
        )))
    }
}

impl TryFrom<String> for TicketCode {
    type Error = InvalidCode;
    fn try_from(text: String) -> Result<Self, InvalidCode> {
        text.parse()
    }
}

impl From<TicketCode> for String {
    fn from(code: TicketCode) -> Self {
        code.0
    }
}

impl fmt::Display for TicketCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "not of the form of a ticket code",
            Self::Check => "the check symbol does not match",
        })
    }
}

impl std::error::Error for InvalidCode {}

/// Crockford's reading of symbols that look alike.
fn unambiguous(symbol: char) -> char {
    match symbol {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

/// Σ αⁱ·vᵢ over GF(32), α a generator: the weights of the (at most 12) places all differ.
fn check_symbol(prefix: &str, body: &str) -> char {
    let letters = prefix.bytes().map(|letter| letter.wrapping_sub(b'A') & 31);
    let symbols = body.bytes().map(|symbol| {
        let place = ALPHABET.iter().position(|known| *known == symbol);
        u8::try_from(place.unwrap_or(0)).unwrap_or(0)
    });
    let mut weight = 1;
    let mut sum = 0;
    for value in letters.chain(symbols) {
        sum ^= product(weight, value);
        weight = product(weight, 2);
    }
    char::from(ALPHABET[usize::from(sum & 31)])
}

/// Multiplies in GF(2⁵) modulo x⁵ + x² + 1, in which 2 generates all non-zero elements.
fn product(mut a: u8, mut b: u8) -> u8 {
    let mut result = 0;
    while b > 0 {
        if b & 1 == 1 {
            result ^= a;
        }
        a <<= 1;
        if a & 0b10_0000 != 0 {
            a ^= 0b10_0101;
        }
        b >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(random: [u8; 6]) -> TicketCode {
        TicketCode::new("PC", 2026, random)
    }

    #[test]
    fn it_has_the_documented_form() {
        let code = code([7, 15, 3, 19, 9, 23]);

        assert!(code.as_str().starts_with("PC-26-7F3K9Q-"), "{code}");
        assert_eq!(code.short(), "7F3K9Q");
    }

    #[test]
    fn it_is_read_as_people_type_it() {
        let code = code([0, 1, 3, 19, 9, 23]);
        let check = code.as_str().chars().last().unwrap();

        for typed in [
            format!("pc 26 o l3k9q {check}"),
            format!("PC26OI3K9Q{check}"),
            format!("  pc–26–013k9q–{}  ", check.to_ascii_lowercase()),
        ] {
            assert_eq!(typed.parse::<TicketCode>(), Ok(code.clone()), "{typed}");
        }
    }

    #[test]
    fn its_random_part_leads_back_to_it() {
        let code = code([7, 0, 1, 19, 9, 23]);

        assert_eq!(TicketCode::from_short("PC", 2026, " 7oik9q "), Some(code));
        assert_eq!(TicketCode::from_short("PC", 2026, "7F3K9"), None);
        assert_eq!(TicketCode::from_short("PC", 2026, "7F3K9ñ"), None);
    }

    #[test]
    fn other_texts_are_refused_by_form() {
        for text in [
            "",
            "PC",
            "PC-26-7F3K9Q",
            "P1-26-7F3K9Q-M",
            "PC-2A-7F3K9Q-M",
            "ñandú",
            &"9".repeat(10_000),
        ] {
            assert_eq!(text.parse::<TicketCode>(), Err(InvalidCode::Form), "{text}");
        }
    }

    proptest! {
        #[test]
        fn b05_every_single_typing_error_and_swap_fails_the_check(random: [u8; 6], place in 0usize..13, symbol in 0usize..36) {
            let right = code(random);
            let mut wrong: Vec<char> = right.as_str().chars().filter(|c| *c != '-').collect();
            let place = place % wrong.len();
            let typed = char::from(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[symbol]);
            let original = wrong[place];
            wrong[place] = typed;
            let wrong: String = wrong.into_iter().collect();
            let same = if place < 2 { typed == original } else { unambiguous(typed) == original };
            prop_assert_eq!(wrong.parse::<TicketCode>().is_ok(), same, "{} for {}", wrong, right);
        }

        #[test]
        fn b05_a_swap_of_neighbours_fails_the_check(random: [u8; 6], place in 4usize..9) {
            let right = code(random);
            let mut symbols: Vec<char> = right.as_str().chars().filter(|c| *c != '-').collect();
            symbols.swap(place, place + 1);
            let swapped: String = symbols.iter().collect();
            let same = symbols[place] == symbols[place + 1];
            prop_assert_eq!(swapped.parse::<TicketCode>().is_ok(), same);
        }

        #[test]
        fn reading_random_text_never_panics(text in ".{0,80}") {
            let _ = text.parse::<TicketCode>();
        }
    }
}
