//! Which figure a statement carries: the number of a metric, the amount of a deal.
//!
//! Owns the choice among the measures of a sentence for one reading, their sign and what becomes of a count's noun. Takes
//! triggers and readings as `statements` has them; leaves distances in the tree to `values`.

use std::borrow::Cow;

use crate::model::analysis::{Measure, MeasureKind};
use crate::model::statement::{Attribute, Attributes};
use crate::model::{Bound, EntityKind, Number, Quantity, Upos};
use crate::ontology::{Frame, PartOfSpeech, Relation, WordClass};

use super::complements::is_marked;
use super::frames::{Object, Reading};
use super::lists;
use super::naming;
use super::participants::Reached;
use super::relations::{HEADCOUNT, PRICE, PRICE_CHANGE, UNITS};
use super::statements::Extraction;
use super::triggers::Trigger;
use super::values;

/// How many people are too few for a headcount.
const FEW: f64 = 5.0;

impl Extraction<'_, '_> {
    /// The quantity that the statement carries: the metric's figure, or the relation's amount.
    pub(super) fn measure(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        relation: &Relation,
        reading: &Reading,
    ) -> Option<&Measure> {
        if trigger.entry.frame == Frame::MeasureNoun && !trigger.entry.markers.is_empty() {
            return self.part_of_noun(sentence, trigger, relation);
        }
        let counts = relation.measures.contains(&MeasureKind::Count) && trigger.entry.measured_in.is_none();
        if counts && matches!(trigger.entry.frame, Frame::MeasureNoun | Frame::Counted) {
            return self.count_of_noun(sentence, trigger);
        }
        let kinds = Self::measured_in(trigger, relation);
        self.rating(sentence, trigger, reading)
            .or_else(|| self.counting_companion(sentence, trigger, relation))
            .or_else(|| self.companion_figure(sentence, trigger, &kinds))
            .or_else(|| self.behind_verb(sentence, trigger, &kinds))
            .or_else(|| self.nearest_own(sentence, trigger, (relation, &kinds), reading))
            .or_else(|| self.counted_apart(sentence, trigger).filter(|_| counts))
            .filter(|measure| !self.is_anothers(trigger, relation, measure))
    }

    /// *With 41 % of the market*: the part of what the noun says, right before it and the marker of the entry.
    fn part_of_noun(&self, sentence: usize, trigger: &Trigger<'_>, relation: &Relation) -> Option<&Measure> {
        let tree = &self.context.trees[sentence];
        let marks = |at: usize| trigger.entry.markers.iter().any(|marker| **marker == *tree.lemma(at));
        let describes = |at: usize| matches!(tree.upos(at), Upos::Adp | Upos::Det | Upos::Adj);
        self.context.measures(sentence).iter().find(|measure| {
            let end = measure.tokens.end;
            relation.measures.contains(&measure.kind)
                && end < trigger.predicate
                && marks(end)
                && (end..trigger.predicate).all(describes)
        })
    }

    /// The count of a noun: what counts it, what hangs on it, or what it comes to.
    fn count_of_noun(&self, sentence: usize, trigger: &Trigger<'_>) -> Option<&Measure> {
        let tree = &self.context.trees[sentence];
        // *A workforce of 950 people*.
        // *A capacity of 900 tonnes*, but not *a shop of 900 m²*, whose size it is.
        let units = trigger.entry.relation.as_ref() == UNITS
            && naming::kind_of(self.context, sentence, trigger.predicate).is_none();
        let of = |measure: &&Measure| {
            (measure.kind == MeasureKind::Count || units && measure.kind == MeasureKind::Other)
                && trigger.entry.frame == Frame::MeasureNoun
                && tree.relation(measure.head) == "nmod"
                && tree.head(measure.head) == Some(trigger.predicate)
                // *Employees in ten states*.
                && !is_marked(tree, &self.context.ontology.words, measure.head, WordClass::LocativeMarker)
        };
        // *With two colleagues*: a few people are no headcount.
        let few = |measure: &&Measure| trigger.entry.relation.as_ref() != HEADCOUNT || measure.quantity.number >= FEW;
        values::counting(self.context, sentence, trigger.predicate)
            .filter(few)
            .or_else(|| self.context.measures(sentence).iter().find(of))
            .or_else(|| self.goal(sentence, trigger.predicate))
            .or_else(|| self.reached(sentence, trigger.predicate))
            .or_else(|| self.bracketed(sentence, trigger.predicate))
    }

