//! A desk goes into an archive and out of it again.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::LazyLock;

use store::testing::Database;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::running::{Running, run};

/// Where a desk is kept.
struct Place {
    path: PathBuf,
    database: Option<Database>,
    _folder: Option<TempDir>,
}

impl Place {
    fn new(database: Option<Database>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            path: folder.path().to_owned(),
            database,
            _folder: Some(folder),
        }
    }

    fn path(&self) -> &Path {
        &self.path
    }

    /// `command ARCHIVE` on this desk.
    fn run(&self, command: &str, archive: &Path) -> Output {
        let data = self.path().to_str().unwrap();
        let mut arguments = vec![command, archive.to_str().unwrap(), "--data", data];
        if let Some(database) = &self.database {
            arguments.extend(["--database-url", database.url()]);
        }
        run(&arguments)
    }
}

#[track_caller]
fn said(output: Output) -> String {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert!(output.status.success(), "{out}{err}");
    out
}

#[track_caller]
fn refused(output: Output) -> String {
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

/// A desk full of examples, made once for all tests; they only read it.
fn demo() -> &'static Place {
    static DEMO: LazyLock<Place> = LazyLock::new(|| {
        // Nobody drops what is static: the next run finds it and begins anew.
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("demo-for-backup");
        let _ = fs::remove_dir_all(&path);
        drop(Running::start_demo(path.to_str().unwrap()));
        Place {
            path,
            database: None,
            _folder: None,
        }
    });
    &DEMO
}

/// Its archive, under a name of its own.
fn demo_archive(name: &str) -> PathBuf {
    let archive = demo().path().join(name);
    let told = said(demo().run("backup", &archive));
    assert!(told.contains("Not in it: the server's secret"), "{told}");
    archive
}

fn entries(archive: &Path) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(File::open(archive).unwrap()).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut entry = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// The archive again, with its entries changed.
fn changed(archive: &Path, name: &str, change: impl Fn(&mut Vec<(String, Vec<u8>)>)) -> PathBuf {
    let mut all = entries(archive);
    change(&mut all);
    let other = archive.with_file_name(name);
    let mut zip = ZipWriter::new(File::create(&other).unwrap());
    for (name, bytes) in all {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap();
    other
}

fn tables(archive: &Path) -> String {
    let all = entries(archive);
    let (_, contents) = all.iter().find(|(name, _)| name == "desk.json").unwrap();
    let contents = String::from_utf8(contents.clone()).unwrap();
    contents.split_once("\"tables\"").unwrap().1.to_owned()
}

#[test]
fn a_desk_moves_from_sqlite_to_postgresql_and_back() {
    let first = demo();
    let archive = demo_archive("desk.zip");
    let told = said(run(&["verify", archive.to_str().unwrap()]));
    assert!(told.contains("digests hold"), "{told}");

    // Whoever takes another has to name it; what is there is not written over.
    assert!(refused(first.run("backup", &archive)).contains("choose another name"));
    assert!(refused(first.run("restore", &archive)).contains("is not empty"));

    let postgres = Place::new(Some(Database::postgres()));
    let told = said(postgres.run("restore", &archive));
    assert!(
        told.contains("put the server's secret of that desk"),
        "{told}"
    );
    let second = postgres.path().join("second.zip");
    said(postgres.run("backup", &second));
    assert_eq!(tables(&second), tables(&archive));

    let back = Place::new(None);
    fs::copy(
        first.path().join("secret.key"),
        back.path().join("secret.key"),
    )
    .unwrap();
    // Taken without a secret, so there is none to compare.
    said(back.run("restore", &second));
    let third = back.path().join("third.zip");
    said(back.run("backup", &third));
    assert_eq!(tables(&third), tables(&archive));
    let rows = |archive: &Path| -> Vec<_> {
        let all = entries(archive).into_iter();
        all.filter(|(name, _)| name.starts_with("tables/") || name.starts_with("files/"))
            .collect()
    };
    assert!(rows(&third) == rows(&archive), "the rows or files differ");
    let served = Running::start_at(back.path().to_str().unwrap());
    assert!(served.get("/").contains("Postal Cordillera"));
}

#[test]
fn f11_what_is_damaged_or_leads_elsewhere_is_not_restored() {
    let archive = demo_archive("whole.zip");

    let flipped = changed(&archive, "flipped.zip", |all| {
        let (_, bytes) = all
            .iter_mut()
            .find(|(name, _)| name == "tables/ticket.jsonl")
            .unwrap();
        bytes[40] ^= 1;
    });
    let added = changed(&archive, "added.zip", |all| {
        all.push(("files/../../outside".to_owned(), b"x".to_vec()));
    });
    let led_out = changed(&archive, "led-out.zip", |all| {
        all.push(("files/../../outside".to_owned(), b"x".to_vec()));
        let (_, digests) = all
            .iter_mut()
            .find(|(name, _)| name == "SHA256SUMS")
            .unwrap();
        digests.extend(b"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  files/../../outside\n");
    });
    let newer = changed(&archive, "newer.zip", |all| {
        let (_, contents) = all
            .iter_mut()
            .find(|(name, _)| name == "desk.json")
            .unwrap();
        let text = String::from_utf8(contents.clone()).unwrap();
        *contents = text.replace("\"format\": 1", "\"format\": 2").into_bytes();
        let (_, digests) = all
            .iter_mut()
            .find(|(name, _)| name == "SHA256SUMS")
            .unwrap();
        let text = String::from_utf8(digests.clone()).unwrap();
        let kept: Vec<&str> = text
            .lines()
            .filter(|line| !line.ends_with("desk.json"))
            .collect();
        *digests = format!("{}\n", kept.join("\n")).into_bytes();
    });
    let cut = archive.with_file_name("cut.zip");
    let whole = fs::read(&archive).unwrap();
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();

    for (bad, why) in [
        (&flipped, "tables/ticket.jsonl is damaged"),
        (&added, "entries that SHA256SUMS does not name"),
        (&led_out, "is no name of a file of a desk"),
        (&newer, "entries that SHA256SUMS does not name"),
        (&cut, "is no archive, or it is cut off"),
    ] {
        let place = Place::new(None);
        let error = refused(place.run("restore", bad));
        assert!(error.contains(why), "{}: {error}", bad.display());
        let error = refused(run(&["verify", bad.to_str().unwrap()]));
        assert!(error.contains(why), "{}: {error}", bad.display());
        assert!(!place.path().parent().unwrap().join("outside").exists());
        if bad == &led_out {
            // It is as empty as before: the whole archive fits.
            said(place.run("restore", &archive));
        }
    }
}

/// Whether anything below a folder is a link.
fn has_links(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        kind.is_symlink() || kind.is_dir() && has_links(&entry.path())
    })
}

