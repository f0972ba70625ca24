//! Part-of-speech tagging: a greedy linear model over hashed features.
//!
//! Owns the extended tags (UPOS with the verb's form, mood and tense, and the kind of a
//! pronoun) and decoding left to right.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Mood, Morph, Tense, Upos, VerbForm};

use super::features::{self, Class, Shape, hash};
use super::weights::{Scorer, Weights, best};

/// Columns of which all sets are made at most.
const MOST_COLUMNS: usize = 13;

/// Parts of speech to which no word is added: a frequent form that was never anything else needs no look at its neighbours.
const CLOSED: [Upos; 5] = [Upos::Adp, Upos::Cconj, Upos::Det, Upos::Pron, Upos::Punct];

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

    /// For each of these tags the columns of `model` that it can be there, one bit each: parts that one of the two leaves
    /// open fit any.
    pub(crate) fn columns_in(&self, model: &Self) -> Vec<u64> {
        fn fits<T: PartialEq + Copy>(one: Option<T>, other: Option<T>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        let column = |tag: usize| {
            let (upos, morph) = (self.upos(tag), self.morph(tag));
            let same = |&other: &usize| {
                let found = model.morph(other);
                model.upos(other) == upos
                    && fits(morph.verb_form, found.verb_form)
                    && fits(morph.mood, found.mood)
                    && fits(morph.tense, found.tense)
            };
            (0..model.len().min(64)).filter(same).fold(0, |columns, other| columns | 1 << other)
        };
        (0..self.len()).map(column).collect()
    }

    /// The column of a plain part of speech.
    pub(crate) fn of(&self, upos: Upos) -> Option<usize> {
        self.names.iter().position(|name| name == upos.name())
    }

    /// The classes of forms that only ever were finite verbs.
    pub(crate) fn finite(&self) -> FxHashSet<u64> {
        let finite = |&tag: &u8| self.morph(usize::from(tag)).verb_form == Some(VerbForm::Fin);
        subsets(&self.columns(&[Upos::Verb, Upos::Aux]).into_iter().filter(finite).collect::<Vec<_>>())
    }

    /// The columns of closed parts of speech as bits, each by the class of forms that only ever had that tag.
    pub(crate) fn closed(&self) -> FxHashMap<u64, u64> {
        self.columns(&CLOSED).into_iter().map(|tag| (hash(&[tag]), 1 << tag)).collect()
    }

    /// The columns of these parts of speech.
    pub(crate) fn columns(&self, parts: &[Upos]) -> Vec<u8> {
        (0..self.len()).filter(|&tag| parts.contains(&self.upos(tag))).map(|tag| tag as u8).collect()
    }

    /// The classes of forms (see `ambiguity` of a model) that only ever had tags of these few parts of speech.
    pub(crate) fn classes(&self, parts: &[Upos]) -> FxHashSet<u64> {
        subsets(&self.columns(parts))
    }

    pub(crate) fn upos(&self, tag: usize) -> Upos {
        self.parsed[tag].0
    }

    pub(crate) fn morph(&self, tag: usize) -> Morph {
        self.parsed[tag].1
    }
}

/// The classes that some of these columns make.
fn subsets(columns: &[u8]) -> FxHashSet<u64> {
    let some = |set: u32| -> Vec<u8> {
        (0..columns.len()).filter(|bit| set >> bit & 1 == 1).map(|bit| columns[bit]).collect()
    };
    (1..1 << columns.len().min(MOST_COLUMNS)).map(|set| hash(&some(set))).collect()
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

/// Every column is allowed.
pub(crate) const ANY: u64 = u64::MAX;

/// The tag of each token, by column. `classes` says for each token which tags its form had in training. `allowed` gives the columns that a token may have, one bit each, at least one.
pub(crate) fn tag(
    weights: &Weights,
    tags: &Tags,
    shapes: &[Shape],
    classes: &[Class],
    allowed: impl Fn(usize) -> u64,
) -> Vec<usize> {
    let mut scores = vec![0.0; weights.width()];
    let mut found: Vec<usize> = Vec::with_capacity(shapes.len());
    // Rows that no tag bears on are fetched one token ahead.
    let (mut features, mut coming) = (Vec::new(), Vec::new());
    let look = |at: usize, features: &mut Vec<u64>| {
        let columns = if at < shapes.len() { allowed(at) } else { 0 };
        if columns.count_ones() > 1 {
            features::tagging(shapes, at, classes, features);
            weights.fetch(features);
        }
        columns
    };
    let mut columns = look(0, &mut features);
    for at in 0..shapes.len() {
        let next = look(at + 1, &mut coming);
        if columns.is_power_of_two() {
            found.push(columns.trailing_zeros() as usize);
        } else {
            features::following(shapes, at, history(&found), classes, &mut features);
            weights.score(&features, &mut scores);
            let scores = &mut scores[..tags.len()];
            if columns != ANY {
                let barred = scores.iter_mut().enumerate().filter(|(tag, _)| columns >> tag & 1 == 0);
                barred.for_each(|(_, score)| *score = f32::NEG_INFINITY);
            }
            found.push(best(scores));
        }
        columns = next;
        std::mem::swap(&mut features, &mut coming);
    }
    found
}

/// The two tags before the next token, as feature values.
pub(crate) fn history(found: &[usize]) -> [u64; 2] {
    let back = |distance: usize| found.len().checked_sub(distance).map_or(0, |index| found[index] as u64 + 1);
    [back(1), back(2)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(names: &[&str]) -> Tags {
        Tags::new(names.iter().map(|&name| name.to_owned()).collect()).expect("universal tags")
    }

    #[test]
    fn a_barred_tag_is_never_chosen() {
        let tags = tags(&["ADJ", "NOUN", "VERB"]);
        let weights = Weights::read(1, 4, &mut [9, 0, 1, 0, 9, 0, 1, 0].as_slice()).expect("two rows");
        let shapes = [Shape::new("zorde"), Shape::new("brel")];
        let tagged = |allowed: [u64; 2]| tag(&weights, &tags, &shapes, &[Class::default(); 2], |at| allowed[at]);
        assert_eq!(tagged([ANY, ANY]), [0, 0]);
        assert_eq!(tagged([0b110, 0b010]), [2, 1]);
    }

    #[test]
    fn what_a_tag_leaves_open_fits_any_column() {
        let model = tags(&["NOUN", "VERB|Fin|Imp|", "VERB|Fin|Imp|Pres", "VERB|Fin|Ind|Pres", "VERB|Inf||"]);
        let lexicon = tags(&["ADJ", "VERB|Fin|Imp|Pres", "VERB"]);
        assert_eq!(lexicon.columns_in(&model), [0, 0b110, 0b11110]);
    }
}
