//! From a reading to a statement: gate, status, value, time and evidence.
//!
//! Owns everything a statement carries besides its participants, and the choice between readings of
//! one word. Takes triggers and their readings; gives statements in text order.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::model::analysis::{Measure, MeasureKind, Mention};
use crate::model::statement::{Attribute, Attributes};
use crate::model::{Bound, Document, EntityKind, Evidence, Participant, Quantity, Span, Statement, Upos};
use crate::ontology::{Frame, LexicalEntry, Nature, PartOfSpeech, Relation, WordClass};

use super::evidence::Characters;
use super::frames::{self, Implied, Object, Reading, Wanted};
use super::participants::Context;
use super::triggers::Trigger;
use super::{beside, stakes, tree, values};

/// What one document is extracted with.
pub(super) struct Extraction<'e, 'a> {
    pub(super) document: &'e Document,
    pub(super) context: &'e Context<'a>,
    pub(super) characters: &'e Characters,
    pub(super) name: Arc<str>,
}

impl Extraction<'_, '_> {
    /// The statements of one sentence. What a construction counts gives way to a word of the lexicon that says
    /// what the figure is.
    pub(super) fn sentence(&self, sentence: usize) -> Vec<Statement<Participant>> {
        let fired = self.fired(sentence);
        if fired.is_empty() || self.warns(sentence) {
            return Vec::new();
        }
        let mut found: Vec<Said> = Vec::new();
        let changes = self.changes(sentence, &fired);
        for trigger in &fired {
            let companions = trigger.entry.with.len();
            for reading in self.readings(sentence, trigger) {
                for statement in self.stated(sentence, trigger, &reading) {
                    let known = self.is_done_to(sentence, trigger, &fired)
                        || trigger.entry.frame == Frame::Counted
                            && found.iter().any(|other| same_figure(&statement, &other.statement))
                        || beside::same_change(&statement, &changes)
                        || trigger.own.is_empty()
                            && trigger.entry.frame == Frame::ClassNoun
                            && found.iter().any(|other| {
                                other.predicate == trigger.predicate && other.statement.relation == statement.relation
                            });
                    if !known {
                        found.push(Said {
                            predicate: trigger.predicate,
                            worded: !trigger.own.is_empty(),
                            lends: self.lends(trigger, &reading),
                            asks: self.asks_for(trigger, &reading),
                            companions,
                            support: reading.support_verb.filter(|_| !trigger.own.is_empty()),
                            pair: pair(&reading),
                            statement,
                        });
                    }
                }
            }
        }
        let found = kept(kept(found, is_less_told), |at, all| {
            is_being_made(at, all) || is_where(at, all) || is_under_contract(at, all)
        });
        let said = kept(found, outdone).into_iter().flat_map(|said| stakes::with_its_holding(said.statement));
        let changed = changes.iter().flat_map(|change| self.changed(sentence, change));
        self.with_predecessors(sentence, said.chain(changed).collect())
    }

