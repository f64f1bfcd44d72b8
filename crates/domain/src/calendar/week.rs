//! Working hours: several intervals a day, written as people write them.

use std::fmt;

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

/// The most intervals of one day.
pub const MAX_INTERVALS: usize = 6;

const DAY_MINUTES: u16 = 24 * 60;

/// Working time of a day from a minute on until before another; 0 to 1440.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// The first minute.
    pub from: u16,
    /// The minute after the last.
    pub to: u16,
}

/// The working hours of one day, in order and apart from each other; none on a day off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hours(Vec<Interval>);

/// Why hours cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadHours {
    /// It is not written as `08:00-12:00, 13:00-17:00`.
    Unreadable,
    /// An interval ends before it begins, or begins before the last one ended.
    OutOfOrder,
    /// More than [`MAX_INTERVALS`].
    TooMany,
}

/// The working hours of a week, Monday first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Week(pub [Hours; 7]);

impl Hours {
    /// The whole day.
    pub fn all_day() -> Self {
        Self(vec![Interval {
            from: 0,
            to: DAY_MINUTES,
        }])
    }

    /// Reads `08:00-12:00, 13:00-17:00`; empty means a day off.
    ///
    /// # Errors
    ///
    /// [`BadHours`].
    pub fn parse(text: &str) -> Result<Self, BadHours> {
        let mut hours: Vec<Interval> = Vec::new();
        for part in text.split([',', ';']).map(str::trim) {
            if part.is_empty() {
                continue;
            }
            if hours.len() == MAX_INTERVALS {
                return Err(BadHours::TooMany);
            }
            let (from, to) = part.split_once(['-', '–']).ok_or(BadHours::Unreadable)?;
            let interval = Interval {
                from: minute(from)?,
                to: minute(to)?,
            };
            let after = hours.last().map_or(0, |last| last.to);
            if interval.from >= interval.to || interval.from < after {
                return Err(BadHours::OutOfOrder);
            }
            hours.push(interval);
        }
        Ok(Self(hours))
    }

    /// The intervals in their order.
    pub fn intervals(&self) -> &[Interval] {
        &self.0
    }

    /// Whether nobody works.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// When the working day is over, as a minute; none on a day off.
    pub fn end(&self) -> Option<u16> {
        self.0.last().map(|last| last.to)
    }
}

fn minute(text: &str) -> Result<u16, BadHours> {
    let (hour, minute) = text.trim().split_once(':').ok_or(BadHours::Unreadable)?;
    let number = |text: &str, most: u16| {
        let is_plain = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        let number = text.parse::<u16>().ok().filter(|n| is_plain && *n <= most);
        number.ok_or(BadHours::Unreadable)
    };
    let minute = number(hour, 24)? * 60 + number(minute, 59)?;
    if minute > DAY_MINUTES {
        return Err(BadHours::Unreadable);
    }
    Ok(minute)
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, one) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(", ")?;
            }
            let (from, to) = (one.from, one.to);
            write!(
                f,
                "{:02}:{:02}-{:02}:{:02}",
                from / 60,
                from % 60,
                to / 60,
                to % 60
            )?;
        }
        Ok(())
    }
}

impl Week {
    /// Monday to Friday with these hours.
    pub fn monday_to_friday(hours: &Hours) -> Self {
        let mut week = Self::default();
        week.0[..5].fill(hours.clone());
        week
    }

    /// Every hour of every day.
    pub fn always() -> Self {
        Self(std::array::from_fn(|_| Hours::all_day()))
    }

    /// The hours of a weekday.
    pub fn on(&self, weekday: Weekday) -> &Hours {
        &self.0[usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0)]
    }

    /// Whether anybody works at any time: without it no term ever ends.
    pub fn has_working_time(&self) -> bool {
        self.0.iter().any(|hours| !hours.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        let hours = Hours::parse(" 8:00-12:00,13:00 – 17:30 ").unwrap();

        assert_eq!(hours.to_string(), "08:00-12:00, 13:00-17:30");
        assert_eq!(hours.end(), Some(17 * 60 + 30));
        assert_eq!(Hours::parse("00:00-24:00").unwrap(), Hours::all_day());
        assert!(Hours::parse(" ").unwrap().is_empty());
    }

    #[test]
    fn hours_that_cannot_be_are_refused() {
        for text in [
            "8-12",
            "08:00",
            "24:01-25:00",
            "08:60-09:00",
            "+8:00-09:00",
            "a:b-c:d",
        ] {
            assert_eq!(Hours::parse(text), Err(BadHours::Unreadable), "{text}");
        }
        for text in [
            "12:00-08:00",
            "08:00-08:00",
            "13:00-17:00, 08:00-12:00",
            "08:00-12:00, 11:00-13:00",
        ] {
            assert_eq!(Hours::parse(text), Err(BadHours::OutOfOrder), "{text}");
        }
        let many = "00:00-00:01, 01:00-01:01, 02:00-02:01, 03:00-03:01, 04:00-04:01, 05:00-05:01, 06:00-06:01";
        assert_eq!(Hours::parse(many), Err(BadHours::TooMany));
    }
}
