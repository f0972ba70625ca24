//! The name that a describing noun is said of: *the chipmaker Nvidia*, *Nvidia, a chipmaker*.
//!
//! Owns where such a name may stand: in apposition, right behind the noun, bare at the end of the
//! noun's own phrase (*the maker of hearing aids Audivane*), before a comma, across a copula. Place
//! decides where the parser hangs the name elsewhere.

use crate::model::{EntityKind, Number, Upos};
use crate::ontology::WordClass;

use super::apposition;
use super::participants::Context;

/// How far behind its noun a name may stand, in tokens.
const REACH: usize = 12;

/// The mention that names what the noun at `head` describes.
pub(super) fn beside(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    if !matches!(tree.upos(head), Upos::Noun | Upos::Adj | Upos::Propn) {
        return None;
    }
    let apposed = tree.children(head).iter().copied().filter(|&child| {
        matches!(tree.relation(child), "appos" | "flat")
            || matches!(tree.relation(child), "nmod" | "compound") && tree.marker(child).is_none() && child > head
    });
    let apposed: Vec<usize> = apposed.collect();
    apposed
        .into_iter()
        .filter_map(|child| context.mention_at(sentence, child))
        .find(|(_, proper)| *proper)
        .map(|(index, _)| index)
        .or_else(|| right_behind(context, sentence, head))
        .or_else(|| above(context, sentence, head))
        .or_else(|| at_the_end(context, sentence, head))
}

/// A name that begins where the noun ends.
fn right_behind(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let kind = kind_of(context, sentence, head)?;
    let (index, mention) =
        context.mentions(sentence).find(|(_, mention)| mention.proper && mention.tokens.start == head + 1)?;
    agree(kind, mention.kind).then_some(index)
}

/// The token that heads what the noun at `head` is said of: across a copula, or before a comma.
pub(super) fn said_of(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    if tree.upos(head) != Upos::Noun {
        return None;
    }
    if tree.relation(head) == "appos" {
        return tree.head(head).filter(|&above| context.mention_at(sentence, above).is_some());
    }
    if tree.child_by(head, &["cop"]).is_some() {
        if tree.full_relation(head) == "acl:relcl" {
            return tree.head(head);
        }
        return tree.child_by(head, &["nsubj"]);
    }
    let before = kind_of(context, sentence, head).and_then(|kind| {
        let before = apposition::before(tree, head)?;
        let (index, proper) = context.mention_at(sentence, before)?;
        (proper && agree(kind, context.mention(index).kind)).then_some(before)
    });
    before.filter(|_| tree.token(head).morph.number != Some(Number::Plur))
}

fn kind_of(context: &Context<'_>, sentence: usize, noun: usize) -> Option<EntityKind> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    words.value(tree.sentence.language, WordClass::KindNoun, tree.lemma(noun)).and_then(EntityKind::from_name)
}

/// *Colombian bank Davivienda*: English hangs the description on the name.
fn above(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let above = tree.head(head).filter(|&above| above > head)?;
    let bare = matches!(tree.relation(head), "compound" | "flat" | "amod" | "nmod") && tree.marker(head).is_none();
    let owned = tree.full_relation(head) == "nmod:poss";
    context.mention_at(sentence, above).filter(|(_, proper)| bare && !owned && *proper).map(|(index, _)| index)
}

/// A bare name at the end of the phrase of a noun that says what kind of thing it is.
fn at_the_end(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let kind = kind_of(context, sentence, head)?;
    for at in head + 1..tree.len().min(head + REACH) {
        if let Some((index, true)) = context.mention_at(sentence, at) {
            let mention = context.mention(index);
            let bare = matches!(tree.upos(at - 1), Upos::Noun | Upos::Adj | Upos::Verb) && mention.tokens.start == at;
            if bare {
                return (tree.descends(mention.head, head) && agree(kind, mention.kind)).then_some(index);
            }
            continue;
        }
        let inside = matches!(tree.upos(at), Upos::Noun | Upos::Adj | Upos::Adp | Upos::Det | Upos::Num)
            || tree.upos(at) == Upos::Verb && matches!(tree.relation(at), "acl" | "amod");
        if !inside {
            return None;
        }
    }
    None
}

/// Whether a name of one kind may be what a noun of another describes; the shape of an unknown name
/// says little of its kind.
fn agree(noun: EntityKind, name: EntityKind) -> bool {
    let person = |kind| kind == EntityKind::Person;
    person(noun) == person(name) && name != EntityKind::Place
}
