//! Topics that tickets are filed under.

use diesel::prelude::*;
use domain::form::{Form, Topic};
use domain::{TeamId, TopicId};

use crate::columns::{changed, json, number};
use crate::known::Known;
use crate::schema::topic;
use crate::{Db, Error, Tx};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = topic)]
struct TopicRow {
    id: i64,
    slug: String,
    position: i64,
    is_active: bool,
    team_id: i64,
    form: String,
}

impl Db {
    /// The topics in their order; all of them, or those that new tickets may be filed under.
    pub fn topics(&mut self, only_active: bool) -> Result<Vec<Topic>, Error> {
        let rows: Vec<TopicRow> = topic::table
            // Active is always wanted; inactive only where `only_active` is false.
            .filter(
                topic::is_active
                    .eq(true)
                    .or(topic::is_active.eq(only_active)),
            )
            .order((topic::position, topic::id))
            .select(TopicRow::as_select())
            .load(self.conn())?;
        let forms = &mut self.link.forms;
        rows.into_iter().map(|row| row.read(forms)).collect()
    }

    /// A topic, active or not.
    pub fn topic(&mut self, id: TopicId) -> Result<Option<Topic>, Error> {
        let query = topic::table.find(id.0).select(TopicRow::as_select());
        let row: Option<TopicRow> = query.first(self.conn()).optional()?;
        row.map(|row| row.read(&mut self.link.forms)).transpose()
    }

    /// A topic and its version.
    pub fn topic_to_edit(&mut self, id: TopicId) -> Result<Option<(Topic, i64)>, Error> {
        let query = topic::table
            .find(id.0)
            .select((TopicRow::as_select(), topic::version));
        let row: Option<(TopicRow, i64)> = query.first(self.conn()).optional()?;
        row.map(|(row, version)| Ok((row.read(&mut self.link.forms)?, version)))
            .transpose()
    }

    /// The topic with this name in addresses, active or not.
    pub fn topic_by_slug(&mut self, slug: &str) -> Result<Option<Topic>, Error> {
        let query = topic::table
            .filter(topic::slug.eq(slug))
            .select(TopicRow::as_select());
        let row: Option<TopicRow> = query.first(self.conn()).optional()?;
        row.map(|row| row.read(&mut self.link.forms)).transpose()
    }
}

impl Tx {
    /// Keeps a new topic.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `topic_slug_key` if the name in addresses is taken.
    pub fn insert_topic(&mut self, new: &Topic) -> Result<(), Error> {
        let row = TopicRow::of(new)?;
        diesel::insert_into(topic::table)
            .values(row)
            .execute(self.conn())?;
        self.renew_rulebook()
    }

    /// Keeps the changes of a topic; `version` is that of the one it replaces.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `topic_slug_key`, [`Error::Stale`] if there is no such topic or somebody
    /// else saved it since.
    pub fn save_topic(&mut self, saved: &Topic, version: i64) -> Result<(), Error> {
        let row = TopicRow::of(saved)?;
        let unchanged = topic::table.find(row.id).filter(topic::version.eq(version));
        let rows = diesel::update(unchanged)
            .set((row, topic::version.eq(version + 1)))
            .execute(self.conn())?;
        changed(rows)?;
        self.renew_rulebook()
    }

    /// Puts a topic at a place of the list; its form and version stay.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is no such topic.
    pub fn set_topic_position(&mut self, id: TopicId, position: i32) -> Result<(), Error> {
        let rows = diesel::update(topic::table.find(id.0))
            .set(topic::position.eq(i64::from(position)))
            .execute(self.conn())?;
        changed(rows)?;
        self.renew_rulebook()
    }
}

impl TopicRow {
    fn of(topic: &Topic) -> Result<Self, Error> {
        Ok(Self {
            id: topic.id.0,
            slug: topic.slug.clone(),
            position: topic.position.into(),
            is_active: topic.is_active,
            team_id: topic.team.0,
            form: json(&topic.form)?,
        })
    }

    fn read(self, forms: &mut Known<Form>) -> Result<Topic, Error> {
        Ok(Topic {
            id: TopicId(self.id),
            slug: self.slug,
            position: number(self.position, "topic.position")?,
            is_active: self.is_active,
            team: TeamId(self.team_id),
            form: forms.read(self.id, self.form, "topic.form")?,
        })
    }
}
