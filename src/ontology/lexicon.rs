//! Lexical entries: how words express relations.
//!
//! Owns the entries of `ontology/lexicon/` (OntoLex-Lemon) and the frames of
//! `ontology/relata.ttl`. Leaves finding them in a tree to `extract`.

use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::model::{EntityKind, Language, MeasureKind, Status};

use super::reliability::{self, Measured};

/// Part of speech of a lexical entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartOfSpeech {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// An adjective, or a participle used as one.
    Adjective,
    /// No word: a way of putting words together that says a relation by itself.
    Construction,
}

impl PartOfSpeech {
    /// Every part of speech, in the order of the enum.
    pub const ALL: [Self; 4] = [Self::Verb, Self::Noun, Self::Adjective, Self::Construction];
}

/// Where the participants of an entry stand, in canonical functions.
///
/// Verbs: after voice, control and relative clauses have been undone, so that `subject`
/// is who acts. Nouns: `genitive` is a complement with the language's genitive marker, a
/// possessive, or a compound modifier; `referent` is what the noun is said of (by apposition,
/// copula or title); `support` is the subject of a support verb that governs the noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Frame {
    /// Verb: subject → direct object. *X buys Y.*
    Transitive,
    /// Verb: direct object → subject. *X employs Y.*
    TransitiveInverse,
    /// Verb: subject → oblique with one of the markers. *X invests in Y.*
    Prepositional,
    /// Verb: oblique → subject. *X defects to Y* seen from Y.
    PrepositionalInverse,
    /// Verb: direct object → oblique. *They renamed X to Y.*
    ObjectOblique,
    /// Verb: oblique → direct object. *X sells Y to Z* (Z acquires Y).
    ObliqueObject,
    /// Verb: subject → indirect object, bare or with a marker. *X lends Y 20 million, lends 20 million to Y.*
    Ditransitive,
    /// Verb: subject ↔ oblique, or the members of a plural subject among themselves. *X and Y merge.*
    Reciprocal,
    /// Verb: subject alone; a money object is the value. *X raises 20 million.*
    Unary,
    /// Verb, metric: subject has the quantity that is object or oblique. *X is worth 20 billion.*
    Measure,
    /// Verb, metric: direct object has the quantity. *The round values X at 2 billion; X was valued at 2 billion.*
    MeasureObject,
    /// Verb: subject → whose funding round the text around tells. *X raised 20 million; Y also participated.*
    KnownRound,
    /// Noun: (agent, possessive or support subject) → genitive. *X's purchase of Y; the purchase of Y by X.*
    ActionNoun,
    /// Noun: (genitive, possessive or support subject) → complement with a marker. *X's investment in Y.*
    DirectedNoun,
    /// Noun: complement with a marker → (genitive, possessive or support subject). *X's loan from Y.*
    DirectedNounInverse,
    /// Noun: among the members of *between X and Y*, or (genitive, support subject) ↔ *with Y*.
    MutualNoun,
    /// Noun: referent → genitive or complement with a marker. *X, a subsidiary of Y.*
    RelationalNoun,
    /// Noun: genitive → referent. *Y, the parent of X* (X subsidiary-of Y).
    RelationalNounInverse,
    /// Noun: genitive, possessive or support subject alone. *X's funding round of 20 million.*
    UnaryNoun,
    /// Noun, metric: genitive, possessive or support subject has the quantity. *X's revenue of 20 million.*
    MeasureNoun,
    /// Noun: referent → the sector that the entry itself names. *X is a bank; the airline X.*
    ClassNoun,
    /// Construction: owner → possessed. *X's plant.*
    Possession,
    /// Construction: possessed → owner. *X's Y* (Y subsidiary-of X).
    PossessionInverse,
    /// Construction: a person → the organisation behind a marker. *Ann Orr of X*.
    Affiliation,
    /// Construction, metric: a site or organisation with its power. *the 120 MW wind farm X.*
    Rated,
    /// Construction: what stands somewhere → the place. *the plant in Y; Y's X.*
    Location,
    /// Construction: what an adjective of origin is said of → the place. *the Dutch brewer X.*
    Origin,
    /// Construction: organisation → the sector that an adjective names. *the pharmaceutical group X.*
    SectorAdjective,
    /// Construction: a name → the name in brackets right after it. *X (Y).*
    Bracket,
    /// Construction: who leads a funding round, or takes part in it → whose round it is. *X's round led by Y.*
    Backing,
    /// Construction, metric: who a clause is about → the things that it counts. *X closes 12 plants.*
    Counted,
    /// Adjective: what it modifies or is predicated of → complement with a marker. *X is headquartered in Y.*
    Attributive,
}

