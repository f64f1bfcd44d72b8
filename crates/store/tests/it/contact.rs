use domain::ContactId;
use store::{Error, Store, on_both_engines};

use crate::desk;

on_both_engines! {
    async fn a_known_address_keeps_its_key_and_gets_the_new_name(store: Store) {
        let kept: Result<_, Error> = store.write(|tx| {
            tx.upsert_contact(&desk::contact(1, "María", "maria@correo.example"))?;
            let mut again = desk::contact(2, "María Peña", "maria@correo.example");
            again.phone = String::new();
            tx.upsert_contact(&again)
        }).await;

        let expected = desk::contact(1, "María Peña", "maria@correo.example");
        assert_eq!(kept.unwrap(), expected);
        let found: Result<_, Error> = store.read(|db| {
            Ok((db.contact(ContactId(1))?, db.contact(ContactId(2))?))
        }).await;
        assert_eq!(found.unwrap(), (Some(expected), None));
    }

    async fn an_empty_name_does_not_replace_a_known_one(store: Store) {
        let kept: Result<_, Error> = store.write(|tx| {
            tx.upsert_contact(&desk::contact(1, "María", "maria@correo.example"))?;
            tx.upsert_contact(&desk::contact(2, "", "maria@correo.example"))
        }).await;

        assert_eq!(kept.unwrap().name, "María");
    }

    async fn look_alike_addresses_are_different_people(store: Store) {
        store.write(desk::open).await.unwrap();

        let found: Result<_, Error> = store.read(|db| {
            let mut of = |email: &str| db.contact_by_email(&email.parse().unwrap());
            Ok((of("maria@correo.example")?.map(|found| found.id), of("Maria@correo.example")?))
        }).await;

        assert_eq!(found.unwrap(), (Some(ContactId(1)), None));
    }
}
