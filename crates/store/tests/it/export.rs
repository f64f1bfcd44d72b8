use domain::{AccountId, ExportId};
use store::export::{Export, ExportOwner, ExportState};
use store::{Error, Store, Tx, on_both_engines};

use crate::account;
use crate::desk::{ANA, at};

const MARIAS: ExportOwner = ExportOwner::Account(AccountId(1));

fn export(id: i64, owner: ExportOwner) -> Export {
    Export {
        id: ExportId(id),
        owner,
        wanted: "{}".to_owned(),
        format: "csv".to_owned(),
        title: "Casos".to_owned(),
        state: ExportState::Waiting,
        rows_total: 9_000,
        rows_done: 0,
        object_key: None,
        size_bytes: 0,
        client: "192.0.2.7".to_owned(),
        created_at: at(id),
        expires_at: at(100 + id),
    }
}

fn three(tx: &mut Tx) -> Result<(), Error> {
    account::open(tx)?;
    tx.insert_export(&export(1, MARIAS))?;
    tx.insert_export(&export(2, ExportOwner::Agent(ANA)))?;
    tx.insert_export(&export(3, MARIAS))
}

on_both_engines! {
    async fn an_export_is_its_owners_and_ends_once(store: Store) {
        store.write(three).await.unwrap();

        let told: Result<_, Error> = store.write(|tx| {
            tx.set_export_progress(ExportId(1), 500)?;
            let first = tx.finish_export(ExportId(1), 8_999, "exports/aa/1", 77)?;
            let second = tx.finish_export(ExportId(1), 1, "exports/aa/2", 1)?;
            tx.fail_export(ExportId(1))?;
            tx.fail_export(ExportId(3))?;
            Ok((first, second, tx.exports_of(MARIAS, 9)?, tx.exports_of(ExportOwner::Agent(ANA), 9)?))
        }).await;

        let (first, second, of_maria, of_ana) = told.unwrap();
        assert!(first && !second);
        let failed = Export { state: ExportState::Failed, ..export(3, MARIAS) };
        let ready = Export {
            state: ExportState::Ready,
            rows_done: 8_999,
            object_key: Some("exports/aa/1".to_owned()),
            size_bytes: 77,
            ..export(1, MARIAS)
        };
        assert_eq!(of_maria, [failed, ready]);
        assert_eq!(of_ana, [export(2, ExportOwner::Agent(ANA))]);
    }

    async fn what_is_over_is_found_and_removed_and_its_file_is_known_till_then(store: Store) {
        store.write(three).await.unwrap();

        let told: Result<_, Error> = store.write(|tx| {
            tx.finish_export(ExportId(1), 1, "exports/aa/1", 1)?;
            let keys = ["exports/aa/1".to_owned(), "exports/aa/2".to_owned()];
            let known = tx.known_keys(&keys)?;
            let over = tx.expired_exports(at(102), 9)?;
            for one in &over {
                tx.delete_export(one.id)?;
            }
            let ids: Vec<i64> = over.iter().map(|one| one.id.0).collect();
            Ok((known, ids, tx.export(ExportId(1))?, tx.export(ExportId(3))?.is_some()))
        }).await;

        assert_eq!(told.unwrap(), (vec!["exports/aa/1".to_owned()], vec![1, 2], None, true));
    }
}
