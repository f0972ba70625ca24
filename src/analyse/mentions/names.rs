//! Names: which tokens together name something.
//!
//! Owns the known names and the shapes of unknown ones. A known name is matched case by
//! case, the longest first; an unknown one is a run of capitalised words with what may
//! stand between them.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Document, EntityKind, Sentence, Upos};
use crate::ontology::{Ontology, WordClass};

/// The known names by their first word.
pub(in crate::analyse) struct Gazetteer {
    by_first: FxHashMap<String, Vec<Known>>,
}

struct Known {
    name: String,
    kind: EntityKind,
    iri: Arc<str>,
    /// Whether the name is written without capitals and so may be an ordinary word.
    plain: bool,
}

/// A name before its kind is decided.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) sentence: usize,
    pub(super) tokens: Range<usize>,
    pub(super) text: String,
    pub(super) known: Option<(EntityKind, Arc<str>)>,
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    if end == 0 { text.split(' ').next().unwrap_or(text) } else { &text[..end] }
}

impl Gazetteer {
    pub(in crate::analyse) fn new(ontology: &Ontology) -> Self {
        let mut by_first: FxHashMap<String, Vec<Known>> = FxHashMap::default();
        for entity in ontology.known.entities() {
            for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                let known = Known {
                    name: name.clone(),
                    kind: entity.kind,
                    iri: entity.iri.clone(),
                    plain: !name.chars().any(char::is_uppercase),
                };
                by_first.entry(first_word(name).to_owned()).or_default().push(known);
            }
        }
        for list in by_first.values_mut() {
            list.sort_by(|a, b| b.name.len().cmp(&a.name.len()).then_with(|| a.iri.cmp(&b.iri)));
        }
        Self { by_first }
    }

    /// The longest known name at a token, and the token it ends before.
    fn at(&self, document: &Document, sentence: &Sentence, at: usize) -> Option<(&Known, usize)> {
        let start = sentence.tokens[at].span.start;
        let list = self.by_first.get(first_word(&document.text[start..sentence.tokens[at].span.end]))?;
        list.iter().find_map(|known| {
            let end = start + known.name.len();
            let same = document
                .text
                .get(start..end)
                .is_some_and(|text| text == known.name || text.replace('\u{2019}', "'") == known.name);
            let stop = (at..sentence.tokens.len()).find(|&token| sentence.tokens[token].span.end >= end)?;
            (same && sentence.tokens[stop].span.end == end).then_some((known, stop + 1))
        })
    }
}

/// Words that the document writes with a capital inside a sentence, and those it writes without.
pub(super) struct Seen {
    capital: FxHashSet<String>,
    lower: FxHashSet<String>,
}

impl Seen {
    pub(super) fn new(sentences: &[Sentence], ontology: &Ontology) -> Self {
        let (mut capital, mut lower) = (FxHashSet::default(), FxHashSet::default());
        for sentence in sentences {
            if mostly_capitals(sentence, ontology) {
                continue;
            }
            for (at, token) in sentence.tokens.iter().enumerate() {
                if at > 0 && capitalised(&token.form) && !after_break(sentence, at) {
                    capital.insert(token.form.to_string());
                } else if token.form.chars().next().is_some_and(char::is_lowercase) {
                    lower.insert(token.form.to_string());
                }
            }
        }
        Self { capital, lower }
    }
}

/// Whether a sentence is a headline in title case: capitals say nothing there.
fn mostly_capitals(sentence: &Sentence, ontology: &Ontology) -> bool {
    let words = sentence.tokens.iter().filter(|token| {
        token.form.chars().any(char::is_alphabetic)
            && !ontology.words.has(sentence.language, WordClass::NotAName, &token.form.to_lowercase())
    });
    let (all, capital) =
        words.fold((0, 0), |(all, capital), token| (all + 1, capital + usize::from(capitalised(&token.form))));
    all >= 4 && capital * 4 > all * 3
}

