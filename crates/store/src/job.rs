//! Work that follows from a transaction: mails, pictures.
//!
//! A job is enqueued together with what it follows from. A worker claims it with a lease; if the
//! worker dies, the lease ends and another one claims it. Each claim has a number, so that a worker
//! that comes back too late cannot end what is now somebody else's.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use domain::JobId;
use jiff::{SignedDuration, Timestamp};

use crate::columns::{instant, instant_if, micros, number};
use crate::connection::Conn;
use crate::prepared::prepared;
use crate::schema::job;
use crate::{Db, Error, Tx};

/// Which jobs a worker takes: those that take long have workers of their own, so that no mail
/// waits for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// What is done in a moment.
    Quick,
    /// What can take minutes.
    Long,
    /// What waits for the scanner for viruses, which may be away for hours.
    Scan,
}

impl Lane {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Quick, Self::Long, Self::Scan];

    fn condition(self) -> &'static str {
        match self {
            Self::Quick => "kind NOT IN ('export', 'scan')",
            Self::Long => "kind = 'export'",
            Self::Scan => "kind = 'scan'",
        }
    }
}

/// A job as it is enqueued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// Its key.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// With what, as JSON.
    pub payload: String,
    /// Not before this instant.
    pub run_at: Timestamp,
    /// If there is a job with the same one, this one is not needed.
    pub unique_key: Option<String>,
}

/// A job that was claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its key.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// With what, as JSON.
    pub payload: String,
    /// How often it was claimed, this time included.
    pub attempts: u32,
    /// Since when it was to be done.
    pub run_at: Timestamp,
    /// The number of this claim; whoever ends the job has to know it.
    pub lease: i64,
}

/// A job that failed and is tried again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailingJob {
    /// Its key.
    pub id: JobId,
    /// With what it is to be done, as JSON.
    pub payload: String,
    /// How often it was tried.
    pub attempts: u32,
    /// What went wrong the last time.
    pub error: String,
    /// Not before this instant again; in the past while somebody works on it.
    pub run_at: Timestamp,
}

/// A job that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuriedJob {
    /// Its key.
    pub id: JobId,
    /// What was to be done.
    pub kind: String,
    /// With what, as JSON.
    pub payload: String,
    /// How often it was tried.
    pub attempts: u32,
    /// What went wrong the last time.
    pub error: String,
    /// When the last try began.
    pub buried_at: Timestamp,
}

/// The values of `job.state`.
const READY: i16 = 0;
const BURIED: i16 = 1;

#[derive(QueryableByName)]
#[diesel(table_name = job)]
struct ClaimedRow {
    id: i64,
    kind: String,
    payload: String,
    attempts: i64,
    run_at: i64,
    lease: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = job)]
struct FailingRow {
    id: i64,
    payload: String,
    attempts: i64,
    error: Option<String>,
    run_at: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = job)]
struct BuriedRow {
    id: i64,
    kind: String,
    payload: String,
    attempts: i64,
    error: Option<String>,
    run_at: i64,
    claimed_at: Option<i64>,
}

#[derive(QueryableByName)]
struct Due {
    #[diesel(sql_type = BigInt, column_name = id)]
    _id: i64,
}

const ENQUEUE: &str = "
    INSERT INTO job (id, kind, payload, state, run_at, attempts, lease, unique_key)
    VALUES ($1, $2, $3, 0, $4, 0, 0, $5) ON CONFLICT (unique_key) DO NOTHING";

/// There is an index for it in each lane, so that hardly more than what others work on is passed over.
const DUE: &str = "
    SELECT id FROM job
    WHERE state = 0 AND {kinds} AND run_at <= $1 AND (locked_until IS NULL OR locked_until < $2)
    ORDER BY run_at, id LIMIT $3";

