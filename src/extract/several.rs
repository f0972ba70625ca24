//! Whom a plural stands for: *They*, *the two companies*, *the duo*.
//!
//! Owns the search for names that stand together in the sentences before. Takes a pronoun or a counted noun; gives all
//! whom it means, or nobody; leaves one name to `antecedents`.

use crate::model::{EntityKind, Number, Upos};
use crate::ontology::WordClass;

use super::complements::is_marked;
use super::context::Context;
use super::naming;
use super::salience;

/// What a pronoun's entry says besides kinds: it stands for several.
pub(super) const SEVERAL: &str = "several";

/// How many sentences back the names may stand.
const REACH: usize = 2;

/// The mentions that the plural at `token` stands for, of one of the kinds that its place asks for (`wanted`, empty: any).
pub(super) fn of(context: &Context<'_>, sentence: usize, token: usize, wanted: &[EntityKind]) -> Vec<usize> {
    let Some((mut kinds, count)) = sought(context, sentence, token) else { return Vec::new() };
    if !wanted.is_empty() {
        kinds.retain(|kind| wanted.contains(kind));
    }
    for back in 0..=REACH.min(sentence) {
        let there = sentence - back;
        let before = if back == 0 { token } else { context.trees[there].len() };
        let found = together(context, there, before, &kinds);
        let found = found.or_else(|| alone(context, there, before, &kinds).filter(|_| count.is_some() && back > 0));
        // *Ann Orr a quitté X. Le duo a racheté Y*: a person and a firm are no two of a kind.
        let alike = |found: &Vec<usize>| {
            found.windows(2).all(|two| context.mention(two[0]).kind == context.mention(two[1]).kind)
        };
        let found = found.filter(|found| count.is_none() || alike(found));
        if let Some(found) = found.filter(|found| count.is_none_or(|count| count == found.len())) {
            return found;
        }
    }
    Vec::new()
}

/// *X and Y go on with their purchases*: the names of the sentence that the possessive at `token` stands for together.
pub(super) fn owners(context: &Context<'_>, sentence: usize, token: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let value = context.ontology.words.value(tree.sentence.language, WordClass::Possessive, tree.lower(token));
    if value != Some(SEVERAL) {
        return Vec::new();
    }
    let kinds = [EntityKind::Organization, EntityKind::Person];
    together(context, sentence, token, &kinds).unwrap_or_default()
}

/// The kinds of those whom a plural may mean, and how many they are where it says so.
fn sought(context: &Context<'_>, sentence: usize, token: usize) -> Option<(Vec<EntityKind>, Option<usize>)> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let language = tree.sentence.language;
    if tree.upos(token) == Upos::Pron {
        let value = words.value(language, WordClass::Pronoun, tree.lower(token).trim_start_matches('-'))?;
        let several = value.split(' ').any(|part| part == SEVERAL);
        return several.then(|| (value.split(' ').filter_map(EntityKind::from_name).collect(), None));
    }
    if let Some(count) = words.value(language, WordClass::CountingCollective, tree.lemma(token)) {
        let (kinds, count) = (vec![EntityKind::Person, EntityKind::Organization], count.parse().ok());
        let points =
            naming::is_definite(context, sentence, token) && tree.child_by(token, &["nmod", "appos", "amod"]).is_none();
        return points.then_some((kinds, count));
    }
    let plural = tree.upos(token) == Upos::Noun && tree.token(token).morph.number == Some(Number::Plur);
    let kind = naming::kind_of(context, sentence, token).filter(|_| plural)?;
    let number = |child: usize| words.value(language, WordClass::NumberWord, tree.lower(child))?.parse().ok();
    let count = tree.children_by(token, &["nummod"]).find_map(number);
    let modified = tree.children_by(token, &["nmod", "acl", "appos", "conj"]).next().is_some();
    (count.is_some() && naming::is_definite(context, sentence, token) && !modified).then_some((vec![kind], count))
}

/// Names that a sentence joins by a conjunction, those of its subject first.
fn together(context: &Context<'_>, sentence: usize, before: usize, kinds: &[EntityKind]) -> Option<Vec<usize>> {
    let tree = &context.trees[sentence];
    let name_at = |at: usize| {
        let (index, proper) = context.mention_at(sentence, at)?;
        (proper && kinds.contains(&context.mention(index).kind)).then_some(index)
    };
    let groups = context.mentions(sentence).filter(|(_, mention)| tree.relation(mention.head) != "conj");
    let groups = groups.filter_map(|(index, mention)| {
        let mut names: Vec<usize> = context
            .conjuncts(sentence, mention.head)
            .into_iter()
            .filter(|&at| at < before)
            .filter_map(name_at)
            .collect();
        names.dedup();
        let subject = salience::acts(context, mention);
        (names.len() > 1 && names.contains(&index)).then_some((subject, names))
    });
    groups.max_by_key(|&(subject, _)| subject).map(|(_, names)| names)
}

/// All names of the kinds sought that stand in a sentence, each once.
fn alone(context: &Context<'_>, sentence: usize, before: usize, kinds: &[EntityKind]) -> Option<Vec<usize>> {
    let mut found: Vec<usize> = Vec::new();
    for (index, mention) in context.mentions(sentence) {
        let known = found.iter().any(|&other| context.mention(other).name == mention.name);
        if mention.proper && kinds.contains(&mention.kind) && mention.tokens.end <= before && !known {
            found.push(index);
        }
    }
    (found.len() > 1).then_some(found)
}

/// *A group of banks led by X*: the organisation that leads others acts for them.
pub(super) fn led_by(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let language = tree.sentence.language;
    let group = matches!(naming::kind_of(context, sentence, head), Some(EntityKind::Organization | EntityKind::Group));
    if !group || tree.upos(head) != Upos::Noun {
        return None;
    }
    let inner = tree.children_by(head, &["nmod"]).filter(|&child| child > head);
    let leads = |verb: &usize| words.has(language, WordClass::LeadingVerb, tree.lemma(*verb));
    let verb = std::iter::once(head).chain(inner).find_map(|noun| tree.children_by(noun, &["acl"]).find(leads))?;
    let agent =
        tree.children_by(verb, &["obl"]).find(|&child| is_marked(tree, words, child, WordClass::AgentMarker))?;
    let (index, proper) = context.mention_at(sentence, agent)?;
    (proper && context.mention(index).kind == EntityKind::Organization).then_some(index)
}
