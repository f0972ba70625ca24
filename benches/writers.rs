//! How fast the writers are: a synthetic graph in every format that graph and RDF programs share.
//!
//! `cargo bench --bench writers -- [NODES] [EDGES] [FOLDER] [FORMAT...]` prints seconds of work and megabytes a format and leaves the
//! files in FOLDER, where `benches/writers.py` has other programs read and write the same graph.

#![expect(clippy::print_stdout, reason = "figures are what a benchmark is for")]

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use relata::export::{self, Format, Options};
use relata::graph::{self, Graph};
use relata::model::statement::Attributes;
use relata::model::{
    Bound, DocumentInfo, Entity, EntityId, EntityKind, Evidence, Period, Quantity, Resolved, Statement, Status,
};
use relata::ontology::Ontology;

/// What is written when nothing is named.
const FORMATS: [Format; 10] = [
    Format::GraphMl,
    Format::Gexf,
    Format::Graphology,
    Format::GephiEdges,
    Format::Turtle,
    Format::NTriples,
    Format::NQuads,
    Format::TriG,
    Format::JsonLd,
    Format::RdfXml,
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let number = |at: usize, otherwise| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    let (nodes, edges) = (number(0, 100_000), number(1, 300_000));
    let folder = PathBuf::from(arguments.get(2).map_or("target/writers", String::as_str));
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let started = Instant::now();
    let graph = synthetic(nodes, edges);
    println!(
        "graph\t{:.3} s\t{} nodes, {} edges, peak {} MB",
        started.elapsed().as_secs_f64(),
        graph.node_count(),
        graph.edge_count(),
        peak()
    );
    let ontology = Ontology::builtin();
    let measures = Some(nodes <= Options::MEASURED);
    let options = Options { measures, ..Options::default() };
    let named: Vec<Format> = arguments.iter().skip(3).filter_map(|name| Format::from_name(name)).collect();
    let chosen: Vec<Format> = if named.is_empty() { FORMATS.to_vec() } else { named };
    for format in chosen {
        write(&graph, &ontology, &options, format, &folder);
    }
    let timed = |name: &str, work: &dyn Fn()| {
        let started = Instant::now();
        work();
        println!("{name}\t{:.3} s", started.elapsed().as_secs_f64());
    };
    timed("communities", &|| drop(graph::communities(&graph)));
    timed("page rank", &|| drop(graph::page_rank(&graph)));
    if nodes <= Options::MEASURED {
        timed("layout", &|| drop(graph::layout(&graph)));
    }
}

fn write(graph: &Graph, ontology: &Ontology, options: &Options, format: Format, folder: &std::path::Path) {
    let file = folder.join(format!("graph.{}", format.extension()));
    let (started, before) = (Instant::now(), spent());
    let out = BufWriter::with_capacity(1 << 16, File::create(&file).expect("a file can be made"));
    export::write(graph, ontology, options, format, out).expect("the disk takes everything");
    let bytes = std::fs::metadata(&file).map_or(0, |data| data.len());
    println!(
        "{}\t{:.2} s of work\t{:.3} s by the clock, {:.1} MB, peak {} MB",
        format.name(),
        spent() - before,
        started.elapsed().as_secs_f64(),
        bytes as f64 / 1e6,
        peak()
    );
}

/// Seconds of work of the process so far, its own and the kernel's for it, where `/proc` tells: other programs on the
/// machine leave no trace in it. In hundredths, as the kernel counts.
fn spent() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// The most memory so far, in megabytes, where `/proc` tells.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).map_or(0, |kilobytes| kilobytes / 1000)
}

/// A graph whose edges prefer nodes with small numbers, as real ones prefer the famous.
fn synthetic(nodes: usize, edges: usize) -> Graph {
    let mut seed = 1_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let id = |number: usize| EntityId(format!("entity-{number:06}").into());
    let ids: Vec<EntityId> = (0..nodes).map(id).collect();
    let entities = ids.iter().enumerate().map(|(number, id)| {
        let entity = Entity {
            id: id.clone(),
            name: format!("Entit\u{E9} {number}"),
            kind: EntityKind::ALL[number % 10],
            aliases: Vec::new(),
            same_as: Vec::new(),
        };
        (id.clone(), entity)
    });
    // Readers of documents share the names of relations, documents and entries.
    let relations: [Arc<str>; 5] = ["acquires", "invests-in", "partners-with", "sues", "lends-to"].map(Arc::from);
    let extractor: Arc<str> = "en:do-v".into();
    let mut document: Arc<str> = "".into();
    let mut statements = Vec::with_capacity(edges);
    for number in 0..edges {
        let (wide, far) = (next(nodes), next(nodes));
        let subject = next(wide + 1);
        let object = if far == subject { (far + 1) % nodes } else { far };
        let start = 60 * (number % 50);
        if start == 0 {
            document = format!("document-{:04}.txt", number / 50).into();
        }
        statements.push(Statement {
            subject: ids[subject].clone(),
            relation: relations[next(5)].clone(),
            object: Some(ids[object].clone()),
            value: number.is_multiple_of(3).then(|| {
                Quantity {
                    number: 1e6 * (1 + number % 900) as f64,
                    unit: "EUR".to_owned(),
                    bound: Bound::Exact,
                    text: None,
                }
                .into()
            }),
            time: number.is_multiple_of(2).then(|| {
                Period {
                    start: format!("20{:02}-{:02}", number % 25, 1 + number % 12).parse().expect("a month"),
                    end: None,
                    text: None,
                }
                .into()
            }),
            status: Status::ALL[if next(4) == 0 { next(5) } else { 0 }],
            attributes: Attributes::default(),
            confidence: 0.5 + (number % 50) as f64 / 100.0,
            evidence: Evidence {
                document: document.clone(),
                start,
                end: start + 57,
                text: format!("Entit\u{E9} {subject} did something with Entit\u{E9} {object}.").into(),
            },
            extractor: extractor.clone(),
        });
    }
    let documents = (0..edges.div_ceil(50)).map(|number| DocumentInfo {
        name: format!("document-{number:04}.txt"),
        hash: format!("{number:04}"),
        title: Some(format!("Document {number}")),
        ..DocumentInfo::default()
    });
    Graph::build(Resolved { documents: documents.collect(), entities: entities.collect(), statements })
}
