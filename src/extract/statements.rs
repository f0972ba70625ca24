//! From a reading to a statement: gate, status, value, time and evidence.
//!
//! Owns the search for triggers in a sentence and everything a statement carries besides
//! its participants. Takes the context; gives statements in text order.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::model::analysis::{Measure, MeasureKind};
use crate::model::statement::Attribute;
use crate::model::{Bound, Document, EntityKind, Evidence, Participant, Quantity, Statement, Status, Upos, VerbForm};
use crate::ontology::{Frame, LexicalEntry, PartOfSpeech, Relation, WordClass};

use super::evidence::Characters;
use super::frames::{self, Implied, Object, Reading, Wanted};
use super::naming;
use super::participants::Context;
use super::{status, tree, values};

/// What one document is extracted with.
pub(super) struct Extraction<'e, 'a> {
    pub(super) document: &'e Document,
    pub(super) context: &'e Context<'a>,
    pub(super) characters: &'e Characters,
    pub(super) name: Arc<str>,
}

/// A lexical entry that fires at a place of a sentence.
pub(super) struct Trigger<'o> {
    pub(super) entry: &'o LexicalEntry,
    /// The token that the entry's arguments hang on.
    pub(super) predicate: usize,
    /// The tokens of its words; empty for a construction.
    pub(super) own: std::ops::Range<usize>,
}

impl Extraction<'_, '_> {
    /// The statements of one sentence.
    pub(super) fn sentence(&self, sentence: usize) -> Vec<Statement<Participant>> {
        let mut found = Vec::new();
        let fired = self.fired(sentence);
        let readings: Vec<(&Trigger<'_>, Reading)> = fired
            .iter()
            .flat_map(|trigger| self.readings(sentence, trigger).into_iter().map(move |reading| (trigger, reading)))
            .collect();
        for (trigger, reading) in &readings {
            let superseded = !self.is_exact(trigger, reading)
                && readings.iter().any(|(other, exact)| {
                    same_verb(trigger, other) && same_pair(reading, exact) && self.is_exact(other, exact)
                });
            if !superseded {
                found.extend(self.stated(sentence, trigger, reading));
            }
        }
        found
    }

    /// Whether both participants are of the kinds wanted without being lent one.
    fn is_exact(&self, trigger: &Trigger<'_>, reading: &Reading) -> bool {
        let Some(relation) = self.context.ontology.relations.get(&trigger.entry.relation) else { return false };
        let is = |mention: usize, kinds: &[EntityKind]| kinds.contains(&self.context.mention(mention).kind);
        let object = match &reading.object {
            Object::Mention(object) => is(object.mention, narrowed(&trigger.entry.object_kinds, &relation.range)),
            Object::Nobody | Object::Implied(_) => true,
        };
        object && is(reading.subject.mention, narrowed(&trigger.entry.subject_kinds, &relation.domain))
    }

    /// The entries that fire in a sentence, words before constructions.
    pub(super) fn fired(&self, sentence: usize) -> Vec<Trigger<'_>> {
        let mut triggers = self.triggers(sentence);
        triggers.extend(self.constructions(sentence, &triggers));
        triggers
    }

    /// Who relates to whom according to a trigger's frame.
    pub(super) fn readings(&self, sentence: usize, trigger: &Trigger<'_>) -> Vec<Reading> {
        let entry = trigger.entry;
        let Some(relation) = self.context.ontology.relations.get(&entry.relation) else { return Vec::new() };
        let wanted = Wanted {
            subject: narrowed(&entry.subject_kinds, &relation.domain),
            object: narrowed(&entry.object_kinds, &relation.range),
        };
        frames::readings(self.context, sentence, (trigger.predicate, &trigger.own), entry, &wanted)
    }

