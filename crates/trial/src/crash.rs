//! The program is killed under load, again and again (cases N1 and N3).

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

use crate::desk::Plan;
use crate::load::Load;
use crate::mailbox::Mailbox;
use crate::record::{Record, compare};
use crate::report::{quantile, verdict};
use crate::{Engine, database};

/// Ready again within so many seconds.
const READY: f64 = 2.0;

/// How long it may take until the first cases are filed.
const PATIENCE: Duration = Duration::from_mins(1);

/// How many letters a node sends side by side: so many can be under way when it is killed.
const LETTERS_AT_ONCE: u64 = 16;

/// Kills it so often.
///
/// # Errors
///
/// If anything was lost or half written, or if it was not ready in time.
pub(crate) async fn run(program: &Path, engine: Engine, rounds: u32) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let mailbox = Mailbox::open().await?;
    let database = database::create(engine)?;
    let url = database.as_ref().map(|database| database.url.clone());
    let plan = Plan::new(program, folder.path(), &mailbox).on(url.as_deref());
    let record = Arc::new(Record::default());

    plan.found().await?.stop().await?;
    mailbox.dies(true);
    let (mut starts, mut worst) = (Vec::new(), Vec::new());
    let mut last = None;
    for round in 1..=rounds {
        let desk = plan.start().await?;
        starts.push(desk.started_in.as_secs_f64());
        let load = Load::begin(desk.address, &mailbox, &record);
        wait_for_work(&record).await?;
        desk.kill()?;
        load.end().await;

        let acknowledged = record.so_far();
        let findings = compare(
            &acknowledged,
            &plan.database_url(),
            &folder.path().join("files"),
            &mailbox,
        )?;
        if !findings.is_good() {
            worst.push(format!("round {round}: {findings:?}"));
        }
        last = Some((acknowledged, findings));
    }
    let (acknowledged, findings) = last.context("no rounds")?;

    // Everything that was promised by mail comes, once somebody works on it.
    mailbox.dies(false);
    let desk = plan.start().await?;
    starts.push(desk.started_in.as_secs_f64());
    let unsent = wait_for_letters(&mailbox, &acknowledged.cases).await;
    desk.stop().await?;
    let (doubled, too_often) = mailbox.doubles()?;

    starts.sort_by(f64::total_cmp);
    let slowest = quantile(&starts, 1.0);
    let allowed = mailbox.deaths() + u64::from(rounds) * LETTERS_AT_ONCE;
    println!("killed                       {rounds}");
    println!("acknowledged: cases          {}", acknowledged.cases.len());
    println!(
        "              messages       {}",
        acknowledged.messages.len()
    );
    println!("              files          {}", acknowledged.files.len());
    println!("in the database: cases       {}", findings.cases);
    println!(
        "acknowledged and missing     {}",
        worst.iter().filter(|one| !one.contains("lost: []")).count()
    );
    println!(
        "half written                 {}",
        worst.iter().filter(|one| !one.contains("half: []")).count()
    );
    println!(
        "ready again: half, slowest   {:.0} ms, {:.0} ms",
        quantile(&starts, 0.5) * 1e3,
        slowest * 1e3
    );
    println!("letters that never came      {unsent}");
    println!(
        "letters that came twice      {doubled} ({too_often} times too often; {allowed} could be, the mail server died {} times)",
        mailbox.deaths()
    );

    let mut missed = worst;
    if slowest > READY {
        missed.push(format!("ready within {READY} s"));
    }
    if unsent > 0 {
        missed.push("every letter at least once".to_owned());
    }
    if too_often > allowed {
        missed.push("no letter more often than the kills explain".to_owned());
    }
    verdict(&missed)
}

/// Waits until some cases were acknowledged, and then for a moment that nobody can foresee.
async fn wait_for_work(record: &Record) -> anyhow::Result<()> {
    let before = record.so_far().cases.len();
    let wanted = 1 + usize::try_from(getrandom::u32()? % 40)?;
    let began = Instant::now();
    while record.so_far().cases.len() < before + wanted {
        ensure!(began.elapsed() < PATIENCE, "nobody could file a case");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let pause = u64::from(getrandom::u32()? % 200);
    tokio::time::sleep(Duration::from_millis(pause)).await;
    Ok(())
}

/// Waits until every case has its letter, or for a minute; gives how many have none.
async fn wait_for_letters(mailbox: &Mailbox, cases: &BTreeMap<String, String>) -> usize {
    let missing = || {
        cases
            .iter()
            .filter(|(code, email)| !mailbox.has(email, code))
            .count()
    };
    // What the killed desk had claimed waits for the end of its lease, which is five minutes.
    let patience = Duration::from_mins(6);
    let began = Instant::now();
    while missing() > 0 && began.elapsed() < patience {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    missing()
}
