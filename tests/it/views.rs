//! Views and looks: the same part of the graph in every format, and options that a format cannot honour.

use std::collections::BTreeSet;
use std::fs;

use assert_cmd::Command;
use relata::export::{Format, Metrics, Options};
use relata::graph::View;
use relata::model::Status;
use tempfile::TempDir;

use crate::hostile::{bytes, elements, formats};

#[test]
fn a_view_is_the_same_part_in_every_format() {
    let whole = crate::exports::sample();
    let focus = whole.find("Tether").into_iter().map(|entity| entity.id.clone()).collect();
    let view = View { focus, hops: 1, statuses: vec![Status::Completed], ..View::default() };
    let seen = view.of(&whole);
    let inside: BTreeSet<String> = seen.nodes().map(|node| node.entity.id.to_string()).collect();
    assert!(inside.len() > 3 && inside.len() < whole.node_count());
    let outside: Vec<String> =
        whole.nodes().map(|node| node.entity.id.to_string()).filter(|id| !inside.contains(id)).collect();
    for format in formats() {
        let text = String::from_utf8(bytes(&seen, &Options::default(), format)).expect("UTF-8");
        // An id ends where no letter of an id follows.
        let holds = |id: &str| {
            ["n:", "/entity/", "e:", "\"i\":\""].iter().any(|before| {
                text.match_indices(&format!("{before}{id}")).any(|(at, found)| {
                    !text[at + found.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
                })
            })
        };
        let edges_only = matches!(format, Format::Csv | Format::GephiEdges | Format::Neo4jRelationships);
        let missing: Vec<&String> = inside.iter().filter(|id| !edges_only && !holds(id)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", format.name());
        let strangers: Vec<&String> = outside.iter().filter(|id| holds(id)).collect();
        assert!(strangers.is_empty(), "{}: {strangers:?}", format.name());
    }
}

#[test]
fn merged_edges_add_their_weights_and_list_their_relations() {
    let graph = crate::exports::sample();
    let count = |options: &Options| {
        let gexf = String::from_utf8(bytes(&graph, options, Format::Gexf)).expect("UTF-8");
        let edges: Vec<_> = elements(&gexf).into_iter().filter(|(tag, _)| tag == "edge").collect();
        let weight: usize = edges.iter().map(|(_, edge)| edge["weight"].parse::<usize>().expect("a number")).sum();
        let lists = edges.iter().filter(|(_, edge)| edge["label"].contains("; ")).count();
        (edges.len(), weight, lists)
    };
    let (edges, weight, lists) = count(&Options::default());
    assert_eq!((edges, lists), (graph.edge_count(), 0));
    let (fewer, sum, some) = count(&Options { merge: true, ..Options::default() });
    assert!(fewer < edges && some > 0);
    assert_eq!(weight, sum);
}

#[test]
fn figures_are_text_columns_or_nodes() {
    let graph = crate::exports::sample();
    let figures: usize = graph.nodes().map(|node| node.observations.len()).sum();
    assert!(figures > 3);
    let gexf = |metrics| {
        let options = Options { metrics, ..Options::default() };
        String::from_utf8(bytes(&graph, &options, Format::Gexf)).expect("UTF-8")
    };
    let nodes = |text: &str| elements(text).iter().filter(|(tag, _)| tag == "node").count();
    assert!(gexf(Metrics::Text).contains("for=\"observations\""));
    assert!(
        gexf(Metrics::Columns).contains("<attribute id=\"metric_revenue\" title=\"metric_revenue\" type=\"double\"/>")
    );
    assert_eq!(nodes(&gexf(Metrics::Nodes)), graph.node_count() + figures);
    assert!(!gexf(Metrics::Hidden).contains("for=\"observations\""));
}

fn store() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let text = "Zorvex acquired Lumidor in 2021. Zorvex plans to acquire Brandel. Ann Orr leads Zorvex.\n";
    fs::write(folder.path().join("a.txt"), text).expect("a file can be written");
    Command::new(env!("CARGO_BIN_EXE_relata")).current_dir(folder.path()).args(["build", "a.txt"]).assert().success();
    folder
}

fn export(folder: &TempDir, arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relata"));
    let run = command.current_dir(folder.path()).arg("export").args(arguments).output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&run.stdout), text(&run.stderr), run.status.code().unwrap_or(-1))
}

#[test]
fn standard_output_and_files_hold_the_same() {
    let folder = store();
    let (out, _, code) = export(&folder, &["--format", "gexf", "-o", "-"]);
    assert_eq!(code, 0);
    let (_, _, code) = export(&folder, &["-o", "x.gexf"]);
    assert_eq!(code, 0);
    assert_eq!(fs::read_to_string(folder.path().join("x.gexf")).expect("it stands"), out);
}

#[test]
fn pairs_of_tables_stand_side_by_side() {
    let folder = store();
    for (name, files) in
        [("gephi", ["t.nodes.csv", "t.edges.csv"]), ("neo4j", ["t.neo4j-nodes.csv", "t.neo4j-relationships.csv"])]
    {
        assert_eq!(export(&folder, &["--format", name, "-o", "t.csv"]).2, 0);
        assert!(files.iter().all(|file| folder.path().join(file).exists()), "{name}");
        assert_eq!(export(&folder, &["--format", name]).2, 2);
    }
}

#[test]
fn what_does_not_fit_is_an_error_that_lists_what_does() {
    let folder = store();
    let cases: [(&[&str], &[&str]); 12] = [
        (&["--format", "gexf", "-o", "x.ttl"], &["`x.ttl`", ".gexf", "ttl"]),
        (&["-o", "x.docx"], &["--format", "gexf", "html"]),
        (&["--format", "wibble"], &["`wibble`", "graphml"]),
        (&["-o", "x.ttl", "--merge-edges"], &["--merge-edges", "gexf"]),
        (&["-o", "x.gexf", "--profile", "simple"], &["--profile", "ttl"]),
        (&["-o", "x.ttl", "--profile", "short"], &["full, simple, wikibase"]),
        (&["-o", "x.gexf", "--bom"], &["--bom", "csv"]),
        (&["-o", "x.gexf", "--type", "Planet"], &["`Planet`", "Organization"]),
        (&["-o", "x.gexf", "--status", "done"], &["`done`", "completed"]),
        (&["-o", "x.gexf", "--since", "May"], &["--since", "2024-04"]),
        (&["-o", "x.gexf", "--since", "2025", "--until", "2024"], &["--since", "later"]),
        (&["-o", "x.gexf", "--focus", "Nobody"], &["`Nobody`"]),
    ];
    for (arguments, words) in cases {
        let (_, told, code) = export(&folder, arguments);
        assert_eq!(code, 2, "{arguments:?}: {told}");
        assert!(words.iter().all(|word| told.contains(word)), "{arguments:?}: {told}");
    }
}

#[test]
fn each_option_of_a_view_narrows_it() {
    let folder = store();
    let edges = |more: &[&str]| {
        let (out, told, code) = export(&folder, &[&["--format", "graphology"], more].concat());
        assert_eq!(code, 0, "{told}");
        let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        json["edges"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(edges(&[]), 3);
    assert_eq!(edges(&["--status", "planned"]), 1);
    assert_eq!(edges(&["--type", "organization"]), 2);
    assert_eq!(edges(&["--relation", "leads"]), 1);
    assert_eq!(edges(&["--focus", "Lumidor"]), 1);
    assert_eq!(edges(&["--focus", "Lumidor", "--hops", "2"]), 3);
    assert_eq!(edges(&["--since", "2020", "--until", "2022"]), 1);
    assert_eq!(edges(&["--min-sources", "2"]), 0);
}
