//! A store that lives: whatever its history it is what a fresh build gives; killed builds, two builds at once,
//! withdrawn documents, hashes recomputed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use relata::store::{Directory, canonical_hash, parse, sha256, sorted};
use tempfile::TempDir;

fn relata(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relata"));
    command.current_dir(folder);
    command
}

/// Runs a command that must end with 0 or 1, and gives what it printed.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let run = relata(folder).args(arguments).output().expect("the program runs");
    let code = run.status.code().unwrap_or(-1);
    assert!(code == 0 || code == 1, "{arguments:?} ended with {code}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr)
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    write(folder.path(), "in/a.txt", "Zorvex SA a racheté Lumidor pour 30 millions d'euros en 2021.\n");
    write(folder.path(), "in/b.txt", "Brandel invested $20 million in Zorvex. Lumidor may acquire Quorvia.\n");
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let file = folder.join(name);
    fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder can be made");
    fs::write(file, text).expect("a file can be written");
}

/// Every file of a store by name.
pub(crate) fn files(store: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(store).expect("the store stands").flatten();
    entries
        .map(|entry| {
            (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file is readable"))
        })
        .collect()
}

/// Statement lines about documents that nobody read: fast to build.
fn lines(documents: usize, each: usize, whom: &str) -> String {
    let mut text = String::new();
    for document in 0..documents {
        for at in 0..each {
            text.push_str(&format!(
                "{{\"document\":\"d{document}\",\"subject\":{{\"name\":\"Zorvex {at}\",\"type\":\"Organization\"}},\"relation\":\"acquires\",\"object\":{{\"name\":\"{whom} {document}\",\"type\":\"Organization\"}},\"status\":\"completed\",\"evidence\":{{\"start\":0,\"end\":1,\"text\":\"x\"}},\"extractor\":\"import:test\"}}\n"
            ));
        }
    }
    text
}

#[test]
fn a_document_that_did_not_change_is_not_analysed_again() {
    let folder = folder();
    assert!(run(folder.path(), &["build", "in"]).contains("2 analysed, 0 as before"));
    assert!(run(folder.path(), &["build", "in"]).contains("0 analysed, 2 as before"));
    write(folder.path(), "in/a.txt", "Zorvex a racheté Brandel.\n");
    assert!(run(folder.path(), &["build", "in"]).contains("1 analysed, 1 as before"));
}

#[test]
fn exports_of_a_store_that_stood_already_are_those_of_a_fresh_one() {
    let folder = folder();
    // A share that no decimal number writes exactly: what is read back must be what was written.
    write(folder.path(), "in/c.txt", "Zorvex détient 48,2 % de Lumidor.\n");
    let export = |to: &str| {
        run(folder.path(), &["build", "in", "--store", "s", "--export", to]);
        files(&folder.path().join(to))
    };
    let first = export("first");
    assert!(first.values().any(|bytes| String::from_utf8_lossy(bytes).contains("0.482")), "the share is exported");
    assert_eq!(first, export("second"));
}

#[test]
fn adding_and_removing_a_document_is_the_identity() {
    let folder = folder();
    run(folder.path(), &["build", "in/a.txt"]);
    let before = files(&folder.path().join("relata-store"));
    run(folder.path(), &["build", "in/b.txt"]);
    assert!(files(&folder.path().join("relata-store")) != before);
    run(folder.path(), &["remove", "b.txt"]);
    assert!(files(&folder.path().join("relata-store")) == before);
    let missing = relata(folder.path()).args(["remove", "b.txt"]).output().expect("the program runs");
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("no document `b.txt`"));
}

#[test]
fn sorted_quads_are_the_canonical_form_of_the_dataset() {
    let folder = folder();
    run(folder.path(), &["build", "in"]);
    let directory = Directory::new(&folder.path().join("relata-store"));
    let dataset = directory.manifest().expect("the store stands").dataset;
    let quads = parse(&directory.nquads().expect("the store stands")).expect("the quads are sound");
    assert!(quads.iter().all(|quad| !quad.to_string().contains("_:")), "there are no blank nodes");
    assert_eq!(canonical_hash(&quads).expect("RDFC-1.0 succeeds"), dataset);
    assert_eq!(sorted(&quads).as_bytes(), directory.nquads().expect("the store stands"));
}

