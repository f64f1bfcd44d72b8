//! Where the database is.

use std::path::{Path, PathBuf};

use crate::Error;

#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
pub(crate) enum Address {
    Sqlite(PathBuf),
    /// With everything libpq understands; may hold a password.
    Postgres(String),
}

impl Address {
    pub(crate) fn parse(url: &str) -> Result<Self, Error> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            return sqlite(path.strip_prefix("//").unwrap_or(path));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(with_time_outs(url)));
        }
        Err(Error::Address(
            "it has to begin with sqlite: or postgres://".to_owned(),
        ))
    }
}

fn sqlite(path: &str) -> Result<Address, Error> {
    if path.is_empty() || path == ":memory:" {
        let text = "sqlite: needs the path of a file, because several connections share it";
        return Err(Error::Address(text.to_owned()));
    }
    // SQLite reads a name that begins with `file:` as an address of its own; after `./` it does not.
    let path = Path::new(path);
    let path = if path.is_absolute() {
        path.to_owned()
    } else {
        Path::new(".").join(path)
    };
    Ok(Address::Sqlite(path))
}

/// Adds what a connection needs to notice that its server is gone, where `url` does not say it.
fn with_time_outs(url: &str) -> String {
    let mut url = url.to_owned();
    let defaults = [
        ("connect_timeout", "5"),
        // Milliseconds, and seconds: an unacknowledged or a silent peer is given up after ten seconds.
        ("tcp_user_timeout", "10000"),
        ("keepalives_idle", "5"),
        ("keepalives_interval", "2"),
        ("keepalives_count", "3"),
        ("application_name", "resuelto"),
    ];
    for (name, value) in defaults {
        if !url.contains(&format!("{name}=")) {
            let separator = if url.contains('?') { "&" } else { "?" };
            url.extend([separator, name, "=", value]);
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_kind_of_address_is_refused_with_the_known_ones() {
        for url in [
            "",
            "mysql://x/y",
            "/var/lib/resuelto.db",
            "sqlite",
            "sqlite:",
            "sqlite::memory:",
        ] {
            assert!(
                matches!(Address::parse(url), Err(Error::Address(_))),
                "{url}"
            );
        }
    }

    #[test]
    fn a_file_is_never_taken_for_an_address_of_sqlites_own() {
        let parsed = Address::parse("sqlite:file:x?mode=ro").unwrap();

        assert_eq!(parsed, Address::Sqlite(PathBuf::from("./file:x?mode=ro")));
    }

    #[test]
    fn sqlite_takes_absolute_and_relative_paths() {
        for (url, path) in [
            ("sqlite:/var/lib/r.db", "/var/lib/r.db"),
            ("sqlite:///var/lib/r.db", "/var/lib/r.db"),
            ("sqlite:data/r.db", "./data/r.db"),
        ] {
            assert_eq!(
                Address::parse(url).unwrap(),
                Address::Sqlite(PathBuf::from(path))
            );
        }
    }

    #[test]
    fn time_outs_are_added_but_never_replaced() {
        let Ok(Address::Postgres(url)) = Address::parse("postgres://h/d?connect_timeout=2") else {
            panic!("not an address of PostgreSQL");
        };

        assert!(url.starts_with("postgres://h/d?connect_timeout=2&tcp_user_timeout=10000&"));
        assert_eq!(url.matches("connect_timeout").count(), 1);
    }
}
