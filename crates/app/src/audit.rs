//! What was changed, before and after, for the audit log.

use domain::AgentId;
use jiff::Timestamp;
use serde_json::{Map, Value};
use store::Tx;
use store::audit::AuditEntry;

use crate::{App, Error};

/// A change of something outside of tickets.
pub(crate) struct Change<'a> {
    /// Who made it.
    pub(crate) by: AgentId,
    /// What was done.
    pub(crate) action: &'a str,
    /// To what.
    pub(crate) target: String,
    /// How it was; nothing for what is new.
    pub(crate) before: Value,
    /// How it is.
    pub(crate) after: Value,
    /// The address of the client.
    pub(crate) client: &'a str,
    /// When.
    pub(crate) at: Timestamp,
}

/// Adds an entry with what differs; nothing where nothing does.
pub(crate) fn note(tx: &mut Tx, app: &App, change: &Change<'_>) -> Result<(), Error> {
    let (before, after) = (
        differing(&change.before, &change.after),
        differing(&change.after, &change.before),
    );
    if before.is_none() && after.is_none() {
        return Ok(());
    }
    let Change {
        by,
        action,
        target,
        client,
        at,
        ..
    } = change;
    tx.insert_audit(&AuditEntry {
        before,
        after,
        ..entry(app, *by, action, target, client, *at)
    })?;
    Ok(())
}

/// An entry about what was done; how it was before, how it is and why are for the caller to add.
pub(crate) fn entry(
    app: &App,
    agent: impl Into<Option<AgentId>>,
    action: &str,
    target: impl Into<String>,
    client: &str,
    at: Timestamp,
) -> AuditEntry {
    AuditEntry {
        id: app.id(),
        at,
        agent: agent.into(),
        action: action.to_owned(),
        target: target.into(),
        before: None,
        after: None,
        reason: None,
        client: client.to_owned(),
    }
}

/// The parts of `one` that differ from `other`, as JSON.
fn differing(one: &Value, other: &Value) -> Option<String> {
    let one = one.as_object()?;
    let differs = |name: &String, value: &Value| other.get(name) != Some(value);
    let parts: Map<String, Value> = one
        .iter()
        .filter(|(name, value)| differs(name, value))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    (!parts.is_empty()).then(|| Value::Object(parts).to_string())
}
