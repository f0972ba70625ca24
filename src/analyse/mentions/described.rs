//! What the noun phrases around a name say it is.
//!
//! Owns appositions on both sides, naming participles and nouns that are no noun for a kind, which most often mean
//! a thing. Leaves the other evidence and the sum to `evidence` and `kinds`.

use crate::model::{EntityKind, Number, Token, Upos};
use crate::ontology::{PartOfSpeech, WordClass};

use super::evidence::Evidence;

/// What a noun of no known kind says: more likely a thing than somebody.
const THING: f32 = 0.8;

impl Evidence<'_> {
    /// A noun phrase in apposition after the name: *X, une société italienne*.
    pub(super) fn described(&self, add: &mut impl FnMut(EntityKind, f32)) {
        let tokens = &self.sentence.tokens;
        if let Some(at) =
            (0..tokens.len()).find(|&at| tokens[at].head == Some(self.head) && tokens[at].deprel.starts_with("appos"))
            && !tokens[self.head.min(at)..at].iter().any(|between| between.form.as_ref() == ":")
            && let Some(kind) = self.said(at).or_else(|| self.thing(at)).filter(|_| !self.says_something_else(at))
        {
            let unknown = self.noun(at).is_none();
            // A post is said of a person alone.
            add(
                kind,
                if unknown {
                    THING
                } else if kind == EntityKind::Person {
                    2.5
                } else {
                    1.5
                },
            );
            return;
        }
        // Where the tree has it otherwise: a comma, at most a determiner and an adjective, the noun.
        let Some(comma) = self.after().filter(|&at| matches!(tokens[at].form.as_ref(), "," | "(")) else { return };
        let modifies = |token: &Token| matches!(token.upos, Upos::Det | Upos::Adj) || &*token.deprel == "compound";
        let mut at = comma + 1;
        while at < tokens.len() && at <= comma + 4 && modifies(&tokens[at]) {
            at += 1;
        }
        if at < tokens.len()
            && tokens[at].upos == Upos::Noun
            && tokens[at].morph.number != Some(Number::Plur)
            && let Some(kind) = self.said(at)
        {
            add(kind, 1.2);
        }
    }

    /// *X is a brewery in Y*, *X, the brewery from Y*: the kind that a noun says of a name whose predicate or apposition it is;
    /// a body that is a place as well is then the one who acts.
    pub(super) fn said(&self, noun: usize) -> Option<EntityKind> {
        let housed = || self.has(WordClass::HousedBody, &self.sentence.tokens[noun].lemma);
        let kind = self.noun(noun)?;
        Some(if kind == EntityKind::Facility && housed() { EntityKind::Organization } else { kind })
    }

    /// *X is a jam and bakery company*: the same of a predicate of which parsers make the first trade the head.
    pub(super) fn said_in_row(&self, noun: usize) -> Option<EntityKind> {
        let tokens = &self.sentence.tokens;
        let joined = |at: &usize| tokens[*at].head == Some(noun) && tokens[*at].deprel.starts_with("conj");
        self.said(noun).or_else(|| (noun + 1..tokens.len()).filter(joined).find_map(|at| self.said(at)))
    }

    /// *X, a developer of speech models*, *the chip designer X*: who makes things in general is a firm, even if the noun
    /// alone says a person.
    pub(super) fn is_a_maker_of_things(&self, noun: usize) -> bool {
        let tokens = &self.sentence.tokens;
        if !self.has(WordClass::Trade, &tokens[noun].lemma) {
            return false;
        }
        let hangs =
            |at: usize, relation: &str| tokens[at].head == Some(noun) && tokens[at].deprel.starts_with(relation);
        let thing = |at: usize| tokens[at].upos == Upos::Noun && self.noun(at) != Some(EntityKind::Person);
        let marked = |at: usize| {
            tokens.iter().any(|case| case.head == Some(at) && self.has(WordClass::GenitiveMarker, &case.lemma))
        };
        let of_things =
            |at: usize| hangs(at, "nmod") && thing(at) && tokens[at].morph.number == Some(Number::Plur) && marked(at);
        let alone = self.name.tokens.len() == 1;
        let before = |at: usize| alone && hangs(at, "compound") && thing(at);
        (noun.saturating_sub(2)..noun).any(before) || (noun + 1..tokens.len()).any(of_things)
    }

    /// *X, dont Y est le président*, *X, 300 salariés*: a clause with a subject of its own, or people who are counted, do
    /// not describe the name before them.
    fn says_something_else(&self, noun: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let child = |relation: &str| tokens.iter().any(|token| token.head == Some(noun) && &*token.deprel == relation);
        child("cop") && child("nsubj") || child("nummod") && tokens[noun].morph.number == Some(Number::Plur)
    }

    /// *A detection tool called X*, *its gold token, X,*: the noun phrase before the name says what it is.
    pub(super) fn called(&self, add: &mut impl FnMut(EntityKind, f32)) {
        let named = self.naming();
        let Some(noun) = named.or_else(|| self.told_before()) else { return };
        match self.noun(noun) {
            Some(EntityKind::Person) => {}
            Some(kind) => add(kind, 1.2),
            None if named.is_some() && self.thing(noun).is_some() => add(EntityKind::Product, THING),
            None => {}
        }
    }

    /// The noun whose participle gives it the name: *a tool called X*.
    fn naming(&self) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let verb = tokens[self.head].head?;
        let names = self.has(WordClass::NamingVerb, &tokens[verb].lemma) && tokens[verb].deprel.starts_with("acl");
        let noun = tokens[verb].head.filter(|&noun| names && noun < verb && verb < self.head)?;
        (tokens[noun].upos == Upos::Noun).then_some(noun)
    }

    /// The noun right before a comma and the name, whatever the tree makes of it, where nothing but the end or another
    /// comma comes behind.
    fn told_before(&self) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let comma = self.before().filter(|&at| &*tokens[at].form == ",")?;
        let last = comma.checked_sub(1).filter(|&at| tokens[at].upos == Upos::Noun)?;
        // *Our tool for the sorting of parcels, X*.
        let above = |&at: &usize| tokens[at].head.filter(|&above| tokens[at].deprel.starts_with("nmod") && above < at);
        let noun = std::iter::successors(Some(last), above).take(4).last()?;
        let closes = self.after().is_none_or(|at| matches!(&*tokens[at].form, "," | "." | ")" | ";"));
        let tied = tokens[self.head].head == Some(noun);
        (closes && !tied && self.is_owned(noun)).then_some(noun)
    }

    /// A noun in the singular with an article or an owner that is no noun for a kind.
    fn thing(&self, noun: usize) -> Option<EntityKind> {
        let token = &self.sentence.tokens[noun];
        let one = token.upos == Upos::Noun && token.morph.number != Some(Number::Plur);
        // *The ferry operator X, a plan that ...*: what is said already is not guessed.
        let said = self.before().is_some_and(|at| self.noun(at).is_some());
        // *X, a customer of Y*: a noun of the lexicon says what somebody is to another.
        let mut entries = self.lists.ontology.lexicon.of_lemma(self.language(), PartOfSpeech::Noun, &token.lemma);
        let relates = entries.next().is_some();
        (one && !said && !relates && self.noun(noun).is_none() && self.is_owned(noun)).then_some(EntityKind::Product)
    }

    /// Whether a noun has a determiner or an owner.
    fn is_owned(&self, noun: usize) -> bool {
        let tokens = &self.sentence.tokens;
        tokens.iter().any(|token| {
            token.head == Some(noun) && (token.deprel.starts_with("det") || token.deprel.starts_with("nmod:poss"))
        })
    }
}
