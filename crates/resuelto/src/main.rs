//! Resuelto, the one binary: reads what the administrator wants and runs it.

mod calendar_check;
mod config;
mod demo;
mod desk;
mod logging;
mod metrics;
mod open_files;
mod secret_key;
mod serve;
mod verify_receipt;

use std::process::ExitCode;

use clap::Parser;

/// The settings are wrong, as clap says it too.
const MISUSED: u8 = 2;

fn main() -> ExitCode {
    // Before any TLS: several parts use rustls, and none of them chooses for the others. It can
    // only fail when it was chosen already.
    let _ = rustls::crypto::ring::default_provider().install_default();

    let cli = config::Cli::parse();
    if let Some(receipt) = cli.receipt() {
        return told(verify_receipt::run(&receipt.file, &receipt.key));
    }
    if let Some(asked) = cli.calendar_year() {
        return told(calendar_check::run(asked.country, asked.year));
    }
    let config = match cli.config() {
        Ok(config) => config,
        Err(problems) => {
            for problem in problems {
                eprintln!("error: {problem}");
            }
            eprintln!("\nFor more information, try 'resuelto serve --help'.");
            return ExitCode::from(MISUSED);
        }
    };
    logging::begin(&config.log);
    told(serve::run(config))
}

/// Tells an error and ends with it.
fn told(outcome: anyhow::Result<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
