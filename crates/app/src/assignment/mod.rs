//! Who gets a ticket: decided in the transaction that files it, and again whenever somebody has
//! room, goes away, or comes back.

mod people;
mod queue;
mod rules;
mod watch;

use domain::assignment::{
    Absence, Asked, Duty, Hours, Routing, Rule, Worker, first_match, has_all,
};
use domain::ticket::Command;
use domain::{Actor, AgentId, Event, EventKind, Status, TeamId, Ticket};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::{Db, Tx};

pub use people::{
    Member, NewAbsence, Roster, end_absence, member, plan_absence, roster, set_duty, set_hours,
};
pub(crate) use queue::{assign_queued, hand_over};
pub use rules::{Board, Way, add_rule, board, delete_rule, move_rule, set_policy, switch};
pub(crate) use watch::{run_due, supervisors_of};

use crate::job::{enqueue_assignment, enqueue_hand_over};
use crate::rulebook::Rulebook;
use crate::ticket::change;
use crate::{App, Error};

/// Chooses the team of a ticket that is being filed and somebody there, who is remembered as given
/// something; `text` is what was asked. None where it stays in the team of its topic.
///
/// To be called in a transaction of [`Store::write_alone`](store::Store::write_alone).
pub(crate) fn at_once(
    tx: &mut Tx,
    app: &App,
    book: &Rulebook,
    ticket: &Ticket,
    text: &str,
    now: Timestamp,
) -> Result<Option<Routing>, Error> {
    let rule = first_match(
        &book.rules,
        &Asked {
            topic: ticket.topic,
            organization: ticket.organization,
            language: &ticket.language,
            text,
        },
    );
    let team = rule.map_or(ticket.team, |rule| rule.team);
    if !app.settings().assigns_at_once {
        return Ok(rule.map(|rule| Routing::by_hand(Some(rule), team)));
    }
    let routing = choose(tx, app, book, ticket, rule, team, now)?;
    remember(tx, &routing, now)?;
    Ok(Some(routing))
}

/// Chooses somebody of a team for a ticket, as things are in this transaction.
fn choose(
    db: &mut Db,
    app: &App,
    book: &Rulebook,
    ticket: &Ticket,
    rule: Option<&Rule>,
    team: TeamId,
    now: Timestamp,
) -> Result<Routing, Error> {
    let known = who_serves(db, ticket)?;
    let substitute = known.and_then(|agent| absence_of(&book.absences, agent, now)?.substitute);
    let story = Story::of(db, ticket)?;
    let skills = rule.map_or(story.skills, |rule| rule.skills.clone());
    let before = app.settings().assigns_next_shift;
    // Who stands in may work in another team.
    let workloads = db.workloads(team, substitute)?;
    let mut workers = Vec::new();
    for agent in &book.agents {
        let Some((duty, open)) = workloads.get(&agent.id) else {
            continue;
        };
        let local = now.to_zoned(zone_of(app, duty));
        workers.push(Worker {
            is_absent: absence_of(&book.absences, agent.id, now).is_some(),
            serves: substitute.or(known) == Some(agent.id),
            gave_back: story.gave_back.contains(&agent.id),
            has_skills: has_all(&duty.skills, &skills),
            hours: Hours::of(duty.shift.as_ref(), &local, before),
            ..Worker::new(agent, duty, *open)
        });
    }
    Ok(Routing::choose(rule, &skills, team, &workers))
}

/// Who has the ticket, else who serves its company, else who serves its requester.
fn who_serves(db: &mut Db, ticket: &Ticket) -> Result<Option<AgentId>, Error> {
    if let Some(agent) = ticket.assignee {
        return Ok(Some(agent));
    }
    if let Some(organization) = ticket.organization
        && let Some(agent) = db.last_agent_for(organization, ticket.id)?
    {
        return Ok(Some(agent));
    }
    Ok(db.last_agent_of(ticket.requester, ticket.id)?)
}

/// The time zone that somebody's hours are in.
fn zone_of(app: &App, duty: &Duty) -> TimeZone {
    let own = duty.shift.as_ref().filter(|shift| !shift.zone.is_empty());
    own.and_then(|shift| TimeZone::get(&shift.zone).ok())
        .unwrap_or_else(|| app.zone())
}

fn absence_of(absences: &[Absence], agent: AgentId, now: Timestamp) -> Option<&Absence> {
    absences
        .iter()
        .find(|absence| absence.agent == agent && absence.is_at(now))
}

/// What the history of a ticket means for who gets it.
#[derive(Default)]
struct Story {
    /// Who had the ticket and put it back into the queue.
    gave_back: Vec<AgentId>,
    /// What the rule that led it to its team asked for.
    skills: Vec<String>,
}

