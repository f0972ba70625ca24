//! Who is who: pairs of names with a verdict each, and the annotated documents, scored with floors.
//!
//! Pairs: `tests/cases/identity/pairs.tsv`. Annotated documents: gold names and aliases say which mentions are
//! one; pairwise and B-cubed (Bagga and Baldwin 1998) over the mentions that bear a gold name, document by document.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use relata::analyse::Analyser;
use relata::model::statement::Attributes;
use relata::model::{DocumentInfo, EntityId, EntityKind, Evidence, Extracted, Participant, Statement, Status};
use relata::ontology::Ontology;
use relata::pipeline;
use relata::read::{self, Item};
use relata::resolve::{self, Beliefs};

use crate::served::relata;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A statement that only mentions someone.
fn mention(document: &str, subject: Participant) -> Statement<Participant> {
    said(document, subject, "raises-funding", None)
}

fn said(document: &str, subject: Participant, relation: &str, object: Option<Participant>) -> Statement<Participant> {
    Statement {
        subject,
        relation: Arc::from(relation),
        object,
        value: None,
        time: None,
        status: Status::Completed,
        attributes: Attributes::default(),
        confidence: 0.5,
        evidence: Evidence { document: document.into(), start: 0, end: 1, text: "x".into() },
        extractor: "import:test".into(),
    }
}

/// `NAME (KIND)`, an organisation where no kind is given.
fn participant(text: &str) -> Participant {
    let (name, kind) =
        text.trim().strip_suffix(')').and_then(|text| text.rsplit_once(" (")).unwrap_or((text.trim(), "Organization"));
    let kind = EntityKind::from_name(kind).unwrap_or_else(|| panic!("`{kind}` is no kind in `{text}`"));
    Participant { name: name.to_owned(), kind, mention: None, characters: None, iri: None }
}

/// A document of the pairs: names with `;` between; `A > B (relation)` says something of two.
fn document(name: &str, text: &str) -> Extracted {
    let statements = text.split(';').enumerate().map(|(at, part)| match part.split_once(" > ") {
        None => mention(name, Participant { characters: Some((at, at + 1)), ..participant(part) }),
        Some((subject, rest)) => {
            let (relation, object) = rest.split_once(' ').expect("a relation, then whom");
            said(name, participant(subject), relation, Some(participant(object)))
        }
    });
    let info = DocumentInfo { name: name.to_owned(), hash: name.repeat(64), ..DocumentInfo::default() };
    Extracted { document: info, statements: statements.collect(), proposed: 0 }
}

#[test]
fn pairs_of_names_are_one_or_two_as_a_reader_would_say() {
    let ontology = Ontology::builtin();
    let text =
        fs::read_to_string(root().join("tests/cases/identity/pairs.tsv")).expect("the pairs are part of the project");
    let mut right: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        assert!(seen.insert(line), "the pair stands twice: {line}");
        let fields: Vec<&str> = line.split('\t').collect();
        let [verdict, language, mechanism, one, other] = fields.as_slice() else { panic!("five columns: {line}") };
        assert!(["fr", "en"].contains(language) && ["same", "different"].contains(verdict), "{line}");
        // The pair is the first name of each document; `=` says that both stand in one document, in that order.
        let (first, documents) = if let Some(other) = other.strip_prefix("= ") {
            (other, vec![document("a", &format!("{one};{other}"))])
        } else {
            (*other, vec![document("a", one), document("b", other)])
        };
        let head = |text: &str| participant(text.split(" > ").next().unwrap_or(text).split(';').next().unwrap_or(text));
        let (one, other) = (head(one), head(first));
        let place = if documents.len() == 1 { "a" } else { "b" };
        let identity = resolve::explained(&documents, &ontology, &Beliefs::default()).value.1;
        let id =
            |who: &Participant, place: &str| identity.names[&(who.name.clone(), who.kind, place.to_owned())].clone();
        let found = if id(&one, "a") == id(&other, place) { "same" } else { "different" };
        let (good, all) = right.entry(verdict).or_default();
        *all += 1;
        *good += usize::from(found == *verdict);
        if found != *verdict {
            wrong.push(format!("{language} {mechanism}: {} / {} are {verdict}, found {found}", one.name, other.name));
        }
    }
    println!("{right:?}\n{}", wrong.join("\n"));
    for verdict in ["same", "different"] {
        let (good, all) = right[verdict];
        assert!(all >= 60, "only {all} pairs are {verdict}");
        assert!(good as f64 >= 0.97 * all as f64, "{verdict}: {good} of {all}\n{}", wrong.join("\n"));
    }
}

/// Clusters of items by two answers, and how well the second agrees with the first.
#[derive(Default)]
struct Agreement {
    pairs_found: f64,
    pairs_right: f64,
    pairs_gold: f64,
    precision: f64,
    recall: f64,
    items: f64,
}

