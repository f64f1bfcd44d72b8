//! Teams: their names and colours.

use domain::form::{FieldError, required};
use domain::{Permission, Team, TeamId};
use serde_json::{Value, json};

use crate::audit::{Change, note};
use crate::{App, Error, SignedIn};

/// The longest name of a team, in characters.
pub const MAX_NAME: usize = 60;

/// The colours there are: 1 to this.
pub const COLOURS: u8 = 4;

/// All teams by name, each with the version to save it with.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators.
pub async fn list(app: &App, by: &SignedIn) -> Result<Vec<(Team, i64)>, Error> {
    by.check(Permission::ManageSettings)?;
    app.store.read(|db| Ok(db.teams_to_edit()?)).await
}

/// Makes a team.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::Invalid`] with the field to mend.
pub async fn create(
    app: &App,
    by: &SignedIn,
    name: &str,
    colour: u8,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    let team = checked(app.id(), name, colour)?;
    let (desk, by, at) = (app.clone(), by.agent.id, app.now());
    app.store
        .write(move |tx| {
            tx.insert_team(&team).map_err(taken)?;
            let change = Change {
                by,
                action: "team_created",
                target: format!("team {}", team.name),
                before: Value::Null,
                after: told(&team),
                client: &client,
                at,
            };
            note(tx, &desk, &change)
        })
        .await
}

/// Renames a team or gives it another colour.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::Invalid`] with the field to mend; [`Error::Conflict`] if
/// somebody saved it since `version` was read.
pub async fn save(
    app: &App,
    by: &SignedIn,
    id: TeamId,
    name: &str,
    colour: u8,
    version: i64,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    let team = checked(id, name, colour)?;
    let (desk, by, at) = (app.clone(), by.agent.id, app.now());
    app.store
        .write(move |tx| {
            let before = tx.team(id)?.ok_or(Error::NotFound)?;
            tx.save_team(&team, version).map_err(taken)?;
            let change = Change {
                by,
                action: "team_saved",
                target: format!("team {}", before.name),
                before: told(&before),
                after: told(&team),
                client: &client,
                at,
            };
            note(tx, &desk, &change)
        })
        .await
}

fn checked(id: TeamId, name: &str, colour: u8) -> Result<Team, Error> {
    let name = required(name, MAX_NAME).map_err(|error| Error::Invalid {
        field: "name",
        error,
    })?;
    if !(1..=COLOURS).contains(&colour) {
        return Err(Error::Invalid {
            field: "colour",
            error: FieldError::NotAnOption,
        });
    }
    Ok(Team { id, name, colour })
}

fn taken(error: store::Error) -> Error {
    if error.is_unique("team_name_key") {
        Error::Invalid {
            field: "name",
            error: FieldError::NotAnOption,
        }
    } else {
        error.into()
    }
}

fn told(team: &Team) -> Value {
    json!({ "name": team.name, "colour": team.colour })
}
