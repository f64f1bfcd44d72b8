//! What agents do with a ticket besides writing: one form each, with the version that was seen.
//!
//! What needs a reason is asked in a dialog, or on a page of its own with the same words.

use crate::form::Form;
use app::Error;
use app::ticket::ByLaw;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ticket::{Move, Nature, Priority, TicketKind};
use domain::{AgentId, Permission, Refusal, Ticket, TicketCode};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use super::chip;
use super::compensation;
use super::compose::Typed;
use super::form::{self, Errors};
use super::queue::Asked;
use super::seat::{Frame, Seat};
use super::ticket::{Notice, Told, parse, screen};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// The hour at which a ticket that waits for somebody else comes back.
const BACK_AT: i8 = 8;

/// What can be done with a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Take,
    Assign,
    Release,
    Classify,
    Resume,
    Prolong,
    Complete,
    Extend,
    Wait,
    Withdraw,
    Close,
    Cancel,
    Reopen,
    Spam,
    NotSpam,
}

impl Act {
    const ALL: [Self; 15] = [
        Self::Take,
        Self::Assign,
        Self::Release,
        Self::Classify,
        Self::Resume,
        Self::Prolong,
        Self::Complete,
        Self::Extend,
        Self::Wait,
        Self::Withdraw,
        Self::Close,
        Self::Cancel,
        Self::Reopen,
        Self::Spam,
        Self::NotSpam,
    ];

    fn slug(self) -> &'static str {
        match self {
            Self::Take => "tomar",
            Self::Assign => "asignar",
            Self::Release => "soltar",
            Self::Classify => "clasificar",
            Self::Resume => "reanudar",
            Self::Prolong => "dar-tiempo",
            Self::Complete => "completar",
            Self::Extend => "ampliar",
            Self::Wait => "en-gestion",
            Self::Withdraw => "retirar",
            Self::Close => "cerrar",
            Self::Cancel => "cancelar",
            Self::Reopen => "reabrir",
            Self::Spam => "spam",
            Self::NotSpam => "no-es-spam",
        }
    }

    fn from_slug(slug: &str) -> Result<Self, PageError> {
        Self::ALL
            .into_iter()
            .find(|act| act.slug() == slug)
            .ok_or(PageError::App(Error::NotFound))
    }

    /// What the page says afterwards.
    fn done(self) -> &'static str {
        match self {
            Self::Take => "tomado",
            Self::Assign => "asignado",
            Self::Release => "soltado",
            Self::Classify => "clasificado",
            Self::Resume => "reanudado",
            Self::Prolong => "tiempo-dado",
            Self::Complete => "por-completar",
            Self::Extend => "ampliado",
            Self::Wait => "en-gestion",
            Self::Withdraw => "retirado",
            Self::Close => "cerrado",
            Self::Cancel => "cancelado",
            Self::Reopen => "reabierto",
            Self::Spam => "spam",
            Self::NotSpam => "no-es-spam",
        }
    }

    fn as_move(self) -> Move {
        match self {
            Self::Take | Self::Assign => Move::Assign,
            Self::Release => Move::Unassign,
            Self::Classify => Move::Classify,
            Self::Resume => Move::Resume,
            Self::Prolong => Move::Prolong,
            Self::Complete => Move::AskToComplete,
            Self::Extend => Move::Extend,
            Self::Wait => Move::WaitThird,
            Self::Withdraw => Move::Withdraw,
            Self::Close => Move::Close,
            Self::Cancel => Move::Cancel,
            Self::Reopen => Move::Reopen,
            Self::Spam => Move::MarkSpam,
            Self::NotSpam => Move::UnmarkSpam,
        }
    }

    /// Whether it is asked for with a reason.
    fn has_reason(self) -> bool {
        match self {
            Self::Complete
            | Self::Extend
            | Self::Wait
            | Self::Withdraw
            | Self::Close
            | Self::Cancel
            | Self::Reopen => true,
            Self::Take
            | Self::Assign
            | Self::Release
            | Self::Classify
            | Self::Resume
            | Self::Prolong
            | Self::Spam
            | Self::NotSpam => false,
        }
    }

    /// Whether the law of the ticket knows it at all.
    fn is_known_to(self, law: &ByLaw) -> bool {
        match self {
            Self::Prolong => law.prolonged_until.is_some(),
            Self::Complete => law.completion.is_some(),
            Self::Extend => law.extension.is_some(),
            Self::Take
            | Self::Assign
            | Self::Release
            | Self::Resume
            | Self::Classify
            | Self::Wait
            | Self::Withdraw
            | Self::Close
            | Self::Cancel
            | Self::Reopen
            | Self::Spam
            | Self::NotSpam => true,
        }
    }

    async fn perform(
        self,
        web: &Web,
        seat: &Seat,
        code: TicketCode,
        sent: &Sent,
    ) -> Result<Ticket, Error> {
        let (by, version, reason) = (&seat.by, sent.version, sent.motivo.clone());
        match self {
            Self::Take => app::ticket::take(web, by, code, version).await,
            Self::Assign => {
                let to = sent.responsable.parse().map_err(|_| Error::NotFound)?;
                app::ticket::assign(web, by, code, version, to).await
            }
            Self::Release => app::ticket::unassign(web, by, code, version).await,
            Self::Classify => {
                let priority = Priority::from_name(&sent.prioridad).ok_or(Error::NotFound)?;
                let kind = TicketKind::from_name(&sent.tipo).ok_or(Error::NotFound)?;
                app::ticket::classify(web, by, code, version, Nature { priority, kind }).await
            }
            Self::Resume => app::ticket::resume(web, by, code, version).await,
            Self::Prolong => app::ticket::prolong_by_agent(web, by, code, version).await,
            Self::Complete => app::ticket::ask_to_complete(web, by, code, version, reason).await,
            Self::Extend => {
                let until = sent.hasta.trim().parse().ok();
                app::ticket::extend(web, by, code, version, reason, until).await
            }
            Self::Wait => {
                let until = until(&seat.v, &sent.hasta).ok_or(Refusal::UntilInThePast)?;
                app::ticket::wait_third(web, by, code, version, reason, until).await
            }
            Self::Withdraw => app::ticket::withdraw(web, by, code, version, reason).await,
            Self::Close => app::ticket::close(web, by, code, version, reason).await,
            Self::Cancel => app::ticket::cancel(web, by, code, version, reason).await,
            Self::Reopen => app::ticket::reopen_by_agent(web, by, code, version, reason).await,
            Self::Spam => app::ticket::mark_spam(web, by, code, version).await,
            Self::NotSpam => app::ticket::unmark_spam(web, by, code, version).await,
        }
    }
}

