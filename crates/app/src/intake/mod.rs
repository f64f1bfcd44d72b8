//! From the first click to the ticket: drafts, codes, and the moment a ticket is filed.

mod code;
mod draft;
mod file_ticket;
mod phone;
mod program;
mod sweep;

pub use code::{CodePage, SendOutcome, VerifyOutcome, code_page, correct_email, send_code, verify};
pub(crate) use code::{check, issue_by_mail};
pub use draft::{
    ContactForm, Details, DraftView, FormError, OpenDraft, begin, begin_follow_up, choose_topic,
    discard, open, same_tracking, save_contact, save_details, view,
};
pub(crate) use draft::{begin_for, edit};
pub use file_ticket::Filed;
pub(crate) use file_ticket::{BY_PROGRAM, file_for, file_many};
pub use phone::{PhoneDraft, find_draft, give_code};
pub use program::{NewTicket, ask_for_code, file_for_program, opened_by};
pub(crate) use sweep::delete_expired;
