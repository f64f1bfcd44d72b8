use store::{Error, Store, on_both_engines};

use crate::{ids, insert, with_table};

on_both_engines! {
    async fn an_operation_goes_on_when_an_attempt_fails(store: Store) {
        with_table(&store).await;

        store.write(|tx| {
            insert(tx, 1)?;
            let refused = tx.attempt(|tx| {
                insert(tx, 2)?;
                tx.sql("INSERT INTO entry VALUES (1, 'other')")
            });
            assert!(refused.is_err_and(|error: Error| error.is_unique("entry_id_key")));
            insert(tx, 3)
        }).await.unwrap();

        assert_eq!(ids(&store).await, [1, 3]);
    }

    async fn an_attempt_that_works_is_kept(store: Store) {
        with_table(&store).await;

        store.write(|tx| tx.attempt(|tx| tx.attempt(|tx| insert(tx, 1)))).await.unwrap();

        assert_eq!(ids(&store).await, [1]);
    }

    async fn an_attempt_does_not_hide_an_earlier_failure(store: Store) {
        with_table(&store).await;

        let told: Result<(), Error> = store.write(|tx| {
            insert(tx, 1)?;
            let _ = insert(tx, 1);
            let _ = tx.attempt(|tx| insert(tx, 1));
            Ok(())
        }).await;

        assert!(told.is_err());
        assert!(ids(&store).await.is_empty());
    }
}
