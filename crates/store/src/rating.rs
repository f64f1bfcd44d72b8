//! How requesters rate the service, once for each time a ticket is resolved.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, SmallInt, Text};
use domain::TicketId;
use domain::ticket::Rating;
use jiff::Timestamp;

use crate::columns::{instant, micros, number};
use crate::prepared::prepared;
use crate::schema::rating;
use crate::{Db, Error, Tx};

const UPSERT: &str = "
    INSERT INTO rating (ticket_id, cycle, stars, comment, at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (ticket_id, cycle) DO UPDATE SET
        stars = excluded.stars, comment = excluded.comment, at = excluded.at";

impl Db {
    /// The ratings of a ticket with their cycle and instant, oldest cycle first.
    pub fn ratings(&mut self, ticket: TicketId) -> Result<Vec<(u32, Rating, Timestamp)>, Error> {
        let rows: Vec<(i64, i16, String, i64)> = rating::table
            .filter(rating::ticket_id.eq(ticket.0))
            .order(rating::cycle)
            .select((rating::cycle, rating::stars, rating::comment, rating::at))
            .load(self.conn())?;
        let read = |(cycle, stars, comment, at): (i64, i16, String, i64)| {
            let rating = Rating {
                stars: number(stars, "rating.stars")?,
                comment,
            };
            Ok((
                number(cycle, "rating.cycle")?,
                rating,
                instant(at, "rating.at")?,
            ))
        };
        rows.into_iter().map(read).collect()
    }
}

impl Tx {
    /// Keeps the rating of a cycle, in place of an earlier one. The cycle is how often the ticket
    /// was reopened before.
    pub fn save_rating(
        &mut self,
        ticket: TicketId,
        cycle: u32,
        rating: &Rating,
        at: Timestamp,
    ) -> Result<(), Error> {
        prepared(UPSERT)
            .bind::<BigInt, _>(ticket.0)
            .bind::<BigInt, _>(i64::from(cycle))
            .bind::<SmallInt, _>(i16::from(rating.stars))
            .bind::<Text, _>(&rating.comment)
            .bind::<BigInt, _>(micros(at))
            .execute(self.conn())?;
        Ok(())
    }
}
