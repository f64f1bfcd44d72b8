//! What time it was: what the clock of a start is compared with.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use jiff::{SignedDuration, Timestamp};

use crate::columns::{instant_if, micros};
use crate::connection::Conn;
use crate::prepared::prepared;
use crate::schema::{heartbeat, otp};
use crate::{Db, Error, Tx};

const BEAT: &str = "
    INSERT INTO heartbeat (node, at) VALUES ($1, $2)
    ON CONFLICT (node) DO UPDATE SET at = excluded.at";

const END_LINKS: [&str; 2] = [
    "UPDATE agent_link SET expires_at = $1
     WHERE used_at IS NULL AND expires_at > $2
        AND (expires_at <= $3 OR expires_at - created_at <= 86400000000)",
    "UPDATE account_link SET expires_at = $1
     WHERE used_at IS NULL AND expires_at > $2
        AND (expires_at <= $3 OR expires_at - created_at <= 86400000000)",
];

const JOBS: &str = "UPDATE job SET run_at = $1 WHERE state = 0 AND run_at > $2";

const LEASES: &str = "UPDATE job SET locked_until = $1 WHERE state = 0 AND locked_until > $2";

const COUNTERS: &str = "UPDATE counter SET ends_at = $1 WHERE ends_at > $2";

impl Db {
    /// The newest instant that is kept: that of a node, or that of a code. None in a new desk.
    pub fn newest_instant(&mut self) -> Result<Option<Timestamp>, Error> {
        newest_instant(self.conn())
    }
}

impl Tx {
    /// Keeps what time it is on a node.
    pub fn keep_instant(&mut self, node: u8, now: Timestamp) -> Result<(), Error> {
        prepared(BEAT)
            .bind::<BigInt, _>(i64::from(node))
            .bind::<BigInt, _>(micros(now))
            .execute(self.conn())?;
        Ok(())
    }

    /// Puts right what was written by a clock that was ahead until it said `kept`: nothing that was
    /// over by then lives again, nothing for one use that lives a day at most is left, and nothing
    /// waits for a time that no clock that is right would have named.
    pub fn set_back(&mut self, kept: Timestamp, now: Timestamp) -> Result<(), Error> {
        let later = heartbeat::table.filter(heartbeat::at.gt(micros(now)));
        diesel::delete(later).execute(self.conn())?;
        self.end_otps(now)?;
        let in_a_day = now.saturating_add(SignedDuration::from_hours(24));
        let in_a_day = micros(in_a_day.unwrap_or(Timestamp::MAX));
        let (now, kept) = (micros(now), micros(kept));
        for end_links in END_LINKS {
            prepared(end_links)
                .bind::<BigInt, _>(now)
                .bind::<BigInt, _>(now)
                .bind::<BigInt, _>(kept)
                .execute(self.conn())?;
        }
        for (pull_forward, to) in [(JOBS, now), (LEASES, now), (COUNTERS, in_a_day)] {
            prepared(pull_forward)
                .bind::<BigInt, _>(to)
                .bind::<BigInt, _>(in_a_day)
                .execute(self.conn())?;
        }
        Ok(())
    }
}

/// Two looks, each at one row: of the nodes there are few, and codes have an index by time.
pub(crate) fn newest_instant(conn: &mut Conn) -> Result<Option<Timestamp>, Error> {
    let beat: Option<i64> = heartbeat::table
        .select(heartbeat::at)
        .order(heartbeat::at.desc())
        .first(conn)
        .optional()?;
    let issued: Option<i64> = otp::table
        .select(otp::issued_at)
        .order(otp::issued_at.desc())
        .first(conn)
        .optional()?;
    instant_if(beat.max(issued), "heartbeat.at")
}