/// The morning of a day where the organisation is.
fn until(v: &Visit, typed: &str) -> Option<Timestamp> {
    let day: Date = typed.trim().parse().ok()?;
    Some(
        day.at(BACK_AT, 0, 0, 0)
            .to_zoned(v.now.time_zone().clone())
            .ok()?
            .timestamp(),
    )
}

/// What the form of an act sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    version: i64,
    /// The newest event on the page that was seen.
    visto: i64,
    responsable: String,
    prioridad: String,
    tipo: String,
    motivo: String,
    hasta: String,
}

/// An act that asks nothing, in the menu of the state.
pub(super) struct Simple {
    pub(super) href: String,
    pub(super) icon: &'static str,
    pub(super) words: String,
}

impl Simple {
    pub(super) fn all(
        v: &Visit,
        asked: &Asked,
        base: &str,
        law: &ByLaw,
        can: impl Fn(Move) -> bool,
    ) -> Vec<Self> {
        let acts = [
            (Act::Resume, "i-half", v.t.desk_act_resume()),
            (Act::Prolong, "i-clock", v.t.desk_act_prolong()),
            (Act::NotSpam, "i-checkc", v.t.desk_act_not_spam()),
            (Act::Spam, "i-stop", v.t.desk_act_spam()),
        ];
        acts.into_iter()
            .filter(|(act, ..)| can(act.as_move()) && act.is_known_to(law))
            .map(|(act, icon, words)| Self {
                href: asked.beside(&format!("{base}/{}", act.slug())),
                icon,
                words,
            })
            .collect()
    }
}

