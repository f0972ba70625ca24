//! Noun phrases that take part without naming: *data centres*, *an Italian start-up*.
//!
//! Owns which nouns have a phrase, and its kind; leaves how far it reaches to `extents`. A phrase whose noun is no kind noun gets a kind by its shape (an activity or a
//! product) at a confidence that says that any thing may be meant.

use std::ops::Range;

use crate::analyse::features::lower;
use crate::model::analysis::{Measure, MeasureKind};
use crate::model::{Document, EntityKind, Mention, Number, Sentence, Token, Upos};
use crate::ontology::{Frame, Ontology, PartOfSpeech, WordClass};

use super::seen::all_capitals;
use super::slice;

/// Confidence of a phrase whose noun says nothing of its kind.
pub(super) const ANY_THING: f32 = 0.35;

/// Confidence of a phrase whose noun says its kind.
pub(super) const SAID: f32 = 0.6;

/// The noun phrases of a sentence that none of its `names` covers; `measures` are the sentence's own.
pub(super) fn find(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    measures: &[Measure],
    ontology: &Ontology,
    names: &[Mention],
) -> Vec<Mention> {
    let mut out = Vec::new();
    let phrase = Phrase::new(sentence, measures, ontology, names);
    for head in 0..sentence.tokens.len() {
        if !phrase.is_noun(head) || phrase.named[head].is_some() || phrase.amounts[head] {
            continue;
        }
        let tokens = phrase.extent(head);
        let (kind, confidence) = phrase.kind(head, &tokens);
        let tokens = phrase.without_origin(head, tokens, kind);
        let tokens = phrase.with_its_country(head, tokens);
        let tokens = phrase.with_its_own_place(head, tokens);
        let span = sentence.tokens[tokens.start].span.cover(sentence.tokens[tokens.end - 1].span);
        let body = phrase.is_body_of_a_place(head, &tokens) || phrase.is_house(head);
        let (kind, confidence) = if body { (EntityKind::Organization, SAID) } else { (kind, confidence) };
        out.push(Mention {
            sentence: index,
            name: slice(document, sentence, &tokens).into(),
            tokens,
            head,
            span,
            kind,
            proper: body,
            iri: None,
            confidence,
        });
    }
    out
}

/// A sentence seen from its nouns.
pub(super) struct Phrase<'p> {
    pub(super) sentence: &'p Sentence,
    pub(super) ontology: &'p Ontology,
    pub(super) children: Vec<Vec<usize>>,
    /// The name that covers a token; a place said by an adjective is part of the phrase around it.
    pub(super) named: Vec<Option<&'p Mention>>,
    /// Whether a token is part of an amount.
    pub(super) amounts: Vec<bool>,
    /// Whether a token is part of a measure of power.
    powers: Vec<bool>,
}

impl<'p> Phrase<'p> {
    fn new(sentence: &'p Sentence, measures: &[Measure], ontology: &'p Ontology, known: &'p [Mention]) -> Self {
        let length = sentence.tokens.len();
        let (mut children, mut named) = (vec![Vec::new(); length], vec![None; length]);
        let (mut amounts, mut powers) = (vec![false; length], vec![false; length]);
        for (at, token) in sentence.tokens.iter().enumerate() {
            if let Some(head) = token.head {
                children[head].push(at);
            }
        }
        let adjective =
            |mention: &Mention| mention.tokens.len() == 1 && sentence.tokens[mention.tokens.start].upos == Upos::Adj;
        for mention in known.iter().filter(|mention| !adjective(mention)) {
            named[mention.tokens.clone()].fill(Some(mention));
        }
        for measure in measures.iter().filter(|measure| measure.kind != MeasureKind::Count) {
            amounts[measure.tokens.clone()].fill(true);
            powers[measure.tokens.clone()].fill(measure.kind == MeasureKind::Power);
        }
        // *A 400-bed hospital* is a hospital.
        for size in sizes(&sentence.tokens) {
            amounts[size].fill(true);
        }
        Self { sentence, ontology, children, named, amounts, powers }
    }

    /// Whether a token is a common noun; an acronym that stands for one is, whatever its tag.
    fn is_noun(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let kind = |form: &str| self.ontology.words.has(self.sentence.language, WordClass::KindNoun, form);
        // A title goes with the name that follows.
        let title = || {
            self.named.get(at + 1).is_some_and(Option::is_some)
                && self.ontology.words.has(self.sentence.language, WordClass::PersonTitle, &token.form)
        };
        // What stands as a noun behind an adposition is one, whatever its tag: *une société de robotique*.
        let stands = || {
            &*token.deprel == "nmod"
                && self.children[at].iter().any(|&child| &*self.sentence.tokens[child].deprel == "case")
        };
        let of_time = || {
            let form = token.lower();
            let words = &self.ontology.words;
            let times = [WordClass::Weekday, WordClass::Month, WordClass::RelativeTime];
            times.iter().any(|&class| words.has(self.sentence.language, class, form))
        };
        // *Other investors*.
        let ranks = || {
            let (words, form) = (&self.ontology.words, token.lower());
            let language = self.sentence.language;
            [WordClass::Ranking, WordClass::NotAName].iter().all(|&class| words.has(language, class, form))
                && !words.has(language, WordClass::KindNoun, form)
        };
        let hyphen = || at.checked_sub(1).is_some_and(|before| self.sentence.tokens[before].form.as_ref() == "-");
        let size = &*token.deprel == "compound" && self.amounts[at] && hyphen();
        (token.upos == Upos::Noun || token.upos == Upos::Adj && stands()) && !title() && !of_time() && !size && !ranks()
            || matches!(token.upos, Upos::Propn | Upos::X)
                && all_capitals(&token.form)
                && (kind(&token.form) || kind(token.lower()))
    }

