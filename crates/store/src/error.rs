//! What can go wrong in the database, by what the caller can do about it.

use std::fmt::{self, Display};

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error as DieselError};

/// What the database refuses or cannot do. Never read one as "there is none".
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Someone else saved it since it was loaded.
    #[error("someone else saved it since it was loaded")]
    Stale,
    /// There is one like it already.
    #[error("there is one already, says {constraint}")]
    Unique {
        /// Table and columns that have to differ, as `ticket_code_key` or
        /// `rating_ticket_id_cycle_key`: the same name on both engines.
        constraint: String,
    },
    /// The same request was done before, under the same key.
    #[error("the same request was done before")]
    Repeated,
    /// The key of a request was used for another one.
    #[error("the key was used for another request")]
    OtherRequest,
    /// Nothing was done; the same may work in a moment.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// The answer to the commit was lost: it may have been done or not.
    ///
    /// Only what is safe to repeat may be tried again.
    #[error("the database did not answer in time: the change may have been made or not")]
    Unanswered,
    /// What is stored cannot be read.
    #[error("unreadable {0}")]
    Corrupt(String),
    /// A newer version of the program has used this database.
    #[error(
        "the database is of version {found} and this program knows up to {known}: \
         start the newer program, or restore a backup made before it ran"
    )]
    TooNew {
        /// The newest migration that the database has.
        found: String,
        /// The newest migration that this program has.
        known: String,
    },
    /// Its tables are those of an older version of the program.
    #[error(
        "the database is of version {found} and this program expects {known}: \
         start the program once, which brings it up to date"
    )]
    Behind {
        /// The newest migration that the database has; empty if it has none.
        found: String,
        /// The newest migration that this program has.
        known: String,
    },
    /// A copy is put only into an empty database.
    #[error("the database is not empty: there are rows in {table}")]
    NotEmpty {
        /// The first table with rows.
        table: String,
    },
    /// The engine is older than what is safe to use.
    #[error("{engine} {found} is too old: at least {needed} is needed")]
    TooOld {
        /// Its name.
        engine: &'static str,
        /// Its version.
        found: String,
        /// The oldest version that is taken.
        needed: &'static str,
    },
    /// The address does not say where a database or a file store is.
    #[error("this address cannot be used: {0}")]
    Address(String),
    /// Anything else: a mistake in the program, or a full disk.
    #[error("the database refused: {0}")]
    Database(String),
}

impl Error {
    /// Whether it is a second one by `constraint`, such as `ticket_code_key`.
    pub fn is_unique(&self, constraint: &str) -> bool {
        matches!(self, Self::Unique { constraint: violated } if violated == constraint)
    }

    pub(crate) fn unavailable(because: impl Display) -> Self {
        Self::Unavailable(because.to_string())
    }

    /// A stored value that the program cannot understand.
    pub(crate) fn corrupt(column: &str, value: impl fmt::Debug) -> Self {
        Self::Corrupt(format!("{column}: {value:?}"))
    }
}

impl From<DieselError> for Error {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "it grows, and what is new is no better known"
    )]
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::DatabaseError(kind, about) => of_database(kind, about.as_ref()),
            DieselError::DeserializationError(error) => Self::Corrupt(error.to_string()),
            DieselError::BrokenTransactionManager => Self::unavailable("the connection was lost"),
            other => Self::Database(other.to_string()),
        }
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "it grows, and what is new is no better known"
)]
fn of_database(kind: DatabaseErrorKind, about: &dyn DatabaseErrorInformation) -> Error {
    let message = about.message();
    match kind {
        DatabaseErrorKind::UniqueViolation => Error::Unique {
            constraint: constraint(about),
        },
        DatabaseErrorKind::SerializationFailure
        | DatabaseErrorKind::ReadOnlyTransaction
        | DatabaseErrorKind::ClosedConnection
        | DatabaseErrorKind::UnableToSendCommand => Error::unavailable(message),
        // SQLITE_BUSY: another process holds the file, a backup for instance.
        DatabaseErrorKind::Unknown if message == "database is locked" => {
            Error::unavailable(message)
        }
        _ if is_full(message) => Error::unavailable(message),
        _ => Error::Database(message.to_owned()),
    }
}

/// There is no room for more (case N5): SQLite's own words, and those of the system that
/// PostgreSQL passes on.
fn is_full(message: &str) -> bool {
    message == "database or disk is full" || message.contains("No space left on device")
}

/// The same name on both engines for what has to be unique, that of PostgreSQL's custom.
///
/// SQLite says `UNIQUE constraint failed: t.a, t.b`; PostgreSQL names the table and has
/// `Key (a, b)=(1, 2) already exists.` in the detail, the words in the language of the server.
fn constraint(about: &dyn DatabaseErrorInformation) -> String {
    of_sqlite(about.message())
        .or_else(|| of_postgres(about.table_name()?, about.details()?))
        .unwrap_or_else(|| about.constraint_name().unwrap_or_default().to_owned())
}

fn of_sqlite(message: &str) -> Option<String> {
    let (_, failed) = message.split_once("constraint failed: ")?;
    let (table, _) = failed.split_once('.')?;
    let columns = failed.split(", ").filter_map(|part| part.split_once('.'));
    let names: Vec<_> = columns.map(|(_, column)| column).collect();
    Some(format!("{table}_{}_key", names.join("_")))
}

fn of_postgres(table: &str, details: &str) -> Option<String> {
    let (before, _) = details.split_once(")=(")?;
    let (_, columns) = before.split_once('(')?;
    Some(format!("{table}_{}_key", columns.replace(", ", "_")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_to_be_unique_has_one_name_in_all_languages() {
        let sqlite = of_sqlite("UNIQUE constraint failed: rating.ticket_id, rating.cycle");
        let english = of_postgres("rating", "Key (ticket_id, cycle)=(7, 1) already exists.");
        let spanish = of_postgres("rating", "Ya existe la llave (ticket_id, cycle)=(7, 1).");

        for name in [sqlite, english, spanish] {
            assert_eq!(name.as_deref(), Some("rating_ticket_id_cycle_key"));
        }
    }
}
