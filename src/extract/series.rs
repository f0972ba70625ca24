//! What stands right behind a figure: its time, further figures with times of their own (*3 million in 2020, 4 million in
//! 2021 and 6 million the year after*), the change of a price in percent.
//!
//! Owns these by order alone, since parsers hang them anywhere. Takes a statement and the measure that it carries; gives the
//! statement once more for each further figure. Leaves what a figure is compared with to `beside`.

use std::sync::Arc;

use crate::model::analysis::{Measure, MeasureKind, TimeExpression};
use crate::model::{Participant, Period, Quantity, Statement, Upos};
use crate::ontology::WordClass;

use super::beside::CUE;
use super::statements::Extraction;

/// How many words may join two figures of a row: *, and then only*.
const JOINT: usize = 4;

impl<'a> Extraction<'_, 'a> {
    /// The statement once more for each figure that goes on with the row which `measure` opens.
    pub(super) fn series(&self, measure: &Measure, first: &Statement<Participant>) -> Vec<Statement<Participant>> {
        let mut found = Vec::new();
        let Some(mut end) = self.dated(measure).map(|time| time.tokens.end) else { return found };
        while let Some((next, time)) = self.next_dated(measure, end) {
            end = time.tokens.end;
            let Some(value) = &first.value else { return found };
            let Quantity { number, bound, text, .. } = next.quantity.clone();
            let number = if value.number < 0.0 { -number.abs() } else { number };
            let value = Quantity { number, bound, text, ..Quantity::clone(value) };
            found.push(Statement {
                value: Some(value.into()),
                time: Some(time.period.clone().into()),
                ..first.clone()
            });
        }
        found
    }

    /// The period that stands right behind a figure.
    pub(super) fn time_behind(&self, measure: &Measure) -> Option<Arc<Period>> {
        // *From 30 to 45 depots in 2027*: the time is that of the second number.
        self.dated(measure).filter(|_| measure.until.is_none()).map(|time| time.period.clone().into())
    }

    /// The time right behind a figure and the noun that it counts.
    fn dated(&self, measure: &Measure) -> Option<&'a TimeExpression> {
        let tree = &self.context.trees[measure.sentence];
        let counts = measure.kind == MeasureKind::Count;
        let noun = |at: &usize| counts && matches!(tree.upos(*at), Upos::Noun | Upos::Adj);
        let nouns = (measure.tokens.end..tree.len()).take_while(noun).count();
        let start = measure.tokens.end + nouns;
        // *Up 3 % on 2022*: only what places a figure in a time dates it.
        let places = |at: usize| {
            let words = &self.context.ontology.words;
            tree.upos(at) == Upos::Adp && words.has(tree.sentence.language, WordClass::LocativeMarker, tree.lower(at))
        };
        let marker = usize::from(start < tree.len() && places(start));
        let begins = |time: &&TimeExpression| [measure.tokens.end, start, start + marker].contains(&time.tokens.start);
        self.context.times(measure.sentence).iter().find(begins)
    }

    /// *Costs 610 euros a tonne, down 12 %*: the change in percent right behind a price, and whether it is a fall.
    pub(super) fn change_after(&self, price: &Measure) -> Option<(&'a Measure, bool)> {
        let tree = &self.context.trees[price.sentence];
        let percent = |other: &&Measure| other.kind == MeasureKind::Percent && other.tokens.start > price.tokens.end;
        let change = self.context.measures(price.sentence).iter().find(percent)?;
        let comma = (price.tokens.end..change.tokens.start).rev().find(|&at| tree.token(at).form.as_ref() == ",")?;
        let (falls, cue) = self.direction(change)?;
        let unit = |at: usize| matches!(tree.upos(at), Upos::Det | Upos::Noun | Upos::Adp);
        let close = (price.tokens.end..comma).len() <= CUE && (price.tokens.end..comma).all(unit);
        (close && cue == comma + 1 && tree.upos(cue) != Upos::Verb).then_some((change, falls))
    }

    /// The figure of the same kind, with its time, that a comma or conjunction at `end` joins to the row.
    fn next_dated(&self, first: &Measure, end: usize) -> Option<(&'a Measure, &'a TimeExpression)> {
        let tree = &self.context.trees[first.sentence];
        let joins = |at: usize| tree.upos(at) == Upos::Cconj || tree.token(at).form.as_ref() == ",";
        if end >= tree.len() || !joins(end) {
            return None;
        }
        let idle = |at: &usize| joins(*at) || tree.upos(*at) == Upos::Adv;
        let start = (end..tree.len()).find(|at| !idle(at)).filter(|&start| start - end <= JOINT)?;
        let next = self.context.measures(first.sentence).iter().find(|next| {
            // *3 million in 2020, and 1 million in 2021 went to X*: the subject of a clause of its own.
            (end + 1..=start).contains(&next.tokens.start)
                && next.tokens.end > start
                && next.kind == first.kind
                && tree.relation(next.head) != "nsubj"
        })?;
        let bare = |at: usize| !matches!(tree.upos(at), Upos::Noun | Upos::Adj);
        let alike = match first.kind {
            MeasureKind::Count => next.tokens.end >= tree.len() || bare(next.tokens.end),
            _ => next.quantity.unit == first.quantity.unit,
        };
        self.dated(next).filter(|_| alike).map(|time| (next, time))
    }
}
