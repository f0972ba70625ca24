//! Verbs that only the tree gives away: a noun stands on top of it, with a subject and without a copula.
//!
//! Owns the search for the word that should have been a verb, in such a sentence (*the firm targets X*, *la PME livre X*). Takes a
//! tree, gives tags to parse the sentence with once more; leaves tags that the words around gainsay to `doubted`.

use crate::model::Upos;

use super::{Form, Syntax};

impl Syntax {
    /// The places and columns of verbs, the likeliest first, that would give the subject of a noun something to do: the noun
    /// itself, or what stands between the two.
    pub(super) fn verbs_of_subject(
        &self,
        forms: &[Form],
        normals: &[String],
        tags: &[usize],
        (heads, labels): (&[usize], &[usize]),
    ) -> Vec<(usize, usize)> {
        let upos = |at: usize| self.model.tags.upos(tags[at]);
        // Heads count from 1, 0 is above the root.
        let root = (0..forms.len()).find(|&at| heads[at + 1] == 0);
        let Some(root) = root.filter(|&root| matches!(upos(root), Upos::Noun | Upos::Propn)) else { return Vec::new() };
        let child = |relations: &[&str], at: usize| {
            let label = &*self.labels[labels[at + 1]];
            heads[at + 1] == root + 1 && relations.contains(&label.split(':').next().unwrap_or_default())
        };
        let subject = (0..root).find(|&at| child(&["nsubj"], at));
        let predicate = (0..forms.len()).any(|at| child(&["cop"], at));
        let Some(subject) = subject.filter(|_| !predicate) else { return Vec::new() };
        let between = (subject + 1..=root).rev().filter(|&at| matches!(upos(at), Upos::Noun | Upos::Adj));
        let goes_on = between.filter(|&at| at + 1 < forms.len() && upos(at + 1) != Upos::Punct);
        goes_on.filter_map(|at| Some((at, self.finite(forms, normals, at)?))).collect()
    }

    /// The column under which a dictionary knows a form as a verb in the present.
    fn finite(&self, forms: &[Form], normals: &[String], at: usize) -> Option<usize> {
        let readings = self.lexicon.readings(&forms[at].text, &normals[at]);
        self.presents().find(|&tag| !self.lexicon.under(tag, readings.clone()).is_empty())
    }
}
