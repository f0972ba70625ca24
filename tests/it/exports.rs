//! Exports: the same bytes for the same graph, read back by parsers we did not write, hostile
//! names and all; `exports/` is current.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use indexmap::{IndexMap, IndexSet};
use relata::analyse::Analyser;
use relata::export::{self, Format};
use relata::graph::Graph;
use relata::model::statement::Attribute;
use relata::model::{
    Bound, DocumentInfo, Entity, EntityId, EntityKind, Evidence, Period, Quantity, Resolved, Statement, Status,
};
use relata::ontology::Ontology;
use relata::pipeline::{self, Options};
use relata::{rdf, read};

/// Names that have broken some reader or other.
const HOSTILE: [&str; 16] = [
    "Edge",
    "Node",
    "Graph",
    "null",
    "INFINEON",
    "AT&T",
    "<b>",
    "a \"quoted\" \\ name",
    "L'Or\u{E9}al",
    "007",
    "two\nlines",
    "a\ttab",
    "bell\u{1}",
    "\u{1F642}",
    "\u{5D0}\u{5D1}",
    "no\u{A0}break",
];

fn hostile() -> Graph {
    let id = |number: usize| EntityId(format!("x{number:02}").into());
    let entities = HOSTILE.iter().enumerate().map(|(number, name)| {
        let entity = Entity {
            id: id(number),
            name: (*name).to_owned(),
            kind: EntityKind::ALL[number % 10],
            aliases: IndexSet::from([format!("{name} \"alias\"")]),
            same_as: IndexSet::from(["http://www.wikidata.org/entity/Q1".to_owned()]),
        };
        (id(number), entity)
    });
    let statements = (1..HOSTILE.len()).map(|number| Statement {
        subject: id(number - 1),
        relation: "acquires".into(),
        object: Some(id(number)),
        value: Some(Quantity {
            number: 1.5e9,
            unit: "EUR".to_owned(),
            bound: Bound::AtLeast,
            text: Some("1,5 Md\u{20AC}".to_owned()),
        }),
        time: Some(Period { start: "2024-02".parse().expect("a month"), end: None, text: None }),
        status: Status::ALL[number % 5],
        attributes: IndexMap::from([("role".to_owned(), Attribute::Text(HOSTILE[number].to_owned()))]),
        confidence: 0.5,
        evidence: Evidence {
            document: "d \u{E9}.txt".into(),
            start: number,
            end: number + 3,
            text: HOSTILE[number].into(),
        },
        extractor: "en:buy-v".into(),
    });
    let document = DocumentInfo {
        name: "d \u{E9}.txt".to_owned(),
        hash: "00".to_owned(),
        title: Some("A & B".to_owned()),
        date: None,
        publisher: None,
        source: None,
        language: None,
        characters: 9,
    };
    Graph::build(Resolved { documents: vec![document], entities: entities.collect(), statements: statements.collect() })
}

fn bytes(graph: &Graph, ontology: &Ontology, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    export::write(graph, ontology, rdf::DEFAULT_BASE, format, &mut out).expect("memory takes everything");
    out
}

fn text_formats() -> impl Iterator<Item = Format> {
    Format::all().filter(|format| *format != Format::Svg)
}

#[test]
fn the_same_graph_gives_the_same_bytes() {
    let ontology = Ontology::builtin();
    for format in text_formats() {
        assert_eq!(bytes(&hostile(), &ontology, format), bytes(&hostile(), &ontology, format), "{}", format.name());
    }
}

