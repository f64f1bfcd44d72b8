//! Fills an empty database: the organisation first, then its tickets, day by day.

use std::sync::Arc;

use anyhow::Context;
use app::assignment::{self, NewAbsence};
use app::sign_in::{Attempt, SignInOutcome};
use app::{App, ManualClock, SignedIn};
use argon2::{Argon2, PasswordHasher};
use domain::assignment::Conditions;
use domain::calendar::Country;
use domain::policy::BuiltIn;
use domain::shift::Shift;
use domain::{Presence, TicketCode};
use futures_util::future::try_join_all;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::attachment::Pictures;
use super::companies::{self, Companies};
use super::compensation::{self, CLIENT};
use super::journey::{Role, Story};
use super::organisation::{
    ANDRES, CAMILA, DIEGO, JULIAN, LAURA, NATALIA, Organisation, PASSWORD, SOFIA, TeamName,
};
use super::plan::{DAYS, plan};
use super::play::{Cast, Lane};
use super::random::Draw;

/// How many lanes tickets are played in; each has a node number of its own, from this one on.
const LANES: usize = 24;
const FIRST_NODE: u8 = 64;

/// Letters of the last hours are sent, so that the test mailbox is not empty; older ones never are.
const MAIL_SINCE: SignedDuration = SignedDuration::from_hours(7);

/// Whom to sign in as, and what to look at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Accounts {
    /// Everybody on the staff.
    pub(crate) staff: Vec<Account>,
    /// The people of companies.
    #[serde(default)]
    pub(crate) companies: Vec<Door>,
    /// The password of all of them.
    pub(crate) password: String,
    /// A ticket whose requester has several.
    pub(crate) look_up: Example,
    /// A ticket with a solution that waits for its requester.
    pub(crate) proposal: Example,
}

/// Somebody on the staff.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) email: String,
    /// The name of the role.
    pub(crate) role: String,
}

/// Somebody of a company.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Door {
    pub(crate) company: String,
    /// The name to sign in with.
    pub(crate) username: String,
    pub(crate) email: String,
    pub(crate) name: String,
}

/// A ticket and the address that opens it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Example {
    pub(crate) code: String,
    pub(crate) email: String,
}

/// Fills the empty database of `app`, whose clock is `clock`, with three months up to `now`.
///
/// No worker may run meanwhile: old letters are dropped here instead of being sent.
///
/// # Errors
///
/// If an operation is refused or the database does not answer; what was written until then stays.
pub(super) async fn seed(
    app: &App,
    clock: &ManualClock,
    now: Timestamp,
) -> anyhow::Result<Accounts> {
    let zone = TimeZone::get("America/Bogota")?;
    let start = midnight(now, DAYS + 2, &zone)?;
    clock.set(start);
    let organisation = Organisation::founded(start, app.node)?;
    let companies = Companies::founded(start, domain::compose(start, app.node, 2_000))?;
    let accounts = |look_up, proposal| Accounts {
        staff: organisation.agents.iter().map(account).collect(),
        companies: companies::doors(),
        password: PASSWORD.into(),
        look_up,
        proposal,
    };
    found(app, &organisation, &companies)
        .await
        .context("founding the organisation")?;
    let cast = Cast {
        staff: sign_everybody_in(app, &organisation)
            .await
            .context("signing the staff in")?,
        teams: organisation.teams.iter().map(|team| team.id).collect(),
        customers: companies.guests(),
    };

    give_classes(app, &cast)
        .await
        .context("the classes by law")?;
    let today = now.to_zoned(zone.clone()).date();
    compensation::found(app, &cast, today)
        .await
        .context("the matrix of compensation")?;

    let mut lanes = open_lanes(app, start, plan(now, &zone)).await?;
    let mails_from = now.saturating_sub(MAIL_SINCE)?;
    for days_ago in (0..=DAYS + 2).rev() {
        let end = midnight(now, days_ago, &zone)?.min(mails_from);
        try_join_all(lanes.iter_mut().map(|lane| lane.play_until(&cast, end))).await?;
        clock.set(end);
        app.run_timers().await?;
        if days_ago % 13 == 0 {
            // What was accepted since the last time waits for its payment at the end.
            if days_ago > 0 {
                compensation::pay(app, &cast, false).await?;
            }
            let filed: usize = lanes.iter().map(Lane::filed_count).sum();
            eprintln!(
                "Demo: {filed} cases, up to {}",
                end.to_zoned(zone.clone()).date()
            );
        }
    }

    try_join_all(
        lanes
            .iter_mut()
            .map(|lane| lane.play_until(&cast, mails_from)),
    )
    .await?;
    clock.set(mails_from);
    drop_old_letters(app)
        .await
        .context("dropping old letters")?;
    clock.advance(SignedDuration::from_secs(1));
    while app.run_jobs().await? > 0 {}
    let attempts = organisation
        .agents
        .iter()
        .take(3)
        .map(|agent| attempt(&agent.email));
    for attempt in attempts {
        app::sign_in::sign_in(app, attempt).await?;
    }
    play_last_hours(&mut lanes, &cast).await?;
    clock.set(now);
    compensation::leave_open(app, &cast).await?;
    compensation::pay(app, &cast, true).await?;
    app.run_timers().await?;
    assign_at_once(app, &organisation, &cast)
        .await
        .context("turning the assignment on")?;
    while app.run_jobs().await? > 0 {}

    let example = |role| {
        let found = lanes.iter().find_map(|lane| lane.example(role));
        let as_text = |(code, email): (TicketCode, String)| Example {
            code: code.to_string(),
            email,
        };
        found
            .map(as_text)
            .context("the tickets to look at are there")
    };
    Ok(accounts(example(Role::LookUp)?, example(Role::Proposal)?))
}

