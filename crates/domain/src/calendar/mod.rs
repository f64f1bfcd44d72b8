//! Days and hours that count: the one place that says what "in ten business days" means.
//!
//! A [`Calendar`] knows its time zone, the working hours of its week, the holidays of its country
//! and what the organisation changed by hand. It counts working seconds, business days and calendar
//! days; everything is exact where clocks are put forward or back.

mod holiday;
mod ical;
mod walk;
mod week;

#[cfg(test)]
mod oracle;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

pub use holiday::{Country, Holiday};
pub use ical::{BadFile, MAX_FILE, read as read_ical};
pub use week::{BadHours, Hours, Interval, MAX_INTERVALS, Week};

use walk::{DAYS, Walk};

use crate::CalendarId;

/// The most days changed by hand in one calendar.
pub const MAX_OVERRIDES: usize = 1_000;

/// How long somebody has, in one of three units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// Working time, in seconds.
    Seconds(u32),
    /// Business days; until the last second of the last one.
    BusinessDays(u16),
    /// Days, holidays too; until the last second of the last one.
    CalendarDays(u16),
}

/// A day that is not as the rules say: closed, or with hours of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Which day.
    pub date: Date,
    /// Its hours; none when closed.
    pub hours: Hours,
    /// What it is called.
    pub name: String,
    /// The decree or law, if there is one.
    #[serde(default)]
    pub source: String,
}

/// What a calendar is made of, as it is kept and edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// IANA name of the time zone.
    pub zone: String,
    /// The working hours.
    pub week: Week,
    /// Whose holidays count; none where all of them are in the overrides.
    pub country: Option<Country>,
    /// The days that were changed by hand, by date.
    #[serde(default)]
    pub overrides: Vec<Override>,
}

impl Plan {
    /// Monday to Friday from eight to five, with the holidays of the country of the zone.
    pub fn of_zone(zone: &str) -> Self {
        let hours = Hours::parse("08:00-17:00").unwrap_or_default();
        Self {
            zone: zone.to_owned(),
            week: Week::monday_to_friday(&hours),
            country: Country::of_zone(zone),
            overrides: Vec::new(),
        }
    }
}

/// A calendar of the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its key.
    pub id: CalendarId,
    /// What it is called.
    pub name: String,
    /// Whether everything goes by it that says nothing else.
    pub is_default: bool,
    /// What it is made of.
    pub plan: Plan,
    /// Grows by one with every change; two writers cannot both win.
    pub version: i64,
}

/// There is no working time before the year 2100, the end of every calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoWorkingTime;

/// Counts working time, business days and calendar days.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: TimeZone,
    week: Week,
    country: Option<Country>,
    overrides: BTreeMap<i32, Override>,
    /// One bit for each day since 1970: a holiday or an override.
    special: Vec<u64>,
}

impl Calendar {
    /// A calendar in which every minute counts.
    pub fn always(zone: TimeZone) -> Self {
        Self {
            zone,
            week: Week::always(),
            country: None,
            overrides: BTreeMap::new(),
            special: Vec::new(),
        }
    }

    /// The calendar of a plan; a zone that is unknown counts as UTC.
    pub fn new(plan: &Plan) -> Self {
        let overrides = plan.overrides.iter();
        let overrides: BTreeMap<i32, Override> = overrides
            .map(|one| (day_number(one.date), one.clone()))
            .collect();
        let mut special = vec![0; usize::try_from(DAYS / 64 + 1).unwrap_or(0)];
        let country = plan.country.iter();
        let holidays = country.flat_map(|country| {
            (1970..2100).flat_map(|year| country.holidays(year).into_iter().map(|one| one.date))
        });
        for day in holidays.map(day_number).chain(overrides.keys().copied()) {
            if let Some((word, bit)) = place(day)
                && let Some(word) = special.get_mut(word)
            {
                *word |= bit;
            }
        }
        Self {
            zone: TimeZone::get(&plan.zone).unwrap_or(TimeZone::UTC),
            week: plan.week.clone(),
            country: plan.country,
            overrides,
            special,
        }
    }

