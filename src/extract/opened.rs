//! Whom a sentence names before it says its subject: *Founded in 1908 as X, the firm makes pumps*, *Originally called X, it
//! was renamed Y*.
//!
//! Owns the name that a participle in front of a clause gives its subject. Takes the subject's token; leaves what else a
//! subject may stand for to `antecedents`.

use crate::model::{EntityKind, Upos, VerbForm};
use crate::ontology::{LexicalEntry, PartOfSpeech, WordClass};

use super::complements::is_marked;
use super::context::Context;
use super::relations::{BASED_IN, FOUNDS, RENAMES_TO};

/// The name of an organisation that the participle before the subject at `token` gives it.
pub(super) fn name_of(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let language = tree.sentence.language;
    let verb = tree.head(token).filter(|_| tree.relation(token) == "nsubj")?;
    let participle = tree.children_by(verb, &["advcl", "acl"]).find(|&at| {
        at < token && tree.upos(at) == Upos::Verb && tree.token(at).morph.verb_form == Some(VerbForm::Part)
    })?;
    let firm = |at: usize| {
        let (index, proper) = context.mention_at(sentence, at)?;
        (proper && context.fits(index, &[EntityKind::Organization])).then_some(index)
    };
    let names = |entry: &LexicalEntry| [FOUNDS, RENAMES_TO, BASED_IN].contains(&entry.relation.as_ref());
    let lexicon = &context.ontology.lexicon;
    let told = [PartOfSpeech::Verb, PartOfSpeech::Adjective]
        .into_iter()
        .any(|part| lexicon.starting_with(language, part, tree.lemma(participle)).any(names));
    // *Called X by analysts*: by a name of somebody's own.
    let called =
        !tree.has_child(participle, "obl:agent") && words.has(language, WordClass::NamingVerb, tree.lemma(participle));
    let given = |child: usize| match tree.relation(child) {
        "obj" | "xcomp" if called => firm(child),
        "obl" if told && is_marked(tree, words, child, WordClass::PredicativeMarker) => firm(child),
        // *Founded under the name of X*.
        "obl" if told && words.has(language, WordClass::NameNoun, tree.lemma(child)) => {
            tree.children_by(child, &["nmod", "appos", "flat"]).find_map(firm)
        }
        _ => None,
    };
    tree.children(participle).iter().filter(|&&child| child > participle).find_map(|&child| given(child))
}
