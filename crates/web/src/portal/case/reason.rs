//! A question that is answered by a reason: a dialog as a page.

use app::Guest;
use askama::Template;
use axum::response::Response;
use domain::TicketCode;

use super::path_of;
use crate::error::PageError;
use crate::page;
use crate::path::escape;
use crate::visit::Visit;

/// The page of one question.
#[derive(Template)]
#[template(path = "portal/case/reason.html")]
pub(super) struct ReasonPage {
    pub(super) v: Visit,
    pub(super) heading: String,
    /// What follows from a yes; may be empty.
    pub(super) lead: String,
    pub(super) label: String,
    pub(super) is_optional: bool,
    pub(super) button: String,
    /// Whether a yes ends something.
    pub(super) is_danger: bool,
    pub(super) back: String,
    /// The last part of the address that the form is sent to.
    pub(super) action: &'static str,
    /// The address of the ticket.
    pub(super) path: String,
    pub(super) code: String,
    pub(super) typed: String,
    pub(super) problem: String,
}

impl ReasonPage {
    /// The page, or the code that must be typed first.
    pub(super) fn answer(self, guest: &Guest, code: &TicketCode) -> Result<Response, PageError> {
        if !guest.may_act() {
            let here = format!("{}/{}", path_of(code), self.action);
            return Err(PageError::Elsewhere(format!(
                "/verificar?volver={}",
                escape(&here)
            )));
        }
        if self.problem.is_empty() {
            page::ok(&self)
        } else {
            page::unprocessable(&self)
        }
    }

    fn browser_title(&self) -> String {
        if self.problem.is_empty() {
            self.heading.clone()
        } else {
            self.v.t.page_title_error(self.heading.as_str())
        }
    }
}
