//! `relata check`: what the ontology and the lexicon hold, where they are thin, and which
//! examples the extractor does not get right.
//!
//! Owns the layout of the report; faults that stop the loader are reported by it.

use anyhow::Result;
use clap::Args;

use relata::analyse::Analyser;
use relata::model::Diagnostic;
use relata::ontology;
use relata::pipeline::examples::{self, Unmet};

use super::arguments::OntologyOption;
use super::output::{self, Outcome};

/// Arguments of `check`.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Checks and reports.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
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
    let unmet = examples::unmet(&ontology, &Analyser::new(&ontology))?;
    let mut diagnostics = report.diagnostics;
    diagnostics.extend(unmet.iter().map(diagnostic));
    output::report(&diagnostics);
    Ok(if diagnostics.is_empty() { Outcome::Clean } else { Outcome::Faults })
}

fn diagnostic(unmet: &Unmet) -> Diagnostic {
    let message = match &unmet.wanted {
        Some(wanted) => format!("`{}` does not give `{wanted}` in `{}`", unmet.entry, unmet.text),
        None => format!("`{}` fires on its counter-example `{}`", unmet.entry, unmet.text),
    };
    let found = if unmet.found.is_empty() { "nothing".to_owned() } else { unmet.found.join(" ; ") };
    Diagnostic::warning("unmet-example", "ontology/lexicon", message).with_hint(format!("found: {found}"))
}
