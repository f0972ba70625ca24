//! What a document says: lexical entries over an analysis.
//!
//! Owns the way from a tree to statements: propositions, frames, antecedents, status,
//! values. Takes a document and its analysis; leaves who is who to `resolve`. Holds
//! mechanisms only: every word it looks for is data of the ontology.

mod adjoining;
mod agreement;
mod amounts;
mod antecedents;
mod apposition;
mod belonging;
mod beside;
mod bodies;
mod brackets;
mod branded;
mod building;
mod called;
mod centring;
mod claimed;
mod clefts;
mod commissioned;
mod companions;
mod comparisons;
mod complements;
mod compounds;
mod constructions;
mod context;
mod control;
mod counted;
mod counted_apart;
mod dating;
mod deal_amounts;
mod dealt;
mod discourse;
mod distinct;
mod dropped;
mod epithets;
mod evidence;
mod explain;
mod figures;
mod filling;
mod firms;
mod foreign_amounts;
mod frames;
mod gapping;
mod given;
mod governing;
mod granted;
mod having;
mod headlines;
mod holdings;
mod juxtaposition;
mod lists;
mod makers;
mod measured;
mod membership;
mod modifiers;
mod naming;
mod nominal;
mod nouns;
mod officials;
mod opened;
mod ordinals;
mod organs;
mod origins;
mod owned_things;
mod owners;
mod participants;
mod participation;
mod parties;
mod partitives;
mod people;
mod per_share;
mod predication;
mod pronouns;
mod proposition;
mod purpose;
mod ranking;
mod reaching;
mod refocused;
mod relational;
mod relations;
mod relative;
mod remnants;
mod renamed;
mod respective;
mod rivals;
mod rounds;
mod rows;
mod salience;
mod seats;
mod sequels;
mod series;
mod several;
mod shallow;
mod shares;
mod sides;
mod sites;
mod speakers;
mod stakes;
mod standing;
mod statements;
mod status;
mod succession;
mod trades;
mod tree;
mod triggers;
mod understood;
mod values;
mod verbs;
mod voice;
mod whose;
mod workshops;

pub use explain::{Argument, Explained, Stop, explain};

use crate::model::{Analysis, Document, Participant, Statement, Warned};
use crate::ontology::Ontology;

/// The statements of one document, in text order, each once.
pub fn extract(document: &Document, analysis: &Analysis, ontology: &Ontology) -> Warned<Vec<Statement<Participant>>> {
    let context = context::Context::new(analysis, ontology);
    let characters = evidence::Characters::new(&document.text);
    let extraction = statements::Extraction {
        document,
        context: &context,
        characters: &characters,
        name: document.info.name.as_str().into(),
    };
    let found = (0..analysis.sentences.len()).flat_map(|sentence| extraction.sentence(sentence)).collect();
    let mut found = distinct::distinct(found, &ontology.relations);
    extraction.complete_deals(&mut found);
    dating::backers(&mut found);
    building::places(&mut found, &ontology.relations);
    Warned::clean(found)
}
