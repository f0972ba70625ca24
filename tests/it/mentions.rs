//! Mentions against the annotated documents: which entities are found, and as what.
//!
//! An annotated entity counts as found when a mention of the document bears its name or an alias (as the scorer
//! compares them). A name of the kinds that matter which matches no annotated entity counts against precision
//! unless a reader listed it in `tests/gold/names.tsv`: annotations list only what takes part in a statement.
//! Run with `-- --nocapture mentions` for the figures, the misses and the wrong kinds.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use relata::analyse::Analyser;
use relata::model::EntityKind;
use relata::ontology::Ontology;
use relata::read::{self, Item};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

const MATTER: [EntityKind; 5] =
    [EntityKind::Organization, EntityKind::Person, EntityKind::Place, EntityKind::Product, EntityKind::Token];
/// Words that the scorer leaves out of a name, and legal forms it takes off its end.
const STOP: &str = "le la les l un une des du de d au aux en et the a an of in and for to son sa ses leur leurs its \
                    their pour dans sur";
const LEGAL: &str = "inc corp corporation ltd llc plc sa sas ag gmbh nv co company group groupe holdings holding se \
                     spa bv";

/// The words of a name as the scorer compares them.
fn words(name: &str) -> Vec<String> {
    let plain: String =
        name.to_lowercase().nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>().replace('\u{153}', "oe");
    let mut found = Vec::new();
    for piece in plain.split(|c: char| !c.is_alphanumeric() && c != '.') {
        let piece = piece.trim_matches('.');
        if piece.is_empty() || STOP.split(' ').any(|stop| stop == piece) {
            continue;
        }
        let plural = piece.chars().count() > 4 && piece.ends_with(['s', 'x']);
        found.push(if plural { piece[..piece.len() - 1].to_owned() } else { piece.to_owned() });
    }
    found
}

fn key(name: &str) -> String {
    let mut words = words(name);
    while words.len() > 1 && LEGAL.split(' ').any(|legal| legal == words[words.len() - 1]) {
        words.pop();
    }
    words.join(" ")
}

struct Gold {
    name: String,
    kind: EntityKind,
    names: Vec<String>,
}

impl Gold {
    fn matches(&self, name: &str) -> bool {
        let found = key(name);
        if self.names.iter().any(|gold| gold == name || !found.is_empty() && key(gold) == found) {
            return true;
        }
        let named = matches!(
            self.kind,
            EntityKind::Organization | EntityKind::Person | EntityKind::Place | EntityKind::Token | EntityKind::Law
        );
        let a: BTreeSet<String> = words(name).into_iter().collect();
        !named
            && !a.is_empty()
            && self.names.iter().any(|gold| {
                let b: BTreeSet<String> = words(gold).into_iter().collect();
                let (both, all) = (a.intersection(&b).count(), a.union(&b).count());
                both * 2 >= all || b.len() >= 2 && both == b.len() || a.len() >= 2 && both == a.len()
            })
    }
}

fn gold(file: &Path) -> Vec<Gold> {
    let text = fs::read_to_string(file).expect("the annotations are readable");
    let lines = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    lines
        .filter(|line| line["kind"] == "entity")
        .map(|line| {
            let name = line["name"].as_str().unwrap_or_default().to_owned();
            let aliases = line["aliases"].as_array().into_iter().flatten().filter_map(|alias| alias.as_str());
            let names = std::iter::once(name.as_str()).chain(aliases).map(str::to_owned).collect();
            let kind = line["type"].as_str().and_then(EntityKind::from_name).expect("a kind of the guidelines");
            Gold { name, kind, names }
        })
        .collect()
}

/// What a document names: the name, the words that stand there, the kind, whether it is a proper name.
struct Found {
    names: [String; 2],
    kind: EntityKind,
    proper: bool,
}

#[derive(Default)]
struct Figures {
    gold: usize,
    found: usize,
    kind: usize,
    /// Borne by a mention of exactly these words, articles and endings aside.
    exact: usize,
}

#[derive(Default)]
struct Report {
    by_kind: BTreeMap<&'static str, Figures>,
    /// Distinct proper names of the kinds that matter: those an annotation or the list bears out, and the others.
    borne: usize,
    spurious: usize,
    lines: String,
}

