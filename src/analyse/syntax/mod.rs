//! One sentence through the trained models: words, tags, lemmas, tree.
//!
//! Owns the order of those steps for one language. Takes surface words, gives a
//! `Sentence`; the same code serves both languages. Leaves second thoughts about tags to `doubted`.

mod articles;
mod clitics;
mod doubted;
mod labels;
mod ordered;
mod phrasal;
mod reread;
mod vocabulary;
mod words;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Language, Morph, Sentence, Span, Token, Upos};
use crate::ontology::{Ontology, PartOfSpeech};

use super::features::{self, Class, Shape, Word, hash};
use super::inflections::Reading;
use super::lemmas;
use super::lexicon::Lexicon;
use super::model::Model;
use super::parser::{Beam, Parser};
use super::sentences::{self, Lines, NAMES, Openers};
use super::tagger::{self, ANY};
use super::transitions::{Input, KINDS};
use super::weights::Scorer;
use reread::Arcs;
use vocabulary::Vocabulary;
use words::Words;

/// Bytes of the longest word that may be divided.
const LONGEST_CONTRACTION: usize = 12;

/// How the trees are searched: as widely as in training, but nothing is kept that is far behind, which makes most steps
/// greedy: a wider margin takes longer and hardly makes better trees, a narrower one makes worse ones.
const BEAM: Beam = Beam { width: 8, margin: 160.0 };

/// The same for those who want speed: nearly all steps are greedy, and trees are a little worse.
const FAST: Beam = Beam { width: 3, margin: 90.0 };

/// A syntactic word before it is tagged.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) span: Span,
    pub(crate) text: Box<str>,
}

/// A language's models with the words that the ontology adds to them.
pub(crate) struct Syntax {
    language: Language,
    model: Model,
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    labels: Vec<Arc<str>>,
    case_label: usize,
    beam: Beam,
    /// The columns of frequent forms of one closed part of speech, by class.
    closed: FxHashMap<u64, u64>,
    /// The tags of ordinary words, and the classes of forms that only were names and numbers.
    ordinary: Vec<u8>,
    of_names: FxHashSet<u64>,
    openers: Openers,
}

impl Syntax {
    pub(crate) fn new(model: Model, lexicon: Lexicon, ontology: &Ontology, language: Language) -> Self {
        let forms = model.ambiguity.iter().map(|(&form, class)| (form, class.seen));
        let openers = Openers::new(&model.tags, forms, &ontology.words, language);
        Self {
            language,
            vocabulary: Vocabulary::new(ontology, language),
            lexicon,
            openers,
            ordinary: model.tags.columns(&[Upos::Noun, Upos::Verb, Upos::Adj, Upos::Adv]),
            of_names: model.tags.classes(&NAMES),
            closed: model.tags.closed(),
            labels: model.labels.iter().map(|label| label.as_str().into()).collect(),
            case_label: model.labels.iter().position(|label| label == "case").unwrap_or(0),
            beam: BEAM,
            model,
        }
    }

    /// The same with a narrower search for trees.
    pub(crate) fn fast(self) -> Self {
        Self { beam: FAST, ..self }
    }

    /// The sentences of a block's surface words.
    pub(crate) fn sentences(&self, text: &str, tokens: &[Span], lines: Lines) -> Vec<Range<usize>> {
        sentences::sentences(text, tokens, &self.model.endings, &self.openers, lines)
    }

    /// The syntactic words of a sentence's surface words: contractions are divided where the
    /// model says so, all words of one with its span.
    pub(crate) fn forms(&self, text: &str, tokens: &[Span]) -> Vec<Form> {
        let (mut features, mut score, mut lower) = (Vec::new(), [0.0], String::new());
        let mut found = Vec::with_capacity(tokens.len() + tokens.len() / 8);
        let shape = |at: Option<usize>| {
            let token = at.and_then(|at| tokens.get(at));
            token.map(|token| Shape::new(&text[token.start..token.end])).unwrap_or_default()
        };
        for (at, &span) in tokens.iter().enumerate() {
            let word = &text[span.start..span.end];
            let parts = (word.len() <= LONGEST_CONTRACTION).then(|| {
                features::normalise(word, &mut lower);
                self.vocabulary.contractions.get(lower.as_str())
            });
            let parts = parts.flatten();
            let divides = parts.is_some_and(|_| {
                let around = [at.checked_sub(2), at.checked_sub(1), Some(at), Some(at + 1)].map(shape);
                features::splitting(&around, &mut features);
                self.model.splitter.score(&features, &mut score);
                score[0] >= 0.0 || self.ends_a_firm(text, &tokens[..at])
            });
            match parts.filter(|_| divides) {
                Some(parts) => found.extend(parts.iter().map(|part| Form { span, text: part.as_str().into() })),
                None => found.push(Form { span, text: word.into() }),
            }
        }
        found
    }

