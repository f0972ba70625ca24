//! A store of the files that a directory holds, in as little time as Oxigraph takes to put quads in.
//!
//! Owns a reading of N-Quads as `rdf` writes them, which borrows its terms from the text: making a term of its own for each of five million
//! takes as long as putting them in. Lines that are written otherwise go through the usual parser.

use std::sync::mpsc;
use std::thread;

use oxrdf::{GraphNameRef, LiteralRef, NamedNodeRef, QuadRef, TermRef};

use super::{Directory, Error, Manifest, Store, parse};

/// Files that are read ahead.
const AHEAD: usize = 4;

impl Store {
    /// The store of what a directory holds, as its manifest says.
    pub fn open(directory: &Directory, manifest: &Manifest) -> Result<Self, Error> {
        let failed = |cause: oxigraph::store::StorageError| Error::Load(cause.to_string());
        let inner = oxigraph::store::Store::new().map_err(failed)?;
        let mut transaction = inner.start_transaction().map_err(failed)?;
        thread::scope(|scope| {
            let (give, take) = mpsc::sync_channel(AHEAD);
            scope.spawn(move || {
                // Whoever takes them may have met an error and gone.
                let _ = manifest.graph.iter().try_for_each(|piece| give.send(directory.graph(piece)));
            });
            for text in take {
                for line in text?.lines() {
                    match quad(line) {
                        Some(quad) => transaction.insert(quad),
                        None => parse(line.as_bytes())?.iter().for_each(|quad| transaction.insert(quad)),
                    }
                }
            }
            Ok::<(), Error>(())
        })?;
        transaction.commit().map_err(failed)?;
        Ok(Self { inner })
    }
}

/// A quad as `rdf` writes it; nothing when something in it must be read with more care: an escape, a blank node, another spacing.
fn quad(line: &str) -> Option<QuadRef<'_>> {
    let (subject, rest) = iri(line)?;
    let (predicate, rest) = iri(rest.strip_prefix(' ')?)?;
    let (object, rest) = object(rest.strip_prefix(' ')?)?;
    let rest = rest.strip_prefix(' ')?;
    let (graph, rest) = if rest.starts_with('<') {
        let (graph, rest) = iri(rest)?;
        (GraphNameRef::NamedNode(graph), rest.strip_prefix(' ')?)
    } else {
        (GraphNameRef::DefaultGraph, rest)
    };
    (rest == ".").then(|| QuadRef::new(subject, predicate, object, graph))
}

fn iri(text: &str) -> Option<(NamedNodeRef<'_>, &str)> {
    let (iri, rest) = text.strip_prefix('<')?.split_once('>')?;
    (!iri.contains('\\')).then(|| (NamedNodeRef::new_unchecked(iri), rest))
}

fn object(text: &str) -> Option<(TermRef<'_>, &str)> {
    let Some(rest) = text.strip_prefix('"') else {
        let (node, rest) = iri(text)?;
        return Some((node.into(), rest));
    };
    let (value, rest) = rest.split_once('"')?;
    // A quote within a literal stands behind a backslash.
    if value.contains('\\') {
        return None;
    }
    if let Some(typed) = rest.strip_prefix("^^") {
        let (datatype, rest) = iri(typed)?;
        return Some((LiteralRef::new_typed_literal(value, datatype).into(), rest));
    }
    if let Some(tagged) = rest.strip_prefix('@') {
        let (language, rest) = tagged.split_at(tagged.find(' ')?);
        let plain = language.bytes().all(|byte| byte.is_ascii_lowercase());
        return plain.then(|| (LiteralRef::new_language_tagged_literal_unchecked(value, language).into(), rest));
    }
    Some((LiteralRef::new_simple_literal(value).into(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_the_usual_parser_reads_it() {
        for (line, plain) in [
            ("<http://s> <http://p> <http://o> .", true),
            ("<http://s> <http://p> <http://o> <http://g> .", true),
            ("<http://s> <http://p> \"\" .", true),
            ("<http://s> <http://p> \"\u{E9}t\u{E9} <x> @fr .\"@fr <http://g> .", true),
            ("<http://s> <http://p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .", true),
            ("<http://s> <http://p> \"x\"^^<http://www.w3.org/2001/XMLSchema#string> .", true),
            ("<http://s> <http://p> \"x\"@en-GB .", false),
            ("<http://s> <http://p> \"a \\\"quote\\\" and\\nmore\" <http://g> .", false),
            ("<http://s/\\u00E9> <http://p> \"x\" .", false),
            ("_:b <http://p> \"x\" .", false),
            ("<http://s>  <http://p> \"x\" .", false),
        ] {
            let usual = parse(line.as_bytes()).expect("the line is sound");
            match quad(line) {
                Some(found) => assert_eq!((found, plain), (usual[0].as_ref(), true), "{line}"),
                None => assert!(!plain, "{line}"),
            }
        }
        for line in [
            "",
            "<http://s> <http://p> \"x .",
            "<http://s> <http://p> .",
            "<http://s> <http://p> \"x\"^^y .",
            "# no quad",
        ] {
            assert!(quad(line).is_none(), "{line}");
        }
    }
}
