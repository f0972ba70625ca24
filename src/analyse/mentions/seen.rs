//! How a document writes its words: with a capital inside a sentence, without one, in headlines.
//!
//! Owns what capitals mean: nothing in a headline in title case, little where a sentence opens.

use rustc_hash::FxHashSet;

use crate::model::{Sentence, Token, Upos, VerbForm};
use crate::ontology::{Ontology, WordClass};

/// Words that the document writes with a capital inside a sentence, and those it writes without.
pub(super) struct Seen<'s> {
    capital: FxHashSet<&'s str>,
    lower: FxHashSet<&'s str>,
    headlines: Vec<bool>,
}

impl<'s> Seen<'s> {
    pub(super) fn new(sentences: &'s [Sentence], ontology: &Ontology) -> Self {
        let (mut capital, mut lower) = (FxHashSet::default(), FxHashSet::default());
        let headlines: Vec<bool> = sentences.iter().map(|sentence| mostly_capitals(sentence, ontology)).collect();
        for (sentence, _) in sentences.iter().zip(&headlines).filter(|(_, headline)| !**headline) {
            for (at, token) in sentence.tokens.iter().enumerate() {
                if capitalised(&token.form) {
                    if !after_break(sentence, at) {
                        capital.insert(&*token.form);
                    }
                } else if token.form.chars().next().is_some_and(char::is_lowercase) {
                    lower.insert(&*token.form);
                }
            }
        }
        Self { capital, lower, headlines }
    }

    /// Whether a word stands with a capital where only a name has one.
    pub(super) fn as_name(&self, form: &str) -> bool {
        self.capital.contains(form)
    }

    /// Whether a word, given in small letters, stands so somewhere.
    pub(super) fn in_small(&self, lower: &str) -> bool {
        self.lower.contains(lower)
    }

    pub(super) fn headline(&self, sentence: usize) -> bool {
        self.headlines[sentence]
    }
}

/// Whether a sentence is a headline in title case or in capitals. A row of names in a sentence is none: what
/// stands around it is in small letters.
fn mostly_capitals(sentence: &Sentence, ontology: &Ontology) -> bool {
    let words = sentence.tokens.iter().filter(|token| {
        token.form.chars().any(char::is_alphabetic)
            && !ontology.words.has(sentence.language, WordClass::NotAName, token.lower())
    });
    let (all, capital) =
        words.fold((0, 0), |(all, capital), token| (all + 1, capital + usize::from(capitalised(&token.form))));
    // An abbreviation that ends a sentence has its stop.
    let stopped = sentence.tokens.last().is_some_and(|last| last.form.ends_with('.'));
    // *X, previously Y, was founded by Z*: a sentence of names has its verb in small letters.
    let verb = |token: &Token| matches!(token.upos, Upos::Verb | Upos::Aux) && !capitalised(&token.form);
    // *X circling Y Pubs, say sources*: nor does title case leave its verb in small letters.
    let main = |token: &Token| {
        let form = token.morph.verb_form;
        token.upos == Upos::Verb && verb(token) && matches!(form, Some(VerbForm::Fin | VerbForm::Ger))
    };
    let sentence = sentence.tokens.iter().any(|token| if stopped { verb(token) } else { main(token) });
    let small = all - capital;
    !sentence && all >= 4 && capital * 4 > all * 3 && (small == 0 || !stopped && small <= 2)
}

/// Whether a word has a capital as names have: the first letter, or one inside (*iPhone*).
pub(super) fn capitalised(form: &str) -> bool {
    let first = form.chars().next().is_some_and(char::is_uppercase);
    first || form.chars().any(char::is_uppercase) && form.chars().any(char::is_lowercase)
}

/// Whether a word has several letters, all capitals.
pub(super) fn all_capitals(form: &str) -> bool {
    let mut letters = form.chars().filter(|c| c.is_alphabetic());
    form.chars().nth(1).is_some_and(|c| !matches!(c, '\'' | '\u{2019}')) && letters.all(char::is_uppercase)
}

/// Whether a token opens the sentence or follows a quote, colon or bullet, where capitals open a phrase.
pub(super) fn after_break(sentence: &Sentence, at: usize) -> bool {
    at == 0
        || matches!(
            sentence.tokens[at - 1].form.as_ref(),
            ":" | "\u{AB}" | "\"" | "\u{201C}" | "\u{2022}" | "." | "?" | "!" | "-" | "\u{2013}" | "\u{2014}"
        ) && sentence.tokens[at - 1].upos == Upos::Punct
}
