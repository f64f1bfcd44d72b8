//! Public holidays by rule: the rules are data, one file for each country, with their laws.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

/// A country whose holidays are known by rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Country {
    /// Colombia.
    Colombia,
    /// Chile.
    Chile,
}

/// A day off by law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// When.
    pub date: Date,
    /// What it is called; two names where two fall together.
    pub name: String,
    /// The law that says so.
    pub law: String,
}

/// One line of a file of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    when: When,
    moved: Moved,
    years: (i16, i16),
    name: &'static str,
    law: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum When {
    Fixed(i8, i8),
    Easter(i64),
    Table(Vec<(i16, i8, i8)>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moved {
    /// Stays where it falls.
    Not,
    /// To the next Monday, unless it is one.
    NextMonday,
    /// From Tuesday to Thursday to the Monday before, from Friday to the Monday after.
    NearestMonday,
    /// From Tuesday to the Friday before, from Wednesday to the Friday after.
    Friday,
    /// Only a holiday when it falls on this weekday.
    Only(Weekday),
}

const COLOMBIA: &str = include_str!("../../holidays/co.txt");
const CHILE: &str = include_str!("../../holidays/cl.txt");

impl Country {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 2] = [Self::Colombia, Self::Chile];

    /// ISO 3166-1, small: `co`, `cl`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Colombia => "co",
            Self::Chile => "cl",
        }
    }

    /// The country of a [`code`](Self::code), also in capitals.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|country| country.code().eq_ignore_ascii_case(code))
    }

    /// The country in which a time zone is.
    pub fn of_zone(zone: &str) -> Option<Self> {
        match zone {
            "America/Bogota" => Some(Self::Colombia),
            "America/Santiago"
            | "America/Punta_Arenas"
            | "America/Coyhaique"
            | "Pacific/Easter" => Some(Self::Chile),
            _ => None,
        }
    }

    /// The time zone of its capital, by its IANA name.
    pub fn zone(self) -> &'static str {
        match self {
            Self::Colombia => "America/Bogota",
            Self::Chile => "America/Santiago",
        }
    }

    /// The holidays of a year, in their order.
    pub fn holidays(self, year: i16) -> Vec<Holiday> {
        let mut found: Vec<Holiday> = Vec::new();
        for rule in self.rules() {
            let Some(date) = rule.date_in(year) else {
                continue;
            };
            if let Some(same) = found.iter_mut().find(|holiday| holiday.date == date) {
                same.name = format!("{}; {}", same.name, rule.name);
                if same.law != rule.law {
                    same.law = format!("{}; {}", same.law, rule.law);
                }
                continue;
            }
            found.push(Holiday {
                date,
                name: rule.name.to_owned(),
                law: rule.law.to_owned(),
            });
        }
        found.sort_by_key(|holiday| holiday.date);
        found
    }

    fn rules(self) -> &'static [Rule] {
        static RULES: LazyLock<[Vec<Rule>; 2]> =
            LazyLock::new(|| [COLOMBIA, CHILE].map(|text| lines(text).filter_map(parse).collect()));
        match self {
            Self::Colombia => &RULES[0],
            Self::Chile => &RULES[1],
        }
    }
}

