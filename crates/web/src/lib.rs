//! Pages: the portal of requesters, the desk of agents, and the server that answers.
//!
//! Handlers parse, call one operation of `app`, and answer; no rule is here. Every page is whole
//! without scripts.

mod asset;
mod cookie;
mod desk;
mod error;
mod mailbox;
mod page;
mod path;
mod portal;
mod router;
mod security;
pub mod server;
mod setup;
mod state;
mod visit;

pub use router::router;
pub use state::{Options, Web};
