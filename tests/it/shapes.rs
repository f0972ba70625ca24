//! The shapes of `ontology/shapes.ttl`: the samples fit them, and each has a graph that does not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use oxrdf::{GraphName, Quad};
use oxrdfio::{RdfFormat, RdfParser};
use relata::model::Language;
use relata::store::Store;
use relata::validate::{Error, SHAPES, Shapes};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

const SPACE: &str = "https://w3id.org/relata/shapes#";

#[test]
fn the_samples_are_a_good_graph() {
    let text = fs::read(root().join("exports/graph.nq")).expect("the sample stands");
    let store = Store::from_nquads(&text).expect("it is sound");
    let report = Shapes::parse(SHAPES).expect("they are sound").check(&store).expect("the store answers");
    assert!(report.conforms(), "{}", report.text(Language::English));
}

/// The graphs of `tests/cases/shapes.trig` by the shape that each violates.
fn cases() -> BTreeMap<String, Vec<Quad>> {
    let text = fs::read(root().join("tests/cases/shapes.trig")).expect("the cases stand");
    let mut cases: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::TriG).for_slice(&text) {
        let quad = quad.expect("the cases are TriG");
        let GraphName::NamedNode(name) = &quad.graph_name else { panic!("{quad} stands in no case") };
        let name = name.as_str().strip_prefix(SPACE).expect("a case is named by its shape").to_owned();
        cases.entry(name).or_default().push(Quad { graph_name: GraphName::DefaultGraph, ..quad });
    }
    cases
}

#[test]
fn every_shape_has_a_graph_that_violates_it() {
    let shapes = Shapes::parse(SHAPES).expect("they are sound");
    let cases = cases();
    let named: Vec<&str> = SHAPES
        .lines()
        .filter(|line| line.starts_with("shapes:") && !line.contains("a sh:NodeShape ;\n"))
        .filter_map(|line| line.strip_prefix("shapes:")?.split(' ').next())
        .filter(|name| !["statement", "money", "quantity", "entity", "document", "words"].contains(name))
        .collect();
    assert!(named.len() >= 40, "{}", named.len());
    for name in &named {
        let quads = cases.get(*name).unwrap_or_else(|| panic!("`{name}` has no case"));
        let store = Store::from_quads(quads.clone()).expect("it is sound");
        let report = shapes.check(&store).expect("the store answers");
        let wanted = format!("<{SPACE}{name}>");
        let blamed = report.violations.iter().any(|found| {
            // A message tells the shape that a nameless shape inside it belongs to.
            found.shape.to_string() == wanted || found.shape.to_string().starts_with("_:") && name.ends_with("ject")
        });
        assert!(blamed, "`{name}` finds nothing:\n{}", report.text(Language::English));
    }
    assert_eq!(named.len(), cases.len(), "a case has no shape");
}

#[test]
fn a_report_names_the_node_and_the_words_in_both_languages() {
    let data = "<http://x/s> a <https://w3id.org/relata/ontology#Statement> ; <http://www.w3.org/2000/01/rdf-schema#label> \"Zorvex buys\" ;
        <http://www.w3.org/ns/prov#wasDerivedFrom> <http://x/d#char=0,5> .
        <http://x/d#char=0,5> <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf> \"Zorvex bought.\" .";
    let store = Store::from_file(data.as_bytes(), "ttl", relata::validate::BLANK).expect("it is sound");
    let report = Shapes::parse(SHAPES).expect("they are sound").check(&store).expect("the store answers");
    let (english, french) = (report.text(Language::English), report.text(Language::French));
    assert!(english.contains("\"Zorvex buys\"") && english.contains("Zorvex bought."), "{english}");
    assert!(english.contains("A statement is about one entity."));
    assert!(french.contains("Un \u{E9}nonc\u{E9} porte sur une entit\u{E9}."), "{french}");
    assert_eq!(report.json()["conforms"], false);
    let turtle = String::from_utf8(report.turtle().expect("memory")).expect("text");
    assert!(turtle.contains("sh:ValidationReport") && turtle.contains("sh:MinCountConstraintComponent"), "{turtle}");
}

#[test]
fn what_is_not_core_is_an_error() {
    let shape = |body: &str| {
        format!(
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <http://x/s> a sh:NodeShape ; sh:targetClass <http://x/C> ; {body} ."
        )
    };
    for body in [
        "sh:sparql [ sh:select \"SELECT $this {}\" ]",
        "sh:property [ sh:path <http://x/p> ; sh:maxLengthh 3 ]",
        "sh:property [ sh:path <http://x/p> ; sh:qualifiedValueShape [ sh:js <http://x/j> ] ; sh:qualifiedMinCount 1 ]",
    ] {
        assert!(matches!(Shapes::parse(&shape(body)), Err(Error::Unsupported { .. })), "{body}");
    }
    for body in ["sh:node \"no\"", "sh:property [ sh:path \"no\" ]", "sh:or <http://x/none>"] {
        assert!(matches!(Shapes::parse(&shape(body)), Err(Error::Malformed { .. })), "{body}");
    }
    let store = Store::from_nquads(b"").expect("nothing is sound");
    for body in ["sh:node <http://x/s>", "sh:property [ sh:path <http://x/p> ; sh:maxCount 100 ]"] {
        let checked = Shapes::parse(&shape(body)).expect("it is known when it is translated").check(&store);
        assert!(matches!(checked, Err(Error::Unsupported { .. })), "{body}");
    }
}

/// Runs a script that needs Python libraries, when they are there.
fn python(libraries: &str, arguments: &[&Path]) {
    let ready = Command::new("python3").args(["-c", &format!("import {libraries}")]).output();
    if !ready.is_ok_and(|run| run.status.success()) {
        println!("skipped: python3 has no {libraries}");
        return;
    }
    let run = Command::new("python3").args(arguments).output().expect("python3 runs");
    let told = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{}\n{}", told.0, told.1);
    print!("{}", told.0);
}

#[test]
fn pyshacl_finds_the_same() {
    let paths =
        ["tests/programs/shapes.py", "ontology/shapes.ttl", "tests/cases/shapes.trig"].map(|path| root().join(path));
    python("pyshacl, rdflib", &[&paths[0], Path::new(env!("CARGO_BIN_EXE_relata")), &paths[1], &paths[2]]);
}

#[test]
fn the_core_tests_of_w3c_pass() {
    let suite = root().join("target/data-shapes");
    if !suite.exists() {
        println!("skipped: the test suite of W3C is not in target/data-shapes");
        return;
    }
    let paths = ["tests/programs/shacl_suite.py", "tests/programs/shacl_known.txt"].map(|path| root().join(path));
    python("rdflib", &[&paths[0], Path::new(env!("CARGO_BIN_EXE_relata")), &suite, &paths[1]]);
}
