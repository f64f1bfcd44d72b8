//! What is done about tickets that nobody has, and about those of who went away.

use std::collections::HashSet;

use domain::assignment::{Absence, Routing, Stage};
use domain::{AgentId, TicketId};
use store::Tx;
use store::assignment::Queued;

use super::{can_hold, choose, give, may_work, release_tickets_of, try_the_queue};
use crate::{App, Error};

/// How many tickets of the queue are looked at in one job.
const ROUND: u32 = 200;

/// What came of looking at a ticket of the queue.
enum Tried {
    /// Somebody has it now, or it is in the queue no more.
    Given,
    /// Nobody could have it, but perhaps another of the same team.
    NotThis,
    /// Nobody of the team can have anything.
    TeamIsFull,
}

/// Gives what waits to who has room, what is due first; each ticket in a transaction of its own.
pub(crate) async fn assign_queued(app: &App) -> Result<(), Error> {
    if !app.settings().assigns_at_once {
        return Ok(());
    }
    let mut full = HashSet::new();
    let mut last = None;
    loop {
        let queued = app.store.read(move |db| db.queued(last, ROUND)).await?;
        for Queued { ticket, team, .. } in &queued {
            if full.contains(team) {
                continue;
            }
            if let Tried::TeamIsFull = try_one(app, *ticket).await? {
                full.insert(*team);
            }
        }
        if queued.len() < ROUND as usize {
            return Ok(());
        }
        last = queued.last().copied();
    }
}

async fn try_one(app: &App, id: TicketId) -> Result<Tried, Error> {
    let (desk, now) = (app.clone(), app.now());
    app.store
        .write_alone(move |tx| {
            let found = tx.ticket(id)?;
            let Some(mut ticket) =
                found.filter(|ticket| ticket.status.is_open() && ticket.assignee.is_none())
            else {
                return Ok(Tried::Given);
            };
            let book = desk.rulebook(tx)?;
            let routing = choose(tx, &desk, &book, &ticket, None, ticket.team, now)?;
            if routing.to.is_some() {
                give(tx, &desk, &mut ticket, routing, now)?;
                return Ok(Tried::Given);
            }
            // Its history has said already that nobody could.
            Ok(if routing.depends_on_ticket() {
                Tried::NotThis
            } else {
                Tried::TeamIsFull
            })
        })
        .await
}

/// Gives the tickets of somebody who cannot go on with them to others, or back to the queue.
pub(crate) async fn hand_over(app: &App, agent: AgentId) -> Result<(), Error> {
    let now = app.now();
    let held = app
        .store
        .read(move |db| {
            if can_hold(db, agent, now)? {
                return Ok::<_, Error>(Vec::new());
            }
            Ok(db.held_by(agent)?)
        })
        .await?;
    for ticket in held {
        hand_over_one(app, agent, ticket).await?;
    }
    Ok(())
}

async fn hand_over_one(app: &App, from: AgentId, id: TicketId) -> Result<(), Error> {
    let (desk, now) = (app.clone(), app.now());
    app.store
        .write_alone(move |tx| {
            let found = tx.ticket(id)?;
            let Some(mut ticket) =
                found.filter(|ticket| ticket.assignee == Some(from) && !ticket.status.is_ended())
            else {
                return Ok(());
            };
            let routing = if desk.settings().assigns_at_once {
                let book = desk.rulebook(tx)?;
                choose(tx, &desk, &book, &ticket, None, ticket.team, now)?
            } else if may_work(tx, from)? {
                // Who is absent keeps them where people assign by hand.
                return Ok(());
            } else {
                Routing::by_hand(None, ticket.team)
            };
            give(tx, &desk, &mut ticket, routing, now)
        })
        .await
}

/// Keeps an absence in its new stage, and has done what follows from it.
pub(super) fn enter(tx: &mut Tx, app: &App, absence: &Absence) -> Result<(), Error> {
    tx.save_absence(absence)?;
    match absence.stage {
        Stage::Planned => Ok(()),
        Stage::Begun => release_tickets_of(tx, app, absence.agent),
        Stage::Ended => try_the_queue(tx, app),
    }
}
