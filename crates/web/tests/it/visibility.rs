//! The same tickets everywhere (case D6): whoever looks finds in the list, by search, in the
//! export, in the figures and by the address of a page exactly what the rights give.

use std::collections::BTreeSet;
use std::io::{Read, Seek};

use app::export::{Exported, Source, Wanted, export};
use app::{Guest, Member, SignedIn};
use domain::compensation::{Claim, ClaimStatus, ListState};
use domain::ticket::VerifiedBy;
use domain::{
    Account, AccountId, AccountRole, ClaimId, Contact, ContactId, Currency, Money, Organization,
    OrganizationId, SessionId, Status, Ticket, TicketCode, TicketId,
};
use report::Format;
use store::cases::{CaseFilter, CaseOrder, CaseStatus};
use store::on_both_engines;
use store::queue::{QueueFilter, QueueOrder, StatusFilter};
use store::session::{GuestLevel, GuestScope, GuestSession};
use text::{Language, Texts, Word};

use crate::desk::Desk;

const COMPANIES: i64 = 3;
const PEOPLE: i64 = 12;
const TICKETS: i64 = 40;
const WORLDS: i64 = 6;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % n
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        let n = i64::try_from(all.len()).unwrap();
        all[usize::try_from(self.below(n)).unwrap()]
    }
}

/// Companies, people with and without accounts, and tickets of any of them.
struct World {
    companies: Vec<Organization>,
    accounts: Vec<(Account, Contact)>,
    tickets: Vec<Ticket>,
}

async fn world(desk: &Desk, seed: i64) -> World {
    let mut dice = Dice(u64::try_from(seed).unwrap());
    let (now, first, agent) = (desk.app.now(), 1_000_000 * (seed + 1), desk.staff.laura.id);
    let companies: Vec<Organization> = (0..COMPANIES)
        .map(|n| Organization {
            id: OrganizationId(first + n),
            name: format!("Empresa {seed}.{n}"),
            member_sees_all: dice.below(2) == 0,
            is_active: true,
            created_at: now,
            version: 0,
        })
        .collect();
    let contacts: Vec<Contact> = (0..PEOPLE)
        .map(|n| Contact {
            id: ContactId(first + n),
            email: format!("persona{n}@mundo{seed}.example").parse().unwrap(),
            name: format!("Persona {n}"),
            phone: String::new(),
            created_at: now,
        })
        .collect();
    let mut accounts = Vec::new();
    for contact in &contacts {
        // A quarter of the people has no account.
        if dice.below(4) == 0 {
            continue;
        }
        let account = Account {
            id: AccountId(contact.id.0),
            organization: OrganizationId(first + dice.below(COMPANIES)),
            contact: contact.id,
            username: None,
            role: dice.one_of(&[AccountRole::Manager, AccountRole::Member]),
            is_active: true,
            has_password: false,
            language: None,
            created_at: now,
            version: 1,
        };
        accounts.push((account, contact.clone()));
    }
    let mut tickets = Vec::new();
    let mut claims = Vec::new();
    for n in 0..TICKETS {
        let mut random = [0; 6];
        random.fill_with(|| u8::try_from(dice.below(32)).unwrap());
        let mut ticket = Ticket::filed(
            TicketId(first + n),
            TicketCode::new("PC", 2026, random),
            2.into(),
            1.into(),
            ContactId(first + dice.below(PEOPLE)),
            if dice.below(5) == 0 {
                VerifiedBy::Phone(agent)
            } else {
                VerifiedBy::Code
            },
            format!("Paquete N.º {n} de Bogotá"),
            Vec::new(),
            "es".to_owned(),
            None,
            now,
        );
        ticket.status = dice.one_of(&Status::ALL);
        ticket.resolved_at = (ticket.status == Status::Resolved).then_some(now);
        ticket.organization =
            (dice.below(3) > 0).then(|| OrganizationId(first + dice.below(COMPANIES)));
        if dice.below(2) == 0 {
            let mut claim =
                Claim::requested(ClaimId(first + n), ticket.id, 1, None, Currency::Cop, now);
            claim.status = dice.one_of(&ClaimStatus::ALL);
            claim.amount = Some(Money::whole(dice.below(1_000), Currency::Cop));
            claim.paid_on =
                (claim.status == ClaimStatus::Paid).then(|| "2026-02-03".parse().unwrap());
            claims.push(claim);
        }
        tickets.push(ticket);
    }
    let world = World {
        companies,
        accounts,
        tickets,
    };
    keep(desk, &world, contacts, claims).await;
    world
}

