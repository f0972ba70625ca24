//! Runs: capitalised words that stand together, with what may stand between them.
//!
//! Owns what may open a name, what goes on with it and what joins its parts. Leaves known names to `names`.

use crate::model::{EntityKind, Number, Token, Upos};
use crate::ontology::{Typology, WordClass};

use super::names::Run;
use super::seen::{all_capitals, capitalised};
use super::{institutions, namesakes, openers};

impl Run<'_> {
    /// Where the run of capitalised words that starts at a token ends, when one does.
    pub(super) fn at(&self, start: usize) -> Option<usize> {
        if start >= self.sentence.tokens.len() || !self.opens(start) {
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

    /// Whether the language is like that.
    fn is(&self, typology: Typology) -> bool {
        self.lists.ontology.words.is(self.sentence.language, typology)
    }

    /// Whether the head of a name comes first.
    pub(super) fn heads_first(&self) -> bool {
        self.is(Typology::HeadInitial)
    }

    /// Whether only the first noun of an institution's name has a capital.
    pub(super) fn writes_small(&self) -> bool {
        self.is(Typology::SentenceCase)
    }

    /// Whether a word says what a person does: no part of a name.
    pub(super) fn post(&self, lower: &str) -> bool {
        self.lists.ontology.words.value(self.sentence.language, WordClass::KindNoun, lower) == Some("Person")
    }

    /// Whether a token may be the first of a name.
    fn opens(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let form = token.form.as_ref();
        if is_address(form) || self.numbered(at) || namesakes::given(self, at) || namesakes::ordinal(self, at) {
            return true;
        }
        if !capitalised(form) || form.starts_with(|c: char| c.is_ascii_digit()) && !form.chars().any(char::is_uppercase)
        {
            return false;
        }
        let lower = self.lower(at);
        // A pronoun in capitals is none: *US*, *IT*.
        let acronym = all_capitals(form) && !self.headline() && lower != form;
        if !acronym && self.has(WordClass::NotAName, &lower) && !self.leads(at, &lower) && !self.counts_no_more(at)
            || self.has(WordClass::NotAName, form)
            || self.has(WordClass::Month, &lower)
            || all_capitals(form) && (self.has(WordClass::KindNoun, form) || self.has(WordClass::KindNoun, &lower))
            || self.has(WordClass::LegalSuffix, form) && self.legal_alone(at)
            || self.has(WordClass::PersonTitle, form)
            || self.has(WordClass::YearPart, form)
            || self.post(&lower)
            || self.measures(at, &lower)
            || namesakes::round(self, at)
        {
            return false;
        }
        // *Ex-Dataforge engineer*, *Former Dataforge engineer*: what was comes before the name.
        if self.has(WordClass::Former, &lower)
            && (self.opening(at) || self.sentence.tokens.get(at + 1).is_some_and(|next| next.form.as_ref() == "-"))
        {
            return false;
        }
        if self.has(WordClass::Demonym, &lower) && !self.demonym_opens(at) {
            return false;
        }
        !self.opening(at) || self.named_opening(at)
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

    /// Whether a capital on a word that is no name is meant: a heading's word or an article inside a sentence, before
    /// another capital (*High Court*, *La Fourchette*).
    fn leads(&self, at: usize, lower: &str) -> bool {
        // *From Two Rivers*: so is a number that is written with one.
        let content = matches!(self.sentence.tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
        let article = self.has(WordClass::Definite, lower) || self.has(WordClass::NameParticle, lower);
        !self.opening(at)
            && at + 1 < self.sentence.tokens.len()
            && (content && self.has(WordClass::PublicBody, lower)
                || article && self.continues(at + 1) && self.listed(at + 1).is_none()
                || content && (self.continues(at + 1) || self.linked(at, at + 1).is_some()))
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
            && !self.has(WordClass::Demonym, &self.lower(at + 1))
            && !self.post(&self.lower(at + 1))
            && self.listed(at + 1).is_none()
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
        let unit = [WordClass::Unit, WordClass::Currency, WordClass::Scale]
            .iter()
            .any(|&class| !acronym && self.has(class, lower) || self.has(class, &token.form));
        // *45 megawatts (MW)*: the sign in brackets behind its own word.
        let sign = at > 1
            && self.sentence.tokens[at - 1].form.as_ref() == "("
            && self.has(WordClass::Unit, &self.lower(at - 2))
            && self.sentence.tokens.get(at + 1).is_some_and(|next| next.form.as_ref() == ")");
        unit && (after_number || sign || token.upos != Upos::Propn || token.form.chars().count() == 1)
    }

    /// A capitalised adjective of origin opens a name only before another capital that is no known name.
    fn demonym_opens(&self, at: usize) -> bool {
        let next = self.sentence.tokens.get(at + 1);
        // *L'Autrichien Ofenwerk Tirol*: behind an article, the adjective has its own capital.
        let article = at.checked_sub(1).is_some_and(|before| self.has(WordClass::Definite, &self.lower(before)));
        if article && self.writes_small() && self.continues(at + 1) {
            return false;
        }
        self.is(Typology::CapitalOrigin)
            && next.is_some_and(|next| next.upos == Upos::Propn && capitalised(&next.form))
            && !self.has(WordClass::PersonTitle, &self.sentence.tokens[at + 1].form)
            && !self.post(&self.lower(at + 1))
            && !self.has(WordClass::Demonym, &self.lower(at + 1))
            && self.listed(at + 1).is_none()
            || self.sentence.tokens[at].upos == Upos::Propn && self.continues(at + 1)
            || self.opens_institution(at)
    }

    /// *The Canadian Food Inspection Agency*: two or more capitals behind the adjective, the last a word for a body.
    fn opens_institution(&self, at: usize) -> bool {
        let capital = |next: &usize| {
            let token = &self.sentence.tokens[*next];
            capitalised(&token.form) && matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj)
        };
        let end = (at + 1..self.sentence.tokens.len()).take_while(capital).last();
        !self.heads_first()
            && end.is_some_and(|end| {
                let body = || {
                    let kind =
                        self.lists.ontology.words.value(self.sentence.language, WordClass::KindNoun, &self.lower(end));
                    kind == Some("Organization")
                };
                end > at + 1 && (self.has(WordClass::PublicBody, &self.lower(end)) || body())
            })
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
        let named = |next: &Token| {
            next.upos == Upos::Propn
                // No common noun or adjective has a capital behind the first word.
                || matches!(next.upos, Upos::Noun | Upos::Adj)
                    && next.form.chars().skip(1).any(char::is_lowercase)
                    && !self.post(&self.lower(at + 1))
                    && !self.has(WordClass::Demonym, &self.lower(at + 1))
        };
        let followed = next.is_some_and(|next| capitalised(&next.form) && named(next));
        if inner
            || followed && self.has(WordClass::GivenName, form)
            || institutions::bare_end(self, at).is_some()
            || followed && self.ends_in_a_legal_form(at)
            || self.opens_a_pair(at)
            || self.opens_abroad(at)
        {
            return true;
        }
        if self.describes_a_firm(at) {
            return false;
        }
        // *Carmaker Tilvarn said*: the trade opens the sentence, not the name.
        let small = self.lower(at);
        if !self.heads_first() && followed && self.has(WordClass::Trade, &small) {
            return false;
        }
        let ordinary = self.ordinary(at);
        if followed && (ordinary && self.listed(at + 1).is_some() || self.describes_a_person(at)) {
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
        let verb =
            |at: usize| self.sentence.tokens.get(at).is_some_and(|next| matches!(next.upos, Upos::Verb | Upos::Aux));
        let adverb = next.is_some_and(|next| next.upos == Upos::Adv);
        // *Pinetop still sits*: an unknown word that acts is a name, whatever its tag.
        let unknown = !self.is(Typology::PartitiveArticle)
            && !ordinary
            && token.deprel.starts_with("nsubj")
            && token.upos == Upos::Noun
            && token.morph.number != Some(Number::Plur)
            && (verb(at + 1) || adverb && verb(at + 2));
        // *Redcliff-backed X*: so is an unknown word that a hyphen ties to a participle.
        let tied = !ordinary
            && !self.in_dictionary(at)
            && next.is_some_and(|next| next.form.as_ref() == "-" && next.span.start == token.span.end)
            && verb(at + 2);
        token.upos == Upos::Propn && (!ordinary || acts)
            || unknown
            || tied
            || openers::acts_bare(self, at)
            || followed
                && !function
                && (!ordinary || !self.has(WordClass::KindNoun, &lower) || self.has(WordClass::NameOpener, form))
    }

    /// *Channel Bridge Ltd*: capitals up to a legal form are a name, whatever they mean.
    fn ends_in_a_legal_form(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let capital = |next: &usize| capitalised(&tokens[*next].form) && tokens[*next].upos != Upos::Punct;
        let last = (at + 1..tokens.len()).take_while(capital).last();
        last.is_some_and(|last| {
            self.has(WordClass::LegalSuffix, &tokens[last].form) && !self.has(WordClass::KindNoun, &self.lower(last))
        })
    }

    /// *Kiosk maker X*, *Edtech firm X*: what opens a line before a noun for firms and a name says their trade.
    fn describes_a_firm(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let value =
            |at: usize| self.lists.ontology.words.value(self.sentence.language, WordClass::KindNoun, &self.lower(at));
        let firm = tokens.get(at + 1).is_some_and(|noun| noun.upos == Upos::Noun && !capitalised(&noun.form))
            && (value(at + 1) == Some("Organization") || self.has(WordClass::Trade, &self.lower(at + 1)));
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
            // *Banque des Deux Rives*, *Marc Quarante*: a capital inside a name is meant.
            let number = token.upos == Upos::Num;
            let other = closed
                || function && !number && self.has(WordClass::NotAName, &lower)
                || self.has(WordClass::NotAName, form)
                || self.has(WordClass::Month, &lower)
                || self.has(WordClass::YearPart, form)
                // *Ann S. King*, *Ann Orr-King*: behind an initial or a hyphen stands a name.
                || self.post(&lower)
                    && !is_initial(legal)
                    && legal.as_ref() != "-"
                    && !namesakes::surname(self, at);
            return !other && (!self.headline() || self.named_in_headline(at));
        }
        // *Zorvex plc*: a legal form that is written small.
        if form.len() > 2 && self.has(WordClass::LegalSuffix, form) {
            return true;
        }
        let digits = form.len() <= 4 && form.chars().all(|c| c.is_ascii_digit()) && !is_year(form);
        // *Fined Tilvarn Ferries 6m crowns*: a number with its scale is an amount.
        let amount = form_of_amount(form).is_some_and(|scale| {
            self.has(WordClass::Scale, scale)
                && self.sentence.tokens.get(at + 1).is_some_and(|next| !capitalised(&next.form))
        });
        let version =
            form.starts_with(|c: char| c.is_ascii_digit()) && form.chars().any(char::is_alphabetic) && !amount
                || form.len() <= 5
                    && form.contains('.')
                    && form.chars().all(|c| c.is_ascii_digit() || c == '.')
                    && form.starts_with(|c: char| c.is_ascii_digit());
        // *The Clean 30 index*: one thing is not counted.
        let one = self.sentence.tokens.get(at + 1).is_some_and(|next| {
            next.upos == Upos::Noun
                && next.morph.number == Some(Number::Sing)
                && form != "1"
                && self.has(WordClass::KindNoun, &next.lemma.to_lowercase())
        });
        let before = &self.sentence.tokens[at - 1];
        let before = before.upos == Upos::Propn || one && capitalised(&before.form);
        let measured = self
            .sentence
            .tokens
            .get(at + 1)
            .is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Sym | Upos::Adj) && !one);
        let scaled = self.sentence.tokens.get(at + 1).is_some_and(|_| {
            let next = self.lower(at + 1);
            self.has(WordClass::Scale, &next) || self.has(WordClass::Month, &next) || self.has(WordClass::Unit, &next)
        });
        before && (digits || version) && (token.upos != Upos::Num || !measured) && !scaled
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
            || self.has(WordClass::NameOpener, &self.sentence.tokens[start].form)
            || self.has(WordClass::KindNoun, &self.lower(end - 1)) && !self.heads_first();
        // *Marchal et Fils*.
        let tail = self.sentence.tokens.get(at + 1).is_some_and(|next| self.has(WordClass::HouseTail, &next.form));
        if token.upos == Upos::Cconj && tail {
            return true;
        }
        // *Hi Investment and Securities*: a conjunction of another language stands in names alone.
        let foreign = self.has(WordClass::NameParticle, &form);
        if token.upos == Upos::Cconj && !foreign {
            return institution && institutions::goes_on(self, start, at)
                || institutions::closes_in_a_body(self, start, at)
                || self.is_one_of_two_words(start, at);
        }
        // *The series B of X*: a letter alone is a label.
        let label = end == start + 1 && self.sentence.tokens[start].form.chars().count() == 1;
        if label || !self.has(WordClass::NameParticle, &form) {
            return false;
        }
        // A particle of place or possession joins only what begins with a word for an institution, or a family.
        let family = !matches!(token.upos, Upos::Adp | Upos::Det);
        let person = self.has(WordClass::GivenName, &self.sentence.tokens[start].form) && at > start;
        family || institution && form.chars().count() <= 3 || person && form != "of" && form != "&"
    }

    /// Whether ordinary words on both sides of a conjunction are one name behind a noun that says what kind of thing it
    /// is: *la fondation Verre et Lumière*.
    fn is_one_of_two_words(&self, start: usize, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let Some(noun) = start.checked_sub(1).map(|before| &tokens[before]) else { return false };
        let one = noun.upos == Upos::Noun
            && noun.morph.number != Some(Number::Plur)
            && self.has(WordClass::KindNoun, &noun.lemma.to_lowercase())
            && !self.post(&noun.lemma);
        let word = |at: usize| self.ordinary(at) && self.listed(at).is_none();
        one && at == start + 1 && self.writes_small() && word(start) && word(at + 1)
    }

    /// Whether given names open both sides of a sign that joins, and more than that stands before it: *Ines & Ines* are a
    /// firm.
    fn two_people(&self, start: usize, at: usize) -> bool {
        let given =
            |at: usize| self.sentence.tokens.get(at).is_some_and(|token| self.has(WordClass::GivenName, &token.form));
        at > start + 1 && given(start) && given(at + 1)
    }

    fn touches(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        at > 0
            && tokens[at - 1].span.end == tokens[at].span.start
            && tokens.get(at + 1).is_some_and(|next| next.span.start == tokens[at].span.end)
    }
}

fn is_initial(form: &str) -> bool {
    form.ends_with('.') && form.chars().count() == 2 && form.starts_with(char::is_uppercase)
}

fn is_year(form: &str) -> bool {
    form.len() == 4 && (form.starts_with("19") || form.starts_with("20"))
}

/// Whether a word is an address that names its site (*booking.com*): letters on both sides of each dot.
fn is_address(form: &str) -> bool {
    let letters = |part: &str| part.chars().count() > 1 && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    form.contains('.') && form.starts_with(char::is_alphabetic) && form.split('.').all(letters) && form.len() > 5
}

/// What follows the digits of a word that opens with a number: *MW* in *180MW*.
fn form_of_amount(form: &str) -> Option<&str> {
    let unit = form.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    (unit.len() < form.len() && !unit.is_empty()).then_some(unit)
}
