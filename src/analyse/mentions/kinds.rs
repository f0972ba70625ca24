//! What kind of thing each name is, decided over the whole document.
//!
//! Owns the sum of the evidence: of all occurrences, of all forms of a name, of its neighbours in a row. A name
//! has one kind a document.

use indexmap::IndexMap;

use crate::analyse::features::lower;
use crate::model::{Document, EntityKind, Language, Mention, Sentence, Upos};
use crate::ontology::WordClass;

use super::evidence::{Evidence, Votes};
use super::names::Name;
use super::{Lists, head_of, variants};

/// What every name gets: an unknown name on the business pages is an organisation more often than not.
const PRIOR: f32 = 0.45;

/// The share of what its neighbours in a row are that a name takes over.
const NEIGHBOURS: f32 = 0.8;

/// The share of what the words of a name say that it says again wherever the name stands again: *Hartwig Press* is no
/// person for being named often.
const AGAIN: f32 = 0.4;

/// From this much evidence on a name says what its neighbours are.
const STRONG: f32 = 1.5;

/// The mentions of `names`, each with its kind and best full name.
pub(super) fn decide(document: &Document, sentences: &[Sentence], lists: &Lists<'_>, names: &[Name]) -> Vec<Mention> {
    let same = variants::same(sentences, lists.ontology, names);
    let mut votes = sum(sentences, lists, names, &same);
    rows(sentences, names, &same, &mut votes);
    let kinds = |votes: &IndexMap<String, Votes>| -> Vec<(String, EntityKind)> {
        votes.iter().map(|(name, votes)| (name.clone(), winner(votes).0)).collect()
    };
    let people = variants::surnames(kinds(&votes).iter().map(|(name, kind)| (name.as_str(), *kind)));
    for (surname, person) in people.iter().filter_map(|(surname, person)| Some((surname, person.as_ref()?))) {
        let firm = firm_called(&votes, surname, person);
        if let Some(sum) = votes.get_mut(surname) {
            let kind = if firm { EntityKind::Organization } else { EntityKind::Person };
            sum[kind as usize] += 2.0;
        }
    }
    let kinds = kinds(&votes);
    let kinds: Vec<(&str, EntityKind)> = kinds.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
    // *The Verhoef family* is no longer name of the company *Verhoef*.
    let family = |name: &str| {
        let last = name.rsplit(' ').next().unwrap_or_default();
        Language::ALL.iter().any(|&language| lists.ontology.words.has(language, WordClass::FamilyNoun, last))
    };
    let kinds: Vec<(&str, EntityKind)> = kinds.into_iter().filter(|(name, _)| !family(name)).collect();
    let mut longer = variants::first_words(&kinds);
    let apart = variants::told_apart(names);
    longer.retain(|short, _| !apart.contains(short.as_str()));
    let full = |name: &Name, kind: EntityKind| -> String {
        let canonical = canonical(&same, &name.text);
        if canonical != name.text || name.known.as_ref().is_some_and(|known| known.iri.is_some()) {
            return canonical.to_owned();
        }
        let table = if kind == EntityKind::Person { &people } else { &longer };
        table.get(&name.text).cloned().flatten().unwrap_or_else(|| name.text.clone())
    };
    let mention = |name: &Name| {
        let sentence = &sentences[name.sentence];
        let (kind, confidence) = winner(&votes[canonical(&same, &name.text)]);
        let known = name.known.as_ref().filter(|_| name.known_as(kind)).and_then(|known| known.iri.clone());
        let span = sentence.tokens[name.tokens.start].span.cover(sentence.tokens[name.tokens.end - 1].span);
        debug_assert!(span.end <= document.text.len());
        Mention {
            sentence: name.sentence,
            head: head_of(sentence, &name.tokens),
            tokens: name.tokens.clone(),
            span,
            iri: known,
            name: without_past(lists, sentence.language, full(name, kind)).into(),
            kind,
            proper: true,
            confidence,
        }
    };
    let mentions: Vec<Mention> = names.iter().map(mention).collect();
    drop_makers(names, mentions)
}

/// The name behind what a hyphen ties to its front: *ex-Talmo* was called *Talmo*.
fn without_past(lists: &Lists<'_>, language: Language, name: String) -> String {
    let former = |prefix: &str| lists.ontology.words.has(language, WordClass::Former, &lower(prefix));
    match name.split_once('-') {
        Some((prefix, rest)) if former(prefix) && rest.starts_with(char::is_uppercase) => rest.to_owned(),
        _ => name,
    }
}

/// Whether an organisation that bears `surname` first stands in the text before the `person` of that name does:
/// *Delmas Freight*, then *Ann Delmas*.
fn firm_called(votes: &IndexMap<String, Votes>, surname: &str, person: &str) -> bool {
    let firm = votes.iter().position(|(name, votes)| {
        let opens = name.strip_prefix(surname).is_some_and(|rest| rest.starts_with(' '));
        opens && winner(votes).0 == EntityKind::Organization
    });
    firm.is_some_and(|firm| votes.get_index_of(person).is_none_or(|person| firm < person))
}

