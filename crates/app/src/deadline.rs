//! The clocks of tickets: begun when a ticket is filed, moved by every change of it, and looked at
//! by a timer when they have something to tell.

use std::sync::Arc;

use domain::calendar::{Holiday, Term};
use domain::clock::{
    Clock, Clocks, Facts, KeptPolicy, Law, Metric, Pause, Plan, Policy, Rung, Step, end_as_kept,
    first_match, pauses, steps,
};
use domain::form::Topic;
use domain::legal::LegalClass;
use domain::ticket::Nature;
use domain::{Actor, Event, EventKind, OrganizationId, Permission, Ticket, TicketCode, TicketId};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Db, LiveClocks, Recounted, Tx};

use crate::calendar::Calendars;
use crate::job::enqueue_recount;
use crate::publish::publish;
use crate::rulebook::Rulebook;
use crate::{App, Error, Guest, SignedIn, escalation};

/// How many tickets are looked at in one round of the timer.
const ROUND: u32 = 200;

/// How many tickets are counted again in one transaction.
const PART: u32 = 1_000;

/// The clocks of a ticket that is filed now.
pub(crate) fn begin(
    app: &App,
    book: &Rulebook,
    topic: &Topic,
    organization: Option<OrganizationId>,
    nature: Nature,
    now: Timestamp,
) -> Clocks {
    let class = book.class_of(topic.id, app.calendar().filed_on(now));
    let days = class.map_or(topic.form.answer_days, |class| class.days);
    let answer = class.map_or(topic.form.answer_term(), LegalClass::term);
    let law = class.cloned().map(Law::from);
    let facts = Facts {
        topic: topic.id,
        organization,
        nature,
    };
    let policy = policy_of(&book.policies, facts, days);
    let plan = policy.plan(answer, law);
    let calendar = app.days(plan.counted_by);
    Clocks::begin(plan, now, &calendar)
}

/// The first policy that fits, or what holds where none does.
fn policy_of(policies: &[KeptPolicy], facts: Facts, answer_days: u16) -> Policy {
    let found = first_match(policies, facts);
    found.map_or_else(|| Policy::standard(answer_days), Policy::clone)
}

/// What is promised by the policies as they are now; the answer stays as it was promised, and a
/// ladder that is new holds from now on.
fn present_plan(policies: &[KeptPolicy], facts: Facts, before: &Plan, now: Timestamp) -> Plan {
    let answer = before.target(Metric::Legal).map(|target| target.term);
    let Some(answer) = answer else {
        return before.clone();
    };
    let (Term::BusinessDays(days) | Term::CalendarDays(days)) = answer else {
        return before.clone();
    };
    let policy = policy_of(policies, facts, days);
    let plan = policy.plan(answer, before.law.clone());
    let ladder_since = if plan.ladder == before.ladder {
        before.ladder_since
    } else {
        Some(now)
    };
    Plan {
        ladder_since,
        ..plan
    }
}

/// Keeps a ticket that is being filed, with its clocks after what happened to it at once.
pub(crate) fn keep_new(
    tx: &mut Tx,
    app: &App,
    ticket: &mut Ticket,
    mut clocks: Clocks,
    events: &[Event],
) -> Result<(), Error> {
    let calendar = app.days(clocks.plan.counted_by);
    for event in events {
        clocks.follow(event, &calendar);
    }
    ticket.due_at = clocks.promised();
    Ok(tx.insert_ticket_with_clocks(
        ticket,
        ticket.next_check_at(&app.terms()),
        &clocks,
        clocks.next_check_at(&calendar),
        clocks.next_due(&calendar),
    )?)
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
            let kinds = clocks.overdue(now, &app.days(clocks.plan.counted_by));
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

    /// Moves the clocks by what happened, and the terms of the ticket with them; gives the rungs
    /// that were reached, which are climbed once the ticket is saved.
    pub(crate) fn follow(
        self,
        tx: &mut Tx,
        app: &App,
        ticket: &mut Ticket,
        events: &[Event],
    ) -> Result<Vec<Rung>, Error> {
        let Some(mut clocks) = self.clocks else {
            return Ok(Vec::new());
        };
        let before = clocks.clone();
        let calendar = app.days(clocks.plan.counted_by);
        for event in self.told.iter().chain(events) {
            clocks.follow(event, &calendar);
        }
        let is_classified = |event: &Event| matches!(event.kind, EventKind::Classified { .. });
        let goes_on = clocks.goes_on_since(&before);
        if goes_on || events.iter().any(is_classified) {
            let told = self.told.iter().chain(events).cloned();
            clocks = reconsidered(tx, app, ticket, (clocks, goes_on), told)?;
        }
        for event in &self.told {
            tx.append_event(event, ticket.version)?;
            publish(tx, app, ticket, event)?;
        }
        let calendar = app.days(clocks.plan.counted_by);
        ticket.due_at = clocks.promised();
        if clocks != before {
            let next = clocks.next_check_at(&calendar);
            tx.save_clocks(ticket.id, &clocks, next, clocks.next_due(&calendar))?;
        }
        let rungs = self.told.into_iter().filter_map(|event| {
            let EventKind::Escalated { rung } = event.kind else {
                return None;
            };
            Some(rung)
        });
        Ok(rungs.collect())
    }
}

