//! When somebody works, week by week.

use std::fmt::Write;

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan, Zoned};
use serde::{Deserialize, Serialize};

/// The most stretches of work in one day.
const MAX_STRETCHES: usize = 4;

/// How many minutes a day has, on a clock.
const DAY: u16 = 24 * 60;

/// The working hours of a week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// IANA name of the time zone; empty means that of the organisation.
    pub zone: String,
    /// The stretches of each day, Monday first, in their order. A day without any is free.
    pub days: [Vec<Stretch>; 7],
}

/// A stretch of work within a day, in minutes since midnight; its end does not belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// When it begins.
    pub from: u16,
    /// When it ends: at most 1440.
    pub until: u16,
}

/// The text is not that of a day: `8:00-12:00, 13:00-17:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

impl Shift {
    /// Whether nobody ever works by it.
    pub fn is_empty(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }

    /// Whether `now`, which is in the zone of the shift, is time of work.
    pub fn covers(&self, now: &Zoned) -> bool {
        let minute = minutes(now.time());
        self.of(now.date())
            .iter()
            .any(|stretch| (stretch.from..stretch.until).contains(&minute))
    }

    /// When work begins again after `now`, which is in the zone of the shift; none if never.
    pub fn next_start(&self, now: &Zoned) -> Option<Timestamp> {
        (0..=7).find_map(|days| {
            let date = now.date().checked_add(days.days()).ok()?;
            self.of(date).iter().find_map(|stretch| {
                let time = Time::midnight()
                    .checked_add(i64::from(stretch.from).minutes())
                    .ok()?;
                let start = date.to_datetime(time).to_zoned(now.time_zone().clone());
                let start = start.ok()?.timestamp();
                (start > now.timestamp()).then_some(start)
            })
        })
    }

    fn of(&self, date: Date) -> &[Stretch] {
        let day = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        &self.days[day]
    }
}

/// Reads the stretches of a day: `8:00-12:00, 13:00-17:30`; nothing for a free day. `24:00` is the
/// end of the day.
///
/// # Errors
///
/// [`NotADay`], also for stretches that overlap or are not in their order.
pub fn parse_day(text: &str) -> Result<Vec<Stretch>, NotADay> {
    let parts = text.split([',', ';']).map(str::trim);
    let stretches = parts
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (from, until) = part.split_once(['-', '–', 'a']).ok_or(NotADay)?;
            let (from, until) = (clock(from)?, clock(until)?);
            if from < until {
                Ok(Stretch { from, until })
            } else {
                Err(NotADay)
            }
        })
        .collect::<Result<Vec<_>, _>>()?;
    let in_order = stretches
        .windows(2)
        .all(|pair| pair[0].until <= pair[1].from);
    if in_order && stretches.len() <= MAX_STRETCHES {
        Ok(stretches)
    } else {
        Err(NotADay)
    }
}

/// A day as [`parse_day`] reads it.
pub fn show_day(stretches: &[Stretch]) -> String {
    let mut text = String::new();
    for stretch in stretches {
        let (from, until) = (stretch.from, stretch.until);
        if !text.is_empty() {
            text.push_str(", ");
        }
        // Writing into a text cannot fail.
        let _ = write!(
            text,
            "{}:{:02}-{}:{:02}",
            from / 60,
            from % 60,
            until / 60,
            until % 60
        );
    }
    text
}

/// Minutes since midnight of `8`, `8:30` or `08.30`.
fn clock(text: &str) -> Result<u16, NotADay> {
    let text = text.trim();
    let (hours, minutes) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let number = |text: &str| {
        let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if plain {
            text.parse::<u16>().map_err(|_| NotADay)
        } else {
            Err(NotADay)
        }
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let all = hours * 60 + minutes;
    if minutes < 60 && all <= DAY {
        Ok(all)
    } else {
        Err(NotADay)
    }
}

fn minutes(time: Time) -> u16 {
    u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn office() -> Shift {
        let day = parse_day("8:00-12:00, 13:00-17:30").unwrap();
        let mut days: [Vec<Stretch>; 7] = Default::default();
        for working in days.iter_mut().take(5) {
            working.clone_from(&day);
        }
        Shift {
            zone: String::new(),
            days,
        }
    }

    fn at(text: &str) -> Zoned {
        format!("{text}[America/Bogota]").parse().unwrap()
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        assert_eq!(
            parse_day("8-12; 13.00 - 24:00").map(|day| show_day(&day)),
            Ok("8:00-12:00, 13:00-24:00".into())
        );
        assert_eq!(parse_day("  "), Ok(vec![]));
        for wrong in [
            "8",
            "12-8",
            "8-8",
            "8:60-9",
            "8-24:01",
            "8-12, 11-13",
            "13-14, 8-9",
            "ocho a doce",
            "-8-9",
            "1-2,3-4,5-6,7-8,9-10",
        ] {
            assert_eq!(parse_day(wrong), Err(NotADay), "{wrong}");
        }
    }

    #[test]
    fn work_is_within_the_hours_and_begins_again_after_them() {
        // A Friday.
        let shift = office();
        for (now, covered, next) in [
            ("2026-03-06T07:59:59", false, "2026-03-06T08:00:00"),
            ("2026-03-06T08:00:00", true, "2026-03-06T13:00:00"),
            ("2026-03-06T12:00:00", false, "2026-03-06T13:00:00"),
            ("2026-03-06T17:30:00", false, "2026-03-09T08:00:00"),
        ] {
            assert_eq!(shift.covers(&at(now)), covered, "{now}");
            assert_eq!(
                shift.next_start(&at(now)),
                Some(at(next).timestamp()),
                "{now}"
            );
        }
        assert_eq!(
            Shift::default().next_start(&at("2026-03-06T08:00:00")),
            None
        );
    }

    proptest! {
        #[test]
        fn random_days_never_panic_and_come_back_as_they_were_shown(text in "[0-9:.,; a-]{0,30}") {
            if let Ok(day) = parse_day(&text) {
                prop_assert_eq!(parse_day(&show_day(&day)), Ok(day));
            }
        }

        #[test]
        fn the_next_start_is_covered_and_nothing_begins_before_it(minute in 0i64..20_160) {
            let now = at("2026-03-02T00:00:00").checked_add(minute.minutes()).unwrap();
            let shift = office();
            let next = shift.next_start(&now).unwrap().to_zoned(now.time_zone().clone());
            prop_assert!(shift.covers(&next));
            // Between now and then, who does not work now does not work at all.
            if !shift.covers(&now) {
                let mut between = now;
                while between < next {
                    prop_assert!(!shift.covers(&between));
                    between = between.checked_add(10.minutes()).unwrap();
                }
            }
        }
    }
}
