//! Exports: the same bytes for the same graph, read back by parsers we did not write, hostile
//! names and all; `exports/` is current.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use relata::analyse::Analyser;
use relata::export::{Format, Options, Profile};
use relata::graph::Graph;
use relata::model::Status;
use relata::ontology::Ontology;
use relata::pipeline;
use relata::read;

use crate::hostile::{self, NAMES, bytes, formats, text};

#[test]
fn the_same_graph_gives_the_same_bytes() {
    let options = Options::default();
    for format in formats() {
        let (one, other) = (bytes(&hostile::graph(), &options, format), bytes(&hostile::graph(), &options, format));
        assert!(one == other, "{}", format.name());
        assert!(!one.is_empty(), "{}", format.name());
    }
}

#[test]
fn graphml_and_gexf_are_xml_with_unique_ids_and_declared_columns() {
    for format in [Format::GraphMl, Format::Yed, Format::Gexf] {
        let (mut ids, mut declared, mut used) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let (mut nodes, mut edges) = (0, 0);
        for (name, attributes) in hostile::elements(&text(&hostile::graph(), format)) {
            match name.as_str() {
                "node" | "edge" => {
                    nodes += usize::from(name == "node");
                    edges += usize::from(name == "edge");
                    assert!(ids.insert(attributes["id"].clone()), "an id stands twice");
                }
                "key" | "attribute" => {
                    declared.insert((declared.len(), attributes["id"].clone()).1);
                }
                "data" => {
                    used.insert(attributes["key"].clone());
                }
                "attvalue" => {
                    used.insert(attributes["for"].clone());
                }
                _ => {}
            }
        }
        assert_eq!((nodes, edges), (NAMES.len(), NAMES.len() - 1), "{}", format.name());
        assert!(used.is_subset(&declared), "{}: {:?} are not declared", format.name(), used.difference(&declared));
    }
}

#[test]
fn dot_is_read_by_another_parser() {
    use graphviz_rust::dot_structures::{Graph as Dot, Stmt};

    let Dot::DiGraph { stmts, .. } =
        graphviz_rust::parse(&text(&hostile::graph(), Format::Dot)).expect("the DOT is sound")
    else {
        panic!("the graph is directed")
    };
    let nodes = stmts.iter().filter(|stmt| matches!(stmt, Stmt::Node(_))).count();
    let edges = stmts.iter().filter(|stmt| matches!(stmt, Stmt::Edge(_))).count();
    assert_eq!((nodes, edges), (NAMES.len(), NAMES.len() - 1));
}

fn triples(graph: &Graph, options: &Options, format: Format) -> BTreeSet<String> {
    use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfParser};

    let syntax = match format {
        Format::NQuads => RdfFormat::NQuads,
        Format::TriG => RdfFormat::TriG,
        Format::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        Format::Turtle => RdfFormat::Turtle,
        Format::NTriples => RdfFormat::NTriples,
        _ => RdfFormat::RdfXml,
    };
    let bytes = bytes(graph, options, format);
    let parser = RdfParser::from_format(syntax).for_slice(&bytes);
    parser.map(|quad| quad.unwrap_or_else(|cause| panic!("{}: {cause}", format.name())).to_string()).collect()
}

#[test]
fn every_rdf_format_says_the_same_in_every_profile() {
    let graph = hostile::graph();
    for profile in [Profile::Full, Profile::Simple, Profile::Wikibase] {
        let options = Options { profile, ..Options::default() };
        let read = |format| triples(&graph, &options, format);
        let dataset = read(Format::NQuads);
        assert!(dataset.len() > 60, "{profile:?}: {}", dataset.len());
        assert_eq!(dataset, read(Format::TriG), "{profile:?}");
        assert_eq!(dataset, read(Format::JsonLd), "{profile:?}");
        let plain = read(Format::NTriples);
        assert_eq!(plain, read(Format::Turtle), "{profile:?}");
        // RDF/XML cannot hold control characters; every other triple is there.
        let clean = |set: &BTreeSet<String>| {
            set.iter().filter(|triple| !triple.contains("bell")).cloned().collect::<BTreeSet<_>>()
        };
        assert_eq!(clean(&plain), clean(&read(Format::RdfXml)), "{profile:?}");
    }
}

#[test]
fn the_formats_are_isomorphic_to_what_the_store_holds() {
    let graph = hostile::graph();
    let ontology = Ontology::builtin();
    let store: BTreeSet<String> =
        relata::rdf::quads(&graph, &ontology, relata::rdf::DEFAULT_BASE).iter().map(ToString::to_string).collect();
    assert_eq!(store, triples(&graph, &Options::default(), Format::NQuads));
}

#[test]
fn a_subject_comes_once_in_each_graph_of_turtle() {
    let turtle = text(&hostile::graph(), Format::Turtle);
    let subjects: Vec<&str> = turtle
        .lines()
        .filter(|line| !line.starts_with([' ', '@']) && !line.is_empty())
        .filter_map(|line| line.split(' ').next())
        .collect();
    let each: BTreeSet<&str> = subjects.iter().copied().collect();
    assert_eq!(subjects.len(), each.len());
}

#[test]
fn no_format_makes_a_fact_of_what_is_none() {
    let graph = hostile::graph();
    let completed = graph.edges().filter(|edge| edge.fact.status == Status::Completed).count();
    let plain = text(&graph, Format::NTriples)
        .lines()
        .filter(|line| line.contains(" <https://w3id.org/relata/ontology#acquires> ") && !line.contains("#predicate>"))
        .count();
    assert_eq!(plain, completed);
    for format in formats().filter(|format| !matches!(format, Format::GephiNodes | Format::Neo4jNodes)) {
        let text = text(&graph, format);
        for status in Status::ALL {
            assert!(text.contains(status.name()), "{} does not say `{}`", format.name(), status.name());
        }
    }
}

/// The graph of `seeds/documents`.
pub(crate) fn sample() -> Graph {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ontology = Ontology::builtin();
    let sources = read::expand(&[root.join("seeds/documents")]).value;
    let documents =
        pipeline::extract_all(&sources, &Analyser::new(&ontology), &ontology, &pipeline::Options::default())
            .expect("the models are sound");
    pipeline::assemble(&documents.value, &ontology, &relata::resolve::Beliefs::default()).value
}

#[test]
fn the_exports_in_the_repository_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let graph = sample();
    for format in formats() {
        let file = root.join("exports").join(format!("graph.{}", format.extension()));
        let stands = fs::read(&file).unwrap_or_default();
        assert!(
            stands == bytes(&graph, &Options::default(), format),
            "{} is stale; run the README's first command",
            file.display()
        );
    }
}
