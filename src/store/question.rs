//! SPARQL questions as the protocol asks them: their dataset, their answer as a stream, and a way to stop them.
//!
//! Owns the evaluation of one question. Oxigraph is built without its client: `SERVICE` is followed by `service` alone.

use std::io::{self, Write};
use std::sync::Arc;

use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{CancellationToken, PreparedSparqlQuery, QueryEvaluationError, QueryResults, SparqlEvaluator};
use oxrdf::{GraphName, NamedNode, NamedOrBlankNode};

use super::answer::{AnswerFormat, rdf_format};
use super::service::Follow;
use super::{Error, ServiceFault, Services, Store};

/// Stops the questions that hold it.
#[derive(Clone, Default)]
pub struct Stop(CancellationToken);

impl Stop {
    /// Ends them at the next quad that they look at.
    pub fn stop(&self) {
        self.0.cancel();
    }

    /// The sign that the engine looks at.
    pub(super) fn token(&self) -> CancellationToken {
        self.0.clone()
    }

    /// Whether they were told to end.
    pub fn stopped(&self) -> bool {
        self.0.is_cancelled()
    }
}

/// A SPARQL question.
#[derive(Clone, Default)]
pub struct Question<'q> {
    /// Its text.
    pub text: &'q str,
    /// Prefixes that are declared when the text does not.
    pub prefixes: &'q [(&'q str, &'q str)],
    /// What relative IRIs are relative to.
    pub base: Option<&'q str>,
    /// The graphs whose union is the default graph, in place of those that the text names.
    pub default_graphs: &'q [String],
    /// The graphs that have a name, in place of those that the text names.
    pub named_graphs: &'q [String],
    /// Graphs that belong to the default graph as well, where nothing names the dataset.
    pub also: &'q [String],
    /// Whether the default graph is the union of all graphs.
    pub union: bool,
    /// Asks other endpoints, for `SERVICE`; without it none is asked.
    pub services: Option<Arc<dyn Services>>,
    /// Stops it.
    pub stop: Stop,
}

/// What a question gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerKind {
    /// Rows of a SELECT.
    Rows,
    /// The truth of an ASK.
    Truth,
    /// The triples of a CONSTRUCT or DESCRIBE.
    Triples,
}

/// An answer in the making: what is not yet asked for is not yet computed.
pub struct Answering {
    results: QueryResults<'static>,
    prefixes: Vec<(String, String)>,
}

impl Store {
    /// Begins to answer a question.
    pub fn ask(&self, question: &Question<'_>) -> Result<Answering, Error> {
        let prepared = prepare(question)?;
        let results = prepared.on_store(&self.inner).execute().map_err(Error::from)?;
        let prefixes = question.prefixes.iter().map(|(prefix, iri)| ((*prefix).to_owned(), (*iri).to_owned()));
        Ok(Answering { results, prefixes: prefixes.collect() })
    }
}

/// Parses a question and gives it its dataset.
fn prepare(question: &Question<'_>) -> Result<PreparedSparqlQuery, Error> {
    let syntax = |cause: &dyn ToString| Error::Syntax(cause.to_string());
    let follow = Follow { services: question.services.clone(), stop: question.stop.clone() };
    let mut evaluator = SparqlEvaluator::new().with_cancellation_token(question.stop.0.clone());
    evaluator = evaluator.with_default_service_handler(follow);
    if let Some(base) = question.base {
        evaluator = evaluator.with_base_iri(base).map_err(|cause| syntax(&cause))?;
    }
    for (prefix, namespace) in question.prefixes {
        evaluator = evaluator.with_prefix(*prefix, *namespace).map_err(|cause| syntax(&cause))?;
    }
    let mut prepared = evaluator.parse_query(question.text).map_err(|cause| syntax(&cause))?;
    let named = !prepared.dataset().is_default_dataset();
    if !question.also.is_empty() && !named && question.default_graphs.is_empty() && question.named_graphs.is_empty() {
        let also = question.also.iter().map(|iri| GraphName::from(NamedNode::new_unchecked(iri)));
        prepared.dataset_mut().set_default_graph(std::iter::once(GraphName::DefaultGraph).chain(also).collect());
    }
    if question.union {
        prepared.dataset_mut().set_default_graph_as_union();
    } else if !question.default_graphs.is_empty() || !question.named_graphs.is_empty() {
        let nodes = |graphs: &[String]| {
            let one = |iri: &String| NamedNode::new(iri).map_err(|cause| Error::Syntax(format!("`{iri}`: {cause}")));
            graphs.iter().map(one).collect::<Result<Vec<_>, _>>()
        };
        let default = nodes(question.default_graphs)?.into_iter().map(GraphName::from).collect();
        let named = nodes(question.named_graphs)?.into_iter().map(NamedOrBlankNode::from).collect();
        prepared.dataset_mut().set_default_graph(default);
        prepared.dataset_mut().set_available_named_graphs(named);
    }
    Ok(prepared)
}

