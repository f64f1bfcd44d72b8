//! What assignment goes by: rules, duties, absences, and who has how much.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use domain::assignment::{Absence, Conditions, Duty, Rule, Stage};
use domain::{AbsenceId, AgentId, ContactId, OrganizationId, RuleId, TeamId, TicketId, TopicId};
use jiff::Timestamp;

use crate::columns::{changed, from_json, instant, instant_if, json, micros, named, number};
use crate::prepared::prepared;
use crate::schema::{absence, duty, rule};
use crate::{Db, Error, Tx};

/// How much waits for somebody in a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// In whose queue.
    pub team: TeamId,
    /// How many open tickets nobody has.
    pub count: u32,
    /// When the oldest of them was filed.
    pub oldest: Timestamp,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = rule, treat_none_as_null = true)]
struct RuleRow {
    id: i64,
    position: i64,
    topic_id: Option<i64>,
    organization_id: Option<i64>,
    language: Option<String>,
    keyword: Option<String>,
    team_id: i64,
    skills: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = duty)]
struct DutyRow {
    agent_id: i64,
    capacity: Option<i64>,
    last_assigned_at: Option<i64>,
    skills: String,
    shift: Option<String>,
    was_on: bool,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = absence, treat_none_as_null = true)]
struct AbsenceRow {
    id: i64,
    agent_id: i64,
    from_at: i64,
    until_at: i64,
    substitute_id: Option<i64>,
    stage: String,
}

/// An open ticket that nobody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queued {
    /// The ticket.
    pub ticket: TicketId,
    /// Its team.
    pub team: TeamId,
    /// By what the list is sorted: when it is due, in microseconds; what never is comes last.
    due: i64,
}

/// An agent with the duty, if anything was said of it.
#[derive(QueryableByName)]
struct WorkloadRow {
    #[diesel(sql_type = BigInt)]
    agent_id: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    capacity: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    last_assigned_at: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    skills: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    shift: Option<String>,
    #[diesel(sql_type = Nullable<Bool>)]
    was_on: Option<bool>,
    #[diesel(sql_type = BigInt)]
    open: i64,
}

#[derive(QueryableByName)]
struct LoadRow {
    #[diesel(sql_type = BigInt)]
    agent_id: i64,
    #[diesel(sql_type = BigInt)]
    open: i64,
}

#[derive(QueryableByName)]
struct WaitingRow {
    #[diesel(sql_type = BigInt)]
    team_id: i64,
    #[diesel(sql_type = BigInt)]
    count: i64,
    #[diesel(sql_type = BigInt)]
    oldest: i64,
}

#[derive(QueryableByName)]
struct QueuedRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    team_id: i64,
    #[diesel(sql_type = BigInt)]
    due: i64,
}

#[derive(QueryableByName)]
struct TicketRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

#[derive(QueryableByName)]
struct AgentRow {
    #[diesel(sql_type = BigInt)]
    agent_id: i64,
}

const LOADS: &str = "
    SELECT assignee_id AS agent_id, count(*) AS open
    FROM ticket WHERE status < 4 AND assignee_id IS NOT NULL GROUP BY assignee_id";

const WORKLOADS: &str = "
    SELECT agent.id AS agent_id, duty.capacity, duty.last_assigned_at, duty.skills, duty.shift,
        duty.was_on,
        (SELECT count(*) FROM ticket WHERE assignee_id = agent.id AND status < 4) AS open
    FROM agent LEFT JOIN duty ON duty.agent_id = agent.id
    WHERE agent.team_id = $1 OR agent.id = $2";

const WAITING: &str = "
    SELECT team_id, count(*) AS count, min(created_at) AS oldest
    FROM ticket WHERE status < 4 AND assignee_id IS NULL GROUP BY team_id ORDER BY oldest, team_id";

/// What is never due comes last on both engines.
const QUEUED: &str = "
    SELECT id, team_id, due FROM (
        SELECT id, team_id, coalesce(due_at, 9223372036854775807) AS due
        FROM ticket WHERE status < 4 AND assignee_id IS NULL) waiting
    WHERE due >= $1 AND (due > $2 OR id > $3) ORDER BY due, id LIMIT $4";

