//! Graphs that readers of graph files have stumbled over: hostile names, parallel edges, odd dates.

use indexmap::IndexMap;
use relata::export::{self, Format, Options};
use relata::graph::Graph;
use relata::model::statement::Attribute;
use relata::model::{
    Bound, DocumentInfo, Entity, EntityId, EntityKind, Evidence, Period, Quantity, Resolved, Statement, Status,
};
use relata::ontology::Ontology;

/// Names that have broken some reader or other.
pub(crate) const NAMES: [&str; 18] = [
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
    "ends in a backslash \\",
    "edge",
];

/// A chain of acquisitions between entities with hostile names.
pub(crate) fn graph() -> Graph {
    let statements = (1..NAMES.len()).map(|number| statement(number - 1, number, number));
    resolved(statements.collect())
}

/// A chain whose entities have every kind and whose statements have every status, bound and precision of date, and
/// words with hostile characters.
pub(crate) fn statement(source: usize, target: usize, number: usize) -> Statement<EntityId> {
    let times = ["2024-02", "2015", "2024-02-29", "2025-Q3", "2025-H1"];
    Statement {
        subject: id(source),
        relation: "acquires".into(),
        object: Some(id(target)),
        value: Some(
            Quantity {
                number: 1.5e9,
                unit: "EUR".to_owned(),
                bound: Bound::ALL[number % 4],
                text: Some("1,5 Md\u{20AC}".to_owned()),
            }
            .into(),
        ),
        time: Some(Period { start: times[number % 5].parse().expect("a date"), end: None, text: None }.into()),
        status: Status::ALL[number % 5],
        attributes: [("role".to_owned(), Attribute::Text(NAMES[number % NAMES.len()].to_owned()))]
            .into_iter()
            .collect(),
        confidence: 0.5,
        evidence: Evidence {
            document: "d \u{E9}.txt".into(),
            start: number,
            end: number + 3,
            text: NAMES[number % NAMES.len()].into(),
        },
        extractor: "en:buy-v".into(),
    }
}

pub(crate) fn id(number: usize) -> EntityId {
    EntityId(format!("x{number:02}").into())
}

/// The graph of statements between the entities of [`NAMES`].
pub(crate) fn resolved(statements: Vec<Statement<EntityId>>) -> Graph {
    let entities = NAMES.iter().enumerate().map(|(number, name)| {
        let entity = Entity {
            id: id(number),
            name: (*name).to_owned(),
            kind: EntityKind::ALL[number % 10],
            aliases: vec![format!("{name} \"alias\"")],
            same_as: vec!["http://www.wikidata.org/entity/Q1".to_owned()],
        };
        (id(number), entity)
    });
    let document = DocumentInfo {
        name: "d \u{E9}.txt".to_owned(),
        hash: "00".to_owned(),
        title: Some("A & B".to_owned()),
        date: None,
        publisher: None,
        source: Some("https://news.example/a?b=1&c=2".to_owned()),
        language: None,
        characters: 9,
    };
    Graph::build(Resolved { documents: vec![document], entities: entities.collect(), statements })
}

pub(crate) fn bytes(graph: &Graph, options: &Options, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    export::write(graph, &Ontology::builtin(), options, format, &mut out).expect("memory takes everything");
    out
}

pub(crate) fn text(graph: &Graph, format: Format) -> String {
    String::from_utf8(bytes(graph, &Options::default(), format)).expect("UTF-8")
}

/// The formats that need no other program.
pub(crate) fn formats() -> impl Iterator<Item = Format> {
    Format::all().filter(|format| !format.needs_graphviz())
}

/// Every element of an XML text: its name and its attributes with entities resolved.
pub(crate) fn elements(text: &str) -> Vec<(String, IndexMap<String, String>)> {
    use quick_xml::events::Event;

    let mut reader = quick_xml::Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        match reader.read_event().expect("the XML is well formed") {
            Event::Eof => return found,
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.expect("an attribute stands once");
                    let value = quick_xml::escape::unescape(&attribute.value).expect("entities are known").into_owned();
                    (attribute.key.as_ref().to_owned(), value)
                });
                found.push((tag.name().as_ref().to_owned(), attributes.collect()));
            }
            _ => {}
        }
    }
}

/// A large graph of plain names; edges prefer the first nodes.
pub(crate) fn large(nodes: usize, edges: usize) -> Graph {
    let id = |number: usize| EntityId(format!("entity-{number:05}").into());
    let mut seed = 1_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let statements = (0..edges).map(|number| {
        let subject = next(nodes);
        let object = next(subject + 1);
        let mut said = statement(0, 1, number);
        said.subject = id(subject);
        said.object = Some(id(if object == subject { (subject + 1) % nodes } else { object }));
        said.evidence.text = format!("Entity {subject} bought entity {object}.").into();
        said
    });
    let entities = (0..nodes).map(|number| {
        let entity = Entity {
            id: id(number),
            name: format!("Entity {number}"),
            kind: EntityKind::ALL[number % 10],
            aliases: Vec::new(),
            same_as: Vec::new(),
        };
        (id(number), entity)
    });
    let statements = statements.collect();
    Graph::build(Resolved { documents: Vec::new(), entities: entities.collect(), statements })
}
