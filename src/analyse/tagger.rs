//! Part-of-speech tagging: a greedy linear model over hashed features.
//!
//! Owns the extended tags (UPOS with the verb's form, mood and tense, and the kind of a
//! pronoun) and decoding left to right.

use crate::model::{Mood, Morph, Tense, Upos, VerbForm};

use super::features::{self, Shape};
use super::weights::{Scorer, Weights, best};

/// The tags of a model, in the order of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tags {
    names: Vec<String>,
    parsed: Vec<(Upos, Morph)>,
}

impl Tags {
    /// Tags written `UPOS` or `UPOS|VerbForm|Mood|Tense`, empty parts allowed; `None` when one is malformed.
    pub(crate) fn new(names: Vec<String>) -> Option<Self> {
        let parsed = names.iter().map(|name| parsed(name)).collect::<Option<Vec<_>>>()?;
        (!names.is_empty()).then_some(Self { names, parsed })
    }

    #[cfg(feature = "train")]
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The column of a plain part of speech.
    pub(crate) fn of(&self, upos: Upos) -> Option<usize> {
        self.names.iter().position(|name| name == upos.name())
    }

    pub(crate) fn upos(&self, tag: usize) -> Upos {
        self.parsed[tag].0
    }

    pub(crate) fn morph(&self, tag: usize) -> Morph {
        self.parsed[tag].1
    }
}

fn parsed(name: &str) -> Option<(Upos, Morph)> {
    let mut parts = name.split('|');
    let upos = Upos::from_name(parts.next()?)?;
    let verb_form = match parts.next().unwrap_or_default() {
        "Fin" => Some(VerbForm::Fin),
        "Inf" => Some(VerbForm::Inf),
        "Part" => Some(VerbForm::Part),
        "Ger" => Some(VerbForm::Ger),
        _ => None,
    };
    let mood = match parts.next().unwrap_or_default() {
        "Ind" => Some(Mood::Ind),
        "Cnd" => Some(Mood::Cnd),
        "Sub" => Some(Mood::Sub),
        "Imp" => Some(Mood::Imp),
        _ => None,
    };
    let tense = match parts.next().unwrap_or_default() {
        "Pres" => Some(Tense::Pres),
        "Past" => Some(Tense::Past),
        "Imp" => Some(Tense::Imp),
        "Fut" => Some(Tense::Fut),
        _ => None,
    };
    Some((upos, Morph { verb_form, mood, tense, ..Morph::default() }))
}

/// The tag of each token, by column. `ambiguity` holds for each token a hash of the tags its form
/// had in training, 0 when it was rare.
/// `known` gives the tag of a token that needs no guess.
pub(crate) fn tag(
    weights: &Weights,
    tags: &Tags,
    shapes: &[Shape],
    ambiguity: &[u64],
    known: impl Fn(usize) -> Option<usize>,
) -> Vec<usize> {
    let (mut features, mut scores) = (Vec::new(), vec![0.0; weights.width()]);
    let mut found: Vec<usize> = Vec::with_capacity(shapes.len());
    for at in 0..shapes.len() {
        if let Some(tag) = known(at) {
            found.push(tag);
            continue;
        }
        features::tagging(shapes, at, history(&found), ambiguity, &mut features);
        weights.score(&features, &mut scores);
        found.push(best(&scores[..tags.len()]));
    }
    found
}

/// The two tags before the next token, as feature values.
pub(crate) fn history(found: &[usize]) -> [u64; 2] {
    let back = |distance: usize| found.len().checked_sub(distance).map_or(0, |index| found[index] as u64 + 1);
    [back(1), back(2)]
}
