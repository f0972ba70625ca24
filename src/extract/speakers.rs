//! Who says *we* in a quotation: *"We bought X," said Ann Orr, chief executive of Y*.
//!
//! Owns the way from a quoted first person to who is named outside the quotation marks of the same sentence, or of the
//! one in which the quotation ends, and from a person to the organisation with which the text introduced them. Takes the
//! pronoun's place; leaves *we* outside quotations to `discourse`.

use crate::model::{EntityKind, Mention, Upos};
use crate::ontology::WordClass;

use super::antecedents;
use super::context::Context;

/// How many sentences behind the pronoun a quotation may end.
const AHEAD: usize = 2;

/// What a mark of quotation does to what follows.
fn opens(form: &str, inside: bool) -> Option<bool> {
    match form {
        "\u{AB}" | "\u{201C}" => Some(true),
        "\u{BB}" | "\u{201D}" => Some(false),
        "\"" => Some(!inside),
        _ => None,
    }
}

/// Whether a sentence quotes somebody, whose *we* is not the text's.
pub(super) fn is_quoted(context: &Context<'_>, sentence: usize) -> bool {
    context.trees[sentence].sentence.tokens.iter().any(|token| opens(&token.form, false).is_some())
}

/// Which tokens of a sentence stand within quotation marks, when it began `inside`, and whether it ends there.
fn quoted(context: &Context<'_>, sentence: usize, mut inside: bool) -> (Vec<bool>, bool) {
    let tokens = &context.trees[sentence].sentence.tokens;
    let within = tokens.iter().map(|token| {
        if let Some(next) = opens(&token.form, inside) {
            inside = next;
        }
        inside
    });
    (within.collect(), inside)
}

/// Which words of a sentence are quoted, where the one at `token` is not; nothing where no word is.
pub(super) fn beside_quotation(context: &Context<'_>, sentence: usize, token: usize) -> Vec<bool> {
    if !is_quoted(context, sentence) {
        return Vec::new();
    }
    let (within, _) = quoted(context, sentence, begins_inside(context, sentence));
    if within[token] { Vec::new() } else { within }
}

/// Whether the first mark of the sentence closes a quotation that an earlier one opened.
fn begins_inside(context: &Context<'_>, sentence: usize) -> bool {
    let tokens = &context.trees[sentence].sentence.tokens;
    let mark = |form: &str| opens(form, false).is_some();
    let Some(first) = tokens.iter().position(|token| mark(&token.form)) else { return false };
    let ended = |at: usize| matches!(tokens[at].form.as_ref(), "," | "." | "!" | "?");
    match tokens[first].form.as_ref() {
        "\"" => first.checked_sub(1).is_some_and(ended),
        form => opens(form, true) == Some(false),
    }
}

/// The person or the organisation (`person` or not) that the first person at `token` of a sentence that quotes stands for.
pub(super) fn speaker(context: &Context<'_>, sentence: usize, token: usize, person: bool) -> Option<usize> {
    let (within, mut open) = quoted(context, sentence, begins_inside(context, sentence));
    if !within[token] {
        return None;
    }
    if let Some(found) = outside(context, sentence, &within, person) {
        return Some(found);
    }
    let mut at = sentence;
    while open && at < sentence + AHEAD && at + 1 < context.trees.len() {
        at += 1;
        let (within, still) = quoted(context, at, true);
        open = still;
        if let Some(found) = outside(context, at, &within, person) {
            return Some(found);
        }
    }
    None
}

