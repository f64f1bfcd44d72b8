use domain::{SessionId, TicketId};
use store::session::{AgentSession, GuestLevel, GuestScope, GuestSession};
use store::{Error, Store, on_both_engines};

use crate::desk::{self, ANA, BRUNO, MARIA, at};

fn guest(id: i64) -> GuestSession {
    GuestSession {
        id: SessionId(id),
        token_hash: format!("hash {id}"),
        contact: MARIA,
        scope: GuestScope::Contact,
        level: GuestLevel::Lookup,
        created_at: at(id),
        seen_at: at(id + 10),
        client: String::new(),
        user_agent: String::new(),
    }
}

fn agent(id: i64) -> AgentSession {
    AgentSession {
        id: SessionId(id),
        token_hash: format!("hash {id}"),
        agent: if id == 9 { BRUNO } else { ANA },
        created_at: at(id),
        seen_at: at(id),
        client: "192.0.2.7".to_owned(),
        user_agent: "Firefox".to_owned(),
    }
}

on_both_engines! {
    async fn a_session_of_a_guest_grows_with_what_was_proved(store: Store) {
        let proven = || GuestSession {
            token_hash: "another".to_owned(),
            scope: GuestScope::Ticket(TicketId(1)),
            level: GuestLevel::Proven,
            seen_at: at(50),
            ..guest(1)
        };
        let found: Result<_, Error> = store.write(move |tx| {
            desk::with_ticket(tx)?;
            tx.insert_guest_session(&guest(1))?;
            let before = tx.guest_session("hash 1")?;
            tx.save_guest_session(&proven())?;
            Ok((before, tx.guest_session("hash 1")?, tx.guest_session("another")?))
        }).await;

        assert_eq!(found.unwrap(), (Some(guest(1)), None, Some(proven())));
    }

    async fn a_session_is_read_with_whose_it_is(store: Store) {
        let found: Result<_, Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            tx.insert_guest_session(&guest(1))?;
            Ok((tx.guest("hash 1")?, tx.guest("hash 2")?))
        }).await;

        let maria = desk::contact(1, "María Peña", "maria@correo.example");
        assert_eq!(found.unwrap(), (Some((guest(1), maria)), None));
    }

    async fn an_ended_session_cannot_be_saved_again(store: Store) {
        let told: Result<(), Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            tx.insert_guest_session(&guest(1))?;
            tx.delete_guest_session(SessionId(1))?;
            assert_eq!(tx.guest_session("hash 1")?, None);
            tx.save_guest_session(&guest(1))
        }).await;

        assert!(matches!(told, Err(Error::Stale)));
    }

    async fn idle_and_old_sessions_of_guests_end(store: Store) {
        let ended: Result<_, Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            tx.insert_guest_session(&GuestSession { seen_at: at(20), created_at: at(19), ..guest(1) })?;
            tx.insert_guest_session(&GuestSession { seen_at: at(50), created_at: at(9), ..guest(2) })?;
            tx.insert_guest_session(&GuestSession { seen_at: at(50), created_at: at(19), ..guest(3) })?;
            let ended = tx.delete_guest_sessions_before(at(30), at(10))?;
            Ok((ended, tx.guest_session("hash 3")?.is_some()))
        }).await;

        assert_eq!(ended.unwrap(), (2, true));
    }

    async fn every_level_has_a_name_that_is_read_again(store: Store) {
        let levels = [GuestLevel::Pending, GuestLevel::Link, GuestLevel::Lookup, GuestLevel::Proven];
        let found: Result<_, Error> = store.write(move |tx| {
            desk::with_ticket(tx)?;
            tx.insert_guest_session(&guest(1))?;
            let mut found = vec![];
            for level in levels {
                tx.save_guest_session(&GuestSession { level, ..guest(1) })?;
                found.push(tx.guest_session("hash 1")?.unwrap().level);
            }
            Ok(found)
        }).await;

        assert_eq!(found.unwrap(), levels);
    }

    async fn an_agent_sees_own_sessions_newest_first(store: Store) {
        let found: Result<_, Error> = store.write(|tx| {
            desk::open(tx)?;
            for id in [1, 2, 9] {
                tx.insert_agent_session(&agent(id))?;
            }
            let used = AgentSession { seen_at: at(70), client: "192.0.2.8".to_owned(), ..agent(1) };
            tx.save_agent_session(&used)?;
            Ok((tx.agent_sessions(ANA)?, tx.agent_session("hash 1")? == Some(used)))
        }).await;

        let (sessions, is_saved) = found.unwrap();
        assert_eq!(sessions.iter().map(|session| session.id.0).collect::<Vec<_>>(), [2, 1]);
        assert!(is_saved);
    }

    async fn sessions_of_an_agent_end_one_or_all_or_all_but_one(store: Store) {
        let left: Result<_, Error> = store.write(|tx| {
            desk::open(tx)?;
            for id in [1, 2, 3, 9] {
                tx.insert_agent_session(&agent(id))?;
            }
            tx.delete_agent_session(SessionId(3))?;
            let two = tx.agent_sessions(ANA)?.len();
            tx.delete_agent_sessions(ANA, Some(SessionId(2)))?;
            let one = tx.agent_sessions(ANA)?.len();
            tx.delete_agent_sessions(ANA, None)?;
            Ok((two, one, tx.agent_sessions(ANA)?.len(), tx.agent_sessions(BRUNO)?.len()))
        }).await;

        assert_eq!(left.unwrap(), (2, 1, 0, 1));
    }
}
