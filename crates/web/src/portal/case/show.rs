//! The page itself.

use app::Guest;
use app::ticket::GuestView;
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::ticket::{Move, Resolution};
use domain::{Actor, EventKind, MAX_MESSAGE, SolutionId, Status, TicketCode};
use jiff::Timestamp;
use serde::Deserialize;
use text::format::{initials, lower_first, upper_first};

use super::claim::{self, Card};
use super::progress::{Stop, last, stops};
use super::stars::{self, Star};
use super::timeline::{FileLink, Item, Reader, icon, name_of};
use super::{Chip, Problem, code, or_prove, path_of, problem_of, prove_path};
use crate::error::PageError;
use crate::page;
use crate::portal::answer;
use crate::portal::idle::Idle;
use crate::portal::text::{Emphasis, Prose};
use crate::state::Web;
use crate::visit::{AsGuest, AsRead, Visit};

/// How much of a long history is shown at first.
const SHOWN: usize = 20;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/casos/{codigo}", get(show))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// What was just done.
    hecho: Option<String>,
    /// Whether the whole history is wanted.
    todo: Option<String>,
}

/// `GET /casos/{codigo}`
async fn show(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    AsRead(read): AsRead<GuestView>,
    Path(codigo): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let code = code(&codigo)?;
    let view = match read {
        Some(view) => view,
        None => app::ticket::for_guest(&web, &guest, code.clone()).await,
    };
    let view = view.map_err(|error| or_prove(error, &code))?;
    let extra = Extra {
        done: asked.hecho,
        with_all: asked.todo.is_some(),
        ..Extra::default()
    };
    page::ok(&CasePage::new(&web, v, &guest, view, extra))
}

/// The page again, after a form was not taken: with what is wrong, and with all that was typed.
pub(super) async fn again(
    web: &Web,
    v: Visit,
    guest: &Guest,
    code: TicketCode,
    status: StatusCode,
    extra: Extra,
) -> Result<Response, PageError> {
    let view = app::ticket::for_guest(web, guest, code.clone())
        .await
        .map_err(|error| or_prove(error, &code))?;
    page::html(status, &CasePage::new(web, v, guest, view, extra))
}

/// What a page shows beside the ticket.
#[derive(Clone, Debug, Default)]
pub(super) struct Extra {
    /// What was just done, by its name in the address.
    pub(super) done: Option<String>,
    /// Whether the whole history is shown.
    pub(super) with_all: bool,
    /// Why what was asked for did not happen, where the ticket's state is the reason.
    pub(super) conflict: String,
    /// What is wrong with a form.
    pub(super) problems: Vec<Problem>,
    /// The answer to a proposal, as typed.
    pub(super) answer: Option<Answer>,
    /// The rating, as typed.
    pub(super) rating: Option<stars::Typed>,
    /// The message, as typed.
    pub(super) message: String,
}

/// The answer to a proposal as typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) rejects: bool,
    pub(super) rating: stars::Typed,
    pub(super) reason: String,
}

/// The fields of an answer, for the pages that show them.
pub(super) struct AnswerFields {
    pub(super) solution: SolutionId,
    pub(super) rejects: bool,
    pub(super) stars: Vec<Star>,
    pub(super) comment: String,
    pub(super) reason: String,
    pub(super) reason_hint: String,
}

impl AnswerFields {
    pub(super) fn new(v: &Visit, view: &GuestView, solution: SolutionId, typed: Answer) -> Self {
        let agent = attends(view).map(|name| first_name(&name));
        Self {
            solution,
            rejects: typed.rejects,
            stars: stars::radios(&v.t, typed.rating.stars),
            comment: typed.rating.comment,
            reason: typed.reason,
            reason_hint: agent.map_or_else(
                || v.t.ticket_reason_hint_team(),
                |name| v.t.ticket_reason_hint(name),
            ),
        }
    }
}

/// What the card on top is about.
enum Situation {
    /// Nothing is asked of the requester.
    Calm,
    /// A solution to review.
    Proposal(Box<Proposal>),
    /// The staff asked for something.
    Waiting(Box<Waiting>),
    /// It is resolved.
    Resolved(Box<Resolved>),
    /// It ended otherwise: a heading, and what to do now.
    Ended { heading: String, next: String },
}

