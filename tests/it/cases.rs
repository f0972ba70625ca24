//! Cases as data: a text and what the extractor says of it.
//!
//! A file of `tests/cases/mechanisms` has a first line that says why it exists, the text, a line
//! `---`, and one line for each statement, sorted. `UPDATE=1` rewrites the last part.

use std::fs;
use std::path::Path;

use relata::analyse::Analyser;
use relata::ontology::Ontology;

use crate::said;

#[test]
fn every_case_says_what_it_should() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/mechanisms");
    let ontology = Ontology::builtin();
    let analyser = Analyser::new(&ontology);
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("the cases are part of the project").flatten().map(|entry| entry.path()).collect();
    files.sort();
    assert!(files.len() >= 10, "cases are missing");
    let mut faults = Vec::new();
    for file in files {
        let content = fs::read_to_string(&file).expect("a case is readable");
        let (why, rest) = content.split_once('\n').expect("a case begins with its reason");
        assert!(why.starts_with("# "), "{} does not say why it exists", file.display());
        let (text, expected) = rest.split_once("\n---\n").unwrap_or((rest.trim_end(), ""));
        let mut found = said::lines(&analyser, &ontology, text, None);
        found.sort();
        let found: String = found.iter().map(|line| format!("{line}\n")).collect();
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, format!("{why}\n{text}\n---\n{found}")).expect("the case can be written");
        } else if found != expected {
            faults.push(format!("{}\nexpected:\n{expected}found:\n{found}", file.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
