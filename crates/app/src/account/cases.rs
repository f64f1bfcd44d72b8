//! The tickets of a customer: the list, and the home page's figures.

use jiff::Timestamp;
use store::cases::{CaseCounts, CaseCursor, CaseFilter, CaseOrder, CaseRow};

use crate::{App, Error, Guest};

/// How many tickets the home page shows.
const LATEST: u32 = 5;

/// A page of the list, with all that its page shows.
#[derive(Clone, Debug)]
pub struct CaseList {
    /// The tickets.
    pub rows: Vec<CaseRow>,
    /// Where the next page begins, if there is one.
    pub next: Option<CaseCursor>,
    /// How many tickets the whole list has, with its filters.
    pub total: u32,
    /// How many tickets there are without filters.
    pub counts: CaseCounts,
}

/// What the home page shows.
#[derive(Clone, Debug)]
pub struct Home {
    /// How many tickets there are.
    pub counts: CaseCounts,
    /// Where something happened last.
    pub latest: Vec<CaseRow>,
}

/// A page of at most `limit` tickets, in one read: exactly those that the guest may read.
///
/// # Errors
///
/// When the database does not answer.
pub async fn cases(
    app: &App,
    guest: &Guest,
    filter: CaseFilter,
    after: Option<CaseCursor>,
    limit: u32,
) -> Result<CaseList, Error> {
    let (scope, year) = (guest.case_scope(), this_year(app));
    app.store
        .read(move |db| {
            // One more than shown tells whether there is a next page.
            let mut rows = db.cases_of(scope, &filter, after, limit + 1)?;
            let more = rows.len() > limit as usize;
            rows.truncate(limit as usize);
            let next = rows.last().filter(|_| more).map(|last| CaseCursor {
                sort: last.sort,
                id: last.id,
            });
            Ok(CaseList {
                rows,
                next,
                total: db.count_cases(scope, &filter)?,
                counts: db.case_counts(scope, year)?,
            })
        })
        .await
}

/// The figures and the latest tickets of the home page.
///
/// # Errors
///
/// [`Error::NotFound`] for a guest without an account.
pub async fn home(app: &App, guest: &Guest) -> Result<Home, Error> {
    guest.check_member()?;
    let (scope, year) = (guest.case_scope(), this_year(app));
    let filter = CaseFilter {
        order: CaseOrder::LastUpdatedFirst,
        ..CaseFilter::default()
    };
    app.store
        .read(move |db| {
            Ok(Home {
                counts: db.case_counts(scope, year)?,
                latest: db.cases_of(scope, &filter, None, LATEST)?,
            })
        })
        .await
}

/// When the year began, where the organisation is.
fn this_year(app: &App) -> Timestamp {
    let now = app.now().to_zoned(app.zone());
    now.first_of_year()
        .and_then(|day| day.start_of_day())
        .map_or_else(|_| app.now(), |day| day.timestamp())
}
