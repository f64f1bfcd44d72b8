//! How values of the domain stand in columns, and back.

use domain::{Actor, AgentId, ContactId};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Error;

/// Microseconds since 1970 UTC.
pub(crate) fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

pub(crate) fn instant(micros: i64, column: &str) -> Result<Timestamp, Error> {
    Timestamp::from_microsecond(micros).map_err(|_| Error::corrupt(column, micros))
}

pub(crate) fn instant_if(micros: Option<i64>, column: &str) -> Result<Option<Timestamp>, Error> {
    micros.map(|micros| instant(micros, column)).transpose()
}

/// A count, a size or a small number, which is never negative.
pub(crate) fn number<N: TryFrom<i64>>(stored: impl Into<i64>, column: &str) -> Result<N, Error> {
    let stored = stored.into();
    N::try_from(stored).map_err(|_| Error::corrupt(column, stored))
}

pub(crate) fn size(bytes: u64) -> Result<i64, Error> {
    i64::try_from(bytes).map_err(|_| Error::Database(format!("a file of {bytes} bytes")))
}

pub(crate) fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Database(error.to_string()))
}

pub(crate) fn from_json<T: DeserializeOwned>(text: &str, column: &str) -> Result<T, Error> {
    // The value itself may be somebody's data: only what is wrong with it is told.
    serde_json::from_str(text).map_err(|error| Error::corrupt(column, error))
}

/// The value of a name, such as `Role::from_name`.
pub(crate) fn named<T>(
    name: &str,
    column: &str,
    from_name: impl Fn(&str) -> Option<T>,
) -> Result<T, Error> {
    from_name(name).ok_or_else(|| Error::corrupt(column, name))
}

/// An address, a code: what has a form.
pub(crate) fn parsed<T: std::str::FromStr>(text: &str, column: &str) -> Result<T, Error> {
    text.parse()
        .map_err(|_| Error::corrupt(column, "a text without the right form"))
}

/// An actor in its two columns.
pub(crate) fn actor(by: Actor) -> (&'static str, Option<i64>) {
    match by {
        Actor::Requester(contact) => ("requester", Some(contact.0)),
        Actor::Colleague(contact) => ("colleague", Some(contact.0)),
        Actor::Agent(agent) => ("agent", Some(agent.0)),
        Actor::System => ("system", None),
    }
}

pub(crate) fn from_actor(role: &str, id: Option<i64>, column: &str) -> Result<Actor, Error> {
    match (role, id) {
        ("requester", Some(contact)) => Ok(Actor::Requester(ContactId(contact))),
        ("colleague", Some(contact)) => Ok(Actor::Colleague(ContactId(contact))),
        ("agent", Some(agent)) => Ok(Actor::Agent(AgentId(agent))),
        ("system", None) => Ok(Actor::System),
        _ => Err(Error::corrupt(column, role)),
    }
}

/// An order of names that is the same on both engines: case and accents count last.
pub(crate) fn name_order(name: &str) -> (String, String) {
    let fold = |letter| match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        other => other,
    };
    (
        name.to_lowercase().chars().map(fold).collect(),
        name.to_owned(),
    )
}

/// Whether exactly the one row that was meant was changed.
pub(crate) fn changed(rows: usize) -> Result<(), Error> {
    if rows == 0 { Err(Error::Stale) } else { Ok(()) }
}
