//! How much is given to whom, who is there, and who stands in for who is not.

use domain::assignment::{Absence, Duty, MAX_CAPACITY, Stage};
use domain::form::FieldError;
use domain::shift::{Shift, show_day};
use domain::{AbsenceId, Agent, AgentId, Permission, Presence, Team};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use serde_json::{Value, json};
use store::Tx;
use store::assignment::Waiting;
use store::audit::AuditEntry;

use super::queue::enter;
use super::try_the_queue;
use crate::audit::{Change, entry, note};
use crate::{App, Error, SignedIn};

/// How long an absence may be, and how far ahead it may begin.
const LONGEST: SignedDuration = SignedDuration::from_hours(400 * 24);

/// What the page of capacity and absences shows.
#[derive(Clone, Debug)]
pub struct Roster {
    /// Everybody who may sign in and work, by name.
    pub members: Vec<Member>,
    /// All teams, by name.
    pub teams: Vec<Team>,
    /// Absences that are not over, the earliest first.
    pub absences: Vec<Absence>,
    /// What waits for somebody, team by team.
    pub waiting: Vec<Waiting>,
}

/// Somebody who works on tickets.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub agent: Agent,
    /// The most open tickets that are given to them.
    pub capacity: u32,
    /// How many they have.
    pub open: u32,
    /// Whether they are absent now.
    pub is_absent: bool,
    /// What they can do.
    pub skills: Vec<String>,
    /// When they work; none means always.
    pub shift: Option<Shift>,
    /// Whether they work at this hour.
    pub is_on: bool,
}

/// An absence to be planned, by days where the organisation is; both days belong to it.
#[derive(Clone, Copy, Debug)]
pub struct NewAbsence {
    /// Who is not there.
    pub agent: AgentId,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// Who gets the tickets first.
    pub substitute: Option<AgentId>,
}

/// Everybody who works, with how much they have.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but supervisors.
pub async fn roster(app: &App, by: &SignedIn) -> Result<Roster, Error> {
    by.check(Permission::Distribute)?;
    let (desk, now) = (app.clone(), app.now());
    app.store
        .read(move |db| {
            let (duties, loads, absences) = (db.duties()?, db.loads()?, db.absences()?);
            let mut agents = db.agents()?;
            agents.retain(|agent| agent.is_active && agent.role.can_work());
            let member = |agent: Agent| {
                let unsaid = Duty::unsaid(agent.id);
                let duty = duties.get(&agent.id).unwrap_or(&unsaid);
                let local = now.to_zoned(super::zone_of(&desk, duty));
                Member {
                    capacity: duty.capacity_as(agent.role),
                    open: loads.get(&agent.id).copied().unwrap_or(0),
                    is_absent: super::absence_of(&absences, agent.id, now).is_some(),
                    skills: duty.skills.clone(),
                    is_on: duty.shift.as_ref().is_none_or(|shift| shift.covers(&local)),
                    shift: duty.shift.clone(),
                    agent,
                }
            };
            Ok(Roster {
                members: agents.into_iter().map(member).collect(),
                teams: db.teams()?,
                waiting: db.waiting()?,
                absences,
            })
        })
        .await
}

/// Says how many open tickets somebody is given at most, and whether they are there.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but supervisors; [`Error::Invalid`] `capacity` over
/// [`MAX_CAPACITY`]; [`Error::NotFound`] for somebody who may not work.
pub async fn set_duty(
    app: &App,
    by: &SignedIn,
    id: AgentId,
    capacity: u32,
    presence: Presence,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::Distribute)?;
    if capacity > MAX_CAPACITY {
        return Err(invalid("capacity", FieldError::TooLong(1)));
    }
    let (desk, by, now) = (app.clone(), by.agent.id, app.now());
    app.store
        .write_alone(move |tx| {
            let mut agent = workable(tx, id)?.ok_or(Error::NotFound)?;
            let duty = tx.duties()?.remove(&id).unwrap_or(Duty::unsaid(id));
            let before = (duty.capacity_as(agent.role), agent.presence);
            if before == (capacity, presence) {
                return Ok(());
            }
            agent.presence = presence;
            tx.save_agent(&agent)?;
            tx.save_duty(&Duty {
                capacity: Some(capacity),
                ..duty
            })?;
            let say = |(capacity, presence): (u32, Presence)| {
                Some(format!("{capacity} {}", presence.name()))
            };
            let target = format!("agent {id}");
            tx.insert_audit(&AuditEntry {
                before: say(before),
                after: say((capacity, presence)),
                ..entry(&desk, by, "duty_changed", target, &client, now)
            })?;
            try_the_queue(tx, &desk)
        })
        .await
}

/// Somebody who works, with skills and hours.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but supervisors; [`Error::NotFound`] for somebody who may not work.
pub async fn member(app: &App, by: &SignedIn, id: AgentId) -> Result<Member, Error> {
    let roster = roster(app, by).await?;
    let mut members = roster.members.into_iter();
    members
        .find(|member| member.agent.id == id)
        .ok_or(Error::NotFound)
}

