//! Whom an act that a noun names reaches, where the noun's own complements do not say so.
//!
//! Owns the clause in which the noun acts upon somebody (*une amende de X frappe Y*) and the phrase that says what
//! somebody has got (*grâce à un prêt de X, Y agrandit son usine*). Takes a noun in a tree; leaves whose the act is to
//! `nominal`.

use crate::model::Upos;
use crate::ontology::{WordClass, Words};

use super::complements::is_marked;
use super::proposition;
use super::relative;
use super::tree::Tree;

/// How far above a noun the phrase may open that says what somebody has got.
const ABOVE: usize = 2;

/// Who undergoes what the noun says: by a verb of undergoing, by one of reaching, by what opens the clause.
pub(super) fn undergone(tree: &Tree<'_>, words: &Words, noun: usize) -> Vec<usize> {
    let found = by_verb_of_undergoing(tree, words, noun);
    let found = if found.is_empty() { reached(tree, words, noun) } else { found };
    if found.is_empty() { endowed(tree, words, noun) } else { found }
}

/// How far above a noun the word may stand by which someone undergoes it.
const UNDERGOING_REACH: usize = 3;

/// Whether a verb or noun is one of undergoing, alone or with its particle (*turn down*).
pub(super) fn is_of_undergoing(tree: &Tree<'_>, words: &Words, token: usize) -> bool {
    let has = |word: &str| words.has(tree.sentence.language, WordClass::Undergoing, word);
    let particle = || tree.children_by(token, &["compound"]).find(|&child| tree.upos(child) == Upos::Adp);
    let phrase = || particle().map(|particle| format!("{} {}", tree.lemma(token), tree.lower(particle)));
    has(tree.lemma(token)) || tree.upos(token) == Upos::Verb && phrase().is_some_and(|phrase| has(&phrase))
}

/// The subjects of a verb of undergoing above the noun, or of the clause around a noun of that class (*the target of
/// an inquiry*).
fn by_verb_of_undergoing(tree: &Tree<'_>, words: &Words, noun: usize) -> Vec<usize> {
    let language = tree.sentence.language;
    let undergoing = |token: usize| is_of_undergoing(tree, words, token);
    let by_argument =
        |token: usize| tree.children_by(token, &["obj", "obl"]).any(|child| child < noun && undergoing(child));
    let above = tree.ancestors(noun).skip(1).take(UNDERGOING_REACH);
    // *X is under investigation by Y*: behind a copula the noun itself has the marker of who undergoes it.
    let under = |token: usize| words.has(language, WordClass::Undergoing, tree.lower(token));
    if tree.has_child(noun, "cop") && tree.children_by(noun, &["case"]).any(under) {
        return tree.children_by(noun, &["nsubj"]).collect();
    }
    let Some(carrier) = above.into_iter().find(|&token| undergoing(token) || by_argument(token)) else {
        return Vec::new();
    };
    if tree.child_by(carrier, &["cop"]).is_some() {
        return tree.children_by(carrier, &["nsubj"]).collect();
    }
    let verb = tree.ancestors(carrier).find(|&token| matches!(tree.upos(token), Upos::Verb | Upos::Aux));
    verb.map(|verb| proposition::arguments(tree, words, verb).subjects).unwrap_or_default()
}