    /// Whether a verb that counts what it does things to has the noun of another metric for its object: who *lays off 640
    /// employees* does not have them.
    fn is_done_to(&self, sentence: usize, trigger: &Trigger<'_>, fired: &[Trigger<'_>]) -> bool {
        let tree = &self.context.trees[sentence];
        let counts = |other: &Trigger<'_>| {
            other.entry.frame == Frame::Measure
                && other.entry.relation != trigger.entry.relation
                && other.entry.relation.as_ref() == beside::UNITS
                && tree.head(trigger.predicate) == Some(other.predicate)
        };
        trigger.entry.frame == Frame::MeasureNoun
            && self
                .context
                .ontology
                .relations
                .get(&trigger.entry.relation)
                .is_some_and(|metric| metric.measures == [MeasureKind::Count])
            && tree.relation(trigger.predicate) == "obj"
            && fired.iter().any(counts)
    }

    /// Whether a sentence is the publisher's warning to its readers rather than news.
    pub(super) fn warns(&self, sentence: usize) -> bool {
        let tree = &self.context.trees[sentence];
        let phrases = self.context.ontology.words.of(tree.sentence.language, WordClass::Disclaimer);
        let phrases: Vec<Vec<&str>> = phrases.map(|(form, _)| tree::phrase(form)).collect();
        (0..tree.len()).any(|token| phrases.iter().any(|phrase| tree.phrase_at(token, phrase)))
    }

    /// Whether a reading lends a name a kind that is not its own.
    fn lends(&self, trigger: &Trigger<'_>, reading: &Reading) -> bool {
        let Some(relation) = self.context.ontology.relations.get(&trigger.entry.relation) else { return false };
        let lent = |mention: usize, kinds: &[EntityKind]| {
            let mention = self.context.mention(mention);
            mention.proper && !kinds.contains(&mention.kind)
        };
        let object = match &reading.object {
            Object::Mention(object) => lent(object.mention, narrowed(&trigger.entry.object_kinds, &relation.range)),
            Object::Nobody | Object::Implied(_) => false,
        };
        object || lent(reading.subject.mention, narrowed(&trigger.entry.subject_kinds, &relation.domain))
    }

    /// Whether an entry asks for just the kind that the subject or object of a reading is of: who *runs* a company, a
    /// person, leads it. Organisations are asked for by most, which tells nothing.
    fn asks_for(&self, trigger: &Trigger<'_>, reading: &Reading) -> bool {
        let asks = |kinds: &[EntityKind], mention: usize| matches!(kinds, [only] if *only != EntityKind::Organization && self.context.mention(mention).kind == *only);
        let object = match &reading.object {
            Object::Mention(object) => asks(&trigger.entry.object_kinds, object.mention),
            Object::Nobody | Object::Implied(_) => false,
        };
        object || asks(&trigger.entry.subject_kinds, reading.subject.mention)
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

    /// The statements that a reading makes, when it passes the gates: one, but for coordinated counts.
    pub(super) fn stated(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        reading: &Reading,
    ) -> Vec<Statement<Participant>> {
        let Some(relation) = self.context.ontology.relations.get(&trigger.entry.relation) else { return Vec::new() };
        if self.is_change_of_another(sentence, trigger)
            || relation.is(Nature::Naming) && !self.is_between_names(reading)
        {
            return Vec::new();
        }
        // What stands beside a noun is so whatever the clause says of it.
        let aside = trigger.entry.part_of_speech == PartOfSpeech::Construction && !relation.metric;
        let measure = (!aside).then(|| self.measure(sentence, trigger, relation, reading)).flatten();
        // *15% of the shares* is no change of their price, *15% of the output* none of it.
        let changes = relation.name.as_ref() == CHANGE || trigger.entry.measured_in == Some(MeasureKind::Percent);
        let still = |measure: &Measure| changes && !self.is_change(measure, trigger.predicate);
        if trigger.entry.frame == Frame::MeasureNoun && measure.is_some_and(still) {
            return Vec::new();
        }
        let Some(first) = self.statement(sentence, trigger, relation, reading, measure) else { return Vec::new() };
        let mut found = vec![first];
        if let Some(measure) = measure.filter(|_| relation.metric) {
            found.extend(self.beside(trigger, measure, &found[0]));
        }
        found
    }

    fn is_between_names(&self, reading: &Reading) -> bool {
        let named = |mention: usize| self.context.mention(mention).proper;
        let object = matches!(&reading.object, Object::Mention(object) if named(object.mention));
        object && named(reading.subject.mention)
    }

    /// Whether a noun of change says what changes, and that is no price: *a fall of 3 % in revenue*.
    fn is_change_of_another(&self, sentence: usize, trigger: &Trigger<'_>) -> bool {
        let tree = &self.context.trees[sentence];
        if trigger.entry.relation.as_ref() != CHANGE || trigger.entry.part_of_speech != PartOfSpeech::Noun {
            return false;
        }
        let measures = |token: usize| {
            let lemma = tree.lemma(token).to_lowercase();
            let lexicon = &self.context.ontology.lexicon;
            lexicon.starting_with(tree.sentence.language, PartOfSpeech::Noun, &lemma).any(|entry| {
                self.is_metric(entry)
                    && !PRICES.contains(&entry.relation.as_ref())
                    && tree.phrase_at(token, &tree::phrase(&entry.lemma))
            })
        };
        (trigger.own.end..tree.len())
            .filter(|&token| tree.relation(token) == "nmod" && tree.descends(token, trigger.predicate))
            .any(measures)
    }

    pub(super) fn statement(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        relation: &Relation,
        reading: &Reading,
        measure: Option<&Measure>,
    ) -> Option<Statement<Participant>> {
        let aside = trigger.entry.part_of_speech == PartOfSpeech::Construction && !relation.metric;
        let said = self.status(sentence, trigger, reading)?;
        if relation.metric && measure.is_none() {
            return None;
        }
        let mut attributes = Attributes::default();
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
        let own = match &reading.object {
            Object::Mention(reached) => values::of_conjunct(self.context, sentence, reached.token),
            _ => None,
        };
        let nearest = || own.or_else(|| values::time(self.context, sentence, trigger.predicate));
        let time = (!aside).then(nearest).flatten();
        let time = time.map(|time| time.period.clone().into());
        let object = match &reading.object {
            Object::Nobody => None,
            Object::Mention(reached) => {
                let object = self.participant(reached.mention, reached.token, sentence, &relation.range);
                Some(self.with_its_noun(sentence, trigger, object, reached.mention))
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
            value: value.map(Into::into),
            time,
            status: said,
            attributes,
            confidence: self.confidence(trigger.entry, reading),
            evidence: self.evidence(sentence),
            extractor: trigger.entry.id.clone(),
        })
    }

    /// The quantity that the statement carries: the metric's figure, or the relation's amount.
    fn measure(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        relation: &Relation,
        reading: &Reading,
    ) -> Option<&Measure> {
        if matches!(trigger.entry.frame, Frame::MeasureNoun | Frame::Counted)
            && relation.measures.contains(&MeasureKind::Count)
            && trigger.entry.measured_in.is_none()
        {
            let tree = &self.context.trees[sentence];
            // *A workforce of 950 people*.
            let of = |measure: &&Measure| {
                measure.sentence == sentence
                    && measure.kind == MeasureKind::Count
                    && trigger.entry.frame == Frame::MeasureNoun
                    && tree.relation(measure.head) == "nmod"
                    && tree.head(measure.head) == Some(trigger.predicate)
            };
            // *With two colleagues*: a few people are no headcount.
            let few =
                |measure: &&Measure| trigger.entry.relation.as_ref() != HEADCOUNT || measure.quantity.number >= FEW;
            let counting = values::counting(self.context, sentence, trigger.predicate)
                .filter(few)
                .or_else(|| self.context.analysis.measures.iter().find(of));
            return counting;
        }
        if let Some(measure) = self.counting_companion(sentence, trigger, relation) {
            return Some(measure);
        }
        let kinds = Self::measured_in(trigger, relation);
        if let Some(measure) = self.companion_figure(sentence, trigger, &kinds) {
            return Some(measure);
        }
        let nearest = self.nearest(sentence, trigger, &kinds, reading);
        // What a verb counts is its own: *who makes steel, has 3,800 staff* makes no staff.
        let counts = trigger.entry.frame == Frame::Measure && relation.measures.contains(&MeasureKind::Count);
        let own = |measure: &Measure| !trigger.entry.with.is_empty() || self.is_object_of(measure, trigger.predicate);
        nearest.filter(|measure| !counts || self.is_of_verb(measure, trigger.predicate) && own(measure))
    }

    /// The count of the noun that an entry of a metric of things counted wants beside its verb: *has four hospitals and
    /// 3,400 employees*.
    fn counting_companion(&self, sentence: usize, trigger: &Trigger<'_>, relation: &Relation) -> Option<&Measure> {
        let tree = &self.context.trees[sentence];
        let counts = relation.measures.contains(&MeasureKind::Count) && trigger.entry.frame == Frame::Measure;
        let wanted = |token: usize| trigger.entry.with.iter().any(|companion| companion == tree.lemma(token));
        let mut measures = self.context.analysis.measures.iter();
        measures.find(|measure| {
            counts
                && measure.sentence == sentence
                && measure.kind == MeasureKind::Count
                && measure.tokens.clone().any(wanted)
        })
    }

    /// The figure of the noun that an entry wants beside its verb: *reported revenue of 3 million and a profit of 1
    /// million*.
    fn companion_figure(&self, sentence: usize, trigger: &Trigger<'_>, kinds: &[MeasureKind]) -> Option<&Measure> {
        let tree = &self.context.trees[sentence];
        if trigger.entry.frame != Frame::Measure {
            return None;
        }
        let companion = |&token: &usize| {
            tree.upos(token) == Upos::Noun
                && trigger.entry.with.iter().any(|word| word == tree.lemma(token))
                && tree.descends(token, trigger.predicate)
        };
        let mut nouns = (trigger.predicate + 1..tree.len()).filter(companion);
        nouns.find_map(|noun| values::of_noun(self.context, sentence, noun, kinds))
    }

    /// Whether a figure hangs on a verb, no other verb between.
    fn is_of_verb(&self, measure: &Measure, verb: usize) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let above = tree.ancestors(measure.head).find(|&above| tree.upos(above) == Upos::Verb);
        above.is_none_or(|above| above == verb)
    }

    /// Whether no noun between a figure and its verb would have it: who *recalls a load of 300 boxes* recalls a load.
    fn is_object_of(&self, measure: &Measure, verb: usize) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let mut up = tree.ancestors(measure.head).take_while(|&above| above != verb);
        let of_noun = |token: usize| {
            tree.relation(token) == "nmod" && tree.head(token).is_some_and(|head| head < measure.tokens.start)
        };
        // *Founded by two brothers*: who acts is not what the verb counts.
        let words = &self.context.ontology.words;
        let agent = |token: usize| {
            let marker = tree.marker(token).filter(|_| tree.relation(token) == "obl");
            marker.is_some_and(|marker| words.has(tree.sentence.language, WordClass::AgentMarker, &marker))
        };
        let acts = tree.ancestors(measure.head).take_while(|&above| above != verb).any(agent);
        !acts && !up.any(of_noun)
    }

    /// What a figure may be measured in: a metric of things counted takes another measure only of an entry that names
    /// its unit (*manages 25 million*).
    fn measured_in(trigger: &Trigger<'_>, relation: &Relation) -> Vec<MeasureKind> {
        match trigger.entry.measured_in {
            Some(kind) => vec![kind],
            None if relation.metric && relation.measures.contains(&MeasureKind::Count) => {
                let counts = |kind: &&MeasureKind| matches!(kind, MeasureKind::Count | MeasureKind::Other);
                relation.measures.iter().filter(counts).copied().collect()
            }
            None => relation.measures.clone(),
        }
    }

    /// A change in percent, negative where its verb or noun says that the figure falls.
    fn signed(&self, sentence: usize, trigger: &Trigger<'_>, measure: &Measure) -> Quantity {
        let tree = &self.context.trees[sentence];
        let language = tree.sentence.language;
        let mut quantity = measure.quantity.clone();
        let changes = measure.kind == MeasureKind::Percent
            && (trigger.entry.relation.as_ref() == CHANGE || trigger.entry.measured_in == Some(MeasureKind::Percent));
        let before = measure.tokens.start.checked_sub(1);
        // *Closed 6 % lower*.
        let after = Some(measure.tokens.end).filter(|&after| after < tree.len());
        // *X fell 3 %, while Y gained 2 %*: a verb that says the way itself asks none above it.
        let words = &self.context.ontology.words;
        let rises = words.has(language, WordClass::Increase, tree.lemma(trigger.predicate));
        let above = tree.head(trigger.predicate).filter(|_| !rises);
        let around = [Some(trigger.predicate), above, tree.head(measure.head), before, after];
        let falls =
            around.into_iter().flatten().any(|token| words.has(language, WordClass::Decrease, tree.lemma(token)));
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
        // *A round of 150 million values X at 2 billion*: the figure comes behind the verb where there is one.
        let behind = trigger.entry.frame == Frame::MeasureObject;
        // *Closed 4 cents lower at 61 cents*: the figure behind the entry's marker.
        if trigger.entry.frame == Frame::Measure && !trigger.entry.markers.is_empty() {
            let marked = |measure: &&Measure| {
                measure.sentence == sentence
                    && kinds.contains(&measure.kind)
                    && tree.descends(measure.head, trigger.predicate)
                    && tree.marker(measure.head).is_some_and(|marker| trigger.entry.markers.contains(&marker))
            };
            if let Some(measure) = self.context.analysis.measures.iter().find(marked) {
                return Some(measure);
            }
        }
        let from = |start: usize| values::measure(self.context, sentence, &anchors, kinds, &free, start);
        from(if behind { trigger.predicate } else { 0 }).or_else(|| from(0))
    }

    pub(super) fn participant(
        &self,
        mention: usize,
        token: usize,
        sentence: usize,
        kinds: &[EntityKind],
    ) -> Participant {
        let kind = self.context.kind_in(mention, kinds);
        let mention = self.context.mention(mention);
        // *Its pizza business* may be sold: an entry that asks for a sector means a thing that goes without a name.
        let things = [EntityKind::Unnamed, EntityKind::Product];
        let lent = things.into_iter().find(|kind| kinds.contains(kind)).filter(|_| !mention.proper);
        let kind = if kinds.contains(&kind) { kind } else { lent.unwrap_or(kind) };
        let here = mention.sentence == sentence && mention.tokens.contains(&token) || mention.head == token;
        let span = if here { self.context.full_span(mention) } else { self.context.trees[sentence].token(token).span };
        let body = kinds.contains(&EntityKind::Organization).then(|| self.public_body(mention)).flatten();
        let span = body.filter(|_| here).map_or(span, |noun| span.cover(noun));
        let sector = kind == EntityKind::Sector && !mention.proper;
        Participant {
            name: if sector { self.context.bare_name(mention) } else { mention.name.to_string() },
            kind,
            mention: Some(self.document.slice(span).to_owned()),
            characters: Some(self.characters.range(span)),
            iri: mention.iri.as_ref().map(ToString::to_string),
        }
    }

    /// *The region of X*: the noun of the body that acts for a place.
    fn public_body(&self, place: &Mention) -> Option<Span> {
        let tree = &self.context.trees[place.sentence];
        if !place.proper || place.kind != EntityKind::Place {
            return None;
        }
        let between = |&at: &usize| matches!(tree.upos(at), Upos::Adp | Upos::Det);
        let noun = (0..place.tokens.start).rev().find(|at| !between(at))?;
        let words = &self.context.ontology.words;
        let body = words.has(tree.sentence.language, WordClass::PublicBody, tree.lemma(noun));
        (body && tree.upos(noun) == Upos::Noun && tree.descends(place.head, noun)).then(|| tree.token(noun).span)
    }

    /// A sector said by the complement of a noun stands in the text as both: *maker of chips*, *chip maker*.
    fn with_its_noun(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        object: Participant,
        mention: usize,
    ) -> Participant {
        let mention = self.context.mention(mention);
        let beside = mention.sentence == sentence
            && !mention.proper
            && trigger.entry.frame == Frame::RelationalNoun
            && (mention.tokens.end == trigger.predicate
                || mention.tokens.start > trigger.predicate && mention.tokens.start <= trigger.predicate + COMPLEMENT);
        if object.kind != EntityKind::Sector || !beside {
            return object;
        }
        let span = self.context.trees[sentence].token(trigger.predicate).span.cover(mention.span);
        Participant {
            mention: Some(self.document.slice(span).to_owned()),
            characters: Some(self.characters.range(span)),
            ..object
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

    /// The measured precision of the entry, a little more or less as the way to the participants is sure.
    fn confidence(&self, entry: &LexicalEntry, reading: &Reading) -> f64 {
        let of = |reached: &super::participants::Reached| {
            reached.confidence * self.context.mention(reached.mention).confidence
        };
        let object = match &reading.object {
            Object::Mention(reached) => of(reached),
            Object::Nobody | Object::Implied(_) => 1.0,
        };
        let way = f64::from(of(&reading.subject) * object);
        let confidence = (entry.precision * (SURELY + WAY * way)).clamp(0.01, 0.99);
        (confidence * 1000.0).round() / 1000.0
    }
}

/// A statement and what its reading was.
struct Said {
    predicate: usize,
    /// Whether a word of the lexicon says it, not a construction.
    worded: bool,
    lends: bool,
    asks: bool,
    /// How many companions the entry names: *take a stake* has one.
    companions: usize,
    /// The verb that supports the noun of the reading.
    support: Option<usize>,
    pair: Option<(usize, usize)>,
    statement: Statement<Participant>,
}

/// The two mentions that a reading relates, in whichever direction.
fn pair(reading: &Reading) -> Option<(usize, usize)> {
    match &reading.object {
        Object::Mention(object) => {
            let (subject, object) = (reading.subject.mention, object.mention);
            Some((subject.min(object), subject.max(object)))
        }
        Object::Nobody | Object::Implied(_) => None,
    }
}

/// Those of which `lost` does not hold among all.
fn kept(all: Vec<Said>, lost: impl Fn(usize, &[Said]) -> bool) -> Vec<Said> {
    let lost: Vec<bool> = (0..all.len()).map(|at| lost(at, &all)).collect();
    all.into_iter().zip(lost).filter_map(|(said, lost)| (!lost).then_some(said)).collect()
}

/// Whether an entry with more companions says something by the same word: *own 5 % of X* is no owning of X.
fn is_less_told(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    own.worded
        && all.iter().any(|other| {
            // *Ordered X to pay 3 million*: what X spends is another thing than who ordered it.
            let same_word = other.worded && other.predicate == own.predicate;
            let tells_of = own.pair.is_none() || own.statement.subject.name == other.statement.subject.name;
            same_word && (other.pair.is_some() || tells_of) && other.companions > own.companions
        })
}

/// Whether a word says that what stands there as somebody's is only being made by them: *X builds its second plant*.
fn is_being_made(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    let made = |other: &Said| other.worded && other.pair == own.pair && other.statement.relation.as_ref() == MAKES;
    !own.worded && own.statement.relation.as_ref() == RUNS && own.pair.is_some() && all.iter().any(made)
}

/// Whether a contract of the same two tells what a delivery is: *signed a deal to supply Y*.
fn is_under_contract(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    let contract = |other: &Said| other.pair == own.pair && other.statement.relation.as_ref() == CONTRACTS;
    own.statement.relation.as_ref() == SUPPLIES && own.pair.is_some() && all.iter().any(contract)
}

/// Whether an object is but the place of another that the same word says the same of: *invested in a plant at X*.
fn is_where(at: usize, all: &[Said]) -> bool {
    let place = |said: &Said| said.statement.object.as_ref().map(|object| object.kind == EntityKind::Place);
    let own = &all[at];
    place(own) == Some(true)
        && all.iter().any(|other| {
            let same = other.predicate == own.predicate && other.statement.relation == own.statement.relation;
            same && place(other) == Some(false) && other.statement.subject.name == own.statement.subject.name
        })
}

/// Whether another reading of the same word about the same two says another relation and is the better one: it
/// lends no name a kind that is not its own, its entry asks for just such an object, or it is surer. Who owns a company
/// runs no facility of that name; who buys tokens invests.
fn outdone(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    own.pair.is_some()
        && all.iter().enumerate().any(|(other_at, other)| {
            // *X provided a loan to Y*: the noun tells what is provided.
            let supported = other.support == Some(own.predicate) && own.companions == 0;
            let rival = (other.predicate == own.predicate || supported)
                && other.pair == own.pair
                && other.statement.relation != own.statement.relation;
            let rank = |said: &Said| (!said.lends, said.asks);
            let better = match rank(other).cmp(&rank(own)) {
                Ordering::Greater => true,
                Ordering::Less => false,
                Ordering::Equal => (other.statement.confidence, at) > (own.statement.confidence, other_at),
            };
            rival && (better || supported)
        })
}

/// The metrics whose change is one of price.
pub(super) const PRICES: [&str; 4] = [CHANGE, "price", "market-cap", "valuation"];

/// The metric of people, and how many are too few for it.
const HEADCOUNT: &str = "headcount";
const FEW: f64 = 5.0;

/// The relation of a maker to what it makes, and of who runs a site to the site.
const MAKES: &str = "develops";
const RUNS: &str = "operates";

/// The relations of a supplier to its customer, without a contract and with one.
const SUPPLIES: &str = "supplies";
const CONTRACTS: &str = "contracts-with";

/// The metric whose figure has a sign.
pub(super) const CHANGE: &str = "price-change";

/// On the cases, statements whose participants were reached on the least sure way were right 0.85 times
/// as often as the average, those on the surest 1.1 times: a line through both.
const SURELY: f64 = 0.8;
const WAY: f64 = 0.35;

/// How far behind its noun a complement begins: *maker of the chips*.
const COMPLEMENT: usize = 4;

fn same_figure(a: &Statement<Participant>, b: &Statement<Participant>) -> bool {
    let number = |statement: &Statement<Participant>| statement.value.as_ref().map(|value| value.number.to_bits());
    number(a) == number(b)
}

fn narrowed<'k, T>(entry: &'k [T], relation: &'k [T]) -> &'k [T] {
    if entry.is_empty() { relation } else { entry }
}

/// A count's noun goes where the schema wants it; the unit stays in the document's words.
pub(super) fn counted(value: Quantity, attributes: &mut Attributes) -> Quantity {
    if value.unit.is_empty() {
        return value;
    }
    attributes.insert("counted".to_owned(), Attribute::Text(value.unit.clone()));
    Quantity { bound: if value.number < 0.0 { Bound::Exact } else { value.bound }, ..value }
}
