//! Lemmas, number, gender and person of tagged words.
//!
//! Owns the tables learnt from treebanks: whole forms first, then the longest known suffix
//! with its edit script (cut so many characters, add these), as in Chrupała et al. 2008.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::model::{Gender, Morph, Number};
use crate::ontology::Filter;

/// How far a form is from its lemma: characters to cut from the end, then what to add.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Script {
    pub(crate) cut: u8,
    pub(crate) add: String,
}

impl Script {
    /// The script from a lower-case form to its lemma.
    #[cfg(feature = "train")]
    pub(crate) fn between(form: &str, lemma: &str) -> Option<Self> {
        let shared = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        let cut = u8::try_from(form.chars().count() - shared).ok()?;
        Some(Self { cut, add: lemma.chars().skip(shared).collect() })
    }

    pub(crate) fn apply<'f>(&self, form: &'f str) -> Option<Cow<'f, str>> {
        let end = match usize::from(self.cut) {
            0 => form.len(),
            cut => form.char_indices().rev().nth(cut - 1)?.0,
        };
        let kept = &form[..end];
        Some(if self.add.is_empty() { kept.into() } else { [kept, &self.add].concat().into() })
    }
}

/// Values by tag column and lower-case form or suffix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table<T>(Vec<Rows<T>>);

/// The rows of one column, behind a filter: most suffixes that are looked up are not there.
#[derive(Debug, Clone)]
struct Rows<T> {
    filter: Filter,
    values: FxHashMap<Box<str>, T>,
}

impl<T: PartialEq> PartialEq for Rows<T> {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

impl<T: Eq> Eq for Rows<T> {}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Table<T> {
    fn get(&self, tag: u8, form: &str) -> Option<&T> {
        let rows = self.0.get(usize::from(tag))?;
        if rows.filter.passes(form) { rows.values.get(form) } else { None }
    }

    pub(crate) fn insert(&mut self, tag: u8, form: impl Into<Box<str>>, value: T) {
        let rows = self.0.len().max(usize::from(tag) + 1);
        self.0.resize_with(rows, || Rows { filter: Filter::default(), values: FxHashMap::default() });
        let (rows, form) = (&mut self.0[usize::from(tag)], form.into());
        rows.filter.add(&form, rows.values.keys().map(|form| &**form));
        rows.values.insert(form, value);
    }

    /// All rows, sorted.
    #[cfg(feature = "train")]
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = (u8, &str, &T)> {
        let rows = self.0.iter().enumerate();
        let mut all: Vec<(u8, &str, &T)> = rows
            .flat_map(|(tag, rows)| rows.values.iter().map(move |(form, value)| (tag as u8, &**form, value)))
            .collect();
        all.sort_unstable_by_key(|(tag, form, _)| (*tag, *form));
        all.into_iter()
    }

    #[cfg(feature = "train")]
    pub(crate) fn retain(&mut self, keep: impl Fn(u8, &str, &T) -> bool) {
        for (tag, rows) in self.0.iter_mut().enumerate() {
            rows.values.retain(|form, value| keep(tag as u8, form, value));
        }
    }
}

#[cfg(feature = "train")]
impl<T> FromIterator<((u8, String), T)> for Table<T> {
    fn from_iter<I: IntoIterator<Item = ((u8, String), T)>>(rows: I) -> Self {
        let mut table = Self::default();
        rows.into_iter().for_each(|((tag, form), value)| table.insert(tag, form, value));
        table
    }
}

/// What is learnt of forms: tables by tag and form or suffix.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Forms {
    /// Lemma by form.
    pub(crate) lemmas: Table<String>,
    /// Script by suffix.
    pub(crate) scripts: Table<Script>,
    /// Number, gender, person by form, packed in one byte.
    pub(crate) features: Table<u8>,
    /// The same by suffix.
    pub(crate) feature_suffixes: Table<u8>,
}

/// The longest suffix that is looked up, in characters.
pub(crate) const LONGEST: usize = 6;

/// The suffixes of a lower-case form, longest first, the empty one last.
pub(crate) fn suffixes(form: &str) -> impl Iterator<Item = &str> {
    let first = form.char_indices().rev().nth(LONGEST - 1).map_or(0, |(at, _)| at);
    let starts = form[first..].char_indices().map(move |(at, _)| first + at);
    starts.chain([form.len()]).map(move |at| &form[at..])
}