struct Waiting {
    by: String,
    prose: Prose,
    /// Until when the request is to be completed; none where only something was asked.
    until: Option<String>,
    /// Until when there would be time, asking for more of it.
    more: Option<String>,
}

struct Proposal {
    initials: String,
    by: String,
    at: Timestamp,
    prose: Prose,
    files: Vec<FileLink>,
    until: Emphasis,
    /// The compensation that it offers; empty where there is none or it may not be known.
    amount: String,
    payline: String,
    fields: AnswerFields,
}

struct Resolved {
    heading: String,
    text: String,
    /// "4 de 5: buena"
    rated: String,
    comment: Prose,
    /// The form, while rating or changing is possible.
    rating: Option<RatingForm>,
    reopen_until: String,
}

struct RatingForm {
    stars: Vec<Star>,
    comment: String,
    is_first: bool,
    is_open: bool,
}

/// A staged file in the composer.
struct Staged {
    id: String,
    name: String,
    size: String,
    icon: &'static str,
    remove: String,
}

/// A line of the data.
pub(in crate::portal) struct Fact {
    pub(in crate::portal) label: String,
    pub(in crate::portal) value: String,
}

#[derive(Template)]
#[template(path = "portal/case/show.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each shows or hides one part of the page"
)]
struct CasePage {
    v: Visit,
    idle: Idle,
    path: String,
    /// Where the address is proved, on the way back here.
    prove: String,
    code: String,
    subject: String,
    created_at: Timestamp,
    chip: Chip,
    title: String,
    stops: Vec<Stop>,
    situation: Situation,
    items: Vec<Item>,
    earlier: usize,
    /// Who attends it: name and initials.
    agent: Option<(String, String)>,
    due: Option<Timestamp>,
    due_met: bool,
    /// Whether there is no day because the term waits.
    due_waits: bool,
    facts: Vec<Fact>,
    claim: Option<Card>,
    files: Vec<FileLink>,
    file_count: usize,
    staged: Vec<Staged>,
    may_list: bool,
    may_act: bool,
    may_see_private: bool,
    can_write: bool,
    can_drop: bool,
    can_follow: bool,
    writing_reopens: bool,
    masked: String,
    placeholder: String,
    message: String,
    key: String,
    max_message: usize,
    max_bytes: u64,
    max_files: u32,
    is_calm: bool,
    done: String,
    conflict: String,
    problems: Vec<Problem>,
}

