//! What time brings to those who attend, and to what waits for them.

use domain::assignment::{Absence, Duty, Stage};
use domain::{Agent, AgentId, Permission, TeamId};
use jiff::{SignedDuration, Timestamp};
use store::Db;

use super::queue::enter;
use super::{try_the_queue, zone_of};
use crate::job::{Letter, enqueue};
use crate::{App, Error};

/// How long supervisors are left alone after they were told of a queue that is too old.
const QUIET: SignedDuration = SignedDuration::from_hours(1);

/// Begins and ends absences and shifts whose time has come, and tells supervisors of a queue that
/// is too old; gives how many there were.
pub(crate) async fn run_due(app: &App) -> Result<usize, Error> {
    Ok(run_absences(app).await? + run_shifts(app).await? + tell_of_the_queue(app).await?)
}

/// Begins and ends absences.
async fn run_absences(app: &App) -> Result<usize, Error> {
    let now = app.now();
    let absences = app.store.read(store::Db::absences).await?;
    let due = absences
        .into_iter()
        .filter_map(|absence| next(absence, now));
    let mut count = 0;
    for id in due.map(|absence| absence.id) {
        let desk = app.clone();
        app.store
            .write(move |tx| {
                // Read again: somebody may have ended it since.
                let absences = tx.absences()?.into_iter();
                let mut found = absences.filter(|absence| absence.id == id);
                match found.next().and_then(|absence| next(absence, now)) {
                    Some(absence) => enter(tx, &desk, &absence),
                    None => Ok(()),
                }
            })
            .await?;
        count += 1;
    }
    Ok(count)
}

/// The absence as it is to be now, if that is something else.
fn next(absence: Absence, now: Timestamp) -> Option<Absence> {
    let stage = match absence.stage {
        Stage::Planned | Stage::Begun if absence.until <= now => Stage::Ended,
        Stage::Planned if absence.from <= now => Stage::Begun,
        Stage::Planned | Stage::Begun | Stage::Ended => return None,
    };
    Some(Absence { stage, ..absence })
}

/// Looks at the queue again where somebody has begun to work.
async fn run_shifts(app: &App) -> Result<usize, Error> {
    let now = app.now();
    let duties = app.store.read(store::Db::duties).await?;
    let turned: Vec<Duty> = duties
        .into_values()
        .filter_map(|duty| turned(app, duty, now))
        .collect();
    if turned.is_empty() {
        return Ok(0);
    }
    let (desk, count) = (app.clone(), turned.len());
    app.store
        .write_alone(move |tx| {
            let mut duties = tx.duties()?;
            for turned in &turned {
                // What else was said of them meanwhile stays.
                let duty = duties.remove(&turned.agent);
                if let Some(duty) = duty.filter(|duty| duty.shift == turned.shift) {
                    tx.save_duty(&Duty {
                        was_on: turned.was_on,
                        ..duty
                    })?;
                }
            }
            if turned.iter().any(|duty| duty.was_on) {
                try_the_queue(tx, &desk)?;
            }
            Ok::<_, Error>(())
        })
        .await?;
    Ok(count)
}

/// The duty of who has begun to work, or ended, since somebody last looked.
fn turned(app: &App, duty: Duty, now: Timestamp) -> Option<Duty> {
    let local = now.to_zoned(zone_of(app, &duty));
    let is_on = duty.shift.as_ref().is_none_or(|shift| shift.covers(&local));
    (is_on != duty.was_on).then_some(Duty {
        was_on: is_on,
        ..duty
    })
}

/// Mails supervisors, once an hour, while a ticket waits for somebody longer than it should.
async fn tell_of_the_queue(app: &App) -> Result<usize, Error> {
    let settings = app.settings();
    let minutes = settings.queue_alert_minutes;
    // Where people take tickets by hand, waiting is nothing out of the ordinary.
    if minutes == 0 || !settings.assigns_at_once {
        return Ok(0);
    }
    let now = app.now();
    let waiting = app.store.read(store::Db::waiting).await?;
    let longest = SignedDuration::from_mins(minutes.into());
    let is_late = |oldest: Timestamp| now.duration_since(oldest) >= longest;
    if !waiting.iter().any(|team| is_late(team.oldest)) {
        return Ok(0);
    }
    let desk = app.clone();
    app.store
        .write(move |tx| {
            let key = desk.secret.counter_key("queue-alert", &[]);
            if tx.hit(&key, QUIET, now)? > 1 {
                return Ok(0);
            }
            let told = supervisors(tx.agents()?);
            for agent in &told {
                enqueue(tx, &desk, &Letter::QueueWaits { agent: agent.id })?;
            }
            Ok(told.len())
        })
        .await
}

/// Who looks after a team: the supervisors in it, and all of them where it has none.
pub(crate) fn supervisors_of(db: &mut Db, team: TeamId) -> Result<Vec<AgentId>, Error> {
    let all = supervisors(db.agents()?);
    let own = |agent: &&Agent| agent.team == team;
    let ids: Vec<AgentId> = all.iter().filter(own).map(|agent| agent.id).collect();
    Ok(if ids.is_empty() {
        all.iter().map(|agent| agent.id).collect()
    } else {
        ids
    })
}

/// Who is told: those who share work out, and administrators only where nobody else does.
fn supervisors(agents: Vec<Agent>) -> Vec<Agent> {
    let all: Vec<Agent> = agents
        .into_iter()
        .filter(|agent| agent.is_active && agent.has_password)
        .filter(|agent| agent.role.grants.has(Permission::Distribute))
        .collect();
    let is_one = |agent: &Agent| !agent.role.grants.has(Permission::ManageSettings);
    if all.iter().any(is_one) {
        all.into_iter().filter(is_one).collect()
    } else {
        all
    }
}
