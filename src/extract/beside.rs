//! Figures that stand beside a figure: the other end of a range, the one it is compared with, its change in percent.
//!
//! Owns which further figures a statement of a metric brings with it. Takes a statement and the measure that it
//! carries, or a word that measures; gives more statements; leaves whose figure it is to the frames.

use crate::model::analysis::{Measure, MeasureKind};
use crate::model::statement::Attribute;
use crate::model::{Bound, EntityKind, Mention, Participant, Quantity, Statement, Status, Upos};
use crate::ontology::{Frame, Nature, Relation, WordClass};

use super::context::SAYS_ITS_KIND;
use super::figures::counted;
use super::frames::Reading;
use super::gapping;
use super::relations::{MARKET_SHARE, PRICE, PRICE_CHANGE, REVENUE, UNITS};
use super::shares::SHARE;
use super::statements::Extraction;
use super::tree::Tree;
use super::triggers::Trigger;
use super::values;

/// How far before a percentage the word stands that says which way it goes, in words that say nothing themselves.
pub(super) const CUE: usize = 4;

/// How far behind a change its noun stands: *a fall of 3 % in quarterly revenue*.
const NOUN: usize = 5;

/// A change in percent, told of the word that measures what changes.
pub(super) struct Change<'f, 'o, 'a> {
    pub(super) trigger: &'f Trigger<'o>,
    pub(super) measure: &'a Measure,
    falls: bool,
}

/// Makes a statement tell where a change starts.
pub(super) fn start(statement: &mut Statement<Participant>) {
    come_before(statement);
    if let Some(value) = &mut statement.value {
        *value = Quantity { bound: Bound::Exact, ..Quantity::clone(value) }.into();
    }
}

/// From how much money on nothing that has a price is meant.
const SALES: f64 = 1e6;

/// What was so before a change is a fact, whatever comes of the change, and not of its time.
fn come_before(statement: &mut Statement<Participant>) {
    statement.time = None;
    if statement.status == Status::Planned {
        statement.status = Status::Completed;
    }
}

