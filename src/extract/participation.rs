//! Who takes part in a funding round that only the text around tells: *X raised $20m; Y and Z also participated*.
//!
//! Owns that reading of a verb without an object. Takes the verb's arguments; whose round it is, `rounds` says.

use std::ops::Range;

use crate::model::analysis::MeasureKind;
use crate::model::{EntityKind, Upos};
use crate::ontology::WordClass;

use super::constructions::pairs;
use super::context::Context;
use super::frames::{Reading, Wanted};
use super::proposition::Arguments;
use super::relative;
use super::rounds;

/// How many sentences before may tell of the round.
const BACK: usize = 2;

/// The readings of the verb at `verb`, the last who raised money for an object.
pub(super) fn readings(
    context: &Context<'_>,
    (sentence, verb, own): (usize, usize, &Range<usize>),
    arguments: &Arguments,
    wanted: &Wanted<'_>,
) -> Vec<Reading> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let language = tree.sentence.language;
    let is_time = |head: usize| context.times(sentence).iter().any(|it| it.tokens.contains(&head));
    // *Participated in the talks*, *leads the market*: what has a complement tells of something else.
    let elsewhere = |head: usize| {
        let noun = matches!(tree.upos(head), Upos::Noun | Upos::Propn | Upos::Pron);
        let head = relative::antecedent(tree, words, head).unwrap_or(head);
        // *A round of 25 million in which X takes part*: the parser may hang the clause on a complement of the round.
        let around = tree.ancestors(head).take_while(|&at| matches!(tree.upos(at), Upos::Noun | Upos::Propn));
        let round = around.into_iter().any(|at| words.has(language, WordClass::Round, tree.lemma(at)));
        noun && !round && !is_time(head)
    };
    let other = arguments.obliques.iter().any(|oblique| oblique.direct && elsewhere(oblique.head));
    let clause = tree.child_by(verb, &["xcomp", "ccomp", "csubj"]).is_some();
    // *Took part*, *contributed 2 million*: a noun of the verb's own is no object, nor is the money.
    let money = |object: &usize| {
        let mut measures = context.measures(sentence).iter();
        measures.any(|it| it.kind == MeasureKind::Money && it.tokens.contains(object))
    };
    let acted_upon = arguments.objects.iter().any(|object| !own.contains(object) && !money(object));
    if arguments.passive || acted_upon || other || clause {
        return Vec::new();
    }
    // *X raised $4m. Its finance chief joined in 2021*: at a time of its own it is another story.
    let dated = arguments.obliques.iter().any(|oblique| is_time(oblique.head));
    let back = if dated { 0 } else { BACK };
    let Some(owner) = rounds::last_raiser(context, sentence, verb, back) else { return Vec::new() };
    let backers = arguments.subjects.iter().flat_map(|&subject| context.reach_for(sentence, subject, wanted.subject));
    let backers: Vec<_> = backers
        .filter(|backer| {
            let mention = context.mention(backer.mention);
            let same = mention.name == context.mention(owner.mention).name;
            mention.proper && !same && wanted.subject.contains(&mention.kind) && mention.kind != EntityKind::Place
        })
        .collect();
    pairs(&backers, owner, true)
}
