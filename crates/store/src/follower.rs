//! Agents who are told what happens to a ticket.

use diesel::prelude::*;
use domain::{AgentId, TicketId};

use crate::schema::follower;
use crate::{Db, Error, Tx};

impl Db {
    /// Who is told what happens to a ticket.
    pub fn followers(&mut self, ticket: TicketId) -> Result<Vec<AgentId>, Error> {
        let ids: Vec<i64> = follower::table
            .filter(follower::ticket_id.eq(ticket.0))
            .order(follower::agent_id)
            .select(follower::agent_id)
            .load(self.conn())?;
        Ok(ids.into_iter().map(AgentId).collect())
    }
}

impl Tx {
    /// Has an agent told what happens; false if that was so already.
    pub fn add_follower(&mut self, ticket: TicketId, agent: AgentId) -> Result<bool, Error> {
        let row = (
            follower::ticket_id.eq(ticket.0),
            follower::agent_id.eq(agent.0),
        );
        if self.followers(ticket)?.contains(&agent) {
            return Ok(false);
        }
        diesel::insert_into(follower::table)
            .values(row)
            .execute(self.conn())?;
        Ok(true)
    }

    /// Has an agent told no more; false if that was so already.
    pub fn remove_follower(&mut self, ticket: TicketId, agent: AgentId) -> Result<bool, Error> {
        let rows =
            diesel::delete(follower::table.find((ticket.0, agent.0))).execute(self.conn())?;
        Ok(rows > 0)
    }
}