impl Forms {
    /// The lemma of a form under a tag. Among the scripts that fit, one whose result `attested`
    /// knows comes first: an unseen inflection of a word in the lexicon is found that way.
    pub(crate) fn lemma<'f>(&'f self, tag: u8, form: &'f str, attested: impl Fn(&str) -> bool) -> Cow<'f, str> {
        if let Some(lemma) = self.lemmas.get(tag, form) {
            return lemma.into();
        }
        let mut first = None;
        for suffix in suffixes(form) {
            let Some(lemma) = self.scripts.get(tag, suffix).and_then(|script| script.apply(form)) else {
                continue;
            };
            if attested(&lemma) {
                return lemma;
            }
            first.get_or_insert(lemma);
        }
        first.unwrap_or(form.into())
    }

    /// Whether the lemma of the form under a tag was learnt with it.
    pub(crate) fn has_lemma(&self, tag: u8, form: &str) -> bool {
        self.lemmas.get(tag, form).is_some()
    }

    /// Whether the tables hold the form itself under a tag.
    pub(crate) fn has(&self, tag: u8, form: &str) -> bool {
        self.lemmas.get(tag, form).is_some() || self.features.get(tag, form).is_some()
    }

    /// `morph` with number, gender and person.
    pub(crate) fn complete(&self, tag: u8, form: &str, morph: Morph) -> Morph {
        let whole = self.features.get(tag, form);
        let packed = whole.or_else(|| suffixes(form).find_map(|suffix| self.feature_suffixes.get(tag, suffix)));
        let Morph { number, gender, person, .. } = unpack(packed.copied().unwrap_or(0));
        Morph { number, gender, person, ..morph }
    }
}

/// What `pack` put into one byte.
pub(super) fn unpack(packed: u8) -> Morph {
    let number = [None, Some(Number::Sing), Some(Number::Plur), None][usize::from(packed & 3)];
    let gender = [None, Some(Gender::Masc), Some(Gender::Fem), Some(Gender::Neut)][usize::from(packed >> 2 & 3)];
    let person = (packed >> 4 > 0).then_some(packed >> 4);
    Morph { number, gender, person, ..Morph::default() }
}

/// Number, gender and person that two packed bytes agree in.
pub(super) fn shared(one: u8, other: u8) -> u8 {
    [3, 3 << 2, 3 << 4].into_iter().filter(|part| one & part == other & part).map(|part| one & part).sum()
}

/// Number (0 none, 1 singular, 2 plural), gender (0 none, 1 masculine, 2 feminine, 3 neuter) and
/// person (0 none) in one byte.
#[cfg(feature = "train")]
pub(crate) fn pack(number: Option<Number>, gender: Option<Gender>, person: Option<u8>) -> u8 {
    let number = number.map_or(0, |number| number as u8 + 1);
    let gender = gender.map_or(0, |gender| gender as u8 + 1);
    number | gender << 2 | person.unwrap_or(0).min(3) << 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_suffix_decides() {
        let mut forms = Forms::default();
        let script = |cut, add: &str| Script { cut, add: add.to_owned() };
        forms.scripts.insert(0, "a", script(1, "er"));
        forms.scripts.insert(0, "era", script(1, ""));
        assert_eq!(forms.lemma(0, "rachètera", |_| false), "rachèter");
        assert_eq!(forms.lemma(0, "donna", |_| false), "donner");
        assert_eq!(forms.lemma(1, "donna", |_| false), "donna");
    }

    #[test]
    fn an_attested_lemma_wins_over_a_longer_suffix() {
        let mut forms = Forms::default();
        let script = |cut, add: &str| Script { cut, add: add.to_owned() };
        forms.scripts.insert(0, "ee", script(1, "x"));
        forms.scripts.insert(0, "e", script(1, "y"));
        assert_eq!(forms.lemma(0, "bee", |lemma| lemma == "bey"), "bey");
        assert_eq!(forms.lemma(0, "bee", |_| false), "bex");
    }

    #[test]
    fn suffixes_are_cut_between_characters() {
        assert_eq!(suffixes("né").collect::<Vec<_>>(), ["né", "é", ""]);
        assert_eq!(suffixes("").collect::<Vec<_>>(), [""]);
    }
}
