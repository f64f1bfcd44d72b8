//! What the packages are made of: all of it is there, and nothing runs with more rights than it
//! needs. No container engine is asked: that what the Dockerfile says also builds is not tested.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The instructions of the Dockerfile, each on one line, by stage.
fn stages() -> Vec<Vec<String>> {
    let file = read("Dockerfile").replace("\\\n", " ");
    let mut stages = Vec::new();
    for line in file.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if line.starts_with("FROM ") {
            stages.push(Vec::new());
        }
        let words: Vec<_> = line.split_whitespace().collect();
        stages.last_mut().unwrap().push(words.join(" "));
    }
    stages
}

#[test]
fn what_the_image_is_made_of_is_there() {
    let ignored = read(".dockerignore");
    let mut copied = 0;
    for line in stages().concat() {
        let Some(paths) = line
            .strip_prefix("COPY ")
            .filter(|rest| !rest.starts_with("--from="))
        else {
            continue;
        };
        let paths: Vec<_> = paths.split(' ').collect();
        for path in &paths[..paths.len() - 1] {
            assert!(root().join(path).exists(), "{path} is not there");
            let allowed = format!("!{path}");
            assert!(
                ignored.lines().any(|line| line == allowed),
                "{path} is kept from the build"
            );
            copied += 1;
        }
    }
    assert!(copied > 5, "{copied}");
}

#[test]
fn the_image_is_built_by_the_compiler_that_we_ask_for_and_by_nothing_vague() {
    let manifest = read("Cargo.toml");
    let (_, rest) = manifest.split_once("rust-version = \"").unwrap();
    let version = rest.split('"').next().unwrap();
    let froms: Vec<_> = stages().into_iter().map(|stage| stage[0].clone()).collect();

    assert!(
        froms.contains(&format!("FROM rust:{version}-bookworm AS build")),
        "{froms:?}"
    );
    for from in &froms {
        assert!(from.contains(':') && !from.contains(":latest"), "{from}");
    }
    for line in stages().concat() {
        assert!(!line.starts_with("ADD "), "{line}");
    }
}

#[test]
fn the_image_runs_as_nobody_in_particular_and_says_how_it_is() {
    let last = stages().pop().unwrap();
    let after_user = last
        .iter()
        .position(|line| line == "USER 10001:10001")
        .unwrap();

    assert!(
        last[after_user..]
            .iter()
            .all(|line| !line.starts_with("RUN ") && !line.starts_with("COPY "))
    );
    for line in [
        "VOLUME [\"/var/lib/resuelto\"]",
        "ENTRYPOINT [\"/usr/bin/resuelto\"]",
        "CMD [\"serve\"]",
    ] {
        assert!(last.iter().any(|found| found == line), "{line} is missing");
    }
    let health = last
        .iter()
        .find(|line| line.starts_with("HEALTHCHECK "))
        .unwrap();
    assert!(
        health.ends_with("CMD [\"/usr/bin/resuelto\", \"health\"]"),
        "{health}"
    );
}

#[test]
fn the_settings_of_the_package_are_settings_of_the_program() {
    let manual = read("docs/operators/configure.md");
    for file in [
        "packaging/debian/resuelto.env",
        "packaging/debian/resuelto.service",
        "Dockerfile",
    ] {
        let text = read(file);
        for (at, _) in text.match_indices("RESUELTO_") {
            let name: String = text[at..]
                .chars()
                .take_while(|c| c.is_ascii_uppercase() || *c == '_')
                .collect();
            assert!(manual.contains(&format!("`{name}`")), "{file}: {name}");
        }
    }
}

#[test]
fn the_unit_waits_longer_than_the_desk_takes_to_stop() {
    let unit = read("packaging/debian/resuelto.service");
    let (_, rest) = unit.split_once("TimeoutStopSec=").unwrap();
    let seconds: u64 = rest.lines().next().unwrap().parse().unwrap();

    assert!(
        read("docs/operators/configure.md")
            .contains("| `--stop-within` | `RESUELTO_STOP_WITHIN` | `25s` |")
    );
    assert!(seconds > 25, "{seconds}");
}
