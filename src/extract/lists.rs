//! The members of a group that a text lists behind its noun: *groups such as A and B*, *three banks: A, B and C*.
//!
//! Owns what introduces such a list and how far it goes, by the tree and, where the tree hangs the members
//! elsewhere, by order. Takes the noun's place in its sentence; gives the heads of the members.

use crate::model::{EntityKind, Mention, Number, Upos, VerbForm};
use crate::ontology::WordClass;

use super::apposition;
use super::context::Context;
use super::naming;
use super::remnants;
use super::tree::Tree;

/// How far behind its noun a list may begin, in tokens.
const REACH: usize = 8;

/// How many words may describe a member before its name: *the American fund X*.
const DESCRIPTION: usize = 5;

/// The heads of the names that are members of what the noun at `head` means; none when it lists nothing.
pub(super) fn members(context: &Context<'_>, sentence: usize, head: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    if tree.upos(head) != Upos::Noun {
        return Vec::new();
    }
    let named = |&member: &usize| context.mention_at(sentence, member).is_some_and(|(_, proper)| proper);
    let composed: Vec<usize> = tree
        .children_by(head, &["acl"])
        .filter(|&child| context.ontology.words.has(tree.sentence.language, WordClass::Composing, tree.lemma(child)))
        .flat_map(|child| tree.children_by(child, &["obj", "obl"]).collect::<Vec<_>>())
        .filter(named)
        .collect();
    if !composed.is_empty() {
        return composed;
    }
    // *Took part in the round, including X*: one thing that is no group has no members.
    let one = tree.token(head).morph.number == Some(Number::Sing)
        && context.ontology.words.has(tree.sentence.language, WordClass::Round, tree.lemma(head));
    if one {
        return Vec::new();
    }
    let below: Vec<usize> = tree
        .children(head)
        .iter()
        .copied()
        .filter(|&child| child > head && matches!(tree.relation(child), "nmod" | "appos" | "parataxis" | "obl" | "dep"))
        .filter(|&child| introduces(context, sentence, head, child))
        .filter(named)
        .collect();
    let listed = if below.is_empty() { by_order(context, sentence, head) } else { below };
    let listed = if listed.is_empty() { behind_employer(context, sentence, head) } else { listed };
    let listed = if listed.is_empty() { counted_out(context, sentence, head) } else { listed };
    if listed.is_empty() { at_the_end(context, sentence, head) } else { listed }
}

/// *Two groups have put money into Z: X and Y*: as many names behind a colon as the subject counts.
fn counted_out(context: &Context<'_>, sentence: usize, head: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let number = |child: usize| -> Option<usize> {
        let (form, language) = (tree.lower(child), tree.sentence.language);
        words.value(language, WordClass::NumberWord, form).unwrap_or(form).parse().ok()
    };
    let count = tree.children_by(head, &["nummod"]).find_map(number).filter(|_| tree.relation(head) == "nsubj");
    let colon = (head + 1..tree.len()).find(|&at| tree.token(at).form.as_ref() == ":");
    let Some((count, colon)) = count.zip(colon) else { return Vec::new() };
    let row = members_from(context, sentence, colon + 1);
    if row.len() == count { row } else { Vec::new() }
}

/// *Two former engineers of Z, A and B*: the people behind the comma are those that the noun names, not others beside
/// their organisation.
fn behind_employer(context: &Context<'_>, sentence: usize, head: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let person = |token: usize| {
        let name = context.mention_at(sentence, token).filter(|&(_, proper)| proper);
        name.is_some_and(|(index, _)| context.mention(index).kind == EntityKind::Person)
    };
    let several = tree.token(head).morph.number == Some(Number::Plur);
    if !several || naming::kind_of(context, sentence, head) != Some(EntityKind::Person) {
        return Vec::new();
    }
    let employers = tree.children_by(head, &["nmod"]).filter(|&child| child > head && !person(child));
    let comma = |at: usize| at < tree.len() && tree.token(at).form.as_ref() == ",";
    let rows = employers.filter_map(|employer| {
        let (index, _) = context.mention_at(sentence, employer).filter(|&(_, proper)| proper)?;
        Some(context.mention(index).tokens.end).filter(|&end| comma(end))
    });
    let found = rows.map(|end| members_from(context, sentence, end + 1)).find(|row| !row.is_empty());
    found.filter(|row| row.iter().all(|&member| person(member))).unwrap_or_default()
}