fn capitalised(form: &str) -> bool {
    let mut chars = form.chars();
    let first = chars.next().is_some_and(char::is_uppercase);
    first || form.chars().any(char::is_uppercase) && form.chars().any(char::is_lowercase)
}

/// Whether a token follows a quote, colon or bullet, where capitals open a phrase.
fn after_break(sentence: &Sentence, at: usize) -> bool {
    at == 0
        || matches!(
            sentence.tokens[at - 1].form.as_ref(),
            ":" | "\u{AB}" | "\"" | "\u{201C}" | "\u{2022}" | "." | "?" | "!" | "-" | "\u{2013}" | "\u{2014}"
        ) && sentence.tokens[at - 1].upos == Upos::Punct
}

/// Appends the names of a sentence.
pub(super) fn find(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    ontology: &Ontology,
    gazetteer: &Gazetteer,
    seen: &Seen,
    out: &mut Vec<Name>,
) {
    let run = Run { sentence, ontology, seen, headline: mostly_capitals(sentence, ontology) };
    let mut at = 0;
    while at < sentence.tokens.len() {
        let known = gazetteer.at(document, sentence, at);
        let shaped = run.at(at);
        // A longer run around a known name is a name of its own: *Orange Bank*, *BlackRock Fund*.
        let (end, known) = match (known, shaped) {
            (Some((known, end)), Some(longer)) if longer <= end => (end, Some(known)),
            (Some((known, end)), None) if !known.plain || run.stands_alone(at, end) => (end, Some(known)),
            (Some((known, end)), Some(longer)) => {
                if run.extends(end, longer) {
                    (longer, None)
                } else {
                    (end, Some(known))
                }
            }
            (_, Some(longer)) => (longer, None),
            _ => {
                at += 1;
                continue;
            }
        };
        let tokens = at..end;
        let text = slice(document, sentence, &tokens);
        out.push(Name { sentence: index, tokens, text, known: known.map(|known| (known.kind, known.iri.clone())) });
        at = end;
    }
}

/// The words of a range of tokens as the document writes them, line breaks as blanks.
pub(super) fn slice(document: &Document, sentence: &Sentence, tokens: &Range<usize>) -> String {
    let span = sentence.tokens[tokens.start].span.cover(sentence.tokens[tokens.end - 1].span);
    document.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Run<'r> {
    sentence: &'r Sentence,
    ontology: &'r Ontology,
    seen: &'r Seen,
    headline: bool,
}

