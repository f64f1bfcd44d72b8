//! What a claim does when its ticket moves: it is offered with a solution and decided with it.

use domain::compensation::{Authority, ClaimStatus, Command, Party, Refusal};
use domain::ticket::Move;
use domain::{Actor, Event, EventKind, Ticket};
use store::Tx;

use super::change;
use crate::{App, Error};

/// An approved claim goes with the next proposed solution; what becomes of the solution becomes
/// of the claim, and who gives the request up gives up the claim. In the transaction of the ticket's own event.
pub(crate) fn follow(tx: &mut Tx, app: &App, ticket: &Ticket, event: &Event) -> Result<(), Error> {
    let command = match &event.kind {
        EventKind::SolutionProposed { solution } => Command::Offer(*solution),
        EventKind::SolutionWithdrawn { .. } => Command::WithdrawOffer,
        EventKind::SolutionAccepted { .. } | EventKind::ClosedBySilence { .. } => Command::Accept,
        EventKind::SolutionRejected { .. } => Command::Decline,
        EventKind::Dropped { .. } | EventKind::TacitlyWithdrawn => Command::GiveUp,
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
        | EventKind::Extended { .. }
        | EventKind::Transferred { .. }
        | EventKind::WaitingThird { .. }
        | EventKind::Resumed
        | EventKind::CustomerWrote { .. }
        | EventKind::Reminded { .. }
        | EventKind::Closed { .. }
        | EventKind::Rated(_)
        | EventKind::Reopened { .. }
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
    let Some(mut claim) = tx.current_claim(ticket.id)? else {
        return Ok(());
    };
    let by = match event.by {
        Actor::Requester(contact) | Actor::Colleague(contact) => Party::Customer(contact),
        // Who did not complete the request in time gave it up.
        Actor::System if event.kind == EventKind::TacitlyWithdrawn => {
            Party::Customer(ticket.requester)
        }
        Actor::System => Party::System,
        Actor::Agent(agent) => Party::Staff {
            agent,
            authority: Authority::WORKER,
        },
    };
    let is_offered = claim.status == ClaimStatus::Offered;
    let is_due = if matches!(command, Command::Offer(_)) {
        claim.status == ClaimStatus::Approved
    } else if command == Command::GiveUp {
        is_offered || claim.status.is_unfinished()
    } else {
        is_offered
    };
    if is_due {
        change(tx, app, &mut claim, by, &command, event.at)?;
    }
    Ok(())
}

/// A ticket does not end while its claim waits for the staff, nor is a solution proposed that would
/// end it; an approved claim is offered with the solution.
pub(crate) fn check_finished(tx: &mut Tx, ticket: &Ticket, to_do: Move) -> Result<(), Error> {
    let proposes = to_do == Move::Propose;
    if !proposes
        && !matches!(
            to_do,
            Move::Close | Move::Cancel | Move::MarkSpam | Move::Transfer
        )
    {
        return Ok(());
    }
    let is_unfinished = tx.current_claim(ticket.id)?.is_some_and(|claim| {
        let is_offered = proposes && claim.status == ClaimStatus::Approved;
        claim.status.is_unfinished() && !is_offered
    });
    if is_unfinished {
        Err(Refusal::Unfinished.into())
    } else {
        Ok(())
    }
}
