//! The recipe: which treebanks make which model, in which order.
//!
//! Owns the choice of data and the jackknife; the loops are in `lessons`.

use std::fs;
use std::path::Path;

use crate::analyse::features::Shape;
use crate::analyse::model::{self, Model};
use crate::analyse::tagger::{self, Tags};
use crate::model::Language;

use super::invented;
use super::lessons;
use super::treebank::{Error, Lesson, Treebank};

/// Folds of the jackknife that gives the parser tags as it will meet them.
const FOLDS: usize = 5;
const TAGGER_EPOCHS: usize = 8;
const PARSER_EPOCHS: usize = 12;

/// The training files of a language, relative to the folder of treebanks.
pub(super) fn files(language: Language) -> &'static [&'static str] {
    match language {
        Language::French => &[
            "fr_sequoia/fr_sequoia-ud-train.conllu.xz",
            "fr_gsd/fr_gsd-ud-dev.conllu.xz",
            "fr_pud/fr_pud-ud-test.conllu.xz",
            "fr_fqb/fr_fqb-ud-test.conllu.xz",
            "fr_rhapsodie/fr_rhapsodie-ud-train.conllu.xz",
            "fr_parisstories/fr_parisstories-ud-train.conllu.xz",
        ],
        Language::English => &["en_ewt/en_ewt-ud-train.conllu.xz", "en_gum/en_gum-ud-train.conllu.xz"],
    }
}

/// Trains the model of `language` from the treebanks under `folder` and writes it to `output`.
pub fn train(language: Language, folder: &Path, output: &Path, mut say: impl FnMut(&str)) -> Result<(), Error> {
    let mut all: Vec<Lesson> = Vec::new();
    for file in files(language) {
        all.extend(Treebank::read(&folder.join(file))?.lessons);
    }
    let words: usize = all.iter().map(|lesson| lesson.words.len()).sum();
    say(&format!("{}: {} sentences, {words} words", language.tag(), all.len()));
    let all = invented::with_invented_names(&all);
    say(&format!("{} with copies that have invented names", all.len()));
    let tags = lessons::tag_set(&all);
    let labels = label_set(&all);
    let forms = lessons::forms(&all, &tags);
    say(&format!("{} tags, {} labels; tagging by jackknife", tags.len(), labels.len()));
    let predicted = jackknife(&all, &tags);
    let exercises: Vec<_> = all
        .iter()
        .zip(&predicted)
        .map(|(lesson, predicted)| lessons::exercise(lesson, &tags, predicted, &forms, &labels))
        .collect();
    say("learning the tagger");
    let ambiguity = lessons::ambiguity(&all, &tags);
    let tagger = lessons::tagger(&all, &tags, &ambiguity, TAGGER_EPOCHS);
    let splitter = lessons::splitter(&all);
    say("learning the parser");
    let case = labels.iter().position(|label| label == "case").unwrap_or(0);
    let (actions, labeller) = lessons::parser(&exercises, labels.len(), case, PARSER_EPOCHS);
    let model = Model { tags, tagger, ambiguity, splitter, forms, labels, actions, labeller };
    let unwritable = |source| Error::Unwritable { path: output.to_owned(), source };
    let bytes = model::write(&model).map_err(unwritable)?;
    say(&format!("{} bytes", bytes.len()));
    fs::write(output, bytes).map_err(unwritable)
}

fn label_set(all: &[Lesson]) -> Vec<String> {
    let mut labels: Vec<String> = all
        .iter()
        .flat_map(|lesson| &lesson.words)
        .filter(|word| word.head > 0)
        .map(|word| word.label.clone())
        .collect();
    labels.sort_unstable();
    labels.dedup();
    labels
}

/// Tags each fifth of the lessons by a tagger that has not seen it.
fn jackknife(all: &[Lesson], tags: &Tags) -> Vec<Vec<usize>> {
    let mut predicted = vec![Vec::new(); all.len()];
    for fold in 0..FOLDS {
        let rest: Vec<Lesson> = all
            .iter()
            .enumerate()
            .filter(|(index, _)| index % FOLDS != fold)
            .map(|(_, lesson)| lesson.clone())
            .collect();
        let ambiguity = lessons::ambiguity(&rest, tags);
        let weights = lessons::tagger(&rest, tags, &ambiguity, TAGGER_EPOCHS / 2);
        for (index, lesson) in all.iter().enumerate().filter(|(index, _)| index % FOLDS == fold) {
            let shapes: Vec<Shape> = lessons::shapes(lesson);
            let classes: Vec<u64> =
                shapes.iter().map(|shape| ambiguity.get(&shape.form).copied().unwrap_or(0)).collect();
            predicted[index] = tagger::tag(&weights, tags, &shapes, &classes, |_| None);
        }
    }
    predicted
}
