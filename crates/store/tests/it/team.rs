use store::{Db, Error, Store, on_both_engines};

use crate::desk;

on_both_engines! {
    async fn they_are_listed_by_name_whatever_case_and_accents(store: Store) {
        let teams: Result<_, Error> = store.write(|tx| {
            for (id, name) in [(1, "zona norte"), (2, "Ética"), (3, "Envíos"), (4, "Óptica")] {
                tx.insert_team(&desk::team(id, name))?;
            }
            tx.teams()
        }).await;

        let names: Vec<_> = teams.unwrap().into_iter().map(|team| team.name).collect();
        assert_eq!(names, ["Envíos", "Ética", "Óptica", "zona norte"]);
    }

    async fn one_can_be_renamed_but_not_to_a_taken_name(store: Store) {
        store.write(|tx| {
            tx.insert_team(&desk::team(1, "Envíos"))?;
            tx.insert_team(&desk::team(2, "Pagos"))
        }).await.unwrap();

        store.write(|tx| tx.save_team(&desk::team(2, "Cobros"), 1)).await.unwrap();
        let taken = store.write(|tx| tx.save_team(&desk::team(2, "Envíos"), 2)).await;
        let stale = store.write(|tx| tx.save_team(&desk::team(2, "Envíos"), 1)).await;
        let unknown = store.write(|tx| tx.save_team(&desk::team(3, "Otros"), 1)).await;

        assert!(taken.unwrap_err().is_unique("team_name_key"));
        assert!(matches!(stale, Err(Error::Stale)));
        assert!(matches!(unknown, Err(Error::Stale)));
        let teams: Result<_, Error> = store.read(Db::teams).await;
        assert_eq!(teams.unwrap(), [desk::team(2, "Cobros"), desk::team(1, "Envíos")]);
    }
}