/// *I will not lead X, insists Ann Orr*: whom the first person at `token` stands for in speech without marks of quotation, which
/// the clause of saying behind its comma closes.
pub(super) fn reported(context: &Context<'_>, sentence: usize, token: usize, person: bool) -> Option<usize> {
    let tree = &context.trees[sentence];
    let says = |&verb: &usize| {
        context.ontology.words.has(tree.sentence.language, WordClass::Reporting, tree.lemma(verb))
            && tree.child_by(verb, &["nsubj"]).is_some_and(|subject| subject > token)
    };
    let verb = (token + 1..tree.len()).rev().find(says)?;
    let subject = tree.child_by(verb, &["nsubj"])?;
    let opens = verb.min(tree.extent(subject).0);
    let comma = opens.checked_sub(1).filter(|&at| at > token && tree.token(at).form.as_ref() == ",")?;
    let within: Vec<bool> = (0..tree.len()).map(|at| at < comma).collect();
    outside(context, sentence, &within, person)
}

/// Who is named outside the quotation: the only person, or the organisation nearest to them; without a person the only
/// organisation.
fn outside(context: &Context<'_>, sentence: usize, within: &[bool], person: bool) -> Option<usize> {
    let named = |kind: EntityKind| {
        let all = context.mentions(sentence);
        let proper = all.filter(move |(_, it)| it.proper && it.kind == kind && !within[it.head]);
        proper.collect::<Vec<_>>()
    };
    let one = |all: &[(usize, &Mention)]| {
        let (index, first) = *all.first()?;
        all.iter().all(|(_, it)| it.name == first.name).then_some((index, first.tokens.start))
    };
    let people = named(EntityKind::Person);
    let firms = named(EntityKind::Organization);
    if person {
        return one(&people).map(|(index, _)| index);
    }
    if people.is_empty() {
        let firm = one(&firms).map(|(index, _)| index);
        return firm.or_else(|| affiliation(context, pronoun(context, sentence, within)?, sentence));
    }
    let (speaker, at) = one(&people)?;
    // *Said Ann Orr, who formerly worked at X*: for whom somebody spoke once they do not speak.
    let tree = &context.trees[sentence];
    let formerly = |firm: usize| {
        let mut between = at.min(firm)..at.max(firm);
        between.any(|token| context.ontology.words.has(tree.sentence.language, WordClass::Former, tree.lower(token)))
    };
    let current = firms.iter().filter(|(_, it)| !formerly(it.tokens.start));
    let nearest = current.min_by_key(|(_, it)| it.tokens.start.abs_diff(at)).map(|(index, _)| *index);
    nearest.or_else(|| affiliation(context, speaker, sentence))
}

/// Whom the pronoun beside the verb of saying means: *assure-t-elle*.
fn pronoun(context: &Context<'_>, sentence: usize, within: &[bool]) -> Option<usize> {
    let tree = &context.trees[sentence];
    let says = |verb: usize| context.ontology.words.has(tree.sentence.language, WordClass::Reporting, tree.lemma(verb));
    let speaks = |&at: &usize| {
        !within[at]
            && tree.upos(at) == Upos::Pron
            && tree.relation(at) == "nsubj"
            && tree.head(at).is_some_and(|verb| !within[verb] && says(verb))
    };
    let speaker = (0..tree.len()).find(speaks)?;
    antecedents::of(context, sentence, speaker, &[EntityKind::Person])
}

/// The organisation named in the phrase of a person where the text introduced them.
pub(super) fn affiliation(context: &Context<'_>, person: usize, until: usize) -> Option<usize> {
    let name = &context.mention(person).name;
    (0..=until).find_map(|sentence| {
        let (_, own) = context.mentions(sentence).find(|(_, mention)| mention.proper && mention.name == *name)?;
        let tree = &context.trees[sentence];
        let top = std::iter::successors(Some(own.head), |&token| {
            tree.head(token).filter(|_| matches!(tree.relation(token), "appos" | "flat" | "compound"))
        });
        let (low, high) = tree.extent(top.take(4).last()?);
        let firm = |mention: &Mention| {
            mention.proper
                && mention.kind == EntityKind::Organization
                && low <= mention.tokens.start
                && mention.tokens.end <= high + 1
        };
        context.mentions(sentence).find(|(_, mention)| firm(mention)).map(|(index, _)| index)
    })
}
