//! What is said, resource by resource.
//!
//! Owns the block in the making: what is said of one subject in one graph, handed on as soon as the next begins, so that
//! no more than one resource is held in memory. Texts are borrowed from the graph; what must be made stands in one
//! buffer, so that a block takes no memory of its own.

use std::fmt::Write as _;

use oxrdf::{GraphName, Literal, NamedNode, Quad, Term};

use crate::model::{Date, EntityId, Evidence};
use crate::ontology::vocab;

use super::iri::encoded;
use super::plan::Plan;
use super::terms::{self, XSD};

/// An IRI in two parts: a namespace and the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Iri<'b> {
    /// One of the namespaces that [`super::prefixes`] gives, or another start, or nothing.
    pub space: &'b str,
    /// What follows.
    pub local: &'b str,
}

impl Iri<'_> {
    /// The IRI in one piece.
    pub fn node(self) -> NamedNode {
        // Namespaces are constants or the user's checked base, and what follows is encoded.
        NamedNode::new_unchecked(format!("{}{}", self.space, self.local))
    }
}

/// What is said of a subject by a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Object<'b> {
    /// A resource.
    Iri(Iri<'b>),
    /// A plain string.
    Text(&'b str),
    /// A literal with the name of its type in XML Schema.
    Typed(&'b str, &'static str),
}

/// What is said of one subject in one graph, in the order that a reader wants.
#[derive(Debug, Clone, Copy)]
pub struct Block<'b> {
    made: &'b str,
    subject: Name<'b>,
    graph: Option<Name<'b>>,
    said: &'b [(Name<'b>, Value<'b>)],
}

impl<'b> Block<'b> {
    /// Of what it is said.
    pub fn subject(&self) -> Iri<'b> {
        self.subject.within(self.made)
    }

    /// The graph where it is said; nothing for the default graph.
    pub fn graph(&self) -> Option<Iri<'b>> {
        self.graph.map(|graph| graph.within(self.made))
    }

    /// Predicates and objects; those of one predicate come in a row.
    pub fn said(&self) -> impl Iterator<Item = (Iri<'b>, Object<'b>)> {
        let made = self.made;
        self.said.iter().map(move |(predicate, value)| (predicate.within(made), value.within(made)))
    }

    /// The block as quads of their own.
    pub fn quads(&self) -> Vec<Quad> {
        let subject = self.subject().node();
        let graph = self.graph().map_or(GraphName::DefaultGraph, |graph| graph.node().into());
        let term = |object| -> Term {
            match object {
                Object::Iri(iri) => iri.node().into(),
                Object::Text(text) => Literal::new_simple_literal(text).into(),
                Object::Typed(text, name) => {
                    Literal::new_typed_literal(text, Iri { space: XSD, local: name }.node()).into()
                }
            }
        };
        let quads = self
            .said()
            .map(|(predicate, object)| Quad::new(subject.clone(), predicate.node(), term(object), graph.clone()));
        quads.collect()
    }
}

/// A text of the graph, or one that was made in the buffer: from, to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece<'p> {
    Lent(&'p str),
    Made(usize, usize),
}

impl<'p> Piece<'p> {
    fn within(self, made: &'p str) -> &'p str {
        match self {
            Self::Lent(text) => text,
            Self::Made(from, to) => &made[from..to],
        }
    }
}

/// An IRI in the making.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'p> {
    pub(super) space: &'p str,
    pub(super) local: Piece<'p>,
}

impl<'p> Name<'p> {
    /// An IRI of which both parts stand somewhere.
    pub(super) const fn of(space: &'p str, local: &'p str) -> Self {
        Self { space, local: Piece::Lent(local) }
    }

    fn within<'b>(self, made: &'b str) -> Iri<'b>
    where
        'p: 'b,
    {
        Iri { space: self.space, local: self.local.within(made) }
    }
}

/// An object in the making.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value<'p> {
    Name(Name<'p>),
    Text(Piece<'p>),
    Typed(Piece<'p>, &'static str),
}

impl<'p> Value<'p> {
    /// A plain string that stands somewhere.
    pub(super) fn text(text: &'p str) -> Self {
        Self::Text(Piece::Lent(text))
    }

    /// The truth value `true`.
    pub(super) fn truth() -> Self {
        Self::Typed(Piece::Lent("true"), "boolean")
    }

    pub(super) fn within<'b>(self, made: &'b str) -> Object<'b>
    where
        'p: 'b,
    {
        match self {
            Self::Name(name) => Object::Iri(name.within(made)),
            Self::Text(piece) => Object::Text(piece.within(made)),
            Self::Typed(piece, name) => Object::Typed(piece.within(made), name),
        }
    }
}

/// Where blocks are made.
pub(super) struct Blocks<'p, G> {
    pub(super) plan: &'p Plan<'p>,
    give: G,
    pub(super) made: String,
    subject: Name<'p>,
    graph: Option<Name<'p>>,
    said: Vec<(Name<'p>, Value<'p>)>,
}

