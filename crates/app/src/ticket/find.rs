//! Going to a ticket by what somebody says or writes: its code, a part of it, or an address.

use domain::{EmailAddress, Permission, Ticket, TicketCode};
use jiff::tz::TimeZone;

use crate::{App, Error, SignedIn};

/// How many years back a short code is looked for.
const YEARS: i16 = 5;

/// How many tickets of an address are shown.
const MOST: u32 = 100;

/// The tickets in reach that a code, the six symbols of one, or an address names; newest first.
///
/// # Errors
///
/// When the database does not answer.
pub async fn find(app: &App, by: &SignedIn, query: &str) -> Result<Vec<Ticket>, Error> {
    let year = app.now().to_zoned(TimeZone::UTC).year();
    let prefix = app.settings().prefix.clone();
    let mut codes: Vec<TicketCode> = query.parse().into_iter().collect();
    // One year more: where the organisation is, it may have begun already.
    codes.extend(
        (year - YEARS..=year + 1)
            .rev()
            .filter_map(|year| TicketCode::from_short(&prefix, year, query)),
    );
    let email = query.parse::<EmailAddress>().ok();
    // Who may not see addresses cannot ask whose they are either.
    let (reach, known) = (
        by.reach(Permission::Read),
        by.reach(Permission::SeePersonal),
    );
    app.store
        .read(move |db| {
            let mut found = Vec::new();
            for code in &codes {
                found.extend(db.ticket_in_reach(reach, code)?);
            }
            let contact = match &email {
                Some(email) => db.contact_by_email(email)?,
                None => None,
            };
            if let Some(contact) = contact {
                found.extend(db.tickets_in_reach(known, contact.id, MOST)?);
            }
            Ok(found)
        })
        .await
}
