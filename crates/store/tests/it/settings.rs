use domain::Settings;
use store::{Db, Error, Store, on_both_engines};

on_both_engines! {
    async fn there_are_none_before_the_set_up(store: Store) {
        let found: Result<_, Error> = store.read(Db::settings).await;

        assert_eq!(found.unwrap(), None);
    }

    async fn they_come_back_as_they_were_saved(store: Store) {
        let saved = Settings { name: "Postal Cordillera".to_owned(), ..Settings::default() };

        let first = saved.clone();
        store.write(move |tx| tx.save_settings(&first, 0)).await.unwrap();

        let found: Result<_, Error> = store.read(Db::settings).await;
        assert_eq!(found.unwrap(), Some((saved, 1)));
    }

    async fn the_second_of_two_administrators_is_told(store: Store) {
        store.write(|tx| tx.save_settings(&Settings::default(), 0)).await.unwrap();
        store.write(|tx| tx.save_settings(&Settings::default(), 1)).await.unwrap();

        for late in [0, 1] {
            let told = store.write(move |tx| tx.save_settings(&Settings::default(), late)).await;
            assert!(matches!(told, Err(Error::Stale)), "{told:?}");
        }
    }

    async fn unreadable_ones_are_an_error_and_not_none(store: Store) {
        let broken = "INSERT INTO settings (id, version, data) VALUES (1, 1, '{\"name\": 7}')";
        store.write(move |tx| tx.sql(broken)).await.unwrap();

        let told = store.read(Db::settings).await;

        assert!(matches!(told, Err(Error::Corrupt(_))), "{told:?}");
    }
}