    /// *The parks of X (18 MW) and Y (25 MW)*: a rating stands in the bracket right behind its name.
    fn rating(&self, sentence: usize, trigger: &Trigger<'_>, reading: &Reading) -> Option<&Measure> {
        let bracket = self.context.mention(reading.subject.mention).tokens.end + 1;
        let own = |measure: &&Measure| measure.kind == MeasureKind::Power && measure.tokens.start == bracket;
        let rated = trigger.entry.frame == Frame::Rated;
        rated.then(|| self.context.measures(sentence).iter().find(own)).flatten()
    }

    /// *A round of 40 million that values it at 1 billion*: behind the verb stands its own.
    fn behind_verb(&self, sentence: usize, trigger: &Trigger<'_>, kinds: &[MeasureKind]) -> Option<&Measure> {
        let tree = &self.context.trees[sentence];
        let behind = |measure: &&Measure| {
            kinds.contains(&measure.kind)
                && measure.tokens.start > trigger.predicate
                && tree.descends(measure.head, trigger.predicate)
        };
        let values = trigger.entry.frame == Frame::MeasureObject;
        values.then(|| self.context.measures(sentence).iter().find(behind)).flatten()
    }

    /// The nearest figure of the right kind, unless it is another's.
    fn nearest_own(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        (relation, kinds): (&Relation, &[MeasureKind]),
        reading: &Reading,
    ) -> Option<&Measure> {
        let nearest = self.nearest(sentence, trigger, kinds, reading);
        // What a verb counts is its own: *who makes steel, has 3,800 staff* makes no staff.
        let counts = trigger.entry.frame == Frame::Measure && relation.measures.contains(&MeasureKind::Count);
        let own = |measure: &Measure| !trigger.entry.with.is_empty() || self.is_object_of(measure, trigger.predicate);
        let change = trigger.entry.relation.as_ref() == PRICE_CHANGE && trigger.entry.measured_in.is_some();
        // *Builds the 1.2 GW site of X*: the power of a site is not of who builds it.
        let power = trigger.entry.frame == Frame::Measure && relation.measures.contains(&MeasureKind::Power);
        let of_a_site = |measure: &Measure| {
            let above = self.context.trees[sentence].head(measure.head).filter(|&above| above != trigger.predicate);
            above.and_then(|above| naming::kind_of(self.context, sentence, above)) == Some(EntityKind::Facility)
        };
        // *Cuts its workforce to 1,900*: what is left is not what is cut.
        let comes_to = |measure: &Measure| {
            let (tree, words) = (&self.context.trees[sentence], &self.context.ontology.words);
            trigger.entry.relation.as_ref() == UNITS && is_marked(tree, words, measure.head, WordClass::GoalMarker)
        };
        nearest
            .filter(|measure| !counts || !comes_to(measure) && !self.is_uncounted(measure))
            .filter(|measure| {
                trigger.entry.relation.as_ref() != PRICE || !self.is_token_object(measure, trigger.predicate)
            })
            .filter(|measure| !counts || self.is_of_verb(measure, trigger.predicate) && own(measure))
            .filter(|measure| !power || !of_a_site(measure))
            .filter(|measure| !change || self.is_own_change(measure, trigger.predicate))
            .filter(|measure| {
                trigger.entry.frame != Frame::Measure || !self.is_of_main_clause(measure, trigger.predicate)
            })
    }