#[test]
fn threads_order_time_zone_and_locale_leave_no_trace() {
    let folder = folder();
    let mut all = Vec::new();
    for (store, sources, jobs, zone, locale) in [
        ("one", ["in/a.txt", "in/b.txt"], "1", "UTC", "C"),
        ("two", ["in/b.txt", "in/a.txt"], "2", "Pacific/Auckland", "fr_FR.UTF-8"),
    ] {
        let run = relata(folder.path())
            .args(["build", "--store", store, "--export", store, "--jobs", jobs])
            .args(sources)
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .output();
        assert!(run.expect("the program runs").status.success());
        all.push(files(&folder.path().join(store)));
    }
    assert!(all[0] == all[1]);
}

#[test]
fn verify_finds_what_was_tampered_with() {
    let folder = folder();
    run(folder.path(), &["build", "in", "--export", "out"]);
    let verify = || {
        let run = relata(folder.path()).args(["verify", "--export", "out"]).output().expect("the program runs");
        (run.status.code(), String::from_utf8_lossy(&run.stdout).into_owned())
    };
    let (code, text) = verify();
    assert_eq!(code, Some(0), "{text}");
    assert!(text.matches("same").count() > 20, "{text}");
    write(folder.path(), "out/graph.csv", "changed");
    let (code, text) = verify();
    assert_eq!((code, text.matches("differs").count()), (Some(1), 1), "{text}");
    write(folder.path(), "relata-store.judgements.tsv", "different\tZorvex\tZorvex SA\n");
    let (code, text) = verify();
    assert_eq!(code, Some(1));
    assert!(text.contains("differs  judgements") && text.contains("differs  graph built again"), "{text}");
}

#[test]
fn a_second_build_on_one_store_says_that_it_is_locked() {
    let folder = folder();
    let lock = Directory::new(&folder.path().join("relata-store")).lock().expect("nobody else is there");
    let second = relata(folder.path()).args(["build", "in"]).output().expect("the program runs");
    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&second.stderr).contains("locked by another build"));
    drop(lock);
    run(folder.path(), &["build", "in"]);
}

/// Whether a store is whole; gives the hash of its dataset.
fn whole(store: &Path) -> String {
    let directory = Directory::new(store);
    let manifest = directory.manifest().expect("there is a manifest");
    assert_eq!(sha256(&directory.nquads().expect("there is a graph")), manifest.dataset);
    let statements = directory.statements(&manifest).expect("there are statements");
    assert_eq!(sha256(statements.as_bytes()), manifest.statements);
    manifest.dataset
}

#[test]
fn a_killed_build_leaves_the_old_store_or_the_new_one() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let store = folder.path().join("relata-store");
    let mut known = Vec::new();
    let mut longest = Duration::ZERO;
    for name in ["Quorvia", "Velmar"] {
        write(folder.path(), &format!("{name}.jsonl"), &lines(40, 20, name));
        let start = Instant::now();
        run(folder.path(), &["build", "--fresh", &format!("{name}.jsonl")]);
        longest = longest.max(start.elapsed());
        known.push(whole(&store));
    }
    let (mut state, mut seen) = (0x2545_F491_4F6C_DD1D_u64, [0, 0]);
    for round in 0..200 {
        let source = ["Quorvia.jsonl", "Velmar.jsonl"][round % 2];
        let mut build = relata(folder.path());
        build.args(["build", "--fresh", source]).stdout(Stdio::null()).stderr(Stdio::null());
        let mut build = build.spawn().expect("the program starts");
        // xorshift (Marsaglia 2003): the moments differ, the test does not.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let share = (state % 1000) as f64 / 900.0;
        std::thread::sleep(longest.mul_f64(share));
        build.kill().expect("the program can be killed");
        build.wait().expect("the program ends");
        let found = whole(&store);
        let which = known.iter().position(|known| *known == found);
        seen[which.unwrap_or_else(|| panic!("round {round} left a mixture"))] += 1;
    }
    assert!(seen.iter().all(|&count| count > 10), "too few kills came at a telling moment: {seen:?}");
    // Leftovers of killed builds go with the next one that ends.
    run(folder.path(), &["build", "--fresh", "Velmar.jsonl"]);
    run(folder.path(), &["build", "Velmar.jsonl", "--store", "other"]);
    assert!(files(&store) == files(&folder.path().join("other")), "{:?}", files(&store).keys());
}

/// What may happen to a store.
#[derive(Debug, Clone)]
enum Step {
    Add(usize, usize),
    Remove(usize),
    Judge(usize),
    Propose(usize, usize),
}

