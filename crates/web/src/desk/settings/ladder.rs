//! The rows of a ladder within the form of a policy.

use app::deadline_policy::Policies;
use domain::clock::{Action, MAX_MINUTES, MAX_RUNGS, Metric, Rung, When};
use domain::{AgentId, TeamId};
use text::Texts;
use text::format::upper_first;

use super::compare::Comparison;
use super::sent::Sent;
use crate::desk::deadlines::{action_words, metric_words, when_words};
use crate::desk::form::Errors;
use crate::desk::queue::Choice;

/// The list of the rows, in the names of their controls.
const LIST: &str = "paso";

/// A rung as the form shows it.
pub(super) struct RungForm {
    pub(super) number: usize,
    /// The beginning of the names of its controls.
    pub(super) name: String,
    pub(super) title: String,
    pub(super) metric_id: String,
    pub(super) metrics: Vec<Choice>,
    pub(super) when_id: String,
    pub(super) whens: Vec<Choice>,
    pub(super) amount_id: String,
    pub(super) amount: String,
    pub(super) action_id: String,
    pub(super) actions: Vec<Choice>,
}

/// The rungs as they were typed.
pub(super) fn rows(t: &Texts, all: &Policies, sent: &Sent) -> Vec<RungForm> {
    let row = |number: usize| {
        let name = format!("{LIST}_{number}");
        let id = |end: &str| format!("{name}_{end}");
        let chosen = |end: &str| sent.get(&id(end)).to_owned();
        RungForm {
            number,
            title: t.ladder_rung(number + 1),
            metric_id: id("plazo"),
            metrics: metrics(t, &chosen("plazo")),
            when_id: id("cuando"),
            whens: whens(t, &chosen("cuando")),
            amount_id: id("cantidad"),
            amount: chosen("cantidad"),
            action_id: id("accion"),
            actions: actions(t, all, &chosen("accion")),
            name,
        }
    };
    (0..sent.rows(LIST)).map(row).collect()
}

/// The rungs of a policy, a line each.
pub(super) fn lines(t: &Texts, all: &Policies, ladder: &[Rung]) -> Vec<String> {
    let line = |rung: &Rung| {
        let action = words(t, all, rung.action);
        let metric = metric_words(t, rung.metric);
        upper_first(&t.ladder_line(action, metric, when_words(t, rung.when)))
    };
    ladder.iter().map(line).collect()
}

fn words(t: &Texts, all: &Policies, action: Action) -> String {
    let agent = |id: AgentId| {
        let found = all.agents.iter().find(|one| one.id == id);
        found.map_or_else(|| t.desk_actor_unknown(), |one| one.name.clone())
    };
    let team = |id: TeamId| {
        let found = all.teams.iter().find(|one| one.id == id);
        found.map(|one| one.name.clone())
    };
    action_words(t, action, agent, team)
}

fn choice((value, words): (String, String), chosen: &str) -> Choice {
    Choice {
        is_chosen: value == chosen,
        value,
        words,
    }
}

fn metrics(t: &Texts, chosen: &str) -> Vec<Choice> {
    let all = Metric::ALL.into_iter();
    let pairs = all.map(|one| (one.name().to_owned(), upper_first(&metric_words(t, one))));
    pairs.map(|pair| choice(pair, chosen)).collect()
}

fn whens(t: &Texts, chosen: &str) -> Vec<Choice> {
    let pairs = [
        ("usado", t.ladder_unit_used()),
        ("antes", t.ladder_unit_before()),
        ("despues", t.ladder_unit_after()),
    ];
    let pairs = pairs.map(|(value, words)| (value.to_owned(), words));
    pairs.map(|pair| choice(pair, chosen)).into()
}

fn actions(t: &Texts, all: &Policies, chosen: &str) -> Vec<Choice> {
    let mut offered = vec![
        Action::NotifyAssignee,
        Action::NotifySupervisors,
        Action::RaisePriority,
    ];
    let agents = || all.agents.iter().map(|agent| agent.id);
    let workers = all.agents.iter().filter(|agent| agent.role.can_work());
    offered.extend(agents().map(Action::Notify));
    offered.extend(all.teams.iter().map(|team| Action::GiveToTeam(team.id)));
    offered.extend(workers.map(|agent| Action::GiveTo(agent.id)));
    offered.extend(agents().map(Action::AddFollower));
    let pairs = offered.into_iter();
    let pairs = pairs.map(|action| (value(action), upper_first(&words(t, all, action))));
    pairs.map(|pair| choice(pair, chosen)).collect()
}

