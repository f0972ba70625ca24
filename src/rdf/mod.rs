//! How a graph is said in RDF, evidence included.
//!
//! Owns the shape of the quads and their order: entities, statements as resources, evidence in the named
//! graph of its document, and the plain triple that only a completed statement supports; and the profiles that say
//! less, or say it as Wikibase does. Takes a graph; leaves syntax to `export` and querying to `store`.

mod blocks;
mod full;
mod iri;
mod terms;
mod wikibase;

use std::convert::Infallible;

use oxrdf::Quad;

use crate::graph::Graph;
use crate::ontology::{Ontology, vocab};

pub use iri::Namer;

/// The base of IRIs when the user names none: a domain reserved for examples (RFC 2606).
pub const DEFAULT_BASE: &str = "https://relata.example/";

/// The prefixes of the vocabularies that the quads use: (prefix, namespace).
pub const PREFIXES: [(&str, &str); 12] = [
    ("dcterms", terms::DCTERMS),
    ("nif", terms::NIF),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", terms::OWL),
    ("prov", terms::PROV),
    ("rdf", terms::RDF),
    ("rdfs", terms::RDFS),
    ("relata", vocab::RELATA),
    ("schema", terms::SCHEMA),
    ("skos", terms::SKOS),
    ("xsd", terms::XSD),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
];

/// How much is said, and in whose shape.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Profile {
    /// Statements with their evidence, and what is a fact as a plain triple.
    #[default]
    Full,
    /// Names, kinds and plain triples alone.
    Simple,
    /// Statements, ranks, qualifiers and references in Wikibase's data model.
    Wikibase,
}

impl Profile {
    /// The names on the command line.
    pub const NAMES: &'static [&'static str] = &["full", "simple", "wikibase"];

    /// The profile with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "full" => Some(Self::Full),
            "simple" => Some(Self::Simple),
            "wikibase" => Some(Self::Wikibase),
            _ => None,
        }
    }
}

/// The prefixes that a file of this profile declares: those of [`PREFIXES`], and those of the user's own base.
pub fn prefixes(base: &str, profile: Profile) -> Vec<(String, String)> {
    let shared = PREFIXES.iter().map(|(prefix, namespace)| ((*prefix).to_owned(), (*namespace).to_owned()));
    let namer = Namer::new(base);
    let own = [("e", "entity/"), ("s", "statement/")]
        .into_iter()
        .map(|(prefix, path)| (prefix.to_owned(), namer.under(path)));
    let mut found: Vec<(String, String)> = shared.chain(own).collect();
    if profile == Profile::Wikibase {
        found.extend(wikibase::prefixes(&namer));
    }
    found
}

/// Gives the quads of a graph resource by resource: every call has the quads of one subject in one graph, in the order
/// a reader wants them, and no subject comes twice in one graph. With `named`, evidence
/// stands in the graph of its document, after everything else.
pub fn resources<E>(
    graph: &Graph,
    ontology: &Ontology,
    base: &str,
    profile: Profile,
    named: bool,
    give: impl FnMut(&[Quad]) -> Result<(), E>,
) -> Result<(), E> {
    let mut blocks = blocks::Blocks::new(graph, ontology, Namer::new(base), give);
    match profile {
        Profile::Full => full::say(&mut blocks, named),
        Profile::Simple => full::say_simply(&mut blocks),
        Profile::Wikibase => wikibase::say(&mut blocks),
    }
}

/// The quads of a graph in full, sorted, without doubles.
pub fn quads(graph: &Graph, ontology: &Ontology, base: &str) -> Vec<Quad> {
    let mut quads = Vec::new();
    let taken: Result<(), Infallible> = resources(graph, ontology, base, Profile::Full, true, |block| {
        quads.extend_from_slice(block);
        Ok(())
    });
    let Ok(()) = taken;
    quads.sort_by_cached_key(|quad| {
        (quad.graph_name.to_string(), quad.subject.to_string(), quad.predicate.to_string(), quad.object.to_string())
    });
    quads.dedup();
    quads
}

