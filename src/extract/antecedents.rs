//! Who a pronoun, a possessive or a description stands for.
//!
//! Owns what each of them can stand for: kinds, gender, origin, whether it must stand for somebody. Takes a token;
//! leaves the choice among names to `ranking`, those who speak to `speakers`.

use crate::model::analysis::{Gender, Measure};
use crate::model::{EntityKind, Mention, Number, Tense, Upos, VerbForm};
use crate::ontology::{Nature, PartOfSpeech, Typology, WordClass};

use super::complements::is_marked;
use super::context::Context;
use super::discourse::{described, interviewee, named_by, protagonist, speaks, topic};
use super::origins::{self, Origin};
use super::ranking::{Wanted, best, nearest, outdone};
use super::relations::{FOUNDS, LEADS};
use super::speakers::{is_quoted, reported, speaker};
use super::tree::Tree;
use super::{agreement, bodies, firms, naming, nominal, opened, ordinals, pronouns, sides, sites};

/// What a pronoun's entry says besides kinds: it stands for the nearest, not for the topic (*the latter*).
const LATTER: &str = "latter";

/// What a pronoun's entry says besides kinds: it stands for who the whole text is about (*we*).
pub(super) const SPEAKER: &str = "speaker";

/// The mention that the pronoun or definite description at `token` stands for, of one of the kinds that its
/// place asks for (`wanted`, empty: any).
pub(super) fn of(context: &Context<'_>, sentence: usize, token: usize, wanted: &[EntityKind]) -> Option<usize> {
    if let Some(one) = ordinals::of(context, sentence, token) {
        return Some(one).filter(|&one| wanted.is_empty() || context.fits(one, wanted));
    }
    let side = sides::of(context, sentence, token).or_else(|| sides::valued(context, sentence, token));
    if side.is_some_and(|side| wanted.is_empty() || context.fits(side, wanted)) {
        return side;
    }
    if let Some(body) = bodies::called(context, sentence, token) {
        return Some(body).filter(|&body| context.fits(body, wanted));
    }
    let Sought { mut kinds, gender, latter, speaker: speaks, must, origin } = sought(context, sentence, token)?;
    let site_fits = wanted.contains(&EntityKind::Facility);
    if pronouns::is_local(context, sentence, token) {
        return pronouns::host(context, sentence, token).filter(|&host| context.fits(host, &kinds));
    }
    if let Some(thing) = thing(context, (sentence, token), wanted, gender).filter(|_| !speaks) {
        return Some(thing);
    }
    let any = kinds.clone();
    if !wanted.is_empty() {
        kinds.retain(|kind| wanted.contains(kind));
    }
    if let Some(opened) = opened::name_of(context, sentence, token).filter(|&it| context.fits(it, &kinds)) {
        return Some(opened);
    }
    if let Some(ahead) = pronouns::ahead(context, sentence, token, gender) {
        return Some(ahead).filter(|&ahead| context.fits(ahead, &kinds));
    }
    if let Some(same) = pronouns::doubled(context, sentence, token) {
        return Some(same).filter(|&same| context.fits(same, &kinds));
    }
    if kinds.contains(&EntityKind::Organization) && firms::is_own(context, sentence, token) {
        let owners = firms::of_owner(context, sentence, token);
        if owners.is_some() {
            return owners;
        }
    }
    if let Some(site) = sites::general(context, sentence, token).filter(|_| site_fits) {
        return Some(site);
    }
    if speaks {
        let alone = kinds.contains(&EntityKind::Person);
        // Who says *we* speaks for a firm.
        let firm = alone || wanted.is_empty() || wanted.contains(&EntityKind::Organization);
        let about = || if alone { interviewee(context) } else { topic(context) };
        let said = || reported(context, sentence, token, alone).filter(|_| firm).or_else(about);
        let quoted = || speaker(context, sentence, token, alone).filter(|_| firm);
        return if is_quoted(context, sentence) { quoted() } else { said() };
    }
    if stands_for_hero(context, sentence, token, (&kinds, gender)) {
        return None;
    }
    let wanted = Wanted { kinds: &kinds, gender, doubtful: must, origin, unsaid: false };
    // *X has launched Y. The software is used by Z*: a thing, where one is known for sure, before who made it.
    if context.trees[sentence].upos(token) == Upos::Noun
        && wanted.kinds.len() > 1
        && wanted.kinds[0] == EntityKind::Product
    {
        let things = Wanted { kinds: &wanted.kinds[..1], gender, doubtful: false, origin, unsaid: false };
        if let Some(thing) = best(context, sentence, token, &things) {
            return Some(thing);
        }
    }
    let found =
        if latter { nearest(context, sentence, token, &wanted) } else { best(context, sentence, token, &wanted) };
    // A pronoun has one antecedent: where another kind is asked for than that of the likeliest, nobody is meant.
    let pronoun = context.trees[sentence].upos(token) == Upos::Pron
        && any.len() > kinds.len()
        && !kinds.contains(&EntityKind::Person);
    let all = Wanted { kinds: &any, gender, doubtful: must, origin, unsaid: false };
    let found = found.filter(|&found| !pronoun || !outdone(context, (sentence, token), &all, found));
    if let Some(site) =
        sites::in_focus(context, sentence, (token, gender), found.filter(|_| latter)).filter(|_| site_fits)
    {
        return Some(site);
    }
    found.or_else(|| sites::told_before(context, sentence, token).filter(|_| kinds.contains(&EntityKind::Facility)))
}

