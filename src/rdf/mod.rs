//! How a graph is said in RDF, evidence included.
//!
//! Owns the shape of the quads: entities, statements as resources, evidence in the named
//! graph of its document, and the plain triple that only a completed statement supports.
//! Takes a graph; leaves syntax to `export` and querying to `store`.

mod iri;
mod terms;

use oxrdf::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};

use crate::graph::{Edge, Fact, Graph, Node};
use crate::model::statement::Attribute;
use crate::model::{DocumentInfo, Entity, Evidence, Quantity, Status};
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

/// The quads of a graph, sorted by subject so that a streaming writer can group them, without doubles.
pub fn quads(graph: &Graph, ontology: &Ontology, base: &str) -> Vec<Quad> {
    let mut writer = Writer { namer: Namer::new(base), ontology, quads: Vec::new() };
    for node in graph.nodes() {
        writer.entity(node);
        for fact in &node.observations {
            writer.statement(&node.entity, None, fact);
        }
    }
    for edge in graph.edges() {
        writer.edge(&edge);
    }
    for document in graph.documents() {
        writer.document(document);
    }
    let mut quads = writer.quads;
    quads.sort_by_cached_key(|quad| {
        (quad.graph_name.to_string(), quad.subject.to_string(), quad.predicate.to_string(), quad.object.to_string())
    });
    quads.dedup();
    quads
}

struct Writer<'w> {
    namer: Namer,
    ontology: &'w Ontology,
    quads: Vec<Quad>,
}

