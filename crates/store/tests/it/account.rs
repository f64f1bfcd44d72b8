use domain::account::CaseColumn;
use domain::{Account, AccountId, AccountRole, ContactId, Organization, OrganizationId, SessionId};
use store::account::{AccountLink, AccountLinkPurpose};
use store::session::{GuestLevel, GuestScope, GuestSession};
use store::{Error, Store, Tx, on_both_engines};

use crate::desk::{self, MARIA, PEDRO, at};

pub(crate) const ANDEN: OrganizationId = OrganizationId(1);
const OTHER: OrganizationId = OrganizationId(2);

fn organization(id: OrganizationId, name: &str) -> Organization {
    Organization {
        id,
        name: name.to_owned(),
        member_sees_all: false,
        is_active: true,
        created_at: at(0),
        version: 0,
    }
}

fn account(id: i64, contact: ContactId, username: Option<&str>) -> Account {
    Account {
        id: AccountId(id),
        organization: ANDEN,
        contact,
        username: username.map(|name| name.parse().unwrap()),
        role: AccountRole::Manager,
        is_active: true,
        has_password: false,
        language: None,
        created_at: at(1),
        version: 1,
    }
}

/// The desk with two companies; María and Pedro have accounts of the first.
pub(crate) fn open(tx: &mut Tx) -> Result<(), Error> {
    desk::open(tx)?;
    tx.insert_organization(&organization(ANDEN, "Librería El Andén"))?;
    tx.insert_organization(&organization(OTHER, "Ábaco"))?;
    tx.insert_account(&account(1, MARIA, Some("anden")))?;
    tx.insert_account(&account(2, PEDRO, None))
}

fn session(id: i64, of: i64, minute: i64) -> GuestSession {
    GuestSession {
        id: SessionId(id),
        token_hash: format!("hash {id}"),
        contact: ContactId(of),
        scope: GuestScope::Account(AccountId(of)),
        level: GuestLevel::Proven,
        created_at: at(minute),
        seen_at: at(minute),
        client: "192.0.2.7".to_owned(),
        user_agent: "Firefox".to_owned(),
    }
}

