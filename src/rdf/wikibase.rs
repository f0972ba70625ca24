//! Wikibase's data model: statements with rank, qualifiers and references.
//!
//! Owns the profile `wikibase`: the ontology of Wikibase's RDF dumps (mediawiki.org, "Wikibase/Indexing/RDF Dump
//! Format"), with the properties under the user's base. What was cancelled or denied has deprecated rank; only
//! a completed statement has a direct triple, which is stricter than Wikibase's best rank.

use oxrdf::{Literal, NamedNode, Quad, Term};

use crate::graph::Fact;
use crate::model::statement::Attribute;
use crate::model::{Date, Evidence, Quantity, Status};

use super::blocks::{Blocks, Told};
use super::{Namer, terms};

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
    let own = PATHS.iter().map(|(prefix, path)| ((*prefix).to_owned(), namer.under(path)));
    own.chain([("wikibase".to_owned(), WIKIBASE.to_owned())]).collect()
}

fn wikibase(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{WIKIBASE}{local}"))
}

pub(super) fn say<E, G: FnMut(&[Quad]) -> Result<(), E>>(blocks: &mut Blocks<'_, G>) -> Result<(), E> {
    let mut told = blocks.told();
    told.sort_by(|a, b| (&a.source.id, &a.fact.relation).cmp(&(&b.source.id, &b.fact.relation)));
    let mut rest = told.as_slice();
    for node in blocks.graph.nodes() {
        blocks.about(blocks.namer.entity(&node.entity.id));
        blocks.say(terms::node(terms::TYPE), wikibase("Item"));
        blocks.say(terms::node(terms::LABEL), Literal::new_simple_literal(&node.entity.name));
        for alias in &node.entity.aliases {
            blocks.say(terms::node(terms::ALT_LABEL), Literal::new_simple_literal(alias));
        }
        for same in node.entity.same_as.iter().filter_map(|same| NamedNode::new(same).ok()) {
            blocks.say(terms::node(terms::SAME_AS), same);
        }
        blocks.say(blocks.namer.under_node("prop/direct/instance-of"), terms::relata(node.entity.kind.name()));
        let own = rest.iter().take_while(|told| told.source.id == node.entity.id).count();
        let (here, after) = rest.split_at(own);
        let mut direct: Vec<(NamedNode, Term)> = Vec::new();
        for told in here {
            let property = property(blocks, "prop/", told);
            blocks.say(property, blocks.namer.statement(&told.fact.id));
            // A renaming has one end, and is no plain triple.
            let loops = told.target.is_some_and(|target| target.id == node.entity.id);
            if told.fact.status == Status::Completed && !loops {
                direct.push((self::property(blocks, "prop/direct/", told), object(blocks, told)));
            }
        }
        direct.sort_by_cached_key(|(property, object)| (property.to_string(), object.to_string()));
        direct.dedup();
        direct.into_iter().for_each(|(property, object)| blocks.say(property, object));
        blocks.done()?;
        rest = after;
    }
    for told in &told {
        statement(blocks, told)?;
    }
    references(blocks, &told)
}

fn property<G>(blocks: &Blocks<'_, G>, path: &str, told: &Told<'_>) -> NamedNode {
    blocks.namer.under_node(&format!("{path}{}", told.fact.relation))
}

/// What a statement's main value is: the other entity, the figure, or `true`.
fn object<G>(blocks: &Blocks<'_, G>, told: &Told<'_>) -> Term {
    match (told.target, &told.fact.value) {
        (Some(target), _) => blocks.namer.entity(&target.id).into(),
        (None, Some(value)) => terms::decimal(value.number).into(),
        (None, None) => Literal::from(true).into(),
    }
}

fn statement<E, G: FnMut(&[Quad]) -> Result<(), E>>(blocks: &mut Blocks<'_, G>, told: &Told<'_>) -> Result<(), E> {
    let fact = told.fact;
    blocks.about(blocks.namer.statement(&fact.id));
    blocks.say(terms::node(terms::TYPE), wikibase("Statement"));
    let rank = match fact.status {
        Status::Cancelled | Status::Denied => "DeprecatedRank",
        Status::Completed | Status::Planned | Status::Rumoured => "NormalRank",
    };
    blocks.say(wikibase("rank"), wikibase(rank));
    let (main, value) = (property(blocks, "prop/statement/", told), object(blocks, told));
    blocks.say(main, value);
    let times = qualifiers(blocks, fact);
    for evidence in &fact.evidence {
        blocks.say(terms::prov("wasDerivedFrom"), reference(blocks, evidence));
    }
    blocks.done()?;
    if let Some(value) = &fact.value {
        quantity(blocks, &fact.id, value);
        blocks.done()?;
    }
    for (name, date) in times {
        time(blocks, &fact.id, name, date);
        blocks.done()?;
    }
    Ok(())
}

