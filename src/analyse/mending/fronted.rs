//! Subjects that parsers hang on the phrase in front of them: *According to X, Y, a brewer, will close*.
//!
//! Owns that one repair. Takes a sentence whose arcs `misplaced` holds; the name behind the comma becomes the subject
//! of the verb, with what is said of it between commas.

use crate::model::Upos;

use super::misplaced::Mending;

impl Mending<'_> {
    /// *According to X, Y will close*: where a sentence opens with a marked name and its verb has no other subject, the
    /// name behind the comma is who acts.
    pub(super) fn part_fronted(&mut self) {
        let Some((front, verb, name)) = self.fronted() else { return };
        let aside = |&child: &usize| child > name && self.relation(child) == "appos";
        let asides: Vec<usize> = self.children(front).filter(aside).collect();
        let passive = self.children(verb).any(|child| self.arcs.relations[child] == "aux:pass");
        for aside in asides {
            self.hang(aside, Some(name), "appos");
        }
        self.hang(front, Some(verb), "obl");
        self.hang(name, Some(verb), if passive { "nsubj:pass" } else { "nsubj" });
    }

    /// The name in front, the verb of the sentence and the name behind the comma.
    fn fronted(&self) -> Option<(usize, usize, usize)> {
        let marker = (self.relation(0) == "case").then_some(0)?;
        let front = self.arcs.heads[marker].filter(|&front| self.upos(front) == Upos::Propn)?;
        let verb = self.arcs.heads[front].filter(|&verb| verb > front && self.upos(verb) == Upos::Verb)?;
        let subject = |child: usize| child != front && matches!(self.relation(child), "nsubj" | "csubj" | "expl");
        if !matches!(self.relation(front), "obl" | "nsubj") || self.children(verb).any(subject) {
            return None;
        }
        let comma = (front..verb).find(|&at| &*self.sentence.tokens[at].form == ",")?;
        let hangs = |&child: &usize| {
            matches!(self.relation(child), "appos" | "nmod" | "conj" | "flat") && !self.has(child, &["case", "cc", "det"])
        };
        let name = self.children(front).filter(hangs).find(|&child| child > comma)?;
        let nominal = matches!(self.upos(name), Upos::Propn | Upos::Noun);
        let first = self.sentence.tokens[comma + 1].form.chars().next();
        let opens = (comma + 1..name).all(|at| self.arcs.heads[at] == Some(name) && self.upos(at) != Upos::Punct);
        (nominal && opens && name < verb && first.is_some_and(char::is_uppercase)).then_some((front, verb, name))
    }
}
