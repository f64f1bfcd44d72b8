//! The policies by which tickets get their promises, in their order.

use domain::calendar::Kept;
use domain::clock::{Action, CountedBy, KeptPolicy, MAX_POLICIES, MAX_POLICY_NAME, Policy};
use domain::form::{FieldError, Topic, required};
use domain::{Agent, DeadlinePolicyId, Organization, Permission, Team, TicketId};
use serde_json::Value;
use store::Tx;

use crate::assignment::Way;
use crate::audit::{Change, note};
use crate::effect::{self, Effect};
use crate::job::{enqueue_recount, recounting_after};
use crate::{App, Error, SignedIn, legal};

/// What the page of the policies shows.
#[derive(Clone, Debug)]
pub struct Policies {
    /// The policies in their order.
    pub policies: Vec<KeptPolicy>,
    /// All topics.
    pub topics: Vec<Topic>,
    /// All companies.
    pub organizations: Vec<Organization>,
    /// All calendars.
    pub calendars: Vec<Kept>,
    /// All agents who may be told or given something.
    pub agents: Vec<Agent>,
    /// All teams.
    pub teams: Vec<Team>,
}

/// The policies, and what they can ask for.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators.
pub async fn list(app: &App, by: &SignedIn) -> Result<Policies, Error> {
    by.check(Permission::ManageSettings)?;
    let today = app.calendar().filed_on(app.now());
    app.store
        .read(move |db| {
            let (organizations, topics) = (db.organizations()?, db.topics(false)?);
            Ok(Policies {
                policies: db.deadline_policies()?,
                topics: legal::as_promised(db, topics, today)?,
                calendars: db.calendars()?,
                agents: db
                    .agents()?
                    .into_iter()
                    .filter(|agent| agent.is_active)
                    .collect(),
                teams: db.teams()?,
                organizations: organizations
                    .into_iter()
                    .map(|summary| summary.organization)
                    .collect(),
            })
        })
        .await
}

/// Adds a policy behind the others; open tickets follow it from now on.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::Invalid`] for the `name`, a number out of its limits (`numbers`),
/// a `topic`, an `organization`, a `calendar` or somebody of the `ladder` that is not there, or one
/// policy too many (`policies`).
pub async fn add(app: &App, by: &SignedIn, policy: Policy, client: String) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    let policy = checked(policy)?;
    let (desk, by, at, id) = (app.clone(), by.agent.id, app.now(), app.id());
    app.store
        .write(move |tx| {
            let known = tx.deadline_policies()?;
            if known.len() >= MAX_POLICIES {
                return Err(invalid("policies", FieldError::TooLong(1)));
            }
            check_known(tx, &policy)?;
            let kept = KeptPolicy {
                id,
                position: known.last().map_or(1, |last| last.position + 1),
                version: 1,
                policy: policy.clone(),
            };
            tx.insert_deadline_policy(&kept)?;
            enqueue_recount(tx, &desk, TicketId(0))?;
            let change = Change {
                by,
                action: "deadline_policy_added",
                target: target(&kept),
                before: Value::Null,
                after: told(&kept),
                client: &client,
                at,
            };
            note(tx, &desk, &change)
        })
        .await
}

/// Changes a policy; open tickets follow it from now on.
///
/// # Errors
///
/// As [`add`]; [`Error::NotFound`]; [`Error::Conflict`] if somebody saved it since `version` was
/// read.
pub async fn save(
    app: &App,
    by: &SignedIn,
    id: DeadlinePolicyId,
    policy: Policy,
    version: i64,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    let policy = checked(policy)?;
    let (desk, by, at) = (app.clone(), by.agent.id, app.now());
    app.store
        .write(move |tx| {
            let known = tx.deadline_policies()?;
            let before = known.iter().find(|kept| kept.id == id);
            let before = before.ok_or(Error::NotFound)?;
            if before.version != version {
                return Err(Error::Conflict);
            }
            check_known(tx, &policy)?;
            let after = KeptPolicy {
                policy: policy.clone(),
                ..before.clone()
            };
            tx.save_deadline_policy(&after)?;
            enqueue_recount(tx, &desk, TicketId(0))?;
            let change = Change {
                by,
                action: "deadline_policy_saved",
                target: target(&after),
                before: told(before),
                after: told(&after),
                client: &client,
                at,
            };
            note(tx, &desk, &change)
        })
        .await
}

/// What a new policy, or another in the place of one, would do to open tickets.
///
/// # Errors
///
/// As [`add`].
pub async fn try_out(
    app: &App,
    by: &SignedIn,
    id: Option<DeadlinePolicyId>,
    policy: Policy,
) -> Result<Effect, Error> {
    by.check(Permission::ManageSettings)?;
    let policy = checked(policy)?;
    let tried = move |mut known: Vec<KeptPolicy>| {
        match known.iter_mut().find(|kept| Some(kept.id) == id) {
            Some(kept) => kept.policy = policy.clone(),
            None => known.push(KeptPolicy {
                id: DeadlinePolicyId(0),
                position: i64::MAX,
                version: 1,
                policy: policy.clone(),
            }),
        }
        known
    };
    effect::of(app, app.calendars(), tried).await
}

/// How many of the open tickets a change of a calendar or of a policy has still to reach.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators.
pub async fn progress(app: &App, by: &SignedIn) -> Result<Option<Progress>, Error> {
    by.check(Permission::ManageSettings)?;
    app.store
        .read(|db| {
            let Some(payload) = db.waiting_payload("recount")? else {
                return Ok(None);
            };
            let Some(after) = recounting_after(&payload) else {
                return Ok(None);
            };
            let all = db.count_live(TicketId(0))?;
            let done = all.saturating_sub(db.count_live(after)?);
            Ok(Some(Progress { done, all }))
        })
        .await
}

