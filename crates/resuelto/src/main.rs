//! Resuelto, the one binary: reads what the administrator wants and runs it.

mod config;
mod demo;
mod desk;
mod logging;
mod metrics;
mod open_files;
mod secret_key;
mod serve;

use std::process::ExitCode;

use clap::Parser;

/// The settings are wrong, as clap says it too.
const MISUSED: u8 = 2;

fn main() -> ExitCode {
    // Before any TLS: several parts use rustls, and none of them chooses for the others. It can
    // only fail when it was chosen already.
    let _ = rustls::crypto::ring::default_provider().install_default();

    let config = match config::Cli::parse().config() {
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
    match serve::run(config) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