impl Frame {
    /// Every frame with its local name in `ontology/relata.ttl`, in the order of the enum.
    pub const ALL: [(Self, &'static str); 32] = [
        (Self::Transitive, "transitive"),
        (Self::TransitiveInverse, "transitive-inverse"),
        (Self::Prepositional, "prepositional"),
        (Self::PrepositionalInverse, "prepositional-inverse"),
        (Self::ObjectOblique, "object-oblique"),
        (Self::ObliqueObject, "oblique-object"),
        (Self::Ditransitive, "ditransitive"),
        (Self::Reciprocal, "reciprocal"),
        (Self::Unary, "unary"),
        (Self::Measure, "measure"),
        (Self::MeasureObject, "measure-object"),
        (Self::KnownRound, "known-round"),
        (Self::ActionNoun, "action-noun"),
        (Self::DirectedNoun, "directed-noun"),
        (Self::DirectedNounInverse, "directed-noun-inverse"),
        (Self::MutualNoun, "mutual-noun"),
        (Self::RelationalNoun, "relational-noun"),
        (Self::RelationalNounInverse, "relational-noun-inverse"),
        (Self::UnaryNoun, "unary-noun"),
        (Self::MeasureNoun, "measure-noun"),
        (Self::ClassNoun, "class-noun"),
        (Self::Possession, "possession"),
        (Self::PossessionInverse, "possession-inverse"),
        (Self::Affiliation, "affiliation"),
        (Self::Rated, "rated"),
        (Self::Location, "location"),
        (Self::Origin, "origin"),
        (Self::SectorAdjective, "sector-adjective"),
        (Self::Bracket, "bracket"),
        (Self::Backing, "backing"),
        (Self::Counted, "counted"),
        (Self::Attributive, "attributive"),
    ];

    /// Its local name in the ontology.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The frame called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(frame, _)| frame)
    }

    /// Whether an entry must list markers for one of its participants to be found.
    pub fn needs_marker(self) -> bool {
        matches!(
            self,
            Self::Prepositional
                | Self::PrepositionalInverse
                | Self::ObjectOblique
                | Self::ObliqueObject
                | Self::DirectedNoun
                | Self::DirectedNounInverse
                | Self::Affiliation
                | Self::Attributive
        )
    }

    /// The part of speech of the entries that use it.
    pub fn part_of_speech(self) -> PartOfSpeech {
        match self {
            Self::Attributive => PartOfSpeech::Adjective,
            frame if frame >= Self::Possession => PartOfSpeech::Construction,
            frame if frame >= Self::ActionNoun => PartOfSpeech::Noun,
            _ => PartOfSpeech::Verb,
        }
    }
}

/// A text with what must be extracted from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// One or two sentences.
    pub text: String,
    /// Statements as lines `subject | relation | object | status | number unit bound | time`, trailing
    /// fields optional; none for a counter-example.
    pub expects: Vec<String>,
}