fn value(action: Action) -> String {
    match action {
        Action::NotifyAssignee => "avisar-responsable".to_owned(),
        Action::NotifySupervisors => "avisar-supervision".to_owned(),
        Action::Notify(agent) => format!("avisar:{agent}"),
        Action::RaisePriority => "prioridad".to_owned(),
        Action::GiveToTeam(team) => format!("equipo:{team}"),
        Action::GiveTo(agent) => format!("dar:{agent}"),
        Action::AddFollower(agent) => format!("seguir:{agent}"),
    }
}

fn action(value: &str) -> Option<Action> {
    let (verb, id) = value.split_once(':').unwrap_or((value, ""));
    Some(match verb {
        "avisar-responsable" => Action::NotifyAssignee,
        "avisar-supervision" => Action::NotifySupervisors,
        "prioridad" => Action::RaisePriority,
        "avisar" => Action::Notify(id.parse().ok()?),
        "equipo" => Action::GiveToTeam(id.parse().ok()?),
        "dar" => Action::GiveTo(id.parse().ok()?),
        "seguir" => Action::AddFollower(id.parse().ok()?),
        _ => return None,
    })
}

/// Writes the rungs into the form.
pub(super) fn fill(sent: &mut Sent, ladder: &[Rung]) {
    for (number, rung) in ladder.iter().enumerate() {
        let (when, amount) = match rung.when {
            When::Used(percent) => ("usado", u16::from(percent)),
            When::Before(minutes) => ("antes", minutes),
            When::After(minutes) => ("despues", minutes),
        };
        let name = format!("{LIST}_{number}");
        sent.set(format!("{name}_id"), "");
        sent.set(format!("{name}_plazo"), rung.metric.name());
        sent.set(format!("{name}_cuando"), when);
        sent.set(format!("{name}_cantidad"), amount.to_string());
        sent.set(format!("{name}_accion"), value(rung.action));
    }
}

/// Names every field of every rung.
pub(super) fn compare(both: &mut Comparison<'_>, all: &Policies) {
    let t = both.t;
    both.rows(
        LIST,
        |number| t.ladder_rung(number),
        |both, row| {
            let own = |end: &str| format!("{row}_{end}");
            both.choice(&own("plazo"), t.deadline_term(), &metrics(t, ""));
            both.line(&own("cantidad"), t.ladder_amount());
            both.choice(&own("cuando"), t.ladder_unit(), &whens(t, ""));
            both.choice(&own("accion"), t.ladder_action(), &actions(t, all, ""));
        },
    );
}

/// The rungs that were typed, each once.
pub(super) fn read(t: &Texts, sent: &Sent, errors: &mut Errors) -> Vec<Rung> {
    let mut ladder = Vec::new();
    for number in 0..sent.rows(LIST).min(MAX_RUNGS) {
        let id = |end: &str| format!("{LIST}_{number}_{end}");
        let amount = sent.get(&id("cantidad")).trim().parse::<u16>().ok();
        let when = amount.and_then(|amount| match sent.get(&id("cuando")) {
            "antes" => Some(When::Before(amount)),
            "despues" => Some(When::After(amount)),
            _ => u8::try_from(amount).ok().map(When::Used),
        });
        let metric = sent.get(&id("plazo"));
        let metric = Metric::ALL.into_iter().find(|one| one.name() == metric);
        let Some(action) = action(sent.get(&id("accion"))) else {
            errors.add(&id("accion"), t.error_option());
            continue;
        };
        let rung = when.zip(metric).map(|(when, metric)| Rung {
            metric,
            when,
            action,
        });
        let Some(rung) = rung.filter(Rung::is_within_limits) else {
            errors.add(&id("cantidad"), t.ladder_error_amount(MAX_MINUTES));
            continue;
        };
        if ladder.contains(&rung) {
            errors.add(&id("accion"), t.ladder_error_twice());
            continue;
        }
        ladder.push(rung);
    }
    ladder
}
