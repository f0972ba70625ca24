//! Lemmas, number, gender and person of tagged words.
//!
//! Owns the tables learnt from treebanks: whole forms first, then the longest known suffix
//! with its edit script (cut so many characters, add these), as in Chrupała et al. 2008.

use std::collections::BTreeMap;

use crate::model::{Gender, Morph, Number};

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

    fn apply(&self, form: &str) -> Option<String> {
        let length = form.chars().count().checked_sub(usize::from(self.cut))?;
        Some(form.chars().take(length).chain(self.add.chars()).collect())
    }
}

/// What is learnt of forms: tables by tag and form or suffix.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Forms {
    /// Lemma by (UPOS and tag column, lower-case form).
    pub(crate) lemmas: BTreeMap<(u8, String), String>,
    /// Script by (tag column, suffix).
    pub(crate) scripts: BTreeMap<(u8, String), Script>,
    /// Number, gender, person by (tag column, lower-case form), packed by [`pack`].
    pub(crate) features: BTreeMap<(u8, String), u8>,
    /// The same by suffix.
    pub(crate) feature_suffixes: BTreeMap<(u8, String), u8>,
}

/// The longest suffix that is looked up, in characters.
pub(crate) const LONGEST: usize = 6;

/// The suffixes of a lower-case form, longest first, the empty one last.
pub(crate) fn suffixes(form: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = form.char_indices().map(|(at, _)| at).chain([form.len()]).collect();
    let first = starts.len().saturating_sub(LONGEST + 1);
    starts.into_iter().skip(first).map(move |at| &form[at..])
}

impl Forms {
    /// The lemma of a form under a tag. Among the scripts that fit, one whose result `attested`
    /// knows comes first: an unseen inflection of a word in the lexicon is found that way.
    pub(crate) fn lemma(&self, tag: u8, form: &str, attested: impl Fn(&str) -> bool) -> String {
        if let Some(lemma) = self.lemmas.get(&(tag, form.to_owned())) {
            return lemma.clone();
        }
        let mut first = None;
        for suffix in suffixes(form) {
            let Some(lemma) = self.scripts.get(&(tag, suffix.to_owned())).and_then(|script| script.apply(form)) else {
                continue;
            };
            if attested(&lemma) {
                return lemma;
            }
            first.get_or_insert(lemma);
        }
        first.unwrap_or_else(|| form.to_owned())
    }

    /// Whether the tables hold the form itself under a tag.
    pub(crate) fn has(&self, tag: u8, form: &str) -> bool {
        let key = (tag, form.to_owned());
        self.lemmas.contains_key(&key) || self.features.contains_key(&key)
    }

    /// `morph` with number, gender and person.
    pub(crate) fn complete(&self, tag: u8, form: &str, morph: Morph) -> Morph {
        let whole = self.features.get(&(tag, form.to_owned()));
        let packed =
            whole.or_else(|| suffixes(form).find_map(|suffix| self.feature_suffixes.get(&(tag, suffix.to_owned()))));
        let packed = packed.copied().unwrap_or(0);
        let number = [None, Some(Number::Sing), Some(Number::Plur), None][usize::from(packed & 3)];
        let gender = [None, Some(Gender::Masc), Some(Gender::Fem), Some(Gender::Neut)][usize::from(packed >> 2 & 3)];
        let person = (packed >> 4 > 0).then_some(packed >> 4);
        Morph { number, gender, person, ..morph }
    }
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
        forms.scripts.insert((0, "a".to_owned()), script(1, "er"));
        forms.scripts.insert((0, "era".to_owned()), script(1, ""));
        assert_eq!(forms.lemma(0, "rachètera", |_| false), "rachèter");
        assert_eq!(forms.lemma(0, "donna", |_| false), "donner");
        assert_eq!(forms.lemma(1, "donna", |_| false), "donna");
    }

    #[test]
    fn an_attested_lemma_wins_over_a_longer_suffix() {
        let mut forms = Forms::default();
        let script = |cut, add: &str| Script { cut, add: add.to_owned() };
        forms.scripts.insert((0, "ee".to_owned()), script(1, "x"));
        forms.scripts.insert((0, "e".to_owned()), script(1, "y"));
        assert_eq!(forms.lemma(0, "bee", |lemma| lemma == "bey"), "bey");
        assert_eq!(forms.lemma(0, "bee", |_| false), "bex");
    }

    #[test]
    fn suffixes_are_cut_between_characters() {
        assert_eq!(suffixes("né").collect::<Vec<_>>(), ["né", "é", ""]);
        assert_eq!(suffixes("").collect::<Vec<_>>(), [""]);
    }
}