/// The clocks of a ticket that is classed otherwise, or goes on after it was over: by the policy
/// that fits now, from the beginning, with every pause as it was.
fn reconsidered(
    db: &mut Db,
    app: &App,
    ticket: &Ticket,
    (clocks, goes_on): (Clocks, bool),
    news: impl Iterator<Item = Event>,
) -> Result<Clocks, Error> {
    let now = app.now();
    let policies = db.deadline_policies()?;
    let plan = present_plan(&policies, Facts::of(ticket), &clocks.plan, now);
    if plan == clocks.plan && !goes_on {
        return Ok(clocks);
    }
    let mut events = db.events(ticket.id)?;
    events.extend(news);
    let calendar = app.days(plan.counted_by);
    Ok(clocks.recount(plan, &events, &calendar).unwrap_or(clocks))
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
        .write_alone(move |tx| {
            let Some(mut ticket) = tx.ticket(id)? else {
                return Ok(());
            };
            let deadlines = Deadlines::load(tx, &desk, id, now)?;
            let Some(clocks) = deadlines.clocks.clone() else {
                return Ok(());
            };
            if deadlines.told.is_empty() {
                // The calendar was changed since: looked at again when it is time by the new one.
                let calendar = desk.days(clocks.plan.counted_by);
                let next = clocks.next_check_at(&calendar);
                return Ok(tx.save_clocks(id, &clocks, next, clocks.next_due(&calendar))?);
            }
            let rungs = deadlines.follow(tx, &desk, &mut ticket, &[])?;
            escalation::climb(tx, &desk, &mut ticket, &rungs, now)
        })
        .await
}

/// Counts the clocks of a part of the open tickets again from their histories, and leaves the next
/// part to another job.
pub(crate) async fn recount(app: &App, after: TicketId) -> Result<(), Error> {
    app.refresh_settings().await?;
    let (desk, now) = (app.clone(), app.now());
    app.store
        .write(move |tx| {
            let world = World {
                calendars: desk.calendars(),
                policies: tx.deadline_policies()?,
            };
            let (all, last) = world.recounted(tx, after, PART, now)?;
            let changed: Vec<Recounted> = all
                .into_iter()
                .filter(|(before, now)| {
                    before.clocks != now.clocks
                        || before.next_check_at != now.next_check_at
                        || before.due_at != now.due_at
                })
                .map(|(_, now)| now)
                .collect();
            tx.save_recounted(&changed)?;
            match last {
                Some(last) => enqueue_recount(tx, &desk, last),
                None => Ok(()),
            }
        })
        .await
}

/// The clocks of a ticket as they are, and counted again.
pub(crate) type Again = (LiveClocks, Recounted);

/// The calendars and policies to count by: as they are, or as somebody would have them.
pub(crate) struct World {
    pub(crate) calendars: Arc<Calendars>,
    pub(crate) policies: Vec<KeptPolicy>,
}

