//! What the ontology tells the analysis of one language, beside what the models learnt.
//!
//! Owns the sets of words by which tags are doubted and contractions judged. Takes an ontology and a language;
//! leaves what follows from a word to `doubted` and `articles`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{EntityKind, Language};
use crate::ontology::{Frame, LexicalEntry, Ontology, PartOfSpeech, Typology, WordClass};

/// The words of one language that the ontology knows something of.
pub(super) struct Vocabulary {
    /// What the ontology knows by a name without a capital, such as sectors.
    pub(super) names: FxHashSet<Box<str>>,
    /// The words of each contraction.
    pub(super) contractions: FxHashMap<String, Vec<String>>,
    /// First words of entries, by part of speech.
    attested: [FxHashSet<String>; 3],
    /// Nouns of two words: those of the lexicon and those that say what somebody is.
    pub(super) pairs: FxHashSet<String>,
    /// Nouns that say what an organisation is: *giant*.
    pub(super) firms: FxHashSet<String>,
    /// Nouns of one word that say what trade or side somebody is of: *brasseur*.
    pub(super) trades: FxHashSet<String>,
    /// Adjectives of origin.
    pub(super) demonyms: FxHashSet<String>,
    /// Verbs of the lexicon that have an object, and none that a genitive marker would open.
    pub(super) takes_object: FxHashSet<String>,
    /// Verbs of the lexicon in two words that have an object.
    pub(super) phrasal: FxHashSet<String>,
    /// The markers of the genitive.
    pub(super) genitives: Vec<String>,
    /// The relative pronouns.
    pub(super) relatives: FxHashSet<String>,
    /// Those of them that are always a genitive: *dont*, *whose*.
    pub(super) genitive_relatives: FxHashSet<String>,
    /// Words of order that stand for one of two.
    pub(super) ordinals: FxHashSet<String>,
    /// Clitics in the place of a genitive.
    pub(super) clitics: FxHashSet<String>,
    /// Possessives that are nothing else.
    pub(super) possessives: FxHashSet<String>,
    /// Whether adjectives follow their noun.
    pub(super) adjectives_follow: bool,
}

impl Vocabulary {
    pub(super) fn new(ontology: &Ontology, language: Language) -> Self {
        let words = &ontology.words;
        let entries = || {
            let entries = ontology.lexicon.entries().iter();
            entries.filter(|entry| entry.language == language && entry.part_of_speech != PartOfSpeech::Construction)
        };
        let forms = |class| words.of(language, class).map(|(form, _)| form.to_owned());
        let divided = |value: &str| value.split(' ').map(str::to_owned).collect();
        let organisation = |kind: &str| EntityKind::from_name(kind) == Some(EntityKind::Organization);
        let kinds = || words.of(language, WordClass::KindNoun);
        let nouns = entries().filter(|entry| entry.part_of_speech == PartOfSpeech::Noun);
        let pairs = kinds().map(|(form, _)| form).chain(nouns.map(|entry| &*entry.lemma));
        let genitives: Vec<String> = forms(WordClass::GenitiveMarker).collect();
        // *Told her plan*, *leur envoie*: what may stand for a person by itself says nothing of the next word.
        let pronoun = |form: &String| words.has(language, WordClass::Pronoun, form);
        let names = ontology.known.names().map(|(name, _)| name);
        Self {
            names: names.filter(|name| name.chars().all(char::is_lowercase)).map(Into::into).collect(),
            contractions: words
                .of(language, WordClass::Contraction)
                .map(|(form, value)| (form.to_owned(), divided(value)))
                .collect(),
            attested: attested(entries(), &forms),
            pairs: pairs.filter(|form| form.split(' ').count() == 2).map(str::to_owned).collect(),
            firms: kinds().filter(|(_, kind)| organisation(kind)).map(|(form, _)| form.to_owned()).collect(),
            trades: single(entries(), |entry| entry.subject_kinds != [EntityKind::Person]),
            demonyms: forms(WordClass::Demonym).collect(),
            takes_object: with_objects(entries(), &genitives),
            phrasal: phrasal(entries()),
            relatives: forms(WordClass::RelativePronoun).collect(),
            genitive_relatives: forms(WordClass::RelativePronoun)
                .filter(|form| words.is_genitive_relative(language, form))
                .collect(),
            ordinals: forms(WordClass::OneOfTwo).collect(),
            clitics: forms(WordClass::GenitiveClitic).collect(),
            possessives: forms(WordClass::Possessive).filter(|form| !pronoun(form)).collect(),
            adjectives_follow: words.is(language, Typology::HeadInitial),
            genitives,
        }
    }

    /// The first words of the entries of a part of speech, and what else the word classes know of it.
    pub(super) fn attested(&self, part: PartOfSpeech) -> &FxHashSet<String> {
        &self.attested[part as usize]
    }
}

fn attested<'e, I: Iterator<Item = String>>(
    entries: impl Iterator<Item = &'e LexicalEntry>,
    forms: &impl Fn(WordClass) -> I,
) -> [FxHashSet<String>; 3] {
    let mut found: [FxHashSet<String>; 3] = Default::default();
    for entry in entries {
        let first = entry.lemma.split(' ').next().unwrap_or_default();
        found[entry.part_of_speech as usize].insert(first.to_owned());
    }
    for class in [WordClass::SupportVerb, WordClass::StatusCue, WordClass::Reporting] {
        found[PartOfSpeech::Verb as usize].extend(forms(class));
    }
    found[PartOfSpeech::Noun as usize].extend(forms(WordClass::KindNoun));
    found
}

/// The nouns of one word that say of somebody what `says` asks for.
fn single<'e>(
    entries: impl Iterator<Item = &'e LexicalEntry>,
    says: impl Fn(&LexicalEntry) -> bool,
) -> FxHashSet<String> {
    let noun = |entry: &&LexicalEntry| {
        entry.part_of_speech == PartOfSpeech::Noun
            && matches!(entry.frame, Frame::RelationalNoun | Frame::ClassNoun)
            && !entry.lemma.contains([' ', '-'])
    };
    entries.filter(noun).filter(|entry| says(entry)).map(|entry| entry.lemma.clone()).collect()
}

/// The verbs of which some entry has an object without an adposition, and none has its only complement behind one of
/// `genitives`.
fn with_objects<'e>(entries: impl Iterator<Item = &'e LexicalEntry>, genitives: &[String]) -> FxHashSet<String> {
    let (mut found, mut without) = (FxHashSet::default(), Vec::new());
    for entry in entries.filter(|entry| entry.part_of_speech == PartOfSpeech::Verb) {
        let genitive = matches!(entry.frame, Frame::Prepositional | Frame::PrepositionalInverse)
            && entry.with.is_empty()
            && entry.markers.iter().any(|marker| genitives.contains(marker));
        if genitive {
            without.push(&entry.lemma);
        } else if entry.frame == Frame::Transitive {
            found.insert(entry.lemma.clone());
        }
    }
    without.into_iter().for_each(|lemma| {
        found.remove(lemma);
    });
    found
}

/// The verbs in two words of which some entry has an object without an adposition.
fn phrasal<'e>(entries: impl Iterator<Item = &'e LexicalEntry>) -> FxHashSet<String> {
    let verbs = entries.filter(|entry| entry.part_of_speech == PartOfSpeech::Verb);
    let taking = verbs.filter(|entry| {
        let bare = matches!(entry.frame, Frame::Transitive | Frame::Measure | Frame::TransitiveInverse);
        bare && entry.markers.is_empty() && entry.lemma.split(' ').count() == 2
    });
    taking.map(|entry| entry.lemma.clone()).collect()
}
