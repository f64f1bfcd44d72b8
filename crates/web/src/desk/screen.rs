//! The screen of the desk: views, list, conversation, context.

use askama::Template;

use super::compose::Tab;
use super::queue::List;
use super::seat::Frame;
use super::ticket::OpenTicket;
use super::timeline::Item;
use crate::visit::Visit;

/// The screen, with or without a ticket.
#[derive(Template)]
#[template(path = "desk/screen.html")]
pub(super) struct Screen {
    pub(super) v: Visit,
    pub(super) frame: Frame,
    pub(super) list: List,
    pub(super) open: Option<Box<OpenTicket>>,
    /// What was done, told once.
    pub(super) done: Option<String>,
}