    /// The statement that a reading makes, when it passes the gates.
    pub(super) fn stated(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        reading: &Reading,
    ) -> Option<Statement<Participant>> {
        let relation = self.context.ontology.relations.get(&trigger.entry.relation)?;
        self.statement(sentence, trigger, relation, reading)
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
                let said = triggers.iter().any(|other| {
                    other.predicate == token
                        && (entry.predicate_kind.is_some() || other.entry.relation == entry.relation)
                });
                if of_kind && !said {
                    found.push(Trigger { entry, predicate: token, own: token..token });
                }
            }
        }
        found
    }

    /// Whether a token is a word of a longer name: *Bank* in *Bank of America* says nothing.
    fn is_inside_name(&self, sentence: usize, token: usize) -> bool {
        self.context
            .mentions(sentence)
            .any(|(_, mention)| mention.proper && mention.tokens.len() > 1 && mention.tokens.contains(&token))
    }

    /// The entries whose words stand in the sentence; of two that share a token the longer wins.
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
                        let predicate = head_of(tree, start, &words)?;
                        let fits = suits(tree, predicate, part_of_speech)
                            || words.len() > 1 && part_of_speech == PartOfSpeech::Noun && ends_noun(tree, predicate);
                        let fires = fits && companions(tree, predicate, entry);
                        fires.then_some(Trigger { entry, predicate, own: start..start + words.len() })
                    }));
                }
            }
        }
        let strength = |trigger: &Trigger<'_>| (trigger.own.len(), trigger.entry.with.len());
        let strongest: Vec<_> = found
            .iter()
            .map(|trigger| found.iter().filter(|other| other.predicate == trigger.predicate).map(strength).max())
            .collect();
        let mut strongest = strongest.into_iter();
        found.retain(|trigger| strongest.next().flatten() == Some(strength(trigger)));
        found
    }

    fn statement(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        relation: &Relation,
        reading: &Reading,
    ) -> Option<Statement<Participant>> {
        // What stands beside a noun is so whatever the clause says of it.
        let aside = trigger.entry.part_of_speech == PartOfSpeech::Construction;
        let said = self.status(sentence, trigger, reading)?;
        let measure = (!aside).then(|| self.measure(sentence, trigger, relation, reading)).flatten();
        if relation.metric && measure.is_none() {
            return None;
        }
        let mut attributes = IndexMap::new();
        if let Some(role) = &trigger.entry.role {
            attributes.insert("role".to_owned(), Attribute::Text(role.clone()));
        }
        let value = measure.map(|measure| self.signed(sentence, trigger, measure));
        let value = match measure.map(|measure| measure.kind) {
            Some(MeasureKind::Percent) if !relation.metric => {
                let share = value.as_ref().map_or(0.0, |value| value.number / 100.0);
                attributes.insert("share".to_owned(), Attribute::Number(share));
                self.money(sentence, trigger, relation, reading)
            }
            Some(MeasureKind::Count) => value.map(|value| counted(value, &mut attributes)),
            _ => value,
        };
        attributes.sort_unstable_keys();
        let time = (!aside).then(|| values::time(self.context, sentence, trigger.predicate)).flatten();
        let time = time.map(|time| time.period.clone());
        let object = match &reading.object {
            Object::Nobody => None,
            Object::Mention(reached) => {
                Some(self.participant(reached.mention, reached.token, sentence, &relation.range))
            }
            Object::Implied(implied) => Some(self.implied(sentence, implied)),
        };
        if !relation.metric && !relation.unary() && object.is_none() {
            return None;
        }
        Some(Statement {
            subject: self.participant(reading.subject.mention, reading.subject.token, sentence, &relation.domain),
            relation: relation.name.clone(),
            object,
            value,
            time,
            status: said,
            attributes,
            confidence: self.confidence(reading),
            evidence: self.evidence(sentence),
            extractor: trigger.entry.id.clone(),
        })
    }

    /// Whether what the trigger says is a fact; `None` when it states nothing.
    fn status(&self, sentence: usize, trigger: &Trigger<'_>, reading: &Reading) -> Option<Status> {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let (entry, predicate) = (trigger.entry, trigger.predicate);
        let describes = matches!(
            entry.frame,
            Frame::RelationalNoun | Frame::RelationalNounInverse | Frame::ClassNoun | Frame::Attributive
        );
        if entry.part_of_speech == PartOfSpeech::Construction {
            return Some(Status::Completed);
        }
        if describes {
            return status::of_description(tree, words, predicate, entry.status);
        }
        let said = status::of(tree, words, predicate, entry.status)?;
        match reading.support_verb {
            Some(verb) if !tree.descends(predicate, verb) => {
                Some(said.max(status::of(tree, words, verb, entry.status)?))
            }
            _ => Some(said),
        }
    }

    /// The quantity that the statement carries: the metric's figure, or the relation's amount.
    fn measure(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        relation: &Relation,
        reading: &Reading,
    ) -> Option<&Measure> {
        if trigger.entry.frame == Frame::MeasureNoun && relation.measures.contains(&MeasureKind::Count) {
            let counting = values::counting(self.context, sentence, trigger.predicate);
            if counting.is_some() || relation.measures == [MeasureKind::Count] {
                return counting;
            }
        }
        self.nearest(sentence, trigger, &relation.measures, reading)
    }

    /// A change in percent, negative where its verb or noun says that the figure falls.
    fn signed(&self, sentence: usize, trigger: &Trigger<'_>, measure: &Measure) -> Quantity {
        let tree = &self.context.trees[sentence];
        let language = tree.sentence.language;
        let mut quantity = measure.quantity.clone();
        let changes = trigger.entry.relation.as_ref() == CHANGE && measure.kind == MeasureKind::Percent;
        let around = [Some(trigger.predicate), tree.head(trigger.predicate), tree.head(measure.head)];
        let falls = around
            .into_iter()
            .flatten()
            .any(|token| self.context.ontology.words.has(language, WordClass::Decrease, tree.lemma(token)));
        if changes && falls && quantity.number > 0.0 {
            quantity.number = -quantity.number;
        }
        quantity
    }

    fn money(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        relation: &Relation,
        reading: &Reading,
    ) -> Option<Quantity> {
        let money = relation.measures.contains(&MeasureKind::Money);
        let found = money.then(|| self.nearest(sentence, trigger, &[MeasureKind::Money], reading)).flatten();
        found.map(|measure| measure.quantity.clone())
    }

    fn nearest(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        kinds: &[MeasureKind],
        reading: &Reading,
    ) -> Option<&Measure> {
        let tree = &self.context.trees[sentence];
        let mut anchors = vec![trigger.predicate];
        if let Object::Mention(object) = &reading.object {
            anchors.push(object.token);
        }
        let mut free: Vec<usize> = reading.support_verb.into_iter().collect();
        if matches!(tree.relation(trigger.predicate), "nsubj" | "obj" | "obl") {
            free.extend(tree.head(trigger.predicate));
            // *Expects turnover to climb to $90m*.
            free.extend(tree.head(trigger.predicate).and_then(|verb| tree.child_by(verb, &["xcomp"])));
        }
        values::measure(self.context, sentence, &anchors, kinds, &free)
    }

    fn participant(&self, mention: usize, token: usize, sentence: usize, kinds: &[EntityKind]) -> Participant {
        let kind = self.context.kind_in(mention, kinds);
        let mention = self.context.mention(mention);
        let here = mention.sentence == sentence && mention.tokens.contains(&token) || mention.head == token;
        let span = if here { mention.span } else { self.context.trees[sentence].token(token).span };
        Participant {
            name: mention.name.to_string(),
            kind,
            mention: Some(self.document.slice(span).to_owned()),
            characters: Some(self.characters.range(span)),
            iri: mention.iri.as_ref().map(ToString::to_string),
        }
    }

    /// A participant that a word implies.
    fn implied(&self, sentence: usize, implied: &Implied) -> Participant {
        let span = self.context.trees[sentence].token(implied.token).span;
        Participant {
            name: implied.name.clone(),
            kind: implied.kind,
            mention: Some(self.document.slice(span).to_owned()),
            characters: Some(self.characters.range(span)),
            iri: implied.iri.clone(),
        }
    }

    fn evidence(&self, sentence: usize) -> Evidence {
        let span = self.context.analysis.sentences[sentence].span;
        let (start, end) = self.characters.range(span);
        Evidence { document: self.name.clone(), start, end, text: self.document.slice(span).into() }
    }

    /// How sure the participants are, times a prior for rules that no case has measured yet.
    fn confidence(&self, reading: &Reading) -> f64 {
        let of = |reached: &super::participants::Reached| {
            reached.confidence * self.context.mention(reached.mention).confidence
        };
        let object = match &reading.object {
            Object::Mention(reached) => of(reached),
            Object::Nobody | Object::Implied(_) => 1.0,
        };
        let product = f64::from(of(&reading.subject) * object) * PRIOR;
        (product * 1000.0).round() / 1000.0
    }
}

