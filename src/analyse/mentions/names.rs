//! Names: which tokens together name something.
//!
//! Owns the choice between known names, names the document gives elsewhere and runs of capitalised words with
//! what may stand between them. Names whose capitals say enough are found first and light up the doubtful
//! places: the openings of sentences, and headlines.

use std::ops::Range;

use crate::model::{Document, EntityKind, Sentence, Upos};
use crate::ontology::{Frame, PartOfSpeech, WordClass};

use super::gazetteer::{Entry, Gazetteer, Known};
use super::institutions;
use super::seen::{Seen, after_break, all_capitals, capitalised};
use super::{Lists, slice};

/// A name before its kind is decided.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) sentence: usize,
    pub(super) tokens: Range<usize>,
    pub(super) text: String,
    pub(super) known: Option<Known>,
    /// Whether it stands inside a longer name.
    pub(super) nested: bool,
}

/// The names of a document, by sentence and first token.
pub(super) fn of_document(document: &Document, sentences: &[Sentence], lists: &Lists<'_>) -> Vec<Name> {
    let seen = Seen::new(sentences, lists.ontology);
    let nothing = Gazetteer::default();
    let mut sure = Vec::new();
    for (index, sentence) in sentences.iter().enumerate().filter(|(index, _)| !seen.headline(*index)) {
        let run = Run { document, index, sentence, lists, seen: &seen, own: &nothing };
        run.find(&mut sure);
    }
    let telling = |name: &&Name| {
        let sentence = &sentences[name.sentence];
        !after_break(sentence, name.tokens.start) || name.tokens.len() > 1 && name.known.is_none()
    };
    let own = Gazetteer::of_document(sure.iter().filter(telling).map(|name| name.text.as_str()));
    let mut names = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        Run { document, index, sentence, lists, seen: &seen, own: &own }.find(&mut names);
    }
    names
}

/// The reading of one sentence.
pub(super) struct Run<'r> {
    document: &'r Document,
    index: usize,
    pub(super) sentence: &'r Sentence,
    pub(super) lists: &'r Lists<'r>,
    pub(super) seen: &'r Seen<'r>,
    own: &'r Gazetteer,
}