    fn kind(&self, head: usize, tokens: &Range<usize>) -> (EntityKind, f32) {
        let plural = self.plural(head);
        let said = self.said(head, tokens);
        // *Opens a clinic in X*: what acts elsewhere stands here.
        let said = said.filter(|&kind| kind != EntityKind::Organization || !self.is_housed(head, tokens.end));
        let housed = said.is_none() && self.is_a_housed_body(head) && self.is_housed(head, tokens.end);
        let housed = housed.then_some(EntityKind::Facility);
        match said.or(housed).or_else(|| self.site(head, tokens.end)) {
            None => (self.guess(head, plural), ANY_THING),
            Some(EntityKind::Organization | EntityKind::Person) if plural => (EntityKind::Group, 0.5),
            Some(kind @ (EntityKind::Organization | EntityKind::Person)) => {
                let words = &self.ontology.words;
                let definite = self.children[head].iter().any(|&child| {
                    let determiner = self.sentence.tokens[child].lower();
                    words.has(self.sentence.language, WordClass::Definite, determiner)
                        || words.has(self.sentence.language, WordClass::Possessive, determiner)
                });
                if definite { (kind, SAID) } else { (EntityKind::Unnamed, 0.5) }
            }
            Some(other) => (other, SAID),
        }
    }

    /// A site, where the noun may be one and the name of a place or a power stands with it: *trois sites en Savoie*, *un
    /// site de 120 MW*.
    pub(super) fn site(&self, head: usize, end: usize) -> Option<EntityKind> {
        let words = &self.ontology.words;
        let language = self.sentence.language;
        let token = &self.sentence.tokens[head];
        // *A recycling works*: of some nouns the plural is the word.
        if ![&*token.lemma, token.lower()].into_iter().any(|form| words.has(language, WordClass::SiteNoun, form)) {
            return None;
        }
        let place = |&child: &usize| {
            self.is_place(child, &[WordClass::LocativeMarker, WordClass::GenitiveMarker])
                || self.is_named_place(child) && &*self.sentence.tokens[child].deprel == "compound"
        };
        // *Parcs de X (18 MW)*: a bracket is of the name before it.
        let rated = |&child: &usize| {
            let marked = self.children[child].iter().any(|&at| &*self.sentence.tokens[at].deprel == "case");
            self.powers[child] && (marked || child < head)
        };
        let said = self.children[head].iter().any(|child| place(child) || rated(child));
        (said || self.has_its_place_behind(head, end) || self.is_opened_somewhere(head)).then_some(EntityKind::Facility)
    }

    /// Whether a named place stands right behind the phrase that ends at `end`: *un bureau à Lyon*. What hangs on the verb
    /// may tell where that happens (*présente sa ligne à Lyon*), unless the verb opens sites.
    fn has_its_place_behind(&self, head: usize, end: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let marks = tokens.get(end).is_some_and(|token| {
            let of = |form: &str| self.ontology.words.has(self.sentence.language, WordClass::LocativeMarker, form);
            token.upos == Upos::Adp && of(&token.lemma)
        });
        let own = |place: &Token| {
            let verb = place.head.is_some_and(|above| matches!(tokens[above].upos, Upos::Verb | Upos::Aux));
            !verb || self.is_opened(head)
        };
        marks && tokens.get(end + 1).is_some_and(own) && self.is_named_place(end + 1)
    }

    fn is_a_housed_body(&self, head: usize) -> bool {
        self.ontology.words.has(self.sentence.language, WordClass::HousedBody, &self.sentence.tokens[head].lemma)
    }

    /// *Ouvre une clinique à X*, *son studio à X*: a body with a house where it stands for that, as what somebody opens or
    /// has in a place.
    fn is_housed(&self, head: usize, end: usize) -> bool {
        let possessive = |&child: &usize| {
            let form = self.sentence.tokens[child].lower();
            self.ontology.words.has(self.sentence.language, WordClass::Possessive, form)
        };
        // *Its laboratory in X has bought Y*: who acts is a body.
        let acts = &*self.sentence.tokens[head].deprel == "nsubj";
        let owned = || !acts && self.has_its_place_behind(head, end) && self.children[head].iter().any(possessive);
        self.is_a_housed_body(head)
            && (self.is_opened_somewhere(head)
                || self.is_opened(head) && self.has_its_place_behind(head, end)
                || owned())
    }

    fn is_named_place(&self, at: usize) -> bool {
        self.named[at].is_some_and(|name| name.kind == EntityKind::Place)
    }

