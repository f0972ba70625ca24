//! Who a pronoun, a possessive or a description stands for.
//!
//! Owns the ranking of antecedents: number, gender and kind agree, subjects come before other
//! roles, near before far; a tie gives no answer. Looks back three sentences at most.

use crate::model::analysis::{Gender, Measure};
use crate::model::{EntityKind, Language, Number, Upos, VerbForm};
use crate::ontology::WordClass;

use super::agreement;
use super::discourse::{
    brought_in, described, interviewee, introduces, named_by, protagonist, speaks, taken_up, topic,
};
use super::naming;
use super::origins::{self, Origin};
use super::participants::Context;
use super::pronouns;
use super::proposition;
use super::sites;
use super::speakers::{is_quoted, speaker};
use super::tree::Tree;

/// How many sentences back an antecedent may stand.
pub(super) const REACH: usize = 3;

/// What a pronoun's entry says besides kinds: it stands for the nearest, not for the topic (*the latter*).
const LATTER: &str = "latter";

/// What a pronoun's entry says besides kinds: it stands for who the whole text is about (*we*).
pub(super) const SPEAKER: &str = "speaker";

/// The mention that the pronoun or definite description at `token` stands for, of one of the kinds that its
/// place asks for (`wanted`, empty: any).
pub(super) fn of(context: &Context<'_>, sentence: usize, token: usize, wanted: &[EntityKind]) -> Option<usize> {
    let Sought { mut kinds, gender, latter, speaker: speaks, must, origin } = sought(context, sentence, token)?;
    if !wanted.is_empty() {
        kinds.retain(|kind| wanted.contains(kind));
    }
    if speaks {
        let alone = kinds.contains(&EntityKind::Person);
        let said = || if alone { interviewee(context) } else { topic(context) };
        // Who says *we* speaks for a firm.
        let firm = alone || wanted.is_empty() || wanted.contains(&EntityKind::Organization);
        let quoted = || speaker(context, sentence, token, alone).filter(|_| firm);
        return if is_quoted(context, sentence) { quoted() } else { said() };
    }
    let wanted = Wanted { kinds: &kinds, gender, doubtful: must, origin };
    // *X has launched Y. The software is used by Z*: a thing, where one is known for sure, before who made it.
    if context.trees[sentence].upos(token) == Upos::Noun
        && wanted.kinds.len() > 1
        && wanted.kinds[0] == EntityKind::Product
    {
        let things = Wanted { kinds: &wanted.kinds[..1], gender, doubtful: false, origin };
        if let Some(thing) = best(context, sentence, token, &things) {
            return Some(thing);
        }
    }
    let found =
        if latter { nearest(context, sentence, token, &wanted) } else { best(context, sentence, token, &wanted) };
    found.or_else(|| sites::told_before(context, sentence, token).filter(|_| kinds.contains(&EntityKind::Facility)))
}

/// The mention that owns what the possessive at `token` determines.
pub(super) fn of_possessive(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let form = tree.lower(token);
    let value = context.ontology.words.value(tree.sentence.language, WordClass::Possessive, &form);
    if value == Some(SPEAKER) {
        return if is_quoted(context, sentence) { speaker(context, sentence, token, false) } else { topic(context) };
    }
    let value = value.unwrap_or_default();
    let named: Vec<EntityKind> = value.split(' ').filter_map(EntityKind::from_name).collect();
    let any = [EntityKind::Organization, EntityKind::Person];
    let kinds = if named.is_empty() { &any[..] } else { &named };
    best(context, sentence, token, &Wanted { kinds, gender: agreement::said(value), doubtful: true, origin: None })
}

/// The organisation that the post or deal at `token` belongs to when nothing says so: the best of the sentences
/// before, else the one that the text is about.
pub(super) fn understood(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let wanted = Wanted { kinds: &[EntityKind::Organization], gender: None, doubtful: true, origin: None };
    let before = context.mentions(sentence).filter(|(_, mention)| {
        mention.proper && mention.kind == EntityKind::Organization && mention.tokens.end <= token
    });
    let here = before.last().map(|(index, _)| index);
    // Who reports of itself means itself.
    if here.is_none()
        && speaks(context)
        && let Some(topic) = topic(context)
    {
        return Some(topic);
    }
    here.or_else(|| best(context, sentence, token, &wanted)).or_else(|| topic(context))
}

