//! What a text has said so far of whom it names: its topic, the nouns that described each, who is taken up again.
//!
//! Owns what `antecedents` remembers of the sentences before. Takes a document's analysis, reads it once.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::model::{EntityKind, Upos, VerbForm};
use crate::ontology::{Nature, PartOfSpeech, Typology, WordClass};

use super::antecedents::{SPEAKER, of, of_possessive};
use super::complements::is_marked;
use super::context::Context;
use super::naming;
use super::salience::{acts, standing};
use super::speakers::is_quoted;

/// How often a name must stand in a text, and how much more often than any other, to be its speaker.
const SPEAKS: (usize, f32) = (3, 1.5);

/// The organisation that a text is about, whom it says *we* of: the one named far more often than any other.
pub(super) fn topic(context: &Context<'_>) -> Option<usize> {
    context.topic.get_or_init(|| most_named(context)).map(|(index, _)| index)
}

/// The same where no other is named as often: in a digest of several stories it says nothing of those farther down.
pub(super) fn sole_topic(context: &Context<'_>) -> Option<usize> {
    context.topic.get_or_init(|| most_named(context)).filter(|&(_, sole)| sole).map(|(index, _)| index)
}

/// The last sentence, counted from 0, of what stands on top of a text: its title and first line.
const OPENING: usize = 1;

/// How many words of the first person outside quotes make a text speak for itself.
const OWN_VOICE: usize = 3;

/// Whether a text speaks for itself: *we*, *our* outside quotes, as companies report.
pub(super) fn speaks(context: &Context<'_>) -> bool {
    *context.speaks.get_or_init(|| {
        let we = |value: &str| value.split(' ').any(|part| part == SPEAKER);
        first_person(context, &[WordClass::Pronoun, WordClass::Possessive], we) >= OWN_VOICE
    })
}

/// How many words outside quotes have in the first of `classes` that knows them a value that `says` who speaks.
fn first_person(context: &Context<'_>, classes: &[WordClass], says: impl Fn(&str) -> bool) -> usize {
    let words = &context.ontology.words;
    let own = |sentence: usize| {
        let tree = &context.trees[sentence];
        let speaker = |token: &usize| {
            let form = tree.lower(*token);
            let value = classes.iter().find_map(|&class| words.value(tree.sentence.language, class, form));
            value.is_some_and(&says)
        };
        if is_quoted(context, sentence) { 0 } else { (0..tree.len()).filter(speaker).count() }
    };
    (0..context.trees.len()).map(own).sum()
}

/// How many words of the first person singular make a text an interview or a memoir.
const ALONE: usize = 3;

/// The person who says *I* outside quotes: the first that is named, where the text has enough of it.
pub(super) fn interviewee(context: &Context<'_>) -> Option<usize> {
    let alone = |value: &str| value.contains(SPEAKER) && value != SPEAKER;
    if first_person(context, &[WordClass::Pronoun], alone) < ALONE {
        return None;
    }
    let mentions = context.analysis.mentions.iter();
    mentions.enumerate().find(|(_, it)| it.proper && it.kind == EntityKind::Person).map(|(index, _)| index)
}

/// Whom the interviewee says *we* of: the organisation named behind them where they are introduced.
fn of_interviewee(context: &Context<'_>) -> Option<usize> {
    let person = interviewee(context)?;
    let name = &context.mention(person).name;
    let introduced = context.analysis.mentions.iter().filter(|it| it.name == *name);
    introduced.into_iter().find_map(|it| {
        let behind = context.mentions(it.sentence).filter(|(_, other)| {
            other.proper && other.kind == EntityKind::Organization && other.tokens.start >= it.tokens.end
        });
        behind.map(|(index, _)| index).next()
    })
}