    /// Whether a named place depends on something by a marker of one of `classes`.
    fn is_place(&self, at: usize, classes: &[WordClass]) -> bool {
        let marks = |&at: &usize| {
            let token = &self.sentence.tokens[at];
            let of = |&class: &WordClass| self.ontology.words.has(self.sentence.language, class, &token.lemma);
            &*token.deprel == "case" && classes.iter().any(of)
        };
        self.is_named_place(at) && self.children[at].iter().any(marks)
    }

    /// *Ouvre un centre à Lyon*: the object of a verb that takes sites and nothing else, with the place behind it.
    fn is_opened_somewhere(&self, head: usize) -> bool {
        let Some(verb) = self.sentence.tokens[head].head.filter(|_| self.is_opened(head)) else { return false };
        let place = |&child: &usize| child > head && self.is_place(child, &[WordClass::LocativeMarker]);
        self.children[verb].iter().any(place)
    }

    /// Whether the noun is the object of a verb that takes sites and nothing else.
    fn is_opened(&self, head: usize) -> bool {
        let token = &self.sentence.tokens[head];
        let object = matches!(&*token.deprel, "obj" | "nsubj:pass");
        let Some(verb) = token.head.filter(|_| object) else { return false };
        let lemma = &self.sentence.tokens[verb].lemma;
        let entries = self.ontology.lexicon.starting_with(self.sentence.language, PartOfSpeech::Verb, lemma);
        let mut entries = entries.filter(|entry| entry.frame == Frame::Transitive);
        entries.any(|entry| entry.object_kinds == [EntityKind::Facility])
    }

    pub(super) fn plural(&self, head: usize) -> bool {
        let token = &self.sentence.tokens[head];
        let counted = self.children[head].iter().any(|&child| {
            let number = &self.sentence.tokens[child];
            number.upos == Upos::Num && &*number.form != "1"
        });
        token.morph.number == Some(Number::Plur) || counted && token.morph.number.is_none()
    }

    /// The kind that the noun says, alone or with the words that make a term of it: the longest listed phrase of the
    /// extent that holds the noun.
    pub(super) fn said(&self, head: usize, tokens: &Range<usize>) -> Option<EntityKind> {
        let words = &self.ontology.words;
        let of =
            |form: &str| words.value(self.sentence.language, WordClass::KindNoun, form).and_then(EntityKind::from_name);
        let token = &self.sentence.tokens[head];
        let form = token.lower();
        let singular = form.strip_suffix(['s', 'x']).unwrap_or(form);
        let heads = [form, token.lemma.as_ref(), singular];
        for length in (2..=4.min(tokens.len())).rev() {
            let first = (head + 1).saturating_sub(length).max(tokens.start);
            for start in first..=head.min(tokens.end - length) {
                for head_form in heads {
                    if let Some(kind) = of(&self.phrase(start, start + length, head, head_form)) {
                        return Some(kind);
                    }
                }
            }
        }
        heads.into_iter().find_map(of)
    }

    /// Words of the sentence in small letters, the head in another form; apostrophes join what they divide.
    pub(super) fn phrase(&self, start: usize, end: usize, head: usize, head_form: &str) -> String {
        let mut phrase = String::new();
        for at in start..end {
            let joined = phrase.is_empty() || phrase.ends_with('\'');
            if !joined && self.sentence.tokens[at - 1].span.end < self.sentence.tokens[at].span.start {
                phrase.push(' ');
            }
            if at == head {
                phrase.push_str(head_form);
            } else {
                phrase.push_str(self.sentence.tokens[at].lower());
            }
        }
        phrase
    }

    /// What a noun of no listed kind may be: an activity by its ending or for want of a determiner, else a thing.
    fn guess(&self, head: usize, plural: bool) -> EntityKind {
        let form = lower(&self.sentence.tokens[head].lemma);
        let mut endings = self.ontology.words.of(self.sentence.language, WordClass::AbstractEnding);
        let determined = self.children[head].iter().any(|&child| self.sentence.tokens[child].upos == Upos::Det);
        if endings.any(|(ending, _)| form.ends_with(ending)) || !plural && !determined {
            EntityKind::Sector
        } else {
            EntityKind::Product
        }
    }
}

/// The numbers that a hyphen ties to a noun which modifies another: *400-bed*, *9-billion-parameter*.
fn sizes(tokens: &[Token]) -> Vec<Range<usize>> {
    let touch = |at: usize| tokens.get(at + 1).is_some_and(|next| next.span.start == tokens[at].span.end);
    let tied = |at: usize| tokens[at].form.as_ref() == "-" && touch(at) && touch(at - 1);
    let size = |noun: usize| {
        let modifies = tokens[noun].upos == Upos::Noun && &*tokens[noun].deprel == "compound";
        let (mut start, mut at) = (noun, noun - 1);
        while modifies && at > 0 && tied(at) {
            start = at - 1;
            let Some(before) = start.checked_sub(1) else { break };
            at = before;
        }
        (start < noun && tokens[start].form.starts_with(|c: char| c.is_ascii_digit())).then_some(start..noun + 1)
    };
    (2..tokens.len()).filter_map(size).collect()
}
