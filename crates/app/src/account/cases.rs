//! The tickets of a customer: the list, and the home page's figures.

use domain::account::CaseColumn;
use domain::{Currency, Money};
use jiff::Timestamp;
use jiff::civil::Date;
use store::Db;
use store::cases::{CaseCounts, CaseCursor, CaseFilter, CaseOrder, CaseRow, CaseScope};

use crate::{App, Error, Guest};

/// How many tickets the home page shows.
const LATEST: u32 = 5;

/// A page of the list, with all that its page shows.
#[derive(Clone, Debug)]
pub struct CaseList {
    /// The tickets.
    pub page: CasePage,
    /// How many tickets the whole list has, with its filters.
    pub total: u32,
    /// The figures without filters.
    pub figures: Figures,
    /// The columns that the person chose.
    pub columns: Vec<CaseColumn>,
}

/// A page of tickets.
#[derive(Clone, Debug)]
pub struct CasePage {
    /// The tickets.
    pub rows: Vec<CaseRow>,
    /// Where the next page begins, if there is one.
    pub next: Option<CaseCursor>,
}

/// What the cards above a list show.
#[derive(Clone, Debug)]
pub struct Figures {
    /// How many tickets there are.
    pub counts: CaseCounts,
    /// How much compensation was paid this year, in each currency; nothing in the organisation's
    /// where none was.
    pub paid: Vec<Money>,
}

/// What the home page shows.
#[derive(Clone, Debug)]
pub struct Home {
    /// The figures.
    pub figures: Figures,
    /// Where something happened last.
    pub latest: Vec<CaseRow>,
}

/// Whose tickets are read, and whether amounts are among what may be known.
#[derive(Clone, Copy)]
struct Reach {
    scope: CaseScope,
    private: bool,
}

/// A page of at most `limit` tickets with all that is around it, in one read: exactly those that
/// the guest may read.
///
/// # Errors
///
/// [`Error::NotFound`] for a guest without an account.
pub async fn cases(
    app: &App,
    guest: &Guest,
    filter: CaseFilter,
    after: Option<CaseCursor>,
    limit: u32,
) -> Result<CaseList, Error> {
    let account = guest.check_member()?.account.id;
    let (reach, year) = (Reach::of(guest), this_year(app));
    app.store
        .read(move |db| {
            let columns = db.case_columns(account)?;
            Ok(CaseList {
                page: page(db, reach, &filter, after, limit)?,
                total: db.count_cases(reach.scope, &filter)?,
                figures: figures(db, reach, year)?,
                columns: columns.unwrap_or_else(|| CaseColumn::USUAL.into()),
            })
        })
        .await
}

/// The tickets of a page alone, for what reads them all.
///
/// # Errors
///
/// As [`cases`].
pub(crate) async fn rows(
    app: &App,
    guest: &Guest,
    filter: CaseFilter,
    after: Option<CaseCursor>,
    limit: u32,
) -> Result<CasePage, Error> {
    guest.check_member()?;
    let reach = Reach::of(guest);
    app.store
        .read(move |db| page(db, reach, &filter, after, limit))
        .await
}

/// How many tickets the whole list has.
///
/// # Errors
///
/// As [`cases`].
pub(crate) async fn total(app: &App, guest: &Guest, filter: CaseFilter) -> Result<u32, Error> {
    guest.check_member()?;
    let scope = guest.case_scope();
    app.store
        .read(move |db| Ok(db.count_cases(scope, &filter)?))
        .await
}

/// The figures and the latest tickets of the home page.
///
/// # Errors
///
/// [`Error::NotFound`] for a guest without an account.
pub async fn home(app: &App, guest: &Guest) -> Result<Home, Error> {
    guest.check_member()?;
    let (reach, year) = (Reach::of(guest), this_year(app));
    let filter = CaseFilter {
        order: CaseOrder::LastUpdatedFirst,
        ..CaseFilter::default()
    };
    app.store
        .read(move |db| {
            Ok(Home {
                figures: figures(db, reach, year)?,
                latest: page(db, reach, &filter, None, LATEST)?.rows,
            })
        })
        .await
}

/// Remembers which columns the person wants to see.
///
/// # Errors
///
/// [`Error::NotFound`] for a guest without an account.
pub async fn choose_columns(
    app: &App,
    guest: &Guest,
    columns: Vec<CaseColumn>,
) -> Result<(), Error> {
    let account = guest.check_member()?.account.id;
    app.store
        .write(move |tx| Ok(tx.set_case_columns(account, &columns)?))
        .await
}

impl Reach {
    fn of(guest: &Guest) -> Self {
        Self {
            scope: guest.case_scope(),
            private: guest.may_see_private(),
        }
    }
}

fn page(
    db: &mut Db,
    reach: Reach,
    filter: &CaseFilter,
    after: Option<CaseCursor>,
    limit: u32,
) -> Result<CasePage, Error> {
    // One more than shown tells whether there is a next page.
    let mut rows = db.cases_of(reach.scope, filter, after, limit + 1)?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    for row in &mut rows {
        row.amount = row.amount.filter(|_| reach.private);
    }
    let next = rows.last().filter(|_| more).map(|last| CaseCursor {
        sort: last.sort,
        id: last.id,
    });
    Ok(CasePage { rows, next })
}

fn figures(db: &mut Db, reach: Reach, year: Year) -> Result<Figures, Error> {
    let counts = db.case_counts(reach.scope, year.began_at)?;
    let mut paid = if reach.private {
        db.compensation_paid(reach.scope, year.first_day)?
    } else {
        Vec::new()
    };
    if paid.is_empty() {
        paid.push(Money::zero(year.currency));
    }
    Ok(Figures { counts, paid })
}

/// When a year began, and in what the organisation counts.
#[derive(Clone, Copy)]
struct Year {
    first_day: Date,
    began_at: Timestamp,
    currency: Currency,
}

/// The present year, where the organisation is.
fn this_year(app: &App) -> Year {
    let now = app.now().to_zoned(app.zone());
    let began_at = now
        .first_of_year()
        .and_then(|day| day.start_of_day())
        .map_or_else(|_| app.now(), |day| day.timestamp());
    Year {
        first_day: now.date().first_of_year(),
        began_at,
        currency: app.settings().compensation.currency,
    }
}
