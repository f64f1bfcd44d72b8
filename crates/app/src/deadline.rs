//! The clocks of tickets: begun when a ticket is filed, moved by every change of it, and looked at
//! by a timer when they have something to tell.

use domain::calendar::{Holiday, Term};
use domain::clock::{
    Clock, Clocks, KeptPolicy, Law, Metric, Plan, Policy, Step, first_match, steps,
};
use domain::form::Topic;
use domain::{
    Actor, Calendar, Event, OrganizationId, Permission, Ticket, TicketCode, TicketId, TopicId,
};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Db, Tx};

use crate::job::enqueue_recount;
use crate::publish::publish;
use crate::{App, Error, Guest, SignedIn, legal};

/// How many tickets are looked at in one round.
const ROUND: u32 = 200;

/// The clocks of a ticket that is filed now.
pub(crate) fn begin(
    db: &mut Db,
    app: &App,
    topic: &Topic,
    organization: Option<OrganizationId>,
    now: Timestamp,
) -> Result<Clocks, Error> {
    let calendar = app.calendar();
    let class = legal::of_topic(db, topic.id, calendar.filed_on(now))?;
    let days = class
        .as_ref()
        .map_or(topic.form.answer_days, |class| class.days);
    let law = class.map(|class| Law {
        class: class.name,
        source: class.source,
    });
    let policies = db.deadline_policies()?;
    let policy = policy_of(&policies, topic.id, organization, days);
    let plan = policy.plan(Term::BusinessDays(days), law);
    Ok(Clocks::begin(plan, now, &calendar))
}

/// The first policy that fits, or what holds where none does.
fn policy_of(
    policies: &[KeptPolicy],
    topic: TopicId,
    organization: Option<OrganizationId>,
    answer_days: u16,
) -> Policy {
    let found = first_match(policies, topic, organization);
    found.map_or_else(|| Policy::standard(answer_days), Policy::clone)
}

/// What is promised by the policies as they are now; the answer stays as it was promised.
fn present_plan(policies: &[KeptPolicy], ticket: &Ticket, before: &Plan) -> Plan {
    let answer = before.target(Metric::Legal).map(|target| target.term);
    let days = match answer {
        Some(Term::BusinessDays(days) | Term::CalendarDays(days)) => days,
        Some(Term::Seconds(_)) | None => return before.clone(),
    };
    let policy = policy_of(policies, ticket.topic, ticket.organization, days);
    policy.plan(Term::BusinessDays(days), before.law.clone())
}

/// Keeps the clocks of a ticket that was just filed.
pub(crate) fn keep_new(
    tx: &mut Tx,
    app: &App,
    ticket: TicketId,
    clocks: &Clocks,
) -> Result<(), Error> {
    let next = clocks.next_check_at(&app.calendar());
    Ok(tx.insert_clocks(ticket, clocks, next)?)
}

/// The clocks of a ticket within an operation, with what they have to tell before it.
pub(crate) struct Deadlines {
    clocks: Option<Clocks>,
    told: Vec<Event>,
}

impl Deadlines {
    /// What was missed before an operation is told before it, whenever the timer comes.
    pub(crate) fn load(
        db: &mut Db,
        app: &App,
        ticket: TicketId,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let clocks = db.clocks(ticket)?;
        let told = clocks.as_ref().map_or_else(Vec::new, |clocks| {
            let kinds = clocks.overdue(now, &app.calendar());
            let event = |kind| Event {
                id: app.id(),
                ticket,
                at: now,
                by: Actor::System,
                kind,
            };
            kinds.into_iter().map(event).collect()
        });
        Ok(Self { clocks, told })
    }

    /// Moves the clocks by what happened, and the promised day of the ticket with them.
    pub(crate) fn follow(
        self,
        tx: &mut Tx,
        app: &App,
        ticket: &mut Ticket,
        events: &[Event],
    ) -> Result<(), Error> {
        let Some(mut clocks) = self.clocks else {
            return Ok(());
        };
        let (before, calendar) = (clocks.clone(), app.calendar());
        for event in self.told.iter().chain(events) {
            clocks.follow(event, &calendar);
        }
        for event in &self.told {
            tx.append_event(event, ticket.version)?;
            publish(tx, app, ticket, event)?;
        }
        ticket.due_at = clocks.promised();
        if clocks != before {
            let next = clocks.next_check_at(&calendar);
            tx.save_clocks(ticket.id, &clocks, next)?;
        }
        Ok(())
    }
}

/// Tells what is due on clocks, each ticket in a transaction of its own; gives how many there were.
pub(crate) async fn run_due(app: &App) -> Result<usize, Error> {
    let now = app.now();
    let due = app.store.read(move |db| db.due_clocks(now, ROUND)).await?;
    let count = due.len();
    for ticket in due {
        match tell(app, ticket).await {
            // Another node was first.
            Ok(()) | Err(Error::Conflict) => {}
            Err(error) => tracing::error!(ticket.id = ticket.0, error = ?error, "a clock failed"),
        }
    }
    Ok(count)
}

