//! Plays the stories with the real operations, on clocks that are moved by hand.
//!
//! Tickets do not know of each other, so they are played in lanes side by side, each with a clock
//! of its own; whoever asks twice stays in one lane. The days begin together: at midnight the
//! timers run.

use std::sync::Arc;

use anyhow::{Context, bail};
use app::account::Filed;
use app::file::Desk;
use app::intake::{self, ContactForm, Details, OpenDraft, VerifyOutcome};
use app::ticket::{self, MessageDraft};
use app::{App, Clock, Guest, ManualClock, Parts, SignedIn, lookup};
use bytes::Bytes;
use domain::intake::IdentityCheck;
use domain::limits::Limits;
use domain::otp::Purpose;
use domain::{FileId, TeamId, Ticket, TicketCode};
use futures_util::stream;
use jiff::{SignedDuration, Timestamp};

use super::attachment::{Pictures, Shelf};
use super::compensation;
use super::journey::{Act, Story};
use super::random::{Draw, Seeded};

/// The staff and the teams, as the stories count them.
pub(super) struct Cast {
    pub(super) staff: Vec<SignedIn>,
    pub(super) teams: Vec<TeamId>,
    /// The people of companies.
    pub(super) customers: Vec<Guest>,
}

impl Cast {
    /// Somebody of a company, by address.
    fn customer(&self, email: &str) -> Option<&Guest> {
        self.customers
            .iter()
            .find(|guest| guest.contact.email.as_str() == email)
    }
}

/// Some tickets, played one step after the other.
pub(super) struct Lane {
    pub(super) app: App,
    clock: Arc<ManualClock>,
    stories: Vec<Playing>,
    /// What is still to be done, the next at the end.
    agenda: Vec<(Timestamp, usize, Option<usize>)>,
    shelf: Shelf,
    number: u8,
}

struct Playing {
    story: Story,
    filed: Option<(TicketCode, Guest)>,
}

impl Lane {
    /// A lane on the same database as `desk`, with node `number`.
    pub(super) async fn open(
        desk: &App,
        number: u8,
        from: Timestamp,
        stories: Vec<Story>,
        pictures: Arc<Pictures>,
    ) -> anyhow::Result<Self> {
        let clock = Arc::new(ManualClock::at(from));
        let parts = Parts {
            store: desk.store.clone(),
            blobs: desk.blobs.clone(),
            mailer: desk.mailer.clone(),
            scanner: None,
            clock: clock.clone(),
            random: Arc::new(Seeded::new(0x5eed_0000 + u64::from(number))),
            secret: desk.secret.clone(),
            stolen_passwords: None,
            limits: Limits::default(),
            base_url: desk.base_url.clone(),
            mail_from: desk.mail_from.clone(),
            reply_to: desk.reply_to.clone(),
            node: number,
        };
        let mut agenda: Vec<_> = Vec::new();
        for (at, story) in stories.iter().enumerate() {
            agenda.push((story.filed, at, None));
            agenda.extend(
                story
                    .steps
                    .iter()
                    .enumerate()
                    .map(|(step, what)| (what.at, at, Some(step))),
            );
        }
        agenda.sort_unstable_by(|a, b| b.cmp(a));
        Ok(Self {
            app: App::open(parts).await?,
            clock,
            stories: stories
                .into_iter()
                .map(|story| Playing { story, filed: None })
                .collect(),
            agenda,
            shelf: Shelf::new(pictures, Draw::new(u64::from(number))),
            number,
        })
    }

    /// When the next step is due.
    pub(super) fn next_at(&self) -> Option<Timestamp> {
        self.agenda.last().map(|(at, ..)| *at)
    }

    /// Plays everything before `end`.
    pub(super) async fn play_until(&mut self, cast: &Cast, end: Timestamp) -> anyhow::Result<()> {
        while self.next_at().is_some_and(|at| at < end) {
            self.play_next(cast, false).await?;
        }
        Ok(())
    }

