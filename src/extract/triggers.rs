//! Triggers: which lexical entries fire where in a sentence.
//!
//! Owns the match of an entry's words, their part of speech, and the places where constructions are tried. Leaves their
//! companions to `companions`, who takes part to `frames`.

use std::ops::Range;

use crate::model::{EntityKind, Tense, Upos, VerbForm};
use crate::ontology::{Frame, LexicalEntry, PartOfSpeech, WordClass};

use super::companions;
use super::naming;
use super::statements::Extraction;
use super::tree;

/// A lexical entry that fires at a place of a sentence.
pub(super) struct Trigger<'o> {
    pub(super) entry: &'o LexicalEntry,
    /// The token that the entry's arguments hang on.
    pub(super) predicate: usize,
    /// The tokens of its words; empty for a construction.
    pub(super) own: Range<usize>,
}

impl Extraction<'_, '_> {
    /// The entries that fire in a sentence, words before constructions.
    pub(super) fn fired(&self, sentence: usize) -> Vec<Trigger<'_>> {
        let mut triggers = self.triggers(sentence);
        triggers.extend(self.constructions(sentence, &triggers));
        triggers
    }

    /// The constructions of the language at every noun of the sentence; where a word of the lexicon
    /// says more of the noun, the word decides.
    fn constructions(&self, sentence: usize, triggers: &[Trigger<'_>]) -> Vec<Trigger<'_>> {
        let tree = &self.context.trees[sentence];
        let language = tree.sentence.language;
        let ontology = self.context.ontology;
        let nouns = (0..tree.len()).filter(|&token| matches!(tree.upos(token), Upos::Noun | Upos::Propn));
        let said =
            |token: usize| naming::kind_of(self.context, sentence, token).filter(|_| !self.is_kin(sentence, token));
        let nouns: Vec<(usize, Option<EntityKind>)> = nouns.map(|token| (token, said(token))).collect();
        let mut found = Vec::new();
        for entry in ontology.lexicon.constructions(language) {
            for &(token, kind) in &nouns {
                let of_kind = entry.predicate_kind.is_none_or(|wanted| kind == Some(wanted));
                // A trade is told where the word of the lexicon finds no sector.
                let trade = matches!(entry.frame, Frame::ClassNoun | Frame::Backing);
                let said = triggers.iter().any(|other| {
                    other.predicate == token
                        && !trade
                        && (entry.predicate_kind.is_some()
                            || other.entry.relation == entry.relation && entry.frame != Frame::Counted)
                        || entry.frame == Frame::Counted
                            && self.is_metric(other.entry)
                            && other.entry.relation != entry.relation
                            && (other.predicate >= token || !tree.descends(other.predicate, token))
                            && self.counts_with(sentence, token, other.predicate)
                });
                if of_kind && !said {
                    found.push(Trigger { entry, predicate: token, own: token..token });
                }
            }
        }
        found
    }

    /// *A granddaughter of X*, *her great-niece*: a relative, hyphened or not, holds no post.
    fn is_kin(&self, sentence: usize, token: usize) -> bool {
        let tree = &self.context.trees[sentence];
        let kin = |word: &str| self.context.ontology.words.has(tree.sentence.language, WordClass::KinNoun, word);
        let lemma = tree.lemma(token);
        kin(lemma) || lemma.rsplit('-').next().is_some_and(kin)
    }

    /// *Was bought in 1999*, *signed on Monday*: the adposition of a time is no particle of a verb; nor is the first word
    /// of a bound, *put up to 3 million into X*.
    fn opens_a_time_or_bound(&self, sentence: usize, token: usize) -> bool {
        let tree = &self.context.trees[sentence];
        if tree.upos(token) == Upos::Adp && tree.has_child(token, "fixed") {
            return tree.head(token).is_some_and(|head| {
                self.context.measures(sentence).iter().any(|measure| measure.tokens.contains(&head))
            });
        }
        let marked = tree.head(token).filter(|_| tree.upos(token) == Upos::Adp && tree.relation(token) == "case");
        marked.is_some_and(|head| self.context.times(sentence).iter().any(|time| time.tokens.contains(&head)))
    }

    /// Whether a token is a word of a longer name, or surely a name itself: *Bank* in *Bank of America* says nothing.
    fn is_inside_name(&self, sentence: usize, token: usize) -> bool {
        let named = self.context.trees[sentence].upos(token) == Upos::Propn;
        self.context.mentions(sentence).any(|(_, mention)| {
            let sure = named && mention.confidence >= SURE_NAME;
            mention.proper && (mention.tokens.len() > 1 || sure) && mention.tokens.contains(&token)
        })
    }

    /// The entries whose words stand in the sentence; of two that share a token the longer wins. Of two as long the one
    /// with more companions is asked first.
    fn triggers(&self, sentence: usize) -> Vec<Trigger<'_>> {
        let tree = &self.context.trees[sentence];
        let language = tree.sentence.language;
        let lexicon = &self.context.ontology.lexicon;
        let mut found: Vec<Trigger<'_>> = Vec::new();
        for start in (0..tree.len()).filter(|&start| !self.is_inside_name(sentence, start)) {
            let token = tree.token(start);
            let (lemma, form) = (token.lemma.to_lowercase(), token.form.to_lowercase());
            for part_of_speech in [PartOfSpeech::Verb, PartOfSpeech::Noun, PartOfSpeech::Adjective] {
                // *Has found a buyer*: a form of the past is not the infinitive of another verb that looks like it.
                let past = part_of_speech == PartOfSpeech::Verb && token.morph.tense == Some(Tense::Past);
                for word in std::iter::once(&lemma).chain((form != lemma && !past).then_some(&form)) {
                    found.extend(lexicon.starting_with(language, part_of_speech, word).filter_map(|entry| {
                        let own = start..tree.phrase_end(start, &entry.lemma)?;
                        let predicate = head_of(tree, own.clone(), part_of_speech)?;
                        let fits = suits(tree, predicate, part_of_speech)
                            || own.len() > 1 && part_of_speech == PartOfSpeech::Noun && ends_noun(tree, predicate);
                        let fires = fits
                            && !self.opens_a_time_or_bound(sentence, own.end - 1)
                            && companions::are_there(self.context, sentence, predicate, entry);
                        fires.then_some(Trigger { entry, predicate, own })
                    }));
                }
            }
        }
        let outdone = |trigger: &Trigger<'_>| found.iter().any(|other| self.outdoes(other, trigger));
        let kept: Vec<bool> = found.iter().map(|trigger| !outdone(trigger)).collect();
        let mut kept = kept.into_iter();
        found.retain(|_| kept.next() == Some(true));
        found
    }

    /// Whether a longer term takes the place of a shorter one: of two at the same word, or of another relation inside
    /// it, since what a word says in *editor in chief* it does not say by itself. A figure and a relation do not
    /// compete: who is fined 3 million spends it as well.
    fn outdoes(&self, longer: &Trigger<'_>, shorter: &Trigger<'_>) -> bool {
        let metrics = (self.is_metric(longer.entry), self.is_metric(shorter.entry));
        let inside = longer.own.start <= shorter.own.start && shorter.own.end <= longer.own.end;
        let rivals = metrics.0 == metrics.1 && longer.own.len() > shorter.own.len();
        rivals
            && (longer.predicate == shorter.predicate
                || inside
                    && !metrics.0
                    && longer.entry.part_of_speech == shorter.entry.part_of_speech
                    && longer.entry.relation != shorter.entry.relation)
    }

    pub(super) fn is_metric(&self, entry: &LexicalEntry) -> bool {
        self.context.ontology.relations.get(&entry.relation).is_some_and(|relation| relation.metric)
    }

    /// Whether two tokens stand in one measure: *3 billion in revenue* counts no revenues.
    fn counts_with(&self, sentence: usize, first: usize, second: usize) -> bool {
        self.context
            .measures(sentence)
            .iter()
            .any(|measure| measure.tokens.contains(&first) && measure.tokens.contains(&second))
    }
}

