//! The canonical form of a dataset and its hash.
//!
//! Owns the bridge from oxrdf's terms to sophia, whose RDFC-1.0 it uses. A dataset without
//! blank nodes is canonical when its N-Quads are sorted by code point.

use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};
use sha2::{Digest, Sha256};
use sophia::api::MownStr;
use sophia::api::quad::Spog;
use sophia::api::term::{BnodeId, IriRef, LanguageTag, SimpleTerm};

/// The quads as N-Quads, one a line, sorted, without doubles.
pub fn sorted(quads: &[Quad]) -> String {
    let mut lines: Vec<String> = quads.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.concat()
}

/// Lower-case hexadecimal SHA-256 of the dataset's RDFC-1.0 form.
pub fn canonical_hash(quads: &[Quad]) -> Result<String, String> {
    let dataset: std::collections::HashSet<Spog<SimpleTerm<'_>>> = quads.iter().map(bridge).collect();
    let mut bytes = Vec::new();
    sophia::c14n::rdfc10::normalize(&dataset, &mut bytes).map_err(|cause| cause.to_string())?;
    Ok(Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A quad as sophia sees it; texts are borrowed.
fn bridge(quad: &Quad) -> Spog<SimpleTerm<'_>> {
    let subject = match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => iri(node.as_str()),
        NamedOrBlankNode::BlankNode(node) => blank(node.as_str()),
    };
    let object = match &quad.object {
        Term::NamedNode(node) => iri(node.as_str()),
        Term::BlankNode(node) => blank(node.as_str()),
        Term::Literal(literal) => match literal.language() {
            Some(tag) => {
                SimpleTerm::LiteralLanguage(literal.value().into(), LanguageTag::new_unchecked(tag.into()), None)
            }
            None => SimpleTerm::LiteralDatatype(
                literal.value().into(),
                IriRef::new_unchecked(MownStr::from(literal.datatype().as_str().to_owned())),
            ),
        },
    };
    let graph = match &quad.graph_name {
        GraphName::NamedNode(node) => Some(iri(node.as_str())),
        GraphName::BlankNode(node) => Some(blank(node.as_str())),
        GraphName::DefaultGraph => None,
    };
    ([subject, iri(quad.predicate.as_str()), object], graph)
}

fn iri(text: &str) -> SimpleTerm<'_> {
    SimpleTerm::Iri(IriRef::new_unchecked(text.into()))
}

fn blank(label: &str) -> SimpleTerm<'_> {
    SimpleTerm::BlankNode(BnodeId::new_unchecked(label.into()))
}
