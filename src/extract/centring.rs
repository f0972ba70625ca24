//! Whom the sentences before go on about: who their subjects, pronouns and possessives took up again.
//!
//! Owns the centres of sentences and what they are worth (centering; Grosz, Joshi & Weinstein 1995). Takes a sentence and how
//! far back another stands; gives candidates to `ranking`; leaves the antecedent of each phrase to `antecedents`.

use crate::model::{EntityKind, Mention, Upos};
use crate::ontology::{PartOfSpeech, WordClass};

use super::antecedents;
use super::context::Context;
use super::discourse::{chained, is_possessive, topic};
use super::naming;
use super::relations::{ACQUIRES, INVESTS_IN, OWNS_STAKE_IN, SUPPLIES};
use super::salience::{SUBJECT, acts, distance};

/// What whose the subject of a sentence is loses against the subject, unless the sentence says what that is.
const OWNER: f32 = 0.35;

/// What a name gains that a sentence about a new name takes up from before.
const CENTRE: f32 = 0.1;

/// Whom the subjects of the sentence `back` before point back to in their turn, each as good as a name in its place:
/// *X grew. The company hired. It ...* Gives that subject, whom it stands for, and the score, for the phrase at `token`.
pub(super) fn taken_up(
    context: &Context<'_>,
    (sentence, token): (usize, usize),
    back: usize,
) -> Vec<(usize, usize, f32)> {
    let there = sentence - back;
    let tree = &context.trees[there];
    let subjects = (0..tree.len()).filter(|&token| tree.relation(token) == "nsubj");
    let found = subjects.clone().filter_map(|token| Some((token, chained(context, there, token)?)));
    let score = |index: usize| SUBJECT + distance(back) + 0.2 * context.mention(index).confidence;
    // *Its first shareholder is Y. X is its chief executive*: nor is whose the subject is forgotten.
    let defined = |token: usize| tree.head(token).is_some_and(|root| tree.has_child(root, "cop"));
    let owned = subjects.filter_map(|subject| {
        let (token, index) = owner_of_subject(context, there, subject)?;
        Some((token, index, score(index) + if defined(subject) { CENTRE } else { -OWNER }))
    });
    // *Ann Orr, once an officer of Z, leads it. It raised 3 million*: whom a person does something to is what goes on.
    let person = |verb: usize| {
        let named = tree.child_by(verb, &["nsubj"]).and_then(|subject| context.mention_at(there, subject));
        named.is_some_and(|(index, proper)| proper && context.mention(index).kind == EntityKind::Person)
    };
    let object = |&token: &usize| tree.upos(token) == Upos::Pron && tree.relation(token) == "obj";
    let objects = (0..tree.len()).filter(object).filter(|&token| tree.head(token).is_some_and(person));
    let objects = objects.filter_map(|token| Some((token, chained(context, there, token)?)));
    let mut found: Vec<_> = found.chain(objects).map(|(token, index)| (token, index, score(index))).collect();
    found.extend(owned);
    if back > 1 || !acts_on(context, sentence, token) {
        found.extend(centre(context, there).map(|(token, index)| (token, index, score(index) + CENTRE)));
    }
    found
}

/// *Y bought it in 2019. It also bought Z*: whether a subject does what is done to firms, or what the sentence before has said
/// already: who acted there goes on acting.
fn acts_on(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    let tree = &context.trees[sentence];
    let language = tree.sentence.language;
    let verb = tree.head(token).filter(|&verb| tree.full_relation(token) == "nsubj" && tree.upos(verb) == Upos::Verb);
    let Some(verb) = verb.filter(|&verb| !tree.has_child(verb, "aux:pass")) else { return false };
    let before = sentence.checked_sub(1).map(|before| &context.trees[before]);
    let again = before.is_some_and(|it| {
        (0..it.len())
            .any(|at| it.upos(at) == Upos::Verb && it.relation(at) == "root" && it.lemma(at) == tree.lemma(verb))
    });
    let adds = |child: usize| context.ontology.words.has(language, WordClass::Additive, tree.lower(child));
    let lexicon = &context.ontology.lexicon;
    let mut entries = lexicon.of_lemma(language, PartOfSpeech::Verb, tree.lemma(verb));
    let deal = entries.any(|entry| {
        entry.with.is_empty() && [ACQUIRES, INVESTS_IN, OWNS_STAKE_IN, SUPPLIES].contains(&entry.relation.as_ref())
    });
    again || deal || tree.children_by(verb, &["advmod"]).any(adds)
}

/// *Its first customer is Y*, *its shares are held by Y*, *the founder, Ann Orr, came from Y*, *Ann Orr is the founder*: whose the
/// subject of a sentence is, or what it says of somebody, unless somebody else acts under that noun (*its rival Y has bought Z*).
fn owner_of_subject(context: &Context<'_>, sentence: usize, subject: usize) -> Option<(usize, usize)> {
    let tree = &context.trees[sentence];
    let root = tree.head(subject).filter(|&root| tree.relation(root) == "root")?;
    let defined = tree.has_child(root, "cop");
    let person = |at: usize| {
        let named = context.mention_at(sentence, at).filter(|&(_, proper)| proper).map(|(index, _)| index);
        let named = named.or_else(|| naming::beside(context, sentence, at));
        named.map(|index| context.mention(index).kind)
    };
    let named = person(subject);
    if tree.upos(subject) != Upos::Noun {
        let post = defined && named == Some(EntityKind::Person);
        return bare_post(context, sentence, root).filter(|_| post);
    }
    let other = matches!(named, Some(EntityKind::Organization | EntityKind::Product)) && !defined;
    if other || context.ontology.words.has(tree.sentence.language, WordClass::KinNoun, tree.lemma(subject)) {
        return None;
    }
    if let Some(own) = tree.children(subject).iter().copied().find(|&child| is_possessive(context, sentence, child)) {
        return Some((own, chained(context, sentence, own)?));
    }
    bare_post(context, sentence, subject).filter(|_| named == Some(EntityKind::Person))
}

