use domain::file::Place;
use domain::ticket::{Rated, Resolution, VerifiedBy};
use domain::{ContactId, SessionId, SolutionId, Status, Ticket, TicketId};
use store::cases::CaseScope;
use store::{Error, Store, TicketHead, on_both_engines};

use crate::claim::claim;
use crate::desk::{self, ANA, BRUNO, MARIA, PEDRO, at, code, ticket};
use crate::file::file;
use crate::queue::clocks;

/// A ticket with a value in each column.
fn full(id: i64) -> Ticket {
    Ticket {
        status: Status::Resolved,
        tracking_number: Some("RR473124829CO".to_owned()),
        verified_by: VerifiedBy::Phone(ANA),
        assignee: Some(BRUNO),
        due_at: None,
        solution: Some(SolutionId(3)),
        silent_since: Some(at(4)),
        reminded: true,
        waiting_until: Some(at(5)),
        resolution: Some(Resolution::Silence),
        resolved_at: Some(at(6)),
        rated: Some(Rated {
            stars: 4,
            first_at: at(7),
        }),
        reopen_count: 2,
        follow_up_of: Some(TicketId(1)),
        ..ticket(id)
    }
}

/// What one person sees who has no account.
fn alone(contact: ContactId) -> CaseScope {
    CaseScope {
        contact,
        organization: None,
    }
}

fn newest(tickets: &[Ticket]) -> Option<TicketId> {
    tickets.first().map(|ticket| ticket.id)
}