impl Db {
    /// The jobs that were given up, newest first.
    pub fn buried_jobs(&mut self, limit: u32) -> Result<Vec<BuriedJob>, Error> {
        let rows = job::table
            .filter(sql::<Bool>("state = 1"))
            .order(job::id.desc())
            .limit(limit.into())
            .select(BuriedRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(BuriedJob::try_from).collect()
    }

    /// The jobs of a kind that failed and are tried again, those that come next first.
    pub fn failing_jobs(&mut self, kind: &str, limit: u32) -> Result<Vec<FailingJob>, Error> {
        let rows = job::table
            .filter(sql::<Bool>("state = 0 AND error IS NOT NULL"))
            .filter(job::kind.eq(kind))
            .order((job::run_at, job::id))
            .limit(limit.into())
            .select(FailingRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(FailingJob::try_from).collect()
    }

    /// Whether a job can be claimed.
    pub fn has_due_job(&mut self, lane: Lane, now: Timestamp) -> Result<bool, Error> {
        let due: Option<Due> = prepared(due(lane))
            .bind::<BigInt, _>(micros(now))
            .bind::<BigInt, _>(micros(now))
            .bind::<BigInt, _>(1_i64)
            .get_result(self.conn())
            .optional()?;
        Ok(due.is_some())
    }

    /// What the newest job of a kind is to do, of those that are not done.
    pub fn waiting_payload(&mut self, kind: &str) -> Result<Option<String>, Error> {
        let payload = job::table
            .filter(sql::<Bool>("state = 0"))
            .filter(job::kind.eq(kind))
            .order(job::id.desc())
            .select(job::payload)
            .first(self.conn())
            .optional()?;
        Ok(payload)
    }

    /// Since when the oldest job is to be done, whether somebody works on it or not; in the
    /// future if none is due.
    pub fn oldest_due_job(&mut self) -> Result<Option<Timestamp>, Error> {
        let oldest: Option<i64> = job::table
            .filter(sql::<Bool>("state = 0"))
            .order((job::run_at, job::id))
            .select(job::run_at)
            .first(self.conn())
            .optional()?;
        instant_if(oldest, "job.run_at")
    }
}

impl Tx {
    /// Enqueues a job; false if there is one with the same unique key.
    pub fn enqueue(&mut self, new: &NewJob) -> Result<bool, Error> {
        let rows = prepared(ENQUEUE)
            .bind::<BigInt, _>(new.id.0)
            .bind::<Text, _>(&new.kind)
            .bind::<Text, _>(&new.payload)
            .bind::<BigInt, _>(micros(new.run_at))
            .bind::<Nullable<Text>, _>(new.unique_key.as_deref())
            .execute(self.conn())?;
        Ok(rows == 1)
    }

    /// Claims at most `limit` jobs that are due and not claimed, oldest first. The claims end
    /// after `lease`.
    pub fn claim_jobs(
        &mut self,
        now: Timestamp,
        lease: SignedDuration,
        worker: &str,
        lane: Lane,
        limit: u32,
    ) -> Result<Vec<Job>, Error> {
        let locked_until = now.saturating_add(lease).unwrap_or(Timestamp::MAX);
        let claim = claim(self.conn(), lane);
        let mut rows: Vec<ClaimedRow> = prepared(claim)
            .bind::<BigInt, _>(micros(now))
            .bind::<BigInt, _>(micros(now))
            .bind::<BigInt, _>(i64::from(limit))
            .bind::<BigInt, _>(micros(now))
            .bind::<BigInt, _>(micros(locked_until))
            .bind::<Text, _>(worker)
            .load(self.conn())?;
        rows.sort_by_key(|row| (row.run_at, row.id));
        rows.into_iter().map(Job::try_from).collect()
    }

    /// Removes a job that is done; false if the claim is not valid any more.
    pub fn finish_job(&mut self, id: JobId, lease: i64) -> Result<bool, Error> {
        let claimed = job::table
            .find(id.0)
            .filter(job::lease.eq(lease))
            .filter(job::state.eq(READY));
        Ok(diesel::delete(claimed).execute(self.conn())? == 1)
    }

    /// Puts a job back for another try at `run_at`; false if the claim is not valid any more.
    pub fn retry_job(
        &mut self,
        id: JobId,
        lease: i64,
        run_at: Timestamp,
        error: &str,
    ) -> Result<bool, Error> {
        let claimed = job::table
            .find(id.0)
            .filter(job::lease.eq(lease))
            .filter(job::state.eq(READY));
        let rows = diesel::update(claimed)
            .set((
                job::run_at.eq(micros(run_at)),
                job::locked_until.eq(None::<i64>),
                job::lease.eq(lease + 1),
                job::error.eq(error),
            ))
            .execute(self.conn())?;
        Ok(rows == 1)
    }

    /// Gives a job up; false if the claim is not valid any more.
    pub fn bury_job(&mut self, id: JobId, lease: i64, error: &str) -> Result<bool, Error> {
        let claimed = job::table
            .find(id.0)
            .filter(job::lease.eq(lease))
            .filter(job::state.eq(READY));
        let rows = diesel::update(claimed)
            .set((
                job::state.eq(BURIED),
                job::locked_until.eq(None::<i64>),
                job::error.eq(error),
            ))
            .execute(self.conn())?;
        Ok(rows == 1)
    }

    /// Puts a job that was given up back to work, as if it were new; false if it was not.
    pub fn revive_job(&mut self, id: JobId, now: Timestamp) -> Result<bool, Error> {
        let buried = job::table.find(id.0).filter(job::state.eq(BURIED));
        let rows = diesel::update(buried)
            .set((
                job::state.eq(READY),
                job::run_at.eq(micros(now)),
                job::attempts.eq(0_i64),
                job::error.eq(None::<String>),
            ))
            .execute(self.conn())?;
        Ok(rows == 1)
    }
}

fn due(lane: Lane) -> String {
    DUE.replace("{kinds}", lane.condition())
}

/// On PostgreSQL what another worker is claiming is passed over; SQLite has one writer only.
fn claim(conn: &Conn, lane: Lane) -> String {
    let lock = match conn {
        Conn::Postgres(_) => "FOR UPDATE SKIP LOCKED",
        Conn::Sqlite(_) => "",
    };
    format!(
        "WITH due AS ({due} {lock})
        UPDATE job SET attempts = attempts + 1, lease = lease + 1,
            claimed_at = $4, locked_until = $5, worker = $6
        WHERE id IN (SELECT id FROM due)
        RETURNING id, kind, payload, attempts, run_at, lease",
        due = due(lane)
    )
}

impl TryFrom<ClaimedRow> for Job {
    type Error = Error;

    fn try_from(row: ClaimedRow) -> Result<Self, Error> {
        Ok(Self {
            id: JobId(row.id),
            kind: row.kind,
            payload: row.payload,
            attempts: number(row.attempts, "job.attempts")?,
            run_at: instant(row.run_at, "job.run_at")?,
            lease: row.lease,
        })
    }
}

impl TryFrom<FailingRow> for FailingJob {
    type Error = Error;

    fn try_from(row: FailingRow) -> Result<Self, Error> {
        Ok(Self {
            id: JobId(row.id),
            payload: row.payload,
            attempts: number(row.attempts, "job.attempts")?,
            error: row.error.unwrap_or_default(),
            run_at: instant(row.run_at, "job.run_at")?,
        })
    }
}

impl TryFrom<BuriedRow> for BuriedJob {
    type Error = Error;

    fn try_from(row: BuriedRow) -> Result<Self, Error> {
        Ok(Self {
            id: JobId(row.id),
            kind: row.kind,
            payload: row.payload,
            attempts: number(row.attempts, "job.attempts")?,
            error: row.error.unwrap_or_default(),
            buried_at: instant(row.claimed_at.unwrap_or(row.run_at), "job.claimed_at")?,
        })
    }
}