/// *Many groups use it, including X and Y*: the list stands at the end of the clause, and no other noun in the plural
/// before it.
fn at_the_end(context: &Context<'_>, sentence: usize, head: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let plural = |token: usize| tree.upos(token) == Upos::Noun && tree.token(token).morph.number == Some(Number::Plur);
    let argument = matches!(tree.relation(head), "nsubj" | "obj");
    if !argument || !plural(head) || naming::is_definite(context, sentence, head) {
        return Vec::new();
    }
    let behind = (head + 1..tree.len().saturating_sub(1)).take_while(|&at| !plural(at));
    let mut commas = behind.filter(|&at| tree.token(at).form.as_ref() == ",");
    let Some(start) = commas.find_map(|comma| example_marker(context, sentence, comma + 1)) else { return Vec::new() };
    members_from(context, sentence, start)
}

/// The names of a row that begins at `start`, separated by commas and conjunctions.
fn members_from(context: &Context<'_>, sentence: usize, start: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let mut found = Vec::new();
    let mut at = start;
    while let Some((member, end)) = member_at(context, sentence, at) {
        found.push(member);
        let Some(next) = separator(tree, end) else { break };
        at = next;
    }
    found
}

/// Whether a colon or a marker of examples stands between a noun and what hangs on it.
fn introduces(context: &Context<'_>, sentence: usize, head: usize, child: usize) -> bool {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    if let Some(marker) = tree.marker(child) {
        return words.has(tree.sentence.language, WordClass::ExampleMarker, &marker);
    }
    let (first, _) = tree.extent(child);
    let colon = first > 0 && (tree.token(first - 1).form.as_ref() == ":" || tree.token(first).form.as_ref() == ":");
    colon || (head + 1..=child).any(|token| example_marker(context, sentence, token).is_some_and(|end| end <= child))
}

/// Where a marker of examples at `token` ends.
fn example_marker(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let markers = context.ontology.words.of(tree.sentence.language, WordClass::ExampleMarker);
    markers.filter_map(|(form, _)| tree.phrase_end(token, form)).max()
}

/// The names that follow a noun and what introduces a list, separated by commas and conjunctions.
fn by_order(context: &Context<'_>, sentence: usize, head: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    if tree.token(head).morph.number != Some(Number::Plur) || is_inside_group(context, sentence, head) {
        return Vec::new();
    }
    let Some((start, marked)) = introduced(context, sentence, head) else { return Vec::new() };
    let found = members_from(context, sentence, start);
    if found.len() < 2 && !marked { Vec::new() } else { found }
}

/// The names that a text adds to the one at `first` with commas and a conjunction, whatever the tree makes of it:
/// *A (1968), B (1971) and, in 1974, C*. None without the conjunction.
pub(super) fn enumerated(context: &Context<'_>, sentence: usize, first: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let opener = context.mention(first);
    let person = |index: usize| context.mention(index).kind == EntityKind::Person;
    let mut found = Vec::new();
    // *Two units of X, Y and Z*: the names tell who the units are.
    let above = tree.head(opener.head).filter(|_| matches!(tree.relation(opener.head), "nmod" | "appos"));
    if above.is_some_and(|above| tree.token(above).morph.number == Some(Number::Plur)) {
        return found;
    }
    let (mut end, mut closed) = (behind_bracket(tree, opener.tokens.end), false);
    end = behind_apposition(context, sentence, (end, opener.kind));
    while let Some(next) = separator(tree, end).filter(|_| !closed) {
        closed = tree.upos(next - 1) == Upos::Cconj || tree.relation(next - 1) == "fixed";
        let Some((member, after)) = described_at(context, sentence, behind_aside(tree, next)) else { break };
        // *Founded by the university of X and the developer Y*: who acts may be of either sort.
        let acts = |index: usize| person(index) || context.mention(index).kind == EntityKind::Organization;
        let same = context.mention(member).kind == opener.kind;
        // *From the fund X, the region of Y and Z*: a place with a noun of its own acts as well.
        let start = context.mention(member).tokens.start;
        let public = context.mention(member).kind == EntityKind::Place
            && start > next
            && tree.upos(start - 1) == Upos::Noun
            && acts(first);
        let fits = acts(member) && acts(first) && closed || same || public;
        // *Ann Orr, a partner at X, and Bob Roe*: the row is that of the name which the noun around the first tells of.
        let outer = |&noun: &usize| apposition::is_behind(tree, noun, context.mention(member).head);
        let parted = end < tree.len() && tree.token(end).form.as_ref() == ",";
        let outside = parted && tree.ancestors(opener.head).skip(1).take(4).any(|noun| outer(&noun));
        // *The engines come from X and the doors from Y*.
        let gapped = remnants::holds(tree, context.mention(member).head);
        if !fits || found.len() >= LONGEST || outside || gapped {
            return Vec::new();
        }
        found.push(member);
        end = if closed { after } else { behind_apposition(context, sentence, (after, opener.kind)) };
    }
    let finite = |token: usize| tree.token(token).morph.verb_form == Some(VerbForm::Fin);
    // *X bought A and B sold C*: the last is the subject of another clause.
    let acts = end < tree.len() && finite(end) && (0..opener.tokens.start).any(finite);
    if closed && !acts { found } else { Vec::new() }
}

