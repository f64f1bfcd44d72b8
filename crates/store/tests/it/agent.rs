use domain::{Agent, Role};
use store::agent::AgentLink;
use store::{Db, Error, Store, on_both_engines};

use crate::desk::{self, ANA, BRUNO, at};

on_both_engines! {
    async fn an_agent_comes_back_as_saved_and_keeps_the_password(store: Store) {
        store.write(desk::open).await.unwrap();
        let mut ana = desk::agent(1, "Ana Ruiz", "ana@postal.example");
        ana.has_password = true;

        ana.role = Role::SUPERVISOR;
        ana.language = None;
        ana.is_active = false;
        let saved = ana.clone();
        store.write(move |tx| tx.save_agent(&saved)).await.unwrap();

        let found: Result<_, Error> = store.read(|db| {
            Ok((db.agent(ANA)?, db.agent_by_email(&"ana@postal.example".parse().unwrap())?))
        }).await;
        let (by_id, by_email) = found.unwrap();
        assert_eq!(by_id.as_ref(), Some(&ana));
        assert_eq!(by_email, Some((ana, Some("hash of ana".to_owned()))));
    }

    async fn a_name_is_read_alone(store: Store) {
        store.write(desk::open).await.unwrap();

        let found: Result<_, Error> = store.read(|db| {
            Ok((db.agent_name(ANA)?, db.agent_name(domain::AgentId(9))?))
        }).await;

        assert_eq!(found.unwrap(), (Some("Ana Ruiz".to_owned()), None));
    }

    async fn l09_rights_are_saved_over_what_was_read_and_touch_nothing_else(store: Store) {
        store.write(desk::open).await.unwrap();
        let mut ana = desk::agent(1, "Ana Ruiz", "ana@postal.example");
        (ana.role, ana.is_active) = (Role::SUPERVISOR, false);
        let mut renamed = ana.clone();
        renamed.name = "Otra".into();

        store.write(move |tx| tx.save_agent_rights(&renamed, 1)).await.unwrap();
        let (again, nobody) = (ana.clone(), desk::agent(9, "Nadie", "nadie@postal.example"));
        let stale = store.write(move |tx| tx.save_agent_rights(&again, 1)).await;
        let unknown = store.write(move |tx| tx.save_agent_rights(&nobody, 1)).await;

        assert!(matches!(stale, Err(Error::Stale)) && matches!(unknown, Err(Error::Stale)));
        let agents = store.read(Db::agents_to_edit).await.unwrap();
        let (found, version) = agents.into_iter().find(|(agent, _)| agent.id == ANA).unwrap();
        ana.has_password = true;
        assert_eq!((found, version), (ana, 2));
    }

    async fn agents_are_listed_by_name(store: Store) {
        store.write(desk::open).await.unwrap();
        store.write(|tx| tx.insert_agent(&desk::agent(3, "ángela Mora", "am@postal.example"), None)).await.unwrap();

        let agents: Result<_, Error> = store.read(Db::agents).await;

        let names: Vec<_> = agents.unwrap().into_iter().map(|agent: Agent| agent.name).collect();
        assert_eq!(names, ["Ana Ruiz", "ángela Mora", "Bruno Díaz"]);
    }

    async fn two_agents_cannot_have_one_address(store: Store) {
        store.write(desk::open).await.unwrap();

        let told = store.write(|tx| tx.insert_agent(&desk::agent(3, "Otra", "ana@postal.example"), None)).await;

        assert!(told.unwrap_err().is_unique("agent_email_key"));
    }

    async fn a_password_that_is_set_is_known_as_set(store: Store) {
        store.write(desk::open).await.unwrap();

        store.write(|tx| tx.set_password(BRUNO, Some("new hash"))).await.unwrap();

        let found: Result<_, Error> = store.read(|db| db.agent_by_email(&"bruno@postal.example".parse().unwrap())).await;
        let (bruno, hash) = found.unwrap().unwrap();
        assert!(bruno.has_password);
        assert_eq!(hash.as_deref(), Some("new hash"));
        assert!(matches!(store.write(|tx| tx.set_password(domain::AgentId(9), Some("x"))).await, Err(Error::Stale)));
    }

    async fn an_administrator_counts_only_while_active(store: Store) {
        let told: Result<_, Error> = store.write(|tx| {
            desk::open(tx)?;
            let before = tx.has_admin()?;
            let mut ana = tx.agent(ANA)?.unwrap();
            ana.role = Role::ADMIN;
            tx.save_agent(&ana)?;
            let with = tx.has_admin()?;
            ana.is_active = false;
            tx.save_agent(&ana)?;
            Ok((before, with, tx.has_admin()?))
        }).await;

        assert_eq!(told.unwrap(), (false, true, false));
    }

    async fn a_link_to_set_a_password_works_once_and_in_time(store: Store) {
        let link = |hash: &str| AgentLink {
            token_hash: hash.to_owned(),
            agent: BRUNO,
            created_at: at(0),
            expires_at: at(60),
            used_at: None,
        };
        let used: Result<_, Error> = store.write(move |tx| {
            desk::open(tx)?;
            for hash in ["used", "late", "deleted"] {
                tx.insert_agent_link(&link(hash))?;
            }
            assert_eq!(tx.agent_link("used")?, Some(link("used")));
            let used = [
                tx.use_agent_link("used", at(1))?,
                tx.use_agent_link("used", at(2))?,
                tx.use_agent_link("late", at(60))?,
                tx.use_agent_link("unknown", at(1))?,
            ];
            let when = tx.agent_link("used")?.unwrap().used_at;
            tx.delete_agent_links(BRUNO)?;
            Ok((used, when, tx.agent_link("deleted")?))
        }).await;

        assert_eq!(used.unwrap(), ([true, false, false, false], Some(at(1)), None));
    }
}
