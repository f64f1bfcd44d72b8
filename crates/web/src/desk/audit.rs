//! `GET /mesa/auditoria`: who did what, newest first.

use std::collections::HashMap;

use app::Error;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::policy::BuiltIn;
use domain::{Agent, AgentId, AuditId, Permission};
use jiff::Timestamp;
use serde::Deserialize;
use store::audit::AuditEntry;
use text::Texts;

use super::queue::Choice;
use super::seat::{Frame, Seat, built_in_role};
use crate::error::PageError;
use crate::page;
use crate::path::escape;
use crate::state::Web;
use crate::visit::Visit;

/// How many entries a page has.
const ROWS: u32 = 50;

/// What is logged.
const ACTIONS: &[&str] = &[
    "signed_in",
    "agent_invited",
    "agent_invited_again",
    "agent_changed",
    "password_chosen",
    "password_changed",
    "factor_on",
    "factor_off",
    "factor_reset",
    "recovery_codes_made",
    "email_changed",
    "email_change_undone",
    "session_ended",
    "role_created",
    "role_saved",
    "role_deleted",
    "phone_code_given",
    "settings_saved",
    "api_token_created",
    "api_token_revoked",
    "ticket_filed_by_program",
    "team_created",
    "team_saved",
    "topic_created",
    "topic_saved",
    "topic_moved",
    "assignment_switched",
    "rule_added",
    "rule_moved",
    "assignment_policy_changed",
    "hours_changed",
    "organizations_imported",
    "rule_deleted",
    "duty_changed",
    "absence_planned",
    "absence_ended",
    "job_retried",
    "list_exported",
    "policy_saved",
    "index_imported",
    "batch_made",
    "batch_exported",
    "batch_answered",
    "set_up",
    "organization_made",
    "organization_changed",
    "account_invited",
    "account_invited_again",
    "account_changed",
    "calendar_created",
    "calendar_saved",
    "calendar_chosen",
    "calendar_day_added",
    "calendar_day_removed",
    "calendar_imported",
    "legal_class_created",
    "legal_class_saved",
    "deadline_policy_added",
    "deadline_policy_moved",
    "deadline_policy_deleted",
];

#[derive(Template)]
#[template(path = "desk/audit.html")]
struct AuditPage {
    v: Visit,
    frame: Frame,
    actions: Vec<Choice>,
    people: Vec<Choice>,
    rows: Vec<Row>,
    next: Option<String>,
    is_filtered: bool,
}

struct Row {
    at: Timestamp,
    who: String,
    what: String,
    target: String,
    before: Option<String>,
    after: Option<String>,
    reason: Option<String>,
    client: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    accion: String,
    persona: String,
    desde: String,
}

/// `GET /mesa/auditoria`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    if !seat.by.may(Permission::Oversee) {
        return Err(Error::Forbidden.into());
    }
    let action = ACTIONS
        .iter()
        .copied()
        .find(|action| *action == asked.accion);
    let person = asked.persona.parse::<AgentId>().ok();
    let from = asked.desde.parse::<AuditId>().ok();
    // One more than shown tells whether there is a next page.
    let (mut entries, agents) = app::agent::audit_log(
        &web,
        &seat.by,
        from,
        action.map(str::to_owned),
        person,
        ROWS + 1,
    )
    .await?;
    let is_more = entries.len() > ROWS as usize;
    entries.truncate(ROWS as usize);
    let next = entries.last().filter(|_| is_more).map(|last| {
        format!(
            "/mesa/auditoria?accion={}&persona={}&desde={}",
            escape(&asked.accion),
            escape(&asked.persona),
            last.id
        )
    });
    let frame = seat.frame(&web, "auditoria").await?;
    let (v, names) = (&seat.v, names(&agents));
    page::ok(&AuditPage {
        actions: actions(v, action),
        people: people(v, &agents, person),
        rows: entries
            .into_iter()
            .map(|entry| Row::of(v, &names, entry))
            .collect(),
        next,
        is_filtered: action.is_some() || person.is_some(),
        frame,
        v: seat.v,
    })
}

