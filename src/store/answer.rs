//! Answers to SPARQL questions and how they are written.
//!
//! Owns the aligned table; the standard formats are Oxigraph's.

use std::fmt;
use std::str::FromStr;

use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, QuerySolution, Variable};
use oxrdf::{Term, Triple};

use super::Error;

/// What a question was answered with.
#[derive(Debug)]
pub enum Answer {
    /// Rows of a SELECT.
    Rows {
        /// The variables, in the order of the question.
        variables: Vec<Variable>,
        /// The rows.
        rows: Vec<QuerySolution>,
    },
    /// The truth of an ASK.
    Truth(bool),
    /// The triples of a CONSTRUCT or DESCRIBE.
    Triples(Vec<Triple>),
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFormat {
    /// An aligned text table.
    Table,
    /// SPARQL 1.1 CSV.
    Csv,
    /// SPARQL 1.1 TSV.
    Tsv,
    /// SPARQL 1.1 JSON.
    Json,
    /// SPARQL 1.1 XML.
    Xml,
    /// Turtle, for triples.
    Turtle,
    /// N-Triples, for triples.
    NTriples,
    /// RDF/XML, for triples.
    RdfXml,
    /// JSON-LD, for triples.
    JsonLd,
}

const FORMATS: [(&str, AnswerFormat); 9] = [
    ("table", AnswerFormat::Table),
    ("csv", AnswerFormat::Csv),
    ("tsv", AnswerFormat::Tsv),
    ("json", AnswerFormat::Json),
    ("xml", AnswerFormat::Xml),
    ("ttl", AnswerFormat::Turtle),
    ("nt", AnswerFormat::NTriples),
    ("rdfxml", AnswerFormat::RdfXml),
    ("jsonld", AnswerFormat::JsonLd),
];

impl FromStr for AnswerFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = FORMATS.iter().find(|(known, _)| *known == name).map(|(_, format)| *format);
        found.ok_or_else(|| {
            format!("unknown format `{name}`; it must be one of {}", FORMATS.map(|(known, _)| known).join(", "))
        })
    }
}

impl fmt::Display for AnswerFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = FORMATS.iter().find(|(_, format)| format == self).map_or("table", |(name, _)| name);
        f.write_str(name)
    }
}

impl Answer {
    pub(super) fn collect(answering: super::Answering) -> Result<Self, Error> {
        Ok(match answering.into_results() {
            QueryResults::Solutions(solutions) => {
                Self::Rows { variables: solutions.variables().to_vec(), rows: solutions.collect::<Result<_, _>>()? }
            }
            QueryResults::Boolean(truth) => Self::Truth(truth),
            QueryResults::Graph(triples) => Self::Triples(triples.collect::<Result<_, _>>()?),
        })
    }

    /// The answer's bytes. Triples are written as Turtle where rows would be a table.
    pub fn write(&self, format: AnswerFormat) -> Result<Vec<u8>, Error> {
        match (self, format) {
            (Self::Triples(triples), format) => triples_as(triples, format),
            (_, AnswerFormat::Table) => Ok(self.table().into_bytes()),
            (_, AnswerFormat::Csv) => self.standard(QueryResultsFormat::Csv),
            (_, AnswerFormat::Tsv) => self.standard(QueryResultsFormat::Tsv),
            (_, AnswerFormat::Xml) => self.standard(QueryResultsFormat::Xml),
            (_, AnswerFormat::Json) => self.standard(QueryResultsFormat::Json),
            (_, _) => Err(Error::Evaluation(
                "only CONSTRUCT and DESCRIBE give triples; choose table, csv, tsv, json or xml".to_owned(),
            )),
        }
    }

    fn standard(&self, format: QueryResultsFormat) -> Result<Vec<u8>, Error> {
        let serializer = QueryResultsSerializer::from_format(format);
        match self {
            Self::Rows { variables, rows } => {
                let mut writer = serializer.serialize_solutions_to_writer(Vec::new(), variables.clone())?;
                for row in rows {
                    writer.serialize(row)?;
                }
                Ok(writer.finish()?)
            }
            Self::Truth(truth) => Ok(serializer.serialize_boolean_to_writer(Vec::new(), *truth)?),
            Self::Triples(_) => Ok(Vec::new()),
        }
    }

    fn table(&self) -> String {
        let (variables, rows) = match self {
            Self::Rows { variables, rows } => (variables, rows),
            Self::Truth(truth) => return format!("{truth}\n"),
            Self::Triples(_) => return String::new(),
        };
        let mut lines: Vec<Vec<String>> = vec![variables.iter().map(|variable| variable.as_str().to_owned()).collect()];
        lines
            .extend(rows.iter().map(|row| {
                variables.iter().map(|variable| row.get(variable).map(shown).unwrap_or_default()).collect()
            }));
        let widths: Vec<usize> = (0..variables.len())
            .map(|column| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0))
            .collect();
        let mut out = String::new();
        for (number, line) in lines.iter().enumerate() {
            let cells = line.iter().zip(&widths).map(|(cell, &width)| {
                let blanks = width - cell.chars().count();
                format!("{cell}{}", " ".repeat(blanks))
            });
            out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
            out.push('\n');
            if number == 0 {
                out.push_str(&widths.iter().map(|&width| "-".repeat(width)).collect::<Vec<_>>().join("  "));
                out.push('\n');
            }
        }
        out
    }
}

/// A term for human eyes: the last part of an IRI, the text of a literal.
fn shown(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => {
            let iri = node.as_str();
            let local = iri.rsplit(['/', '#']).next().filter(|local| !local.is_empty()).unwrap_or(iri);
            if local.starts_with("char=") { iri.to_owned() } else { local.to_owned() }
        }
        Term::Literal(literal) => literal.value().replace(['\n', '\r', '\t'], " "),
        other => other.to_string(),
    }
}

/// The syntax of triples.
pub(super) fn rdf_format(format: AnswerFormat) -> Option<oxrdfio::RdfFormat> {
    match format {
        AnswerFormat::Table | AnswerFormat::Turtle => Some(oxrdfio::RdfFormat::Turtle),
        AnswerFormat::NTriples => Some(oxrdfio::RdfFormat::NTriples),
        AnswerFormat::RdfXml => Some(oxrdfio::RdfFormat::RdfXml),
        AnswerFormat::JsonLd => Some(oxrdfio::RdfFormat::JsonLd { profile: oxrdfio::JsonLdProfile::Streaming.into() }),
        _ => None,
    }
}

fn triples_as(triples: &[Triple], format: AnswerFormat) -> Result<Vec<u8>, Error> {
    let wrong = || Error::Evaluation("triples are written as ttl, nt, rdfxml or jsonld".to_owned());
    let mut writer = oxrdfio::RdfSerializer::from_format(rdf_format(format).ok_or_else(wrong)?).for_writer(Vec::new());
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    Ok(writer.finish()?)
}