const TEXTS: [&str; 3] = [
    "Zorvex SA a racheté Lumidor en 2021. Zorvex est basé à Lyon.",
    "Brandel invested $20 million in Zorvex. Ada Blorne leads Brandel. Blorne founded Quorvia.",
    "Lumidor, anciennement Quorvia, prévoit de racheter Brandel.",
];

const JUDGEMENTS: [&str; 5] = [
    "same\tBrandel\tQuorvia",
    "different\tZorvex\tZorvex SA",
    "same\tQuorvia\tLumidor\tAda\t2025",
    "different\tBrandel\tLumidor",
    "unsure\tZorvex@d1.txt\tZorvex@d2.txt",
];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..4_usize, 0..3_usize).prop_map(|(document, text)| Step::Add(document, text)),
        2 => (0..4_usize).prop_map(Step::Remove),
        1 => (0..5_usize).prop_map(Step::Judge),
        1 => (0..4_usize, 0..2_usize).prop_map(|(document, whom)| Step::Propose(document, whom)),
    ]
}

fn proposal(document: usize, whom: usize) -> String {
    lines(1, 1, ["Quorvia", "Torvane"][whom]).replace("\"d0\"", &format!("\"p{document}\""))
}

/// Lives through `history` and compares the store with a fresh build of what is left.
fn live(history: &[Step]) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let at = folder.path();
    let (mut documents, mut proposals, mut judgements) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    write(at, "lasting/lasting.txt", "Torvane a racheté Velmar.\n");
    run(at, &["build", "lasting"]);
    for step in history {
        match *step {
            Step::Add(document, text) => {
                write(at, &format!("d{document}.txt"), TEXTS[text]);
                documents.insert(document, text);
                run(at, &["build", &format!("d{document}.txt")]);
            }
            Step::Remove(document) => {
                if documents.remove(&document).is_some() {
                    run(at, &["remove", &format!("d{document}.txt")]);
                }
            }
            Step::Judge(line) => {
                judgements.push(JUDGEMENTS[line]);
                write(at, "relata-store.judgements.tsv", &(judgements.join("\n") + "\n"));
            }
            Step::Propose(document, whom) => {
                proposals.insert(document, whom);
                write(at, "p.jsonl", &proposal(document, whom));
                run(at, &["build", "p.jsonl"]);
            }
        }
    }
    // A build of anything replays the judgements.
    run(at, &["build", "lasting"]);
    for (document, text) in &documents {
        write(at, &format!("fresh/d{document}.txt"), TEXTS[*text]);
    }
    write(at, "fresh/lasting.txt", "Torvane a racheté Velmar.\n");
    let all: String = proposals.iter().map(|(document, whom)| proposal(*document, *whom)).collect();
    let mut arguments = vec!["build", "fresh", "--store", "other", "--judgements", "relata-store.judgements.tsv"];
    write(at, "relata-store.judgements.tsv", &(judgements.join("\n") + "\n"));
    if !all.is_empty() {
        write(at, "all.jsonl", &all);
        arguments.push("all.jsonl");
    }
    run(at, &arguments);
    assert!(files(&at.join("relata-store")) == files(&at.join("other")), "{history:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_store_is_what_a_fresh_build_gives_whatever_its_history(history in prop::collection::vec(step(), 1..10)) {
        live(&history);
    }
}

#[test]
fn changes_tells_what_came_went_and_changed() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let at = folder.path();
    let build = |store: &str, texts: &[(&str, &str)]| {
        for (name, text) in texts {
            write(at, &format!("{store}-in/{name}"), text);
        }
        run(at, &["build", &format!("{store}-in"), "--store", store]);
    };
    let same = ("s.txt", "Torvane acquired Velmar.\n");
    build(
        "old",
        &[
            same,
            ("a.txt", "Zorvex plans to acquire Lumidor.\n"),
            ("b.txt", "Brandel lent $30 million to Zorvex.\n"),
            ("c.txt", "Quorvia Foods is based in Lisbon.\n"),
        ],
    );
    build(
        "new",
        &[
            same,
            ("a.txt", "Zorvex acquired Lumidor.\n"),
            ("b.txt", "Brandel lent $90 million to Zorvex.\n"),
            ("d.txt", "Torvane acquired Velmar.\n"),
            ("e.txt", "Ada Blorne founded Brandel.\n"),
        ],
    );
    write(at, "new.judgements.tsv", "same\tTorvane\tBrandel\n");
    run(at, &["build", "new-in", "--store", "new"]);
    let text = run(at, &["changes", "old", "new"]);
    for line in [
        "merged    brandel, torvane -> brandel",
        "status    Zorvex acquires Lumidor  completed, was planned",
        "lends-to Zorvex  completed  90000000 USD, was 30000000 USD",
        "vanished  Quorvia Foods based-in Lisbon  completed  (c.txt)",
        "completed  +d.txt",
        "(e.txt)",
    ] {
        assert!(text.contains(line), "`{line}` is not told:\n{text}");
    }
    let json: serde_json::Value = serde_json::from_str(&run(at, &["changes", "old", "new", "--json"])).expect("JSON");
    assert_eq!(json["status"][0]["before"]["status"], "planned");
    assert_eq!(json["support"][0]["gained"][0], "d.txt");
    let back = run(at, &["changes", "new", "old"]);
    assert!(back.contains("split     brandel -> brandel, torvane"), "{back}");
    assert_eq!(run(at, &["changes", "old", "old"]), "nothing changed\n");
}

