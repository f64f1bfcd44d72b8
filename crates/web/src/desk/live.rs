//! Live events of the desk: that something changed; the page then fetches what it shows.

use std::convert::Infallible;
use std::time::Duration;

use app::live::Change;
use app::{SignedIn, Slot};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::TicketId;
use futures_util::stream;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, Interval, interval_at};

use super::ticket::parse;
use crate::error::PageError;
use crate::server::Stopping;
use crate::state::Web;
use crate::visit::AsAgent;

/// How often a stream looks whether its session is still open and what it may tell (case C7).
const CHECK: Duration = Duration::from_secs(5);

/// A list is told at most so often: many tickets change, and each time it is read again.
const LIST_PAUSE: Duration = Duration::from_secs(3);

/// `GET /mesa/casos/{codigo}/eventos`
pub(super) async fn ticket(
    State(web): State<Web>,
    agent: Option<AsAgent>,
    stopping: Option<Extension<Stopping>>,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let Some(AsAgent(by)) = agent else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let slot = web.stream_slot(by.agent.id.0)?;
    // Listening begins before the ticket is read, so that nothing falls in between.
    let changes = web.changes();
    let ticket = app::ticket::for_agent(&web, &by, parse(&code)?)
        .await?
        .ticket
        .id;
    Ok(stream_of(Listener::new(
        web,
        by,
        stopping,
        changes,
        Some(ticket),
        slot,
    )))
}

/// `GET /mesa/eventos`
pub(super) async fn queue(
    State(web): State<Web>,
    agent: Option<AsAgent>,
    stopping: Option<Extension<Stopping>>,
) -> Result<Response, PageError> {
    // That tells browsers to stop asking.
    let Some(AsAgent(by)) = agent else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let slot = web.stream_slot(by.agent.id.0)?;
    let changes = web.changes();
    let listener = Listener::new(web, by, stopping, changes, None, slot);
    Ok(stream_of(listener))
}

struct Listener {
    web: Web,
    by: SignedIn,
    stopping: Option<Stopping>,
    changes: Receiver<Change>,
    /// The one ticket of interest; all of them without.
    ticket: Option<TicketId>,
    /// When to look whether the session is still open.
    check: Interval,
    _slot: Slot,
}

fn stream_of(listener: Listener) -> Response {
    let events = stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    Sse::new(events)
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
        .into_response()
}

impl Listener {
    fn new(
        web: Web,
        by: SignedIn,
        stopping: Option<Extension<Stopping>>,
        changes: Receiver<Change>,
        ticket: Option<TicketId>,
        slot: Slot,
    ) -> Self {
        let check = interval_at(Instant::now() + CHECK, CHECK);
        Self {
            web,
            by,
            stopping: stopping.map(|Extension(stopping)| stopping),
            changes,
            ticket,
            check,
            _slot: slot,
        }
    }

    /// The next event; none once the server stops or the session has ended.
    async fn next(&mut self) -> Option<Event> {
        loop {
            tokio::select! {
                () = stopped(self.stopping.as_mut()) => return None,
                _ = self.check.tick() => match app::agent::still(&self.web, &self.by).await {
                    Ok(Some(by)) => self.by = by,
                    Ok(None) => return None,
                    // The database does not answer just now: that says nothing of the session.
                    Err(_) => {}
                },
                change = self.changes.recv() => match change {
                    Ok(change) if self.ticket.is_some_and(|ticket| ticket != change.ticket) => {}
                    Ok(change) if !change.is_for(&self.by) => {}
                    Ok(change) => {
                        let newest = self.settle(change).await;
                        return Some(changed().id(newest.event.0.to_string()));
                    }
                    // It missed something: the page looks for itself.
                    Err(RecvError::Lagged(_)) => return Some(changed()),
                    Err(RecvError::Closed) => return None,
                },
            }
        }
    }

    /// Waits a moment for a list, and takes what comes meanwhile as one change.
    async fn settle(&mut self, change: Change) -> Change {
        let mut newest = change;
        if self.ticket.is_none() {
            tokio::select! {
                () = stopped(self.stopping.as_mut()) => {}
                () = tokio::time::sleep(LIST_PAUSE) => {}
            }
            while let Ok(change) = self.changes.try_recv() {
                if change.is_for(&self.by) {
                    newest = change;
                }
            }
        }
        newest
    }
}

fn changed() -> Event {
    Event::default().event("cambio").data("1")
}

/// Waits for the end of the server; for ever where nothing tells of it, as in tests.
async fn stopped(stopping: Option<&mut Stopping>) {
    match stopping {
        Some(stopping) => stopping.stopped().await,
        None => std::future::pending().await,
    }
}
