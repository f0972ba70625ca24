//! Triples in the syntaxes of the Web.
//!
//! Owns the prefixes that are declared for readers.

use std::io::{self, Write};

use oxrdf::Triple;
use oxrdfio::{JsonLdProfile, RdfFormat, RdfSerializer};

use crate::rdf::{Profile, prefixes};
use crate::store::AnswerFormat;

use super::exchange::Fault;

/// Writes triples as they come.
pub(super) fn write(
    triples: impl Iterator<Item = Triple>,
    format: AnswerFormat,
    base: &str,
    out: &mut dyn Write,
) -> Result<(), Fault> {
    let failed = |cause: io::Error| Fault::new(hyper::StatusCode::INTERNAL_SERVER_ERROR, cause.to_string());
    let mut serializer = RdfSerializer::from_format(match format {
        AnswerFormat::NTriples => RdfFormat::NTriples,
        AnswerFormat::RdfXml => RdfFormat::RdfXml,
        AnswerFormat::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfile::Streaming.into() },
        _ => RdfFormat::Turtle,
    });
    for (prefix, namespace) in prefixes(base, Profile::Full) {
        if let Ok(with) = serializer.clone().with_prefix(prefix, namespace) {
            serializer = with;
        }
    }
    let mut writer = serializer.for_writer(out);
    for triple in triples {
        writer.serialize_triple(&triple).map_err(failed)?;
    }
    writer.finish().and_then(Write::flush).map_err(failed)
}