/// Puts rules, capacities and an absence in place, and turns the assignment on: what is filed from
/// now on is somebody's at once, and what waits finds somebody, but not where nobody is there.
async fn assign_at_once(app: &App, organisation: &Organisation, cast: &Cast) -> anyhow::Result<()> {
    let (by, client) = (&cast.staff[ANDRES], "192.0.2.14".to_owned());
    let international = organisation.teams[TeamName::International as usize].id;
    let rules = [
        Conditions {
            keyword: Some("aduana".into()),
            ..Conditions::default()
        },
        Conditions {
            language: Some("en".into()),
            ..Conditions::default()
        },
        Conditions {
            language: Some("pt-BR".into()),
            ..Conditions::default()
        },
    ];
    for when in rules {
        assignment::add_rule(app, by, when, international, Vec::new(), client.clone()).await?;
    }
    let duties = [
        (LAURA, 45, Presence::Available),
        (CAMILA, 45, Presence::Available),
        (ANDRES, 15, Presence::Available),
        (JULIAN, 30, Presence::Paused),
        (NATALIA, 30, Presence::Away),
        (DIEGO, 60, Presence::Available),
    ];
    for (who, capacity, presence) in duties {
        let who = organisation.agents[who].id;
        assignment::set_duty(app, by, who, capacity, presence, client.clone()).await?;
    }
    let skills = vec!["Aduanas".to_owned(), "Portugués".to_owned()];
    let diego = organisation.agents[DIEGO].id;
    assignment::set_hours(app, by, diego, skills, Shift::default(), client.clone()).await?;
    let today = app.now().to_zoned(app.zone()).date();
    let absence = NewAbsence {
        agent: organisation.agents[NATALIA].id,
        from: today.checked_add(5.days())?,
        until: today.checked_add(12.days())?,
        substitute: Some(organisation.agents[JULIAN].id),
    };
    assignment::plan_absence(app, by, absence, client.clone()).await?;
    assignment::switch(app, by, true, client).await?;
    Ok(())
}

/// The midnight that many days before the one that begins the day of `now`.
fn midnight(now: Timestamp, days_ago: i64, zone: &TimeZone) -> anyhow::Result<Timestamp> {
    let day = now
        .to_zoned(zone.clone())
        .date()
        .checked_sub(days_ago.days())?;
    // The first second after it: what ends with a day is over then.
    Ok(day
        .to_datetime(Time::constant(0, 0, 1, 0))
        .to_zoned(zone.clone())?
        .timestamp())
}

fn account(agent: &domain::Agent) -> Account {
    Account {
        name: agent.name.clone(),
        email: agent.email.to_string(),
        role: agent.role.built_in().map_or("", BuiltIn::name).into(),
    }
}

