//! Things counted of somebody that no word of the lexicon knows: *X serves 350 airports in 56 countries*.
//!
//! Owns which counted noun is a figure worth telling and of whom. Takes the noun that a count counts; leaves
//! the figure itself to `values`.

use crate::model::analysis::{Measure, MeasureKind};
use crate::model::{EntityKind, Upos};
use crate::ontology::WordClass;

use super::antecedents;
use super::frames::{Object, Reading, Wanted};
use super::participants::{Context, Reached};
use super::{governing, naming, nominal};

/// A number in words below this is a way of speaking rather than a figure: *two rivals*.
const TELLING: f64 = 20.0;

/// How sure such a reading is.
const SURE: f32 = 0.7;

/// The readings of the counted noun at `noun`.
pub(super) fn readings(context: &Context<'_>, sentence: usize, noun: usize, wanted: &Wanted<'_>) -> Vec<Reading> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let counts =
        |measure: &Measure| measure.sentence == sentence && matches!(measure.kind, MeasureKind::Count | MeasureKind::Other) && measure.head == noun;
    let Some(measure) = context.analysis.measures.iter().find(|measure| counts(measure)) else { return Vec::new() };
    let extent = matches!(naming::kind_of(context, sentence, noun), Some(EntityKind::Facility | EntityKind::Place));
    let telling = extent && measure.quantity.number > 1.0
        || measure.quantity.number >= TELLING
        || measure.tokens.clone().any(|token| tree.token(token).form.chars().any(|c| c.is_ascii_digit()));
    let thin = words.has(tree.sentence.language, WordClass::ThinNoun, tree.lemma(noun));
    if !telling || thin || tree.upos(noun) != Upos::Noun {
        return Vec::new();
    }
    let named = |heads: &[usize]| -> Vec<Reached> {
        let reached = heads.iter().flat_map(|&head| context.reach_for(sentence, head, wanted.subject));
        let fits = |reached: &Reached| {
            let mention = context.mention(reached.mention);
            mention.proper && wanted.subject.contains(&mention.kind)
        };
        reached.filter(fits).collect()
    };
    let arguments = nominal::arguments(tree, words, noun, &(noun..noun + 1));
    let mut owners = named(&arguments.owners);
    owners.extend(named(&arguments.genitives));
    owners.extend(arguments.possessives.iter().filter_map(|&token| {
        let mention = antecedents::of_possessive(context, sentence, token)?;
        let own = wanted.subject.contains(&context.mention(mention).kind);
        own.then_some(Reached { mention, token, confidence: 1.0 })
    }));
    let verb = tree.ancestors(noun).skip(1).find(|&token| matches!(tree.upos(token), Upos::Verb | Upos::Aux));
    if owners.is_empty() && is_complement(context, sentence, noun) {
        owners = governing::subjects(tree, words, noun).first().map(|heads| named(heads)).unwrap_or_default();
        owners.truncate(1);
    }
    if owners.is_empty() {
        let topic = governing::of_list(context, sentence, noun);
        owners.extend(topic.filter(|reached| wanted.subject.contains(&context.mention(reached.mention).kind)));
    }
    let reading = |subject: Reached| Reading {
        subject: Reached { confidence: subject.confidence * SURE, ..subject },
        object: Object::Nobody,
        support_verb: verb,
    };
    owners.into_iter().map(reading).collect()
}

/// Whether a counted noun completes the clause around it: its object, or what follows an adposition.
fn is_complement(context: &Context<'_>, sentence: usize, noun: usize) -> bool {
    let tree = &context.trees[sentence];
    let joined = std::iter::successors(Some(noun), |&token| {
        tree.head(token).filter(|_| matches!(tree.relation(token), "conj" | "appos" | "nmod"))
    });
    joined.take(5).any(|token| matches!(tree.relation(token), "obj" | "obl"))
}
