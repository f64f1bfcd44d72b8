use store::{Db, Error, Store, on_both_engines};

use crate::desk::at;

on_both_engines! {
    async fn the_newest_instant_is_that_of_the_node_that_was_last(store: Store) {
        let new: Result<_, Error> = store.read(Db::newest_instant).await;
        assert_eq!(new.unwrap(), None);

        let newest: Result<_, Error> = store.write(|tx| {
            let mut newest = vec![];
            for (node, minute) in [(0, 1), (255, 3), (0, 2), (255, 1)] {
                tx.keep_instant(node, at(minute))?;
                newest.push(tx.newest_instant()?);
            }
            Ok(newest)
        }).await;

        assert_eq!(newest.unwrap(), [1, 3, 3, 2].map(|minute| Some(at(minute))));
    }

    async fn what_has_not_come_is_forgotten(store: Store) {
        let newest: Result<_, Error> = store.write(|tx| {
            tx.keep_instant(0, at(1))?;
            tx.keep_instant(1, at(60))?;
            tx.set_back(at(60), at(1))?;
            tx.newest_instant()
        }).await;

        assert_eq!(newest.unwrap(), Some(at(1)));
    }
}