impl CasePage {
    #[expect(
        clippy::needless_pass_by_value,
        reason = "the page takes the view over"
    )]
    fn new(web: &Web, v: Visit, guest: &Guest, view: GuestView, extra: Extra) -> Self {
        let ticket = &view.ticket;
        let may = |wanted| ticket.allows(guest.actor(ticket), wanted).is_ok();
        let is_resolved = ticket.status == Status::Resolved;
        let can_reopen =
            may(Move::Reopen) && view.reopen_until.is_some_and(|until| web.now() <= until);
        let chip = Chip::of(&v.t, ticket);
        let agent = attends(&view);
        let first = agent.as_deref().map(first_name);
        let private = guest.may_see_private();

        let situation = situation(&v, guest, &view, &extra, can_reopen);
        let reader = Reader {
            v: &v,
            view: &view,
            own: guest.contact.id,
            own_name: &guest.contact.name,
            with_files: private,
        };
        let mut items = reader.items();
        let earlier = if extra.with_all {
            0
        } else {
            items.len().saturating_sub(SHOWN)
        };
        items.drain(..earlier);

        let all_files: Vec<_> = view
            .timeline
            .iter()
            .flat_map(|entry| &entry.files)
            .collect();
        let links = all_files
            .iter()
            .filter(|_| private)
            .map(|file| FileLink::new(&v, &ticket.code, file));
        let staged = view.staged.iter().map(|file| Staged {
            id: file.id.to_string(),
            name: file.name.clone(),
            size: v.t.file_size(file.size_bytes),
            icon: icon(file.kind),
            remove: format!("{}/archivos/{}/quitar", path_of(&ticket.code), file.id),
        });
        Self {
            idle: Idle::of(web, &v),
            path: if v.member.is_some() {
                format!("/cuenta{}", path_of(&ticket.code))
            } else {
                path_of(&ticket.code)
            },
            prove: prove_path(&ticket.code),
            code: ticket.code.to_string(),
            subject: ticket.subject.clone(),
            created_at: ticket.created_at,
            title: v
                .t
                .ticket_title(ticket.code.as_str(), lower_first(&chip.label)),
            stops: stops(&v, &view),
            is_calm: matches!(situation, Situation::Calm),
            situation,
            items,
            earlier,
            due: ticket.due_at,
            due_met: is_due_met(&view),
            due_waits: view.is_paused,
            facts: facts(&v, guest, &view),
            claim: view.claim.as_ref().map(|claim| Card::of(&v, claim)),
            files: links.collect(),
            file_count: all_files.len(),
            staged: staged.collect(),
            may_list: guest.may_list(),
            may_act: guest.may_act(),
            may_see_private: private,
            can_write: may(Move::Write) && (!is_resolved || can_reopen),
            can_drop: may(Move::Drop),
            can_follow: (is_resolved && !can_reopen) || ticket.status == Status::Cancelled,
            writing_reopens: is_resolved,
            masked: guest.contact.email.masked(),
            placeholder: match &first {
                Some(name) => v.t.write_placeholder(name.as_str()),
                None => v.t.write_placeholder_team(),
            },
            message: extra.message,
            key: web.new_key(),
            max_message: MAX_MESSAGE,
            max_bytes: web.limits.upload.file_bytes,
            max_files: web.limits.upload.files,
            done: done_text(&v, extra.done.as_deref(), first.as_deref()),
            conflict: extra.conflict,
            problems: extra.problems,
            agent: agent
                .map(|name| (initials(&name), name))
                .map(|(initials, name)| (name, initials)),
            chip,
            v,
        }
    }

    fn problem(&self, field: &str) -> &str {
        problem_of(&self.problems, field)
    }

    fn browser_title(&self) -> String {
        if self.problems.is_empty() {
            self.title.clone()
        } else {
            self.v.t.page_title_error(self.title.as_str())
        }
    }

    fn due_date(&self, due: &Timestamp) -> String {
        upper_first(&self.v.end_of_term(due))
    }

    fn code_line(&self) -> Emphasis {
        Emphasis::new(|x| self.v.t.ticket_code(x), self.code.as_str())
    }
}

fn situation(
    v: &Visit,
    guest: &Guest,
    view: &GuestView,
    extra: &Extra,
    can_reopen: bool,
) -> Situation {
    match view.ticket.status {
        Status::New | Status::Open | Status::WaitingThird => Situation::Calm,
        Status::WaitingCustomer => waiting(v, view),
        Status::SolutionProposed => proposal(v, guest, view, extra)
            .map_or(Situation::Calm, |it| Situation::Proposal(Box::new(it))),
        Status::Resolved => Situation::Resolved(Box::new(resolved(v, view, extra, can_reopen))),
        Status::Cancelled if is_withdrawn(view) => {
            let at = last(view, |kind| *kind == EventKind::TacitlyWithdrawn);
            let at = at.unwrap_or(view.ticket.updated_at);
            Situation::Ended {
                heading: v.t.ticket_withdrawn(v.long_date(&at)),
                next: v.t.ticket_withdrawn_next(),
            }
        }
        Status::Transferred => transferred(v, view),
        Status::Cancelled => {
            let ended = last(view, |kind| {
                matches!(
                    kind,
                    EventKind::Dropped { .. } | EventKind::Cancelled { .. }
                )
            });
            let at = ended.unwrap_or(view.ticket.updated_at);
            Situation::Ended {
                heading: v.t.ticket_cancelled(v.long_date(&at)),
                next: v.t.ticket_cancelled_next(),
            }
        }
        Status::Merged | Status::Spam => {
            let label = Chip::of(&v.t, &view.ticket).label;
            Situation::Ended {
                next: v.t.ticket_ended(label.as_str()),
                heading: label,
            }
        }
    }
}

