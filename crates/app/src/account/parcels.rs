//! Many tracking numbers at once: looked at before anything is filed, and filed together.

use std::collections::HashMap;

use domain::form::{FieldError, Topic, within};
use domain::intake::{Draft, DraftContent};
use domain::parcels::{LeftOut, Line, MAX_PARCELS, MAX_TYPED, Parcels, read};
use domain::{FilingId, TicketCode};
use jiff::{SignedDuration, Timestamp};
use store::filing::{Filing, FilingLine};
use store::{Db, Tx};

use super::member;
use crate::intake::{OpenDraft, edit, file_many};
use crate::job::{Letter, enqueue};
use crate::{App, Error, Guest, Member};

/// How often one account files many at once in a day.
const FILINGS_A_DAY: u32 = 50;

/// The numbers of a draft, with what would become of each.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// As typed.
    pub parcels: Parcels,
    /// What was understood, in the order in which it was typed.
    pub lines: Vec<CheckedLine>,
}

/// A number, and the open ticket about it.
#[derive(Clone, Debug)]
pub struct CheckedLine {
    /// The number.
    pub line: Line,
    /// An open ticket about it that the account may read. Others are never told of.
    pub open: Option<TicketCode>,
}

impl Checked {
    /// What becomes of each number.
    pub fn outcomes(&self) -> impl Iterator<Item = (&str, Result<&str, LeftOut>)> {
        self.lines.iter().map(|one| {
            let outcome = match &one.line.checked {
                Ok(_) if one.open.is_some() && !self.parcels.anyway => Err(LeftOut::Open),
                Ok(number) => Ok(number.as_str()),
                Err(why) => Err(*why),
            };
            let shown = one.line.checked.as_deref().unwrap_or(&one.line.typed);
            (shown, outcome)
        })
    }

    /// How many tickets will be filed.
    pub fn count(&self) -> usize {
        self.outcomes()
            .filter(|(_, outcome)| outcome.is_ok())
            .count()
    }

    /// How many numbers have an open ticket already.
    pub fn open(&self) -> usize {
        self.lines.iter().filter(|one| one.open.is_some()).count()
    }
}

/// The many numbers of a draft, checked as things are now; none if it has one number or none.
///
/// # Errors
///
/// [`Error::NotFound`] for a guest, or when the draft is gone.
pub async fn parcels(app: &App, guest: &Guest, open: &OpenDraft) -> Result<Option<Checked>, Error> {
    guest.check_member()?;
    let (guest, id) = (guest.clone(), open.draft.id);
    app.store
        .read(move |db| {
            let content = db.draft(id)?.ok_or(Error::NotFound)?.content;
            Ok(check(db, &guest, &content)?.map(|(_, checked)| checked))
        })
        .await
}

/// Keeps the numbers as typed, instead of those before.
///
/// # Errors
///
/// [`Error::NotFound`] for a guest, or where the topic asks for no number; [`Error::Invalid`]
/// `numbers` for none ([`FieldError::Missing`]) or so many too many ([`FieldError::TooLong`]).
pub async fn keep_parcels(
    app: &App,
    guest: &Guest,
    open: &OpenDraft,
    topic: &Topic,
    typed: &str,
) -> Result<(), Error> {
    guest.check_member()?;
    let field = topic.form.tracking_field().ok_or(Error::NotFound)?;
    let invalid = |error| Error::Invalid {
        field: "numbers",
        error,
    };
    // What is far too much is not looked at.
    within(typed, MAX_TYPED).map_err(invalid)?;
    match read(typed, field).len() {
        0 => return Err(invalid(FieldError::Missing)),
        count if count > MAX_PARCELS => {
            return Err(invalid(FieldError::TooLong(count - MAX_PARCELS)));
        }
        _ => {}
    }
    let typed = typed.to_owned();
    edit(app, open.draft.id, move |draft| {
        draft.content.parcels = Some(Parcels {
            typed: typed.clone(),
            anyway: false,
        });
    })
    .await
}

/// Says whether numbers with an open ticket get another.
///
/// # Errors
///
/// [`Error::NotFound`] for a guest, or when the draft is gone.
pub async fn file_anyway(
    app: &App,
    guest: &Guest,
    open: &OpenDraft,
    anyway: bool,
) -> Result<(), Error> {
    guest.check_member()?;
    edit(app, open.draft.id, move |draft| {
        if let Some(parcels) = &mut draft.content.parcels {
            parcels.anyway = anyway;
        }
    })
    .await
}

/// Goes back to one number.
///
/// # Errors
///
/// [`Error::NotFound`] for a guest, or when the draft is gone.
pub async fn drop_parcels(app: &App, guest: &Guest, open: &OpenDraft) -> Result<(), Error> {
    guest.check_member()?;
    edit(app, open.draft.id, |draft| draft.content.parcels = None).await
}

