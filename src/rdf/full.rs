//! The project's own shape: entities, statements as resources, evidence as stretches of documents.
//!
//! Owns the profiles `full` and `simple`.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{GraphName, Literal, NamedNode, Quad, Term};

use crate::graph::{Edge, Fact, Node};
use crate::model::statement::Attribute;
use crate::model::{Bound, DocumentInfo, Evidence, Quantity, Status};

use super::blocks::{Blocks, Told};
use super::terms;

pub(super) fn say<E, G: FnMut(&[Quad]) -> Result<(), E>>(blocks: &mut Blocks<'_, G>, named: bool) -> Result<(), E> {
    entities(blocks, |blocks, told| {
        let amount = told.fact.value.is_some().then(|| blocks.namer.amount(&told.fact.id).into());
        told.target.map(|target| blocks.namer.entity(&target.id).into()).or(amount)
    })?;
    for told in blocks.told() {
        statement(blocks, &told, named)?;
    }
    documents(blocks, named)
}

pub(super) fn say_simply<E, G: FnMut(&[Quad]) -> Result<(), E>>(blocks: &mut Blocks<'_, G>) -> Result<(), E> {
    entities(blocks, |blocks, told| {
        let value = told.fact.value.as_ref();
        let figure = value.map(|value| Literal::new_simple_literal(format!("{} {}", value.number, value.unit)).into());
        told.target.map(|target| blocks.namer.entity(&target.id).into()).or(figure)
    })
}

/// Entities with their names and the plain triples of which they are the subject; `object` says what a fact's
/// triple points at.
fn entities<'g, E, G: FnMut(&[Quad]) -> Result<(), E>>(
    blocks: &mut Blocks<'g, G>,
    object: impl Fn(&Blocks<'g, G>, &Told<'g>) -> Option<Term>,
) -> Result<(), E> {
    let graph = blocks.graph;
    let mut edges = graph.edges().peekable();
    for node in graph.nodes() {
        entity(blocks, node);
        for fact in &node.observations {
            fact_of(blocks, &Told { source: &node.entity, target: None, fact }, &object);
        }
        // Edges come sorted by source, like the nodes.
        while let Some(Edge { target, fact, .. }) = edges.next_if(|edge| edge.source.id == node.entity.id) {
            fact_of(blocks, &Told { source: &node.entity, target: Some(target), fact }, &object);
        }
        blocks.done()?;
    }
    Ok(())
}

fn entity<G>(blocks: &mut Blocks<'_, G>, node: &Node) {
    let entity = &node.entity;
    blocks.about(blocks.namer.entity(&entity.id));
    blocks.say(terms::node(terms::TYPE), terms::relata(entity.kind.name()));
    blocks.say(terms::node(terms::LABEL), Literal::new_simple_literal(&entity.name));
    for alias in &entity.aliases {
        blocks.say(terms::node(terms::ALT_LABEL), Literal::new_simple_literal(alias));
    }
    for same in &entity.same_as {
        if let Ok(same) = NamedNode::new(same) {
            blocks.say(terms::node(terms::SAME_AS), same);
        }
    }
}

/// Only a fact becomes a plain triple; a metric's object is its amount, a unary relation's is `true`.
fn fact_of<'g, G>(
    blocks: &mut Blocks<'g, G>,
    told: &Told<'g>,
    object: impl Fn(&Blocks<'g, G>, &Told<'g>) -> Option<Term>,
) {
    // A renaming has one end.
    let loops = told.target.is_some_and(|target| target.id == told.source.id);
    if loops || told.fact.status != Status::Completed {
        return;
    }
    let unary = blocks.ontology.relations.get(&told.fact.relation).is_some_and(crate::ontology::Relation::unary);
    let object = if unary && told.target.is_none() { None } else { object(blocks, told) };
    let object = object.unwrap_or_else(|| Literal::from(true).into());
    blocks.say_once(&terms::relata(&told.fact.relation), object);
}

fn statement<E, G: FnMut(&[Quad]) -> Result<(), E>>(
    blocks: &mut Blocks<'_, G>,
    told: &Told<'_>,
    named: bool,
) -> Result<(), E> {
    let fact = told.fact;
    blocks.about(blocks.namer.statement(&fact.id));
    blocks.say(terms::node(terms::TYPE), terms::relata("Statement"));
    blocks.say(terms::rdf("subject"), blocks.namer.entity(&told.source.id));
    blocks.say(terms::rdf("predicate"), terms::relata(&fact.relation));
    if let Some(target) = told.target {
        blocks.say(terms::rdf("object"), blocks.namer.entity(&target.id));
    }
    blocks.say(terms::relata("status"), terms::relata(fact.status.name()));
    blocks.say(terms::relata("confidence"), terms::decimal(fact.confidence));
    if fact.value.is_some() {
        blocks.say(terms::relata("amount"), blocks.namer.amount(&fact.id));
    }
    details(blocks, fact);
    standing(blocks, fact);
    if !named {
        fact.evidence.iter().for_each(|evidence| derivation(blocks, evidence));
        blocks.say(terms::prov("wasGeneratedBy"), blocks.namer.extractor(&fact.extractor));
    }
    blocks.done()?;
    if let Some(value) = &fact.value {
        amount(blocks, &fact.id, value);
    }
    blocks.done()
}

fn derivation<G>(blocks: &mut Blocks<'_, G>, evidence: &Evidence) {
    blocks.say(terms::prov("wasDerivedFrom"), blocks.namer.evidence(evidence));
}

