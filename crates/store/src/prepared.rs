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
        let place = format!("${count}");
        let (before, after) = text
            .split_once(&place)
            .ok_or_else(|| Error::QueryBuilderError(format!("no {place} in {text}").into()))?;
        out.push_sql(before);
        out.push_bind_param::<T, U>(&self.value)?;
        Ok((count, after))
    }
}

impl<V: Values> QueryFragment<Backend> for Prepared<V> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        let (_, rest) = self.values.write(&self.text, &mut out)?;
        out.push_sql(rest);
        Ok(())
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