async fn found(
    app: &App,
    organisation: &Organisation,
    companies: &Companies,
) -> anyhow::Result<()> {
    let hashes: Vec<String> = tokio::task::spawn_blocking({
        let count = organisation.agents.len() + companies.people.len();
        move || {
            let hash = |_| {
                Argon2::default()
                    .hash_password(PASSWORD.as_bytes())
                    .map(|hash| hash.to_string())
            };
            (0..count).map(hash).collect::<Result<_, _>>()
        }
    })
    .await?
    .map_err(|error| anyhow::anyhow!("hashing the password: {error}"))?;
    let settings = organisation.settings.clone();
    let (teams, topics, agents) = (
        organisation.teams.clone(),
        organisation.topics.clone(),
        organisation.agents.clone(),
    );
    let (organizations, people) = (companies.organizations.clone(), companies.people.clone());
    app.store
        .write(move |tx| {
            tx.save_settings(&settings, 0)?;
            for team in &teams {
                tx.insert_team(team)?;
            }
            for topic in &topics {
                tx.insert_topic(topic)?;
            }
            for (agent, hash) in agents.iter().zip(&hashes) {
                tx.insert_agent(agent, Some(hash))?;
            }
            for organization in &organizations {
                tx.insert_organization(organization)?;
            }
            for ((account, contact), hash) in people.iter().zip(&hashes[agents.len()..]) {
                tx.upsert_contact(contact)?;
                tx.insert_account(account)?;
                tx.set_account_password(account.id, Some(hash))?;
            }
            Ok::<_, app::Error>(())
        })
        .await?;
    app.refresh_settings().await?;
    Ok(())
}

/// Loads the classes of Colombia and gives each topic its own.
async fn give_classes(app: &App, cast: &Cast) -> anyhow::Result<()> {
    let admin = &cast.staff[SOFIA];
    app::legal::load_pack(app, admin, Country::Colombia, CLIENT.into()).await?;
    let (classes, topics) = app::legal::list(app, admin).await?;
    for mut kept in classes {
        let slugs: &[&str] = match kept.class.code.as_str() {
            "peticion" => &["pqrsd"],
            "reclamo" => &[
                "mi-envio-no-llega",
                "danado-o-incompleto",
                "entregado-en-otro-lugar",
                "cobros-y-facturas",
            ],
            "documentos" => &["informacion-o-documentos"],
            _ => continue,
        };
        let mine = topics
            .iter()
            .filter(|topic| slugs.contains(&topic.slug.as_str()));
        kept.class.topics = mine.map(|topic| topic.id).collect();
        app::legal::save(app, admin, kept, CLIENT.into()).await?;
    }
    Ok(())
}

async fn sign_everybody_in(
    app: &App,
    organisation: &Organisation,
) -> anyhow::Result<Vec<SignedIn>> {
    let mut staff = Vec::new();
    for agent in &organisation.agents {
        let SignInOutcome::Staff(tokens) =
            app::sign_in::sign_in(app, attempt(&agent.email)).await?
        else {
            anyhow::bail!("{} is not let in", agent.email);
        };
        staff.push(
            app::agent::unfinished_session(app, &tokens.session)
                .await?
                .context("a session that was just opened")?,
        );
    }
    Ok(staff)
}

fn attempt(email: &domain::EmailAddress) -> Attempt {
    Attempt {
        name: email.to_string(),
        password: PASSWORD.into(),
        client: "192.0.2.14".into(),
        user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".into(),
        devices: Vec::new(),
    }
}

/// Deals the stories out; all of one address to the same lane.
async fn open_lanes(app: &App, start: Timestamp, stories: Vec<Story>) -> anyhow::Result<Vec<Lane>> {
    let mut hands: Vec<Vec<Story>> = (0..LANES).map(|_| Vec::new()).collect();
    let mut owners: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for story in stories {
        let next = owners.len() % LANES;
        let lane = *owners.entry(story.person.email.clone()).or_insert(next);
        hands[lane].push(story);
    }
    let pictures = Arc::new(Pictures::draw(&mut Draw::new(1))?);
    let mut lanes = Vec::new();
    for (number, hand) in (FIRST_NODE..).zip(hands) {
        lanes.push(Lane::open(app, number, start, hand, pictures.clone()).await?);
    }
    Ok(lanes)
}

/// Letters of the past are not for anybody's mailbox. Small pictures are still made.
async fn drop_old_letters(app: &App) -> anyhow::Result<()> {
    let now = app.now();
    app.store
        .write(move |tx| {
            let lease = SignedDuration::from_millis(1);
            for job in tx.claim_jobs(now, lease, "demo", store::job::Lane::Quick, 100_000)? {
                if job.kind == "letter" {
                    tx.finish_job(job.id, job.lease)?;
                }
            }
            Ok::<_, app::Error>(())
        })
        .await?;
    Ok(())
}

