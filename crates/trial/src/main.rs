//! Tries the finished program from outside: `bin/check --long` and `bin/bench` run it.
//!
//! It is a process of its own that starts desks, plays the people who use them and the mail server
//! that they need, and keeps a record of what was asked and what was acknowledged. What it knows of a
//! desk it learned over HTTP, from mails, or from its database while nothing else was open there.

#![expect(
    clippy::print_stdout,
    reason = "figures are what people start this for"
)]

mod bench;
mod clock;
mod crash;
mod database;
mod desk;
mod disk;
mod grow;
mod http;
mod load;
mod mailbox;
mod person;
mod power;
mod raw;
mod record;
mod report;
mod rows;

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Tries Resuelto from outside
#[derive(Debug, Parser)]
#[command(name = "trial")]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// The program to try
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        default_value = "target/release/resuelto"
    )]
    program: PathBuf,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Kills it under load and compares what was acknowledged with what is there (N1, N3)
    Crash {
        /// The database
        #[arg(long, value_enum, default_value = "sqlite")]
        engine: Engine,
        /// How often
        #[arg(long, default_value_t = 50)]
        rounds: u32,
    },
    /// Cuts the power of its disk at random moments; as root (N8)
    Power {
        /// How often
        #[arg(long, default_value_t = 50)]
        rounds: u32,
        /// Lets fsync do nothing, to see that the trial would notice
        #[arg(long)]
        without_sync: bool,
    },
    /// Lets its disk run out of room; as root (N5)
    Disk,
    /// Sets the clock under its feet (N9)
    Clock,
    /// Measures
    Bench(Bench),
}

/// What to measure.
#[derive(Args, Debug)]
struct Bench {
    /// How long each figure is measured, in seconds
    #[arg(long, default_value_t = 4)]
    seconds: u64,
    /// To how many tickets the desk grows at most
    #[arg(long, default_value_t = 100_000)]
    grow_to: u64,
    /// Where to put the figures as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Only these parts, by their letters
    #[arg(long, value_delimiter = ',', default_value = "a,b,c,d,e,f,g")]
    parts: Vec<char>,
}

/// The kinds of databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Engine {
    /// A file.
    Sqlite,
    /// A database of its own on the server of tests/engines/start.
    Postgres,
}

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("starting the runtime")?;
    runtime.block_on(async {
        match cli.command {
            Command::Crash { engine, rounds } => crash::run(&cli.program, engine, rounds).await,
            Command::Power {
                rounds,
                without_sync,
            } => power::run(&cli.program, rounds, without_sync).await,
            Command::Disk => disk::run(&cli.program).await,
            Command::Clock => clock::run(&cli.program).await,
            Command::Bench(asked) => bench::run(&cli.program, &asked).await,
        }
    })
}
