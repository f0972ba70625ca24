//! Who says *we* inside a quote: *"We bought X," said Ann Orr, who runs Y*.
//!
//! Owns the way from a quote to who says it and to the organisation that they speak for. Takes a sentence that quotes
//! somebody; leaves texts that speak for themselves to `discourse`.

use crate::model::{EntityKind, Upos};
use crate::ontology::WordClass;

use super::antecedents;
use super::participants::Context;
use super::proposition;
use super::tree::Tree;

/// How many tokens may stand between a verb of saying and who says it, where the tree does not tie them.
const NEAR: usize = 3;

/// Whom the first person of the quote in a sentence means: the one who speaks, or whom they speak for.
pub(super) fn of(context: &Context<'_>, sentence: usize, alone: bool) -> Option<usize> {
    let phrase = Phrase::find(context, sentence)?;
    // *Assure-t-elle*: whom the pronoun means.
    let pronoun = || antecedents::of(context, sentence, phrase.head, &[EntityKind::Person]);
    let speaks = context.trees[sentence].upos(phrase.head) == Upos::Pron;
    let speaker = phrase.named(context, sentence, EntityKind::Person).or_else(|| if speaks { pronoun() } else { None });
    if alone {
        return speaker;
    }
    phrase
        .named(context, sentence, EntityKind::Organization)
        .or_else(|| speaker.and_then(|person| affiliation(context, person, sentence)))
}

/// The words that say who speaks.
struct Phrase {
    head: usize,
    start: usize,
    end: usize,
}

impl Phrase {
    fn find(context: &Context<'_>, sentence: usize) -> Option<Self> {
        let tree = &context.trees[sentence];
        let words = &context.ontology.words;
        let language = tree.sentence.language;
        let quoted = quoted(tree);
        let says = |token: &usize| {
            !quoted[*token]
                && tree.upos(*token) == Upos::Verb
                && words.has(language, WordClass::Reporting, tree.lemma(*token))
        };
        let verb = (0..tree.len()).find(says)?;
        let subjects = proposition::arguments(tree, words, verb).subjects;
        let outside = |token: usize| (token < tree.len() && !quoted[token]).then_some(token);
        let by_tree = subjects.into_iter().find_map(outside);
        let near = || {
            let behind = (verb + 1..tree.len().min(verb + 1 + NEAR)).chain((verb.saturating_sub(NEAR)..verb).rev());
            behind
                .filter(|&at| !quoted[at])
                .find(|&at| context.mention_at(sentence, at).is_some_and(|(_, proper)| proper))
        };
        let head = by_tree.or_else(near)?;
        let (low, high) = tree.extent(head);
        // What a comma adds stands up to the end or the next quote: *said X, who runs Y*.
        let start = (low..=head).find(|&at| !(at..=head).any(|between| quoted[between]))?;
        let end = (head..=high).take_while(|&at| !quoted[at]).last()? + 1;
        Some(Self { head, start, end })
    }

    /// The first name of a kind in the phrase.
    fn named(&self, context: &Context<'_>, sentence: usize, kind: EntityKind) -> Option<usize> {
        let fits = |mention: &crate::model::Mention| {
            mention.proper
                && mention.kind == kind
                && self.start <= mention.tokens.start
                && mention.tokens.end <= self.end
        };
        context.mentions(sentence).find(|(_, mention)| fits(mention)).map(|(index, _)| index)
    }
}

/// The organisation named in the phrase of a person where the text introduced them.
fn affiliation(context: &Context<'_>, person: usize, until: usize) -> Option<usize> {
    let name = &context.mention(person).name;
    (0..=until).find_map(|sentence| {
        let (_, own) = context.mentions(sentence).find(|(_, mention)| mention.proper && mention.name == *name)?;
        let tree = &context.trees[sentence];
        let top = std::iter::successors(Some(own.head), |&token| {
            tree.head(token).filter(|_| matches!(tree.relation(token), "appos" | "flat" | "compound"))
        });
        let (low, high) = tree.extent(top.take(4).last()?);
        let firm = |mention: &crate::model::Mention| {
            mention.proper
                && mention.kind == EntityKind::Organization
                && low <= mention.tokens.start
                && mention.tokens.end <= high + 1
        };
        context.mentions(sentence).find(|(_, mention)| firm(mention)).map(|(index, _)| index)
    })
}

/// Whether each token of a sentence stands between quotes.
fn quoted(tree: &Tree<'_>) -> Vec<bool> {
    let mut open = false;
    (0..tree.len())
        .map(|token| {
            match &*tree.token(token).form {
                "\u{AB}" | "\u{201C}" => open = true,
                "\u{BB}" | "\u{201D}" => {
                    open = false;
                    return true;
                }
                "\"" => {
                    open = !open;
                    return true;
                }
                _ => {}
            }
            open
        })
        .collect()
}
