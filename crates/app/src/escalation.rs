//! What happens by itself at the rungs of a ladder, in the transaction that tells of them; and who
//! is told of what happens to a ticket that is not theirs.

use domain::clock::{Action, Rung};
use domain::ticket::{Command, Nature};
use domain::{Actor, AgentId, Event, EventKind, Permission, Ticket, TicketCode};
use jiff::Timestamp;
use store::Tx;

use crate::job::{Letter, enqueue};
use crate::publish::publish;
use crate::ticket::{change, load};
use crate::{App, Error, SignedIn, assignment};

/// Does what the rungs say that were just reached. What the state of the ticket does not allow is
/// left alone: that the rung was reached stands in the history.
pub(crate) fn climb(
    tx: &mut Tx,
    app: &App,
    ticket: &mut Ticket,
    rungs: &[Rung],
    now: Timestamp,
) -> Result<(), Error> {
    for rung in rungs {
        match act(tx, app, ticket, rung, now) {
            Ok(()) | Err(Error::Rejected(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn act(
    tx: &mut Tx,
    app: &App,
    ticket: &mut Ticket,
    rung: &Rung,
    now: Timestamp,
) -> Result<(), Error> {
    match rung.action {
        Action::NotifyAssignee => notify(tx, app, ticket, rung, ticket.assignee),
        Action::NotifySupervisors => {
            let told = assignment::supervisors_of(tx, ticket.team)?;
            notify(tx, app, ticket, rung, told)
        }
        Action::Notify(agent) => notify(tx, app, ticket, rung, [agent]),
        Action::RaisePriority => {
            let raised = Nature {
                priority: ticket.nature.priority.raised(),
                ..ticket.nature
            };
            let command = Command::Classify(raised);
            change(tx, app, ticket, Actor::System, &command, now)?;
            Ok(())
        }
        Action::GiveToTeam(team) => assignment::pass_to_team(tx, app, ticket, team, now),
        Action::GiveTo(agent) => assignment::pass_to(tx, app, ticket, agent, now),
        Action::AddFollower(agent) => {
            let kind = EventKind::FollowerAdded { agent };
            if tx.agent(agent)?.is_some() && tx.add_follower(ticket.id, agent)? {
                note(tx, app, ticket, Actor::System, kind, now)?;
            }
            Ok(())
        }
    }
}

fn notify(
    tx: &mut Tx,
    app: &App,
    ticket: &Ticket,
    rung: &Rung,
    told: impl IntoIterator<Item = AgentId>,
) -> Result<(), Error> {
    for agent in told {
        let letter = Letter::Escalated {
            ticket: ticket.id,
            metric: rung.metric,
            agent,
        };
        enqueue(tx, app, &letter)?;
    }
    Ok(())
}

/// Has somebody who works here told of what happens to a ticket; twice is as good as once.
///
/// # Errors
///
/// [`Error::Forbidden`] for who may not write notes in it; [`Error::NotFound`] for a ticket or an
/// agent that is not there.
pub async fn follow(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    agent: AgentId,
) -> Result<(), Error> {
    let (desk, by, now) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            let ticket = load(tx, &code)?;
            by.check_with(Permission::Note, &ticket)?;
            let known = tx.agent(agent)?.filter(|agent| agent.is_active);
            known.ok_or(Error::NotFound)?;
            if tx.add_follower(ticket.id, agent)? {
                let kind = EventKind::FollowerAdded { agent };
                note(tx, &desk, &ticket, by.actor(), kind, now)?;
            }
            Ok(())
        })
        .await
}

/// Has somebody told no more.
///
/// # Errors
///
/// As [`follow`].
pub async fn unfollow(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    agent: AgentId,
) -> Result<(), Error> {
    let (desk, by, now) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            let ticket = load(tx, &code)?;
            by.check_with(Permission::Note, &ticket)?;
            if tx.remove_follower(ticket.id, agent)? {
                let kind = EventKind::FollowerRemoved { agent };
                note(tx, &desk, &ticket, by.actor(), kind, now)?;
            }
            Ok(())
        })
        .await
}

/// Who follows is no part of the ticket: it only stands in its history.
fn note(
    tx: &mut Tx,
    app: &App,
    ticket: &Ticket,
    by: Actor,
    kind: EventKind,
    at: Timestamp,
) -> Result<(), Error> {
    let event = Event {
        id: app.id(),
        ticket: ticket.id,
        at,
        by,
        kind,
    };
    tx.append_event(&event, ticket.version)?;
    publish(tx, app, ticket, &event)
}
