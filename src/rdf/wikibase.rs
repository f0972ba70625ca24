//! Wikibase's data model: statements with rank, qualifiers and references.
//!
//! Owns the profile `wikibase`: the ontology of Wikibase's RDF dumps (mediawiki.org, "Wikibase/Indexing/RDF Dump
//! Format"), with the properties under the user's base. What was cancelled or denied has deprecated rank; only
//! a completed statement has a direct triple, which is stricter than Wikibase's best rank.

use crate::graph::{Fact, Node};
use crate::model::statement::Attribute;
use crate::model::{Date, Evidence, Quantity, Status};

use super::Namer;
use super::blocks::{Block, Blocks, Name, Object, Piece, Value, relata};
use super::full::{TYPE, labels};
use super::iri::encoded;
use super::nquads;
use super::plan::{Item, Told};
use super::terms::PROV;

const WIKIBASE: &str = "http://wikiba.se/ontology#";
const CALENDAR: &str = "http://www.wikidata.org/entity/Q1985727";

/// Prefix and path of each kind of property under the base, as Wikidata names them.
const PATHS: [(&str, &str); 8] = [
    ("p", "prop/"),
    ("ps", "prop/statement/"),
    ("pq", "prop/qualifier/"),
    ("pqv", "prop/qualifier/value/"),
    ("pr", "prop/reference/"),
    ("pt", "prop/direct/"),
    ("ref", "reference/"),
    ("v", "value/"),
];

pub(super) fn prefixes(namer: &Namer) -> Vec<(String, String)> {
    let own = PATHS.iter().map(|(prefix, path)| ((*prefix).to_owned(), namer.under(path).to_owned()));
    own.chain([("wikibase".to_owned(), WIKIBASE.to_owned())]).collect()
}

const fn wikibase(local: &'static str) -> Name<'static> {
    Name::of(WIKIBASE, local)
}

pub(super) fn say<E, G>(blocks: &mut Blocks<'_, G>, item: usize) -> Result<(), E>
where
    G: FnMut(&Block<'_>) -> Result<(), E>,
{
    let plan = blocks.plan;
    match plan.item(item) {
        Item::Node(number) => {
            entity(blocks, number, plan.nodes[number]);
            blocks.done()
        }
        Item::Statement(told) => statement(blocks, told),
        Item::Reference(evidence) => {
            reference(blocks, evidence);
            blocks.done()
        }
        Item::Source(_) => Ok(()),
    }
}

fn entity<'p, G>(blocks: &mut Blocks<'p, G>, number: usize, node: &'p Node) {
    let subject = blocks.entity(&node.entity.id);
    blocks.about(subject);
    blocks.point(TYPE, wikibase("Item"));
    labels(blocks, node);
    blocks.point(blocks.under("prop/direct/", "instance-of"), relata(node.entity.kind.name()));
    let mut direct: Vec<(Name<'p>, Value<'p>)> = Vec::new();
    let plan = blocks.plan;
    for told in plan.ordered(number) {
        blocks.point(blocks.under("prop/", &told.fact.relation), blocks.under("statement/", &told.fact.id));
        // A renaming has one end, and is no plain triple.
        let loops = told.target.is_some_and(|target| target.id == node.entity.id);
        if told.fact.status == Status::Completed && !loops {
            direct.push((blocks.under("prop/direct/", &told.fact.relation), object(blocks, told)));
        }
    }
    let shown = |(property, value): &(Name<'p>, Value<'p>)| {
        let Object::Iri(property) = Value::Name(*property).within(&blocks.made) else {
            return (String::new(), String::new());
        };
        let mut text = String::new();
        nquads::object(&mut text, value.within(&blocks.made));
        (format!("<{}{}>", property.space, property.local), text)
    };
    direct.sort_by_cached_key(shown);
    direct.dedup_by_key(|pair| shown(pair));
    direct.into_iter().for_each(|(property, value)| blocks.say(property, value));
}

/// What a statement's main value is: the other entity, the figure, or `true`.
fn object<'p, G>(blocks: &mut Blocks<'p, G>, told: &Told<'p>) -> Value<'p> {
    match (told.target, &told.fact.value) {
        (Some(target), _) => Value::Name(blocks.entity(&target.id)),
        (None, Some(value)) => blocks.decimal(value.number),
        (None, None) => Value::truth(),
    }
}

fn statement<'p, E, G>(blocks: &mut Blocks<'p, G>, told: &'p Told<'p>) -> Result<(), E>
where
    G: FnMut(&Block<'_>) -> Result<(), E>,
{
    let fact = told.fact;
    blocks.about(blocks.under("statement/", &fact.id));
    blocks.point(TYPE, wikibase("Statement"));
    let rank = match fact.status {
        Status::Cancelled | Status::Denied => "DeprecatedRank",
        Status::Completed | Status::Planned | Status::Rumoured => "NormalRank",
    };
    blocks.point(wikibase("rank"), wikibase(rank));
    let value = object(blocks, told);
    blocks.say(blocks.under("prop/statement/", &fact.relation), value);
    qualifiers(blocks, fact);
    for evidence in &fact.evidence {
        let reference = reference_of(blocks, evidence);
        blocks.point(Name::of(PROV, "wasDerivedFrom"), reference);
    }
    blocks.done()?;
    if let Some(value) = &fact.value {
        quantity(blocks, fact, value);
        blocks.done()?;
    }
    for (name, date) in times(fact) {
        time(blocks, fact, name, date);
        blocks.done()?;
    }
    Ok(())
}

/// The dates of a statement, by the names of their qualifiers.
fn times(fact: &Fact) -> impl Iterator<Item = (&'static str, Date)> {
    let times = fact.time.iter().flat_map(|time| [("start", Some(time.start)), ("end", time.end)]);
    times.filter_map(|(name, date)| Some((name, date?)))
}

fn qualifiers<'p, G>(blocks: &mut Blocks<'p, G>, fact: &'p Fact) {
    let qualify = |blocks: &mut Blocks<'p, G>, name: &'p str, value: Value<'p>| {
        blocks.say(blocks.under("prop/qualifier/", name), value);
    };
    let detail = |blocks: &mut Blocks<'p, G>, name: &'static str| {
        let node = value_node(blocks, fact, name);
        blocks.point(blocks.under("prop/qualifier/value/", name), node);
    };
    qualify(blocks, "status", Value::Name(relata(fact.status.name())));
    let confidence = blocks.decimal(fact.confidence);
    qualify(blocks, "confidence", confidence);
    if let Some(value) = &fact.value {
        let number = blocks.decimal(value.number);
        qualify(blocks, "amount", number);
        detail(blocks, "amount");
    }
    for (name, date) in times(fact) {
        let moment = moment(blocks, date);
        qualify(blocks, name, moment);
        detail(blocks, name);
    }
    for (name, value) in fact.attributes.iter() {
        let value = match value {
            Attribute::Text(text) => Value::text(text),
            Attribute::Number(number) => blocks.decimal(*number),
        };
        qualify(blocks, name, value);
    }
}

