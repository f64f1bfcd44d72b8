//! Resuelto, the one binary: reads what the administrator wants and runs it.

mod backup;
mod calendar_check;
mod config;
mod demo;
mod desk;
mod doctor;
mod health;
mod logging;
mod metrics;
mod open_files;
mod secret_key;
mod serve;
mod verify_receipt;

use std::process::ExitCode;

use clap::Parser;

use config::Task;

/// Pages and rows are made of many small pieces of memory, on many threads: with the allocator of the
/// system a quarter of the work of a page went there.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The settings are wrong, as clap says it too.
const MISUSED: u8 = 2;

fn main() -> ExitCode {
    // Huge pages of memory of which a few bytes are used took three times as much as all the rest. What
    // does not know them needs nothing.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);

    // Before any TLS: several parts use rustls, and none of them chooses for the others. It can
    // only fail when it was chosen already.
    let _ = rustls::crypto::ring::default_provider().install_default();

    let task = match config::Cli::parse().task() {
        Ok(task) => task,
        Err(problems) => {
            for problem in problems {
                eprintln!("error: {problem}");
            }
            eprintln!("\nFor more information, try 'resuelto serve --help'.");
            return ExitCode::from(MISUSED);
        }
    };
    told(match task {
        Task::Run(config) => {
            logging::begin(&config.log);
            serve::run(*config)
        }
        Task::Doctor(config) => doctor::run(&config),
        Task::Health(asked) => health::run(asked.listen),
        Task::Backup(file, storage) => backup::make(&file, &storage),
        Task::Restore(file, storage) => backup::restore(&file, &storage),
        Task::Verify(verifying) => backup::verify(&verifying.file, verifying.scratch.as_deref()),
        Task::VerifyReceipt(receipt) => verify_receipt::run(&receipt.file, &receipt.key),
        Task::CalendarCheck(asked) => calendar_check::run(asked.country, asked.year),
    })
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
