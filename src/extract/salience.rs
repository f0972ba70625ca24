//! What a name is worth as an antecedent by its role and its distance.
//!
//! Owns the weights of roles, of nearness and of the clause that a pronoun shares (after Lappin & Leass 1994, with the weights of
//! the annotated documents), and what place in its clause a name has. Takes one mention; leaves agreement, topics and the
//! choice to `ranking`.

use crate::model::analysis::Mention;
use crate::model::{EntityKind, Upos};
use crate::ontology::WordClass;

use super::context::Context;
use super::naming;
use super::tree::Tree;

/// What a name loses as an argument of the pronoun's own verb.
const CO_ARGUMENT: f32 = 2.0;

/// What a name gains as the firm whose post the subject of its sentence holds.
const HEADED: f32 = 2.0;

/// What a name gains as the subject of its clause.
pub(super) const SUBJECT: f32 = 0.8;

/// What a candidate in an earlier sentence gains by being near.
pub(super) fn distance(back: usize) -> f32 {
    match back {
        1 => 0.8,
        2 => 0.05,
        _ => 0.0,
    }
}

/// What a name in the sentence of a possessive gains.
pub(super) const OWN: f32 = 1.2;

/// What it gains where it stands in what is told aside of somebody else.
const ASIDE: f32 = 0.6;

/// What the subject of the clause around that of a pronoun gains.
pub(super) const AROUND: f32 = 1.1;

/// What a name is worth by its role and its distance.
pub(super) fn score(context: &Context<'_>, index: usize, back: usize, token: usize, possessive: bool) -> f32 {
    let mention = context.mention(index);
    let tree = &context.trees[mention.sentence];
    let headed = is_of_who_acts(context, mention);
    let role = match tree.relation(place(context, mention)) {
        _ if headed => SUBJECT,
        "nsubj" => SUBJECT,
        "obj" | "appos" => 0.7,
        "root" => 0.8,
        "conj" => 0.2,
        _ => 0.25,
    };
    let near = match back {
        0 if possessive && is_aside(tree, mention.head, token) => ASIDE,
        0 if possessive => OWN,
        0 if headed => HEADED,
        0 => same_clause(context, index, token),
        back => distance(back),
    };
    // Among equals the earlier mention of a sentence is its topic.
    let order = 0.02 * (mention.tokens.start.min(40) as f32) / 40.0;
    role + near - order + 0.2 * mention.confidence
}

/// *Ann Orr, once an executive at X, became its chief executive*: whether a name stands in an apposition or a clause on
/// somebody else, outside which the possessive at `token` stands.
fn is_aside(tree: &Tree<'_>, name: usize, token: usize) -> bool {
    let path = std::iter::once(name).chain(tree.ancestors(name));
    path.take_while(|&at| !tree.descends(token, at)).any(|at| {
        let hangs = matches!(tree.relation(at), "appos" | "acl") && tree.head(at).is_some_and(|above| above < at);
        let comma = at > 0 && tree.token(tree.extent(at).0).form.as_ref() == ","
            || tree.extent(at).0.checked_sub(1).is_some_and(|before| tree.token(before).form.as_ref() == ",");
        hangs && comma && tree.head(at).is_some_and(|above| tree.relation(above) == "nsubj")
    })
}

/// *X chief executive Ann Orr will leave the company*: whether a name is that of the firm whose post the subject says.
fn is_of_who_acts(context: &Context<'_>, mention: &Mention) -> bool {
    let tree = &context.trees[mention.sentence];
    let post = tree.head(mention.head).filter(|&post| {
        mention.kind == EntityKind::Organization
            && matches!(tree.relation(mention.head), "compound" | "nmod")
            && tree.upos(post) == Upos::Noun
            && naming::kind_of(context, mention.sentence, post) == Some(EntityKind::Person)
    });
    let described = |post: usize| tree.head(post).filter(|_| tree.relation(post) == "appos");
    // *Ann Orr, former chief executive of X, leads it*: not that of a post given up.
    let former = |post: usize| {
        let words = &context.ontology.words;
        let says = |child: usize| words.has(tree.sentence.language, WordClass::Former, tree.lower(child));
        tree.children_by(post, &["amod", "advmod"]).any(says)
    };
    post.filter(|&post| !former(post)).is_some_and(|post| tree.relation(described(post).unwrap_or(post)) == "nsubj")
}

/// Where a name stands in its clause. *A fourth firm, X, escaped*: it is the subject that the noun before it announces.
pub(super) fn place(context: &Context<'_>, mention: &Mention) -> usize {
    let tree = &context.trees[mention.sentence];
    let place = standing(tree, mention.head);
    let announced = tree.head(place).filter(|&noun| {
        tree.relation(place) == "appos"
            && noun < place
            && tree.relation(noun) == "nsubj"
            && mention.kind == EntityKind::Organization
            && naming::kind_of(context, mention.sentence, noun) == Some(mention.kind)
    });
    announced.unwrap_or(place)
}

/// Whether a name is the subject of its clause, or stands beside the noun that is.
pub(super) fn acts(context: &Context<'_>, mention: &Mention) -> bool {
    let tree = &context.trees[mention.sentence];
    tree.relation(standing(tree, mention.head)) == "nsubj"
}

/// The noun that a name is set beside without a comma, whose place in the clause is the name's own: *the oil
/// company X announces*.
pub(super) fn standing(tree: &Tree<'_>, name: usize) -> usize {
    let beside = |token: usize| {
        let above = tree.head(token)?;
        let described = match tree.relation(token) {
            "appos" | "flat" => above < token && (above..token).all(|at| tree.upos(at) != Upos::Punct),
            "compound" | "nmod" => above < token && tree.marker(token).is_none(),
            _ => false,
        };
        (described && matches!(tree.upos(above), Upos::Noun | Upos::Propn)).then_some(above)
    };
    std::iter::successors(Some(name), |&token| beside(token)).take(4).last().unwrap_or(name)
}

/// The first of the names that one is joined to: *X and Y each put money into the company*.
fn first_of(tree: &Tree<'_>, name: usize) -> usize {
    let joined = |token: usize| tree.head(token).filter(|_| tree.relation(token) == "conj");
    let noun = |&token: &usize| matches!(tree.upos(token), Upos::Noun | Upos::Propn);
    std::iter::successors(Some(name), |&token| joined(token).filter(noun)).last().unwrap_or(name)
}

/// A pronoun does not stand for another argument of its own verb.
fn same_clause(context: &Context<'_>, index: usize, token: usize) -> f32 {
    let mention = context.mention(index);
    let tree = &context.trees[mention.sentence];
    let head = first_of(tree, place(context, mention));
    let pronoun = tree.upos(token) == Upos::Pron;
    match (tree.head(head), tree.head(token)) {
        (Some(own), Some(other)) if own == other => -CO_ARGUMENT,
        // The subject of the clause around the pronoun's own: *X said that it sold Y*.
        (Some(own), Some(other)) if tree.descends(other, own) && (!pronoun || tree.relation(head) == "nsubj") => AROUND,
        _ => 0.6,
    }
}