impl Report {
    fn add(&mut self, stem: &str, gold: &[Gold], found: &[Found], known: &BTreeSet<(String, String)>) {
        for entity in gold {
            let figures = self.by_kind.entry(entity.kind.name()).or_default();
            figures.gold += 1;
            let hits: Vec<&Found> =
                found.iter().filter(|found| found.names.iter().any(|name| entity.matches(name))).collect();
            if hits.is_empty() {
                let _ = writeln!(self.lines, "MISS {stem} {} | {}", entity.kind.name(), entity.names.join(" ; "));
                continue;
            }
            figures.found += 1;
            let exact = |name: &String| entity.names.iter().any(|gold| key(gold) == key(name));
            // The mentions of exactly its words say what it is taken for; else all that match.
            let (same, near): (Vec<&Found>, Vec<&Found>) =
                hits.into_iter().partition(|hit| hit.names.iter().any(exact));
            let hits = if same.is_empty() { near } else { same };
            let right = hits.iter().filter(|hit| hit.kind == entity.kind).count();
            if hits[0].names.iter().any(exact) {
                figures.exact += 1;
            } else {
                let near: BTreeSet<&str> = hits.iter().map(|hit| hit.names[1].as_str()).collect();
                let near: Vec<&str> = near.into_iter().collect();
                let _ = writeln!(
                    self.lines,
                    "NEAR {stem} {} | {} | {}",
                    entity.kind.name(),
                    entity.names.join(" ; "),
                    near.join(" = ")
                );
            }
            if right * 2 >= hits.len() {
                figures.kind += 1;
            } else {
                let kinds: BTreeSet<&str> = hits.iter().map(|hit| hit.kind.name()).collect();
                let kinds: Vec<&str> = kinds.into_iter().collect();
                let _ =
                    writeln!(self.lines, "KIND {stem} {} | {} | {}", entity.kind.name(), entity.name, kinds.join(" "));
            }
        }
        let mut seen = BTreeSet::new();
        for name in found.iter().filter(|name| name.proper && MATTER.contains(&name.kind)) {
            if !seen.insert(name.names[0].clone()) {
                continue;
            }
            let listed = name.names.iter().any(|name| known.contains(&(stem.to_owned(), name.clone())));
            if listed || gold.iter().any(|entity| name.names.iter().any(|name| entity.matches(name))) {
                self.borne += 1;
            } else {
                self.spurious += 1;
                let _ = writeln!(self.lines, "XTRA {stem} {} | {}", name.kind.name(), name.names.join(" = "));
            }
        }
    }

    fn matter(&self) -> (f64, f64, f64, f64) {
        let of = |count: fn(&Figures) -> usize| -> f64 {
            MATTER.iter().filter_map(|kind| self.by_kind.get(kind.name())).map(count).sum::<usize>() as f64
        };
        let (gold, found, kind) = (of(|f| f.gold), of(|f| f.found), of(|f| f.kind));
        let precision = self.borne as f64 / (self.borne + self.spurious).max(1) as f64;
        let f1 = |p: f64, r: f64| 2.0 * p * r / (p + r).max(1e-9);
        let typed = kind / found.max(1.0);
        (precision, found / gold, f1(precision, found / gold), f1(precision * typed, kind / gold))
    }
}

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared")
}

fn listed() -> BTreeSet<(String, String)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/names.tsv");
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines().filter_map(|line| line.split_once('\t')).map(|(stem, name)| (stem.into(), name.into())).collect()
}

