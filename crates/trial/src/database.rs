//! A database of PostgreSQL for one trial, on the server of `tests/engines/start`.

use std::process::Command;

use anyhow::{Context, ensure};

use crate::Engine;

/// A database that is dropped with this.
pub(crate) struct Database {
    admin: String,
    name: String,
    pub(crate) url: String,
}

/// One on the engine, where the engine is a server.
///
/// # Errors
///
/// If there is no server.
pub(crate) fn create(engine: Engine) -> anyhow::Result<Option<Database>> {
    if engine == Engine::Sqlite {
        return Ok(None);
    }
    let admin = std::env::var("RESUELTO_TEST_POSTGRES")
        .context("RESUELTO_TEST_POSTGRES is not set: run first: eval \"$(tests/engines/start)\"")?;
    let name = format!("trial_{:08x}", getrandom::u32()?);
    let (server, _) = admin.rsplit_once('/').context("no name of a database")?;
    let url = format!("{server}/{name}");
    sql(&admin, &format!("CREATE DATABASE {name}"))?;
    Ok(Some(Database { admin, name, url }))
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        if let Err(error) = sql(&self.admin, &drop) {
            eprintln!("{} was left behind: {error:#}", self.name);
        }
    }
}

fn sql(url: &str, text: &str) -> anyhow::Result<()> {
    let status = Command::new("psql")
        .args([url, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", text])
        .status()
        .context("running psql")?;
    ensure!(status.success(), "psql: {status}");
    Ok(())
}
