//! The rules by which tickets go to teams, and whether anybody is given tickets at all.

use domain::assignment::{Conditions, MAX_ALERT_MINUTES, MAX_KEYWORD, MAX_RULES, Rule};
use domain::form::{FieldError, Topic, required};
use domain::{Organization, Permission, RuleId, Settings, Team, TeamId};
use serde_json::{Value, json};
use store::Tx;
use store::assignment::Waiting;
use store::audit::AuditEntry;

use super::try_the_queue;
use crate::audit::{Change, entry, note};
use crate::{App, Error, SignedIn};

/// What the page of the rules shows.
#[derive(Clone, Debug)]
pub struct Board {
    /// Whether tickets are given to somebody as they are filed.
    pub is_on: bool,
    /// The rules in their order.
    pub rules: Vec<Rule>,
    /// All teams.
    pub teams: Vec<Team>,
    /// All companies, by name.
    pub organizations: Vec<Organization>,
    /// Whether somebody who is not at work yet may be given a ticket when nobody else is.
    pub uses_next_shift: bool,
    /// After how many minutes in the queue supervisors are told; 0 means never.
    pub alert_minutes: u32,
    /// All topics, those that take no tickets any more too.
    pub topics: Vec<Topic>,
    /// What waits for somebody, team by team.
    pub waiting: Vec<Waiting>,
}

/// Which way a rule moves among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Before the one before it.
    Up,
    /// Behind the one behind it.
    Down,
}

/// The rules, and what waits.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but supervisors.
pub async fn board(app: &App, by: &SignedIn) -> Result<Board, Error> {
    by.check(Permission::Distribute)?;
    app.store
        .read(|db| {
            let settings = db.settings()?.map(|(settings, _)| settings);
            let settings = settings.unwrap_or_default();
            let organizations = db.organizations()?.into_iter();
            Ok(Board {
                is_on: settings.assigns_at_once,
                uses_next_shift: settings.assigns_next_shift,
                alert_minutes: settings.queue_alert_minutes,
                organizations: organizations.map(|one| one.organization).collect(),
                rules: db.rules()?,
                teams: db.teams()?,
                topics: db.topics(false)?,
                waiting: db.waiting()?,
            })
        })
        .await
}

/// Says whether tickets are given to somebody as they are filed.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but supervisors.
pub async fn switch(app: &App, by: &SignedIn, is_on: bool, client: String) -> Result<(), Error> {
    by.check(Permission::Distribute)?;
    let (desk, agent, now) = (app.clone(), by.agent.id, app.now());
    let settings = app
        .store
        .write(move |tx| {
            let (mut settings, version) = tx.settings()?.ok_or(Error::NotFound)?;
            if settings.assigns_at_once == is_on {
                return Ok(settings);
            }
            settings.assigns_at_once = is_on;
            tx.save_settings(&settings, version)?;
            let say = |is_on: bool| Some(is_on.to_string());
            let (action, target) = ("assignment_switched", "assignment");
            tx.insert_audit(&AuditEntry {
                before: say(!is_on),
                after: say(is_on),
                ..entry(&desk, agent, action, target, &client, now)
            })?;
            if is_on {
                try_the_queue(tx, &desk)?;
            }
            Ok::<_, Error>(settings)
        })
        .await?;
    app.keep_settings(settings);
    Ok(())
}

/// Says what is done when nobody is at work, and when supervisors are told of the queue.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but supervisors; [`Error::Invalid`] `minutes` over
/// [`MAX_ALERT_MINUTES`].
pub async fn set_policy(
    app: &App,
    by: &SignedIn,
    uses_next_shift: bool,
    alert_minutes: u32,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::Distribute)?;
    if alert_minutes > MAX_ALERT_MINUTES {
        return Err(invalid("minutes", FieldError::TooLong(1)));
    }
    let (desk, agent, now) = (app.clone(), by.agent.id, app.now());
    let settings = app
        .store
        .write(move |tx| {
            let (mut settings, version) = tx.settings()?.ok_or(Error::NotFound)?;
            let before = policy(&settings);
            settings.assigns_next_shift = uses_next_shift;
            settings.queue_alert_minutes = alert_minutes;
            let change = Change {
                by: agent,
                action: "assignment_policy_changed",
                target: "assignment".to_owned(),
                before,
                after: policy(&settings),
                client: &client,
                at: now,
            };
            if change.before == change.after {
                return Ok(settings);
            }
            tx.save_settings(&settings, version)?;
            note(tx, &desk, &change)?;
            if uses_next_shift {
                try_the_queue(tx, &desk)?;
            }
            Ok::<_, Error>(settings)
        })
        .await?;
    app.keep_settings(settings);
    Ok(())
}