/// The organisation that a text is about, and whether no other is named as often.
fn most_named(context: &Context<'_>) -> Option<(usize, bool)> {
    if let Some(own) = of_interviewee(context) {
        return Some((own, true));
    }
    let mut counts: IndexMap<&str, (usize, usize)> = IndexMap::new();
    for (index, mention) in context.analysis.mentions.iter().enumerate() {
        if mention.proper && mention.kind == EntityKind::Organization {
            counts.entry(&mention.name).or_insert((index, 0)).1 += 1;
        }
    }
    let mut counts: Vec<(usize, usize)> = counts.into_values().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let (first, count) = *counts.first()?;
    let second = counts.get(1).map_or(0, |&(_, count)| count);
    let clear = count >= SPEAKS.0 && count as f32 >= SPEAKS.1 * second as f32;
    // Who reports in the first person says *we* more often than its name, which stands on top.
    let on_top = || {
        let first = opening(context).map(|(index, _)| index);
        let often = counts.iter().filter(|&&(index, count)| {
            let mention = context.mention(index);
            (count > 1 || first == Some(index) && acts(context, mention)) && mention.sentence <= OPENING
        });
        often.map(|&(index, _)| index).min().filter(|_| speaks(context))
    };
    let opens = || opening(context).filter(|(_, own)| *own >= 2 && own + 1 >= count);
    let opens = || opens().map(|(index, own)| (index, own == count && own > second));
    if clear { Some((first, true)) } else { opens().or_else(|| on_top().map(|index| (index, true))) }
}

/// The person whom a text is about: named first of all persons and more often than any other.
pub(super) fn protagonist(context: &Context<'_>) -> Option<usize> {
    *context.protagonist.get_or_init(|| {
        let mut counts: IndexMap<&str, (usize, usize)> = IndexMap::new();
        let people = context.analysis.mentions.iter().enumerate();
        for (index, mention) in people.filter(|(_, it)| it.proper && it.kind == EntityKind::Person) {
            counts.entry(&mention.name).or_insert((index, 0)).1 += 1;
        }
        let (first, often) = *counts.values().next()?;
        let others = counts.values().skip(1).map(|&(_, count)| count).max().unwrap_or(0);
        (often >= SPEAKS.0 && often as f32 >= SPEAKS.1 * others as f32).then_some(first)
    })
}

/// Whether a sentence opens with a participle that tells who somebody is, as of those whom a text has just brought in:
/// *Founded in 1988 in Lyon, the company makes valves*.
pub(super) fn introduces(context: &Context<'_>, sentence: usize) -> bool {
    let tree = &context.trees[sentence];
    let language = tree.sentence.language;
    let verb = 0;
    if tree.len() == 0 || tree.token(verb).morph.verb_form != Some(VerbForm::Part) {
        return false;
    }
    let clause = matches!(tree.relation(verb), "acl" | "advcl" | "amod" | "appos" | "dep");
    let defines = |part| {
        let mut entries = context.ontology.lexicon.starting_with(language, part, tree.lemma(verb));
        entries.any(|entry| context.ontology.relations.is(&entry.relation, Nature::Defining))
    };
    clause && [PartOfSpeech::Verb, PartOfSpeech::Adjective].into_iter().any(defines)
}

/// What a name gains there that the sentence before has brought in.
const NEW: f32 = 1.6;

/// What a name gains in such a sentence that the one before does not have for its subject.
pub(super) fn brought_in(context: &Context<'_>, index: usize) -> f32 {
    let mention = context.mention(index);
    let tree = &context.trees[mention.sentence];
    let place = standing(tree, mention.head);
    let words = &context.ontology.words;
    let local = is_marked(tree, words, place, WordClass::LocativeMarker);
    // *X, formerly Y, is a firm of Z*: a sentence that says what somebody is brings in nobody else.
    let defines = (0..tree.len()).any(|at| {
        tree.relation(at) == "root" && tree.upos(at) == Upos::Noun && tree.has_child(at, "cop") && place != at
    });
    // *X has been bought by Y. Founded in 1988, it makes valves*: nor does who acts in a passive.
    let agent = tree.full_relation(place) == "obl:agent";
    let local = local || defines || agent;
    if tree.relation(place) == "nsubj" || local { 0.0 } else { NEW }
}

