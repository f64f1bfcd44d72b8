//! What the packages are made of: all of it is there, and nothing runs with more rights than it
//! needs. No container engine is asked: `bin/package image` builds the image and tries it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
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
    let lines = stages().concat();
    let compiler = format!("FROM rust:{version}-bookworm AS build");
    assert!(lines.contains(&compiler), "{lines:?}");

    let mut images = Vec::new();
    for line in &lines {
        let image = line.strip_prefix("FROM ");
        let image = image.or_else(|| line.strip_prefix("COPY --from="));
        images.extend(image.and_then(|rest| rest.split(' ').next()));
    }
    images.retain(|image| *image != "build");
    assert_eq!(images.len(), 4, "{images:?}");
    for image in images {
        assert!(image.contains(':') && !image.contains(":latest"), "{image}");
    }
    for line in lines {
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

/// An advisory as the public database has them.
fn advise(database: &Path, package: &str, said: &str) {
    let folder = database.join("crates").join(package);
    fs::create_dir_all(&folder).unwrap();
    let text = format!(
        "```toml\n[advisory]\nid = \"RUSTSEC-2026-9999\"\npackage = \"{package}\"\ndate = \"2026-01-01\"\n{said}\n```\n\n# It falls over\n"
    );
    fs::write(folder.join("RUSTSEC-2026-9999.md"), text).unwrap();
}

#[test]
fn o01_a_known_weakness_of_a_locked_crate_fails_unless_it_is_an_exception_with_reason_and_end() {
    // The program beside a lock file and exceptions of our choice.
    let place = tempfile::tempdir().unwrap();
    let database = place.path().join("db");
    fs::create_dir_all(place.path().join("bin")).unwrap();
    for file in ["bin/advisories", "Cargo.lock"] {
        fs::copy(root().join(file), place.path().join(file)).unwrap();
    }
    let check = |exception: &str| {
        let rules = format!("{}\n{exception}", read("deny.toml"));
        fs::write(place.path().join("deny.toml"), rules).unwrap();
        let output = std::process::Command::new("python3")
            .args([&place.path().join("bin/advisories"), &database])
            .output()
            .unwrap();
        let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.success(), told)
    };
    let lock = read("Cargo.lock");
    let (_, rest) = lock.split_once("name = \"zip\"\nversion = \"").unwrap();
    let version = rest.split('"').next().unwrap();

    // A folder that is something else finds nothing, and must not pass.
    advise(&database, "zip", "[versions]\npatched = []");
    let (passes, told) = check("");
    assert!(
        !passes && told.contains("is no advisory database"),
        "{told}"
    );
    for number in 0..100 {
        let package = format!("nobody-uses-{number}");
        advise(&database, &package, "[versions]\npatched = []");
    }
    for (said, is_well) in [
        ("[versions]\npatched = []".to_owned(), false),
        (format!("[versions]\npatched = [\"> {version}\"]"), false),
        (format!("[versions]\npatched = [\">= {version}\"]"), true),
        (format!("[versions]\nunaffected = [\"= {version}\"]"), true),
        ("withdrawn = \"2026-02-01\"".to_owned(), true),
        ("informational = \"unmaintained\"".to_owned(), true),
    ] {
        advise(&database, "zip", &said);
        let (passes, told) = check("");
        assert_eq!(passes, is_well, "{said}: {told}");
        let line = format!("VULNERABLE: RUSTSEC-2026-9999 zip {version}: It falls over");
        assert_eq!(told.contains(&line), !is_well, "{said}: {told}");
        let is_told = told.contains("notice: RUSTSEC-2026-9999");
        assert_eq!(is_told, said.starts_with("informational"), "{said}: {told}");
    }

    advise(&database, "zip", "[versions]\npatched = []");
    for (reason, is_well) in [
        ("until 2999-01-01: only archives of our own are read", true),
        ("until 2026-01-01: only archives of our own are read", false),
        ("only archives of our own are read", false),
        ("until 2999-01-01: ", false),
    ] {
        let (passes, told) = check(&format!(
            "[advisories]\nignore = [{{ id = \"RUSTSEC-2026-9999\", reason = \"{reason}\" }}]\n"
        ));
        assert_eq!(passes, is_well, "{reason}: {told}");
    }
}