/// The firm that a sentence before names, of a post that says none: *the founder*.
fn bare_post(context: &Context<'_>, sentence: usize, noun: usize) -> Option<(usize, usize)> {
    let tree = &context.trees[sentence];
    let post = tree.upos(noun) == Upos::Noun
        && naming::kind_of(context, sentence, noun) == Some(EntityKind::Person)
        && naming::is_definite(context, sentence, noun)
        && tree.child_by(noun, &["nmod", "compound", "acl"]).is_none();
    let index = antecedents::of_post(context, sentence, noun).filter(|_| post)?;
    (context.mention(index).sentence < sentence).then_some((noun, index))
}

/// *X makes pumps. Y holds 42 % of its capital. It ...*, *Y bought the company*: whom a sentence takes up from before, where its
/// subject is new: the text goes on about them (the backward-looking centre; Grosz, Joshi & Weinstein 1995).
fn centre(context: &Context<'_>, sentence: usize) -> Option<(usize, usize)> {
    if let Some(known) = context.centres.borrow().get(&sentence) {
        return *known;
    }
    // Antecedents may ask for the same again on the way.
    context.centres.borrow_mut().insert(sentence, None);
    let tree = &context.trees[sentence];
    let main = |&at: &usize| !tree.ancestors(at).any(|step| matches!(tree.relation(step), "acl" | "advcl"));
    let told = |at: usize| if points_back(context, sentence, at) { chained(context, sentence, at) } else { None };
    let found = is_about_someone_new(context, sentence).then(|| {
        let pointing = (0..tree.len()).filter(main).find_map(|at| Some((at, told(at)?)));
        pointing
            .or_else(|| (0..tree.len()).filter(main).find_map(|at| Some((at, firm_of_stake(context, sentence, at)?))))
    });
    // Who only had a part in something is hardly gone on about.
    let central = |&(_, index): &(usize, usize)| {
        let mention = context.mention(index);
        mention.sentence < sentence && acts(context, mention)
    };
    let found = found.flatten().filter(central);
    context.centres.borrow_mut().insert(sentence, found);
    found
}

/// Whether the first subject of a sentence is an organisation that the text has not named before. *Y is its subsidiary. It makes
/// engines*: who is told to be somebody's is who is new.
fn is_about_someone_new(context: &Context<'_>, sentence: usize) -> bool {
    let tree = &context.trees[sentence];
    let Some(subject) = (0..tree.len()).find(|&token| tree.relation(token) == "nsubj") else { return false };
    let named = context.mention_at(sentence, subject).map(|(index, _)| context.mention(index));
    let new = named.is_some_and(|it| is_firm(it) && !is_told_before(context, it));
    let said = tree.head(subject).is_some_and(|noun| tree.has_child(noun, "cop"));
    new && (!said || tree.child_by(subject, &["conj"]).is_some())
}

/// Whether a token that is no subject takes somebody up from before: a pronoun, a possessive, *the company*.
fn points_back(context: &Context<'_>, sentence: usize, at: usize) -> bool {
    let tree = &context.trees[sentence];
    let has = |class: WordClass, form: &str| context.ontology.words.has(tree.sentence.language, class, form);
    match tree.upos(at) {
        Upos::Pron => {
            matches!(tree.relation(at), "obj" | "iobj")
                || is_possessive(context, sentence, at)
                || has(WordClass::GenitiveClitic, tree.lower(at))
        }
        Upos::Det => is_possessive(context, sentence, at),
        Upos::Noun => {
            tree.relation(at) != "nsubj"
                && has(WordClass::AnyFirm, tree.lemma(at))
                && naming::is_definite(context, sentence, at)
        }
        _ => false,
    }
}

/// *Owns 20 % of the shares*: the one firm that the text has told of, or is about, and not who owns them.
fn firm_of_stake(context: &Context<'_>, sentence: usize, at: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let stake = context.ontology.words.has(tree.sentence.language, WordClass::StakeNoun, tree.lemma(at));
    let free = stake
        && naming::is_definite(context, sentence, at)
        && tree.child_by(at, &["nmod", "compound", "acl"]).is_none();
    let index = antecedents::of_post(context, sentence, at).filter(|_| free)?;
    let name = |index: usize| &*context.mention(index).name;
    let about = topic(context).is_some_and(|topic| name(topic) == name(index));
    let before = context.analysis.mentions.iter().take_while(|it| it.sentence < sentence);
    let sole = || before.filter(|it| is_firm(it)).all(|it| &*it.name == name(index));
    (about || sole()).then_some(index)
}

fn is_firm(mention: &Mention) -> bool {
    mention.proper && mention.kind == EntityKind::Organization
}

/// Whether an earlier sentence names the same.
fn is_told_before(context: &Context<'_>, mention: &Mention) -> bool {
    let earlier = &context.analysis.mentions[..];
    earlier.iter().take_while(|it| it.sentence < mention.sentence).any(|it| it.proper && it.name == mention.name)
}
