//! What a password may be: long enough, and not made of what everybody knows about its owner.
//!
//! Lengths are those of NIST SP 800-63B-4, 3.1.1.2. There is no rule of composition. How easily
//! the rest is guessed is judged in `app`, with lists of words that are no rule.

use unicode_normalization::UnicodeNormalization;

use crate::thanks::fold;

/// The shortest password that is the only proof, in characters.
pub const MIN: usize = 15;

/// The shortest password beside a second factor, in characters.
pub const MIN_WITH_FACTOR: usize = 8;

/// The longest password, in characters.
pub const MAX: usize = 128;

/// More bytes than that are no password, however they are written; nothing is hashed (case C3).
pub const MAX_BYTES: usize = 2_048;

/// The shortest word of a name or an address that counts as known.
const SHORTEST_WORD: usize = 4;

/// Why a password may not be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// It has fewer characters than that.
    TooShort(usize),
    /// It has so many characters too many.
    TooLong(usize),
    /// It is one of those that everybody tries first, is put together from them, or was stolen.
    TooCommon,
    /// Little is left of it without the owner's names, the organisation's and the host's.
    TooPersonal,
}

/// The one way in which a password is written, so that every keyboard gives the same (NFC).
pub fn normal(password: &str) -> String {
    password.nfc().collect()
}

/// Whether a [`normal`] password has the right length and is not made of `known` words: names and
/// addresses of its owner, of the organisation and of the host.
///
/// # Errors
///
/// What is wrong with it.
pub fn check(password: &str, least: usize, known: &[&str]) -> Result<(), Weakness> {
    let length = password.chars().count();
    if length < least {
        return Err(Weakness::TooShort(least));
    }
    if let Some(over) = length.checked_sub(MAX).filter(|over| *over > 0) {
        return Err(Weakness::TooLong(over));
    }
    if without(password, known).chars().count() < least / 2 {
        return Err(Weakness::TooPersonal);
    }
    Ok(())
}

/// What is left of a password without the words that are known, and without blanks.
fn without(password: &str, known: &[&str]) -> String {
    let folded = fold(password);
    let mut rest: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    for word in words(known) {
        rest = rest.replace(&word, "");
    }
    rest
}

/// The known words as they would stand in a password, the longest first.
pub fn words(known: &[&str]) -> Vec<String> {
    let folded = known.iter().map(|text| fold(text));
    let mut words: Vec<String> = folded
        .flat_map(|text| {
            let parts = text.split(|c: char| !c.is_alphanumeric());
            let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            parts.map(str::to_owned).chain([joined]).collect::<Vec<_>>()
        })
        .filter(|word| word.chars().count() >= SHORTEST_WORD)
        .collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.clone()));
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 4] = [
        "Postal Cordillera",
        "Laura Méndez",
        "laura.mendez@cordillera.example",
        "casos.cordillera.example",
    ];

    #[test]
    fn c01_all_characters_count_and_nothing_else_is_asked() {
        let just = |length: usize| "ab ñ🌵".chars().cycle().take(length).collect::<String>();
        for length in [MIN, 64, MAX] {
            assert_eq!(check(&just(length), MIN, &KNOWN), Ok(()), "{length}");
        }
        assert_eq!(check(&just(14), MIN, &KNOWN), Err(Weakness::TooShort(MIN)));
        assert_eq!(check(&just(130), MIN, &KNOWN), Err(Weakness::TooLong(2)));
        assert_eq!(check(&just(8), MIN_WITH_FACTOR, &KNOWN), Ok(()));
        assert_eq!(
            check(&just(7), MIN_WITH_FACTOR, &KNOWN),
            Err(Weakness::TooShort(MIN_WITH_FACTOR))
        );
    }

    #[test]
    fn c01_a_combining_mark_is_the_same_as_its_letter() {
        let (composed, marked) = (
            "contraseñas de montaña",
            "contrasen\u{303}as de montan\u{303}a",
        );

        assert_ne!(composed, marked);
        assert_eq!(normal(composed), normal(marked));
        // Fourteen letters with fourteen marks are fourteen characters.
        let short = normal(&"n\u{303}".repeat(14));
        assert_eq!(check(&short, MIN, &[]), Err(Weakness::TooShort(MIN)));
    }

    #[test]
    fn c02_what_everybody_knows_does_not_count() {
        for personal in [
            "PostalCordillera2026",
            "postal cordillera",
            "LAURAMENDEZ12345",
            "laura.mendez@cordillera.example",
            "casos.cordillera.example1",
            "Méndez Méndez Méndez",
        ] {
            assert_eq!(
                check(personal, MIN, &KNOWN),
                Err(Weakness::TooPersonal),
                "{personal}"
            );
        }
        assert_eq!(
            check("laura ve la cordillera con nieve azul", MIN, &KNOWN),
            Ok(())
        );
    }
}
