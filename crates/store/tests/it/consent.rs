use domain::intake::{Consent, ConsentGiven};
use domain::{ConsentId, TicketId};
use store::{Error, Store, on_both_engines};

use crate::desk::{self, at};

on_both_engines! {
    async fn the_proof_of_a_consent_comes_back(store: Store) {
        let consent = || Consent {
            id: ConsentId(1),
            ticket: TicketId(1),
            given: ConsentGiven { version: "2026-01".to_owned(), hash: "ab12".to_owned(), at: at(1) },
            channel: "portal".to_owned(),
            client: "192.0.2.7".to_owned(),
        };
        let found: Result<_, Error> = store.write(move |tx| {
            desk::with_ticket(tx)?;
            let none = tx.consent(TicketId(1))?;
            tx.insert_consent(&consent())?;
            Ok((none, tx.consent(TicketId(1))?))
        }).await;

        assert_eq!(found.unwrap(), (None, Some(consent())));
    }
}