/// One step at a time over all lanes, so that letters are sent in their order.
async fn play_last_hours(lanes: &mut [Lane], cast: &Cast) -> anyhow::Result<()> {
    loop {
        let next = lanes
            .iter_mut()
            .filter(|lane| lane.next_at().is_some())
            .min_by_key(|lane| lane.next_at());
        let Some(lane) = next else { return Ok(()) };
        lane.play_next(cast, true).await?;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use app::{Parts, Secret};
    use domain::limits::Limits;
    use domain::ticket::Resolution;
    use domain::{EmailAddress, Status};
    use mail::mailbox::Mailbox;
    use store::queue::{QueueFilter, QueueOrder, StatusFilter};
    use store::{Blobs, Options, Store};

    use super::super::random::Seeded;
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn three_months_of_work_are_there_in_every_state() {
        let folder = tempfile::tempdir().unwrap();
        let now: Timestamp = "2026-11-20T14:20:00-05:00".parse().unwrap();
        let clock = Arc::new(ManualClock::at(now));
        let app = open(folder.path(), clock.clone()).await;

        let accounts = Box::pin(seed(&app, &clock, now)).await.unwrap();

        assert_eq!(app.now(), now);
        let filter = QueueFilter {
            status: StatusFilter::All,
            order: QueueOrder::NewestFirst,
            ..QueueFilter::default()
        };
        let tickets = app
            .store
            .read(move |db| db.queue(domain::Reach::All, &filter, None, 1_000))
            .await
            .unwrap();
        let mut states: BTreeMap<(Status, Option<&str>), usize> = BTreeMap::new();
        for ticket in &tickets {
            *states
                .entry((ticket.status, ticket.resolution.map(Resolution::name)))
                .or_default() += 1;
        }
        assert_eq!(tickets.len(), super::super::plan::TICKETS);
        // Since the assignment was turned on only what nobody is there for waits.
        assert!(states.contains_key(&(Status::New, None)), "{states:?}");
        for state in [
            Status::Open,
            Status::WaitingCustomer,
            Status::WaitingThird,
            Status::SolutionProposed,
            Status::Cancelled,
            Status::Spam,
        ] {
            assert!(
                states.get(&(state, None)).is_some_and(|count| *count > 2),
                "{state:?} in {states:?}"
            );
        }
        let of = |state| states.get(&(state, None));
        assert_eq!(of(Status::Transferred), Some(&1), "{states:?}");
        for resolution in [
            Resolution::Accepted,
            Resolution::Silence,
            Resolution::ByAgent,
        ] {
            assert!(
                states.contains_key(&(Status::Resolved, Some(resolution.name()))),
                "{resolution:?} in {states:?}"
            );
        }
        assert!(
            tickets
                .iter()
                .any(|ticket| ticket.reopen_count > 0 && ticket.status == Status::Open)
        );

        let (code, email) = (
            accounts.proposal.code.parse::<TicketCode>().unwrap(),
            accounts.proposal.email.parse::<EmailAddress>().unwrap(),
        );
        let (ticket, contact) = app
            .store
            .read(move |db| {
                Ok::<_, store::Error>((
                    db.ticket_by_code(&code)?.unwrap(),
                    db.contact_by_email(&email)?.unwrap(),
                ))
            })
            .await
            .unwrap();
        assert_eq!(
            (ticket.status, ticket.requester),
            (Status::SolutionProposed, contact.id)
        );
        assert!(BuiltIn::ALL.iter().all(|role| {
            accounts
                .staff
                .iter()
                .any(|account| account.role == role.name())
        }));

        // Nothing waits to be sent, and what was sent is of these hours.
        assert_eq!(app.run_jobs().await.unwrap(), 0);
        let letters = Mailbox::new(folder.path().join("mail")).list().unwrap();
        assert!((15..80).contains(&letters.len()), "{}", letters.len());
        let oldest = letters
            .iter()
            .filter_map(|letter| letter.date)
            .min()
            .unwrap();
        assert!(now.duration_since(oldest) <= MAIL_SINCE);
    }

    async fn open(folder: &std::path::Path, clock: Arc<ManualClock>) -> App {
        let url = |scheme: &str, name: &str| format!("{scheme}:{}", folder.join(name).display());
        let parts = Parts {
            store: Store::open(&url("sqlite", "demo.db"), Options::default())
                .await
                .unwrap(),
            blobs: Blobs::open(&url("file", "files")).unwrap(),
            mailer: Arc::new(mail::Mailer::from_url(&url("folder", "mail")).unwrap()),
            scanner: None,
            clock,
            random: Arc::new(Seeded::new(7)),
            secret: Secret::new([7; 32]),
            stolen_passwords: None,
            limits: Limits::default(),
            base_url: "http://127.0.0.1:8080/".parse().unwrap(),
            mail_from: "casos@cordillera.example".parse().unwrap(),
            reply_to: None,
            node: 0,
        };
        App::open(parts).await.unwrap()
    }
}