    /// The time zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The day of an instant.
    pub fn date_of(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// Whether anybody works on that day.
    pub fn is_working_day(&self, day: Date) -> bool {
        !self.hours(day_number(day)).is_empty()
    }

    /// Why a day is special: the holiday, or what was changed by hand.
    pub fn holiday_on(&self, day: Date) -> Option<Holiday> {
        if let Some(own) = self.overrides.get(&day_number(day)) {
            return own.hours.is_empty().then(|| Holiday {
                date: day,
                name: own.name.clone(),
                law: own.source.clone(),
            });
        }
        let holidays = self.country?.holidays(day.year());
        holidays.into_iter().find(|holiday| holiday.date == day)
    }

    /// The end of a term that begins at `from`; days count from the day after.
    ///
    /// # Errors
    ///
    /// [`NoWorkingTime`] when the calendar ends before the term.
    pub fn add(&self, from: Timestamp, term: Term) -> Result<Timestamp, NoWorkingTime> {
        match term {
            Term::Seconds(seconds) => {
                self.add_time(from, SignedDuration::from_secs(seconds.into()))
            }
            Term::BusinessDays(days) => {
                Ok(self.end_of(self.add_business_days(self.date_of(from), days)?))
            }
            Term::CalendarDays(days) => {
                let day = self.date_of(from).saturating_add(i64::from(days).days());
                Ok(self.end_of(day))
            }
        }
    }

    /// The end of the `days`-th business day after `from`, and the end of time where there is none.
    ///
    /// What is due "in 15 days" can be done until the last second of the fifteenth.
    pub fn add_days(&self, from: Timestamp, days: u16) -> Timestamp {
        self.add(from, Term::BusinessDays(days))
            .unwrap_or(Timestamp::MAX)
    }

    /// The end of the `days`-th business day after the day on which something counts as filed.
    pub fn answer_by(&self, filed: Timestamp, days: u16) -> Timestamp {
        let day = self.add_business_days(self.filed_on(filed), days);
        day.map_or(Timestamp::MAX, |day| self.end_of(day))
    }

    /// The end of a term that counts from the day on which something counts as filed.
    pub fn answer_in(&self, filed: Timestamp, term: Term) -> Timestamp {
        match term {
            Term::Seconds(_) => self.add(filed, term).unwrap_or(Timestamp::MAX),
            Term::BusinessDays(days) => self.answer_by(filed, days),
            Term::CalendarDays(days) => {
                let day = self.filed_on(filed).saturating_add(i64::from(days).days());
                self.end_of(day)
            }
        }
    }

    /// The first instant by which so much working time has passed since `from`. Nothing, or less,
    /// is over at once.
    ///
    /// # Errors
    ///
    /// [`NoWorkingTime`] when the calendar ends before.
    pub fn add_time(
        &self,
        from: Timestamp,
        time: SignedDuration,
    ) -> Result<Timestamp, NoWorkingTime> {
        let mut left = i64::try_from(time.as_micros()).unwrap_or(i64::MAX);
        if left <= 0 {
            return Ok(from);
        }
        for (open, close) in Walk::from(self, from) {
            if close - open >= left {
                return Timestamp::from_microsecond(open + left).map_err(|_| NoWorkingTime);
            }
            left -= close - open;
        }
        Err(NoWorkingTime)
    }

    /// How much working time lies between two instants; negative when the second is earlier.
    pub fn between(&self, from: Timestamp, to: Timestamp) -> SignedDuration {
        if to < from {
            return -self.between(to, from);
        }
        let end = to.as_microsecond();
        let spans = Walk::from(self, from).take_while(|(open, _)| *open < end);
        SignedDuration::from_micros(spans.map(|(open, close)| close.min(end) - open).sum())
    }

    /// The `days`-th business day after a day.
    ///
    /// # Errors
    ///
    /// [`NoWorkingTime`] when the calendar ends before.
    pub fn add_business_days(&self, day: Date, days: u16) -> Result<Date, NoWorkingTime> {
        let mut number = day_number(day);
        let mut left = days;
        while left > 0 {
            number += 1;
            if number >= DAYS {
                return Err(NoWorkingTime);
            }
            if !self.hours(number).is_empty() {
                left -= 1;
            }
        }
        Ok(date_of(number))
    }

    /// The holidays after a day until another that would have been business days otherwise.
    pub fn days_off(&self, after: Date, until: Date) -> Vec<Holiday> {
        let days = day_number(after) + 1..=day_number(until).min(DAYS);
        days.map(date_of)
            .filter(|day| !self.week.on(day.weekday()).is_empty())
            .filter_map(|day| self.holiday_on(day))
            .collect()
    }

    /// How many business days come after a day until another, that one too.
    pub fn business_days(&self, after: Date, until: Date) -> i64 {
        let days = day_number(after) + 1..=day_number(until).min(DAYS);
        let count = days.filter(|day| !self.hours(*day).is_empty()).count();
        i64::try_from(count).unwrap_or(i64::MAX)
    }

    /// The day on which something counts as filed: after working hours it is the next business day.
    pub fn filed_on(&self, at: Timestamp) -> Date {
        let local = at.to_zoned(self.zone.clone());
        let minute = i32::from(local.hour()) * 60 + i32::from(local.minute());
        let end = self.hours(day_number(local.date())).end();
        if end.is_some_and(|end| minute < i32::from(end)) {
            return local.date();
        }
        self.add_business_days(local.date(), 1)
            .unwrap_or(local.date())
    }

    /// The last second of a day.
    pub fn end_of(&self, day: Date) -> Timestamp {
        let next = day.saturating_add(1.day()).to_zoned(self.zone.clone());
        next.map_or(Timestamp::MAX, |next| {
            next.timestamp() - SignedDuration::from_secs(1)
        })
    }

    /// The working hours of a day, by its number.
    fn hours(&self, day: i32) -> &Hours {
        static CLOSED: std::sync::LazyLock<Hours> = std::sync::LazyLock::new(Hours::default);
        let is_special = place(day).is_some_and(|(word, bit)| {
            let word = self.special.get(word);
            word.is_some_and(|word| word & bit != 0)
        });
        if is_special {
            return self.overrides.get(&day).map_or(&*CLOSED, |own| &own.hours);
        }
        // 1970-01-01 was a Thursday.
        &self.week.0[usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0)]
    }
}

