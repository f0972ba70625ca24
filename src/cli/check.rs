//! `relata check`: what the ontology and the lexicon hold, and where they are thin.
//!
//! Owns the layout of the report; faults that stop the loader are reported by it.

use anyhow::Result;

use relata::ontology;

use super::arguments;
use super::output::{self, Outcome};

/// Checks and reports.
pub(crate) fn run(arguments: &arguments::Check) -> Result<Outcome> {
    let ontology = super::extract::ontology(&arguments.ontology)?;
    let report = ontology::check(&ontology);
    let mut text = format!("{:<20} {:>4} {:>4}\n", "relation", "fr", "en");
    let mut total = [0, 0];
    for (relation, [french, english]) in &report.entries {
        text.push_str(&format!("{relation:<20} {french:>4} {english:>4}\n"));
        total = [total[0] + french, total[1] + english];
    }
    text.push_str(&format!("{:<20} {:>4} {:>4}\n\n", "all", total[0], total[1]));
    for (frame, count) in &report.frames {
        text.push_str(&format!("{frame:<26} {count:>4}\n"));
    }
    text.push_str(&format!("\n{} known entities; ontology {}\n", report.known, ontology.version()));
    output::print(&text)?;
    output::report(&report.diagnostics);
    Ok(if report.diagnostics.is_empty() { Outcome::Clean } else { Outcome::Faults })
}