/// *X has launched the Y headset; it costs $349*: the thing that a pronoun means where nothing that acts may stand, known for
/// one for sure.
fn thing(
    context: &Context<'_>,
    (sentence, token): (usize, usize),
    wanted: &[EntityKind],
    gender: Option<Gender>,
) -> Option<usize> {
    let tree = &context.trees[sentence];
    let things = [EntityKind::Product, EntityKind::Token, EntityKind::Facility];
    let subject = tree.upos(token) == Upos::Pron && tree.relation(token) == "nsubj";
    let asked = !wanted.is_empty() && wanted.iter().all(|kind| things.contains(kind));
    if !subject || !asked {
        return None;
    }
    let meant = Wanted { kinds: wanted, gender, doubtful: false, origin: None, unsaid: false };
    let found = best(context, sentence, token, &meant)?;
    // *X moves to Y. It cost 3 million*: what stands behind an adposition is hardly what the text goes on about.
    let mention = context.mention(found);
    let there = &context.trees[mention.sentence];
    let beside = |&at: &usize| there.head(at).filter(|_| matches!(there.relation(at), "appos" | "flat" | "compound"));
    let top = std::iter::successors(Some(mention.head), beside).take(there.len()).last()?;
    let central = matches!(there.relation(top), "nsubj" | "obj" | "root") && there.marker(top).is_none();
    (central && mention.sentence + 1 >= sentence).then_some(found)
}

/// *Elle rejoint l'alliance Y*, in the portrait of a person: whether a pronoun that may stand for a person stands for the one
/// whom the text is about, where its place asks for somebody else.
fn stands_for_hero(
    context: &Context<'_>,
    sentence: usize,
    token: usize,
    (kinds, gender): (&[EntityKind], Option<Gender>),
) -> bool {
    let hero = protagonist(context).filter(|_| context.trees[sentence].upos(token) == Upos::Pron);
    let Some(hero) = hero.filter(|_| !kinds.contains(&EntityKind::Person)) else { return false };
    let Some(said) = by_pronoun(context, sentence, token) else { return false };
    if !said.kinds.contains(&EntityKind::Person) || said.speaker || said.latter {
        return false;
    }
    let free = Wanted { kinds: &said.kinds, gender, doubtful: true, origin: None, unsaid: false };
    let meant = best(context, sentence, token, &free);
    meant.is_some_and(|meant| context.mention(meant).name == context.mention(hero).name)
}

