use domain::{Actor, Event, EventId, EventKind, MessageId, Status, TicketId};
use store::{Error, Store, on_both_engines};

use crate::desk::{self, ANA, MARIA, at};

fn event(ticket: i64, id: i64, by: Actor, kind: EventKind) -> Event {
    Event {
        id: EventId(id),
        ticket: TicketId(ticket),
        at: at(id),
        by,
        kind,
    }
}

fn created(ticket: i64, id: i64) -> Event {
    event(
        ticket,
        id,
        Actor::Requester(MARIA),
        EventKind::Created {
            message: MessageId(1),
            files: 2,
        },
    )
}

fn spam(ticket: i64, id: i64) -> Event {
    event(
        ticket,
        id,
        Actor::Agent(ANA),
        EventKind::MarkedSpam {
            was: Status::WaitingThird,
        },
    )
}

on_both_engines! {
    async fn the_history_of_a_ticket_comes_back_oldest_first(store: Store) {
        let found: Result<_, Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            tx.insert_ticket(&desk::ticket(2), None)?;
            tx.append_event(&spam(1, 9), 2)?;
            tx.append_event(&created(1, 7), 1)?;
            tx.append_event(&created(2, 8), 1)?;
            tx.events(TicketId(1))
        }).await;

        assert_eq!(found.unwrap(), [created(1, 7), spam(1, 9)]);
    }

    async fn some_are_added_at_once_each_with_its_version(store: Store) {
        let found: Result<_, Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            tx.append_events(&[])?;
            tx.append_events(&[(&created(1, 7), 1), (&spam(1, 9), 2)])?;
            let version = tx.number("SELECT version AS number FROM event WHERE id = 9")?;
            Ok((tx.events(TicketId(1))?, version))
        }).await;

        assert_eq!(found.unwrap(), (vec![created(1, 7), spam(1, 9)], 2));
    }

    async fn of_events_that_nobody_wants_nothing_is_read(store: Store) {
        let found: Result<_, Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            tx.append_event(&created(1, 7), 1)?;
            tx.append_event(&spam(1, 9), 2)?;
            tx.sql("UPDATE event SET kind = 'newer', data = 'unreadable' WHERE id = 9")?;
            tx.events_of_kinds(TicketId(1), |kind| kind != "newer")
        }).await;

        assert_eq!(found.unwrap(), [created(1, 7)]);
    }

    async fn live_pages_learn_of_all_tickets_by_key(store: Store) {
        let found: Result<_, Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            tx.insert_ticket(&desk::ticket(2), None)?;
            let none = tx.last_event_id()?;
            for one in [spam(1, 9), created(1, 7), created(2, 8)] {
                tx.append_event(&one, 1)?;
            }
            let all = tx.events_since(EventId(7), 9)?;
            Ok((none, tx.last_event_id()?, all, tx.events_since(EventId(0), 1)?))
        }).await;

        let (none, last, all, first) = found.unwrap();
        let told = |events: Vec<store::event::NewEvent>| -> Vec<_> {
            let facts = desk::ticket(1).facts();
            assert!(events.iter().all(|new| new.facts == facts && new.left.is_none()));
            events.into_iter().map(|new| (new.id, new.ticket, new.kind)).collect()
        };
        let created = |id, ticket| (EventId(id), TicketId(ticket), "created".to_owned());
        assert_eq!((none, last), (EventId(0), EventId(9)));
        assert_eq!(told(all), [created(8, 2), (EventId(9), TicketId(1), "marked_spam".to_owned())]);
        assert_eq!(told(first), [created(7, 1)]);
    }
}