#[test]
fn a_register_gives_names_and_types_and_stands_in_a_graph_of_its_own() {
    let folder = folder();
    let at = folder.path();
    write(at, "in/c.txt", "Lumidore Inc. acquired Zorvexa Foods in 2021.\n");
    run(at, &["build", "in"]);
    let before = files(&at.join("relata-store"));
    let turtle = "@prefix schema: <https://schema.org/> .\n<http://register.example/77> a schema:Organization ; schema:name \"Zorvex\" ; schema:alternateName \"Zorvexa Foods\" ; schema:location [ schema:name \"Lyon\" ] .\n";
    write(at, "register.ttl", turtle);
    write(
        at,
        "register.jsonld",
        "{\"@id\": \"http://register.example/78\", \"@type\": \"https://schema.org/Organization\", \"https://schema.org/name\": \"Lumidor\", \"https://schema.org/alternateName\": \"Lumidore\"}",
    );
    run(at, &["build", "register.ttl", "register.jsonld"]);
    let ask = |query: &str| run(at, &["query", "--format", "csv", query]).replace('\r', "");
    let found =
        ask("SELECT ?same ?alias { ?x rdfs:label 'Zorvex' ; owl:sameAs ?same ; skos:altLabel ?alias } ORDER BY ?alias");
    assert_eq!(found, "same,alias\nhttp://register.example/77,Zorvex SA\nhttp://register.example/77,Zorvexa Foods\n");
    assert_eq!(
        ask("SELECT (COUNT(*) AS ?n) { ?a relata:acquires ?b . ?b rdfs:label 'Zorvex' . ?a rdfs:label 'Lumidor' }"),
        "n\n1\n"
    );
    let graphs = ask("SELECT DISTINCT ?g { GRAPH ?g { ?x a schema:Organization } } ORDER BY ?g");
    assert_eq!(graphs.matches("/register/register.").count(), 2, "{graphs}");
    // A fresh build gives the same; so does the order of names.
    run(at, &["build", "register.jsonld", "in", "register.ttl", "--store", "fresh"]);
    assert!(files(&at.join("relata-store")) == files(&at.join("fresh")));
    assert!(run(at, &["verify"]).matches("differs").count() == 0);
    run(at, &["remove", "register.ttl", "register.jsonld"]);
    assert!(files(&at.join("relata-store")) == before);
}

#[test]
fn malformed_rdf_is_told_with_line_and_column_and_gives_nothing() {
    let folder = folder();
    let at = folder.path();
    run(at, &["build", "in"]);
    let before = files(&at.join("relata-store"));
    let sound = "<http://r.example/1> a <https://schema.org/Organization> ; <https://schema.org/name> \"Zorvex\" .\n";
    for (name, text, line) in [
        ("bad.ttl", format!("{sound}<http://r.example/2> a ;; .\n"), ":2"),
        (
            "bad.nq",
            "<http://r.example/1> <http://p> \"x\" .\n<http://r.example/2> <http://p> nothing .\n".to_owned(),
            ":2",
        ),
        (
            "bad.jsonld",
            "{\n  \"@id\": \"http://r.example/1\",\n  \"https://schema.org/name\": \"Zorvex\",,\n}".to_owned(),
            ":3",
        ),
    ] {
        write(at, name, &text);
        let run = relata(at).args(["build", "in", name]).output().expect("the program runs");
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(1), "{told}");
        assert!(told.contains(&format!("malformed-rdf]: {name}{line}: column ")), "{told}");
        assert!(files(&at.join("relata-store")) == before, "{name} left a trace");
    }
}
