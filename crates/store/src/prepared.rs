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
use diesel::query_builder::{AstPass, Query, QueryBuilder, QueryFragment, QueryId};
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

/// A statement that begins with a text and ends with rows, each with the values of its own as `$1`,
/// `$2`…
pub(crate) fn prepared_rows<V>(begin: &str, rows: Vec<Prepared<V>>) -> Prepared<Vec<V>> {
    let mut count = 0;
    let texts: Vec<String> = rows
        .iter()
        .map(|row| renumbered(&row.text, &mut count))
        .collect();
    Prepared {
        text: Cow::Owned(format!("{begin} {}", texts.join(", "))),
        values: rows.into_iter().map(|row| row.values).collect(),
    }
}

/// The text with its places counted on from `count`.
fn renumbered(text: &str, count: &mut usize) -> String {
    let mut parts = text.split('$');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| {
        *count += 1;
        let after = part.trim_start_matches(|sign: char| sign.is_ascii_digit());
        format!("{whole}${count}{after}")
    })
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

/// How many values of a text are written, and what follows them.
type Rest<'b> = (usize, &'b str);

/// Values that are written between the parts of a text.
pub(crate) trait Values {
    /// Writes each value and the part before it; returns what is left then.
    fn write<'b>(
        &'b self,
        rest: Rest<'b>,
        out: &mut AstPass<'_, 'b, Backend>,
    ) -> QueryResult<Rest<'b>>;
}

impl Values for () {
    fn write<'b>(
        &'b self,
        rest: Rest<'b>,
        _out: &mut AstPass<'_, 'b, Backend>,
    ) -> QueryResult<Rest<'b>> {
        Ok(rest)
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
        rest: Rest<'b>,
        out: &mut AstPass<'_, 'b, Backend>,
    ) -> QueryResult<Rest<'b>> {
        let (count, text) = self.before.write(rest, out)?;
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
        rest: Rest<'b>,
        out: &mut AstPass<'_, 'b, Backend>,
    ) -> QueryResult<Rest<'b>> {
        self.iter().try_fold(rest, |rest, row| row.write(rest, out))
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
        let (_, rest) = self.values.write((0, &self.text), &mut out)?;
        out.push_sql(rest);
        Ok(())
    }

    /// The text as it stands: both engines take `$1`, `$2`…, and SQLite counts them as they come.
    ///
    /// Diesel asks for the text and for what follows several times whenever a statement runs. Walking
    /// through the values for it would cost more than the look at an index.
    fn to_sql(
        &self,
        out: &mut <Backend as diesel::backend::Backend>::QueryBuilder,
        _backend: &Backend,
    ) -> QueryResult<()> {
        out.push_sql(&self.text);
        Ok(())
    }

    /// Always: that there are few texts is what [`prepared`] asks for.
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
    use super::{around, renumbered};

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

    #[test]
    fn the_places_of_rows_are_counted_on() {
        let mut count = 0;
        assert_eq!(renumbered("($1, $2)", &mut count), "($1, $2)");
        assert_eq!(renumbered("($1, 0, $2)", &mut count), "($3, 0, $4)");
        assert_eq!(renumbered("(0)", &mut count), "(0)");
        assert_eq!(count, 4);
    }
}
