use jiff::SignedDuration;
use store::{Error, Store, on_both_engines};

use crate::desk::at;

const TEN_MINUTES: SignedDuration = SignedDuration::from_mins(10);

on_both_engines! {
    async fn a_window_begins_with_the_first_and_not_with_the_last(store: Store) {
        let counts: Result<_, Error> = store.write(|tx| {
            let mut counts = vec![];
            for minute in [0, 9, 10, 11, 25] {
                counts.push(tx.hit("mail", TEN_MINUTES, at(minute))?);
            }
            Ok(counts)
        }).await;

        assert_eq!(counts.unwrap(), [1, 2, 1, 2, 1]);
    }

    async fn looking_counts_nothing_and_sees_only_the_open_window(store: Store) {
        let counts: Result<_, Error> = store.write(|tx| {
            tx.hit("mail", TEN_MINUTES, at(0))?;
            Ok((tx.hits("mail", at(9))?, tx.hits("mail", at(10))?, tx.hits("other", at(0))?))
        }).await;

        assert_eq!(counts.unwrap(), (1, 0, 0));
    }

    async fn hits_at_the_same_time_get_different_numbers(store: Store) {
        let hits = (0..12).map(|_| store.write(|tx| tx.hit("mail", TEN_MINUTES, at(0))));
        let counts: Result<Vec<u32>, Error> = futures_util::future::try_join_all(hits).await;

        let mut counts = counts.unwrap();
        counts.sort_unstable();
        assert_eq!(counts, (1..=12).collect::<Vec<_>>());
    }

    async fn a_cleared_counter_begins_anew(store: Store) {
        let count: Result<_, Error> = store.write(|tx| {
            tx.hit("mail", TEN_MINUTES, at(0))?;
            tx.clear_hits("mail")?;
            tx.hit("mail", TEN_MINUTES, at(1))
        }).await;

        assert_eq!(count.unwrap(), 1);
    }

    async fn ended_counters_are_removed(store: Store) {
        let removed: Result<_, Error> = store.write(|tx| {
            tx.hit("old", TEN_MINUTES, at(0))?;
            tx.hit("new", TEN_MINUTES, at(5))?;
            let removed = tx.delete_ended_counters(at(10))?;
            Ok((removed, tx.hits("new", at(10))?))
        }).await;

        assert_eq!(removed.unwrap(), (1, 1));
    }
}