    /// *Le géant japonais des pneus*: whether words end with what a firm is and where it comes from.
    fn ends_a_firm(&self, text: &str, tokens: &[Span]) -> bool {
        let [.., firm, origin] = tokens else { return false };
        let lower = |span: &Span| features::lower(&text[span.start..span.end]);
        self.vocabulary.demonyms.contains(&*lower(origin)) && self.vocabulary.firms.contains(&*lower(firm))
    }

    /// The sentence of these words.
    pub(crate) fn sentence(&self, forms: Vec<Form>, block: usize) -> Sentence {
        let mut sentence = self.draft(forms, block);
        self.passives(&mut sentence.tokens);
        super::repair::repair(&mut sentence.tokens, self.vocabulary.adjectives_follow);
        self.phrasal(&mut sentence.tokens);
        sentence
    }

    /// The sentence as the parser has it, by the conventions of the treebanks.
    pub(crate) fn draft(&self, forms: Vec<Form>, block: usize) -> Sentence {
        let mut words = self.words(forms);
        self.reconsider(&mut words);
        self.clitics(&mut words);
        self.lemmatise(&mut words);
        if let Some(forms) = self.undivided(&words) {
            return self.draft(forms, block);
        }
        let (heads, labels) = self.tree(&mut words);
        let span = words.forms.iter().map(|form| form.span).reduce(Span::cover).unwrap_or(Span { start: 0, end: 0 });
        let Words { forms, normals, tags, readings, lemmas, .. } = words;
        let token = |(at, (form, lemma)): (usize, (Form, Box<str>))| Token {
            span: form.span,
            morph: self.morph(tags[at], &normals[at], &readings[at]),
            lemma,
            upos: self.model.tags.upos(tags[at]),
            head: heads[at + 1].checked_sub(1),
            deprel: if heads[at + 1] == 0 { "root".into() } else { self.labels[labels[at + 1]].clone() },
            small: (*normals[at] != *form.text).then(|| normals[at].as_str().into()),
            form: form.text,
        };
        let tokens = forms.into_iter().zip(lemmas).enumerate().map(token).collect();
        Sentence { span, block, language: self.language, tokens }
    }

    /// The tag of each word, with its readings under it where training did not see the form, or saw it rarely.
    fn tagged(&self, forms: &[Form], normals: &[String], shapes: &[Shape]) -> (Vec<usize>, Vec<Vec<&Reading>>) {
        let mut classes: Vec<Class> =
            shapes.iter().map(|shape| self.model.ambiguity.get(&shape.form).copied().unwrap_or_default()).collect();
        let mut readings: Vec<Vec<&Reading>> = vec![Vec::new(); forms.len()];
        for (at, class) in classes.iter_mut().enumerate().filter(|(_, class)| class.seen == 0) {
            readings[at] = self.lexicon.readings(&forms[at].text, &normals[at]);
            class.read = Some(match self.lexicon.class(&readings[at]) {
                // What only the word lists have is no word that nobody knows.
                0 if *forms[at].text == normals[at] => self.listed(&normals[at]),
                read => read,
            });
        }
        let noun = self.model.tags.of(Upos::Noun);
        // A capital may be that of a name, which is no such word: *IT*.
        let closed = |at: usize| self.closed.get(&classes[at].seen).filter(|_| *forms[at].text == normals[at]);
        let allowed = |at: usize| match (closed(at), noun) {
            (Some(&column), _) => column,
            // A noun of the word lists that the treebanks do not have is no riddle.
            (_, Some(noun)) if classes[at].seen == 0 && self.is_listed_noun(&forms[at].text) => 1 << noun,
            _ if classes[at].seen != 0 => ANY,
            _ => match self.lexicon.allowed(&forms[at].text, &readings[at]) {
                ANY => ANY,
                columns => columns | self.listed(&normals[at]),
            },
        };
        let tags = tagger::tag(&self.model.tagger, &self.model.tags, shapes, &classes, allowed);
        let under = readings.into_iter().zip(&tags).map(|(all, &tag)| self.lexicon.under(tag, all)).collect();
        (tags, under)
    }

    /// The columns that the ontology's words allow a form: a dictionary may lack the noun of a sector, or a new verb.
    fn listed(&self, normal: &str) -> u64 {
        let verbs = self.vocabulary.attested(PartOfSpeech::Verb);
        let named = self.vocabulary.names.contains(normal);
        let is_listed = |tag: usize| match self.model.tags.upos(tag) {
            Upos::Noun => named,
            Upos::Verb => verbs.contains(&*self.model.forms.lemma(tag as u8, normal, |lemma| verbs.contains(lemma))),
            _ => false,
        };
        (0..self.model.tags.len()).filter(|&tag| is_listed(tag)).fold(0, |columns, tag| columns | 1 << tag)
    }

    fn is_listed_noun(&self, form: &str) -> bool {
        let nouns = self.vocabulary.attested(PartOfSpeech::Noun);
        form.chars().next().is_some_and(char::is_lowercase)
            && (nouns.contains(form) || form.strip_suffix('s').is_some_and(|singular| nouns.contains(singular)))
    }