fn report() -> Option<Report> {
    let ontology = Ontology::load(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the project's word data is sound");
    let analyser = Analyser::new(&ontology);
    let known = listed();
    let mut report = Report::default();
    for (annotations, documents) in [("gold/seeds", "seeds"), ("gold/dev", "gold/dev/docs")] {
        if !shared().join(annotations).exists() {
            return None;
        }
        for source in read::expand(&[shared().join(documents)]).value {
            read::records(&source, &mut |record| {
                let Some(Item::Document(document)) = record.value else { return };
                let stem: String = document.info.name.chars().take_while(char::is_ascii_alphanumeric).collect();
                let file = shared().join(annotations).join(format!("{stem}.gold.jsonl"));
                let analysis = analyser.analyse(&document).expect("the models are sound").value;
                let found: Vec<Found> = analysis
                    .mentions
                    .iter()
                    .map(|mention| Found {
                        names: [mention.name.to_string(), document.slice(mention.span).replace('\n', " ")],
                        kind: mention.kind,
                        proper: mention.proper,
                    })
                    .collect();
                report.add(&stem, &gold(&file), &found, &known);
            })
            .expect("the documents are readable");
        }
    }
    Some(report)
}

#[test]
fn mentions_that_matter_are_found() {
    let Some(report) = report() else {
        println!("skipped: the annotated documents are not here");
        return;
    };
    println!("{}", report.lines);
    for (kind, figures) in &report.by_kind {
        let share = |count: usize| count as f64 / figures.gold as f64;
        println!(
            "{kind:13} {:4}  found {:.3}  with kind {:.3}  exact {:.3}",
            figures.gold,
            share(figures.found),
            share(figures.kind),
            share(figures.exact)
        );
    }
    let (precision, recall, span, kind) = report.matter();
    println!("kinds that matter: P {precision:.3}  R {recall:.3}  F1 span {span:.3}  F1 with kind {kind:.3}");
    assert!(span >= 0.92 && kind >= 0.83, "mentions: F1 fell to {span:.3} for the span, {kind:.3} with kind");
}

/// The mentions of a text as lines: a star before names, then the kind.
fn lines(text: &str) -> Vec<String> {
    let ontology = Ontology::builtin();
    let analyser = Analyser::new(&ontology);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("text.txt");
    fs::write(&file, text).expect("a temporary file can be written");
    let mut found = Vec::new();
    for source in read::expand(&[file]).value {
        read::records(&source, &mut |record| {
            let Some(Item::Document(document)) = record.value else { return };
            let analysis = analyser.analyse(&document).expect("the models are sound").value;
            for mention in analysis.mentions {
                let star = if mention.proper { "*" } else { "" };
                found.push(format!("{star}{} | {}", mention.name, mention.kind.name()));
            }
        })
        .expect("the file is readable");
    }
    found
}

fn holds(text: &str, wanted: &[&str]) {
    let found = lines(text);
    let missing: Vec<&&str> = wanted.iter().filter(|line| !found.iter().any(|found| found == **line)).collect();
    assert!(missing.is_empty(), "{text}\nmissing {missing:?}\nfound {found:#?}");
}

#[test]
fn english_names_of_every_shape() {
    holds(
        "Procter & Gamble and Brandel Foods have sold Quorvia Labs to 3M, eBay and 21Shares. Quorvia's chief \
         executive, Anna Lindqvist, said the Lisbon-based startup will keep its name.",
        &[
            "*Procter & Gamble | Organization",
            "*Brandel Foods | Organization",
            "*3M | Organization",
            "*eBay | Organization",
            "*21Shares | Organization",
            "*Anna Lindqvist | Person",
            "*Lisbon | Place",
            "startup | Organization",
        ],
    );
    holds(
        "Bank of America, Zorvex Inc. and Velmar Holdings Ltd. agreed to buy the chipmaker Torvane. Ingrid Halvorsen \
         (CEO of Torvane) and Karl Brandt live in Gothenburg, Sweden.",
        &[
            "*Bank of America | Organization",
            "*Zorvex Inc. | Organization",
            "*Velmar Holdings Ltd. | Organization",
            "*Torvane | Organization",
            "*Ingrid Halvorsen | Person",
            "*Karl Brandt | Person",
            "*Gothenburg | Place",
        ],
    );
}

#[test]
fn french_names_of_every_shape() {
    holds(
        "Selon l'Autorité de régulation des jeux (ARJ), Brandel SA est une filiale de Groupe Velmar. L'ARJ vise aussi la \
         société italienne de robotique Torvane.",
        &[
            "*Autorité de régulation des jeux | Organization",
            "*Brandel SA | Organization",
            "*Italie | Place",
            "*Torvane | Organization",
            "société italienne de robotique | Organization",
        ],
    );
    holds(
        "Le PDG de Torvane, Yves Kerdoncuff, a présenté le modèle Lumidor 4 à Rennes. L'Université de Genève exploite \
         une usine de Dijon. Le jeton ZVX a perdu 12 %.",
        &[
            "*Torvane | Organization",
            "*Yves Kerdoncuff | Person",
            "*Lumidor 4 | Product",
            "*Rennes | Place",
            "*Université de Genève | Organization",
            "usine de Dijon | Facility",
            "*ZVX | Token",
        ],
    );
}