/// What waits for the requester's answer to a proposal comes back to its agent, so it counts too.
const HELD: &str = "
    SELECT id FROM ticket WHERE status < 4 AND assignee_id = $1
    UNION ALL SELECT id FROM ticket WHERE status = 4 AND assignee_id = $2
    ORDER BY id";

const LAST_AGENT: &str = "
    SELECT assignee_id AS agent_id FROM ticket
    WHERE requester_id = $1 AND id <> $2 AND assignee_id IS NOT NULL
    ORDER BY created_at DESC, id DESC LIMIT 1";

const LAST_AGENT_FOR: &str = "
    SELECT assignee_id AS agent_id FROM ticket
    WHERE organization_id = $1 AND id <> $2 AND assignee_id IS NOT NULL
    ORDER BY created_at DESC, id DESC LIMIT 1";

const SAVE_DUTY: &str = "
    INSERT INTO duty (agent_id, capacity, last_assigned_at, skills, shift, was_on)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (agent_id) DO UPDATE
    SET capacity = excluded.capacity, last_assigned_at = excluded.last_assigned_at,
        skills = excluded.skills, shift = excluded.shift, was_on = excluded.was_on";

/// What was said of somebody stays; of whom nothing was, nothing is said now.
const SAVE_LAST_ASSIGNED: &str = "
    INSERT INTO duty (agent_id, last_assigned_at, skills, was_on) VALUES ($1, $2, $3, $4)
    ON CONFLICT (agent_id) DO UPDATE SET last_assigned_at = excluded.last_assigned_at";

