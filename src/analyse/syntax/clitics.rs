//! Clitics in the place of a genitive, which share their form with an adposition: *Y en détiendra 35 %*, *X en part*.
//!
//! Owns what tells the two apart, and the verb behind such a clitic. Takes tags before the tree is made; leaves other second
//! thoughts to `doubted`.

use crate::model::{Upos, VerbForm};

use super::Syntax;
use super::words::Words;

impl Syntax {
    /// Reads an adposition that no noun follows as the clitic of the verb behind it.
    pub(super) fn clitics<'s>(&'s self, words: &mut Words<'s>) {
        for at in 0..words.len().saturating_sub(1) {
            if !self.vocabulary.clitics.contains(&words.normals[at]) {
                continue;
            }
            if let Some(verb) = self.verb_behind(words, at) {
                self.retag(words, at + 1, verb);
            }
            let clitic = self.upos(words, at) == Upos::Adp && self.is_finite(words.tags[at + 1]);
            if let Some(pronoun) = self.model.tags.of(Upos::Pron).filter(|_| clitic) {
                self.retag(words, at, pronoun);
            }
        }
    }

    /// *X en part en 2003*, *Y en compte 450*: where a sentence has no finite verb, the noun behind a name or pronoun and
    /// the clitic is one.
    fn verb_behind(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let upos = |at: usize| self.upos(words, at);
        let subject = at.checked_sub(1).is_some_and(|before| matches!(upos(before), Upos::Propn | Upos::Pron));
        let goes_on = at + 2 >= words.len() || matches!(upos(at + 2), Upos::Num | Upos::Adp | Upos::Det | Upos::Punct);
        let verbless = !words.tags.iter().any(|&tag| self.is_finite(tag));
        let noun = upos(at + 1) == Upos::Noun && upos(at) == Upos::Adp;
        let clause = goes_on && verbless || self.counts(words, at);
        (subject && clause && noun).then(|| self.present(words, at + 1)).flatten()
    }

    /// *X compte 150 salariés, Y en compte plus de 450*: whether a number follows, its bound before it or not, and nothing
    /// between the two commas around is a finite verb.
    fn counts(&self, words: &Words<'_>, at: usize) -> bool {
        let upos = |at: usize| self.upos(words, at);
        let inside = |at: &usize| upos(*at) != Upos::Punct;
        let mut clause = (0..at).rev().take_while(inside).chain((at + 2..words.len()).take_while(inside));
        let number = (at + 2..words.len().min(at + 5)).find(|&at| !matches!(upos(at), Upos::Adv | Upos::Adp));
        number.is_some_and(|number| upos(number) == Upos::Num) && !clause.any(|at| self.is_finite(words.tags[at]))
    }

    fn is_finite(&self, tag: usize) -> bool {
        let verbal = matches!(self.model.tags.upos(tag), Upos::Verb | Upos::Aux);
        verbal && self.model.tags.morph(tag).verb_form == Some(VerbForm::Fin)
    }
}
