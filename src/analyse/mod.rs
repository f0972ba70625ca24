//! What a text is made of: sentences, tokens, tags, lemmas, trees and mentions.
//!
//! Owns the linguistic analysis of one document. Takes a document and the ontology's word
//! lists; gives an `Analysis`. Leaves what the sentences say to `extract`.

pub(crate) mod arcs;
pub mod conllu;
mod counted;
mod currencies;
mod datelines;
mod elapsed;
pub(crate) mod features;
mod headlines;
pub(crate) mod inflections;
mod language;
pub(crate) mod lemmas;
pub(crate) mod lexicon;
mod listings;
mod mending;
mod mentions;
pub(crate) mod model;
mod numbers;
mod numerals;
pub(crate) mod parser;
mod pronominal;
mod quantities;
mod repair;
mod reshape;
pub(crate) mod sentences;
mod signs;
mod spelled;
pub(crate) mod syntax;
pub(crate) mod tagger;
mod times;
pub(crate) mod tokens;
pub(crate) mod transitions;
pub mod tree;
pub(crate) mod weights;

use std::sync::OnceLock;

use crate::model::analysis::Measure;
use crate::model::{Analysis, BlockKind, Date, Diagnostic, Document, Language, Sentence, Span, Warned};
use crate::ontology::Ontology;

pub use model::Error;

use headlines::Capitals;
use lexicon::Lexicon;
use sentences::Lines;
use syntax::Syntax;
use tagger::Tags;
use tokens::Tokenizer;

/// Blocks at the start of a document that may say when it was written.
const DATED: usize = 6;

/// A text of so many words without a line break has lost its lines, if it had any.
const RUN: usize = 60;

// Statics: a constant may stand in the binary once for each part that is compiled by itself.
static FRENCH: &[u8] = include_bytes!("../../models/fr.bin");
static ENGLISH: &[u8] = include_bytes!("../../models/en.bin");
static FRENCH_FORMS: &[u8] = include_bytes!("../../models/fr.forms");
static ENGLISH_FORMS: &[u8] = include_bytes!("../../models/en.forms");

/// Digests of the models that the binary carries: other models may find other things.
pub fn models() -> String {
    [FRENCH, ENGLISH, FRENCH_FORMS, ENGLISH_FORMS].map(model::digest).concat()
}

/// The full-form lexicon of a language for a model with these tags.
pub(crate) fn lexicon(language: Language, tags: &Tags) -> Result<Lexicon, Error> {
    let bytes = match language {
        Language::French => FRENCH_FORMS,
        Language::English => ENGLISH_FORMS,
    };
    Ok(Lexicon::new(inflections::read(bytes, language.tag())?, tags))
}

/// Everything that analysing needs, made once and shared between threads.
pub struct Analyser<'o> {
    ontology: &'o Ontology,
    detector: language::Detector,
    tokenizers: [Tokenizer; 2],
    syntax: [OnceLock<Result<Syntax, Error>>; 2],
    fast: bool,
    numerals: [numerals::Numerals; 2],
    phrases: [times::Phrases; 2],
    gazetteer: mentions::Gazetteer,
    preferences: mentions::Preferences,
}

/// How the words of a sentence, of the block with this number, become one.
type Parse = fn(&Syntax, Vec<syntax::Form>, usize) -> Sentence;

/// Sentences, and the date of their document.
type Dated = (Vec<Sentence>, Option<Date>);

/// What is said of a document in a third language.
fn unread(document: &Document) -> Diagnostic {
    let text = "the text is neither French nor English and was left out";
    Diagnostic::warning("unread-language", &document.info.name, text)
        .with_hint("name only French and English documents, or translate it first")
}

impl<'o> Analyser<'o> {
    /// An analyser with the word lists of `ontology`. Models are unpacked when a text first needs them.
    pub fn new(ontology: &'o Ontology) -> Self {
        Self {
            ontology,
            detector: language::Detector::new(&ontology.words),
            tokenizers: Language::ALL.map(|language| Tokenizer::new(&ontology.words, language)),
            syntax: Default::default(),
            fast: false,
            numerals: Language::ALL.map(|language| numerals::Numerals::new(ontology, language)),
            phrases: Language::ALL.map(|language| times::Phrases::new(&ontology.words, language)),
            gazetteer: mentions::Gazetteer::new(ontology),
            preferences: mentions::Preferences::new(ontology),
        }
    }

    /// The same with a narrower search for trees: more words a second, and trees a little worse. Asked of an analyser that has
    /// not read anything yet and has no other models.
    #[must_use]
    pub fn fast(self) -> Self {
        Self { fast: true, ..self }
    }

