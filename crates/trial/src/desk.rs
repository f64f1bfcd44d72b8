//! A desk: the finished program, started and ended as a service manager would, or worse.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use rustix::process::{Pid, Signal, kill_process};
use tokio::sync::mpsc::unbounded_channel;
use tokio::task::spawn_blocking;

use crate::http::Browser;
use crate::mailbox::Mailbox;

/// How long a start may take before it counts as failed.
const START: Duration = Duration::from_mins(1);

/// What a desk is started with.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    program: PathBuf,
    data: PathBuf,
    mail: SocketAddr,
    database: Option<String>,
    preload: Vec<(String, String)>,
    flags: Vec<String>,
}

/// A desk that runs.
pub(crate) struct Desk {
    child: Child,
    pub(crate) address: SocketAddr,
    /// From the start of the program until it answered that it is ready.
    pub(crate) started_in: Duration,
    /// The path of the first set-up, as long as nobody has done it.
    pub(crate) setup: Option<String>,
}

impl Plan {
    /// A desk of `program` that keeps everything in `data`.
    pub(crate) fn new(program: &Path, data: &Path, mailbox: &Mailbox) -> Self {
        Self {
            program: program.to_owned(),
            data: data.to_owned(),
            mail: mailbox.address,
            database: None,
            preload: Vec::new(),
            flags: Vec::new(),
        }
    }

    /// With another database than a file in its folder.
    pub(crate) fn on(mut self, database: Option<&str>) -> Self {
        self.database = database.map(ToOwned::to_owned);
        self
    }

    /// With a variable of the environment.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.preload.push((name.to_owned(), value.to_owned()));
        self
    }

    /// In another folder.
    pub(crate) fn at(mut self, data: &Path) -> Self {
        data.clone_into(&mut self.data);
        self
    }

    /// With further flags.
    pub(crate) fn flag(mut self, flag: &str, value: &str) -> Self {
        self.flags.extend([flag.to_owned(), value.to_owned()]);
        self
    }

    /// The address of its database.
    pub(crate) fn database_url(&self) -> String {
        self.database
            .clone()
            .unwrap_or_else(|| format!("sqlite:{}", self.data.join("resuelto.db").display()))
    }

    /// The program.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// Where it keeps everything.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// Starts it and waits until it is ready.
    ///
    /// # Errors
    ///
    /// If it ends or is not ready in time.
    pub(crate) async fn start(&self) -> anyhow::Result<Desk> {
        let began = Instant::now();
        let mut command = Command::new(&self.program);
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "error"])
            .arg("--data")
            .arg(&self.data)
            .arg("--mail")
            .arg(format!("smtp+plain://{}", self.mail))
            .args(["--mail-from", "ayuda@resuelto.example"])
            // What protects from one hostile client must not stand between a trial and its load.
            .args(["--intakes-per-client-hour", "1000000"])
            .args(["--intakes-per-client-day", "1000000"])
            .args(["--intakes-per-day", "1000000"])
            .args(["--connections-per-address", "100000"])
            .args(&self.flags)
            .envs(self.preload.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit());
        if let Some(database) = &self.database {
            command.args(["--database-url", database]);
        }
        let mut child = command.spawn().with_context(|| {
            let program = self.program.display();
            format!(
                "cannot start {program}: build it with cargo build --release --workspace --bins"
            )
        })?;
        let output = child.stdout.take().context("no output")?;
        let mut desk = Desk {
            child,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            started_in: Duration::ZERO,
            setup: None,
        };
        // All it says is read, also what nobody waits for.
        let (told, mut lines) = unbounded_channel();
        spawn_blocking(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                // Nobody listens any more when the start is over.
                let _ = told.send(line);
            }
        });
        desk.address = loop {
            let line = tokio::time::timeout(START, lines.recv()).await?;
            let line = line.context("the desk ended before it listened")?;
            if let Some((_, rest)) = line.split_once("listens on ") {
                break rest.split(": ").next().unwrap_or_default().parse()?;
            }
        };
        let mut browser = Browser::new(desk.address);
        while browser
            .get("/readyz")
            .await
            .map_or(0, |answer| answer.status)
            != 200
        {
            ensure!(began.elapsed() < START, "the desk did not get ready");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        desk.started_in = began.elapsed();
        // The link of the first set-up, which stands right after the address.
        let line = tokio::time::timeout(Duration::from_millis(200), lines.recv()).await;
        desk.setup = line.ok().flatten().and_then(|line| {
            let (_, token) = line.split_once("/instalar/")?;
            Some(format!("/instalar/{token}"))
        });
        Ok(desk)
    }

    /// Starts it for the first time and makes the organisation.
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start).
    pub(crate) async fn found(&self) -> anyhow::Result<Desk> {
        let desk = self.start().await?;
        let Some(path) = &desk.setup else {
            bail!("the desk was set up already");
        };
        let fields = [
            ("organizacion", "Postal Cordillera"),
            ("prefijo", "PC"),
            ("zona", "America/Bogota"),
            ("nombre", "Ana Torres"),
            ("correo", STAFF),
            ("clave", PASSWORD),
        ];
        let mut browser = Browser::new(desk.address);
        browser.post(path, &fields).await?.is(303)?;
        Ok(desk)
    }
}

/// The first administrator of the desks of trials.
pub(crate) const STAFF: &str = "ana@resuelto.example";
/// And her password.
pub(crate) const PASSWORD: &str = "una clave larga de prueba 71";

impl Desk {
    fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Lets it feel a signal.
    pub(crate) fn signal(&self, signal: Signal) -> anyhow::Result<()> {
        Ok(kill_process(self.pid(), signal)?)
    }

    /// Kills it in the middle of what it does.
    pub(crate) fn kill(mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Stops it gently.
    pub(crate) async fn stop(mut self) -> anyhow::Result<()> {
        self.signal(Signal::TERM)?;
        let began = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait()? {
                break status;
            }
            ensure!(began.elapsed() < START, "the desk did not stop");
            tokio::time::sleep(Duration::from_millis(2)).await;
        };
        ensure!(status.success(), "the desk ended with {status}");
        Ok(())
    }

    /// The memory that it holds, and the most that it held, in KiB.
    pub(crate) fn memory(&self) -> anyhow::Result<(u64, u64)> {
        let id = self.child.id();
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let kib = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name))?;
            line.split_whitespace().nth(1)?.parse().ok()
        };
        kib("VmRSS:")
            .zip(kib("VmHWM:"))
            .context("no memory is told")
    }
}

impl Drop for Desk {
    /// A trial that failed leaves no desk behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
