//! What the administrator asks for: commands, flags and environment variables.
//!
//! Every setting is a flag and an environment variable of the same name; there is no file.
//! [`Cli`] is what was written, [`Config`] what it means. What an organisation decides about its
//! desk (names, topics, colours) is not here but in the database.
#![expect(
    clippy::doc_markdown,
    reason = "the comments of flags are their help on the terminal"
)]
#![cfg_attr(doc, expect(rustdoc::bare_urls, reason = "as above"))]

mod limits;
mod value;

use std::{
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
    path::PathBuf,
};

use app::scan::Scanner;
use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::{EmailAddress, limits::Limits};
use tracing_subscriber::EnvFilter;
use url::{Host, Url};
use web::server::TrustedProxies;

use limits::{LimitFlags, ServerFlags};
use value::between;

const DEFAULT_LISTEN: &str = "127.0.0.1:8080";

/// The folder for everything, where nothing else is said.
const DATA: &str = "data";

/// Resuelto: a help desk that citizens understand
#[derive(Clone, Debug, Parser)]
#[command(name = "resuelto", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Debug, Subcommand)]
enum Command {
    /// Runs the desk
    Serve(Box<Settings>),
    /// Runs a desk full of examples, for looking around; mails go to a test mailbox
    Demo(Box<Demo>),
    /// Looks whether all that the desk needs is there and well, and says what to do where it is not
    Doctor(Box<Settings>),
    /// Asks a running desk whether it can serve, and ends with an error if not; for containers and monitors
    Health(Health),
    /// Puts everything, database and files, into one archive; the desk may go on running
    Backup(Box<Copying>),
    /// Fills an empty desk from such an archive, on the same or another kind of database
    Restore(Box<Copying>),
    /// Restores an archive into a scratch folder and compares counts and digests
    Verify(Verifying),
    /// Tells whether a receipt (PDF) is as it was given out; needs no network and no desk
    VerifyReceipt(Receipt),
    /// Looks into the calendars that come with the program
    #[command(subcommand)]
    Calendar(CalendarCommand),
}

/// What can be asked of the calendars.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum CalendarCommand {
    /// Prints the public holidays of a year with their laws; needs no network and no desk
    Check(CalendarYear),
}

/// A year of a country.
#[derive(Args, Clone, Debug)]
pub(crate) struct CalendarYear {
    /// The country: co or cl
    #[arg(long, value_name = "COUNTRY", value_parser = value::country)]
    pub(crate) country: domain::calendar::Country,

    /// The year, 2000 to 2099
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(2000..2100))]
    pub(crate) year: i16,
}

/// The desk to ask.
#[derive(Args, Clone, Debug)]
pub(crate) struct Health {
    /// The address that it listens on, as it was told itself
    #[arg(long, env = "RESUELTO_LISTEN", value_name = "ADDRESS", value_parser = address, default_value = DEFAULT_LISTEN)]
    pub(crate) listen: SocketAddr,
}

/// What there is to do, with its settings checked.
#[derive(Clone, Debug)]
pub(crate) enum Task {
    Run(Box<Config>),
    Doctor(Box<Config>),
    Health(Health),
    Backup(PathBuf, Storage),
    Restore(PathBuf, Storage),
    Verify(Verifying),
    VerifyReceipt(Receipt),
    CalendarCheck(CalendarYear),
}

/// An archive, and the desk that it is made of or fills.
#[derive(Args, Clone, Debug)]
struct Copying {
    /// The archive, such as resuelto-2026-11-22.zip
    file: PathBuf,

    #[command(flatten)]
    storage: StorageFlags,
}

/// An archive to try.
#[derive(Args, Clone, Debug)]
pub(crate) struct Verifying {
    /// The archive
    pub(crate) file: PathBuf,

    /// Where to make the scratch folder, which needs as much room as the desk
    ///
    /// [default: the system's folder for temporary files]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) scratch: Option<PathBuf>,
}

