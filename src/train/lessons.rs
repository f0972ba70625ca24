//! The lessons: tagger, splitter of contractions, tables of forms, and what the parser is taught with.
//!
//! Owns one learning loop each; the parser's is in `derivations`, that of sentences in `endings`. Everything is seeded, so
//! the same treebanks give the same model to the byte.

use std::collections::{BTreeMap, BTreeSet};

use crate::analyse::features::{self, Class, Shape, hash};
use crate::analyse::lemmas::{Forms, Script, pack, suffixes};
use crate::analyse::lexicon::Lexicon;
use crate::analyse::syntax::{counted, normal, word};
use crate::analyse::tagger::{Tags, history};
use crate::analyse::transitions::Input;
use crate::analyse::weights::{Scorer, best};

use super::perceptron::{Averaged, Perceptron};
use super::treebank::{Lesson, Word};

/// A small generator of reproducible numbers (xorshift64*, Vigna 2016).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize) % sides
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.roll(index + 1));
        }
    }
}

/// Bits of the tables.
const TAGGER_BITS: u32 = 17;
const SPLITTER_BITS: u32 = 13;

pub(super) fn shapes(lesson: &Lesson) -> Vec<Shape> {
    lesson.words.iter().map(|word| Shape::new(&word.form)).collect()
}

/// The tags of the lessons, sorted; tags seen fewer than five times become their UPOS alone.
pub(super) fn tag_set(lessons: &[Lesson]) -> Tags {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in lessons.iter().flat_map(|lesson| &lesson.words) {
        *counts.entry(&word.tag).or_default() += 1;
    }
    let mut names: Vec<String> =
        counts.iter().filter(|(_, count)| **count >= 5).map(|(tag, _)| (*tag).to_owned()).collect();
    for tag in counts.keys() {
        let upos = tag.split('|').next().unwrap_or_default().to_owned();
        if !names.contains(&upos) {
            names.push(upos);
        }
    }
    names.sort_unstable();
    names.retain(|name| name != "_");
    Tags::new(names).expect("treebanks use the universal tags")
}

pub(super) fn column(tags: &Tags, tag: &str) -> usize {
    let upos = tag.split('|').next().unwrap_or_default();
    let at = |name: &str| tags.names().iter().position(|known| known == name);
    at(tag).or_else(|| at(upos)).unwrap_or(0)
}

/// What is known of forms: the classes of frequent ones, and the dictionary, if there is one.
pub(super) struct Known<'l> {
    pub(super) frequent: BTreeMap<u64, Class>,
    lexicon: Option<&'l Lexicon>,
}

impl<'l> Known<'l> {
    pub(super) fn new(lessons: &[Lesson], tags: &Tags, lexicon: Option<&'l Lexicon>) -> Self {
        let mut seen: BTreeMap<String, BTreeMap<usize, usize>> = BTreeMap::new();
        for word in lessons.iter().flat_map(|lesson| &lesson.words) {
            *seen.entry(normal(&word.form)).or_default().entry(column(tags, &word.tag)).or_default() += 1;
        }
        let class = |(form, counts): (String, BTreeMap<usize, usize>)| {
            let read = lexicon.map(|lexicon| lexicon.class(&lexicon.readings(&form, &form)));
            Some((hash(form.as_bytes()), Class { seen: ambiguity(&counts)?, read }))
        };
        Self { frequent: seen.into_iter().filter_map(class).collect(), lexicon }
    }

    /// The class of each word of a lesson, as inference finds it.
    pub(super) fn classes(&self, lesson: &Lesson) -> Vec<Class> {
        let one = |word: &Word| {
            let normal = normal(&word.form);
            let read = |lexicon: &Lexicon| lexicon.class(&lexicon.readings(&word.form, &normal));
            let rare = || Class { seen: 0, read: self.lexicon.map(read) };
            self.frequent.get(&hash(normal.as_bytes())).copied().unwrap_or_else(rare)
        };
        lesson.words.iter().map(one).collect()
    }
}

/// A hash of the tags that a frequent form had; `None` for others.
fn ambiguity(counts: &BTreeMap<usize, usize>) -> Option<u64> {
    {
        let all: usize = counts.values().sum();
        // A tag that a form has once in a hundred times is more often a slip than a choice.
        let columns: Vec<u8> =
            counts.iter().filter(|(_, count)| **count * 100 >= all).map(|(&tag, _)| tag as u8).collect();
        (all >= 3).then(|| hash(&columns))
    }
}

