//! A ticket with what stands beside it on its page, by one statement.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, SmallInt, Text};
use domain::clock::Clocks;
use domain::form::{Form, Topic};
use domain::{Team, TeamId, Ticket, TicketCode};

use crate::columns::{from_json, number};
use crate::known::Known;
use crate::prepared::prepared;
use crate::ticket::{TicketRow, ticket_columns};
use crate::{Db, Error};

/// A ticket, and what there is once for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketHead {
    /// The ticket.
    pub ticket: Ticket,
    /// Its topic.
    pub topic: Topic,
    /// Its team.
    pub team: Option<Team>,
    /// The name of who has it.
    pub assignee_name: Option<String>,
    /// Its clocks.
    pub clocks: Option<Clocks>,
    /// Whether a file came with it, or is staged for it by anybody.
    pub has_files: bool,
    /// Whether compensation was ever asked for.
    pub has_claim: bool,
}

#[derive(QueryableByName)]
struct HeadRow {
    #[diesel(embed)]
    ticket: TicketRow,
    #[diesel(sql_type = Text)]
    topic_slug: String,
    #[diesel(sql_type = BigInt)]
    topic_position: i64,
    #[diesel(sql_type = Bool)]
    topic_is_active: bool,
    #[diesel(sql_type = BigInt)]
    topic_team_id: i64,
    #[diesel(sql_type = Text)]
    topic_form: String,
    #[diesel(sql_type = Nullable<Text>)]
    team_name: Option<String>,
    #[diesel(sql_type = Nullable<SmallInt>)]
    team_colour: Option<i16>,
    #[diesel(sql_type = Nullable<Text>)]
    assignee_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    clocks: Option<String>,
    #[diesel(sql_type = Bool)]
    has_files: bool,
    #[diesel(sql_type = Bool)]
    has_claim: bool,
}

const HEAD: &str = concat!(
    "SELECT ",
    ticket_columns!(),
    ",
        topic.slug AS topic_slug, topic.position AS topic_position,
        topic.is_active AS topic_is_active, topic.team_id AS topic_team_id,
        topic.form AS topic_form, team.name AS team_name, team.colour AS team_colour,
        agent.name AS assignee_name, clock.data AS clocks,
        EXISTS (SELECT 1 FROM file WHERE file.ticket_id = ticket.id) AS has_files,
        EXISTS (SELECT 1 FROM claim WHERE claim.ticket_id = ticket.id) AS has_claim
    FROM ticket
    JOIN topic ON topic.id = ticket.topic_id
    LEFT JOIN team ON team.id = ticket.team_id
    LEFT JOIN agent ON agent.id = ticket.assignee_id
    LEFT JOIN clock ON clock.ticket_id = ticket.id
    WHERE ticket.code = $1"
);

impl Db {
    /// The ticket with this code, and what its page shows of it once.
    pub fn ticket_head(&mut self, code: &TicketCode) -> Result<Option<TicketHead>, Error> {
        let row: Option<HeadRow> = prepared(HEAD)
            .bind::<Text, _>(code.as_str())
            .get_result(self.conn())
            .optional()?;
        row.map(|row| row.read(&mut self.link.forms)).transpose()
    }
}

impl HeadRow {
    fn read(self, forms: &mut Known<Form>) -> Result<TicketHead, Error> {
        let ticket = Ticket::try_from(self.ticket)?;
        let topic = Topic {
            id: ticket.topic,
            slug: self.topic_slug,
            position: number(self.topic_position, "topic.position")?,
            is_active: self.topic_is_active,
            team: TeamId(self.topic_team_id),
            form: forms.read(ticket.topic.0, self.topic_form, "topic.form")?,
        };
        let team = |(name, colour): (String, i16)| {
            Ok::<_, Error>(Team {
                id: ticket.team,
                name,
                colour: number(colour, "team.colour")?,
            })
        };
        let team = self.team_name.zip(self.team_colour).map(team).transpose()?;
        let clocks = self.clocks.as_deref();
        let clocks = clocks.map(|data| from_json(data, "clock.data"));
        Ok(TicketHead {
            clocks: clocks.transpose()?,
            ticket,
            topic,
            team,
            assignee_name: self.assignee_name,
            has_files: self.has_files,
            has_claim: self.has_claim,
        })
    }
}
