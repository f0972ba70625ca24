//! The project's own shape: entities, statements as resources, evidence as stretches of documents.
//!
//! Owns the profiles `full` and `simple`.

use crate::graph::{Fact, Node};
use crate::model::statement::Attribute;
use crate::model::{Bound, DocumentInfo, Evidence, Quantity, Status};

use super::blocks::{Block, Blocks, Name, Value, relata};
use super::plan::{Item, Source, Told};
use super::terms::{self, DCTERMS, NIF, OWL, PROV, RDF, RDFS, SCHEMA, SKOS};

pub(super) const TYPE: Name<'_> = Name::of(RDF, "type");
pub(super) const LABEL: Name<'_> = Name::of(RDFS, "label");
const DERIVED: Name<'_> = Name::of(PROV, "wasDerivedFrom");

pub(super) fn say<E, G>(blocks: &mut Blocks<'_, G>, item: usize) -> Result<(), E>
where
    G: FnMut(&Block<'_>) -> Result<(), E>,
{
    match blocks.plan.item(item) {
        Item::Node(number) => node(blocks, number),
        Item::Statement(told) => statement(blocks, told),
        Item::Source(source) => {
            document(blocks, source)?;
            stretches(blocks, source)?;
            if blocks.plan.named {
                for of_one in source.supports.chunk_by(|(a, _), (b, _)| a.id == b.id) {
                    supported(blocks, of_one[0].0, of_one.iter().map(|(_, evidence)| *evidence))?;
                }
            }
            blocks.inside(None);
            Ok(())
        }
        Item::Reference(_) => Ok(()),
    }
}

/// An entity and what is a fact about it.
pub(super) fn node<E, G>(blocks: &mut Blocks<'_, G>, number: usize) -> Result<(), E>
where
    G: FnMut(&Block<'_>) -> Result<(), E>,
{
    entity(blocks, number, |blocks, told| match (told.target, &told.fact.value) {
        (Some(target), _) => Some(Value::Name(blocks.entity(&target.id))),
        (None, Some(_)) => Some(Value::Name(amount_of(blocks, told.fact))),
        (None, None) => None,
    });
    blocks.done()
}

pub(super) fn say_simply<E, G>(blocks: &mut Blocks<'_, G>, item: usize) -> Result<(), E>
where
    G: FnMut(&Block<'_>) -> Result<(), E>,
{
    if let Item::Node(number) = blocks.plan.item(item) {
        entity(blocks, number, |blocks, told| match (told.target, &told.fact.value) {
            (Some(target), _) => Some(Value::Name(blocks.entity(&target.id))),
            (None, Some(value)) => Some(Value::Text(blocks.make(format_args!("{} {}", value.number, value.unit)))),
            (None, None) => None,
        });
    }
    blocks.done()
}

/// An entity with its names and the plain triples of which it is the subject; `object` says what a fact's triple
/// points at.
fn entity<'p, G>(
    blocks: &mut Blocks<'p, G>,
    number: usize,
    object: impl Fn(&mut Blocks<'p, G>, &'p Told<'p>) -> Option<Value<'p>>,
) {
    let plan = blocks.plan;
    names(blocks, plan.nodes[number]);
    for told in plan.facts_of(number) {
        fact_of(blocks, told, &object);
    }
}

fn names<'p, G>(blocks: &mut Blocks<'p, G>, node: &'p Node) {
    let entity = &node.entity;
    let subject = blocks.entity(&entity.id);
    blocks.about(subject);
    blocks.point(TYPE, relata(entity.kind.name()));
    labels(blocks, node);
}

/// The names of an entity and those that others give it.
pub(super) fn labels<'p, G>(blocks: &mut Blocks<'p, G>, node: &'p Node) {
    let entity = &node.entity;
    blocks.say(LABEL, Value::text(&entity.name));
    for alias in &entity.aliases {
        blocks.say(Name::of(SKOS, "altLabel"), Value::text(alias));
    }
    for same in entity.same_as.iter().filter(|same| oxrdf::NamedNode::new(same.as_str()).is_ok()) {
        blocks.point(Name::of(OWL, "sameAs"), Name::of("", same));
    }
}

/// Only a fact becomes a plain triple; a metric's object is its amount, a unary relation's is `true`.
fn fact_of<'p, G>(
    blocks: &mut Blocks<'p, G>,
    told: &'p Told<'p>,
    object: impl Fn(&mut Blocks<'p, G>, &'p Told<'p>) -> Option<Value<'p>>,
) {
    // A renaming has one end.
    let loops = told.target.is_some_and(|target| target.id == told.source.id);
    if loops || told.fact.status != Status::Completed {
        return;
    }
    let unary = blocks.plan.ontology.relations.get(&told.fact.relation).is_some_and(crate::ontology::Relation::unary);
    let object = if unary && told.target.is_none() { None } else { object(blocks, told) };
    blocks.say_once(relata(&told.fact.relation), object.unwrap_or_else(Value::truth));
}

/// A statement and its amount.
pub(super) fn statement<'p, E, G>(blocks: &mut Blocks<'p, G>, told: &'p Told<'p>) -> Result<(), E>
where
    G: FnMut(&Block<'_>) -> Result<(), E>,
{
    let fact = told.fact;
    blocks.about(blocks.under("statement/", &fact.id));
    blocks.point(TYPE, relata("Statement"));
    let subject = blocks.entity(&told.source.id);
    blocks.point(Name::of(RDF, "subject"), subject);
    blocks.point(Name::of(RDF, "predicate"), relata(&fact.relation));
    if let Some(target) = told.target {
        let object = blocks.entity(&target.id);
        blocks.point(Name::of(RDF, "object"), object);
    }
    blocks.point(relata("status"), relata(fact.status.name()));
    let confidence = blocks.decimal(fact.confidence);
    blocks.say(relata("confidence"), confidence);
    if fact.value.is_some() {
        let amount = amount_of(blocks, fact);
        blocks.point(relata("amount"), amount);
    }
    details(blocks, fact);
    standing(blocks, fact);
    if !blocks.plan.named {
        fact.evidence.iter().for_each(|evidence| derivation(blocks, evidence));
        generation(blocks, fact);
    }
    blocks.done()?;
    if let Some(value) = &fact.value {
        amount(blocks, fact, value);
    }
    blocks.done()
}

fn derivation<G>(blocks: &mut Blocks<'_, G>, evidence: &Evidence) {
    let stretch = blocks.evidence(evidence);
    blocks.point(DERIVED, stretch);
}

fn generation<'p, G>(blocks: &mut Blocks<'p, G>, fact: &'p Fact) {
    let extractor = blocks.extractor(&fact.extractor);
    blocks.point(Name::of(PROV, "wasGeneratedBy"), extractor);
}

fn amount_of<'p, G>(blocks: &mut Blocks<'p, G>, fact: &'p Fact) -> Name<'p> {
    let local = blocks.join(&[&fact.id, "#amount"]);
    Name { local, ..blocks.under("statement/", "") }
}

fn amount<'p, G>(blocks: &mut Blocks<'p, G>, fact: &'p Fact, value: &'p Quantity) {
    let subject = amount_of(blocks, fact);
    blocks.about(subject);
    let currency = terms::is_currency(&value.unit);
    let class = if currency { "MonetaryAmount" } else { "QuantitativeValue" };
    blocks.point(TYPE, Name::of(SCHEMA, class));
    let property = match value.bound {
        Bound::AtLeast => "minValue",
        Bound::AtMost => "maxValue",
        _ => "value",
    };
    let number = blocks.decimal(value.number);
    blocks.say(Name::of(SCHEMA, property), number);
    let unit = if currency { "currency" } else { "unitText" };
    blocks.say(Name::of(SCHEMA, unit), Value::text(&value.unit));
    blocks.point(relata("bound"), relata(value.bound.name()));
    if let Some(text) = &value.text {
        blocks.say(relata("said"), Value::text(text));
    }
}

/// How well a statement is supported, and what it does to others.
fn standing<'p, G>(blocks: &mut Blocks<'p, G>, fact: &'p Fact) {
    let support = blocks.count(fact.support());
    blocks.say(relata("support"), support);
    for (name, seen) in [("first-seen", fact.first_seen), ("last-seen", fact.last_seen)] {
        if let Some(date) = seen {
            let date = blocks.date(date);
            blocks.say(relata(name), date);
        }
    }
    for (name, others) in [("contradicts", &fact.contradicts), ("supersedes", &fact.supersedes)] {
        for other in others {
            blocks.point(relata(name), blocks.under("statement/", other));
        }
    }
}

fn details<'p, G>(blocks: &mut Blocks<'p, G>, fact: &'p Fact) {
    if let Some(time) = &fact.time {
        for (name, date) in [("start", Some(time.start)), ("end", time.end)] {
            if let Some(date) = date {
                let date = blocks.date(date);
                blocks.say(relata(name), date);
            }
        }
    }
    for (name, value) in fact.attributes.iter() {
        // `share` is a metric as well, so the attribute has a name of its own.
        let name = if name == "share" { "held-share" } else { name };
        let value = match value {
            Attribute::Text(text) => Value::text(text),
            Attribute::Number(number) => blocks.decimal(*number),
        };
        blocks.say(relata(name), value);
    }
}

