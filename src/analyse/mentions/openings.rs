//! Where a name may begin: capitals that are meant, wherever in a sentence they stand.
//!
//! Owns what excludes a capitalised word (units, months, posts, legal forms, adjectives of origin) and what lets one in all
//! the same. Takes a run at a token; leaves the first word of a sentence to `openers`, the rest of a name to `runs`.

use crate::model::{EntityKind, Number, Token, Upos};
use crate::ontology::{Frame, LexicalEntry, PartOfSpeech, Typology, WordClass};

use super::names::Run;
use super::namesakes;
use super::runs::form_of_amount;
use super::seen::{all_capitals, capitalised};

impl Run<'_> {
    /// Whether a token may be the first of a name.
    pub(super) fn opens(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let form = token.form.as_ref();
        if is_address(form)
            || self.styled(at)
            || self.numbered(at)
            || self.counts_partners(at)
            || namesakes::given(self, at)
            || namesakes::ordinal(self, at)
        {
            return true;
        }
        if !capitalised(form) || form.starts_with(|c: char| c.is_ascii_digit()) && !form.chars().any(char::is_uppercase)
        {
            return false;
        }
        let lower = self.lower(at);
        // A pronoun in capitals is none: *US*, *IT*.
        let acronym = all_capitals(form) && !self.headline() && lower != form;
        if !acronym
            && self.has(WordClass::NotAName, lower)
            && !self.leads(at, lower)
            && !self.counts_no_more(at)
            && !self.is_a_given_month(at)
            || self.has(WordClass::NotAName, form)
            || self.has(WordClass::Month, lower) && !self.is_a_given_month(at)
            || all_capitals(form) && (self.has(WordClass::KindNoun, form) || self.has(WordClass::KindNoun, lower))
            || self.has(WordClass::LegalSuffix, form) && self.legal_alone(at) && !self.is_a_leading_form(at)
            || self.has(WordClass::PersonTitle, form)
            || self.has(WordClass::YearPart, form) && !self.is_a_formula(at)
            || self.post(lower)
            || self.measures(at, lower)
            || namesakes::round(self, at)
        {
            return false;
        }
        // *Ex-Dataforge engineer*, *Former Dataforge engineer*: what was comes before the name.
        if self.has(WordClass::Former, lower)
            && (self.opening(at) || self.sentence.tokens.get(at + 1).is_some_and(|next| next.form.as_ref() == "-"))
        {
            return false;
        }
        let origin = self.has(WordClass::Demonym, lower) && !self.demonym_opens(at);
        if origin || self.opens_an_origin(at) {
            return false;
        }
        !self.opening(at) || self.named_opening(at)
    }

    /// *zoku9*, *fox&cart*: a name in small letters that a number ends or a sign joins.
    fn styled(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let form = token.form.as_ref();
        let small = |word: &str| word.len() > 1 && word.chars().all(char::is_lowercase);
        let word = form.trim_end_matches(|c: char| c.is_ascii_digit());
        let numbered = word.len() > 2 && word.len() < form.len() && small(word);
        let ordinary = || (self.lists.ordinary)(self.sentence.language, word);
        let joined = form.split_once('&').is_some_and(|(first, second)| small(first) && small(second));
        token.upos == Upos::Propn && (joined || numbered && !ordinary())
    }

    /// *3D Brantor*: a digit and a capital or two before another capital, where they measure nothing.
    fn numbered(&self, at: usize) -> bool {
        let form = self.sentence.tokens[at].form.as_ref();
        let unit = form_of_amount(form).filter(|_| form.len() < 4 && !self.headline());
        unit.is_some_and(|unit| unit.chars().all(char::is_uppercase))
            && self.continues(at + 1)
            && self.sentence.tokens[at + 1].form.chars().skip(1).any(char::is_lowercase)
            && !unit.is_some_and(|unit| self.has(WordClass::Unit, unit) || self.has(WordClass::Scale, unit))
    }

    /// *777 Partners*: inside a sentence, digits before a capital that names of firms end in.
    fn counts_partners(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let form = tokens[at].form.as_ref();
        let number = form.len() == 3 && form.chars().all(|c| c.is_ascii_digit());
        // *250 Bank branches*: a noun behind it is counted.
        let counted = tokens.get(at + 2).is_some_and(|next| next.upos == Upos::Noun && !capitalised(&next.form));
        let head = |next: &Token| {
            let value = self.lists.ontology.words.value(self.sentence.language, WordClass::NameHead, &next.form);
            value == Some("Organization") && next.form.chars().skip(1).any(char::is_lowercase)
        };
        number && !counted && !self.opening(at) && !self.headline() && tokens.get(at + 1).is_some_and(head)
    }

    /// Whether a capital on a word that is no name is meant: a heading's word or an article inside a sentence, before
    /// another capital (*High Court*, *La Fourchette*).
    fn leads(&self, at: usize, lower: &str) -> bool {
        // *From Two Rivers*: so is a number that is written with one.
        let content = matches!(self.sentence.tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
        let article = self.has(WordClass::Definite, lower) || self.has(WordClass::NameParticle, lower);
        !self.opening(at)
            && at + 1 < self.sentence.tokens.len()
            && (content && (self.has(WordClass::PublicBody, lower) || self.opens_an_institution(at))
                || article && self.continues(at + 1) && self.listed(at + 1).is_none()
                || content && (self.continues(at + 1) || self.linked(at, at + 1).is_some()))
    }

    /// *La Société des eaux de X*: a noun that opens names has a capital inside a sentence and its genitive in small letters.
    fn opens_an_institution(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let genitive = |next: &Token| next.upos == Upos::Adp && self.has(WordClass::GenitiveMarker, &next.lemma);
        self.writes_small()
            && self.has(WordClass::NameOpener, &tokens[at].form)
            && tokens.get(at + 1).is_some_and(genitive)
    }

    /// *Two Rivers, a maker of boats*: where a sentence opens, a number before an ordinary word with a capital is part of
    /// a name.
    fn counts_no_more(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let next = |next: &Token| matches!(next.upos, Upos::Noun | Upos::Propn) && capitalised(&next.form);
        tokens[at].upos == Upos::Num
            && !self.headline()
            && tokens.get(at + 1).is_some_and(next)
            && self.in_dictionary(at + 1)
            && !self.has(WordClass::Demonym, self.lower(at + 1))
            && !self.post(self.lower(at + 1))
            && self.listed(at + 1).is_none()
    }

    /// *H2 Green Steel*: letters of a half year before a capital that names no year.
    fn is_a_formula(&self, at: usize) -> bool {
        let capital = |at: usize| {
            let next = self.sentence.tokens.get(at);
            next.is_some_and(|next| capitalised(&next.form) && next.form.chars().all(char::is_alphabetic))
        };
        // *In Q3 Tilvarn Bank sold X*: behind an adposition it is a time, and before a known name.
        let marked =
            at.checked_sub(1).is_some_and(|before| matches!(self.sentence.tokens[before].upos, Upos::Adp | Upos::Det));
        capital(at + 1)
            && capital(at + 2)
            && !marked
            && !self.headline()
            && self.in_dictionary(at + 1)
            && self.listed(at + 1).is_none()
            && self.continues(at + 1)
    }

    /// A legal form is part of a name or nothing, but for words that names open with (*Group*).
    fn legal_alone(&self, at: usize) -> bool {
        let form = &self.sentence.tokens[at].form;
        !(self.has(WordClass::KindNoun, self.lower(at))
            && form.chars().any(char::is_lowercase)
            && (self.continues(at + 1) || self.linked(at, at + 1).is_some()))
    }

    /// Whether a capital belongs to a unit or a currency after a number.
    fn measures(&self, at: usize, lower: &str) -> bool {
        let token = &self.sentence.tokens[at];
        let after_number = at > 0
            && (self.sentence.tokens[at - 1].upos == Upos::Num
                || self.sentence.tokens[at - 1].form.chars().all(|c| c.is_ascii_digit()));
        // The letters of *C$*, *HK$*.
        let glued = self.sentence.tokens.get(at + 1).is_some_and(|next| {
            next.span.start == token.span.end && self.has(WordClass::Currency, &format!("{}{}", token.form, next.form))
        });
        // *The 180MW Halden Moor park*.
        let amount = form_of_amount(&token.form).is_some_and(|unit| self.has(WordClass::Unit, unit));
        if glued || amount {
            return true;
        }
        // *BIT Foundry*: an acronym before another capital is no unit in small letters.
        let acronym = !after_number && all_capitals(&token.form) && self.continues(at + 1);
        // *A SEK 3bn bond*: the code of a currency before its number.
        let number = self.sentence.tokens.get(at + 1);
        if self.has(WordClass::Currency, &token.form)
            && number.is_some_and(|next| next.form.starts_with(|c: char| c.is_ascii_digit()))
        {
            return true;
        }
        let unit = [WordClass::Unit, WordClass::Currency, WordClass::Scale]
            .iter()
            .any(|&class| !acronym && self.has(class, lower) || self.has(class, &token.form));
        // *45 megawatts (MW)*: the sign in brackets behind its own word.
        let sign = at > 1
            && self.sentence.tokens[at - 1].form.as_ref() == "("
            && self.has(WordClass::Unit, self.lower(at - 2))
            && self.sentence.tokens.get(at + 1).is_some_and(|next| next.form.as_ref() == ")");
        // *Ton Tilvarn said*: before another capital it measures nothing, unless a number stands in front.
        let name = token.form.chars().count() > 2 && token.form.chars().skip(1).all(char::is_lowercase);
        let named = name
            && self.sentence.tokens.get(at + 1).is_some_and(|next| {
                next.upos == Upos::Propn && capitalised(&next.form) && next.form.chars().skip(1).any(char::is_lowercase)
            });
        unit && (after_number || sign || token.upos != Upos::Propn && !named || token.form.chars().count() == 1)
    }

    /// A capitalised adjective of origin opens a name only before another capital that is no known name.
    /// *A South Korean company*: two words for one origin are no name, unless one goes on behind them.
    fn opens_an_origin(&self, at: usize) -> bool {
        let words = &self.lists.ontology.words;
        let Some([first, second]) = self.sentence.tokens.get(at..at + 2) else { return false };
        capitalised(&second.form)
            && words.value_of_two(self.sentence.language, WordClass::Demonym, [first.lower(), second.lower()]).is_some()
            && !self.continues(at + 2)
    }

    fn demonym_opens(&self, at: usize) -> bool {
        let next = self.sentence.tokens.get(at + 1);
        // *L'Autrichien Ofenwerk Tirol*: behind an article, the adjective has its own capital.
        let article = at.checked_sub(1).is_some_and(|before| self.has(WordClass::Definite, self.lower(before)));
        if article && self.writes_small() && self.continues(at + 1) {
            return false;
        }
        if article && self.is_house_in_a_place(at) {
            return true;
        }
        self.is(Typology::CapitalOrigin)
            && next.is_some_and(|next| next.upos == Upos::Propn && capitalised(&next.form))
            && !self.has(WordClass::PersonTitle, &self.sentence.tokens[at + 1].form)
            && !self.post(self.lower(at + 1))
            && !self.has(WordClass::Demonym, self.lower(at + 1))
            && self.listed(at + 1).is_none()
            || self.sentence.tokens[at].upos == Upos::Propn && self.continues(at + 1)
            || self.opens_institution(at)
    }

    /// *Bought the Venetian in Macau*: an adjective of origin with an article, no noun behind it but a place, names a house.
    fn is_house_in_a_place(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let local = tokens.get(at + 1).is_some_and(|next| self.has(WordClass::LocativeMarker, next.lower()));
        let place = || tokens.get(at + 2).is_some_and(|next| next.upos == Upos::Propn && capitalised(&next.form));
        let ontology = &self.lists.ontology;
        let may_be_site = |entry: &LexicalEntry| {
            let range = || ontology.relations.get(&entry.relation).map_or(&[][..], |relation| &relation.range);
            let kinds = if entry.object_kinds.is_empty() { range() } else { &entry.object_kinds };
            matches!(entry.frame, Frame::Transitive | Frame::ObliqueObject) && kinds.contains(&EntityKind::Facility)
        };
        let has_sites = |verb: usize| {
            let lemma = &tokens[verb].lemma;
            let mut entries = ontology.lexicon.of_lemma(self.sentence.language, PartOfSpeech::Verb, lemma);
            entries.any(may_be_site)
        };
        let bought = tokens[at].head.is_some_and(|verb| verb < at && has_sites(verb));
        self.is(Typology::CapitalOrigin)
            && local
            && place()
            && bought
            && tokens[at].relation() == "obj"
            && tokens[at].morph.number != Some(Number::Plur)
    }

    /// *The Canadian Radio-television and Telecommunications Commission*: the last word of a body whose fields a conjunction
    /// joins, the first of two halves.
    fn joint_body(&self, at: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let hyphen = at + 2;
        let halves = capitalised(&tokens.get(at + 1)?.form) && tokens.get(hyphen)?.form.as_ref() == "-";
        let joined = tokens.get(hyphen + 2).is_some_and(|token| token.upos == Upos::Cconj);
        let capital = |next: &usize| capitalised(&tokens[*next].form) && tokens[*next].upos != Upos::Punct;
        let last = (hyphen + 3..tokens.len()).take_while(capital).last();
        last.filter(|&last| halves && joined && self.has(WordClass::PublicBody, self.lower(last)))
    }

    /// *The Canadian Food Inspection Agency*: two or more capitals behind the adjective, the last a word for a body.
    fn opens_institution(&self, at: usize) -> bool {
        let capital = |next: &usize| {
            let token = &self.sentence.tokens[*next];
            capitalised(&token.form) && matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj)
        };
        let run = (at + 1..self.sentence.tokens.len()).take_while(capital).last();
        let end = self.joint_body(at).or(run);
        !self.heads_first()
            && end.is_some_and(|end| {
                let body = || {
                    let kind =
                        self.lists.ontology.words.value(self.sentence.language, WordClass::KindNoun, self.lower(end));
                    kind == Some("Organization")
                };
                // *The European Cotton Revival Scheme*: so are words of the dictionary that all have a capital.
                let article = || at > 0 && self.has(WordClass::Definite, self.lower(at - 1));
                let titled = || !self.opening(at) && article() && (at + 1..=end).all(|at| self.in_dictionary(at));
                // *Scottish Mortgage Trust PLC*: so is what a legal form ends.
                let legal = || {
                    let words = (at + 1..end).all(|at| self.in_dictionary(at)) && self.listed(at + 1).is_none();
                    words
                        && self.has(WordClass::LegalSuffix, &self.sentence.tokens[end].form)
                        && !self.has(WordClass::KindNoun, self.lower(end))
                };
                end > at + 1 && (self.has(WordClass::PublicBody, self.lower(end)) || body() || titled() || legal())
            })
    }
}

/// Whether a word is an address that names its site (*booking.com*): letters on both sides of each dot.
fn is_address(form: &str) -> bool {
    let letters = |part: &str| part.chars().count() > 1 && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    form.contains('.') && form.starts_with(char::is_alphabetic) && form.split('.').all(letters) && form.len() > 5
}
