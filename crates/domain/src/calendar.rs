//! Days that count: the one place that says what "in ten days" means.

use jiff::{Timestamp, ToSpan, civil::Time, tz::TimeZone};

/// Counts the days of a term.
pub trait Calendar {
    /// The end of the `days`-th day after `from`, in the calendar's time zone.
    ///
    /// Terms run from the day after, and a day has all its hours: what is due "in 15 days" can be
    /// done until the last second of the fifteenth.
    fn add_days(&self, from: Timestamp, days: u16) -> Timestamp;
}

/// Every day counts, weekends and holidays too.
#[derive(Clone, Debug)]
pub struct EveryDay {
    /// The time zone whose midnights end the days.
    pub zone: TimeZone,
}

impl Calendar for EveryDay {
    fn add_days(&self, from: Timestamp, days: u16) -> Timestamp {
        let day = from
            .to_zoned(self.zone.clone())
            .date()
            .saturating_add(i64::from(days).days());
        day.to_datetime(Time::constant(23, 59, 59, 0))
            .to_zoned(self.zone.clone())
            .map_or(Timestamp::MAX, |end| end.timestamp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_ends_with_the_last_second_of_its_last_day() {
        let bogota = EveryDay {
            zone: TimeZone::get("America/Bogota").unwrap(),
        };

        let due = bogota.add_days("2026-03-19T15:29:00Z".parse().unwrap(), 15);

        assert_eq!(due, "2026-04-04T04:59:59Z".parse().unwrap());
    }

    #[test]
    fn a_day_without_its_last_hour_still_ends() {
        let santiago = EveryDay {
            zone: TimeZone::get("America/Santiago").unwrap(),
        };

        let due = santiago.add_days("2026-09-04T12:00:00Z".parse().unwrap(), 1);

        assert_eq!(due, "2026-09-06T03:59:59Z".parse().unwrap());
    }
}