impl<'a> Extraction<'_, 'a> {
    /// *The chemicals division fell 3 % to 512 million euros*: so much money is no price of a firm's, its sales fell.
    pub(super) fn tell_sales(&self, found: &mut [Statement<Participant>], sentence: usize, reading: &Reading) {
        let large = |statement: &Statement<Participant>| {
            statement.relation.as_ref() == PRICE && statement.value.as_ref().is_some_and(|value| value.number >= SALES)
        };
        let firm = |first: &Statement<Participant>| {
            first.relation.as_ref() == PRICE_CHANGE && first.subject.kind == EntityKind::Organization
        };
        // *The market value of X fell 3 %*: that is what falls.
        let of_something = self.context.trees[sentence].has_child(reading.subject.token, "case");
        if of_something || !found.first().is_some_and(firm) || !found.iter().any(large) {
            return;
        }
        for statement in found {
            match statement.relation.as_ref() {
                PRICE => statement.relation = REVENUE.into(),
                PRICE_CHANGE => statement.relation = UNITS.into(),
                _ => {}
            }
        }
    }

    /// The statement once more for each figure beside its own.
    pub(super) fn beside(
        &self,
        trigger: &Trigger<'_>,
        measure: &Measure,
        first: &Statement<Participant>,
    ) -> Vec<Statement<Participant>> {
        let again = |number: f64, bound: Bound| {
            let mut statement = first.clone();
            if let Some(value) = &mut statement.value {
                let number = if value.number < 0.0 { -number } else { number };
                *value = Quantity { number, bound, ..Quantity::clone(value) }.into();
            }
            statement
        };
        // *De 30 à 40 magasins* leaves the figure open, *passe de 30 à 40 magasins* gives two.
        let bound = if self.is_start(measure) { Bound::Exact } else { Bound::About };
        let mut found: Vec<_> = measure.until.map(|until| again(until, bound)).into_iter().collect();
        // *Revenue of 2 million and a loss of 1 million* are two metrics, *2 plants and 3 stores* is one.
        if measure.kind == MeasureKind::Count && !matches!(trigger.entry.frame, Frame::MeasureNoun | Frame::Counted) {
            found.extend(values::coordinated(self.context, measure).into_iter().map(|other| {
                let mut statement = first.clone();
                statement.value = Some(counted(other.quantity.clone(), &mut statement.attributes).into());
                statement
            }));
        }
        if measure.kind == MeasureKind::Count {
            found.extend(self.counted_beside(measure).map(|other| {
                let mut statement = again(other.quantity.number, other.quantity.bound);
                statement.time = self.time_behind(other).or(statement.time);
                statement
            }));
        }
        if first.relation.as_ref() == PRICE_CHANGE {
            found.extend(self.price_after(measure).map(|price| {
                let value = Some(price.quantity.clone());
                Statement { relation: PRICE.into(), value: value.map(Into::into), ..first.clone() }
            }));
        }
        if first.relation.as_ref() == PRICE {
            found.extend(self.change_after(measure).map(|(change, falls)| {
                let number = if falls { -change.quantity.number.abs() } else { change.quantity.number };
                let value = Quantity { number, ..change.quantity.clone() };
                Statement { relation: PRICE_CHANGE.into(), value: Some(value.into()), ..first.clone() }
            }));
        }
        for (other, earlier) in self.compared(measure) {
            let mut statement = again(other.quantity.number, other.quantity.bound);
            if earlier {
                come_before(&mut statement);
            }
            // *Rose from 3 million in 2020 to 4 million in 2021*.
            statement.time = self.time_behind(other).or(statement.time);
            found.push(statement);
        }
        found
    }

    /// *Holds 12 % of X, against 20 % a year ago*: the share that was held before.
    pub(super) fn share_before(
        &self,
        measure: &Measure,
        first: &Statement<Participant>,
    ) -> Option<Statement<Participant>> {
        let (other, _) = self.compared(measure).into_iter().find(|&(_, earlier)| earlier)?;
        let mut statement = first.clone();
        let before = other.quantity.number / 100.0;
        if statement.attributes.get(SHARE) == Some(&Attribute::Number(before)) {
            return None;
        }
        statement.attributes.insert(SHARE.to_owned(), Attribute::Number(before));
        statement.value = None;
        come_before(&mut statement);
        Some(statement)
    }

    /// The counts of the same things that have no noun of their own: *12 of its 74 shops*, *3,850 vans, including 310
    /// on gas*.
    fn counted_beside(&self, measure: &Measure) -> impl Iterator<Item = &'a Measure> {
        let tree = &self.context.trees[measure.sentence];
        let (sentence, kind, unit, tokens) =
            (measure.sentence, measure.kind, measure.quantity.unit.clone(), measure.tokens.clone());
        let bare =
            move |other: &Measure| other.tokens.clone().all(|at| !matches!(tree.upos(at), Upos::Noun | Upos::Propn));
        // *X compte 150 employés, Y en compte 300*: of a verb that has a subject of its own.
        let verb = |at: usize| tree.ancestors(at).find(|&above| tree.upos(above) == Upos::Verb);
        let own = verb(measure.head);
        let of_another = move |other: &Measure| {
            let named = |verb: usize| tree.child_by(verb, &["nsubj"]).is_some_and(|it| tree.upos(it) != Upos::Pron);
            verb(other.head).is_some_and(|above| Some(above) != own && named(above))
        };
        self.context.measures(sentence).iter().filter(move |other| {
            other.kind == kind
                && other.quantity.unit == unit
                && other.tokens != tokens
                // *Two of X's 14 plants*.
                && (bare(other) || other.tokens.end == tokens.start)
                && !gapping::is_of_remnant(self.context, other)
                && !of_another(other)
        })
    }

    /// *12 of its 74 shops*, *two of X's 14 plants*: whether a count is the whole that another counts a part of.
    pub(super) fn is_whole(&self, measure: &Measure) -> bool {
        let before = |other: &Measure| other.tokens.end == measure.tokens.start && other.kind == measure.kind;
        let part = |other: &Measure| before(other) && other.quantity.unit == measure.quantity.unit;
        measure.kind == MeasureKind::Count && self.context.measures(measure.sentence).iter().any(part)
    }

    /// The price that a change ends at: *fell 17% to $41.60*.
    fn price_after(&self, change: &Measure) -> Option<&'a Measure> {
        let tree = &self.context.trees[change.sentence];
        let of = |at: usize, class| self.context.ontology.words.has(tree.sentence.language, class, tree.lower(at));
        let money = |price: &&Measure| price.kind == MeasureKind::Money;
        // *Gained 3 % on Monday in Paris, at 12 euros*: when and where say nothing of how much.
        let told = |at: usize| {
            let place = |at: usize| {
                let mention = self.context.mention_at(change.sentence, at).filter(|&(_, proper)| proper);
                mention.is_some_and(|(index, _)| self.context.mention(index).kind == EntityKind::Place)
            };
            let time = self.context.times(change.sentence).iter().any(|time| time.tokens.contains(&at));
            let ahead = tree.upos(at) == Upos::Adp && at + 1 < tree.len() && place(at + 1);
            !time && !place(at) && !ahead && tree.upos(at) != Upos::Punct
        };
        self.context.measures(change.sentence).iter().filter(money).find(|price| {
            let link = price.tokens.start.saturating_sub(1);
            let linked = of(link, WordClass::RangeLink) || of(link, WordClass::LocativeMarker);
            let between = change.tokens.end..price.tokens.start;
            linked && link >= change.tokens.end && between.filter(|&at| told(at)).count() <= 2
        })
    }

    /// Whether words around a percentage, or the noun it is told of, say that something rises or falls by it.
    pub(super) fn is_change(&self, measure: &Measure, noun: usize) -> bool {
        let tree = &self.context.trees[measure.sentence];
        self.is_way(tree, noun) || self.direction(measure).is_some()
    }

    /// Whether the word at `at` says that something rises or falls.
    fn is_way(&self, tree: &Tree<'_>, at: usize) -> bool {
        let words = &self.context.ontology.words;
        let says = |class| words.has(tree.sentence.language, class, tree.lemma(at));
        says(WordClass::Decrease) || says(WordClass::Increase)
    }

    /// *Will rise from 300 to 400*: whether a figure is where a change starts.
    pub(super) fn is_start(&self, measure: &Measure) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let words = &self.context.ontology.words;
        let language = tree.sentence.language;
        let verb = tree.ancestors(measure.head).find(|&above| tree.upos(above) == Upos::Verb);
        let changes = [WordClass::Change, WordClass::Increase, WordClass::Decrease];
        let of_change = |verb: usize| changes.iter().any(|&class| words.has(language, class, tree.lemma(verb)));
        let from = [WordClass::SourceMarker, WordClass::GenitiveMarker];
        let opens = |at: usize| from.iter().any(|&class| words.has(language, class, tree.lower(at)));
        let goes_on = || {
            let behind = |other: &&Measure| other.kind == measure.kind && other.tokens.start >= measure.tokens.end;
            let next = self.context.measures(measure.sentence).iter().find(behind);
            next.is_some_and(|next| self.belong_together(measure, next) && !self.is_compared(next))
        };
        verb.is_some_and(of_change)
            && measure.tokens.start.checked_sub(1).is_some_and(opens)
            && (measure.until.is_some() || goes_on())
    }

    /// The figures of the same kind that `measure` is compared with, or goes from or to; with each, whether it is the
    /// earlier one.
    fn compared(&self, measure: &Measure) -> Vec<(&'a Measure, bool)> {
        if measure.kind == MeasureKind::Count {
            return Vec::new();
        }
        let alike = |other: &&Measure| other.kind == measure.kind && other.quantity.unit == measure.quantity.unit;
        let row: Vec<&Measure> = self.context.measures(measure.sentence).iter().filter(alike).collect();
        let Some(at) = row.iter().position(|other| other.tokens == measure.tokens) else { return Vec::new() };
        let next = row.get(at + 1).filter(|next| self.belong_together(measure, next));
        let before = at.checked_sub(1).map(|before| row[before]).filter(|before| self.belong_together(before, measure));
        let next = next.map(|next| (*next, self.is_compared(next)));
        next.into_iter().chain(before.map(|before| (before, !self.is_compared(measure)))).collect()
    }

    /// Whether the second of two figures in a row is what the first is compared with, or where it goes to.
    fn belong_together(&self, first: &Measure, second: &Measure) -> bool {
        let tree = &self.context.trees[first.sentence];
        let of = |at: usize, class| self.context.ontology.words.has(tree.sentence.language, class, tree.lower(at));
        let opens = |at: usize| {
            [WordClass::SourceMarker, WordClass::GenitiveMarker, WordClass::MutualMarker]
                .into_iter()
                .any(|class| of(at, class))
        };
        let opened = first.tokens.start.checked_sub(1).is_some_and(opens);
        let link = second.tokens.start.checked_sub(1);
        let linked = link.is_some_and(|link| {
            let joins = of(link, WordClass::RangeLink);
            let close = first.tokens.end == link;
            joins && (close || second.tokens.start - first.tokens.end <= CUE)
        });
        (opened && linked || self.is_compared(second)) && !self.is_of_another(second)
    }

    /// Whether a word of comparison stands right before a figure: *against 3 million*.
    fn is_compared(&self, measure: &Measure) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let mut phrases = self.context.ontology.words.of(tree.sentence.language, WordClass::Comparison);
        phrases.any(|(form, _)| tree.phrase_before(measure.tokens.start, form).is_some())
    }

    /// Whether a name follows a figure behind an adposition: *against 68 dollars for lithium*.
    fn is_of_another(&self, measure: &Measure) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let end = measure.tokens.end;
        let marked = end < tree.len() && tree.upos(end) == Upos::Adp;
        // *To 15 % in a year*: a noun that says nothing of its kind is nobody.
        let actor = |mention: &Mention| {
            mention.kind != EntityKind::Place && (mention.proper || mention.confidence >= SAYS_ITS_KIND)
        };
        marked
            && self
                .context
                .mentions(measure.sentence)
                .any(|(_, mention)| actor(mention) && (end + 1..end + 3).contains(&mention.tokens.start))
    }

    /// The changes in percent of what the words of the sentence measure.
    pub(super) fn changes<'f, 'o>(&self, sentence: usize, fired: &'f [Trigger<'o>]) -> Vec<Change<'f, 'o, 'a>> {
        let percent = |measure: &&Measure| measure.kind == MeasureKind::Percent;
        let measures = self.context.measures(sentence).iter().filter(percent);
        measures
            .filter_map(|measure| {
                let way = self.direction(measure);
                let told = way.and_then(|(falls, cue)| Some((falls, self.what_changes(fired, measure, cue)?)));
                let (falls, trigger) = told.or_else(|| self.change_in_a_row(fired, measure, way))?;
                let priced = self.context.ontology.relations.is(&trigger.entry.relation, Nature::Market);
                (!priced).then_some(Change { trigger, measure, falls })
            })
            .collect()
    }

    /// The statements of a change.
    pub(super) fn changed(&self, sentence: usize, change: &Change<'_, '_, '_>) -> Vec<Statement<Participant>> {
        let relations = &self.context.ontology.relations;
        let Some(units) = relations.get(UNITS) else { return Vec::new() };
        // *Its share of the market slipped to 41 %*: that much is the share.
        let parts = |relation: &Relation| relation.measures == [MeasureKind::Percent];
        if relations.get(&change.trigger.entry.relation).is_some_and(parts) {
            return Vec::new();
        }
        let signed = |mut statement: Statement<Participant>| {
            if let Some(value) = &mut statement.value {
                let number = if change.falls { -value.number.abs() } else { value.number };
                *value = Quantity { number, ..Quantity::clone(value) }.into();
            }
            statement
        };
        let readings = self.readings(sentence, change.trigger);
        let stated = readings
            .iter()
            .filter_map(|reading| self.statement(sentence, change.trigger, units, reading, Some(change.measure)));
        stated.map(signed).collect()
    }

    /// Whether a percentage is a fall or a rise, and the word that says so.
    pub(super) fn direction(&self, measure: &Measure) -> Option<(bool, usize)> {
        let tree = &self.context.trees[measure.sentence];
        let words = &self.context.ontology.words;
        let language = tree.sentence.language;
        let way = |at: usize| {
            let says = |class| words.has(language, class, tree.lemma(at)) || words.has(language, class, tree.lower(at));
            if says(WordClass::Decrease) { Some((true, at)) } else { says(WordClass::Increase).then_some((false, at)) }
        };
        let signed = measure.tokens.start.checked_sub(1).filter(|&at| tree.token(at).form.as_ref() == "+");
        let idle = |at: &usize| matches!(tree.upos(*at), Upos::Adp | Upos::Adv | Upos::Det | Upos::Aux | Upos::Adj);
        let start = measure.tokens.start;
        // *A share that fell to 9 %* has not fallen by as much.
        let link = start.checked_sub(1).filter(|&at| tree.upos(at) == Upos::Adp);
        let comes_to = link.is_some_and(|at| words.has(language, WordClass::RangeLink, tree.lower(at)));
        let reach = if comes_to { start..start } else { start.saturating_sub(CUE)..start };
        let before = reach.rev().find(|at| way(*at).is_some() || !idle(at));
        let behind = Some(measure.tokens.end).filter(|&end| end < tree.len() && tree.upos(end) != Upos::Adp);
        // *Revenue grew, with 85% from X* does not grow by 85%.
        let by = tree.marker(measure.head).is_none_or(|marker| {
            [WordClass::GenitiveMarker, WordClass::AgentMarker]
                .into_iter()
                .any(|class| words.has(language, class, &marker))
        });
        let above = tree.head(measure.head).filter(|&above| by && tree.upos(above) == Upos::Verb);
        let inside = measure.tokens.clone().find(|&at| way(at).is_some());
        signed
            .map(|at| (false, at))
            .or_else(|| before.and_then(way))
            .or_else(|| behind.and_then(way))
            .or_else(|| above.and_then(way))
            .or_else(|| inside.and_then(way))
    }

    /// The word that measures what changes: behind the change when it says so, else the nearest before.
    fn what_changes<'f, 'o>(&self, fired: &'f [Trigger<'o>], measure: &Measure, cue: usize) -> Option<&'f Trigger<'o>> {
        let tree = &self.context.trees[measure.sentence];
        // *In retreat by 3%* says the way, not what goes it.
        // *Slumps 12% on a profit warning* tells no change of profit.
        let measures = |trigger: &&Trigger<'_>| {
            trigger.entry.frame == Frame::MeasureNoun
                // *The market fell 3 %*: nobody's part of it did.
                && trigger.entry.markers.is_empty()
                && !self.is_way(tree, trigger.predicate)
                && tree.relation(trigger.predicate) != "compound"
        };
        let nouns = || fired.iter().filter(measures);
        let end = measure.tokens.end.max(cue + 1);
        let behind = nouns().filter(|trigger| is_right_behind(tree, end, trigger));
        let of_cue = |trigger: &&Trigger<'_>| {
            let subject = tree.child_by(cue, &["nsubj"]).filter(|_| tree.upos(cue) == Upos::Verb);
            subject.is_none_or(|subject| {
                tree.upos(subject) == Upos::Pron
                    || tree.descends(trigger.predicate, subject)
                    || tree.relation(trigger.predicate) == "obj" && tree.head(trigger.predicate) == Some(cue)
            })
        };
        let before = nouns().filter(|trigger| trigger.predicate < measure.tokens.start);
        behind
            .min_by_key(|trigger| trigger.predicate)
            .or_else(|| before.max_by_key(|trigger| trigger.predicate).filter(of_cue))
    }
}

