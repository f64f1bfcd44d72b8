//! `resuelto calendar check`: the public holidays of a year, for who wants to verify us.

use std::io::Write;

use anyhow::Context;
use domain::calendar::Country;

/// Prints one holiday a line: the date, the weekday, the name and the law.
///
/// # Errors
///
/// When the terminal takes no more.
pub(crate) fn run(country: Country, year: i16) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for holiday in country.holidays(year) {
        let weekday = holiday.date.strftime("%a");
        writeln!(
            out,
            "{}  {weekday}  {}  ({})",
            holiday.date, holiday.name, holiday.law
        )
        .context("cannot write")?;
    }
    Ok(())
}
