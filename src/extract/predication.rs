//! Predicative complements: *named X chief executive*, *X joined Y as an adviser*, *la nomination de X comme PDG*.
//!
//! Owns who such a noun is said of and what else the governing clause holds, since a post often
//! leaves its organisation to the verb. Takes a tree, gives token indices.

use std::borrow::Cow;

use crate::model::Upos;
use crate::ontology::{WordClass, Words};

use super::complements::is_marked;
use super::proposition;
use super::tree::Tree;

/// The clause around a predicative noun.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Predication {
    /// Heads that the noun may be said of, the likeliest first: the verb's object, then its subject.
    pub(super) said_of: Vec<usize>,
    /// Every other argument of the governing verb or noun.
    pub(super) beside: Vec<usize>,
}

/// The clause that the noun at `noun` is a predicative complement in.
pub(super) fn of(tree: &Tree<'_>, words: &Words, noun: usize) -> Option<Predication> {
    let governor = tree.head(noun)?;
    if is_role(tree, words, governor, noun) {
        let clause = proposition::arguments(tree, words, governor);
        return Some(Predication { said_of: clause.objects, beside: clause.subjects });
    }
    if let Some(post) = through_post(tree, words, noun).or_else(|| post_held(tree, words, noun))
        && let Some(governor) = tree.head(post)
    {
        match tree.upos(governor) {
            Upos::Verb | Upos::Aux => return Some(in_clause(tree, words, governor, post)),
            Upos::Noun | Upos::Propn => return Some(in_phrase(tree, governor, post)),
            _ => {}
        }
    }
    let marked = marker(tree, words, noun).is_some() || is_promotion(tree, words, noun);
    let bare = tree.marker(noun).is_none() && matches!(tree.relation(noun), "xcomp" | "obj");
    if !marked && (!bare || is_had(tree, words, governor, noun)) {
        return None;
    }
    match tree.upos(governor) {
        Upos::Verb | Upos::Aux | Upos::Adj => Some(in_clause(tree, words, governor, noun)),
        Upos::Noun | Upos::Propn if marked => Some(in_phrase(tree, governor, noun)),
        _ => None,
    }
}

/// The marker that makes the noun a predicate. The parser may take it for a conjunction: *steps down as chief executive*.
pub(super) fn marker(tree: &Tree<'_>, words: &Words, noun: usize) -> Option<String> {
    let conjunction = || tree.child_by(noun, &["mark"]).map(|mark| tree.lower_lemma(mark));
    let marker = tree.marker(noun).or_else(|| conjunction().map(Cow::Borrowed))?;
    words.has(tree.sentence.language, WordClass::PredicativeMarker, &marker).then(|| marker.into_owned())
}

/// *A nommé X au poste de directeur*: the word for a post that stands with its markers for one marker of a predicate.
fn through_post(tree: &Tree<'_>, words: &Words, noun: usize) -> Option<usize> {
    let post = tree.head(noun).filter(|_| tree.relation(noun) == "nmod")?;
    let (outer, inner) = (tree.marker(post)?, tree.marker(noun)?);
    let phrase = format!("{outer} {} {inner}", tree.lemma(post));
    words.has(tree.sentence.language, WordClass::PredicativeMarker, &phrase).then_some(post)
}

/// *Occupe le poste de directeur*: the noun for a post that is the object of a verb of holding or getting one.
pub(super) fn post_held(tree: &Tree<'_>, words: &Words, noun: usize) -> Option<usize> {
    let language = tree.sentence.language;
    let post = tree.head(noun).filter(|_| is_marked(tree, words, noun, WordClass::GenitiveMarker))?;
    let verb = tree.head(post).filter(|_| tree.relation(post) == "obj")?;
    let held = words.has(language, WordClass::PostVerb, tree.lemma(verb));
    (held && words.has(language, WordClass::PostNoun, tree.lemma(post))).then_some(post)
}

/// *X was promoted from Y to chief executive of Z*: whether a verb raises somebody to the post that a noun means.
pub(super) fn is_promotion(tree: &Tree<'_>, words: &Words, post: usize) -> bool {
    let is = |form: &str| words.has(tree.sentence.language, WordClass::PromotionVerb, form);
    let raises = |verb: usize| {
        let mut particles = tree.children_by(verb, &["compound", "advmod"]).filter(|&particle| particle > verb);
        is(tree.lemma(verb)) || particles.any(|at| is(&format!("{} {}", tree.lemma(verb), tree.lower(at))))
    };
    is_marked(tree, words, post, WordClass::GoalMarker) && tree.head(post).is_some_and(raises)
}

/// *X counts Y among its clients*, *X a pour président Y*: what the object is to the subject.
fn is_role(tree: &Tree<'_>, words: &Words, verb: usize, noun: usize) -> bool {
    let language = tree.sentence.language;
    let marked = is_marked(tree, words, noun, WordClass::RoleMarker);
    marked && words.has(language, WordClass::HavingVerb, tree.lemma(verb))
}

/// *X sold its German arm*, *X took part*: the one object of a verb that has a subject is said of nobody in the clause,
/// unless the verb is a copula that the parser took for another verb.
fn is_had(tree: &Tree<'_>, words: &Words, verb: usize, noun: usize) -> bool {
    let subject = tree.children(verb).iter().any(|&child| tree.full_relation(child) == "nsubj");
    tree.relation(noun) == "obj"
        && subject
        && tree.children_by(verb, &["obj", "iobj", "xcomp"]).count() == 1
        && !words.has(tree.sentence.language, WordClass::Copula, tree.lemma(verb))
}

fn in_clause(tree: &Tree<'_>, words: &Words, verb: usize, noun: usize) -> Predication {
    let clause = proposition::arguments(tree, words, verb);
    // *Confirme la nomination de X comme PDG*: whom the object is about, where the parser hangs the post on the verb.
    let about = clause.objects.iter().filter(|&&object| tree.upos(object) == Upos::Noun && object < noun);
    let about: Vec<usize> = about.flat_map(|&object| tree.children_by(object, &["nmod"])).collect();
    let said_of: Vec<usize> =
        clause.objects.iter().chain(&about).chain(&clause.subjects).copied().filter(|&head| head != noun).collect();
    let mut beside = said_of.clone();
    // *Joins beside Y as a shareholder*: in whose company somebody is something is not where.
    let company = |marker: &str| words.has(tree.sentence.language, WordClass::ComitativeMarker, marker);
    // *Ann Orr, formerly of Y, was named chief executive*: nor is what tells who somebody is.
    let of_name = |head: usize| {
        let name = tree.head(head).filter(|name| said_of.contains(name));
        head < noun && name.is_some_and(|name| tree.upos(name) == Upos::Propn)
    };
    let obliques = clause.obliques.iter().filter(|oblique| !company(&oblique.marker) && !of_name(oblique.head));
    beside.extend(obliques.map(|oblique| oblique.head).filter(|&head| head != noun));
    Predication { said_of, beside }
}

/// *the appointment of X as chief executive*: the complements of the noun of naming; when the
/// parser hung the post on the name itself, the name.
fn in_phrase(tree: &Tree<'_>, governor: usize, noun: usize) -> Predication {
    let mut said_of: Vec<usize> =
        tree.children_by(governor, &["nmod", "compound", "appos"]).filter(|&child| child != noun).collect();
    said_of.push(governor);
    Predication { beside: said_of.clone(), said_of }
}
