//! What is done after the answer: jobs that a transaction leaves behind, and what time brings.
//!
//! A job is claimed with a lease, so that a node that dies loses nothing; it is safe to repeat.

mod digest;
mod letter;
mod thumbnail;

use std::time::Duration;

use domain::{JobId, Permission, TicketCode, TicketId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::job::{BuriedJob, FailingJob, Job, Lane, NewJob};
use store::{Db, Tx};

pub(crate) use letter::{Inviter, Letter, Notice};

use crate::audit::entry;
use crate::{App, Error, SignedIn, random};

/// How long a worker has for one job before another takes it.
const LEASE: SignedDuration = SignedDuration::from_mins(5);

/// The same for a job that takes long.
const LONG_LEASE: SignedDuration = SignedDuration::from_mins(30);

/// How long jobs gather after a commit before they are looked for again: looking, claiming and ending
/// cost as much for one as for many.
fn gathering(lane: Lane) -> Duration {
    Duration::from_millis(match lane {
        Lane::Quick => 50,
        Lane::Long | Lane::Scan => 250,
    })
}

/// How many jobs are claimed at once.
fn most_at_once(lane: Lane) -> u32 {
    match lane {
        Lane::Quick => 16,
        Lane::Scan => 4,
        Lane::Long => 1,
    }
}

/// After so many attempts a job is put aside for a person to look at: about two days.
const MOST_ATTEMPTS: u32 = 16;

/// What a job is to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
enum Task {
    /// Write and send one letter.
    SendLetter(Letter),
    /// Give what waits to who has room.
    AssignQueued,
    /// Give the tickets of somebody who went away to others.
    HandOver {
        /// Whose.
        agent: domain::AgentId,
    },
    /// Count the clocks of all open tickets again, a part at a time.
    RecountClocks {
        /// The last ticket that is done.
        after: TicketId,
    },
    /// Make the small picture of a file.
    MakeThumbnail {
        /// Of which.
        file: domain::FileId,
    },
    /// Have the scanner look through a file.
    ScanFile {
        /// Which.
        file: domain::FileId,
    },
    /// Write a long list to a file.
    MakeExport {
        /// Which.
        export: domain::ExportId,
    },
}

/// Why a job did not succeed, and whether trying again helps.
pub(crate) enum Failure {
    Retry(anyhow::Error),
    /// What it needs is away: it is tried until that is back, however often.
    Wait(anyhow::Error),
    GiveUp(anyhow::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Retry(error.into())
    }
}

/// Leaves a letter behind, in the transaction of what it tells.
pub(crate) fn enqueue(tx: &mut Tx, app: &App, letter: &Letter) -> Result<(), Error> {
    enqueue_task(tx, app, &Task::SendLetter(letter.clone()), "letter")
}

/// Leaves the making of a small picture behind.
pub(crate) fn enqueue_thumbnail(tx: &mut Tx, app: &App, file: domain::FileId) -> Result<(), Error> {
    enqueue_task(tx, app, &Task::MakeThumbnail { file }, "thumbnail")
}

/// Leaves the scanning of a file behind; the name of its kind gives it a lane of its own.
pub(crate) fn enqueue_scan(tx: &mut Tx, app: &App, file: domain::FileId) -> Result<(), Error> {
    enqueue_task(tx, app, &Task::ScanFile { file }, "scan")
}

/// Leaves the writing of a long list behind; the name of its kind gives it a lane of its own.
pub(crate) fn enqueue_export(
    tx: &mut Tx,
    app: &App,
    export: domain::ExportId,
) -> Result<(), Error> {
    enqueue_task(tx, app, &Task::MakeExport { export }, "export")
}

/// Has what waits given to who has room.
pub(crate) fn enqueue_assignment(tx: &mut Tx, app: &App) -> Result<(), Error> {
    enqueue_task(tx, app, &Task::AssignQueued, "assignment")
}

/// Has the tickets of somebody who went away given to others.
pub(crate) fn enqueue_hand_over(
    tx: &mut Tx,
    app: &App,
    agent: domain::AgentId,
) -> Result<(), Error> {
    enqueue_task(tx, app, &Task::HandOver { agent }, "assignment")
}

/// Has the clocks of all open tickets counted again, those after one.
pub(crate) fn enqueue_recount(tx: &mut Tx, app: &App, after: TicketId) -> Result<(), Error> {
    enqueue_task(tx, app, &Task::RecountClocks { after }, "recount")
}

/// The last ticket that a recount has done, by what its job says.
pub(crate) fn recounting_after(payload: &str) -> Option<TicketId> {
    let Ok(Task::RecountClocks { after }) = serde_json::from_str(payload) else {
        return None;
    };
    Some(after)
}

/// Leaves a letter behind that is written later.
fn enqueue_at(tx: &mut Tx, app: &App, letter: &Letter, at: Timestamp) -> Result<(), Error> {
    enqueue_task_at(tx, app, &Task::SendLetter(letter.clone()), "letter", at)
}

fn enqueue_task(tx: &mut Tx, app: &App, task: &Task, kind: &str) -> Result<(), Error> {
    enqueue_task_at(tx, app, task, kind, app.now())
}

fn enqueue_task_at(
    tx: &mut Tx,
    app: &App,
    task: &Task,
    kind: &str,
    run_at: Timestamp,
) -> Result<(), Error> {
    let payload = serde_json::to_string(task).map_err(anyhow::Error::from)?;
    tx.enqueue(&NewJob {
        id: app.id(),
        kind: kind.to_owned(),
        payload,
        run_at,
        unique_key: None,
    })?;
    Ok(())
}

impl App {
    /// Works on jobs until the future is dropped: a moment after a commit here, and once a second
    /// for those of other nodes and those whose time has come.
    ///
    /// A round of jobs that has begun by then goes on: see [`finish_jobs`](Self::finish_jobs).
    pub async fn work_on_jobs(&self) {
        futures_util::future::join_all(Lane::ALL.map(|lane| self.work_on(lane))).await;
    }

    async fn work_on(&self, lane: Lane) {
        let mut committed = self.store.committed();
        loop {
            committed.mark_unchanged();
            let worked = match self.has_due_job(lane).await {
                // Claiming writes: only for something to do.
                Ok(false) => Ok(0),
                Ok(true) => self.run_round(lane).await,
                Err(error) => Err(error),
            };
            match worked {
                Ok(0) => {
                    // What another node holds looks due too, so a claim may have found nothing.
                    let _ = tokio::time::timeout(Duration::from_secs(1), committed.changed()).await;
                    tokio::time::sleep(gathering(lane)).await;
                }
                Ok(count) if u32::try_from(count).is_ok_and(|count| count < most_at_once(lane)) => {
                    tokio::time::sleep(gathering(lane)).await;
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(error = ?error, "jobs could not be claimed");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
        }
    }

    /// Waits for the rounds of [`work_on_jobs`](Self::work_on_jobs) that have begun, however long they
    /// take. Drop its future first, so that no other begins.
    pub async fn finish_jobs(&self) {
        self.desk.rounds.close();
        self.desk.rounds.wait().await;
    }

    /// Works on the jobs of a lane that are due, to the end even if the future is dropped: what the
    /// mail server has just taken is written down as sent, and not sent again.
    async fn run_round(&self, lane: Lane) -> Result<usize, Error> {
        let app = self.clone();
        let round = self
            .desk
            .rounds
            .spawn(async move { app.run_lane(lane).await });
        round.await.map_err(anyhow::Error::from)?
    }

    async fn has_due_job(&self, lane: Lane) -> Result<bool, Error> {
        let now = self.now();
        self.store
            .read(move |db| Ok(db.has_due_job(lane, now)?))
            .await
    }

    /// Works on the jobs that are due; gives how many there were.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn run_jobs(&self) -> Result<usize, Error> {
        let mut count = 0;
        for lane in Lane::ALL {
            count += self.run_lane(lane).await?;
        }
        Ok(count)
    }

    async fn run_lane(&self, lane: Lane) -> Result<usize, Error> {
        let (now, worker) = (self.now(), format!("node-{}", self.node));
        let most = most_at_once(lane);
        let lease = match lane {
            Lane::Quick | Lane::Scan => LEASE,
            Lane::Long => LONG_LEASE,
        };
        let jobs = self
            .store
            .write_soon(move |tx| Ok::<_, Error>(tx.claim_jobs(now, lease, &worker, lane, most)?))
            .await?;
        let count = jobs.len();
        futures_util::future::join_all(jobs.into_iter().map(|job| self.run_one(job))).await;
        Ok(count)
    }

    /// Does what is due on tickets and absences: reminders, silence, the end of waiting, somebody
    /// who goes or comes back; gives how many there were.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn run_timers(&self) -> Result<usize, Error> {
        let tickets = crate::ticket::run_due(self).await? + crate::deadline::run_due(self).await?;
        Ok(tickets + crate::assignment::run_due(self).await?)
    }

    async fn run_one(&self, job: Job) {
        let (id, lease, attempts) = (job.id, job.lease, job.attempts);
        let outcome = self.run_task(&job).await;
        let now = self.now();
        let settled = match outcome {
            Ok(()) => {
                // It is safe to repeat where that is forgotten.
                self.store
                    .write_soon(move |tx| Ok::<_, Error>(tx.finish_job(id, lease)?))
                    .await
            }
            Err(Failure::Retry(error)) if attempts < MOST_ATTEMPTS => {
                let at = self.next_try(attempts, now);
                self.put_back(&job, &error, at).await
            }
            Err(Failure::Wait(error)) => {
                let at = now.saturating_add(crate::scan::patience(attempts));
                self.put_back(&job, &error, at.unwrap_or(now)).await
            }
            Err(Failure::Retry(error) | Failure::GiveUp(error)) => {
                tracing::error!(
                    job.id = id.0,
                    job.kind = job.kind,
                    attempts,
                    error = format!("{error:#}"),
                    "a job was given up"
                );
                metrics::counter!("resuelto_jobs_given_up_total", "kind" => job.kind.clone())
                    .increment(1);
                let text = format!("{error:#}");
                self.store
                    .write(move |tx| Ok::<_, Error>(tx.bury_job(id, lease, &text)?))
                    .await
            }
        };
        match settled {
            Ok(true) => {}
            Ok(false) => tracing::warn!(job.id = id.0, "a job took longer than its lease"),
            Err(error) => {
                tracing::error!(job.id = id.0, error = ?error, "the end of a job could not be kept");
            }
        }
    }

    /// Has a job tried again; false if somebody else has it by now.
    async fn put_back(
        &self,
        job: &Job,
        error: &anyhow::Error,
        at: Timestamp,
    ) -> Result<bool, Error> {
        let (id, lease, text) = (job.id, job.lease, format!("{error:#}"));
        tracing::warn!(
            job.id = id.0,
            job.kind = job.kind,
            attempts = job.attempts,
            error = text,
            "a job is tried again later"
        );
        self.store
            .write(move |tx| Ok::<_, Error>(tx.retry_job(id, lease, at, &text)?))
            .await
    }

    async fn run_task(&self, job: &Job) -> Result<(), Failure> {
        match serde_json::from_str(&job.payload) {
            Ok(Task::SendLetter(letter)) => letter::send(self, job, &letter).await,
            Ok(Task::AssignQueued) => Ok(crate::assignment::assign_queued(self).await?),
            Ok(Task::HandOver { agent }) => Ok(crate::assignment::hand_over(self, agent).await?),
            Ok(Task::RecountClocks { after }) => Ok(crate::deadline::recount(self, after).await?),
            Ok(Task::MakeThumbnail { file }) => thumbnail::make(self, file).await,
            Ok(Task::ScanFile { file }) => crate::scan::scan(self, file).await,
            Ok(Task::MakeExport { export }) => {
                Ok(crate::export::make(self, export, job.attempts).await?)
            }
            Err(error) => Err(Failure::GiveUp(error.into())),
        }
    }

    /// 10 s, 20 s, 40 s … up to six hours, each with up to a quarter more so that many do not
    /// come back together.
    fn next_try(&self, attempts: u32, now: Timestamp) -> Timestamp {
        let seconds = (10_i64 << attempts.saturating_sub(1).min(12)).min(6 * 3600);
        let jitter = random::number(&*self.random).rem_euclid(seconds / 4 + 1);
        now.saturating_add(SignedDuration::from_secs(seconds + jitter))
            .unwrap_or(now)
    }

    /// Does everything that time brings, each with its rhythm, until the future is dropped.
    pub async fn keep_time(&self) {
        tokio::join!(
            self.every("heartbeat", crate::heartbeat::RHYTHM, || self.beat()),
            self.every("drafts", Duration::from_mins(1), || {
                crate::intake::delete_expired(self)
            }),
            self.every("timers", Duration::from_secs(5), || crate::ticket::run_due(
                self
            )),
            self.every("deadlines", Duration::from_secs(5), || {
                crate::deadline::run_due(self)
            }),
            self.every("absences", Duration::from_mins(1), || {
                crate::assignment::run_due(self)
            }),
            self.every("settings", Duration::from_secs(2), async || self
                .refresh_settings()
                .await
                .map(|()| 0)),
            self.every("scans", Duration::from_mins(1), || crate::scan::catch_up(
                self
            )),
            self.every("leftovers", Duration::from_mins(10), || crate::file::sweep(
                self
            )),
            self.every("sessions", Duration::from_mins(10), || self
                .forget_old_rows()),
        );
    }

    async fn every<F: Future<Output = Result<usize, Error>>>(
        &self,
        what: &str,
        rhythm: Duration,
        task: impl Fn() -> F,
    ) {
        let mut rounds = tokio::time::interval(rhythm);
        rounds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            rounds.tick().await;
            match task().await {
                Ok(count) if count > 0 && what != "settings" => {
                    tracing::debug!(task = what, count, "done on time");
                }
                Ok(_) => {}
                Err(error) => tracing::warn!(task = what, error = ?error, "not done on time"),
            }
        }
    }

    /// Sessions, codes and counters whose time is over.
    pub(crate) async fn forget_old_rows(&self) -> Result<usize, Error> {
        let now = self.now();
        let ago = |duration: SignedDuration| now.saturating_sub(duration).unwrap_or(now);
        let (guest, customer) = (&self.limits.session.guest, &self.limits.session.customer);
        let (idle, total) = (ago(guest.idle), ago(guest.total));
        let (customer_idle, customer_total) = (ago(customer.idle), ago(customer.total));
        let codes = ago(SignedDuration::from_hours(48));
        let imports = ago(crate::account::IMPORT_LIFE);
        let requests = ago(crate::idempotency::LIFE);
        let mailed = ago(self.limits.mail.window);
        self.store
            .write(move |tx| {
                tx.delete_guest_sessions_before(idle, total)?;
                tx.delete_account_sessions_before(customer_idle, customer_total)?;
                tx.delete_devices_before(now)?;
                tx.delete_sign_in_steps_before(now)?;
                tx.delete_imports_before(imports)?;
                tx.delete_api_requests_before(requests)?;
                tx.delete_mailings_before(mailed)?;
                Ok(tx.delete_otps_before(codes)? + tx.delete_ended_counters(now)?)
            })
            .await
    }
}

