//! `GET /mesa/correo`: mail that could not be delivered, with the reason and another try.

use app::Error;
use app::job::GivenUp;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::JobId;
use jiff::Timestamp;
use serde::Deserialize;

use super::seat::{Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/mail.html")]
struct MailPage {
    v: Visit,
    frame: Frame,
    rows: Vec<Row>,
    done: Option<String>,
}

struct Row {
    id: JobId,
    what: String,
    code: Option<String>,
    why: String,
    attempts: u32,
    since: Timestamp,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    hecho: String,
}

/// `GET /mesa/correo`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let jobs = app::job::given_up(&web, &seat.by).await?;
    let frame = seat.frame(&web, "correo").await?;
    let rows = jobs
        .into_iter()
        .map(|given_up| Row::of(&seat.v, given_up))
        .collect();
    let done = (asked.hecho == "reintento").then(|| seat.v.t.desk_mail_retried());
    page::ok(&MailPage {
        rows,
        done,
        frame,
        v: seat.v,
    })
}

/// `POST /mesa/correo/{id}/reintentar`
pub(super) async fn retry(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: JobId = id.parse().map_err(|_| Error::NotFound)?;
    match app::job::retry(&web, &seat.by, id, seat.v.client.clone()).await {
        // Pressed twice: it is at work already.
        Ok(()) | Err(Error::NotFound) => {
            Ok(Redirect::to("/mesa/correo?hecho=reintento").into_response())
        }
        Err(error) => Err(error.into()),
    }
}

impl Row {
    fn of(v: &Visit, given_up: GivenUp) -> Self {
        let GivenUp {
            job, what, code, ..
        } = given_up;
        Self {
            id: job.id,
            what: v.t.by_id(&format!("desk-letter-{what}")).unwrap_or(what),
            code: code.map(String::from),
            why: job.error,
            attempts: job.attempts,
            since: job.buried_at,
        }
    }
}