fn value_node<'p, G>(blocks: &mut Blocks<'p, G>, fact: &'p Fact, name: &str) -> Name<'p> {
    let local = blocks.join(&[&fact.id, "-", name]);
    Name { local, ..blocks.under("value/", "") }
}

fn quantity<'p, G>(blocks: &mut Blocks<'p, G>, fact: &'p Fact, value: &'p Quantity) {
    let subject = value_node(blocks, fact, "amount");
    blocks.about(subject);
    blocks.point(TYPE, wikibase("QuantityValue"));
    let number = blocks.decimal(value.number);
    blocks.say(wikibase("quantityAmount"), number);
    let unit = blocks.encoded("unit/", &value.unit);
    blocks.point(wikibase("quantityUnit"), unit);
    blocks.point(relata("bound"), relata(value.bound.name()));
}

/// A date with its precision: 9 year, 10 month, 11 day; a half or quarter is as precise as its first month.
fn time<'p, G>(blocks: &mut Blocks<'p, G>, fact: &'p Fact, name: &'static str, date: Date) {
    let subject = value_node(blocks, fact, name);
    blocks.about(subject);
    let precision = match date {
        Date::Year(_) => "9",
        Date::Half(..) | Date::Quarter(..) | Date::Month(..) => "10",
        Date::Day(..) => "11",
    };
    let integer = |text| Value::Typed(Piece::Lent(text), "integer");
    blocks.point(TYPE, wikibase("TimeValue"));
    let moment = moment(blocks, date);
    blocks.say(wikibase("timeValue"), moment);
    blocks.say(wikibase("timePrecision"), integer(precision));
    blocks.say(wikibase("timeTimezone"), integer("0"));
    blocks.point(wikibase("timeCalendarModel"), Name::of("", CALENDAR));
}

/// The first moment of a date.
fn moment<'p, G>(blocks: &mut Blocks<'p, G>, date: Date) -> Value<'p> {
    let (year, month, day) = date.days().0;
    Value::Typed(blocks.make(format_args!("{year:04}-{month:02}-{day:02}T00:00:00Z")), "dateTime")
}

/// The IRI of a reference to a stretch of a document's text.
fn reference_of<'p, G>(blocks: &mut Blocks<'p, G>, evidence: &'p Evidence) -> Name<'p> {
    let document = encoded(&evidence.document);
    let local = blocks.make(format_args!("{document}/{}-{}", evidence.start, evidence.end));
    Name { local, ..blocks.under("reference/", "") }
}

fn reference<'p, G>(blocks: &mut Blocks<'p, G>, evidence: &'p Evidence) {
    let subject = reference_of(blocks, evidence);
    blocks.about(subject);
    blocks.point(TYPE, wikibase("Reference"));
    let document = blocks.encoded("document/", &evidence.document);
    blocks.point(blocks.under("prop/reference/", "document"), document);
    blocks.say(blocks.under("prop/reference/", "quote"), Value::text(&evidence.text));
}
