//! What a guest types before there is a ticket: the draft, its consent, its spoken reference.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::form::Form;
use crate::parcels::Parcels;
use crate::ticket::Answer;
use crate::{AgentId, ConsentId, DraftId, EmailAddress, FilingId, TicketId, TopicId};

/// An unverified intake: no number, in no queue, no search and no report (case A15).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its key.
    pub id: DraftId,
    /// Grows by one with every save.
    pub version: i64,
    /// What was typed so far.
    pub content: DraftContent,
    /// The address, once given: where the code goes.
    pub email: Option<EmailAddress>,
    /// What is dictated on the phone when the mailbox is out of reach, such as `7K42`.
    pub reference: String,
    /// The ticket that came of it.
    pub ticket: Option<TicketId>,
    /// Wrong codes typed so far, over all codes of this draft.
    pub failed_codes: u32,
    /// Codes mailed so far.
    pub codes_sent: u32,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it disappears, unless it became a ticket.
    pub expires_at: Timestamp,
}

/// What a guest typed, as typed: checked when it is filed, kept although wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftContent {
    /// The topic, once chosen.
    pub topic: Option<TopicId>,
    /// Field id and what was typed.
    pub typed: Vec<(String, String)>,
    /// Checked answers of the details step, empty until it passes.
    pub answers: Vec<Answer>,
    /// A line by which to recognise the ticket.
    pub subject: String,
    /// What happened.
    pub description: String,
    /// Type of identity document; may be empty.
    pub document_type: String,
    /// Number of the identity document; may be empty.
    pub document_number: String,
    /// Whether the details step passed all checks.
    pub details_done: bool,
    /// The full name.
    pub name: String,
    /// The address as typed, right or wrong.
    pub email: String,
    /// The telephone number; may be empty.
    pub phone: String,
    /// The language of the guest, as a tag.
    pub language: String,
    /// What was agreed to, and when.
    pub consent: Option<ConsentGiven>,
    /// The ticket that this one goes on with.
    pub follow_up_of: Option<TicketId>,
    /// Many tracking numbers, of which each is to become a ticket; accounts alone have them.
    pub parcels: Option<Parcels>,
    /// The many tickets that came of it.
    pub filing: Option<FilingId>,
}

impl DraftContent {
    /// The many tracking numbers, where the topic asks for one.
    pub fn parcels_for(&self, form: &Form) -> Option<&Parcels> {
        self.parcels
            .as_ref()
            .filter(|_| form.tracking_field().is_some())
    }
}

/// A consent as given in a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentGiven {
    /// Which version of the text.
    pub version: String,
    /// SHA-256 of the text in the language it was shown in, as hexadecimal.
    pub hash: String,
    /// When the box was ticked and the form sent.
    pub at: Timestamp,
}

/// The proof of a consent (Ley 1581 of 2012, art. 9; Ley 21.719, art. 12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Its key.
    pub id: ConsentId,
    /// The ticket that was filed with it.
    pub ticket: TicketId,
    /// What was agreed to, and when.
    pub given: ConsentGiven,
    /// By which door: `portal`, `phone`.
    pub channel: String,
    /// The address of the client.
    pub client: String,
}

/// How an agent checked an identity on the phone (case A11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityCheck {
    /// Who checked.
    pub agent: AgentId,
    /// The points of the checklist that were ticked.
    pub points: Vec<String>,
    /// Why the mailed code could not be used.
    pub reason: String,
}

/// Symbols that cannot be confused when they are spoken or written down.
const SPOKEN: &[u8; 24] = b"2346789ACDEFGHJKMPRTVWXY";

/// Makes a spoken reference of four symbols, such as `7K42`.
pub fn reference(random: [u8; 4]) -> String {
    random
        .iter()
        .map(|byte| char::from(SPOKEN[usize::from(*byte) % SPOKEN.len()]))
        .collect()
}

/// A reference as it was dictated or typed, or nothing if it has not the form of one.
pub fn parse_reference(text: &str) -> Option<String> {
    let symbols: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .take(8)
        .collect();
    let known = symbols.len() == 4 && symbols.bytes().all(|byte| SPOKEN.contains(&byte));
    known.then_some(symbols)
}

/// A reference as it is shown: `7K-42`.
pub fn show_reference(reference: &str) -> String {
    match reference.split_at_checked(2) {
        Some((first, second)) => format!("{first}-{second}"),
        None => reference.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_as_it_is_dictated() {
        let made = reference([4, 9, 2, 0]);

        assert_eq!(parse_reference(&show_reference(&made)), Some(made.clone()));
        assert_eq!(parse_reference(&made.to_lowercase()), Some(made));
        assert_eq!(parse_reference("7K-4"), None);
        assert_eq!(parse_reference("OI-10"), None);
        assert_eq!(show_reference("7K42"), "7K-42");
    }
}