/// Whether the noun of a trigger follows what ends at `end` behind an adposition: *3 % in quarterly revenue*.
pub(super) fn is_right_behind(tree: &Tree<'_>, end: usize, trigger: &Trigger<'_>) -> bool {
    let modifies = |at: usize| matches!(tree.upos(at), Upos::Adp | Upos::Det | Upos::Adj | Upos::Propn | Upos::Pron);
    let start = trigger.own.start;
    (end + 1..end + NOUN).contains(&start) && tree.upos(end) == Upos::Adp && (end..start).all(modifies)
}

/// *Its share of the market fell to 9 %*: what is told as a part of something is no change of a price.
pub(super) fn retain_prices(told: &mut Vec<Statement<Participant>>) {
    let part = |statement: &Statement<Participant>| {
        let value = statement.value.as_ref().filter(|_| statement.relation.as_ref() == MARKET_SHARE);
        value.map(|value| (value.number.abs().to_bits(), statement.subject.name.clone()))
    };
    let parts: Vec<_> = told.iter().filter_map(part).collect();
    told.retain(|statement| {
        let value = statement.value.as_ref().filter(|_| statement.relation.as_ref() == PRICE_CHANGE);
        value.is_none_or(|value| !parts.contains(&(value.number.abs().to_bits(), statement.subject.name.clone())))
    });
}

/// Whether two statements carry the same part in percent of somebody's, whichever way it is told.
pub(super) fn same_part(a: &Statement<Participant>, b: &Statement<Participant>) -> bool {
    let part = |statement: &Statement<Participant>| {
        let value = statement.value.as_ref().filter(|value| value.unit == "%");
        value.map(|value| value.number.abs().to_bits())
    };
    part(a).is_some() && part(a) == part(b) && a.relation == b.relation && a.subject.name == b.subject.name
}

/// Whether a statement of price tells the same change.
pub(super) fn same_change(statement: &Statement<Participant>, changes: &[Change<'_, '_, '_>]) -> bool {
    let number = statement.value.as_ref().map(|value| value.number.abs().to_bits());
    statement.relation.as_ref() == PRICE_CHANGE
        && changes.iter().any(|change| number == Some(change.measure.quantity.number.abs().to_bits()))
}
