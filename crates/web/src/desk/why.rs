//! «¿Por qué a mí?»: how a ticket came to its agent, as it was kept when it happened.

use app::ticket::DeskView;
use domain::assignment::{Candidate, LeftOut, Reason, Routing, Rule};
use domain::{Actor, EventKind};
use text::{Language, Texts};

use super::seat::Seat;

/// How a ticket came to its agent, or why it has none.
pub(super) struct Why {
    pub(super) title: String,
    /// How it came to its team.
    pub(super) way: String,
    /// What decided among the people.
    pub(super) reason: String,
    /// What the rule asked them to be able to do.
    pub(super) needs: Option<String>,
    pub(super) people: Vec<Person>,
}

/// Somebody who could have had it.
pub(super) struct Person {
    pub(super) name: String,
    /// How much they had of how much they could have.
    pub(super) load: String,
    /// That it was this one, or why not.
    pub(super) note: String,
    pub(super) is_chosen: bool,
}

impl Why {
    /// None where a person decided since.
    pub(super) fn of(seat: &Seat, view: &DeskView) -> Option<Self> {
        let t = &seat.v.t;
        let routing = by_the_rules(view)?;
        let name = |agent| {
            let known = view.names.get(&agent).cloned();
            known.unwrap_or_else(|| t.desk_actor_unknown())
        };
        let team = view.teams.iter().find(|team| team.id == routing.team);
        let team = team.map_or("", |team| team.name.as_str());
        let topic = view.topic.form.name.get(seat.v.tag());
        Some(Self {
            title: match routing.to {
                Some(to) if to == seat.by.agent.id => t.desk_why_me(),
                Some(to) => t.desk_why_other(name(to)),
                None => t.desk_why_nobody(),
            },
            way: match first_rule(view) {
                Some(rule) => {
                    let company = view.organization.as_ref();
                    let company = company.map_or("", |company| company.name.as_str());
                    t.desk_why_rule(conditions(t, rule, topic, company), team)
                }
                None => t.desk_why_topic(team),
            },
            reason: reason(t, routing),
            needs: match routing.skills.as_slice() {
                [] => None,
                skills => Some(t.desk_why_needs(skills.join(", "))),
            },
            people: routing
                .candidates
                .iter()
                .map(|one| Person {
                    name: name(one.agent),
                    load: t.desk_capacity_load(one.capacity, one.open),
                    note: note(seat, one, routing),
                    is_chosen: routing.to == Some(one.agent),
                })
                .collect(),
        })
    }
}

/// The last choice of the rules, unless a person gave the ticket to somebody, or took it, since.
fn by_the_rules(view: &DeskView) -> Option<&Routing> {
    for entry in view.timeline.iter().rev() {
        let event = &entry.event;
        if let EventKind::Routed(routing) = &event.kind {
            return Some(routing);
        }
        let is_given = matches!(
            event.kind,
            EventKind::Assigned { .. } | EventKind::Unassigned { .. }
        );
        if is_given && event.by != Actor::System {
            return None;
        }
    }
    None
}

/// The rule that led the ticket to its team: a later choice stays within it.
fn first_rule(view: &DeskView) -> Option<&Rule> {
    for entry in &view.timeline {
        if let EventKind::Routed(routing) = &entry.event.kind {
            return routing.rule.as_ref();
        }
    }
    None
}

/// What a rule asks, in words; `topic` and `company` are the names of its topic and its company.
pub(super) fn conditions(t: &Texts, rule: &Rule, topic: &str, company: &str) -> String {
    let when = &rule.when;
    let language = when.language.as_deref().and_then(Language::parse);
    let all = [
        when.topic.map(|_| t.desk_rule_topic(topic)),
        when.organization.map(|_| t.desk_rule_organization(company)),
        language.map(|language| t.desk_rule_language(language.name())),
        when.keyword
            .as_deref()
            .map(|keyword| t.desk_rule_keyword(keyword)),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn reason(t: &Texts, routing: &Routing) -> String {
    match routing.reason {
        Some(Reason::Serves) => t.desk_why_serves(),
        Some(Reason::BeginsFirst) => t.desk_why_begins_first(),
        Some(Reason::OnlyOne) => t.desk_why_only_one(),
        Some(Reason::MostSpare) => t.desk_why_most_spare(),
        Some(Reason::LongestIdle) => t.desk_why_longest_idle(),
        Some(Reason::FirstOfEquals) => t.desk_why_first_of_equals(),
        Some(Reason::Escalated) => t.desk_why_escalated(),
        None if routing.by_hand => t.desk_why_by_hand(),
        None => t.desk_why_none(),
    }
}

fn note(seat: &Seat, one: &Candidate, routing: &Routing) -> String {
    let t = &seat.v.t;
    let begins = one
        .begins_at
        .map(|at| t.desk_why_begins(seat.v.moment(&at)));
    match one.left_out {
        None if routing.to == Some(one.agent) => match begins {
            Some(begins) => format!("{} · {begins}", t.desk_why_chosen()),
            None => t.desk_why_chosen(),
        },
        None => begins.unwrap_or_default(),
        Some(LeftOut::NoAccess) => t.desk_left_no_access(),
        Some(LeftOut::ReadsOnly) => t.desk_left_reads_only(),
        Some(LeftOut::NeverEntered) => t.desk_left_never_entered(),
        Some(LeftOut::TakesNone) => t.desk_left_takes_none(),
        Some(LeftOut::LacksSkill) => t.desk_left_lacks_skill(),
        Some(LeftOut::OffShift) => t.desk_left_off_shift(),
        Some(LeftOut::Absent) => t.desk_left_absent(),
        Some(LeftOut::Away) => t.desk_left_away(),
        Some(LeftOut::Paused) => t.desk_left_paused(),
        Some(LeftOut::GaveBack) => t.desk_left_gave_back(),
        Some(LeftOut::Full) => t.desk_left_full(),
    }
}