impl<'p, G> Blocks<'p, G> {
    pub(super) fn new(plan: &'p Plan<'p>, give: G) -> Self {
        Self { plan, give, made: String::new(), subject: Name::of("", ""), graph: None, said: Vec::new() }
    }

    /// Names the graph of the blocks to come. Its name must not be made: it outlives a block.
    pub(super) fn inside(&mut self, graph: Option<Name<'p>>) {
        self.graph = graph;
    }

    /// Begins a block.
    pub(super) fn about(&mut self, subject: Name<'p>) {
        self.subject = subject;
    }

    /// Says something of the block's subject.
    pub(super) fn say(&mut self, predicate: Name<'p>, value: Value<'p>) {
        self.said.push((predicate, value));
    }

    /// Says that the block's subject stands in a relation to a resource.
    pub(super) fn point(&mut self, predicate: Name<'p>, resource: Name<'p>) {
        self.said.push((predicate, Value::Name(resource)));
    }

    /// Says what may have been said right before: two facts can support one plain triple, and come in a row.
    pub(super) fn say_once(&mut self, predicate: Name<'p>, value: Value<'p>) {
        let made = self.made.as_str();
        let said = self.said.last().is_some_and(|(before, last)| {
            before.within(made) == predicate.within(made) && last.within(made) == value.within(made)
        });
        if !said {
            self.say(predicate, value);
        }
    }

    /// A text made for this block.
    pub(super) fn make(&mut self, text: std::fmt::Arguments<'_>) -> Piece<'p> {
        let from = self.made.len();
        self.made.write_fmt(text).expect("a string takes everything");
        Piece::Made(from, self.made.len())
    }

    /// Texts in a row, made for this block.
    pub(super) fn join(&mut self, parts: &[&str]) -> Piece<'p> {
        let from = self.made.len();
        parts.iter().for_each(|part| self.made.push_str(part));
        Piece::Made(from, self.made.len())
    }

    /// An IRI under the base whose last part needs no encoding.
    pub(super) fn under(&self, path: &'static str, local: &'p str) -> Name<'p> {
        Name::of(self.plan.namer.under(path), local)
    }

    /// An IRI under the base.
    pub(super) fn encoded(&mut self, path: &'static str, text: &'p str) -> Name<'p> {
        let local = match encoded(text) {
            std::borrow::Cow::Borrowed(text) => Piece::Lent(text),
            std::borrow::Cow::Owned(text) => self.join(&[&text]),
        };
        Name { space: self.plan.namer.under(path), local }
    }

    pub(super) fn entity(&mut self, id: &'p EntityId) -> Name<'p> {
        self.encoded("entity/", &id.0)
    }

    /// A stretch of a document's text (RFC 5147).
    pub(super) fn evidence(&mut self, evidence: &Evidence) -> Name<'p> {
        let from = self.made.len();
        self.made.push_str(&encoded(&evidence.document));
        self.made.push_str("#char=");
        self.digits(evidence.start);
        self.made.push(',');
        self.digits(evidence.end);
        Name { space: self.plan.namer.under("document/"), local: Piece::Made(from, self.made.len()) }
    }

    /// What made a statement: a lexical entry, or another program.
    pub(super) fn extractor(&mut self, extractor: &'p str) -> Name<'p> {
        let space = match extractor.split_once(':') {
            Some(("fr", _)) => "https://w3id.org/relata/lexicon/fr#",
            Some(("en", _)) => "https://w3id.org/relata/lexicon/en#",
            _ => return self.encoded("extractor/", extractor),
        };
        let Name { local, .. } = self.encoded("", &extractor[3..]);
        Name { space, local }
    }

    pub(super) fn count(&mut self, number: usize) -> Value<'p> {
        let from = self.made.len();
        self.digits(number);
        Value::Typed(Piece::Made(from, self.made.len()), "nonNegativeInteger")
    }

    pub(super) fn decimal(&mut self, number: f64) -> Value<'p> {
        // A decimal has no exponent; Rust prints none either.
        Value::Typed(self.make(format_args!("{number}")), "decimal")
    }

    pub(super) fn date(&mut self, date: Date) -> Value<'p> {
        let text = self.make(format_args!("{date}"));
        terms::date_type(date).map_or(Value::Text(text), |name| Value::Typed(text, name))
    }

    fn digits(&mut self, number: usize) {
        let _ = write!(self.made, "{number}");
    }
}

/// A term of the project's own ontology. Names come from the ontology or from gates that know it.
pub(super) const fn relata(local: &str) -> Name<'_> {
    Name::of(vocab::RELATA, local)
}

impl<E, G: FnMut(&Block<'_>) -> Result<(), E>> Blocks<'_, G> {
    /// Ends a block: hands on what was said.
    pub(super) fn done(&mut self) -> Result<(), E> {
        if !self.said.is_empty() {
            let block = Block { made: &self.made, subject: self.subject, graph: self.graph, said: &self.said };
            (self.give)(&block)?;
            self.said.clear();
        }
        self.made.clear();
        Ok(())
    }
}
