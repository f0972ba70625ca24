//! A diagnostic: something odd in the content, collected while the run goes on.
//!
//! Owns what a message is made of; leaves printing and exit codes to `cli`. Every
//! name has a section in `docs/messages.md`.

use std::fmt;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Something was left out.
    Error,
    /// Something was done that the user should know about.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Where in the sources something is odd.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The file or document.
    pub file: String,
    /// The line, counted from 1, when it is known.
    pub line: Option<usize>,
}

/// Something odd in the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Its kebab-case name, a heading of `docs/messages.md`.
    pub name: &'static str,
    /// What is odd, lower case, the culprit in backticks.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic about something that was left out.
    pub fn error(name: &'static str, file: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, name, file.into(), message.into())
    }

    /// A diagnostic about something that was done all the same.
    pub fn warning(name: &'static str, file: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, name, file.into(), message.into())
    }

    fn new(severity: Severity, name: &'static str, file: String, message: String) -> Self {
        Self { severity, name, message, place: Place { file, line: None }, hint: None }
    }

    /// The same, at a line counted from 1.
    #[must_use]
    pub fn at_line(mut self, line: usize) -> Self {
        self.place.line = Some(line);
        self
    }

    /// The same, with advice.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity, self.name, self.place.file)?;
        if let Some(line) = self.place.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "\n  hint: {hint}"))
    }
}

/// A value and what was odd on the way to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Warned<T> {
    /// What was made.
    pub value: T,
    /// What was odd, in the order of the content.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    /// A value with nothing odd about it.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// The value with its diagnostics moved to the end of `sink`.
    pub fn unload(self, sink: &mut Vec<Diagnostic>) -> T {
        sink.extend(self.diagnostics);
        self.value
    }
}
