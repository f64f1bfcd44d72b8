//! Reads days off from a calendar file (iCalendar, RFC 5545): whole days with a name.

use jiff::ToSpan;
use jiff::civil::Date;

use super::MAX_OVERRIDES;

/// The largest file, in bytes.
pub const MAX_FILE: usize = 1 << 20;

/// The most days that one entry of a file lasts.
const MAX_DAYS: i32 = 31;

/// The longest name that is taken over, in characters.
const MAX_NAME: usize = 120;

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadFile {
    /// It is no calendar.
    NotACalendar,
    /// It has no whole days.
    NoDays,
    /// It has more days than a calendar takes.
    TooMany,
    /// An entry repeats itself; only days that are written out are taken.
    Repeats,
}

/// The days of a file with their names, by date; entries with an hour are left out.
///
/// # Errors
///
/// [`BadFile`].
pub fn read(text: &str) -> Result<Vec<(Date, String)>, BadFile> {
    let lines = unfolded(text);
    if lines.first().map(|line| line.trim()) != Some("BEGIN:VCALENDAR") {
        return Err(BadFile::NotACalendar);
    }
    let mut days: Vec<(Date, String)> = Vec::new();
    let mut entry: Option<Entry> = None;
    for line in &lines {
        let (name, value) = property(line);
        match (name.as_str(), &mut entry) {
            ("BEGIN", _) if value == "VEVENT" => entry = Some(Entry::default()),
            ("END", Some(ended)) if value == "VEVENT" => {
                ended.put(&mut days)?;
                entry = None;
            }
            ("DTSTART", Some(entry)) => entry.first = day(value),
            ("DTEND", Some(entry)) => entry.after = day(value),
            ("SUMMARY", Some(entry)) => entry.name = plain(value),
            ("RRULE" | "RDATE", Some(entry)) => entry.repeats = true,
            _ => {}
        }
    }
    if days.is_empty() {
        return Err(BadFile::NoDays);
    }
    days.sort_by_key(|(day, _)| *day);
    days.dedup_by_key(|(day, _)| *day);
    Ok(days)
}

#[derive(Default)]
struct Entry {
    first: Option<Date>,
    /// The day after the last.
    after: Option<Date>,
    name: String,
    repeats: bool,
}

impl Entry {
    fn put(&self, days: &mut Vec<(Date, String)>) -> Result<(), BadFile> {
        let Some(first) = self.first else {
            return Ok(());
        };
        if self.repeats {
            return Err(BadFile::Repeats);
        }
        let lasts = self.after.map_or(1, |after| (after - first).get_days());
        for day in 0..lasts.clamp(1, MAX_DAYS) {
            if days.len() == MAX_OVERRIDES {
                return Err(BadFile::TooMany);
            }
            days.push((first.saturating_add(day.days()), self.name.clone()));
        }
        Ok(())
    }
}

/// Long lines are folded: what begins with a space goes on with the line before.
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// The name of a property without its parameters, and its value.
fn property(line: &str) -> (String, &str) {
    let (name, value) = line.split_once(':').unwrap_or((line, ""));
    let name = name.split(';').next().unwrap_or_default();
    (name.to_ascii_uppercase(), value.trim())
}

/// `20260413`; what has an hour is no whole day.
fn day(value: &str) -> Option<Date> {
    let is_day = value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit());
    let number = |range: std::ops::Range<usize>| value.get(range)?.parse::<i16>().ok();
    if !is_day {
        return None;
    }
    let (month, day) = (number(4..6)?, number(6..8)?);
    Date::new(
        number(0..4)?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

fn plain(value: &str) -> String {
    let value = value
        .replace("\\n", " ")
        .replace("\\N", " ")
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\\\\", "\\");
    value.trim().chars().take(MAX_NAME).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn file(entries: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{entries}END:VCALENDAR\r\n")
    }

    #[test]
    fn whole_days_are_taken_with_their_names() {
        let text = file(
            "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260403\r\nDTEND;VALUE=DATE:20260405\r\nSUMMARY:Viernes y sábado\\, \r\n santos\r\nEND:VEVENT\r\n\
             BEGIN:VEVENT\r\nDTSTART:20260101\r\nSUMMARY:Año Nuevo\r\nEND:VEVENT\r\n\
             BEGIN:VEVENT\r\nDTSTART:20260105T090000Z\r\nSUMMARY:Reunión\r\nEND:VEVENT\r\n",
        );

        let days = read(&text).unwrap();

        let named = |day, name: &str| (day, name.to_owned());
        assert_eq!(
            days,
            [
                named(date(2026, 1, 1), "Año Nuevo"),
                named(date(2026, 4, 3), "Viernes y sábado, santos"),
                named(date(2026, 4, 4), "Viernes y sábado, santos"),
            ]
        );
    }

    #[test]
    fn files_that_are_none_say_why() {
        let repeats = file("BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=YEARLY\nEND:VEVENT\n");
        let long = "BEGIN:VEVENT\nDTSTART:20260101\nDTEND:20990101\nEND:VEVENT\n".repeat(40);
        for (text, why) in [
            ("hola", BadFile::NotACalendar),
            ("", BadFile::NotACalendar),
            (&file(""), BadFile::NoDays),
            (
                &file("BEGIN:VEVENT\nDTSTART:20261345\nEND:VEVENT\n"),
                BadFile::NoDays,
            ),
            (&repeats, BadFile::Repeats),
            (&file(&long), BadFile::TooMany),
        ] {
            assert_eq!(read(text), Err(why), "{}", text.len());
        }
    }
}
