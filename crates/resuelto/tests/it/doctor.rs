//! What the doctor says of a desk that is well, and of each that is not.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use app::{Clock, SystemClock};
use jiff::SignedDuration;
use rustix::process::Signal;
use store::on_both_engines;
use store::testing::Database;

use crate::running::{Running, run};

fn doctor(data: &str, more: &[&str]) -> Output {
    run(&[&["doctor", "--data", data], more].concat())
}

fn lines(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_desk_that_is_well() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    drop(Running::start_at(data));

    fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
    let output = doctor(data, &["--mail", "folder:mail"]);

    let told = lines(&output);
    assert!(output.status.success(), "{told}");
    for line in [
        "ok    folder",
        "ok    secret",
        "ok    database SQLite 3.",
        "ok    clock",
        "ok    files",
        "look  mail",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
}

#[test]
fn before_the_first_start_there_is_nothing_to_mend() {
    for database in [None, Some(Database::postgres())] {
        let folder = tempfile::tempdir().unwrap();
        let mut flags = vec!["--mail", "folder:mail"];
        if let Some(database) = &database {
            flags.extend(["--database-url", database.url()]);
        }

        let output = doctor(folder.path().to_str().unwrap(), &flags);

        assert!(output.status.success(), "{}", lines(&output));
        assert!(!folder.path().join("resuelto.db").exists(), "it only looks");
    }
}

on_both_engines! {
    async fn n09_a_clock_that_was_set_back_is_told_by_the_doctor_and_at_one_start(database: Database) {
        let later = SystemClock::new().now() + SignedDuration::from_hours(1);
        let store = database.open().await;
        store.write(move |tx| tx.keep_instant(9, later)).await.unwrap();
        store.close().await;
        let folder = tempfile::tempdir().unwrap();
        let flags = ["--database-url", database.url()];

        let more = [&flags[..], &["--mail", "folder:mail"]].concat();
        let seen = lines(&doctor(folder.path().to_str().unwrap(), &more));
        assert!(seen.contains("look  clock") && seen.contains("before what the desk saw"), "{seen}");
        for is_first in [true, false] {
            let desk = Running::start(&flags);
            desk.signal(Signal::TERM);
            let (_, log) = desk.wait();
            assert_eq!(log.contains("before what this desk saw"), is_first, "{log}");
        }
    }
}

#[test]
fn c02_a_list_of_stolen_passwords_is_looked_at_by_the_doctor_and_at_a_start() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let list = folder.path().join("stolen.txt");
    let flags = [
        "--mail",
        "folder:mail",
        "--stolen-passwords",
        list.to_str().unwrap(),
    ];

    let told = lines(&doctor(data, &flags[..2]));
    assert!(told.contains("look  password"), "{told}");
    fs::write(&list, "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:3\n").unwrap();
    let told = lines(&doctor(data, &flags));
    assert!(told.contains("ok    password"), "{told}");
    fs::write(&list, "password\n").unwrap();
    let told = lines(&doctor(data, &flags));
    assert!(told.contains("MEND  password"), "{told}");
    let start = [
        &["serve", "--listen", "127.0.0.1:0", "--data", data],
        &flags[..],
    ]
    .concat();
    let output = run(&start);
    assert!(!output.status.success());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("name a file whose lines begin with SHA-1"),
        "{told}"
    );
}

#[test]
fn what_is_ill_is_told_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    fs::write(folder.path().join("secret.key"), [1; 32]).unwrap();
    fs::set_permissions(
        folder.path().join("secret.key"),
        Permissions::from_mode(0o644),
    )
    .unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();

    let output = doctor(
        data,
        &[
            "--database-url",
            "postgres://nobody@127.0.0.1:1/none",
            "--files-url",
            "s3://bucket?endpoint=http://127.0.0.1:1",
            "--mail",
            "smtp+plain://127.0.0.1:1",
            "--mail-from",
            "ayuda@example.org",
        ],
    );

    let told = lines(&output);
    assert!(!output.status.success(), "{told}");
    for line in [
        "look  folder   everybody on this machine may look into",
        "MEND  secret   other users of this machine may read the secret: run chmod 600",
        "MEND  database ",
        "see --database-url, and that its server runs",
        "MEND  files    ",
        "MEND  mail     ",
        "see --mail: name, port, user and password",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
}
