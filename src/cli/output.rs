//! Data on stdout, talk on stderr, and the exit code.
//!
//! Owns how messages look and what a run ends with.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};

use relata::model::{Diagnostic, Severity};

/// How a run ended, when it could be done at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to complain about: exit 0.
    Clean,
    /// Done, with faults in the content: exit 1.
    Faults,
}

impl Outcome {
    /// Faults when a diagnostic says that something was left out.
    pub(crate) fn of(diagnostics: &[Diagnostic]) -> Self {
        let errors = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        if errors { Self::Faults } else { Self::Clean }
    }
}

/// The exit code of a run: 0 clean, 1 faults in the content, 2 could not run; a broken pipe is 0.
pub(crate) fn finish(done: Result<Outcome>) -> ExitCode {
    match done {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Faults) => ExitCode::from(1),
        Err(cause) if is_broken_pipe(&cause) => ExitCode::SUCCESS,
        Err(cause) => {
            let mut text = format!("error: {cause}\n");
            for below in cause.chain().skip(1) {
                text.push_str(&format!("  cause: {below}\n"));
            }
            say(&text);
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(cause: &anyhow::Error) -> bool {
    cause
        .chain()
        .any(|link| link.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe))
}

/// Writes to stderr; when even that fails there is nobody left to tell.
pub(crate) fn say(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Prints diagnostics, each with its name, place and hint.
pub(crate) fn report(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        say(&format!("{diagnostic}\n"));
    }
}

/// What failed when stdout takes no more.
pub(crate) const TO_STDOUT: &str = "cannot write to standard output";

/// Writes to stdout, or what buffers it.
pub(crate) fn write(out: &mut dyn Write, text: &[u8]) -> Result<()> {
    out.write_all(text).context(TO_STDOUT)
}

/// Writes to stdout and flushes, so that every failure is seen.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    write(&mut out, text.as_bytes())?;
    out.flush().context(TO_STDOUT)
}
