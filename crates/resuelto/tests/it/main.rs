//! Tests of the finished program, as a service manager and a shell meet it.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

mod backup;
mod calendar;
mod canaries;
mod doctor;
mod health;
mod letters;
mod packages;
mod running;
mod serve;
mod uploads;
