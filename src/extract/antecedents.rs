//! Who a pronoun, a possessive or a description stands for.
//!
//! Owns the ranking of antecedents: number and kind agree, subjects come before other
//! roles, near before far; a tie gives no answer. Looks back three sentences at most.

use crate::model::{EntityKind, Number, Upos};
use crate::ontology::WordClass;

use super::participants::Context;
use super::proposition;
use super::tree::Tree;

/// How many sentences back an antecedent may stand.
const REACH: usize = 3;

/// The mention that the pronoun or definite description at `token` stands for.
pub(super) fn of(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let kinds = sought(context, sentence, token)?;
    best(context, sentence, token, &kinds)
}

/// The mention that owns what the possessive at `token` determines.
pub(super) fn of_possessive(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let kinds = [EntityKind::Organization, EntityKind::Person];
    best(context, sentence, token, &kinds)
}

/// Whether the phrase at `token` is a pronoun or a definite description of an actor, so that it
/// says nothing when nobody is found for it.
pub(super) fn points_back(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    sought(context, sentence, token).is_some()
}

/// The kinds that the phrase at `token` can stand for, or `None` when it does not point back.
fn sought(context: &Context<'_>, sentence: usize, token: usize) -> Option<Vec<EntityKind>> {
    let tree = &context.trees[sentence];
    let language = tree.sentence.language;
    let words = &context.ontology.words;
    if tree.upos(token) == Upos::Pron {
        let form = tree.token(token).form.to_lowercase();
        let form = form.trim_start_matches('-').trim_start_matches("t-");
        let value = words.value(language, WordClass::Pronoun, form)?;
        return Some(value.split(' ').filter_map(EntityKind::from_name).collect());
    }
    if tree.upos(token) != Upos::Noun {
        return None;
    }
    let kind = words.value(language, WordClass::KindNoun, tree.lemma(token)).and_then(EntityKind::from_name)?;
    if words.has(language, WordClass::PublicBody, tree.lemma(token)) {
        return None;
    }
    if !matches!(kind, EntityKind::Organization | EntityKind::Person) {
        return None;
    }
    let definite = tree.children_by(token, &["det"]).any(|det| {
        words.has(language, WordClass::Definite, &tree.token(det).form.to_lowercase().replace('\u{2019}', "'"))
    });
    // *the company of X* and *the company that makes Y* say themselves who they mean.
    let defined = tree.children_by(token, &["nmod", "acl", "appos", "flat", "compound"]).next().is_some();
    (definite && !defined && tree.token(token).morph.number != Some(Number::Plur)).then(|| vec![kind])
}

struct Candidate {
    mention: usize,
    score: f32,
}

fn best(context: &Context<'_>, sentence: usize, token: usize, kinds: &[EntityKind]) -> Option<usize> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let own = &context.trees[sentence];
    let possessive = matches!(own.upos(token), Upos::Det | Upos::Pron) && own.relation(token) != "nsubj";
    let subjects = beside_clitic(context, sentence, token);
    let plural = own.token(token).morph.number == Some(Number::Plur) && own.upos(token) != Upos::Det;
    if plural {
        return None;
    }
    for back in 0..=REACH.min(sentence) {
        let there = sentence - back;
        for (index, mention) in context.mentions(there) {
            // *Through its unit Y, X operates*: a possessive may point ahead to the subject.
            let ahead = back == 0 && mention.head >= token;
            let possessed = back == 0
                && own.head(token).is_some_and(|noun| {
                    own.head(mention.head) == Some(noun)
                        && matches!(own.relation(mention.head), "appos" | "flat" | "nmod")
                });
            let cataphoric =
                possessive && !possessed && role(&context.trees[there], mention.head) == "nsubj" && opens(own, token);
            let other = back == 0 && subjects.iter().any(|&subject| mention.tokens.contains(&subject));
            if !mention.proper || !kinds.contains(&mention.kind) || ahead && !cataphoric || other {
                continue;
            }
            let score = score(context, index, back, token, possessive);
            add(context, &mut candidates, index, score);
        }
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    match candidates.as_slice() {
        [] => None,
        [only] => Some(only.mention),
        [first, second, ..] => (first.score > second.score + 0.05).then_some(first.mention),
    }
}

/// The subjects of the verb that the pronoun at `token` is an object of: it stands for none of them.
fn beside_clitic(context: &Context<'_>, sentence: usize, token: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let object = tree.upos(token) == Upos::Pron && matches!(tree.relation(token), "obj" | "iobj" | "obl");
    let Some(verb) = tree.head(token).filter(|_| object) else { return Vec::new() };
    let mut subjects = proposition::arguments(tree, &context.ontology.words, verb).subjects;
    // The subject may itself describe a name: *the company X bought it*.
    let below: Vec<usize> =
        subjects.iter().flat_map(|&subject| tree.children_by(subject, &["appos", "flat"])).collect();
    subjects.extend(below);
    subjects
}

/// Whether a token stands in the phrase that opens its sentence, before any verb.
fn opens(tree: &Tree<'_>, token: usize) -> bool {
    token < 6 && (0..token).all(|before| !matches!(tree.upos(before), Upos::Aux | Upos::Propn))
}

/// Keeps the best mention of each name.
fn add(context: &Context<'_>, candidates: &mut Vec<Candidate>, mention: usize, score: f32) {
    let name = &context.mention(mention).name;
    match candidates.iter_mut().find(|other| context.mention(other.mention).name == *name) {
        Some(other) => {
            // Said again: a topic. The best place counts, with a little more for each time.
            other.score = other.score.max(score) + 0.1;
        }
        None => candidates.push(Candidate { mention, score }),
    }
}

/// The role of a name in its clause: that of the noun that it names, where one stands before it.
fn role<'t>(tree: &Tree<'t>, head: usize) -> &'t str {
    let bare = matches!(tree.relation(head), "appos" | "flat" | "nmod" | "compound") && tree.marker(head).is_none();
    let noun = tree.head(head).filter(|&noun| bare && noun < head && tree.upos(noun) == Upos::Noun);
    let adjacent = noun.filter(|&noun| {
        (noun + 1..head).all(|between| matches!(tree.upos(between), Upos::Adj | Upos::Noun | Upos::Propn))
    });
    tree.relation(adjacent.unwrap_or(head))
}

fn score(context: &Context<'_>, index: usize, back: usize, token: usize, possessive: bool) -> f32 {
    let mention = context.mention(index);
    let tree = &context.trees[mention.sentence];
    let role = match role(tree, mention.head) {
        "nsubj" => 1.0,
        "obj" | "appos" => 0.5,
        "root" => 0.6,
        "conj" => 0.2,
        _ => 0.25,
    };
    let distance = match back {
        0 if possessive => 1.2,
        0 => same_clause(context, index, token),
        1 => 0.8,
        2 => 0.2,
        _ => 0.0,
    };
    // Among equals the earlier mention of a sentence is its topic.
    let order = 0.02 * (mention.tokens.start.min(40) as f32) / 40.0;
    role + distance - order + 0.2 * mention.confidence
}

/// A pronoun does not stand for another argument of its own verb.
fn same_clause(context: &Context<'_>, index: usize, token: usize) -> f32 {
    let mention = context.mention(index);
    let tree = &context.trees[mention.sentence];
    if tree.head(mention.head).is_some() && tree.head(mention.head) == tree.head(token) { -2.0 } else { 0.6 }
}
