//! Real programs decide: each reads the exports of the samples and of hostile names, and says what it saw.
//!
//! A program that is not installed is skipped with a line; `.ci/run` installs them all.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use relata::export::Options;
use tempfile::TempDir;

use crate::hostile::{self, bytes, formats};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The exports of the hostile graph in a folder.
fn hostile_folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for format in formats() {
        let bytes = bytes(&hostile::graph(), &Options::default(), format);
        fs::write(folder.path().join(format!("graph.{}", format.extension())), bytes).expect("it can be filled");
    }
    folder
}

/// Runs a check, when the program that it needs is there, and shows what it says when it fails.
fn check(needs: &mut Command, run: &mut Command) {
    if !needs.output().is_ok_and(|run| run.status.success()) {
        println!("skipped: {needs:?} does not run");
        return;
    }
    let done = run.output().expect("the program runs");
    let told = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{run:?}\n{}\n{}", told.0, told.1);
    print!("{}", told.0);
}

fn python(folder: &Path, more: &[&str]) {
    let libraries = "import networkx, igraph, rdflib, pyoxigraph, lxml";
    let script = root().join("tests/programs/read_back.py");
    check(
        Command::new("python3").args(["-c", libraries]),
        Command::new("python3").arg(script).arg(folder).arg(root().join("tests/schemas")).args(more),
    );
}

fn node(folder: &Path, more: &[&str]) {
    check(
        Command::new("node")
            .args(["-e", "require('graphology-gexf'); require('graphology-graphml'); require('cytoscape')"]),
        Command::new("node").arg(root().join("tests/programs/read_back.cjs")).arg(folder).args(more),
    );
}

#[test]
fn networkx_igraph_rdflib_and_pyoxigraph_read_the_samples() {
    python(&root().join("exports"), &[]);
}

#[test]
fn networkx_igraph_rdflib_and_pyoxigraph_read_hostile_names() {
    python(hostile_folder().path(), &["hostile"]);
}

#[test]
fn graphology_and_cytoscape_js_read_the_samples() {
    node(&root().join("exports"), &[]);
}

#[test]
fn graphology_and_cytoscape_js_read_hostile_names() {
    node(hostile_folder().path(), &["hostile"]);
}

#[test]
fn raptor_reads_every_syntax_it_knows() {
    let folder = hostile_folder();
    for place in [root().join("exports"), folder.path().to_owned()] {
        for (syntax, name) in
            [("turtle", "ttl"), ("ntriples", "nt"), ("nquads", "nq"), ("trig", "trig"), ("rdfxml", "rdf")]
        {
            check(
                Command::new("rapper").arg("--version"),
                Command::new("rapper").args(["-q", "-c", "-i", syntax]).arg(place.join(format!("graph.{name}"))),
            );
        }
    }
}

#[test]
fn graphviz_draws_without_a_warning() {
    let folder = hostile_folder();
    for place in [root().join("exports"), folder.path().to_owned()] {
        let file = place.join("graph.dot");
        for options in [
            vec!["-Tcanon"],
            vec!["-Tsvg", "-o", "/dev/null"],
            vec!["-Kneato", "-n2", "-Gsplines=line", "-Tsvg", "-o", "/dev/null"],
        ] {
            match Command::new("dot").args(&options).arg(&file).output() {
                Ok(run) => {
                    let told = String::from_utf8_lossy(&run.stderr).into_owned();
                    assert!(run.status.success() && told.is_empty(), "{}: {told}", file.display());
                }
                Err(_) => println!("skipped: Graphviz is not installed"),
            }
        }
    }
}

#[test]
fn graphviz_keeps_every_hostile_name() {
    let Ok(run) = Command::new("dot").arg("-Tjson0").arg(hostile_folder().path().join("graph.dot")).output() else {
        println!("skipped: Graphviz is not installed");
        return;
    };
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).expect("Graphviz writes JSON");
    let labels: Vec<&str> =
        json["objects"].as_array().expect("nodes").iter().filter_map(|node| node["label"].as_str()).collect();
    assert_eq!(labels.len(), hostile::NAMES.len());
    assert_eq!(json["edges"].as_array().map(Vec::len), Some(hostile::NAMES.len() - 1));
}

#[test]
fn graphviz_makes_pictures_with_frames_and_legend_and_says_nothing() {
    use relata::export::{Cluster, Engine, Format};

    if Command::new("dot").arg("-V").output().is_err() {
        println!("skipped: Graphviz is not installed");
        return;
    }
    let looks = [
        (Cluster::Kind, Engine::Dot),
        (Cluster::Component, Engine::Dot),
        (Cluster::Community, Engine::Dot),
        (Cluster::Nothing, Engine::Sfdp),
        (Cluster::Nothing, Engine::Placed),
    ];
    for (cluster, engine) in looks {
        let options = Options { cluster, engine, legend: true, measures: Some(true), ..Options::default() };
        for (format, start) in [(Format::Svg, b"<?xml".as_slice()), (Format::Png, b"\x89PNG"), (Format::Pdf, b"%PDF")] {
            assert!(bytes(&hostile::graph(), &options, format).starts_with(start), "{cluster:?} {engine:?}");
        }
        let dot = bytes(&hostile::graph(), &options, Format::Dot);
        let mut run = Command::new("dot")
            .arg("-Tcanon")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it ran before");
        run.stdin.take().expect("it is piped").write_all(&dot).expect("it reads");
        let told = run.wait_with_output().expect("it ends").stderr;
        assert!(told.is_empty(), "{}", String::from_utf8_lossy(&told));
    }
}

/// Drives a page in Chromium.
fn page(arguments: &[&Path], what: &str) {
    check(
        Command::new("node").args([
            "-e",
            "require('playwright-core'); require('axe-core'); require('child_process').execFileSync('chromium', ['--version'])",
        ]),
        Command::new("node").arg(root().join("tests/programs/page.cjs")).arg(what).args(arguments),
    );
}

#[test]
fn chromium_searches_filters_and_opens_evidence_in_the_page() {
    page(&[&root().join("exports/graph.html")], "use");
}

#[test]
fn chromium_opens_five_thousand_edges_fast_and_pans_smoothly() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("graph.html");
    let graph = hostile::large(2000, 5000);
    fs::write(&file, bytes(&graph, &Options::default(), relata::export::Format::Html)).expect("it can be filled");
    page(&[&file], "speed");
}

#[test]
fn a_page_holds_hostile_names_and_fetches_nothing() {
    let html = hostile::text(&hostile::graph(), relata::export::Format::Html);
    assert_eq!(html.matches("</script>").count(), 4, "a name ends a script");
    assert!(html.contains("default-src 'none'"));
    let fetched = ["src=", "@import", "url(http", "href=\"http"];
    let (page, library) = (html.split("<script>").next().unwrap_or_default(), "cytoscape");
    assert!(fetched.iter().all(|way| !page.contains(way)) && html.contains(library));
}
