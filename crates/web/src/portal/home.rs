//! The home page.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::TicketCode;
use domain::form::Topic;

use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "portal/home.html")]
struct HomePage {
    v: Visit,
    topics: Vec<Topic>,
}

impl HomePage {
    /// What a code looks like here.
    fn example(&self) -> String {
        TicketCode::new(
            &self.v.settings.prefix,
            self.v.now.year(),
            [7, 15, 3, 19, 9, 23],
        )
        .to_string()
    }
}

/// `GET /`
pub(crate) async fn show(State(web): State<Web>, v: Visit) -> Result<Response, PageError> {
    let topics = app::topic::list(&web).await?;
    page::ok(&HomePage { v, topics })
}