const EPOCH: Date = date(1970, 1, 1);

fn day_number(day: Date) -> i32 {
    (day - EPOCH).get_days()
}

fn date_of(day: i32) -> Date {
    EPOCH.saturating_add(i64::from(day).days())
}

/// Where the bit of a day is.
fn place(day: i32) -> Option<(usize, u64)> {
    let day = usize::try_from(day).ok()?;
    Some((day / 64, 1 << (day % 64)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(zone: &str) -> Calendar {
        Calendar::new(&Plan::of_zone(zone))
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_terms_of_the_law_end_on_the_days_of_the_domain() {
        let colombia = calendar("America/Bogota");
        for (from, days, to) in [
            (date(2026, 3, 20), 15, date(2026, 4, 15)),
            (date(2026, 3, 20), 30, date(2026, 5, 7)),
            (date(2025, 12, 19), 10, date(2026, 1, 6)),
        ] {
            assert_eq!(
                colombia.add_business_days(from, days),
                Ok(to),
                "{from} + {days}"
            );
        }
    }

    #[test]
    fn m02_data_requests_have_their_days_with_holidays() {
        let colombia = calendar("America/Bogota");
        let filed = date(2026, 6, 26);
        // 29 June, 13 and 20 July are holidays; 7 August too.
        for (days, to) in [
            (10, date(2026, 7, 14)),
            (15, date(2026, 7, 22)),
            (18, date(2026, 7, 27)),
            (23, date(2026, 8, 3)),
        ] {
            assert_eq!(colombia.add_business_days(filed, days), Ok(to), "{days}");
        }
    }

    #[test]
    fn a_term_ends_with_the_last_second_of_its_last_day() {
        let always = Calendar::always(TimeZone::get("America/Bogota").unwrap());
        let due = always.add_days(at("2026-03-19T15:29:00Z"), 15);

        assert_eq!(due, at("2026-04-04T04:59:59Z"));
    }

    #[test]
    fn a_day_without_its_last_hour_and_one_with_it_twice_still_end() {
        let santiago = Calendar::always(TimeZone::get("America/Santiago").unwrap());

        assert_eq!(
            santiago.add_days(at("2026-09-04T12:00:00Z"), 1),
            at("2026-09-06T03:59:59Z")
        );
        assert_eq!(
            santiago.end_of(date(2026, 4, 4)),
            at("2026-04-05T03:59:59Z")
        );
    }

    #[test]
    fn what_comes_after_hours_counts_from_the_next_business_day() {
        let colombia = calendar("America/Bogota");
        for (filed, counts) in [
            ("2026-03-19T12:00:00Z", date(2026, 3, 19)),
            ("2026-03-19T21:59:59Z", date(2026, 3, 19)),
            ("2026-03-19T22:00:00Z", date(2026, 3, 20)),
            // Friday night, and the Monday is a holiday.
            ("2026-03-21T02:00:00Z", date(2026, 3, 24)),
            ("2026-03-22T15:00:00Z", date(2026, 3, 24)),
        ] {
            assert_eq!(colombia.filed_on(at(filed)), counts, "{filed}");
        }
    }

    #[test]
    fn a_day_changed_by_hand_is_as_the_hand_says() {
        let mut plan = Plan::of_zone("America/Bogota");
        let own = |day, hours: &str| Override {
            date: day,
            hours: Hours::parse(hours).unwrap(),
            name: "Por decreto".into(),
            source: "Decreto 1".into(),
        };
        plan.overrides = vec![
            own(date(2026, 3, 20), ""),
            own(date(2026, 3, 23), "08:00-12:00"),
        ];
        let changed = Calendar::new(&plan);

        assert!(!changed.is_working_day(date(2026, 3, 20)));
        assert!(changed.is_working_day(date(2026, 3, 23)));
        assert_eq!(
            changed.holiday_on(date(2026, 3, 20)).unwrap().law,
            "Decreto 1"
        );
        assert_eq!(changed.holiday_on(date(2026, 3, 23)), None);
        let hours = changed.between(at("2026-03-23T05:00:00Z"), at("2026-03-24T05:00:00Z"));
        assert_eq!(hours, SignedDuration::from_hours(4));
    }

    #[test]
    fn a_calendar_without_working_time_says_so_and_ends() {
        let plan = Plan {
            week: Week::default(),
            ..Plan::of_zone("America/Bogota")
        };
        let never = Calendar::new(&plan);
        let now = at("2026-03-19T15:29:00Z");

        assert_eq!(never.add(now, Term::Seconds(1)), Err(NoWorkingTime));
        assert_eq!(never.add(now, Term::BusinessDays(1)), Err(NoWorkingTime));
        assert_eq!(never.add_days(now, 1), Timestamp::MAX);
        assert_eq!(
            never.between(now, at("2027-01-01T00:00:00Z")),
            SignedDuration::ZERO
        );
    }

    #[test]
    fn a_second_of_nothing_and_the_end_of_the_calendar_are_bounded() {
        let colombia = calendar("America/Bogota");
        let night = at("2026-03-20T03:00:00Z");

        assert_eq!(colombia.add(night, Term::Seconds(0)), Ok(night));
        assert_eq!(
            colombia.add(at("2099-12-31T23:00:00Z"), Term::Seconds(1)),
            Err(NoWorkingTime)
        );
        assert_eq!(
            colombia.add(night, Term::Seconds(u32::MAX)),
            Err(NoWorkingTime)
        );
    }
}
