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

/// A table of a manifest: its lines.
fn table(manifest: &str, name: &str) -> Vec<String> {
    let head = format!("[{name}]");
    let lines = manifest.lines().skip_while(|line| *line != head).skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    lines.map(str::to_owned).collect()
}

#[test]
fn o03_the_release_checks_sums_unwinds_and_our_crates_have_no_unsafe_code() {
    let manifest = read("Cargo.toml");
    let release = table(&manifest, "profile.release");
    for line in ["panic = \"unwind\"", "overflow-checks = true"] {
        assert!(release.iter().any(|one| one == line), "{line}: {release:?}");
    }
    let lints = table(&manifest, "workspace.lints.rust");
    assert!(lints.contains(&"unsafe_code = \"forbid\"".to_owned()));
    let mut count = 0;
    for krate in fs::read_dir(root().join("crates")).unwrap() {
        let path = krate.unwrap().path().join("Cargo.toml");
        let lints = table(&fs::read_to_string(&path).unwrap(), "lints");
        assert!(
            lints.contains(&"workspace = true".to_owned()),
            "{} has lints of its own",
            path.display()
        );
        count += 1;
    }
    assert!(count >= 9, "{count}");
    // Nobody takes them back for a package, a profile or the whole build.
    assert!(!manifest.contains("panic = \"abort\""));
    assert!(!read(".cargo/config.toml").contains("panic"));
}

#[test]
fn o05_the_bill_of_materials_is_the_lock_file() {
    let output = std::process::Command::new(root().join("bin/sbom"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let bill: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let named = |prefix: &str| -> Vec<String> {
        let components = bill["components"].as_array().unwrap().iter();
        let purls = components.map(|one| one["purl"].as_str().unwrap().to_owned());
        purls.filter(|purl| purl.starts_with(prefix)).collect()
    };
    let lock = read("Cargo.lock");
    let locked: Vec<String> = lock
        .split("[[package]]")
        .skip(1)
        .map(|package| {
            let value = |key: &str| {
                let line = package
                    .lines()
                    .find_map(|line| line.strip_prefix(&format!("{key} = \"")));
                line.unwrap().trim_end_matches('"').to_owned()
            };
            format!("pkg:cargo/{}@{}", value("name"), value("version"))
        })
        .collect();

    assert_eq!(named("pkg:cargo/"), locked);
    assert!(locked.len() > 100);
    assert_eq!(named("pkg:npm/").len(), 1, "htmx is all that is bundled");
    for one in bill["components"].as_array().unwrap() {
        let is_ours = one["hashes"].is_null();
        let name = one["name"].as_str().unwrap();
        assert!(
            is_ours == root().join("crates").join(name).exists(),
            "{one}"
        );
        assert!(one["licenses"][0]["expression"].is_string(), "{one}");
    }
    let package = read("bin/package");
    assert!(package.contains("\"$root/bin/sbom\" >"), "it is shipped");
}