async fn tell(app: &App, id: TicketId) -> Result<(), Error> {
    let (desk, now) = (app.clone(), app.now());
    app.store
        .write(move |tx| {
            let Some(mut ticket) = tx.ticket(id)? else {
                return Ok(());
            };
            let deadlines = Deadlines::load(tx, &desk, id, now)?;
            let Some(clocks) = deadlines.clocks.clone() else {
                return Ok(());
            };
            if deadlines.told.is_empty() {
                // The calendar was changed since: looked at again when it is time by the new one.
                let next = clocks.next_check_at(&desk.calendar());
                return Ok(tx.save_clocks(id, &clocks, next)?);
            }
            deadlines.follow(tx, &desk, &mut ticket, &[])
        })
        .await
}

/// Counts the clocks of a part of the open tickets again from their histories, and leaves the next
/// part to another job.
pub(crate) async fn recount(app: &App, after: TicketId) -> Result<(), Error> {
    app.refresh_settings().await?;
    let desk = app.clone();
    app.store
        .write(move |tx| {
            let calendar = desk.calendar();
            let tickets = tx.live_clocks(after, ROUND)?;
            let policies = tx.deadline_policies()?;
            for ticket in &tickets {
                let (Some(clocks), Some(row)) = (tx.clocks(*ticket)?, tx.ticket(*ticket)?) else {
                    continue;
                };
                let events = tx.events(*ticket)?;
                let plan = present_plan(&policies, &row, &clocks.plan);
                let Some(again) = Clocks::replay(plan, &events, &calendar) else {
                    continue;
                };
                if again == clocks {
                    continue;
                }
                tx.save_clocks(*ticket, &again, again.next_check_at(&calendar))?;
                let is_owed = again.get(Metric::Legal).is_some_and(Clock::is_live);
                if let Some(due) = again.promised().filter(|_| is_owed) {
                    tx.save_due_at(*ticket, due)?;
                }
            }
            match tickets.last() {
                Some(last) => enqueue_recount(tx, &desk, *last),
                None => Ok(()),
            }
        })
        .await
}

/// Why a term ends when it does.
#[derive(Clone, Debug)]
pub struct Why {
    /// The clock.
    pub clock: Clock,
    /// What happened to it, derived again from the history.
    pub steps: Vec<Step>,
    /// The day on which it counts as filed; none where hours count.
    pub filed_on: Option<Date>,
    /// The holidays that do not count.
    pub days_off: Vec<Holiday>,
    /// The law that it follows.
    pub law: Option<Law>,
}

/// Why an answer was promised by its day, for who may read the ticket.
///
/// # Errors
///
/// [`Error::NotFound`] for a ticket of somebody else as for none, and for one without a promise.
pub async fn why_for_guest(
    app: &App,
    guest: &Guest,
    code: TicketCode,
) -> Result<(Ticket, Why), Error> {
    let (guest, calendar) = (guest.clone(), app.calendar());
    app.store
        .read(move |db| {
            let ticket = db.ticket_by_code(&code)?.ok_or(Error::NotFound)?;
            guest.check_read(&ticket)?;
            let mut all = reasons(db, &ticket, &calendar)?;
            all.retain(|why| why.clock.metric == Metric::Legal);
            let why = all.pop().ok_or(Error::NotFound)?;
            Ok((ticket, why))
        })
        .await
}

/// Why each term of a ticket ends when it does.
///
/// # Errors
///
/// [`Error::NotFound`], also for a ticket that the agent may not read.
pub async fn why_for_agent(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
) -> Result<(Ticket, Vec<Why>), Error> {
    let (reach, calendar) = (by.reach(Permission::Read), app.calendar());
    app.store
        .read(move |db| {
            let ticket = db.ticket_in_reach(reach, &code)?.ok_or(Error::NotFound)?;
            let all = reasons(db, &ticket, &calendar)?;
            Ok((ticket, all))
        })
        .await
}

fn reasons(db: &mut Db, ticket: &Ticket, calendar: &Calendar) -> Result<Vec<Why>, Error> {
    let Some(mut clocks) = db.clocks(ticket.id)? else {
        return Ok(Vec::new());
    };
    let events = db.events(ticket.id)?;
    clocks.clocks.sort_by_key(|clock| clock.metric);
    let plan = clocks.plan;
    let why = |clock: Clock| Why {
        steps: steps(plan.clone(), &events, clock.metric, calendar),
        law: plan.law.clone().filter(|_| clock.metric == Metric::Legal),
        filed_on: clock.filed_on(calendar),
        days_off: calendar.days_off(
            calendar.date_of(clock.started_at),
            calendar.date_of(clock.due_at),
        ),
        clock,
    };
    Ok(clocks.clocks.into_iter().map(why).collect())
}
