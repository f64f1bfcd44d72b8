//! The power of the disk is cut at random moments (case N8).
//!
//! The desk lives on a disk that is a file. At a random moment the program is stopped and the file
//! copied: it has what the system had handed to the disk by then, and nothing of what still waited in
//! memory. The copy is what a machine would find after the power came back; what was acknowledged by
//! that moment must be in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, ensure};
use rustix::process::Signal;

use crate::desk::Plan;
use crate::load::Load;
use crate::mailbox::Mailbox;
use crate::record::{Findings, Record, compare};
use crate::report::verdict;

/// The size of the disk.
const SIZE: &str = "1G";

/// A file with a file system, mounted until this is dropped.
struct Disk {
    at: PathBuf,
}

impl Disk {
    fn mount(image: &Path, at: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(at)?;
        // The journal is written when somebody asks for it (fsync), not every few seconds by itself.
        call("mount", &["-o", "loop,commit=300", text(image)?, text(at)?])?;
        Ok(Self { at: at.to_owned() })
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.at).status();
    }
}

/// Cuts the power so often.
///
/// # Errors
///
/// If something was lost; without sync, if nothing was.
pub(crate) async fn run(program: &Path, rounds: u32, without_sync: bool) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let image = folder.path().join("disk");
    call("truncate", &["--size", SIZE, text(&image)?])?;
    call("mkfs.ext4", &["-q", "-F", text(&image)?])?;
    let volume = Disk::mount(&image, &folder.path().join("mounted"))?;
    let mailbox = Mailbox::open().await?;
    let mut plan = Plan::new(program, &volume.at.join("data"), &mailbox);
    let founded = plan.found().await?;
    founded.stop().await?;
    call("sync", &["--file-system", text(&volume.at)?])?;
    if without_sync {
        let library = Command::new("sh")
            .args(["-c", "ls /usr/lib/*/libeatmydata.so | head -1"])
            .output()?;
        let library = String::from_utf8(library.stdout)?.trim().to_owned();
        ensure!(
            !library.is_empty(),
            "libeatmydata is not there: install the package eatmydata"
        );
        plan = plan.with("LD_PRELOAD", &library);
    }
    let desk = plan.start().await?;
    let record = Arc::new(Record::default());
    let load = Load::begin(desk.address, &mailbox, &record);

    let (mut bad, mut last) = (Vec::new(), Findings::default());
    for round in 1..=rounds {
        let pause = 50 + u64::from(getrandom::u32()? % 400);
        tokio::time::sleep(Duration::from_millis(pause)).await;
        desk.signal(Signal::STOP)?;
        // What was acknowledged before it stopped is on its way to us at most this long.
        tokio::time::sleep(Duration::from_millis(30)).await;
        let acknowledged = record.so_far();
        let copy = folder.path().join("copy");
        call("cp", &["--sparse=always", text(&image)?, text(&copy)?])?;
        desk.signal(Signal::CONT)?;

        let found = examine(
            &copy,
            &folder.path().join("found"),
            &plan,
            &acknowledged,
            &mailbox,
        );
        match found {
            Ok(findings) if findings.is_good() => last = findings,
            Ok(findings) => bad.push(format!(
                "cut {round}: {} lost, {} half, damage {:?}, such as {:?}",
                findings.lost.len(),
                findings.half.len(),
                findings.damage,
                findings.lost.first().or(findings.half.first()),
            )),
            Err(error) => bad.push(format!("cut {round}: {error:#}")),
        }
    }
    load.end().await;
    let acknowledged = record.so_far();
    desk.kill()?;

    println!(
        "power cuts                   {rounds}{}",
        if without_sync { ", without sync" } else { "" }
    );
    println!("acknowledged: cases          {}", acknowledged.cases.len());
    println!(
        "              messages       {}",
        acknowledged.messages.len()
    );
    println!("              files          {}", acknowledged.files.len());
    println!("in the last good copy: cases {}", last.cases);
    println!("cuts that lost something     {}", bad.len());
    if without_sync {
        ensure!(
            !bad.is_empty(),
            "nothing was lost without sync: this trial would notice nothing"
        );
        println!(
            "such as                      {}",
            bad.first().context("none")?
        );
        println!("all met");
        return Ok(());
    }
    verdict(&bad)
}

/// Opens a copy of the disk as a machine would that starts again.
fn examine(
    copy: &Path,
    at: &Path,
    plan: &Plan,
    acknowledged: &crate::record::Acknowledged,
    mailbox: &Mailbox,
) -> anyhow::Result<Findings> {
    let disk = Disk::mount(copy, at)?;
    let data = disk.at.join("data");
    let url = plan.clone().at(&data).database_url();
    compare(acknowledged, &url, &data.join("files"), mailbox)
}

fn text(path: &Path) -> anyhow::Result<&str> {
    path.to_str().context("a path that is no text")
}

fn call(program: &str, arguments: &[&str]) -> anyhow::Result<()> {
    let status = Command::new(program).args(arguments).status();
    let status = status.with_context(|| format!("running {program}"))?;
    ensure!(
        status.success(),
        "{program} {arguments:?}: {status}; this trial needs root"
    );
    Ok(())
}
