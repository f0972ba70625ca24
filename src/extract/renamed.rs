//! Who goes by another name from then on: *X becomes Y. The company has 300 people*.
//!
//! Owns the changes of name that a text has told, and the step from the old name to the new for what points back to it. Takes
//! whom a phrase stands for; leaves the choice among names to `ranking`.

use crate::model::{EntityKind, Mention, Status, Upos};
use crate::ontology::{Frame, LexicalEntry, PartOfSpeech};

use super::context::Context;
use super::naming;
use super::opened;
use super::proposition;
use super::relations::RENAMES_TO;
use super::status;
use super::tree::Tree;

/// A change of name in a sentence, by the mentions of both.
pub(super) struct Renamed {
    sentence: usize,
    old: usize,
    new: usize,
}

/// Whom a phrase of a sentence stands for that points back to `mention`: the same by the last name that a text has told.
pub(super) fn since(context: &Context<'_>, sentence: usize, mention: usize) -> usize {
    let told = context.renamed.get_or_init(|| all(context));
    told.iter().filter(|it| it.sentence < sentence).fold(mention, |now, it| {
        let old = context.mention(now);
        let same = old.sentence <= it.sentence && context.mention(it.old).name == old.name;
        if same { it.new } else { now }
    })
}

/// *X (formerly Y) has 300 people*: X, for the name `mention` in a bracket that says how X was called before, of whom the
/// predicate at `predicate` outside the bracket tells.
pub(super) fn outside_bracket(context: &Context<'_>, predicate: usize, mention: usize) -> Option<usize> {
    let old = context.mention(mention);
    let tree = &context.trees[old.sentence];
    let form = |at: usize| tree.token(at).form.as_ref();
    let open = (0..old.tokens.start).rev().take_while(|&at| form(at) != ")").find(|&at| form(at) == "(")?;
    let formerly = |entry: &LexicalEntry| {
        let mut markers = entry.markers.iter();
        let mut right_before = || markers.any(|form| tree.phrase_end(open + 1, form) == Some(old.tokens.start));
        entry.frame == Frame::Bracket && entry.relation.as_ref() == RENAMES_TO && right_before()
    };
    let inside = |at: usize| (open..old.tokens.end).contains(&at);
    let told = old.proper
        && !inside(predicate)
        && context.ontology.lexicon.constructions(tree.sentence.language).any(formerly);
    let before = |other: &Mention| other.proper && other.kind == old.kind && other.tokens.end == open;
    context.mentions(old.sentence).find(|(_, other)| told && before(other)).map(|(index, _)| index)
}

/// The changes of name of a text, in its order.
fn all(context: &Context<'_>) -> Vec<Renamed> {
    let sentences = 0..context.trees.len();
    sentences
        .flat_map(|sentence| (0..context.trees[sentence].len()).filter_map(move |verb| at(context, sentence, verb)))
        .collect()
}

/// *X becomes Y*, *X, renamed Y,*, *X changes its name to Y*: the change that the verb at `verb` tells as a fact.
fn at(context: &Context<'_>, sentence: usize, verb: usize) -> Option<Renamed> {
    let tree = &context.trees[sentence];
    if tree.upos(verb) != Upos::Verb {
        return None;
    }
    let undergoes = tree.relation(verb) == "acl"
        || tree.children_by(verb, &["nsubj"]).any(|it| tree.full_relation(it) == "nsubj:pass");
    let fits = |entry: &&LexicalEntry| renames(tree, verb, entry) && (entry.frame != Frame::ObjectOblique || undergoes);
    let mut entries =
        context.ontology.lexicon.starting_with(tree.sentence.language, PartOfSpeech::Verb, tree.lemma(verb));
    let new = entries.by_ref().filter(fits).find_map(|entry| new_name(context, (sentence, verb), entry))?;
    let words = &context.ontology.words;
    let told = status::of(tree, words, verb, None) == Some(Status::Completed);
    let clause = proposition::arguments(tree, words, verb);
    let before = clause.subjects.into_iter().chain(clause.objects).filter(|&at| at < verb && told);
    let named = |at: usize| firm(context, sentence, at).or_else(|| naming::beside(context, sentence, at));
    let old = before.into_iter().find_map(|at| named(at).or_else(|| opened::name_of(context, sentence, at)))?;
    (context.mention(old).name != context.mention(new).name).then_some(Renamed { sentence, old, new })
}

/// The new name behind the verb: its bare object, or what a marker of the entry stands before.
fn new_name(context: &Context<'_>, (sentence, verb): (usize, usize), entry: &LexicalEntry) -> Option<usize> {
    let tree = &context.trees[sentence];
    let behind =
        |&child: &usize| child > verb && tree.upos(child) == Upos::Propn && tree.child_by(child, &["det"]).is_none();
    if entry.frame == Frame::Prepositional {
        let marked = |&child: &usize| tree.marker(child).is_some_and(|marker| entry.has_marker(&marker));
        return tree
            .children_by(verb, &["obl"])
            .filter(behind)
            .filter(marked)
            .find_map(|at| firm(context, sentence, at));
    }
    let bare = |&child: &usize| tree.child_by(child, &["case"]).is_none();
    tree.children_by(verb, &["obj", "xcomp"]).filter(behind).filter(bare).find_map(|at| firm(context, sentence, at))
}

/// The name of an organisation at a token.
fn firm(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let (index, proper) = context.mention_at(sentence, token)?;
    (proper && context.mention(index).kind == EntityKind::Organization).then_some(index)
}

/// Whether an entry of a verb says that who is named before it has the name behind it now.
fn renames(tree: &Tree<'_>, verb: usize, entry: &LexicalEntry) -> bool {
    let beside = |word: &String| tree.children(verb).iter().any(|&child| tree.lemma(child) == word.as_str());
    let frames = matches!(entry.frame, Frame::Transitive | Frame::ObjectOblique | Frame::Prepositional);
    frames
        && entry.relation.as_ref() == RENAMES_TO
        && tree.phrase_at(verb, &entry.lemma)
        && entry.with.iter().all(beside)
}
