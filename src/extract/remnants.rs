//! What a clause says that leaves out its verb: *the engines come from X and the doors from Y*, *X sold the mill to Y and the
//! quarry to Z*.
//!
//! Owns the arguments of such a clause, taken from the verb before it where a remnant is parallel to one of its own
//! (gapping, Ross 1970). Takes a verb in a tree whose orphans `analyse` has hung; leaves figures alone to `gapping`.

use crate::model::Upos;
use crate::ontology::{WordClass, Words};

use super::proposition::{Arguments, Oblique};
use super::tree::Tree;

/// The arguments of each clause that leaves out the verb at `verb`, whose own are `said`.
pub(super) fn arguments(tree: &Tree<'_>, words: &Words, verb: usize, said: &Arguments) -> Vec<Arguments> {
    let pairs = tree.children_by(verb, &["conj"]).filter_map(|one| Some((one, tree.child_by(one, &["orphan"])?)));
    pairs.filter_map(|(one, other)| parallel(tree, words, (one, other), said)).collect()
}

fn parallel(tree: &Tree<'_>, words: &Words, (one, other): (usize, usize), said: &Arguments) -> Option<Arguments> {
    let marker = tree.marker(other);
    let mut found = Arguments { passive: said.passive, ..Arguments::default() };
    let agent = |marker: &str| words.has(tree.sentence.language, WordClass::AgentMarker, marker);
    match marker {
        None => {
            (found.subjects, found.objects) = (vec![one], vec![other]);
            // *X will deliver the rails to Y, and Z the wires*: to Y as well.
            found.obliques = said.obliques.iter().filter(|oblique| oblique.direct && !said.passive).cloned().collect();
        }
        Some(marker) if said.passive && agent(&marker) => (found.subjects, found.objects) = (vec![other], vec![one]),
        Some(marker) => {
            let same = said.obliques.iter().any(|oblique| oblique.direct && oblique.marker == marker);
            // Beside the object of an active verb it is another object, of whoever acts.
            if !said.passive && !said.objects.is_empty() {
                found.subjects.clone_from(&said.subjects);
            }
            let acts = !said.passive && said.objects.is_empty();
            if acts { &mut found.subjects } else { &mut found.objects }.push(one);
            found.obliques.push(Oblique { marker: marker.into_owned(), head: other, direct: true });
            return same.then_some(found);
        }
    }
    Some(found)
}

/// Whether the token stands in a clause that leaves out its verb.
pub(super) fn holds(tree: &Tree<'_>, token: usize) -> bool {
    let nominal = |&at: &usize| tree.upos(at) != Upos::Verb;
    let top = tree.ancestors(token).take_while(nominal).last();
    top.is_some_and(|top| {
        let of_verb = tree.head(top).is_some_and(|head| tree.upos(head) == Upos::Verb);
        let remnant = tree.relation(top) == "conj" && tree.child_by(top, &["orphan"]).is_some();
        // *Was made chair of X and Ann Orr director*.
        let post = tree.relation(top) == "parataxis" && tree.child_by(top, &["appos"]).is_some();
        of_verb && (remnant || post)
    })
}
