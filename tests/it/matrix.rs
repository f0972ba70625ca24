//! The construction matrix: short texts by writers who have not seen the lexicon, with every
//! statement that a careful reader finds in them.
//!
//! A batch in `tests/cases/extract/{fr,en}` is a list of cases: a line `@ relation · construction ·
//! status`, a line `> text`, and one line a statement, as `pipeline::examples` writes it. Scores are
//! precision, recall and F1; the floors in `tests/cases/matrix.toml` only rise.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use relata::analyse::Analyser;
use relata::model::{Language, Participant, Statement};
use relata::ontology::Ontology;
use relata::pipeline::examples;

struct Case {
    tags: Vec<String>,
    text: String,
    expected: Vec<String>,
}

/// Found, expected and right statements.
#[derive(Default, Clone, Copy)]
struct Score {
    found: usize,
    expected: usize,
    right: usize,
    /// Right with the right status as well.
    status: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.expected += other.expected;
        self.right += other.right;
        self.status += other.status;
    }

    fn figures(self) -> [f64; 4] {
        let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        let f1 = |right: usize| share(2 * right, self.found + self.expected);
        [share(self.right, self.found), share(self.right, self.expected), f1(self.right), f1(self.status)]
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn batches(language: Language) -> Vec<PathBuf> {
    let folder = root().join("extract").join(language.tag());
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the batches are part of the project")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.sort();
    files
}

fn cases(file: &Path) -> Vec<Case> {
    let text = fs::read_to_string(file).expect("a batch is readable");
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        if let Some(tags) = line.strip_prefix('@') {
            let tags = tags.split('·').map(|tag| tag.trim().to_owned()).collect();
            cases.push(Case { tags, text: String::new(), expected: Vec::new() });
        } else if let Some(case) = cases.last_mut() {
            match line.strip_prefix('>') {
                Some(text) => text.trim().clone_into(&mut case.text),
                None => case.expected.push(line.to_owned()),
            }
        }
    }
    cases
}

/// A phrase without case, articles' apostrophes and punctuation; that of no name without the endings of plurals either, as the
/// scorer of annotated documents takes it.
fn plain(name: &str, proper: bool) -> String {
    let kept = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let folded: String = name.to_lowercase().chars().map(kept).collect();
    let one = |word: &str| match word.strip_suffix(['s', 'x']) {
        Some(stem) if !proper && word.chars().count() > 4 => stem.to_owned(),
        _ => word.to_owned(),
    };
    bare(&folded.split_whitespace().map(one).collect::<Vec<_>>())
}

/// Words without the article before and the legal form behind them, which the scorer of annotated documents leaves out too.
fn bare(words: &[String]) -> String {
    const LEGAL: [&str; 23] = [
        "inc",
        "corp",
        "corporation",
        "ltd",
        "llc",
        "plc",
        "sa",
        "sas",
        "ag",
        "gmbh",
        "nv",
        "co",
        "company",
        "group",
        "groupe",
        "holdings",
        "holding",
        "se",
        "spa",
        "bv",
        "limited",
        "kg",
        "oy",
    ];
    let is = |word: &String, list: &[&str]| list.contains(&word.as_str());
    let (mut start, mut end) = (0, words.len());
    while end > start + 1 && is(&words[end - 1], &LEGAL) {
        end -= 1;
    }
    while start + 1 < end && is(&words[start], &["the", "le", "la", "les"]) {
        start += 1;
    }
    words[start..end].join(" ")
}

/// Whether a phrase found is the one expected: equal, or one the other with more words around it.
fn same(expected: &str, found: &Participant) -> bool {
    let proper = expected.chars().next().is_some_and(char::is_uppercase);
    let wanted = plain(expected, proper);
    let fits = |name: &str| {
        let name = plain(name, proper);
        name == wanted || !proper && (name.ends_with(&wanted) || wanted.ends_with(&name)) && !name.is_empty()
    };
    fits(&found.name) || found.mention.as_deref().is_some_and(fits)
}