async fn keep(desk: &Desk, world: &World, contacts: Vec<Contact>, claims: Vec<Claim>) {
    let (companies, accounts, tickets) = (
        world.companies.clone(),
        world.accounts.clone(),
        world.tickets.clone(),
    );
    let kept = desk.app.store.write(move |tx| {
        for company in &companies {
            tx.insert_organization(company)?;
        }
        for contact in &contacts {
            tx.upsert_contact(contact)?;
        }
        for (account, _) in &accounts {
            tx.insert_account(account)?;
        }
        for ticket in &tickets {
            tx.insert_ticket(ticket, None)?;
        }
        for claim in &claims {
            tx.insert_claim(claim)?;
        }
        Ok::<_, store::Error>(())
    });
    kept.await.unwrap();
}

impl World {
    fn guest(&self, desk: &Desk, (account, contact): &(Account, Contact)) -> Guest {
        let organization = self
            .companies
            .iter()
            .find(|one| one.id == account.organization);
        Guest {
            session: GuestSession {
                id: SessionId(1),
                token_hash: String::new(),
                contact: contact.id,
                scope: GuestScope::Account(account.id),
                level: GuestLevel::Proven,
                created_at: desk.app.now(),
                seen_at: desk.app.now(),
                client: String::new(),
                user_agent: String::new(),
            },
            contact: contact.clone(),
            member: Some(Member {
                account: account.clone(),
                organization: organization.unwrap().clone(),
            }),
        }
    }
}

type Codes = BTreeSet<String>;

/// All pages of a list, each of few rows; nothing twice.
async fn listed(desk: &Desk, guest: &Guest, filter: &CaseFilter) -> Codes {
    let (mut codes, mut after) = (Codes::new(), None);
    loop {
        let list = app::account::cases(&desk.app, guest, filter.clone(), after, 7)
            .await
            .unwrap();
        for row in list.page.rows {
            assert!(codes.insert(row.code.to_string()), "{} twice", row.code);
        }
        after = list.page.next;
        if after.is_none() {
            assert_eq!(codes.len(), usize::try_from(list.total).unwrap());
            return codes;
        }
    }
}

/// The codes in the first column of an export.
async fn exported(desk: &Desk, source: Source) -> Codes {
    let wanted = Wanted {
        source,
        format: Format::Csv,
        texts: Texts::of(Language::Es, Word::Case),
        title: "Casos".to_owned(),
        subtitle: String::new(),
        filters: Vec::new(),
    };
    let Ok(Exported::File(mut file)) = export(&desk.app, wanted, "192.0.2.7").await else {
        panic!("no file");
    };
    let mut text = String::new();
    file.rewind().unwrap();
    file.read_to_string(&mut text).unwrap();
    let rows = text.lines().skip(1);
    rows.map(|row| row.split(';').next().unwrap().to_owned())
        .collect()
}

async fn check_member(desk: &Desk, world: &World, guest: &Guest) {
    let may = world.tickets.iter().filter(|ticket| guest.may_read(ticket));
    let expected: Codes = may.map(|ticket| ticket.code.to_string()).collect();
    let all = CaseFilter::default();

    for order in [
        CaseOrder::NewestFirst,
        CaseOrder::FirstUpdatedFirst,
        CaseOrder::LargestFirst,
    ] {
        assert_eq!(
            listed(
                desk,
                guest,
                &CaseFilter {
                    order,
                    ..all.clone()
                }
            )
            .await,
            expected,
            "{order:?}"
        );
    }
    let search = CaseFilter {
        search: Some("bogota".to_owned()),
        ..all.clone()
    };
    assert_eq!(listed(desk, guest, &search).await, expected, "searched for");
    assert_eq!(
        exported(desk, Source::Cases(guest.clone(), all.clone())).await,
        expected,
        "exported"
    );
    let mut parts = Codes::new();
    for state in ListState::ALL {
        let filter = CaseFilter {
            compensation: Some(state),
            ..all.clone()
        };
        let part = listed(desk, guest, &filter).await;
        assert_eq!(
            exported(desk, Source::Cases(guest.clone(), filter)).await,
            part,
            "{state:?}"
        );
        assert!(parts.is_disjoint(&part));
        parts.extend(part);
    }
    assert_eq!(parts, expected, "the states of the compensation together");

    check_figures(desk, world, guest, &expected).await;
    check_pages(desk, world, guest, &expected).await;
}

