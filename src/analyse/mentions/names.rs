//! Names: which tokens together name something.
//!
//! Owns the choice between known names, names the document gives elsewhere and runs of capitalised words with
//! what may stand between them. Names whose capitals say enough are found first and light up the doubtful
//! places: the openings of sentences, and headlines.

use std::ops::Range;

use crate::model::{Document, EntityKind, Language, Sentence, Upos};
use crate::ontology::WordClass;

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
    lists: &'r Lists<'r>,
    seen: &'r Seen,
    own: &'r Gazetteer,
}

impl Run<'_> {
    fn find(&self, out: &mut Vec<Name>) {
        let mut at = 0;
        while at < self.sentence.tokens.len() {
            let Some((end, known)) = self.name(at) else {
                at += 1;
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
        let listed = self.listed(at);
        let shaped = self.at(at).map(|end| institutions::extend(self, at, end));
        match (listed, shaped) {
            (Some((entry, end)), Some(longer)) if longer > end => {
                // A longer run around a known name is a name of its own: *Orange Bank*, *BlackRock Fund*.
                let other = self.extends(end, longer);
                Some((longer, entry.known.clone().filter(|_| !other)))
            }
            (Some((entry, end)), Some(_)) => Some((end, entry.known.clone())),
            (Some((entry, end)), None) => {
                let stands = !entry.plain || self.stands_alone(at, end);
                stands.then(|| (end, entry.known.clone()))
            }
            (None, Some(end)) => (!self.is_common(at, end)).then_some((end, None)),
            (None, None) => None,
        }
    }

    /// The longest name at a token that the ontology or the document gives.
    fn listed(&self, at: usize) -> Option<(&Entry, usize)> {
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
        if self.has(WordClass::KindNoun, &self.lower(tokens.start)) {
            let (entry, end) = self.listed(rest).filter(|(_, end)| *end == tokens.end)?;
            return Some(name(rest..end, entry));
        }
        let (entry, end) = self.lists.gazetteer.within(self.document, self.sentence, tokens.start, tokens.end)?;
        let maker = entry.known.as_ref().is_some_and(|known| known.kind == EntityKind::Organization);
        maker.then(|| name(tokens.start..end, entry))
    }

    /// Where the run of capitalised words that starts at a token ends, when one does.
    fn at(&self, start: usize) -> Option<usize> {
        if !self.opens(start) {
            return None;
        }
        let mut end = start + 1;
        loop {
            if self.continues(end) {
                end += 1;
            } else if let Some(next) = self.linked(start, end) {
                end = next;
            } else {
                return Some(end);
            }
        }
    }

    pub(super) fn has(&self, class: WordClass, word: &str) -> bool {
        self.lists.ontology.words.has(self.sentence.language, class, word)
    }

    pub(super) fn lower(&self, at: usize) -> String {
        self.sentence.tokens[at].form.to_lowercase().replace('\u{2019}', "'")
    }

    pub(super) fn headline(&self) -> bool {
        self.seen.headline(self.index)
    }

    pub(super) fn opening(&self, at: usize) -> bool {
        self.headline() || after_break(self.sentence, at)
    }

    /// Whether a token is an ordinary word of its language, whatever else it may be here.
    pub(super) fn ordinary(&self, at: usize) -> bool {
        (self.lists.ordinary)(self.sentence.language, &self.sentence.tokens[at].form)
    }

    /// Whether a word says what a person does: no part of a name.
    fn post(&self, lower: &str) -> bool {
        self.lists.ontology.words.value(self.sentence.language, WordClass::KindNoun, lower) == Some("Person")
    }

    /// Whether a token may be the first of a name.
    fn opens(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let form = token.form.as_ref();
        if !capitalised(form) || form.starts_with(|c: char| c.is_ascii_digit()) && !form.chars().any(char::is_uppercase)
        {
            return false;
        }
        let lower = self.lower(at);
        // A pronoun in capitals is none: *US*, *IT*.
        let acronym = all_capitals(form) && !self.headline() && lower != form;
        if !acronym && self.has(WordClass::NotAName, &lower) && !self.leads(at, &lower)
            || self.has(WordClass::NotAName, form)
            || self.has(WordClass::Month, &lower)
            || all_capitals(form) && (self.has(WordClass::KindNoun, form) || self.has(WordClass::KindNoun, &lower))
            || self.has(WordClass::LegalSuffix, form) && self.legal_alone(at)
            || self.has(WordClass::PersonTitle, form)
            || self.has(WordClass::YearPart, form)
            || self.post(&lower)
            || self.measures(at, &lower)
        {
            return false;
        }
        if self.has(WordClass::Demonym, &lower) && !self.demonym_opens(at) {
            return false;
        }
        !self.opening(at) || self.named_opening(at)
    }

    /// Whether a capital on a word that is no name is meant: a heading's word or an article inside a sentence, before
    /// another capital (*High Court*, *La Fourchette*).
    fn leads(&self, at: usize, lower: &str) -> bool {
        let content = matches!(self.sentence.tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Adj);
        let article = self.has(WordClass::Definite, lower) || self.has(WordClass::NameParticle, lower);
        !self.opening(at)
            && at + 1 < self.sentence.tokens.len()
            && (article && self.continues(at + 1) && self.listed(at + 1).is_none()
                || content && (self.continues(at + 1) || self.linked(at, at + 1).is_some()))
    }

    /// A legal form is part of a name or nothing, but for words that names open with (*Group*).
    fn legal_alone(&self, at: usize) -> bool {
        let form = &self.sentence.tokens[at].form;
        !(self.has(WordClass::KindNoun, &self.lower(at))
            && form.chars().any(char::is_lowercase)
            && self.continues(at + 1))
    }

    /// Whether a capital belongs to a unit or a currency after a number.
    fn measures(&self, at: usize, lower: &str) -> bool {
        let token = &self.sentence.tokens[at];
        let after_number = at > 0
            && (self.sentence.tokens[at - 1].upos == Upos::Num
                || self.sentence.tokens[at - 1].form.chars().all(|c| c.is_ascii_digit()));
        let unit = [WordClass::Unit, WordClass::Currency, WordClass::Scale]
            .iter()
            .any(|&class| self.has(class, lower) || self.has(class, &token.form));
        unit && (after_number || token.upos != Upos::Propn || token.form.chars().count() == 1)
    }

    /// A capitalised adjective of origin opens a name only before another capital that is no known name.
    fn demonym_opens(&self, at: usize) -> bool {
        let next = self.sentence.tokens.get(at + 1);
        self.sentence.language == Language::English
            && next.is_some_and(|next| next.upos == Upos::Propn && capitalised(&next.form))
            && !self.has(WordClass::PersonTitle, &self.sentence.tokens[at + 1].form)
            && !self.post(&self.lower(at + 1))
            && !self.has(WordClass::Demonym, &self.lower(at + 1))
            && self.listed(at + 1).is_none()
            || self.sentence.tokens[at].upos == Upos::Propn && self.continues(at + 1)
    }

    /// Whether a capital where a sentence opens belongs to a name.
    fn named_opening(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let form = token.form.as_ref();
        let inner = form.chars().skip(1).any(char::is_uppercase);
        if self.headline() {
            return self.named_in_headline(at);
        }
        let next = self.sentence.tokens.get(at + 1);
        let followed = next.is_some_and(|next| capitalised(&next.form) && next.upos == Upos::Propn);
        if inner || followed && self.has(WordClass::GivenName, form) {
            return true;
        }
        let ordinary = self.ordinary(at);
        if ordinary && followed && self.listed(at + 1).is_some() {
            return false;
        }
        if self.seen.as_name(form) && (!ordinary || token.upos == Upos::Propn) {
            return true;
        }
        let lower = self.lower(at);
        if self.seen.in_small(&lower) {
            return false;
        }
        // An ordinary word tagged as a name must act as one.
        let acts =
            token.deprel.starts_with("nsubj") && next.is_some_and(|next| matches!(next.upos, Upos::Verb | Upos::Aux));
        let function = matches!(token.upos, Upos::Verb | Upos::Adv | Upos::Adp | Upos::Det);
        token.upos == Upos::Propn && (!ordinary || acts)
            || followed && !function && (!ordinary || !self.has(WordClass::KindNoun, &lower))
    }

    /// In a headline every word has a capital: what counts is the rest of the document.
    fn named_in_headline(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let form = token.form.as_ref();
        let inner = form.chars().any(char::is_lowercase) && form.chars().skip(1).any(char::is_uppercase);
        let next = self.sentence.tokens.get(at + 1).map(|next| &next.form);
        let person = self.has(WordClass::GivenName, form)
            && next.is_some_and(|next| {
                self.has(WordClass::FamilyName, next) || capitalised(next) && !self.ordinary(at + 1)
            });
        inner || person || token.upos == Upos::Propn && (self.seen.as_name(form) || !self.ordinary(at))
    }

    /// Whether a token goes on with the name before it.
    fn continues(&self, at: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(at) else { return false };
        let form = token.form.as_ref();
        if matches!(token.upos, Upos::Punct) {
            return false;
        }
        if capitalised(form) && form.chars().next().is_some_and(char::is_alphabetic) {
            let lower = self.lower(at);
            let function = !matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj) || self.headline();
            let legal = &self.sentence.tokens[at - 1].form;
            let closed = self.has(WordClass::LegalSuffix, legal)
                && !self.has(WordClass::KindNoun, &legal.to_lowercase())
                && !self.has(WordClass::LegalSuffix, form);
            let other = closed
                || function && self.has(WordClass::NotAName, &lower)
                || self.has(WordClass::NotAName, form)
                || self.has(WordClass::Month, &lower)
                || self.has(WordClass::YearPart, form)
                || self.post(&lower);
            return !other && (!self.headline() || self.named_in_headline(at));
        }
        let digits = form.len() <= 4 && form.chars().all(|c| c.is_ascii_digit()) && !is_year(form);
        let version = form.starts_with(|c: char| c.is_ascii_digit()) && form.chars().any(char::is_alphabetic)
            || form.len() <= 5
                && form.contains('.')
                && form.chars().all(|c| c.is_ascii_digit() || c == '.')
                && form.starts_with(|c: char| c.is_ascii_digit());
        let before = self.sentence.tokens[at - 1].upos == Upos::Propn;
        let measured = self
            .sentence
            .tokens
            .get(at + 1)
            .is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Sym | Upos::Adj));
        let scaled = self.sentence.tokens.get(at + 1).is_some_and(|_| {
            let next = self.lower(at + 1);
            self.has(WordClass::Scale, &next) || self.has(WordClass::Month, &next) || self.has(WordClass::Unit, &next)
        });
        before && ((digits || version) && token.upos != Upos::Num || (digits || version) && !measured) && !scaled
    }

    /// Where a name goes on after words that join its parts.
    fn linked(&self, start: usize, at: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        if tokens.get(at).is_some_and(|token| token.form.as_ref() == ",")
            && tokens.get(at + 1).is_some_and(|next| self.has(WordClass::LegalSuffix, &next.form))
            && !self.has(WordClass::KindNoun, &self.lower(at + 1))
        {
            return Some(at + 2);
        }
        let mut next = at;
        while next < self.sentence.tokens.len() && next < at + 3 && self.joins(start, at, next) {
            next += 1;
        }
        let glued = next > at && self.continues(next);
        glued.then_some(next + 1)
    }

    fn joins(&self, start: usize, end: usize, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let form = self.lower(at);
        if form == "&" {
            return !self.two_people(start, at);
        }
        if form == "-" && self.touches(at) {
            return true;
        }
        let institution = self.has(WordClass::KindNoun, &self.lower(start))
            || self.has(WordClass::KindNoun, &self.lower(end - 1)) && self.sentence.language == Language::English;
        if token.upos == Upos::Cconj {
            return institution && institutions::goes_on(self, start, at);
        }
        if !self.has(WordClass::NameParticle, &form) {
            return false;
        }
        // A particle of place or possession joins only what begins with a word for an institution, or a family.
        let family = !matches!(token.upos, Upos::Adp | Upos::Det);
        let person = self.has(WordClass::GivenName, &self.sentence.tokens[start].form) && at >= start + 1;
        family || institution && form.chars().count() <= 3 || person && form != "of" && form != "&"
    }

    /// Whether given names open both sides of a sign that joins.
    fn two_people(&self, start: usize, at: usize) -> bool {
        let given =
            |at: usize| self.sentence.tokens.get(at).is_some_and(|token| self.has(WordClass::GivenName, &token.form));
        given(start) && given(at + 1)
    }

    fn touches(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        at > 0
            && tokens[at - 1].span.end == tokens[at].span.start
            && tokens.get(at + 1).is_some_and(|next| next.span.start == tokens[at].span.end)
    }

    /// Whether words after a known name make it another name.
    fn extends(&self, end: usize, longer: usize) -> bool {
        (end..longer).any(|at| {
            let form = self.sentence.tokens[at].form.as_ref();
            form.chars().next().is_some_and(char::is_alphanumeric)
                && !self.has(WordClass::LegalSuffix, form)
                && !self.has(WordClass::NameParticle, &self.lower(at))
        })
    }

    /// Whether a known name in small letters is a phrase here and not part of a longer word.
    fn stands_alone(&self, start: usize, end: usize) -> bool {
        (start..end).any(|at| matches!(self.sentence.tokens[at].upos, Upos::Noun | Upos::Propn | Upos::X | Upos::Adj))
    }

    /// Whether a run is ordinary words for all its capitals: a post before a name, a defined term, a heading.
    fn is_common(&self, start: usize, end: usize) -> bool {
        let either = |at: usize| {
            let form = &self.sentence.tokens[at].form;
            Language::ALL.iter().any(|&language| (self.lists.ordinary)(language, form))
        };
        if !(start..end).all(either) {
            return false;
        }
        let tokens = &self.sentence.tokens;
        if tokens.get(end).is_some_and(|next| capitalised(&next.form)) && self.post(&self.lower(end)) {
            return true;
        }
        let lone = end == start + 1 && !tokens[start].form.chars().skip(1).any(char::is_uppercase);
        let determined = start > 0 && tokens[start - 1].upos == Upos::Det;
        let kind = self.has(WordClass::KindNoun, &self.lower(start));
        lone && (self.seen.in_small(&self.lower(start)) && (tokens[start].upos != Upos::Propn || determined)
            || determined && (kind || self.sentence.language == Language::French)
            || kind && !all_capitals(&tokens[start].form))
    }
}

fn is_year(form: &str) -> bool {
    form.len() == 4 && (form.starts_with("19") || form.starts_with("20"))
}

impl Name {
    /// Whether what is known of the name says this kind.
    pub(super) fn known_as(&self, kind: EntityKind) -> bool {
        self.known.as_ref().is_some_and(|known| known.kind == kind)
    }
}
