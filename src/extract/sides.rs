//! Whom the noun for one side of a deal means: *X has bought Y. The buyer plans to close the unit*.
//!
//! Owns the way from a role noun to who has that role in the purchase that the text told last (bridging, Clark 1975), and
//! whom a purchase or an investment values and a purchase buys from its owner.
//! Takes a definite noun; asks the frames of its own sentence and of those before; leaves other nouns to `antecedents`.

use crate::model::{EntityKind, Upos, VerbForm};
use crate::ontology::{Frame, LexicalEntry, Nature, PartOfSpeech, WordClass};

use super::complements::is_marked;
use super::context::Context;
use super::frames::{self, Object, Reading, Wanted};
use super::naming;
use super::proposition;
use super::relations::{ACQUIRES, INVESTS_IN, LEADS, OWNS_STAKE_IN, SUBSIDIARY_OF};

/// How many sentences back the purchase may be told.
const REACH: usize = 2;

/// What the noun for who buys is; any other of the class means what is bought.
const BUYER: &str = "buyer";

/// What those are to a firm from whom it may be bought.
const OF_A_FIRM: [&str; 4] = ["founds", OWNS_STAKE_IN, SUBSIDIARY_OF, LEADS];

/// The mention that the noun at `token` means by its role, asked once for a document.
pub(super) fn of(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let named = |phrase: &str| words.value(tree.sentence.language, WordClass::DealSide, phrase);
    // *The enlarged group*: what a purchase has made may be told with it.
    // What the tagger takes for a verb has another lemma than the adjective.
    let made = tree.children_by(token, &["amod", "acl"]).find_map(|adjective| {
        let phrase = |word: &str| {
            let noun = tree.lemma(token);
            named(&if adjective < token { format!("{word} {noun}") } else { format!("{noun} {word}") })
        };
        phrase(tree.lemma(adjective)).or_else(|| phrase(tree.lower(adjective))).map(|role| (adjective, role))
    });
    let maker = made.map(|(adjective, _)| adjective);
    let role = made.map(|(_, role)| role).or_else(|| named(tree.lemma(token)))?;
    // *Sold the unit to Y*: what the parser hung on the noun with another marker than a genitive's says nothing of it.
    let says = |child: usize| {
        Some(child) != maker
            && (tree.relation(child) != "nmod" || is_marked(tree, words, child, WordClass::GenitiveMarker))
    };
    let more: &[&str] = if made.is_some() { &[] } else { &["amod"] };
    let alone = !tree.children_by(token, &[&["nmod", "compound", "acl", "appos", "flat"], more].concat()).any(says);
    if tree.upos(token) != Upos::Noun || !alone || !naming::is_definite(context, sentence, token) {
        return None;
    }
    if let Some(known) = context.sides.borrow().get(&(sentence, token)) {
        return *known;
    }
    context.sides.borrow_mut().insert((sentence, token), None);
    let side = |reading: &Reading| match (&reading.object, role == BUYER) {
        (_, true) => Some(reading.subject.mention),
        (Object::Mention(object), false) => Some(object.mention),
        _ => None,
    };
    let firm = |&index: &usize| {
        let mention = context.mention(index);
        mention.proper && matches!(mention.kind, EntityKind::Organization | EntityKind::Person | EntityKind::Facility)
    };
    let before = |back: usize, index: &usize| back > 0 || context.mention(*index).tokens.end <= token;
    let told = |back: usize| {
        let deals = purchases(context, sentence - back, &[ACQUIRES]);
        deals.iter().rev().filter_map(side).filter(|index| before(back, index)).find(firm)
    };
    let nearest = usize::from(made.is_none());
    let found = (nearest..=REACH.min(sentence)).find_map(told);
    context.sides.borrow_mut().insert((sentence, token), found);
    found
}

/// *X agreed to buy Y, valuing the company at 3 billion*, *X invests in Y in a deal that values the firm at 3 billion*: the
/// firm bought into, for the noun at `token` that a participle or a relative of the purchase puts a value on.
pub(super) fn valued(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let lexicon = &context.ontology.lexicon;
    let values = |verb: &usize| {
        let mut entries = lexicon.starting_with(tree.sentence.language, PartOfSpeech::Verb, tree.lemma(*verb));
        let participle = matches!(tree.token(*verb).morph.verb_form, Some(VerbForm::Ger | VerbForm::Part));
        let aside = participle && matches!(tree.relation(*verb), "advcl" | "acl") && !tree.has_child(*verb, "nsubj");
        // *In a deal that values the firm*: the deal is what the clause around it tells.
        let deal = |&noun: &usize| {
            tree.relation(noun) == "obl"
                && context.ontology.words.has(tree.sentence.language, WordClass::DealNoun, tree.lemma(noun))
        };
        let aside = aside || tree.relation(*verb) == "acl" && tree.head(*verb).as_ref().is_some_and(deal);
        aside
            && entries.any(|entry| {
                entry.frame == Frame::MeasureObject && context.ontology.relations.is(&entry.relation, Nature::Market)
            })
    };
    let verb = tree.head(token).filter(|_| tree.upos(token) == Upos::Noun && tree.relation(token) == "obj");
    let verb = verb.filter(values).filter(|_| naming::is_definite(context, sentence, token))?;
    if let Some(known) = context.sides.borrow().get(&(sentence, token)) {
        return *known;
    }
    context.sides.borrow_mut().insert((sentence, token), None);
    let firm = |index: &usize| {
        let mention = context.mention(*index);
        mention.proper && mention.kind == EntityKind::Organization && mention.head < verb
    };
    let bought = |reading: &Reading| reading.object.mention().map(|object| object.mention).filter(firm);
    let found = purchases(context, sentence, &[ACQUIRES, INVESTS_IN]).iter().rev().find_map(bought);
    context.sides.borrow_mut().insert((sentence, token), found);
    found
}