/// A receipt to check.
#[derive(Args, Clone, Debug)]
pub(crate) struct Receipt {
    /// The PDF file, as it was downloaded
    pub(crate) file: PathBuf,

    /// The public key, 64 hexadecimal digits: the desk shows it at /constancia
    #[arg(long, value_name = "KEY")]
    pub(crate) key: String,
}

#[derive(Args, Clone, Debug)]
struct Demo {
    /// Throw away the demo's data and begin anew
    #[arg(long)]
    fresh: bool,

    #[command(flatten)]
    settings: Settings,
}

/// What both commands take.
#[derive(Args, Clone, Debug)]
struct Settings {
    /// The address and port to listen on; port 0 takes a free one
    #[arg(long, env = "RESUELTO_LISTEN", value_name = "ADDRESS", value_parser = address, default_value = DEFAULT_LISTEN)]
    listen: SocketAddr,

    /// The address that people type, such as https://ayuda.example.org; https unless it is this machine
    ///
    /// [default: the address listened on, if only this machine can reach it]
    #[arg(long, env = "RESUELTO_BASE_URL", value_name = "URL", value_parser = base_url)]
    base_url: Option<Url>,

    /// The proxies in front, as addresses and networks with commas: their X-Forwarded-For is believed
    ///
    /// [default: none]
    #[arg(long, env = "RESUELTO_TRUSTED_PROXIES", value_name = "NETWORKS")]
    trusted_proxies: Option<TrustedProxies>,

    /// Where to offer metrics for Prometheus at /metrics, such as 127.0.0.1:9464; they are not public
    ///
    /// [default: nowhere]
    #[arg(long, env = "RESUELTO_METRICS_LISTEN", value_name = "ADDRESS", value_parser = address)]
    metrics_listen: Option<SocketAddr>,

    #[command(flatten)]
    storage: StorageFlags,

    #[command(flatten)]
    mail: MailFlags,

    #[command(flatten)]
    scanner: ScannerFlags,

    #[command(flatten)]
    passwords: PasswordFlags,

    #[command(flatten)]
    log: LogFlags,

    #[command(flatten)]
    limits: LimitFlags,

    #[command(flatten)]
    server: ServerFlags,
}

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Storage")]
struct StorageFlags {
    /// The folder for everything that is not put elsewhere
    ///
    /// [default: data, and data/demo for the demo]
    #[arg(long, env = "RESUELTO_DATA", value_name = "FOLDER")]
    data: Option<PathBuf>,

    /// The database: sqlite:PATH or postgres://user:password@host/name
    ///
    /// [default: sqlite: with resuelto.db in the data folder]
    #[arg(
        long,
        env = "RESUELTO_DATABASE_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    database_url: Option<String>,

    /// How many connections to PostgreSQL are opened; SQLite needs no choice
    #[arg(long, env = "RESUELTO_DB_CONNECTIONS", value_name = "NUMBER", value_parser = between(2, 500), default_value_t = 16)]
    db_connections: u32,

    /// Where files of people go: file:FOLDER or s3://bucket?endpoint=…&region=…
    ///
    /// The keys for S3 come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
    ///
    /// [default: file: with files in the data folder]
    #[arg(
        long,
        env = "RESUELTO_FILES_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    files_url: Option<String>,

    /// The file with the server's secret, 32 random bytes; made at the first start
    ///
    /// Codes and links are derived from it: keep it with the backups, but never beside the
    /// database's. All nodes need the same.
    ///
    /// [default: secret.key in the data folder]
    #[arg(long, env = "RESUELTO_SECRET_KEY_FILE", value_name = "FILE")]
    secret_key_file: Option<PathBuf>,

