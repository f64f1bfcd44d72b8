//! The policies by which tickets get their promises, in their order.

use domain::clock::{KeptPolicy, MAX_POLICIES, MAX_POLICY_NAME, Policy};
use domain::form::{FieldError, Topic, required};
use domain::{DeadlinePolicyId, Organization, Permission, TicketId};
use serde_json::Value;

use crate::assignment::Way;
use crate::audit::{Change, note};
use crate::job::enqueue_recount;
use crate::{App, Error, SignedIn};

/// What the page of the policies shows.
#[derive(Clone, Debug)]
pub struct Policies {
    /// The policies in their order.
    pub policies: Vec<KeptPolicy>,
    /// All topics.
    pub topics: Vec<Topic>,
    /// All companies.
    pub organizations: Vec<Organization>,
}

/// The policies, and what they can ask for.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators.
pub async fn list(app: &App, by: &SignedIn) -> Result<Policies, Error> {
    by.check(Permission::ManageSettings)?;
    app.store
        .read(|db| {
            let organizations = db.organizations()?;
            Ok(Policies {
                policies: db.deadline_policies()?,
                topics: db.topics(false)?,
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
/// a `topic` or an `organization` that is not there, or one policy too many (`policies`).
pub async fn add(
    app: &App,
    by: &SignedIn,
    mut policy: Policy,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    policy.name =
        required(&policy.name, MAX_POLICY_NAME).map_err(|error| invalid("name", error))?;
    if !policy.is_within_limits() {
        return Err(invalid("numbers", FieldError::NotAnOption));
    }
    let (desk, by, at, id) = (app.clone(), by.agent.id, app.now(), app.id());
    app.store
        .write(move |tx| {
            let known = tx.deadline_policies()?;
            if known.len() >= MAX_POLICIES {
                return Err(invalid("policies", FieldError::TooLong(1)));
            }
            if let Some(topic) = policy.topic {
                tx.topic(topic)?
                    .ok_or(invalid("topic", FieldError::NotAnOption))?;
            }
            if let Some(organization) = policy.organization {
                tx.organization(organization)?
                    .ok_or(invalid("organization", FieldError::NotAnOption))?;
            }
            let kept = KeptPolicy {
                id,
                position: known.last().map_or(1, |last| last.position + 1),
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
            let from = known.iter().position(|kept| kept.id == id);
            let from = from.ok_or(Error::NotFound)?;
            let to = match way {
                Way::Up => from.checked_sub(1),
                Way::Down => Some(from + 1),
            };
            let (one, Some(other)) = (&known[from], to.and_then(|to| known.get(to))) else {
                return Ok(());
            };
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
