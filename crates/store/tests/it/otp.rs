use domain::OtpId;
use domain::otp::{Delivery, Otp, Purpose};
use store::{Error, Store, on_both_engines};

use crate::desk::{self, ANA, at};

fn otp(id: i64) -> Otp {
    Otp {
        id: OtpId(id),
        purpose: Purpose::Session,
        subject: 7,
        email: "maria@correo.example".parse().unwrap(),
        nonce: -id,
        by: if id == 2 {
            Delivery::Phone(ANA)
        } else {
            Delivery::Mail
        },
        issued_at: at(id),
        expires_at: at(id + 10),
        tries: 0,
        used_at: None,
    }
}

async fn with_codes(store: &Store) {
    let write = store.write(|tx| {
        desk::open(tx)?;
        (1..=3).try_for_each(|id| tx.insert_otp(&otp(id)))
    });
    write.await.unwrap();
}

on_both_engines! {
    async fn the_newest_code_comes_first_and_others_do_not_come(store: Store) {
        with_codes(&store).await;

        let found: Result<_, Error> = store.read(|db| {
            Ok((db.otps(Purpose::Session, 7)?, db.otps(Purpose::Intake, 7)?, db.otps(Purpose::Session, 8)?))
        }).await;

        assert_eq!(found.unwrap(), (vec![otp(3), otp(2), otp(1)], vec![], vec![]));
    }

    async fn tries_at_the_same_time_are_all_counted(store: Store) {
        with_codes(&store).await;

        let tries = (0..10).map(|_| store.write(|tx| tx.count_otp_try(OtpId(3))));
        futures_util::future::try_join_all(tries).await.unwrap();

        let found: Result<_, Error> = store.read(|db| db.otps(Purpose::Session, 7)).await;
        assert_eq!(found.unwrap()[0].tries, 10);
    }

    async fn of_many_who_type_the_code_at_once_one_wins(store: Store) {
        with_codes(&store).await;

        let uses = (0..10).map(|_| store.write(|tx| tx.use_otp(OtpId(3), at(4))));
        let won: Result<Vec<bool>, Error> = futures_util::future::try_join_all(uses).await;

        assert_eq!(won.unwrap().iter().filter(|won| **won).count(), 1);
        let found: Result<_, Error> = store.read(|db| db.otps(Purpose::Session, 7)).await;
        assert_eq!(found.unwrap()[0].used_at, Some(at(4)));
    }

    async fn n09_codes_that_are_ended_never_begin_to_live(store: Store) {
        with_codes(&store).await;

        let ended: Result<_, Error> = store.write(|tx| {
            tx.use_otp(OtpId(1), at(2))?;
            tx.end_otps(at(2))?;
            Ok((tx.otps(Purpose::Session, 7)?, tx.newest_instant()?))
        }).await;

        let (codes, newest) = ended.unwrap();
        let limits = domain::limits::CodeLimits::default();
        for minute in 0..30 {
            assert!(codes.iter().all(|code| code.is_open(&limits, at(minute)).is_err()), "{minute}");
        }
        assert_eq!(codes[2], Otp { used_at: Some(at(2)), ..otp(1) });
        assert_eq!(newest, Some(at(2)));
    }

    async fn old_codes_are_removed(store: Store) {
        with_codes(&store).await;

        let removed: Result<_, Error> = store.write(|tx| tx.delete_otps_before(at(3))).await;

        assert_eq!(removed.unwrap(), 2);
        let left: Result<_, Error> = store.read(|db| db.otps(Purpose::Session, 7)).await;
        assert_eq!(left.unwrap(), [otp(3)]);
    }
}
