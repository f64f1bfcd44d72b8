//! `GET /casos/{codigo}/plazo`: why we answer by that day, in plain words.

use app::deadline::Why;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use domain::Ticket;
use domain::calendar::Term;
use domain::clock::{Pause, State as Runs, What};
use jiff::Timestamp;

use super::{code, path_of};
use crate::desk::{holiday_words, term_words};
use crate::error::PageError;
use crate::page;

use crate::state::Web;
use crate::visit::{AsGuest, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/casos/{codigo}/plazo", get(show))
}

#[derive(Template)]
#[template(path = "portal/case/deadline.html")]
struct DeadlinePage {
    v: Visit,
    back: String,
    due_at: Timestamp,
    due: String,
    filed: String,
    term: String,
    /// Where it began anew, once the request was complete.
    restarted: Option<String>,
    /// Where it counts from another day than that of the filing.
    counts: Option<String>,
    days_off: Vec<(String, String)>,
    answered: Option<String>,
    /// When it was put off, once for each time.
    extended: Vec<String>,
    /// The days that did not count, once for each pause that is over.
    pauses: Vec<String>,
    /// Whether it waits for the request to be completed.
    is_paused: bool,
    is_missed: bool,
    /// Whether its day stays although it would be another by now.
    is_kept: bool,
    /// The law that asks for the term.
    law: Option<String>,
}

async fn show(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(asked): Path<String>,
) -> Result<Response, PageError> {
    let (ticket, why) = app::deadline::why_for_guest(&web, &guest, code(&asked)?).await?;
    page::ok(&DeadlinePage::of(v, &ticket, &why))
}

impl DeadlinePage {
    fn of(v: Visit, ticket: &Ticket, why: &Why) -> Self {
        let (t, today) = (&v.t, v.now.date());
        let filed = v.local(why.clock.started_at).date();
        let later = why.filed_on.filter(|day| *day != filed);
        let met = why.steps.iter().rev().find(|step| step.what == What::Met);
        let answered = met.filter(|_| why.clock.state == Runs::Met);
        let extended = why.steps.iter().filter(|step| step.what == What::Extended);
        let mut from_last = why.steps.iter().skip(1).rev();
        let restarted = from_last.find(|step| step.what == What::Started);
        let path = path_of(&ticket.code);
        Self {
            back: if v.member.is_some() {
                format!("/cuenta{path}")
            } else {
                path
            },
            due_at: why.clock.due_at,
            due: v.end_of_term(&why.clock.due_at),
            filed: v.long_moment(&ticket.created_at),
            extended: extended
                .map(|step| t.deadline_guest_extended(v.long_date(&step.at)))
                .collect(),
            is_paused: why.clock.state == Runs::Paused,
            restarted: restarted.map(|step| t.deadline_guest_restarted(v.long_date(&step.at))),
            pauses: why
                .pauses
                .iter()
                .filter_map(|pause| pause_words(&v, pause))
                .collect(),
            term: match why.clock.term {
                Term::CalendarDays(_) => {
                    t.deadline_guest_term_calendar(term_words(t, why.clock.term))
                }
                Term::BusinessDays(_) | Term::Seconds(_) => {
                    t.deadline_guest_term(term_words(t, why.clock.term))
                }
            },
            counts: later.map(|day| t.deadline_guest_later(t.long_date(day, today))),
            days_off: why
                .days_off
                .iter()
                .map(|day| (t.long_date(day.date, today), holiday_words(day)))
                .collect(),
            answered: answered.map(|step| v.long_date(&step.at)),
            is_missed: why.clock.is_missed,
            is_kept: why.is_kept,
            law: why
                .law
                .as_ref()
                .map(|law| t.deadline_guest_law(law.class.get(v.tag()), law.source.as_str())),
            v,
        }
    }
}

/// Which days did not count, and why not; nothing while the pause lasts.
fn pause_words(v: &Visit, pause: &Pause) -> Option<String> {
    let (t, last) = (&v.t, pause.until?);
    let words = |day| t.long_date(day, v.now.date());
    let (from, until) = (words(pause.from), words(last));
    Some(match (pause.is_ended, pause.from == last) {
        (false, false) => t.deadline_guest_waited(from, until),
        (false, true) => t.deadline_guest_waited_day(from),
        (true, false) => t.deadline_guest_ended(from, until),
        (true, true) => t.deadline_guest_ended_day(from),
    })
}
