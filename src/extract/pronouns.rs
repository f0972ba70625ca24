//! Whom a pronoun cannot mean (*X a été fondée avant que Y la vende*), and the few whose place says whom they mean (*chez X, on*).
//!
//! Owns clitics that have left the phrase of what they own, pronouns that double a name or stand for a host, and the exclusion of who acts in
//! the pronoun's own clause (principle B of Chomsky 1981), of those whom the sentence calls by a noun of another gender, and
//! of those who are told something by whom the pronoun means. Takes the pronoun; gives names; leaves the choice to `ranking`.

use crate::model::{EntityKind, Gender, MeasureKind, Mention, Upos};
use crate::ontology::{PartOfSpeech, WordClass};

use super::agreement;
use super::antecedents;
use super::complements;
use super::context::Context;
use super::naming;
use super::proposition;
use super::ranking;
use super::relations::{ACQUIRES, OWNS_STAKE_IN};

/// How many clauses up somebody may be called by a noun.
const CLAUSES: usize = 3;

/// What a pronoun's entry says besides kinds: it stands for who acts.
const REFLEXIVE: &str = "reflexive";

/// What a pronoun's entry says besides kinds: it stands for who works where the clause says (*chez X, on*).
const LOCAL: &str = "local";

/// *X fonde Y et en devient le président*: whether a possessor stands as a clitic outside the phrase of what it has.
pub(super) fn is_raised(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    let tree = &context.trees[sentence];
    tree.upos(token) == Upos::Pron
        && tree.full_relation(token) == "nmod:poss"
        && context.ontology.words.has(tree.sentence.language, WordClass::GenitiveClitic, tree.lower(token))
}

/// *X, elle, a vendu Y*, *quant à X, elle a vendu Y*: the name that a pronoun behind a comma says again, set off by another or
/// where a marker of topics opens the sentence with the name.
pub(super) fn doubled(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let comma = |at: usize| at < tree.len() && tree.token(at).form.as_ref() == ",";
    let before = token.checked_sub(1).filter(|&before| comma(before) && tree.upos(token) == Upos::Pron)?;
    let named = context.mentions(sentence).find(|(_, mention)| mention.proper && mention.tokens.end == before);
    let is_topic = |mention: &Mention| {
        let article = mention.tokens.start.checked_sub(1).filter(|&at| tree.upos(at) == Upos::Det);
        let opening = (0..article.unwrap_or(mention.tokens.start)).map(|at| tree.lower(at));
        let opening = opening.collect::<Vec<_>>().join(" ");
        context.ontology.words.has(tree.sentence.language, WordClass::TopicMarker, &opening)
    };
    named.filter(|(_, mention)| comma(token + 1) || is_topic(mention)).map(|(index, _)| index)
}

/// *Depuis X, où elle est installée, Y conçoit des drones*: the subject of the clause, a name, that the subject of a clause in
/// front of it stands for, where no actor is named before.
pub(super) fn ahead(context: &Context<'_>, sentence: usize, token: usize, gender: Option<Gender>) -> Option<usize> {
    let tree = &context.trees[sentence];
    let clause = tree.head(token).filter(|_| tree.upos(token) == Upos::Pron && tree.relation(token) == "nsubj")?;
    if !matches!(tree.relation(clause), "acl" | "advcl") {
        return None;
    }
    let subjects = tree.ancestors(clause).skip(1).filter_map(|verb| tree.child_by(verb, &["nsubj"]));
    let subject = subjects.into_iter().next().filter(|&subject| tree.extent(clause).1 < subject)?;
    let acts = |mention: &Mention| matches!(mention.kind, EntityKind::Organization | EntityKind::Person);
    let named = context.mention_at(sentence, subject).filter(|&(_, proper)| proper).map(|(index, _)| index);
    let named = named.or_else(|| naming::beside(context, sentence, subject))?;
    let mut before = context.mentions(sentence).filter(|(_, it)| it.proper && it.tokens.end <= token);
    let alone = !before.any(|(_, mention)| acts(mention));
    (alone && acts(context.mention(named)) && agreement::agrees(context, named, gender)).then_some(named)
}