/// What `bin/licences` reads, all of it well: each file and its text, in which `ROOT` is the folder.
fn dependencies() -> [(&'static str, String); 5] {
    let npm = r#"{"packages": {"": {"dependencies": {"left": "1.2.3"}},
        "node_modules/left": {"license": "MIT", "integrity": "sha512-0"}}}"#;
    let python = format!("# ours\none==1.0 \\\n    --hash=sha256:{:064}\n", 0);
    let crates = r#"{"packages": [
        {"name": "ours", "version": "0.1.0", "source": null,
            "license": "MIT", "manifest_path": "ROOT/Cargo.toml"},
        {"name": "either", "version": "1.0.0", "source": "registry+one",
            "license": "MIT OR GPL-3.0-only"},
        {"name": "with", "version": "2.0.0", "source": "registry+one",
            "license": "(Zlib/Else) AND Apache-2.0 WITH LLVM-exception"}]}"#;
    [
        ("crates.json", crates.to_owned()),
        ("web/package-lock.json", npm.to_owned()),
        ("tests/browser/package-lock.json", npm.to_owned()),
        ("tests/engines/requirements.txt", python.clone()),
        ("tests/api/requirements.txt", python),
    ]
}

/// In which file what becomes what, and the complaint about it.
const BROKEN: [[&str; 4]; 12] = [
    [
        "crates.json",
        "MIT OR",
        "MIT AND",
        "either 1.0.0: its licence MIT AND GPL-3.0-only is not",
    ],
    [
        "crates.json",
        "LLVM-",
        "Other-",
        "with 2.0.0: its licence (Zlib/Else) AND Apache-2.0 WITH Other-",
    ],
    [
        "crates.json",
        "\"MIT OR GPL-3.0-only\"",
        "null",
        "either 1.0.0: names no licence",
    ],
    [
        "crates.json",
        "2.0.0\", \"source\": \"registry+one",
        "2.0.0\", \"source\": \"git+two",
        "with 2.0.0: comes from git+two",
    ],
    [
        "crates.json",
        "ROOT",
        "/elsewhere",
        "ours 0.1.0: lies outside",
    ],
    [
        "web/package-lock.json",
        "1.2.3",
        "^1.2.3",
        "web/package-lock.json: left is not pinned to one version but to ^1.2.3",
    ],
    [
        "web/package-lock.json",
        "MIT",
        "GPL-3.0-only",
        "the licence of left (GPL-3.0-only) is not",
    ],
    [
        "web/package-lock.json",
        "license",
        "author",
        "the licence of left (none) is not",
    ],
    [
        "tests/browser/package-lock.json",
        "integrity",
        "size",
        "left has no digest",
    ],
    [
        "tests/browser/package-lock.json",
        "\"license\"",
        "\"resolved\": \"x\", \"license\"",
        "left has a download address",
    ],
    [
        "tests/engines/requirements.txt",
        "==",
        ">=",
        "tests/engines/requirements.txt: no version and digest in: one>=1.0",
    ],
    [
        "tests/api/requirements.txt",
        "sha256",
        "md5",
        "tests/api/requirements.txt: no version and digest in: one==1.0",
    ],
];

#[test]
fn o01_a_dependency_without_an_allowed_licence_a_fixed_version_or_a_digest_fails() {
    // The program beside lock files of our choice; what Cargo says of the crates is one of them.
    let place = tempfile::tempdir().unwrap();
    let at = place.path().canonicalize().unwrap();
    let put = |file: &str, text: &str| {
        let path = at.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text.replace("ROOT", at.to_str().unwrap())).unwrap();
    };
    for (tool, does) in [("cargo", "cat crates.json"), ("rustc", "echo host: any")] {
        put(&format!("tools/{tool}"), &format!("#!/bin/sh\n{does}\n"));
        let path = at.join("tools").join(tool);
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    fs::create_dir(at.join("bin")).unwrap();
    for file in ["bin/licences", "deny.toml"] {
        fs::copy(root().join(file), at.join(file)).unwrap();
    }
    let path = format!("{}/tools:{}", at.display(), std::env::var("PATH").unwrap());
    let check = || {
        let output = std::process::Command::new("python3")
            .arg(at.join("bin/licences"))
            .env("PATH", &path)
            .output()
            .unwrap();
        let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.success(), told)
    };
    let well = dependencies();
    for (file, text) in &well {
        put(file, text);
    }

    let (passes, told) = check();
    assert!(passes && told.contains("3 crates: fine"), "{told}");
    for [broken, was, is, complaint] in BROKEN {
        let (file, text) = well.iter().find(|(file, _)| *file == broken).unwrap();
        assert!(text.contains(was), "{was} is not in {file}");
        put(file, &text.replacen(was, is, 1));
        let (passes, told) = check();
        assert!(!passes && told.contains(complaint), "{complaint}: {told}");
        assert!(told.contains("complaints: 1\n"), "{complaint}: {told}");
        put(file, text);
    }
}
