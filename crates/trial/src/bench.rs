//! How fast it is, with ratios to what the same machine does with the engine alone and with a file.

mod latency;
mod pages;
mod rate;

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, ensure};
use serde_json::json;

use crate::desk::{Desk, PASSWORD, Plan, STAFF};
use crate::http::Browser;
use crate::mailbox::Mailbox;
use crate::person::{Asked, Person};
use crate::report::figure;
use crate::rows::{Pattern, Tables, all, written};
use crate::{Bench, Engine, database, grow, raw};

pub(crate) use pages::Pages;
use rate::{creates, reads};

/// How many people ask at once where it is not said.
const PEOPLE: usize = 16;

/// A figure, and what it should be.
struct Line {
    name: String,
    value: f64,
    unit: &'static str,
    /// The target in words, and whether it is met.
    target: Option<(String, bool)>,
}

/// The figures of a run, in their order.
#[derive(Default)]
struct Figures(Vec<Line>);

impl Figures {
    fn tell(&mut self, name: &str, value: f64, unit: &'static str) {
        self.push(name, value, unit, None);
    }

    fn at_least(&mut self, name: &str, value: f64, unit: &'static str, least: f64) {
        self.push(
            name,
            value,
            unit,
            Some((format!("≥ {least}"), value >= least)),
        );
    }

    fn at_most(&mut self, name: &str, value: f64, unit: &'static str, most: f64) {
        self.push(
            name,
            value,
            unit,
            Some((format!("≤ {most}"), value <= most)),
        );
    }

    fn push(&mut self, name: &str, value: f64, unit: &'static str, target: Option<(String, bool)>) {
        let line = Line {
            name: name.to_owned(),
            value,
            unit,
            target,
        };
        eprintln!("{}", line.text());
        self.0.push(line);
    }

    fn json(&self) -> serde_json::Value {
        let lines = self.0.iter().map(|line| {
            json!({
                "name": line.name, "value": line.value, "unit": line.unit,
                "target": line.target.as_ref().map(|(words, _)| words),
                "met": line.target.as_ref().map(|(_, met)| met),
            })
        });
        lines.collect()
    }
}

impl Line {
    fn text(&self) -> String {
        let target = match &self.target {
            None => String::new(),
            Some((words, true)) => format!("{words}  met"),
            Some((words, false)) => format!("{words}  MISSED"),
        };
        format!(
            "{:<52} {:>10.2} {:<8} {target}",
            self.name, self.value, self.unit
        )
    }
}

/// A desk that was set up, with one case, and what the case wrote.
struct Base {
    folder: tempfile::TempDir,
    plan: Plan,
    tables: Tables,
    pattern: Pattern,
    pages: Pages,
}

/// Measures what was asked for and shows it, ratios first.
///
/// # Errors
///
/// If something could not be measured; a target that is missed is no error.
pub(crate) async fn run(program: &Path, asked: &Bench) -> anyhow::Result<()> {
    let during = Duration::from_secs(asked.seconds);
    let mut figures = Figures::default();
    let mailbox = Mailbox::open().await?;
    let base = prepare(program, &mailbox).await?;
    let has = |part: char| asked.parts.contains(&part);

    let mut engine_alone = f64::NAN;
    if has('a') {
        let path = base.folder.path().join("raw.db");
        fs::copy(base.plan.data().join("resuelto.db"), &path)?;
        let (rate, rows) = raw::measure(&path, &base.pattern, during)?;
        engine_alone = rate;
        figures.tell(
            &format!("(a) bare engine, {rows} rows a commit"),
            rate,
            "1/s",
        );
    }
    if has('b') || has('c') || has('d') || has('e') {
        engine(
            &mut figures,
            &base,
            &mailbox,
            Engine::Sqlite,
            engine_alone,
            asked,
        )
        .await?;
    }
    if has('f') {
        engine(
            &mut figures,
            &base,
            &mailbox,
            Engine::Postgres,
            f64::NAN,
            asked,
        )
        .await?;
    }
    if has('g') {
        growth(&mut figures, &base, &mailbox, asked).await?;
    }

    let (ratios, rest): (Vec<&Line>, Vec<&Line>) =
        figures.0.iter().partition(|line| line.unit == "×");
    println!("\n--- ratios");
    for line in ratios {
        println!("{}", line.text());
    }
    println!("--- figures");
    for line in rest {
        println!("{}", line.text());
    }
    if let Some(file) = &asked.json {
        fs::write(file, serde_json::to_string_pretty(&figures.json())?)?;
    }
    Ok(())
}

/// Sets a desk up and files a case, to know what that writes.
async fn prepare(program: &Path, mailbox: &Mailbox) -> anyhow::Result<Base> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let plan = Plan::new(program, &data, mailbox);
    let desk = plan.found().await?;
    let mut staff = Browser::new(desk.address);
    let fields = [("correo", STAFF), ("clave", PASSWORD)];
    staff.post("/ingresar", &fields).await?.is(303)?;
    let mut asked = Person::new(desk.address).ask(mailbox).await?;
    desk.stop().await?;

    let before = all(&plan.database_url())?;
    // The confirmation stays in the outbox, where it counts as a row.
    mailbox.refuses(true);
    let desk = plan.start().await?;
    asked.person.browser.move_to(desk.address);
    let case = asked.file().await?;
    desk.kill()?;
    mailbox.refuses(false);
    let tables = all(&plan.database_url())?;
    let pattern = Pattern::new(written(&before, &tables));
    let pages = Pages {
        case,
        guest: asked.person.browser,
        staff,
    };
    Ok(Base {
        folder,
        plan,
        tables,
        pattern,
        pages,
    })
}

