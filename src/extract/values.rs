//! Which quantity and which time belong to a predicate.
//!
//! Owns the distance that decides: steps in the tree, with a toll for every other
//! predicate on the way. Takes the measures and times of the analysis; gives at most one.

use crate::model::analysis::{Measure, MeasureKind, TimeExpression};
use crate::model::{Upos, VerbForm};
use crate::ontology::WordClass;

use super::compounds;
use super::context::Context;
use super::several;
use super::tree::Tree;

/// The toll for passing another verb, in steps.
const VERB_TOLL: usize = 3;

/// How far a quantity may stand from what it measures, in steps and tolls.
const REACH: usize = 5;

/// How far a time may stand from what it dates.
const TIME_REACH: usize = 8;

/// The measure of one of `kinds` nearest to any of `anchors`, which are tokens of the predicate
/// and its object. `embedding` lists verbs that may be passed without toll; what begins before `start` does not
/// count.
pub(super) fn measure<'a>(
    context: &Context<'a>,
    sentence: usize,
    anchors: &[usize],
    kinds: &[MeasureKind],
    embedding: &[usize],
    start: usize,
) -> Option<&'a Measure> {
    context
        .measures(sentence)
        .iter()
        .filter(|measure| kinds.contains(&measure.kind))
        .filter(|measure| measure.tokens.start >= start)
        .filter(|measure| !is_change(context, measure, anchors) && !is_size(context, measure))
        // *The two companies employ 900 people* counts no companies.
        .filter(|measure| several::of(context, sentence, measure.head, &[]).is_empty())
        .filter_map(|measure| {
            let distance = anchors
                .iter()
                .map(|&anchor| {
                    let apart = || distance(context, sentence, anchor, measure.head, embedding);
                    if touches(context, anchor, measure) { 0 } else { apart() }
                })
                .min()?;
            // Of two as near, the one that hangs on the anchor: *raise $5m at a valuation of $60m*.
            let above = !anchors.iter().any(|&anchor| context.trees[sentence].descends(measure.head, anchor));
            (distance <= REACH).then_some(((distance, above), measure))
        })
        .min_by_key(|(distance, measure)| (*distance, measure.tokens.start))
        .map(|(_, measure)| measure)
}

/// Whether an amount says by how much something has changed: *revenue rose by $5m to $72m*, *a progressé de 5 millions*.
fn is_change(context: &Context<'_>, measure: &Measure, anchors: &[usize]) -> bool {
    let tree = &context.trees[measure.sentence];
    let words = &context.ontology.words;
    let has = |class: WordClass, word: &str| words.has(tree.sentence.language, class, word);
    let Some(verb) =
        tree.head(measure.head).filter(|verb| measure.kind == MeasureKind::Money && !anchors.contains(verb))
    else {
        return false;
    };
    let changes = [WordClass::Increase, WordClass::Decrease].into_iter().any(|class| has(class, tree.lemma(verb)));
    let by = |marker: String| has(WordClass::AgentMarker, &marker) || has(WordClass::GenitiveMarker, &marker);
    changes && tree.upos(verb) == Upos::Verb && tree.marker(measure.head).is_some_and(by)
}

/// *Opened a 400-bed clinic*: the size of a thing is no figure of who does something with it.
fn is_size(context: &Context<'_>, measure: &Measure) -> bool {
    let counts = matches!(measure.kind, MeasureKind::Count | MeasureKind::Other);
    counts && compounds::is_size(&context.trees[measure.sentence], measure.tokens.end - 1)
}

/// The measure of one of `kinds` that is the figure of the noun at `noun` itself: *a profit of 2 million*.
pub(super) fn of_noun<'a>(
    context: &Context<'a>,
    sentence: usize,
    noun: usize,
    kinds: &[MeasureKind],
) -> Option<&'a Measure> {
    let tree = &context.trees[sentence];
    let mut own = context.measures(sentence).iter().filter(|measure| {
        kinds.contains(&measure.kind)
            && !measure.tokens.contains(&noun)
            && (touches(context, noun, measure) || tree.head(measure.head) == Some(noun))
    });
    // *A profit of 4 million on sales of 60 million*: the one behind, where there are two.
    let first = own.next();
    own.find(|measure| measure.tokens.start > noun)
        .filter(|_| first.is_some_and(|first| first.tokens.start < noun))
        .or(first)
}

/// Whether a measure stands right behind its noun or before it, an adposition between them: *a valuation of
/// 2 billion*, *2 billion in revenue*. Order decides where the tree hangs the measure elsewhere.
fn touches(context: &Context<'_>, anchor: usize, measure: &Measure) -> bool {
    let tree = &context.trees[measure.sentence];
    if !matches!(tree.upos(anchor), Upos::Noun | Upos::Propn) {
        return false;
    }
    if measure.tokens.end <= anchor {
        return measure.tokens.end + 1 == anchor && tree.upos(measure.tokens.end) == Upos::Adp;
    }
    let between = anchor + 1..measure.tokens.start;
    let joins = |at: usize| matches!(tree.upos(at), Upos::Adp | Upos::Det | Upos::Adj | Upos::Adv);
    let marked = between.clone().any(|at| tree.upos(at) == Upos::Adp);
    marked && between.len() <= 4 && between.clone().all(joins)
}

