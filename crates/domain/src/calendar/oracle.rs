//! Case N10: the arithmetic against an oracle that steps minute by minute and knows no shortcut.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::{Calendar, Hours, Plan, Week};

const ZONES: [&str; 4] = [
    "America/Bogota",
    "America/Santiago",
    "America/Coyhaique",
    // Half an hour forward and back.
    "Australia/Lord_Howe",
];

/// Days around which clocks change: Santiago, Coyhaique's last change, and ordinary ones.
const DAYS: [Date; 8] = [
    date(2026, 4, 3),
    date(2026, 9, 5),
    date(2025, 3, 19),
    date(2024, 4, 6),
    date(2024, 9, 7),
    date(2026, 10, 3),
    date(2026, 3, 20),
    date(2026, 12, 30),
];

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

fn calendar(zone: &str, week: Vec<Hours>) -> Calendar {
    let mut plan = Plan::of_zone(zone);
    let mut hours = week.into_iter();
    plan.week = Week(std::array::from_fn(|_| hours.next().unwrap_or_default()));
    Calendar::new(&plan)
}

/// Whether the clock on the wall shows working time.
fn is_open(calendar: &Calendar, at: Timestamp) -> bool {
    let local = at.to_zoned(calendar.zone.clone());
    let minute = u16::try_from(local.hour()).unwrap() * 60 + u16::try_from(local.minute()).unwrap();
    let hours = if calendar.holiday_on(local.date()).is_some() {
        Hours::default()
    } else {
        calendar.week.on(local.weekday()).clone()
    };
    hours
        .intervals()
        .iter()
        .any(|one| (one.from..one.to).contains(&minute))
}

fn stepped_between(calendar: &Calendar, from: Timestamp, to: Timestamp) -> i64 {
    let mut minutes = 0;
    let mut at = from;
    while at < to {
        minutes += i64::from(is_open(calendar, at));
        at += MINUTE;
    }
    minutes
}

fn hours() -> impl Strategy<Value = Hours> {
    prop::collection::btree_set(0u16..=96, 0..6).prop_map(|marks| {
        let marks: Vec<u16> = marks.into_iter().map(|quarter| quarter * 15).collect();
        let text = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let intervals = marks.chunks_exact(2);
        let written = intervals.map(|pair| format!("{}-{}", text(pair[0]), text(pair[1])));
        Hours::parse(&written.collect::<Vec<_>>().join(",")).unwrap()
    })
}

fn week() -> impl Strategy<Value = Vec<Hours>> {
    prop::collection::vec(hours(), 7)
}

fn start() -> impl Strategy<Value = Timestamp> {
    (0..DAYS.len(), 0i64..3 * 24 * 60).prop_map(|(day, minute)| {
        let midnight = DAYS[day].to_zoned(jiff::tz::TimeZone::UTC).unwrap();
        midnight.timestamp() + MINUTE * i32::try_from(minute).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn n10_working_time_is_what_the_oracle_steps(zone in 0..ZONES.len(), week in week(), from in start(), minutes in 0i32..4 * 24 * 60) {
        let calendar = calendar(ZONES[zone], week);
        let to = from + MINUTE * minutes;

        prop_assert_eq!(calendar.between(from, to).as_mins(), stepped_between(&calendar, from, to));
    }

    #[test]
    fn n10_between_gives_back_what_was_added(zone in 0..ZONES.len(), week in week(), from in start(), seconds in 1i64..200_000) {
        let calendar = calendar(ZONES[zone], week);
        let time = SignedDuration::from_secs(seconds);
        if let Ok(end) = calendar.add_time(from, time) {
            prop_assert_eq!(calendar.between(from, end), time);
            // It is the first such instant: a moment before, the time was not over.
            let before = end - SignedDuration::from_micros(1);
            prop_assert!(calendar.between(from, before) < time);
        } else {
            prop_assert!(!calendar.week.has_working_time());
        }
    }

    #[test]
    fn later_starts_and_longer_terms_never_end_earlier(zone in 0..ZONES.len(), week in week(), from in start(), wait in 0i32..10_000, seconds in 0i64..200_000, more in 0i64..50_000, days in 0u16..40) {
        let calendar = calendar(ZONES[zone], week);
        let later = from + MINUTE * wait;
        let (time, longer) = (SignedDuration::from_secs(seconds), SignedDuration::from_secs(seconds + more));
        if let (Ok(end), Ok(late), Ok(long)) = (calendar.add_time(from, time), calendar.add_time(later, time), calendar.add_time(from, longer)) {
            prop_assert!(end <= late);
            prop_assert!(end <= long);
        }
        prop_assert!(calendar.add_days(from, days) <= calendar.add_days(later, days));
        prop_assert!(calendar.add_days(from, days) <= calendar.add_days(from, days + 1));
    }

    #[test]
    fn business_days_are_counted_one_by_one(zone in 0..ZONES.len(), week in week(), day in 0..DAYS.len(), days in 1u16..60) {
        let calendar = calendar(ZONES[zone], week);
        if let Ok(end) = calendar.add_business_days(DAYS[day], days) {
            let mut counted = 0;
            let mut at = DAYS[day];
            while at < end {
                at = at.tomorrow().unwrap();
                let closed = calendar.holiday_on(at).is_some() || calendar.week.on(at.weekday()).is_empty();
                counted += u16::from(!closed);
            }
            prop_assert_eq!(counted, days);
            prop_assert!(calendar.is_working_day(end));
        }
    }
}

#[test]
fn n10_missing_and_doubled_hours_count_as_the_clock_shows_them() {
    let all_day = calendar(
        "America/Santiago",
        vec![Hours::parse("00:00-24:00").unwrap(); 7],
    );
    let evening = calendar(
        "America/Santiago",
        vec![Hours::parse("23:00-24:00").unwrap(); 7],
    );
    let night = calendar(
        "America/Santiago",
        vec![Hours::parse("00:00-02:00").unwrap(); 7],
    );
    let day = |calendar: &Calendar, day: Date| {
        let before = day.yesterday().unwrap();
        let second = SignedDuration::from_secs(1);
        calendar.between(
            calendar.end_of(before) + second,
            calendar.end_of(day) + second,
        )
    };

    // 2026-04-04 is Holy Saturday: without the country, to look at the clock only.
    let plain = |calendar: Calendar| Calendar {
        special: Vec::new(),
        country: None,
        ..calendar
    };
    let (all_day, evening, night) = (plain(all_day), plain(evening), plain(night));
    assert_eq!(
        day(&all_day, date(2026, 4, 4)),
        SignedDuration::from_hours(25)
    );
    assert_eq!(
        day(&evening, date(2026, 4, 4)),
        SignedDuration::from_hours(2)
    );
    assert_eq!(
        day(&all_day, date(2026, 9, 6)),
        SignedDuration::from_hours(23)
    );
    assert_eq!(day(&night, date(2026, 9, 6)), SignedDuration::from_hours(1));
}
