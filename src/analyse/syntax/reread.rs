//! Verbs that only the tree gives away: a noun stands on top of it, with a subject and without a copula.
//!
//! Owns the search for the word that should have been a verb, in such a sentence (*the firm targets X*, *la PME livre X*), and
//! parses the sentence once more with it. Leaves tags that the words around gainsay to `doubted`.

use crate::model::Upos;
use crate::model::analysis::universal;

use super::Syntax;
use super::words::Words;

/// The heads of words, counted from 1 with 0 above the root, and the columns of their relations; both begin with the root's place.
pub(super) type Arcs = (Vec<usize>, Vec<usize>);

impl Syntax {
    /// The tree of a sentence, with the first verb that it gives away where that becomes the root.
    pub(super) fn tree<'s>(&'s self, words: &mut Words<'s>) -> Arcs {
        let arcs = self.parse(words);
        for (verb, tag) in self.verbs_of_subject(words, &arcs) {
            let before = (words.tags[verb], words.readings[verb].clone(), words.lemmas[verb].clone());
            self.retag(words, verb, tag);
            words.lemmas[verb] = self.lemma_of(words, verb);
            let other = self.parse(words);
            if other.0[verb + 1] == 0 {
                return other;
            }
            (words.tags[verb], words.readings[verb], words.lemmas[verb]) = before;
        }
        arcs
    }

    /// The places and columns of verbs, the likeliest first, that would give the subject of a noun something to do: the noun
    /// itself, or what stands between the two.
    fn verbs_of_subject(&self, words: &Words<'_>, (heads, labels): &Arcs) -> Vec<(usize, usize)> {
        let upos = |at: usize| self.upos(words, at);
        let root = (0..words.len()).find(|&at| heads[at + 1] == 0);
        let Some(root) = root.filter(|&root| matches!(upos(root), Upos::Noun | Upos::Propn)) else { return Vec::new() };
        let child = |relations: &[&str], at: usize| {
            let label = &*self.labels[labels[at + 1]];
            heads[at + 1] == root + 1 && relations.contains(&universal(label))
        };
        let subject = (0..root).find(|&at| child(&["nsubj"], at));
        let predicate = (0..words.len()).any(|at| child(&["cop"], at));
        let Some(subject) = subject.filter(|_| !predicate) else { return Vec::new() };
        let between = (subject + 1..=root).rev().filter(|&at| matches!(upos(at), Upos::Noun | Upos::Adj));
        let goes_on = between.filter(|&at| at + 1 < words.len() && upos(at + 1) != Upos::Punct);
        goes_on.filter_map(|at| Some((at, self.finite(words, at)?))).collect()
    }

    /// The column under which a dictionary knows a form as a verb in the present.
    fn finite(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        self.presents().find(|&tag| !self.under(words, at, tag).is_empty())
    }
}