    /// Plays the next step; with `mails`, letters go out on the way.
    pub(super) async fn play_next(&mut self, cast: &Cast, mails: bool) -> anyhow::Result<()> {
        let Some((at, story, step)) = self.agenda.pop() else {
            return Ok(());
        };
        let subject = self.stories[story].story.subject.clone();
        let done = match step {
            None => self.file(cast, story, mails).await,
            Some(step) => {
                self.clock.set(at.max(self.clock.now()));
                self.step(cast, story, step).await
            }
        };
        done.with_context(|| format!("«{subject}», step {step:?} at {at}"))?;
        if mails {
            while self.app.run_jobs().await? > 0 {}
        }
        Ok(())
    }

    /// The code of the ticket with that part, if it is in this lane, and its requester's address.
    pub(super) fn example(&self, role: super::journey::Role) -> Option<(TicketCode, String)> {
        let playing = self
            .stories
            .iter()
            .find(|playing| playing.story.role == Some(role))?;
        let (code, _) = playing.filed.as_ref()?;
        Some((code.clone(), playing.story.person.email.clone()))
    }

    pub(super) fn filed_count(&self) -> usize {
        self.stories
            .iter()
            .filter(|playing| playing.filed.is_some())
            .count()
    }

    fn pass(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    /// Walks from the first click to the ticket, in the minutes before it is filed.
    async fn file(&mut self, cast: &Cast, at: usize, mails: bool) -> anyhow::Result<()> {
        let app = self.app.clone();
        let story = &self.stories[at].story;
        let begun = story.filed.checked_sub(SignedDuration::from_mins(5))?;
        self.clock.set(begun.max(self.clock.now()));
        let client = format!("203.0.{}.{}", self.number, at % 250 + 1);

        let customer = cast.customer(&story.person.email).cloned();
        let language = story.language.to_owned();
        let (draft, _) = match &customer {
            Some(customer) => app::account::begin(&app, customer, language).await?,
            None => intake::begin(&app, client.clone(), language).await?,
        };
        let open = OpenDraft { draft };
        intake::choose_topic(&app, &open, story.topic.into()).await?;
        self.pass(100);
        let (document_type, document_number) = story.person.document.clone();
        let details = Details {
            typed: story.typed.clone(),
            subject: story.subject.clone(),
            description: story.description.clone(),
            document_type,
            document_number,
        };
        let errors = intake::save_details(&app, &open, details).await?;
        anyhow::ensure!(errors.is_empty(), "the details are refused: {errors:?}");
        self.pass(50);
        let (files, subject) = (story.files.clone(), story.subject.clone());
        for name in &files {
            self.receive(&Desk::Draft(open.clone()), name, &subject)
                .await?;
            self.pass(10);
        }

        let (code, guest) = match customer {
            Some(customer) => {
                self.clock
                    .set(self.stories[at].story.filed.max(self.clock.now()));
                match app::account::confirm(&app, &customer, &open, client).await? {
                    Filed::One(code) => (code, customer),
                    Filed::Many(_) => bail!("a story is about one ticket"),
                }
            }
            None => self.prove(cast, at, &open, client, mails).await?,
        };
        if let Some(team) = self.stories[at].story.team {
            self.move_to(&code, cast.teams[team as usize]).await?;
        }
        self.stories[at].filed = Some((code, guest));
        Ok(())
    }

    /// Proves the address of a guest, which files the ticket.
    async fn prove(
        &mut self,
        cast: &Cast,
        at: usize,
        open: &OpenDraft,
        client: String,
        mails: bool,
    ) -> anyhow::Result<(TicketCode, Guest)> {
        let app = self.app.clone();
        let story = &self.stories[at].story;
        let contact = ContactForm {
            name: story.person.name.clone(),
            email: story.person.email.clone(),
            phone: story.person.phone.clone(),
            consent: true,
        };
        let consent = app.settings().consent.text.get(story.language).to_owned();
        let errors = intake::save_contact(&app, open, contact, &consent).await?;
        anyhow::ensure!(errors.is_empty(), "the contact is refused: {errors:?}");
        self.pass(5);
        intake::send_code(&app, open).await?;
        if mails {
            while app.run_jobs().await? > 0 {}
        }
        self.pass(35);
        let digits = match story.phone {
            Some((agent, reason)) => {
                self.dictated(open, &cast.staff[agent], reason, client.clone())
                    .await?
            }
            None => self.mailed(open).await?,
        };
        self.clock
            .set(self.stories[at].story.filed.max(self.clock.now()));
        let VerifyOutcome::Filed(ticket) = intake::verify(&app, open, &digits, client).await?
        else {
            bail!("the code was not accepted");
        };
        let guest = lookup::session(&app, &ticket.session_token)
            .await?
            .context("the session of who filed it")?;
        Ok((ticket.code, guest))
    }

    /// The digits that the mail brings; nobody reads the mail for it.
    async fn mailed(&self, open: &OpenDraft) -> anyhow::Result<String> {
        let draft = open.draft.id.0;
        let otps = self
            .app
            .store
            .read(move |db| Ok::<_, app::Error>(db.otps(Purpose::Intake, draft)?))
            .await?;
        let newest = otps.first().context("a code was asked for")?;
        Ok(self.app.secret.digits(newest.id, newest.nonce))
    }

    /// The digits that an agent gives on the phone.
    async fn dictated(
        &self,
        open: &OpenDraft,
        agent: &SignedIn,
        reason: &str,
        client: String,
    ) -> anyhow::Result<String> {
        let found = intake::find_draft(&self.app, agent, &open.draft.reference).await?;
        let points = self
            .app
            .settings()
            .identity_checklist
            .iter()
            .map(|point| point.get("es").to_owned())
            .collect();
        let check = IdentityCheck {
            agent: agent.agent.id,
            points,
            reason: reason.into(),
        };
        Ok(intake::give_code(&self.app, agent, found.draft.id, check, client).await?)
    }

    /// Puts a new ticket into the queue of another team than its topic's.
    async fn move_to(&self, code: &TicketCode, team: TeamId) -> anyhow::Result<()> {
        let (code, terms) = (code.clone(), Arc::new(self.app.terms()));
        self.app
            .store
            .write(move |tx| {
                let mut ticket = tx.ticket_by_code(&code)?.ok_or(app::Error::NotFound)?;
                ticket.team = team;
                let next_check_at = ticket.next_check_at(&terms);
                tx.save_ticket(&mut ticket, next_check_at)?;
                Ok::<_, app::Error>(())
            })
            .await?;
        Ok(())
    }

    async fn receive(&mut self, desk: &Desk, name: &str, subject: &str) -> anyhow::Result<FileId> {
        let content = Bytes::from(self.shelf.content(name, subject));
        let body = stream::iter([Ok::<_, std::io::Error>(content)]);
        Ok(app::file::receive(&self.app, desk, name, body)
            .await
            .with_context(|| format!("the file {name}"))?
            .id)
    }

    async fn receive_all(
        &mut self,
        desk: &Desk,
        names: &[String],
        subject: &str,
    ) -> anyhow::Result<Vec<FileId>> {
        let mut ids = Vec::new();
        for name in names {
            ids.push(self.receive(desk, name, subject).await?);
        }
        Ok(ids)
    }

    async fn ticket(&self, code: &TicketCode) -> anyhow::Result<Ticket> {
        let code = code.clone();
        let found = self
            .app
            .store
            .read(move |db| Ok::<_, app::Error>(db.ticket_by_code(&code)?))
            .await?;
        found.context("the ticket is there")
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each act")]
    async fn step(&mut self, cast: &Cast, story: usize, step: usize) -> anyhow::Result<()> {
        let playing = &mut self.stories[story];
        let (code, guest) = playing
            .filed
            .clone()
            .context("a story begins with filing")?;
        let subject = playing.story.subject.clone();
        // Taken out, since it is done once.
        let act = std::mem::replace(&mut playing.story.steps[step].act, Act::Accept(None));
        let app = self.app.clone();
        let version = self.ticket(&code).await?.version;
        let staff = |by: usize| &cast.staff[by];
        match act {
            Act::Assign { by, to } if by == to => {
                ticket::take(&app, staff(by), code, version).await?
            }
            Act::Assign { by, to } => {
                ticket::assign(&app, staff(by), code, version, staff(to).agent.id).await?
            }
            Act::Reply { by, text } => ticket::reply(&app, staff(by), code, message(text)).await?,
            Act::Ask { by, text } => {
                ticket::request_info(&app, staff(by), code, message(text)).await?
            }
            Act::AskToComplete { by, text } => {
                ticket::ask_to_complete(&app, staff(by), code, version, text).await?
            }
            Act::Extend { by, reason, until } => {
                ticket::extend(&app, staff(by), code, version, reason, Some(until)).await?
            }
            Act::Transfer {
                by,
                to,
                text,
                files,
            } => {
                let desk = Desk::Agent(staff(by).clone(), code.clone());
                let files = self.receive_all(&desk, &files, &subject).await?;
                ticket::transfer(&app, staff(by), code, version, to, text, files).await?
            }
            Act::Note { by, text } => ticket::note(&app, staff(by), code, message(text)).await?,
            Act::WaitThird { by, reason, until } => {
                ticket::wait_third(&app, staff(by), code, version, reason, until).await?
            }
            Act::Resume { by } => ticket::resume(&app, staff(by), code, version).await?,
            Act::Propose {
                by,
                code: kind,
                text,
                files,
            } => {
                let desk = Desk::Agent(staff(by).clone(), code.clone());
                let files = self.receive_all(&desk, &files, &subject).await?;
                if kind == "compensated" {
                    compensation::approve(&app, cast, by, &code, &text).await?;
                }
                ticket::propose(&app, staff(by), code, version, kind.into(), text, files).await?
            }
            Act::Close { by, reason } => {
                ticket::close(&app, staff(by), code, version, reason).await?
            }
            Act::Cancel { by, reason } => {
                ticket::cancel(&app, staff(by), code, version, reason).await?
            }
            Act::Spam { by } => ticket::mark_spam(&app, staff(by), code, version).await?,
            Act::Write { text, files } => {
                let desk = Desk::Guest(guest.clone(), code.clone());
                let files = self.receive_all(&desk, &files, &subject).await?;
                ticket::write(
                    &app,
                    &guest,
                    code,
                    MessageDraft {
                        text,
                        files,
                        ..MessageDraft::default()
                    },
                )
                .await?
            }
            Act::Accept(rating) => {
                let solution = self
                    .ticket(&code)
                    .await?
                    .solution
                    .context("a solution to accept")?;
                let person = self.stories[story].story.person.clone();
                let ticket = ticket::accept(&app, &guest, code, solution, rating).await?;
                compensation::give_account(&app, &guest, &ticket.code, &person).await?;
                ticket
            }
            Act::Reject(reason) => {
                let solution = self
                    .ticket(&code)
                    .await?
                    .solution
                    .context("a solution to reject")?;
                ticket::reject(&app, &guest, code, solution, reason).await?
            }
            Act::Rate(rating) => ticket::rate(&app, &guest, code, rating).await?,
            Act::Reopen(reason) => ticket::reopen(&app, &guest, code, reason).await?,
            Act::Drop(reason) => ticket::drop_request(&app, &guest, code, reason).await?,
        };
        Ok(())
    }
}

fn message(text: String) -> MessageDraft {
    MessageDraft {
        text,
        ..MessageDraft::default()
    }
}