fn check(
    db: &mut Db,
    guest: &Guest,
    content: &DraftContent,
) -> Result<Option<(Topic, Checked)>, Error> {
    let topic = match content.topic {
        Some(topic) => db.topic(topic)?.filter(|topic| topic.is_active),
        None => None,
    };
    let Some(topic) = topic else {
        return Ok(None);
    };
    let (Some(parcels), Some(field)) = (
        content.parcels_for(&topic.form),
        topic.form.tracking_field(),
    ) else {
        return Ok(None);
    };
    let lines = read(&parcels.typed, field);
    let numbers: Vec<String> = lines
        .iter()
        .filter_map(|line| line.checked.clone().ok())
        .collect();
    let mut open = HashMap::new();
    for ticket in db.open_tickets_with_tracking(guest.case_scope(), &numbers)? {
        if let Some(number) = ticket
            .tracking_number
            .clone()
            .filter(|_| guest.may_read(&ticket))
        {
            open.entry(number).or_insert(ticket.code);
        }
    }
    let with_open = |line: Line| CheckedLine {
        open: line
            .checked
            .as_ref()
            .ok()
            .and_then(|number| open.get(number).cloned()),
        line,
    };
    let checked = Checked {
        parcels: parcels.clone(),
        lines: lines.into_iter().map(with_open).collect(),
    };
    Ok(Some((topic, checked)))
}

/// Files a ticket for each number of a draft, all or none of them; none if it has not many.
///
/// [`Error::Invalid`] `numbers` if no number is left, for instance because a colleague was faster.
pub(super) fn file_parcels(
    tx: &mut Tx,
    app: &App,
    guest: &Guest,
    member: &Member,
    draft: &Draft,
    client: &str,
    now: Timestamp,
) -> Result<Option<FilingId>, Error> {
    let Some((_, checked)) = check(tx, guest, &draft.content)? else {
        return Ok(None);
    };
    let account = member.account.id;
    let numbers: Vec<String> = checked
        .outcomes()
        .filter_map(|(_, outcome)| outcome.ok().map(str::to_owned))
        .collect();
    if numbers.is_empty() {
        return Err(Error::Invalid {
            field: "numbers",
            error: FieldError::Missing,
        });
    }
    let key = app
        .secret
        .counter_key("filings-account", &[&account.to_string()]);
    if tx.hit(&key, SignedDuration::from_hours(24), now)? > FILINGS_A_DAY {
        return Err(Error::Limited);
    }

    let organization = member.organization.id;
    let tickets = file_many(tx, app, draft, organization, &numbers, client, now)?;
    let first = tickets.first().map(|ticket| ticket.id);
    let mut filed = tickets.iter().map(|ticket| ticket.id);
    let lines = checked.outcomes().map(|(number, outcome)| FilingLine {
        number: number.to_owned(),
        outcome: match outcome {
            Ok(_) => filed.next().ok_or(LeftOut::Form),
            Err(why) => Err(why),
        },
    });
    let filing = Filing {
        id: app.id(),
        account,
        subject: draft.content.subject.clone(),
        at: now,
        lines: lines.collect(),
    };
    tx.insert_filing(&filing)?;
    enqueue(
        tx,
        app,
        &Letter::TicketsFiled {
            account,
            filing: filing.id,
        },
    )?;

    // The draft stays as a mark that it was used, and of what came of it.
    let mut draft = draft.clone();
    draft.content = DraftContent {
        filing: Some(filing.id),
        ..DraftContent::default()
    };
    draft.ticket = first;
    draft.email = None;
    tx.save_draft(&mut draft)?;
    Ok(Some(filing.id))
}

/// Many tickets that were filed at once, for who filed them.
#[derive(Clone, Debug)]
pub struct FilingPage {
    /// The subject of all of them.
    pub subject: String,
    /// When.
    pub at: Timestamp,
    /// What became of each number.
    pub lines: Vec<(String, Outcome)>,
}

/// What became of a number.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It has a ticket.
    Filed {
        /// What people call it.
        code: TicketCode,
        /// Who attends it, once somebody does.
        agent: Option<String>,
    },
    /// There is none, and why.
    LeftOut(LeftOut),
}

/// What became of many numbers that were filed at once.
///
/// # Errors
///
/// [`Error::NotFound`] for all but the account that filed them.
pub async fn filing(app: &App, guest: &Guest, id: FilingId) -> Result<FilingPage, Error> {
    let account = guest.check_member()?.account.id;
    app.store
        .read(move |db| {
            let filing = db
                .filing(id)?
                .filter(|filing| filing.account == account)
                .ok_or(Error::NotFound)?;
            page_of(db, filing)
        })
        .await
}

/// A filing with the codes and agents of its tickets.
pub(crate) fn page_of(db: &mut Db, filing: Filing) -> Result<FilingPage, Error> {
    let names: HashMap<_, _> = db
        .agents()?
        .into_iter()
        .map(|agent| (agent.id, agent.name))
        .collect();
    let mut lines = Vec::with_capacity(filing.lines.len());
    for line in filing.lines {
        let outcome = match line.outcome {
            Ok(ticket) => {
                let ticket = db.ticket(ticket)?.ok_or(Error::NotFound)?;
                Outcome::Filed {
                    agent: ticket.assignee.and_then(|agent| names.get(&agent).cloned()),
                    code: ticket.code,
                }
            }
            Err(why) => Outcome::LeftOut(why),
        };
        lines.push((line.number, outcome));
    }
    Ok(FilingPage {
        subject: filing.subject,
        at: filing.at,
        lines,
    })
}

/// The account as it is in this transaction: the session may be older than what happened to it.
pub(super) fn present(tx: &mut Tx, guest: &Guest) -> Result<Member, Error> {
    member(tx, guest.check_member()?.account.id)?.ok_or(Error::NotFound)
}
