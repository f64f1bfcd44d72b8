use domain::assignment::{Absence, Conditions, Duty, Rule, Stage};
use domain::calendar::Country;
use domain::clock::{KeptPolicy, Policy};
use domain::legal::{KeptClass, pack};
use domain::policy::{Role, RoleRecord};
use domain::{AbsenceId, DeadlinePolicyId, LegalClassId, RoleId, RuleId};
use store::{Db, Error, Store, Tx, on_both_engines};

use crate::desk::{self, ANA, BRUNO, TEAM, TOPIC, at};

type Change = fn(&mut Tx) -> Result<(), Error>;

/// Everything that changes what filings go by, in an order in which it can be done.
const CHANGES: [Change; 20] = [
    |tx| tx.insert_topic(&desk::topic(2, "demora")),
    |tx| tx.save_topic(&desk::topic(2, "retraso"), 1),
    |tx| tx.set_topic_position(TOPIC, 3),
    |tx| tx.insert_legal_class(LegalClassId(1), &pack(Country::Chile)[0]),
    |tx| {
        tx.save_legal_class(&KeptClass {
            id: LegalClassId(1),
            class: pack(Country::Chile)[0].clone(),
            version: 1,
        })
    },
    |tx| tx.insert_deadline_policy(&policy(1)),
    |tx| tx.save_deadline_policy(&policy(1)),
    |tx| tx.delete_deadline_policy(DeadlinePolicyId(1)),
    |tx| tx.insert_rule(&rule(1)),
    |tx| tx.save_rule(&rule(2)),
    |tx| tx.delete_rule(RuleId(1)),
    |tx| tx.insert_absence(&absence(Stage::Planned)),
    |tx| tx.save_absence(&absence(Stage::Begun)),
    |tx| tx.insert_role(&role("Caja")),
    |tx| tx.save_role(&role("Cajas"), 1),
    |tx| tx.delete_role(RoleId(9)),
    |tx| tx.insert_agent(&desk::agent(3, "Carla Soto", "carla@postal.example"), None),
    |tx| tx.save_agent(&desk::agent(3, "Carla Soto Ruiz", "carla@postal.example")),
    |tx| tx.save_agent_rights(&desk::agent(3, "", "carla@postal.example"), 1),
    |tx| tx.set_password(BRUNO, Some("hash of bruno")),
];

fn policy(version: i64) -> KeptPolicy {
    KeptPolicy {
        id: DeadlinePolicyId(1),
        position: 1,
        policy: Policy::standard(15),
        version,
    }
}

fn rule(position: i64) -> Rule {
    Rule {
        id: RuleId(1),
        position,
        when: Conditions::default(),
        team: TEAM,
        skills: Vec::new(),
    }
}

fn absence(stage: Stage) -> Absence {
    Absence {
        id: AbsenceId(1),
        agent: ANA,
        from: at(10),
        until: at(20),
        substitute: None,
        stage,
    }
}

fn role(name: &str) -> RoleRecord {
    RoleRecord {
        role: Role {
            id: RoleId(9),
            ..Role::AGENT
        },
        name: name.to_owned(),
        limits: Vec::new(),
        version: 1,
    }
}

async fn mark(store: &Store) -> i64 {
    store.read(Db::rulebook_mark).await.unwrap()
}

on_both_engines! {
    async fn whatever_changes_what_filings_go_by_renews_the_mark(store: Store) {
        store.write(desk::open).await.unwrap();

        for (number, change) in CHANGES.into_iter().enumerate() {
            let before = mark(&store).await;
            store.write(change).await.unwrap();
            assert_ne!(mark(&store).await, before, "change {number}");
        }
    }

    async fn a_change_that_is_undone_leaves_the_mark_and_no_other_gets_its_own(store: Store) {
        store.write(desk::open).await.unwrap();
        let before = mark(&store).await;
        let (tell, told) = std::sync::mpsc::channel();

        let refused = store.write(move |tx| {
            tx.insert_rule(&rule(1))?;
            tell.send(tx.rulebook_mark()?).unwrap();
            Err::<(), Error>(Error::Stale)
        }).await;

        assert!(matches!(refused, Err(Error::Stale)));
        assert_eq!(mark(&store).await, before);
        let undone: Vec<i64> = told.try_iter().collect();
        assert!(!undone.is_empty() && !undone.contains(&before), "{undone:?}");
        store.write(|tx| tx.insert_rule(&rule(1))).await.unwrap();
        assert!(!undone.contains(&mark(&store).await), "{undone:?}");
    }

    async fn a_filing_leaves_the_mark(store: Store) {
        store.write(desk::open).await.unwrap();
        let before = mark(&store).await;

        store.write(|tx| {
            tx.insert_ticket(&desk::ticket(1), None)?;
            tx.save_duty(&Duty::unsaid(ANA))?;
            tx.save_last_assigned(ANA, at(1))
        }).await.unwrap();

        assert_eq!(mark(&store).await, before);
    }
}
