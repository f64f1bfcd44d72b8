//! Numbers of postal items: UPU standard S10.

/// What is wrong with a tracking number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidTracking {
    /// Not two letters, nine digits, two letters.
    Form,
    /// The form is right, but the check digit does not match.
    Check,
}

/// Reads a tracking number of the form of S10: `AA NNNNNNNN C CC`; spaces and dashes are left out.
///
/// # Errors
///
/// [`InvalidTracking::Form`] or, where only one digit can be wrong, [`InvalidTracking::Check`].
pub fn parse_s10(text: &str) -> Result<String, InvalidTracking> {
    let number: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .take(32)
        .collect();
    if !has_s10_form(&number) {
        return Err(InvalidTracking::Form);
    }
    if number.as_bytes()[10] - b'0' != check_digit(&number.as_bytes()[2..10]) {
        return Err(InvalidTracking::Check);
    }
    Ok(number)
}

/// Whether `text` has the form of S10, whatever its check digit.
pub fn has_s10_form(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 13
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..11].iter().all(u8::is_ascii_digit)
        && bytes[11..].iter().all(u8::is_ascii_uppercase)
}

/// The check digit of eight digits (ASCII): weights 8 6 4 2 3 5 9 7, 11 − S mod 11, 10 → 0, 11 → 5.
pub fn check_digit(serial: &[u8]) -> u8 {
    let weights = [8u32, 6, 4, 2, 3, 5, 9, 7];
    let sum: u32 = serial
        .iter()
        .zip(weights)
        .map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight)
        .sum();
    match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        digit => u8::try_from(digit).unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_vector_of_the_standard_passes() {
        assert_eq!(check_digit(b"47312482"), 9);
        assert_eq!(
            parse_s10("rr 47312482 9 co").as_deref(),
            Ok("RR473124829CO")
        );
    }

    #[test]
    fn a_wrong_digit_is_told_apart_from_a_wrong_form() {
        assert_eq!(parse_s10("RR473124828CO"), Err(InvalidTracking::Check));
        assert_eq!(parse_s10("RR12345678CO"), Err(InvalidTracking::Form));
        assert_eq!(parse_s10(""), Err(InvalidTracking::Form));
        assert_eq!(parse_s10(&"R".repeat(100_000)), Err(InvalidTracking::Form));
    }

    proptest! {
        #[test]
        fn every_serial_number_with_its_digit_passes(serial in "[0-9]{8}") {
            let number = format!("EE{serial}{}CL", check_digit(serial.as_bytes()));
            prop_assert_eq!(parse_s10(&number), Ok(number.clone()));
        }

        #[test]
        fn random_text_never_panics(text in ".{0,40}") {
            let _ = parse_s10(&text);
        }
    }
}