/// The question and the form of an act with a reason.
pub(super) struct Ask {
    pub(super) slug: &'static str,
    pub(super) href: String,
    pub(super) icon: &'static str,
    /// What the menu and the button say.
    pub(super) button: String,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) label: String,
    /// The day that it also asks for.
    pub(super) date: Option<AskedDate>,
    pub(super) version: i64,
    pub(super) seen: i64,
    pub(super) reason: String,
    pub(super) errors: Errors,
    /// The address of the ticket.
    pub(super) back: String,
}

/// A day that an act asks for.
pub(super) struct AskedDate {
    pub(super) label: String,
    pub(super) hint: String,
    /// The first day that can be chosen.
    pub(super) first: String,
    /// The last one; none where every later one can.
    pub(super) last: Option<String>,
    pub(super) typed: String,
}

impl AskedDate {
    fn of(act: Act, v: &Visit, law: &ByLaw, typed: &str) -> Option<Self> {
        let day_after = |day: Date| day.tomorrow().unwrap_or(day).to_string();
        if act == Act::Wait {
            let first = day_after(v.now.date());
            let back_at = v.t.time(jiff::civil::time(BACK_AT, 0, 0, 0));
            return Some(Self {
                label: v.t.desk_act_wait_until(),
                hint: v.t.desk_act_wait_until_hint(back_at),
                last: None,
                typed: if typed.is_empty() { &first } else { typed }.to_owned(),
                first,
            });
        }
        let extension = law.extension.filter(|_| act == Act::Extend)?;
        let latest = v.t.long_date(extension.latest, v.now.date());
        Some(Self {
            label: v.t.desk_act_extend_until(),
            hint: v.t.desk_act_extend_until_hint(latest),
            first: day_after(v.day_of_term(extension.due_at)),
            last: Some(extension.latest.to_string()),
            typed: typed.to_owned(),
        })
    }
}

impl Ask {
    /// The id of a field: there may be several dialogs on a page.
    pub(super) fn field(&self, name: &str) -> String {
        format!("{}-{name}", self.slug)
    }

    /// The errors by the ids of the fields, for the summary.
    pub(super) fn errors_by_id(&self) -> Errors {
        let mut errors = Errors::default();
        for wrong in self.errors.all() {
            errors.add(&self.field(&wrong.field), wrong.text.clone());
        }
        errors
    }

    /// All that the ticket allows.
    pub(super) fn all(
        v: &Visit,
        asked: &Asked,
        ticket: &Ticket,
        law: &ByLaw,
        seen: i64,
        can: impl Fn(Move) -> bool,
    ) -> Vec<Self> {
        let acts = Act::ALL
            .into_iter()
            .filter(|act| act.has_reason() && can(act.as_move()) && act.is_known_to(law));
        acts.map(|act| {
            Self::of(
                act,
                v,
                asked,
                ticket,
                law,
                seen,
                &Sent::default(),
                Errors::default(),
            )
        })
        .collect()
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a form that is shown again is all of this"
    )]
    fn of(
        act: Act,
        v: &Visit,
        asked: &Asked,
        ticket: &Ticket,
        law: &ByLaw,
        seen: i64,
        sent: &Sent,
        errors: Errors,
    ) -> Self {
        let (t, code) = (&v.t, ticket.code.as_str());
        let (icon, button, title, text, label) = match act {
            Act::Complete => (
                "i-hourglass",
                t.desk_act_complete(),
                t.desk_act_complete_title(code),
                law.completion.map_or_else(String::new, |law| {
                    t.desk_act_complete_text(v.end_of_term(&law.ask_by), v.end_of_term(&law.until))
                }),
                t.desk_act_complete_label(),
            ),
            Act::Extend => (
                "i-clock",
                t.desk_act_extend(),
                t.desk_act_extend_title(code),
                t.desk_act_extend_text(),
                t.desk_act_reason(),
            ),
            Act::Wait => (
                "i-hourglass",
                t.desk_act_wait(),
                t.desk_act_wait_title(code),
                t.desk_act_wait_text(),
                t.desk_act_reason(),
            ),
            Act::Withdraw => (
                "i-flag",
                t.desk_act_withdraw(),
                t.desk_act_withdraw_title(code),
                t.desk_act_withdraw_text(),
                t.desk_act_reason(),
            ),
            Act::Close => (
                "i-check",
                t.desk_act_close(),
                t.desk_act_close_title(code),
                t.desk_act_close_text(),
                t.desk_act_reason_close(),
            ),
            Act::Reopen => (
                "i-refresh",
                t.desk_act_reopen(),
                t.desk_act_reopen_title(code),
                t.desk_act_reopen_text(),
                t.desk_act_reason(),
            ),
            Act::Cancel
            | Act::Take
            | Act::Assign
            | Act::Release
            | Act::Classify
            | Act::Resume
            | Act::Prolong
            | Act::Spam
            | Act::NotSpam => (
                "i-stop",
                t.desk_act_cancel(),
                t.desk_act_cancel_title(code),
                t.desk_act_cancel_text(),
                t.desk_act_reason(),
            ),
        };
        Self {
            slug: act.slug(),
            href: asked.beside(&format!("/mesa/casos/{code}/{}", act.slug())),
            icon,
            button,
            title,
            text,
            label,
            date: AskedDate::of(act, v, law, &sent.hasta),
            version: ticket.version,
            seen,
            reason: sent.motivo.clone(),
            errors,
            back: asked.beside(&format!("/mesa/casos/{code}")),
        }
    }
}