/// The quads of a graph in full as N-Quads: one a line, sorted by code point, without doubles. No more than one
/// resource is held as quads.
pub fn nquads(graph: &Graph, ontology: &Ontology, base: &str) -> String {
    let mut text = String::new();
    // Where the lines of each block lie, and how long its subject is.
    let mut blocks: Vec<(std::ops::Range<usize>, usize)> = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    let taken: Result<(), Infallible> = resources(graph, ontology, base, Profile::Full, true, |block| {
        lines.extend(block.iter().map(|quad| format!("{quad} .\n")));
        lines.sort_unstable();
        let start = text.len();
        lines.drain(..).for_each(|line| text.push_str(&line));
        let subject = text[start..].find(' ').unwrap_or_default();
        blocks.push((start..text.len(), subject));
        Ok(())
    });
    let Ok(()) = taken;
    let subject = |(lines, length): &(std::ops::Range<usize>, usize)| &text[lines.start..lines.start + length];
    blocks.sort_by(|a, b| subject(a).cmp(subject(b)));
    let mut sorted = String::with_capacity(text.len());
    for same in blocks.chunk_by(|a, b| subject(a) == subject(b)) {
        if let [(lines, _)] = same {
            sorted.push_str(&text[lines.clone()]);
            continue;
        }
        let mut lines: Vec<&str> =
            same.iter().flat_map(|(lines, _)| text[lines.clone()].split_inclusive('\n')).collect();
        lines.sort_unstable();
        lines.dedup();
        lines.into_iter().for_each(|line| sorted.push_str(line));
    }
    sorted
}

#[cfg(test)]
mod tests {
    use indexmap::{IndexMap, IndexSet};

    use crate::model::{Bound, Entity, EntityId, EntityKind, Evidence, Quantity, Resolved, Statement, Status};

    use super::*;

    fn graph(status: Status) -> Graph {
        let entity = |id: &str| Entity {
            id: EntityId(id.into()),
            name: id.to_owned(),
            kind: EntityKind::Organization,
            aliases: IndexSet::new(),
            same_as: IndexSet::new(),
        };
        let statement = Statement {
            subject: EntityId("a".into()),
            relation: "acquires".into(),
            object: Some(EntityId("b".into())),
            value: Some(Quantity { number: 1.5e9, unit: "EUR".to_owned(), bound: Bound::AtLeast, text: None }),
            time: None,
            status,
            attributes: IndexMap::new(),
            confidence: 0.5,
            evidence: Evidence { document: "d \u{E9}/1.txt".into(), start: 2, end: 5, text: "abc".into() },
            extractor: "en:buy-v".into(),
        };
        let entities = ["a", "b"].map(|id| (EntityId(id.into()), entity(id))).into_iter().collect();
        Graph::build(Resolved { documents: Vec::new(), entities, statements: vec![statement] })
    }

    #[test]
    fn only_a_completed_statement_becomes_a_plain_triple() {
        let ontology = Ontology::builtin();
        for status in Status::ALL {
            let quads = quads(&graph(status), &ontology, DEFAULT_BASE);
            let plain = quads.iter().filter(|quad| quad.predicate.as_str().ends_with("#acquires")).count();
            assert_eq!(plain, usize::from(status == Status::Completed), "{status:?}");
        }
    }

    #[test]
    fn every_statement_leads_to_its_words_and_nothing_is_blank() {
        let quads = quads(&graph(Status::Planned), &Ontology::builtin(), DEFAULT_BASE);
        let texts: Vec<String> = quads.iter().map(ToString::to_string).collect();
        assert!(
            texts
                .iter()
                .any(|quad| quad.contains("anchorOf> \"abc\" <https://relata.example/document/d%20%C3%A9/1.txt>")),
            "{texts:#?}"
        );
        assert!(texts.iter().any(|quad| quad.contains("minValue> \"1500000000\"")));
        assert!(texts.iter().all(|quad| !quad.contains("_:")));
    }

    #[test]
    fn wikibase_deprecates_what_was_cancelled_or_denied() {
        let ontology = Ontology::builtin();
        for status in Status::ALL {
            let mut texts = Vec::new();
            let taken: Result<(), Infallible> =
                resources(&graph(status), &ontology, DEFAULT_BASE, Profile::Wikibase, false, |block| {
                    texts.extend(block.iter().map(ToString::to_string));
                    Ok(())
                });
            assert_eq!(taken, Ok(()));
            let deprecated = texts.iter().any(|text| text.contains("DeprecatedRank"));
            assert_eq!(deprecated, matches!(status, Status::Cancelled | Status::Denied), "{status:?}");
            let direct = texts.iter().any(|text| text.contains("/prop/direct/acquires>"));
            assert_eq!(direct, status == Status::Completed, "{status:?}");
        }
    }
}
