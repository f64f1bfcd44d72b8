//! Whether what every filing goes by is still as it was: topics, classes of law, policies, rules,
//! absences, roles and agents. Whoever keeps them in memory compares a mark in the transaction that
//! asks for them; whatever changes them here renews it.

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::columns::changed;
use crate::prepared::prepared;
use crate::{Db, Error, Tx};

#[derive(QueryableByName)]
struct Marked {
    #[diesel(sql_type = BigInt)]
    mark: i64,
}

impl Db {
    /// A number that is another one once anything of the rulebook has changed.
    pub fn rulebook_mark(&mut self) -> Result<i64, Error> {
        let row: Marked =
            prepared("SELECT mark FROM rulebook WHERE id = 1").get_result(self.conn())?;
        Ok(row.mark)
    }
}

impl Tx {
    /// Says that the rulebook is another one from this transaction on.
    ///
    /// The mark is drawn and not counted: a transaction that is rolled back must not leave behind,
    /// in somebody's memory, a number that the next change gets too.
    pub(crate) fn renew_rulebook(&mut self) -> Result<(), Error> {
        let mark = getrandom::u64().map_err(|error| Error::Database(error.to_string()))?;
        let rows = prepared("UPDATE rulebook SET mark = $1 WHERE id = 1")
            .bind::<BigInt, _>(i64::from_ne_bytes(mark.to_ne_bytes()))
            .execute(self.conn())?;
        changed(rows)
    }
}
