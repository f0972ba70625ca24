//! The recipe: which treebanks make which model, in which order.
//!
//! Owns the choice of data and the jackknife; the loops are in `lessons`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::analyse;
use crate::analyse::features::Shape;
use crate::analyse::lemmas::Forms;
use crate::analyse::model::{self, Model};
use crate::analyse::sentences::Openers;
use crate::analyse::tagger::{self, Tags};
use crate::analyse::tokens::Tokenizer;
use crate::analyse::weights::Weights;
use crate::model::{Language, Span};
use crate::ontology::Ontology;

use super::derivations;
use super::endings;
use super::evaluate::running;
use super::invented;
use super::lessons::{self, Known};
use super::perceptron::Averaged;
use super::treebank::{Error, Lesson, Treebank};

/// Folds of the jackknife that gives the parser tags as it will meet them.
const FOLDS: usize = 5;
const TAGGER_EPOCHS: usize = 8;
const PARSER_EPOCHS: usize = 8;
/// One run of learning for each; their weights are summed.
const SEEDS: [u64; 4] = [29, 41, 53, 67];

/// Treebanks whose sentence ends are learnt.
const WRITTEN: [&str; 5] = ["fr_sequoia", "fr_gsd", "fr_pud", "en_ewt", "en_gum"];

/// The training files of a language, relative to the folder of treebanks.
fn files(language: Language) -> &'static [&'static str] {
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

/// The name of the trees of news among the treebanks.
const NEWS: &str = "news";

/// Trees of news in this repository, which the treebanks hardly have: `models/news`.
fn news(language: Language) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models/news").join(language.tag()).with_extension("conllu")
}

/// What a language's model is taught with.
struct Course {
    language: Language,
    /// Running text with its sentences.
    texts: Vec<(String, Vec<Span>)>,
    /// The sentences of the treebanks, those of news, then copies of some with invented names.
    lessons: Vec<Lesson>,
    /// How many of them are the treebanks': nobody has corrected which words of the others are divided.
    given: usize,
    /// The fold of each lesson. A copy is in that of its original, or the jackknife would have seen what it tags.
    folds: Vec<usize>,
    tags: Tags,
    labels: Vec<String>,
    forms: Forms,
}

impl Course {
    fn new(language: Language, folder: &Path, say: &mut impl FnMut(&str)) -> Result<Self, Error> {
        let treebanks = read(language, folder)?;
        let texts = texts(&treebanks);
        let given =
            treebanks.iter().filter(|(name, _)| *name != NEWS).map(|(_, treebank)| treebank.lessons.len()).sum();
        let mut all: Vec<Lesson> = treebanks.into_iter().flat_map(|(_, treebank)| treebank.lessons).collect();
        let words: usize = all.iter().map(|lesson| lesson.words.len()).sum();
        say(&format!("{}: {} sentences, {words} words", language.tag(), all.len()));
        let copies = invented::copies(&all);
        let folds = (0..all.len()).chain(copies.iter().map(|copy| copy.0)).map(|index| index % FOLDS).collect();
        all.extend(copies.into_iter().map(|copy| copy.1));
        say(&format!("{} with copies that have invented names", all.len()));
        let tags = lessons::tag_set(&all);
        let labels = label_set(&all);
        let forms = lessons::forms(&all[..given], &tags);
        say(&format!("{} tags, {} labels", tags.len(), labels.len()));
        Ok(Self { language, texts, lessons: all, given, folds, tags, labels, forms })
    }

    /// The model that this course teaches, with a parser that is already there.
    fn model(self, (actions, labeller): (Weights, Weights)) -> Model {
        let lexicon = analyse::lexicon(self.language, &self.tags).expect("the forms in the binary are sound");
        let known = Known::new(&self.lessons, &self.tags, Some(&lexicon));
        let tagger = derivations::in_pairs(&SEEDS, |seed| {
            lessons::tagger(&self.lessons, &self.tags, &known, TAGGER_EPOCHS, seed)
        });
        let words = Ontology::builtin().words;
        let seen = known.frequent.iter().map(|(&form, class)| (form, class.seen));
        let openers = Openers::new(&self.tags, seen, &words, self.language);
        let endings = endings::endings(&self.texts, &Tokenizer::new(&words, self.language), &openers);
        Model {
            tagger: Averaged::sum(tagger).round(),
            ambiguity: known.frequent.into_iter().collect(),
            endings: endings.round(),
            splitter: lessons::splitter(&self.lessons[..self.given]).round(),
            tags: self.tags,
            forms: self.forms,
            labels: self.labels,
            actions,
            labeller,
        }
    }

