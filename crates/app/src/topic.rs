//! Topics: what tickets are filed under.

use domain::form::rules::name_of;
use domain::form::{FieldError, Form, Topic};
use domain::{Permission, Team, TeamId, TopicId};
use serde_json::{Value, json};
use store::Tx;

use crate::audit::{Change, note};
use crate::{App, Error, SignedIn, legal};

/// The most topics.
pub const MAX_TOPICS: usize = 50;

/// The topics that new tickets may be filed under, in order.
///
/// # Errors
///
/// When the database does not answer.
pub async fn list(app: &App) -> Result<Vec<Topic>, Error> {
    let today = app.calendar().filed_on(app.now());
    app.store
        .read(move |db| {
            let topics = db.topics(true)?;
            legal::as_promised(db, topics, today)
        })
        .await
}

/// The topic of a name in an address.
///
/// # Errors
///
/// [`Error::NotFound`] also for one that takes no tickets any more.
pub async fn by_slug(app: &App, slug: String) -> Result<Topic, Error> {
    let today = app.calendar().filed_on(app.now());
    app.store
        .read(move |db| {
            let found = db.topic_by_slug(&slug)?.filter(|topic| topic.is_active);
            let [topic] = legal::as_promised(db, [found.ok_or(Error::NotFound)?], today)?;
            Ok(topic)
        })
        .await
}

/// All topics in their order, and the teams.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators.
pub async fn all(app: &App, by: &SignedIn) -> Result<(Vec<Topic>, Vec<Team>), Error> {
    by.check(Permission::ManageSettings)?;
    let today = app.calendar().filed_on(app.now());
    app.store
        .read(move |db| {
            let topics = db.topics(false)?;
            Ok((legal::as_promised(db, topics, today)?, db.teams()?))
        })
        .await
}

/// A topic, the version to save it with, and the teams.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators, [`Error::NotFound`].
pub async fn edit(app: &App, by: &SignedIn, id: TopicId) -> Result<(Topic, i64, Vec<Team>), Error> {
    by.check(Permission::ManageSettings)?;
    app.store
        .read(move |db| {
            let (topic, version) = db.topic_to_edit(id)?.ok_or(Error::NotFound)?;
            Ok((topic, version, db.teams()?))
        })
        .await
}

/// What an administrator decides about a topic.
#[derive(Clone, Debug)]
pub struct TopicChange {
    /// The team that gets its tickets.
    pub team: TeamId,
    /// Whether new tickets may be filed under it.
    pub is_active: bool,
    /// Everything that is shown and asked.
    pub form: Form,
}

/// Makes a topic, the last of the list; its name in addresses is made of its name.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::Invalid`] for a form with problems, an unknown team or too many
/// topics.
pub async fn create(
    app: &App,
    by: &SignedIn,
    change: TopicChange,
    client: String,
) -> Result<TopicId, Error> {
    by.check(Permission::ManageSettings)?;
    let change = checked(change)?;
    let (desk, by, at, id) = (app.clone(), by.agent.id, app.now(), app.id());
    app.store
        .write(move |tx| {
            check_team(tx, change.team)?;
            let others = tx.topics(false)?;
            if others.len() >= MAX_TOPICS {
                return Err(invalid("topics"));
            }
            let slugs: Vec<String> = others.iter().map(|other| other.slug.clone()).collect();
            let topic = Topic {
                id,
                slug: name_of(&change.form.name.es, "tema", '-', &slugs),
                position: others
                    .last()
                    .map_or(1, |last| last.position.saturating_add(1)),
                is_active: change.is_active,
                team: change.team,
                form: change.form.clone(),
            };
            tx.insert_topic(&topic)?;
            let change = Change {
                by,
                action: "topic_created",
                target: format!("topic {}", topic.slug),
                before: Value::Null,
                after: told(&topic)?,
                client: &client,
                at,
            };
            note(tx, &desk, &change)?;
            Ok(id)
        })
        .await
}

/// Saves a topic. Tickets keep the words of their questions; its address stays.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`]; [`Error::Invalid`] for a form with problems or an
/// unknown team; [`Error::Conflict`] if somebody saved it since `version` was read.
pub async fn save(
    app: &App,
    by: &SignedIn,
    id: TopicId,
    change: TopicChange,
    version: i64,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    let change = checked(change)?;
    let (desk, by, at) = (app.clone(), by.agent.id, app.now());
    app.store
        .write(move |tx| {
            check_team(tx, change.team)?;
            let before = tx.topic(id)?.ok_or(Error::NotFound)?;
            let topic = Topic {
                is_active: change.is_active,
                team: change.team,
                form: change.form.clone(),
                ..before.clone()
            };
            tx.save_topic(&topic, version)?;
            let change = Change {
                by,
                action: "topic_saved",
                target: format!("topic {}", topic.slug),
                before: told(&before)?,
                after: told(&topic)?,
                client: &client,
                at,
            };
            note(tx, &desk, &change)
        })
        .await
}

/// Where a topic goes in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Before the one that is before it.
    Up,
    /// Behind the one that is behind it.
    Down,
}

/// Moves a topic by one place, in the list as it was `seen`. At the end of the list it stays.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] if the list is another by now.
pub async fn shift(
    app: &App,
    by: &SignedIn,
    id: TopicId,
    direction: Direction,
    seen: Vec<TopicId>,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    let (desk, by, at) = (app.clone(), by.agent.id, app.now());
    app.store
        .write(move |tx| {
            let topics = tx.topics(false)?;
            let mut order: Vec<TopicId> = topics.iter().map(|topic| topic.id).collect();
            if order != seen {
                return Err(Error::Conflict);
            }
            let from = order
                .iter()
                .position(|one| *one == id)
                .ok_or(Error::NotFound)?;
            let to = match direction {
                Direction::Up => from.saturating_sub(1),
                Direction::Down => (from + 1).min(order.len() - 1),
            };
            order.swap(from, to);
            for (position, id) in (1_i32..).zip(&order) {
                tx.set_topic_position(*id, position)?;
            }
            let change = Change {
                by,
                action: "topic_moved",
                target: format!("topic {}", topics[from].slug),
                before: json!({ "place": from + 1 }),
                after: json!({ "place": to + 1 }),
                client: &client,
                at,
            };
            note(tx, &desk, &change)
        })
        .await
}

fn checked(mut change: TopicChange) -> Result<TopicChange, Error> {
    change.form.name_parts();
    if change.form.problems().is_empty() {
        Ok(change)
    } else {
        Err(invalid("form"))
    }
}

fn check_team(tx: &mut Tx, team: TeamId) -> Result<(), Error> {
    tx.team(team)?.map(|_| ()).ok_or(invalid("team"))
}

fn invalid(field: &'static str) -> Error {
    Error::Invalid {
        field,
        error: FieldError::NotAnOption,
    }
}

fn told(topic: &Topic) -> Result<Value, Error> {
    let mut told = serde_json::to_value(&topic.form).map_err(anyhow::Error::from)?;
    told["team"] = json!(topic.team);
    told["is_active"] = json!(topic.is_active);
    Ok(told)
}
