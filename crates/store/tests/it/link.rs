use domain::{LinkId, TicketId};
use store::link::Link;
use store::{Error, Store, on_both_engines};

use crate::desk::{self, MARIA, at};

fn link(id: i64, ticket: i64) -> Link {
    Link {
        id: LinkId(id),
        token_hash: format!("hash {id}"),
        nonce: i64::MIN + id,
        ticket: TicketId(ticket),
        contact: MARIA,
        created_at: at(id),
        expires_at: at(100),
        revoked_at: None,
    }
}

on_both_engines! {
    async fn a_link_is_found_by_the_hash_of_its_token(store: Store) {
        let found: Result<_, Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            tx.insert_link(&link(1, 1))?;
            Ok((tx.link_by_hash("hash 1")?, tx.link(LinkId(1))?, tx.link_by_hash("hash 2")?))
        }).await;

        assert_eq!(found.unwrap(), (Some(link(1, 1)), Some(link(1, 1)), None));
    }

    async fn taking_back_the_links_of_a_ticket_leaves_those_of_others(store: Store) {
        let found: Result<_, Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            tx.insert_ticket(&desk::ticket(2), None)?;
            for (id, ticket) in [(1, 1), (2, 1), (3, 2)] {
                tx.insert_link(&link(id, ticket))?;
            }
            tx.revoke_links(TicketId(1), at(5))?;
            tx.revoke_links(TicketId(1), at(6))?;
            let mut revoked = vec![];
            for id in 1..=3 {
                revoked.push(tx.link(LinkId(id))?.unwrap().revoked_at);
            }
            Ok(revoked)
        }).await;

        assert_eq!(found.unwrap(), [Some(at(5)), Some(at(5)), None]);
    }
}
