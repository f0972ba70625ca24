//! Who the clauses around a noun are about: *X closed the year with revenue of 3 million*.
//!
//! Owns the way up from a noun that has no owner of its own. Takes a tree, gives heads of phrases, the nearest
//! clause first; leaves to `frames` whether they are of the kind that the noun wants.

use crate::model::{EntityKind, Mention, Upos, VerbForm};
use crate::ontology::{WordClass, Words};

use super::antecedents;
use super::context::Context;
use super::discourse;
use super::participants::Reached;
use super::proposition;
use super::tree::Tree;

/// How many clauses up the owner may stand.
const CLAUSES: usize = 3;

/// The subjects of the clauses around `noun`, one list a clause.
pub(super) fn subjects(tree: &Tree<'_>, words: &Words, noun: usize) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    for clause in tree.ancestors(noun).skip(1).filter(|&token| is_clause(tree, token)) {
        if leads_another_round(tree, words, clause, noun) {
            continue;
        }
        let arguments = proposition::arguments(tree, words, clause);
        // *X, used by 310 hospitals*: what is used stands above the participle.
        let modifies = arguments.passive && tree.relation(clause) == "acl" && tree.head(noun) == Some(clause);
        let about = if arguments.passive { arguments.objects } else { arguments.subjects };
        // *A foundry that employs 150 people*: it is who employs them.
        let relative = |subject: usize| {
            tree.full_relation(clause) == "acl:relcl"
                && !arguments.passive
                && tree.head(clause) == Some(subject)
                && tree.child_by(subject, &["cop"]).is_none()
                && (tree.token(subject).form.starts_with(char::is_uppercase)
                    || words.has(tree.sentence.language, WordClass::KindNoun, tree.lemma(subject)))
        };
        let others: Vec<usize> = about
            .into_iter()
            .filter(|&subject| modifies || relative(subject) || !tree.descends(noun, subject))
            .collect();
        if !others.is_empty() {
            found.push(others);
        }
        if found.len() == CLAUSES {
            break;
        }
    }
    found
}

/// Whom the text is about, where the sentence around `noun` is an item of a list that has no clause of its own.
pub(super) fn of_list(context: &Context<'_>, sentence: usize, noun: usize) -> Option<Reached> {
    let tree = &context.trees[sentence];
    let clause = (0..tree.len())
        .any(|token| tree.relation(token) == "nsubj" || tree.token(token).morph.verb_form == Some(VerbForm::Fin));
    if clause || context.mentions(sentence).any(|(_, mention)| mention.proper && is_actor(mention.kind)) {
        return None;
    }
    let mention = antecedents::of_possessive(context, sentence, noun)?;
    let organization = context.mention(mention).kind == EntityKind::Organization;
    organization.then_some(Reached { mention, token: noun, confidence: 0.5 })
}

/// The organisation that the text is about, where the noun heads an item of a list, or hangs on the noun that does, and
/// nobody else comes before it: *Signature of a contract with X*.
pub(super) fn of_item(context: &Context<'_>, sentence: usize, noun: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let nominal = |token: usize| matches!(tree.upos(token), Upos::Noun | Upos::Propn);
    let heads = tree.ancestors(noun).all(nominal)
        && tree.ancestors(noun).all(|token| tree.child_by(token, &["nsubj", "cop"]).is_none());
    let topic = discourse::topic(context)?;
    let about = context.mention(topic);
    let before = |mention: &Mention| mention.proper && is_actor(mention.kind) && mention.tokens.start < noun;
    let other = context.mentions(sentence).any(|(_, mention)| before(mention) || mention.name == about.name);
    (heads && !other && about.sentence < sentence).then_some(topic)
}

fn is_actor(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Organization | EntityKind::Person | EntityKind::Product)
}

/// *X led the round, with participation from Y*: who leads a round is not whom others put money into.
fn leads_another_round(tree: &Tree<'_>, words: &Words, verb: usize, noun: usize) -> bool {
    let language = tree.sentence.language;
    let round = |object: usize| object != noun && words.has(language, WordClass::Round, tree.lower_lemma(object));
    words.has(language, WordClass::LeadingVerb, tree.lemma(verb)) && tree.children_by(verb, &["obj"]).any(round)
}

fn is_clause(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.upos(token), Upos::Verb | Upos::Aux) || tree.child_by(token, &["cop", "nsubj"]).is_some()
}