    /// The number of this node, 0 to 255, different on each that shares a database
    #[arg(long, env = "RESUELTO_NODE", value_name = "NUMBER", value_parser = node, default_value_t = 0)]
    node: u8,
}

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Mail")]
struct MailFlags {
    /// The server for mails: smtp://user:password@host (STARTTLS), smtps://… (TLS), smtp+plain://127.0.0.1:25, or folder:PATH for a test mailbox
    ///
    /// [default: none for serve, which needs one; a test mailbox in the data folder for the demo]
    #[arg(
        long,
        env = "RESUELTO_MAIL",
        value_name = "URL",
        hide_env_values = true
    )]
    mail: Option<String>,

    /// The address that mails come from, such as ayuda@example.org
    ///
    /// [default: none, but a test mailbox does without]
    #[arg(long, env = "RESUELTO_MAIL_FROM", value_name = "ADDRESS", value_parser = email)]
    mail_from: Option<EmailAddress>,

    /// The address that answers to mails go to
    ///
    /// [default: the address they come from]
    #[arg(long, env = "RESUELTO_MAIL_REPLY_TO", value_name = "ADDRESS", value_parser = email)]
    mail_reply_to: Option<EmailAddress>,

    /// A PEM file with further authorities that the mail server's certificate may come from
    ///
    /// [default: none]
    #[arg(long, env = "RESUELTO_MAIL_CA_FILE", value_name = "FILE")]
    mail_ca_file: Option<PathBuf>,
}

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Viruses")]
struct ScannerFlags {
    /// The clamd that looks through files: the path of its socket, such as /run/clamav/clamd.ctl, or host:port
    ///
    /// Customers get a file only when it is clean.
    ///
    /// [default: none, files are not scanned]
    #[arg(long, env = "RESUELTO_CLAMD", value_name = "ADDRESS")]
    clamd: Option<Scanner>,
}

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Passwords")]
struct PasswordFlags {
    /// A file with stolen passwords, which nobody may choose
    ///
    /// Each line begins with the SHA-1 of one in 40 hexadecimal digits, and they are sorted, as
    /// collections of breaches are given away.
    ///
    /// [default: none, those that are guessed first are refused]
    #[arg(long, env = "RESUELTO_STOLEN_PASSWORDS", value_name = "FILE")]
    stolen_passwords: Option<PathBuf>,
}

/// How to log.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Logs (to standard error)")]
pub(crate) struct LogFlags {
    /// What to log: error, warn, info, debug or trace, also by part, such as info,web=debug
    #[arg(long = "log", env = "RESUELTO_LOG", value_name = "FILTER", value_parser = filter, default_value = "info")]
    pub(crate) filter: String,

    /// How each line is written
    #[arg(
        long = "log-format",
        env = "RESUELTO_LOG_FORMAT",
        value_name = "FORMAT",
        default_value = "text"
    )]
    pub(crate) format: LogFormat,
}

/// How each line of the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// For people
    Text,
    /// For machines
    Json,
}

/// Where everything is kept.
#[derive(Clone, Debug)]
pub(crate) struct Storage {
    pub(crate) data: PathBuf,
    pub(crate) database_url: Confidential,
    pub(crate) files_url: Confidential,
    pub(crate) secret_key_file: PathBuf,
}

/// What kind of desk runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// A real one.
    Serve,
    /// One full of examples.
    Demo {
        /// Whether to begin anew.
        fresh: bool,
    },
}

/// Every setting, checked.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    pub(crate) mode: Mode,
    pub(crate) listen: SocketAddr,
    /// As it was given; [`Config::base_url`] is what holds.
    given_base_url: Option<Url>,
    pub(crate) metrics_listen: Option<SocketAddr>,
    pub(crate) storage: Storage,
    pub(crate) database_connections: NonZeroU32,
    pub(crate) node: u8,
    pub(crate) mail_url: Confidential,
    pub(crate) mail_from: EmailAddress,
    pub(crate) mail_reply_to: Option<EmailAddress>,
    pub(crate) mail_ca_file: Option<PathBuf>,
    pub(crate) clamd: Option<Scanner>,
    pub(crate) stolen_passwords: Option<PathBuf>,
    pub(crate) log: LogFlags,
    pub(crate) limits: Limits,
    pub(crate) server: web::server::Config,
}

/// A text that may hold a password: it is not shown by `{:?}`.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Confidential(pub(crate) String);