fn proposal(v: &Visit, guest: &Guest, view: &GuestView, extra: &Extra) -> Option<Proposal> {
    let solution = view.solution.as_ref()?;
    let entry = view.timeline.iter().rev().find(|entry| {
        entry
            .solution
            .as_ref()
            .is_some_and(|one| one.id == solution.id)
    });
    let name = name_of(v, &view.names, Actor::Agent(solution.author));
    let files = entry.map(|entry| &entry.files[..]).unwrap_or_default();
    let files = files.iter().filter(|_| guest.may_see_private());
    let until = view
        .respond_until
        .map(|until| Emphasis::new(|x| v.t.ticket_solution_until(x), v.end_of_term(&until)));
    Some(Proposal {
        initials: initials(&name),
        by: view
            .team
            .as_ref()
            .map_or_else(|| name.clone(), |team| format!("{name}, {}", team.name)),
        at: solution.proposed_at,
        prose: Prose::new(&solution.text),
        files: files
            .map(|file| FileLink::new(v, &view.ticket.code, file))
            .collect(),
        until: until.unwrap_or_default(),
        amount: claim::offered(v, view.claim.as_ref(), solution.id),
        payline: v.t.claim_payline(v.settings.compensation.pay_within_days),
        fields: AnswerFields::new(
            v,
            view,
            solution.id,
            extra.answer.clone().unwrap_or_default(),
        ),
    })
}

/// Whether it ended because it was not completed in time; no later end of it comes after that.
fn is_withdrawn(view: &GuestView) -> bool {
    last(view, |kind| *kind == EventKind::TacitlyWithdrawn).is_some()
}

/// Who answers it now, and where that is.
fn transferred(v: &Visit, view: &GuestView) -> Situation {
    let mut to = None;
    for entry in &view.timeline {
        if let EventKind::Transferred { to: authority, .. } = &entry.event.kind {
            to = Some(authority);
        }
    }
    let email = to.and_then(|to| to.email.as_ref()).map(ToString::to_string);
    let address = to.map(|to| to.address.clone());
    let reach: Vec<String> = email
        .into_iter()
        .chain(address)
        .filter(|text| !text.is_empty())
        .collect();
    let mut next = v.t.ticket_transferred_next();
    if !reach.is_empty() {
        next.push(' ');
        next.push_str(&v.t.ticket_transferred_reach(reach.join(" · ")));
    }
    Situation::Ended {
        heading: v.t.ticket_transferred(to.map_or("", |to| to.name.as_str())),
        next,
    }
}

/// The last question of the staff.
fn waiting(v: &Visit, view: &GuestView) -> Situation {
    let ticket = &view.ticket;
    let until = ticket.waiting_until.filter(|_| ticket.is_incomplete());
    let asked = view.timeline.iter().rev().find(|entry| {
        matches!(
            entry.event.kind,
            EventKind::InfoRequested { .. } | EventKind::AskedToComplete { .. }
        )
    });
    Situation::Waiting(Box::new(Waiting {
        until: until.map(|until| v.t.ticket_incomplete_until(v.end_of_term(&until))),
        more: view
            .prolonged_until
            .map(|until| v.t.ticket_prolong_hint(v.end_of_term(&until))),
        by: asked
            .map(|entry| name_of(v, &view.names, entry.event.by))
            .unwrap_or_default(),
        prose: Prose::new(
            asked
                .and_then(|entry| entry.message.as_ref())
                .map_or("", |message| &message.text),
        ),
    }))
}

fn resolved(v: &Visit, view: &GuestView, extra: &Extra, can_reopen: bool) -> Resolved {
    let ticket = &view.ticket;
    let at = ticket.resolved_at.unwrap_or(ticket.updated_at);
    let closed = view
        .timeline
        .iter()
        .rev()
        .find(|entry| matches!(entry.event.kind, EventKind::Closed { .. }));
    let text = match (ticket.resolution, closed) {
        (Some(Resolution::Accepted), _) => v.t.ticket_resolved_accepted(),
        (Some(Resolution::Silence), _) => v.t.ticket_resolved_silence(),
        (Some(Resolution::ByAgent), Some(entry)) => {
            v.t.ticket_resolved_agent(name_of(v, &view.names, entry.event.by))
        }
        (Some(Resolution::ByAgent), None) | (None, _) => String::new(),
    };
    let standing = view.rating.as_ref();
    let rating = view.can_rate.then(|| {
        let typed = extra
            .rating
            .clone()
            .or_else(|| standing.map(stars::Typed::of))
            .unwrap_or_default();
        RatingForm {
            stars: stars::radios(&v.t, typed.stars),
            comment: typed.comment,
            is_first: standing.is_none(),
            is_open: standing.is_none() || extra.rating.is_some(),
        }
    });
    let until = view.reopen_until.filter(|_| can_reopen);
    Resolved {
        heading: v.t.ticket_resolved(v.long_date(&at)),
        text,
        rated: standing
            .map(|rating| stars::value_text(&v.t, rating.stars))
            .unwrap_or_default(),
        comment: Prose::new(standing.map_or("", |rating| &rating.comment)),
        rating,
        reopen_until: until
            .map(|until| v.t.ticket_reopen_until(v.end_of_term(&until)))
            .unwrap_or_default(),
    }
}

