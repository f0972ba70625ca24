//! Full-form lexicons: from the readings of forms to the bytes of `models/*.forms`.
//!
//! Owns their order, which makes a file the same to the byte. The readers of dictionaries give the readings; the format is in
//! `analyse::inflections`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::analyse::inflections::{self, Reading};
use crate::analyse::lemmas::Script;
use crate::analyse::tagger::Tags;

use super::treebank::Error;

/// A reading before its tag has a number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sense {
    tag: String,
    packed: u8,
    script: Script,
}

impl Sense {
    /// The reading of a form in small letters; `None` when its lemma is too far from it.
    pub(super) fn new(tag: &str, packed: u8, form: &str, lemma: &str) -> Option<Self> {
        Some(Self { tag: tag.to_owned(), packed, script: Script::between(form, lemma)? })
    }

    /// The tag, and the lemma of a form.
    #[cfg(test)]
    pub(super) fn said(&self, form: &str) -> (String, String) {
        (self.tag.clone(), self.script.apply(form).expect("the form is as long as its ending").into_owned())
    }
}

/// The readings of each form; `None` for a form that can be a function word, which the lexicon leaves to the tagger.
pub(super) type Senses = BTreeMap<String, Option<BTreeSet<Sense>>>;

/// Writes a lexicon.
pub(super) fn write(senses: Senses, output: &Path, mut say: impl FnMut(&str)) -> Result<(), Error> {
    let unwritable = |source| Error::Unwritable { path: output.to_owned(), source };
    let senses: BTreeMap<String, BTreeSet<Sense>> =
        senses.into_iter().filter_map(|(form, senses)| Some((form, senses?))).collect();
    let bytes = bytes(&senses).map_err(|cause| unwritable(std::io::Error::other(cause)))?;
    say(&format!("{} forms, {} bytes", senses.len(), bytes.len()));
    fs::write(output, bytes).map_err(unwritable)
}

fn bytes(senses: &BTreeMap<String, BTreeSet<Sense>>) -> Result<Vec<u8>, fst::Error> {
    let distinct: BTreeSet<&Sense> = senses.values().flatten().collect();
    let mut names: Vec<String> = distinct.iter().map(|sense| sense.tag.clone()).collect();
    names.dedup();
    let column = |name: &str| names.binary_search_by(|known| known.as_str().cmp(name)).expect("it is among them") as u8;
    let readings: Vec<Reading> = distinct
        .iter()
        .map(|sense| Reading { tag: column(&sense.tag), packed: sense.packed, script: sense.script.clone() })
        .collect();
    let numbers: BTreeMap<&Sense, u16> = distinct.into_iter().zip(0..).collect();
    let rows = senses.iter().flat_map(|(form, own)| own.iter().map(|sense| (form.as_str(), numbers[sense])));
    let tags = Tags::new(names.clone()).expect("the tags are universal");
    inflections::write(&tags, &readings, rows)
}
