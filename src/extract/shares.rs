//! Which of several shares is meant: *held at 65 % by X and 18 % by Y*, *raised its stake from 12 % to 40 %*.
//!
//! Owns the share that stands right before its holder or in the bracket behind a name, the one that a change comes to, and what is
//! but the difference of two. Takes who holds one, or where a
//! change starts; gives the measure, where its place says so.

use crate::model::Upos;
use crate::model::analysis::{Measure, MeasureKind};
use crate::ontology::{LexicalEntry, PartOfSpeech, WordClass};

use super::context::Context;
use super::participants::Reached;

/// The attribute of a statement that tells a share.
pub(super) const SHARE: &str = "share";

/// *X (52 %), Y (30 %)*: the percentage alone in the bracket right behind a name.
pub(super) fn in_bracket<'c>(context: &'c Context<'_>, sentence: usize, named: &Reached) -> Option<&'c Measure> {
    let tree = &context.trees[sentence];
    let mention = context.mention(named.mention);
    let opening = mention.tokens.end;
    let is = |at: usize, form: &str| at < tree.len() && tree.token(at).form.as_ref() == form;
    let own = |measure: &&Measure| {
        measure.kind == MeasureKind::Percent && measure.tokens.start == opening + 1 && is(measure.tokens.end, ")")
    };
    let opens = mention.proper && mention.sentence == sentence && is(opening, "(");
    opens.then(|| context.measures(sentence).iter().find(own)).flatten()
}

/// The percentage right before the marker of a holder.
pub(super) fn beside<'c>(context: &'c Context<'_>, sentence: usize, holder: &Reached) -> Option<&'c Measure> {
    let tree = &context.trees[sentence];
    let marker = tree.children_by(holder.token, &["case"]).min()?;
    context
        .measures(sentence)
        .iter()
        .find(|measure| measure.kind == MeasureKind::Percent && measure.tokens.end == marker)
}

/// *Gives 10 % of its profits to X*: a part of what its owner has in money, not of who gets it.
pub(super) fn is_of_means(context: &Context<'_>, measure: &Measure) -> bool {
    let tree = &context.trees[measure.sentence];
    let has = |class: WordClass, at: usize| {
        at < tree.len() && context.ontology.words.has(tree.sentence.language, class, tree.lower(at))
    };
    let (marker, owner) = (measure.tokens.end, measure.tokens.end + 1);
    if measure.kind != MeasureKind::Percent
        || !has(WordClass::GenitiveMarker, marker)
        || !has(WordClass::Possessive, owner)
    {
        return false;
    }
    let Some(noun) = tree.head(owner) else { return false };
    let measures = |entry: &LexicalEntry| {
        context
            .ontology
            .relations
            .get(&entry.relation)
            .is_some_and(|relation| relation.metric && relation.measures.contains(&MeasureKind::Money))
    };
    let lexicon = &context.ontology.lexicon;
    let mut entries = lexicon.starting_with(tree.sentence.language, PartOfSpeech::Noun, tree.lemma(noun));
    entries.any(|entry| measures(entry) && tree.phrase_at(noun, &entry.lemma))
}

/// *Cut its stake by 5 %*, *a réduit sa participation de 5 %*: what a share grows or shrinks by, which is none itself.
pub(super) fn is_difference(context: &Context<'_>, measure: &Measure) -> bool {
    let tree = &context.trees[measure.sentence];
    let words = &context.ontology.words;
    let is = |class: WordClass, word: &str| words.has(tree.sentence.language, class, word);
    let marker = measure.tokens.start.checked_sub(1).map(|at| tree.lower(at)).unwrap_or_default();
    let verb = tree.head(measure.head).filter(|&above| tree.upos(above) == Upos::Verb);
    let changes = verb.is_some_and(|verb| {
        [WordClass::Increase, WordClass::Decrease].into_iter().any(|way| is(way, tree.lemma(verb)))
    });
    measure.kind == MeasureKind::Percent
        && changes
        && (is(WordClass::AgentMarker, marker)
            || is(WordClass::GenitiveMarker, marker) && after_change(context, measure).is_none())
}

/// *From 12 % to 40 %*: the share that a change comes to, which is the one held after it.
pub(super) fn after_change<'c>(context: &'c Context<'_>, start: &Measure) -> Option<&'c Measure> {
    let tree = &context.trees[start.sentence];
    let marked = |at: Option<usize>, classes: &[WordClass]| {
        let word = at.map(|at| tree.lower(at)).unwrap_or_default();
        classes.iter().any(|&class| context.ontology.words.has(tree.sentence.language, class, word))
    };
    let from = [WordClass::SourceMarker, WordClass::GenitiveMarker];
    if !marked(start.tokens.start.checked_sub(1), &from)
        || !marked(Some(start.tokens.end), &[WordClass::GoalMarker, WordClass::LocativeMarker])
    {
        return None;
    }
    let behind = |measure: &&Measure| measure.tokens.start == start.tokens.end + 1;
    context.measures(start.sentence).iter().filter(behind).find(|measure| measure.kind == MeasureKind::Percent)
}