/// The name at `at` behind an adposition, an article and the words that describe it, and where its phrase ends.
fn described_at(context: &Context<'_>, sentence: usize, at: usize) -> Option<(usize, usize)> {
    let tree = &context.trees[sentence];
    let start = (at..tree.len().min(at + 3)).find(|&token| !matches!(tree.upos(token), Upos::Adp | Upos::Det))?;
    // *Owned by X, after the Y and others objected*: what begins a clause joins no name.
    if (at..start).any(|token| tree.relation(token) == "mark") {
        return None;
    }
    let behind = |index: usize| (index, behind_bracket(tree, context.mention(index).tokens.end));
    for token in start..tree.len().min(start + DESCRIPTION) {
        if let Some((index, true)) = context.mention_at(sentence, token).filter(|_| tree.upos(token) != Upos::Adj) {
            let mention = context.mention(index);
            if describes_another(context, sentence, mention) {
                return described_at(context, sentence, mention.tokens.end + 1);
            }
            return Some(behind(index));
        }
        if tree.upos(token) == Upos::Noun
            && let Some(name) = naming::beside(context, sentence, token)
        {
            return Some(behind(name)).filter(|_| context.mention(name).tokens.start > token);
        }
        // *Existing investor X*.
        if !matches!(tree.upos(token), Upos::Noun | Upos::Adj) && tree.relation(token) != "amod" {
            return None;
        }
    }
    None
}

/// *The Zorvex backer Y*: the name behind the noun is the member, not the one before.
fn describes_another(context: &Context<'_>, sentence: usize, mention: &Mention) -> bool {
    let tree = &context.trees[sentence];
    let noun = mention.tokens.end;
    let named = |(_, name): (usize, &Mention)| name.proper && name.tokens.start == noun + 1;
    noun + 1 < tree.len() && tree.upos(noun) == Upos::Noun && context.mentions(sentence).any(named)
}

/// Behind what stands between commas at `at`: *and, in 1974, X*.
fn behind_aside(tree: &Tree<'_>, at: usize) -> usize {
    let comma = |token: usize| tree.token(token).form.as_ref() == ",";
    if at >= tree.len() || !comma(at) {
        return at;
    }
    let close = (at + 1..tree.len().min(at + ASIDE)).find(|&token| comma(token));
    close.map_or(at, |close| close + 1)
}

/// Behind what a noun between a comma at `at` and a comma before a conjunction says of the name before: *founded by A, a
/// doctor of biology, and B*. A name of the same kind inside is one of the row: *A, the fund C, and B*.
fn behind_apposition(context: &Context<'_>, sentence: usize, (at, kind): (usize, EntityKind)) -> usize {
    let tree = &context.trees[sentence];
    let comma = |token: usize| token < tree.len() && tree.token(token).form.as_ref() == ",";
    let noun = (at + 1..tree.len().min(at + 4)).find(|&token| !matches!(tree.upos(token), Upos::Det | Upos::Adj));
    if !comma(at) || noun.is_none_or(|noun| tree.upos(noun) != Upos::Noun) {
        return at;
    }
    let Some(close) = (at + 1..tree.len().min(at + APPOSITION)).find(|&token| comma(token)) else { return at };
    let joins = close + 1 < tree.len() && tree.upos(close + 1) == Upos::Cconj;
    let row = context
        .mentions(sentence)
        .any(|(_, mention)| mention.proper && mention.kind == kind && (at..close).contains(&mention.tokens.start));
    let plain = (at + 1..close).all(|token| !matches!(tree.upos(token), Upos::Verb | Upos::Aux | Upos::Cconj));
    if joins && plain && !row { close } else { at }
}