#[derive(Template)]
#[template(path = "desk/ask.html")]
struct AskPage {
    v: Visit,
    frame: Frame,
    ask: Ask,
    notice: Option<Notice>,
}

/// `GET /mesa/casos/{codigo}/{accion}`
pub(super) async fn ask(
    State(web): State<Web>,
    seat: Seat,
    Path((code, slug)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let act = Act::from_slug(&slug)?;
    if !act.has_reason() {
        return Err(Error::NotFound.into());
    }
    ask_page(
        &web,
        seat,
        act,
        parse(&code)?,
        &asked,
        &Sent::default(),
        Errors::default(),
        None,
        StatusCode::OK,
    )
    .await
}

#[expect(
    clippy::too_many_arguments,
    reason = "a form that is shown again is all of this"
)]
async fn ask_page(
    web: &Web,
    seat: Seat,
    act: Act,
    code: TicketCode,
    asked: &Asked,
    sent: &Sent,
    errors: Errors,
    told: Option<Told>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let view = app::ticket::for_agent(web, &seat.by, code).await?;
    let needed = Permission::of(act.as_move());
    if !seat.by.may_with(needed, &view.ticket) {
        return Err(Error::Forbidden.into());
    }
    view.ticket.allows(seat.by.actor(), act.as_move())?;
    if !act.is_known_to(&view.by_law) {
        return Err(Error::Rejected(Refusal::NotByLaw).into());
    }
    let seen = view.timeline.last().map_or(0, |entry| entry.event.id.0);
    let frame = seat.frame(web, "").await?;
    let page = AskPage {
        ask: Ask::of(
            act,
            &seat.v,
            asked,
            &view.ticket,
            &view.by_law,
            seen,
            sent,
            errors,
        ),
        notice: told.map(|told| told.notice(&seat, &view)),
        frame,
        v: seat.v,
    };
    page::html(status, &page)
}