/// The mention that owns what the possessive at `token` determines.
pub(super) fn of_possessive(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let form = tree.lower(token);
    let value = context.ontology.words.value(tree.sentence.language, WordClass::Possessive, form);
    if value == Some(SPEAKER) {
        let said = || reported(context, sentence, token, false).or_else(|| topic(context));
        return if is_quoted(context, sentence) { speaker(context, sentence, token, false) } else { said() };
    }
    if let Some(owner) = joined_before(context, sentence, token) {
        return Some(owner);
    }
    // *En devient le président*.
    let value = value.or_else(|| context.ontology.words.value(tree.sentence.language, WordClass::GenitiveClitic, form));
    let value = value.unwrap_or_default();
    let named: Vec<EntityKind> = value.split(' ').filter_map(EntityKind::from_name).collect();
    let any = [EntityKind::Organization, EntityKind::Person];
    let firms = &any[..1];
    // A post may ask for itself: *the chief executive, X*.
    let word = matches!(tree.upos(token), Upos::Det | Upos::Pron);
    let of_a_firm = || word && tree.head(token).is_some_and(|noun| context.belongs_to_a_firm(sentence, noun));
    let kinds = if !named.is_empty() {
        &named
    } else if of_a_firm() {
        firms
    } else {
        &any[..]
    };
    let gender = agreement::said(value);
    best(context, sentence, token, &Wanted { kinds, gender, doubtful: true, origin: None, unsaid: false })
}

/// *The chief executive, X, said*: the organisation whose post the text leaves to be understood.
pub(super) fn of_post(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    if let Some(known) = context.posts.borrow().get(&(sentence, token)) {
        return *known;
    }
    // Whom sentences before take up may be asked for again on the way.
    context.posts.borrow_mut().insert((sentence, token), None);
    let found = of_bare_post(context, sentence, token);
    context.posts.borrow_mut().insert((sentence, token), found);
    found
}

fn of_bare_post(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    // Who reports of itself means itself.
    if speaks(context)
        && let Some(topic) = topic(context)
    {
        return Some(topic);
    }
    let wanted =
        Wanted { kinds: &[EntityKind::Organization], gender: None, doubtful: true, origin: None, unsaid: true };
    best(context, sentence, token, &wanted)
}

/// *Charged X and its founder*: the name that a conjunction joins the possessed thing to.
fn joined_before(context: &Context<'_>, sentence: usize, possessive: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let joint = possessive.checked_sub(1).filter(|&joint| tree.upos(joint) == Upos::Cconj)?;
    let noun = tree.head(possessive).filter(|&noun| tree.relation(noun) == "conj")?;
    let (index, mention) =
        context.mentions(sentence).find(|(_, mention)| mention.proper && mention.tokens.end == joint)?;
    let owns = matches!(mention.kind, EntityKind::Organization | EntityKind::Person | EntityKind::Product);
    (owns && tree.head(noun).is_some_and(|first| mention.tokens.contains(&first))).then_some(index)
}

/// The organisation that the post or deal at `token` belongs to when nothing says so: the best of the sentences
/// before, else the one that the text is about.
pub(super) fn understood(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let before = context.mentions(sentence).filter(|(_, mention)| {
        mention.proper
            && mention.kind == EntityKind::Organization
            && mention.tokens.end <= token
            && !is_of_the_past(context, mention)
    });
    let here = before.last().map(|(index, _)| index);
    here.or_else(|| of_post(context, sentence, token)).or_else(|| topic(context))
}

