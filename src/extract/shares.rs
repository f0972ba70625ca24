//! The share that stands right before its holder: *held at 65 % by X and 18 % by Y*.
//!
//! Owns which of several shares is whose. Takes who holds one; gives the measure, where its place says so.

use crate::model::analysis::{Measure, MeasureKind};

use super::context::Context;
use super::participants::Reached;

/// The percentage right before the marker of a holder.
pub(super) fn beside<'c>(context: &'c Context<'_>, sentence: usize, holder: &Reached) -> Option<&'c Measure> {
    let tree = &context.trees[sentence];
    let marker = tree.children_by(holder.token, &["case"]).min()?;
    context
        .measures(sentence)
        .iter()
        .find(|measure| measure.kind == MeasureKind::Percent && measure.tokens.end == marker)
}
