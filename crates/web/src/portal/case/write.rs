//! Writing to the staff, with files.

use app::file::Desk;
use app::ticket::MessageDraft;
use app::{Error, Guest};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::form::FieldError;
use domain::{FileId, TicketCode};
use text::format::lower_first;

use super::show::{Extra, again};
use super::{Chip, Problem, code, or_prove, path_of, prove_path, refusal_text};
use crate::error::PageError;
use crate::portal::files::{Received, Upload, receive};
use crate::state::Web;
use crate::visit::{AsGuest, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/casos/{codigo}/mensajes", post(write))
}

/// `POST /casos/{codigo}/mensajes`
async fn write(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(codigo): Path<String>,
    upload: Upload,
) -> Result<Response, PageError> {
    let code = code(&codigo)?;
    let received = staged(&web, &guest, &code, upload).await?;
    if !received.refused.is_empty() {
        return kept(&web, v, &guest, code, &received).await;
    }
    let typed = received.text("mensaje").to_owned();
    let earlier = received
        .texts("adjunto")
        .filter_map(|id| id.parse::<FileId>().ok());
    let draft = MessageDraft {
        text: typed.clone(),
        files: received
            .files
            .iter()
            .map(|file| file.id)
            .chain(earlier)
            .collect(),
        key: received.text("clave").to_owned(),
    };

    let (status, extra) = match app::ticket::write(&web, &guest, code.clone(), draft).await {
        Ok(_) => {
            return Ok(
                Redirect::to(&format!("{}?hecho=enviado#hecho", path_of(&code))).into_response(),
            );
        }
        Err(Error::Invalid { error, .. }) => {
            let problem = Problem::new("mensaje", field_text(&v, &error));
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                Extra {
                    problems: vec![problem],
                    ..Extra::default()
                },
            )
        }
        Err(Error::Rejected(refusal)) => {
            let ticket = app::ticket::for_guest(&web, &guest, code.clone())
                .await?
                .ticket;
            let conflict = refusal_text(&v, &refusal, &Chip::of(&v.t, &ticket).label);
            (
                StatusCode::CONFLICT,
                Extra {
                    conflict,
                    ..Extra::default()
                },
            )
        }
        Err(Error::Conflict) => (
            StatusCode::CONFLICT,
            Extra {
                conflict: v.t.error_conflict(),
                ..Extra::default()
            },
        ),
        Err(error) => return Err(or_prove(error, &code)),
    };
    again(
        &web,
        v,
        &guest,
        code,
        status,
        Extra {
            message: typed,
            ..extra
        },
    )
    .await
}

/// Reads the form of the composer; its files are staged as they come.
pub(super) async fn staged(
    web: &Web,
    guest: &Guest,
    code: &TicketCode,
    upload: Upload,
) -> Result<Received, PageError> {
    let desk = Desk::Guest(guest.clone(), code.clone());
    receive(web, &desk, upload)
        .await
        .map_err(|error| match error {
            PageError::App(Error::Unproven) => PageError::Elsewhere(prove_path(code)),
            error => error,
        })
}

/// The page with everything that was typed and staged, and what was not taken.
pub(super) async fn kept(
    web: &Web,
    v: Visit,
    guest: &Guest,
    code: TicketCode,
    received: &Received,
) -> Result<Response, PageError> {
    let refused = received.refused.iter();
    let problems = refused.map(|one| {
        Problem::new(
            "archivo",
            v.t.intake_files_refused(one.name.as_str(), one.message(web, &v)),
        )
    });
    let extra = Extra {
        problems: problems.collect(),
        message: received.text("mensaje").to_owned(),
        ..Extra::default()
    };
    again(web, v, guest, code, received.status(), extra).await
}

fn field_text(v: &Visit, error: &FieldError) -> String {
    match error {
        FieldError::TooLong(over) => v.t.error_too_long(*over),
        FieldError::Missing
        | FieldError::TrackingForm
        | FieldError::TrackingCheck
        | FieldError::NotAnOption
        | FieldError::NotADate
        | FieldError::NotAnAmount
        | FieldError::NotAnEmail
        | FieldError::NotAPhone => v.t.error_empty(lower_first(&v.t.write_label())),
    }
}