impl std::fmt::Debug for Confidential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(confidential)")
    }
}

impl Cli {
    /// What the flags mean together.
    ///
    /// # Errors
    ///
    /// Every problem, each in a sentence that says how to mend it and repeats no password.
    pub(crate) fn task(self) -> Result<Task, Vec<String>> {
        let mut problems = Vec::new();
        let task = match self.command {
            Command::Serve(settings) => {
                Task::Run(Box::new(settings.config(Mode::Serve, &mut problems)))
            }
            Command::Demo(demo) => {
                let mode = Mode::Demo { fresh: demo.fresh };
                Task::Run(Box::new(demo.settings.config(mode, &mut problems)))
            }
            Command::Doctor(settings) => {
                Task::Doctor(Box::new(settings.config(Mode::Serve, &mut problems)))
            }
            Command::Health(health) => Task::Health(health),
            Command::Backup(copying) => {
                Task::Backup(copying.file, copying.storage.resolve(DATA, &mut problems))
            }
            Command::Restore(copying) => {
                Task::Restore(copying.file, copying.storage.resolve(DATA, &mut problems))
            }
            Command::Verify(verifying) => Task::Verify(verifying),
            Command::VerifyReceipt(receipt) => Task::VerifyReceipt(receipt),
            Command::Calendar(CalendarCommand::Check(year)) => Task::CalendarCheck(year),
        };
        if problems.is_empty() {
            Ok(task)
        } else {
            Err(problems)
        }
    }
}

impl Settings {
    fn config(self, mode: Mode, problems: &mut Vec<String>) -> Config {
        problems.extend(self.limits.problems());
        let (connections, node) = (self.storage.db_connections, self.storage.node);
        let data = match mode {
            Mode::Serve => DATA,
            Mode::Demo { .. } => "data/demo",
        };
        let storage = self.storage.resolve(data, problems);
        let is_private = match &self.base_url {
            Some(url) => is_this_machine(url),
            None => self.listen.ip().is_loopback(),
        };
        if self.base_url.is_none() && !is_private && mode == Mode::Serve {
            problems.push(
                "--base-url is missing: other machines can reach this desk, so name the address \
                 that people type, such as --base-url https://ayuda.example.org"
                    .to_owned(),
            );
        }
        let (mail_url, mail_from) = self.mail.resolve(
            mode,
            is_private,
            &storage.in_data("folder:", "mail"),
            problems,
        );

        Config {
            mode,
            listen: self.listen,
            given_base_url: self.base_url,
            metrics_listen: self.metrics_listen,
            storage,
            database_connections: NonZeroU32::new(connections).unwrap_or(NonZeroU32::MIN),
            node,
            mail_url,
            mail_from,
            mail_reply_to: self.mail.mail_reply_to,
            mail_ca_file: self.mail.mail_ca_file,
            clamd: self.scanner.clamd,
            stolen_passwords: self.passwords.stolen_passwords,
            log: self.log,
            limits: self.limits.limits(),
            server: web::server::Config {
                limits: self.server.limits(),
                trusted_proxies: self.trusted_proxies.unwrap_or_default(),
            },
        }
    }
}

impl StorageFlags {
    /// Where everything is kept; `data` holds where nothing else is said.
    fn resolve(self, data: &str, problems: &mut Vec<String>) -> Storage {
        let data = self.data.unwrap_or_else(|| PathBuf::from(data));
        let in_data = |prefix: &str, name: &str| format!("{prefix}{}", data.join(name).display());
        Storage {
            database_url: one_of(
                "--database-url",
                self.database_url
                    .unwrap_or_else(|| in_data("sqlite:", "resuelto.db")),
                &["sqlite:", "postgres://", "postgresql://"],
                "sqlite:PATH, such as sqlite:data/resuelto.db, or postgres://user:password@host/name",
                problems,
            ),
            files_url: one_of(
                "--files-url",
                self.files_url.unwrap_or_else(|| in_data("file:", "files")),
                &["file:", "s3://"],
                "file:FOLDER, such as file:data/files, or s3://bucket?endpoint=https://host&region=name",
                problems,
            ),
            secret_key_file: self
                .secret_key_file
                .unwrap_or_else(|| data.join("secret.key")),
            data,
        }
    }
}

