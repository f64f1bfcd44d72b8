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
        let teams = self.teams_to_edit()?;
        Ok(teams.into_iter().map(|(team, _)| team).collect())
    }

    /// All teams, by name, with their versions.
    ///
    /// # Errors
    ///
    /// When the database does not answer or what it has cannot be read.
    pub fn teams_to_edit(&mut self) -> Result<Vec<(Team, i64)>, Error> {
        let rows: Vec<(TeamRow, i64)> = team::table
            .select((TeamRow::as_select(), team::version))
            .load(self.conn())?;
        let mut teams = Vec::with_capacity(rows.len());
        for (row, version) in rows {
            teams.push((Team::try_from(row)?, version));
        }
        teams.sort_by_cached_key(|(team, _)| name_order(&team.name));
        Ok(teams)
    }

    /// A team.
    ///
    /// # Errors
    ///
    /// When the database does not answer or what it has cannot be read.
    pub fn team(&mut self, id: TeamId) -> Result<Option<Team>, Error> {
        let query = team::table.find(id.0).select(TeamRow::as_select());
        let row = query.first(self.conn()).optional()?;
        row.map(Team::try_from).transpose()
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

    /// Keeps the changes of a team; `version` is that of the one it replaces.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `team_name_key`, [`Error::Stale`] if there is no such team or somebody
    /// else saved it since.
    pub fn save_team(&mut self, team: &Team, version: i64) -> Result<(), Error> {
        let row = TeamRow::from(team);
        let unchanged = team::table.find(row.id).filter(team::version.eq(version));
        let rows = diesel::update(unchanged)
            .set((row, team::version.eq(version + 1)))
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