fn amount<G>(blocks: &mut Blocks<'_, G>, id: &str, value: &Quantity) {
    blocks.about(blocks.namer.amount(id));
    let currency = terms::is_currency(&value.unit);
    let class = if currency { "MonetaryAmount" } else { "QuantitativeValue" };
    blocks.say(terms::node(terms::TYPE), terms::schema(class));
    let property = match value.bound {
        Bound::AtLeast => "minValue",
        Bound::AtMost => "maxValue",
        _ => "value",
    };
    blocks.say(terms::schema(property), terms::decimal(value.number));
    let unit = if currency { "currency" } else { "unitText" };
    blocks.say(terms::schema(unit), Literal::new_simple_literal(&value.unit));
    blocks.say(terms::relata("bound"), terms::relata(value.bound.name()));
    if let Some(text) = &value.text {
        blocks.say(terms::relata("said"), Literal::new_simple_literal(text));
    }
}

/// How well a statement is supported, and what it does to others.
fn standing<G>(blocks: &mut Blocks<'_, G>, fact: &Fact) {
    blocks.say(terms::relata("support"), terms::count(fact.support()));
    for (name, seen) in [("first-seen", fact.first_seen), ("last-seen", fact.last_seen)] {
        if let Some(date) = seen {
            blocks.say(terms::relata(name), terms::date(date));
        }
    }
    for (name, others) in [("contradicts", &fact.contradicts), ("supersedes", &fact.supersedes)] {
        for other in others {
            blocks.say(terms::relata(name), blocks.namer.statement(other));
        }
    }
}

fn details<G>(blocks: &mut Blocks<'_, G>, fact: &Fact) {
    if let Some(time) = &fact.time {
        blocks.say(terms::relata("start"), terms::date(time.start));
        if let Some(end) = time.end {
            blocks.say(terms::relata("end"), terms::date(end));
        }
    }
    for (name, value) in &fact.attributes {
        // `share` is a metric as well, so the attribute has a name of its own.
        let name = if name == "share" { "held-share" } else { name };
        let value = match value {
            Attribute::Text(text) => Literal::new_simple_literal(text),
            Attribute::Number(number) => terms::decimal(*number),
        };
        blocks.say(terms::relata(name), value);
    }
}

/// What one document says: itself, its stretches of text, and which statements they support.
#[derive(Default)]
struct Source<'g> {
    info: Option<&'g DocumentInfo>,
    stretches: BTreeSet<&'g Evidence>,
    supports: Vec<(&'g Fact, &'g Evidence)>,
}

/// Says in each document's graph where it supports a statement.
fn documents<E, G: FnMut(&[Quad]) -> Result<(), E>>(blocks: &mut Blocks<'_, G>, named: bool) -> Result<(), E> {
    let mut sources: BTreeMap<&str, Source<'_>> = BTreeMap::new();
    for info in blocks.graph.documents() {
        sources.entry(&info.name).or_default().info = Some(info);
    }
    for Told { fact, .. } in blocks.told() {
        for evidence in &fact.evidence {
            let source = sources.entry(&evidence.document).or_default();
            source.stretches.insert(evidence);
            source.supports.push((fact, evidence));
        }
    }
    for (name, source) in sources {
        let node = blocks.namer.document(name);
        if named {
            blocks.within(GraphName::NamedNode(node.clone()));
        }
        if let Some(info) = source.info {
            document(blocks, &node, info);
            blocks.done()?;
        }
        for evidence in source.stretches {
            stretch(blocks, &node, evidence);
            blocks.done()?;
        }
        if named {
            support(blocks, &source.supports)?;
        }
    }
    Ok(())
}

fn support<E, G: FnMut(&[Quad]) -> Result<(), E>>(
    blocks: &mut Blocks<'_, G>,
    supports: &[(&Fact, &Evidence)],
) -> Result<(), E> {
    for of_one in supports.chunk_by(|(a, _), (b, _)| a.id == b.id) {
        let (fact, _) = of_one[0];
        blocks.about(blocks.namer.statement(&fact.id));
        of_one.iter().for_each(|(_, evidence)| derivation(blocks, evidence));
        blocks.say(terms::prov("wasGeneratedBy"), blocks.namer.extractor(&fact.extractor));
        blocks.done()?;
    }
    Ok(())
}

fn document<G>(blocks: &mut Blocks<'_, G>, node: &NamedNode, info: &DocumentInfo) {
    blocks.about(node.clone());
    blocks.say(terms::node(terms::TYPE), terms::nif("Context"));
    blocks.say(terms::dcterms("identifier"), Literal::new_simple_literal(&info.name));
    let texts = [("title", &info.title), ("publisher", &info.publisher), ("source", &info.source)];
    for (property, text) in texts {
        if let Some(text) = text {
            blocks.say(terms::dcterms(property), Literal::new_simple_literal(text));
        }
    }
    if let Some(date) = info.date {
        blocks.say(terms::dcterms("date"), terms::date(date));
    }
}

fn stretch<G>(blocks: &mut Blocks<'_, G>, document: &NamedNode, evidence: &Evidence) {
    blocks.about(blocks.namer.evidence(evidence));
    blocks.say(terms::node(terms::TYPE), terms::nif("OffsetBasedString"));
    blocks.say(terms::nif("anchorOf"), Literal::new_simple_literal(evidence.text.as_ref()));
    blocks.say(terms::nif("beginIndex"), terms::count(evidence.start));
    blocks.say(terms::nif("endIndex"), terms::count(evidence.end));
    blocks.say(terms::nif("referenceContext"), document.clone());
}
