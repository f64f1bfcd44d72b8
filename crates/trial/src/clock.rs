//! The clock of the machine jumps while the desk runs (case N9): faketime moves it for the one process.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;

use crate::desk::Plan;
use crate::mailbox::Mailbox;
use crate::person::Person;
use crate::report::verdict;

/// How long a code lives in this trial.
const LIFE: Duration = Duration::from_secs(6);

/// Jumps, in the words of faketime.
const JUMPS: [(&str, &str); 4] = [
    ("an hour back", "-1h"),
    ("an hour on", "+1h"),
    ("a day on", "+1d"),
    ("back to now", "+0"),
];

/// Moves the clock under a desk.
///
/// # Errors
///
/// If a code outlives its time or the desk does not work on.
pub(crate) async fn run(program: &Path) -> anyhow::Result<()> {
    let library = library().context("libfaketime is not there: install the package faketime")?;
    let folder = tempfile::tempdir()?;
    let time = folder.path().join("time");
    fs::write(&time, "+0")?;
    let mailbox = Mailbox::open().await?;
    let plan = Plan::new(program, &folder.path().join("data"), &mailbox)
        .with("LD_PRELOAD", &library)
        .with("FAKETIME_TIMESTAMP_FILE", &time.display().to_string())
        .with("FAKETIME_NO_CACHE", "1")
        // The steady clock of the machine is not what somebody sets.
        .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .flag("--code-life", "6s");
    let desk = plan.found().await?;
    let mut missed = Vec::new();

    for (words, jump) in JUMPS {
        let mut asked = Person::new(desk.address).ask(&mailbox).await?;
        let began = Instant::now();
        fs::write(&time, jump)?;
        tokio::time::sleep(LIFE + Duration::from_millis(500)).await;
        let outlived = asked.file().await.is_ok();
        let lived = began.elapsed().as_secs_f64();

        // And the desk works on: a code that is young is taken.
        let mut young = Person::new(desk.address).ask(&mailbox).await?;
        let works = young.file().await;
        println!(
            "{words:<14} a code of {lived:.1} s {}; a young one {}",
            if outlived { "was TAKEN" } else { "was refused" },
            if works.is_ok() {
                "was taken"
            } else {
                "was REFUSED"
            },
        );
        if outlived {
            missed.push(format!("{words}: no code outlives its time"));
        }
        if let Err(error) = works {
            missed.push(format!("{words}: {error:#}"));
        }
    }
    desk.stop().await?;
    verdict(&missed)
}

fn library() -> Option<String> {
    let folders = fs::read_dir("/usr/lib").ok()?.filter_map(Result::ok);
    let mut found = folders
        .map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"))
        .filter(|path| path.exists());
    found.next().map(|path| path.display().to_string())
}
