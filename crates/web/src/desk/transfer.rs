//! Sending a request to the authority that is competent for it.

use app::Error;
use app::file::Desk;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::ticket::{Authority, MAX_AUTHORITY, Move};
use domain::{EmailAddress, FileId, Permission, TicketCode};

use super::act::{back, refused};
use super::compensation;
use super::compose::Typed;
use super::form::{self, Errors};
use super::queue::Asked;
use super::seat::{Frame, Seat};
use super::ticket::{Told, parse, screen};
use crate::error::PageError;
use crate::page;
use crate::portal::files::{Received, Upload, receive};
use crate::state::Web;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/transfer.html")]
struct TransferPage {
    v: Visit,
    frame: Frame,
    title: String,
    /// By when the law asks for it, and that it is late.
    due: Option<String>,
    action: String,
    /// The address of the ticket.
    back: String,
    version: i64,
    typed: Form,
    files: Vec<(String, String)>,
    errors: Errors,
}

/// What was typed.
#[derive(Default)]
struct Form {
    name: String,
    email: String,
    address: String,
    reason: String,
}

impl Form {
    fn of(received: &Received) -> Self {
        let text = |name: &str| received.text(name).to_owned();
        Self {
            name: text("entidad"),
            email: text("correo"),
            address: text("direccion"),
            reason: text("motivo"),
        }
    }

    /// The authority, or what is wrong with it.
    fn authority(&self, v: &Visit) -> Result<Authority, Errors> {
        let (t, mut errors) = (&v.t, Errors::default());
        let mut fits = |field: &str, text: &str| {
            let over = text.trim().chars().count().saturating_sub(MAX_AUTHORITY);
            if over > 0 {
                errors.add(field, t.error_too_long(over));
            }
        };
        fits("entidad", &self.name);
        fits("direccion", &self.address);
        if self.name.trim().is_empty() {
            errors.add("entidad", t.desk_transfer_error_name());
        }
        let email: Option<EmailAddress> = self.email.trim().parse().ok();
        if email.is_none() && !self.email.trim().is_empty() {
            errors.add("correo", t.desk_transfer_error_email());
        }
        if self.reason.trim().is_empty() {
            errors.add("motivo", t.desk_transfer_error_reason());
        }
        if errors.is_empty() {
            Ok(Authority {
                name: self.name.clone(),
                email,
                address: self.address.clone(),
            })
        } else {
            Err(errors)
        }
    }
}

/// `GET /mesa/casos/{codigo}/trasladar`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let code = parse(&code)?;
    let form = Form::default();
    let (status, errors) = (StatusCode::OK, Errors::default());
    shown(&web, seat, code, &asked, form, &[], errors, status).await
}

#[expect(
    clippy::too_many_arguments,
    reason = "a form that is shown again is all of this"
)]
async fn shown(
    web: &Web,
    seat: Seat,
    code: TicketCode,
    asked: &Asked,
    typed: Form,
    kept: &[FileId],
    errors: Errors,
    status: StatusCode,
) -> Result<Response, PageError> {
    let view = app::ticket::for_agent(web, &seat.by, code.clone()).await?;
    let needed = Permission::of(Move::Transfer);
    if !seat.by.may_with(needed, &view.ticket) {
        return Err(Error::Forbidden.into());
    }
    view.ticket.allows(seat.by.actor(), Move::Transfer)?;
    let (v, base) = (&seat.v, format!("/mesa/casos/{code}"));
    let due = view.by_law.transfer_by.map(|due| {
        let day = v.end_of_term(&due);
        if due < v.now.timestamp() {
            v.t.desk_transfer_late(day)
        } else {
            v.t.desk_transfer_due(day)
        }
    });
    let staged = view.staged.iter().filter(|file| kept.contains(&file.id));
    let page = TransferPage {
        title: v.t.desk_transfer_title(code.as_str()),
        due,
        action: asked.beside(&format!("{base}/trasladar")),
        back: asked.beside(&base),
        version: view.ticket.version,
        typed,
        files: staged
            .map(|file| (file.id.to_string(), file.name.clone()))
            .collect(),
        errors,
        frame: seat.frame(web, "").await?,
        v: seat.v,
    };
    page::html(status, &page)
}

/// `POST /mesa/casos/{codigo}/trasladar`
pub(super) async fn send(
    State(web): State<Web>,
    seat: Seat,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    upload: Upload,
) -> Result<Response, PageError> {
    let code = parse(&code)?;
    let desk = Desk::Agent(seat.by.clone(), code.clone());
    let received = receive(&web, &desk, upload).await?;
    let form = Form::of(&received);
    let files = files(&received);
    let mut errors = Errors::default();
    for file in &received.refused {
        let why = file.message(&web, &seat.v);
        errors.add("archivo", format!("{}: {why}", file.name));
    }
    let to = match form.authority(&seat.v) {
        Ok(to) if errors.is_empty() => to,
        Ok(_) => {
            let status = received.status();
            return shown(&web, seat, code, &asked, form, &files, errors, status).await;
        }
        Err(mut wrong) => {
            for error in errors.all() {
                wrong.add(&error.field, error.text.clone());
            }
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return shown(&web, seat, code, &asked, form, &files, wrong, status).await;
        }
    };
    let version = received.text("version").parse().unwrap_or_default();
    let reason = form.reason.clone();
    let outcome = app::ticket::transfer(
        &web,
        &seat.by,
        code.clone(),
        version,
        to,
        reason,
        files.clone(),
    );
    match outcome.await {
        Ok(ticket) => Ok(back(&asked, &ticket.code, "trasladado")),
        Err(Error::Invalid { error, .. }) => {
            let missing = seat.v.t.desk_transfer_error_reason();
            errors.add("motivo", form::words(&seat.v.t, &error, missing));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            shown(&web, seat, code, &asked, form, &files, errors, status).await
        }
        Err(Error::Conflict) => {
            let mut errors = Errors::default();
            errors.add("motivo", seat.v.t.error_conflict());
            let status = StatusCode::CONFLICT;
            shown(&web, seat, code, &asked, form, &files, errors, status).await
        }
        Err(Error::Rejected(refusal)) => {
            refused(&web, seat, code, asked, Typed::default(), &refusal).await
        }
        Err(Error::Claim(refusal)) => {
            let told = Told::Refused(compensation::refusal_words(&seat.v.t, &refusal));
            let status = StatusCode::CONFLICT;
            screen(
                &web,
                seat,
                code,
                asked,
                Typed::default(),
                Some(told),
                status,
            )
            .await
        }
        Err(error) => Err(error.into()),
    }
}

/// The files that came before and those that came along.
fn files(received: &Received) -> Vec<FileId> {
    let before = received.texts("archivos");
    let before = before.filter_map(|id| id.parse().ok());
    before
        .chain(received.files.iter().map(|file| file.id))
        .collect()
}
