//! Graphs of a user's own beside those that relata makes: what may be written, and the file that keeps it.
//!
//! Owns the rule that tells the two apart: graphs whose name begins with the base of the store, and the default graph, are made
//! anew from documents by every build and are never written to. A change is kept in the file before anybody sees it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;

use oxigraph::sparql::{SparqlEvaluator, UpdateEvaluationError};
use oxigraph::store::{StorageError, Transaction};
use oxrdf::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Triple};
use spargebra::algebra::GraphTarget;
use spargebra::term::GraphNamePattern;
use spargebra::{GraphUpdateOperation as Operation, SparqlParser, Update};

use super::{Directory, DirectoryError, Error, Lock, Stop, Store, canonical, parse, sha256};

/// What is to be done to graphs of a user's own.
pub enum Change<'c> {
    /// SPARQL Update.
    Update {
        /// Its text.
        text: &'c str,
        /// Prefixes that are declared when the text does not.
        prefixes: &'c [(&'c str, &'c str)],
        /// Stops it.
        stop: Stop,
    },
    /// Triples for a graph, besides what it holds or in place of that.
    Put {
        /// The graph.
        graph: NamedNode,
        /// What it is to hold.
        triples: Vec<Triple>,
        /// Whether what it held goes.
        replace: bool,
    },
    /// A graph and all that it holds goes.
    Remove {
        /// The graph.
        graph: NamedNode,
    },
}

/// Whether a graph is a user's own, in a store with this base.
pub fn is_own(graph: GraphNameRef<'_>, base: &str) -> bool {
    match graph {
        GraphNameRef::NamedNode(name) => !name.as_str().starts_with(base),
        // A blank node cannot be named by those who want to read it again.
        GraphNameRef::BlankNode(_) | GraphNameRef::DefaultGraph => false,
    }
}

impl Directory {
    /// The file of the graphs of a user's own.
    pub fn own_file(&self) -> PathBuf {
        self.beside("own.nq")
    }

    /// The graphs of a user's own as N-Quads; nothing when there are none.
    pub fn own(&self) -> Result<Vec<u8>, DirectoryError> {
        let path = self.own_file();
        match fs::read(&path) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            read => read.map_err(|source| DirectoryError::Io { path, source }),
        }
    }

    /// Replaces the file of the graphs of a user's own in one step.
    pub fn keep_own(&self, nquads: &[u8]) -> Result<(), DirectoryError> {
        let (path, part) = (self.own_file(), self.beside("own.nq.part"));
        let io = |source| DirectoryError::Io { path: path.clone(), source };
        let mut out = File::create(&part).map_err(io)?;
        out.write_all(nquads).and_then(|()| out.sync_all()).map_err(io)?;
        fs::rename(&part, &path).map_err(io)
    }

    /// The lock of the one that writes to graphs of a user's own.
    pub fn lock_own(&self) -> Result<Lock, DirectoryError> {
        self.hold("own.lock")
    }
}

impl Store {
    /// Loads the graphs of a user's own that are kept beside a store, and gives the hash of their file; nothing without one.
    pub fn load_own(&self, directory: &Directory, base: &str) -> Result<String, Error> {
        let bytes = directory.own()?;
        if bytes.is_empty() {
            return Ok(String::new());
        }
        let place = directory.own_file().display().to_string();
        let quads = parse(&bytes).map_err(|cause| Error::Load(format!("`{place}`: {cause}")))?;
        if let Some(quad) = quads.iter().find(|quad| !is_own(quad.graph_name.as_ref(), base)) {
            let told = format!("`{place}` holds a quad of a graph that is not a user's own: {}", quad.graph_name);
            return Err(Error::Load(told));
        }
        self.inner.extend(quads).map_err(|cause| Error::Load(cause.to_string()))?;
        Ok(sha256(&bytes))
    }