/// Says a statement's qualifiers and gives its dates.
fn qualifiers<G>(blocks: &mut Blocks<'_, G>, fact: &Fact) -> Vec<(&'static str, Date)> {
    let qualifier = |blocks: &Blocks<'_, G>, name: &str| blocks.namer.under_node(&format!("prop/qualifier/{name}"));
    let complex = |blocks: &Blocks<'_, G>, name: &str| blocks.namer.under_node(&format!("prop/qualifier/value/{name}"));
    blocks.say(qualifier(blocks, "status"), terms::relata(fact.status.name()));
    blocks.say(qualifier(blocks, "confidence"), terms::decimal(fact.confidence));
    if let Some(value) = &fact.value {
        blocks.say(qualifier(blocks, "amount"), terms::decimal(value.number));
        blocks.say(complex(blocks, "amount"), value_node(blocks, &fact.id, "amount"));
    }
    let times = fact.time.iter().flat_map(|time| [("start", Some(time.start)), ("end", time.end)]);
    let times: Vec<(&'static str, Date)> = times.filter_map(|(name, date)| Some((name, date?))).collect();
    for (name, date) in &times {
        blocks.say(qualifier(blocks, name), moment(*date));
        blocks.say(complex(blocks, name), value_node(blocks, &fact.id, name));
    }
    for (name, value) in &fact.attributes {
        let value = match value {
            Attribute::Text(text) => Literal::new_simple_literal(text),
            Attribute::Number(number) => terms::decimal(*number),
        };
        blocks.say(qualifier(blocks, name), value);
    }
    times
}

fn value_node<G>(blocks: &Blocks<'_, G>, id: &str, name: &str) -> NamedNode {
    blocks.namer.under_node(&format!("value/{id}-{name}"))
}

fn quantity<G>(blocks: &mut Blocks<'_, G>, id: &str, value: &Quantity) {
    blocks.about(value_node(blocks, id, "amount"));
    blocks.say(terms::node(terms::TYPE), wikibase("QuantityValue"));
    blocks.say(wikibase("quantityAmount"), terms::decimal(value.number));
    blocks.say(wikibase("quantityUnit"), blocks.namer.unit(&value.unit));
    blocks.say(terms::relata("bound"), terms::relata(value.bound.name()));
}

/// A date with its precision: 9 year, 10 month, 11 day; a half or quarter is as precise as its first month.
fn time<G>(blocks: &mut Blocks<'_, G>, id: &str, name: &str, date: Date) {
    blocks.about(value_node(blocks, id, name));
    let precision = match date {
        Date::Year(_) => 9,
        Date::Half(..) | Date::Quarter(..) | Date::Month(..) => 10,
        Date::Day(..) => 11,
    };
    blocks.say(terms::node(terms::TYPE), wikibase("TimeValue"));
    blocks.say(wikibase("timeValue"), moment(date));
    blocks.say(wikibase("timePrecision"), terms::integer(precision));
    blocks.say(wikibase("timeTimezone"), terms::integer(0));
    blocks.say(wikibase("timeCalendarModel"), NamedNode::new_unchecked(CALENDAR));
}

fn moment(date: Date) -> Literal {
    let (year, month, day) = date.days().0;
    terms::moment(&format!("{year:04}-{month:02}-{day:02}T00:00:00Z"))
}

fn reference<G>(blocks: &Blocks<'_, G>, evidence: &Evidence) -> NamedNode {
    blocks.namer.reference(evidence)
}

fn references<E, G: FnMut(&[Quad]) -> Result<(), E>>(blocks: &mut Blocks<'_, G>, told: &[Told<'_>]) -> Result<(), E> {
    let all = told.iter().flat_map(|told| &told.fact.evidence);
    let each: std::collections::BTreeSet<&Evidence> = all.collect();
    for evidence in each {
        let property = |blocks: &Blocks<'_, G>, name: &str| blocks.namer.under_node(&format!("prop/reference/{name}"));
        blocks.about(reference(blocks, evidence));
        blocks.say(terms::node(terms::TYPE), wikibase("Reference"));
        blocks.say(property(blocks, "document"), blocks.namer.document(&evidence.document));
        blocks.say(property(blocks, "quote"), Literal::new_simple_literal(evidence.text.as_ref()));
        blocks.done()?;
    }
    Ok(())
}
