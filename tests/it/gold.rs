//! The gold score with a floor that only rises. Skipped where the annotated documents are not at hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use relata::analyse::Analyser;
use relata::ontology::Ontology;
use relata::pipeline;
use relata::read::{self, Item, lines};

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared")
}

fn floor(name: &str) -> f64 {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/floor.toml");
    let text = fs::read_to_string(file).expect("the floor is part of the project");
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix('='));
    line.and_then(|number| number.trim().parse().ok()).expect("the floor is a number")
}

fn score(gold: &Path, documents: &Path) -> Option<f64> {
    let scorer = shared().join("bin/score");
    if !scorer.exists() {
        return None;
    }
    let ontology = Ontology::builtin();
    let analyser = Analyser::new(&ontology);
    let mut found = String::new();
    for source in read::expand(&[documents.to_path_buf()]).value {
        read::records(&source, &mut |record| {
            if let Some(Item::Document(document)) = record.value {
                for statement in
                    pipeline::statements(&document, &analyser, &ontology).expect("the models are sound").value
                {
                    found.push_str(&lines::print(&statement));
                    found.push('\n');
                }
            }
        })
        .expect("the documents are readable");
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("statements.jsonl");
    fs::write(&file, found).expect("a temporary file can be written");
    let run = Command::new("python3").arg(&scorer).arg("--json").arg(gold).arg(&file).output().ok()?;
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).ok()?;
    json["core"]["f1"].as_f64()
}

fn holds(name: &str, gold: &Path, documents: &Path) {
    match score(gold, documents) {
        Some(found) => assert!(found >= floor(name), "core F1 on {name} fell to {found:.3}, below {:.3}", floor(name)),
        None => println!("skipped: the annotated documents or python3 are not here"),
    }
}

#[test]
fn the_score_on_the_articles_does_not_fall() {
    holds("seeds", &shared().join("gold/seeds"), &shared().join("seeds"));
}

#[test]
fn the_score_on_the_development_documents_does_not_fall() {
    holds("dev", &shared().join("gold/dev"), &shared().join("gold/dev/docs"));
}

#[test]
fn the_score_on_the_documents_of_fresh_eyes_does_not_fall() {
    let written = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/written");
    holds("written", &written, &written.join("docs"));
}

#[test]
fn the_score_on_the_documents_nobody_works_on_does_not_fall() {
    let held = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/held");
    holds("held", &held, &held.join("docs"));
}
