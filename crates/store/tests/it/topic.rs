use domain::TopicId;
use store::{Error, Store, on_both_engines};

use crate::desk;

on_both_engines! {
    async fn topics_come_in_their_order_and_the_inactive_only_when_asked_for(store: Store) {
        let found: Result<_, Error> = store.write(|tx| {
            tx.insert_team(&desk::team(1, "Envíos"))?;
            for (id, position, is_active) in [(1, 3, true), (2, 1, true), (3, 2, false)] {
                let mut topic = desk::topic(id, &format!("tema-{id}"));
                topic.position = position;
                topic.is_active = is_active;
                tx.insert_topic(&topic)?;
            }
            Ok((tx.topics(true)?, tx.topics(false)?))
        }).await;

        let (active, all) = found.unwrap();
        assert_eq!(active.iter().map(|topic| topic.id.0).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(all.iter().map(|topic| topic.id.0).collect::<Vec<_>>(), [2, 3, 1]);
    }

    async fn a_topic_comes_back_as_saved(store: Store) {
        store.write(desk::open).await.unwrap();
        let mut topic = desk::topic(1, "envio-perdido");
        topic.form.answer_days = 30;
        topic.position = -1;

        let saved = topic.clone();
        store.write(move |tx| tx.save_topic(&saved, 1)).await.unwrap();
        let stale = topic.clone();
        let stale = store.write(move |tx| tx.save_topic(&stale, 1)).await;

        let found: Result<_, Error> = store.read(|db| {
            Ok((db.topic(TopicId(1))?, db.topic_by_slug("envio-perdido")?, db.topic_by_slug("envio")?))
        }).await;
        assert!(matches!(stale, Err(Error::Stale)));
        let version: Result<_, Error> = store.read(|db| db.topic_to_edit(TopicId(1))).await;
        assert_eq!(version.unwrap().unwrap().1, 2);
        assert_eq!(found.unwrap(), (Some(topic.clone()), Some(topic), None));
    }

    async fn who_read_a_topic_reads_how_it_was_changed_since(store: Store) {
        store.write(desk::open).await.unwrap();
        let first = desk::topic(1, "envio");
        let mut changed = first.clone();
        changed.form.answer_days = 30;

        let before: Result<_, Error> = store.read(|db| {
            Ok((db.topic(TopicId(1))?, db.topics(true)?))
        }).await;
        let saved = changed.clone();
        store.write(move |tx| tx.save_topic(&saved, 1)).await.unwrap();
        let after: Result<_, Error> = store.read(|db| {
            Ok((db.topic(TopicId(1))?, db.topics(true)?))
        }).await;

        assert_eq!(before.unwrap(), (Some(first.clone()), vec![first]));
        assert_eq!(after.unwrap(), (Some(changed.clone()), vec![changed]));
    }

    async fn two_topics_cannot_have_one_address(store: Store) {
        store.write(desk::open).await.unwrap();

        let told = store.write(|tx| tx.insert_topic(&desk::topic(2, "envio"))).await;

        assert!(told.unwrap_err().is_unique("topic_slug_key"));
    }
}