impl World {
    /// The clocks of a part of the tickets that have not ended, as they are and counted again by
    /// their histories; and the last of these tickets, if there are more.
    pub(crate) fn recounted(
        &self,
        db: &mut Db,
        after: TicketId,
        limit: u32,
        now: Timestamp,
    ) -> Result<(Vec<Again>, Option<TicketId>), Error> {
        let live = db.live_clocks(after, limit)?;
        let last = live.last().map(|one| one.ticket);
        let more = last.filter(|_| live.len() == limit as usize);
        let tickets: Vec<TicketId> = live.iter().map(|one| one.ticket).collect();
        let histories = db.events_of(&tickets)?;
        let again = live.into_iter().filter_map(|before| {
            let events = histories.get(&before.ticket)?;
            let again = self.again(&before, events, now)?;
            Some((before, again))
        });
        Ok((again.collect(), more))
    }

    fn again(&self, before: &LiveClocks, events: &[Event], now: Timestamp) -> Option<Recounted> {
        let plan = present_plan(&self.policies, before.facts, &before.clocks.plan, now);
        let calendar = self.calendars.days(plan.counted_by);
        let clocks = before.clocks.recount(plan, events, &calendar)?;
        Some(Recounted {
            ticket: before.ticket,
            next_check_at: clocks.next_check_at(&calendar),
            due_at: clocks.promised(),
            next_due: clocks.next_due(&calendar),
            clocks,
        })
    }
}

/// Why a term ends when it does.
#[derive(Clone, Debug)]
pub struct Why {
    /// The clock.
    pub clock: Clock,
    /// What happened to it, derived again from the history.
    pub steps: Vec<Step>,
    /// Whether it is over, and would end by another day as calendars and policies are now: the day
    /// that was promised holds, and what is told of how it came to be is left out.
    pub is_kept: bool,
    /// The days that did not count because it waited.
    pub pauses: Vec<Pause>,
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
    let (guest, calendars) = (guest.clone(), app.calendars());
    app.store
        .read(move |db| {
            let ticket = db.ticket_by_code(&code)?.ok_or(Error::NotFound)?;
            guest.check_read(&ticket)?;
            let mut all = reasons(db, &ticket, &calendars)?;
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
    let (reach, calendars) = (by.reach(Permission::Read), app.calendars());
    app.store
        .read(move |db| {
            let ticket = db.ticket_in_reach(reach, &code)?.ok_or(Error::NotFound)?;
            let all = reasons(db, &ticket, &calendars)?;
            Ok((ticket, all))
        })
        .await
}

fn reasons(db: &mut Db, ticket: &Ticket, calendars: &Calendars) -> Result<Vec<Why>, Error> {
    let Some(mut clocks) = db.clocks(ticket.id)? else {
        return Ok(Vec::new());
    };
    let events = db.events(ticket.id)?;
    clocks.clocks.sort_by_key(|clock| clock.metric);
    let plan = clocks.plan;
    let days = calendars.days(plan.counted_by);
    let why = |clock: Clock| {
        let calendar = days.of(clock.metric);
        let from = calendar.date_of(clock.started_at);
        let mut steps = steps(plan.clone(), &events, clock.metric, &days);
        let is_kept = end_as_kept(&mut steps, &clock);
        Why {
            pauses: pauses(&steps, calendar),
            steps,
            is_kept,
            law: plan.law.clone().filter(|_| clock.metric == Metric::Legal),
            filed_on: clock.filed_on(&days).filter(|_| !is_kept),
            days_off: if is_kept || matches!(clock.term, Term::CalendarDays(_)) {
                Vec::new()
            } else {
                calendar.days_off(from, calendar.date_of(clock.due_at))
            },
            clock,
        }
    };
    let all = clocks.clocks.into_iter().map(why);
    Ok(all.map(Why::without_paused_days_off).collect())
}

impl Why {
    /// The holidays of a pause say nothing of the term: none of its days counts.
    fn without_paused_days_off(mut self) -> Self {
        let pauses = &self.pauses;
        let counts = |day: Date| !pauses.iter().any(|pause| pause.has(day));
        self.days_off.retain(|holiday| counts(holiday.date));
        self
    }
}
