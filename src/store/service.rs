//! `SERVICE` in questions: what another endpoint is asked, and what it answers.
//!
//! Owns the way from a pattern to a query and from an answer to rows. Who may be asked, and how to reach it, is said by those who
//! give an implementation of [`Services`]; without one no service is asked.

use std::io::Read;
use std::sync::Arc;

use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, ReaderQueryResultsParserOutput};
use oxigraph::sparql::{DefaultServiceHandler, QueryEvaluationError, QuerySolutionIter};
use oxiri::Iri;
use oxrdf::NamedNode;
use spargebra::Query;
use spargebra::algebra::GraphPattern;

use super::Stop;

/// What may be answered, the form that is liked best first.
pub const SERVICE_FORMS: &str = "application/sparql-results+json, application/sparql-results+xml;q=0.9";

/// Asks other endpoints.
pub trait Services: Send + Sync {
    /// Sends a query to an endpoint, with `Accept` of [`SERVICE_FORMS`].
    fn ask(&self, endpoint: &str, query: &str) -> Result<ServiceAnswer, ServiceFault>;
}

/// What an endpoint answers.
pub struct ServiceAnswer {
    /// Its media type.
    pub media: String,
    /// Its bytes as they come.
    pub body: Box<dyn Read + Send>,
}

/// Why a service gives no rows.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceFault {
    /// It may not be asked.
    #[error("{0}")]
    Refused(String),
    /// It did not answer as endpoints do.
    #[error("the service <{endpoint}> failed: {reason}")]
    Failed {
        /// Its address.
        endpoint: String,
        /// What happened.
        reason: String,
    },
}

/// Follows `SERVICE` for one question.
pub(super) struct Follow {
    pub(super) services: Option<Arc<dyn Services>>,
    pub(super) stop: Stop,
}

impl DefaultServiceHandler for Follow {
    type Error = ServiceFault;

    fn handle(
        &self,
        service: &NamedNode,
        pattern: &GraphPattern,
        base: Option<&Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, ServiceFault> {
        let query = Query::Select { dataset: None, pattern: pattern.clone(), base_iri: base.cloned() };
        self.rows(service.as_str(), &query.to_string())
    }
}

impl Follow {
    fn rows(&self, endpoint: &str, query: &str) -> Result<QuerySolutionIter<'static>, ServiceFault> {
        let refused = || ServiceFault::Refused(format!("SERVICE <{endpoint}> is not followed: no host is allowed"));
        let answer = self.services.as_ref().ok_or_else(refused)?.ask(endpoint, query)?;
        let name = endpoint.to_owned();
        let failed = move |reason: String| ServiceFault::Failed { endpoint: name.clone(), reason };
        let format = QueryResultsFormat::from_media_type(&answer.media)
            .ok_or_else(|| failed(format!("it answers `{}`, which are no rows of SPARQL", answer.media)))?;
        let body = Heeding { body: answer.body, stop: self.stop.clone() };
        let parsed = QueryResultsParser::from_format(format).for_reader(body);
        let parsed = parsed.map_err(|cause| failed(cause.to_string()))?;
        let ReaderQueryResultsParserOutput::Solutions(rows) = parsed else {
            return Err(failed("it answers a truth, not rows".to_owned()));
        };
        let variables = rows.variables().into();
        let rows = rows
            .map(move |row| row.map_err(|cause| QueryEvaluationError::Service(Box::new(failed(cause.to_string())))));
        Ok(QuerySolutionIter::new(variables, rows))
    }
}

/// A body that ends with an error once the question was told to end.
struct Heeding {
    body: Box<dyn Read + Send>,
    stop: Stop,
}

impl Read for Heeding {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.stop.stopped() {
            return Err(std::io::Error::other("the query was stopped"));
        }
        self.body.read(buffer)
    }
}