/// Whether the phrase at `token` is a pronoun or a definite description of an actor, so that it
/// says nothing when nobody is found for it.
pub(super) fn points_back(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    sought(context, sentence, token).is_some_and(|sought| sought.must)
}

/// What a phrase that points back can stand for.
struct Sought<'c> {
    kinds: Vec<EntityKind>,
    gender: Option<Gender>,
    latter: bool,
    speaker: bool,
    /// Whether the phrase says nothing when nobody is found: *the drug* may still be a drug.
    must: bool,
    /// Where who is meant comes from, where the phrase says it.
    origin: Option<Origin<'c>>,
}

/// What the phrase at `token` can stand for, or `None` when it does not point back.
fn sought<'c>(context: &'c Context<'_>, sentence: usize, token: usize) -> Option<Sought<'c>> {
    let tree = &context.trees[sentence];
    let language = tree.sentence.language;
    let words = &context.ontology.words;
    let form = tree.lower(token).replace('\u{2019}', "'");
    let form = form.trim_start_matches('-').trim_start_matches("t-");
    let phrase = token.checked_sub(1).map(|before| format!("{} {form}", tree.lower(before)));
    let phrase = phrase.and_then(|phrase| words.value(language, WordClass::Pronoun, &phrase));
    let pronoun = match tree.upos(token) {
        Upos::Pron => phrase.or_else(|| words.value(language, WordClass::Pronoun, form)),
        _ => phrase,
    };
    if let Some(value) = pronoun {
        let kinds = value.split(' ').filter_map(EntityKind::from_name).collect();
        let says = |word: &str| value.split(' ').any(|part| part == word);
        let gender = agreement::said(value);
        return Some(Sought { kinds, gender, latter: says(LATTER), speaker: says(SPEAKER), must: true, origin: None });
    }
    if tree.upos(token) != Upos::Noun {
        return None;
    }
    let origin = origins::of(context, sentence, token);
    if origin.is_some_and(Origin::is_alone) {
        let kinds = vec![EntityKind::Organization, EntityKind::Person];
        return Some(Sought { kinds, gender: None, latter: false, speaker: false, must: true, origin });
    }
    let own = own_noun(context, sentence, token);
    let kind = naming::kind_of(context, sentence, token).or(own)?;
    if words.has(language, WordClass::PublicBody, tree.lemma(token)) {
        return None;
    }
    let must = matches!(kind, EntityKind::Organization | EntityKind::Person);
    let mut kinds = match kind {
        // A platform or service that acts goes by the name of who runs it.
        EntityKind::Product if tree.relation(token) == "nsubj" => vec![kind, EntityKind::Organization],
        EntityKind::Organization
        | EntityKind::Person
        | EntityKind::Facility
        | EntityKind::Token
        | EntityKind::Product => vec![kind],
        _ => return None,
    };
    kinds.extend(own.filter(|own| !kinds.contains(own)));
    let definite = naming::is_definite(context, sentence, token);
    // *the company of X* and *the company that makes Y* say themselves who they mean.
    let amount = |child: usize| {
        let measured = |measure: &Measure| measure.sentence == sentence && measure.tokens.contains(&child);
        context.analysis.measures.iter().any(measured)
    };
    let defined = tree.children_by(token, &["nmod", "acl", "appos", "flat", "compound"]).any(|child| {
        // *The chip company*, *the New Jersey company* do not, nor does an amount that the parser hung on them.
        let place = context
            .mention_at(sentence, child)
            .is_some_and(|(index, _)| context.mention(index).kind == EntityKind::Place);
        // *The explorer, which listed in 2018,* is as known without its clause.
        let aside = tree.relation(child) == "acl" && {
            let (first, _) = tree.extent(child);
            tree.token(first).form.as_ref() == ","
                || first.checked_sub(1).is_some_and(|at| tree.token(at).form.as_ref() == ",")
        };
        // What a start-up is a start-up of, in common nouns, tells it from no other.
        let class = tree.relation(child) == "nmod"
            && tree.full_relation(child) != "nmod:poss"
            && !(child..=tree.extent(child).1).any(|at| tree.upos(at) == Upos::Propn);
        // *The exchange based in Vilnius*: a participle tells more of whom the text knows.
        let told = tree.full_relation(child) == "acl" && tree.token(child).morph.verb_form == Some(VerbForm::Part);
        // *La start-up de Tilvarn*: nor does the town of a company that a text has named.
        let town = place
            && must
            && tree.children_by(token, &["nmod"]).count() == 1
            && tree.marker(child).is_some_and(|marker| words.has(language, WordClass::GenitiveMarker, &marker));
        !amount(child)
            && !town
            && !told
            && !aside
            && !class
            && (tree.relation(child) != "compound" || tree.upos(child) == Upos::Propn && !place)
    });
    (definite && !defined && tree.token(token).morph.number != Some(Number::Plur)).then_some(Sought {
        kinds,
        gender: (kind == EntityKind::Person).then_some(tree.token(token).morph.gender).flatten(),
        latter: false,
        speaker: false,
        must,
        origin,
    })
}

