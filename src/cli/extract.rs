//! `relata extract` and `relata analyse`: filters from documents to lines.
//!
//! Owns the stream: one document at a time, nothing kept.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use relata::analyse::{Analyser, conllu, tree};
use relata::model::{Diagnostic, Document};
use relata::ontology::Ontology;
use relata::pipeline;
use relata::read::{self, Item, lines};

use super::arguments::OntologyOption;
use super::output::{self, Outcome};

/// Arguments of `analyse`.
#[derive(Args)]
pub(crate) struct AnalyseArguments {
    /// Print indented trees for a reader instead of CoNLL-U.
    #[arg(long)]
    pub(crate) tree: bool,
    #[command(flatten)]
    pub(crate) input: Arguments,
}

/// Arguments of `extract`, and what `analyse` shares with it.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Files, folders, or `-` for JSON Lines on standard input.
    #[arg(required = true)]
    pub(crate) sources: Vec<PathBuf>,
    /// Search for trees more narrowly: more words a second, a few of them wrong in their tree that would be right otherwise.
    #[arg(long)]
    pub(crate) fast: bool,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

impl Arguments {
    fn analyser<'o>(&self, ontology: &'o Ontology) -> Analyser<'o> {
        let analyser = Analyser::new(ontology);
        if self.fast { analyser.fast() } else { analyser }
    }
}

/// The ontology that the user wants.
pub(crate) fn ontology(option: &OntologyOption) -> Result<Ontology> {
    let Some(folder) = &option.ontology else { return Ok(Ontology::builtin()) };
    Ontology::load(folder).map_err(|cause| {
        if let relata::ontology::Error::Faults(faults) = &cause {
            output::report(faults);
        }
        anyhow::Error::new(cause).context(format!("cannot load the ontology in {}", folder.display()))
    })
}

/// Prints the statements of the sources in document order.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let ontology = ontology(&arguments.ontology)?;
    let analyser = arguments.analyser(&ontology);
    each_document(arguments, |document, out, diagnostics| {
        let found = pipeline::statements(document, &analyser, &ontology)?.unload(diagnostics);
        for statement in &found {
            output::write(out, format!("{}\n", lines::print(statement)).as_bytes())?;
        }
        Ok(())
    })
}

/// Prints the analysis of the sources.
pub(crate) fn analyse(arguments: &AnalyseArguments) -> Result<Outcome> {
    let ontology = ontology(&arguments.input.ontology)?;
    let analyser = arguments.input.analyser(&ontology);
    let print = if arguments.tree { tree::tree } else { conllu::conllu };
    each_document(&arguments.input, |document, out, diagnostics| {
        let analysis = analyser.analyse(document)?.unload(diagnostics);
        output::write(out, print(document, &analysis).as_bytes())
    })
}

fn each_document(
    arguments: &Arguments,
    mut each: impl FnMut(&Document, &mut dyn Write, &mut Vec<Diagnostic>) -> Result<()>,
) -> Result<Outcome> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Clean;
    let mut tell = |diagnostics: &[Diagnostic]| {
        output::report(diagnostics);
        if Outcome::of(diagnostics) == Outcome::Faults {
            outcome = Outcome::Faults;
        }
    };
    let sources = read::expand(&arguments.sources);
    tell(&sources.diagnostics);
    let nothing = sources.value.is_empty();
    for source in &sources.value {
        let mut failure = None;
        let read = read::records(source, &mut |record| {
            let mut diagnostics = Vec::new();
            let item = record.unload(&mut diagnostics);
            if let (Some(Item::Document(document)), None) = (item, &failure) {
                failure = each(&document, &mut out, &mut diagnostics).err();
            }
            tell(&diagnostics);
        });
        if let Err(cause) = read {
            tell(&[Diagnostic::error("unread-file", source.path.display().to_string(), cause.to_string())]);
        }
        if let Some(cause) = failure {
            return Err(cause);
        }
    }
    out.flush().context(output::TO_STDOUT)?;
    anyhow::ensure!(!nothing, "none of the sources could be read");
    Ok(outcome)
}
