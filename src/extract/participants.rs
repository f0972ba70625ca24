//! From the head of a phrase to the mentions it stands for.
//!
//! Owns coordination, apposition, lists of examples, quantified phrases and the choice
//! between a name and the noun that describes it. Takes heads from `proposition` and
//! `nominal`; asks `antecedents` about pronouns and descriptions.

use crate::model::{Analysis, EntityKind, MeasureKind, Mention, Upos};
use crate::ontology::{Ontology, WordClass};

use super::antecedents;
use super::naming;
use super::tree::Tree;

/// A mention that takes part, and how it was reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reached {
    /// Index into `Analysis::mentions`.
    pub(super) mention: usize,
    /// The token that stands in the clause (a pronoun, when the mention is its antecedent).
    pub(super) token: usize,
    /// How sure the way is, 0 to 1.
    pub(super) confidence: f32,
}

/// Below this a common noun says nothing of what kind of thing is meant.
const SAYS_ITS_KIND: f32 = 0.4;

/// What a phrase of no kind may stand for.
const THINGS: [EntityKind; 1] = [EntityKind::Sector];

/// A document's analysis with what extraction needs to walk it.
pub(super) struct Context<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) ontology: &'a Ontology,
    pub(super) trees: Vec<Tree<'a>>,
    /// Mentions of each sentence: a range of `analysis.mentions`.
    ranges: Vec<std::ops::Range<usize>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(analysis: &'a Analysis, ontology: &'a Ontology) -> Self {
        let trees = analysis.sentences.iter().map(Tree::new).collect();
        let mut ranges = Vec::with_capacity(analysis.sentences.len());
        let mut start = 0;
        for sentence in 0..analysis.sentences.len() {
            let end = start + analysis.mentions[start..].iter().take_while(|m| m.sentence == sentence).count();
            ranges.push(start..end);
            start = end;
        }
        Self { analysis, ontology, trees, ranges }
    }

    /// The mentions of a sentence with their indices.
    pub(super) fn mentions(&self, sentence: usize) -> impl Iterator<Item = (usize, &'a Mention)> {
        let range = self.ranges[sentence].clone();
        let analysis = self.analysis;
        range.map(move |index| (index, &analysis.mentions[index]))
    }

    pub(super) fn mention(&self, index: usize) -> &'a Mention {
        &self.analysis.mentions[index]
    }

    /// The mentions that the phrase headed by `head` stands for, coordination expanded.
    pub(super) fn reach(&self, sentence: usize, head: usize) -> Vec<Reached> {
        let mut found = Vec::new();
        for conjunct in self.conjuncts(sentence, head) {
            self.reach_one(sentence, conjunct, &mut found, 2);
        }
        let mut seen = Vec::new();
        found.retain(|reached: &Reached| {
            let new = !seen.contains(&reached.mention);
            seen.push(reached.mention);
            new
        });
        found
    }

    /// A head and its conjuncts, in text order.
    fn conjuncts(&self, sentence: usize, head: usize) -> Vec<usize> {
        let tree = &self.trees[sentence];
        let mut all = vec![head];
        let mut next = 0;
        while next < all.len() && all.len() < 200 {
            all.extend(tree.children_by(all[next], &["conj"]).filter(|&child| {
                // A verb in coordination with a noun is another clause, not another participant.
                !matches!(tree.upos(child), Upos::Verb | Upos::Aux) && tree.child_by(child, &["nsubj", "cop"]).is_none()
            }));
            next += 1;
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    fn reach_one(&self, sentence: usize, head: usize, found: &mut Vec<Reached>, depth: usize) {
        let own = self.mention_at(sentence, head);
        if let Some((mention, true)) = own {
            found.push(Reached { mention, token: head, confidence: 1.0 });
            return;
        }
        let listed = self.listed(sentence, head);
        if !listed.is_empty() && depth > 0 {
            for item in listed {
                for conjunct in self.conjuncts(sentence, item) {
                    self.reach_one(sentence, conjunct, found, depth - 1);
                }
            }
            return;
        }
        if let Some(named) = naming::beside(self, sentence, head) {
            found.push(Reached { mention: named, token: head, confidence: 0.95 });
            return;
        }
        if let Some(described) = naming::said_of(self, sentence, head).filter(|_| depth > 0) {
            self.reach_one(sentence, described, found, depth - 1);
            return;
        }
        if let Some(mention) = antecedents::of(self, sentence, head) {
            found.push(Reached { mention, token: head, confidence: 0.75 });
            return;
        }
        if let Some(inner) = self.quantified(sentence, head).filter(|_| depth > 0) {
            for conjunct in self.conjuncts(sentence, inner) {
                self.reach_one(sentence, conjunct, found, depth - 1);
            }
            return;
        }
        if let Some((mention, false)) = own.filter(|_| !antecedents::points_back(self, sentence, head)) {
            found.push(Reached { mention, token: head, confidence: 0.8 });
        }
    }

    /// The mention whose head is `token`, or that holds it, and whether it is a name. A name wins
    /// over the phrase around it, the longer over the shorter.
    pub(super) fn mention_at(&self, sentence: usize, token: usize) -> Option<(usize, bool)> {
        self.mentions(sentence)
            .filter(|(_, mention)| mention.head == token || mention.proper && mention.tokens.contains(&token))
            .max_by_key(|(_, mention)| (mention.proper, mention.head == token, mention.tokens.len()))
            .map(|(index, mention)| (index, mention.proper))
    }

    /// The members that stand after a noun as its list: *groups such as A and B*, *groups: A, B*.
    fn listed(&self, sentence: usize, head: usize) -> Vec<usize> {
        let tree = &self.trees[sentence];
        if tree.upos(head) != Upos::Noun {
            return Vec::new();
        }
        tree.children(head)
            .iter()
            .copied()
            .filter(|&child| {
                child > head && matches!(tree.relation(child), "nmod" | "appos" | "parataxis" | "obl" | "dep")
            })
            .filter(|&child| self.introduces_examples(sentence, head, child))
            .filter(|&child| self.mention_at(sentence, child).is_some_and(|(_, proper)| proper))
            .collect()
    }

    fn introduces_examples(&self, sentence: usize, head: usize, child: usize) -> bool {
        let tree = &self.trees[sentence];
        let language = tree.sentence.language;
        let words = &self.ontology.words;
        if let Some(marker) = tree.marker(child) {
            return words.has(language, WordClass::ExampleMarker, &marker);
        }
        let (first, _) = tree.extent(child);
        let colon = first > 0 && (tree.token(first - 1).form.as_ref() == ":" || tree.token(first).form.as_ref() == ":");
        let marked = (head + 1..=child).any(|token| {
            words.of(language, WordClass::ExampleMarker).any(|(form, _)| {
                let phrase: Vec<&str> = form.split(' ').collect();
                tree.phrase_at(token, &phrase) && token + phrase.len() <= child
            })
        });
        colon || marked
    }

    /// What is counted or grouped: *10 000 cartes*, *un groupe de banques* reach the inner noun
    /// when the outer one names nothing itself.
    fn quantified(&self, sentence: usize, head: usize) -> Option<usize> {
        let tree = &self.trees[sentence];
        let measured = self.analysis.measures.iter().any(|measure| {
            measure.sentence == sentence && measure.tokens.contains(&head) && measure.kind != MeasureKind::Money
        });
        let inner = tree.children_by(head, &["nmod"]).find(|&child| child > head)?;
        (measured || self.mention_at(sentence, head).is_none()).then_some(inner)
    }

    /// Whether a mention may fill a place that asks for one of `kinds` (empty: anything). A phrase
    /// whose noun says nothing of its kind may stand for any thing, but never acts.
    pub(super) fn fits(&self, mention: usize, kinds: &[EntityKind]) -> bool {
        let mention = self.mention(mention);
        if !mention.proper && mention.confidence < SAYS_ITS_KIND {
            return THINGS.iter().any(|kind| kinds.contains(kind));
        }
        kinds.is_empty() || kinds.contains(&mention.kind)
    }

    /// Whether a mention may be of whom something is said.
    pub(super) fn acts(&self, mention: usize) -> bool {
        let mention = self.mention(mention);
        mention.proper || mention.confidence >= SAYS_ITS_KIND && mention.kind != EntityKind::Sector
    }

    /// The kind that a mention has in a place that asks for one of `kinds`.
    pub(super) fn kind_in(&self, mention: usize, kinds: &[EntityKind]) -> EntityKind {
        let mention = self.mention(mention);
        if mention.proper || mention.confidence >= SAYS_ITS_KIND || kinds.contains(&mention.kind) {
            return mention.kind;
        }
        THINGS.into_iter().find(|kind| kinds.contains(kind)).unwrap_or(mention.kind)
    }
}