/// How many jobs that were given up are shown.
const MOST_GIVEN_UP: u32 = 200;

/// How many letters that wait for another try are shown.
const MOST_DELAYED: u32 = 100;

/// What was not delivered, with the reasons.
#[derive(Clone, Debug)]
pub struct Undelivered {
    /// What was given up, newest first, 200 at most.
    pub given_up: Vec<GivenUp>,
    /// Letters that are tried again (case H8), those that come next first, 100 at most.
    pub delayed: Vec<Delayed>,
    /// Whether more was given up than that.
    pub more_given_up: bool,
    /// Whether more is tried again than that.
    pub more_delayed: bool,
}

/// What was not delivered, for now or for good.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but supervisors.
pub async fn undelivered(app: &App, by: &SignedIn) -> Result<Undelivered, Error> {
    by.check(Permission::Oversee)?;
    let desk = app.clone();
    app.store
        .read(move |db| {
            let mut buried = db.buried_jobs(MOST_GIVEN_UP + 1)?;
            let more_given_up = cut(&mut buried, MOST_GIVEN_UP);
            let mut failing = db.failing_jobs("letter", MOST_DELAYED + 1)?;
            let more_delayed = cut(&mut failing, MOST_DELAYED);
            let mut given_up = Vec::new();
            for job in buried {
                given_up.push(GivenUp::load(db, job)?);
            }
            let mut delayed = Vec::new();
            for job in failing {
                delayed.push(Delayed::load(&desk, db, job)?);
            }
            Ok(Undelivered {
                given_up,
                delayed,
                more_given_up,
                more_delayed,
            })
        })
        .await
}

