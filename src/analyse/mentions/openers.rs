//! The first word of a sentence, whose capital says nothing: *Summit has sued X*, *Kiosk maker X*.
//!
//! Owns what betrays a name there: what follows it, what the document says elsewhere, a noun without an article that
//! acts. Takes a run at the word; leaves capitals inside a sentence to `openings`.

use crate::model::{EntityKind, Number, Tense, Token, Upos, VerbForm};
use crate::ontology::{Typology, WordClass};

use super::institutions;
use super::names::Run;
use super::seen::capitalised;

/// How many words may stand between the name and the verb that says what it does.
const REACH: usize = 4;

impl Run<'_> {
    /// Whether a capital where a sentence opens belongs to a name.
    pub(super) fn named_opening(&self, at: usize) -> bool {
        if self.headline() {
            return self.named_in_headline(at);
        }
        let (followed, ordinary) = (self.is_followed(at), self.ordinary(at));
        if self.is_surely_a_name(at, followed) {
            return true;
        }
        let describes = followed && (ordinary && self.listed(at + 1).is_some() || self.describes_a_person(at));
        if describes || self.describes_a_firm(at) || followed && self.is_a_trade(at) {
            return false;
        }
        let token = &self.sentence.tokens[at];
        let form = token.form.as_ref();
        if self.seen.as_name(form) && (!ordinary || token.upos == Upos::Propn) {
            return true;
        }
        let lower = self.lower(at);
        if self.seen.in_small(lower) {
            return false;
        }
        let function = matches!(token.upos, Upos::Verb | Upos::Adv | Upos::Adp | Upos::Det);
        let opens = !ordinary || !self.has(WordClass::KindNoun, lower) || self.has(WordClass::NameOpener, form);
        self.acts(at)
            || self.is_one_of_many(at)
            || self.is_tied(at)
            || acts_bare(self, at)
            || followed && !function && opens
    }

    /// Whether another capital stands behind, on a word that has one only in a name.
    fn is_followed(&self, at: usize) -> bool {
        let named = |next: &Token| {
            next.upos == Upos::Propn
                // No common noun or adjective has a capital behind the first word.
                || matches!(next.upos, Upos::Noun | Upos::Adj)
                    && next.form.chars().skip(1).any(char::is_lowercase)
                    && !self.post(self.lower(at + 1))
                    && !self.has(WordClass::Demonym, self.lower(at + 1))
        };
        self.sentence.tokens.get(at + 1).is_some_and(|next| capitalised(&next.form) && named(next))
    }

    /// Whether the letters of the word or the words behind it leave no doubt.
    fn is_surely_a_name(&self, at: usize, followed: bool) -> bool {
        let form = self.sentence.tokens[at].form.as_ref();
        form.chars().skip(1).any(char::is_uppercase)
            || followed && self.has(WordClass::GivenName, form)
            || institutions::bare_end(self, at).is_some()
            || followed && self.ends_in_a_legal_form(at)
            || self.opens_a_pair(at)
            || self.opens_abroad(at)
            || followed && (self.is_a_given_month(at) || self.is_a_leading_form(at))
            || self.opens_a_body(at)
            || self.was_another(at)
    }

    /// *Carmaker Tilvarn said*: the trade opens the sentence, not the name.
    fn is_a_trade(&self, at: usize) -> bool {
        !self.heads_first() && self.has(WordClass::Trade, self.lower(at))
    }

    /// Whether the word acts: one that is tagged as a name, or nobody knows.
    fn acts(&self, at: usize) -> bool {
        let (token, ordinary) = (&self.sentence.tokens[at], self.ordinary(at));
        let subject = token.deprel.starts_with("nsubj");
        if token.upos == Upos::Propn {
            // An ordinary word must act as a name.
            return !ordinary || subject && self.is_verb(at + 1);
        }
        // *Pinetop still sits*: an unknown word that acts is a name, whatever its tag.
        let adverb = self.sentence.tokens.get(at + 1).is_some_and(|next| next.upos == Upos::Adv);
        !self.is(Typology::PartitiveArticle)
            && !ordinary
            && subject
            && token.upos == Upos::Noun
            && token.morph.number != Some(Number::Plur)
            && (self.is_verb(at + 1) || adverb && self.is_verb(at + 2))
    }

    /// *Walkers is a maker of crisps*: a plural without an article before a verb of one is a name.
    fn is_one_of_many(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let plural = matches!(tokens[at].upos, Upos::Noun | Upos::Propn)
            && tokens[at].morph.number == Some(Number::Plur)
            && &*tokens[at].deprel == "nsubj";
        let one = |verb: &Token| {
            // The past of a verb says no number.
            let told = verb.upos == Upos::Aux || verb.upos == Upos::Verb && verb.morph.tense == Some(Tense::Pres);
            told && verb.morph.verb_form == Some(VerbForm::Fin) && verb.morph.number == Some(Number::Sing)
        };
        at == 0 && plural && tokens.get(at + 1).is_some_and(one)
    }

    /// *Redcliff-backed X*: an unknown word that a hyphen ties to a participle.
    fn is_tied(&self, at: usize) -> bool {
        let end = self.sentence.tokens[at].span.end;
        let hyphen = |next: &Token| next.form.as_ref() == "-" && next.span.start == end;
        !self.ordinary(at)
            && !self.in_dictionary(at)
            && self.sentence.tokens.get(at + 1).is_some_and(hyphen)
            && self.is_verb(at + 2)
    }

    fn is_verb(&self, at: usize) -> bool {
        self.sentence.tokens.get(at).is_some_and(|token| matches!(token.upos, Upos::Verb | Upos::Aux))
    }

    /// *Channel Bridge Ltd*: capitals up to a legal form are a name, whatever they mean.
    fn ends_in_a_legal_form(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let capital = |next: &usize| capitalised(&tokens[*next].form) && tokens[*next].upos != Upos::Punct;
        let last = (at + 1..tokens.len()).take_while(capital).last();
        last.is_some_and(|last| {
            self.has(WordClass::LegalSuffix, &tokens[last].form) && !self.has(WordClass::KindNoun, self.lower(last))
        })
    }

    /// *Kiosk maker X*, *Edtech firm X*: what opens a line before a noun for firms and a name says their trade.
    fn describes_a_firm(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let value =
            |at: usize| self.lists.ontology.words.value(self.sentence.language, WordClass::KindNoun, self.lower(at));
        let firm = tokens.get(at + 1).is_some_and(|noun| noun.upos == Upos::Noun && !capitalised(&noun.form))
            && (value(at + 1) == Some("Organization") || self.has(WordClass::Trade, self.lower(at + 1)));
        let named = tokens.get(at + 2).is_some_and(|name| name.upos == Upos::Propn && capitalised(&name.form));
        firm && named
            && self
                .listed(at)
                .is_none_or(|(entry, _)| entry.known.as_ref().is_some_and(|known| known.kind == EntityKind::Sector))
            && (self.in_dictionary(at) || self.listed(at).is_some())
    }

    /// *Investor Rupert Calloway said*: an ordinary noun before a given name and another says who somebody is.
    fn describes_a_person(&self, at: usize) -> bool {
        let given = |next: &Token| self.has(WordClass::GivenName, &next.form);
        !self.heads_first()
            && !self.has(WordClass::NameOpener, &self.sentence.tokens[at].form)
            && self.in_dictionary(at)
            && self.sentence.tokens.get(at + 1).is_some_and(given)
            && self.sentence.tokens.get(at + 2).is_some_and(|last| last.upos == Upos::Propn && capitalised(&last.form))
    }

    /// *Bank of Tilvarn bought X*: a singular noun for a body, without an article, and its genitive with a capital.
    fn opens_a_body(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let head = self.lists.ontology.words.value(self.sentence.language, WordClass::NameHead, &tokens[at].form);
        let part = [WordClass::AnyFirm, WordClass::FirmPart, WordClass::MakerNoun];
        let body = head == Some("Organization") && !part.iter().any(|&class| self.has(class, self.lower(at)));
        let singular = matches!(tokens[at].upos, Upos::Noun | Upos::Propn)
            && tokens[at].morph.number != Some(Number::Plur)
            && !self.writes_small();
        body && singular && self.linked(at, at + 1).is_some()
    }

    /// *Strategy, formerly Talmo, said*: what was called otherwise is a name, whatever it means.
    fn was_another(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let comma = tokens.get(at + 1).is_some_and(|next| &*next.form == ",");
        let former = comma && self.has(WordClass::Former, self.lower(at + 2));
        let behind = (at + 3..tokens.len().min(at + 6)).find(|&next| capitalised(&tokens[next].form));
        let words = |next: usize| {
            (at + 3..next).all(|at| matches!(tokens[at].upos, Upos::Verb | Upos::Adp | Upos::Sconj | Upos::Punct))
        };
        let somebody = self.has(WordClass::KindNoun, self.lower(at)) || self.post(self.lower(at));
        former
            && !somebody
            && behind.is_some_and(words)
            && matches!(tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Adj)
    }

    /// *Plume & Octet a levé*: two capitals that the sign joins are one name, unless they head a section.
    fn opens_a_pair(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let capital = |at: usize| tokens.get(at).is_some_and(|token| capitalised(&token.form));
        let form = |at: usize| tokens.get(at).map(|token| token.form.as_ref());
        let single = tokens[at].morph.number != Some(Number::Plur);
        form(at + 1) == Some("&") && capital(at + 2) && single && !matches!(form(at + 3), None | Some(":"))
    }

    /// *Moulins de Montbriand took*: the particle of another language, which stands in names alone.
    fn opens_abroad(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let particle = tokens.get(at + 1).is_some_and(|next| {
            matches!(next.upos, Upos::Propn | Upos::X) && self.has(WordClass::NameParticle, &next.form)
        });
        particle && tokens.get(at + 2).is_some_and(|next| next.upos == Upos::Propn && capitalised(&next.form))
    }

    /// In a headline every word has a capital: what counts is the rest of the document.
    pub(super) fn named_in_headline(&self, at: usize) -> bool {
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
}