    fn syntax(&self, language: Language) -> Result<&Syntax, Error> {
        let slot = self.syntax[language as usize].get_or_init(|| {
            let bytes = match language {
                Language::French => FRENCH,
                Language::English => ENGLISH,
            };
            let model = model::read(bytes, language.tag())?;
            self.taught(language, model)
        });
        slot.as_ref().map_err(Clone::clone)
    }

    /// The syntax of a language with this model.
    fn taught(&self, language: Language, model: model::Model) -> Result<Syntax, Error> {
        let lexicon = lexicon(language, &model.tags)?;
        let syntax = Syntax::new(model, lexicon, self.ontology, language);
        Ok(if self.fast { syntax.fast() } else { syntax })
    }

    /// An analyser with a model that is not the one in the binary.
    #[cfg(feature = "train")]
    pub fn with_model(self, language: Language, bytes: &[u8]) -> Result<Self, Error> {
        let taught = self.taught(language, model::read(bytes, language.tag())?);
        let mut syntax = self.syntax;
        syntax[language as usize] = OnceLock::from(taught);
        Ok(Self { syntax, ..self })
    }

    /// One sentence of words that are already divided; spans are byte ranges of the words joined by blanks.
    #[cfg(feature = "train")]
    pub(crate) fn sentence_of(&self, language: Language, words: &[&str]) -> Result<Sentence, Error> {
        let mut start = 0;
        let forms = words.iter().map(|word| {
            let span = Span::new(start, start + word.len());
            start = span.end + 1;
            syntax::Form { span, text: (*word).into() }
        });
        Ok(self.syntax(language)?.sentence(forms.collect(), 0))
    }

    /// Analyses a document. A document in a third language is left out with a diagnostic.
    pub fn analyse(&self, document: &Document) -> Result<Warned<Analysis>, Error> {
        let (sentences, dated) = match self.sentences(document, Syntax::sentence)? {
            Ok(found) => found,
            Err(unread) => return Ok(Warned { value: Analysis::default(), diagnostics: vec![unread] }),
        };
        Ok(Warned::clean(self.annotate(document, sentences, document.info.date.or(dated))))
    }

    /// The trees of a document as the parser has them, without mentions and before anything is mended: what is corrected
    /// to teach it more.
    #[cfg(feature = "train")]
    pub fn drafts(&self, document: &Document) -> Result<Analysis, Error> {
        let sentences = self.sentences(document, Syntax::draft)?.map(|found| found.0).unwrap_or_default();
        Ok(Analysis { sentences, ..Analysis::default() })
    }

    /// The sentences of a document, each made by `of`, and the date that its first blocks say it is of; else why it is not read.
    fn sentences(&self, document: &Document, of: Parse) -> Result<Result<Dated, Diagnostic>, Error> {
        let readable = |kind| kind != BlockKind::Other;
        let blocks: Vec<_> = document.blocks.iter().enumerate().filter(|(_, block)| readable(block.kind)).collect();
        let counts: Vec<_> = blocks.iter().map(|(_, block)| self.detector.count(document.slice(block.span))).collect();
        let mut whole = language::Count::default();
        counts.iter().for_each(|&count| whole.add(count));
        let language = match (document.info.language, whole.document()) {
            (Some(declared), Ok(_)) => declared,
            (None, Ok(found)) if whole.is_even() => self.by_vocabulary(document).unwrap_or(found),
            (_, Ok(found)) => found,
            (_, Err(())) => return Ok(Err(unread(document))),
        };
        let (mut sentences, mut dated, mut yearless) = (Vec::new(), None, None);
        let capitals = Capitals::new(&document.text);
        for ((index, block), count) in blocks.into_iter().zip(counts) {
            let place = (index, block.span);
            let (date, day) = self.block(document, place, count.block(language), &capitals, (of, &mut sentences))?;
            dated = dated.or(date.filter(|_| index < DATED));
            yearless = yearless.or(day.filter(|_| index < DATED));
        }
        let dated = dated.or_else(|| yearless?.settled(&self.years(document, &sentences)));
        Ok(Ok((sentences, dated)))
    }

    /// The years that a document without a date of its own tells.
    fn years(&self, document: &Document, sentences: &[Sentence]) -> Vec<i32> {
        let calendar = times::Calendar { words: &self.ontology.words, phrases: &self.phrases, today: None };
        let mut times = Vec::new();
        for (index, sentence) in sentences.iter().enumerate() {
            calendar.find(&document.text, index, sentence, |_| false, &mut times);
        }
        times.iter().map(|time| time.period.start.year()).collect()
    }