impl Agreement {
    fn add(&mut self, items: &[(usize, EntityId)]) {
        for (gold, found) in items {
            let (mut same_gold, mut same_found, mut both) = (0.0, 0.0, 0.0);
            for (other_gold, other_found) in items {
                let (g, f) = (gold == other_gold, found == other_found);
                same_gold += f64::from(u8::from(g));
                same_found += f64::from(u8::from(f));
                both += f64::from(u8::from(g && f));
            }
            self.pairs_gold += same_gold - 1.0;
            self.pairs_found += same_found - 1.0;
            self.pairs_right += both - 1.0;
            self.precision += both / same_found;
            self.recall += both / same_gold;
            self.items += 1.0;
        }
    }

    /// Pairwise precision and recall, B-cubed precision and recall.
    fn figures(&self) -> [f64; 4] {
        [
            self.pairs_right / self.pairs_found,
            self.pairs_right / self.pairs_gold,
            self.precision / self.items,
            self.recall / self.items,
        ]
    }
}

/// Entities of the annotations by each of their names; entities that share a name are one.
fn gold(file: &Path) -> BTreeMap<String, usize> {
    let text = fs::read_to_string(file).expect("the annotations are readable");
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        let value: serde_json::Value = serde_json::from_str(line).expect("the annotations are JSON");
        if value["kind"] != "entity" || value["type"] == "Unnamed" || value["type"] == "Group" {
            continue;
        }
        let aliases = value["aliases"].as_array().into_iter().flatten().filter_map(|alias| alias.as_str());
        let mut all: Vec<String> = aliases.chain(value["name"].as_str()).map(spelt).collect();
        all.dedup();
        let other = all.iter().find_map(|name| names.get(name).copied());
        for name in all {
            let before = names.insert(name, other.unwrap_or(number));
            // A chain of shared names is one entity.
            if let Some(before) = before.filter(|before| Some(*before) != other) {
                names
                    .values_mut()
                    .filter(|entity| **entity == before)
                    .for_each(|entity| *entity = other.unwrap_or(number));
            }
        }
    }
    names
}

fn spelt(name: &str) -> String {
    name.replace('\u{2019}', "'")
}

#[test]
fn mentions_of_one_entity_are_found_to_be_one() {
    if !root().join("../shared/gold").exists() {
        println!("skipped: the annotated documents are not here");
        return;
    }
    let ontology = Ontology::builtin();
    let analyser = Analyser::new(&ontology);
    let mut agreement = Agreement::default();
    for (annotations, documents) in [("gold/seeds", "seeds"), ("gold/dev", "gold/dev/docs")] {
        let shared = root().join("../shared");
        for source in read::expand(&[shared.join(documents)]).value {
            read::records(&source, &mut |record| {
                let Some(Item::Document(document)) = record.value else { return };
                let stem: String = document.info.name.chars().take_while(char::is_ascii_alphanumeric).collect();
                let gold = gold(&shared.join(annotations).join(format!("{stem}.gold.jsonl")));
                let name = document.info.name.clone();
                let mut statements =
                    pipeline::statements(&document, &analyser, &ontology).expect("the models are sound").value;
                let mut entities = Vec::new();
                for found in analyser.analyse(&document).expect("the models are sound").value.mentions {
                    let text = spelt(&document.slice(found.span).split_whitespace().collect::<Vec<_>>().join(" "));
                    if let Some(&entity) = gold.get(&text) {
                        let subject = Participant {
                            name: found.name.to_string(),
                            kind: found.kind,
                            mention: Some(text),
                            characters: Some((found.span.start, found.span.end)),
                            iri: found.iri.as_ref().map(ToString::to_string),
                        };
                        entities.push((entity, subject.clone()));
                        statements.push(mention(&name, subject));
                    }
                }
                let extracted = Extracted { document: document.info.clone(), statements, proposed: 0 };
                let identity = resolve::explained(&[extracted], &ontology, &Beliefs::default()).value.1;
                let items: Vec<(usize, EntityId)> = entities
                    .into_iter()
                    .map(|(entity, who)| (entity, identity.names[&(who.name, who.kind, name.clone())].clone()))
                    .collect();
                if std::env::var_os("SHOW").is_some() {
                    show(&name, &items, &gold);
                }
                agreement.add(&items);
            })
            .expect("the documents are readable");
        }
    }
    let figures = agreement.figures();
    let [pair_p, pair_r, cubed_p, cubed_r] = figures;
    println!(
        "{} mentions: pairwise P {pair_p:.3} R {pair_r:.3}, B-cubed P {cubed_p:.3} R {cubed_r:.3}",
        agreement.items
    );
    let floor = [0.97, 0.85, 0.98, 0.92];
    assert!(figures.iter().zip(floor).all(|(found, floor)| *found >= floor), "{figures:?} fell below {floor:?}");
}

