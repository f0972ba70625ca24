//! Clauses that leave out their verb: *X employs 900 people and Y over 3,000*.
//!
//! Owns who stands with a figure of their own behind a clause that says of what, by order alone, since parsers hang such
//! remnants anywhere (gapping, Ross 1970). Takes the measures of a sentence; leaves what the clause says to the frames.

use crate::model::analysis::{Measure, MeasureKind};
use crate::model::{Participant, Quantity, Statement, Upos};
use crate::ontology::Relation;

use super::context::Context;
use super::statements::Extraction;

/// Who has which figure without a verb.
struct Remnant<'a> {
    mention: usize,
    measure: &'a Measure,
}

impl Extraction<'_, '_> {
    /// *X employs 900 people and Y over 3,000*: what a statement says of X, said of Y.
    pub(super) fn of_remnants(
        &self,
        relation: &Relation,
        measure: &Measure,
        first: &Statement<Participant>,
    ) -> Vec<Statement<Participant>> {
        let said = |remnant: Remnant<'_>| {
            let mention = self.context.mention(remnant.mention);
            let Quantity { number, bound, text, .. } = remnant.measure.quantity.clone();
            let value = first.value.as_ref()?;
            relation.domain.contains(&mention.kind).then(|| Statement {
                subject: self.participant(remnant.mention, mention.head, measure.sentence, &relation.domain),
                value: Some(Quantity { number, bound, text, ..Quantity::clone(value) }.into()),
                ..first.clone()
            })
        };
        behind(self.context, measure).into_iter().filter_map(said).collect()
    }
}

/// The remnants behind a measure, each right behind the one before.
fn behind<'a>(context: &Context<'a>, measure: &Measure) -> Vec<Remnant<'a>> {
    let mut found = Vec::new();
    let mut end = measure.tokens.end;
    while let Some(remnant) = next(context, measure, end) {
        end = remnant.measure.tokens.end;
        found.push(remnant);
    }
    found
}

/// Those of a whole sentence, as mentions.
pub(super) fn mentions(context: &Context<'_>, sentence: usize) -> Vec<usize> {
    let measures = context.measures(sentence).iter();
    measures.filter_map(|measure| Some(next(context, measure, measure.tokens.end)?.mention)).collect()
}

/// Whether a measure is the figure of a remnant.
pub(super) fn is_of_remnant(context: &Context<'_>, measure: &Measure) -> bool {
    let before = context.measures(measure.sentence).iter().take_while(|it| it.tokens.end < measure.tokens.start);
    let mut remnants = before.filter_map(|first| next(context, first, first.tokens.end));
    remnants.any(|remnant| remnant.measure.tokens == measure.tokens)
}

/// The name behind `end`, joined to what stands before it, with a bare number of what `first` counts right behind.
fn next<'a>(context: &Context<'a>, first: &Measure, end: usize) -> Option<Remnant<'a>> {
    let tree = &context.trees[first.sentence];
    let joins = |&at: &usize| tree.upos(at) == Upos::Cconj || matches!(tree.token(at).form.as_ref(), "," | ";");
    let start = (end..tree.len()).find(|at| !joins(at)).filter(|&start| start > end)?;
    let start = if tree.upos(start) == Upos::Det { start + 1 } else { start };
    let (mention, name) = context.mentions(first.sentence).find(|(_, it)| it.proper && it.tokens.start == start)?;
    let measure = context.measures(first.sentence).iter().find(|it| it.tokens.start == name.tokens.end)?;
    let bare = |at: usize| !matches!(tree.upos(at), Upos::Noun | Upos::Propn);
    let counts = measure.kind == MeasureKind::Count
        && first.kind == MeasureKind::Count
        && measure.tokens.clone().chain(measure.tokens.end..tree.len().min(measure.tokens.end + 1)).all(bare);
    let same = measure.kind == first.kind && measure.quantity.unit == first.quantity.unit;
    let amounts = matches!(first.kind, MeasureKind::Money | MeasureKind::Percent | MeasureKind::Power) && same;
    (counts || amounts).then_some(Remnant { mention, measure })
}
