//! What follows from a store's facts.
//!
//! Owns the application of rules, which are questions that construct, until nothing new follows. Rules see the merged
//! graph, where only what is completed stands, what they gave before, and the vocabulary.

use std::collections::BTreeSet;

use oxrdf::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use oxrdfio::{RdfFormat, RdfParser};

use super::{Answer, Error, Question, Store};

/// The graph that holds the vocabulary while rules are applied.
const VOCABULARY: &str = "urn:relata:vocabulary";

/// Prefixes that rules may use.
const PREFIXES: [(&str, &str); 4] = [
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("relata", "https://w3id.org/relata/ontology#"),
];

impl Store {
    /// Puts what follows by `rules` (SPARQL CONSTRUCT) under a vocabulary (Turtle) into the graph `into`, and gives the number
    /// of its triples. Nothing of the merged graph is repeated there.
    pub fn infer(&self, rules: &[&str], vocabulary: &str, into: &str) -> Result<usize, Error> {
        let failed = |cause: &dyn ToString| Error::Load(cause.to_string());
        let (hidden, inferred) = (NamedNode::new_unchecked(VOCABULARY), NamedNode::new_unchecked(into));
        let parser =
            RdfParser::from_format(RdfFormat::Turtle).without_named_graphs().with_default_graph(hidden.clone());
        let terms: Vec<Quad> =
            parser.for_slice(vocabulary.as_bytes()).collect::<Result<_, _>>().map_err(|cause| failed(&cause))?;
        self.inner.extend(terms.iter().cloned()).map_err(|cause| failed(&cause))?;
        let also = [VOCABULARY.to_owned(), into.to_owned()];
        let mut known: BTreeSet<String> = BTreeSet::new();
        loop {
            let mut fresh: Vec<Quad> = Vec::new();
            for rule in rules {
                let question = Question { text: rule, prefixes: &PREFIXES, also: &also, ..Question::default() };
                let Answer::Triples(triples) = self.answer(&question)? else { continue };
                fresh.extend(
                    triples
                        .into_iter()
                        .filter(|triple| self.news(triple, &terms))
                        .map(|triple| triple.in_graph(GraphName::NamedNode(inferred.clone()))),
                );
            }
            fresh.retain(|quad| known.insert(quad.to_string()));
            if fresh.is_empty() {
                break;
            }
            self.inner.extend(fresh).map_err(|cause| failed(&cause))?;
        }
        self.inner.remove_named_graph(&hidden).map_err(|cause| failed(&cause))?;
        Ok(known.len())
    }

    /// Whether a triple says more than the merged graph and the vocabulary do.
    fn news(&self, triple: &Triple, terms: &[Quad]) -> bool {
        let NamedOrBlankNode::NamedNode(subject) = &triple.subject else { return false };
        // What follows about terms of the vocabulary alone is no news about the world.
        let about_terms = terms.iter().any(|quad| quad.subject == triple.subject);
        let object: &Term = &triple.object;
        let held = self.matching(
            Some(subject.as_str()),
            Some(triple.predicate.as_str()),
            Some(object.as_ref()),
            Some(oxrdf::GraphNameRef::DefaultGraph),
        );
        !about_terms && held.count() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_applied_until_nothing_new_follows() {
        let lines = "<http://a> <http://in> <http://b> .\n<http://b> <http://in> <http://c> .\n<http://c> <http://in> <http://d> .\n";
        let store = Store::from_nquads(lines.as_bytes()).expect("sound");
        let rule = "CONSTRUCT { ?a <http://in> ?c } WHERE { ?a <http://in>/<http://in> ?c }";
        assert_eq!(store.infer(&[rule], "", "http://inferred").expect("the rule is sound"), 3);
        let count = |text| {
            String::from_utf8(
                store.query(text, &[]).and_then(|a| a.write(super::super::AnswerFormat::Csv)).expect("sound"),
            )
        };
        assert_eq!(count("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").as_deref(), Ok("n\r\n3\r\n"));
        assert_eq!(
            count("SELECT (COUNT(*) AS ?n) { GRAPH <http://inferred> { ?s ?p ?o } }").as_deref(),
            Ok("n\r\n3\r\n")
        );
    }
}
