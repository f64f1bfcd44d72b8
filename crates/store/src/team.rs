//! Teams of agents.

use diesel::prelude::*;
use domain::{Team, TeamId};

use crate::columns::{changed, name_order, number};
use crate::schema::team;
use crate::{Db, Error, Tx};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = team)]
struct TeamRow {
    id: i64,
    name: String,
    colour: i16,
}

impl Db {
    /// All teams, by name.
    ///
    /// # Errors
    ///
    /// When the database does not answer or what it has cannot be read.
    pub fn teams(&mut self) -> Result<Vec<Team>, Error> {
        let rows = team::table.select(TeamRow::as_select()).load(self.conn())?;
        let mut teams: Vec<Team> = rows
            .into_iter()
            .map(Team::try_from)
            .collect::<Result<_, _>>()?;
        teams.sort_by_cached_key(|team| name_order(&team.name));
        Ok(teams)
    }
}

impl Tx {
    /// Keeps a new team.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `team_name_key` if the name is taken.
    pub fn insert_team(&mut self, team: &Team) -> Result<(), Error> {
        diesel::insert_into(team::table)
            .values(TeamRow::from(team))
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps the changes of a team.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `team_name_key`, [`Error::Stale`] if there is no such team.
    pub fn save_team(&mut self, team: &Team) -> Result<(), Error> {
        let row = TeamRow::from(team);
        let rows = diesel::update(team::table.find(row.id))
            .set(row)
            .execute(self.conn())?;
        changed(rows)
    }
}

impl From<&Team> for TeamRow {
    fn from(team: &Team) -> Self {
        Self {
            id: team.id.0,
            name: team.name.clone(),
            colour: team.colour.into(),
        }
    }
}

impl TryFrom<TeamRow> for Team {
    type Error = Error;

    fn try_from(row: TeamRow) -> Result<Self, Error> {
        Ok(Self {
            id: TeamId(row.id),
            name: row.name,
            colour: number(row.colour, "team.colour")?,
        })
    }
}