impl Run<'_> {
    fn find(&self, out: &mut Vec<Name>) {
        let mut at = 0;
        while at < self.sentence.tokens.len() {
            let Some((end, known)) = self.name(at) else {
                at = self.term(at).unwrap_or(at + 1);
                continue;
            };
            let tokens = at..end;
            let inner = self.nested(&tokens);
            let text = slice(self.document, self.sentence, &tokens);
            out.push(Name { sentence: self.index, tokens, text, known, nested: false });
            out.extend(inner);
            at = end;
        }
    }

    /// The name at a token: where it ends, and what is known of it.
    fn name(&self, at: usize) -> Option<(usize, Option<Known>)> {
        if let Some(family) = self.family(at) {
            return Some((family, None));
        }
        let listed = self.listed(at);
        let shaped = self.at(at).map(|end| self.with_clitic(institutions::extend(self, at, end)));
        match (listed, shaped) {
            (Some((entry, end)), Some(longer)) if longer > end => {
                // A longer run around a known name is a name of its own: *Orange Bank*, *BlackRock Fund*.
                // A place before another known name is a place: *Singapour GIC*.
                let place = entry.known.as_ref().is_some_and(|known| known.kind == EntityKind::Place);
                if place
                    && self.listed(end).is_some_and(|(next, last)| {
                        // *Leith Dunstable* is a person: no place stands right behind another.
                        let other = |kind| !matches!(kind, EntityKind::Sector | EntityKind::Place);
                        last == longer && next.known.as_ref().is_some_and(|known| other(known.kind))
                    })
                {
                    return Some((end, entry.known.clone()));
                }
                // *A dit à Reuters Paul Morvane*: no more is a person part of the firm before them.
                let firm = entry.known.as_ref().is_some_and(|known| known.kind == EntityKind::Organization);
                if firm && end + 2 == longer && self.is_given(end) {
                    return Some((end, entry.known.clone()));
                }
                let other = self.extends(end, longer);
                Some((longer, entry.known.clone().filter(|_| !other)))
            }
            (Some((entry, end)), Some(_)) => Some((end, entry.known.clone())),
            // *Great Ormond Street Hospital for Children*: a name that the opening hides goes on behind what is known of it.
            (Some((_, end)), None) if self.on_from(at, end).is_some() => self.on_from(at, end).map(|end| (end, None)),
            (Some((entry, end)), None) => {
                let stands = !entry.plain
                    || self.stands_alone(at, end) && !self.describes(at, end) && !self.is_one_site(at, end);
                stands.then(|| (end, entry.known.clone()))
            }
            (None, Some(end)) => {
                let term = self.term(at).is_some_and(|term| term >= end);
                (!self.is_common(at, end) && !term).then_some((end, None))
            }
            (None, None) => None,
        }
    }

    /// Where a known name of several words that opens a sentence goes on after words that join its parts.
    fn on_from(&self, at: usize, end: usize) -> Option<usize> {
        // *Bank of America of Tilvarn*: what holds a genitive takes no other.
        let genitive = (at..end).any(|at| self.has(WordClass::NameParticle, self.lower(at)));
        let several = !genitive
            && end > at + 1
            && self.opening(at)
            && !self.headline()
            && capitalised(&self.sentence.tokens[at].form);
        let mut end = Some(end).filter(|_| several).and_then(|end| self.linked(at, end))?;
        while self.continues(end) {
            end += 1;
        }
        Some(end)
    }

    /// Whether a token is a given name, or two that a hyphen joins.
    fn is_given(&self, at: usize) -> bool {
        let form = self.sentence.tokens[at].form.as_ref();
        let first = form.split_once('-').map_or(form, |(first, _)| first);
        self.has(WordClass::GivenName, form) || self.has(WordClass::GivenName, first)
    }

    /// *L'université Paris-Saclay*: a noun in small letters behind its article that makes one name with what follows.
    fn is_a_named_body(&self, at: usize) -> bool {
        let definite = |before: usize| self.has(WordClass::Definite, self.lower(before)) || self.contracts(before);
        // *À l'hôpital Ann Orr dirige X*: what opens a sentence behind an adposition may end before the name.
        let fronted = at == 2 && (self.sentence.tokens[0].upos == Upos::Adp || self.contracts(0));
        let known = self
            .listed(at + 1)
            .is_some_and(|(entry, _)| entry.known.as_ref().is_some_and(|known| known.kind == EntityKind::Organization));
        self.has(WordClass::NamedBody, &self.sentence.tokens[at].form)
            && at.checked_sub(1).is_some_and(definite)
            && !fronted
            && !known
    }

    /// Where the name of a family or a house ends: its noun and the name behind it, or before it.
    fn family(&self, at: usize) -> Option<usize> {
        let noun = |at: usize| self.has(WordClass::FamilyNoun, self.lower(at));
        if self.heads_first() {
            (noun(at) || self.is_a_named_body(at)).then(|| self.at(at + 1)).flatten()
        } else {
            noun(at + 1).then(|| self.at(at)).flatten().filter(|&end| end == at + 1).map(|end| end + 1)
        }
    }

    /// The longest name at a token that the ontology or the document gives; none behind the last.
    pub(super) fn listed(&self, at: usize) -> Option<(&Entry, usize)> {
        self.sentence.tokens.get(at)?;
        let known = self.lists.gazetteer.at(self.document, self.sentence, at);
        let own = self.own.at(self.document, self.sentence, at);
        match (known, own) {
            (Some(known), Some(own)) if own.1 > known.1 => Some(own),
            (Some(known), _) => Some(known),
            (None, own) => own,
        }
    }

    /// A name inside a longer one: what follows the word for an institution (*Fondation X*), or the maker before its
    /// product (*Nvidia H100*).
    fn nested(&self, tokens: &Range<usize>) -> Option<Name> {
        let name = |tokens: Range<usize>, entry: &Entry| Name {
            sentence: self.index,
            text: slice(self.document, self.sentence, &tokens),
            tokens,
            known: entry.known.clone(),
            nested: true,
        };
        if tokens.len() < 2 {
            return None;
        }
        let rest = tokens.start + 1;
        if self.has(WordClass::KindNoun, self.lower(tokens.start)) {
            let (entry, end) = self.listed(rest).filter(|(_, end)| *end == tokens.end)?;
            return Some(name(rest..end, entry));
        }
        let (entry, end) = self.lists.gazetteer.within(self.document, self.sentence, tokens.start, tokens.end)?;
        let maker = entry.known.as_ref().is_some_and(|known| known.kind == EntityKind::Organization);
        maker.then(|| name(tokens.start..end, entry))
    }

    pub(super) fn has(&self, class: WordClass, word: &str) -> bool {
        self.lists.ontology.words.has(self.sentence.language, class, word)
    }

    /// The form of a token in small letters; nothing behind the last, where a sentence may break off.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.sentence.tokens.get(at).map_or("", |token| token.lower())
    }

    pub(super) fn headline(&self) -> bool {
        self.seen.headline(self.index)
    }

    pub(super) fn opening(&self, at: usize) -> bool {
        self.headline() || after_break(self.sentence, at)
    }

    /// Whether a token contracts a genitive marker with an article.
    pub(super) fn contracts(&self, at: usize) -> bool {
        let value = self.lists.ontology.words.value(self.sentence.language, WordClass::Contraction, self.lower(at));
        value.and_then(|words| words.split(' ').next()).is_some_and(|first| self.has(WordClass::GenitiveMarker, first))
    }

    /// Whether a token is an ordinary word of its language, whatever else it may be here.
    pub(super) fn ordinary(&self, at: usize) -> bool {
        let form = self.sentence.tokens.get(at).map(|token| token.form.as_ref());
        form.is_some_and(|form| (self.lists.ordinary)(self.sentence.language, form))
    }

    /// Whether the name of a known organization ends before a token.
    pub(super) fn organization_ends(&self, end: usize) -> bool {
        let known =
            |at: usize| self.listed(at).filter(|(_, last)| *last == end).and_then(|(entry, _)| entry.known.as_ref());
        (end.saturating_sub(3)..end).filter_map(known).any(|known| known.kind == EntityKind::Organization)
    }

    /// Whether a dictionary has a token's form: an ordinary word, frequent or not.
    pub(super) fn in_dictionary(&self, at: usize) -> bool {
        let form = self.sentence.tokens.get(at).map(|token| token.form.as_ref());
        form.is_some_and(|form| (self.lists.dictionary)(self.sentence.language, form))
    }

    /// Whether words after a known name make it another name.
    fn extends(&self, end: usize, longer: usize) -> bool {
        (end..longer).any(|at| {
            let form = self.sentence.tokens[at].form.as_ref();
            form.chars().next().is_some_and(char::is_alphanumeric)
                && !self.has(WordClass::LegalSuffix, form)
                && !self.has(WordClass::NameParticle, self.lower(at))
        })
    }

    /// Whether a known name in small letters is a phrase here and not part of a longer word.
    fn stands_alone(&self, start: usize, end: usize) -> bool {
        (start..end).any(|at| matches!(self.sentence.tokens[at].upos, Upos::Noun | Upos::Propn | Upos::X | Upos::Adj))
    }

    /// Whether a known name in small letters says what the name behind it is: *la banque d'affaires X*.
    fn describes(&self, start: usize, end: usize) -> bool {
        let phrase = slice(self.document, self.sentence, &(start..end)).to_lowercase();
        self.has(WordClass::KindNoun, &phrase)
            && self.sentence.tokens.get(end).is_some_and(|next| capitalised(&next.form))
    }

    /// *Un bâtiment*, *two data centers*: whether a known name in small letters is a noun for a site that an article or
    /// number makes one of many.
    fn is_one_site(&self, start: usize, end: usize) -> bool {
        let kind = |phrase: &str| self.lists.ontology.words.value(self.sentence.language, WordClass::KindNoun, phrase);
        let phrase = slice(self.document, self.sentence, &(start..end)).to_lowercase();
        let site = || kind(&phrase).or_else(|| kind(phrase.strip_suffix(['s', 'x'])?));
        let one = |at: usize| {
            let token = &self.sentence.tokens[at];
            token.upos == Upos::Num || token.upos == Upos::Det && !self.has(WordClass::Definite, self.lower(at))
        };
        let article = start.checked_sub(1).filter(|&at| one(at));
        article.is_some() && site().and_then(EntityKind::from_name) == Some(EntityKind::Facility)
    }

    /// Behind the clitic that a name of a house ends in and that possesses nothing: *the juice maker Tarrant's*.
    fn with_clitic(&self, end: usize) -> usize {
        let tokens = &self.sentence.tokens;
        let clitic = tokens.get(end).is_some_and(|token| {
            token.upos == Upos::Part && self.has(WordClass::Clitic, self.lower(end)) && token.form.len() > 1
        });
        let possesses = tokens.get(end + 1).is_some_and(|next| {
            // *X's planned takeover*: a participle before its noun is possessed with it.
            &*next.deprel == "amod"
                || !matches!(next.upos, Upos::Punct | Upos::Verb | Upos::Aux | Upos::Adp | Upos::Cconj | Upos::Sconj)
        });
        let listed = self
            .listed(end - 1)
            .is_some_and(|(entry, _)| entry.known.as_ref().is_some_and(|known| known.kind == EntityKind::Place));
        if clitic && !possesses && !listed { end + 1 } else { end }
    }

    /// Where a term of several words of the lexicon ends that stands at a token with a capital and is no name for it:
    /// *Series A*, *Chief Executive*.
    fn term(&self, start: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let first = &tokens[start].form;
        if !capitalised(first) {
            return None;
        }
        let length = |lemma: &str| {
            let words: Vec<&str> = lemma.split(' ').collect();
            let same = words.len() <= tokens.len() - start
                && words.iter().zip(&tokens[start..]).all(|(word, token)| token.form.eq_ignore_ascii_case(word));
            (words.len() > 1 && same).then_some(words.len())
        };
        let longest = |word: &str| {
            let lexicon = &self.lists.ontology.lexicon;
            let starting = lexicon.starting_with(self.sentence.language, PartOfSpeech::Noun, word);
            starting.filter_map(|entry| length(&entry.lemma)).max()
        };
        longest(self.lower(start)).max(longest(first)).map(|length| start + length)
    }

    /// *La Biotech*, *the FinTech*: a noun that says by itself in which sector a firm works names a class, however it is
    /// written.
    fn is_class(&self, at: usize) -> bool {
        let lower = self.lower(at);
        let mut noun = self.lists.ontology.lexicon.of_lemma(self.sentence.language, PartOfSpeech::Noun, lower);
        !self.ordinary(at) && noun.any(|entry| entry.frame == Frame::ClassNoun)
    }

    /// Whether a run is ordinary words for all its capitals: a post before a name, a defined term, a heading.
    fn is_common(&self, start: usize, end: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let determined = start > 0 && tokens[start - 1].upos == Upos::Det;
        // A heading with its article: *Le Contexte : ...*.
        if start == 1 && determined && tokens.get(end).is_some_and(|next| next.form.as_ref() == ":") {
            return true;
        }
        if determined && end == start + 1 && self.is_class(start) {
            return true;
        }
        if !(start..end).all(|at| self.ordinary(at)) {
            return false;
        }
        if tokens.get(end).is_some_and(|next| capitalised(&next.form)) && self.post(self.lower(end)) {
            return true;
        }
        let lone = end == start + 1 && !tokens[start].form.chars().skip(1).any(char::is_uppercase);
        let kind = self.has(WordClass::KindNoun, self.lower(start));
        lone && (self.seen.in_small(self.lower(start)) && (tokens[start].upos != Upos::Propn || determined)
            || determined && (kind || self.writes_small()) && !self.has(WordClass::PublicBody, self.lower(start))
            || kind && !all_capitals(&tokens[start].form))
    }
}

impl Name {
    /// Whether what is known of the name says this kind.
    pub(super) fn known_as(&self, kind: EntityKind) -> bool {
        self.known.as_ref().is_some_and(|known| known.kind == kind)
    }
}
