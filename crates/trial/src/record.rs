//! What was acknowledged, and what is there: the two lists that must agree.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Context;
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::Snapshot;

use crate::mailbox::Mailbox;

/// What the desk said yes to.
#[derive(Default)]
pub(crate) struct Record(Mutex<Acknowledged>);

/// One list for each kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Acknowledged {
    /// The codes of cases, with the address of who filed them.
    pub(crate) cases: BTreeMap<String, String>,
    /// The texts of messages.
    pub(crate) messages: BTreeSet<String>,
    /// The digests of files.
    pub(crate) files: BTreeSet<String>,
    /// How often the desk said nothing or that it cannot.
    pub(crate) refused: u64,
}

impl Record {
    pub(crate) fn case(&self, code: String, email: String) {
        self.lock().cases.insert(code, email);
    }

    pub(crate) fn message(&self, text: String) {
        self.lock().messages.insert(text);
    }

    pub(crate) fn file(&self, content: &[u8]) {
        self.lock().files.insert(digest(content));
    }

    pub(crate) fn refused(&self) {
        self.lock().refused += 1;
    }

    /// What it is now.
    pub(crate) fn so_far(&self) -> Acknowledged {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Acknowledged> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the comparison found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    /// What is in the database.
    pub(crate) cases: usize,
    /// Cases, messages and files that were acknowledged and are not there.
    pub(crate) lost: Vec<String>,
    /// Cases of which a part is missing.
    pub(crate) half: Vec<String>,
    /// What the engine says of its own file.
    pub(crate) damage: Vec<String>,
}

impl Findings {
    pub(crate) fn is_good(&self) -> bool {
        self.lost.is_empty() && self.half.is_empty() && self.damage.is_empty()
    }
}

/// Compares what was acknowledged with a database and a folder of files that nobody writes.
///
/// # Errors
///
/// If they cannot be read at all.
pub(crate) fn compare(
    acknowledged: &Acknowledged,
    database_url: &str,
    files: &Path,
    mailbox: &Mailbox,
) -> anyhow::Result<Findings> {
    let mut snapshot = Snapshot::open(database_url).context("opening the database")?;
    let damage = snapshot.damage()?;
    let tickets = rows(&mut snapshot, "ticket")?;
    let by_ticket = |rows: Vec<Value>| {
        let ids = rows.iter().filter_map(|row| row["ticket_id"].as_i64());
        ids.collect::<BTreeSet<i64>>()
    };
    let messages = rows(&mut snapshot, "message")?;
    let texts: BTreeSet<&str> = messages
        .iter()
        .filter_map(|row| row["text"].as_str())
        .collect();
    let mut lost: Vec<String> = acknowledged
        .messages
        .iter()
        .filter(|text| !texts.contains(text.as_str()))
        .map(|text| format!("message {text}"))
        .collect();
    let jobs: Vec<String> = rows(&mut snapshot, "job")?
        .iter()
        .filter_map(|row| row["payload"].as_str().map(ToOwned::to_owned))
        .collect();
    let parts = [
        ("message", by_ticket(messages.clone())),
        ("clock", by_ticket(rows(&mut snapshot, "clock")?)),
        ("consent", by_ticket(rows(&mut snapshot, "consent")?)),
        ("event", by_ticket(rows(&mut snapshot, "event")?)),
        ("draft", by_ticket(rows(&mut snapshot, "draft")?)),
    ];
    let emails: BTreeMap<i64, String> = rows(&mut snapshot, "contact")?
        .iter()
        .filter_map(|row| Some((row["id"].as_i64()?, row["email"].as_str()?.to_owned())))
        .collect();
    let (mut half, mut codes) = (Vec::new(), BTreeSet::new());
    for ticket in &tickets {
        let (id, code) = (ticket["id"].as_i64(), ticket["code"].as_str());
        let (id, code) = id.zip(code).context("a ticket without id or code")?;
        codes.insert(code.to_owned());
        for (part, of) in &parts {
            if !of.contains(&id) {
                half.push(format!("{code} without {part}"));
            }
        }
        let email = ticket["requester_id"]
            .as_i64()
            .and_then(|id| emails.get(&id));
        let was_told = email.is_some_and(|email| mailbox.has(email, code));
        if !was_told && !jobs.iter().any(|job| job.contains(&id.to_string())) {
            half.push(format!("{code} without letter"));
        }
    }
    let missing = acknowledged
        .cases
        .keys()
        .filter(|code| !codes.contains(*code));
    lost.extend(missing.map(|code| format!("case {code}")));
    lost.extend(lost_files(
        acknowledged,
        &rows(&mut snapshot, "file")?,
        files,
    ));
    Ok(Findings {
        cases: tickets.len(),
        lost,
        half,
        damage,
    })
}

/// Files are there when a row names their digest and the object has it.
fn lost_files(acknowledged: &Acknowledged, rows: &[Value], folder: &Path) -> Vec<String> {
    let mut whole = BTreeSet::new();
    let mut lost = Vec::new();
    for row in rows {
        let (key, named) = (row["object_key"].as_str(), row["sha256"].as_str());
        let Some((key, named)) = key.zip(named) else {
            continue;
        };
        let found = std::fs::read(folder.join(key)).map(|content| digest(&content));
        if found.is_ok_and(|found| found == named) {
            whole.insert(named.to_owned());
        } else {
            lost.push(format!("the content of {key}"));
        }
    }
    let missing = acknowledged.files.difference(&whole);
    lost.extend(missing.map(|digest| format!("file {digest}")));
    lost
}

fn rows(snapshot: &mut Snapshot, table: &str) -> anyhow::Result<Vec<Value>> {
    let mut rows = Vec::new();
    snapshot.rows(table, |line| {
        rows.push(serde_json::from_str(line)?);
        anyhow::Ok(())
    })?;
    Ok(rows)
}

fn digest(content: &[u8]) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(content) {
        // Writing into a text cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