/// Rates, latencies and memory on one engine.
async fn engine(
    figures: &mut Figures,
    base: &Base,
    mailbox: &Mailbox,
    engine: Engine,
    engine_alone: f64,
    asked: &Bench,
) -> anyhow::Result<()> {
    let during = Duration::from_secs(asked.seconds);
    let is_main = engine == Engine::Sqlite;
    let name = if is_main { "" } else { "(f) PostgreSQL: " };
    let has = |part: char| !is_main || asked.parts.contains(&part);
    let database = database::create(engine)?;
    if let Some(database) = &database {
        grow::grow(&database.url, &base.tables, &base.pattern, 0).await?;
    }
    let plan = base
        .plan
        .clone()
        .on(database.as_ref().map(|one| one.url.as_str()));
    let desk = plan.start().await?;
    let (idle, _) = desk.memory()?;

    if has('b') {
        for people in [1, 16, 128] {
            let rate = creates(&desk, mailbox, people, during).await?;
            figures.tell(
                &format!("{name}(b) verified cases, {people} at once"),
                rate,
                "1/s",
            );
            if engine_alone.is_finite() {
                let least = [(1, 0.5), (16, 1.5), (128, 2.0)]
                    .iter()
                    .find(|(of, _)| *of == people);
                let least = least.context("no target")?.1;
                figures.at_least(
                    &format!("(b) : (a), {people} at once"),
                    rate / engine_alone,
                    "×",
                    least,
                );
            }
        }
    }
    let mut pages = base.pages.at(desk.address);
    if has('c') {
        let sizes = pages.sizes().await?;
        let of_file = reads(&mut pages, &sizes.plain, PEOPLE, during).await?;
        let file = format!("{name}(c) static file of {} bytes", sizes.plain_bytes);
        figures.tell(&file, of_file, "1/s");
        for (words, path, bytes) in sizes.pages {
            let rate = reads(&mut pages, &path, PEOPLE, during).await?;
            figures.tell(&format!("{name}(c) {words}, {bytes} bytes"), rate, "1/s");
            if words == "page of a case" {
                figures.at_least(
                    &format!("{name}(c) {words} : static file"),
                    rate / of_file,
                    "×",
                    0.35,
                );
            } else {
                figures.tell(
                    &format!("{name}(c) {words} : static file"),
                    rate / of_file,
                    "×",
                );
            }
        }
    }
    if is_main && has('d') {
        latency::measure(figures, &desk, mailbox, &mut pages, during).await?;
    }
    let (_, most) = desk.memory()?;
    desk.stop().await?;
    if is_main && has('e') {
        let mut starts = Vec::new();
        for _ in 0..5 {
            let desk = plan.start().await?;
            starts.push(desk.started_in.as_secs_f64() * 1e3);
            desk.stop().await?;
        }
        starts.sort_by(f64::total_cmp);
        figures.at_most("(e) start on this database, half", starts[2], "ms", 150.0);
        figures.at_most("(e) memory at rest", figure(idle) / 1024.0, "MiB", 64.0);
        figures.at_most(
            "(e) memory under load, most",
            figure(most) / 1024.0,
            "MiB",
            160.0,
        );
        let size = fs::metadata(base.plan.program())?.len();
        figures.at_most("(e) the program", figure(size / 1024) / 1024.0, "MiB", 40.0);
    }
    Ok(())
}

/// The same three things at more and more cases.
async fn growth(
    figures: &mut Figures,
    base: &Base,
    mailbox: &Mailbox,
    asked: &Bench,
) -> anyhow::Result<()> {
    let during = Duration::from_secs(asked.seconds);
    let sizes = [1_000, 100_000, 1_000_000]
        .into_iter()
        .filter(|size| *size <= asked.grow_to);
    let mut first: Option<[f64; 3]> = None;
    for size in sizes {
        let folder = tempfile::tempdir_in(base.folder.path())?;
        let data = folder.path().join("data");
        fs::create_dir(&data)?;
        fs::copy(base.plan.data().join("secret.key"), data.join("secret.key"))?;
        let plan = base.plan.clone().at(&data);
        grow::grow(
            &plan.database_url(),
            &base.tables,
            &base.pattern,
            i64::try_from(size)?,
        )
        .await?;
        let desk = plan.start().await?;
        let mut pages = base.pages.at(desk.address);
        let case = pages.case_path();
        let found = [
            reads(&mut pages, &case, PEOPLE, during).await?,
            reads(&mut pages, Pages::QUEUE, PEOPLE, during).await?,
            creates(&desk, mailbox, PEOPLE, during).await?,
        ];
        desk.stop().await?;
        for (at, words) in ["page of a case", "list of the desk", "verified cases"]
            .iter()
            .enumerate()
        {
            figures.tell(&format!("(g) {words} at {size}"), found[at], "1/s");
            if let Some(first) = first {
                figures.at_most(
                    &format!("(g) {words}: slower at {size} than at 1000"),
                    first[at] / found[at],
                    "×",
                    1.5,
                );
            }
        }
        first = first.or(Some(found));
    }
    ensure!(first.is_some(), "--grow-to is below 1000");
    Ok(())
}

/// Requests with their codes, so that only the last click is measured.
async fn ask_many(desk: &Desk, mailbox: &Mailbox, count: usize) -> anyhow::Result<Vec<Asked>> {
    use futures_util::{StreamExt, TryStreamExt, stream};
    let asking = stream::iter(0..count).map(|_| async {
        let mut asked = Person::new(desk.address).ask(mailbox).await?;
        // Thousands that nobody uses would be what the desk keeps in memory.
        asked.person.browser.hang_up();
        Ok(asked)
    });
    asking.buffer_unordered(64).try_collect().await
}
