//! Compensation at the desk: the panel and the page of a claim, the list of all with the batches
//! of payments, and the matrix of the settings.

mod act;
mod batch;
mod list;
mod page;
mod panel;
mod policy;

use axum::Router;
use axum::routing::{get, post};
use domain::Money;
use domain::compensation::{ClaimStatus, Refusal};
use text::Texts;

use super::chip::Chip;
use crate::state::Web;

pub(super) use panel::Panel;

/// The addresses of compensation.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/mesa/casos/{codigo}/indemnizacion", get(page::show))
        .route(
            "/mesa/casos/{codigo}/indemnizacion/{accion}",
            post(act::run),
        )
        .route("/mesa/indemnizaciones", get(list::show))
        .route("/mesa/indemnizaciones/lotes", post(list::make))
        .route("/mesa/indemnizaciones/lotes/{id}", get(batch::show))
        .route(
            "/mesa/indemnizaciones/lotes/{id}/archivo",
            post(batch::export),
        )
        .route(
            "/mesa/indemnizaciones/lotes/{id}/respuesta",
            post(batch::import),
        )
        .route(
            "/mesa/ajustes/indemnizacion",
            get(policy::show).post(policy::save),
        )
        .route(
            "/mesa/ajustes/indemnizacion/{id}/quitar",
            post(policy::retire),
        )
        .route("/mesa/ajustes/indemnizacion/uf", post(policy::import))
}

/// A form with fields that come several times.
#[derive(Clone, Debug, Default)]
struct Sent(Vec<(String, String)>);

impl Sent {
    /// What was typed into a field; nothing where there is none.
    fn text(&self, name: &str) -> &str {
        let named = self.0.iter().find(|(field, _)| field == name);
        named.map_or("", |(_, value)| value.trim())
    }

    /// All that was ticked.
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.0.iter().filter(move |(field, _)| field == name);
        named.map(|(_, value)| value.trim())
    }

    /// Puts something else into a field.
    fn set(&mut self, name: &str, value: String) {
        self.0.retain(|(field, _)| field != name);
        self.0.push((name.to_owned(), value));
    }

    /// Whether a box was ticked.
    fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|one| one == value)
    }
}

/// A box to tick.
struct Tick {
    name: &'static str,
    value: &'static str,
    words: String,
    is_ticked: bool,
}

/// An amount as the reader writes it.
pub(super) fn money(t: &Texts, amount: Money) -> String {
    t.money(amount.minor, amount.currency.code())
}

/// An amount as a field has it.
pub(super) fn typed_money(amount: Money) -> String {
    amount.plain().replace('.', ",")
}

/// The state of a claim for the staff.
fn chip(t: &Texts, status: ClaimStatus) -> Chip {
    let (tone, icon) = match status {
        ClaimStatus::Requested | ClaimStatus::InReview => ("chip--info", "i-ring"),
        ClaimStatus::NeedsDocuments | ClaimStatus::Proposed => ("chip--warn", "i-hourglass"),
        ClaimStatus::Approved | ClaimStatus::Paid => ("chip--ok", "i-check"),
        ClaimStatus::Offered => ("chip--viol", "i-flag"),
        ClaimStatus::Accepted | ClaimStatus::PaymentData | ClaimStatus::InBatch => {
            ("chip--brand", "i-half")
        }
        ClaimStatus::Declined | ClaimStatus::Returned => ("chip--bad", "i-refresh"),
        ClaimStatus::NotApplicable | ClaimStatus::Denied | ClaimStatus::Void => {
            ("chip--mute", "i-stop")
        }
    };
    Chip {
        tone,
        icon,
        words: state(t, status),
    }
}

fn state(t: &Texts, status: ClaimStatus) -> String {
    t.by_id(&format!("claim-state-{}", status.name()))
        .unwrap_or_default()
}

/// Why the rules said no.
pub(super) fn refusal_words(t: &Texts, refusal: &Refusal) -> String {
    let now = match refusal {
        Refusal::IllegalMove { status, .. } => state(t, *status),
        _ => String::new(),
    };
    t.by_id_with(
        &format!("claim-refusal-{}", refusal.code()),
        &[("state", now.into())],
    )
    .unwrap_or_default()
}