/// How one word expresses one relation.
#[derive(Debug, Clone, PartialEq)]
pub struct LexicalEntry {
    /// Its CURIE: `fr:racheter-v`.
    pub id: Arc<str>,
    /// Its language.
    pub language: Language,
    /// The lemma of the predicate, as the tagger gives it. Several words: lemmas that follow one
    /// another in the text, the predicate first (phrasal verbs, compound nouns).
    pub lemma: String,
    /// Its part of speech.
    pub part_of_speech: PartOfSpeech,
    /// Local name of the relation or metric it expresses.
    pub relation: Arc<str>,
    /// Where its participants stand.
    pub frame: Frame,
    /// Lemmas of the adpositions of the oblique or complement; the first is the usual one.
    pub markers: Vec<String>,
    /// Lemmas that must all depend on the predicate (light verbs: *take* with *stake*).
    pub with: Vec<String>,
    /// Lemmas none of which may depend on the predicate or govern it (*lose 3 billion in market value* is no loss).
    pub without: Vec<String>,
    /// Narrower kinds for the subject than the relation's domain; empty for none.
    pub subject_kinds: Vec<EntityKind>,
    /// Narrower kinds for the object than the relation's range; empty for none.
    pub object_kinds: Vec<EntityKind>,
    /// The status the word itself gives (*a bid for* is planned); `None` for what the clause says.
    pub status: Option<Status>,
    /// Value of the `role` attribute it gives, when the word is a post.
    pub role: Option<String>,
    /// A construction whose predicate is any noun of this kind (*company*, *engineer*).
    pub predicate_kind: Option<EntityKind>,
    /// The one kind of measure it takes of those that its metric allows: *net debt* is money.
    pub measured_in: Option<MeasureKind>,
    /// Whether the text may leave its object to be understood: *X resigned*, from the company it is about.
    pub understood: bool,
    /// Name of the sector that a class noun stands for: *banking* for *bank*.
    pub names: Option<String>,
    /// What it did on the cases.
    pub measured: Measured,
    /// Its precision as measured on the cases, smoothed, 0 to 1.
    pub precision: f64,
    /// Texts it must fire on.
    pub examples: Vec<Example>,
    /// Texts it must not fire on.
    pub counter_examples: Vec<Example>,
}

impl LexicalEntry {
    /// Whether `marker` is one of the adpositions of its oblique or complement.
    pub fn has_marker(&self, marker: &str) -> bool {
        self.markers.iter().any(|own| own == marker)
    }
}

/// All lexical entries, found by the first word of their lemma.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    entries: Vec<LexicalEntry>,
    by_lemma: IndexMap<(Language, PartOfSpeech, String), Vec<usize>, FxBuildHasher>,
}

impl Lexicon {
    /// The lexicon of `entries`, kept in order.
    pub fn new(mut entries: Vec<LexicalEntry>) -> Self {
        reliability::estimate(&mut entries);
        let mut by_lemma: IndexMap<_, Vec<usize>, FxBuildHasher> = IndexMap::default();
        for (index, entry) in entries.iter().enumerate() {
            let first = entry.lemma.split(' ').next().unwrap_or_default().to_owned();
            by_lemma.entry((entry.language, entry.part_of_speech, first)).or_default().push(index);
        }
        Self { entries, by_lemma }
    }

    /// Every entry, in the order of the files.
    pub fn entries(&self) -> &[LexicalEntry] {
        &self.entries
    }

    /// The constructions of a language.
    pub fn constructions(&self, language: Language) -> impl Iterator<Item = &LexicalEntry> {
        let found = self.by_lemma.get(&(language, PartOfSpeech::Construction, String::new()));
        found.into_iter().flatten().map(|&index| &self.entries[index])
    }

    /// The entries whose lemma starts with the word `lemma`.
    pub fn starting_with(
        &self,
        language: Language,
        part_of_speech: PartOfSpeech,
        lemma: &str,
    ) -> impl Iterator<Item = &LexicalEntry> {
        let found = self.by_lemma.get(&(language, part_of_speech, lemma.to_owned()));
        found.into_iter().flatten().map(|&index| &self.entries[index])
    }

    /// The entries of the one word `lemma`, without those whose lemma goes on with others.
    pub fn of_lemma<'l>(
        &'l self,
        language: Language,
        part_of_speech: PartOfSpeech,
        lemma: &'l str,
    ) -> impl Iterator<Item = &'l LexicalEntry> {
        self.starting_with(language, part_of_speech, lemma).filter(move |entry| *entry.lemma == *lemma)
    }
}