/// Prints which gold entities fell apart and which ran together.
fn show(name: &str, items: &[(usize, EntityId)], gold: &BTreeMap<String, usize>) {
    let label = |entity: usize| gold.iter().find(|(_, other)| **other == entity).map(|(name, _)| name.as_str());
    let (mut split, mut joined): (BTreeMap<usize, BTreeSet<&EntityId>>, BTreeMap<&EntityId, BTreeSet<usize>>) =
        Default::default();
    for (entity, id) in items {
        split.entry(*entity).or_default().insert(id);
        joined.entry(id).or_default().insert(*entity);
    }
    for (entity, ids) in split.iter().filter(|(_, ids)| ids.len() > 1) {
        println!(
            "{name}: {:?} fell apart: {:?}",
            label(*entity),
            ids.iter().map(ToString::to_string).collect::<Vec<_>>()
        );
    }
    for (id, entities) in joined.iter().filter(|(_, entities)| entities.len() > 1) {
        println!("{name}: {id} ran together: {:?}", entities.iter().map(|entity| label(*entity)).collect::<Vec<_>>());
    }
}

/// A store of invented documents about one deal.
fn deals() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("it can be filled");
    write("a.md", "---\ndate: 2024-01-05\nlang: en\n---\nTorvane Robotics may acquire Brandel Foods.\n");
    write(
        "b.md",
        "---\ndate: 2024-03-01\nlang: en\n---\nTorvane Robotics plans to acquire Brandel Foods for $30 million. Torvane is based in Lisbon.\n",
    );
    write("c.md", "---\ndate: 2024-09-01\nlang: fr\n---\nTorvane Robotics a renoncé à racheter Brandel Food.\n");
    let (_, err, code) = relata(folder.path(), &["build", "a.md", "b.md", "c.md"]);
    assert_eq!(code, 0, "{err}");
    folder
}

#[test]
fn identity_lists_reasons_and_what_is_unsure_and_a_judgement_settles_it() {
    let folder = deals();
    let (list, _, code) = relata(folder.path(), &["identity"]);
    assert_eq!(code, 0);
    assert!(list.contains("Torvane = Torvane Robotics: short form"), "{list}");
    assert!(list.contains("Brandel Food (brandel-food) / Brandel Foods (brandel-foods): names look alike"), "{list}");
    let (line, err, code) =
        relata(folder.path(), &["identity", "decide", "Brandel Food", "Brandel Foods", "same", "--why", "a slip"]);
    assert_eq!(code, 0, "{err}");
    assert!(line.starts_with("same\tBrandel Food\tBrandel Foods\t\t\ta slip"), "{line}");
    let (list, _, _) = relata(folder.path(), &["identity", "--of", "brandel-food"]);
    assert!(list.contains("Brandel Foods = Brandel Food: judged (a slip)"), "{list}");
    assert!(!list.contains("Not sure"), "{list}");
}

#[test]
fn a_judgement_that_contradicts_others_or_names_nobody_is_not_recorded() {
    let folder = deals();
    let decide =
        |one: &str, other: &str, verdict: &str| relata(folder.path(), &["identity", "decide", one, other, verdict]);
    assert_eq!(decide("Brandel Food", "Brandel Foods", "same").2, 0);
    let before = fs::read(folder.path().join("relata-store.judgements.tsv")).expect("there are judgements");
    let (_, err, code) = decide("Brandel Foods", "Brandel Food", "different");
    assert_eq!(code, 2);
    assert!(err.contains("`Brandel Foods` = `Brandel Food`"), "{err}");
    let (_, err, code) = decide("Nobody", "Brandel Food", "same");
    assert_eq!(code, 2);
    assert!(err.contains("no document names `Nobody`"), "{err}");
    assert_eq!(decide("Brandel Food", "Torvane", "perhaps").2, 2);
    assert_eq!(fs::read(folder.path().join("relata-store.judgements.tsv")).expect("there are judgements"), before);
}

#[test]
fn history_tells_the_life_of_a_deal() {
    let folder = deals();
    relata(folder.path(), &["identity", "decide", "Brandel Food", "Brandel Foods", "same"]);
    let (story, _, code) = relata(folder.path(), &["history", "Torvane", "Brandel Foods"]);
    assert_eq!(code, 0);
    let stages: Vec<&str> = story
        .lines()
        .filter(|line| line.starts_with("  no date"))
        .map(|line| line["  no date     ".len()..].trim())
        .collect();
    assert_eq!(stages, ["rumoured", "planned  30000000 USD", "cancelled"], "{story}");
    assert!(story.contains("a.md (2024-01-05): Torvane Robotics may acquire Brandel Foods."), "{story}");
    assert!(
        story.contains("supersedes planned 30000000 USD, rumoured") || story.contains("supersedes rumoured, planned"),
        "{story}"
    );
    let (all, _, _) = relata(folder.path(), &["history", "Torvane"]);
    assert!(all.contains("based-in Lisbon"), "{all}");
    assert_eq!(relata(folder.path(), &["history", "Lisbon", "Brandel Foods"]).2, 1);
}