impl Storage {
    fn in_data(&self, prefix: &str, name: &str) -> String {
        format!("{prefix}{}", self.data.join(name).display())
    }
}

impl MailFlags {
    /// Where mails go and whom they come from.
    fn resolve(
        &self,
        mode: Mode,
        is_private: bool,
        test_mailbox: &str,
        problems: &mut Vec<String>,
    ) -> (Confidential, EmailAddress) {
        let url = match (&self.mail, mode) {
            (Some(url), _) => url.clone(),
            (None, Mode::Demo { .. }) => test_mailbox.to_owned(),
            (None, Mode::Serve) => {
                problems.push(
                    "--mail is missing: name the mail server, such as \
                     --mail smtp://user:password@mail.example.org, or for trying things out \
                     --mail folder:data/mail"
                        .to_owned(),
                );
                test_mailbox.to_owned()
            }
        };
        let is_test_mailbox = url.starts_with("folder:");
        // Everybody who reaches the desk can read the test mailbox, codes included.
        if is_test_mailbox && !is_private && mode == Mode::Serve {
            problems.push(
                "--mail folder: is for trying things out on one machine only, because everybody \
                 can read that mailbox: name a mail server, or let --base-url be this machine"
                    .to_owned(),
            );
        }
        if self.mail_from.is_none() && !is_test_mailbox {
            problems.push(
                "--mail-from is missing: name the address that mails come from, such as \
                 --mail-from ayuda@example.org"
                    .to_owned(),
            );
        }
        let from = self.mail_from.clone().unwrap_or_else(|| {
            "ayuda@resuelto.example"
                .parse()
                .expect("the address of test mailboxes is well-formed")
        });
        let url = one_of(
            "--mail",
            url,
            &["smtp://", "smtps://", "smtp+plain://", "folder:"],
            "smtp://user:password@host (STARTTLS), smtps://user:password@host (TLS), \
             smtp+plain://127.0.0.1:25 (only on this machine) or folder:PATH (test mailbox)",
            problems,
        );
        (url, from)
    }
}

impl Config {
    /// The address that people type, without a path: as configured, or else where we listen.
    pub(crate) fn base_url(&self, bound: SocketAddr) -> Url {
        let ip = match bound.ip() {
            ip if !ip.is_unspecified() => ip,
            IpAddr::V4(_) => IpAddr::from([127, 0, 0, 1]),
            IpAddr::V6(_) => IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]),
        };
        self.given_base_url.clone().unwrap_or_else(|| {
            format!("http://{}/", SocketAddr::new(ip, bound.port()))
                .parse()
                .expect("a socket address is a well-formed host and port")
        })
    }
}

fn one_of(
    flag: &str,
    url: String,
    beginnings: &[&str],
    forms: &str,
    problems: &mut Vec<String>,
) -> Confidential {
    let is_fine = beginnings.iter().any(|beginning| {
        url.strip_prefix(beginning)
            .is_some_and(|rest| !rest.is_empty())
    });
    if !is_fine {
        problems.push(format!("{flag} is not understood: write {forms}"));
    }
    Confidential(url)
}

fn address(text: &str) -> Result<SocketAddr, String> {
    let text = text
        .strip_prefix("localhost:")
        .map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
    text.parse().map_err(|_| {
        "write an address and a port, such as 127.0.0.1:8080, 0.0.0.0:8080 or [::]:8080".to_owned()
    })
}