on_both_engines! {
    async fn a_ticket_comes_back_as_it_was_filed(store: Store) {
        store.write(desk::with_ticket).await.unwrap();

        let found: Result<_, Error> = store.read(|db| {
            Ok((db.ticket(TicketId(1))?, db.ticket_by_code(&code(1))?, db.ticket(TicketId(2))?))
        }).await;

        assert_eq!(found.unwrap(), (Some(ticket(1)), Some(ticket(1)), None));
    }

    async fn every_field_comes_back_as_it_was_saved(store: Store) {
        let found: Result<_, Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            tx.insert_ticket(&ticket(2), None)?;
            let mut saved = full(2);
            tx.save_ticket(&mut saved, None)?;
            let found = tx.ticket(TicketId(2))?;
            // And back again: an empty value replaces a full one.
            let mut emptied = Ticket { version: 1, ..ticket(2) };
            tx.save_ticket(&mut emptied, None)?;
            Ok((found, tx.ticket(TicketId(2))?))
        }).await;

        let saved = Ticket { version: 1, ..full(2) };
        let emptied = Ticket { version: 2, ..ticket(2) };
        assert_eq!(found.unwrap(), (Some(saved), Some(emptied)));
    }

    async fn the_head_of_a_ticket_has_what_else_is_read_apart(store: Store) {
        let staged = Place::Composer { ticket: TicketId(2), session: SessionId(5) };
        let found: Result<_, Error> = store.write(move |tx| {
            desk::with_ticket(tx)?;
            tx.insert_ticket_with_clocks(&full(2), None, &clocks(), None, None)?;
            tx.insert_claim(&claim(1, 2, 1))?;
            tx.insert_file(&file(1, staged))?;
            Ok((tx.ticket_head(&code(1))?, tx.ticket_head(&code(2))?, tx.ticket_head(&code(3))?))
        }).await;

        let (bare, whole, none) = found.unwrap();
        let bare_head = TicketHead {
            ticket: ticket(1),
            topic: desk::topic(1, "envio"),
            team: Some(desk::team(1, "Envíos")),
            assignee_name: None,
            clocks: None,
            has_files: false,
            has_claim: false,
        };
        let whole_head = TicketHead {
            ticket: full(2),
            assignee_name: Some("Bruno Díaz".to_owned()),
            clocks: Some(clocks()),
            has_files: true,
            has_claim: true,
            ..bare_head.clone()
        };
        assert_eq!((bare, whole, none), (Some(bare_head), Some(whole_head), None));
    }

    async fn two_tickets_cannot_have_one_code(store: Store) {
        store.write(desk::with_ticket).await.unwrap();

        let told = store.write(|tx| {
            let same = Ticket { code: code(1), ..ticket(2) };
            tx.insert_ticket(&same, None)
        }).await;

        assert!(told.unwrap_err().is_unique("ticket_code_key"));
    }

    async fn the_second_of_two_writers_is_told(store: Store) {
        store.write(desk::with_ticket).await.unwrap();
        let saved: Result<_, Error> = store.write(|tx| {
            let mut first = ticket(1);
            tx.save_ticket(&mut first, None)?;
            Ok(first.version)
        }).await;
        assert_eq!(saved.unwrap(), 1);

        let told = store.write(|tx| {
            let mut second = ticket(1);
            let told = tx.save_ticket(&mut second, None);
            assert_eq!(second.version, 0);
            told
        }).await;

        assert!(matches!(told, Err(Error::Stale)));
    }

    async fn a_contact_sees_the_newest_first_and_nothing_of_others(store: Store) {
        let found: Result<_, Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            for id in 2..=4 {
                let requester = if id == 3 { PEDRO } else { MARIA };
                tx.insert_ticket(&Ticket { requester, ..ticket(id) }, None)?;
            }
            Ok((tx.tickets_of_contact(MARIA, 9)?, tx.tickets_of_contact(MARIA, 2)?))
        }).await;

        let keys = |tickets: Vec<Ticket>| tickets.iter().map(|ticket| ticket.id.0).collect::<Vec<_>>();
        let (all, two) = found.unwrap();
        assert_eq!((keys(all), keys(two)), (vec![4, 2, 1], vec![4, 2]));
    }

    async fn timers_are_looked_at_when_they_are_due(store: Store) {
        let due: Result<_, Error> = store.write(|tx| {
            desk::open(tx)?;
            for (id, check) in [(1, Some(at(30))), (2, Some(at(20))), (3, None), (4, Some(at(31)))] {
                tx.insert_ticket(&ticket(id), check)?;
            }
            let before = tx.due_checks(at(30), 9)?;
            tx.save_ticket(&mut ticket(2), None)?;
            Ok((before, tx.due_checks(at(30), 9)?, tx.due_checks(at(99), 1)?))
        }).await;

        let (one, two) = (TicketId(1), TicketId(2));
        assert_eq!(due.unwrap(), (vec![two, one], vec![one], vec![one]));
    }

    async fn a_second_request_for_one_item_is_noticed_until_the_first_has_ended(store: Store) {
        let found: Result<_, Error> = store.write(|tx| {
            desk::open(tx)?;
            let number = "RR473124829CO";
            let mut first = Ticket { tracking_number: Some(number.to_owned()), ..ticket(1) };
            tx.insert_ticket(&first, None)?;
            let mut found = vec![
                newest(&tx.open_tickets_with_tracking(alone(MARIA), &[number.to_owned()])?),
                newest(&tx.open_tickets_with_tracking(alone(PEDRO), &[number.to_owned()])?),
                newest(&tx.open_tickets_with_tracking(alone(MARIA), &["RR000000000CO".to_owned()])?),
            ];
            for status in [Status::SolutionProposed, Status::Resolved] {
                first.status = status;
                tx.save_ticket(&mut first, None)?;
                found.push(newest(&tx.open_tickets_with_tracking(alone(MARIA), &[number.to_owned()])?));
            }
            Ok(found)
        }).await;

        let one = Some(TicketId(1));
        assert_eq!(found.unwrap(), [one, None, None, one, None]);
    }

    async fn an_unreadable_state_is_an_error(store: Store) {
        store.write(desk::with_ticket).await.unwrap();
        store.write(|tx| tx.sql("UPDATE ticket SET status = 99")).await.unwrap();

        let told = store.read(|db| db.ticket(TicketId(1))).await;

        assert!(matches!(told, Err(Error::Corrupt(text)) if text == "ticket.status: 99"));
    }
}