    /// The language whose dictionary knows more of a text's words, for a text too short for common ones.
    fn by_vocabulary(&self, document: &Document) -> Option<Language> {
        let words = document.text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2 && word.len() < 64);
        // What has a capital may be a name, in whatever language.
        let words: Vec<&str> = words.filter(|word| word.starts_with(char::is_lowercase)).take(100).collect();
        let known = |language| {
            let syntax = self.syntax(language).ok()?;
            // Dictionaries of forms leave numbers out.
            let numbers = &self.numerals[language as usize].numbers;
            let known = |word: &&&str| syntax.is_in_dictionary(word) || numbers.contains_key(**word);
            Some(words.iter().filter(known).count())
        };
        let (french, english) = (known(Language::French)?, known(Language::English)?);
        (french != english).then_some(if english > french { Language::English } else { Language::French })
    }

    /// The mentions, quantities and times of parsed sentences.
    fn annotate(&self, document: &Document, mut sentences: Vec<Sentence>, today: Option<Date>) -> Analysis {
        sentences.iter_mut().for_each(numbers::agree);
        let (mut measures, mut times) = (Vec::new(), Vec::new());
        let calendar = times::Calendar { words: &self.ontology.words, phrases: &self.phrases, today };
        for (index, sentence) in sentences.iter().enumerate() {
            let before = measures.len();
            self.numerals[sentence.language as usize].find(document, index, sentence, &mut measures);
            let counted = |at: usize| measures[before..].iter().any(|measure: &Measure| measure.tokens.contains(&at));
            calendar.find(&document.text, index, sentence, counted, &mut times);
        }
        let ordinary = |language: Language, form: &str| self.syntax(language).is_ok_and(|syntax| syntax.is_word(form));
        let dictionary =
            |language: Language, form: &str| self.syntax(language).is_ok_and(|syntax| syntax.is_in_dictionary(form));
        let lists = mentions::Lists {
            ontology: self.ontology,
            gazetteer: &self.gazetteer,
            preferences: &self.preferences,
            ordinary: &ordinary,
            dictionary: &dictionary,
        };
        let mut mentions = mentions::find(document, &sentences, (&measures, &times), &lists);
        currencies::settle(&sentences, &mentions, &mut measures, self.ontology);
        let mut found = mending::Found { mentions: &mut mentions, measures: &mut measures, times: &times };
        mending::mend(&mut sentences, &mut found, self.ontology);
        Analysis { sentences, mentions, measures, times }
    }

    /// Adds the sentences of a block; gives the date that it says the document is of, or the day without its year.
    fn block(
        &self,
        document: &Document,
        (index, span): (usize, Span),
        language: Language,
        capitals: &Capitals<'_>,
        (of, found): (Parse, &mut Vec<Sentence>),
    ) -> Result<(Option<Date>, Option<datelines::Yearless>), Error> {
        let syntax = self.syntax(language)?;
        let tokens =
            listings::left_out(&document.text, &self.tokenizers[language as usize].tokens(&document.text, span));
        let words = &self.ontology.words;
        let block = datelines::Block { text: &document.text, tokens: &tokens, language, words };
        let opening = block.opening();
        let lines = if document.blocks.len() == 1 && tokens.len() >= RUN { Lines::Lost } else { Lines::Kept };
        let dateline = (opening > 0).then_some(0..opening);
        let behind = syntax.sentences(&document.text, &tokens[opening..], lines).into_iter();
        for range in dateline.into_iter().chain(behind.map(|range| range.start + opening..range.end + opening)) {
            let first = range.start <= opening;
            let mut forms = syntax.forms(&document.text, &tokens[range]);
            let words: Vec<&str> = forms.iter().map(|form| form.text.as_ref()).collect();
            let Some(lowered) = capitals.lowered(&words, |word| syntax.is_word(word)) else {
                let source = Syntax::source(&forms).map(|start| forms.split_off(start));
                let behind = syntax.label(&forms).filter(|_| first).map(|end| forms.split_off(end));
                found.extend([Some(forms), behind, source].into_iter().flatten().map(|forms| of(syntax, forms, index)));
                continue;
            };
            let written: Vec<_> = forms.iter().map(|form| (form.span, form.text.clone())).collect();
            forms.iter_mut().zip(lowered).for_each(|(form, lower)| form.text = lower.into());
            let mut sentence = of(syntax, forms, index);
            for token in &mut sentence.tokens {
                // A contraction may have become one word again, so that there are fewer tokens than forms.
                let mut same = written
                    .iter()
                    .filter(|(span, form)| *span == token.span && *features::lower(form) == *token.lower());
                if let Some((_, form)) = same.next() {
                    token.recase(form.clone());
                }
            }
            found.push(sentence);
        }
        Ok((block.date(), block.yearless()))
    }
}
