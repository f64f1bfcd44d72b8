//! Dates, times, numbers, money and sizes as the reader's locale writes them.
//!
//! All of it is pure: the caller brings the instant and the present, whose time zone decides.
//! Names of months and the order of the parts come from the message files.

use std::fmt::Write;

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::texts::Texts;

/// The signs within a number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signs {
    group: &'static str,
    decimal: char,
}

impl Signs {
    /// `1,234.5`
    pub(crate) const POINT: Self = Self {
        group: ",",
        decimal: '.',
    };
    /// `1.234,5`
    pub(crate) const COMMA: Self = Self {
        group: ".",
        decimal: ',',
    };

    /// The same without groups: `1234,5`.
    pub(crate) fn ungrouped(self) -> Self {
        Self { group: "", ..self }
    }
}

/// Writes a plain number such as `-1234.5` with the signs of a locale.
pub(crate) fn grouped(plain: &str, signs: Signs) -> String {
    let (minus, digits) = plain
        .strip_prefix('-')
        .map_or(("", plain), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = minus.to_owned();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            text.push_str(signs.group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(signs.decimal);
        text.push_str(fraction);
    }
    text
}

/// Numbers.
impl Texts {
    /// A whole number in groups: `1.234`.
    pub fn number(&self, number: i64) -> String {
        grouped(&number.to_string(), self.signs())
    }

    /// A number that was counted up to `most`: `1.000+` from there on.
    pub fn number_up_to(&self, number: i64, most: i64) -> String {
        let counted = self.number(number.min(most));
        if number < most {
            counted
        } else {
            format!("{counted}+")
        }
    }

    /// A number with as many decimals as said: `4,6`.
    pub fn decimal(&self, number: f64, decimals: usize) -> String {
        grouped(&format!("{number:.decimals$}"), self.signs())
    }

    /// A share in whole percent: `64 %`.
    pub fn percent(&self, percent: i64) -> String {
        self.number_percent(percent)
    }

    /// An amount in minor units (cents) of a currency (ISO 4217): `$ 658.400`.
    ///
    /// Pesos are shown without cents, as people there write them.
    pub fn money(&self, minor_units: i64, currency: &str) -> String {
        let (exponent, shown) = decimals(currency);
        // i128 has room for the rounding of any i64.
        let unit = 10_i128.pow(exponent - shown);
        let rounded = (i128::from(minor_units).abs() + unit / 2) / unit;
        let scale = 10_i128.pow(shown);
        let mut amount = (rounded / scale).to_string();
        if shown > 0 {
            let width = shown as usize;
            let _ = write!(amount, ".{:0width$}", rounded % scale);
        }
        let minus = if minor_units < 0 && rounded > 0 {
            "-"
        } else {
            ""
        };
        let amount = grouped(&amount, self.signs());
        format!(
            "{minus}{}",
            self.number_money(amount, self.number_currency(currency))
        )
    }

    /// A size of a file: `2,4 MB`, with a megabyte of 1,048,576 bytes.
    ///
    /// Rounded up, so that a file just over a limit never looks as large as the limit.
    pub fn file_size(&self, bytes: u64) -> String {
        const KILO: u64 = 1 << 10;
        const MEGA: u64 = 1 << 20;
        const GIGA: u64 = 1 << 30;
        if bytes < KILO {
            self.size_bytes(bytes)
        } else if bytes <= 999 * KILO {
            self.size_kilobytes(self.tenths(bytes.div_ceil(KILO) * 10))
        } else if bytes <= 999 * MEGA {
            self.size_megabytes(self.tenths((bytes * 10).div_ceil(MEGA)))
        } else {
            self.size_gigabytes(self.tenths(bytes.saturating_mul(10).div_ceil(GIGA)))
        }
    }

    /// Tenths as a number with one decimal, or none if it is zero.
    fn tenths(&self, tenths: u64) -> String {
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let plain = if tenth == 0 {
            whole.to_string()
        } else {
            format!("{whole}.{tenth}")
        };
        grouped(&plain, self.signs())
    }

    fn signs(&self) -> Signs {
        if self.locale().has_decimal_point() {
            Signs::POINT
        } else {
            Signs::COMMA
        }
    }
}

/// How many decimals a currency has (ISO 4217), and how many of them are shown.
pub fn decimals(currency: &str) -> (u32, u32) {
    match currency {
        "CLP" | "JPY" | "KRW" | "PYG" => (0, 0),
        "COP" => (2, 0),
        "CLF" => (4, 2),
        _ => (2, 2),
    }
}

/// Dates and times.
impl Texts {
    /// A date in a sentence: `martes 14 de abril`, with the year unless it is this one.
    pub fn long_date(&self, date: Date, today: Date) -> String {
        let (weekday, day, month) = self.long_parts(date);
        if date.year() == today.year() {
            self.date_long(day, month, weekday)
        } else {
            self.date_long_year(day, month, weekday, date.year().to_string())
        }
    }

    /// A date in a table: `14 abr 2026`.
    pub fn table_date(&self, date: Date) -> String {
        self.date_table(
            date.day(),
            self.names().short_month(date),
            date.year().to_string(),
        )
    }

    /// A date where space is short: `14 abr`, with the year unless it is this one.
    pub fn short_date(&self, date: Date, today: Date) -> String {
        if date.year() == today.year() {
            self.date_short(date.day(), self.names().short_month(date))
        } else {
            self.table_date(date)
        }
    }

    /// A time of day: `8:54 a. m.`, or `08:54` where the locale counts 24 hours.
    pub fn time(&self, time: Time) -> String {
        let minute = format!("{:02}", time.minute());
        if !self.locale().has_12_hours() {
            return self.time_24(format!("{:02}", time.hour()), minute);
        }
        let hour = match time.hour() % 12 {
            0 => 12,
            hour => hour,
        };
        if time.hour() < 12 {
            self.time_am(hour, minute)
        } else {
            self.time_pm(hour, minute)
        }
    }

    /// An instant in a list or history: `hoy, 8:54 a. m.`, `ayer, 4:37 p. m.`,
    /// `vie 20 mar, 9:12 a. m.`, with the year unless it is this one.
    ///
    /// The time zone of `now` decides which day it is.
    pub fn moment(&self, at: Timestamp, now: &Zoned) -> String {
        let at = at.to_zoned(now.time_zone().clone());
        let (date, time) = (at.date(), self.time(at.time()));
        if let Some(day) = self.near_day(date, now.date()) {
            return self.date_at_time(day, time);
        }
        let weekday = self.names().short_weekday(date);
        let day = self.date_with_weekday(self.short_date(date, now.date()), weekday);
        self.date_at_time(day, time)
    }

    /// An instant in a sentence: `jueves 19 de marzo, 10:29 a. m.`; today and yesterday by name.
    ///
    /// The time zone of `now` decides which day it is.
    pub fn long_moment(&self, at: Timestamp, now: &Zoned) -> String {
        let at = at.to_zoned(now.time_zone().clone());
        let day = self
            .near_day(at.date(), now.date())
            .unwrap_or_else(|| self.long_date(at.date(), now.date()));
        self.date_at_time(day, self.time(at.time()))
    }

    /// How long ago an instant was: `hace 25 min`; after 24 hours the [`moment`](Self::moment).
    ///
    /// For the desk only: customers get dates. An instant that is to come is shown as a moment too.
    pub fn ago(&self, at: Timestamp, now: &Zoned) -> String {
        let passed = now.timestamp().duration_since(at);
        if passed.is_negative() || passed >= SignedDuration::from_hours(24) {
            self.moment(at, now)
        } else if passed < SignedDuration::from_mins(1) {
            self.duration_just_now()
        } else {
            self.duration_ago(self.duration(passed))
        }
    }

    /// A length of time in at most two parts: `42 s`, `25 min`, `3 h 20 min`, `2 d 4 h`.
    ///
    /// Days are 24 hours. The sign is left out: whether it is past or to come, the sentence says.
    pub fn duration(&self, length: SignedDuration) -> String {
        let seconds = length.unsigned_abs().as_secs();
        let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
        let (large, small) = if minutes == 0 {
            (self.duration_seconds(seconds), None)
        } else if hours == 0 {
            (self.duration_minutes(minutes), None)
        } else if days == 0 {
            let rest = minutes % 60;
            (
                self.duration_hours(hours),
                (rest > 0).then(|| self.duration_minutes(rest)),
            )
        } else {
            let rest = hours % 24;
            (
                self.duration_days(days),
                (rest > 0).then(|| self.duration_hours(rest)),
            )
        };
        small.map_or(large.clone(), |small| format!("{large} {small}"))
    }

    /// `hoy`, `ayer` or `mañana`, if it is one of them.
    fn near_day(&self, date: Date, today: Date) -> Option<String> {
        if date == today {
            Some(self.date_today())
        } else if today.yesterday().ok() == Some(date) {
            Some(self.date_yesterday())
        } else if today.tomorrow().ok() == Some(date) {
            Some(self.date_tomorrow())
        } else {
            None
        }
    }

    /// Weekday, day and month in full.
    fn long_parts(&self, date: Date) -> (&'static str, i8, &'static str) {
        let names = self.names();
        (names.weekday(date), date.day(), names.month(date))
    }
}

/// What months and days of the week are called, in full and short: every date has some of them.
pub(crate) struct Names {
    months: [String; 12],
    short_months: [String; 12],
    weekdays: [String; 7],
    short_weekdays: [String; 7],
}

impl Names {
    pub(crate) fn of(t: &Texts) -> Self {
        use std::array::from_fn;
        Self {
            months: from_fn(|before| t.date_month(before + 1)),
            short_months: from_fn(|before| t.date_month_short(before + 1)),
            weekdays: from_fn(|before| t.date_weekday(before + 1)),
            short_weekdays: from_fn(|before| t.date_weekday_short(before + 1)),
        }
    }

    fn month(&self, date: Date) -> &str {
        nth(&self.months, date.month())
    }

    fn short_month(&self, date: Date) -> &str {
        nth(&self.short_months, date.month())
    }

    fn weekday(&self, date: Date) -> &str {
        nth(&self.weekdays, date.weekday().to_monday_one_offset())
    }

    fn short_weekday(&self, date: Date) -> &str {
        nth(&self.short_weekdays, date.weekday().to_monday_one_offset())
    }
}

/// The name of a month or a day of the week, which are counted from 1.
fn nth(names: &[String], number: i8) -> &str {
    let before = usize::try_from(number - 1).unwrap_or_default();
    names.get(before).map_or("", String::as_str)
}

/// The text with a capital first letter, for the start of a sentence: `Hoy, 8:54 a. m.`
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The text with a small first letter, for a label within a sentence; `NIT` stays as it is.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !letters.clone().next().is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// The initials of a name in its first two words that are not particles: `Laura Méndez` → `LM`,
/// `María del Carmen Pérez` → `MC`. Empty if there is no letter or digit in the name.
pub fn initials(name: &str) -> String {
    const PARTICLES: [&str; 14] = [
        "a", "al", "da", "das", "de", "del", "do", "dos", "e", "el", "la", "las", "los", "y",
    ];
    name.split_whitespace()
        .filter(|word| !PARTICLES.contains(&word.to_lowercase().as_str()))
        .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()))
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use jiff::tz::TimeZone;

    use super::*;
    use crate::locale::{Locale, Word};

    /// Spanish of Colombia, Spanish, English, Portuguese.
    const TAGS: [&str; 4] = ["es-CO", "es", "en", "pt-BR"];

    fn texts(tag: &str) -> Texts {
        Texts::of(Locale::parse(tag).unwrap(), Word::Case)
    }

    /// What a format gives in the four locales, with visible blanks.
    fn all(format: impl Fn(Texts) -> String) -> [String; 4] {
        TAGS.map(|tag| format(texts(tag)).replace('\u{a0}', "_"))
    }

    /// 26 March 2026, 15:00 in Bogotá.
    fn now() -> Zoned {
        let zone = TimeZone::get("America/Bogota").unwrap();
        date(2026, 3, 26).at(15, 0, 0, 0).to_zoned(zone).unwrap()
    }

    fn before(now: &Zoned, length: SignedDuration) -> Timestamp {
        now.timestamp().checked_sub(length).unwrap()
    }

    #[test]
    fn what_was_counted_up_to_a_limit_says_so() {
        let counted = [999, 1_000, 4_000].map(|count| texts("es").number_up_to(count, 1_000));
        assert_eq!(counted, ["999", "1.000+", "1.000+"]);
    }

    #[test]
    fn every_month_and_day_of_the_week_has_its_name() {
        for tag in TAGS {
            let t = texts(tag);
            for month in 1..=12 {
                let first = date(2026, month, 1);

                assert_eq!(t.names().month(first), t.date_month(month));
                assert_eq!(t.names().short_month(first), t.date_month_short(month));
            }
            // The first of June is a Monday.
            for day in 1..=7 {
                let of_the_week = date(2026, 6, day);

                assert_eq!(t.names().weekday(of_the_week), t.date_weekday(day));
                assert_eq!(
                    t.names().short_weekday(of_the_week),
                    t.date_weekday_short(day)
                );
            }
        }
    }

    #[test]
    fn whole_numbers_are_grouped() {
        assert_eq!(
            all(|t| t.number(1234)),
            ["1.234", "1.234", "1,234", "1.234"]
        );
        assert_eq!(texts("es").number(-1_234_567), "-1.234.567");
        assert_eq!(texts("es").number(-100), "-100");
        assert_eq!(texts("es").number(i64::MIN), "-9.223.372.036.854.775.808");
        assert_eq!(texts("es-PE").number(1234), "1,234");
    }

    #[test]
    fn decimals_and_shares() {
        assert_eq!(
            all(|t| t.decimal(1234.56, 1)),
            ["1.234,6", "1.234,6", "1,234.6", "1.234,6"]
        );
        assert_eq!(all(|t| t.percent(64)), ["64_%", "64_%", "64%", "64%"]);
    }

    #[test]
    fn pesos_are_shown_without_cents() {
        assert_eq!(
            all(|t| t.money(65_840_000, "COP")),
            ["$_658.400", "$_658.400", "COP_658,400", "COP_658.400"]
        );
        assert_eq!(all(|t| t.money(658_400, "CLP"))[0], "$_658.400");
        assert_eq!(all(|t| t.money(150, "COP"))[0], "$_2");
        assert_eq!(
            all(|t| t.money(123_456_789_000, "COP"))[0],
            "$_1.234.567.890"
        );
    }

    #[test]
    fn other_currencies_are_shown_with_cents() {
        assert_eq!(
            all(|t| t.money(123_405, "PEN")),
            ["S/_1.234,05", "S/_1.234,05", "S/_1,234.05", "S/_1.234,05"]
        );
        assert_eq!(all(|t| t.money(123_405, "BRL"))[3], "R$_1.234,05");
        assert_eq!(all(|t| t.money(5, "EUR"))[1], "€_0,05");
        assert_eq!(all(|t| t.money(-500, "USD"))[2], "-US$_5.00");
        assert_eq!(all(|t| t.money(-1, "COP"))[0], "$_0");
        assert_eq!(
            all(|t| t.money(i64::MIN, "XYZ"))[2],
            "-XYZ_92,233,720,368,547,758.08"
        );
    }

    #[test]
    fn sizes_of_files() {
        let es = |bytes| all(|t| t.file_size(bytes))[0].clone();
        assert_eq!(es(0), "0_bytes");
        assert_eq!(es(1), "1_byte");
        assert_eq!(es(1023), "1.023_bytes");
        assert_eq!(es(212 << 10), "212_KB");
        assert_eq!(es((1 << 20) - 1), "1_MB");
        assert_eq!(es(25 << 20), "25_MB");
        assert_eq!(es((25 << 20) + 1), "25,1_MB");
        assert_eq!(es(3 << 30), "3_GB");
        assert!(es(u64::MAX).ends_with("_GB"));
        assert_eq!(
            all(|t| t.file_size(2_500_000)),
            ["2,4_MB", "2,4_MB", "2.4_MB", "2,4_MB"]
        );
    }

    #[test]
    fn dates_in_sentences_have_the_year_unless_it_is_this_one() {
        let april = date(2026, 4, 14);

        assert_eq!(
            all(|t| t.long_date(april, date(2026, 3, 26))),
            [
                "martes 14 de abril",
                "martes 14 de abril",
                "Tuesday, April 14",
                "terça-feira, 14 de abril"
            ]
        );
        assert_eq!(
            all(|t| t.long_date(april, date(2025, 12, 31))),
            [
                "martes 14 de abril de 2026",
                "martes 14 de abril de 2026",
                "Tuesday, April 14, 2026",
                "terça-feira, 14 de abril de 2026",
            ]
        );
    }

    #[test]
    fn dates_in_tables() {
        let april = date(2026, 4, 14);

        assert_eq!(
            all(|t| t.table_date(april)),
            ["14 abr 2026", "14 abr 2026", "Apr 14, 2026", "14 abr 2026"]
        );
        assert_eq!(
            all(|t| t.short_date(april, april)),
            ["14 abr", "14 abr", "Apr 14", "14 abr"]
        );
        assert_eq!(
            texts("es").short_date(april, date(2027, 1, 1)),
            "14 abr 2026"
        );
    }

    #[test]
    fn all_months_and_weekdays_have_their_own_names() {
        for tag in TAGS {
            let year: std::collections::BTreeSet<String> = date(2026, 1, 1)
                .series(jiff::Span::new().days(1))
                .take(365)
                .map(|day| texts(tag).long_date(day, day) + &texts(tag).table_date(day))
                .collect();

            assert_eq!(year.len(), 365);
        }
    }

    #[test]
    fn times_follow_the_clock_of_the_region() {
        assert_eq!(
            all(|t| t.time(time(8, 54, 0, 0))),
            ["8:54_a._m.", "08:54", "8:54_a.m.", "08:54"]
        );
        assert_eq!(
            all(|t| t.time(time(12, 5, 0, 0))),
            ["12:05_p._m.", "12:05", "12:05_p.m.", "12:05"]
        );
        assert_eq!(all(|t| t.time(time(0, 0, 0, 0)))[0], "12:00_a._m.");
        assert_eq!(all(|t| t.time(time(23, 59, 0, 0)))[0], "11:59_p._m.");
        assert_eq!(texts("es-CL").time(time(23, 59, 0, 0)), "23:59");
    }

    #[test]
    fn instants_in_a_history() {
        let at = |year, month, day, hour, minute| {
            let zone = now().time_zone().clone();
            date(year, month, day)
                .at(hour, minute, 0, 0)
                .to_zoned(zone)
                .unwrap()
                .timestamp()
        };

        assert_eq!(
            all(|t| t.moment(at(2026, 3, 26, 8, 54), &now())),
            [
                "hoy, 8:54_a._m.",
                "hoy, 08:54",
                "today, 8:54_a.m.",
                "hoje, 08:54"
            ]
        );
        assert_eq!(
            all(|t| t.moment(at(2026, 3, 25, 16, 37), &now()))[0],
            "ayer, 4:37_p._m."
        );
        assert_eq!(
            all(|t| t.moment(at(2026, 3, 27, 0, 0), &now()))[0],
            "mañana, 12:00_a._m."
        );
        assert_eq!(
            all(|t| t.moment(at(2026, 3, 20, 9, 12), &now())),
            [
                "vie 20 mar, 9:12_a._m.",
                "vie 20 mar, 09:12",
                "Fri, Mar 20, 9:12_a.m.",
                "sex, 20 mar, 09:12",
            ]
        );
        assert_eq!(
            all(|t| t.moment(at(2025, 3, 20, 9, 12), &now()))[0],
            "jue 20 mar 2025, 9:12_a._m."
        );
        assert_eq!(
            all(|t| t.long_moment(at(2026, 3, 19, 10, 29), &now()))[0],
            "jueves 19 de marzo, 10:29_a._m."
        );
    }

    #[test]
    fn the_zone_of_the_organisation_decides_which_day_it_is() {
        let zone = TimeZone::get("Europe/Madrid").unwrap();
        let late = date(2026, 3, 27)
            .at(1, 0, 0, 0)
            .to_zoned(zone)
            .unwrap()
            .timestamp();

        assert_eq!(all(|t| t.moment(late, &now()))[0], "hoy, 7:00_p._m.");
    }

    #[test]
    fn the_desk_reads_how_long_ago_it_was() {
        let ago = |minutes| {
            let now = now();
            all(|t| t.ago(before(&now, SignedDuration::from_mins(minutes)), &now))
        };

        assert_eq!(
            ago(25),
            ["hace 25_min", "hace 25_min", "25_min ago", "há 25_min"]
        );
        assert_eq!(ago(0)[0], "hace un momento");
        assert_eq!(ago(200)[0], "hace 3_h 20_min");
        assert_eq!(ago(24 * 60)[0], "ayer, 3:00_p._m.");
        assert_eq!(ago(-5)[0], "hoy, 3:05_p._m.");
    }

    #[test]
    fn lengths_of_time_have_at_most_two_parts() {
        let es = |seconds| all(|t| t.duration(SignedDuration::from_secs(seconds)))[0].clone();

        assert_eq!(es(42), "42_s");
        assert_eq!(es(1500), "25_min");
        assert_eq!(es(-7200), "2_h");
        assert_eq!(es(12_000), "3_h 20_min");
        assert_eq!(es(2 * 86_400 + 4 * 3600 + 59), "2_d 4_h");
    }

    #[test]
    fn initials_of_names() {
        assert_eq!(initials("Laura Méndez"), "LM");
        assert_eq!(initials("  óscar  de la Hoz Ríos "), "ÓH");
        assert_eq!(initials("María del Carmen Pérez"), "MC");
        assert_eq!(initials("«Tres Faroles»"), "TF");
        assert_eq!(initials("Cher"), "C");
        assert_eq!(initials(" - "), "");
    }

    #[test]
    fn first_letters_change_their_size() {
        assert_eq!(upper_first("hoy, 8:54"), "Hoy, 8:54");
        assert_eq!(upper_first("última"), "Última");
        assert_eq!(upper_first(""), "");
        assert_eq!(lower_first("Número de envío"), "número de envío");
        assert_eq!(lower_first("NIT"), "NIT");
        assert_eq!(lower_first("Ñ"), "ñ");
    }
}
