//! Counters for limits: fixed windows that hold over restarts and on all nodes.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use jiff::{SignedDuration, Timestamp};

use crate::columns::{micros, number};
use crate::prepared::prepared;
use crate::schema::counter;
use crate::{Db, Error, Tx};

/// When the old window has ended a new one begins.
const HIT: &str = "
    INSERT INTO counter (name, hits, ends_at) VALUES ($1, $2, $3)
    ON CONFLICT (name) DO UPDATE SET
        hits = excluded.hits + CASE WHEN counter.ends_at <= $4 THEN 0 ELSE counter.hits END,
        ends_at = CASE WHEN counter.ends_at <= $5 THEN excluded.ends_at ELSE counter.ends_at END
    RETURNING hits";

#[derive(QueryableByName)]
#[diesel(table_name = counter)]
struct Hits {
    hits: i64,
}

impl Db {
    /// How often it was counted in the window that is open at `now`.
    pub fn hits(&mut self, name: &str, now: Timestamp) -> Result<u32, Error> {
        let hits: Option<i64> = counter::table
            .find(name)
            .filter(counter::ends_at.gt(micros(now)))
            .select(counter::hits)
            .first(self.conn())
            .optional()?;
        number(hits.unwrap_or(0), "counter.hits")
    }
}

impl Tx {
    /// Counts once more and returns the count, this time included. The first time opens a window
    /// that lasts for `window`.
    pub fn hit(
        &mut self,
        name: &str,
        window: SignedDuration,
        now: Timestamp,
    ) -> Result<u32, Error> {
        self.hit_times(name, 1, window, now)
    }

    /// Counts so many times more, as [`hit`](Self::hit) does once.
    pub fn hit_times(
        &mut self,
        name: &str,
        times: u32,
        window: SignedDuration,
        now: Timestamp,
    ) -> Result<u32, Error> {
        let ends_at = now.saturating_add(window).unwrap_or(Timestamp::MAX);
        let counted: Hits = prepared(HIT)
            .bind::<Text, _>(name)
            .bind::<BigInt, _>(i64::from(times))
            .bind::<BigInt, _>(micros(ends_at))
            .bind::<BigInt, _>(micros(now))
            .bind::<BigInt, _>(micros(now))
            .get_result(self.conn())?;
        number(counted.hits, "counter.hits")
    }

    /// Forgets a counter: it begins anew.
    pub fn clear_hits(&mut self, name: &str) -> Result<(), Error> {
        diesel::delete(counter::table.find(name)).execute(self.conn())?;
        Ok(())
    }

    /// Removes the counters whose window has ended; returns how many.
    pub fn delete_ended_counters(&mut self, now: Timestamp) -> Result<usize, Error> {
        let ended = counter::table.filter(counter::ends_at.le(micros(now)));
        Ok(diesel::delete(ended).execute(self.conn())?)
    }
}
