//! What follows a comma behind the predicate of a copula, which parsers hang on the last noun inside it: *est une entreprise
//! spécialisée dans la vente de voiliers, dont le siège est à X*, *est un homme d'affaires, fondateur de X*.
//!
//! Owns that one repair: a second noun without an adposition is joined to the predicate, a clause that adds something to it
//! modifies it, where the noun before the comma is a bare one that names a class. Takes a sentence whose arcs `misplaced` holds.

use crate::model::{Number, Upos};

use super::misplaced::Mending;

impl Mending<'_> {
    /// Hangs second predicates and relative clauses behind a comma on the noun that has the copula.
    pub(super) fn lift_to_predicates(&mut self) {
        for token in 0..self.arcs.heads.len() {
            let Some(inner) = self.arcs.heads[token].filter(|&inner| inner < token && self.is_set_off(token)) else {
                continue;
            };
            let second = self.upos(token) == Upos::Noun
                && self.relation(token) == "nmod"
                && !self.has(token, &["case", "det", "cc", "nummod"]);
            let clause = self.arcs.relations[token] == "acl:relcl" && self.is_of_a_class(inner, token);
            let predicate = self.predicate_above(inner).filter(|&predicate| second || clause && predicate != inner);
            if let Some(predicate) = predicate {
                self.hang(token, Some(predicate), if second { "conj" } else { "acl:relcl" });
            }
        }
    }

    fn is_set_off(&self, token: usize) -> bool {
        self.children(token).any(|child| child < token && self.is(child, ","))
    }

    /// Whether a noun, or what it is a noun of, names a class by having no article, and the verb of a clause does not agree
    /// with it: *des voiliers*, *la fabrication de voiliers*.
    fn is_of_a_class(&self, noun: usize, clause: usize) -> bool {
        let plural = |at: usize| self.sentence.tokens[at].morph.number == Some(Number::Plur);
        let bare = |at: usize| self.upos(at) == Upos::Noun && !self.has(at, &["det", "nummod"]);
        let of = |child: usize| child < clause && self.relation(child) == "nmod" && bare(child);
        let inside: Vec<usize> = self.children(noun).filter(|&child| of(child)).collect();
        let agrees = plural(clause) && inside.iter().chain([&noun]).any(|&at| plural(at));
        self.upos(noun) == Upos::Noun && (bare(noun) || !inside.is_empty()) && !agrees
    }

    /// The noun with a copula that a noun is part of the phrase of.
    fn predicate_above(&self, inner: usize) -> Option<usize> {
        let up = |&at: &usize| {
            let inside = matches!(self.relation(at), "nmod" | "obl" | "acl" | "amod");
            self.arcs.heads[at].filter(|&above| inside && above < at)
        };
        std::iter::successors(Some(inner), up).find(|&at| self.upos(at) == Upos::Noun && self.has(at, &["cop"]))
    }
}
