//! `relata explain`: what the entries of the lexicon see in a sentence, and what stopped them.
//!
//! Owns the layout; the record is `extract`'s.

use anyhow::{Context, Result};
use clap::Args;

use relata::analyse::Analyser;
use relata::extract::{Explained, Stop};
use relata::model::Language;
use relata::pipeline::examples;

use super::arguments::OntologyOption;
use super::output::{self, Outcome};

/// Arguments of `explain`.
#[derive(Args)]
#[command(after_help = "Examples:
  relata explain 'Zorvex a racheté Lumidor pour 12 M€.'
  relata explain --language en 'Zorvex may buy Lumidor.'")]
pub(crate) struct Arguments {
    /// One or more sentences.
    pub(crate) text: String,
    /// The language, `fr` or `en`; found out when left out.
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Explains a text.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let ontology = super::extract::ontology(&arguments.ontology)?;
    let language = arguments
        .language
        .as_deref()
        .map(|tag| Language::from_tag(tag).with_context(|| format!("unknown language `{tag}`; it must be fr or en")))
        .transpose()?;
    let explained = examples::explained(&arguments.text, language, &ontology, &Analyser::new(&ontology))?;
    output::report(&explained.diagnostics);
    let text: String = explained.value.iter().map(layout).collect();
    output::print(if text.is_empty() { "no entry of the lexicon fires\n" } else { &text })?;
    Ok(Outcome::Clean)
}

fn layout(explained: &Explained) -> String {
    let mut text =
        format!("{} at `{}`: {} ({})\n", explained.entry, explained.trigger, explained.relation, explained.frame);
    for argument in &explained.arguments {
        let reaches = if argument.reaches.is_empty() { "nobody".to_owned() } else { argument.reaches.join(", ") };
        text.push_str(&format!("    {:<18} {} -> {reaches}\n", argument.function, argument.head));
    }
    for statement in &explained.statements {
        text.push_str(&format!("  = {}\n", examples::line(statement)));
    }
    match explained.stopped {
        Some(Stop::NoParticipants) => text.push_str("  stopped: no participants of the right kinds in their places\n"),
        Some(Stop::NothingStated) => text.push_str("  stopped: a question or hypothesis, or the quantity is missing\n"),
        None => {}
    }
    text
}