/// `POST /mesa/casos/{codigo}/{accion}`
pub(super) async fn run(
    State(web): State<Web>,
    seat: Seat,
    Path((code, slug)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (act, code) = (Act::from_slug(&slug)?, parse(&code)?);
    let outcome = act.perform(&web, &seat, code.clone(), &sent).await;
    let error = match outcome {
        Ok(ticket) => return Ok(back(&asked, &ticket.code, act.done())),
        Err(Error::Rejected(Refusal::AlreadySo)) => return Ok(back(&asked, &code, "ya")),
        Err(error) => error,
    };
    let changed = Told::Changed { since: sent.visto };
    match error {
        Error::Conflict if act.has_reason() => {
            let shown = ask_page(
                &web,
                seat,
                act,
                code,
                &asked,
                &sent,
                Errors::default(),
                Some(changed),
                StatusCode::CONFLICT,
            );
            shown.await
        }
        Error::Conflict => {
            screen(
                &web,
                seat,
                code,
                asked,
                Typed::default(),
                Some(changed),
                StatusCode::CONFLICT,
            )
            .await
        }
        Error::Invalid { error, .. } if act.has_reason() => {
            let mut errors = Errors::default();
            let missing = seat.v.t.desk_act_complete_missing();
            errors.add("motivo", form::words(&seat.v.t, &error, missing));
            ask_page(
                &web,
                seat,
                act,
                code,
                &asked,
                &sent,
                errors,
                None,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
        Error::Rejected(refusal) if !refusal.is_conflict() && act.has_reason() => {
            let errors = wrong(&seat.v, &refusal);
            ask_page(
                &web,
                seat,
                act,
                code,
                &asked,
                &sent,
                errors,
                None,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
        Error::Rejected(refusal) => {
            refused(&web, seat, code, asked, Typed::default(), &refusal).await
        }
        Error::Claim(refusal) => {
            let told = Told::Refused(compensation::refusal_words(&seat.v.t, &refusal));
            screen(
                &web,
                seat,
                code,
                asked,
                Typed::default(),
                Some(told),
                StatusCode::CONFLICT,
            )
            .await
        }
        other => Err(other.into()),
    }
}

/// Who is to be told of what happens, or no more.
#[derive(Debug, Deserialize)]
pub(super) struct Follower {
    persona: String,
}

impl Follower {
    fn agent(&self) -> Result<AgentId, Error> {
        self.persona.parse().map_err(|_| Error::NotFound)
    }
}

/// `POST /mesa/casos/{codigo}/seguir`
pub(super) async fn follow(
    State(web): State<Web>,
    seat: Seat,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    Form(sent): Form<Follower>,
) -> Result<Response, PageError> {
    let (code, agent) = (parse(&code)?, sent.agent()?);
    app::escalation::follow(&web, &seat.by, code.clone(), agent).await?;
    Ok(back(&asked, &code, "sigue"))
}

/// `POST /mesa/casos/{codigo}/dejar-de-seguir`
pub(super) async fn unfollow(
    State(web): State<Web>,
    seat: Seat,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    Form(sent): Form<Follower>,
) -> Result<Response, PageError> {
    let (code, agent) = (parse(&code)?, sent.agent()?);
    app::escalation::unfollow(&web, &seat.by, code.clone(), agent).await?;
    Ok(back(&asked, &code, "no-sigue"))
}

/// The screen again, with why the rules said no.
pub(super) async fn refused(
    web: &Web,
    seat: Seat,
    code: TicketCode,
    asked: Asked,
    typed: Typed,
    refusal: &Refusal,
) -> Result<Response, PageError> {
    let state = match refusal {
        Refusal::IllegalMove { status, .. } => chip::words(&seat.v.t, *status),
        _ => String::new(),
    };
    let sentence = seat
        .v
        .t
        .by_id_with(
            &format!("refusal-{}", refusal.code()),
            &[("state", state.into())],
        )
        .unwrap_or_default();
    let status = if refusal.is_conflict() {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    screen(
        web,
        seat,
        code,
        asked,
        typed,
        Some(Told::Refused(sentence)),
        status,
    )
    .await
}

/// Back to the ticket, which tells what was done.
pub(super) fn back(asked: &Asked, code: &TicketCode, done: &str) -> Response {
    Redirect::to(&format!(
        "{}&hecho={done}",
        asked.beside(&format!("/mesa/casos/{code}"))
    ))
    .into_response()
}

fn wrong(v: &Visit, refusal: &Refusal) -> Errors {
    let mut errors = Errors::default();
    match refusal {
        Refusal::UntilInThePast => errors.add("hasta", v.t.desk_act_until_missing()),
        Refusal::ExtensionOutOfRange => {
            errors.add("hasta", v.t.refusal_extension_out_of_range());
        }
        Refusal::TooLong(over) => errors.add("motivo", v.t.error_too_long(*over)),
        _ => errors.add("motivo", v.t.desk_act_reason_missing()),
    }
    errors
}