impl Db {
    /// All rules, in their order.
    pub fn rules(&mut self) -> Result<Vec<Rule>, Error> {
        let rows: Vec<RuleRow> = rule::table
            .order((rule::position, rule::id))
            .select(RuleRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(Rule::try_from).collect()
    }

    /// What was said of the duties of agents.
    pub fn duties(&mut self) -> Result<HashMap<AgentId, Duty>, Error> {
        let rows: Vec<DutyRow> = duty::table.select(DutyRow::as_select()).load(self.conn())?;
        let duties = rows.into_iter().map(Duty::try_from);
        duties
            .map(|duty| duty.map(|duty| (duty.agent, duty)))
            .collect()
    }

    /// Absences that are not over, the earliest first.
    pub fn absences(&mut self) -> Result<Vec<Absence>, Error> {
        let rows: Vec<AbsenceRow> = absence::table
            .filter(absence::stage.ne(Stage::Ended.name()))
            .order((absence::from_at, absence::id))
            .select(AbsenceRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(Absence::try_from).collect()
    }

    /// How many open tickets each agent has who has any.
    pub fn loads(&mut self) -> Result<HashMap<AgentId, u32>, Error> {
        let rows: Vec<LoadRow> = prepared(LOADS).load(self.conn())?;
        let load =
            |row: LoadRow| Ok((AgentId(row.agent_id), number(row.open, "count of tickets")?));
        rows.into_iter().map(load).collect()
    }

    /// The duty of each agent of a team, and of one more, with how many open tickets they have.
    pub fn workloads(
        &mut self,
        team: TeamId,
        other: Option<AgentId>,
    ) -> Result<HashMap<AgentId, (Duty, u32)>, Error> {
        let rows: Vec<WorkloadRow> = prepared(WORKLOADS)
            .bind::<BigInt, _>(team.0)
            .bind::<Nullable<BigInt>, _>(other.map(|agent| agent.0))
            .load(self.conn())?;
        let workloads = rows.into_iter().map(WorkloadRow::read);
        workloads
            .map(|read| read.map(|(duty, open)| (duty.agent, (duty, open))))
            .collect()
    }

    /// How much waits for somebody, the team with the oldest ticket first.
    pub fn waiting(&mut self) -> Result<Vec<Waiting>, Error> {
        let rows: Vec<WaitingRow> = prepared(WAITING).load(self.conn())?;
        let waiting = |row: WaitingRow| {
            Ok(Waiting {
                team: TeamId(row.team_id),
                count: number(row.count, "count of tickets")?,
                oldest: instant(row.oldest, "ticket.created_at")?,
            })
        };
        rows.into_iter().map(waiting).collect()
    }

    /// Open tickets that nobody has behind `after`, what is due first.
    pub fn queued(&mut self, after: Option<Queued>, limit: u32) -> Result<Vec<Queued>, Error> {
        let (due, id) = after.map_or((i64::MIN, i64::MIN), |last| (last.due, last.ticket.0));
        let rows: Vec<QueuedRow> = prepared(QUEUED)
            .bind::<BigInt, _>(due)
            .bind::<BigInt, _>(due)
            .bind::<BigInt, _>(id)
            .bind::<BigInt, _>(i64::from(limit))
            .load(self.conn())?;
        let queued = |row: QueuedRow| Queued {
            ticket: TicketId(row.id),
            team: TeamId(row.team_id),
            due: row.due,
        };
        Ok(rows.into_iter().map(queued).collect())
    }

    /// The tickets of an agent that have not ended.
    pub fn held_by(&mut self, agent: AgentId) -> Result<Vec<TicketId>, Error> {
        let rows: Vec<TicketRow> = prepared(HELD)
            .bind::<BigInt, _>(agent.0)
            .bind::<BigInt, _>(agent.0)
            .load(self.conn())?;
        Ok(rows.into_iter().map(|row| TicketId(row.id)).collect())
    }

    /// Who has, or had last, the newest other ticket of a contact that anybody had.
    pub fn last_agent_of(
        &mut self,
        contact: ContactId,
        but: TicketId,
    ) -> Result<Option<AgentId>, Error> {
        let row: Option<AgentRow> = prepared(LAST_AGENT)
            .bind::<BigInt, _>(contact.0)
            .bind::<BigInt, _>(but.0)
            .get_result(self.conn())
            .optional()?;
        Ok(row.map(|row| AgentId(row.agent_id)))
    }

    /// Who has, or had last, the newest other ticket of a company that anybody had.
    pub fn last_agent_for(
        &mut self,
        organization: OrganizationId,
        but: TicketId,
    ) -> Result<Option<AgentId>, Error> {
        let row: Option<AgentRow> = prepared(LAST_AGENT_FOR)
            .bind::<BigInt, _>(organization.0)
            .bind::<BigInt, _>(but.0)
            .get_result(self.conn())
            .optional()?;
        Ok(row.map(|row| AgentId(row.agent_id)))
    }
}

impl Tx {
    /// Keeps a new rule.
    pub fn insert_rule(&mut self, new: &Rule) -> Result<(), Error> {
        diesel::insert_into(rule::table)
            .values(RuleRow::of(new)?)
            .execute(self.conn())?;
        self.renew_rulebook()
    }

    /// Keeps the changes of a rule.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is no such rule.
    pub fn save_rule(&mut self, saved: &Rule) -> Result<(), Error> {
        let rows = diesel::update(rule::table.find(saved.id.0))
            .set(RuleRow::of(saved)?)
            .execute(self.conn())?;
        changed(rows)?;
        self.renew_rulebook()
    }

    /// Removes a rule.
    pub fn delete_rule(&mut self, id: RuleId) -> Result<(), Error> {
        diesel::delete(rule::table.find(id.0)).execute(self.conn())?;
        self.renew_rulebook()
    }

    /// Keeps what holds for an agent.
    pub fn save_duty(&mut self, saved: &Duty) -> Result<(), Error> {
        prepared(SAVE_DUTY)
            .bind::<BigInt, _>(saved.agent.0)
            .bind::<Nullable<BigInt>, _>(saved.capacity.map(i64::from))
            .bind::<Nullable<BigInt>, _>(saved.last_assigned_at.map(micros))
            .bind::<Text, _>(json(&saved.skills)?)
            .bind::<Nullable<Text>, _>(saved.shift.as_ref().map(json).transpose()?)
            .bind::<Bool, _>(saved.was_on)
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps when an agent was given something by the rules last; nothing else of the duty changes.
    pub fn save_last_assigned(&mut self, agent: AgentId, at: Timestamp) -> Result<(), Error> {
        let unsaid = Duty::unsaid(agent);
        prepared(SAVE_LAST_ASSIGNED)
            .bind::<BigInt, _>(agent.0)
            .bind::<BigInt, _>(micros(at))
            .bind::<Text, _>(json(&unsaid.skills)?)
            .bind::<Bool, _>(unsaid.was_on)
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps a new absence.
    pub fn insert_absence(&mut self, new: &Absence) -> Result<(), Error> {
        diesel::insert_into(absence::table)
            .values(AbsenceRow::from(new))
            .execute(self.conn())?;
        self.renew_rulebook()
    }

    /// Keeps the changes of an absence.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is no such absence.
    pub fn save_absence(&mut self, saved: &Absence) -> Result<(), Error> {
        let rows = diesel::update(absence::table.find(saved.id.0))
            .set(AbsenceRow::from(saved))
            .execute(self.conn())?;
        changed(rows)?;
        self.renew_rulebook()
    }
}

impl RuleRow {
    fn of(rule: &Rule) -> Result<Self, Error> {
        Ok(Self {
            id: rule.id.0,
            position: rule.position,
            topic_id: rule.when.topic.map(|topic| topic.0),
            organization_id: rule.when.organization.map(|organization| organization.0),
            language: rule.when.language.clone(),
            keyword: rule.when.keyword.clone(),
            team_id: rule.team.0,
            skills: json(&rule.skills)?,
        })
    }
}

impl TryFrom<RuleRow> for Rule {
    type Error = Error;

    fn try_from(row: RuleRow) -> Result<Self, Error> {
        Ok(Self {
            id: RuleId(row.id),
            position: row.position,
            when: Conditions {
                topic: row.topic_id.map(TopicId),
                organization: row.organization_id.map(OrganizationId),
                language: row.language,
                keyword: row.keyword,
            },
            team: TeamId(row.team_id),
            skills: from_json(&row.skills, "rule.skills")?,
        })
    }
}

impl TryFrom<DutyRow> for Duty {
    type Error = Error;

    fn try_from(row: DutyRow) -> Result<Self, Error> {
        let capacity = row
            .capacity
            .map(|capacity| number(capacity, "duty.capacity"));
        Ok(Self {
            agent: AgentId(row.agent_id),
            capacity: capacity.transpose()?,
            last_assigned_at: instant_if(row.last_assigned_at, "duty.last_assigned_at")?,
            skills: from_json(&row.skills, "duty.skills")?,
            shift: row
                .shift
                .map(|shift| from_json(&shift, "duty.shift"))
                .transpose()?,
            was_on: row.was_on,
        })
    }
}

impl WorkloadRow {
    fn read(self) -> Result<(Duty, u32), Error> {
        let open = number(self.open, "count of tickets")?;
        let (Some(skills), Some(was_on)) = (self.skills, self.was_on) else {
            return Ok((Duty::unsaid(AgentId(self.agent_id)), open));
        };
        let duty = DutyRow {
            agent_id: self.agent_id,
            capacity: self.capacity,
            last_assigned_at: self.last_assigned_at,
            skills,
            shift: self.shift,
            was_on,
        };
        Ok((duty.try_into()?, open))
    }
}

impl From<&Absence> for AbsenceRow {
    fn from(absence: &Absence) -> Self {
        Self {
            id: absence.id.0,
            agent_id: absence.agent.0,
            from_at: micros(absence.from),
            until_at: micros(absence.until),
            substitute_id: absence.substitute.map(|agent| agent.0),
            stage: absence.stage.name().to_owned(),
        }
    }
}

impl TryFrom<AbsenceRow> for Absence {
    type Error = Error;

    fn try_from(row: AbsenceRow) -> Result<Self, Error> {
        Ok(Self {
            id: AbsenceId(row.id),
            agent: AgentId(row.agent_id),
            from: instant(row.from_at, "absence.from_at")?,
            until: instant(row.until_at, "absence.until_at")?,
            substitute: row.substitute_id.map(AgentId),
            stage: named(&row.stage, "absence.stage", Stage::from_name)?,
        })
    }
}
