//! What the law of a ticket lets the staff do with it: ask to complete it, put the answer off, and
//! send it to the authority that is competent.

use domain::clock::{Completion, Extension, Metric};
use domain::ticket::{Authority, Command, Move};
use domain::{
    Actor, Calendar, FileId, MAX_MESSAGE, MessageId, MessageKind, Permission, Refusal, Ticket,
    TicketCode,
};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Db, Tx};

use super::message::{checked_text, keep};
use super::{change, check_unchanged, load};
use crate::{App, Error, Guest, SignedIn};

/// Asks the requester to complete the request; the ticket and its term of law wait.
///
/// # Errors
///
/// [`Error::Invalid`] for no text or one too long, [`Error::NotFound`], [`Error::Forbidden`],
/// [`Error::Conflict`], [`Error::Rejected`]; then nothing was done.
pub async fn ask_to_complete(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
    missing: String,
) -> Result<Ticket, Error> {
    let text = checked_text(&missing, MAX_MESSAGE)?;
    let (desk, now) = (app.clone(), app.now());
    write(
        app,
        by,
        code,
        version,
        Move::AskToComplete,
        move |tx, by, ticket| {
            let message: MessageId = desk.id();
            let clocks = tx.clocks(ticket.id)?;
            let law = clocks
                .and_then(|clocks| clocks.completion(ticket.created_at, now, &desk.calendar()));
            let command = Command::AskToComplete { message, law };
            ticket.decide(by.actor(), &command, &desk.terms(), now)?;
            let kind = MessageKind::InfoRequest;
            let session = by.session.id;
            keep(
                tx,
                ticket,
                by.actor(),
                session,
                kind,
                message,
                &text,
                &[],
                now,
            )?;
            change(tx, &desk, ticket, by.actor(), &command, now)?;
            Ok(())
        },
    )
    .await
}

/// Gives the requester more time to complete the request, for the staff.
///
/// # Errors
///
/// As [`ask_to_complete`].
pub async fn prolong_by_agent(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
) -> Result<Ticket, Error> {
    let (desk, now) = (app.clone(), app.now());
    write(
        app,
        by,
        code,
        version,
        Move::Prolong,
        move |tx, by, ticket| prolong_in(tx, &desk, ticket, by.actor(), now),
    )
    .await
}

/// Gives the requester more time to complete the request, who asks for it.
///
/// # Errors
///
/// [`Error::NotFound`], [`Error::Unproven`] or [`Error::Rejected`]; then nothing was done.
pub async fn prolong(app: &App, guest: &Guest, code: TicketCode) -> Result<Ticket, Error> {
    let (desk, guest, now) = (app.clone(), guest.clone(), app.now());
    app.store
        .write(move |tx| {
            let mut ticket = load(tx, &code)?;
            guest.check_act(&ticket)?;
            let actor = guest.actor(&ticket);
            prolong_in(tx, &desk, &mut ticket, actor, now)?;
            Ok(ticket)
        })
        .await
}

fn prolong_in(
    tx: &mut Tx,
    app: &App,
    ticket: &mut Ticket,
    actor: Actor,
    now: Timestamp,
) -> Result<(), Error> {
    let until = prolonged_until(tx, ticket, &app.calendar())?;
    let command = Command::Prolong { until };
    change(tx, app, ticket, actor, &command, now)?;
    Ok(())
}

/// Until when the requester would have time with the further months of the law.
pub(super) fn prolonged_until(
    db: &mut Db,
    ticket: &Ticket,
    calendar: &Calendar,
) -> Result<Option<Timestamp>, Error> {
    let may = ticket.is_incomplete() && !ticket.is_prolonged;
    let Some(until) = ticket.waiting_until.filter(|_| may) else {
        return Ok(None);
    };
    let clocks = db.clocks(ticket.id)?;
    Ok(clocks.and_then(|clocks| clocks.prolonged(until, calendar)))
}