    /// The parser's tables.
    fn parser(&self) -> (Weights, Weights) {
        // The taggers of the jackknife know no dictionary: the parser meets more slips than it will, and leans less on tags.
        let predicted = jackknife(&self.lessons, &self.folds, &self.tags);
        let exercise = |(lesson, predicted): (&Lesson, &Vec<usize>)| {
            lessons::exercise(lesson, &self.tags, predicted, &self.forms, &self.labels)
        };
        let exercises: Vec<_> = self.lessons.iter().zip(&predicted).map(exercise).collect();
        derivations::parser(&exercises, self.labels.len(), PARSER_EPOCHS, &SEEDS)
    }
}

/// Trains the model of `language` from the treebanks under `folder` and writes it to `output`.
pub fn train(language: Language, folder: &Path, output: &Path, mut say: impl FnMut(&str)) -> Result<(), Error> {
    let course = Course::new(language, folder, &mut say)?;
    say("learning the parser");
    let parser = course.parser();
    say("learning tags and sentences");
    say(&format!("{} bytes", write(&course.model(parser), output)?));
    Ok(())
}

/// Learns all but the parser of a model's file anew, as `train` would: most of the time goes into the parser.
pub fn train_words(language: Language, folder: &Path, file: &Path, mut say: impl FnMut(&str)) -> Result<(), Error> {
    let unreadable = |reason: String| Error::Unreadable { path: file.to_owned(), reason };
    let bytes = fs::read(file).map_err(|cause| unreadable(cause.to_string()))?;
    let old = model::read(&bytes, language.tag()).map_err(|cause| unreadable(cause.to_string()))?;
    let course = Course::new(language, folder, &mut say)?;
    if (&old.tags, &old.labels) != (&course.tags, &course.labels) {
        return Err(unreadable("its parser has learnt from other treebanks".to_owned()));
    }
    say(&format!("{} bytes", write(&course.model((old.actions, old.labeller)), file)?));
    Ok(())
}

fn read(language: Language, folder: &Path) -> Result<Vec<(&'static str, Treebank)>, Error> {
    let given = files(language).iter().map(|&file| (file, folder.join(file)));
    given.chain([(NEWS, news(language))]).map(|(name, path)| Ok((name, Treebank::read(&path)?))).collect()
}

/// Writes a model and tells its size in bytes.
fn write(model: &Model, output: &Path) -> Result<usize, Error> {
    let unwritable = |source| Error::Unwritable { path: output.to_owned(), source };
    let bytes = model::write(model).map_err(unwritable)?;
    fs::write(output, &bytes).map_err(unwritable)?;
    Ok(bytes.len())
}

/// Running text and its sentences. Spoken language and questions have other sentence ends than news.
fn texts(treebanks: &[(&str, Treebank)]) -> Vec<(String, Vec<Span>)> {
    let written = treebanks.iter().filter(|(file, _)| WRITTEN.iter().any(|name| file.starts_with(name)));
    let text = |lessons| {
        let (text, sentences) = running(lessons);
        (text, sentences.iter().map(|sentence| sentence.span).collect())
    };
    written.flat_map(|(_, treebank)| treebank.paragraphs()).map(text).collect()
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
        let known = Known::new(&rest, tags, None);
        let weights = lessons::tagger(&rest, tags, &known, TAGGER_EPOCHS, SEEDS[0]).round();
        let tagged = |index: usize| {
            let shapes: Vec<Shape> = lessons::shapes(&all[index]);
            let classes = known.classes(&all[index]);
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
