//! What the doctor says of a desk that is well, and of each that is not.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Output;

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