/// Whether two entries read the same verb.
fn same_verb(one: &Trigger<'_>, other: &Trigger<'_>) -> bool {
    one.predicate == other.predicate
        && one.entry.id != other.entry.id
        && one.entry.part_of_speech == PartOfSpeech::Verb
        && other.entry.part_of_speech == PartOfSpeech::Verb
}

/// Whether two readings relate the same two mentions, in whichever direction.
fn same_pair(one: &Reading, other: &Reading) -> bool {
    let mentions = |reading: &Reading| match &reading.object {
        Object::Mention(object) => {
            let (subject, object) = (reading.subject.mention, object.mention);
            Some((subject.min(object), subject.max(object)))
        }
        Object::Nobody | Object::Implied(_) => None,
    };
    mentions(one).is_some() && mentions(one) == mentions(other)
}

/// The metric whose figure has a sign.
const CHANGE: &str = "price-change";

/// Precision assumed for an entry that no case has measured.
const PRIOR: f64 = 0.9;

fn narrowed<'k, T>(entry: &'k [T], relation: &'k [T]) -> &'k [T] {
    if entry.is_empty() { relation } else { entry }
}

/// A count's noun goes where the schema wants it; the unit stays in the document's words.
fn counted(value: Quantity, attributes: &mut IndexMap<String, Attribute>) -> Quantity {
    attributes.insert("counted".to_owned(), Attribute::Text(value.unit.clone()));
    Quantity { bound: if value.number < 0.0 { Bound::Exact } else { value.bound }, ..value }
}

