//! What may be typed: commands, options, help.
//!
//! Owns the list of commands and the options that several share; what one command takes stands in its own file.

use std::io;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, CommandFactory, Parser, Subcommand};

use super::{
    build, changes, check, explain, export, extract, history, identity, publish, push, query, remove, serve, stats,
};
use super::{validate, verify};

/// Builds knowledge graphs from news and reports in French and English.
#[derive(Parser)]
#[command(
    name = "relata",
    version,
    about,
    after_help = "Examples:
  relata build articles/ --export out      a graph with its store and exports
  relata query 'SELECT * { ?s relata:acquires ?o }'
  relata extract article.txt               statements as JSON Lines"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Reads documents, extracts what they say, and writes the store and the exports.
    Build(build::Arguments),
    /// Prints the statements of documents as JSON Lines.
    Extract(extract::Arguments),
    /// Prints the analysis of documents as CoNLL-U: words, tags, trees, mentions.
    Analyse(extract::AnalyseArguments),
    /// Asks the store a SPARQL question.
    Query(query::Arguments),
    /// Writes the store's graph in one format.
    Export(export::Arguments),
    /// Serves the store on the Web: SPARQL endpoint and pages.
    Serve(serve::Arguments),
    /// Writes the site of the store as static files.
    Publish(publish::Arguments),
    /// Sends the store to another SPARQL server, or removes it from there.
    Push(push::Arguments),
    /// Checks the store against SHACL shapes: what a good graph is.
    Validate(validate::Arguments),
    /// Prints a shortest way between two entities.
    Path(stats::PathArguments),
    /// Counts what the store holds.
    Stats(stats::Arguments),
    /// Prints the life of a deal between two entities, or of all deals of one: each status with its sources.
    History(history::Arguments),
    /// Compares two stores: statements, support, status, amounts, entities merged or split.
    Changes(changes::Arguments),
    /// Lists names taken for one and pairs that may be one; records judgements about them.
    Identity(identity::Arguments),
    /// Withdraws documents from the store.
    Remove(remove::Arguments),
    /// Recomputes the hashes of the store and of its exports.
    Verify(verify::Arguments),
    /// Checks the ontology and the lexicon.
    Check(check::Arguments),
    /// Show what the entries of the lexicon see in a sentence, and what stopped them.
    Explain(explain::Arguments),
    /// Prints shell completions.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Where the store is.
#[derive(Args)]
pub(crate) struct StoreOnly {
    /// The store's directory.
    #[arg(long, default_value = "relata-store")]
    pub(crate) store: PathBuf,
    /// The file of judgements about who is who; STORE.judgements.tsv when left out.
    #[arg(long, value_name = "FILE")]
    pub(crate) judgements: Option<PathBuf>,
}

/// Which ontology is used.
#[derive(Args)]
pub(crate) struct OntologyOption {
    /// A folder with `ontology/` and `seeds/` of one's own, instead of the built-in ones.
    #[arg(long, value_name = "DIR")]
    pub(crate) ontology: Option<PathBuf>,
}

/// Prints the completions of a shell.
pub(crate) fn completions(shell: clap_complete::Shell) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "relata", &mut script);
    io::Write::write_all(&mut io::stdout(), &script)?;
    Ok(())
}
