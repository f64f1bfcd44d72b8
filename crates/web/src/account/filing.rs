//! `/cuenta/casos/lotes/{id}`: what became of many tracking numbers that were filed at once.

use app::Error;
use app::account::{FilingPage, Outcome};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::{FilingId, TicketCode};

use crate::document::answer;
use crate::error::PageError;
use crate::page;
use crate::portal::why_words;
use crate::state::Web;
use crate::visit::{AsMember, Visit};

#[derive(Template)]
#[template(path = "account/filing.html")]
struct ResultPage {
    v: Visit,
    id: FilingId,
    subject: String,
    filed: Vec<Filed>,
    /// Numbers without a ticket, and why.
    left_out: Vec<(String, String)>,
}

struct Filed {
    number: String,
    code: TicketCode,
    agent: Option<String>,
}

/// `GET /cuenta/casos/lotes/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let FilingPage { subject, lines, .. } = app::account::filing(&web, &guest, id).await?;
    let (mut filed, mut left_out) = (Vec::new(), Vec::new());
    for (number, outcome) in lines {
        match outcome {
            Outcome::Filed { code, agent } => filed.push(Filed {
                number,
                code,
                agent,
            }),
            Outcome::LeftOut(why) => left_out.push((number, why_words(&v, why))),
        }
    }
    page::ok(&ResultPage {
        v,
        id,
        subject,
        filed,
        left_out,
    })
}

/// `GET /cuenta/casos/lotes/{id}/lista.csv`
pub(super) async fn download(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let filing = app::account::filing(&web, &guest, id).await?;
    let t = &v.t;
    let heading = [
        t.filing_number(),
        t.export_code(),
        t.account_column_agent(),
        t.filing_outcome(),
    ];
    let rows = filing.lines.into_iter().map(|(number, outcome)| {
        let (code, agent, why) = match outcome {
            Outcome::Filed { code, agent } => (
                code.to_string(),
                agent.unwrap_or_else(|| t.list_nobody()),
                String::new(),
            ),
            Outcome::LeftOut(why) => (String::new(), String::new(), why_words(&v, why)),
        };
        [number, code, agent, why]
    });
    let file = report::plain_rows(std::iter::once(heading).chain(rows))
        .map_err(|error| Error::Internal(error.into()))?;
    let name = format!("{}-{}.csv", t.filing_file_name(), v.local(filing.at).date());
    Ok(answer(&name, "text/csv; charset=utf-8", file))
}