#[test]
fn f11_a_link_in_an_archive_becomes_a_file_and_leads_nowhere() {
    const TARGET: &str = "/etc/passwd";
    const DIGEST: &str = "74acf31844532670be412c65b8251ee55d072549080b1cffdbea6b1a192230a0";
    let archive = demo_archive("linkless.zip");
    let linked = archive.with_file_name("linked.zip");
    let mut zip = ZipWriter::new(File::create(&linked).unwrap());
    let mut link = None;
    for (name, mut bytes) in entries(&archive) {
        if link.is_none() && name.starts_with("files/files/") {
            zip.add_symlink(&name, TARGET, SimpleFileOptions::default())
                .unwrap();
            link = Some(name);
            continue;
        }
        if name == "SHA256SUMS" {
            let link = link.as_deref().unwrap();
            let text = String::from_utf8(bytes).unwrap();
            let lines = text.lines().map(|line| {
                if line.ends_with(&format!("  {link}")) {
                    format!("{DIGEST}  {link}\n")
                } else {
                    format!("{line}\n")
                }
            });
            bytes = lines.collect::<Vec<_>>().concat().into_bytes();
        }
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap();
    let place = Place::new(None);

    let restored = place.run("restore", &linked);

    assert!(!has_links(place.path()));
    if restored.status.success() {
        // It is the text of the link, and a backup says that it is not what came in.
        let again = place.path().join("again.zip");
        assert!(refused(place.run("backup", &again)).contains("1 damaged"));
        let all = entries(&again);
        let (_, bytes) = all
            .iter()
            .find(|(name, _)| Some(name) == link.as_ref())
            .unwrap();
        assert_eq!(bytes, TARGET.as_bytes());
    }
}

#[test]
fn a_missing_file_is_told_and_the_rest_is_kept() {
    let whole = demo_archive("another.zip");
    let place = Place::new(None);
    said(place.run("restore", &whole));
    let shard = fs::read_dir(place.path().join("files/files"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    fs::remove_dir_all(shard.path()).unwrap();
    let archive = place.path().join("desk.zip");

    let error = refused(place.run("backup", &archive));

    assert!(
        error.contains("are missing and 0 damaged: files/"),
        "{error}"
    );
    assert!(archive.exists());
    assert!(!archive.with_file_name("desk.zip.part").exists());
}