impl Run<'_> {
    /// Where the name that starts at a token ends, when one does.
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
                break;
            }
        }
        let whole_of_common_words = end == start + 1 && self.is_common_opening(start);
        (!whole_of_common_words).then_some(end)
    }

    fn has(&self, class: WordClass, word: &str) -> bool {
        self.ontology.words.has(self.sentence.language, class, word)
    }

    fn lower(&self, at: usize) -> String {
        self.sentence.tokens[at].form.to_lowercase().replace('\u{2019}', "'")
    }

    /// Whether a token may be the first of a name.
    fn opens(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let form = token.form.as_ref();
        let lower = self.lower(at);
        if !capitalised(form) || form.starts_with(|c: char| c.is_ascii_digit()) && !form.chars().any(char::is_uppercase)
        {
            return false;
        }
        if self.has(WordClass::NotAName, &lower)
            || self.has(WordClass::PersonTitle, form)
            || self.has(WordClass::Month, &lower)
        {
            return false;
        }
        if token.upos == Upos::Adj && self.has(WordClass::Demonym, &lower) {
            return false;
        }
        if token.upos == Upos::Propn && self.has(WordClass::Demonym, &lower) && !self.continues(at + 1) {
            return false;
        }
        // A post in capitals is no name: *PDG*, *CEO*.
        let post = self.ontology.words.value(self.sentence.language, WordClass::KindNoun, &lower) == Some("Person");
        if post || self.has(WordClass::Currency, &lower) && token.upos != Upos::Propn {
            return false;
        }
        let opening = after_break(self.sentence, at) || self.headline;
        !opening || self.named_opening(at)
    }

    /// Whether a capital where a sentence opens belongs to a name.
    fn named_opening(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let form = token.form.as_ref();
        let inner = form.chars().skip(1).any(char::is_uppercase);
        let followed =
            self.sentence.tokens.get(at + 1).is_some_and(|next| capitalised(&next.form) && next.upos == Upos::Propn);
        let lower_elsewhere = self.seen.lower.contains(&self.lower(at));
        let kind = self.has(WordClass::KindNoun, &self.lower(at));
        self.seen.capital.contains(form)
            || inner
            || token.upos == Upos::Propn && !lower_elsewhere
            || followed
                && !lower_elsewhere
                && !kind
                && !matches!(token.upos, Upos::Verb | Upos::Adv | Upos::Adp | Upos::Det)
    }

    /// A lone capitalised noun or adjective that the document also writes without a capital.
    fn is_common_opening(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let inner = token.form.chars().skip(1).any(char::is_uppercase);
        !inner && token.upos != Upos::Propn && self.seen.lower.contains(&self.lower(at))
    }

    /// Whether a token goes on with the name before it.
    fn continues(&self, at: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(at) else { return false };
        let form = token.form.as_ref();
        let lower = self.lower(at);
        if matches!(token.upos, Upos::Punct) || self.has(WordClass::Month, &lower) {
            return false;
        }
        if capitalised(form) && form.chars().next().is_some_and(char::is_alphabetic) {
            // In a headline verbs and function words are capitalised as well.
            let function = self.has(WordClass::NotAName, &lower) || self.headline && token.upos != Upos::Propn;
            return !function;
        }
        let digits = form.len() <= 4 && form.chars().all(|c| c.is_ascii_digit()) && !is_year(form);
        let version = form.starts_with(|c: char| c.is_ascii_digit()) && form.chars().any(char::is_alphabetic);
        let before = &self.sentence.tokens[at - 1];
        (digits || version) && token.upos != Upos::Num && before.upos == Upos::Propn
            || digits
                && before.upos == Upos::Propn
                && self.sentence.tokens.get(at + 1).is_none_or(|next| !matches!(next.upos, Upos::Noun | Upos::Sym))
    }

    /// Where a name goes on after words that join its parts.
    fn linked(&self, start: usize, at: usize) -> Option<usize> {
        let mut next = at;
        while next < self.sentence.tokens.len() && next < at + 3 && self.joins(start, next) {
            next += 1;
        }
        let glued = next > at && self.continues(next);
        glued.then_some(next + 1)
    }

    fn joins(&self, start: usize, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let form = self.lower(at);
        if form == "&" || form == "-" && self.touches(at) {
            return true;
        }
        if !self.has(WordClass::NameParticle, &form) {
            return false;
        }
        // A particle of place or possession joins only what begins with a word for an institution.
        let family = !matches!(token.upos, Upos::Adp | Upos::Det | Upos::Cconj);
        family
            || self.has(WordClass::KindNoun, &self.lower(start))
                && token.upos != Upos::Cconj
                && form.chars().count() <= 3
    }

    fn touches(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        tokens[at - 1].span.end == tokens[at].span.start
            && tokens.get(at + 1).is_some_and(|next| next.span.start == tokens[at].span.end)
    }

    /// Whether words after a known name make it another name.
    fn extends(&self, end: usize, longer: usize) -> bool {
        (end..longer).any(|at| {
            let form = self.sentence.tokens[at].form.as_ref();
            form.chars().next().is_some_and(char::is_alphabetic) && !self.has(WordClass::LegalSuffix, form)
        })
    }

    /// Whether a known name in small letters is a phrase here and not part of a longer word.
    fn stands_alone(&self, start: usize, end: usize) -> bool {
        (start..end).any(|at| matches!(self.sentence.tokens[at].upos, Upos::Noun | Upos::Propn | Upos::X | Upos::Adj))
    }
}

fn is_year(form: &str) -> bool {
    form.len() == 4 && (form.starts_with("19") || form.starts_with("20"))
}