/// *Ann Orr, who had worked at X, stepped down as chief executive*: whether a relative clause tells what somebody did at a
/// firm before.
pub(super) fn is_of_the_past(context: &Context<'_>, mention: &Mention) -> bool {
    let tree = &context.trees[mention.sentence];
    let words = &context.ontology.words;
    let clause = tree.ancestors(mention.head).find(|&at| tree.full_relation(at) == "acl:relcl");
    let Some(verb) = clause else { return false };
    // *Who had led X since 2010*, *who had founded X*: of that firm they may well be.
    let lexicon = &context.ontology.lexicon;
    let mut entries = lexicon.of_lemma(tree.sentence.language, PartOfSpeech::Verb, tree.lemma(verb));
    if entries.any(|entry| [LEADS, FOUNDS].contains(&entry.relation.as_ref())) {
        return false;
    }
    let past = |aux: usize| matches!(tree.token(aux).morph.tense, Some(Tense::Past | Tense::Imp));
    let perfect = tree.token(verb).morph.verb_form == Some(VerbForm::Part)
        && tree.children_by(verb, &["aux"]).any(|aux| past(aux) && tree.full_relation(aux) != "aux:pass");
    let once = |child: usize| words.has(tree.sentence.language, WordClass::Former, tree.lower(child));
    let told = tree.head(verb).and_then(|head| context.mention_at(mention.sentence, head));
    let person = told.is_some_and(|(index, _)| context.mention(index).kind == EntityKind::Person);
    person && (perfect || tree.children_by(verb, &["advmod"]).any(once))
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
    let pronoun = by_pronoun(context, sentence, token);
    if pronoun.is_some() || tree.upos(token) != Upos::Noun {
        return pronoun;
    }
    if is_namesake(context, sentence, token) {
        return None;
    }
    let origin = origins::of(context, sentence, token);
    if origin.is_some_and(Origin::is_alone) {
        let kinds = vec![EntityKind::Organization, EntityKind::Person];
        return Some(Sought { kinds, gender: None, latter: false, speaker: false, must: true, origin });
    }
    by_description(context, sentence, token, origin)
}

/// *The bank of the same name*, *son homonyme*: whether a noun says that another is meant than whom the text has named.
fn is_namesake(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    let tree = &context.trees[sentence];
    let says = |phrase: &str| context.ontology.words.has(tree.sentence.language, WordClass::SameName, phrase);
    let adjectives = |noun: usize| tree.children_by(noun, &["amod"]);
    let called = |noun: usize| adjectives(noun).any(|at| says(&format!("{} {}", tree.lemma(at), tree.lemma(noun))));
    adjectives(token).any(|at| says(tree.lemma(at))) || tree.children_by(token, &["nmod"]).any(called)
}

/// What a pronoun can stand for, by the words of the ontology.
fn by_pronoun<'c>(context: &'c Context<'_>, sentence: usize, token: usize) -> Option<Sought<'c>> {
    let tree = &context.trees[sentence];
    let language = tree.sentence.language;
    let words = &context.ontology.words;
    let form = tree.lower(token);
    let form = form.trim_start_matches('-').trim_start_matches("t-");
    let phrase = token.checked_sub(1).map(|before| format!("{} {form}", tree.lower(before)));
    let phrase = phrase.and_then(|phrase| words.value(language, WordClass::Pronoun, &phrase));
    let value = match tree.upos(token) {
        Upos::Pron => phrase
            .or_else(|| words.value(language, WordClass::Pronoun, form))
            .or_else(|| words.value(language, WordClass::GenitiveClitic, form)),
        _ => phrase,
    }?;
    let kinds = value.split(' ').filter_map(EntityKind::from_name).collect();
    let says = |word: &str| value.split(' ').any(|part| part == word);
    let gender = agreement::said(value);
    Some(Sought { kinds, gender, latter: says(LATTER), speaker: says(SPEAKER), must: true, origin: None })
}