on_both_engines! {
    async fn the_chosen_columns_are_remembered(store: Store) {
        store.write(open).await.unwrap();
        let chosen = [CaseColumn::Agent, CaseColumn::Compensation];

        let found: Result<_, Error> = store.write(move |tx| {
            let before = tx.case_columns(AccountId(1))?;
            tx.set_case_columns(AccountId(1), &chosen)?;
            tx.set_case_columns(AccountId(2), &[])?;
            let nobody = tx.set_case_columns(AccountId(99), &chosen);
            assert!(matches!(nobody, Err(Error::Stale)));
            Ok((before, tx.case_columns(AccountId(1))?, tx.case_columns(AccountId(2))?))
        }).await;

        assert_eq!(found.unwrap(), (None, Some(chosen.to_vec()), Some(Vec::new())));
    }

    async fn an_account_is_found_by_its_person_and_by_its_name(store: Store) {
        store.write(open).await.unwrap();

        let found: Result<_, Error> = store.write(|tx| {
            tx.set_account_password(AccountId(1), Some("hash"))?;
            let mut changed = tx.account(AccountId(1))?.unwrap();
            changed.role = AccountRole::Member;
            changed.language = Some("en".to_owned());
            tx.save_account(&changed)?;
            let (by_contact, hash) = tx.account_of_contact(MARIA)?.unwrap();
            let (by_name, _) = tx.account_by_username(&"Anden".parse().unwrap())?.unwrap();
            assert_eq!((&by_contact, &by_name), (&changed, &changed));
            assert_eq!(hash.as_deref(), Some("hash"));
            assert!(by_contact.has_password);
            Ok(tx.accounts_of(ANDEN)?.into_iter().map(|(_, contact)| contact.name).collect::<Vec<_>>())
        }).await;

        assert_eq!(found.unwrap(), ["María Peña", "Pedro Gil"]);
    }

    async fn l09_what_is_decided_about_an_account_is_saved_over_what_was_read_and_touches_nothing_else(store: Store) {
        store.write(open).await.unwrap();
        let loaded: Result<_, Error> = store.read(|db| db.account(AccountId(1))).await;
        let stale = loaded.unwrap().unwrap();
        let mut decided = stale.clone();
        (decided.role, decided.is_active, decided.username) = (AccountRole::Member, false, Some("otra".parse().unwrap()));

        let saved: Result<_, Error> = store.write(move |tx| {
            let mut saved = decided.clone();
            tx.save_account_rights(&mut saved)?;
            Ok(saved.version)
        }).await;
        let again = stale.clone();
        let late: Result<(), Error> = store.write(move |tx| tx.save_account_rights(&mut again.clone())).await;
        let nobody: Result<(), Error> = store.write(|tx| tx.save_account_rights(&mut account(9, ContactId(9), None))).await;
        // What people change of their own account is nobody's decision.
        let own: Result<(), Error> = store.write(|tx| {
            let mut own = tx.account(AccountId(1))?.unwrap();
            own.language = Some("en".to_owned());
            tx.save_account(&own)
        }).await;
        own.unwrap();

        assert_eq!((stale.version, saved.unwrap()), (1, 2));
        assert!(matches!(late, Err(Error::Stale)) && matches!(nobody, Err(Error::Stale)));
        let found: Result<_, Error> = store.read(|db| db.account(AccountId(1))).await;
        let kept = Account { role: AccountRole::Member, is_active: false, language: Some("en".to_owned()), version: 2, ..stale };
        assert_eq!(found.unwrap(), Some(kept));
    }

    async fn names_and_people_are_taken_once(store: Store) {
        store.write(open).await.unwrap();

        let twice: Result<(), Error> = store.write(|tx| tx.insert_account(&account(3, MARIA, None))).await;
        assert!(twice.unwrap_err().is_unique("account_contact_id_key"));
        let name: Result<(), Error> = store.write(|tx| {
            tx.upsert_contact(&desk::contact(3, "Eva", "eva@correo.example"))?;
            tx.insert_account(&account(3, ContactId(3), Some("anden")))
        }).await;
        assert!(name.unwrap_err().is_unique("account_username_key"));
        let company: Result<(), Error> = store.write(|tx| tx.insert_organization(&organization(OrganizationId(3), "Ábaco"))).await;
        assert!(company.unwrap_err().is_unique("organization_name_key"));
    }

    async fn organizations_are_listed_by_name_with_their_size(store: Store) {
        store.write(open).await.unwrap();

        let found: Result<_, Error> = store.write(|tx| {
            let mut ticket = desk::ticket(1);
            ticket.organization = Some(ANDEN);
            tx.insert_ticket(&ticket, None)?;
            Ok((tx.organizations()?, tx.ticket(ticket.id)?.unwrap().organization))
        }).await;

        let (all, of_ticket) = found.unwrap();
        let shown: Vec<_> = all.iter().map(|one| (one.organization.name.as_str(), one.accounts, one.tickets)).collect();
        assert_eq!(shown, [("Ábaco", 0, 0), ("Librería El Andén", 2, 1)]);
        assert_eq!(of_ticket, Some(ANDEN));
    }

    async fn a_stale_organization_is_not_saved(store: Store) {
        store.write(open).await.unwrap();

        let told: Result<(), Error> = store.write(|tx| {
            let mut one = tx.organization(ANDEN)?.unwrap();
            let mut other = one.clone();
            one.is_active = false;
            tx.save_organization(&mut one)?;
            assert_eq!(tx.organization(ANDEN)?, Some(one));
            tx.save_organization(&mut other)
        }).await;

        assert!(matches!(told, Err(Error::Stale)));
    }

    async fn a_link_works_once_and_until_its_end(store: Store) {
        store.write(open).await.unwrap();
        let link = |hash: &str, purpose| AccountLink {
            token_hash: hash.to_owned(),
            account: AccountId(1),
            purpose,
            created_at: at(0),
            expires_at: at(60),
            used_at: None,
        };

        let told: Result<_, Error> = store.write(move |tx| {
            for (hash, purpose) in [("a", AccountLinkPurpose::Invitation), ("b", AccountLinkPurpose::Reset), ("c", AccountLinkPurpose::SignIn)] {
                tx.insert_account_link(&link(hash, purpose))?;
                assert_eq!(tx.account_link(hash)?, Some(link(hash, purpose)));
            }
            let used = [tx.use_account_link("a", at(59))?, tx.use_account_link("a", at(59))?, tx.use_account_link("b", at(60))?];
            tx.delete_account_links(AccountId(1), Some(AccountLinkPurpose::Reset))?;
            let left = [tx.account_link("b")?.is_some(), tx.account_link("c")?.is_some()];
            tx.delete_account_links(AccountId(1), None)?;
            Ok((used, left, tx.account_link("c")?))
        }).await;

        assert_eq!(told.unwrap(), ([true, false, false], [false, true], None));
    }

    async fn sessions_of_accounts_end_by_their_own_terms(store: Store) {
        store.write(open).await.unwrap();

        let left: Result<_, Error> = store.write(|tx| {
            for (id, of, minute) in [(1, 1, 10), (2, 1, 20), (3, 1, 30), (4, 2, 30)] {
                tx.insert_guest_session(&session(id, of, minute))?;
            }
            tx.delete_guest_sessions_before(at(99), at(99))?;
            assert_eq!(tx.guest_session("hash 1")?, Some(session(1, 1, 10)));
            tx.delete_account_sessions_before(at(15), at(15))?;
            let two: Vec<_> = tx.account_sessions(AccountId(1))?.iter().map(|one| one.id.0).collect();
            tx.delete_account_sessions(AccountId(1), Some(SessionId(2)))?;
            let one = tx.account_sessions(AccountId(1))?.len();
            tx.delete_account_sessions(AccountId(1), None)?;
            Ok((two, one, tx.account_sessions(AccountId(1))?.len(), tx.account_sessions(AccountId(2))?.len()))
        }).await;

        assert_eq!(left.unwrap(), (vec![3, 2], 1, 0, 1));
    }
}