impl Story {
    fn of(db: &mut Db, ticket: &Ticket) -> Result<Self, Error> {
        let mut story = Self::default();
        // Nothing has happened to it yet.
        if ticket.version == 0 {
            return Ok(story);
        }
        for event in db.events(ticket.id)? {
            if let EventKind::Unassigned { from } = event.kind
                && event.by.agent() == Some(from)
            {
                story.gave_back.push(from);
            }
            // In another team since, the rule does not hold any more.
            if let EventKind::Routed(routing) = event.kind
                && routing.team == ticket.team
            {
                story.skills = routing.skills;
            }
        }
        Ok(story)
    }
}

/// Remembers when who gets a ticket was given something.
fn remember(tx: &mut Tx, routing: &Routing, now: Timestamp) -> Result<(), Error> {
    if let Some(to) = routing.to {
        tx.save_last_assigned(to, now)?;
    }
    Ok(())
}

/// Does what was chosen.
fn give(
    tx: &mut Tx,
    app: &App,
    ticket: &mut Ticket,
    routing: Routing,
    now: Timestamp,
) -> Result<(), Error> {
    remember(tx, &routing, now)?;
    let command = Command::Route(Box::new(routing));
    change(tx, app, ticket, Actor::System, &command, now)?;
    Ok(())
}

/// Gives a ticket to a team, and there to whom the rules choose.
pub(crate) fn pass_to_team(
    tx: &mut Tx,
    app: &App,
    ticket: &mut Ticket,
    team: TeamId,
    now: Timestamp,
) -> Result<(), Error> {
    let routing = if app.settings().assigns_at_once {
        let book = app.rulebook(tx)?;
        choose(tx, app, &book, ticket, None, team, now)?
    } else {
        Routing::by_hand(None, team)
    };
    give(tx, app, ticket, routing, now)
}

/// Gives a ticket to somebody, whatever else they have; who may not work gets nothing.
pub(crate) fn pass_to(
    tx: &mut Tx,
    app: &App,
    ticket: &mut Ticket,
    to: AgentId,
    now: Timestamp,
) -> Result<(), Error> {
    let Some(agent) = tx.agent(to)? else {
        return Ok(());
    };
    if !agent.is_active || !agent.role.can_work() {
        return Ok(());
    }
    give(tx, app, ticket, Routing::escalated(agent.team, to), now)
}

/// What a change of a ticket means for the others that wait, and for itself if it came back to
/// somebody who is not there any more.
pub(crate) fn follow(
    tx: &mut Tx,
    app: &App,
    (status, assignee): (Status, Option<AgentId>),
    ticket: &Ticket,
    events: &[Event],
) -> Result<(), Error> {
    if !app.settings().assigns_at_once {
        return Ok(());
    }
    let (was_open, is_open) = (status.is_open(), ticket.status.is_open());
    let is_freed = was_open && assignee.is_some() && (!is_open || assignee != ticket.assignee);
    let is_queued = is_open && ticket.assignee.is_none() && (!was_open || assignee.is_some());
    if is_freed || is_queued {
        try_the_queue(tx, app)?;
    }
    let by_itself = events.iter().any(|event| event.by == Actor::System);
    if let Some(agent) = ticket
        .assignee
        .filter(|_| is_open && !was_open && !by_itself)
        && !can_hold(tx, agent, app.now())?
    {
        enqueue_hand_over(tx, app, agent)?;
    }
    Ok(())
}

/// Has the queue looked at once this transaction is kept, if there is anything in it.
pub(crate) fn try_the_queue(tx: &mut Tx, app: &App) -> Result<(), Error> {
    if tx.queued(None, 1)?.is_empty() {
        return Ok(());
    }
    enqueue_assignment(tx, app)
}

/// Has the tickets of somebody given to others, if they cannot go on with them.
pub(crate) fn release_tickets_of(tx: &mut Tx, app: &App, agent: AgentId) -> Result<(), Error> {
    if tx.held_by(agent)?.is_empty() {
        return Ok(());
    }
    enqueue_hand_over(tx, app, agent)
}

/// Whether somebody can go on with the tickets they have.
fn can_hold(db: &mut Db, agent: AgentId, now: Timestamp) -> Result<bool, Error> {
    let can_work = may_work(db, agent)?;
    Ok(can_work && absence_of(&db.absences()?, agent, now).is_none())
}

fn may_work(db: &mut Db, agent: AgentId) -> Result<bool, Error> {
    let found = db.agent(agent)?;
    Ok(found.is_some_and(|agent| agent.is_active && agent.role.can_work()))
}
