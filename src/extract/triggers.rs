//! Triggers: which lexical entries fire where in a sentence.
//!
//! Owns the match of an entry's words, their part of speech and their companions, and the places where
//! constructions are tried. Leaves who takes part to `frames`.

use std::ops::Range;

use crate::model::analysis::{MEGAWATT, Measure, MeasureKind};
use crate::model::{EntityKind, Upos, VerbForm};
use crate::ontology::{Frame, LexicalEntry, PartOfSpeech, WordClass};

use super::context::Context;
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
        let mut found = Vec::new();
        for entry in ontology.lexicon.constructions(language) {
            for token in (0..tree.len()).filter(|&token| matches!(tree.upos(token), Upos::Noun | Upos::Propn)) {
                let of_kind = entry
                    .predicate_kind
                    .is_none_or(|kind| naming::kind_of(self.context, sentence, token) == Some(kind));
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
                for word in std::iter::once(&lemma).chain((form != lemma).then_some(&form)) {
                    found.extend(lexicon.starting_with(language, part_of_speech, word).filter_map(|entry| {
                        let words = tree::phrase(&entry.lemma);
                        let predicate = head_of(tree, start, &words, part_of_speech)?;
                        let fits = suits(tree, predicate, part_of_speech)
                            || words.len() > 1 && part_of_speech == PartOfSpeech::Noun && ends_noun(tree, predicate);
                        let fires = fits && companions(self.context, sentence, predicate, entry);
                        fires.then_some(Trigger { entry, predicate, own: start..start + words.len() })
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

/// The word of the phrase at `start` that the others depend on, when the phrase stands there.
fn head_of(tree: &tree::Tree<'_>, start: usize, words: &[&str], part_of_speech: PartOfSpeech) -> Option<usize> {
    if !tree.phrase_at(start, words) {
        return None;
    }
    let range = start..start + words.len();
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

/// Whether the words that an entry wants beside its predicate depend on it. A scale stands for any amount of money,
/// a word for percent for any share that is the verb's own: *raise $5m* is *raise* with *million*.
fn companions(context: &Context<'_>, sentence: usize, predicate: usize, entry: &LexicalEntry) -> bool {
    let tree = &context.trees[sentence];
    let near = |word: usize, reach: usize| {
        if word == predicate || !tree.descends(word, predicate) {
            return false;
        }
        // *A fifth of its staff, or 640 jobs*: what is joined stands as near as what it is joined to.
        let steps: Vec<usize> = tree.ancestors(word).take_while(|&at| at != predicate).collect();
        // *The drone, made by X, costs $400*: a verb that says more of the subject is no companion.
        let aside = tree.upos(word) == Upos::Verb && steps.iter().any(|&at| tree.relation(at) == "nsubj");
        // *Had $3bn in profit, as revenue rose*: nor is the subject of another clause.
        let clause = |&at: &usize| tree.upos(at) == Upos::Verb && tree.child_by(at, &["nsubj"]) == Some(word);
        let another = tree.head(word).filter(clause).is_some_and(|above| above != predicate);
        if aside || another {
            return false;
        }
        // *500 millions d'euros d'obligations*: the words of an amount are one step.
        let measured = |at: usize| {
            context.measures(sentence).iter().any(|measure| {
                measure.kind == MeasureKind::Money
                    && measure.tokens.contains(&at)
                    && !measure.tokens.contains(&word)
                    && tree.head(at).is_some_and(|head| measure.tokens.contains(&head))
            })
        };
        let counts = |at: usize| tree.relation(at) != "conj" && !measured(at);
        (1..=reach).contains(&steps.iter().filter(|&&at| counts(at)).count().max(1))
    };
    let amount = |kind: MeasureKind| {
        let measures = context.measures(sentence).iter();
        let mut measures = measures.filter(|measure| measure.kind == kind);
        // What is measured in watts may stand behind an adposition: *dispose de 180 MW*.
        let bare = |measure: &Measure| kind == MeasureKind::Power || tree.marker(measure.head).is_none();
        // *The $5m that X put into Y*: the amount stands before the clause that says what became of it.
        let relative = |measure: &Measure| {
            tree.full_relation(predicate) == "acl:relcl"
                && tree.head(predicate).is_some_and(|head| measure.tokens.contains(&head))
        };
        measures.any(|measure| near(measure.head, 1) && bare(measure) || relative(measure))
    };
    let language = entry.language;
    let words = &context.ontology.words;
    let excluded = entry.without.iter().any(|word| {
        let phrase = tree::phrase(word);
        // What another verb governs says nothing of this one.
        let own = |at: usize| {
            let verbal = |step: usize| tree.upos(step) == Upos::Verb;
            near(at, 3) && !tree.ancestors(at).take_while(|&step| step != predicate).any(verbal)
        };
        // *Condamné à verser 3 millions*: what governs the predicate counts as well.
        let governs = |at: usize| tree.head(predicate) == Some(at);
        (0..tree.len()).any(|token| {
            tree.phrase_at(token, &phrase) && (token..token + phrase.len()).any(|at| own(at) || governs(at))
        })
    });
    !excluded
        && entry.with.iter().all(|companion| {
            let phrase = tree::phrase(companion);
            // *Raised that to 41 euros*: an amount that something is brought to is another argument.
            let governed = |word: usize| {
                let measured = |measure: &&Measure| measure.tokens.contains(&word);
                let amount = context.measures(sentence).iter().find(measured);
                let marker = amount.filter(|it| it.kind == MeasureKind::Money).and_then(|it| tree.marker(it.head));
                marker
                    .is_some_and(|marker| context.ontology.words.has(entry.language, WordClass::DativeMarker, &marker))
            };
            // *Joined the CAC 40*: a companion that is itself a name is meant by it.
            let is_name = companion.starts_with(char::is_uppercase);
            let fits =
                |word: usize| near(word, 2) && !governed(word) && (is_name || !is_of_an_actor(context, sentence, word));
            let said =
                (0..tree.len()).any(|token| tree.phrase_at(token, &phrase) && (token..token + phrase.len()).any(fits));
            said || words.has(language, WordClass::Scale, companion) && amount(MeasureKind::Money)
                || words.has(language, WordClass::Percent, companion) && amount(MeasureKind::Percent)
                || companion == MEGAWATT && amount(MeasureKind::Power)
        })
}

/// Whether a common word only tells which actor is meant: *bought the pump maker X from Y*, *sold its pump business*, *X
/// Software raised its offer*.
fn is_of_an_actor(context: &Context<'_>, sentence: usize, word: usize) -> bool {
    let tree = &context.trees[sentence];
    let named = context
        .mention_at(sentence, word)
        .map(|(index, proper)| (context.mention(index), proper))
        .is_some_and(|(it, proper)| proper && it.tokens.start < word && it.kind == EntityKind::Organization);
    let actor = |noun: usize| {
        let kind = context.ontology.words.value(tree.sentence.language, WordClass::KindNoun, tree.lemma(noun));
        let kind = kind.and_then(EntityKind::from_name);
        let firm = context.ontology.words.has(tree.sentence.language, WordClass::AnyFirm, tree.lemma(noun));
        tree.upos(noun) == Upos::Noun && (firm || kind == Some(EntityKind::Organization))
    };
    named || tree.relation(word) == "compound" && tree.head(word).is_some_and(actor)
}

/// From this confidence on a single word is a name and no word of the lexicon.
const SURE_NAME: f32 = 0.7;