/// A document, in its own graph.
pub(super) fn document<'p, E, G>(blocks: &mut Blocks<'p, G>, source: &'p Source<'p>) -> Result<(), E>
where
    G: FnMut(&Block<'_>) -> Result<(), E>,
{
    let node = inside(blocks, source);
    if let Some(info) = source.info {
        described(blocks, node, info);
    }
    blocks.done()
}

/// The stretches of a document's text, in its own graph.
pub(super) fn stretches<'p, E, G>(blocks: &mut Blocks<'p, G>, source: &'p Source<'p>) -> Result<(), E>
where
    G: FnMut(&Block<'_>) -> Result<(), E>,
{
    let node = inside(blocks, source);
    for evidence in source.stretches() {
        stretch(blocks, node, evidence);
        blocks.done()?;
    }
    Ok(())
}

fn inside<'p, G>(blocks: &mut Blocks<'p, G>, source: &'p Source<'p>) -> Name<'p> {
    let node = blocks.under("document/", &source.name);
    blocks.inside(blocks.plan.named.then_some(node));
    node
}

/// Where documents support a statement, each in its own graph.
pub(super) fn support<'p, E, G>(blocks: &mut Blocks<'p, G>, fact: &'p Fact) -> Result<(), E>
where
    G: FnMut(&Block<'_>) -> Result<(), E>,
{
    for of_one in fact.evidence.chunk_by(|a, b| a.document == b.document) {
        let node = blocks.encoded("document/", &of_one[0].document);
        blocks.inside(Some(node));
        supported(blocks, fact, of_one.iter())?;
    }
    Ok(())
}

fn supported<'p, E, G>(
    blocks: &mut Blocks<'p, G>,
    fact: &'p Fact,
    evidence: impl Iterator<Item = &'p Evidence>,
) -> Result<(), E>
where
    G: FnMut(&Block<'_>) -> Result<(), E>,
{
    blocks.about(blocks.under("statement/", &fact.id));
    evidence.for_each(|evidence| derivation(blocks, evidence));
    generation(blocks, fact);
    blocks.done()
}

fn described<'p, G>(blocks: &mut Blocks<'p, G>, node: Name<'p>, info: &'p DocumentInfo) {
    blocks.about(node);
    blocks.point(TYPE, Name::of(NIF, "Context"));
    blocks.say(Name::of(DCTERMS, "identifier"), Value::text(&info.name));
    let texts = [("title", &info.title), ("publisher", &info.publisher), ("source", &info.source)];
    for (property, text) in texts {
        if let Some(text) = text {
            blocks.say(Name::of(DCTERMS, property), Value::text(text));
        }
    }
    if let Some(date) = info.date {
        let date = blocks.date(date);
        blocks.say(Name::of(DCTERMS, "date"), date);
    }
}

fn stretch<'p, G>(blocks: &mut Blocks<'p, G>, document: Name<'p>, evidence: &'p Evidence) {
    let subject = blocks.evidence(evidence);
    blocks.about(subject);
    blocks.point(TYPE, Name::of(NIF, "OffsetBasedString"));
    blocks.say(Name::of(NIF, "anchorOf"), Value::text(&evidence.text));
    for (name, at) in [("beginIndex", evidence.start), ("endIndex", evidence.end)] {
        let at = blocks.count(at);
        blocks.say(Name::of(NIF, name), at);
    }
    blocks.point(Name::of(NIF, "referenceContext"), document);
}