/// What the law of a ticket lets the staff do with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ByLaw {
    /// Until when the requester can be asked to complete it, and has time then.
    pub completion: Option<Completion>,
    /// By how much the answer can be put off.
    pub extension: Option<Extension>,
    /// Until when the requester would have time, given more of it.
    pub prolonged_until: Option<Timestamp>,
    /// By when it is passed to the authority that is competent.
    pub transfer_by: Option<Timestamp>,
}

/// What the law of a ticket lets the staff do with it now.
pub(super) fn by_law(db: &mut Db, app: &App, ticket: &Ticket) -> Result<ByLaw, Error> {
    let (calendar, now) = (app.calendar(), app.now());
    let Some(clocks) = db.clocks(ticket.id)? else {
        return Ok(ByLaw::default());
    };
    let transfer = clocks.get(Metric::Transfer);
    Ok(ByLaw {
        completion: clocks.completion(ticket.created_at, now, &calendar),
        extension: clocks.extension(&app.days(clocks.plan.counted_by)),
        prolonged_until: prolonged_until(db, ticket, &calendar)?,
        transfer_by: transfer.map(|clock| clock.due_at),
    })
}

/// Puts the answer off until a day, with a reason that the requester reads.
///
/// # Errors
///
/// [`Error::NotFound`], [`Error::Forbidden`], [`Error::Conflict`], [`Error::Rejected`]; then nothing
/// was done.
pub async fn extend(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
    reason: String,
    until: Option<Date>,
) -> Result<Ticket, Error> {
    let (desk, now) = (app.clone(), app.now());
    write(
        app,
        by,
        code,
        version,
        Move::Extend,
        move |tx, by, ticket| {
            let until = until.ok_or(Refusal::ExtensionOutOfRange)?;
            let clocks = tx.clocks(ticket.id)?.ok_or(Refusal::NotByLaw)?;
            let days = desk.days(clocks.plan.counted_by);
            let law = clocks.extension(&days);
            let given = clocks.extension_until(until, &days);
            let (days, until) = given.unwrap_or((0, until));
            let command = Command::Extend {
                reason: reason.clone(),
                days,
                until,
                law,
            };
            change(tx, &desk, ticket, by.actor(), &command, now)?;
            Ok(())
        },
    )
    .await
}

/// Sends the request to the authority that is competent, with the reason that the requester reads
/// and files staged in the composer. The ticket ends.
///
/// # Errors
///
/// As [`ask_to_complete`]; [`Error::Claim`] while a compensation is not finished.
pub async fn transfer(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
    to: Authority,
    reason: String,
    files: Vec<FileId>,
) -> Result<Ticket, Error> {
    let text = checked_text(&reason, MAX_MESSAGE)?;
    let (desk, now) = (app.clone(), app.now());
    write(
        app,
        by,
        code,
        version,
        Move::Transfer,
        move |tx, by, ticket| {
            let message: MessageId = desk.id();
            let command = Command::Transfer {
                message,
                to: to.clone(),
            };
            ticket.decide(by.actor(), &command, &desk.terms(), now)?;
            let (kind, session) = (MessageKind::Reply, by.session.id);
            keep(
                tx,
                ticket,
                by.actor(),
                session,
                kind,
                message,
                &text,
                &files,
                now,
            )?;
            change(tx, &desk, ticket, by.actor(), &command, now)?;
            Ok(())
        },
    )
    .await
}

/// One transaction on a ticket that is as it was seen, by somebody who may do it.
async fn write(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
    wanted: Move,
    work: impl Fn(&mut Tx, &SignedIn, &mut Ticket) -> Result<(), Error> + Send + Sync + 'static,
) -> Result<Ticket, Error> {
    let needed = Permission::of(wanted);
    by.check(needed)?;
    let by = by.clone();
    app.store
        .write(move |tx| {
            let mut ticket = load(tx, &code)?;
            by.check_with(needed, &ticket)?;
            check_unchanged(&ticket, version)?;
            ticket.allows(by.actor(), wanted)?;
            work(tx, &by, &mut ticket)?;
            Ok(ticket)
        })
        .await
}
