//! The disk runs out of room while people work (case N5).

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::ensure;

use crate::desk::Plan;
use crate::load::Load;
use crate::mailbox::Mailbox;
use crate::person::{Person, pdf};
use crate::record::{Record, compare};
use crate::report::verdict;

/// The whole disk.
const SIZE: &str = "384m";

/// How soon it goes on once there is room.
const GOES_ON: Duration = Duration::from_secs(10);

/// A small disk in memory; gone when this is dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path) -> anyhow::Result<Self> {
        let status = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={SIZE}"), "trial"])
            .arg(at)
            .status()?;
        ensure!(status.success(), "mount: {status}; this trial needs root");
        Ok(Self(at.to_owned()))
    }

    /// Leaves so many bytes free; gives the file that takes the rest.
    fn fill(&self, leave: u64) -> anyhow::Result<PathBuf> {
        let ballast = self.0.join("ballast");
        let mut file = fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(&ballast)?;
        let block = vec![7; 4096];
        loop {
            let disk = rustix::fs::statvfs(&self.0)?;
            if disk.f_bavail * disk.f_frsize <= leave {
                return Ok(ballast);
            }
            if file.write_all(&block).is_err() {
                return Ok(ballast);
            }
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

/// Fills the disk under a desk, looks what it says, and makes room again.
///
/// # Errors
///
/// If something was lost, an answer was not clear, or it did not go on.
pub(crate) async fn run(program: &Path) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let volume = SmallDisk::mount(folder.path())?;
    let mailbox = Mailbox::open().await?;
    let data = folder.path().join("data");
    let plan = Plan::new(program, &data, &mailbox);
    let desk = plan.found().await?;
    let record = Arc::new(Record::default());
    let mut missed = Vec::new();

    let mut before = Person::new(desk.address).ask(&mailbox).await?;
    let case = before.file().await?;
    record.case(case.clone(), before.person.email.clone());

    // First the files, while there is room for rows.
    let ballast = volume.fill(64 << 20)?;
    let mut sender = Person::new(desk.address);
    sender.begin().await?;
    let refused = sender.attach("recibo.pdf", &pdf(50_000, 1)).await;
    let refused = refused
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default();
    println!("64 MiB left: a file          {}", first_word(&refused));
    if !is_clear(&refused) {
        missed.push("a file is refused with 503 or 507 while rows still fit".to_owned());
    }
    let mut still = Person::new(desk.address).ask(&mailbox).await?;
    record.case(still.file().await?, still.person.email.clone());

    // Then everything, with people at work.
    let load = Load::begin(desk.address, &mailbox, &record);
    tokio::time::sleep(Duration::from_millis(500)).await;
    volume.fill(0)?;
    let began = Instant::now();
    let mut unclear = 0;
    let mut clear = 0;
    let mut unread = 0;
    while began.elapsed() < Duration::from_secs(5) {
        volume.fill(0)?;
        let written = before.person.write(&case, "¿Hay noticias?").await;
        if let Err(error) = written {
            if is_clear(&error.to_string()) {
                clear += 1;
            } else {
                unclear += 1;
                println!("  {error:#}");
            }
        }
        for path in ["/", "/consultar", &format!("/casos/{case}")] {
            if before.person.browser.get(path).await?.status != 200 {
                unread += 1;
            }
        }
    }
    load.end().await;
    println!("no room: writes refused      {clear} with 503 or 507, {unclear} otherwise");
    println!("         pages not shown     {unread}");
    if clear == 0 || unclear > 0 {
        missed.push("writes are refused with 503 or 507".to_owned());
    }
    if unread > 0 {
        missed.push("pages are read".to_owned());
    }

    fs::remove_file(ballast)?;
    let began = Instant::now();
    while before.person.write(&case, "Ya hay espacio").await.is_err() && began.elapsed() < GOES_ON {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let goes_on = began.elapsed();
    println!("goes on after                {} ms", goes_on.as_millis());
    if goes_on >= GOES_ON {
        missed.push(format!("goes on within {} s", GOES_ON.as_secs()));
    }
    let mut after = Person::new(desk.address).ask(&mailbox).await?;
    record.case(after.file().await?, after.person.email.clone());
    desk.stop().await?;

    let acknowledged = record.so_far();
    let findings = compare(
        &acknowledged,
        &plan.database_url(),
        &data.join("files"),
        &mailbox,
    )?;
    println!("acknowledged cases           {}", acknowledged.cases.len());
    println!("acknowledged and missing     {}", findings.lost.len());
    println!("half written                 {}", findings.half.len());
    if !findings.is_good() {
        missed.push(format!("{findings:?}"));
    }
    drop(volume);
    verdict(&missed)
}

/// Whether an answer says that there is no room now.
fn is_clear(error: &str) -> bool {
    error.starts_with("503 ") || error.starts_with("507 ")
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}
