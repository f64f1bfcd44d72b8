//! The columns of a list of the desk, and the cells of a ticket in it.

use domain::{Status, TeamId, TopicId};
use report::{Cell, Column, Kind};
use store::queue::TicketSummary;
use text::Texts;

use super::{column, instant, words};
use crate::ticket::QueuePage;

pub(super) fn columns(t: &Texts) -> Vec<Column> {
    vec![
        column(t.export_code(), Kind::Text, 20),
        column(t.intake_subject(), Kind::Text, 28),
        column(t.case_file_requester(), Kind::Text, 16),
        column(t.desk_filter_state(), Kind::State, 14),
        column(t.desk_filter_topic(), Kind::Text, 14),
        column(t.desk_filter_team(), Kind::Text, 12),
        column(t.desk_filter_assignee(), Kind::Text, 13),
        column(t.export_created(), Kind::Time, 14),
        column(t.export_updated(), Kind::Time, 14),
        column(t.desk_filter_due(), Kind::Time, 14),
        column(t.export_resolved(), Kind::Time, 14),
    ]
}

pub(super) fn cells(texts: &Texts, page: &QueuePage, ticket: &TicketSummary) -> Vec<Cell> {
    let tag = texts.language().tag();
    let team = |id: TeamId| page.teams.iter().find(|team| team.id == id);
    let topic = |id: TopicId| page.topics.iter().find(|topic| topic.id == id);
    let assignee = ticket
        .assignee
        .and_then(|id| page.agents.iter().find(|agent| agent.id == id));
    vec![
        Cell::Text(ticket.code.to_string()),
        Cell::Text(ticket.subject.clone()),
        Cell::Text(ticket.requester_name.clone()),
        Cell::Text(state(texts, ticket.status)),
        words(topic(ticket.topic).map(|topic| topic.form.name.get(tag))),
        words(team(ticket.team).map(|team| team.name.as_str())),
        words(assignee.map(|agent| agent.name.as_str())),
        Cell::Instant(ticket.created_at),
        Cell::Instant(ticket.updated_at),
        instant(ticket.due_at),
        instant(ticket.resolved_at),
    ]
}

fn state(texts: &Texts, status: Status) -> String {
    texts
        .by_id(&format!("state-{}-desk", status.name()))
        .unwrap_or_default()
}
