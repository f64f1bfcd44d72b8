//! Walks through the working time of a calendar, stretch by stretch.

use jiff::Timestamp;

use super::Calendar;

/// The number of the first day that no calendar has: 2100-01-01.
pub(super) const DAYS: i32 = 47_482;

const MINUTE: i64 = 60_000_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// The stretches of working time from an instant on, in microseconds; ends with the year 2099.
///
/// Between two changes of the clock local time runs evenly, so days and hours are counted there
/// with plain numbers; at each change the walk begins anew. What the clock shows twice counts
/// twice, what it never shows does not count.
pub(super) struct Walk<'a> {
    calendar: &'a Calendar,
    /// Everything before is done.
    at: i64,
    /// What local time is ahead of UTC, until `until`.
    ahead: i64,
    until: i64,
    day: i32,
    /// The next interval of that day.
    next: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn from(calendar: &'a Calendar, from: Timestamp) -> Self {
        let mut walk = Self {
            calendar,
            at: from.as_microsecond(),
            ahead: 0,
            until: 0,
            day: 0,
            next: 0,
        };
        walk.begin_stretch();
        walk
    }

    /// Looks up which offset holds from here, and until when.
    fn begin_stretch(&mut self) {
        let at = Timestamp::from_microsecond(self.at).unwrap_or(Timestamp::MAX);
        let zone = &self.calendar.zone;
        self.ahead = i64::from(zone.to_offset(at).seconds()) * 1_000_000;
        self.until = zone
            .following(at)
            .next()
            .map_or(i64::MAX, |change| change.timestamp().as_microsecond());
        self.day = i32::try_from((self.at + self.ahead).div_euclid(DAY)).unwrap_or(DAYS);
        self.next = 0;
    }
}

impl Iterator for Walk<'_> {
    type Item = (i64, i64);

    fn next(&mut self) -> Option<Self::Item> {
        while self.day < DAYS {
            let midnight = i64::from(self.day) * DAY - self.ahead;
            if self.at >= self.until {
                self.begin_stretch();
                continue;
            }
            let hours = self.calendar.hours(self.day).intervals();
            let Some(interval) = hours.get(self.next) else {
                self.day += 1;
                self.next = 0;
                self.at = self.at.max(midnight + DAY).min(self.until);
                continue;
            };
            let open = (midnight + i64::from(interval.from) * MINUTE).max(self.at);
            let close = (midnight + i64::from(interval.to) * MINUTE).min(self.until);
            self.next += 1;
            self.at = self.at.max(close);
            if open < close {
                return Some((open, close));
            }
        }
        None
    }
}
