//! The store on both engines: each test runs on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod account;
mod agent;
mod assignment;
mod attempt;
mod audit;
mod blob;
mod cases;
mod claim;
mod clock;
mod consent;
mod contact;
mod copy;
mod counter;
mod desk;
mod device;
mod draft;
mod event;
mod export;
mod factor;
mod file;
mod group_commit;
mod heartbeat;
mod job;
mod link;
mod message;
mod migrations;
mod otp;
mod postgres;
mod queue;
mod rating;
mod read;
mod rulebook;
mod session;
mod settings;
mod solution;
mod team;
mod ticket;
mod topic;
mod write;

use store::{Error, Store, Tx};

/// Makes the one table that the tests of the engine need.
async fn with_table(store: &Store) {
    let table = "CREATE TABLE entry (id BIGINT PRIMARY KEY, name TEXT NOT NULL);
        CREATE UNIQUE INDEX entry_name_key ON entry (name)";
    store.write(move |tx| tx.sql(table)).await.unwrap();
}

fn insert(tx: &mut Tx, id: i64) -> Result<(), Error> {
    tx.sql(&format!(
        "INSERT INTO entry (id, name) VALUES ({id}, 'entry {id}')"
    ))
}

async fn ids(store: &Store) -> Vec<i64> {
    let words = store.read(|db| db.words("SELECT CAST(id AS TEXT) AS word FROM entry ORDER BY id"));
    let words = words.await.unwrap();
    words
        .iter()
        .map(|word: &String| word.parse().unwrap())
        .collect()
}
