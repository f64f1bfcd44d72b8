//! Statements that are written out and prepared once per connection.
//!
//! Diesel prepares what [`diesel::sql_query`] is given anew each time, since it cannot know how many
//! different texts there will be. Reading a statement and finding a plan for it costs more than a
//! look at an index, and on PostgreSQL one more way to the server and back. It does the same with
//! each update of its own, and with the insertion of a row that may leave a column to its default: so
//! rows that are written often say `treat_none_as_default_value = false`.

use std::borrow::Cow;
use std::marker::PhantomData;

use diesel::connection::Connection;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::{Error, QueryResult};
use diesel::serialize::ToSql;
use diesel::sql_types::{HasSqlType, Untyped};

use crate::connection::Conn;

type Backend = <Conn as Connection>::Backend;

/// A statement whose rows are read by name. There must be few texts, each with its values as `$1`,
/// `$2`… in their order: a connection keeps all that it met.
pub(crate) fn prepared(text: impl Into<Cow<'static, str>>) -> Prepared<()> {
    let text = text.into();
    Prepared { text, values: () }
}

/// A statement that begins with a text and ends with rows, each with the values of its own.
pub(crate) fn prepared_rows<V>(begin: &str, rows: Vec<Prepared<V>>) -> Prepared<Vec<V>> {
    let texts: Vec<&str> = rows.iter().map(|row| &*row.text).collect();
    let text = Cow::Owned(format!("{begin} {}", texts.join(", ")));
    Prepared {
        text,
        values: rows.into_iter().map(|row| row.values).collect(),
    }
}

/// See [`prepared`].
#[must_use = "it runs when its rows are asked for"]
pub(crate) struct Prepared<V> {
    text: Cow<'static, str>,
    values: V,
}

impl<V> Prepared<V> {
    /// Binds the next value.
    pub(crate) fn bind<T, U>(self, value: U) -> Prepared<And<V, T, U>> {
        Prepared {
            text: self.text,
            values: And {
                before: self.values,
                value,
                of: PhantomData,
            },
        }
    }
}

/// Some values and one more.
pub(crate) struct And<V, T, U> {
    before: V,
    value: U,
    of: PhantomData<T>,
}

/// Values that are written between the parts of a text.
pub(crate) trait Values {
    /// Writes each value and the part before it; returns how many there are, and the text after the
    /// last.
    fn write<'b>(
        &'b self,
        text: &'b str,
        out: &mut AstPass<'_, 'b, Backend>,
    ) -> QueryResult<(usize, &'b str)>;
}

impl Values for () {
    fn write<'b>(
        &'b self,
        text: &'b str,
        _out: &mut AstPass<'_, 'b, Backend>,
    ) -> QueryResult<(usize, &'b str)> {
        Ok((0, text))
    }
}

impl<V, T, U> Values for And<V, T, U>
where
    Backend: HasSqlType<T>,
    V: Values,
    U: ToSql<T, Backend>,
{
    fn write<'b>(
        &'b self,
        text: &'b str,
        out: &mut AstPass<'_, 'b, Backend>,
    ) -> QueryResult<(usize, &'b str)> {
        let (count, text) = self.before.write(text, out)?;
        let count = count + 1;
        let (before, after) = around(text, count).ok_or_else(|| {
            Error::QueryBuilderError(format!("no ${count} next in {text}").into())
        })?;
        out.push_sql(before);
        out.push_bind_param::<T, U>(&self.value)?;
        Ok((count, after))
    }
}

impl<V: Values> Values for Vec<V> {
    fn write<'b>(
        &'b self,
        text: &'b str,
        out: &mut AstPass<'_, 'b, Backend>,
    ) -> QueryResult<(usize, &'b str)> {
        let mut rest = text;
        for row in self {
            (_, rest) = row.write(rest, out)?;
        }
        Ok((0, rest))
    }
}

/// What stands before and after the next place of a value, if it is the place of this one.
fn around(text: &str, count: usize) -> Option<(&str, &str)> {
    let (before, after) = text.split_once('$')?;
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let (number, after) = after.split_at(digits);
    let is_next = number.parse::<usize>().is_ok_and(|number| number == count);
    is_next.then_some((before, after))
}

impl<V: Values> QueryFragment<Backend> for Prepared<V> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        let (_, rest) = self.values.write(&self.text, &mut out)?;
        out.push_sql(rest);
        Ok(())
    }

    /// Diesel asks three times for each time that a statement runs; there are few texts.
    fn is_safe_to_cache_prepared(&self, _backend: &Backend) -> QueryResult<bool> {
        Ok(true)
    }
}

/// It is found again by its text.
impl<V> QueryId for Prepared<V> {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<V> Query for Prepared<V> {
    type SqlType = Untyped;
}

impl<V> diesel::RunQueryDsl<Conn> for Prepared<V> {}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn values_stand_in_their_order() {
        let text = "WHERE a = $1 AND b = $2";
        assert_eq!(around(text, 1), Some(("WHERE a = ", " AND b = $2")));
        assert_eq!(around(" AND b = $2", 2), Some((" AND b = ", "")));
        assert_eq!(around("VALUES ($9, $10)", 9), Some(("VALUES (", ", $10)")));
        for (wrong, count) in [
            ("a = $2", 1),
            ("a = $10", 1),
            ("a = $", 1),
            ("a", 1),
            ("", 1),
        ] {
            assert_eq!(around(wrong, count), None, "{wrong}");
        }
    }
}
