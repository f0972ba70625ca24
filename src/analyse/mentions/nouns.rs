//! Noun phrases that take part without naming: *data centres*, *an Italian start-up*.
//!
//! Owns their extent and kind. A phrase whose noun is no kind noun gets the kind Sector at
//! a confidence that says that any thing may be meant.

use std::ops::Range;

use crate::model::analysis::Measure;
use crate::model::{Document, EntityKind, Mention, Number, Sentence, Upos};
use crate::ontology::{Ontology, WordClass};

use super::seen::all_capitals;
use super::slice;

/// Confidence of a phrase whose noun says nothing of its kind.
const ANY_THING: f32 = 0.35;

/// The noun phrases of a sentence that none of its `names` covers.
pub(super) fn find(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    measures: &[Measure],
    ontology: &Ontology,
    names: &[Mention],
) -> Vec<Mention> {
    let mut out = Vec::new();
    // A place said by an adjective is part of the phrase around it.
    let named = |mention: &&Mention| sentence.tokens[mention.tokens.start].upos != Upos::Adj;
    let named: Vec<Range<usize>> = names.iter().filter(named).map(|mention| mention.tokens.clone()).collect();
    let covered = |at: usize| named.iter().any(|tokens| tokens.contains(&at));
    let money = |at: usize| {
        measures.iter().any(|measure| {
            measure.sentence == index
                && measure.tokens.contains(&at)
                && measure.kind != crate::model::analysis::MeasureKind::Count
        })
    };
    let mut children = vec![Vec::new(); sentence.tokens.len()];
    for (at, token) in sentence.tokens.iter().enumerate() {
        if let Some(head) = token.head {
            children[head].push(at);
        }
    }
    for head in 0..sentence.tokens.len() {
        let phrase = Phrase { sentence, children: &children, ontology };
        if !phrase.is_noun(head) || covered(head) || money(head) {
            continue;
        }
        let tokens = phrase.extent(head, &covered);
        let (kind, confidence) = phrase.kind(head);
        let span = sentence.tokens[tokens.start].span.cover(sentence.tokens[tokens.end - 1].span);
        out.push(Mention {
            sentence: index,
            name: slice(document, sentence, &tokens).into(),
            tokens,
            head,
            span,
            kind,
            proper: false,
            iri: None,
            confidence,
        });
    }
    out
}

struct Phrase<'p> {
    sentence: &'p Sentence,
    children: &'p [Vec<usize>],
    ontology: &'p Ontology,
}

impl Phrase<'_> {
    /// Whether a token is a common noun; an acronym that stands for one is, whatever its tag.
    fn is_noun(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let kind = |form: &str| self.ontology.words.has(self.sentence.language, WordClass::KindNoun, form);
        token.upos == Upos::Noun
            || matches!(token.upos, Upos::Propn | Upos::X)
                && all_capitals(&token.form)
                && (kind(&token.form) || kind(&token.form.to_lowercase()))
    }

    /// The noun with its adjectives, compounds and genitive nouns, without determiner.
    fn extent(&self, head: usize, covered: &impl Fn(usize) -> bool) -> Range<usize> {
        let tokens = &self.sentence.tokens;
        let (mut start, mut end) = (head, head + 1);
        while let Some(before) = start.checked_sub(1) {
            let token = &tokens[before];
            let modifies = matches!(token.deprel.as_ref(), "amod" | "compound" | "flat" | "nmod:desc")
                || token.form.as_ref() == "-" && tokens[before].span.end == tokens[start].span.start;
            let hyphenated = token.upos != Upos::Punct || token.form.as_ref() == "-";
            if !(modifies && hyphenated) || covered(before) && token.deprel.as_ref() != "compound" {
                break;
            }
            start = before;
        }
        loop {
            if tokens.get(end).is_some_and(|token| {
                token.head == Some(head) && token.upos == Upos::Adj && token.deprel.as_ref() == "amod"
            }) {
                end += 1;
                continue;
            }
            // One genitive complement that follows at once, with its own adjectives.
            let complement = self.children[head].iter().copied().find(|&child| {
                child > end
                    && child <= end + 2
                    && tokens[child].deprel.starts_with("nmod")
                    && tokens[child].upos != Upos::Num
            });
            let Some(complement) = complement.filter(|&child| self.is_genitive(child, end)) else { break };
            end = complement + 1;
            while tokens.get(end).is_some_and(|token| {
                token.head == Some(complement) && matches!(token.deprel.as_ref(), "amod" | "flat:name" | "flat")
            }) {
                end += 1;
            }
            break;
        }
        start..end
    }

    /// Whether only a genitive marker and an article stand between the phrase and its complement.
    fn is_genitive(&self, complement: usize, end: usize) -> bool {
        let words = &self.ontology.words;
        let language = self.sentence.language;
        let between = &self.sentence.tokens[end..complement];
        between.first().is_some_and(|token| words.has(language, WordClass::GenitiveMarker, &token.lemma))
            && between.iter().skip(1).all(|token| token.upos == Upos::Det)
            && self.sentence.tokens[complement].upos != Upos::Propn
    }

    fn kind(&self, head: usize) -> (EntityKind, f32) {
        let token = &self.sentence.tokens[head];
        let words = &self.ontology.words;
        let language = self.sentence.language;
        let plural = token.morph.number == Some(Number::Plur);
        let of = |form: &str| words.value(language, WordClass::KindNoun, form).and_then(EntityKind::from_name);
        let form = token.form.to_lowercase();
        let Some(kind) = of(&form).or_else(|| of(&token.lemma)) else {
            return (EntityKind::Sector, ANY_THING);
        };
        match kind {
            EntityKind::Organization | EntityKind::Person if plural => (EntityKind::Group, 0.5),
            EntityKind::Organization | EntityKind::Person => {
                let definite = self.children[head].iter().any(|&child| {
                    let determiner = self.sentence.tokens[child].form.to_lowercase().replace('\u{2019}', "'");
                    words.has(language, WordClass::Definite, &determiner)
                        || words.has(language, WordClass::Possessive, &determiner)
                });
                if definite { (kind, 0.6) } else { (EntityKind::Unnamed, 0.5) }
            }
            other => (other, 0.6),
        }
    }
}
