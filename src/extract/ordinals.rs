//! The first and the second of two who stand side by side: *X and Y own Z. The former holds 60 %, the latter 40 %*.
//!
//! Owns which words of order stand for one of two, both words near each other and each without a noun, and the two names
//! that they tell apart. Takes a token; leaves other pronouns to `antecedents`, clauses without their verb to `gapping`.

use crate::model::{EntityKind, Mention, Upos};
use crate::ontology::WordClass;

use super::complements::is_marked;
use super::context::Context;
use super::tree::Tree;

/// Where a word of order stands, and whether it means the second.
#[derive(Clone, Copy, PartialEq)]
struct Ordinal {
    sentence: usize,
    token: usize,
    second: bool,
}

/// The value of the words for the second of two.
const SECOND: &str = "2";

/// The name that the word of order at `token` stands for.
pub(super) fn of(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let own = at(context, sentence, token)?;
    let (one, other) = pair(context, first(context, own)?)?;
    Some(if own.second { other } else { one })
}

/// The names that the words of order before `token` in its sentence tell apart, neither of which a noun means beside them:
/// *the former holds 60 % of the company*.
pub(super) fn told_apart(context: &Context<'_>, sentence: usize, token: usize) -> Vec<Box<str>> {
    let words = (1..token).filter_map(|before| at(context, sentence, before));
    let pairs = words.filter_map(|own| pair(context, first(context, own)?));
    pairs.flat_map(|(one, other)| [one, other]).map(|index| context.mention(index).name.clone()).collect()
}

/// *X holds 60 % of the company, the latter 40 %*: whether a word of order stands before a number of its own, a clause without its
/// verb.
pub(super) fn has_its_own(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    let tree = &context.trees[sentence];
    let number = |at: usize| at < tree.len() && matches!(tree.upos(at), Upos::Num | Upos::Sym);
    // The parser may hang it on its number.
    let word = if number(token) { tree.child_by(token, &["nsubj"]) } else { Some(token) };
    word.is_some_and(|word| number(word + 1) && at(context, sentence, word).is_some_and(|ordinal| ordinal.second))
}

/// The word of order at `token`, where it stands for one by itself: *the first of the year*, *la première à Metz* do not, *the latter
/// by Ann Orr* does.
fn at(context: &Context<'_>, sentence: usize, token: usize) -> Option<Ordinal> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let marks = token + 1 < tree.len() && tree.upos(token + 1) == Upos::Adp;
    let agent = || tree.head(token + 1).is_some_and(|noun| is_marked(tree, words, noun, WordClass::AgentMarker));
    partner(context, sentence, token).filter(|_| !marks || agent())
}

/// The word of order at `token`, where its article stands before it and no noun behind.
fn partner(context: &Context<'_>, sentence: usize, token: usize) -> Option<Ordinal> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let language = tree.sentence.language;
    let value = words.value(language, WordClass::OneOfTwo, tree.lower(token))?;
    let article = token.checked_sub(1).filter(|&before| words.has(language, WordClass::Definite, tree.lower(before)));
    let nominal = [Upos::Noun, Upos::Propn, Upos::Adj, Upos::Part, Upos::Sconj];
    let alone = token + 1 == tree.len() || !nominal.contains(&tree.upos(token + 1));
    article.filter(|_| alone).map(|_| Ordinal { sentence, token, second: value == SECOND })
}

/// The word for the first of a pair, itself or the one before it.
fn first(context: &Context<'_>, own: Ordinal) -> Option<Ordinal> {
    if own.second { before(context, own) } else { Some(own).filter(|&own| behind(context, own)) }
}

/// The word for the first before that for the second, in its sentence or the one before.
fn before(context: &Context<'_>, second: Ordinal) -> Option<Ordinal> {
    let last = |sentence: usize, end: usize| {
        (1..end).rev().find_map(|token| partner(context, sentence, token)).filter(|ordinal| !ordinal.second)
    };
    let near = || second.sentence.checked_sub(1).and_then(|sentence| last(sentence, context.trees[sentence].len()));
    last(second.sentence, second.token).or_else(near)
}

/// Whether the word for the second stands behind that for the first, in its sentence or the next.
fn behind(context: &Context<'_>, first: Ordinal) -> bool {
    let next = |sentence: usize, start: usize| {
        let length = context.trees.get(sentence).map_or(0, Tree::len);
        (start..length).find_map(|token| partner(context, sentence, token)).is_some_and(|ordinal| ordinal.second)
    };
    next(first.sentence, first.token + 1) || next(first.sentence + 1, 1)
}

/// The two names that a word for the first and its second mean: those that stand before it in its sentence, or in the
/// one before.
fn pair(context: &Context<'_>, first: Ordinal) -> Option<(usize, usize)> {
    let here = || named(context, first.sentence, first.token);
    let near = || {
        let sentence = first.sentence.checked_sub(1)?;
        named(context, sentence, context.trees[sentence].len())
    };
    here().or_else(near)
}

/// The two names of a sentence before `end`: two that are joined, else the only two firms or people.
fn named(context: &Context<'_>, sentence: usize, end: usize) -> Option<(usize, usize)> {
    let acts = |mention: &Mention| matches!(mention.kind, EntityKind::Organization | EntityKind::Person);
    let names: Vec<(usize, &Mention)> =
        context.mentions(sentence).filter(|(_, it)| it.proper && it.tokens.end <= end && acts(it)).collect();
    let joined = names.iter().find_map(|&(_, name)| {
        let heads = context.conjuncts(sentence, name.head);
        let row: Vec<usize> =
            heads.into_iter().filter_map(|head| Some(context.mention_at(sentence, head)?.0)).collect();
        let both = row.iter().all(|&index| context.mention(index).proper && context.mention(index).tokens.end <= end);
        <[usize; 2]>::try_from(row).ok().filter(|[one, other]| both && one != other)
    });
    if let Some([one, other]) = joined {
        return Some((one, other));
    }
    [EntityKind::Organization, EntityKind::Person].into_iter().find_map(|kind| {
        let mut row: Vec<(usize, &Mention)> = names.iter().copied().filter(|(_, name)| name.kind == kind).collect();
        row.dedup_by(|one, other| one.1.name == other.1.name);
        // *Ann Orr left X to join Y*: who acts upon both is neither.
        let person = kind == EntityKind::Organization && names.iter().any(|(_, name)| name.kind == EntityKind::Person);
        let [(one, first), (other, second)] = row[..] else { return None };
        if person {
            return None;
        }
        (first.name != second.name).then_some((one, other))
    })
}
