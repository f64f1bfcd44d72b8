use domain::{AccountId, EmailChangeId, FactorId, Principal};
use store::email_change::{EmailChange, EmailChangeState};
use store::factor::{Factor, SignInStep};
use store::{Error, Store, on_both_engines};

use crate::account;
use crate::desk::{ANA, BRUNO, at};

const OF_ANA: Principal = Principal::Agent(ANA);
const OF_MARIA: Principal = Principal::Account(AccountId(1));

fn factor(id: i64, of: Principal) -> Factor {
    Factor {
        id: FactorId(id),
        of,
        sealed_secret: format!("sealed {id}"),
        created_at: at(0),
        confirmed_at: None,
        last_step: 0,
    }
}

fn change(id: i64, of: Principal) -> EmailChange {
    EmailChange {
        id: EmailChangeId(id),
        of,
        old: "maria@correo.example".parse().unwrap(),
        new: format!("maria{id}@correo.example").parse().unwrap(),
        undo_hash: format!("undo {id}"),
        asked_at: at(id),
        undo_until: at(id + 60),
        state: EmailChangeState::Asked,
    }
}

on_both_engines! {
    async fn a_factor_is_asked_for_once_confirmed_and_each_code_works_once(store: Store) {
        let done: Result<_, Error> = store.write(|tx| {
            account::open(tx)?;
            tx.insert_factor(&factor(1, OF_ANA))?;
            tx.insert_factor(&factor(2, OF_MARIA))?;
            assert!(!tx.has_factor(OF_ANA)?);
            assert!(tx.confirm_factor(FactorId(1), at(1))?);
            assert!(!tx.confirm_factor(FactorId(1), at(2))?);
            assert!(tx.has_factor(OF_ANA)? && !tx.has_factor(Principal::Agent(BRUNO))?);

            assert!(tx.use_factor_step(FactorId(1), 7)?);
            assert!(!tx.use_factor_step(FactorId(1), 7)? && !tx.use_factor_step(FactorId(1), 6)?);
            assert!(tx.use_factor_step(FactorId(1), 8)?);

            tx.set_recovery_codes(FactorId(1), &["one".to_owned(), "two".to_owned()])?;
            assert!(!tx.use_recovery_code(FactorId(2), "one", at(3))?);
            assert!(tx.use_recovery_code(FactorId(1), "one", at(3))?);
            assert!(!tx.use_recovery_code(FactorId(1), "one", at(4))?);
            assert_eq!(tx.recovery_codes_left(FactorId(1))?, 1);
            tx.set_recovery_codes(FactorId(1), &["three".to_owned()])?;
            assert!(!tx.use_recovery_code(FactorId(1), "two", at(3))?);

            let found = tx.factor(OF_ANA)?;
            tx.delete_factor(FactorId(1))?;
            Ok((found, tx.factor(OF_ANA)?, tx.factor(OF_MARIA)?))
        }).await;

        let (found, gone, other) = done.unwrap();
        assert_eq!(found, Some(Factor { confirmed_at: Some(at(1)), last_step: 8, ..factor(1, OF_ANA) }));
        assert_eq!((gone, other), (None, Some(factor(2, OF_MARIA))));
    }

    async fn a_sign_in_waits_until_its_end(store: Store) {
        let step = |of, hash: &str, minute| SignInStep { token_hash: hash.to_owned(), of, expires_at: at(minute) };
        let done: Result<_, Error> = store.write(move |tx| {
            account::open(tx)?;
            for (of, hash, minute) in [(OF_ANA, "one", 10), (OF_MARIA, "two", 10), (OF_MARIA, "three", 20)] {
                tx.insert_sign_in_step(&step(of, hash, minute))?;
            }
            assert_eq!(tx.sign_in_step("two")?, Some(step(OF_MARIA, "two", 10)));
            tx.delete_sign_in_steps(OF_ANA)?;
            assert_eq!(tx.sign_in_step("one")?, None);
            Ok((tx.delete_sign_in_steps_before(at(15))?, tx.sign_in_step("three")?.is_some()))
        }).await;

        assert_eq!(done.unwrap(), (1, true));
    }

    async fn a_change_of_address_ends_with_all_later_ones(store: Store) {
        let done: Result<_, Error> = store.write(|tx| {
            account::open(tx)?;
            for id in 1..=3 {
                tx.insert_email_change(&change(id, OF_MARIA))?;
            }
            tx.insert_email_change(&change(4, OF_ANA))?;
            tx.move_email_change(EmailChangeId(1), EmailChangeState::Asked, EmailChangeState::Done)?;
            assert_eq!(tx.newest_email_change(OF_MARIA)?, Some(change(3, OF_MARIA)));
            assert_eq!(tx.email_change_by_undo("undo 2")?, Some(change(2, OF_MARIA)));
            tx.end_email_changes_from(OF_MARIA, EmailChangeId(2))?;
            let states = (1..=4).map(|id| Ok(tx.email_change(EmailChangeId(id))?.map(|one| one.state)));
            states.collect::<Result<Vec<_>, Error>>()
        }).await;

        assert_eq!(done.unwrap(), [EmailChangeState::Done, EmailChangeState::Over, EmailChangeState::Over, EmailChangeState::Asked].map(Some));
        let stale: Result<(), Error> = store.write(|tx| tx.move_email_change(EmailChangeId(2), EmailChangeState::Asked, EmailChangeState::Done)).await;
        assert!(matches!(stale, Err(Error::Stale)));
    }
}