impl Writer<'_> {
    fn say(&mut self, subject: &NamedNode, predicate: &str, object: impl Into<Term>) {
        self.say_in(subject, predicate, object, GraphName::DefaultGraph);
    }

    fn say_in(&mut self, subject: &NamedNode, predicate: &str, object: impl Into<Term>, graph: GraphName) {
        let subject = NamedOrBlankNode::NamedNode(subject.clone());
        let predicate = NamedNode::new_unchecked(predicate);
        self.quads.push(Quad { subject, predicate, object: object.into(), graph_name: graph });
    }

    fn entity(&mut self, node: &Node) {
        let entity = &node.entity;
        let subject = self.namer.entity(&entity.id);
        self.say(&subject, terms::TYPE, terms::relata(entity.kind.name()));
        self.say(&subject, terms::LABEL, Literal::new_simple_literal(&entity.name));
        for alias in &entity.aliases {
            self.say(&subject, terms::ALT_LABEL, Literal::new_simple_literal(alias));
        }
        for same in &entity.same_as {
            if let Ok(same) = NamedNode::new(same) {
                self.say(&subject, terms::SAME_AS, same);
            }
        }
    }

    fn edge(&mut self, edge: &Edge<'_>) {
        self.statement(edge.source, Some(edge.target), edge.fact);
    }

    fn statement(&mut self, source: &Entity, target: Option<&Entity>, fact: &Fact) {
        let node = self.namer.statement(&fact.id);
        let subject = self.namer.entity(&source.id);
        let relation = terms::relata(&fact.relation);
        self.say(&node, terms::TYPE, terms::relata("Statement"));
        self.say(&node, &terms::rdf("subject"), subject.clone());
        self.say(&node, &terms::rdf("predicate"), relation.clone());
        self.say(&node, terms::relata("status").as_str(), terms::relata(fact.status.name()));
        self.say(&node, terms::relata("confidence").as_str(), terms::decimal(fact.confidence));
        let object = target.map(|target| self.namer.entity(&target.id));
        if let Some(object) = &object {
            self.say(&node, &terms::rdf("object"), object.clone());
        }
        let amount = fact.value.as_ref().map(|value| self.amount(&fact.id, value));
        if let Some(amount) = &amount {
            self.say(&node, terms::relata("amount").as_str(), amount.clone());
        }
        self.details(&node, fact);
        for evidence in &fact.evidence {
            self.evidence(&node, fact, evidence);
        }
        // Only a fact becomes a plain triple; a metric's object is its amount. A renaming has one end.
        if fact.status == Status::Completed && target.is_none_or(|target| target.id != source.id) {
            let unary = self.ontology.relations.get(&fact.relation).is_some_and(crate::ontology::Relation::unary);
            match object.or(amount.filter(|_| !unary)) {
                Some(object) => self.say(&subject, relation.as_str(), object),
                None => self.say(&subject, relation.as_str(), Literal::from(true)),
            }
        }
    }

    fn amount(&mut self, id: &str, value: &Quantity) -> NamedNode {
        let node = self.namer.amount(id);
        let currency =
            value.unit.len() >= 3 && value.unit.len() <= 5 && value.unit.chars().all(|c| c.is_ascii_uppercase());
        let class = if currency { "MonetaryAmount" } else { "QuantitativeValue" };
        self.say(&node, terms::TYPE, terms::schema(class));
        let unit = if currency { "currency" } else { "unitText" };
        self.say(&node, terms::schema(unit).as_str(), Literal::new_simple_literal(&value.unit));
        let property = match value.bound {
            crate::model::Bound::AtLeast => "minValue",
            crate::model::Bound::AtMost => "maxValue",
            _ => "value",
        };
        self.say(&node, terms::schema(property).as_str(), terms::decimal(value.number));
        self.say(&node, terms::relata("bound").as_str(), terms::relata(value.bound.name()));
        if let Some(text) = &value.text {
            self.say(&node, terms::relata("said").as_str(), Literal::new_simple_literal(text));
        }
        node
    }

    fn details(&mut self, node: &NamedNode, fact: &Fact) {
        if let Some(time) = &fact.time {
            self.say(node, terms::relata("start").as_str(), terms::date(time.start));
            if let Some(end) = time.end {
                self.say(node, terms::relata("end").as_str(), terms::date(end));
            }
        }
        for (name, value) in &fact.attributes {
            // `share` is a metric as well, so the attribute has a name of its own.
            let name = if name == "share" { "held-share" } else { name };
            let value = match value {
                Attribute::Text(text) => Literal::new_simple_literal(text),
                Attribute::Number(number) => terms::decimal(*number),
            };
            self.say(node, terms::relata(name).as_str(), value);
        }
    }

    /// Says in the document's graph where it supports a statement.
    fn evidence(&mut self, statement: &NamedNode, fact: &Fact, evidence: &Evidence) {
        let document = self.namer.document(&evidence.document);
        let graph = GraphName::NamedNode(document.clone());
        let node = self.namer.evidence(evidence);
        self.say_in(statement, &terms::prov("wasDerivedFrom"), node.clone(), graph.clone());
        self.say_in(statement, &terms::prov("wasGeneratedBy"), self.namer.extractor(&fact.extractor), graph.clone());
        self.say_in(&node, terms::TYPE, terms::nif("OffsetBasedString"), graph.clone());
        self.say_in(&node, terms::nif("referenceContext").as_str(), document, graph.clone());
        self.say_in(
            &node,
            terms::nif("anchorOf").as_str(),
            Literal::new_simple_literal(evidence.text.as_ref()),
            graph.clone(),
        );
        self.say_in(&node, terms::nif("beginIndex").as_str(), terms::count(evidence.start), graph.clone());
        self.say_in(&node, terms::nif("endIndex").as_str(), terms::count(evidence.end), graph);
    }

    fn document(&mut self, document: &DocumentInfo) {
        let node = self.namer.document(&document.name);
        let graph = GraphName::NamedNode(node.clone());
        self.say_in(&node, terms::TYPE, terms::nif("Context"), graph.clone());
        self.say_in(&node, &terms::dcterms("identifier"), Literal::new_simple_literal(&document.name), graph.clone());
        let texts = [("title", &document.title), ("publisher", &document.publisher), ("source", &document.source)];
        for (property, text) in texts {
            if let Some(text) = text {
                self.say_in(&node, &terms::dcterms(property), Literal::new_simple_literal(text), graph.clone());
            }
        }
        if let Some(date) = document.date {
            self.say_in(&node, &terms::dcterms("date"), terms::date(date), graph);
        }
    }
}

#[cfg(test)]
mod tests {
    use indexmap::{IndexMap, IndexSet};

    use crate::model::{EntityId, EntityKind, Resolved, Statement};

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
            value: Some(Quantity {
                number: 1.5e9,
                unit: "EUR".to_owned(),
                bound: crate::model::Bound::AtLeast,
                text: None,
            }),
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
}
