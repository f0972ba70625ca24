//! The name inside the phrase of a describing noun: *the chipmaker Nvidia*.
//!
//! Owns where such a name may stand: in apposition, or bare at the end of the noun's own phrase
//! (*the maker of hearing aids Audivane*), where the parser often hangs it on the last noun.

use crate::model::{EntityKind, Upos};
use crate::ontology::WordClass;

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
        .or_else(|| behind(context, sentence, head))
        .or_else(|| at_the_end(context, sentence, head))
}

/// *Colombian bank Davivienda*: English hangs the description on the name.
fn behind(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let above = tree.head(head).filter(|&above| above > head)?;
    let bare = matches!(tree.relation(head), "compound" | "flat" | "amod" | "nmod") && tree.marker(head).is_none();
    let owned = tree.full_relation(head) == "nmod:poss";
    context.mention_at(sentence, above).filter(|(_, proper)| bare && !owned && *proper).map(|(index, _)| index)
}

/// A bare name at the end of the phrase of a noun that says what kind of thing it is.
fn at_the_end(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let language = tree.sentence.language;
    let kind = words.value(language, WordClass::KindNoun, tree.lemma(head)).and_then(EntityKind::from_name)?;
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