/// What a definite noun can stand for that does not itself say who is meant.
fn by_description<'c>(
    context: &'c Context<'_>,
    sentence: usize,
    token: usize,
    origin: Option<Origin<'c>>,
) -> Option<Sought<'c>> {
    let tree = &context.trees[sentence];
    let own = own_noun(context, sentence, token);
    let site = || sites::is_head_of_one(context, sentence, token).then_some(EntityKind::Facility);
    let firm = || is_any_firm(context, sentence, token).then_some(EntityKind::Organization);
    let kind = naming::kind_of(context, sentence, token).or(own).or_else(site).or_else(firm)?;
    if context.ontology.words.has(tree.sentence.language, WordClass::PublicBody, tree.lemma(token)) {
        return None;
    }
    let must = matches!(kind, EntityKind::Organization | EntityKind::Person);
    let mut kinds = match kind {
        // A platform or service that acts goes by the name of who runs it.
        EntityKind::Product if tree.relation(token) == "nsubj" => vec![kind, EntityKind::Organization],
        // *The brewery*: a body that is a place as well.
        EntityKind::Facility
            if context.ontology.words.has(tree.sentence.language, WordClass::HousedBody, tree.lemma(token))
                && is_called_so(context, sentence, token) =>
        {
            vec![kind, EntityKind::Organization]
        }
        EntityKind::Organization
        | EntityKind::Person
        | EntityKind::Facility
        | EntityKind::Token
        | EntityKind::Product => vec![kind],
        _ => return None,
    };
    kinds.extend(own.filter(|own| !kinds.contains(own)));
    let singular = tree.token(token).morph.number != Some(Number::Plur);
    // *X, dont elle dirige la branche*: whose it is tells which.
    let whose = || nominal::possessed_by_relative(tree, &context.ontology.words, token).is_some();
    let points = singular
        && !whose()
        && naming::is_definite(context, sentence, token)
        && !tree
            .children_by(token, &["nmod", "acl", "appos", "flat", "compound"])
            .any(|child| defines(context, sentence, token, child, must));
    let points = points || firms::is_own(context, sentence, token);
    let gender = (kind == EntityKind::Person).then_some(tree.token(token).morph.gender).flatten();
    points.then_some(Sought { kinds, gender, latter: false, speaker: false, must, origin })
}

/// *X's founder leaves the business*: a word for any firm with nothing but its article acts or is acted upon as one.
fn is_any_firm(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    let tree = &context.trees[sentence];
    let bare = tree.children(token).iter().all(|&child| matches!(tree.relation(child), "det" | "punct"));
    let argument = matches!(tree.relation(token), "nsubj" | "obj");
    bare && argument && context.ontology.words.has(tree.sentence.language, WordClass::AnyFirm, tree.lemma(token))
}

/// Whether what hangs on the noun at `token` says itself who is meant, as in *the company of X* and *the company that
/// makes Y*; `must`: whether the noun is one of those who act.
fn defines(context: &Context<'_>, sentence: usize, token: usize, child: usize, must: bool) -> bool {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let relation = tree.relation(child);
    // *The chip company*, *the New Jersey company* do not, nor does an amount that the parser hung on them.
    let measured = |measure: &Measure| measure.tokens.contains(&child);
    if context.measures(sentence).iter().any(measured) {
        return false;
    }
    let at_place = context.mention_at(sentence, child);
    let place = at_place.is_some_and(|(index, _)| context.mention(index).kind == EntityKind::Place);
    if relation == "compound" && (tree.upos(child) != Upos::Propn || place) {
        return false;
    }
    // *The explorer, which listed in 2018,* is as known without its clause.
    let aside = matches!(relation, "acl" | "nmod") && {
        let (first, _) = tree.extent(child);
        tree.token(first).form.as_ref() == ","
            || first.checked_sub(1).is_some_and(|at| tree.token(at).form.as_ref() == ",")
    };
    // *The iPhone maker*, *l'émetteur de l'USDT*: nor does what it makes tell a firm from one that the text has named.
    let producer = words.has(tree.sentence.language, WordClass::MakerNoun, tree.lemma(token));
    let makes = at_place.is_some_and(|(index, proper)| {
        let kind = context.mention(index).kind;
        let thing = matches!(kind, EntityKind::Product | EntityKind::Token);
        proper && (thing || producer && !matches!(kind, EntityKind::Person | EntityKind::Place))
    });
    if must && makes && matches!(relation, "compound" | "nmod") && is_alone(context, sentence, at_place) {
        return false;
    }
    // What a start-up is a start-up of, in common nouns, tells it from no other.
    let class = relation == "nmod" && tree.full_relation(child) != "nmod:poss" && !names_something(tree, child);
    // *La start-up que dirige X*: nor does who leads it.
    let headed = relation == "acl" && tells_a_post(context, sentence, child);
    // *The exchange based in Vilnius*: a participle tells more of whom the text knows.
    let told = tree.full_relation(child) == "acl" && tree.token(child).morph.verb_form == Some(VerbForm::Part);
    // *La start-up de Tilvarn*: nor does the town of a company that a text has named.
    let firm = words.has(tree.sentence.language, WordClass::AnyFirm, tree.lemma(token));
    let town = (place || firm && naming::is_town(context, sentence, child))
        && must
        && tree.children_by(token, &["nmod"]).filter(|&other| names_something(tree, other)).count() == 1
        && is_marked(tree, words, child, WordClass::GenitiveMarker);
    // *The firm from Tilvarn, Norway*.
    let from = place && must && is_marked(tree, words, child, WordClass::SourceMarker);
    // *Tilvarn Brewery grew. The brewery in Tilvarn*: nor does the place of what has such a name.
    let there =
        place && is_marked(tree, words, child, WordClass::LocativeMarker) && is_called_so(context, sentence, token);
    let town = town || from || there;
    !(town || told || aside || class || headed)
}