/// The organisation that a text opens with as its subject, and how often it is named.
fn opening(context: &Context<'_>) -> Option<(usize, usize)> {
    let mentions = &context.analysis.mentions;
    let (index, first) =
        mentions.iter().enumerate().find(|(_, mention)| mention.proper && mention.kind == EntityKind::Organization)?;
    let tree = &context.trees[first.sentence];
    let subject = !matches!(tree.relation(first.head), "obj" | "obl" | "nmod" | "iobj");
    let count = mentions.iter().filter(|mention| mention.proper && mention.name == first.name).count();
    (subject && first.sentence <= OPENING).then_some((index, count))
}

/// The names that each noun of the document describes, by its lemma.
pub(super) fn described<'c>(context: &'c Context<'_>) -> &'c HashMap<String, Vec<usize>> {
    context.described.get_or_init(|| {
        let mut found: HashMap<String, Vec<usize>> = HashMap::new();
        for (sentence, tree) in context.trees.iter().enumerate() {
            for noun in (0..tree.len()).filter(|&token| tree.upos(token) == Upos::Noun) {
                let kind = naming::kind_of(context, sentence, noun);
                let any = context.ontology.words.has(tree.sentence.language, WordClass::AnyFirm, tree.lemma(noun));
                if any || !matches!(kind, Some(EntityKind::Organization | EntityKind::Product | EntityKind::Facility)) {
                    continue;
                }
                let said = naming::said_of(context, sentence, noun);
                let own =
                    |token| context.mention_at(sentence, token).filter(|&(_, proper)| proper).map(|(index, _)| index);
                // *Sa filiale X, un studio*: the noun is said of the one that stands beside X.
                let meant = |token| own(token).or_else(|| naming::beside(context, sentence, token));
                let name = naming::beside(context, sentence, noun).or_else(|| said.and_then(meant));
                if let Some(name) = name.filter(|&name| context.mention(name).proper) {
                    found.entry(tree.lemma(noun).to_owned()).or_default().push(name);
                }
            }
        }
        found
    })
}

/// The names that begin or end with each noun: *Parc éolien des Caps*, then *le parc*.
pub(super) fn named_by<'c>(context: &'c Context<'_>) -> &'c HashMap<String, Vec<usize>> {
    context.named_by.get_or_init(|| {
        let mut found: HashMap<String, Vec<usize>> = HashMap::new();
        let thing = |kind| matches!(kind, EntityKind::Organization | EntityKind::Facility | EntityKind::Product);
        let names = context.analysis.mentions.iter().enumerate();
        for (index, mention) in names.filter(|(_, mention)| mention.proper && thing(mention.kind)) {
            let tree = &context.trees[mention.sentence];
            for at in [mention.tokens.start, mention.tokens.end - 1] {
                let word = tree.lower(at);
                let words = &context.ontology.words;
                let any = words.has(tree.sentence.language, WordClass::AnyFirm, word);
                let last = at + 1 == mention.tokens.end
                    && words.value(tree.sentence.language, WordClass::NameHead, &tree.token(at).form)
                        == Some(mention.kind.name());
                let heads = words.has(tree.sentence.language, WordClass::KindNoun, word)
                    || last && !words.is(tree.sentence.language, Typology::HeadInitial)
                    || words.is(tree.sentence.language, Typology::HeadInitial) && at == mention.tokens.start;
                if heads && !any && mention.tokens.len() > 1 {
                    found.entry(word.to_owned()).or_default().push(index);
                }
            }
        }
        found
    })
}

/// Whether a token is a possessive that stands for somebody told of (*its*, not *our*).
pub(super) fn is_possessive(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    let tree = &context.trees[sentence];
    let value = context.ontology.words.value(tree.sentence.language, WordClass::Possessive, tree.lower(token));
    value.is_some_and(|value| !value.contains(SPEAKER))
}

/// The antecedent of a phrase, asked once for a document.
pub(super) fn chained(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    if let Some(known) = context.antecedents.borrow().get(&(sentence, token)) {
        return *known;
    }
    context.antecedents.borrow_mut().insert((sentence, token), None);
    let possessive = is_possessive(context, sentence, token);
    let found = if possessive { of_possessive(context, sentence, token) } else { of(context, sentence, token, &[]) };
    context.antecedents.borrow_mut().insert((sentence, token), found);
    found
}