pub(super) fn tagger(lessons: &[Lesson], tags: &Tags, known: &Known<'_>, epochs: usize, seed: u64) -> Averaged {
    let mut model = Perceptron::new(TAGGER_BITS, tags.len());
    let prepared: Vec<(Vec<Shape>, Vec<Class>, Vec<usize>)> = lessons
        .iter()
        .map(|lesson| {
            let shapes = shapes(lesson);
            (shapes, known.classes(lesson), lesson.words.iter().map(|word| column(tags, &word.tag)).collect())
        })
        .collect();
    let mut order: Vec<usize> = (0..prepared.len()).collect();
    let mut dice = Dice::new(seed);
    let (mut features, mut scores) = (Vec::new(), vec![0.0; model.width()]);
    for _ in 0..epochs {
        dice.shuffle(&mut order);
        for &index in &order {
            let (shapes, classes, gold) = &prepared[index];
            let mut found = Vec::with_capacity(gold.len());
            for at in 0..gold.len() {
                features::tagging(shapes, at, classes, &mut features);
                features::following(shapes, at, history(&found), classes, &mut features);
                model.score(&features, &mut scores);
                let guess = best(&scores[..tags.len()]);
                if guess != gold[at] {
                    model.update(&features, gold[at], 1.0);
                    model.update(&features, guess, -1.0);
                }
                model.tick();
                found.push(guess);
            }
        }
    }
    model.finish()
}

/// Learns which occurrences of a contraction's form are divided.
pub(super) fn splitter(lessons: &[Lesson]) -> Averaged {
    let mut forms = BTreeSet::new();
    for (_, _, form) in lessons.iter().flat_map(|lesson| &lesson.contractions) {
        forms.insert(form.to_lowercase());
    }
    let mut model = Perceptron::new(SPLITTER_BITS, 1);
    let (mut features, mut score) = (Vec::new(), [0.0]);
    let has_one = |lesson: &&Lesson| lesson.words.iter().any(|word| forms.contains(&word.form.to_lowercase()));
    let lessons: Vec<_> = lessons.iter().filter(|lesson| !lesson.contractions.is_empty() || has_one(lesson)).collect();
    for _ in 0..10 {
        for lesson in &lessons {
            let surface = surface(lesson);
            let shapes: Vec<Shape> = surface.iter().map(|(form, _)| Shape::new(form)).collect();
            for (at, (form, divided)) in surface.iter().enumerate() {
                if !forms.contains(&form.to_lowercase()) {
                    continue;
                }
                let shape = |back: usize| (at + 1).checked_sub(back).and_then(|at| shapes.get(at)).copied();
                let around = [3, 2, 1, 0].map(|back| shape(back).unwrap_or_default());
                features::splitting(&around, &mut features);
                model.score(&features, &mut score);
                if (score[0] >= 0.0) != *divided {
                    model.update(&features, 0, if *divided { 1.0 } else { -1.0 });
                }
                model.tick();
            }
        }
    }
    model.finish()
}

/// The surface words of a lesson, and whether each is divided.
fn surface(lesson: &Lesson) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut at = 1;
    while at <= lesson.words.len() {
        if let Some((_, last, form)) = lesson.contractions.iter().find(|(first, ..)| *first == at) {
            found.push((form.clone(), true));
            at = last + 1;
        } else {
            found.push((lesson.words[at - 1].form.clone(), false));
            at += 1;
        }
    }
    found
}

