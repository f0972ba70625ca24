//! The command line: exit codes, stdout and stderr, bad input, the same bytes on every way.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

fn relata(folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relata"));
    command.current_dir(folder.path());
    command
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::create_dir(folder.path().join("in")).expect("it can be filled");
    let write =
        |name: &str, text: &str| fs::write(folder.path().join("in").join(name), text).expect("it can be filled");
    write("a.txt", "Zorvex a racheté Lumidor pour 30 millions d'euros en 2021.\n");
    write("b.txt", "Brandel invested $20 million in Zorvex. Lumidor may acquire Quorvia.\n");
    folder
}

fn output(command: &mut Command) -> (String, String, i32) {
    let run = command.output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&run.stdout), text(&run.stderr), run.status.code().unwrap_or(-1))
}

fn store(folder: &TempDir, name: &str) -> BTreeMap<String, Vec<u8>> {
    crate::lifecycle::files(&folder.path().join(name))
}

#[test]
fn extract_prints_lines_that_build_takes_back() {
    let folder = folder();
    let (lines, _, code) = output(relata(&folder).args(["extract", "in"]));
    assert_eq!(code, 0);
    assert!(lines.lines().count() >= 2, "{lines}");
    fs::write(folder.path().join("s.jsonl"), &lines).expect("a file can be written");
    let (out, err, code) = output(relata(&folder).args(["build", "s.jsonl", "--store", "st"]));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let (table, _, _) = output(relata(&folder).args([
        "query",
        "--store",
        "st",
        "--format",
        "csv",
        "SELECT ?n { ?a relata:acquires ?b . ?b rdfs:label ?n }",
    ]));
    assert_eq!(table.replace('\r', ""), "n\nLumidor\n");
}

#[test]
fn evidence_is_the_text_of_the_document_and_lines_fit_the_schema() {
    let folder = folder();
    let (lines, _, _) = output(relata(&folder).args(["extract", "in"]));
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/statement.schema.json");
    let validator = fs::read(schema).ok().map(|bytes| {
        let schema: serde_json::Value = serde_json::from_slice(&bytes).expect("the schema is JSON");
        jsonschema::validator_for(&schema).expect("the schema is sound")
    });
    if validator.is_none() {
        println!("skipped: the schema is not here");
    }
    for line in lines.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        let name = value["document"].as_str().expect("a name");
        let text = fs::read_to_string(folder.path().join("in").join(name)).expect("the document stands");
        let at =
            |key: &str| value["evidence"][key].as_u64().and_then(|at| usize::try_from(at).ok()).expect("an offset");
        let there: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
        assert_eq!(there, value["evidence"]["text"].as_str().expect("a text"));
        if let Some(validator) = &validator {
            let faults: Vec<String> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
            assert!(faults.is_empty(), "{line}\n{faults:?}");
        }
    }
}

#[test]
fn threads_order_and_repetition_leave_no_trace() {
    let folder = folder();
    let build = |store: &str, rest: &[&str]| {
        let (_, err, code) = output(relata(&folder).args(["build", "--store", store]).args(rest));
        assert_eq!((code, err.as_str()), (0, ""));
    };
    build("one", &["in", "--jobs", "1"]);
    build("two", &["in", "--jobs", "2"]);
    build("three", &["in/b.txt", "in/a.txt"]);
    build("four", &["in/b.txt"]);
    build("four", &["in/a.txt"]);
    build("four", &["in"]);
    let first = store(&folder, "one");
    for other in ["two", "three", "four"] {
        assert!(store(&folder, other) == first, "{other} differs");
    }
}

#[test]
fn a_changed_document_replaces_what_it_said() {
    let folder = folder();
    output(relata(&folder).args(["build", "in"]));
    fs::write(folder.path().join("in/a.txt"), "Zorvex a racheté Brandel.\n").expect("a file can be written");
    output(relata(&folder).args(["build", "in"]));
    let (nquads, _, _) = output(relata(&folder).args(["export", "--format", "nq"]));
    assert!(!nquads.contains("Lumidor pour"), "{nquads}");
    assert!(nquads.contains("racheté Brandel"), "{nquads}");
}

#[test]
fn faults_in_the_content_are_told_and_the_rest_goes_on() {
    let folder = folder();
    let write =
        |name: &str, bytes: &[u8]| fs::write(folder.path().join("in").join(name), bytes).expect("it can be filled");
    write("empty.txt", b"");
    write("image.txt", b"\x89PNG\x00\x00\x01");
    write("legacy.txt", b"Zorvex a cr\xE9\xE9 Lumidor en \xE9t\xE9.");
    write("lines.jsonl", b"{\"text\": \"Zorvex acquired Quorvia.\", \"id\": \"j\"}\nnot json\n{\"subject\": 3}\n");
    let (out, err, code) = output(relata(&folder).args(["build", "in", "missing.txt", "--store", "st"]));
    assert_eq!(code, 1, "{err}");
    for name in ["empty-document", "not-text", "decoded-legacy", "malformed-line", "unread-file"] {
        assert!(err.contains(name), "{name} is not told:\n{err}");
    }
    assert!(err.contains("lines.jsonl:2") && err.contains("lines.jsonl:3"), "{err}");
    assert!(out.contains("documents"), "{out}");
}

