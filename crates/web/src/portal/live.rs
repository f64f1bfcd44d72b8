//! News of a ticket while its page is open: server-sent events.

use std::convert::Infallible;
use std::time::Duration;

use app::live::Change;
use app::{Guest, Slot};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use domain::TicketId;
use futures_util::stream;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::time::{Interval, interval};

use super::case::code;
use crate::error::PageError;
use crate::server::Stopping;
use crate::state::Web;
use crate::visit::AsGuest;

/// How often a silent stream shows that it is alive, shorter than proxies wait.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// How often the stream looks whether its session is still open and may read the ticket (case C7).
const LOOK: Duration = Duration::from_secs(5);

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/casos/{codigo}/eventos", get(events))
}

/// `GET /casos/{codigo}/eventos`: an event `cambio` for each change that the requester may know.
///
/// It says only that something changed; the page is asked again for what. Without a session the
/// answer is 204, which tells browsers to stop asking.
async fn events(
    State(web): State<Web>,
    guest: Option<AsGuest>,
    stopping: Option<Extension<Stopping>>,
    Path(codigo): Path<String>,
) -> Result<Response, PageError> {
    let Some(AsGuest(guest)) = guest.filter(|guest| !guest.0.is_pending()) else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let slot = web.stream_slot(guest.contact.id.0)?;
    // Listening begins before the ticket is read, so that nothing falls in between.
    let changes = web.changes();
    let ticket = app::ticket::for_guest(&web, &guest, code(&codigo)?)
        .await?
        .ticket
        .id;
    let listener = Listener {
        web,
        guest,
        ticket,
        changes,
        stopping: stopping.map(|Extension(stopping)| stopping),
        look: interval(LOOK),
        _slot: slot,
    };
    let events = stream::unfold(listener, |mut listener| async move {
        let change = listener.next().await?;
        let event = Event::default()
            .event("cambio")
            .id(change.to_string())
            .data("1");
        Some((Ok::<_, Infallible>(event), listener))
    });
    Ok(Sse::new(events)
        .keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
        .into_response())
}

struct Listener {
    web: Web,
    guest: Guest,
    ticket: TicketId,
    changes: Receiver<Change>,
    stopping: Option<Stopping>,
    look: Interval,
    _slot: Slot,
}

impl Listener {
    /// The number of the next change; none when the server stops or the session has ended.
    async fn next(&mut self) -> Option<i64> {
        loop {
            tokio::select! {
                () = stopped(self.stopping.as_mut()) => return None,
                change = self.changes.recv() => match change {
                    Ok(change) if change.ticket == self.ticket && change.public => return Some(change.event.0),
                    Ok(_) => {}
                    // Too slow to hear everything: something may have been ours.
                    Err(RecvError::Lagged(_)) => return Some(0),
                    Err(RecvError::Closed) => return None,
                },
                _ = self.look.tick() => {
                    // When the database does not answer, the next look may know more.
                    if matches!(app::lookup::may_still_read(&self.web, &self.guest, self.ticket).await, Ok(false)) {
                        return None;
                    }
                }
            }
        }
    }
}

/// Waits for the end of the server; for ever where nothing tells of it, as in tests.
async fn stopped(stopping: Option<&mut Stopping>) {
    match stopping {
        Some(stopping) => stopping.stopped().await,
        None => std::future::pending().await,
    }
}
