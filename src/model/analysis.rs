//! What `analyse` finds in a document: sentences, tokens, trees and mentions.
//!
//! Owns the syntactic nouns, named as Universal Dependencies names them.
//! Made by `analyse`, read by `extract`.

use std::ops::Range;
use std::sync::Arc;

use super::{EntityKind, Period, Quantity};

/// A half-open range of bytes in a document's text, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`.
    ///
    /// # Panics
    /// When `start` is after `end`.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span cannot end before it starts");
        Self { start, end }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A language that the program reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// French.
    French,
    /// English.
    English,
}

impl Language {
    /// Both languages, in a fixed order.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// The BCP 47 tag: `fr` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// The language of a BCP 47 tag, regions ignored.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }
}

/// Universal part-of-speech tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Upos {
    /// An adjective.
    Adj,
    /// An adposition.
    Adp,
    /// An adverb.
    Adv,
    /// An auxiliary.
    Aux,
    /// A coordinating conjunction.
    Cconj,
    /// A determiner.
    Det,
    /// An interjection.
    Intj,
    /// A common noun.
    Noun,
    /// A numeral.
    Num,
    /// A particle.
    Part,
    /// A pronoun.
    Pron,
    /// A proper noun.
    Propn,
    /// Punctuation.
    Punct,
    /// A subordinating conjunction.
    Sconj,
    /// A symbol.
    Sym,
    /// A verb.
    Verb,
    /// Anything else.
    X,
}

impl Upos {
    /// Every tag, in the order of the enum.
    pub const ALL: [Self; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// The tag as CoNLL-U writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Adj => "ADJ",
            Self::Adp => "ADP",
            Self::Adv => "ADV",
            Self::Aux => "AUX",
            Self::Cconj => "CCONJ",
            Self::Det => "DET",
            Self::Intj => "INTJ",
            Self::Noun => "NOUN",
            Self::Num => "NUM",
            Self::Part => "PART",
            Self::Pron => "PRON",
            Self::Propn => "PROPN",
            Self::Punct => "PUNCT",
            Self::Sconj => "SCONJ",
            Self::Sym => "SYM",
            Self::Verb => "VERB",
            Self::X => "X",
        }
    }

    /// The tag that CoNLL-U writes as `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| tag.name() == name)
    }
}

/// `VerbForm` of a verb or auxiliary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// Finite.
    Fin,
    /// Infinitive.
    Inf,
    /// Participle.
    Part,
    /// Gerund.
    Ger,
}

/// `Mood` of a finite verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mood {
    /// Indicative.
    Ind,
    /// Conditional.
    Cnd,
    /// Subjunctive.
    Sub,
    /// Imperative.
    Imp,
}

/// `Tense` of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tense {
    /// Present.
    Pres,
    /// Past.
    Past,
    /// Imperfect.
    Imp,
    /// Future.
    Fut,
}

/// `Number`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Number {
    /// Singular.
    Sing,
    /// Plural.
    Plur,
}

/// `Gender`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Masculine.
    Masc,
    /// Feminine.
    Fem,
    /// Neuter.
    Neut,
}

/// The morphological features that extraction uses; absent where the word shows none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Morph {
    /// `VerbForm`.
    pub verb_form: Option<VerbForm>,
    /// `Mood`.
    pub mood: Option<Mood>,
    /// `Tense`.
    pub tense: Option<Tense>,
    /// `Number`.
    pub number: Option<Number>,
    /// `Gender`.
    pub gender: Option<Gender>,
    /// `Person`, 1 to 3.
    pub person: Option<u8>,
}

/// A syntactic word. The words of a contraction (`du` = `de` + `le`) share one span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where the surface word stands, in bytes of the document's text.
    pub span: Span,
    /// The syntactic word's form; differs from the text at `span` inside a contraction.
    pub form: Box<str>,
    /// The form in small letters with straight apostrophes, where that is another: rules ask for it again and again.
    pub(crate) small: Option<Box<str>>,
    /// Its lemma.
    pub lemma: Box<str>,
    /// Its part of speech.
    pub upos: Upos,
    /// Its features.
    pub morph: Morph,
    /// Index of its head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Its relation to the head, subtypes after a colon: `nsubj`, `aux:pass`, `root`.
    pub deprel: Arc<str>,
}

impl Token {
    /// Its form in small letters with straight apostrophes, as word lists have it.
    pub fn lower(&self) -> &str {
        self.small.as_deref().unwrap_or(&self.form)
    }

