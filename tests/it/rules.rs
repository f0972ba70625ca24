//! Every lexical entry's examples fire as it says, and its counter-examples do not.
//!
//! Entries whose example needs a mechanism that is still missing stand in
//! `tests/cases/rules-known.txt`, and fail when they pass.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use relata::analyse::Analyser;
use relata::model::Language;
use relata::ontology::Ontology;
use relata::pipeline::examples;

fn known() -> BTreeSet<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/rules-known.txt");
    let text = fs::read_to_string(file).expect("the list of known failures is part of the project");
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_entry_does_what_its_examples_say() {
    let ontology = Ontology::builtin();
    let analyser = Analyser::new(&ontology);
    let unmet = examples::unmet(&ontology, &analyser).expect("the models are sound");
    let failing: BTreeSet<String> = unmet.iter().map(|unmet| unmet.entry.to_string()).collect();
    if std::env::var_os("UPDATE").is_some() {
        let list: String = failing.iter().map(|id| format!("{id}\n")).collect();
        let head = "# Entries whose examples the extractor does not get right yet; an entry that passes must leave this list.\n";
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/rules-known.txt");
        fs::write(file, format!("{head}{list}")).expect("the list can be written");
        return;
    }
    let known = known();
    let faults: Vec<String> = unmet
        .iter()
        .filter(|unmet| !known.contains(unmet.entry.as_ref()))
        .map(|unmet| {
            format!("{}: {}\n    wants  {:?}\n    found  {:?}", unmet.entry, unmet.text, unmet.wanted, unmet.found)
        })
        .collect();
    assert!(faults.is_empty(), "{} entries fail:\n{}", failing.len(), faults.join("\n"));
    let passing: Vec<_> = known.difference(&failing).collect();
    assert!(passing.is_empty(), "these pass now; take them off tests/cases/rules-known.txt: {passing:?}");
}

#[test]
fn every_relation_has_three_entries_in_each_language() {
    let report = relata::ontology::check(&Ontology::builtin());
    let thin: Vec<_> = report
        .entries
        .iter()
        .flat_map(|(relation, counts)| Language::ALL.map(|language| (relation, language, counts[language as usize])))
        .filter(|(_, _, count)| *count < 3)
        .map(|(relation, language, count)| format!("{relation} {} {count}", language.tag()))
        .collect();
    assert!(thin.is_empty(), "{thin:?}");
}
