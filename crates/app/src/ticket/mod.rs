//! What can be done with a ticket: one file per operation.

mod accept;
mod agent_moves;
mod find;
mod legal_moves;
mod message;
mod queue;
mod rate;
mod reject;
mod reopen;
mod timers;
mod view;

use domain::assignment::Routing;
use domain::clock::Clocks;
use domain::ticket::{Command, DecidedBy, SolutionStatus};
use domain::{Actor, Event, EventKind, Ticket, TicketCode};
use jiff::Timestamp;
use store::Tx;

pub use accept::accept;
pub use agent_moves::{
    assign, cancel, classify, close, mark_spam, propose, reopen_by_agent, resume, take, unassign,
    unmark_spam, wait_third, withdraw,
};
pub use find::find;
pub use legal_moves::{ByLaw, ask_to_complete, extend, prolong, prolong_by_agent, transfer};
pub use message::{Draft as MessageDraft, note, reply, request_info, write};
pub use queue::{QueuePage, counts, queue};
pub(crate) use queue::{page_of, queue_total};
pub use rate::rate;
pub use reject::reject;
pub use reopen::{drop_request, reopen};
pub(crate) use timers::run_due;
pub(crate) use view::is_of_owner;
pub use view::{
    DeskView, Entry, GuestView, Opened, PeopleNames, Requester, StaffNames, TicketRow, for_agent,
    for_guest, for_session, list_for_guest, list_for_session,
};

use crate::deadline::{self, Deadlines};
use crate::publish::publish;
use crate::{App, Error, assignment, compensation, escalation};

/// Decides, applies, saves, publishes: the one way in which a ticket changes.
///
/// # Errors
///
/// [`Error::Rejected`] or [`Error::Conflict`]; the transaction then changes nothing.
pub(crate) fn change(
    tx: &mut Tx,
    app: &App,
    ticket: &mut Ticket,
    actor: Actor,
    command: &Command,
    now: Timestamp,
) -> Result<Vec<Event>, Error> {
    let terms = app.terms();
    compensation::check_finished(tx, ticket, command.as_move())?;
    let before = (ticket.status, ticket.assignee);
    let deadlines = Deadlines::load(tx, app, ticket.id, now)?;
    let events = decide(app, ticket, actor, command, now)?;
    let rungs = deadlines.follow(tx, app, ticket, &events)?;
    tx.save_ticket(ticket, ticket.next_check_at(&terms))?;
    for event in &events {
        tx.append_event(event, ticket.version)?;
        keep_records(tx, ticket, event)?;
        compensation::follow(tx, app, ticket, event)?;
        publish(tx, app, ticket, event)?;
    }
    assignment::follow(tx, app, before, ticket, &events)?;
    escalation::climb(tx, app, ticket, &rungs, now)?;
    Ok(events)
}

/// Keeps a ticket that is being filed, led to where it was decided, with its clocks: one row is
/// written once. The events of that are given back, to be told when all that they speak of is kept.
pub(crate) fn keep_new(
    tx: &mut Tx,
    app: &App,
    ticket: &mut Ticket,
    clocks: Clocks,
    routing: Option<Routing>,
    now: Timestamp,
) -> Result<Vec<Event>, Error> {
    let mut events = Vec::new();
    if let Some(routing) = routing {
        let command = Command::Route(Box::new(routing));
        events = decide(app, ticket, Actor::System, &command, now)?;
        ticket.version += 1;
    }
    deadline::keep_new(tx, app, ticket, clocks, &events)?;
    Ok(events)
}

/// What a command means for a ticket, which is then as it says.
fn decide(
    app: &App,
    ticket: &mut Ticket,
    actor: Actor,
    command: &Command,
    now: Timestamp,
) -> Result<Vec<Event>, Error> {
    let kinds = ticket.decide(actor, command, &app.terms(), now)?;
    let event = |kind| Event {
        id: app.id(),
        ticket: ticket.id,
        at: now,
        by: actor,
        kind,
    };
    let events: Vec<Event> = kinds.into_iter().map(event).collect();
    for event in &events {
        ticket.apply(&event.kind, now);
    }
    Ok(events)
}

/// What events decide is also kept in the records of solutions and ratings.
fn keep_records(tx: &mut Tx, ticket: &Ticket, event: &Event) -> Result<(), Error> {
    let (solution, status, by, reason) = match &event.kind {
        EventKind::SolutionAccepted { solution } => (
            solution,
            SolutionStatus::Accepted,
            DecidedBy::Requester,
            None,
        ),
        EventKind::ClosedBySilence { solution } => {
            (solution, SolutionStatus::Accepted, DecidedBy::Timer, None)
        }
        EventKind::SolutionRejected { solution, reason } => (
            solution,
            SolutionStatus::Refused,
            DecidedBy::Requester,
            Some(reason.clone()),
        ),
        EventKind::SolutionWithdrawn { solution, reason } => (
            solution,
            SolutionStatus::Withdrawn,
            DecidedBy::Agent,
            Some(reason.clone()),
        ),
        EventKind::Rated(rating) => {
            tx.save_rating(ticket.id, ticket.reopen_count, rating, event.at)?;
            return Ok(());
        }
        EventKind::Created { .. }
        | EventKind::VerifiedByPhone { .. }
        | EventKind::Assigned { .. }
        | EventKind::Unassigned { .. }
        | EventKind::Routed(_)
        | EventKind::Classified { .. }
        | EventKind::Replied { .. }
        | EventKind::Noted { .. }
        | EventKind::InfoRequested { .. }
        | EventKind::AskedToComplete { .. }
        | EventKind::Prolonged { .. }
        | EventKind::CompletionReminded
        | EventKind::TacitlyWithdrawn
        | EventKind::Extended { .. }
        | EventKind::Transferred { .. }
        | EventKind::WaitingThird { .. }
        | EventKind::Resumed
        | EventKind::SolutionProposed { .. }
        | EventKind::CustomerWrote { .. }
        | EventKind::Reminded { .. }
        | EventKind::Closed { .. }
        | EventKind::Reopened { .. }
        | EventKind::Dropped { .. }
        | EventKind::Cancelled { .. }
        | EventKind::MarkedSpam { .. }
        | EventKind::UnmarkedSpam { .. }
        | EventKind::DeadlineNear { .. }
        | EventKind::DeadlineSoon { .. }
        | EventKind::DeadlineMissed { .. }
        | EventKind::Escalated { .. }
        | EventKind::FollowerAdded { .. }
        | EventKind::FollowerRemoved { .. }
        | EventKind::FollowedUp { .. } => return Ok(()),
    };
    let mut record = tx.solution(ticket.id, *solution)?.ok_or(Error::NotFound)?;
    record.decide(status, by, reason, event.at);
    tx.save_solution(&record)?;
    Ok(())
}

/// The ticket of a code, in a transaction.
pub(crate) fn load(tx: &mut Tx, code: &TicketCode) -> Result<Ticket, Error> {
    tx.ticket_by_code(code)?.ok_or(Error::NotFound)
}

/// Whether a ticket is still as it was when its page was shown (case L9).
pub(crate) fn check_unchanged(ticket: &Ticket, version: i64) -> Result<(), Error> {
    if ticket.version == version {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}
