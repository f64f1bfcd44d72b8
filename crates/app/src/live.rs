//! Live events: who looks at a ticket hears when it changes, on whatever node it was changed.
//!
//! The source is the event table, read after each commit of this node and once a second for
//! those of others. Ids commit out of order, so the last ten seconds are read again and what was
//! told already is dropped.

use std::collections::HashSet;
use std::time::Duration;

use domain::policy::{TicketFacts, allows};
use domain::{AgentId, EventId, Permission, TicketId};
use jiff::SignedDuration;
use tokio::sync::broadcast;

use crate::{App, Error, SignedIn};

/// Something happened to a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which ticket.
    pub ticket: TicketId,
    /// The key of the event.
    pub event: EventId,
    /// Whether the requester may know.
    pub public: bool,
    facts: TicketFacts,
    left: Option<AgentId>,
}

impl Change {
    /// Whether an agent may know: the ticket is one that they may read, or was taken from them.
    pub fn is_for(&self, by: &SignedIn) -> bool {
        allows(&by.agent, Permission::Read, self.facts)
            || self.left == Some(by.agent.id) && by.may(Permission::Read)
    }
}

/// How far back late commits are looked for.
const LOOK_BACK: SignedDuration = SignedDuration::from_secs(10);

/// How far the clock of another node may be ahead.
const AHEAD: SignedDuration = SignedDuration::from_mins(1);

/// The least time between two looks: under load there are many commits, and each look reads the
/// last ten seconds.
const PAUSE: Duration = Duration::from_millis(100);

/// How many events are read at once.
const BATCH: u32 = 1_000;

pub(crate) struct Live(broadcast::Sender<Change>);

impl Live {
    pub(crate) fn new() -> Self {
        Self(broadcast::channel(1_024).0)
    }
}

impl App {
    /// A receiver of all changes from now on. One that lags behind should load anew.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.desk.live.0.subscribe()
    }

    /// Reads the event table and tells listeners, until the future is dropped.
    pub async fn watch_events(&self) {
        let mut committed = self.store.committed();
        let mut told = HashSet::new();
        let mut since = self.now();
        loop {
            // A commit here or the second's end, whichever is first.
            let _ = tokio::time::timeout(Duration::from_secs(1), committed.changed()).await;
            if self.desk.live.0.receiver_count() == 0 {
                since = self.now();
                told.clear();
                continue;
            }
            match self.tell_new_events(since, &mut told).await {
                Ok(()) => since = self.now(),
                Err(error) => tracing::warn!(error = %error, "live events could not be read"),
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn tell_new_events(
        &self,
        since: jiff::Timestamp,
        told: &mut HashSet<EventId>,
    ) -> Result<(), Error> {
        let from = since.saturating_sub(LOOK_BACK).unwrap_or(since);
        let mut after = EventId(domain::first_at(from));
        // What a clock wrote that was ahead is there already and not new.
        let now = self.now();
        let until = now.saturating_add(AHEAD).unwrap_or(now);
        let until = EventId(domain::first_at(until));
        told.retain(|event| *event >= after);
        loop {
            let events = self
                .store
                .read(move |db| db.events_since(after, BATCH))
                .await?;
            let Some(last) = events.last().map(|event| event.id) else {
                return Ok(());
            };
            for new in events {
                if new.id >= until {
                    return Ok(());
                }
                if told.insert(new.id) {
                    let public = domain::ticket::is_public_kind(&new.kind);
                    let _ = self.desk.live.0.send(Change {
                        ticket: new.ticket,
                        event: new.id,
                        public,
                        facts: new.facts,
                        left: new.left,
                    });
                }
            }
            after = last;
        }
    }
}
