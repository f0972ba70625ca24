//! Trains and scores the models of relata's syntactic analysis.
//!
//! Owns the command; the recipe is in the room `train`.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

use relata::analyse::Analyser;
use relata::model::Language;
use relata::ontology::Ontology;

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
    },
    /// Scores the models in the binary on the test files.
    Evaluate {
        /// The folder of treebanks.
        treebanks: PathBuf,
    },
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "this is a command")]
fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Train { treebanks, output, language } => {
            let only = language.as_deref().and_then(Language::from_tag);
            for language in Language::ALL.into_iter().filter(|&language| only.is_none_or(|only| only == language)) {
                let file = output.join(format!("{}.bin", language.tag()));
                relata::train::train(language, &treebanks, &file, |line| eprintln!("{line}"))?;
            }
        }
        Command::Evaluate { treebanks } => {
            let ontology = Ontology::builtin();
            print!("{}", relata::train::evaluate(&treebanks, &Analyser::new(&ontology))?);
        }
    }
    Ok(())
}