#[test]
fn proposed_statements_pass_the_gates_or_are_refused() {
    let folder = folder();
    let line = |relation: &str, kind: &str, text: &str| {
        format!(
            r#"{{"document":"d","subject":{{"name":"Acme","type":"{kind}"}},"relation":"{relation}","object":{{"name":"Bolt","type":"Organization"}},"status":"completed","evidence":{{"start":0,"end":4,"text":"{text}"}},"extractor":"import:x"}}"#
        )
    };
    let document = r#"{"id":"d","text":"Acme bought Bolt."}"#;
    let all = [
        document.to_owned(),
        line("acquires", "Organization", "Acme"),
        line("aquires", "Organization", "Acme"),
        line("acquires", "Law", "Acme"),
        line("acquires", "Organization", "Bolt"),
    ];
    fs::write(folder.path().join("x.jsonl"), all.join("\n")).expect("a file can be written");
    let (_, err, code) = output(relata(&folder).args(["build", "x.jsonl"]));
    assert_eq!(code, 1);
    assert_eq!(err.matches("refused-statement").count(), 3, "{err}");
}

#[test]
fn what_cannot_run_exits_with_two_and_the_last_store_survives() {
    let folder = folder();
    output(relata(&folder).args(["build", "in", "--store", "st"]));
    let before = store(&folder, "st");
    fs::write(folder.path().join("bad.jsonl"), "{\"bad\":1}\nno line\n").expect("a file can be written");
    let cases: [&[&str]; 7] = [
        &["build", "nowhere", "--store", "st"],
        &["build", "bad.jsonl", "--store", "st", "--fresh"],
        &["query", "--store", "none", "SELECT * {}"],
        &["query", "--store", "st", "SELECT ?s { ?s "],
        &["export", "--store", "st", "--format", "docx"],
        &["export", "--store", "st", "-o", "graph.docx"],
        &["path", "--store", "st", "Nobody", "Zorvex"],
    ];
    for case in cases {
        let (_, err, code) = output(relata(&folder).args(case));
        assert_eq!(code, 2, "{case:?}: {err}");
        assert!(err.starts_with("error: ") || err.contains("\nerror: "), "{err}");
    }
    assert!(store(&folder, "st") == before, "the store has changed");
    let manifest = folder.path().join("st/manifest.json");
    let text = fs::read_to_string(&manifest).expect("the manifest stands").replace("\"format\": 2", "\"format\": 99");
    fs::write(&manifest, text).expect("a file can be written");
    let (_, err, code) = output(relata(&folder).args(["query", "--store", "st", "SELECT * {}"]));
    assert_eq!(code, 2);
    assert!(err.contains("format 99") && err.contains("--fresh"), "{err}");
}

#[test]
fn a_view_holds_what_was_asked_for() {
    let folder = folder();
    output(relata(&folder).args(["build", "in"]));
    let (csv, _, _) =
        output(relata(&folder).args(["export", "--format", "csv", "--relation", "acquires", "--status", "completed"]));
    assert_eq!(csv.lines().count(), 2, "{csv}");
    let (dot, _, _) = output(relata(&folder).args(["export", "--format", "dot", "--focus", "Brandel"]));
    assert!(dot.contains("Zorvex") && !dot.contains("Quorvia"), "{dot}");
    let (way, _, code) = output(relata(&folder).args(["path", "Brandel", "Lumidor"]));
    assert_eq!(code, 0);
    assert!(way.contains("Brandel invests-in Zorvex") && way.contains("Zorvex acquires Lumidor"), "{way}");
}

#[test]
fn documents_stream_from_standard_input() {
    let folder = folder();
    let (lines, _, code) = output(
        relata(&folder).args(["extract", "-"]).write_stdin("{\"id\":\"s\",\"text\":\"Zorvex acquired Lumidor.\"}\n"),
    );
    assert_eq!(code, 0);
    assert!(lines.contains("\"document\":\"s\""), "{lines}");
}

#[test]
fn a_plain_text_on_standard_input_is_one_document() {
    let folder = folder();
    let (lines, _, code) = output(relata(&folder).args(["extract", "-"]).write_stdin("Zorvex acquired Lumidor.\n"));
    assert_eq!(code, 0);
    assert!(lines.contains("\"relation\":\"acquires\""), "{lines}");
}
