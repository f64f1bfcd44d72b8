//! How much there is of what operators watch.

use diesel::QueryableByName;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};
use jiff::Timestamp;

use crate::columns::{instant_if, micros};
use crate::prepared::prepared;
use crate::{Db, Error};

/// Counts of one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Tickets that somebody of the desk has to act on.
    pub open: i64,
    /// Tickets whose solution waits for its requester.
    pub proposed: i64,
    /// Jobs that are to be done, now or later.
    pub jobs: i64,
    /// Those of them whose time has come.
    pub due: i64,
    /// Since when the oldest of these is to be done.
    pub oldest_due: Option<Timestamp>,
    /// Jobs that were given up.
    pub given_up: i64,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    open: i64,
    #[diesel(sql_type = BigInt)]
    proposed: i64,
    #[diesel(sql_type = BigInt)]
    jobs: i64,
    #[diesel(sql_type = BigInt)]
    due: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    oldest_due: Option<i64>,
    #[diesel(sql_type = BigInt)]
    given_up: i64,
}

/// Each part is answered by a partial index.
const FIGURES: &str = "
    SELECT (SELECT count(*) FROM ticket WHERE status < 4) AS open,
        (SELECT count(*) FROM ticket WHERE status = 4) AS proposed,
        (SELECT count(*) FROM job WHERE state = 0) AS jobs,
        (SELECT count(*) FROM job WHERE state = 0 AND run_at <= $1) AS due,
        (SELECT min(run_at) FROM job WHERE state = 0 AND run_at <= $2) AS oldest_due,
        (SELECT count(*) FROM job WHERE state = 1) AS given_up";

impl Db {
    /// The figures at `now`.
    pub fn figures(&mut self, now: Timestamp) -> Result<Figures, Error> {
        let row: Row = prepared(FIGURES)
            .bind::<BigInt, _>(micros(now))
            .bind::<BigInt, _>(micros(now))
            .get_result(self.conn())?;
        Ok(Figures {
            open: row.open,
            proposed: row.proposed,
            jobs: row.jobs,
            due: row.due,
            oldest_due: instant_if(row.oldest_due, "job.run_at")?,
            given_up: row.given_up,
        })
    }
}