fn names(agents: &[Agent]) -> HashMap<AgentId, &str> {
    agents
        .iter()
        .map(|agent| (agent.id, agent.name.as_str()))
        .collect()
}

fn any(v: &Visit, is_chosen: bool) -> Choice {
    Choice {
        value: String::new(),
        words: v.t.desk_filter_any(),
        is_chosen,
    }
}

fn actions(v: &Visit, chosen: Option<&str>) -> Vec<Choice> {
    let choice = |action: &str| Choice {
        value: action.to_owned(),
        words: action_words(v, action),
        is_chosen: chosen == Some(action),
    };
    std::iter::once(any(v, chosen.is_none()))
        .chain(ACTIONS.iter().copied().map(choice))
        .collect()
}

fn people(v: &Visit, agents: &[Agent], chosen: Option<AgentId>) -> Vec<Choice> {
    let choice = |agent: &Agent| Choice {
        value: agent.id.to_string(),
        words: agent.name.clone(),
        is_chosen: chosen == Some(agent.id),
    };
    std::iter::once(any(v, chosen.is_none()))
        .chain(agents.iter().map(choice))
        .collect()
}

fn action_words(v: &Visit, action: &str) -> String {
    v.t.by_id(&format!("desk-audit-{action}"))
        .unwrap_or_else(|| action.to_owned())
}

impl Row {
    fn of(v: &Visit, names: &HashMap<AgentId, &str>, entry: AuditEntry) -> Self {
        Self {
            at: entry.at,
            who: entry.agent.map_or_else(
                || v.t.desk_audit_nobody(),
                |agent| {
                    names
                        .get(&agent)
                        .map_or_else(|| v.t.desk_actor_unknown(), |name| (*name).to_owned())
                },
            ),
            what: action_words(v, &entry.action),
            target: target(v, names, &entry.target),
            before: entry.before,
            after: entry.after,
            reason: entry.reason,
            client: entry.client,
        }
    }
}

/// What a role is called that is kept by its name.
fn role_name(t: &Texts, name: &str) -> String {
    let mut built_in = BuiltIn::ALL.into_iter();
    built_in
        .find(|one| one.name() == name)
        .map_or_else(|| name.to_owned(), |one| built_in_role(t, one))
}

/// What an entry is about, in words: `agent 5` is somebody.
fn target(v: &Visit, names: &HashMap<AgentId, &str>, target: &str) -> String {
    let (kind, key) = target.split_once(' ').unwrap_or((target, ""));
    match (kind, key.parse::<i64>()) {
        ("agent", Ok(id)) => match names.get(&AgentId(id)) {
            Some(name) => v.t.desk_audit_target_agent(*name),
            None => v.t.desk_audit_target_agent(v.t.desk_actor_unknown()),
        },
        ("draft", _) => {
            v.t.desk_audit_target_draft(domain::intake::show_reference(key))
        }
        ("job", _) => v.t.desk_audit_target_job(key),
        ("list", _) => v.t.desk_audit_target_list(key),
        ("role", _) => v.t.desk_audit_target_role(role_name(&v.t, key)),
        ("team", _) => v.t.desk_audit_target_team(key),
        ("topic", _) => v.t.desk_audit_target_topic(key),
        ("batch", _) => v.t.desk_audit_target_batch(key),
        ("policy", _) => v.t.desk_audit_target_policy(key),
        ("calendar", _) => v.t.desk_audit_target_calendar(key),
        ("legal_class", _) => v.t.desk_audit_target_legal_class(key),
        ("deadline_policy", _) => v.t.desk_audit_target_deadline_policy(key),
        ("index", _) => v.t.desk_audit_target_index(key),
        ("settings", _) => v.t.desk_audit_target_settings(),
        ("organizations", _) => v.t.desk_audit_target_organizations(),
        ("assignment", _) => v.t.desk_audit_target_assignment(),
        ("rule", _) => v.t.desk_audit_target_rule(key),
        _ => target.to_owned(),
    }
}