/// The word of a phrase that the others depend on.
fn head_of(tree: &tree::Tree<'_>, range: Range<usize>, part_of_speech: PartOfSpeech) -> Option<usize> {
    let heads = |token: &usize| tree.head(*token).is_none_or(|head| !range.contains(&head));
    // *Net income came to 3 million*: where the parser tears a term apart, its noun heads it.
    let noun = |token: &usize| part_of_speech == PartOfSpeech::Noun && tree.upos(*token) == Upos::Noun;
    range.clone().filter(heads).find(noun).or_else(|| range.clone().find(heads))
}

/// Whether the tagger's part of speech agrees with the entry's.
fn suits(tree: &tree::Tree<'_>, token: usize, part_of_speech: PartOfSpeech) -> bool {
    let participle = tree.token(token).morph.verb_form == Some(VerbForm::Part);
    match (part_of_speech, tree.upos(token)) {
        (PartOfSpeech::Verb, Upos::Verb | Upos::Aux)
        | (PartOfSpeech::Noun, Upos::Noun | Upos::Propn)
        | (PartOfSpeech::Adjective, Upos::Adj) => true,
        // *X was up 4 %*.
        (PartOfSpeech::Adjective, Upos::Adv) => tree.child_by(token, &["cop"]).is_some(),
        // *Was an executive at X*: what has an article of its own is a noun, whatever the tagger says.
        (PartOfSpeech::Noun, Upos::Adj) => tree.child_by(token, &["det"]).is_some(),
        // A participle and the adjective it has become are tagged one for the other.
        (PartOfSpeech::Adjective, Upos::Verb) | (PartOfSpeech::Verb, Upos::Adj) => participle,
        _ => false,
    }
}

/// Whether the head of a term of several words may be a noun that the tagger took for an adjective: *chief executive*.
fn ends_noun(tree: &tree::Tree<'_>, token: usize) -> bool {
    tree.upos(token) == Upos::Adj
}

/// From this confidence on a single word is a name and no word of the lexicon.
const SURE_NAME: f32 = 0.7;
