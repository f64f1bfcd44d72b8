//! Pages that explain: how data is treated, accessibility, terms.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::form::Topic;

use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "portal/privacy.html")]
struct PrivacyPage {
    v: Visit,
}

impl PrivacyPage {
    /// The text that requesters agree to, by paragraphs.
    fn paragraphs(&self) -> Vec<String> {
        let text = self
            .v
            .settings
            .consent
            .text
            .get(self.v.tag())
            .replace("\r\n", "\n");
        text.split("\n\n")
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect()
    }
}

/// `GET /datos`
pub(crate) async fn privacy(v: Visit) -> Result<Response, PageError> {
    page::ok(&PrivacyPage { v })
}

#[derive(Template)]
#[template(path = "portal/accessibility.html")]
struct AccessibilityPage {
    v: Visit,
}

/// `GET /accesibilidad`
pub(crate) async fn accessibility(v: Visit) -> Result<Response, PageError> {
    page::ok(&AccessibilityPage { v })
}

#[derive(Template)]
#[template(path = "portal/deadlines.html")]
struct DeadlinesPage {
    v: Visit,
    topics: Vec<Topic>,
    review_days: u16,
    reopen_days: u16,
}

/// `GET /plazos`
pub(crate) async fn deadlines(State(web): State<Web>, v: Visit) -> Result<Response, PageError> {
    let terms = web.terms();
    let topics = app::topic::list(&web).await?;
    page::ok(&DeadlinesPage {
        v,
        topics,
        review_days: terms.close_after_days,
        reopen_days: terms.reopen_days,
    })
}
