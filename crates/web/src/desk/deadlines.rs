//! `GET /mesa/casos/{codigo}/plazos`: why each term of a ticket ends when it does.

use app::deadline::Why;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::{Holiday, Term};
use domain::clock::{Action, Metric, State as Runs, What, When};
use domain::{AgentId, TeamId};
use jiff::{SignedDuration, Timestamp};
use text::Texts;

use super::seat::{Frame, Seat};
use super::ticket::parse;
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/deadlines.html")]
struct DeadlinesPage {
    v: Visit,
    frame: Frame,
    code: String,
    subject: String,
    clocks: Vec<Told>,
}

/// A clock in words.
struct Told {
    id: &'static str,
    title: String,
    term: String,
    state: String,
    is_missed: bool,
    /// Whether its day stays although it would be another by now.
    is_kept: bool,
    law: Option<String>,
    due_at: Timestamp,
    /// From which day it counts.
    counts: Option<String>,
    steps: Vec<Line>,
    days_off: Vec<Line>,
}

struct Line {
    when: String,
    words: String,
}

/// `GET /mesa/casos/{codigo}/plazos`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let (ticket, all) = app::deadline::why_for_agent(&web, &seat.by, parse(&code)?).await?;
    let frame = seat.frame(&web, "").await?;
    page::ok(&DeadlinesPage {
        code: ticket.code.to_string(),
        subject: ticket.subject,
        clocks: all.iter().map(|why| Told::of(&seat.v, why)).collect(),
        frame,
        v: seat.v,
    })
}

impl Told {
    fn of(v: &Visit, why: &Why) -> Self {
        let (t, clock) = (&v.t, &why.clock);
        let step = |step: &domain::clock::Step| Line {
            when: v.moment(&step.at),
            words: step_words(v, step.what, step.due_at),
        };
        Self {
            id: clock.metric.name(),
            title: text::format::upper_first(&metric_words(t, clock.metric)),
            term: term_words(t, clock.term),
            state: state_words(t, clock.state),
            is_missed: clock.is_missed,
            is_kept: why.is_kept,
            law: why
                .law
                .as_ref()
                .map(|law| format!("{}: {}", law.class.get(v.tag()), law.source)),
            due_at: clock.due_at,
            counts: why.filed_on.map(|day| {
                let day = t.long_date(day, v.now.date());
                match clock.term {
                    Term::CalendarDays(_) => t.deadline_counts_from_any(day),
                    Term::BusinessDays(_) | Term::Seconds(_) => t.deadline_counts_from(day),
                }
            }),
            steps: why.steps.iter().map(step).collect(),
            days_off: why.days_off.iter().map(|day| day_off(v, day)).collect(),
        }
    }
}

fn day_off(v: &Visit, day: &Holiday) -> Line {
    Line {
        when: v.t.long_date(day.date, v.now.date()),
        words: holiday_words(day),
    }
}

/// The name of a holiday with its law.
pub(crate) fn holiday_words(day: &Holiday) -> String {
    if day.law.is_empty() {
        day.name.clone()
    } else {
        format!("{} ({})", day.name, day.law)
    }
}

/// What a clock measures, in the middle of a sentence.
pub(super) fn metric_words(t: &Texts, metric: Metric) -> String {
    match metric {
        Metric::Legal => t.deadline_metric_legal(),
        Metric::FirstResponse => t.deadline_metric_first_response(),
        Metric::NextResponse => t.deadline_metric_next_response(),
        Metric::Update => t.deadline_metric_update(),
        Metric::Own => t.deadline_metric_own(),
        Metric::Resolution => t.deadline_metric_resolution(),
        Metric::Transfer => t.deadline_metric_transfer(),
    }
}

/// How long a term is.
pub(crate) fn term_words(t: &Texts, term: Term) -> String {
    match term {
        Term::Seconds(seconds) => {
            t.deadline_term_hours(t.duration(SignedDuration::from_secs(seconds.into())))
        }
        Term::BusinessDays(days) => t.deadline_term_business(i64::from(days)),
        Term::CalendarDays(days) => t.deadline_term_calendar(i64::from(days)),
    }
}

/// When a rung of a ladder is reached.
pub(super) fn when_words(t: &Texts, when: When) -> String {
    let minutes = |minutes: u16| t.duration(SignedDuration::from_mins(minutes.into()));
    match when {
        When::Used(percent) => t.ladder_when_used(i64::from(percent)),
        When::Before(before) => t.ladder_when_before(minutes(before)),
        When::After(after) => t.ladder_when_after(minutes(after)),
    }
}

/// What is done at a rung; the names of people and teams come from whoever knows them.
pub(super) fn action_words(
    t: &Texts,
    action: Action,
    agent: impl Fn(AgentId) -> String,
    team: impl Fn(TeamId) -> Option<String>,
) -> String {
    match action {
        Action::NotifyAssignee => t.ladder_notify_assignee(),
        Action::NotifySupervisors => t.ladder_notify_supervisors(),
        Action::Notify(to) => t.ladder_notify(agent(to)),
        Action::RaisePriority => t.ladder_raise_priority(),
        Action::GiveToTeam(to) => match team(to) {
            Some(team) => t.ladder_give_to_team_named(team),
            None => t.ladder_give_to_team(),
        },
        Action::GiveTo(to) => t.ladder_give_to(agent(to)),
        Action::AddFollower(who) => t.ladder_add_follower(agent(who)),
    }
}

fn state_words(t: &Texts, state: Runs) -> String {
    match state {
        Runs::Running => t.deadline_state_running(),
        Runs::Paused => t.deadline_state_paused(),
        Runs::Met => t.deadline_state_met(),
        Runs::Cancelled => t.deadline_state_cancelled(),
    }
}

fn step_words(v: &Visit, what: What, due: Timestamp) -> String {
    let due = v.end_of_term(&due);
    match what {
        What::Started => v.t.deadline_step_started(due),
        What::Paused => v.t.deadline_step_paused(),
        What::Resumed => v.t.deadline_step_resumed(due),
        What::Extended => v.t.deadline_step_extended(due),
        What::Met => v.t.deadline_step_met(),
        What::Cancelled => v.t.deadline_step_cancelled(),
        What::Missed => v.t.deadline_step_missed(),
    }
}
