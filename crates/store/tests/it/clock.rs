use domain::TicketId;
use store::{Error, Store, on_both_engines};

use crate::desk::{self, at, ticket};

on_both_engines! {
    async fn clocks_are_due_by_the_minute_the_longest_overdue_first_and_so_many_at_once(store: Store) {
        let due: Result<_, Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            for (id, next) in [(2, Some(at(5))), (3, Some(at(3))), (4, Some(at(3))), (5, Some(at(6))), (6, None)] {
                tx.insert_ticket(&ticket(id), None)?;
                let next = next.map_or("NULL".to_owned(), |next| next.as_microsecond().to_string());
                tx.sql(&format!("INSERT INTO clock (ticket_id, next_check_at, data) VALUES ({id}, {next}, '{{}}')"))?;
            }
            Ok((tx.due_clocks(at(5), 9)?, tx.due_clocks(at(5), 2)?, tx.due_clocks(at(2), 9)?))
        }).await;

        let ids = |ids: &[i64]| ids.iter().copied().map(TicketId).collect::<Vec<_>>();
        assert_eq!(due.unwrap(), (ids(&[3, 4, 2]), ids(&[3, 4]), vec![]));
    }

    async fn due_clocks_are_found_by_their_index_and_the_others_are_not_read(store: Store) {
        let plan = store.read(|db| db.plan_of_due_clocks(at(0))).await.unwrap().join("\n");

        assert!(plan.contains("clock_check"), "{plan}");
        // What either engine calls reading all of a table, or all of an index.
        for scan in ["Seq Scan", "SCAN clock"] {
            assert!(!plan.contains(scan), "{plan}");
        }
    }
}
