//! How a graph is said in RDF, evidence included.
//!
//! Owns the shape of the quads and their order: entities, statements as resources, evidence in the named
//! graph of its document, and the plain triple that only a completed statement supports; and the profiles that say
//! less, or say it as Wikibase does. Takes a graph; leaves syntax to `export` and querying to `store`.

mod blocks;
mod full;
mod iri;
mod nquads;
mod plan;
mod terms;
mod wikibase;

use std::convert::Infallible;

use oxrdf::Quad;

use crate::graph::Graph;
use crate::ontology::{Ontology, vocab};

pub use blocks::{Block, Iri, Object};
pub use iri::Namer;
pub use nquads::{lines, nquads, quote};
pub use plan::Plan;

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
        .map(|(prefix, path)| (prefix.to_owned(), namer.under(path).to_owned()));
    let mut found: Vec<(String, String)> = shared.chain(own).collect();
    if profile == Profile::Wikibase {
        found.extend(wikibase::prefixes(&namer));
    }
    found
}

/// The quads of a graph in full, sorted, without doubles.
pub fn quads(graph: &Graph, ontology: &Ontology, base: &str) -> Vec<Quad> {
    let mut quads = all(graph, ontology, base, Profile::Full, true);
    quads.sort_by_cached_key(|quad| {
        (quad.graph_name.to_string(), quad.subject.to_string(), quad.predicate.to_string(), quad.object.to_string())
    });
    quads.dedup();
    quads
}

/// The quads of a graph as they come.
fn all(graph: &Graph, ontology: &Ontology, base: &str, profile: Profile, named: bool) -> Vec<Quad> {
    let plan = Plan::new(graph, ontology, base, profile, named);
    let mut quads = Vec::new();
    let taken: Result<(), Infallible> = plan.give(0..plan.len(), |block| {
        quads.extend(block.quads());
        Ok(())
    });
    let Ok(()) = taken;
    quads
}

#[cfg(test)]
mod tests {

    use crate::model::statement::Attributes;
    use crate::model::{Bound, Entity, EntityId, EntityKind, Evidence, Quantity, Resolved, Statement, Status};

    use super::*;

    fn graph(status: Status) -> Graph {
        let entity = |id: &str| Entity {
            id: EntityId(id.into()),
            name: id.to_owned(),
            kind: EntityKind::Organization,
            aliases: Vec::new(),
            same_as: Vec::new(),
        };
        let statement = Statement {
            subject: EntityId("a".into()),
            relation: "acquires".into(),
            object: Some(EntityId("b".into())),
            value: Some(Quantity { number: 1.5e9, unit: "EUR".to_owned(), bound: Bound::AtLeast, text: None }.into()),
            time: None,
            status,
            attributes: Attributes::default(),
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
    fn the_lines_of_the_canonical_form_are_sorted() {
        let (graph, ontology) = (graph(Status::Completed), Ontology::builtin());
        let mut lines: Vec<String> =
            quads(&graph, &ontology, DEFAULT_BASE).iter().map(|quad| format!("{quad} .\n")).collect();
        lines.sort_unstable();
        assert_eq!(nquads(&graph, &ontology, DEFAULT_BASE).concat(), lines.concat());
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
            let quads = all(&graph(status), &ontology, DEFAULT_BASE, Profile::Wikibase, false);
            let texts: Vec<String> = quads.iter().map(ToString::to_string).collect();
            let deprecated = texts.iter().any(|text| text.contains("DeprecatedRank"));
            assert_eq!(deprecated, matches!(status, Status::Cancelled | Status::Denied), "{status:?}");
            let direct = texts.iter().any(|text| text.contains("/prop/direct/acquires>"));
            assert_eq!(direct, status == Status::Completed, "{status:?}");
        }
    }
}
