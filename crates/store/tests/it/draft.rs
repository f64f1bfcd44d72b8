use domain::file::{File, Kind, Place};
use domain::intake::{ConsentGiven, Draft, DraftContent};
use domain::otp::{Delivery, Otp, Purpose};
use domain::{DraftId, FileId, OtpId, TicketId, TopicId};
use store::{Error, Store, on_both_engines};

use crate::desk::{self, at};

fn draft(id: i64) -> Draft {
    Draft {
        id: DraftId(id),
        version: 0,
        content: DraftContent {
            topic: Some(TopicId(1)),
            typed: vec![("number".to_owned(), "RR 47".to_owned())],
            subject: "No llega".to_owned(),
            consent: Some(ConsentGiven {
                version: "1".to_owned(),
                hash: "ab".to_owned(),
                at: at(1),
            }),
            ..DraftContent::default()
        },
        email: Some("maria@correo.example".parse().unwrap()),
        reference: format!("7K4{id}"),
        ticket: None,
        failed_codes: 2,
        codes_sent: 1,
        created_at: at(id),
        expires_at: at(100 + id),
    }
}

on_both_engines! {
    async fn a_draft_is_found_by_key_owner_and_reference(store: Store) {
        store.write(|tx| tx.insert_draft(&draft(2), "owner")).await.unwrap();

        let found: Result<_, Error> = store.read(|db| {
            Ok([db.draft(DraftId(2))?, db.draft_by_owner("owner")?, db.draft_by_reference("7K42")?])
        }).await;

        assert_eq!(found.unwrap(), [Some(draft(2)), Some(draft(2)), Some(draft(2))]);
        let nobodys: Result<_, Error> = store.read(|db| db.draft_by_owner("other")).await;
        assert_eq!(nobodys.unwrap(), None);
    }

    async fn a_spoken_reference_belongs_to_one_draft(store: Store) {
        store.write(|tx| tx.insert_draft(&draft(2), "owner")).await.unwrap();

        let told = store.write(|tx| {
            let same = Draft { reference: draft(2).reference, ..draft(3) };
            tx.insert_draft(&same, "other")
        }).await;

        assert!(told.unwrap_err().is_unique("draft_reference_key"));
    }

    async fn the_second_of_two_windows_is_told(store: Store) {
        store.write(|tx| tx.insert_draft(&draft(2), "owner")).await.unwrap();

        let version: Result<_, Error> = store.write(|tx| {
            let mut saved = Draft { email: None, ..draft(2) };
            tx.save_draft(&mut saved)?;
            Ok(saved.version)
        }).await;
        let told = store.write(|tx| tx.save_draft(&mut draft(2))).await;

        assert_eq!(version.unwrap(), 1);
        assert!(matches!(told, Err(Error::Stale)));
        let found: Result<_, Error> = store.read(|db| db.draft(DraftId(2))).await;
        assert_eq!(found.unwrap(), Some(Draft { version: 1, email: None, ..draft(2) }));
    }

    async fn drafts_expire_oldest_first_filed_or_not(store: Store) {
        let expired: Result<_, Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            for id in [4, 3, 2] {
                tx.insert_draft(&Draft { ticket: Some(TicketId(1)), ..draft(id) }, "owner")?;
            }
            Ok((tx.expired_drafts(at(103), 9)?, tx.expired_drafts(at(103), 1)?))
        }).await;

        assert_eq!(expired.unwrap(), (vec![DraftId(2), DraftId(3)], vec![DraftId(2)]));
    }

    async fn a_deleted_draft_leaves_nothing_but_the_keys_of_its_files(store: Store) {
        let keys: Result<_, Error> = store.write(|tx| {
            desk::open(tx)?;
            for id in [2, 3] {
                tx.insert_draft(&draft(id), "owner")?;
                tx.insert_otp(&otp(id))?;
                tx.insert_file(&file(10 * id, id))?;
            }
            tx.set_thumbnail(FileId(20), "small/20")?;
            tx.delete_draft(DraftId(2))
        }).await;

        assert_eq!(keys.unwrap(), ["files/20", "small/20"]);
        let left: Result<_, Error> = store.read(|db| {
            Ok((
                db.draft(DraftId(2))?.is_some(),
                db.otps(Purpose::Intake, 2)?.len(),
                db.files_of_draft(DraftId(2))?.len(),
                db.otps(Purpose::Intake, 3)?.len(),
                db.files_of_draft(DraftId(3))?.len(),
            ))
        }).await;
        assert_eq!(left.unwrap(), (false, 0, 0, 1, 1));
    }
}

fn otp(draft: i64) -> Otp {
    Otp {
        id: OtpId(draft),
        purpose: Purpose::Intake,
        subject: draft,
        email: "maria@correo.example".parse().unwrap(),
        nonce: 5,
        by: Delivery::Mail,
        issued_at: at(0),
        expires_at: at(10),
        tries: 0,
        used_at: None,
    }
}

fn file(id: i64, draft: i64) -> File {
    File {
        id: FileId(id),
        place: Place::Draft(DraftId(draft)),
        name: "guía.pdf".to_owned(),
        kind: Kind::Pdf,
        size_bytes: 3,
        sha256: "00".to_owned(),
        key: format!("files/{id}"),
        thumbnail: None,
        scan: domain::file::Scan::Unscanned,
        at: at(0),
    }
}