/// The object of the verb that the noun is the subject of, or its complement with the verb's marker.
fn reached(tree: &Tree<'_>, words: &Words, noun: usize) -> Vec<usize> {
    let verb = tree.head(noun);
    // *X est visé par une enquête de Y*.
    let agent = is_marked(tree, words, noun, WordClass::AgentMarker);
    if let Some(verb) = verb.filter(|&verb| {
        agent && words.value(tree.sentence.language, WordClass::ReachingVerb, tree.lemma(verb)) == Some("")
    }) {
        let clause = proposition::arguments(tree, words, verb);
        return if clause.passive { clause.objects } else { Vec::new() };
    }
    let Some(verb) = verb.filter(|_| tree.full_relation(noun) == "nsubj") else { return Vec::new() };
    let Some(marker) = words.value(tree.sentence.language, WordClass::ReachingVerb, tree.lemma(verb)) else {
        return Vec::new();
    };
    let behind = |child: &usize| *child > verb;
    if marker.is_empty() {
        // *A loan from X gave Y time*, *helped Y build a mill*.
        let clause = tree.child_by(verb, &["ccomp", "xcomp"]);
        let acting = clause.into_iter().flat_map(|clause| tree.children_by(clause, &["nsubj"]).collect::<Vec<_>>());
        let ways = [
            tree.children_by(verb, &["iobj"]).collect::<Vec<_>>(),
            tree.children_by(verb, &["obj"]).collect(),
            acting.collect(),
        ];
        let way = ways.into_iter().map(|way| way.into_iter().filter(behind).collect::<Vec<_>>());
        return way.into_iter().find(|way| !way.is_empty()).unwrap_or_default();
    }
    let has_it = |child: &usize| tree.marker(*child).is_some_and(|own| own == marker);
    tree.children_by(verb, &["obl", "iobj", "obj"]).filter(behind).filter(has_it).collect()
}

/// *Le contrat qui lie X à Y*, *l'alliance unissant X à Y*: the object and the complement of a verb of reaching that the noun
/// is the subject of, in a clause about it.
pub(super) fn bound(tree: &Tree<'_>, words: &Words, noun: usize) -> Vec<usize> {
    let language = tree.sentence.language;
    let binds = |&clause: &usize| {
        let own = tree.child_by(clause, &["nsubj"]);
        words.value(language, WordClass::ReachingVerb, tree.lemma(clause)) == Some("")
            && own.is_none_or(|own| relative::antecedent(tree, words, own).is_some())
    };
    let Some(clause) = tree.children_by(noun, &["acl"]).find(binds) else { return Vec::new() };
    let other = |&child: &usize| {
        tree.relation(child) == "obj"
            || [WordClass::GoalMarker, WordClass::DativeMarker, WordClass::ComitativeMarker]
                .iter()
                .any(|&class| is_marked(tree, words, child, class))
    };
    // *Le contrat qui le liait à Y*: a clitic stands before the verb.
    let clitic = |child: usize| tree.upos(child) == Upos::Pron && relative::antecedent(tree, words, child).is_none();
    let placed = |child: &usize| *child > clause || tree.relation(*child) == "obj" && clitic(*child);
    let bound: Vec<usize> = tree.children_by(clause, &["obj", "obl"]).filter(placed).filter(other).collect();
    // *L'alliance qui réunit X et Y* has them for members.
    if bound.iter().any(|&child| tree.relation(child) == "obl") { bound } else { Vec::new() }
}

/// The subject of the clause that a phrase opens which says what its subject has got.
pub(super) fn endowed(tree: &Tree<'_>, words: &Words, noun: usize) -> Vec<usize> {
    let language = tree.sentence.language;
    let endows = |token: usize| {
        is_marked(tree, words, token, WordClass::Endowing)
            || matches!(tree.upos(token), Upos::Adj | Upos::Verb)
                && words.has(language, WordClass::Endowing, tree.lemma(token))
    };
    let Some(phrase) = tree.ancestors(noun).take(ABOVE).find(|&token| endows(token)) else { return Vec::new() };
    // *X, forte de 38 collaborateurs, est dirigée par Y*, *la société, forte de 38 collaborateurs,*.
    let nominal = |name: usize| matches!(tree.upos(name), Upos::Propn | Upos::Noun);
    let behind = |&name: &usize| name < phrase && tree.upos(phrase) == Upos::Adj && nominal(name);
    if let Some(name) = tree.head(phrase).filter(behind) {
        return vec![name];
    }
    let Some(clause) = tree.head(phrase).filter(|&clause| phrase < clause) else { return Vec::new() };
    tree.children_by(clause, &["nsubj"]).filter(|&subject| subject > noun).collect()
}
