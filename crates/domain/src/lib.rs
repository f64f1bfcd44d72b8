//! The rules of Resuelto: pure data and functions.
//!
//! Nothing here does I/O, reads a clock or draws a random number; the caller brings the time
//! and the randomness. Only ids, codes and the data of events serialise.

pub mod account;
pub mod assignment;
pub mod brand;
pub mod calendar;
pub mod clock;
pub mod compensation;
pub mod file;
pub mod form;
pub mod import;
pub mod intake;
pub mod legal;
pub mod limits;
pub mod otp;
pub mod parcels;
pub mod password;
pub mod policy;
pub mod settings;
pub mod sheet;
pub mod shift;
pub mod tax_id;
pub mod thanks;
pub mod ticket;
pub mod token;
pub mod totp;
pub mod tracking;

mod actor;

mod code;
mod email;
mod id;
mod localized;
mod message;
mod money;
mod people;
mod terms;

pub use account::{Account, AccountRole, Organization};
pub use actor::Actor;
pub use calendar::Calendar;
pub use code::{InvalidCode, TicketCode};
pub use email::{EmailAddress, InvalidEmail};
pub use id::*;
pub use localized::Localized;
pub use message::{MAX_MESSAGE, Message, MessageKind};
pub use money::{Currency, Money};
pub use people::{Agent, Contact, Presence, Principal, Team};
pub use policy::{Permission, Reach, Role};
pub use settings::Settings;
pub use terms::Terms;
pub use ticket::{Event, EventKind, Refusal, Solution, Status, Ticket};
