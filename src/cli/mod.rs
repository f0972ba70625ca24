//! The command line: arguments, files, progress, messages, exit codes.
//!
//! Owns everything between the shell and the library, and nothing of the work itself.
//! One file a command; `output` holds the discipline of stdout and stderr.

mod arguments;
mod build;
mod candidates;
mod changes;
mod check;
mod dataset;
mod explain;
mod export;
mod extract;
mod history;
mod identity;
mod kept;
mod memory;
mod output;
mod publish;
mod push;
mod query;
mod remote;
mod remove;
mod serve;
mod stats;
mod validate;
mod verify;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use output::Outcome;

/// Parses the arguments, runs the command, and says how it went.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Command::Build(build) => build::run(build),
        Command::Extract(extract) => extract::run(extract),
        Command::Analyse(analyse) => extract::analyse(analyse),
        Command::Query(query) => query::run(query),
        Command::Export(export) => export::run(export),
        Command::Path(path) => stats::path(path),
        Command::Stats(store) => stats::run(store),
        Command::History(history) => history::run(history),
        Command::Changes(changes) => changes::run(changes),
        Command::Identity(identity) => identity::run(identity),
        Command::Remove(remove) => remove::run(remove),
        Command::Publish(publish) => publish::run(publish),
        Command::Push(push) => push::run(push),
        Command::Serve(serve) => serve::run(serve),
        Command::Validate(validate) => validate::run(validate),
        Command::Verify(verify) => verify::run(verify),
        Command::Check(check) => check::run(check),
        Command::Explain(explain) => explain::run(explain),
        Command::Completions { shell } => arguments::completions(*shell).map(|()| Outcome::Clean),
    };
    output::finish(done)
}