    /// Whether the treebanks know a form as an ordinary word, not only as a name.
    pub(super) fn is_word(&self, form: &str) -> bool {
        let form = normal(form);
        self.ordinary.iter().any(|&tag| self.model.forms.has(tag, &form))
            || self
                .model
                .ambiguity
                .get(&hash(form.as_bytes()))
                .is_some_and(|class| !self.of_names.contains(&class.seen))
    }

    /// Whether a dictionary has a form, or the treebanks as an ordinary word.
    pub(super) fn is_in_dictionary(&self, form: &str) -> bool {
        let lower = normal(form);
        self.is_word(form) || !self.lexicon.readings(&lower, &lower).is_empty()
    }

    /// The lemma of a form under a tag, given its readings under it.
    fn lemma<'f>(&'f self, form: &'f str, normal: &'f str, tag: usize, readings: &[&Reading]) -> Cow<'f, str> {
        let upos = self.model.tags.upos(tag);
        if upos == Upos::Propn {
            return form.into();
        }
        let attested = match upos {
            Upos::Verb | Upos::Aux => Some(PartOfSpeech::Verb),
            Upos::Noun => Some(PartOfSpeech::Noun),
            Upos::Adj => Some(PartOfSpeech::Adjective),
            _ => None,
        };
        let known = |lemma: &str| attested.is_some_and(|part| self.vocabulary.attested(part).contains(lemma));
        let lemma = self.model.forms.lemma(tag as u8, normal, known);
        // Of a form that training saw, it may not have seen this tag, and the word lists may know a neighbour of its lemma.
        let doubtful = upos == Upos::Verb || known(&lemma) && lemma != normal;
        let looked_up = doubtful && readings.is_empty() && !self.model.forms.has_lemma(tag as u8, normal);
        let more = if looked_up { self.lexicon.under(tag, self.lexicon.readings(form, normal)) } else { Vec::new() };
        let read: Vec<Cow<'_, str>> =
            readings.iter().chain(&more).filter_map(|reading| reading.script.apply(normal)).collect();
        if read.contains(&lemma) {
            return lemma;
        }
        if let Some(other) = read.iter().find(|other| known(other)).or(read.first()) {
            return other.clone();
        }
        if upos != Upos::Verb || known(&lemma) {
            return lemma;
        }
        // The tagger may have missed the tense of an unseen form; the lexicon knows the verb.
        let others = (0..self.model.tags.len()).filter(|&other| self.model.tags.upos(other) == Upos::Verb);
        let listed = others.map(|other| self.model.forms.lemma(other as u8, normal, known)).find(|other| known(other));
        listed.filter(|_| !self.model.forms.has(tag as u8, normal)).unwrap_or(lemma)
    }

    /// The features of a form under a tag; what all its readings have goes before what its suffix suggests.
    fn morph(&self, tag: usize, normal: &str, readings: &[&Reading]) -> Morph {
        let morph = self.model.forms.complete(tag as u8, normal, self.model.tags.morph(tag));
        let Some((first, others)) = readings.split_first() else { return morph };
        let read =
            lemmas::unpack(others.iter().fold(first.packed, |packed, other| lemmas::shared(packed, other.packed)));
        Morph {
            number: read.number.or(morph.number),
            gender: read.gender.or(morph.gender),
            person: read.person.or(morph.person),
            ..morph
        }
    }

    fn parse(&self, words: &Words<'_>) -> Arcs {
        let input = (0..words.len()).map(|at| {
            let lemma = hash(words.lemmas[at].as_bytes());
            let kinds = counted(self.upos(words, at), &words.forms[at].text);
            (word(&words.shapes[at], words.tags[at], lemma), kinds)
        });
        let input = Input::new(input, self.case_label);
        let Model { actions, labeller, labels, .. } = &self.model;
        Parser { actions, labeller, label_count: labels.len() }.parse(&input, self.beam)
    }
}

/// A token as the parser sees it.
pub(crate) fn word(shape: &Shape, tag: usize, lemma: u64) -> Word {
    Word { form: shape.form, lemma, tag: tag as u64 + 3, suffix: shape.suffixes[2], pattern: shape.pattern }
}

/// What a token counts as when it stands between two others.
pub(crate) fn counted(upos: Upos, form: &str) -> [bool; KINDS] {
    let one = |list: &[&str]| upos == Upos::Punct && list.contains(&form);
    [
        upos == Upos::Verb,
        form == ",",
        upos == Upos::Cconj,
        one(&["(", "[", "\u{AB}", "\u{201C}"]),
        one(&[")", "]", "\u{BB}", "\u{201D}"]),
        one(&["\"", ":", ";"]),
        upos == Upos::Sconj,
    ]
}

/// The lower-case form with a straight apostrophe, as the tables key it.
pub(crate) fn normal(form: &str) -> String {
    let mut normal = String::new();
    features::normalise(form, &mut normal);
    normal
}