/// Whether a statement says what a line says, status, value and time apart.
fn says(line: &str, statement: &Statement<Participant>, symmetric: bool, metric: bool) -> bool {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let field = |place: usize| fields.get(place).copied().unwrap_or_default();
    if field(1) != statement.relation.as_ref() {
        return false;
    }
    let object = |name: &str, found: &Option<Participant>| match found {
        Some(found) => same(name, found),
        None => name.is_empty(),
    };
    let straight = same(field(0), &statement.subject) && object(field(2), &statement.object);
    let crossed = symmetric
        && statement.object.as_ref().is_some_and(|object| same(field(0), object))
        && same(field(2), &statement.subject);
    let number: Option<f64> = field(4).split(' ').next().and_then(|number| number.parse().ok());
    let close = |wanted: f64, found: f64| (wanted - found).abs() <= 0.005 * wanted.abs().max(1e-9);
    let figure = !metric
        || number.zip(statement.value.as_ref()).is_some_and(|(wanted, found)| close(wanted.abs(), found.number.abs()));
    (straight || crossed) && figure
}

/// The score of a case; each statement goes to `judged` with whether it is right.
fn score(
    case: &Case,
    found: &[Statement<Participant>],
    ontology: &Ontology,
    judged: &mut impl FnMut(&Statement<Participant>, bool),
) -> Score {
    let mut free: Vec<&Statement<Participant>> = found.iter().collect();
    let mut score = Score { found: found.len(), expected: case.expected.len(), ..Score::default() };
    for line in &case.expected {
        let right = free.iter().position(|statement| {
            let relation = ontology.relations.get(&statement.relation);
            let (symmetric, metric) = relation.map_or((false, false), |relation| (relation.symmetric, relation.metric));
            says(line, statement, symmetric, metric)
        });
        if let Some(place) = right {
            let statement = free.remove(place);
            judged(statement, true);
            let status = line.split('|').nth(3).map_or("completed", str::trim);
            score.right += 1;
            score.status += usize::from(status.is_empty() || status == statement.status.name());
        }
    }
    free.into_iter().for_each(|statement| judged(statement, false));
    score
}

/// The score of each batch, and of each tag by its place: relation, construction, status.
fn scores(
    language: Language,
    judged: &mut impl FnMut(&Statement<Participant>, bool),
) -> (BTreeMap<String, Score>, [BTreeMap<String, Score>; 3]) {
    let ontology = Ontology::builtin();
    let analyser = Analyser::new(&ontology);
    let (mut by_batch, mut by_tag) = (BTreeMap::<String, Score>::new(), <[BTreeMap<String, Score>; 3]>::default());
    for file in batches(language) {
        let name = file.file_stem().expect("a batch has a name").to_string_lossy().into_owned();
        for case in cases(&file) {
            let found = examples::said(&case.text, Some(language), &ontology, &analyser).expect("the models are sound");
            let score = score(&case, &found, &ontology, judged);
            by_batch.entry(name.clone()).or_default().add(score);
            for (table, tag) in by_tag.iter_mut().zip(&case.tags) {
                table.entry(tag.clone()).or_default().add(score);
            }
        }
    }
    (by_batch, by_tag)
}

fn floor(language: Language) -> f64 {
    let text = fs::read_to_string(root().join("matrix.toml")).expect("the floors are part of the project");
    let line = text.lines().find_map(|line| line.strip_prefix(language.tag())?.trim_start().strip_prefix('='));
    line.and_then(|number| number.trim().parse().ok()).expect("a floor is a number")
}

/// Right and all statements in tenths of the confidence that was predicted.
fn reliability(bins: &[(usize, usize, f64); 10]) -> String {
    let mut table = "| confidence | statements | predicted | observed |\n|---|---|---|---|\n".to_owned();
    for (tenth, (right, found, sum)) in bins.iter().enumerate().filter(|(_, (_, found, _))| *found > 0) {
        let count = *found as f64;
        table.push_str(&format!("| .{tenth} | {found} | {:.2} | {:.2} |\n", sum / count, *right as f64 / count));
    }
    table
}