/// A maker's name inside a longer name counts only where that one is its product.
fn drop_makers(names: &[Name], mentions: Vec<Mention>) -> Vec<Mention> {
    let keep = |at: usize| {
        let outer = at.checked_sub(1).map(|outer| &mentions[outer]);
        !names[at].nested
            || outer
                .is_none_or(|outer| outer.tokens.start < names[at].tokens.start || outer.kind == EntityKind::Product)
    };
    let kept: Vec<bool> = (0..mentions.len()).map(keep).collect();
    mentions.into_iter().zip(kept).filter_map(|(mention, keep)| keep.then_some(mention)).collect()
}

fn canonical<'s>(same: &'s IndexMap<String, String>, text: &'s str) -> &'s str {
    same.get(text).map_or(text, String::as_str)
}

/// The evidence of all occurrences of each name, its other forms included.
fn sum(
    sentences: &[Sentence],
    lists: &Lists<'_>,
    names: &[Name],
    same: &IndexMap<String, String>,
) -> IndexMap<String, Votes> {
    let mut votes: IndexMap<String, Votes> = IndexMap::new();
    for name in names {
        let [own, around] = Evidence::of(&sentences[name.sentence], lists, name);
        let again = if votes.contains_key(canonical(same, &name.text)) { AGAIN } else { 1.0 };
        let sum = votes.entry(canonical(same, &name.text).to_owned()).or_insert_with(|| {
            let mut start = [0.0; 10];
            start[EntityKind::Organization as usize] = PRIOR;
            start
        });
        for (sum, (own, around)) in sum.iter_mut().zip(own.into_iter().zip(around)) {
            *sum += again * own + around;
        }
    }
    votes
}

/// Names in a row are of one kind: each takes over a share of what its neighbours are.
fn rows(sentences: &[Sentence], names: &[Name], same: &IndexMap<String, String>, votes: &mut IndexMap<String, Votes>) {
    let mut start = 0;
    while start < names.len() {
        let mut end = start + 1;
        while end < names.len() && in_row(sentences, &names[end - 1], &names[end]) {
            end += 1;
        }
        // Two names with a comma between may be a person and a company.
        let joined = (start + 1..end).any(|at| {
            let between = &sentences[names[at].sentence].tokens[names[at - 1].tokens.end..names[at].tokens.start];
            between.iter().any(|token| token.upos == Upos::Cconj)
        });
        if end > start + 2 || joined {
            let members: Vec<&str> = names[start..end].iter().map(|name| canonical(same, &name.text)).collect();
            share(&members, votes);
        }
        start = end;
    }
}

fn in_row(sentences: &[Sentence], first: &Name, second: &Name) -> bool {
    let tokens = &sentences[first.sentence].tokens;
    if first.sentence != second.sentence || second.tokens.start <= first.tokens.end || second.nested {
        return false;
    }
    let between = &tokens[first.tokens.end..second.tokens.start];
    let joins = |at: usize| between[at].form.as_ref() == "," || between[at].upos == Upos::Cconj;
    match between.len() {
        1 => joins(0),
        2 => {
            // *Les usines de X et de Y*: the marker of the first may stand again.
            let again = || {
                let before = first.tokens.start.checked_sub(1).map(|at| &tokens[at]);
                between[1].upos == Upos::Adp && before.is_some_and(|marker| marker.lemma == between[1].lemma)
            };
            joins(0) && (joins(1) || between[1].upos == Upos::Det || again())
        }
        _ => false,
    }
}

/// A member of a row with strong evidence lends a share of it to the others.
fn share(members: &[&str], votes: &mut IndexMap<String, Votes>) {
    let shares: Vec<Votes> = members
        .iter()
        .map(|name| {
            let mut share = votes[*name];
            let total: f32 = share.iter().sum::<f32>().max(STRONG);
            share.iter_mut().for_each(|vote| *vote /= total);
            share
        })
        .collect();
    for (at, name) in members.iter().enumerate() {
        let sum = &mut votes[*name];
        for kind in 0..sum.len() {
            let others = shares.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, share)| share[kind]);
            sum[kind] += NEIGHBOURS * others.fold(0.0, f32::max);
        }
    }
}

fn winner(votes: &Votes) -> (EntityKind, f32) {
    let mut best = 0;
    for index in 1..votes.len() {
        if votes[index] > votes[best] {
            best = index;
        }
    }
    let total: f32 = votes.iter().sum();
    let share = if total > 0.0 { votes[best] / total } else { 0.0 };
    // Little evidence is little certainty, however unanimous.
    let confidence = (share * (0.5 + 0.5 * (votes[best] / 3.0).min(1.0))).clamp(0.3, 0.99);
    (EntityKind::ALL[best], confidence)
}
