//! What time does: reminders, silence, the end of waiting.

use domain::ticket::Command;
use domain::{Actor, Refusal, Status, TicketId};

use super::change;
use crate::{App, Error};

/// How many tickets are looked at in one round.
const ROUND: u32 = 200;

/// Does what is due on tickets, each in a transaction of its own; gives how many there were.
pub(crate) async fn run_due(app: &App) -> Result<usize, Error> {
    let now = app.now();
    let due = app.store.read(move |db| db.due_checks(now, ROUND)).await?;
    let count = due.len();
    for ticket in due {
        match look(app, ticket).await {
            // Another node was first, or somebody answered in this moment.
            Ok(())
            | Err(
                Error::Conflict | Error::Rejected(Refusal::IllegalMove { .. } | Refusal::TooEarly),
            ) => {}
            Err(error) => tracing::error!(ticket.id = ticket.0, error = ?error, "a timer failed"),
        }
    }
    Ok(count)
}

async fn look(app: &App, id: TicketId) -> Result<(), Error> {
    let (desk, now) = (app.clone(), app.now());
    app.store
        .write(move |tx| {
            let Some(mut ticket) = tx.ticket(id)? else {
                return Ok(());
            };
            let terms = desk.terms();
            // A calendar was changed since: it is looked at again when it is time by the new one.
            let next = ticket.next_check_at(&terms);
            if next.is_none_or(|next| next > now) {
                return Ok(tx.save_next_check(id, next)?);
            }
            let silence_over = ticket.silence_ends_at(&terms).is_some_and(|end| end <= now);
            let is_over = ticket.waiting_until.is_some_and(|until| until < now);
            let command = match ticket.status {
                Status::SolutionProposed if silence_over && ticket.reminded => {
                    Command::CloseBySilence
                }
                Status::WaitingThird => Command::Resume,
                Status::WaitingCustomer if is_over => Command::WithdrawTacitly,
                Status::SolutionProposed | Status::WaitingCustomer => Command::Remind,
                Status::New
                | Status::Open
                | Status::Resolved
                | Status::Cancelled
                | Status::Transferred
                | Status::Merged
                | Status::Spam => return Ok(()),
            };
            change(tx, &desk, &mut ticket, Actor::System, &command, now)?;
            Ok(())
        })
        .await
}