/// The word of the phrase at `start` that the others depend on, when the phrase stands there.
fn head_of(tree: &tree::Tree<'_>, start: usize, words: &[&str]) -> Option<usize> {
    if !tree.phrase_at(start, words) {
        return None;
    }
    let range = start..start + words.len();
    let heads = |token: &usize| tree.head(*token).is_none_or(|head| !range.contains(&head));
    range.clone().find(heads)
}

/// Whether the tagger's part of speech agrees with the entry's.
fn suits(tree: &tree::Tree<'_>, token: usize, part_of_speech: PartOfSpeech) -> bool {
    let participle = tree.token(token).morph.verb_form == Some(VerbForm::Part);
    match (part_of_speech, tree.upos(token)) {
        (PartOfSpeech::Verb, Upos::Verb | Upos::Aux)
        | (PartOfSpeech::Noun, Upos::Noun | Upos::Propn)
        | (PartOfSpeech::Adjective, Upos::Adj) => true,
        // A participle and the adjective it has become are tagged one for the other.
        (PartOfSpeech::Adjective, Upos::Verb) | (PartOfSpeech::Verb, Upos::Adj) => participle,
        _ => false,
    }
}

/// Whether the head of a term of several words may be a noun that the tagger took for an adjective: *chief executive*.
fn ends_noun(tree: &tree::Tree<'_>, token: usize) -> bool {
    tree.upos(token) == Upos::Adj
}

/// Whether the words that an entry wants beside its predicate depend on it.
fn companions(tree: &tree::Tree<'_>, predicate: usize, entry: &LexicalEntry) -> bool {
    entry.with.iter().all(|companion| {
        let words = tree::phrase(companion);
        (0..tree.len()).any(|token| {
            tree.phrase_at(token, &words)
                && (token..token + words.len()).any(|word| {
                    let depth = tree.ancestors(word).position(|ancestor| ancestor == predicate);
                    depth.is_some_and(|depth| (1..=2).contains(&depth))
                })
        })
    })
}
