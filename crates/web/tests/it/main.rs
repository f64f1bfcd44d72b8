//! Tests of the pages as people meet them, and of the server through real sockets.
//!
//! The names of tests begin with the numbers of the security cases they stand for.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

mod accounts;
mod api;
mod api_compensation;
mod api_exports;
mod api_files;
mod api_people;
mod api_races;
mod api_rights;
mod api_tried;
mod assignment;
mod browser;
mod calendar;
mod company;
mod compensation;
mod corpus;
mod crawl;
mod deadlines;
mod desk;
mod documents;
mod every_route;
mod exports;
mod factors;
mod files;
mod fuzz;
mod hardening;
mod hostile_addresses;
mod html;
mod imports;
mod intake;
mod journey;
mod ladder;
mod legal;
mod letters;
mod live;
mod log;
mod lookup;
mod matrix;
mod matrix_api;
mod parcels;
mod policies;
mod procedures;
mod races;
mod rights;
mod roles;
mod scanner;
mod server;
mod settings;
mod visibility;
