//! What happens to people: the stories that tickets are made of, by topic.
//!
//! Texts of the demonstration, not of the product. How blanks and alternatives are written is
//! said in [`compose`](super::compose); openings and farewells are added by the journey.

mod abroad;
mod charges;
mod damaged;
mod elsewhere;
mod information;
mod missing;
mod pqrsd;

pub(super) use abroad::ABROAD;
pub(super) use charges::CHARGES;
pub(super) use damaged::DAMAGED;
pub(super) use elsewhere::ELSEWHERE;
pub(super) use information::INFORMATION;
pub(super) use missing::MISSING;
pub(super) use pqrsd::PQRSD;

use super::people::Thing;

/// It can happen to all sorts of things.
const ANYTHING: &[Thing] = &[];

/// One story and everything that may be said in it.
pub(super) struct Scenario {
    /// The slug of its topic.
    pub(super) topic: &'static str,
    /// The language of its requester.
    pub(super) language: &'static str,
    /// What sorts of things it can happen to; all if there are none.
    pub(super) things: &'static [Thing],
    /// Field and answer; a field with `?` is answered only sometimes.
    pub(super) answers: &'static [(&'static str, &'static str)],
    pub(super) subject: &'static str,
    pub(super) description: &'static str,
    /// What the agent asks the requester for, and the answer.
    pub(super) question: &'static str,
    pub(super) answer: &'static str,
    /// What the agent tells on the way.
    pub(super) progress: &'static str,
    /// Whom the ticket waits for.
    pub(super) third: &'static str,
    /// A note among the staff.
    pub(super) note: &'static str,
    /// The kind of the solution.
    pub(super) code: &'static str,
    pub(super) solution: &'static str,
    /// Why the requester does not accept it, and what is proposed then.
    pub(super) rejection: &'static str,
    pub(super) second: &'static str,
    /// Files that come with the request, by name; the ending says of what kind.
    pub(super) files: &'static [&'static str],
}
