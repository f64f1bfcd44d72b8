use domain::{AgentId, AuditId};
use store::audit::AuditEntry;
use store::{Error, Store, on_both_engines};

use crate::desk::{self, ANA, BRUNO, at};

fn entry(id: i64) -> AuditEntry {
    AuditEntry {
        id: AuditId(id),
        at: at(id),
        agent: [None, Some(ANA), Some(BRUNO)][usize::try_from(id % 3).unwrap()],
        action: if id % 2 == 0 {
            "settings_saved"
        } else {
            "signed_in"
        }
        .to_owned(),
        target: format!("agent {id}"),
        before: (id == 1).then(|| "antes".to_owned()),
        after: Some("después".to_owned()),
        reason: None,
        client: "2001:db8::1".to_owned(),
    }
}

on_both_engines! {
    async fn the_log_is_read_newest_first_page_by_page(store: Store) {
        store.write(|tx| {
            desk::open(tx)?;
            (1..=6).try_for_each(|id| tx.insert_audit(&entry(id)))
        }).await.unwrap();

        let page = async |after: Option<i64>, action: Option<&'static str>, agent: Option<AgentId>, limit| {
            let read = store.read(move |db| db.audit(after.map(AuditId), action, agent, limit));
            let page: Result<Vec<AuditEntry>, Error> = read.await;
            page.unwrap().iter().map(|entry| entry.id.0).collect::<Vec<_>>()
        };

        assert_eq!(page(None, None, None, 4).await, [6, 5, 4, 3]);
        assert_eq!(page(Some(3), None, None, 4).await, [2, 1]);
        assert_eq!(page(None, Some("settings_saved"), None, 9).await, [6, 4, 2]);
        assert_eq!(page(None, None, Some(ANA), 9).await, [4, 1]);
        assert_eq!(page(Some(4), Some("signed_in"), Some(ANA), 9).await, [1]);
        let all: Result<_, Error> = store.read(|db| db.audit(None, None, None, 9)).await;
        assert_eq!(all.unwrap()[5], entry(1));
    }
}