    /// *Fined X 2 million for losing letters*: what the clause above an adverbial one has is no figure of that.
    fn is_of_main_clause(&self, measure: &Measure, verb: usize) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let argument = matches!(tree.relation(measure.head), "obj" | "iobj" | "obl" | "nmod");
        let adverbial = tree.relation(verb) == "advcl";
        adverbial && argument && tree.head(measure.head).is_some() && tree.head(measure.head) == tree.head(verb)
    }

    /// *Cuts its workforce to 1,900*, *its workforce will grow to 300 people*: the count that what is counted comes to.
    pub(super) fn goal(&self, sentence: usize, noun: usize) -> Option<&Measure> {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let argument = matches!(tree.relation(noun), "obj" | "nsubj");
        let verb = tree.head(noun).filter(|&verb| argument && tree.upos(verb) == Upos::Verb)?;
        let goal = |marker: Cow<'_, str>| words.has(tree.sentence.language, WordClass::GoalMarker, &marker);
        self.context.measures(sentence).iter().find(|measure| {
            measure.kind == MeasureKind::Count
                && tree.head(measure.head) == Some(verb)
                && (measure.until.is_some() || tree.marker(measure.head).is_some_and(goal))
                && measure.quantity.number >= FEW
        })
    }

    /// *The number of its users has passed 40 million*, *its capacity is 900 tonnes*: the number alone that a subject has
    /// come to, or what it is said to be.
    fn reached(&self, sentence: usize, noun: usize) -> Option<&Measure> {
        let tree = &self.context.trees[sentence];
        let above = tree.head(noun).filter(|_| tree.relation(noun) == "nsubj")?;
        let copular = tree.child_by(above, &["cop"]).is_some();
        self.context.measures(sentence).iter().find(|measure| {
            let counts = matches!(measure.kind, MeasureKind::Count | MeasureKind::Other);
            let bare = measure.kind == MeasureKind::Count && measure.quantity.unit.is_empty();
            // *Passed 40 million*: a verb of bounds is part of the figure.
            let inside = measure.tokens.contains(&above);
            let object = bare
                && tree.head(measure.head) == Some(above)
                && match tree.relation(measure.head) {
                    "obj" => true,
                    "obl" => tree.marker(measure.head).is_none(),
                    _ => false,
                };
            let object = object || bare && inside && tree.upos(above) == Upos::Verb;
            let said = copular && inside;
            counts && (object || said) && measure.quantity.number >= FEW
        })
    }

    /// *Gains 4 %*, but not *gains 4 % of the market*: percents that the verb itself has, of nothing else.
    fn is_own_change(&self, measure: &Measure, verb: usize) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let has = |class: WordClass, token: usize| {
            self.context.ontology.words.has(tree.sentence.language, class, tree.lemma(token))
        };
        let next = Some(measure.tokens.end).filter(|&next| next < tree.len());
        // *Vient d'en céder 20 % à Y*: of what a clitic stands for.
        let clitic = |at: usize| {
            let words = &self.context.ontology.words;
            tree.upos(at) == Upos::Pron && words.has(tree.sentence.language, WordClass::GenitiveClitic, tree.lower(at))
        };
        let of_it = verb.checked_sub(1).is_some_and(clitic);
        !of_it
            && tree.head(measure.head) == Some(verb)
            && measure.tokens.clone().any(|token| has(WordClass::Percent, token))
            && !next.is_some_and(|next| has(WordClass::GenitiveMarker, next))
    }

    /// The count of the noun that an entry of a metric of things counted wants beside its verb: *has four hospitals and
    /// 3,400 employees*.
    fn counting_companion(&self, sentence: usize, trigger: &Trigger<'_>, relation: &Relation) -> Option<&Measure> {
        let tree = &self.context.trees[sentence];
        let counts = relation.measures.contains(&MeasureKind::Count)
            && trigger.entry.frame == Frame::Measure
            && trigger.entry.measured_in.is_none();
        let wanted = |token: usize| trigger.entry.with.iter().any(|companion| companion == tree.lemma(token));
        let count = |measure: &&Measure| counts && measure.kind == MeasureKind::Count;
        let mut measures = self.context.measures(sentence).iter().filter(count);
        let found = measures.clone().find(|measure| measure.tokens.clone().any(wanted));
        // *X compte 150 employés, Y en compte 300*: the clitic's clause has a number of its own.
        let words = &self.context.ontology.words;
        let clitic = |at: usize| words.has(tree.sentence.language, WordClass::GenitiveClitic, tree.lower(at));
        let takes_up = trigger.predicate.checked_sub(1).is_some_and(clitic);
        let own = |measure: &&Measure| {
            takes_up
                && tree.head(measure.head) == Some(trigger.predicate)
                && measure.tokens.clone().all(|at| tree.upos(at) != Upos::Noun)
                && found.is_some_and(|found| found.quantity.unit == measure.quantity.unit)
        };
        measures.find(own).or(found)
    }

    /// The figure of the noun that an entry wants beside its verb: *reported revenue of 3 million and a profit of 1
    /// million*.
    fn companion_figure(&self, sentence: usize, trigger: &Trigger<'_>, kinds: &[MeasureKind]) -> Option<&Measure> {
        let tree = &self.context.trees[sentence];
        if trigger.entry.frame != Frame::Measure {
            return None;
        }
        let is =
            |word: &str, token: usize| word == tree.lemma(token) || word.eq_ignore_ascii_case(&tree.token(token).form);
        let companion = |&token: &usize| {
            tree.upos(token) == Upos::Noun
                && trigger.entry.with.iter().any(|word| is(word, token))
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
    pub(super) fn signed(&self, sentence: usize, trigger: &Trigger<'_>, measure: &Measure) -> Quantity {
        let tree = &self.context.trees[sentence];
        let language = tree.sentence.language;
        let mut quantity = measure.quantity.clone();
        let changes = measure.kind == MeasureKind::Percent
            && (trigger.entry.relation.as_ref() == PRICE_CHANGE
                || trigger.entry.measured_in == Some(MeasureKind::Percent));
        let before = measure.tokens.start.checked_sub(1);
        // *Closed 6 % lower*.
        let after = Some(measure.tokens.end).filter(|&after| after < tree.len());
        // *X fell 3 %, while Y gained 2 %*: a verb that says the way itself asks none above it.
        let words = &self.context.ontology.words;
        let rises = words.has(language, WordClass::Increase, tree.lemma(trigger.predicate));
        let above = tree.head(trigger.predicate).filter(|_| !rises);
        let around = [Some(trigger.predicate), above, tree.head(measure.head), before, after];
        // *Sheds 5 % of its jobs*: a part of something is no change.
        let part = trigger.entry.part_of_speech == PartOfSpeech::Verb
            && trigger.entry.relation.as_ref() != PRICE_CHANGE
            && after.is_some_and(|after| words.has(language, WordClass::GenitiveMarker, tree.lemma(after)));
        let falls = !part
            && around.into_iter().flatten().any(|token| words.has(language, WordClass::Decrease, tree.lemma(token)));
        if changes && falls && quantity.number > 0.0 {
            quantity.number = -quantity.number;
        }
        quantity
    }

    pub(super) fn money(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        relation: &Relation,
        reading: &Reading,
    ) -> Option<Quantity> {
        let money = relation.measures.contains(&MeasureKind::Money);
        let found = money.then(|| self.nearest(sentence, trigger, &[MeasureKind::Money], reading)).flatten();
        found.filter(|measure| !self.is_rate(measure)).map(|measure| measure.quantity.clone())
    }

    /// *Pays 20 euros a share*, *20 euros for each share of X*: what one share is worth is not what a deal is.
    pub(super) fn is_rate(&self, measure: &Measure) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let words = &self.context.ontology.words;
        let language = tree.sentence.language;
        let rate = |at: usize| {
            (at < tree.len()).then(|| words.value(language, WordClass::RateMarker, tree.lower(at))).flatten()
        };
        // *600 yen ($4) for every share*.
        let end = lists::behind_bracket(tree, measure.tokens.end);
        let start = match (rate(end), rate(end + 1)) {
            (Some(_), _) => end + 1,
            (None, Some("each")) if tree.upos(end) == Upos::Adp => end + 2,
            _ => return false,
        };
        let share = |at: usize| {
            words.has(language, WordClass::StakeNoun, tree.lemma(at))
                && tree.token(at).morph.number != Some(Number::Plur)
        };
        (start..tree.len().min(start + 3)).any(share)
    }

    fn nearest(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        kinds: &[MeasureKind],
        reading: &Reading,
    ) -> Option<&Measure> {
        let tree = &self.context.trees[sentence];
        // *A $6m round at a $24m valuation*: an amount right before a noun is the noun's own.
        let own = |measure: &&Measure| {
            kinds.contains(&measure.kind)
                && measure.tokens.end <= trigger.predicate
                && matches!(tree.relation(measure.head), "compound" | "nummod" | "amod")
                && tree.head(measure.head) == Some(trigger.predicate)
        };
        if tree.upos(trigger.predicate) == Upos::Noun
            && let Some(measure) = self.context.measures(sentence).iter().find(own)
        {
            return Some(measure);
        }
        let (anchors, free) = self.anchors(sentence, trigger, reading);
        // *A round of 150 million values X at 2 billion*: the figure comes behind the verb where there is one.
        let behind = trigger.entry.frame == Frame::MeasureObject;
        // *Closed 4 cents lower at 61 cents*: the figure behind the entry's marker.
        if trigger.entry.frame == Frame::Measure && !trigger.entry.markers.is_empty() {
            let marked = |measure: &&Measure| {
                kinds.contains(&measure.kind)
                    && tree.descends(measure.head, trigger.predicate)
                    && tree.marker(measure.head).is_some_and(|marker| trigger.entry.has_marker(&marker))
            };
            if let Some(measure) = self.context.measures(sentence).iter().find(marked) {
                return Some(measure);
            }
        }
        if let Some(measure) = self.right_before(sentence, trigger, kinds, reading) {
            return Some(measure);
        }
        let from = |start: usize| values::measure(self.context, sentence, &anchors, kinds, &free, start);
        let found = from(if behind { trigger.predicate } else { 0 }).or_else(|| from(0));
        found.filter(|measure| !self.is_foreign(measure, trigger))
    }

    /// The tokens from which a figure is sought, and the verbs that may be passed on the way as if they were none.
    fn anchors(&self, sentence: usize, trigger: &Trigger<'_>, reading: &Reading) -> (Vec<usize>, Vec<usize>) {
        let tree = &self.context.trees[sentence];
        let mut anchors = vec![trigger.predicate];
        if let Object::Mention(object) = &reading.object {
            let mention = self.context.mention(object.mention);
            // What another sentence names stands nowhere in this one.
            let elsewhere = mention.sentence != sentence && object.token == mention.head || object.token >= tree.len();
            anchors.extend(Some(object.token).filter(|_| !elsewhere));
        }
        let mut free: Vec<usize> = reading.support_verb.into_iter().collect();
        // *Cut its profit forecast to $20m*: what only tells which forecast it is reaches as far.
        let whole = tree.head(trigger.predicate).filter(|&noun| {
            tree.relation(trigger.predicate) == "compound" && noun > trigger.predicate && tree.upos(noun) == Upos::Noun
        });
        if let Some(whole) = whole.filter(|_| trigger.entry.frame == Frame::MeasureNoun) {
            anchors.push(whole);
            free.extend(tree.head(whole).filter(|_| matches!(tree.relation(whole), "nsubj" | "obj" | "obl")));
        }
        if matches!(tree.relation(trigger.predicate), "nsubj" | "obj" | "obl") {
            free.extend(tree.head(trigger.predicate));
            // *Expects turnover to climb to $90m*.
            free.extend(tree.head(trigger.predicate).and_then(|verb| tree.child_by(verb, &["xcomp"])));
        }
        free.extend((trigger.predicate..tree.len()).filter(|&verb| self.pays(sentence, trigger, verb)));
        (anchors, free)
    }

    /// *Raised $112m, including $22m from X*, *$20m in equity from X and $5m from Y*: of several amounts the one right before the
    /// marker of who gives it or gets it is theirs.
    fn right_before(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        kinds: &[MeasureKind],
        reading: &Reading,
    ) -> Option<&Measure> {
        let tree = &self.context.trees[sentence];
        let entry = trigger.entry;
        let Object::Mention(object) = &reading.object else { return None };
        let marked = matches!(entry.frame, Frame::Prepositional | Frame::PrepositionalInverse | Frame::ObjectOblique);
        let here = |reached: &Reached| self.context.mention(reached.mention).sentence == sentence;
        let case = |head: usize| {
            let adposition = tree.marker(head).filter(|marker| entry.has_marker(marker))?;
            tree.child_by(head, &["case"]).filter(|&at| adposition.starts_with(tree.lower(at)))
        };
        let first = |reached: &&Reached| here(reached) && case(reached.token).is_some();
        let behind = [object, &reading.subject].into_iter().filter(|_| marked).find(first)?;
        let case = case(behind.token)?;
        // *$20m in equity from X*, *$20m of it from X*.
        let phrase = |end: usize| {
            end + 2 == case && tree.upos(end) == Upos::Adp && matches!(tree.upos(end + 1), Upos::Noun | Upos::Pron)
        };
        let mut measures = self.context.measures(sentence).iter().filter(|measure| kinds.contains(&measure.kind));
        measures.find(|measure| {
            let end = measure.tokens.end;
            trigger.predicate < measure.tokens.start && (end == case || phrase(end))
        })
    }
}

/// A count's noun goes where the schema wants it; the unit stays in the document's words.
pub(super) fn counted(value: Quantity, attributes: &mut Attributes) -> Quantity {
    if value.unit.is_empty() {
        return value;
    }
    attributes.insert("counted".to_owned(), Attribute::Text(value.unit.clone()));
    Quantity { bound: if value.number < 0.0 { Bound::Exact } else { value.bound }, ..value }
}