    /// Changes graphs of a user's own: the file beside the store first, then what is asked. Gives the hash of the file. Changes
    /// come one at a time.
    pub fn change(&self, change: &Change<'_>, directory: &Directory, base: &str) -> Result<String, Error> {
        let mut transaction = self.inner.start_transaction()?;
        match change {
            Change::Update { text, prefixes, stop } => {
                let update = checked(text, prefixes, base)?;
                let evaluator = SparqlEvaluator::new().with_cancellation_token(stop.token());
                evaluator.for_update(update).on_transaction(&mut transaction).execute()?;
            }
            Change::Put { graph, triples, replace } => {
                writable(&GraphName::from(graph.clone()), base)?;
                if *replace {
                    transaction.clear_graph(graph)?;
                }
                let quads = triples.iter().map(|triple| triple.clone().in_graph(graph.clone()));
                quads.for_each(|quad| transaction.insert(&quad));
            }
            Change::Remove { graph } => {
                writable(&GraphName::from(graph.clone()), base)?;
                transaction.remove_named_graph(graph)?;
            }
        }
        let text = canonical::sorted(&own(&transaction, base)?);
        directory.keep_own(text.as_bytes())?;
        transaction.commit()?;
        Ok(sha256(text.as_bytes()))
    }
}

/// Everything that graphs of a user's own hold.
fn own(transaction: &Transaction<'_>, base: &str) -> Result<Vec<Quad>, Error> {
    let mut quads = Vec::new();
    for graph in transaction.named_graphs() {
        let NamedOrBlankNode::NamedNode(name) = graph? else { continue };
        let name = GraphName::from(name);
        if is_own(name.as_ref(), base) {
            let held = transaction.quads_for_pattern(None, None, None, Some(name.as_ref()));
            quads.extend(held.collect::<Result<Vec<_>, StorageError>>()?);
        }
    }
    Ok(quads)
}

/// An update that writes to graphs of a user's own alone. Which graphs it writes to must stand in it: a variable could be any.
fn checked(text: &str, prefixes: &[(&str, &str)], base: &str) -> Result<Update, Error> {
    let syntax = |cause: &dyn ToString| Error::Syntax(cause.to_string());
    let mut parser = SparqlParser::new().with_base_iri(base).map_err(|cause| syntax(&cause))?;
    for (prefix, namespace) in prefixes {
        parser = parser.with_prefix(*prefix, *namespace).map_err(|cause| syntax(&cause))?;
    }
    let update = parser.parse_update(text).map_err(|cause| syntax(&cause))?;
    for operation in &update.operations {
        match operation {
            Operation::InsertData { data } => data.iter().try_for_each(|quad| data_graph(&quad.graph_name, base))?,
            Operation::DeleteData { data } => data.iter().try_for_each(|quad| data_graph(&quad.graph_name, base))?,
            Operation::DeleteInsert { delete, insert, .. } => {
                let deleted = delete.iter().map(|quad| &quad.graph_name);
                deleted.chain(insert.iter().map(|quad| &quad.graph_name)).try_for_each(|graph| pattern(graph, base))?;
            }
            Operation::Clear { graph, .. } | Operation::Drop { graph, .. } => target(graph, base)?,
            Operation::Create { graph, .. } => writable(&GraphName::from(graph.clone()), base)?,
            Operation::Load { .. } => {
                return Err(Error::Refused("LOAD is not followed; send the triples by POST to /store".to_owned()));
            }
        }
    }
    Ok(update)
}

fn data_graph(graph: &spargebra::term::GraphName, base: &str) -> Result<(), Error> {
    match graph {
        spargebra::term::GraphName::NamedNode(name) => writable(&GraphName::from(name.clone()), base),
        spargebra::term::GraphName::DefaultGraph => writable(&GraphName::DefaultGraph, base),
    }
}

fn pattern(graph: &GraphNamePattern, base: &str) -> Result<(), Error> {
    match graph {
        GraphNamePattern::NamedNode(name) => writable(&GraphName::from(name.clone()), base),
        GraphNamePattern::DefaultGraph => writable(&GraphName::DefaultGraph, base),
        GraphNamePattern::Variable(name) => {
            Err(Error::Refused(format!("an update says which graph it writes to by name, not by a variable ({name})")))
        }
    }
}