fn policy(settings: &Settings) -> Value {
    json!({
        "assigns_next_shift": settings.assigns_next_shift,
        "queue_alert_minutes": settings.queue_alert_minutes,
    })
}

/// Adds a rule behind the others.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::Invalid`] for one that asks nothing (`when`), a keyword without
/// a word or too long (`keyword`), a topic, a company or a team that is not there, or one too many
/// (`rules`).
pub async fn add_rule(
    app: &App,
    by: &SignedIn,
    when: Conditions,
    team: TeamId,
    skills: Vec<String>,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::Distribute)?;
    let when = checked(when)?;
    let (desk, agent, now, id) = (app.clone(), by.agent.id, app.now(), app.id::<RuleId>());
    app.store
        .write(move |tx| {
            let rules = tx.rules()?;
            if rules.len() >= MAX_RULES {
                return Err(invalid("rules", FieldError::TooLong(1)));
            }
            if !tx.teams()?.iter().any(|one| one.id == team) {
                return Err(invalid("team", FieldError::NotAnOption));
            }
            if let Some(topic) = when.topic {
                tx.topic(topic)?
                    .ok_or(invalid("topic", FieldError::NotAnOption))?;
            }
            if let Some(organization) = when.organization {
                tx.organization(organization)?
                    .ok_or(invalid("organization", FieldError::NotAnOption))?;
            }
            let rule = Rule {
                id,
                position: rules.last().map_or(1, |last| last.position + 1),
                when: when.clone(),
                team,
                skills: skills.clone(),
            };
            tx.insert_rule(&rule)?;
            let target = target(tx, &rule)?;
            tx.insert_audit(&AuditEntry {
                after: as_json(&rule),
                ..entry(&desk, agent, "rule_added", target, &client, now)
            })?;
            Ok(())
        })
        .await
}

/// Moves a rule by one place; at the end it stays where it is.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`].
pub async fn move_rule(
    app: &App,
    by: &SignedIn,
    id: RuleId,
    way: Way,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::Distribute)?;
    let (desk, agent, now) = (app.clone(), by.agent.id, app.now());
    app.store
        .write(move |tx| {
            let rules = tx.rules()?;
            let at = rules
                .iter()
                .position(|rule| rule.id == id)
                .ok_or(Error::NotFound)?;
            let other = match way {
                Way::Up => at.checked_sub(1),
                Way::Down => Some(at + 1),
            };
            let Some(other) = other.and_then(|other| rules.get(other)) else {
                return Ok(());
            };
            let rule = &rules[at];
            tx.save_rule(&Rule {
                position: other.position,
                ..rule.clone()
            })?;
            tx.save_rule(&Rule {
                position: rule.position,
                ..other.clone()
            })?;
            let target = target(tx, rule)?;
            let to = match way {
                Way::Up => at,
                Way::Down => at + 2,
            };
            tx.insert_audit(&AuditEntry {
                before: Some((at + 1).to_string()),
                after: Some(to.to_string()),
                ..entry(&desk, agent, "rule_moved", target, &client, now)
            })?;
            Ok(())
        })
        .await
}

/// Removes a rule.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`].
pub async fn delete_rule(
    app: &App,
    by: &SignedIn,
    id: RuleId,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::Distribute)?;
    let (desk, agent, now) = (app.clone(), by.agent.id, app.now());
    app.store
        .write(move |tx| {
            let rules = tx.rules()?;
            let rule = rules
                .iter()
                .find(|rule| rule.id == id)
                .ok_or(Error::NotFound)?;
            tx.delete_rule(id)?;
            let target = target(tx, rule)?;
            tx.insert_audit(&AuditEntry {
                before: as_json(rule),
                ..entry(&desk, agent, "rule_deleted", target, &client, now)
            })?;
            Ok(())
        })
        .await
}

fn checked(mut when: Conditions) -> Result<Conditions, Error> {
    if let Some(keyword) = &when.keyword {
        let keyword = required(keyword, MAX_KEYWORD).map_err(|error| invalid("keyword", error))?;
        if !keyword.chars().any(char::is_alphanumeric) {
            return Err(invalid("keyword", FieldError::Missing));
        }
        when.keyword = Some(keyword);
    }
    if when.is_empty() {
        return Err(invalid("when", FieldError::Missing));
    }
    Ok(when)
}

fn invalid(field: &'static str, error: FieldError) -> Error {
    Error::Invalid { field, error }
}

/// What a rule is called in the audit log: where it leads.
fn target(tx: &mut Tx, rule: &Rule) -> Result<String, Error> {
    let teams = tx.teams()?;
    let team = teams.iter().find(|team| team.id == rule.team);
    Ok(format!("rule {}", team.map_or("", |team| &team.name)))
}

fn as_json(rule: &Rule) -> Option<String> {
    serde_json::to_string(&json!({ "when": rule.when, "skills": rule.skills })).ok()
}
