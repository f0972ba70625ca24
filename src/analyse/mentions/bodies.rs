//! Public bodies and houses, whose common nouns are as good as names: *the French government*, *the Verhoef family*.
//!
//! Owns which phrases are such. Takes a noun of `nouns` with its extent.

use std::ops::Range;

use crate::analyse::features::lower;
use crate::model::{EntityKind, Mention, Upos};
use crate::ontology::WordClass;

use super::nouns::Phrase;

/// The value of public bodies that are places as well.
const PLACE: &str = "place";

/// Below this nothing but its shape says what kind a name is of.
const UNKNOWN: f32 = 0.55;

impl Phrase<'_> {
    /// Whether the noun alone or with what follows it is a word for a public body.
    pub(super) fn is_public(&self, head: usize, end: usize) -> bool {
        let (words, language) = (&self.ontology.words, self.sentence.language);
        let public = |form: &str| words.has(language, WordClass::PublicBody, form);
        let lemma = lower(&self.sentence.tokens[head].lemma);
        let place = words.value(language, WordClass::PublicBody, &lemma) == Some(PLACE);
        (public(&lemma) || end > head + 1 && public(&self.phrase(head, head + 2, head, &lemma)))
            && (!place || self.takes_part(head))
    }

    /// *La ville de X a commandé des bus*, *with the city of X*, not *in the city of X*: whether a phrase does something or
    /// something is done with it.
    fn takes_part(&self, head: usize) -> bool {
        let (words, language) = (&self.ontology.words, self.sentence.language);
        let token = &self.sentence.tokens[head];
        let part = [WordClass::ComitativeMarker, WordClass::AgentMarker];
        let marked = self.children[head].iter().any(|&child| {
            let child = &self.sentence.tokens[child];
            &*child.deprel == "case" && part.iter().any(|&class| words.has(language, class, &child.lemma))
        });
        let first = token.head.filter(|_| &*token.deprel == "conj").and_then(|first| self.named[first]);
        let joined = first.is_some_and(|first| first.proper && first.kind == EntityKind::Organization);
        &*token.deprel == "nsubj" || marked || joined
    }

    /// *La région Occitanie investit*: a public body with the name of the place that it is right behind it.
    pub(super) fn with_its_own_place(&self, head: usize, tokens: Range<usize>) -> Range<usize> {
        let (words, language) = (&self.ontology.words, self.sentence.language);
        let lemma = lower(&self.sentence.tokens[head].lemma);
        let kind = words.value(language, WordClass::KindNoun, &lemma).and_then(EntityKind::from_name);
        if kind != Some(EntityKind::Place)
            || tokens.end != head + 1
            || !words.has(language, WordClass::PublicBody, &lemma)
        {
            return tokens;
        }
        let name = self.named.get(tokens.end).copied().flatten();
        let own = name.filter(|name| name.kind == EntityKind::Place && name.tokens.start == tokens.end);
        let tied = own.filter(|name| self.sentence.tokens[name.head].head == Some(head) && self.takes_part(head));
        tied.map_or(tokens.clone(), |name| tokens.start..name.tokens.end)
    }

    /// Whether the words before a noun make a public body of it: *stock exchange*.
    pub(super) fn ends_in_a_body(&self, start: usize, head: usize) -> bool {
        if start == head {
            return false;
        }
        let public = |form: &str| self.ontology.words.has(self.sentence.language, WordClass::PublicBody, form);
        let tokens = &self.sentence.tokens;
        let written: Vec<&str> = tokens[start..=head].iter().map(|token| token.form.as_ref()).collect();
        public(&written.join(" ").to_lowercase())
    }

    /// *The Milan exchange*, *the London stock market*: whether the words say an exchange that a place before them names.
    pub(super) fn is_exchange(&self, start: usize, head: usize) -> bool {
        let words = self.sentence.tokens[start..=head].iter().map(|token| token.form.to_lowercase());
        let written = words.collect::<Vec<_>>().join(" ");
        self.ontology.words.has(self.sentence.language, WordClass::Marketplace, &written)
    }

    /// The same with its place.
    fn is_exchange_of_a_place(&self, start: usize, head: usize) -> bool {
        let place = |at: usize| self.named[at].is_some_and(|name| name.proper && name.kind == EntityKind::Place);
        (start + 1..=head).any(|first| place(first - 1) && self.is_exchange(first, head))
    }

    /// *The Verhoef family*: a family with its name, which owns and acts as one.
    pub(super) fn is_house(&self, head: usize) -> bool {
        let house =
            self.ontology.words.has(self.sentence.language, WordClass::House, &self.sentence.tokens[head].lemma)
                || self.ontology.words.has(self.sentence.language, WordClass::House, &self.sentence.tokens[head].form);
        let name = head.checked_sub(1).and_then(|before| self.named[before]);
        house && name.is_some_and(|name| name.kind != EntityKind::Place && name.proper)
    }

    /// Whether the phrase is a public body with its place, which is as good as a name: *the French government*,
    /// *banque centrale du Kenya*.
    pub(super) fn is_body_of_a_place(&self, head: usize, tokens: &Range<usize>) -> bool {
        let origin = |at: usize| {
            let form = self.sentence.tokens[at].lower();
            // *Hyndburn council*: an unknown name before a word for a public body is most likely a place.
            let unknown = |name: &Mention| name.iri.is_none() && name.confidence < UNKNOWN && at + 1 == head;
            self.named[at].is_some_and(|name| name.kind == EntityKind::Place || unknown(name))
                || self.sentence.tokens[at].upos == Upos::Adj
                    && self.ontology.words.has(self.sentence.language, WordClass::Demonym, form)
        };
        // *The Swiss watchdog Finma* and *the Swiss watchdog, Finma,* describe a name.
        let named = (tokens.end..self.named.len().min(tokens.end + 3))
            .take_while(|&at| at == tokens.end || self.sentence.tokens[tokens.end].form.as_ref() == ",")
            .any(|at| self.named[at].is_some());
        // *X, the Danish export agency,*: nor does what stands beside a name.
        let token = &self.sentence.tokens[head];
        let joined = |above: usize| {
            self.children[above].iter().any(|&child| child < head && &*self.sentence.tokens[child].deprel == "conj")
        };
        let above = token.head.filter(|&above| &*token.deprel == "appos" && !joined(above));
        let beside = above.and_then(|above| self.named[above]);
        let named = named || beside.is_some_and(|name| name.proper && name.kind == EntityKind::Organization);
        let body = |at: usize| self.ends_in_a_body(at, head);
        (self.is_public(head, tokens.end)
            || (tokens.start..head).any(body)
            || self.is_exchange_of_a_place(tokens.start, head))
            && !self.plural(head)
            && !named
            && tokens.clone().any(origin)
    }
}
