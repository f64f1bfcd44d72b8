//! What agents do with a ticket without writing to the requester, and proposing solutions.
//!
//! Each names the version of the ticket that the agent saw; if somebody saved since, nothing is
//! done ([`Error::Conflict`], case L9).

use domain::ticket::{Command, Nature, Solution, SolutionStatus};
use domain::{AgentId, FileId, MAX_MESSAGE, Permission, SolutionId, Ticket, TicketCode};
use jiff::Timestamp;

use super::message::{attach_to_solution, checked_text};
use super::{change, check_unchanged, load};
use crate::{App, Error, SignedIn};

/// Takes the ticket.
pub async fn take(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
) -> Result<Ticket, Error> {
    command(app, by, code, version, Command::Assign(by.agent.id)).await
}

/// Gives the ticket to an agent who is active and may work.
pub async fn assign(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
    to: AgentId,
) -> Result<Ticket, Error> {
    let agent = app
        .store
        .read(move |db| db.agent(to))
        .await?
        .ok_or(Error::NotFound)?;
    if !agent.is_active || !agent.role.can_work() {
        return Err(Error::NotFound);
    }
    command(app, by, code, version, Command::Assign(to)).await
}

/// Puts the ticket back into the queue of its team.
pub async fn unassign(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
) -> Result<Ticket, Error> {
    command(app, by, code, version, Command::Unassign).await
}

/// Says how much it presses and what kind of request it is.
pub async fn classify(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
    nature: Nature,
) -> Result<Ticket, Error> {
    command(app, by, code, version, Command::Classify(nature)).await
}

/// Waits for somebody else until an instant.
pub async fn wait_third(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
    reason: String,
    until: Timestamp,
) -> Result<Ticket, Error> {
    command(app, by, code, version, Command::WaitThird { reason, until }).await
}

/// Goes on after waiting.
pub async fn resume(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
) -> Result<Ticket, Error> {
    command(app, by, code, version, Command::Resume).await
}

/// Takes the proposed solution back.
pub async fn withdraw(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
    reason: String,
) -> Result<Ticket, Error> {
    command(app, by, code, version, Command::Withdraw { reason }).await
}

/// Ends the ticket without a proposal.
pub async fn close(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
    reason: String,
) -> Result<Ticket, Error> {
    command(app, by, code, version, Command::Close { reason }).await
}

/// Cancels the ticket.
pub async fn cancel(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
    reason: String,
) -> Result<Ticket, Error> {
    command(app, by, code, version, Command::Cancel { reason }).await
}

/// Goes on with a resolved ticket.
pub async fn reopen_by_agent(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
    reason: String,
) -> Result<Ticket, Error> {
    command(app, by, code, version, Command::Reopen { reason }).await
}

/// Says that it is no request.
pub async fn mark_spam(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
) -> Result<Ticket, Error> {
    command(app, by, code, version, Command::MarkSpam).await
}

/// Says that it was one after all.
pub async fn unmark_spam(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
) -> Result<Ticket, Error> {
    command(app, by, code, version, Command::UnmarkSpam).await
}

/// Proposes a solution, with files staged in the composer.
///
/// # Errors
///
/// [`Error::Invalid`] for an unknown kind of solution or no text; as above otherwise.
pub async fn propose(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
    solution_code: String,
    text: String,
    files: Vec<FileId>,
) -> Result<Ticket, Error> {
    by.check(Permission::Reply)?;
    let text = checked_text(&text, MAX_MESSAGE)?;
    if !app
        .settings()
        .solution_codes
        .iter()
        .any(|(known, _)| *known == solution_code)
    {
        return Err(Error::Invalid {
            field: "solution_code",
            error: domain::form::FieldError::NotAnOption,
        });
    }
    let (desk, by, now) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            let mut ticket = load(tx, &code)?;
            by.check_with(Permission::Reply, &ticket)?;
            check_unchanged(&ticket, version)?;
            let id: SolutionId = desk.id();
            ticket.allows(by.actor(), domain::ticket::Move::Propose)?;
            tx.insert_solution(&Solution {
                id,
                ticket: ticket.id,
                author: by.agent.id,
                code: solution_code.clone(),
                text: text.clone(),
                proposed_at: now,
                status: SolutionStatus::Waiting,
                decided_at: None,
                decided_by: None,
                reason: None,
            })?;
            attach_to_solution(tx, &ticket, &by, id, &files, &text, now)?;

            change(
                tx,
                &desk,
                &mut ticket,
                by.actor(),
                &Command::Propose(id),
                now,
            )?;
            Ok(ticket)
        })
        .await
}

async fn command(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    version: i64,
    command: Command,
) -> Result<Ticket, Error> {
    let needed = Permission::of(command.as_move());
    by.check(needed)?;
    let (desk, by, now) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            let mut ticket = load(tx, &code)?;
            by.check_with(needed, &ticket)?;
            check_unchanged(&ticket, version)?;
            change(tx, &desk, &mut ticket, by.actor(), &command, now)?;
            Ok(ticket)
        })
        .await
}
