//! `GET /mesa/correo`: mail that could not be delivered, with the reason: what was given up, with
//! another try, and what is tried again by itself (case H8).

use app::Error;
use app::job::{Delayed, GivenUp, Undelivered};
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
    waiting: Vec<Waiting>,
    more_given_up: bool,
    more_delayed: bool,
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

struct Waiting {
    what: String,
    to: Option<String>,
    code: Option<String>,
    why: String,
    attempts: u32,
    /// When it is tried again; none if that is now.
    next: Option<Timestamp>,
}

/// What a server says can be long; the beginning tells enough, in characters.
const MOST_OF_WHY: usize = 300;

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
    let Undelivered {
        given_up,
        delayed,
        more_given_up,
        more_delayed,
    } = app::job::undelivered(&web, &seat.by).await?;
    let frame = seat.frame(&web, "correo").await?;
    let rows = given_up.into_iter().map(|one| Row::of(&seat.v, one));
    let rows = rows.collect();
    let waiting = delayed.into_iter().map(|one| Waiting::of(&seat.v, one));
    let waiting = waiting.collect();
    let done = (asked.hecho == "reintento").then(|| seat.v.t.desk_mail_retried());
    page::ok(&MailPage {
        rows,
        waiting,
        more_given_up,
        more_delayed,
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
        let GivenUp { job, what, code } = given_up;
        Self {
            id: job.id,
            what: named(v, what),
            code: code.map(String::from),
            why: shortened(&job.error),
            attempts: job.attempts,
            since: job.buried_at,
        }
    }
}

impl Waiting {
    fn of(v: &Visit, delayed: Delayed) -> Self {
        let Delayed {
            job,
            what,
            to,
            code,
        } = delayed;
        Self {
            what: named(v, what),
            to,
            code: code.map(String::from),
            why: shortened(&job.error),
            attempts: job.attempts,
            next: Some(job.run_at).filter(|at| *at > v.now.timestamp()),
        }
    }
}

/// The kind of a letter in words.
fn named(v: &Visit, what: String) -> String {
    v.t.by_id(&format!("desk-letter-{what}")).unwrap_or(what)
}

fn shortened(why: &str) -> String {
    match why.char_indices().nth(MOST_OF_WHY) {
        Some((end, _)) => format!("{}…", &why[..end]),
        None => why.to_owned(),
    }
}