fn base_url(text: &str) -> Result<Url, &'static str> {
    const FORM: &str = "write the whole address, such as https://ayuda.example.org";
    let url = Url::parse(text).map_err(|_| FORM)?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(FORM);
    }
    let has_more = url.path() != "/"
        || url.query().is_some()
        || url.fragment().is_some()
        || !url.username().is_empty()
        || url.password().is_some();
    if has_more {
        return Err(
            "write only https://, the name and perhaps a port: the desk needs a name of its own, without a path",
        );
    }
    if url.scheme() == "http" && !is_this_machine(&url) {
        return Err(
            "begin it with https://, because sign-in and codes may not travel unencrypted; http:// is for 127.0.0.1 and localhost only",
        );
    }
    Ok(url)
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn node(text: &str) -> Result<u8, &'static str> {
    text.parse()
        .map_err(|_| "write a whole number from 0 to 255")
}

fn email(text: &str) -> Result<EmailAddress, &'static str> {
    text.parse()
        .map_err(|_| "write one plain address, such as ayuda@example.org")
}

fn filter(text: &str) -> Result<String, &'static str> {
    EnvFilter::try_new(text).map(|_| text.to_owned()).map_err(
        |_| "write error, warn, info, debug or trace, also by part, such as info,web=debug",
    )
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};
    use domain::limits::Limits;
    use web::server::ServerLimits;

    use super::{Cli, Config, Mode, Task};

    const SERVE: &[&str] = &["serve", "--mail", "folder:x"];

    fn parse(arguments: &[&str]) -> Result<Config, String> {
        Cli::try_parse_from(["resuelto"].iter().chain(arguments))
            .map_err(|error| error.to_string())?
            .task()
            .map(|task| {
                let (Task::Run(config) | Task::Doctor(config)) = task else {
                    panic!("{task:?} has no such settings");
                };
                *config
            })
            .map_err(|problems| problems.join("\n"))
    }

    fn serve(more: &[&str]) -> Result<Config, String> {
        parse(&[SERVE, more].concat())
    }

    #[test]
    fn the_commands_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_flag_is_an_environment_variable_of_the_same_name() {
        let cli = Cli::command();
        for name in ["serve", "demo", "doctor", "backup", "restore"] {
            for flag in cli.find_subcommand(name).unwrap().get_arguments() {
                let Some(long) = flag.get_long() else {
                    continue;
                };
                let expected = format!("RESUELTO_{}", long.to_uppercase().replace('-', "_"));
                let is_question = long == "help" || long == "fresh";
                match flag.get_env() {
                    Some(variable) => assert_eq!(variable, expected.as_str()),
                    None => assert!(is_question, "--{long} has no variable"),
                }
                assert!(flag.get_help().is_some(), "--{long} is not documented");
            }
        }
    }

    /// The settings of `resuelto serve` as a page of the manual shows them, a table for each heading.
    fn settings_for_the_manual() -> String {
        let mut cli = Cli::command();
        cli.build();
        let serve = cli.find_subcommand("serve").unwrap();
        let mut tables: Vec<(String, Vec<String>)> = Vec::new();
        for flag in serve.get_arguments() {
            let (Some(long), Some(variable)) = (flag.get_long(), flag.get_env()) else {
                continue;
            };
            let heading = flag.get_help_heading().unwrap_or("Where it is reached");
            let help = flag
                .get_long_help()
                .or(flag.get_help())
                .unwrap()
                .to_string();
            let (help, told) = help
                .split_once("[default: ")
                .map_or((help.as_str(), None), |(help, rest)| {
                    (help, Some(rest.trim_end().trim_end_matches(']').to_owned()))
                });
            let default = told.unwrap_or_else(|| {
                let values = flag.get_default_values().iter();
                let values: Vec<_> = values.map(|value| value.to_string_lossy()).collect();
                format!("`{}`", values.join(" "))
            });
            let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
            let help = help.replace('|', "\\|");
            let row = format!(
                "| `--{long}` | `{}` | {default} | {help} |",
                variable.to_string_lossy()
            );
            match tables.iter_mut().find(|(name, _)| name == heading) {
                Some((_, rows)) => rows.push(row),
                None => tables.push((heading.to_owned(), vec![row])),
            }
        }
        let tables = tables.iter().map(|(heading, rows)| {
            format!(
                "### {heading}\n\n| flag | variable | default | what it is |\n| --- | --- | --- | --- |\n{}\n",
                rows.join("\n")
            )
        });
        tables.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_manual_has_every_setting_as_the_program_knows_it() {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../docs/operators/configure.md");
        let manual = std::fs::read_to_string(file).unwrap();
        let settings = settings_for_the_manual();
        let (_, shown) = manual.split_once("<!-- settings -->\n\n").unwrap();
        let (shown, _) = shown.split_once("\n<!-- end of settings -->").unwrap();

        assert!(
            shown == settings,
            "put this between the marks of docs/operators/configure.md:\n\n{settings}"
        );
    }

    #[test]
    fn the_help_names_the_default_of_every_setting() {
        let mut cli = Cli::command();
        let serve = cli.find_subcommand_mut("serve").unwrap();
        let without: Vec<_> = serve
            .get_arguments()
            .filter(|flag| flag.get_default_values().is_empty())
            .filter(|flag| {
                let help = flag
                    .get_long_help()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                !help.contains("[default: ")
            })
            .map(|flag| flag.get_id().to_string())
            .collect();

        assert_eq!(without, [""; 0]);
    }

    #[test]
    fn defaults_are_those_of_the_rules() {
        let config = serve(&[]).unwrap();

        assert_eq!(config.limits, Limits::default());
        assert_eq!(config.server.limits, ServerLimits::default());
        assert_eq!(config.mode, Mode::Serve);
        assert_eq!(config.storage.database_url.0, "sqlite:data/resuelto.db");
        assert_eq!(config.storage.files_url.0, "file:data/files");
        assert_eq!(
            config.storage.secret_key_file.to_str(),
            Some("data/secret.key")
        );
        assert_eq!(
            config.base_url("127.0.0.1:4711".parse().unwrap()).as_str(),
            "http://127.0.0.1:4711/"
        );
    }

    #[test]
    fn the_demo_needs_no_setting_at_all() {
        let config = parse(&["demo"]).unwrap();

        assert_eq!(config.mode, Mode::Demo { fresh: false });
        assert_eq!(config.mail_url.0, "folder:data/demo/mail");
        assert_eq!(
            config.storage.database_url.0,
            "sqlite:data/demo/resuelto.db"
        );
        assert!(parse(&["demo", "--listen", "0.0.0.0:8080", "--fresh"]).is_ok());
    }

    #[test]
    fn settings_arrive() {
        let config = parse(&[
            "serve",
            "--listen",
            "localhost:9000",
            "--base-url",
            "https://ayuda.example.org",
            "--mail",
            "smtps://u:p@mail.example.org",
            "--mail-from",
            "ayuda@example.org",
            "--mail-reply-to",
            "otra@example.org",
            "--node",
            "7",
            "--upload-size",
            "10MB",
            "--code-life",
            "5m",
            "--trusted-proxies",
            "10.0.0.0/8,::1",
            "--database-url",
            "postgres://u:p@db/resuelto",
            "--db-connections",
            "8",
            "--mail-ca-file",
            "ca.pem",
        ])
        .unwrap();

        assert!(
            !format!("{config:?}").contains("u:p"),
            "passwords are not shown"
        );
        assert_eq!(config.listen.to_string(), "127.0.0.1:9000");
        assert_eq!(
            config.base_url(config.listen).as_str(),
            "https://ayuda.example.org/"
        );
        assert_eq!(config.node, 7);
        assert_eq!(config.limits.upload.file_bytes, 10 * 1024 * 1024);
        assert_eq!(config.limits.code.life.as_mins(), 5);
        assert!(
            config
                .server
                .trusted_proxies
                .contains("10.1.2.3".parse().unwrap())
        );
        assert_eq!(config.mail_from.as_str(), "ayuda@example.org");
        assert_eq!(config.mail_reply_to.unwrap().as_str(), "otra@example.org");
        assert_eq!(config.mail_ca_file.unwrap().to_str(), Some("ca.pem"));
        assert_eq!(config.database_connections.get(), 8);
    }

    #[test]
    fn each_bad_flag_is_refused_with_a_sentence() {
        let cases: &[(&[&str], &str)] = &[
            (&["--listen", "8080"], "write an address and a port"),
            (
                &["--listen", "example.org:80"],
                "write an address and a port",
            ),
            (
                &["--base-url", "ayuda.example.org"],
                "write the whole address",
            ),
            (
                &["--base-url", "ftp://ayuda.example.org"],
                "write the whole address",
            ),
            (
                &["--base-url", "http://ayuda.example.org"],
                "begin it with https://",
            ),
            (
                &["--base-url", "http://localhost.example.org"],
                "begin it with https://",
            ),
            (
                &["--base-url", "https://example.org/ayuda"],
                "without a path",
            ),
            (&["--base-url", "https://u:p@example.org"], "without a path"),
            (
                &["--trusted-proxies", "10.0.0.0/40"],
                "neither an address nor a network",
            ),
            (&["--metrics-listen", "here"], "write an address and a port"),
            (
                &["--database-url", "mysql://db"],
                "--database-url is not understood",
            ),
            (
                &["--database-url", "sqlite:"],
                "--database-url is not understood",
            ),
            (
                &["--db-connections", "0"],
                "write a whole number from 2 to 500",
            ),
            (
                &["--files-url", "data/files"],
                "--files-url is not understood",
            ),
            (&["--node", "256"], "write a whole number from 0 to 255"),
            (&["--node", "-1"], "write a whole number from 0 to 255"),
            (&["--mail-from", "Ayuda"], "write one plain address"),
            (&["--mail-reply-to", "a@b,c@d"], "write one plain address"),
            (&["--clamd", "clamd"], "write the path of its socket"),
            (&["--log", "loud=very"], "write error, warn, info"),
            (&["--log-format", "xml"], "possible values: text, json"),
            (&["--code-life", "10"], "write a whole number and a unit"),
            (&["--code-tries", "0"], "write a whole number from 1 to 10"),
            (
                &["--code-resend-after", "0s"],
                "write a time longer than zero",
            ),
            (
                &["--upload-size", "25 MiB"],
                "write a whole number of bytes",
            ),
            (&["--upload-size", "9GB"], "write a size from 1KB to 2GB"),
            (
                &["--upload-files", "0"],
                "write a whole number from 1 to 100",
            ),
            (
                &["--guest-session-idle", "9h"],
                "--guest-session-idle (9h) is longer than --guest-session-life (8h)",
            ),
            (
                &["--staff-session-life", "30m"],
                "--staff-session-idle (1h) is longer",
            ),
            (&["--head-size", "1KB"], "write a size from 4KB to 1MB"),
            (
                &["--connections", "0"],
                "write a whole number from 1 to 1000000",
            ),
            (&["--listen", "0.0.0.0:80"], "--base-url is missing"),
            (
                &["--base-url", "https://ayuda.example.org"],
                "--mail folder: is for trying things out",
            ),
        ];
        for (flags, sentence) in cases {
            // A dash before a number would be read as a flag.
            let joined = flags.join("=");
            let error = serve(&[joined.as_str()]).unwrap_err();
            assert!(error.contains(sentence), "{flags:?}: {error}");
        }
    }

    #[test]
    fn what_is_missing_for_mail_is_told_at_once_and_without_passwords() {
        let error = parse(&["serve"]).unwrap_err();
        assert!(error.contains("--mail is missing"), "{error}");

        let error = parse(&["serve", "--mail", "imap://u:hush@mail.example.org"]).unwrap_err();
        assert!(
            error.contains("--mail is not understood: write smtp://"),
            "{error}"
        );
        assert!(error.contains("--mail-from is missing"), "{error}");
        assert!(!error.contains("hush"), "{error}");

        let error = serve(&["--database-url", "mysql://u:hush@db"]).unwrap_err();
        assert!(!error.contains("hush"), "{error}");
    }
}
