//! Accepting and rejecting a solution: on the ticket's page, and on pages of their own for
//! browsers that can show only one thing at a time.

use crate::form::Form;
use app::{Error, Guest};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::ticket::Move;
use domain::{EventKind, Refusal, SolutionId, TicketCode};
use serde::Deserialize;

use super::show::{Answer, AnswerFields, Extra, again};
use super::stars::Typed;
use super::{Chip, Problem, code, or_prove, path_of, problem_of, refusal_text};
use crate::error::PageError;
use crate::page;
use crate::path::escape;
use crate::portal::text::Prose;
use crate::state::Web;
use crate::visit::{AsGuest, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/casos/{codigo}/responder", post(answer))
        .route("/casos/{codigo}/aceptar", get(accept_page).post(accept))
        .route("/casos/{codigo}/rechazar", get(reject_page).post(reject))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    /// The choice: `si` or `no`.
    ok: String,
    /// The button that was pressed: `aceptar` or `rechazar`.
    boton: String,
    solucion: String,
    estrellas: String,
    comentario: String,
    motivo: String,
}

/// Where an answer was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    Ticket,
    Accept,
    Reject,
}

/// `POST /casos/{codigo}/responder`
async fn answer(
    web: State<Web>,
    v: Visit,
    guest: AsGuest,
    codigo: Path<String>,
    form: Form<Fields>,
) -> Result<Response, PageError> {
    decide(web.0, v, &guest.0, &code(&codigo)?, form.0, Door::Ticket).await
}

/// `POST /casos/{codigo}/aceptar`
async fn accept(
    web: State<Web>,
    v: Visit,
    guest: AsGuest,
    codigo: Path<String>,
    form: Form<Fields>,
) -> Result<Response, PageError> {
    decide(web.0, v, &guest.0, &code(&codigo)?, form.0, Door::Accept).await
}

/// `POST /casos/{codigo}/rechazar`
async fn reject(
    web: State<Web>,
    v: Visit,
    guest: AsGuest,
    codigo: Path<String>,
    form: Form<Fields>,
) -> Result<Response, PageError> {
    decide(web.0, v, &guest.0, &code(&codigo)?, form.0, Door::Reject).await
}

/// `GET /casos/{codigo}/aceptar`
async fn accept_page(
    web: State<Web>,
    v: Visit,
    guest: AsGuest,
    codigo: Path<String>,
) -> Result<Response, PageError> {
    own_page(
        &web,
        v,
        &guest.0,
        &code(&codigo)?,
        Answer::default(),
        Vec::new(),
    )
    .await
}

/// `GET /casos/{codigo}/rechazar`
async fn reject_page(
    web: State<Web>,
    v: Visit,
    guest: AsGuest,
    codigo: Path<String>,
) -> Result<Response, PageError> {
    let typed = Answer {
        rejects: true,
        ..Answer::default()
    };
    own_page(&web, v, &guest.0, &code(&codigo)?, typed, Vec::new()).await
}

async fn decide(
    web: Web,
    v: Visit,
    guest: &Guest,
    code: &TicketCode,
    form: Fields,
    door: Door,
) -> Result<Response, PageError> {
    let solution: SolutionId = form.solucion.parse().map_err(|_| PageError::Unreadable)?;
    let rejects = match door {
        // Only who says yes twice accepts: Enter in a form presses its first button.
        Door::Ticket => form.ok == "no" || form.boton == "rechazar",
        Door::Accept => false,
        Door::Reject => true,
    };
    let typed = Answer {
        rejects,
        rating: Typed::new(&form.estrellas, form.comentario),
        reason: form.motivo,
    };
    if door == Door::Ticket && !rejects && form.ok != "si" && form.boton != "aceptar" {
        return wrong(
            &web,
            v,
            guest,
            code,
            typed,
            Problem::new("si", String::new()),
            door,
        )
        .await;
    }
    if !rejects && typed.rating.lacks_stars() {
        let problem = Problem::new("s5", v.t.error_rating());
        return wrong(&web, v, guest, code, typed, problem, door).await;
    }

    let done = if rejects {
        app::ticket::reject(&web, guest, code.clone(), solution, typed.reason.clone()).await
    } else {
        app::ticket::accept(&web, guest, code.clone(), solution, typed.rating.rating()).await
    };
    match done {
        Ok(_) => Ok(decided(code, rejects)),
        Err(Error::Conflict) => changed(&web, v, guest, code, solution, typed, None).await,
        Err(Error::Rejected(refusal)) if refusal.is_conflict() => {
            changed(&web, v, guest, code, solution, typed, Some(refusal)).await
        }
        Err(Error::Rejected(refusal)) => {
            let problem = problem(&v, rejects, &refusal);
            wrong(&web, v, guest, code, typed, problem, door).await
        }
        Err(error) => Err(or_prove(error, code)),
    }
}

