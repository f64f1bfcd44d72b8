//! The matrix and the values of units of account, as administrators keep them.

use domain::compensation::{BadRow, Calculation, Facts, IndexValue, MAX_ROWS, PolicyRow, Refusal};
use domain::policy::RoleRecord;
use domain::{Currency, Permission, PolicyRowId};
use store::Db;
use store::audit::AuditEntry;

use super::moves::calculated;
use crate::audit::entry;
use crate::{App, Error, SignedIn};

/// How many days of values are shown.
const DAYS: u32 = 10;

/// The matrix: the newest version of every row that counts.
///
/// # Errors
///
/// [`Error::Forbidden`] for those who only read.
pub async fn rows(app: &App, by: &SignedIn) -> Result<Vec<PolicyRow>, Error> {
    check_read(by)?;
    let mut rows = app.store.read(Db::policy).await?;
    rows.retain(|row| !row.is_retired);
    Ok(rows)
}

/// All roles, with how much their people approve.
///
/// # Errors
///
/// [`Error::Forbidden`] for those who neither calculate nor keep the matrix.
pub async fn approvers(app: &App, by: &SignedIn) -> Result<Vec<RoleRecord>, Error> {
    check_read(by)?;
    Ok(app.store.read(Db::roles).await?)
}

/// Saves a row: a new one where it has no version, else the next version of it.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators; the inner error for a row that makes no
/// sense; [`Error::Conflict`] if somebody else made the next version.
pub async fn save_row(
    app: &App,
    by: &SignedIn,
    row: PolicyRow,
    client: String,
) -> Result<Result<PolicyRow, BadRow>, Error> {
    by.check(Permission::ManageSettings)?;
    let mut row = match row.checked() {
        Ok(row) => row,
        Err(bad) => return Ok(Err(bad)),
    };
    if row.version == 0 {
        row.id = app.id();
    }
    row.version += 1;
    keep(app, by, row.clone(), client).await?;
    Ok(Ok(row))
}

/// Takes a row out: it counts for no new calculation.
///
/// # Errors
///
/// As [`save_row`], and [`Error::NotFound`].
pub async fn retire_row(
    app: &App,
    by: &SignedIn,
    id: PolicyRowId,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    let found = app.store.read(move |db| db.policy_row(id)).await?;
    let mut row = found.ok_or(Error::NotFound)?;
    row.is_retired = true;
    row.version += 1;
    keep(app, by, row, client).await
}

async fn keep(app: &App, by: &SignedIn, row: PolicyRow, client: String) -> Result<(), Error> {
    let (desk, by, now) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            let before = tx.policy_row(row.id)?;
            if before.is_none() && tx.policy()?.len() >= MAX_ROWS {
                return Err(Error::Limited);
            }
            tx.insert_policy_row(&row)?;
            let json = |row: &PolicyRow| serde_json::to_string(row).map_err(anyhow::Error::from);
            let (by, target) = (by.agent.id, format!("policy {}", row.service));
            tx.insert_audit(&AuditEntry {
                before: before.as_ref().map(json).transpose()?,
                after: Some(json(&row)?),
                ..entry(&desk, by, "policy_saved", target, &client, now)
            })?;
            Ok(())
        })
        .await
}

/// What a claim with these facts would come to; nothing is kept.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::Claim`] where nothing can be calculated.
pub async fn preview(app: &App, by: &SignedIn, facts: Facts) -> Result<Calculation, Error> {
    by.check(Permission::WorkClaims)?;
    app.store.read(move |db| calculated(db, &facts)).await
}

/// The latest values of units of account.
///
/// # Errors
///
/// [`Error::Forbidden`] for those who only read.
pub async fn index_values(app: &App, by: &SignedIn) -> Result<Vec<IndexValue>, Error> {
    check_read(by)?;
    Ok(app.store.read(|db| db.latest_index_values(DAYS)).await?)
}

/// Takes over values of a unit of account; gives how many days were new and how many changed.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators.
pub async fn import_index_values(
    app: &App,
    by: &SignedIn,
    unit: Currency,
    values: Vec<IndexValue>,
    client: String,
) -> Result<(u32, u32), Error> {
    by.check(Permission::ManageSettings)?;
    if unit.settles_in().is_none() || values.iter().any(|value| value.unit != unit) {
        return Err(Refusal::MixedCurrencies.into());
    }
    let (desk, by, now) = (app.clone(), by.agent.id, app.now());
    app.store
        .write(move |tx| {
            let (mut new, mut before, mut after) = (0, Vec::new(), Vec::new());
            for value in &values {
                match tx.save_index_value(value)? {
                    None => new += 1,
                    Some(known) if known == *value => {}
                    Some(known) => {
                        before.push(line(&known));
                        after.push(line(value));
                    }
                }
            }
            let changed = u32::try_from(after.len()).unwrap_or(u32::MAX);
            if new + changed > 0 {
                after.push(format!("+{new}"));
                let target = format!("index {}", unit.code());
                tx.insert_audit(&AuditEntry {
                    before: (!before.is_empty()).then(|| before.join("; ")),
                    after: Some(after.join("; ")),
                    ..entry(&desk, by, "index_imported", target, &client, now)
                })?;
            }
            Ok((new, changed))
        })
        .await
}

/// Who calculates by the matrix reads it as well as who keeps it.
fn check_read(by: &SignedIn) -> Result<(), Error> {
    by.check(Permission::WorkClaims)
        .or_else(|_| by.check(Permission::ManageSettings))
}

fn line(value: &IndexValue) -> String {
    format!("{}: {}", value.date, value.plain())
}
