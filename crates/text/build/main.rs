//! Checks the message files of all languages against the Spanish ones and writes the typed
//! access to them. Whatever is missing in a language fails the build, with one line each.

#![expect(clippy::print_stdout, reason = "a build script speaks to Cargo on it")]

mod catalog;
mod generate;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use catalog::{Catalog, Problems};

/// The first one is the reference: what it has, all others must have.
const LANGUAGES: [&str; 3] = ["es", "en", "pt-BR"];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=messages");
    println!("cargo::rerun-if-changed=build");
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), Problems> {
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("messages");
    let catalogs = LANGUAGES
        .iter()
        .map(|language| Ok(Catalog::parse(language, read(&root.join(language))?)))
        .collect::<Result<Vec<Catalog>, Problems>>()?;

    let problems = catalog::check(&catalogs);
    if !problems.is_empty() {
        return Err(problems);
    }

    let target = PathBuf::from(variable("OUT_DIR")?).join("messages.rs");
    let code = generate::code(&root, &catalogs);
    fs::write(&target, code).map_err(|error| vec![format!("{}: {error}", target.display())])
}

/// The message files of a folder as (name, text), by name.
fn read(folder: &Path) -> Result<Vec<(String, String)>, Problems> {
    let failed = |error: std::io::Error| vec![format!("{}: {error}", folder.display())];
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            files.push((name, fs::read_to_string(&path).map_err(failed)?));
        }
    }
    files.sort();
    Ok(files)
}

fn variable(name: &str) -> Result<String, Problems> {
    env::var(name).map_err(|error| vec![format!("{name}: {error}")])
}
