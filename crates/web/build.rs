//! Bundles the browser's files of `web/` and writes the table of them that `src/asset.rs` includes.
//!
//! With npm and node they are minified and compressed, and htmx is among them. Without, our own styles and
//! scripts are joined as they are, so that the crate builds on any machine; pages work without htmx.

use std::error::Error;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const SOURCES: [&str; 5] = [
    "src",
    "package.json",
    "package-lock.json",
    ".npmrc",
    "build.mjs",
];
/// Bundle and the file that it starts from.
const BUNDLES: [(&str, &str); 6] = [
    ("portal.css", "src/css/portal.entry.css"),
    ("desk.css", "src/css/desk.entry.css"),
    ("portal.js", "src/js/portal.js"),
    ("live.js", "src/js/live.js"),
    ("desk.js", "src/js/desk.js"),
    ("htmx.js", "src/js/htmx.js"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let web = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?)
        .join("../../web")
        .canonicalize()?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let assets = out.join("assets");
    println!("cargo:rerun-if-changed=build.rs");
    for source in SOURCES {
        println!("cargo:rerun-if-changed={}", web.join(source).display());
    }

    match installed(&web) {
        Ok(()) => bundle(&web, &assets)?,
        Err(reason) => {
            println!(
                "cargo:warning=styles and scripts are not minified, and htmx is missing: {reason}"
            );
            join(&web, &assets)?;
        }
    }
    fs::write(out.join("assets.rs"), table(&assets)?)?;
    Ok(())
}

/// Sees to it that `node_modules` is there and not older than the lock file.
fn installed(web: &Path) -> Result<(), String> {
    let changed = |path: PathBuf| fs::metadata(path).and_then(|found| found.modified()).ok();
    let have = changed(web.join("node_modules/.package-lock.json"));
    let want = changed(web.join("package-lock.json"));
    if have.is_some() && have >= want {
        return Ok(());
    }
    // npm is a script with another ending on Windows.
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let result = Command::new(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(web)
        .output();
    match result {
        Err(error) => Err(format!("npm could not be started ({error})")),
        Ok(done) if done.status.success() => Ok(()),
        Ok(done) => Err(format!(
            "npm ci: {}",
            String::from_utf8_lossy(&done.stderr)
                .lines()
                .next()
                .unwrap_or_default()
        )),
    }
}

fn bundle(web: &Path, assets: &Path) -> Result<(), Box<dyn Error>> {
    let status = Command::new("node")
        .arg("build.mjs")
        .arg(assets)
        .current_dir(web)
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err("node build.mjs failed: see above".into())
    }
}

/// Our own files without any tool: imports are replaced by what they name, once each.
fn join(web: &Path, assets: &Path) -> Result<(), Box<dyn Error>> {
    if assets.exists() {
        fs::remove_dir_all(assets)?;
    }
    fs::create_dir_all(assets)?;
    for (name, entry) in BUNDLES {
        let joined = inline(&web.join(entry), &mut Vec::new())?;
        let is_script = Path::new(name).extension() == Some(OsStr::new("js"));
        let text = if is_script {
            format!("(() => {{\n\"use strict\";\n{joined}}})();\n")
        } else {
            joined
        };
        fs::write(assets.join(name), text)?;
    }
    for image in fs::read_dir(web.join("src/img"))? {
        let image = image?;
        fs::copy(image.path(), assets.join(image.file_name()))?;
    }
    Ok(())
}

/// The text of `path` with its relative imports in place; those of packages are left out.
/// It relies on imports of one line, and on top-level names that differ between our modules.
fn inline(path: &Path, seen: &mut Vec<PathBuf>) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for line in fs::read_to_string(path)?.lines() {
        if !(line.starts_with("import ") || line.starts_with("@import ")) {
            writeln!(text, "{}", line.strip_prefix("export ").unwrap_or(line))?;
            continue;
        }
        let named = line.split('"').nth(1).unwrap_or_default();
        let imported = path.with_file_name(named.trim_start_matches("./"));
        if named.starts_with("./") && !seen.contains(&imported) {
            seen.push(imported.clone());
            text += &inline(&imported, seen)?;
        }
    }
    Ok(text)
}

/// The Rust expression of all files in `assets`, with names that change with their content.
fn table(assets: &Path) -> Result<String, Box<dyn Error>> {
    let mut paths = fs::read_dir(assets)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    let mut text = String::from("&[\n");
    for path in paths {
        let (Some(stem), Some(kind)) = (utf8(path.file_stem()), utf8(path.extension())) else {
            continue;
        };
        if kind == "br" || kind == "gz" {
            continue;
        }
        let hash = fingerprint(&fs::read(&path)?);
        writeln!(
            text,
            "Asset {{ name: {name:?}, url: {url:?}, hash: {hash:?}, plain: {plain}, br: {br}, gz: {gz} }},",
            name = format!("{stem}.{kind}"),
            url = format!("/recursos/{stem}.{hash}.{kind}"),
            plain = included(&path)?,
            br = compressed(&path, "br")?,
            gz = compressed(&path, "gz")?,
        )?;
    }
    text.push(']');
    Ok(text)
}

fn utf8(part: Option<&OsStr>) -> Option<&str> {
    part.and_then(OsStr::to_str)
}

fn included(path: &Path) -> Result<String, Box<dyn Error>> {
    let path = path
        .to_str()
        .ok_or("the build directory has a name that is not UTF-8")?;
    Ok(format!("include_bytes!({path:?})"))
}

/// The compressed twin of `path`, if it was bundled.
fn compressed(path: &Path, ending: &str) -> Result<String, Box<dyn Error>> {
    let mut twin = path.as_os_str().to_owned();
    twin.push(".");
    twin.push(ending);
    let twin = Path::new(&twin);
    Ok(if twin.exists() {
        format!("Some({})", included(twin)?)
    } else {
        "None".into()
    })
}

/// FNV-1a of 64 bits: enough to tell one version of our own files from the next.
fn fingerprint(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