/// The kind of the name that the noun at `token` begins, in a language where a name's head comes first: *la papeterie*
/// of *Papeterie de Tilvarn*. Only who acts is so called: *le capital* is no *Capital Tilvarn*.
fn own_noun(context: &Context<'_>, sentence: usize, token: usize) -> Option<EntityKind> {
    let tree = &context.trees[sentence];
    if tree.sentence.language != Language::French || tree.relation(token) != "nsubj" {
        return None;
    }
    let named = named_by(context).get(tree.lemma(token))?;
    let before = named.iter().map(|&index| context.mention(index)).filter(|mention| mention.sentence <= sentence);
    before.last().map(|mention| mention.kind)
}

/// The nearest name before `token` of one of `kinds`.
fn nearest(context: &Context<'_>, sentence: usize, token: usize, wanted: &Wanted<'_>) -> Option<usize> {
    (0..=1.min(sentence)).find_map(|back| {
        let before = context.mentions(sentence - back).filter(|(_, mention)| back > 0 || mention.tokens.end <= token);
        before
            .filter(|(_, mention)| mention.proper && wanted.kinds.contains(&mention.kind))
            .filter(|&(index, _)| agreement::agrees(context, index, wanted.gender))
            .max_by_key(|(_, mention)| (mention.tokens.end, mention.tokens.len()))
            .map(|(index, _)| index)
    })
}

/// What a name loses that is of the kind sought only if its own kind is wrong.
const DOUBT: f32 = 0.4;

/// What an authority loses: texts about companies say *it* of them.
const OFFICIAL: f32 = 0.5;

struct Candidate {
    mention: usize,
    score: f32,
}

/// What an antecedent must be.
struct Wanted<'w> {
    kinds: &'w [EntityKind],
    gender: Option<Gender>,
    /// Whether names count whose own kind is unsure.
    doubtful: bool,
    /// Where they come from.
    origin: Option<Origin<'w>>,
}