/// *X bought Y from its founder*: the heads of the names bought, for the possessive at `token` of who founded, owns or
/// leads them.
pub(super) fn bought_from(context: &Context<'_>, sentence: usize, token: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let (words, lexicon) = (&context.ontology.words, &context.ontology.lexicon);
    let language = tree.sentence.language;
    let noun = tree.head(token).filter(|&noun| is_marked(tree, words, noun, WordClass::SourceMarker));
    let verb = noun.and_then(|noun| tree.head(noun)).filter(|&verb| {
        let mut entries = lexicon.of_lemma(language, PartOfSpeech::Verb, tree.lemma(verb));
        entries.any(|entry| entry.relation.as_ref() == ACQUIRES)
    });
    let (Some(noun), Some(verb)) = (noun, verb) else { return Vec::new() };
    let owns = |start: usize| {
        let mut entries = lexicon.starting_with(language, PartOfSpeech::Noun, tree.lemma(start));
        entries.any(|entry| {
            OF_A_FIRM.contains(&entry.relation.as_ref()) && tree.phrase_end(start, &entry.lemma) == Some(noun + 1)
        })
    };
    if !(noun.saturating_sub(1)..=noun).any(owns) {
        return Vec::new();
    }
    let objects = proposition::arguments(tree, words, verb).objects.into_iter();
    let named = objects.filter_map(|object| context.mention_at(sentence, object)).filter(|&(_, proper)| proper);
    named.map(|(index, _)| context.mention(index).head).collect()
}

/// *X reprend à Y son studio Z*, *X buys from Y its studio Z*: the head of the name bought from, whose the object behind it was,
/// for the possessive at `token`.
pub(super) fn seller(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let (words, lexicon) = (&context.ontology.words, &context.ontology.lexicon);
    let noun = tree.head(token).filter(|&noun| tree.relation(noun) == "obj")?;
    let verb = tree.head(noun)?;
    let mut entries = lexicon.of_lemma(tree.sentence.language, PartOfSpeech::Verb, tree.lemma(verb));
    let buys = entries
        .any(|entry| entry.with.is_empty() && entry.frame == Frame::Transitive && entry.relation.as_ref() == ACQUIRES);
    let from = |&at: &usize| {
        let classes = [WordClass::SourceMarker, WordClass::DativeMarker];
        verb < at && at < noun && classes.iter().any(|&class| is_marked(tree, words, at, class))
    };
    let source = tree.children_by(verb, &["obl", "iobj"]).find(from).filter(|_| buys)?;
    let named = context.mention_at(sentence, source).filter(|&(_, proper)| proper).map(|(index, _)| index);
    let owner = context.mention(named.or_else(|| naming::beside(context, sentence, source))?);
    matches!(owner.kind, EntityKind::Organization | EntityKind::Person).then_some(owner.head)
}

/// The deals of some relations that a sentence tells, in text order.
fn purchases(context: &Context<'_>, sentence: usize, relations: &[&str]) -> Vec<Reading> {
    let tree = &context.trees[sentence];
    let lexicon = &context.ontology.lexicon;
    let mut found = Vec::new();
    for token in 0..tree.len() {
        let part = match tree.upos(token) {
            Upos::Verb => PartOfSpeech::Verb,
            Upos::Noun => PartOfSpeech::Noun,
            _ => continue,
        };
        // Entries that want more words than the one say more than a purchase.
        let plain = |entry: &&LexicalEntry| {
            relations.contains(&entry.relation.as_ref())
                && (entry.with.is_empty() || entry.relation.as_ref() != ACQUIRES)
        };
        for entry in lexicon.of_lemma(tree.sentence.language, part, tree.lemma(token)).filter(plain) {
            found.extend(read(context, sentence, token, entry));
        }
    }
    found
}

fn read(context: &Context<'_>, sentence: usize, token: usize, entry: &LexicalEntry) -> Vec<Reading> {
    let Some(relation) = context.ontology.relations.get(&entry.relation) else { return Vec::new() };
    let wanted = Wanted {
        subject: if entry.subject_kinds.is_empty() { &relation.domain } else { &entry.subject_kinds },
        object: if entry.object_kinds.is_empty() { &relation.range } else { &entry.object_kinds },
    };
    frames::readings(context, sentence, (token, &(token..token + 1)), entry, &wanted)
}
