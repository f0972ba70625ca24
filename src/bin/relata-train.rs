//! Trains and scores the models of relata's syntactic analysis.
//!
//! Owns the command; the recipe is in the room `train`.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use relata::analyse::{Analyser, conllu};
use relata::model::Language;
use relata::ontology::Ontology;
use relata::read::{self, Item};

#[derive(Parser)]
#[command(about = "Trains and scores the models of relata's syntactic analysis")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Trains both models (or one) and writes them.
    Train {
        /// The folder of treebanks.
        treebanks: PathBuf,
        /// The folder that receives fr.bin and en.bin.
        #[arg(long, default_value = "models")]
        output: PathBuf,
        /// Only this language: fr or en.
        #[arg(long)]
        language: Option<String>,
        /// Leave the parser as it is in the files of the output folder, and learn only all else anew.
        #[arg(long)]
        words: bool,
    },
    /// Prints the parser's own trees of documents as CoNLL-U, to be corrected and added to `models/news`.
    Draft {
        /// Files, folders, or `-` for JSON Lines on standard input.
        sources: Vec<PathBuf>,
    },
    /// Makes the lexicon of French forms from the spelling dictionary of Dicollecte.
    FrenchForms {
        /// The affix file of the dictionary.
        affixes: PathBuf,
        /// Its list of words.
        words: PathBuf,
        /// The file that receives the forms.
        #[arg(long, default_value = "models/fr.forms")]
        output: PathBuf,
    },
    /// Makes the lexicon of English forms from LemmInflect's table of the SPECIALIST Lexicon.
    EnglishForms {
        /// The table, `infl_lu.csv.gz`.
        table: PathBuf,
        /// The file that receives the forms.
        #[arg(long, default_value = "models/en.forms")]
        output: PathBuf,
    },
    /// Scores the models in the binary on the test files.
    Evaluate {
        /// The folder of treebanks.
        treebanks: PathBuf,
        #[command(flatten)]
        with: With,
        /// Score on the development files, which tuning may look at.
        #[arg(long)]
        development: bool,
    },
    /// Measures words a second on the text of the test files.
    Speed {
        /// The folder of treebanks.
        treebanks: PathBuf,
        #[command(flatten)]
        with: With,
    },
}

/// What is measured.
#[derive(Args)]
struct With {
    /// A folder with models to use instead of those in the binary.
    #[arg(long)]
    models: Option<PathBuf>,
    /// With the narrower search for trees.
    #[arg(long)]
    fast: bool,
}

/// An analyser with the models in the binary, or those in a folder.
fn analyser<'o>(ontology: &'o Ontology, with: &With) -> Result<Analyser<'o>> {
    let mut analyser = Analyser::new(ontology);
    if with.fast {
        analyser = analyser.fast();
    }
    for language in Language::ALL {
        let file = with.models.as_ref().map(|folder| folder.join(format!("{}.bin", language.tag())));
        if let Some(file) = file.filter(|file| file.exists()) {
            analyser = analyser.with_model(language, &std::fs::read(file)?)?;
        }
    }
    Ok(analyser)
}

/// The parser's own trees of documents.
#[expect(clippy::print_stdout, reason = "this is a command")]
fn draft(sources: &[PathBuf]) -> Result<()> {
    let ontology = Ontology::builtin();
    let analyser = Analyser::new(&ontology);
    for source in read::expand(sources).value {
        let mut failed = Ok(());
        read::records(&source, &mut |record| {
            if let Some(Item::Document(document)) = record.value {
                match analyser.drafts(&document) {
                    Ok(analysis) => print!("{}", conllu::conllu(&document, &analysis)),
                    Err(cause) => failed = Err(cause),
                }
            }
        })?;
        failed?;
    }
    Ok(())
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "this is a command")]
fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Train { treebanks, output, language, words } => {
            let only = language.as_deref().and_then(Language::from_tag);
            for language in Language::ALL.into_iter().filter(|&language| only.is_none_or(|only| only == language)) {
                let file = output.join(format!("{}.bin", language.tag()));
                let say = |line: &str| eprintln!("{line}");
                if words {
                    relata::train::train_words(language, &treebanks, &file, say)?;
                } else {
                    relata::train::train(language, &treebanks, &file, say)?;
                }
            }
        }
        Command::Draft { sources } => draft(&sources)?,
        Command::FrenchForms { affixes, words, output } => {
            relata::train::french_forms(&affixes, &words, &output, |line| eprintln!("{line}"))?;
        }
        Command::EnglishForms { table, output } => {
            relata::train::english_forms(&table, &output, |line| eprintln!("{line}"))?;
        }
        Command::Evaluate { treebanks, with, development } => {
            let ontology = Ontology::builtin();
            print!("{}", relata::train::evaluate(&treebanks, &analyser(&ontology, &with)?, development)?);
        }
        Command::Speed { treebanks, with } => {
            let ontology = Ontology::builtin();
            print!("{}", relata::train::speed(&treebanks, &analyser(&ontology, &with)?)?);
        }
    }
    Ok(())
}
