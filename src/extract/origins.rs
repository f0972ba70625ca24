//! Whom a word for where somebody comes from means: *the German group*, *l'allemand*.
//!
//! Owns which names a text has said to come from where, and what a description says of it. Leaves the choice among
//! antecedents to `antecedents`.

use std::collections::HashMap;

use crate::model::{Number, Upos};
use crate::ontology::WordClass;

use super::context::Context;
use super::naming;

/// What a name gains that comes from where the description says: more than the subject that the text is about.
const SAME: f32 = 1.8;

/// What a name loses that comes from elsewhere.
const OTHER: f32 = 0.9;

/// Where a description says that who is meant comes from.
#[derive(Clone, Copy)]
pub(super) struct Origin<'c> {
    place: &'c str,
    /// Whether nothing else is said of who is meant, so that nobody else can be: *l'allemand*.
    alone: bool,
}

impl Origin<'_> {
    /// What a name gains or loses by it, or `None` where it cannot be meant.
    pub(super) fn weighs(self, context: &Context<'_>, name: &str) -> Option<f32> {
        match of_names(context).get(name) {
            Some(places) if places.iter().any(|place| place == self.place) => Some(SAME),
            _ if self.alone => None,
            Some(_) => Some(-OTHER),
            None => Some(0.0),
        }
    }

    pub(super) fn is_alone(self) -> bool {
        self.alone
    }
}

/// The origin that the description at `token` says, by an adjective or as a noun of its own.
pub(super) fn of<'c>(context: &'c Context<'_>, sentence: usize, token: usize) -> Option<Origin<'c>> {
    let tree = &context.trees[sentence];
    if tree.upos(token) != Upos::Noun || tree.token(token).morph.number == Some(Number::Plur) {
        return None;
    }
    if let Some(place) = place(context, sentence, token) {
        return naming::is_definite(context, sentence, token).then_some(Origin { place, alone: true });
    }
    let said = tree.children_by(token, &["amod"]).find_map(|child| place(context, sentence, child));
    said.map(|place| Origin { place, alone: false })
}

/// The place that a word of origin names.
fn place<'c>(context: &'c Context<'_>, sentence: usize, token: usize) -> Option<&'c str> {
    let tree = &context.trees[sentence];
    let value = |form: &str| context.ontology.words.value(tree.sentence.language, WordClass::Demonym, form);
    value(tree.lower(token)).or_else(|| value(tree.lemma(token)))
}

/// The places that a text says its names come from.
fn of_names<'c>(context: &'c Context<'_>) -> &'c HashMap<String, Vec<String>> {
    context.origins.get_or_init(|| {
        let mut found: HashMap<String, Vec<String>> = HashMap::new();
        for (sentence, tree) in context.trees.iter().enumerate() {
            for token in 0..tree.len() {
                let Some(place) = place(context, sentence, token) else { continue };
                if let Some(name) = bearer(context, sentence, token) {
                    found.entry(context.mention(name).name.to_string()).or_default().push(place.to_owned());
                }
            }
        }
        found
    })
}

/// The name that the word of origin at `token` is said of.
fn bearer(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let noun = if tree.relation(token) == "amod" { tree.head(token)? } else { token };
    let proper = |at: usize| context.mention_at(sentence, at).filter(|&(_, proper)| proper).map(|(index, _)| index);
    let own = || if noun == token { None } else { proper(noun) };
    own()
        .or_else(|| naming::beside(context, sentence, noun))
        .or_else(|| naming::said_of(context, sentence, noun).and_then(proper))
}