impl Rule {
    fn date_in(&self, year: i16) -> Option<Date> {
        if !(self.years.0..=self.years.1).contains(&year) {
            return None;
        }
        let day = match &self.when {
            When::Fixed(month, day) => Date::new(year, *month, *day).ok()?,
            When::Easter(days) => easter(year).checked_add(days.days()).ok()?,
            When::Table(days) => {
                let (_, month, day) = days.iter().find(|(of, _, _)| *of == year)?;
                Date::new(year, *month, *day).ok()?
            }
        };
        let by = match (self.moved, day.weekday()) {
            (Moved::NextMonday, weekday) => i64::from(weekday.until(Weekday::Monday)),
            (Moved::NearestMonday, Weekday::Tuesday) => -1,
            (Moved::NearestMonday, Weekday::Wednesday) => -2,
            (Moved::NearestMonday, Weekday::Thursday) => -3,
            (Moved::NearestMonday, Weekday::Friday) => 3,
            (Moved::Friday, Weekday::Tuesday) => -4,
            (Moved::Friday, Weekday::Wednesday) => 2,
            (Moved::Only(wanted), weekday) if wanted != weekday => return None,
            (Moved::Not | Moved::NearestMonday | Moved::Friday | Moved::Only(_), _) => 0,
        };
        day.checked_add(by.days()).ok()
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

/// A line that cannot be read gives nothing; a test sees to it that there is none.
fn parse(line: &'static str) -> Option<Rule> {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let [when, moved, years, name, law] = parts[..] else {
        return None;
    };
    let (first, last) = years.split_once("..")?;
    Some(Rule {
        when: parse_when(when)?,
        moved: match moved {
            "-" => Moved::Not,
            "next-monday" => Moved::NextMonday,
            "nearest-monday" => Moved::NearestMonday,
            "friday" => Moved::Friday,
            "only monday" => Moved::Only(Weekday::Monday),
            "only friday" => Moved::Only(Weekday::Friday),
            _ => return None,
        },
        years: (
            first.parse().ok()?,
            if last.is_empty() {
                9999
            } else {
                last.parse().ok()?
            },
        ),
        name,
        law,
    })
}

fn parse_when(when: &str) -> Option<When> {
    if let Some(days) = when.strip_prefix("easter") {
        return Some(When::Easter(days.parse().ok()?));
    }
    if when.contains('=') {
        let day = |entry: &str| {
            let (year, day) = entry.split_once('=')?;
            let (month, day) = month_day(day)?;
            Some((year.parse().ok()?, month, day))
        };
        return Some(When::Table(
            when.split_whitespace().map(day).collect::<Option<_>>()?,
        ));
    }
    let (month, day) = month_day(when)?;
    Some(When::Fixed(month, day))
}

fn month_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).
fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let skipped = century / 4;
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - skipped - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let days = moon + weekday - 7 * late + 114;
    date(
        i16::try_from(year).unwrap_or(i16::MAX),
        i8::try_from(days / 31).unwrap_or(4),
        i8::try_from(days % 31 + 1).unwrap_or(1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where we differ from the independent table on purpose: country, day, why. There is none
    /// at present; who adds one says why here.
    const EXCEPTIONS: [(&str, &str, &str); 0] = [];

    #[test]
    fn every_line_of_the_rules_can_be_read() {
        for text in [COLOMBIA, CHILE] {
            for line in lines(text) {
                assert!(parse(line).is_some(), "{line}");
            }
        }
    }

    #[test]
    fn holidays_of_2020_to_2035_are_those_of_an_independent_library() {
        let expected = include_str!("../../holidays/expected.txt");
        for country in Country::ALL {
            let theirs: Vec<&str> = lines(expected)
                .filter_map(|line| line.strip_prefix(country.code())?.split_whitespace().next())
                .filter(|day| {
                    !EXCEPTIONS
                        .iter()
                        .any(|one| (one.0, one.1) == (country.code(), *day))
                })
                .collect();
            let ours: Vec<String> = (2020..=2035)
                .flat_map(|year| country.holidays(year))
                .map(|holiday| holiday.date.to_string())
                .collect();

            assert_eq!(ours, theirs, "{country:?}");
            assert!(ours.len() > 250);
        }
    }

    #[test]
    fn chile_moves_its_days_as_its_laws_say() {
        let of = |year| -> Vec<String> {
            let holidays = Country::Chile.holidays(year);
            holidays.iter().map(|one| one.date.to_string()).collect()
        };
        for day in ["2023-06-26", "2023-10-09", "2023-10-27"] {
            assert!(of(2023).contains(&day.to_owned()), "{day}");
        }
        for day in ["2021-06-28", "2021-10-11"] {
            assert!(of(2021).contains(&day.to_owned()), "{day}");
        }
    }

    #[test]
    fn two_holidays_on_one_day_are_one_day_with_both_names() {
        let holidays = Country::Colombia.holidays(2025);
        let both = holidays.iter().find(|one| one.date == date(2025, 6, 30));

        assert_eq!(
            both.unwrap().name,
            "Sagrado Corazón de Jesús; San Pedro y San Pablo"
        );
        assert_eq!(easter(2026), date(2026, 4, 5));
    }
}