/// Says what somebody can do and when they work; a shift without any hours means always.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but supervisors; [`Error::Invalid`] `zone` for a time zone that
/// does not exist; [`Error::NotFound`] for somebody who may not work.
pub async fn set_hours(
    app: &App,
    by: &SignedIn,
    id: AgentId,
    skills: Vec<String>,
    shift: Shift,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::Distribute)?;
    if !shift.zone.is_empty() && TimeZone::get(&shift.zone).is_err() {
        return Err(invalid("zone", FieldError::NotAnOption));
    }
    let shift = Some(shift).filter(|shift| !shift.is_empty());
    let (desk, by, now) = (app.clone(), by.agent.id, app.now());
    app.store
        .write_alone(move |tx| {
            workable(tx, id)?.ok_or(Error::NotFound)?;
            let duty = tx.duties()?.remove(&id).unwrap_or(Duty::unsaid(id));
            let mut changed = Duty {
                skills: skills.clone(),
                shift: shift.clone(),
                ..duty.clone()
            };
            if changed == duty {
                return Ok(());
            }
            let local = now.to_zoned(super::zone_of(&desk, &changed));
            changed.was_on = shift.as_ref().is_none_or(|shift| shift.covers(&local));
            tx.save_duty(&changed)?;
            note(
                tx,
                &desk,
                &Change {
                    by,
                    action: "hours_changed",
                    target: format!("agent {id}"),
                    before: told(&duty),
                    after: told(&changed),
                    client: &client,
                    at: now,
                },
            )?;
            try_the_queue(tx, &desk)
        })
        .await
}

/// Skills and hours as the audit log shows them.
fn told(duty: &Duty) -> Value {
    let days = duty.shift.as_ref().map(|shift| {
        let days = shift.days.iter().map(|day| show_day(day));
        days.collect::<Vec<_>>()
    });
    let zone = duty.shift.as_ref().map(|shift| shift.zone.clone());
    json!({ "skills": duty.skills, "days": days, "zone": zone })
}

/// Plans an absence; one that begins today has begun.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but supervisors; [`Error::Invalid`] for days that are over, too
/// far away or the wrong way round (`until`), another absence in that time (`from`), or a
/// substitute who may not work or is the same person (`substitute`).
pub async fn plan_absence(
    app: &App,
    by: &SignedIn,
    new: NewAbsence,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::Distribute)?;
    let (desk, by, now) = (app.clone(), by.agent.id, app.now());
    let absence = checked(app, new, now)?;
    app.store
        .write(move |tx| {
            workable(tx, absence.agent)?.ok_or(Error::NotFound)?;
            if let Some(substitute) = absence.substitute {
                workable(tx, substitute)?
                    .filter(|agent| agent.id != absence.agent)
                    .ok_or(invalid("substitute", FieldError::NotAnOption))?;
            }
            let meets = |other: &Absence| {
                other.agent == absence.agent
                    && other.from < absence.until
                    && absence.from < other.until
            };
            if tx.absences()?.iter().any(meets) {
                return Err(invalid("from", FieldError::NotAnOption));
            }
            tx.insert_absence(&absence)?;
            log(tx, &desk, by, "absence_planned", &absence, &client, now)?;
            if absence.from > now {
                return Ok(());
            }
            enter(
                tx,
                &desk,
                &Absence {
                    stage: Stage::Begun,
                    ..absence
                },
            )
        })
        .await
}

/// Ends an absence before its time, or takes back one that has not begun.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but supervisors; [`Error::NotFound`] for one that is over.
pub async fn end_absence(
    app: &App,
    by: &SignedIn,
    id: AbsenceId,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::Distribute)?;
    let (desk, by, now) = (app.clone(), by.agent.id, app.now());
    app.store
        .write(move |tx| {
            let absence = tx
                .absences()?
                .into_iter()
                .find(|absence| absence.id == id)
                .ok_or(Error::NotFound)?;
            log(tx, &desk, by, "absence_ended", &absence, &client, now)?;
            enter(
                tx,
                &desk,
                &Absence {
                    stage: Stage::Ended,
                    ..absence
                },
            )
        })
        .await
}

fn checked(app: &App, new: NewAbsence, now: Timestamp) -> Result<Absence, Error> {
    let wrong = || invalid("until", FieldError::NotADate);
    let zone = app.zone();
    let start_of = |day: Date| {
        let start = day.to_zoned(zone.clone()).map_err(|_| wrong())?;
        Ok::<_, Error>(start.timestamp())
    };
    let after = new.until.checked_add(1.day()).map_err(|_| wrong())?;
    let (from, until) = (start_of(new.from)?, start_of(after)?);
    let is_near = |at: Timestamp| at.duration_since(now) <= LONGEST;
    if until <= from || until <= now || !is_near(until) || now.duration_since(from) > LONGEST {
        return Err(wrong());
    }
    Ok(Absence {
        id: app.id(),
        agent: new.agent,
        from,
        until,
        substitute: new.substitute,
        stage: Stage::Planned,
    })
}

/// Somebody who may sign in and work.
fn workable(tx: &mut Tx, id: AgentId) -> Result<Option<Agent>, Error> {
    let found = tx.agent(id)?;
    Ok(found.filter(|agent| agent.is_active && agent.role.can_work()))
}

fn log(
    tx: &mut Tx,
    app: &App,
    by: AgentId,
    action: &str,
    absence: &Absence,
    client: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let day = |at: Timestamp| at.to_zoned(app.zone()).date();
    // The end is the first instant that does not belong to it.
    let last = absence
        .until
        .saturating_sub(SignedDuration::from_secs(1))
        .unwrap_or(absence.until);
    let target = format!("agent {}", absence.agent);
    tx.insert_audit(&AuditEntry {
        after: Some(format!("{} – {}", day(absence.from), day(last))),
        ..entry(app, by, action, target, client, now)
    })?;
    Ok(())
}

fn invalid(field: &'static str, error: FieldError) -> Error {
    Error::Invalid { field, error }
}
