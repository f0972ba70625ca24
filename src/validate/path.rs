//! Property paths of SHACL as paths of SPARQL.
//!
//! Owns the recursion through their structure.

use oxrdf::{NamedOrBlankNode, Term};

use super::Error;
use super::shapes::{Facts, SH};

/// The SPARQL path that a node stands for.
pub(super) fn sparql(facts: &Facts, path: &Term, shape: &str) -> Result<String, Error> {
    let malformed = || Error::Malformed { shape: shape.to_owned(), why: format!("`{path}` is no property path") };
    let node: NamedOrBlankNode = match path {
        Term::NamedNode(node) => return Ok(node.to_string()),
        Term::BlankNode(node) => node.clone().into(),
        Term::Literal(_) => return Err(malformed()),
    };
    if let Some(members) = facts.list(&Term::from(node.clone())) {
        if members.len() < 2 {
            return Err(malformed());
        }
        return joined(facts, &members, "/", shape);
    }
    for (name, before, after) in
        [("inversePath", "^", ""), ("zeroOrMorePath", "", "*"), ("oneOrMorePath", "", "+"), ("zeroOrOnePath", "", "?")]
    {
        if let Some(inner) = facts.one(&node, &format!("{SH}{name}")) {
            return Ok(format!("({before}{}{after})", sparql(facts, inner, shape)?));
        }
    }
    let alternatives = facts.one(&node, &format!("{SH}alternativePath")).ok_or_else(malformed)?;
    let members = facts.list(alternatives).filter(|members| members.len() >= 2).ok_or_else(malformed)?;
    joined(facts, &members, "|", shape)
}

fn joined(facts: &Facts, members: &[Term], sign: &str, shape: &str) -> Result<String, Error> {
    let parts: Vec<String> = members.iter().map(|member| sparql(facts, member, shape)).collect::<Result<_, _>>()?;
    Ok(format!("({})", parts.join(sign)))
}