/// How far a recount has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many tickets are done.
    pub done: u32,
    /// How many there are.
    pub all: u32,
}

fn checked(mut policy: Policy) -> Result<Policy, Error> {
    policy.name =
        required(&policy.name, MAX_POLICY_NAME).map_err(|error| invalid("name", error))?;
    if !policy.is_within_limits() {
        return Err(invalid("numbers", FieldError::NotAnOption));
    }
    Ok(policy)
}

/// What a policy names has to be there.
fn check_known(tx: &mut Tx, policy: &Policy) -> Result<(), Error> {
    let unknown = |field| invalid(field, FieldError::NotAnOption);
    if let Some(topic) = policy.topic {
        tx.topic(topic)?.ok_or(unknown("topic"))?;
    }
    if let Some(organization) = policy.organization {
        tx.organization(organization)?
            .ok_or(unknown("organization"))?;
    }
    if let CountedBy::Calendar(id) = policy.counted_by {
        let mut all = tx.calendars()?.into_iter();
        all.find(|kept| kept.id == id).ok_or(unknown("calendar"))?;
    }
    for rung in &policy.ladder {
        match rung.action {
            Action::Notify(agent) | Action::GiveTo(agent) | Action::AddFollower(agent) => {
                tx.agent(agent)?.ok_or(unknown("ladder"))?;
            }
            Action::GiveToTeam(team) => {
                let mut teams = tx.teams()?.into_iter();
                teams
                    .find(|known| known.id == team)
                    .ok_or(unknown("ladder"))?;
            }
            Action::NotifyAssignee | Action::NotifySupervisors | Action::RaisePriority => {}
        }
    }
    Ok(())
}

/// Moves a policy by one place; at the end it stays where it is.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`].
pub async fn shift(
    app: &App,
    by: &SignedIn,
    id: DeadlinePolicyId,
    way: Way,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    let (desk, by, at) = (app.clone(), by.agent.id, app.now());
    app.store
        .write(move |tx| {
            let known = tx.deadline_policies()?;
            let Some((from, to)) = places(&known, id, way)? else {
                return Ok(());
            };
            let (one, other) = (&known[from], &known[to]);
            for (kept, position) in [(one, other.position), (other, one.position)] {
                let kept = KeptPolicy {
                    position,
                    ..kept.clone()
                };
                tx.save_deadline_policy(&kept)?;
            }
            enqueue_recount(tx, &desk, TicketId(0))?;
            let change = Change {
                by,
                action: "deadline_policy_moved",
                target: target(one),
                before: serde_json::json!({ "position": one.position }),
                after: serde_json::json!({ "position": other.position }),
                client: &client,
                at,
            };
            note(tx, &desk, &change)
        })
        .await
}

/// Where a policy is, and where it goes; nowhere from the end.
fn places(
    known: &[KeptPolicy],
    id: DeadlinePolicyId,
    way: Way,
) -> Result<Option<(usize, usize)>, Error> {
    let from = known.iter().position(|kept| kept.id == id);
    let from = from.ok_or(Error::NotFound)?;
    let to = match way {
        Way::Up => from.checked_sub(1),
        Way::Down => Some(from + 1),
    };
    let to = to.filter(|to| *to < known.len());
    Ok(to.map(|to| (from, to)))
}

/// What it would do to open tickets to move a policy by one place.
///
/// # Errors
///
/// [`Error::Forbidden`].
pub async fn try_shift(
    app: &App,
    by: &SignedIn,
    id: DeadlinePolicyId,
    way: Way,
) -> Result<Effect, Error> {
    by.check(Permission::ManageSettings)?;
    let moved = move |mut known: Vec<KeptPolicy>| {
        if let Ok(Some((from, to))) = places(&known, id, way) {
            known.swap(from, to);
        }
        known
    };
    effect::of(app, app.calendars(), moved).await
}

/// What it would do to open tickets to take a policy away.
///
/// # Errors
///
/// [`Error::Forbidden`].
pub async fn try_delete(app: &App, by: &SignedIn, id: DeadlinePolicyId) -> Result<Effect, Error> {
    by.check(Permission::ManageSettings)?;
    let without = move |mut known: Vec<KeptPolicy>| {
        known.retain(|kept| kept.id != id);
        known
    };
    effect::of(app, app.calendars(), without).await
}

/// Takes a policy away.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`].
pub async fn delete(
    app: &App,
    by: &SignedIn,
    id: DeadlinePolicyId,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    let (desk, by, at) = (app.clone(), by.agent.id, app.now());
    app.store
        .write(move |tx| {
            let known = tx.deadline_policies()?;
            let kept = known.iter().find(|kept| kept.id == id);
            let kept = kept.ok_or(Error::NotFound)?;
            tx.delete_deadline_policy(id)?;
            enqueue_recount(tx, &desk, TicketId(0))?;
            let change = Change {
                by,
                action: "deadline_policy_deleted",
                target: target(kept),
                before: told(kept),
                after: serde_json::json!({ "is_deleted": true }),
                client: &client,
                at,
            };
            note(tx, &desk, &change)
        })
        .await
}

fn invalid(field: &'static str, error: FieldError) -> Error {
    Error::Invalid { field, error }
}

fn target(kept: &KeptPolicy) -> String {
    format!("deadline_policy {}", kept.policy.name)
}

fn told(kept: &KeptPolicy) -> Value {
    serde_json::to_value(&kept.policy).unwrap_or_default()
}
