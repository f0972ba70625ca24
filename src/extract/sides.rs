//! Whom the noun for one side of a deal means: *X has bought Y. The buyer plans to close the unit*.
//!
//! Owns the way from a role noun to who has that role in the purchase that the text told last (bridging, Clark 1975).
//! Takes a definite noun; asks the frames of the sentences before; leaves other nouns to `antecedents`.

use crate::model::{EntityKind, Upos};
use crate::ontology::{LexicalEntry, PartOfSpeech, WordClass};

use super::complements::is_marked;
use super::context::Context;
use super::frames::{self, Object, Reading, Wanted};
use super::naming;
use super::relations::ACQUIRES;

/// How many sentences back the purchase may be told.
const REACH: usize = 2;

/// What the noun for who buys is; any other of the class means what is bought.
const BUYER: &str = "buyer";

/// The mention that the noun at `token` means by its role, asked once for a document.
pub(super) fn of(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let role = words.value(tree.sentence.language, WordClass::DealSide, tree.lemma(token))?;
    // *Sold the unit to Y*: what the parser hung on the noun with another marker than a genitive's says nothing of it.
    let says =
        |child: usize| tree.relation(child) != "nmod" || is_marked(tree, words, child, WordClass::GenitiveMarker);
    let alone = !tree.children_by(token, &["nmod", "compound", "amod", "acl", "appos", "flat"]).any(says);
    if tree.upos(token) != Upos::Noun || !alone || !naming::is_definite(context, sentence, token) {
        return None;
    }
    if let Some(known) = context.sides.borrow().get(&(sentence, token)) {
        return *known;
    }
    context.sides.borrow_mut().insert((sentence, token), None);
    let side = |reading: &Reading| match (&reading.object, role == BUYER) {
        (_, true) => Some(reading.subject.mention),
        (Object::Mention(object), false) => Some(object.mention),
        _ => None,
    };
    let firm = |&index: &usize| {
        let mention = context.mention(index);
        mention.proper && matches!(mention.kind, EntityKind::Organization | EntityKind::Person | EntityKind::Facility)
    };
    let told = |back: usize| purchases(context, sentence - back).iter().rev().filter_map(side).find(firm);
    let found = (1..=REACH.min(sentence)).find_map(told);
    context.sides.borrow_mut().insert((sentence, token), found);
    found
}

/// The purchases that a sentence tells, in text order.
fn purchases(context: &Context<'_>, sentence: usize) -> Vec<Reading> {
    let tree = &context.trees[sentence];
    let lexicon = &context.ontology.lexicon;
    let mut found = Vec::new();
    for token in 0..tree.len() {
        let part = match tree.upos(token) {
            Upos::Verb => PartOfSpeech::Verb,
            Upos::Noun => PartOfSpeech::Noun,
            _ => continue,
        };
        // Entries that want more words than the one say more than a purchase.
        let plain = |entry: &&LexicalEntry| {
            entry.relation.as_ref() == ACQUIRES && entry.with.is_empty() && entry.lemma == tree.lemma(token)
        };
        for entry in lexicon.starting_with(tree.sentence.language, part, tree.lemma(token)).filter(plain) {
            found.extend(read(context, sentence, token, entry));
        }
    }
    found
}

fn read(context: &Context<'_>, sentence: usize, token: usize, entry: &LexicalEntry) -> Vec<Reading> {
    let Some(relation) = context.ontology.relations.get(&entry.relation) else { return Vec::new() };
    let wanted = Wanted {
        subject: if entry.subject_kinds.is_empty() { &relation.domain } else { &entry.subject_kinds },
        object: if entry.object_kinds.is_empty() { &relation.range } else { &entry.object_kinds },
    };
    frames::readings(context, sentence, (token, &(token..token + 1)), entry, &wanted)
}