    /// Gives the token another form that differs from its own in capitals alone.
    pub(crate) fn recase(&mut self, form: Box<str>) {
        let before = std::mem::replace(&mut self.form, form);
        let small = self.small.take().unwrap_or(before);
        self.small = (*small != *self.form).then_some(small);
    }

    /// Its relation to the head without a subtype.
    pub fn relation(&self) -> &str {
        universal(&self.deprel)
    }
}

/// The universal part of a relation, which its subtype follows behind a colon.
pub fn universal(relation: &str) -> &str {
    relation.bytes().position(|byte| byte == b':').map_or(relation, |end| &relation[..end])
}

/// A sentence: tokens in text order that form one tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From the first to the last token, in bytes of the document's text.
    pub span: Span,
    /// Index of the block it stands in.
    pub block: usize,
    /// Its language.
    pub language: Language,
    /// Its tokens; heads are indices into this list.
    pub tokens: Vec<Token>,
}

/// A span that names something, anchored in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Index of the sentence.
    pub sentence: usize,
    /// Its tokens, without the article.
    pub tokens: Range<usize>,
    /// The token the syntax attaches it by.
    pub head: usize,
    /// Where it stands, in bytes of the document's text.
    pub span: Span,
    /// The best full name the document gives it.
    pub name: Box<str>,
    /// What it is.
    pub kind: EntityKind,
    /// Whether it is a proper name (else a common-noun phrase).
    pub proper: bool,
    /// The IRI of the known entity it names, when the ontology knows it.
    pub iri: Option<Arc<str>>,
    /// How sure the span and kind are, 0 to 1.
    pub confidence: f32,
}

/// A quantity anchored in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Index of the sentence.
    pub sentence: usize,
    /// Its tokens, from the bound's first word to the unit.
    pub tokens: Range<usize>,
    /// The token the syntax attaches it by.
    pub head: usize,
    /// What it says; of a range, the first number.
    pub quantity: Quantity,
    /// The second number of a range, in the same unit.
    pub until: Option<f64>,
    /// What kind of unit it has.
    pub kind: MeasureKind,
}

/// The unit of a measure of power.
pub const MEGAWATT: &str = "MW";

/// What kind of thing a quantity measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeasureKind {
    /// An amount in a currency or token; the unit is an ISO 4217 code or a ticker.
    Money,
    /// A percentage or a spelt fraction; the unit is `%`.
    Percent,
    /// Electrical power; the unit is [`MEGAWATT`].
    Power,
    /// A count of things; the unit is the counted noun in the document's words.
    Count,
    /// A length of time or an age; never a statement's value.
    Duration,
    /// Anything else with a unit (kilometres, tonnes, degrees).
    Other,
}

impl MeasureKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 6] = [Self::Money, Self::Percent, Self::Power, Self::Count, Self::Duration, Self::Other];

    /// The kind's local name in the ontology.
    pub fn name(self) -> &'static str {
        match self {
            Self::Money => "Money",
            Self::Percent => "Percent",
            Self::Power => "Power",
            Self::Count => "Count",
            Self::Duration => "Duration",
            Self::Other => "OtherMeasure",
        }
    }

    /// The kind called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A time expression anchored in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Index of the sentence.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The token the syntax attaches it by.
    pub head: usize,
    /// The period it stands for.
    pub period: Period,
    /// Whether it was resolved against the document's date rather than said in full.
    pub relative: bool,
}

/// Everything `analyse` finds in one document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// The sentences in text order.
    pub sentences: Vec<Sentence>,
    /// The mentions by sentence, then first token; they may nest but not cross.
    pub mentions: Vec<Mention>,
    /// The quantities, in the same order; disjoint.
    pub measures: Vec<Measure>,
    /// The time expressions, in the same order; disjoint.
    pub times: Vec<TimeExpression>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_outlive_another_case() {
        let mut token = Token {
            span: Span::new(0, 5),
            form: "acmé".into(),
            small: None,
            lemma: "acmé".into(),
            upos: Upos::Propn,
            morph: Morph::default(),
            head: None,
            deprel: "root".into(),
        };
        token.recase("ACMÉ".into());
        assert_eq!((&*token.form, token.lower()), ("ACMÉ", "acmé"));
        token.recase("acmé".into());
        assert_eq!((&*token.form, token.small.as_deref()), ("acmé", None));
    }
}
