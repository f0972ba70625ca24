//! A document under extraction: its analysis by sentence, and what was asked of it before.
//!
//! Owns the way from a sentence or token to trees, mentions, measures and times, and the
//! memory of answers about the whole document. Takes an `Analysis`; every mechanism of this
//! room reads it. Leaves what a phrase stands for to `participants`, and each remembered
//! answer to the file that gives it.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::model::{Analysis, EntityKind, Measure, Mention, TimeExpression};
use crate::ontology::Ontology;

use super::participants::Reached;
use super::renamed::Renamed;
use super::tree::Tree;

/// Below this a common noun says nothing of what kind of thing is meant.
pub(super) const SAYS_ITS_KIND: f32 = 0.4;

/// Below this the kind of an unknown name is a guess that its place in a frame may correct.
pub(super) const KNOWN_FOR_SURE: f32 = 0.9;

/// A document's analysis with what extraction needs to walk it.
pub(super) struct Context<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) ontology: &'a Ontology,
    pub(super) trees: Vec<Tree<'a>>,
    /// Mentions of each sentence: a range of `analysis.mentions`.
    ranges: Vec<Range<usize>>,
    /// For each token of each sentence the mention that it is of, as `mention_at` gives it.
    at: Vec<Vec<Option<usize>>>,
    /// Who the document is about, once asked.
    pub(super) topic: OnceCell<Option<(usize, bool)>>,
    /// Whose portrait the document is, once asked.
    pub(super) protagonist: OnceCell<Option<usize>>,
    /// Whether the document speaks in the first person, once asked.
    pub(super) speaks: OnceCell<bool>,
    /// The names that each noun describes, once asked.
    pub(super) described: OnceCell<HashMap<String, Vec<usize>>>,
    /// The names that begin or end with each noun, once asked.
    pub(super) named_by: OnceCell<HashMap<String, Vec<usize>>>,
    /// The names of authorities, once asked.
    pub(super) authorities: OnceCell<HashSet<String>>,
    /// Where names come from, once asked.
    pub(super) origins: OnceCell<HashMap<String, Vec<String>>>,
    /// The changes of name that the document tells, once asked.
    pub(super) renamed: OnceCell<Vec<Renamed>>,
    /// The antecedents of phrases that were asked for, by sentence and token.
    pub(super) antecedents: RefCell<HashMap<(usize, usize), Option<usize>>>,
    /// The firms of posts that name none, by sentence and token.
    pub(super) posts: RefCell<HashMap<(usize, usize), Option<usize>>>,
    /// Whom each sentence takes up from before, once asked.
    pub(super) centres: RefCell<HashMap<usize, Option<(usize, usize)>>>,
    /// The sides of deals that nouns were asked to mean.
    pub(super) sides: RefCell<HashMap<(usize, usize), Option<usize>>>,
    /// What phrases were found to stand for, by sentence, head and the kinds asked for.
    pub(super) reached: RefCell<FxHashMap<(usize, usize, Box<[EntityKind]>), Vec<Reached>>>,
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
        let at = by_token(analysis, &ranges);
        Self {
            analysis,
            ontology,
            trees,
            ranges,
            at,
            topic: OnceCell::new(),
            protagonist: OnceCell::new(),
            speaks: OnceCell::new(),
            described: OnceCell::new(),
            named_by: OnceCell::new(),
            authorities: OnceCell::new(),
            origins: OnceCell::new(),
            renamed: OnceCell::new(),
            antecedents: RefCell::default(),
            posts: RefCell::default(),
            centres: RefCell::default(),
            sides: RefCell::default(),
            reached: RefCell::default(),
        }
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

    /// The quantities of a sentence, in text order.
    pub(super) fn measures(&self, sentence: usize) -> &'a [Measure] {
        of_sentence(&self.analysis.measures, sentence, |measure| measure.sentence)
    }

    /// The time expressions of a sentence, in text order.
    pub(super) fn times(&self, sentence: usize) -> &'a [TimeExpression] {
        of_sentence(&self.analysis.times, sentence, |time| time.sentence)
    }

    /// The mention whose head is `token`, or that holds it, and whether it is a name. A name wins
    /// over the phrase around it, the longer over the shorter.
    pub(super) fn mention_at(&self, sentence: usize, token: usize) -> Option<(usize, bool)> {
        let index = (*self.at[sentence].get(token)?)?;
        Some((index, self.mention(index).proper))
    }

    /// Whether a longer name holds this one: *the X foundation* is one candidate, not two.
    pub(super) fn is_inside_another(&self, index: usize) -> bool {
        let inner = self.mention(index);
        self.mentions(inner.sentence).any(|(other, mention)| {
            other != index
                && mention.proper
                && mention.tokens.len() > inner.tokens.len()
                && mention.tokens.start <= inner.tokens.start
                && inner.tokens.end <= mention.tokens.end
        })
    }
}

/// The mention of each token of each sentence; `ranges` are those of the sentences' mentions.
fn by_token(analysis: &Analysis, ranges: &[Range<usize>]) -> Vec<Vec<Option<usize>>> {
    let mut at: Vec<Vec<Option<usize>>> = analysis.sentences.iter().map(|it| vec![None; it.tokens.len()]).collect();
    for (sentence, range) in ranges.iter().enumerate() {
        for index in range.clone() {
            let mention = &analysis.mentions[index];
            let tokens = if mention.proper { mention.tokens.clone() } else { 0..0 };
            for token in tokens.chain([mention.head]) {
                let rank = |index: usize| {
                    let mention = &analysis.mentions[index];
                    (mention.proper, mention.head == token, mention.tokens.len())
                };
                let place = &mut at[sentence][token];
                if place.is_none_or(|other| rank(index) >= rank(other)) {
                    *place = Some(index);
                }
            }
        }
    }
    at
}

/// Those of `all`, which are in the order of their sentences, that stand in one sentence.
fn of_sentence<T>(all: &[T], sentence: usize, of: impl Fn(&T) -> usize) -> &[T] {
    let start = all.partition_point(|it| of(it) < sentence);
    let rest = &all[start..];
    &rest[..rest.partition_point(|it| of(it) == sentence)]
}
