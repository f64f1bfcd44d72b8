//! What follows from each event: mails, as jobs in the event's own transaction.

use domain::{Event, EventKind, LinkId, Ticket};
use store::Tx;
use store::link::Link;

use crate::job::{Letter, enqueue};
use crate::{App, Error, random, token_hash};

/// Enqueues what follows from an event.
pub(crate) fn publish(tx: &mut Tx, app: &App, ticket: &Ticket, event: &Event) -> Result<(), Error> {
    let letters = consequences(tx, app, ticket, event)?;
    for letter in letters {
        enqueue(tx, app, &letter)?;
    }
    if is_news(&event.kind) {
        tell_followers(tx, app, ticket, event)?;
    }
    Ok(())
}

/// Whether those who follow a ticket hear of it.
fn is_news(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::CustomerWrote { .. }
            | EventKind::Replied { .. }
            | EventKind::InfoRequested { .. }
            | EventKind::SolutionProposed { .. }
            | EventKind::SolutionAccepted { .. }
            | EventKind::SolutionRejected { .. }
            | EventKind::ClosedBySilence { .. }
            | EventKind::Closed { .. }
            | EventKind::Reopened { .. }
            | EventKind::Dropped { .. }
            | EventKind::Cancelled { .. }
            | EventKind::Assigned { .. }
            | EventKind::DeadlineMissed { .. }
    )
}

/// Whoever did it knows, and whoever has the ticket has letters of their own.
fn tell_followers(tx: &mut Tx, app: &App, ticket: &Ticket, event: &Event) -> Result<(), Error> {
    for agent in tx.followers(ticket.id)? {
        if event.by.agent() == Some(agent) || ticket.assignee == Some(agent) {
            continue;
        }
        let letter = Letter::News {
            ticket: ticket.id,
            event: event.id,
            agent,
        };
        enqueue(tx, app, &letter)?;
    }
    Ok(())
}

/// No wildcard arm: whoever adds a kind of event decides here what follows.
#[expect(clippy::too_many_lines, reason = "one arm for each kind of event")]
fn consequences(
    tx: &mut Tx,
    app: &App,
    ticket: &Ticket,
    event: &Event,
) -> Result<Vec<Letter>, Error> {
    let id = ticket.id;
    let letters = match &event.kind {
        EventKind::Created { .. } => vec![Letter::TicketCreated {
            ticket: id,
            link: link(tx, app, ticket)?,
        }],
        // Taking a ticket oneself is no news to oneself.
        EventKind::Assigned { to, .. } if event.by.agent() == Some(*to) => vec![],
        EventKind::Assigned { to, .. } => vec![Letter::Assigned {
            ticket: id,
            agent: *to,
        }],
        EventKind::Replied { message } => {
            vec![Letter::Replied {
                ticket: id,
                message: *message,
                link: link(tx, app, ticket)?,
            }]
        }
        EventKind::InfoRequested { message } => {
            vec![Letter::InfoRequested {
                ticket: id,
                message: *message,
                link: link(tx, app, ticket)?,
            }]
        }
        EventKind::AskedToComplete { message, .. } => {
            vec![Letter::AskedToComplete {
                ticket: id,
                message: *message,
                link: link(tx, app, ticket)?,
            }]
        }
        EventKind::Prolonged { .. } | EventKind::CompletionReminded => {
            vec![Letter::CompletionWaits {
                ticket: id,
                is_prolonged: event.kind != EventKind::CompletionReminded,
                link: link(tx, app, ticket)?,
            }]
        }
        EventKind::TacitlyWithdrawn => vec![Letter::TacitlyWithdrawn {
            ticket: id,
            link: link(tx, app, ticket)?,
        }],
        EventKind::Extended { .. } => vec![Letter::Extended {
            ticket: id,
            event: event.id,
            link: link(tx, app, ticket)?,
        }],
        EventKind::Transferred { to, .. } => {
            let mut letters = vec![Letter::Transferred {
                ticket: id,
                event: event.id,
                link: link(tx, app, ticket)?,
            }];
            letters.extend(to.email.is_some().then_some(Letter::Forwarded {
                ticket: id,
                event: event.id,
            }));
            letters
        }
        EventKind::SolutionProposed { solution } => {
            vec![Letter::SolutionProposed {
                ticket: id,
                solution: *solution,
                link: link(tx, app, ticket)?,
            }]
        }
        EventKind::Reminded { solution, .. } => {
            vec![Letter::ReviewReminder {
                ticket: id,
                solution: *solution,
                link: link(tx, app, ticket)?,
            }]
        }
        EventKind::CustomerWrote { message, .. } => {
            let agent = ticket.assignee;
            agent
                .map(|agent| Letter::CustomerWrote {
                    ticket: id,
                    message: *message,
                    agent,
                })
                .into_iter()
                .collect()
        }
        EventKind::SolutionAccepted { .. }
        | EventKind::ClosedBySilence { .. }
        | EventKind::Closed { .. } => {
            vec![Letter::Resolved {
                ticket: id,
                link: link(tx, app, ticket)?,
            }]
        }
        EventKind::SolutionRejected { .. } | EventKind::Reopened { .. } => {
            let mut letters = vec![Letter::Reopened {
                ticket: id,
                link: link(tx, app, ticket)?,
            }];
            // The agent who did it knows.
            let told = ticket
                .assignee
                .filter(|agent| event.by.agent() != Some(*agent));
            letters.extend(told.map(|agent| Letter::ReopenedToAgent {
                ticket: id,
                event: event.id,
                agent,
            }));
            letters
        }
        EventKind::Cancelled { .. } | EventKind::Dropped { .. } => {
            vec![Letter::Cancelled {
                ticket: id,
                link: link(tx, app, ticket)?,
            }]
        }
        EventKind::VerifiedByPhone { .. }
        | EventKind::Unassigned { .. }
        | EventKind::Routed(_)
        | EventKind::Classified { .. }
        | EventKind::Noted { .. }
        | EventKind::WaitingThird { .. }
        | EventKind::Resumed
        | EventKind::SolutionWithdrawn { .. }
        | EventKind::Rated(_)
        | EventKind::MarkedSpam { .. }
        | EventKind::UnmarkedSpam { .. }
        | EventKind::DeadlineNear { .. }
        | EventKind::DeadlineSoon { .. }
        | EventKind::DeadlineMissed { .. }
        | EventKind::Escalated { .. }
        | EventKind::FollowerAdded { .. }
        | EventKind::FollowerRemoved { .. }
        | EventKind::FollowedUp { .. } => vec![],
    };
    Ok(letters)
}

/// Makes the link that opens the ticket from a mail.
pub(crate) fn link(tx: &mut Tx, app: &App, ticket: &Ticket) -> Result<LinkId, Error> {
    let (id, nonce, now) = (app.id::<LinkId>(), random::number(&*app.random), app.now());
    tx.insert_link(&Link {
        id,
        token_hash: token_hash(&app.secret.link_token(id, nonce)),
        nonce,
        ticket: ticket.id,
        contact: ticket.requester,
        created_at: now,
        expires_at: now.saturating_add(app.limits.link.life).unwrap_or(now),
        revoked_at: None,
    })?;
    Ok(id)
}
