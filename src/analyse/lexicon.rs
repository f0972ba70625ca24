//! The full-form lexicon beside a model: which of the model's tags a form may have.
//!
//! Owns how the lexicon's readings bear on the columns of the tagger. The file is in `inflections`; lemmas and features are
//! taken from the readings by `syntax`.

use crate::model::Upos;

use super::inflections::{Inflections, Reading};
use super::tagger::{ANY, Tags};

/// A lexicon with the columns of one model.
pub(crate) struct Lexicon {
    inflections: Inflections,
    /// The model's columns by tag of the lexicon, one bit each.
    columns: Vec<u64>,
    /// The columns that any capitalised form may have: a name may look like a word.
    capitalised: u64,
    /// The columns of verbs.
    verbs: u64,
}

impl Lexicon {
    pub(crate) fn new(inflections: Inflections, tags: &Tags) -> Self {
        let columns = inflections.tags().columns_in(tags);
        let bits = |parts: &[Upos]| tags.columns(parts).into_iter().fold(0, |columns, tag| columns | 1 << tag);
        let (capitalised, verbs) = (bits(&[Upos::Propn, Upos::X]), bits(&[Upos::Verb, Upos::Aux]));
        Self { inflections, columns, capitalised, verbs }
    }

    /// How a form can be read, given with its small letters; none of an acronym, whose capitals are its own.
    pub(crate) fn readings(&self, form: &str, normal: &str) -> Vec<&Reading> {
        if is_acronym(form) { Vec::new() } else { self.inflections.readings(normal) }
    }

    /// The columns that a form with these readings may have, which training did not see or saw rarely. When there are
    /// none, any; with a capital it is no verb then, since dictionaries have nearly all forms of verbs and no names.
    pub(crate) fn allowed(&self, form: &str, readings: &[&Reading]) -> u64 {
        let columns = self.class(readings);
        let capital = form.starts_with(char::is_uppercase);
        match columns {
            0 if capital && !is_acronym(form) => !self.verbs,
            0 => ANY,
            columns if capital => columns | self.capitalised,
            columns => columns,
        }
    }

    /// The tags of these readings as one number.
    pub(crate) fn class(&self, readings: &[&Reading]) -> u64 {
        readings.iter().fold(0, |columns, reading| columns | self.columns[usize::from(reading.tag)])
    }

    /// Those of a form's readings that a tag stands for.
    pub(crate) fn under<'r>(&self, tag: usize, readings: Vec<&'r Reading>) -> Vec<&'r Reading> {
        readings.into_iter().filter(|reading| self.columns[usize::from(reading.tag)] >> tag & 1 == 1).collect()
    }
}

fn is_acronym(form: &str) -> bool {
    form.chars().filter(|letter| letter.is_uppercase()).count() > 1
}
