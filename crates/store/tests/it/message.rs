use domain::{Actor, Message, MessageId, MessageKind, TicketId};
use store::{Error, Store, on_both_engines};

use crate::desk::{self, ANA, message};

on_both_engines! {
    async fn messages_come_back_oldest_first_from_all_kinds_of_authors(store: Store) {
        let reply = || Message { author: Actor::Agent(ANA), kind: MessageKind::Reply, ..message(1, 2) };
        let note = || Message { author: Actor::System, kind: MessageKind::Note, ..message(1, 3) };
        let found: Result<_, Error> = store.write(move |tx| {
            desk::with_ticket(tx)?;
            tx.insert_ticket(&desk::ticket(2), None)?;
            tx.insert_message(&note())?;
            tx.insert_message(&reply())?;
            tx.insert_message(&message(2, 4))?;
            Ok((
                tx.messages(TicketId(1))?,
                tx.message(TicketId(1), MessageId(2))?,
                tx.message(TicketId(2), MessageId(2))?,
            ))
        }).await;

        let all = vec![message(1, 1), reply(), note()];
        assert_eq!(found.unwrap(), (all, Some(reply()), None));
    }

    async fn a_message_needs_its_ticket(store: Store) {
        let told = store.write(|tx| tx.insert_message(&message(1, 1))).await;

        assert!(matches!(told, Err(Error::Database(_))), "{told:?}");
    }
}