/// Whether the token is a pronoun for whoever is where the clause says (*on*).
pub(super) fn is_local(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    let tree = &context.trees[sentence];
    let value = context.ontology.words.value(tree.sentence.language, WordClass::Pronoun, tree.lower(token));
    tree.upos(token) == Upos::Pron && value.is_some_and(|value| value.split(' ').any(|part| part == LOCAL))
}

/// *Chez X, on produit des pompes*: the firm at which the clause places those for whom such a pronoun stands.
pub(super) fn host(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let verb = tree.head(token).filter(|_| tree.relation(token) == "nsubj");
    let at = |&child: &usize| child < token && complements::is_marked(tree, words, child, WordClass::LocativeMarker);
    let places = verb.into_iter().flat_map(|verb| tree.children_by(verb, &["obl"])).filter(at);
    let named = places.filter_map(|place| context.mention_at(sentence, place)).filter(|&(_, proper)| proper);
    let mut firms =
        named.map(|(index, _)| index).filter(|&index| context.mention(index).kind == EntityKind::Organization);
    firms.next()
}

/// The names that the pronoun at `token`, of a gender or none, does not stand for.
pub(super) fn not_meant(context: &Context<'_>, sentence: usize, token: usize, gender: Option<Gender>) -> Vec<Box<str>> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    // *X sells itself*: a reflexive means who acts.
    let value = words.value(tree.sentence.language, WordClass::Pronoun, tree.lower(token)).unwrap_or_default();
    if value.split(' ').any(|part| part == REFLEXIVE) {
        return Vec::new();
    }
    let clauses = tree.ancestors(token).skip(1).filter(|&at| tree.upos(at) == Upos::Verb).take(CLAUSES);
    let mut found = Vec::new();
    for (up, verb) in clauses.enumerate() {
        let subjects = proposition::arguments(tree, words, verb).subjects;
        // *Filiale de X et de Y, qui en détiennent la moitié*: a relative pronoun stands for all that are joined.
        let whole = |subject: usize| tree.head(subject).filter(|_| tree.relation(subject) == "conj").unwrap_or(subject);
        for subject in subjects.into_iter().flat_map(|subject| context.conjuncts(sentence, whole(subject))) {
            let own = tree.token(subject).morph.gender;
            let noun = tree.upos(subject) == Upos::Noun;
            let other = noun && gender.is_some() && own.is_some() && own != gender;
            if up > 0 && (!other || tree.descends(token, subject)) {
                continue;
            }
            let proper = context.mention_at(sentence, subject).filter(|&(_, proper)| proper).map(|(index, _)| index);
            let meant = proper.or_else(|| naming::beside(context, sentence, subject));
            // Of a pronoun that acts nothing is asked: it would ask for this one.
            let meant = meant.or_else(|| if noun { antecedents::of(context, sentence, subject, &[]) } else { None });
            found.extend(meant.map(|index| context.mention(index).name.clone()));
        }
    }
    found
}

/// *X tells Y that it has raised 3 million*: who is told what the pronoun's clause says.
pub(super) fn told(context: &Context<'_>, sentence: usize, token: usize) -> Vec<Box<str>> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let acts = tree.upos(token) == Upos::Pron && tree.relation(token) == "nsubj";
    let clause = tree.head(token).filter(|&clause| acts && tree.relation(clause) == "ccomp");
    let verb = clause.and_then(|clause| tree.head(clause));
    let reports = |&verb: &usize| words.has(tree.sentence.language, WordClass::Reporting, tree.lemma(verb));
    let Some(verb) = verb.filter(|verb| reports(verb) && tree.child_by(*verb, &["nsubj"]).is_some()) else {
        return Vec::new();
    };
    let told = tree.children_by(verb, &["obj", "iobj"]).filter(|&child| verb < child && child < token);
    let named = told.filter_map(|child| context.mention_at(sentence, child)).filter(|&(_, proper)| proper);
    named.map(|(index, _)| context.mention(index).name.clone()).collect()
}