/// The time of its own that one of several coordinated participants has: *bought X in 1963 and Y in 1968*.
pub(super) fn of_conjunct<'a>(context: &Context<'a>, sentence: usize, token: usize) -> Option<&'a TimeExpression> {
    let tree = &context.trees[sentence];
    let behind = |time: &&TimeExpression| time.tokens.start > token;
    let time = context.times(sentence).iter().filter(behind).min_by_key(|time| time.tokens.start)?;
    let joined = |at: usize| tree.relation(at) == "conj" && matches!(tree.upos(at), Upos::Noun | Upos::Propn);
    let later = (token + 1..time.tokens.start).any(|at| joined(at) || matches!(tree.upos(at), Upos::Verb | Upos::Aux));
    (joined(token) && !later).then_some(time)
}

/// The time nearest to the predicate at `predicate`.
pub(super) fn time<'a>(context: &Context<'a>, sentence: usize, predicate: usize) -> Option<&'a TimeExpression> {
    let tree = &context.trees[sentence];
    let governors: Vec<usize> = tree.ancestors(predicate).collect();
    context
        .times(sentence)
        .iter()
        .filter(|time| !is_of_aside(tree, predicate, time.head))
        .filter_map(|time| {
            let distance = distance(context, sentence, predicate, time.head, &governors);
            (distance <= TIME_REACH).then_some((distance, time))
        })
        .min_by_key(|(distance, time)| (*distance, time.tokens.start))
        .map(|(_, time)| time)
}

/// *Founded in 2018, X raises 5 million*, *X, which makes pumps, was bought in 2019*: whether a clause that describes a noun
/// parts a verb from a time; neither dates what the other tells.
fn is_of_aside(tree: &Tree<'_>, predicate: usize, time: usize) -> bool {
    let verbal = |at: usize| tree.upos(at) == Upos::Verb;
    let describes = |at: usize| {
        let aside = match tree.relation(at) {
            "acl" | "amod" => true,
            "advcl" => tree.child_by(at, &["mark", "nsubj"]).is_none(),
            _ => false,
        };
        aside && verbal(at) && tree.token(at).morph.verb_form != Some(VerbForm::Inf)
    };
    // *They build a site, opening planned in 2028*: a participle may date what is done with its noun.
    let of_other = |at: usize| {
        let noun = tree.head(at).filter(|_| tree.full_relation(at) != "acl:relcl" && tree.relation(at) != "advcl");
        describes(at) && noun.is_none_or(|noun| tree.relation(noun) == "nsubj")
    };
    let clause = tree.ancestors(time).find(|&at| verbal(at)).filter(|_| !tree.descends(time, predicate));
    let Some((clause, verb)) = clause.zip(tree.ancestors(predicate).find(|&at| verbal(at))) else { return false };
    if tree.descends(verb, clause) {
        return tree.ancestors(verb).take_while(|&at| at != clause).any(describes);
    }
    tree.ancestors(clause).take_while(|&at| !tree.descends(verb, at)).any(of_other)
}

/// Steps between two tokens, a toll for each verb on the way that is not in `free`.
fn distance(context: &Context<'_>, sentence: usize, from: usize, to: usize, free: &[usize]) -> usize {
    let tree = &context.trees[sentence];
    let (between, steps) = tree.path(from, to);
    let tolls = between.iter().filter(|&&step| tree.upos(step) == Upos::Verb && !free.contains(&step)).count();
    steps + tolls * VERB_TOLL
}

/// The measure that counts the noun at `noun` itself: *150 employees*.
pub(super) fn counting<'a>(context: &Context<'a>, sentence: usize, noun: usize) -> Option<&'a Measure> {
    context.measures(sentence).iter().find(|measure| {
        matches!(measure.kind, MeasureKind::Count | MeasureKind::Other) && measure.tokens.contains(&noun)
    })
}

/// The measures of the same kind that are coordinated with `first`: *4,700 employees and 300 contractors*.
pub(super) fn coordinated<'a>(context: &Context<'a>, first: &Measure) -> Vec<&'a Measure> {
    let tree = &context.trees[first.sentence];
    let joined = |measure: &&Measure| {
        measure.kind == first.kind
            && measure.tokens.start >= first.tokens.end
            && tree.relation(measure.head) == "conj"
            && tree.ancestors(measure.head).skip(1).take_while(|&above| above >= first.tokens.start).any(|above| {
                // A chain of conjuncts up to the first: no other phrase between them.
                first.tokens.contains(&above)
            })
    };
    context.measures(first.sentence).iter().filter(joined).collect()
}
