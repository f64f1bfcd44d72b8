//! Times and sizes as administrators write them.

use std::{fmt, str::FromStr, time::Duration};

use jiff::SignedDuration;

/// A time such as `90s`, `10m`, `24h` or `14d` (of 24 hours each).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span(pub(crate) SignedDuration);

/// An amount of bytes such as `64KB` or `25MB`; one KB is 1024 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size(pub(crate) u64);

const UNITS_OF_TIME: [(&str, u64); 4] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)];
const UNITS_OF_SIZE: [(&str, u64); 4] =
    [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10), ("", 1)];

/// Nothing here is kept longer than this.
const LONGEST_DAYS: u64 = 3_650;

/// A country whose holidays the program knows, by its code.
pub(crate) fn country(code: &str) -> Result<domain::calendar::Country, &'static str> {
    domain::calendar::Country::from_code(code).ok_or("write co (Colombia) or cl (Chile)")
}

impl Span {
    /// The time for those who measure with the machine's own clock.
    pub(crate) fn std(self) -> Duration {
        self.0.unsigned_abs()
    }
}

impl From<Duration> for Span {
    fn from(duration: Duration) -> Self {
        Self(SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX))
    }
}

impl FromStr for Span {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let seconds = parse(text, &UNITS_OF_TIME)
            .ok_or("write a whole number and a unit: 90s, 10m, 24h or 14d")?;
        if seconds == 0 {
            return Err("write a time longer than zero");
        }
        if seconds > LONGEST_DAYS * 86_400 {
            return Err("write a time of at most 3650d");
        }
        Ok(Duration::from_secs(seconds).into())
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self.std().as_secs(), &UNITS_OF_TIME)
    }
}

impl FromStr for Size {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match parse(&text.to_ascii_uppercase(), &UNITS_OF_SIZE) {
            None => Err("write a whole number of bytes, or one with a unit: 64KB, 25MB or 1GB"),
            Some(0) => Err("write a size larger than zero"),
            Some(bytes) => Ok(Self(bytes)),
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self.0, &UNITS_OF_SIZE)
    }
}

/// A check for whole numbers from `low` to `high`.
pub(crate) fn between(low: u32, high: u32) -> impl Fn(&str) -> Result<u32, String> + Clone {
    move |text| {
        text.parse()
            .ok()
            .filter(|number| (low..=high).contains(number))
            .ok_or_else(|| format!("write a whole number from {low} to {high}"))
    }
}

/// A check for sizes from `low` to `high`.
pub(crate) fn size_between(low: Size, high: Size) -> impl Fn(&str) -> Result<Size, String> + Clone {
    move |text| {
        let size: Size = text.parse().map_err(str::to_owned)?;
        if (low.0..=high.0).contains(&size.0) {
            Ok(size)
        } else {
            Err(format!("write a size from {low} to {high}"))
        }
    }
}

fn parse(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let (_, factor) = units.iter().find(|(name, _)| *name == unit.trim_start())?;
    number.parse::<u64>().ok()?.checked_mul(*factor)
}

/// Writes `amount` in the largest unit that leaves no rest.
fn write(f: &mut fmt::Formatter<'_>, amount: u64, units: &[(&str, u64)]) -> fmt::Result {
    let fitting = units
        .iter()
        .find(|(_, factor)| amount.is_multiple_of(*factor));
    let (name, factor) = fitting.unwrap_or(&("", 1));
    write!(f, "{}{name}", amount / factor)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Size, Span};

    #[test]
    fn times_are_read_and_written_alike() {
        for (text, seconds) in [
            ("90s", 90),
            ("10m", 600),
            ("8h", 28_800),
            ("14d", 1_209_600),
        ] {
            let span: Span = text.parse().unwrap();
            assert_eq!(span.std(), Duration::from_secs(seconds));
            assert_eq!(span.to_string(), text);
        }
        assert_eq!("60m".parse::<Span>().unwrap().to_string(), "1h");
    }

    #[test]
    fn times_without_sense_are_refused() {
        for text in [
            "",
            "10",
            "m",
            "1.5h",
            "-1m",
            "10 minutes",
            "0s",
            "4000d",
            "99999999999999999999s",
        ] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }

    #[test]
    fn sizes_are_read_and_written_alike() {
        for (text, bytes) in [
            ("25MB", 26_214_400),
            ("64KB", 65_536),
            ("1GB", 1 << 30),
            ("1000", 1000),
        ] {
            let size: Size = text.parse().unwrap();
            assert_eq!(size.0, bytes);
            assert_eq!(size.to_string(), text);
        }
        assert_eq!("25 mb".parse(), Ok(Size(26_214_400)));
    }

    #[test]
    fn sizes_without_sense_are_refused() {
        for text in ["", "MB", "25MiB", "2,5MB", "-1", "0", "99999999999999GB"] {
            assert!(text.parse::<Size>().is_err(), "{text}");
        }
    }
}