/// The tables of lemmas and features.
pub(super) fn forms(lessons: &[Lesson], tags: &Tags) -> Forms {
    let mut lemmas: BTreeMap<(u8, String), BTreeMap<String, usize>> = BTreeMap::new();
    let mut packed: BTreeMap<(u8, String), BTreeMap<u8, usize>> = BTreeMap::new();
    for word in lessons.iter().flat_map(|lesson| &lesson.words) {
        let tag = column(tags, &word.tag) as u8;
        let form = normal(&word.form);
        if form.len() > 60 || word.lemma.len() > 60 {
            continue;
        }
        if !word.tag.starts_with("PROPN") && word.lemma != "_" {
            let lemma = word.lemma.to_lowercase();
            *lemmas.entry((tag, form.clone())).or_default().entry(lemma).or_default() += 1;
        }
        let features = pack(word.number, word.gender, word.person);
        *packed.entry((tag, form)).or_default().entry(features).or_default() += 1;
    }
    let mut forms = Forms {
        lemmas: lemmas.into_iter().filter_map(|(key, counts)| Some((key, most(counts)?))).collect(),
        features: packed.into_iter().filter_map(|(key, counts)| Some((key, most(counts)?))).collect(),
        ..Forms::default()
    };
    let scripts = forms.lemmas.iter().filter_map(|(tag, form, lemma)| Some((tag, form, Script::between(form, lemma)?)));
    forms.scripts = by_suffix(scripts).into_iter().collect();
    let features = forms.features.iter().map(|(tag, form, packed)| (tag, form, *packed));
    forms.feature_suffixes = by_suffix(features).into_iter().collect();
    // What the suffixes give by themselves need not be stored again.
    let suffix_only =
        Forms { scripts: forms.scripts.clone(), feature_suffixes: forms.feature_suffixes.clone(), ..Forms::default() };
    forms.lemmas.retain(|tag, form, lemma| suffix_only.lemma(tag, form, |_| false) != *lemma);
    let blank = crate::model::Morph::default();
    let whole = forms.clone();
    forms.features.retain(|tag, form, _| suffix_only.complete(tag, form, blank) != whole.complete(tag, form, blank));
    forms
}

/// The most frequent value; the first in order of equals.
fn most<T: Ord>(counts: BTreeMap<T, usize>) -> Option<T> {
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(value, _)| value)
}

/// The most frequent value of each suffix that stands in two forms or more, where it differs
/// from what the next shorter suffix says.
fn by_suffix<'f, T: Ord + Clone>(rows: impl Iterator<Item = (u8, &'f str, T)>) -> BTreeMap<(u8, String), T> {
    let mut counts: BTreeMap<(u8, String), BTreeMap<T, usize>> = BTreeMap::new();
    for (tag, form, value) in rows {
        for suffix in suffixes(form) {
            *counts.entry((tag, suffix.to_owned())).or_default().entry(value.clone()).or_default() += 1;
        }
    }
    let enough = |counts: &BTreeMap<T, usize>| counts.values().sum::<usize>() >= 2;
    let chosen: BTreeMap<(u8, String), T> = counts
        .into_iter()
        .filter(|(_, counts)| enough(counts))
        .filter_map(|(key, counts)| Some((key, most(counts)?)))
        .collect();
    let shorter = |(tag, suffix): &(u8, String)| {
        let mut chars = suffix.chars();
        chars.next();
        (!suffix.is_empty()).then(|| chosen.get(&(*tag, chars.as_str().to_owned()))).flatten()
    };
    chosen
        .iter()
        .filter(|(key, value)| shorter(key) != Some(value))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// What the parser is taught with: predicted tags and lemmas, gold heads and labels.
pub(super) struct Exercise {
    pub(super) input: Input,
    pub(super) heads: Vec<usize>,
    pub(super) labels: Vec<usize>,
}

pub(super) fn exercise(
    lesson: &Lesson,
    tags: &Tags,
    predicted: &[usize],
    forms: &Forms,
    labels: &[String],
) -> Exercise {
    let (mut heads, mut label_columns) = (vec![0], vec![0]);
    let mut words = Vec::with_capacity(lesson.words.len());
    for ((gold, shape), &tag) in lesson.words.iter().zip(shapes(lesson)).zip(predicted) {
        let upos = tags.upos(tag);
        let lemma = if upos == crate::model::Upos::Propn {
            gold.form.clone()
        } else {
            forms.lemma(tag as u8, &normal(&gold.form), |_| false).into_owned()
        };
        words.push((word(&shape, tag, hash(lemma.as_bytes())), counted(upos, &gold.form)));
        heads.push(gold.head);
        label_columns.push(labels.iter().position(|label| *label == gold.label).unwrap_or(0));
    }
    let case = labels.iter().position(|label| label == "case").unwrap_or(0);
    Exercise { input: Input::new(words.into_iter(), case), heads, labels: label_columns }
}
