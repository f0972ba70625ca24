//! The questions of `docs/questions`: each asked in French and English, answered over the sample documents as written
//! beside it, and run over the articles where they are at hand. `UPDATE=1` rewrites answers and the list.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use relata::analyse::Analyser;
use relata::ontology::Ontology;
use relata::pipeline::{self, Options};
use relata::rdf;
use relata::read;
use relata::resolve::Beliefs;
use relata::store::{Answer, AnswerFormat, Store};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/questions")
}

/// The questions by file name, in order.
fn questions() -> Vec<(String, String)> {
    let entries = fs::read_dir(folder()).expect("the questions are part of the project").flatten();
    let files = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "rq"));
    let named = files.map(|path| {
        let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("a question is text"))
    });
    let mut questions: Vec<(String, String)> = named.collect();
    questions.sort();
    questions
}

fn store(documents: &Path) -> Store {
    let ontology = Ontology::builtin();
    let sources = read::expand(&[documents.to_owned()]).value;
    let found = pipeline::extract_all(&sources, &Analyser::new(&ontology), &ontology, &Options::default());
    let graph = pipeline::assemble(&found.expect("the models are sound").value, &ontology, &Beliefs::default()).value;
    Store::from_quads(rdf::quads(&graph, &ontology, rdf::DEFAULT_BASE)).expect("the quads are sound")
}

fn answer(store: &Store, text: &str) -> Answer {
    // Questions declare their prefixes, so that they can be asked anywhere.
    store.query(text, &[]).unwrap_or_else(|cause| panic!("{cause}\n{text}"))
}

fn heading<'q>(text: &'q str, language: &str) -> &'q str {
    let start = format!("# {language}: ");
    text.lines().find_map(|line| line.strip_prefix(start.as_str())).unwrap_or_else(|| panic!("no `{start}` in\n{text}"))
}

fn stands(file: &Path, found: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder can be made");
        fs::write(file, found).expect("a file can be written");
    }
    let told = fs::read_to_string(file).unwrap_or_default();
    assert!(told == found, "{} says otherwise; look at it after UPDATE=1. Found:\n{found}", file.display());
}

#[test]
fn every_question_has_its_expected_answer() {
    let store = store(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/documents"));
    let questions = questions();
    assert!(questions.len() >= 25, "only {} questions", questions.len());
    let mut list = "# Questions\n\nWhat analysts ask, in SPARQL, with the answers of the sample documents beside them. Ask one with\n`relata query -f docs/questions/FILE.rq`; put another name between the quotes to ask about it.\n\n".to_owned();
    let mut asked = BTreeSet::new();
    for (name, text) in &questions {
        let (french, english) = (heading(text, "fr"), heading(text, "en"));
        assert!(asked.insert(english), "`{english}` is asked twice");
        list.push_str(&format!("- [{name}]({name}.rq) ([answer](answers/{name}.txt)): {english}\n  *{french}*\n"));
        let table = answer(&store, text).write(AnswerFormat::Table).expect("memory takes everything");
        let table = String::from_utf8(table).expect("UTF-8");
        assert!(table.lines().count() > 2, "`{english}` has no answer in the samples");
        stands(&folder().join(format!("answers/{name}.txt")), &table);
    }
    stands(&folder().join("README.md"), &list);
}

#[test]
fn the_articles_answer_questions_about_capital() {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !articles.exists() {
        println!("skipped: the articles are not here");
        return;
    }
    let store = store(&articles);
    let mut answered = 0;
    let mut all = String::new();
    for (name, text) in questions() {
        let Answer::Rows { rows, .. } = answer(&store, &text) else { panic!("{name} asks for rows") };
        answered += usize::from(!rows.is_empty());
        if name.ends_with("money-out-of-a-company") {
            all = String::from_utf8(answer(&store, &text).write(AnswerFormat::Table).expect("memory")).expect("UTF-8");
        }
    }
    println!("{answered} questions have an answer in the articles");
    assert!(answered >= 15, "only {answered} questions have an answer");
    for (whom, amount) in [("Northern Data", "600000000"), ("Blackrock Neurotech", "200000000")] {
        let found = all.lines().any(|line| line.contains(whom) && line.contains(amount));
        assert!(found, "the money for {whom} is not found:\n{all}");
    }
}