/// The tables of a language, and its score over all batches.
fn report(language: Language) -> (String, Score) {
    let mut bins = [(0, 0, 0.0); 10];
    let (by_batch, by_tag) = scores(language, &mut |statement, right| {
        let bin = &mut bins[((statement.confidence * 10.0) as usize).min(9)];
        *bin = (bin.0 + usize::from(right), bin.1 + 1, bin.2 + statement.confidence);
    });
    let mut all = Score::default();
    by_batch.values().for_each(|score| all.add(*score));
    let row = |name: &str, score: Score| {
        let [precision, recall, f1, status] = score.figures();
        format!("| {name} | {} | {precision:.2} | {recall:.2} | {f1:.2} | {status:.2} |\n", score.expected)
    };
    let mut report = format!(
        "| {} | statements | precision | recall | F1 | F1 with status |\n|---|---|---|---|---|---|\n",
        language.tag()
    );
    by_batch.iter().for_each(|(name, score)| report.push_str(&row(name, *score)));
    report.push_str(&row("all", all));
    for ((table, least), title) in by_tag.iter().zip([1, 8, 1]).zip(["relation", "construction", "status"]) {
        report.push_str(&format!(
            "\n| {title} | statements | precision | recall | F1 | F1 with status |\n|---|---|---|---|---|---|\n"
        ));
        let enough = table.iter().filter(|(_, score)| score.expected >= least);
        enough.for_each(|(name, score)| report.push_str(&row(name, *score)));
    }
    report.push_str(&format!("\n{}", reliability(&bins)));
    (report, all)
}

fn holds(language: Language) {
    let (report, all) = report(language);
    println!("{report}");
    let f1 = all.figures()[2];
    assert!(all.expected > 500, "cases are missing");
    assert!(f1 >= floor(language), "F1 on the {} cases fell to {f1:.3}, below {:.3}", language.tag(), floor(language));
}

#[test]
fn the_score_on_the_french_cases_does_not_fall() {
    holds(Language::French);
}

#[test]
fn the_score_on_the_english_cases_does_not_fall() {
    holds(Language::English);
}

/// Puts the tables of both languages between the marks of `docs/quality.md`.
fn write_report() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/quality.md");
    let page = fs::read_to_string(&file).expect("the page is part of the project");
    let (before, rest) = page.split_once("<!-- matrix -->\n").expect("the page has a mark");
    let (_, after) = rest.split_once("<!-- /matrix -->\n").expect("the page has a second mark");
    let tables = Language::ALL.map(|language| report(language).0).join("\n");
    fs::write(&file, format!("{before}<!-- matrix -->\n\n{tables}\n<!-- /matrix -->\n{after}"))
        .expect("the page can be written");
}

#[test]
fn the_counts_behind_the_confidence_name_entries_that_exist() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/lexicon/measured.ttl");
    let text = fs::read_to_string(&file).expect("the counts are part of the project");
    if std::env::var_os("UPDATE").is_some() {
        let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for language in Language::ALL {
            scores(language, &mut |statement, right| {
                let count = counts.entry(statement.extractor.to_string()).or_default();
                *count = (count.0 + usize::from(right), count.1 + 1);
            });
        }
        let head = text.split("\n\n").next().expect("a text has a first part");
        let rows =
            counts.iter().map(|(id, (right, found))| format!("{id} relata:right {right} ; relata:found {found} .\n"));
        fs::write(&file, format!("{head}\n\n{}", rows.collect::<String>())).expect("the counts can be written");
        write_report();
        return;
    }
    let ontology = Ontology::builtin();
    let known: std::collections::BTreeSet<&str> =
        ontology.lexicon.entries().iter().map(|entry| entry.id.as_ref()).collect();
    let gone: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("relata:found"))
        .filter_map(|line| line.split(' ').next())
        .filter(|id| !known.contains(id))
        .collect();
    assert!(gone.is_empty(), "counted but gone, run it again with UPDATE=1: {gone:?}");
}
