//! A list of a hundred thousand tickets is read, written and kept without growing memory: in a
//! program of its own, so that nothing else is measured.

#![expect(clippy::unwrap_used, reason = "a test says so by failing")]

use std::fs;

use app::export::{Source, Taker, Wanted, prepare, prepared};
use app::testing::{Bench, Plan};
use app::{Guest, Member};
use domain::ticket::VerifiedBy;
use domain::{
    Account, AccountId, AccountRole, Contact, ContactId, Organization, OrganizationId, SessionId,
    Ticket, TicketCode, TicketId,
};
use jiff::SignedDuration;
use report::Format;
use store::Store;
use store::cases::CaseFilter;
use store::export::ExportState;
use store::session::{GuestLevel, GuestScope, GuestSession};
use store::testing::on_sqlite;
use text::{Language, Texts, Word};

const ROWS: i64 = 100_000;

/// How many tickets are filed in one transaction.
const CHUNK: i64 = 5_000;

/// The most memory that this program held since it was forgotten, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let number = line.unwrap().split_whitespace().nth(1);
    number.unwrap().parse().unwrap()
}

/// Makes the present memory the peak (proc(5), `clear_refs`).
fn forget_the_peak() {
    fs::write("/proc/self/clear_refs", "5").unwrap();
}

fn member(bench: &Bench) -> Guest {
    let now = bench.app.now();
    let organization = Organization {
        id: OrganizationId(1),
        name: "Librería El Andén".to_owned(),
        member_sees_all: false,
        is_active: true,
        created_at: now,
        version: 0,
    };
    let contact = Contact {
        id: ContactId(1),
        email: "compras@elanden.example".parse().unwrap(),
        name: "Lucía Andrade".to_owned(),
        phone: String::new(),
        created_at: now,
    };
    let account = Account {
        id: AccountId(1),
        organization: organization.id,
        contact: contact.id,
        username: None,
        role: AccountRole::Manager,
        is_active: true,
        has_password: false,
        language: None,
        created_at: now,
        version: 1,
    };
    Guest {
        session: GuestSession {
            id: SessionId(1),
            token_hash: String::new(),
            contact: contact.id,
            scope: GuestScope::Account(account.id),
            level: GuestLevel::Proven,
            created_at: now,
            seen_at: now,
            client: String::new(),
            user_agent: String::new(),
        },
        contact,
        member: Some(Member {
            account,
            organization,
        }),
    }
}

fn ticket(id: i64, bench: &Bench) -> Ticket {
    let symbol = |place: u32| u8::try_from(id / 32_i64.pow(place) % 32).unwrap();
    let mut ticket = Ticket::filed(
        TicketId(id),
        TicketCode::new("PC", 2026, [5, 4, 3, 2, 1, 0].map(symbol)),
        2.into(),
        1.into(),
        ContactId(1),
        VerifiedBy::Code,
        format!("Paquete {id}: faltan ejemplares, la caja llegó abierta"),
        Vec::new(),
        "es".to_owned(),
        None,
        bench.app.now() + SignedDuration::from_secs(id),
    );
    ticket.organization = Some(OrganizationId(1));
    ticket
}

async fn file_all(bench: &Bench, guest: &Guest) {
    let guest = guest.clone();
    let people = bench.app.store.write(move |tx| {
        let member = guest.member.as_ref().unwrap();
        tx.insert_organization(&member.organization)?;
        tx.upsert_contact(&guest.contact)?;
        tx.insert_account(&member.account)
    });
    people.await.unwrap();
    for first in (1..=ROWS).step_by(usize::try_from(CHUNK).unwrap()) {
        let tickets: Vec<Ticket> = (first..first + CHUNK).map(|id| ticket(id, bench)).collect();
        let kept = bench.app.store.write(move |tx| {
            tickets
                .iter()
                .try_for_each(|one| tx.insert_ticket(one, None))
        });
        kept.await.unwrap();
    }
}

async fn grows_little(store: Store) {
    let bench = Bench::open(store, Plan::default()).await;
    let guest = member(&bench);
    file_all(&bench, &guest).await;
    for format in [Format::Csv, Format::Xlsx] {
        let wanted = Wanted {
            source: Source::Cases(guest.clone(), CaseFilter::default()),
            format,
            texts: Texts::of(Language::Es, Word::Case),
            title: "Casos".to_owned(),
            subtitle: String::new(),
            filters: Vec::new(),
        };
        forget_the_peak();
        let before = peak();

        prepare(&bench.app, wanted, "192.0.2.7").await.unwrap();
        bench.run_jobs().await;

        let grown = peak() - before;
        let taker = Taker::Member(guest.clone());
        let newest = prepared(&bench.app, &taker).await.unwrap().remove(0);
        assert_eq!(
            (newest.export.state, newest.export.rows_done),
            (ExportState::Ready, 100_000)
        );
        assert!(newest.export.size_bytes > 1_000_000);
        assert!(grown <= 64 * 1024, "{format:?}: {grown} KiB more");
    }
}

#[test]
fn k04_an_export_of_a_hundred_thousand_rows_takes_no_more_than_64_mebibytes() {
    on_sqlite(grows_little);
}
