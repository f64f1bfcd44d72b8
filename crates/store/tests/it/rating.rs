use domain::TicketId;
use domain::ticket::Rating;
use store::{Error, Store, on_both_engines};

use crate::desk::{self, at};

on_both_engines! {
    async fn a_changed_rating_replaces_that_of_its_cycle_only(store: Store) {
        let rating = |stars| Rating { stars, comment: format!("{stars} estrellas") };
        let found: Result<_, Error> = store.write(move |tx| {
            desk::with_ticket(tx)?;
            tx.save_rating(TicketId(1), 1, &rating(5), at(3))?;
            tx.save_rating(TicketId(1), 0, &rating(1), at(1))?;
            tx.save_rating(TicketId(1), 0, &rating(2), at(2))?;
            tx.ratings(TicketId(1))
        }).await;

        assert_eq!(found.unwrap(), [(0, rating(2), at(2)), (1, rating(5), at(3))]);
    }
}