/// Answers of the form, then the personal data of who asks, if they may be shown.
pub(in crate::portal) fn facts(v: &Visit, guest: &Guest, view: &GuestView) -> Vec<Fact> {
    let private = guest.may_see_private();
    let topic = Fact {
        label: v.t.ticket_topic(),
        value: view.topic.form.name.get(v.tag()).to_owned(),
    };
    let answers = view
        .ticket
        .answers
        .iter()
        .filter(|one| private || !answer::is_private(&view.topic, one))
        .map(|one| Fact {
            label: if one.field == answer::DOCUMENT {
                v.t.ticket_document()
            } else {
                answer::question(v, &view.topic, one)
            },
            value: answer::text(v, &view.topic, one),
        });
    let requester = view
        .people
        .get(&view.ticket.requester)
        .filter(|_| view.ticket.requester != guest.contact.id)
        .map(|name| Fact {
            label: v.t.account_column_requester(),
            value: name.clone(),
        });
    let is_own = view.ticket.requester == guest.contact.id;
    let contact = [
        Fact {
            label: v.t.ticket_email(),
            value: guest.contact.email.to_string(),
        },
        Fact {
            label: v.t.ticket_phone(),
            value: Some(&guest.contact.phone)
                .filter(|_| guest.may_see_contact())
                .cloned()
                .unwrap_or_default(),
        },
    ];
    let class = view.law.as_ref().map(|law| Fact {
        label: v.t.ticket_class(),
        value: format!("{} ({})", law.class.get(v.tag()), law.source),
    });
    let facts = [topic]
        .into_iter()
        .chain(class)
        .chain(answers)
        .chain(requester)
        .chain(contact.into_iter().filter(|_| private && is_own));
    facts.filter(|fact| !fact.value.is_empty()).collect()
}

/// Whether the staff had answered when the answer was due.
fn is_due_met(view: &GuestView) -> bool {
    let answers = |kind: &EventKind| {
        matches!(
            kind,
            EventKind::SolutionProposed { .. } | EventKind::Closed { .. }
        )
    };
    let answered = view
        .timeline
        .iter()
        .find(|entry| answers(&entry.event.kind))
        .map(|entry| entry.event.at);
    answered
        .zip(view.ticket.due_at)
        .is_some_and(|(answered, due)| answered <= due)
}

/// The name of the agent who has the ticket.
pub(super) fn attends(view: &GuestView) -> Option<String> {
    view.ticket
        .assignee
        .and_then(|agent| view.names.get(&agent).cloned())
}

/// The name by which somebody is called.
fn first_name(name: &str) -> String {
    name.split_whitespace().next().unwrap_or(name).to_owned()
}

/// What was just done, in words; nothing for a name that is none of ours.
fn done_text(v: &Visit, done: Option<&str>, agent: Option<&str>) -> String {
    let t = &v.t;
    match (done, agent) {
        (Some("aceptado"), _) => t.ticket_done_accepted(),
        (Some("rechazado" | "reabierto"), Some(name)) => t.ticket_done_rejected(name),
        (Some("rechazado" | "reabierto"), None) => t.ticket_done_rejected_team(),
        (Some("enviado"), Some(name)) => t.ticket_done_sent(name),
        (Some("enviado"), None) => t.ticket_done_sent_team(),
        (Some("calificado"), _) => t.ticket_done_rated(),
        (Some("cancelado"), _) => t.ticket_done_dropped(),
        (Some("mas-tiempo"), _) => t.ticket_done_prolonged(),
        (Some("pago"), _) => t.claim_payee_done(),
        (Some("quitado"), _) => t.ticket_done_removed(),
        _ => String::new(),
    }
}
