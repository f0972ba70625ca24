//! The command line of relata: one binary, offline.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
