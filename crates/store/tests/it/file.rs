use domain::file::{File, Kind, Place};
use domain::intake::{Draft, DraftContent};
use domain::{DraftId, FileId, MessageId, SessionId, TicketId};
use store::{Error, Store, Tx, on_both_engines};

use crate::desk::{self, at};

const COMPOSER: Place = Place::Composer {
    ticket: TicketId(1),
    session: SessionId(5),
};
pub(crate) const MESSAGE: Place = Place::Message {
    ticket: TicketId(1),
    message: MessageId(1),
    public: true,
};

pub(crate) fn file(id: i64, place: Place) -> File {
    File {
        id: FileId(id),
        place,
        name: "guía de envío.pdf".to_owned(),
        kind: Kind::Pdf,
        size_bytes: 3_000_000_000,
        sha256: "00".repeat(32),
        key: format!("files/{id}"),
        thumbnail: None,
        scan: domain::file::Scan::Unscanned,
        at: at(id),
    }
}

fn three_files(tx: &mut Tx) -> Result<(), Error> {
    desk::with_ticket(tx)?;
    let draft = Draft {
        id: DraftId(1),
        version: 0,
        content: DraftContent::default(),
        email: None,
        reference: "7K42".to_owned(),
        ticket: None,
        failed_codes: 0,
        codes_sent: 0,
        created_at: at(0),
        expires_at: at(9),
    };
    tx.insert_draft(&draft, "owner")?;
    tx.insert_file(&file(1, Place::Draft(DraftId(1))))?;
    tx.insert_file(&file(2, COMPOSER))?;
    tx.insert_file(&file(3, MESSAGE))
}

on_both_engines! {
    async fn each_file_is_seen_where_it_belongs_and_nowhere_else(store: Store) {
        store.write(three_files).await.unwrap();

        let found: Result<_, Error> = store.read(|db| {
            Ok((
                db.files_of_draft(DraftId(1))?,
                db.files_of_composer(TicketId(1), SessionId(5))?,
                db.files_of_composer(TicketId(1), SessionId(6))?,
                db.files_of_ticket(TicketId(1))?,
                db.file(FileId(3))?,
            ))
        }).await;

        let (draft, composer, other, ticket, one) = found.unwrap();
        assert_eq!(draft, [file(1, Place::Draft(DraftId(1)))]);
        assert_eq!(composer, [file(2, COMPOSER)]);
        assert_eq!(other, []);
        assert_eq!(ticket, [file(3, MESSAGE)]);
        assert_eq!(one, Some(file(3, MESSAGE)));
    }

    async fn a_page_reads_what_came_and_what_its_own_session_staged(store: Store) {
        store.write(three_files).await.unwrap();

        let found: Result<_, Error> = store.read(|db| {
            Ok((
                db.files_of_page(TicketId(1), SessionId(5))?,
                db.files_of_page(TicketId(1), SessionId(6))?,
                db.files_of_page(TicketId(2), SessionId(5))?,
            ))
        }).await;

        let (own, of_another, of_none) = found.unwrap();
        assert_eq!(own, [file(2, COMPOSER), file(3, MESSAGE)]);
        assert_eq!(of_another, [file(3, MESSAGE)]);
        assert_eq!(of_none, []);
    }

    async fn a_staged_file_moves_to_its_message(store: Store) {
        store.write(three_files).await.unwrap();

        store.write(|tx| {
            tx.place_file(FileId(1), &MESSAGE)?;
            tx.place_file(FileId(2), &MESSAGE)
        }).await.unwrap();

        let found: Result<_, Error> = store.read(|db| {
            Ok((db.files_of_draft(DraftId(1))?, db.files_of_ticket(TicketId(1))?))
        }).await;
        let (draft, ticket) = found.unwrap();
        assert_eq!(draft, []);
        assert_eq!(ticket, [file(1, MESSAGE), file(2, MESSAGE), file(3, MESSAGE)]);
        let gone = store.write(|tx| tx.place_file(FileId(9), &MESSAGE)).await;
        assert!(matches!(gone, Err(Error::Stale)));
    }

    async fn a_deleted_file_leaves_the_keys_of_what_to_delete(store: Store) {
        let keys: Result<_, Error> = store.write(|tx| {
            three_files(tx)?;
            tx.set_thumbnail(FileId(3), "small/3")?;
            assert_eq!(tx.file(FileId(3))?.unwrap().thumbnail.as_deref(), Some("small/3"));
            Ok((tx.delete_file(FileId(3))?, tx.delete_file(FileId(3))?, tx.file(FileId(3))?))
        }).await;

        let expected = vec!["files/3".to_owned(), "small/3".to_owned()];
        assert_eq!(keys.unwrap(), (expected, vec![], None));
    }

    async fn what_was_staged_for_a_message_and_forgotten_is_found(store: Store) {
        let found: Result<_, Error> = store.write(|tx| {
            three_files(tx)?;
            tx.insert_file(&file(4, COMPOSER))?;
            Ok((tx.staged_files_before(at(4), 9)?, tx.staged_files_before(at(9), 1)?))
        }).await;

        assert_eq!(found.unwrap(), (vec![FileId(2)], vec![FileId(2)]));
    }

    async fn keys_that_belong_to_a_row_are_told_from_orphans(store: Store) {
        let known: Result<_, Error> = store.write(|tx| {
            three_files(tx)?;
            tx.set_thumbnail(FileId(3), "small/3")?;
            let mut keys: Vec<String> = (0..1200).map(|n| format!("orphan/{n}")).collect();
            keys.extend(["files/1".to_owned(), "small/3".to_owned()]);
            Ok((tx.known_keys(&keys)?, tx.known_keys(&[])?))
        }).await;

        let expected = vec!["files/1".to_owned(), "small/3".to_owned()];
        assert_eq!(known.unwrap(), (expected, vec![]));
    }
}
