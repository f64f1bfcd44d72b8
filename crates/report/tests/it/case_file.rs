use std::fs;
use std::io::Cursor;
use std::process::Command;

use report::{Archive, CaseFile, Entry, FileLine};

use crate::{letterhead, poppler};

#[test]
fn it_tells_the_whole_history() {
    let entry = |what: &str, text: &str| Entry {
        at: "26 mar 2026, 8:12 a. m.".to_owned(),
        what: what.to_owned(),
        text: text.to_owned(),
        files: vec![FileLine {
            name: "foto.jpg".to_owned(),
            size_bytes: 10,
            sha256: "cd".repeat(32),
        }],
    };
    let file = CaseFile {
        letterhead: letterhead("pt-BR"),
        code: "PC-26-7F3K9Q-M".to_owned(),
        subject: "Caixa parada".to_owned(),
        fields: vec![("Estado".to_owned(), "Em atendimento".to_owned())],
        entries: (0..40)
            .map(|number| entry(&format!("Ana {number}"), &"Bom dia. ".repeat(30)))
            .collect(),
    };

    let text = poppler::text(&file.pdf().unwrap());

    for said in [
        "Dossiê do caso PC-26-7F3K9Q-M",
        "Caixa parada",
        "Em atendimento",
        "Ana 39",
        "foto.jpg",
    ] {
        assert!(text.contains(said), "{said} is missing");
    }
}

#[test]
fn f11_an_archive_unpacks_into_its_own_folder_and_its_digests_hold() {
    let mut archive = Archive::begin(Cursor::new(Vec::new()));
    let names = [
        "../../etc/passwd",
        "foto.jpg",
        "FOTO.jpg",
        "C:\\x\\y.exe",
        "..",
        "",
        "sha256sums",
        "/a",
    ];
    for (index, name) in names.iter().enumerate() {
        archive.file(name).unwrap();
        archive
            .bytes(format!("content {index}").as_bytes())
            .unwrap();
        archive.bytes(b" and more").unwrap();
    }
    let zip = archive.finish().unwrap().into_inner();

    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x.zip"), zip).unwrap();
    let inside = folder.path().join("in");
    let unpacked = Command::new("python3")
        .args(["-m", "zipfile", "-e"])
        .args([&folder.path().join("x.zip"), &inside])
        .output()
        .unwrap();
    assert!(unpacked.status.success(), "{unpacked:?}");
    assert_eq!(fs::read_dir(&inside).unwrap().count(), names.len() + 1);
    assert_eq!(
        fs::read_to_string(inside.join("foto.jpg")).unwrap(),
        "content 1 and more"
    );
    let checked = Command::new("sha256sum")
        .args(["--check", "--strict", "SHA256SUMS"])
        .current_dir(&inside)
        .output()
        .unwrap();
    assert!(checked.status.success(), "{checked:?}");
}
