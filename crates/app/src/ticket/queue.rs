//! The queues of the desk.

use std::collections::HashMap;

use domain::clock::Ring;
use domain::form::Topic;
use domain::{Agent, Permission, Reach, Team, TicketId};
use store::queue::{QueueCounts, QueueCursor, QueueFilter, TicketSummary};

use crate::{App, Error, SignedIn};

/// One page of a queue, with all that its screen shows.
#[derive(Clone, Debug)]
pub struct QueuePage {
    /// The tickets.
    pub tickets: Vec<TicketSummary>,
    /// The terms that are over next.
    pub rings: HashMap<TicketId, Ring>,
    /// Where the next page begins, if there is one.
    pub next: Option<QueueCursor>,
    /// How much open work there is.
    pub counts: QueueCounts,
    /// All teams.
    pub teams: Vec<Team>,
    /// All agents, by name.
    pub agents: Vec<Agent>,
    /// All topics, in order.
    pub topics: Vec<Topic>,
}

/// How much open work there is, and all teams: what every page of the desk shows.
///
/// # Errors
///
/// When the database does not answer.
pub async fn counts(app: &App, by: &SignedIn) -> Result<(QueueCounts, Vec<Team>), Error> {
    let (agent, now) = (by.agent.id, app.now());
    let reach = by.reach(Permission::Read);
    app.store
        .read(move |db| Ok((db.queue_counts(reach, agent, now)?, db.teams()?)))
        .await
}

/// A page of at most `limit` of the tickets that the agent may read, in one read.
///
/// # Errors
///
/// When the database does not answer.
pub async fn queue(
    app: &App,
    by: &SignedIn,
    filter: QueueFilter,
    after: Option<QueueCursor>,
    limit: u32,
) -> Result<QueuePage, Error> {
    page_of(app, by, by.reach(Permission::Read), filter, after, limit).await
}

/// The same of the tickets within a reach that is no wider.
pub(crate) async fn page_of(
    app: &App,
    by: &SignedIn,
    reach: Reach,
    filter: QueueFilter,
    after: Option<QueueCursor>,
    limit: u32,
) -> Result<QueuePage, Error> {
    let (agent, now, calendars) = (by.agent.id, app.now(), app.calendars());
    app.store
        .read(move |db| {
            // One more than shown tells whether there is a next page.
            let mut tickets = db.queue(reach, &filter, after, limit + 1)?;
            let more = tickets.len() > limit as usize;
            tickets.truncate(limit as usize);
            let next = tickets.last().filter(|_| more).map(|last| QueueCursor {
                sort: last.sort,
                id: last.id,
            });
            let rings = tickets.iter().filter_map(|ticket| {
                let clocks = ticket.clocks.as_ref()?;
                let days = calendars.days(clocks.plan.counted_by);
                Some((ticket.id, clocks.ring(now, &days)?))
            });
            Ok(QueuePage {
                rings: rings.collect(),
                tickets,
                next,
                counts: db.queue_counts(reach, agent, now)?,
                teams: db.teams()?,
                agents: db.agents()?,
                topics: db.topics(false)?,
            })
        })
        .await
}

/// How many tickets of a reach the whole list has.
///
/// # Errors
///
/// When the database does not answer.
pub(crate) async fn queue_total(
    app: &App,
    reach: Reach,
    filter: QueueFilter,
) -> Result<u32, Error> {
    app.store
        .read(move |db| Ok(db.count_queue(reach, &filter)?))
        .await
}
