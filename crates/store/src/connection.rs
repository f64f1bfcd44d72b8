//! One connection of either engine.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use diesel::connection::{
    AnsiTransactionManager, Connection, InstrumentationEvent, SimpleConnection, TransactionManager,
};
use diesel::pg::PgConnection;
use diesel::result::{DatabaseErrorKind, Error as DieselError, QueryResult};
use diesel::sqlite::SqliteConnection;
use domain::form::Form;
use domain::legal::LegalClass;

pub(crate) use self::either::Conn;
use crate::known::Known;

mod either {
    #![expect(unreachable_pub, reason = "the derive makes its parts public")]

    use super::{PgConnection, SqliteConnection};

    /// Statements are written once, for this.
    #[derive(diesel::MultiConnection)]
    pub enum Conn {
        Postgres(PgConnection),
        Sqlite(SqliteConnection),
    }
}

/// What the statements since the last [`Watch::forget`] ran into, the worst of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trouble {
    None,
    /// A statement was refused: the transaction cannot be kept.
    Refused,
    /// Others wrote at the same time: the whole transaction has to be run again.
    Conflict,
    /// The server is gone or no longer the one that takes writes.
    Lost,
}

impl Trouble {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "it grows, and what is new is a refusal"
    )]
    pub(crate) fn of(error: &DieselError) -> Self {
        let DieselError::DatabaseError(kind, about) = error else {
            return Self::Refused;
        };
        match kind {
            DatabaseErrorKind::SerializationFailure => Self::Conflict,
            // SQLSTATE 40P01 has no kind of its own, but the word is the same in many languages.
            DatabaseErrorKind::Unknown if about.message().contains("deadlock") => Self::Conflict,
            // 25006 was seen for a moment after a failover.
            DatabaseErrorKind::ReadOnlyTransaction
            | DatabaseErrorKind::ClosedConnection
            | DatabaseErrorKind::UnableToSendCommand => Self::Lost,
            _ => Self::Refused,
        }
    }
}

/// A connection that remembers what went wrong on it.
///
/// An operation turns the errors of its statements into errors of its own; here it is still known
/// what they were. And PostgreSQL answers "done" to the COMMIT of a transaction in which a
/// statement failed, although it rolls back.
pub(crate) struct Link {
    pub(crate) conn: Conn,
    /// The forms of topics.
    pub(crate) forms: Known<Form>,
    pub(crate) classes: Known<LegalClass>,
    trouble: Arc<AtomicU8>,
}

impl Link {
    pub(crate) fn new(mut conn: Conn) -> Self {
        let trouble = Arc::new(AtomicU8::new(0));
        let seen = Arc::clone(&trouble);
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::FinishQuery {
                error: Some(error), ..
            } = event
            {
                seen.fetch_max(Trouble::of(error) as u8, Ordering::Relaxed);
            }
        });
        Self {
            conn,
            forms: Known::default(),
            classes: Known::default(),
            trouble,
        }
    }

    pub(crate) fn trouble(&self) -> Trouble {
        match self.trouble.load(Ordering::Relaxed) {
            0 => Trouble::None,
            1 => Trouble::Refused,
            2 => Trouble::Conflict,
            _ => Trouble::Lost,
        }
    }

    pub(crate) fn forget_trouble(&self) {
        self.trouble.store(0, Ordering::Relaxed);
    }

    pub(crate) fn execute(&mut self, sql: &str) -> QueryResult<()> {
        self.conn.batch_execute(sql)
    }

    /// Begins a transaction with `sql`.
    pub(crate) fn begin(&mut self, sql: &str) -> QueryResult<()> {
        match &mut self.conn {
            Conn::Postgres(conn) => AnsiTransactionManager::begin_transaction_sql(conn, sql),
            Conn::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, sql),
        }
    }

    /// Commits the transaction.
    pub(crate) fn commit(&mut self) -> QueryResult<()> {
        <Conn as TransactionManager<Conn>>::commit_transaction(&mut self.conn)
    }

    /// Ends the transaction without a trace, whatever savepoints are open in it.
    pub(crate) fn roll_back(&mut self) -> QueryResult<()> {
        <Conn as TransactionManager<Conn>>::rollback_transaction(&mut self.conn)
    }

    /// Begins a savepoint in the transaction; a name may be used again inside of itself.
    pub(crate) fn savepoint(&mut self, name: &str) -> QueryResult<()> {
        self.execute(&format!("SAVEPOINT {name}"))
    }

    /// Keeps what was done since the innermost savepoint of this name.
    pub(crate) fn release(&mut self, name: &str) -> QueryResult<()> {
        self.execute(&format!("RELEASE SAVEPOINT {name}"))
    }

    /// Undoes what was done since the innermost savepoint of this name, others inside included.
    pub(crate) fn roll_back_to(&mut self, name: &str) -> QueryResult<()> {
        self.execute(&format!(
            "ROLLBACK TO SAVEPOINT {name}; RELEASE SAVEPOINT {name}"
        ))
    }

    /// Whether the next transaction may be begun on it.
    pub(crate) fn is_usable(&mut self) -> bool {
        let status =
            <Conn as TransactionManager<Conn>>::transaction_manager_status_mut(&mut self.conn);
        matches!(status.transaction_depth(), Ok(None)) && self.trouble() < Trouble::Lost
    }
}