/// Leaves the first `most`; whether there were more.
fn cut<T>(all: &mut Vec<T>, most: u32) -> bool {
    let had = all.len();
    all.truncate(most as usize);
    all.len() < had
}

/// A job that was given up, in words for the desk.
#[derive(Clone, Debug)]
pub struct GivenUp {
    /// The job.
    pub job: BuriedJob,
    /// What kind of letter it was, as the name of a text; `thumbnail` for pictures.
    pub what: String,
    /// What people call the ticket it is about.
    pub code: Option<TicketCode>,
}

impl GivenUp {
    fn load(db: &mut Db, job: BuriedJob) -> Result<Self, Error> {
        let letter = letter_of(&job.payload);
        Ok(Self {
            what: letter
                .as_ref()
                .map_or_else(|| job.kind.clone(), |letter| letter.name().to_owned()),
            code: code_of(db, letter.as_ref())?,
            job,
        })
    }
}

/// A letter that waits for another try, in words for the desk.
#[derive(Clone, Debug)]
pub struct Delayed {
    /// The job.
    pub job: FailingJob,
    /// What kind of letter it is, as the name of a text.
    pub what: String,
    /// Whom it is for, masked; none if there is nobody to tell any more, as after a code's life.
    pub to: Option<String>,
    /// What people call the ticket it is about.
    pub code: Option<TicketCode>,
}

