//! Runs: capitalised words that stand together, with what may stand between them.
//!
//! Owns what goes on with a name and what joins its parts. Leaves where a run may begin to `openings`, known names to
//! `names`.

use crate::analyse::features::lower;
use crate::model::{EntityKind, Number, Upos};
use crate::ontology::{Typology, WordClass};

use super::names::Run;
use super::seen::capitalised;
use super::{institutions, namesakes, possessors};

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
    pub(super) fn is(&self, typology: Typology) -> bool {
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

    /// Whether a token goes on with the name before it.
    pub(super) fn continues(&self, at: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(at).filter(|token| token.upos != Upos::Punct) else { return false };
        let form = token.form.as_ref();
        if capitalised(form) && form.chars().next().is_some_and(char::is_alphabetic) {
            return !self.is_another(at) && (!self.headline() || self.named_in_headline(at));
        }
        // *Zorvex plc*: a legal form that is written small.
        form.len() > 2 && self.has(WordClass::LegalSuffix, form) || self.numbers(at)
    }

    /// Whether a word with a capital is no part of the name before it.
    fn is_another(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let (form, lower) = (token.form.as_ref(), self.lower(at));
        let function = !matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj) || self.headline();
        let before = &self.sentence.tokens[at - 1].form;
        let closed = self.has(WordClass::LegalSuffix, before)
            && !self.opens_spelled(at - 1)
            && !self.has(WordClass::KindNoun, self.lower(at - 1))
            && !self.has(WordClass::LegalSuffix, form);
        // *Banque des Deux Rives*, *Marc Quarante*: a capital inside a name is meant.
        let number = token.upos == Upos::Num;
        // *Ann S. King*, *Ann Orr-King*: behind an initial or a hyphen stands a name.
        let post =
            || self.post(lower) && !is_initial(before) && before.as_ref() != "-" && !namesakes::surname(self, at);
        // *Fined Zorvex DKK 18 million*: a currency before its number.
        let figure =
            self.sentence.tokens.get(at + 1).is_some_and(|next| next.form.starts_with(|c: char| c.is_ascii_digit()));
        let currency = figure && form.len() == 3 && [form, lower].iter().any(|it| self.has(WordClass::Currency, it));
        // *Cost Zorvex US$90*: letters that a sign touches say whose money it is.
        let signed = self
            .sentence
            .tokens
            .get(at + 1)
            .is_some_and(|sign| sign.span.start == token.span.end && sign.form.as_ref() == "$" && form.len() < 3);
        let currency = currency || signed;
        closed
            || currency
            || function && !number && self.has(WordClass::NotAName, lower)
            // *Kerrin TV*: an acronym that names end in is meant there.
            || self.has(WordClass::NotAName, form) && !self.has(WordClass::NameHead, form)
            || self.has(WordClass::Month, lower)
            || self.has(WordClass::YearPart, form)
            || post()
    }

    /// Whether digits are part of the name before them: *Zorvex 3*, *Talmo 2.1*, *the Clean 30 index*.
    fn numbers(&self, at: usize) -> bool {
        let (token, next) = (&self.sentence.tokens[at], self.sentence.tokens.get(at + 1));
        let form = token.form.as_ref();
        // *Fined Tilvarn Ferries 6m crowns*: a number with its scale is an amount.
        let amount = form_of_amount(form).is_some_and(|scale| {
            self.has(WordClass::Scale, scale) && next.is_some_and(|next| !capitalised(&next.form))
        });
        // *The Clean 30 index*: one thing is not counted.
        let one = next.is_some_and(|next| {
            next.upos == Upos::Noun
                && next.morph.number == Some(Number::Sing)
                && form != "1"
                && self.has(WordClass::KindNoun, &lower(&next.lemma))
        });
        let before = &self.sentence.tokens[at - 1];
        let named = before.upos == Upos::Propn || one && capitalised(&before.form);
        let measured = next.is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Sym | Upos::Adj) && !one);
        let scaled = next.is_some() && {
            let lower = self.lower(at + 1);
            [WordClass::Scale, WordClass::Month, WordClass::Unit].iter().any(|&class| self.has(class, lower))
        };
        // *Zorvex i4*, *Zorvex e-208*, but *Zorvex q3 revenue*.
        let time = || self.has(WordClass::YearPart, &form.to_uppercase());
        let model = token.upos != Upos::Num && is_model(form) && !self.has(WordClass::Unit, form) && !time();
        let number = (is_short_number(form) || is_version(form) && !amount || is_decimal(form))
            && (token.upos != Upos::Num || !measured)
            && !scaled;
        named && (model || number)
    }

    /// Where a name goes on after words that join its parts.
    pub(super) fn linked(&self, start: usize, at: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        if tokens.get(at).is_some_and(|token| token.form.as_ref() == ",")
            && tokens.get(at + 1).is_some_and(|next| self.has(WordClass::LegalSuffix, &next.form))
            && !self.has(WordClass::KindNoun, self.lower(at + 1))
        {
            return Some(at + 2);
        }
        if possessors::inside(self, start, at) && self.continues(at + 1) {
            return Some(at + 2);
        }
        if self.titles(start, at) {
            return Some(at + 2);
        }
        let mut next = at;
        while next < self.sentence.tokens.len() && next < at + 3 && self.joins(start, at, next) {
            next += 1;
        }
        let glued = next > at && (self.continues(next) || self.is_a_half(start, next));
        glued.then_some(next + 1)
    }

    /// Whether a hyphen ties a token to the name before it as its second half: *Tae-gyun*, *787-9*.
    fn is_a_half(&self, start: usize, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let tied = at > 1 && tokens[at - 1].form.as_ref() == "-" && self.touches(at - 1);
        let Some(token) = tokens.get(at).filter(|_| tied) else { return false };
        let (form, before) = (token.form.as_ref(), tokens[at - 2].form.as_ref());
        let digits = |form: &str| form.chars().all(|c| c.is_ascii_digit());
        let syllable = form.len() > 1 && form.len() < 6 && form.chars().all(char::is_lowercase);
        let foreign = syllable && before.len() < 6 && !self.in_dictionary(at) && !self.ordinary(at);
        let alone = tokens.get(at + 1).is_none_or(|next| next.form.as_ref() != "-");
        // *Radio-television and Telecommunications*: a small half of a body's name, before a conjunction and a capital.
        let small = self.has(WordClass::Demonym, self.lower(start))
            && tokens.get(at + 1).is_some_and(|next| next.upos == Upos::Cconj);
        alone && (small || foreign && capitalised(before) || digits(form) && form.len() < 4 && digits(before))
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
        // *Tilvarn-on-Wye*: a short word between two hyphens.
        let hyphen = |at: usize| self.sentence.tokens.get(at).is_some_and(|it| &*it.form == "-") && self.touches(at);
        if at > end && form.len() < 5 && hyphen(at - 1) && hyphen(at + 1) {
            return true;
        }
        // *Van Drossen Timber of Tilvarn*: a particle that opens a name is no noun, whatever it may mean.
        let institution = self.has(WordClass::KindNoun, self.lower(start))
            && !self.has(WordClass::NameParticle, self.lower(start))
            || self.has(WordClass::NameOpener, &self.sentence.tokens[start].form)
            || self.ends_in_a_body(end) && !self.heads_first();
        // *Marchal et Fils*.
        let tail = self.sentence.tokens.get(at + 1).is_some_and(|next| self.has(WordClass::HouseTail, &next.form));
        if token.upos == Upos::Cconj && tail {
            return true;
        }
        // *Hi Investment and Securities*: a conjunction of another language stands in names alone.
        let foreign = self.has(WordClass::NameParticle, form);
        if token.upos == Upos::Cconj && !foreign {
            let several = || self.holds_a_body(start, end) && self.listed(at + 1).is_none();
            return (institution || several()) && institutions::goes_on(self, start, at)
                || institutions::closes_in_a_body(self, start, at)
                || self.is_one_of_two_words(start, at);
        }
        // *The Corporation for Digital Scholarship*, *the Tilvarn Center for New Media*.
        let body = |at: usize| {
            let form = &self.sentence.tokens[at].form;
            let kind = self.lists.ontology.words.value(self.sentence.language, WordClass::KindNoun, self.lower(at));
            let head = self.lists.ontology.words.value(self.sentence.language, WordClass::NameHead, form);
            kind.or(head) == Some("Organization")
        };
        if (institution || body(end - 1)) && self.joins_a_purpose(end, at) {
            return true;
        }
        // *The series B of X*: a letter alone is a label.
        let label = end == start + 1 && self.sentence.tokens[start].form.chars().count() == 1;
        if label || !self.has(WordClass::NameParticle, form) {
            return false;
        }
        // A particle of place or possession joins only what begins with a word for an institution, or a family.
        let family = !matches!(token.upos, Upos::Adp | Upos::Det);
        let person = self.has(WordClass::GivenName, &self.sentence.tokens[start].form) && at > start;
        // *Swann Le Marrec*: with a capital inside a name it is part of it.
        let capital = at == end && at > start && capitalised(&token.form) && !self.headline();
        let absorbed = form.chars().count() <= 3 && self.takes_a_genitive(end);
        capital
            || family
            || absorbed
            || institution && form.chars().count() <= 3
            || person && form != "of" && form != "&"
    }

    /// *The Tilvarn School of Economics*: whether a word for a body stands in a name before its genitive.
    fn holds_a_body(&self, start: usize, end: usize) -> bool {
        let particle = |at: usize| self.has(WordClass::NameParticle, self.lower(at));
        !self.heads_first() && (start + 1..end).any(|at| particle(at) && self.ends_in_a_body(at))
    }

    /// *The Office for National Statistics*, *the Committee of the Red Cross*: what a body is for or of, in two ordinary words or
    /// more with capitals, and the article before them. One word may be whom somebody left the body for: *left the Tilvarn Bank for
    /// Apple*.
    fn joins_a_purpose(&self, end: usize, at: usize) -> bool {
        let classes = [WordClass::PurposeMarker, WordClass::GenitiveMarker];
        let marks = classes.into_iter().any(|class| self.has(class, self.lower(end)));
        let article = |at: usize| self.has(WordClass::Definite, self.lower(at));
        if self.heads_first() || !marks || at > end && !article(at) {
            return false;
        }
        let first = end + 1 + usize::from(article(end + 1));
        let capital = |at: usize| self.sentence.tokens.get(at).is_some_and(|next| capitalised(&next.form));
        let known = self.listed(first).is_some_and(|(entry, last)| {
            last > first + 1 || entry.known.as_ref().is_some_and(|known| known.kind == EntityKind::Organization)
        });
        capital(first) && capital(first + 1) && self.ordinary(first) && !known
    }

    /// Whether the word before a token may take a genitive into its name: *the Royal Bank of Tilvarn*. Stuff and nouns
    /// that any firm bears do not, so that what follows is its seat: *Quorvia Timber of Tilvarn*, *Quorvia Group of Tilvarn*.
    fn ends_in_a_body(&self, end: usize) -> bool {
        let last = self.lower(end - 1);
        let kind = self.lists.ontology.words.value(self.sentence.language, WordClass::KindNoun, last);
        kind.is_some_and(|kind| kind != "Product") && !self.has(WordClass::AnyFirm, last)
    }

    /// Whether ordinary words on both sides of a conjunction are one name behind a noun that says what kind of thing it
    /// is: *la fondation Verre et Lumière*.
    fn is_one_of_two_words(&self, start: usize, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let Some(noun) = start.checked_sub(1).map(|before| &tokens[before]) else { return false };
        let one = noun.upos == Upos::Noun
            && noun.morph.number != Some(Number::Plur)
            && self.has(WordClass::KindNoun, &lower(&noun.lemma))
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

fn is_short_number(form: &str) -> bool {
    form.len() <= 4 && form.chars().all(|c| c.is_ascii_digit()) && !is_year(form)
}

/// *3D*, *4x*.
fn is_version(form: &str) -> bool {
    form.starts_with(|c: char| c.is_ascii_digit()) && form.chars().any(char::is_alphabetic)
}

/// *i4*, *e-208*: a small letter, and digits.
fn is_model(form: &str) -> bool {
    let rest = form.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let digits = rest.strip_prefix('-').unwrap_or(rest);
    let letters = form.chars().take_while(char::is_ascii_lowercase).count();
    (1..3).contains(&letters) && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

/// *2.1*.
fn is_decimal(form: &str) -> bool {
    form.len() <= 5
        && form.contains('.')
        && form.chars().all(|c| c.is_ascii_digit() || c == '.')
        && form.starts_with(|c: char| c.is_ascii_digit())
}

fn is_year(form: &str) -> bool {
    form.len() == 4 && (form.starts_with("19") || form.starts_with("20"))
}

/// What follows the digits of a word that opens with a number: *MW* in *180MW*.
pub(super) fn form_of_amount(form: &str) -> Option<&str> {
    let unit = form.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    (unit.len() < form.len() && !unit.is_empty()).then_some(unit)
}
