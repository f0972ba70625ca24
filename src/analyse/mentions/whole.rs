//! Names of several parts that only their parts betray: *Arkmoor: Empire*, *Sporting Club de Tilvarn*, *Mai Thi Orr*.
//!
//! Owns titles with a colon inside, words that take a genitive into their name wherever they stand in it, and months and
//! legal forms that open a name. Takes a run at the word; leaves what joins other names to `runs`.

use crate::model::{Upos, VerbForm};
use crate::ontology::WordClass;

use super::names::Run;
use super::seen::capitalised;

/// How many letters a legal form has that may open a name; shorter ones are signs.
const SPELLED: usize = 7;

impl Run<'_> {
    /// *The game Arkmoor Rising: Empire*: a colon right behind a name of things inside a sentence, where a capital follows and
    /// no clause begins.
    pub(super) fn titles(&self, start: usize, colon: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let tight = tokens.get(colon).is_some_and(|it| &*it.form == ":" && it.span.start == tokens[colon - 1].span.end);
        if !tight || start == 0 || self.headline() || self.opening(start) || !self.continues(colon + 1) {
            return false;
        }
        let thing = |before: usize| {
            let kind = self.lists.ontology.words.value(self.sentence.language, WordClass::KindNoun, self.lower(before));
            kind == Some("Product")
        };
        let several = colon > start + 1 && !self.has(WordClass::GivenName, &tokens[start].form);
        let words = |at: usize| self.continues(at);
        let end = (colon + 1..tokens.len()).find(|&at| !words(at)).unwrap_or(tokens.len());
        // *Says Ann Orr: Tilvarn has grown*, *the firms of the year: Orr, Tilvarn and Korvel*.
        let clause = (end..tokens.len().min(end + 2)).any(|at| {
            let token = &tokens[at];
            matches!(token.upos, Upos::Verb | Upos::Aux) && token.morph.verb_form == Some(VerbForm::Fin)
        });
        let row = tokens.get(end).is_some_and(|it| &*it.form == ",")
            && tokens.get(end + 1).is_some_and(|next| capitalised(&next.form));
        // *The game Arkmoor: Empire has sold well*.
        let subject = start == 2 && thing(1);
        (several || thing(start - 1)) && (subject || !clause && !row)
    }

    /// *Racing Club de Tilvarn*, *BR Gestão de Investimentos*: whether the word before `end` takes a genitive into its name.
    pub(super) fn takes_a_genitive(&self, end: usize) -> bool {
        let form = &self.sentence.tokens[end - 1].form;
        capitalised(form) && self.has(WordClass::GenitiveTaker, form) && !self.headline()
    }

    /// *Mai Thi Orr*: where months have no capital, one before two capitals is a given name.
    pub(super) fn is_a_given_month(&self, at: usize) -> bool {
        let named = |at: usize| {
            let token = self.sentence.tokens.get(at);
            self.continues(at) && token.is_some_and(|token| token.form.chars().skip(1).any(char::is_lowercase))
        };
        self.writes_small()
            && self.has(WordClass::Month, self.lower(at))
            && !self.headline()
            && named(at + 1)
            && named(at + 2)
    }

    /// *Corporation Tilvarn*: a legal form that is spelled out, before a capital.
    pub(super) fn is_a_leading_form(&self, at: usize) -> bool {
        self.opens_spelled(at) && self.continues(at + 1)
    }

    /// Whether a legal form is spelled out where a name may begin: behind an article, or where a sentence opens.
    pub(super) fn opens_spelled(&self, at: usize) -> bool {
        let form = &self.sentence.tokens[at].form;
        let spelled = form.chars().count() >= SPELLED && form.chars().any(char::is_lowercase);
        let begins = at.checked_sub(1).is_none_or(|before| self.has(WordClass::Definite, self.lower(before)));
        self.has(WordClass::LegalSuffix, form) && self.heads_first() && spelled && begins && !self.headline()
    }
}
