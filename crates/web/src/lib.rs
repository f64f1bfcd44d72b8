//! Pages: the portal of requesters, the desk of agents, and the server that answers.
//!
//! Handlers parse, call one operation of `app`, and answer; no rule is here. Every page is whole
//! without scripts.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "pages answer the errors that they have words for and pass the rest on"
)]
#![expect(
    clippy::similar_names,
    reason = "an agent and a seat are named as the desk names them"
)]
#![expect(
    clippy::large_futures,
    reason = "one upload at a time lives on its task"
)]

mod account;
mod api;
mod asset;
mod cookie;
#[cfg(test)]
#[path = "../tests/it/corpus.rs"]
mod corpus;
mod desk;
mod document;
mod email;
mod error;
mod export;
mod factor;
mod form;
mod mailbox;
mod own;
mod page;
mod path;
mod portal;
mod router;
mod security;
pub mod server;
mod setup;
mod sheet;
mod state;
mod tokens;
mod visit;

pub use router::router;
pub use state::{Options, Web};