/// How many tokens such an aside may have.
const APPOSITION: usize = 12;

/// How many names a text adds to one at most.
const LONGEST: usize = 30;

/// How many tokens may stand between the commas behind a conjunction.
const ASIDE: usize = 8;

/// *Makers of drinks, among them X*: the members are of the group that is named first.
fn is_inside_group(context: &Context<'_>, sentence: usize, noun: usize) -> bool {
    let tree = &context.trees[sentence];
    let outer = tree.head(noun).filter(|&outer| outer < noun && tree.relation(noun) == "nmod");
    outer.is_some_and(|outer| {
        tree.token(outer).morph.number == Some(Number::Plur)
            && matches!(
                naming::kind_of(context, sentence, outer),
                Some(EntityKind::Organization | EntityKind::Person | EntityKind::Group)
            )
    })
}

/// Where the members begin behind the phrase of a noun, and whether a marker says that they are examples.
fn introduced(context: &Context<'_>, sentence: usize, head: usize) -> Option<(usize, bool)> {
    let tree = &context.trees[sentence];
    for at in head + 1..tree.len().min(head + REACH) {
        if let Some(end) = example_marker(context, sentence, at) {
            return Some((end, true));
        }
        match tree.token(at).form.as_ref() {
            ":" | "(" | "\u{2013}" | "\u{2014}" => {
                let marker = example_marker(context, sentence, at + 1).filter(|_| at + 1 < tree.len());
                return Some((marker.unwrap_or(at + 1), marker.is_some()));
            }
            "," => {
                return example_marker(context, sentence, at + 1)
                    .filter(|_| at + 1 < tree.len())
                    .map(|end| (end, true));
            }
            _ => {}
        }
        let named = context.mention_at(sentence, at).is_some_and(|(_, proper)| proper);
        if named || !matches!(tree.upos(at), Upos::Noun | Upos::Adj | Upos::Adp | Upos::Det | Upos::Adv) {
            return None;
        }
    }
    None
}

/// The name at `at`, the words that describe it skipped, and where its phrase ends, a bracket behind it included.
fn member_at(context: &Context<'_>, sentence: usize, at: usize) -> Option<(usize, usize)> {
    let tree = &context.trees[sentence];
    for token in at..tree.len().min(at + DESCRIPTION) {
        // *The American fund X*: the adjective names a place, not a member.
        let named = context.mention_at(sentence, token).filter(|_| tree.upos(token) != Upos::Adj);
        if let Some((index, true)) = named {
            let mention = context.mention(index);
            // *Sweden's X*: the name behind the clitic is the member.
            let clitic = mention.tokens.end;
            let owns = clitic + 1 < tree.len() && tree.upos(clitic) == Upos::Part && tree.relation(clitic) == "case";
            if owns && mention.kind == EntityKind::Place {
                return member_at(context, sentence, clitic + 1);
            }
            if describes_another(context, sentence, mention) {
                return member_at(context, sentence, mention.tokens.end + 1);
            }
            return Some((mention.head, behind_bracket(tree, mention.tokens.end)));
        }
        if !matches!(tree.upos(token), Upos::Det | Upos::Noun | Upos::Adj) {
            return None;
        }
    }
    None
}

/// Behind the bracket that opens at `at`, or `at` itself.
pub(super) fn behind_bracket(tree: &Tree<'_>, at: usize) -> usize {
    let form = |token: usize| tree.token(token).form.as_ref();
    if at >= tree.len() || form(at) != "(" {
        return at;
    }
    (at..tree.len()).find(|&token| form(token) == ")").map_or(at, |close| close + 1)
}

/// Where the next member begins behind a comma, a conjunction or both.
fn separator(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let behind = |token: usize| {
        let single = || tree.token(token).form.as_ref() == "," || tree.upos(token) == Upos::Cconj;
        // *X as well as Y*: a conjunction of several words.
        let joined = || {
            let fixed = |&at: &usize| tree.head(at) == Some(token) && tree.relation(at) == "fixed";
            let rest = (token + 1..tree.len()).take_while(fixed).last().filter(|_| tree.relation(token) == "cc");
            rest.map(|last| last + 1)
        };
        (token < tree.len()).then(|| joined().or_else(|| single().then_some(token + 1))).flatten()
    };
    let first = behind(at)?;
    Some(behind(first).unwrap_or(first))
}