fn decided(code: &TicketCode, rejects: bool) -> Response {
    let done = if rejects { "rechazado" } else { "aceptado" };
    Redirect::to(&format!("{}?hecho={done}", path_of(code))).into_response()
}

/// What to mend after the rules refused what was typed.
fn problem(v: &Visit, rejects: bool, refusal: &Refusal) -> Problem {
    let field = if rejects { "motivo" } else { "comentario" };
    let text = if *refusal == Refusal::ReasonMissing {
        v.t.error_reject_reason()
    } else if *refusal == Refusal::ReasonTooShort {
        v.t.ticket_reject_short()
    } else {
        refusal_text(v, refusal, "")
    };
    Problem::new(field, text)
}

/// The page where it was typed, with what is wrong.
async fn wrong(
    web: &Web,
    v: Visit,
    guest: &Guest,
    code: &TicketCode,
    typed: Answer,
    mut problem: Problem,
    door: Door,
) -> Result<Response, PageError> {
    if problem.text.is_empty() {
        problem.text = v.t.ticket_no_choice();
    }
    if door != Door::Ticket {
        return own_page(web, v, guest, code, typed, vec![problem]).await;
    }
    let extra = Extra {
        problems: vec![problem],
        answer: Some(typed),
        ..Extra::default()
    };
    again(
        web,
        v,
        guest,
        code.clone(),
        StatusCode::UNPROCESSABLE_ENTITY,
        extra,
    )
    .await
}

/// The ticket is not as it was when its page was shown: the same answer sent twice is done, any
/// other is shown what stands there now, and keeps its words.
async fn changed(
    web: &Web,
    v: Visit,
    guest: &Guest,
    code: &TicketCode,
    solution: SolutionId,
    typed: Answer,
    refusal: Option<Refusal>,
) -> Result<Response, PageError> {
    let view = app::ticket::for_guest(web, guest, code.clone()).await?;
    let is_so = view.timeline.iter().any(|entry| match &entry.event.kind {
        EventKind::SolutionAccepted { solution: one } => !typed.rejects && *one == solution,
        EventKind::SolutionRejected { solution: one, .. } => typed.rejects && *one == solution,
        _ => false,
    });
    if is_so {
        return Ok(decided(code, typed.rejects));
    }
    let label = Chip::of(&v.t, &view.ticket).label;
    let conflict = match refusal {
        Some(refusal) => refusal_text(&v, &refusal, &label),
        None if view.ticket.solution == Some(solution) => v.t.error_conflict(),
        None => v.t.ticket_other_solution(),
    };
    let is_open = view
        .ticket
        .allows(guest.actor(&view.ticket), Move::Reject)
        .is_ok();
    let message = if typed.rejects && !is_open {
        typed.reason.clone()
    } else {
        String::new()
    };
    let extra = Extra {
        conflict,
        message,
        answer: Some(typed),
        ..Extra::default()
    };
    again(web, v, guest, code.clone(), StatusCode::CONFLICT, extra).await
}

/// One answer on a page of its own.
#[derive(Template)]
#[template(path = "portal/case/decide.html")]
struct DecidePage {
    v: Visit,
    path: String,
    code: String,
    prose: Prose,
    fields: AnswerFields,
    problems: Vec<Problem>,
}

impl DecidePage {
    fn problem(&self, field: &str) -> &str {
        problem_of(&self.problems, field)
    }

    fn heading(&self) -> String {
        if self.fields.rejects {
            self.v.t.ticket_reject_heading()
        } else {
            self.v.t.ticket_accept_heading()
        }
    }

    fn browser_title(&self) -> String {
        let title = self.heading();
        if self.problems.is_empty() {
            title
        } else {
            self.v.t.page_title_error(title)
        }
    }
}

async fn own_page(
    web: &Web,
    v: Visit,
    guest: &Guest,
    code: &TicketCode,
    typed: Answer,
    problems: Vec<Problem>,
) -> Result<Response, PageError> {
    let view = app::ticket::for_guest(web, guest, code.clone()).await?;
    if !guest.may_act() {
        let here = format!(
            "{}/{}",
            path_of(code),
            if typed.rejects { "rechazar" } else { "aceptar" }
        );
        return Err(PageError::Elsewhere(format!(
            "/verificar?volver={}",
            escape(&here)
        )));
    }
    let waits = view
        .ticket
        .allows(guest.actor(&view.ticket), Move::Reject)
        .is_ok();
    let Some(solution) = view.solution.as_ref().filter(|_| waits) else {
        return Err(PageError::Elsewhere(path_of(code)));
    };
    let page = DecidePage {
        path: path_of(code),
        code: code.to_string(),
        prose: Prose::new(&solution.text),
        fields: AnswerFields::new(&v, &view, solution.id, typed),
        problems,
        v,
    };
    if page.problems.is_empty() {
        page::ok(&page)
    } else {
        page::unprocessable(&page)
    }
}