/// Whether the noun at the start of a sentence acts as only somebody with a name does.
fn acts_bare(run: &Run<'_>, at: usize) -> bool {
    let tokens = &run.sentence.tokens;
    let token = &tokens[at];
    let noun = matches!(token.upos, Upos::Noun | Upos::Propn) && token.morph.number != Some(Number::Plur);
    if at > 0 || !noun || token.form.chars().count() < 3 {
        return false;
    }
    // A word for a body or a firm may do as much without an article: *Management has appointed X*.
    let lower = run.lower(at);
    if [WordClass::KindNoun, WordClass::PublicBody, WordClass::Organ].iter().any(|&class| run.has(class, lower)) {
        return false;
    }
    if owns(run, at) {
        return true;
    }
    let helps = |token: &Token| {
        matches!(token.upos, Upos::Aux | Upos::Adv | Upos::Part)
            || token.upos == Upos::Pron && token.deprel.starts_with("expl")
    };
    let behind = || tokens.iter().enumerate().skip(at + 1).take(REACH);
    let Some((end, found)) = behind().find(|(_, token)| !helps(token)) else { return false };
    let finite = tokens[at + 1..=end].iter().any(|token| token.morph.verb_form == Some(VerbForm::Fin));
    let passive = tokens.iter().any(|token| token.head == Some(end) && &*token.deprel == "aux:pass");
    let does = found.upos == Upos::Verb
        && !passive
        && (needs_an_article(run) || run.lists.preferences.is_deed(run.sentence.language, &found.lemma));
    // *Sommet est en discussions avec X*.
    let is = needs_an_article(run) && end > at + 1 && matches!(found.upos, Upos::Adp | Upos::Det);
    finite && (does || is)
}

/// *Summit's revenue rose*: an ordinary noun without an article owns something.
fn owns(run: &Run<'_>, at: usize) -> bool {
    let next = run.sentence.tokens.get(at + 1);
    let clitic = next.is_some_and(|next| next.upos == Upos::Part && &*next.deprel == "case");
    let times = [WordClass::RelativeTime, WordClass::Weekday, WordClass::Month, WordClass::Unit];
    clitic && !times.iter().any(|&class| run.has(class, run.lower(at)))
}

/// Whether a noun without an article is a name in any case: a language that says *some of* with one gives one to all.
fn needs_an_article(run: &Run<'_>) -> bool {
    run.lists.ontology.words.is(run.sentence.language, Typology::PartitiveArticle)
}