impl Delayed {
    fn load(app: &App, db: &mut Db, job: FailingJob) -> Result<Self, Error> {
        let letter = letter_of(&job.payload);
        Ok(Self {
            what: letter.as_ref().map_or("letter", Letter::name).to_owned(),
            to: match &letter {
                Some(letter) => letter::addressee(app, db, letter)?,
                None => None,
            },
            code: code_of(db, letter.as_ref())?,
            job,
        })
    }
}

fn letter_of(payload: &str) -> Option<Letter> {
    let Ok(Task::SendLetter(letter)) = serde_json::from_str(payload) else {
        return None;
    };
    Some(letter)
}

fn code_of(db: &mut Db, letter: Option<&Letter>) -> Result<Option<TicketCode>, Error> {
    match letter.and_then(Letter::ticket) {
        Some(ticket) => Ok(db.ticket(ticket)?.map(|ticket| ticket.code)),
        None => Ok(None),
    }
}

/// Puts a job that was given up back to work.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but supervisors, [`Error::NotFound`].
pub async fn retry(app: &App, by: &SignedIn, job: JobId, client: String) -> Result<(), Error> {
    by.check(Permission::Oversee)?;
    let (desk, agent, now) = (app.clone(), by.agent.id, app.now());
    app.store
        .write(move |tx| {
            if !tx.revive_job(job, now)? {
                return Err(Error::NotFound);
            }
            let target = format!("job {job}");
            tx.insert_audit(&entry(&desk, agent, "job_retried", target, &client, now))?;
            Ok(())
        })
        .await
}