impl Store {
    /// The whole answer to a question.
    pub fn answer(&self, question: &Question<'_>) -> Result<super::Answer, Error> {
        super::Answer::collect(self.ask(question)?)
    }
}

impl Answering {
    pub(super) fn into_results(self) -> QueryResults<'static> {
        self.results
    }

    /// What the question gives.
    pub fn kind(&self) -> AnswerKind {
        match self.results {
            QueryResults::Solutions(_) => AnswerKind::Rows,
            QueryResults::Boolean(_) => AnswerKind::Truth,
            QueryResults::Graph(_) => AnswerKind::Triples,
        }
    }

    /// Writes the answer as it is computed.
    pub fn write(self, format: AnswerFormat, out: &mut dyn Write) -> Result<(), Error> {
        let wrong = || Error::Evaluation(format!("this answer cannot be written as {format}"));
        match self.results {
            QueryResults::Solutions(rows) => {
                let serializer = QueryResultsSerializer::from_format(table_format(format).ok_or_else(wrong)?);
                let mut writer = serializer.serialize_solutions_to_writer(out, rows.variables().to_vec())?;
                for row in rows {
                    writer.serialize(&row?)?;
                }
                writer.finish()?.flush()?;
            }
            QueryResults::Boolean(truth) => {
                let serializer = QueryResultsSerializer::from_format(table_format(format).ok_or_else(wrong)?);
                serializer.serialize_boolean_to_writer(out, truth)?.flush()?;
            }
            QueryResults::Graph(triples) => {
                let mut serializer = oxrdfio::RdfSerializer::from_format(rdf_format(format).ok_or_else(wrong)?);
                for (prefix, namespace) in &self.prefixes {
                    serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
                }
                let mut writer = serializer.for_writer(out);
                for triple in triples {
                    writer.serialize_triple(&triple?)?;
                }
                writer.finish()?.flush()?;
            }
        }
        Ok(())
    }
}

/// The format of rows and truths.
fn table_format(format: AnswerFormat) -> Option<QueryResultsFormat> {
    match format {
        AnswerFormat::Csv => Some(QueryResultsFormat::Csv),
        AnswerFormat::Tsv => Some(QueryResultsFormat::Tsv),
        AnswerFormat::Json => Some(QueryResultsFormat::Json),
        AnswerFormat::Xml => Some(QueryResultsFormat::Xml),
        _ => None,
    }
}

impl From<QueryEvaluationError> for Error {
    fn from(cause: QueryEvaluationError) -> Self {
        match cause {
            QueryEvaluationError::Cancelled => Self::Stopped,
            QueryEvaluationError::Service(cause) => match cause.downcast::<ServiceFault>() {
                Ok(fault) => Self::Service(*fault),
                Err(cause) => Self::Evaluation(cause.to_string()),
            },
            other => Self::Evaluation(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> Store {
        let lines: String = (0..300).map(|at| format!("<http://s/{at}> <http://p> \"{at}\" .\n")).collect();
        Store::from_nquads(lines.as_bytes()).expect("the quads are sound")
    }

    #[test]
    fn a_question_that_is_stopped_ends() {
        let question = Question {
            text: "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
            ..Question::default()
        };
        let stop = question.stop.clone();
        let ends = std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(50));
            stop.stop();
        });
        let answered = store().ask(&question).and_then(|answer| answer.write(AnswerFormat::Csv, &mut Vec::new()));
        assert!(matches!(answered, Err(Error::Stopped)), "{answered:?}");
        ends.join().expect("it slept");
    }

    #[test]
    fn no_service_is_asked_unless_somebody_asks_it() {
        let text = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }";
        let question = Question { text, ..Question::default() };
        let answered = store().ask(&question).and_then(|answer| answer.write(AnswerFormat::Csv, &mut Vec::new()));
        assert!(matches!(answered, Err(Error::Service(ServiceFault::Refused(_)))), "{answered:?}");
    }
}
