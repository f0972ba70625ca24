//! The SPARQL store and the store directory.
//!
//! Owns Oxigraph, answers, and the files that keep a graph between runs. Takes quads and
//! text; knows nothing of how either was made.

mod answer;
mod canonical;
mod directory;
mod infer;
mod load;
mod own;
mod pieces;
mod question;
mod service;

use oxrdf::{GraphNameRef, NamedNodeRef, Quad, TermRef};

pub use answer::{Answer, AnswerFormat};
pub use canonical::{canonical_hash, sorted};
pub use directory::{
    Contents, Directory, DocumentEntry, Error as DirectoryError, Lock, Manifest, RegisterEntry, Stamp, sha256,
};
pub use own::{Change, is_own};
pub use question::{AnswerKind, Answering, Question, Stop};
pub use service::{SERVICE_FORMS, ServiceAnswer, ServiceFault, Services};

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The question is not SPARQL.
    #[error("the query is not SPARQL: {0}")]
    Syntax(String),
    /// The question was told to end.
    #[error("the query was stopped")]
    Stopped,
    /// The question could not be answered.
    #[error("the query failed: {0}")]
    Evaluation(String),
    /// Another endpoint that the question names gave no rows.
    #[error(transparent)]
    Service(#[from] ServiceFault),
    /// What is to be changed is not the user's to change.
    #[error("{0}")]
    Refused(String),
    /// The quads could not be loaded.
    #[error("the store could not be loaded: {0}")]
    Load(String),
    /// A file beside the store could not be read or written.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The answer could not be written.
    #[error("the answer could not be written")]
    Write(#[from] std::io::Error),
}

/// Quads that answer questions. Merged facts stand in the default graph, each document's evidence
/// in the named graph of the document.
pub struct Store {
    inner: oxigraph::store::Store,
}

impl Store {
    /// A store in memory that holds `quads`.
    pub fn from_quads(quads: impl IntoIterator<Item = Quad>) -> Result<Self, Error> {
        let failed = |cause: oxigraph::store::StorageError| Error::Load(cause.to_string());
        let inner = oxigraph::store::Store::new().map_err(failed)?;
        let mut loader = inner.bulk_loader();
        loader.load_quads(quads).map_err(failed)?;
        loader.commit().map_err(failed)?;
        Ok(Self { inner })
    }

    /// A store in memory that holds the quads of an N-Quads text.
    pub fn from_nquads(text: &[u8]) -> Result<Self, Error> {
        Self::from_quads(parse(text)?)
    }

    /// A store of what a file of RDF says, its syntax told by the extension of its name. Blank nodes become IRIs that
    /// begin with `blank`, so that questions can name them.
    pub fn from_file(bytes: &[u8], extension: &str, blank: &str) -> Result<Self, Error> {
        let format = oxrdfio::RdfFormat::from_extension(extension)
            .ok_or_else(|| Error::Load(format!("no syntax of RDF has the extension `{extension}`")))?;
        let parser = oxrdfio::RdfParser::from_format(format);
        let parser =
            parser.with_base_iri("http://shapes.example/this").map_err(|cause| Error::Load(cause.to_string()))?;
        let quads: Vec<Quad> =
            parser.for_slice(bytes).collect::<Result<_, _>>().map_err(|cause| Error::Load(cause.to_string()))?;
        Self::from_quads(quads.into_iter().map(|quad| skolem(quad, blank)))
    }

    /// The answer to a SPARQL question. Each of `prefixes` that the text does not declare is declared.
    pub fn query(&self, text: &str, prefixes: &[(&str, &str)]) -> Result<Answer, Error> {
        self.answer(&Question { text, prefixes, ..Question::default() })
    }

    /// The quads that fit what is given; an IRI that is none fits nothing. Without a graph's name all graphs are
    /// looked at.
    pub fn matching<'s>(
        &'s self,
        subject: Option<&str>,
        predicate: Option<&str>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> impl Iterator<Item = Quad> + use<'s> {
        let node = NamedNodeRef::new_unchecked;
        // The store is in memory and cannot fail.
        self.inner
            .quads_for_pattern(subject.map(|iri| node(iri).into()), predicate.map(node), object, graph)
            .filter_map(Result::ok)
    }

    /// Number of quads.
    pub fn len(&self) -> Result<usize, Error> {
        self.inner.len().map_err(|cause| Error::Evaluation(cause.to_string()))
    }

    /// Whether the store holds nothing.
    pub fn is_empty(&self) -> Result<bool, Error> {
        self.inner.is_empty().map_err(|cause| Error::Evaluation(cause.to_string()))
    }
}

/// A quad with IRIs in place of its blank nodes.
fn skolem(quad: Quad, blank: &str) -> Quad {
    let named = |node: &oxrdf::BlankNode| oxrdf::NamedNode::new_unchecked(format!("{blank}{}", node.as_str()));
    let subject = match quad.subject {
        oxrdf::NamedOrBlankNode::BlankNode(node) => named(&node).into(),
        other @ oxrdf::NamedOrBlankNode::NamedNode(_) => other,
    };
    let object = match quad.object {
        oxrdf::Term::BlankNode(node) => named(&node).into(),
        other => other,
    };
    Quad { subject, object, ..quad }
}

/// The quads of an N-Quads text.
pub fn parse(text: &[u8]) -> Result<Vec<Quad>, Error> {
    let parser = oxrdfio::RdfParser::from_format(oxrdfio::RdfFormat::NQuads).for_slice(text);
    parser.collect::<Result<_, _>>().map_err(|cause| Error::Load(cause.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATA: &[u8] = b"<http://a> <http://p> \"x\" .\n<http://b> <http://p> \"y\" <http://g> .\n";

    #[test]
    fn the_default_graph_is_asked_unless_a_graph_is_named() {
        let store = Store::from_nquads(DATA).expect("the quads are sound");
        let table = |query| {
            String::from_utf8(
                store.query(query, &[]).expect("the query is sound").write(AnswerFormat::Csv).expect("memory"),
            )
            .expect("UTF-8")
        };
        assert_eq!(table("SELECT ?o { ?s ?p ?o }"), "o\r\nx\r\n");
        assert_eq!(table("SELECT ?o { GRAPH ?g { ?s ?p ?o } }"), "o\r\ny\r\n");
    }

    #[test]
    fn an_error_says_where_in_the_query() {
        let store = Store::from_nquads(b"").expect("nothing is sound");
        let Err(Error::Syntax(message)) = store.query("SELECT ?s {\n ?s ?p }", &[]) else {
            panic!("the query is cut short")
        };
        assert!(message.contains('2'), "{message}");
    }

    #[test]
    fn sorted_nquads_are_the_canonical_form() {
        use sha2::{Digest, Sha256};

        let quads: Vec<Quad> = oxrdfio::RdfParser::from_format(oxrdfio::RdfFormat::NQuads)
            .for_slice(DATA)
            .map(|quad| quad.expect("sound"))
            .collect();
        let by_hand: String =
            Sha256::digest(sorted(&quads).as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(canonical_hash(&quads).expect("no blank nodes"), by_hand);
    }
}
