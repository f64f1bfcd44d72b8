//! What the staff does with a claim; each names the version of the claim that was seen.

use domain::compensation::{Claim, Command, Facts, Move, Refusal, calculate, row_for};
use domain::{ClaimId, Permission};
use store::Db;

use super::{change, load_unchanged, party};
use crate::{App, Error, SignedIn};

/// Does one thing with a claim; the rules are in [`Claim::decide`].
///
/// Offers, acceptance and payments have operations of their own: they follow from the solution
/// and from batches.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`], [`Error::Claim`], or [`Error::Conflict`] if somebody
/// saved since `version` was read; then nothing was done.
pub async fn act(
    app: &App,
    by: &SignedIn,
    id: ClaimId,
    version: i64,
    command: Command,
) -> Result<Claim, Error> {
    by.check(Permission::WorkClaims)?;
    let wanted = command.as_move();
    if wanted == Move::Calculate || !Move::OF_STAFF.contains(&wanted) {
        return Err(Error::Forbidden);
    }
    let (desk, by, now) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            let (mut claim, ticket) = load_unchanged(tx, &by, id, version)?;
            let party = party(tx, &desk, &by, &claim, &ticket)?;
            change(tx, &desk, &mut claim, party, &command, now)?;
            Ok(claim)
        })
        .await
}

/// Calculates a claim by the matrix as it is now.
///
/// # Errors
///
/// As [`act`]; [`Refusal::NoRow`] or [`Refusal::IndexMissing`] where nothing can be calculated.
pub async fn calculate_claim(
    app: &App,
    by: &SignedIn,
    id: ClaimId,
    version: i64,
    facts: Facts,
    reason: String,
) -> Result<Claim, Error> {
    by.check(Permission::WorkClaims)?;
    if facts.date > app.today() {
        return Err(Refusal::DateInTheFuture.into());
    }
    let (desk, by, now) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            let (mut claim, ticket) = load_unchanged(tx, &by, id, version)?;
            let party = party(tx, &desk, &by, &claim, &ticket)?;
            let calculation = calculated(tx, &facts)?;
            let command = Command::Calculate {
                calculation: Box::new(calculation),
                reason: reason.clone(),
            };
            change(tx, &desk, &mut claim, party, &command, now)?;
            Ok(claim)
        })
        .await
}

/// The amount for facts by the matrix and the values as they are.
pub(super) fn calculated(
    db: &mut Db,
    facts: &Facts,
) -> Result<domain::compensation::Calculation, Error> {
    let rows = db.policy()?;
    let row = row_for(&rows, facts)?;
    let value = match row.cap.filter(|cap| cap.currency.settles_in().is_some()) {
        Some(cap) => db.index_value(cap.currency, facts.date)?,
        None => None,
    };
    let calculation = calculate(facts, row, |unit, date| {
        value.filter(|value| value.unit == unit && value.date == date)
    })?;
    Ok(calculation)
}
