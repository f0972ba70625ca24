//! The recipe: which treebanks make which model, in which order.
//!
//! Owns the choice of data and the jackknife; the loops are in `lessons`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::analyse::features::Shape;
use crate::analyse::model::{self, Model};
use crate::analyse::tagger::{self, Tags};
use crate::analyse::tokens::Tokenizer;
use crate::analyse::weights::Weights;
use crate::model::Language;
use crate::ontology::Ontology;

use super::derivations;
use super::evaluate::running;
use super::invented;
use super::lessons;
use super::perceptron::Averaged;
use super::treebank::{Error, Lesson, Treebank};

/// Folds of the jackknife that gives the parser tags as it will meet them.
const FOLDS: usize = 5;
const TAGGER_EPOCHS: usize = 8;
const PARSER_EPOCHS: usize = 8;
/// One run of learning for each; their weights are summed.
const SEEDS: [u64; 2] = [29, 41];

/// Treebanks whose sentence ends are learnt.
const WRITTEN: [&str; 5] = ["fr_sequoia", "fr_gsd", "fr_pud", "en_ewt", "en_gum"];

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
    let mut texts = Vec::new();
    for file in files(language) {
        let treebank = Treebank::read(&folder.join(file))?;
        // Spoken language and questions have other sentence ends than news.
        if WRITTEN.iter().any(|name| file.starts_with(name)) {
            texts.extend(treebank.paragraphs().into_iter().map(|lessons| {
                let (text, sentences) = running(lessons);
                (text, sentences.iter().map(|sentence| sentence.span).collect::<Vec<_>>())
            }));
        }
        all.extend(treebank.lessons);
    }
    let words: usize = all.iter().map(|lesson| lesson.words.len()).sum();
    say(&format!("{}: {} sentences, {words} words", language.tag(), all.len()));
    let copies = invented::copies(&all);
    // A copy is in the fold of its original, or the jackknife would have seen what it tags.
    let folds: Vec<usize> = (0..all.len()).chain(copies.iter().map(|copy| copy.0)).map(|index| index % FOLDS).collect();
    all.extend(copies.into_iter().map(|copy| copy.1));
    say(&format!("{} with copies that have invented names", all.len()));
    let tags = lessons::tag_set(&all);
    let labels = label_set(&all);
    let forms = lessons::forms(&all, &tags);
    say(&format!("{} tags, {} labels; tagging by jackknife", tags.len(), labels.len()));
    let predicted = jackknife(&all, &folds, &tags);
    let exercises: Vec<_> = all
        .iter()
        .zip(&predicted)
        .map(|(lesson, predicted)| lessons::exercise(lesson, &tags, predicted, &forms, &labels))
        .collect();
    say("learning the tagger");
    let ambiguity = lessons::ambiguity(&all, &tags);
    let tagger = tagger_of(&all, &tags, &ambiguity);
    let splitter = lessons::splitter(&all).round();
    let tokenizer = Tokenizer::new(&Ontology::builtin().words, language);
    let endings = lessons::endings(&texts, &tokenizer).round();
    say("learning the parser");
    let (actions, labeller) = derivations::parser(&exercises, labels.len(), PARSER_EPOCHS, &SEEDS);
    let ambiguity = ambiguity.into_iter().collect();
    let model = Model { tags, tagger, ambiguity, endings, splitter, forms, labels, actions, labeller };
    let unwritable = |source| Error::Unwritable { path: output.to_owned(), source };
    let bytes = model::write(&model).map_err(unwritable)?;
    say(&format!("{} bytes", bytes.len()));
    fs::write(output, bytes).map_err(unwritable)
}

fn tagger_of(all: &[Lesson], tags: &Tags, ambiguity: &BTreeMap<u64, u64>) -> Weights {
    let runs = derivations::in_pairs(&SEEDS, |seed| lessons::tagger(all, tags, ambiguity, TAGGER_EPOCHS, seed));
    Averaged::sum(runs).round()
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
fn jackknife(all: &[Lesson], folds: &[usize], tags: &Tags) -> Vec<Vec<usize>> {
    let fold = |fold: u64| {
        let inside = |index: &usize| folds[*index] as u64 == fold;
        let (own, rest): (Vec<usize>, Vec<usize>) = (0..all.len()).partition(inside);
        let rest: Vec<Lesson> = rest.into_iter().map(|index| all[index].clone()).collect();
        let ambiguity = lessons::ambiguity(&rest, tags);
        let weights = lessons::tagger(&rest, tags, &ambiguity, TAGGER_EPOCHS, SEEDS[0]).round();
        let tagged = |index: usize| {
            let shapes: Vec<Shape> = lessons::shapes(&all[index]);
            let classes: Vec<u64> =
                shapes.iter().map(|shape| ambiguity.get(&shape.form).copied().unwrap_or(0)).collect();
            (index, tagger::tag(&weights, tags, &shapes, &classes, |_| tagger::ANY))
        };
        own.into_iter().map(tagged).collect::<Vec<_>>()
    };
    let mut predicted = vec![Vec::new(); all.len()];
    let numbers: Vec<u64> = (0..FOLDS as u64).collect();
    for (index, tags) in derivations::in_pairs(&numbers, fold).into_iter().flatten() {
        predicted[index] = tags;
    }
    predicted
}