/// Whether a sentence before names somebody or something by the noun at `token`, or has said that it is one.
fn is_called_so(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    let noun = context.trees[sentence].lemma(token);
    let called = [described(context), named_by(context)].into_iter().filter_map(|nouns| nouns.get(noun)).flatten();
    called.into_iter().any(|&index| context.mention(index).sentence < sentence)
}

/// Whether the sentences near name one organisation alone, beside what is made, so that a description of what somebody
/// makes can mean no other.
fn is_alone(context: &Context<'_>, sentence: usize, made: Option<(usize, bool)>) -> bool {
    let near = (sentence.saturating_sub(2)..=sentence).flat_map(|near| context.mentions(near));
    let firms = near.filter(|(_, mention)| mention.proper && mention.kind == EntityKind::Organization);
    let made = made.map(|(made, _)| &*context.mention(made).name);
    let mut names: Vec<&str> = firms.map(|(_, mention)| &*mention.name).filter(|&name| Some(name) != made).collect();
    names.sort_unstable();
    names.dedup();
    names.len() == 1
}

/// Whether a name stands in a phrase.
fn names_something(tree: &Tree<'_>, head: usize) -> bool {
    (head..=tree.extent(head).1).any(|at| tree.upos(at) == Upos::Propn)
}

/// Whether a clause says who leads or has founded what it hangs on.
fn tells_a_post(context: &Context<'_>, sentence: usize, verb: usize) -> bool {
    let tree = &context.trees[sentence];
    let lexicon = &context.ontology.lexicon;
    let mut entries = lexicon.of_lemma(tree.sentence.language, PartOfSpeech::Verb, tree.lemma(verb));
    let person = |at: usize| {
        let name = context.mention_at(sentence, at).filter(|&(_, proper)| proper);
        name.is_some_and(|(index, _)| context.mention(index).kind == EntityKind::Person)
    };
    tree.children_by(verb, &["nsubj"]).any(person)
        && entries.any(|entry| {
            let tells = [Nature::Post, Nature::Defining]
                .iter()
                .any(|&nature| context.ontology.relations.is(&entry.relation, nature));
            tells && entry.with.is_empty()
        })
}

/// The kind of the name that the noun at `token` heads: *la papeterie* of *Papeterie de Tilvarn*, *the trust* of *Tilvarn
/// Trust*. Only who acts is so called: *le capital* is no *Capital Tilvarn*.
fn own_noun(context: &Context<'_>, sentence: usize, token: usize) -> Option<EntityKind> {
    let tree = &context.trees[sentence];
    // Where heads come last, a name that ends in a word for a body is called by it anywhere: *the Trust*.
    if context.ontology.words.is(tree.sentence.language, Typology::HeadInitial) && tree.relation(token) != "nsubj" {
        return None;
    }
    let named = named_by(context).get(tree.lemma(token))?;
    let before = named.iter().map(|&index| context.mention(index)).filter(|mention| mention.sentence <= sentence);
    before.last().map(|mention| mention.kind)
}