/// The best name of what is wanted.
fn best(context: &Context<'_>, sentence: usize, token: usize, wanted: &Wanted<'_>) -> Option<usize> {
    let &Wanted { kinds, gender, doubtful, origin } = wanted;
    // *He* where only a company may stand.
    if kinds.is_empty() {
        return None;
    }
    let mut candidates: Vec<Candidate> = Vec::new();
    let own = &context.trees[sentence];
    let possessive = matches!(own.upos(token), Upos::Det | Upos::Pron) && own.relation(token) != "nsubj";
    let any = context.ontology.words.has(own.sentence.language, WordClass::AnyFirm, own.lemma(token));
    let topical = if any { MEANT } else { TOPICAL };
    let subjects = beside_clitic(context, sentence, token);
    let binder = if possessive { binder(context, sentence, token) } else { Vec::new() };
    let object = own.upos(token) == Upos::Pron && matches!(own.relation(token), "obj" | "iobj" | "obl");
    let mut others = if object { pronouns::not_meant(context, sentence, token, gender) } else { Vec::new() };
    others.extend(pronouns::told(context, sentence, token));
    others.extend(pronouns::owning(context, sentence, token));
    let plural = own.token(token).morph.number == Some(Number::Plur) && own.upos(token) == Upos::Pron;
    if plural {
        return None;
    }
    let introduces = introduces(context, sentence);
    for back in 0..=REACH.min(sentence) {
        let there = sentence - back;
        for (index, mention) in context.mentions(there) {
            // *Through its unit Y, X operates*: a possessive may point ahead to the subject.
            let ahead = back == 0 && mention.head >= token;
            let possessed = back == 0
                && own.head(token).is_some_and(|noun| {
                    own.head(mention.head) == Some(noun)
                        && matches!(own.relation(mention.head), "appos" | "flat" | "nmod")
                });
            let cataphoric = possessive
                && !possessed
                && context.trees[there].relation(standing(&context.trees[there], mention.head)) == "nsubj"
                && opens(own, token);
            let other = back == 0 && subjects.iter().any(|&subject| mention.tokens.contains(&subject));
            let sure = kinds.contains(&mention.kind);
            let may_be = sure || doubtful && context.fits(index, kinds);
            let fronted = back == 0 && naming::is_in_fronted_participle(own, mention.head, token);
            if !mention.proper || !may_be || ahead && !cataphoric || other || fronted {
                continue;
            }
            let body = is_public_body(context, index);
            if is_inside_another(context, index) || !agreement::agrees(context, index, gender) || any && body {
                continue;
            }
            let doubt = if sure { 0.0 } else { DOUBT } + if body { OFFICIAL } else { 0.0 };
            let about = topic(context).is_some_and(|topic| context.mention(topic).name == context.mention(index).name);
            let topical = match protagonist(context) {
                Some(person) if context.mention(person).name == context.mention(index).name => PROTAGONIST,
                _ if about && kinds.contains(&EntityKind::Organization) => topical,
                _ => 0.0,
            };
            let bound = back == 0 && binder.iter().any(|&head| mention.tokens.contains(&head));
            if others.contains(&mention.name) {
                continue;
            }
            let bound = if bound { BOUND } else { 0.0 };
            let fresh = if back == 1 && introduces { brought_in(context, index) } else { 0.0 };
            let score = score(context, index, back, token, possessive) - doubt + topical + bound + fresh;
            add(context, &mut candidates, index, score);
        }
    }
    for back in 1..=REACH.min(sentence) {
        for (subject, index, score) in taken_up(context, sentence, back) {
            let agrees = agreement::is_of(context, sentence - back, subject, gender);
            if kinds.contains(&context.mention(index).kind) && agrees {
                add(context, &mut candidates, index, score);
            }
        }
    }
    if own.upos(token) == Upos::Noun {
        // *X is a channel. ... The channel*: whom the text has described so.
        let own = [described(context), named_by(context)].into_iter().filter_map(|nouns| nouns.get(own.lemma(token)));
        for &index in own.flatten() {
            let there = context.mention(index);
            let before = (there.sentence, there.tokens.end) < (sentence, token);
            if before && kinds.contains(&there.kind) {
                add(context, &mut candidates, index, DESCRIBED);
            }
        }
    }
    if let Some(origin) = origin {
        candidates.retain_mut(|candidate| {
            let weight = origin.weighs(context, &context.mention(candidate.mention).name);
            candidate.score += weight.unwrap_or_default();
            weight.is_some()
        });
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let any = origin.is_none_or(|origin| !origin.is_alone());
    let topic = || topic(context).filter(|_| any && kinds.contains(&EntityKind::Organization));
    let name = |index: usize| &context.mention(index).name;
    match candidates.as_slice() {
        [] => topic().filter(|_| !possessive),
        [only] => Some(only.mention),
        [first, second, ..] if first.score > second.score + NEAR => Some(first.mention),
        // Of equals the one that the text is about.
        [first, ..] => {
            let close = candidates.iter().take_while(|other| first.score <= other.score + NEAR);
            let topic = topic()?;
            close.map(|candidate| candidate.mention).find(|&mention| name(mention) == name(topic))
        }
    }
}

/// What a name gains that acts in the clause of a possessive.
const BOUND: f32 = 0.9;

/// Who acts in the smallest clause around the possessive at `token` that has a subject without it: *fined X for failing
/// to sell its shop*, *is made by X at its plant*.
fn binder(context: &Context<'_>, sentence: usize, token: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let verbs = tree.ancestors(token).skip(1).filter(|&at| tree.upos(at) == Upos::Verb).take(4);
    for verb in verbs {
        let subjects = proposition::arguments(tree, words, verb).subjects;
        let outside = subjects.into_iter().filter(|&subject| !tree.descends(token, subject));
        let named: Vec<usize> = outside
            .filter_map(|subject| {
                let named = |at: usize| context.mention_at(sentence, at).filter(|&(_, proper)| proper);
                let beside = || naming::beside(context, sentence, subject).map(|index| (index, true));
                named(subject).or_else(beside)
            })
            .map(|(index, _)| context.mention(index).head)
            .collect();
        if !named.is_empty() {
            return named;
        }
    }
    Vec::new()
}

/// What a name gains that the text is about.
const TOPICAL: f32 = 0.15;

/// The same where a noun that any company may be called by stands for it: *the group*.
const MEANT: f32 = 0.9;

/// What the person gains whose portrait the text is.
const PROTAGONIST: f32 = 0.5;

/// Two candidates nearer to each other than this are equals.
const NEAR: f32 = 0.05;

/// What a name is worth as antecedent of the noun that described it, wherever that was: as much as the subject of
/// the sentence before.
const DESCRIBED: f32 = 2.2;

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

/// The subjects of the verb that the pronoun at `token` is an object of: it stands for none of them.
fn beside_clitic(context: &Context<'_>, sentence: usize, token: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let object = tree.upos(token) == Upos::Pron && matches!(tree.relation(token), "obj" | "iobj" | "obl");
    let Some(verb) = tree.head(token).filter(|_| object) else { return Vec::new() };
    let mut subjects = proposition::arguments(tree, &context.ontology.words, verb).subjects;
    // The subject may itself describe a name: *the company X bought it*.
    let below: Vec<usize> =
        subjects.iter().flat_map(|&subject| tree.children_by(subject, &["appos", "flat"])).collect();
    subjects.extend(below);
    subjects
}

/// Whether a longer name holds this one: *the X foundation* is one candidate, not two.
fn is_inside_another(context: &Context<'_>, index: usize) -> bool {
    let inner = context.mention(index);
    context.mentions(inner.sentence).any(|(other, mention)| {
        other != index
            && mention.proper
            && mention.tokens.len() > inner.tokens.len()
            && mention.tokens.start <= inner.tokens.start
            && inner.tokens.end <= mention.tokens.end
    })
}

/// Whether a token stands in the phrase that opens its sentence, before any verb.
fn opens(tree: &Tree<'_>, token: usize) -> bool {
    token < 6 && (0..token).all(|before| !matches!(tree.upos(before), Upos::Aux | Upos::Propn))
}

/// Whether a name is that of an authority, which no word for a company stands for.
fn is_public_body(context: &Context<'_>, index: usize) -> bool {
    let mention = context.mention(index);
    let language = context.trees[mention.sentence].sentence.language;
    let public = |word: &str| {
        context.ontology.words.value(language, WordClass::PublicBody, &word.to_lowercase()).is_some_and(str::is_empty)
    };
    mention.kind == EntityKind::Organization && mention.name.split(' ').any(public)
}

/// Keeps the best mention of each name.
fn add(context: &Context<'_>, candidates: &mut Vec<Candidate>, mention: usize, score: f32) {
    let name = &context.mention(mention).name;
    match candidates.iter_mut().find(|other| context.mention(other.mention).name == *name) {
        Some(other) => {
            // Said again: a topic. The best place counts, with a little more for each time.
            other.score = other.score.max(score) + 0.1;
        }
        None => candidates.push(Candidate { mention, score }),
    }
}

fn score(context: &Context<'_>, index: usize, back: usize, token: usize, possessive: bool) -> f32 {
    let mention = context.mention(index);
    let tree = &context.trees[mention.sentence];
    let role = match tree.relation(standing(tree, mention.head)) {
        "nsubj" => SUBJECT,
        "obj" | "appos" => 0.7,
        "root" => 0.8,
        "conj" => 0.2,
        _ => 0.25,
    };
    let near = match back {
        0 if possessive => 1.2,
        0 => same_clause(context, index, token),
        back => distance(back),
    };
    // Among equals the earlier mention of a sentence is its topic.
    let order = 0.02 * (mention.tokens.start.min(40) as f32) / 40.0;
    role + near - order + 0.2 * mention.confidence
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

/// A pronoun does not stand for another argument of its own verb.
fn same_clause(context: &Context<'_>, index: usize, token: usize) -> f32 {
    let mention = context.mention(index);
    let tree = &context.trees[mention.sentence];
    let head = standing(tree, mention.head);
    match (tree.head(head), tree.head(token)) {
        (Some(own), Some(other)) if own == other => -2.0,
        // The subject of the clause around the pronoun's own: *X said that it sold Y*.
        (Some(own), Some(other)) if tree.descends(other, own) => 1.1,
        _ => 0.6,
    }
}