fn target(graph: &GraphTarget, base: &str) -> Result<(), Error> {
    match graph {
        GraphTarget::NamedNode(name) => writable(&GraphName::from(name.clone()), base),
        GraphTarget::DefaultGraph => writable(&GraphName::DefaultGraph, base),
        GraphTarget::NamedGraphs | GraphTarget::AllGraphs => {
            Err(Error::Refused("graphs are removed one by one, by their names".to_owned()))
        }
    }
}

fn writable(graph: &GraphName, base: &str) -> Result<(), Error> {
    if is_own(graph.as_ref(), base) {
        return Ok(());
    }
    let which = if *graph == GraphName::DefaultGraph { "the default graph".to_owned() } else { graph.to_string() };
    Err(Error::Refused(format!(
        "{which} is made from documents by `relata build`; write to a graph of your own, whose name does not begin with <{base}>"
    )))
}

impl From<StorageError> for Error {
    fn from(cause: StorageError) -> Self {
        Self::Evaluation(cause.to_string())
    }
}

impl From<UpdateEvaluationError> for Error {
    fn from(cause: UpdateEvaluationError) -> Self {
        Self::Evaluation(cause.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "http://base.example/";

    fn done(store: &Store, directory: &Directory, text: &str) -> Result<String, Error> {
        store.change(&Change::Update { text, prefixes: &[], stop: Stop::default() }, directory, BASE)
    }

    #[test]
    fn only_graphs_of_a_users_own_are_written_to() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let directory = Directory::new(&folder.path().join("store"));
        let lines = b"<http://base.example/a> <http://p> \"x\" .\n<http://base.example/a> <http://p> \"y\" <http://base.example/document/d> .\n";
        let store = Store::from_nquads(lines).expect("sound");
        for text in [
            "INSERT DATA { <http://s> <http://p> 1 }",
            "INSERT DATA { GRAPH <http://base.example/document/d> { <http://s> <http://p> 1 } }",
            "INSERT DATA { GRAPH <document/d> { <http://s> <http://p> 1 } }",
            "DELETE WHERE { ?s ?p ?o }",
            "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
            "WITH <http://base.example/document/d> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
            "CLEAR ALL",
            "CLEAR DEFAULT",
            "DROP NAMED",
            "DROP SILENT GRAPH <http://base.example/document/d>",
            "MOVE <http://base.example/document/d> TO <http://own.example/g>",
            "COPY <http://own.example/g> TO DEFAULT",
            "LOAD <http://own.example/g> INTO GRAPH <http://own.example/g>",
            "INSERT DATA { GRAPH <http://own.example/g> { <http://s> <http://p> 1 } } ; CLEAR DEFAULT",
        ] {
            assert!(matches!(done(&store, &directory, text), Err(Error::Refused(_))), "{text}");
        }
        assert!(matches!(done(&store, &directory, "INSERT DATA {"), Err(Error::Syntax(_))));
        assert_eq!(store.len().expect("memory"), 2);
        assert!(!directory.own_file().exists());
    }

    #[test]
    fn what_was_written_is_there_again() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let directory = Directory::new(&folder.path().join("store"));
        let store = Store::from_nquads(b"<http://base.example/a> <http://p> \"x\" .\n").expect("sound");
        let first = done(
            &store,
            &directory,
            "INSERT { GRAPH <http://own.example/g> { ?s <http://q> ?o , \"z\" } } WHERE { ?s <http://p> ?o }",
        );
        let copied = "COPY <http://own.example/g> TO <http://own.example/h> ; DELETE WHERE { GRAPH <http://own.example/g> { ?s ?p \"z\" } }";
        let second = done(&store, &directory, copied).expect("sound");
        assert_ne!(first.expect("sound"), second);
        let again = Store::from_nquads(b"").expect("sound");
        assert_eq!(again.load_own(&directory, BASE).expect("sound"), second);
        assert_eq!(again.len().expect("memory"), 3);
        let told = again.load_own(&directory, "http://own.example/").expect_err("these are relata's now").to_string();
        assert!(told.contains("store.own.nq") && told.contains("own.example/"), "{told}");
        let removed = Change::Remove { graph: NamedNode::new_unchecked("http://own.example/h") };
        store.change(&removed, &directory, BASE).expect("sound");
        assert_eq!(store.len().expect("memory"), 2);
    }
}