#[test]
fn graphml_and_gexf_are_xml_with_unique_ids_and_declared_columns() {
    let ontology = Ontology::builtin();
    for format in [Format::GraphMl, Format::Gexf] {
        let text = String::from_utf8(bytes(&hostile(), &ontology, format)).expect("UTF-8");
        let mut reader = quick_xml::Reader::from_str(&text);
        let (mut ids, mut declared, mut used) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let (mut nodes, mut edges) = (0, 0);
        loop {
            match reader.read_event().expect("the XML is well formed") {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                    let name = tag.name().as_ref().to_owned();
                    let value = |key: &str| {
                        let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == key);
                        found.map(|attribute| attribute.value.to_string())
                    };
                    match name.as_str() {
                        "node" | "edge" => {
                            nodes += usize::from(name == "node");
                            edges += usize::from(name == "edge");
                            assert!(ids.insert(value("id").expect("an id")), "an id stands twice");
                        }
                        "key" | "attribute" => {
                            declared.insert(value("id").expect("an id"));
                        }
                        "data" => {
                            used.insert(value("key").expect("a key"));
                        }
                        "attvalue" => {
                            used.insert(value("for").expect("a column"));
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        assert_eq!((nodes, edges), (HOSTILE.len(), HOSTILE.len() - 1), "{}", format.name());
        assert!(used.is_subset(&declared), "{}: {:?} are not declared", format.name(), used.difference(&declared));
    }
}

#[test]
fn dot_is_read_by_another_parser() {
    let text = String::from_utf8(bytes(&hostile(), &Ontology::builtin(), Format::Dot)).expect("UTF-8");
    let graph = graphviz_rust::parse(&text).expect("the DOT is sound");
    let graphviz_rust::dot_structures::Graph::DiGraph { stmts, .. } = graph else { panic!("the graph is directed") };
    let nodes = stmts.iter().filter(|stmt| matches!(stmt, graphviz_rust::dot_structures::Stmt::Node(_))).count();
    let edges = stmts.iter().filter(|stmt| matches!(stmt, graphviz_rust::dot_structures::Stmt::Edge(_))).count();
    assert_eq!((nodes, edges), (HOSTILE.len(), HOSTILE.len() - 1));
}

#[test]
fn every_rdf_format_says_the_same() {
    use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfParser};

    let ontology = Ontology::builtin();
    let graph = hostile();
    let read = |format: Format, syntax: RdfFormat| -> BTreeSet<String> {
        let bytes = bytes(&graph, &ontology, format);
        let parser = RdfParser::from_format(syntax).for_slice(&bytes);
        parser.map(|quad| quad.expect("the syntax is sound").to_string()).collect()
    };
    let datasets = [
        read(Format::NQuads, RdfFormat::NQuads),
        read(Format::TriG, RdfFormat::TriG),
        read(Format::JsonLd, RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
    ];
    assert!(datasets[0].len() > 100);
    assert_eq!(datasets[0], datasets[1]);
    assert_eq!(datasets[0], datasets[2]);
    let graphs = [
        read(Format::Turtle, RdfFormat::Turtle),
        read(Format::NTriples, RdfFormat::NTriples),
        read(Format::RdfXml, RdfFormat::RdfXml),
    ];
    assert_eq!(graphs[0], graphs[1]);
    // RDF/XML cannot hold control characters; every other triple is there.
    let clean =
        |set: &BTreeSet<String>| set.iter().filter(|triple| !triple.contains("bell")).cloned().collect::<BTreeSet<_>>();
    assert_eq!(clean(&graphs[0]), clean(&graphs[2]));
}

#[test]
fn no_format_makes_a_fact_of_what_is_none() {
    let ontology = Ontology::builtin();
    let graph = hostile();
    let completed = graph.edges().filter(|edge| edge.fact.status == Status::Completed).count();
    let text = String::from_utf8(bytes(&graph, &ontology, Format::NTriples)).expect("UTF-8");
    let plain = text
        .lines()
        .filter(|line| line.contains(" <https://w3id.org/relata/ontology#acquires> ") && !line.contains("#predicate>"))
        .count();
    assert_eq!(plain, completed);
    for format in [Format::GraphMl, Format::Gexf, Format::Csv, Format::Dot] {
        let text = String::from_utf8(bytes(&graph, &ontology, format)).expect("UTF-8");
        for status in Status::ALL {
            assert!(text.contains(status.name()), "{} does not say `{}`", format.name(), status.name());
        }
    }
}

fn sample() -> Graph {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ontology = Ontology::builtin();
    let sources = read::expand(&[root.join("seeds/documents")]).value;
    let documents = pipeline::extract_all(&sources, &Analyser::new(&ontology), &ontology, &Options::default())
        .expect("the models are sound");
    pipeline::assemble(documents.value, &ontology, &relata::resolve::Beliefs::default()).value
}

#[test]
fn the_exports_in_the_repository_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ontology = Ontology::builtin();
    let graph = sample();
    for format in text_formats() {
        let file = root.join("exports").join(format!("graph.{}", format.extension()));
        let stands = fs::read(&file).unwrap_or_default();
        assert!(
            stands == bytes(&graph, &ontology, format),
            "{} is stale; run the README's first command",
            file.display()
        );
    }
}

#[test]
fn graphviz_draws_without_a_warning() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("exports/graph.dot");
    match Command::new("dot").arg("-Tcanon").arg(&file).output() {
        Ok(run) => assert!(run.status.success() && run.stderr.is_empty(), "{}", String::from_utf8_lossy(&run.stderr)),
        Err(_) => println!("skipped: Graphviz is not installed"),
    }
}

#[test]
fn networkx_and_rdflib_read_what_we_write() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = "
import sys
import networkx, rdflib
folder = sys.argv[1]
a = networkx.read_graphml(folder + '/graph.graphml', force_multigraph=True)
b = networkx.read_gexf(folder + '/graph.gexf')
assert set(a.nodes) == set(b.nodes), 'nodes differ'
assert a.number_of_edges() == int(sys.argv[2]), a.number_of_edges()
graphs = [rdflib.Graph().parse(folder + '/graph.' + name) for name in ('ttl', 'nt', 'rdf')]
assert len(graphs[0]) > 100 and all(len(graph) == len(graphs[0]) for graph in graphs), [len(graph) for graph in graphs]
dataset = rdflib.Dataset()
dataset.parse(folder + '/graph.jsonld')
print('read')
";
    let edges = sample().edge_count().to_string();
    let available =
        Command::new("python3").args(["-c", "import networkx, rdflib"]).output().is_ok_and(|run| run.status.success());
    if !available {
        println!("skipped: networkx and rdflib are not installed");
        return;
    }
    let run = Command::new("python3")
        .args(["-c", script])
        .arg(root.join("exports"))
        .arg(edges)
        .output()
        .expect("python3 runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}