/// *X owns 40 % of its capital*: whether somebody has a stake in whom the possessive at `token` stands for; who sells or buys
/// back may do so with their own.
pub(super) fn is_owned(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    let tree = &context.trees[sentence];
    // *Cut its stake in X*: who has a stake in another has it for their own.
    let other = |stake: usize| tree.children_by(stake, &["nmod"]).any(|child| child != token);
    let in_another = tree.head(token).is_some_and(other);
    !in_another
        && is_stake_of(context, sentence, token, &[OWNS_STAKE_IN])
        && !is_stake_of(context, sentence, token, &[ACQUIRES])
}

/// *X and Y are its main rivals*: nobody of whom a possessed noun is said possesses it.
pub(super) fn equated(context: &Context<'_>, sentence: usize, token: usize) -> Vec<Box<str>> {
    let tree = &context.trees[sentence];
    // *Y is one of its rivals*.
    let one = |&at: &usize| matches!(tree.upos(at), Upos::Num | Upos::Pron) && tree.has_child(at, "cop");
    let first = tree.head(token).filter(|&noun| tree.upos(noun) == Upos::Noun);
    let noun = first.filter(|&noun| tree.has_child(noun, "cop"));
    let noun = noun.or_else(|| first.and_then(|noun| tree.head(noun)).filter(one));
    let subjects = noun.into_iter().flat_map(|noun| tree.children_by(noun, &["nsubj"]));
    let named = subjects.flat_map(|subject| context.conjuncts(sentence, subject));
    let named = named.filter_map(|at| context.mention_at(sentence, at)).filter(|&(_, proper)| proper);
    named.map(|(index, _)| context.mention(index).name.clone()).collect()
}

/// *X owns 40 % of the shares of the group*: whether somebody has or buys a stake in what the noun at `token` stands for.
pub(super) fn is_held(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    is_stake_of(context, sentence, token, &[OWNS_STAKE_IN, ACQUIRES])
}

/// Whether a token belongs to a stake, and the verb above is one of some relations.
fn is_stake_of(context: &Context<'_>, sentence: usize, token: usize, relations: &[&str]) -> bool {
    let tree = &context.trees[sentence];
    let language = tree.sentence.language;
    // *Of 51 % of the company*.
    let share = |at: usize| {
        let mut measures = context.measures(sentence).iter();
        measures.any(|it| it.kind == MeasureKind::Percent && it.tokens.contains(&at))
    };
    let stake = |&at: &usize| context.ontology.words.has(language, WordClass::StakeNoun, tree.lemma(at)) || share(at);
    let verb = tree.ancestors(token).skip(1).find(|&at| tree.upos(at) == Upos::Verb);
    tree.head(token).filter(stake).and(verb).is_some_and(|verb| {
        let mut entries = context.ontology.lexicon.starting_with(language, PartOfSpeech::Verb, tree.lemma(verb));
        entries.any(|entry| relations.contains(&entry.relation.as_ref()))
    })
}

/// *X's stake in the chip maker*: a noun stands for none of those whom the phrase around it belongs to.
pub(super) fn owning(context: &Context<'_>, sentence: usize, token: usize) -> Vec<Box<str>> {
    let tree = &context.trees[sentence];
    if tree.upos(token) != Upos::Noun {
        return Vec::new();
    }
    let phrase = tree.ancestors(token).take_while(|&at| matches!(tree.upos(at), Upos::Noun | Upos::Propn));
    let owners = phrase.skip(1).flat_map(|noun| tree.children(noun).iter().copied());
    let owners = owners.filter(|&owner| tree.full_relation(owner) == "nmod:poss" && !tree.descends(token, owner));
    let named = owners.filter_map(|owner| context.mention_at(sentence, owner)).filter(|&(_, proper)| proper);
    let owners: Vec<&str> = named.map(|(index, _)| context.mention(index).name.as_ref()).collect();
    // *Zorvex's* is also *Zorvex Motor Company's*.
    let longer =
        |name: &str| owners.iter().any(|owner| name.strip_prefix(owner).is_some_and(|rest| rest.starts_with(' ')));
    let near = (0..=ranking::REACH.min(sentence)).flat_map(|back| context.mentions(sentence - back));
    let mut found: Vec<Box<str>> = owners.iter().map(|&owner| owner.into()).collect();
    if !owners.is_empty() {
        found.extend(near.filter(|(_, mention)| longer(&mention.name)).map(|(_, mention)| mention.name.clone()));
    }
    found
}