/// The cards have as many tickets as the lists that they lead to.
async fn check_figures(desk: &Desk, world: &World, guest: &Guest, expected: &Codes) {
    let (app, all) = (&desk.app, CaseFilter::default());
    let may = world.tickets.iter().filter(|ticket| guest.may_read(ticket));
    let home = app::account::home(app, guest).await.unwrap();
    let count = |of: &dyn Fn(Status) -> bool| {
        u32::try_from(may.clone().filter(|one| of(one.status)).count()).unwrap()
    };
    let counts = home.figures.counts;
    assert_eq!(counts.all, count(&|_| true));
    assert_eq!(
        counts.open,
        count(&|status| status.is_open() || status == Status::SolutionProposed)
    );
    assert_eq!(counts.resolved, count(&|status| status == Status::Resolved));
    assert_eq!(
        counts.solutions,
        count(&|status| status == Status::SolutionProposed)
    );
    for (status, count) in [
        (CaseStatus::Open, counts.open),
        (CaseStatus::Resolved, counts.resolved),
        (
            CaseStatus::WaitsForCustomer,
            counts.questions + counts.solutions,
        ),
    ] {
        let part = listed(
            desk,
            guest,
            &CaseFilter {
                status,
                ..all.clone()
            },
        )
        .await;
        assert_eq!(part.len(), usize::try_from(count).unwrap(), "{status:?}");
    }
    assert!(
        home.latest
            .iter()
            .all(|row| expected.contains(&row.code.to_string()))
    );
}

/// A ticket is opened and found by its code where the list has it.
async fn check_pages(desk: &Desk, world: &World, guest: &Guest, expected: &Codes) {
    let (app, all) = (&desk.app, CaseFilter::default());
    for ticket in &world.tickets {
        let code = ticket.code.to_string();
        let opened = app::ticket::for_guest(app, guest, ticket.code.clone()).await;
        assert_eq!(
            opened.is_ok(),
            expected.contains(&code),
            "the page of {code}"
        );
        let search = CaseFilter {
            search: Some(code.to_lowercase()),
            ..all.clone()
        };
        let found = listed(desk, guest, &search).await;
        assert_eq!(
            found.contains(&code),
            expected.contains(&code),
            "{code} searched for"
        );
    }
}

async fn check_agent(desk: &Desk, by: &SignedIn, tickets: &[Ticket]) {
    let app = &desk.app;
    for (status, order) in [
        (StatusFilter::All, QueueOrder::NewestFirst),
        (StatusFilter::Open, QueueOrder::DueFirst),
        (StatusFilter::Proposed, QueueOrder::DueFirst),
    ] {
        let filter = QueueFilter {
            status,
            order,
            ..QueueFilter::default()
        };
        let (mut list, mut after) = (Codes::new(), None);
        loop {
            let page = app::ticket::queue(app, by, filter.clone(), after, 50)
                .await
                .unwrap();
            list.extend(page.tickets.iter().map(|one| one.code.to_string()));
            after = page.next;
            if after.is_none() {
                let counted = match status {
                    StatusFilter::Open => Some(page.counts.open),
                    StatusFilter::Proposed => Some(page.counts.proposed),
                    StatusFilter::All | StatusFilter::Ended | StatusFilter::One(_) => None,
                };
                assert!(counted.is_none_or(|count| list.len() == usize::try_from(count).unwrap()));
                break;
            }
        }
        assert_eq!(
            exported(desk, Source::Queue(by.clone(), filter)).await,
            list,
            "{status:?}"
        );
        if status == StatusFilter::All {
            for ticket in tickets {
                let code = ticket.code.to_string();
                let found = app::ticket::find(app, by, &code).await.unwrap();
                let opened = app::ticket::for_agent(app, by, ticket.code.clone()).await;
                assert_eq!(
                    (!found.is_empty(), opened.is_ok()),
                    (list.contains(&code), list.contains(&code)),
                    "{code}"
                );
            }
        }
    }
}

on_both_engines! {
    async fn d06_list_search_export_and_figures_have_the_same_tickets(desk: Desk) {
        let mut tickets = Vec::new();
        for seed in 0..WORLDS {
            let world = world(&desk, seed).await;
            for person in &world.accounts {
                let guest = world.guest(&desk, person);
                check_member(&desk, &world, &guest).await;
            }
            tickets.extend(world.tickets);
        }
        for agent in [&desk.staff.andres, &desk.staff.ines] {
            let by = desk.signed_in(agent).await;
            check_agent(&desk, &by, &tickets).await;
        }
    }
}
