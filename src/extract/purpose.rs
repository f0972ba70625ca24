//! What an infinitive or a clause says of the noun that it serves: *a deal to supply X with steel*, *under the deal, X
//! will sell power to Y*.
//!
//! Owns the complements that such a clause lends to the noun, their marker that of the clause before their own, and the
//! subject that it lends to a noun which opens it. Takes a noun in a tree; leaves the noun's own complements to `nominal`.

use crate::model::{EntityKind, Upos, VerbForm};
use crate::ontology::{WordClass, Words};

use super::frames::Place;
use super::participants::Reached;
use super::proposition::{self, Oblique};
use super::tree::Tree;

/// The complements that the clauses around the noun at `noun` lend to it.
pub(super) fn complements(tree: &Tree<'_>, words: &Words, noun: usize) -> Vec<Oblique> {
    let purposes = purposes(tree, noun).into_iter().flat_map(|(marker, verb)| lent(tree, words, &marker, verb));
    let framed = framed(tree, noun).into_iter().flat_map(|(marker, verb)| lent(tree, words, &marker, verb));
    purposes.chain(framed).filter(|oblique| oblique.head != noun).collect()
}

/// The infinitives that say what a noun is for, with their marker: its own, and those that the parser hung on its verb.
fn purposes(tree: &Tree<'_>, noun: usize) -> Vec<(String, usize)> {
    let verb = tree.head(noun).filter(|&verb| tree.relation(noun) == "obj" && tree.upos(verb) == Upos::Verb);
    let beside = verb.into_iter().flat_map(|verb| tree.children_by(verb, &["advcl", "xcomp"]));
    let infinitive = |&child: &usize| child > noun && tree.token(child).morph.verb_form == Some(VerbForm::Inf);
    let mut found: Vec<usize> = tree.children_by(noun, &["acl"]).chain(beside).filter(infinitive).collect();
    let second = |&verb: &usize| tree.children_by(verb, &["conj"]).find(infinitive);
    found.extend(found.iter().filter_map(second).collect::<Vec<_>>());
    let mark = |verb: usize| tree.child_by(verb, &["mark"]).map(|mark| tree.lower_lemma(mark));
    let first = found.first().copied().and_then(mark);
    found.into_iter().filter_map(|verb| Some((mark(verb).or(first)?.to_owned(), verb))).collect()
}

/// The verb of the clause that a noun with a marker opens: *under the deal, X will supply Y*.
fn framed(tree: &Tree<'_>, noun: usize) -> Option<(String, usize)> {
    let verb = tree.head(noun).filter(|&verb| tree.relation(noun) == "obl" && noun < verb)?;
    let marker = tree.marker(noun).filter(|_| tree.upos(verb) == Upos::Verb)?;
    Some((marker.into_owned(), verb))
}

/// The complements of a verb, and its object where a complement with a marker of company tells what it gets.
fn lent(tree: &Tree<'_>, words: &Words, marker: &str, verb: usize) -> Vec<Oblique> {
    let language = tree.sentence.language;
    let clause = proposition::arguments(tree, words, verb);
    let with = |child: usize| {
        let company = |marker: &str| words.has(language, WordClass::ComitativeMarker, marker);
        let marks = || tree.children_by(child, &["mark"]).any(|mark| company(tree.lower_lemma(mark)));
        tree.marker(child).is_some_and(|marker| company(&marker)) || marks()
    };
    let equipped =
        clause.obliques.iter().any(|oblique| with(oblique.head)) || tree.children_by(verb, &["advcl", "obl"]).any(with);
    let given = clause.objects.iter().filter(|_| equipped && !clause.passive);
    let given = given.map(|&head| Oblique { marker: format!("{marker} {}", tree.lemma(verb)), head, direct: true });
    // By the clause's marker alone, and with its verb: *to for*, *to supply to*.
    let others = clause.obliques.iter().flat_map(|oblique| {
        let verb = format!("{marker} {} {}", tree.lemma(verb), oblique.marker);
        let markers = [format!("{marker} {}", oblique.marker), verb];
        markers.map(|marker| Oblique { marker, head: oblique.head, direct: oblique.direct })
    });
    others.chain(given).collect()
}

impl Place<'_, '_> {
    /// *In partnership with Y, X will build Z*, *under chief executive Y, X has grown*: who the clause is about that the
    /// phrase around the noun opens, when a comma ends it.
    pub(super) fn of_the_clause(&self, but: &[usize]) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let opening = |&token: &usize| tree.relation(token) == "obl" && tree.marker(token).is_some();
        let Some(top) = tree.ancestors(self.predicate).take(2).find(opening) else { return Vec::new() };
        let Some(clause) = tree.head(top).filter(|&clause| top < clause) else { return Vec::new() };
        let Some(subject) = tree.child_by(clause, &["nsubj"]).filter(|&subject| top < subject) else {
            return Vec::new();
        };
        let comma = (top..subject).any(|token| tree.token(token).form.as_ref() == ",");
        let taken = but.contains(&subject) || (0..top).any(|token| tree.upos(token) == Upos::Verb);
        if !comma || taken {
            return Vec::new();
        }
        let kinds = [EntityKind::Organization];
        let mut found = self.reach(&[subject], &kinds);
        found.retain(|reached| self.context.mention(reached.mention).proper);
        found
    }
}
