//! Who is made what: *X named Ann Orr chief executive and Tom Lee chair*.
//!
//! Owns the tie between a verb, a person and the post behind the person, which parsers read as a compound, and that of a
//! second person and post that share the verb, whatever noun says who the person was before. Asked once names are known; leaves posts before a name to `titles`.

use std::ops::Range;

use crate::model::{EntityKind, Language, Mention, Sentence, Token, Upos};
use crate::ontology::{Typology, WordClass, Words};

use super::outward;

/// Makes an object of each person that hangs as a modifier on the noun which the verb before makes of them.
pub(super) fn mend(sentences: &mut [Sentence], mentions: &[Mention], words: &Words) {
    for mention in mentions.iter().filter(|mention| mention.proper && mention.kind == EntityKind::Person) {
        // *Devient économiste Ann Orr* has no such compounds.
        let language = sentences[mention.sentence].language;
        let compounds = !words.is(language, Typology::HeadInitial);
        let tokens = &mut sentences[mention.sentence].tokens;
        let Some(name) = outward(tokens, &mention.tokens) else { continue };
        if let Some((post, verb)) = made(tokens, (name, mention.tokens.start), language, words) {
            for token in &mut tokens[verb + 1..mention.tokens.start] {
                token.head = Some(name);
            }
            tokens[name].head = Some(verb);
            tokens[name].deprel = "obj".into();
            tokens[post].deprel = "xcomp".into();
        } else if let Some(noun) = described(tokens, name).filter(|_| compounds) {
            tokens[noun].deprel = "obj".into();
        } else if let Some((post, verb)) =
            made_as_well(tokens, name, mention.tokens.start).or_else(|| made_behind(tokens, name, &mention.tokens))
        {
            // No object of the verb, or each would be what the other is made.
            tokens[name].head = Some(verb);
            tokens[name].deprel = "parataxis".into();
            tokens[post].head = Some(name);
            tokens[post].deprel = "appos".into();
            for at in 0..mention.tokens.end {
                if tokens[at].head == Some(post) && matches!(&*tokens[at].deprel, "cc" | "punct") {
                    tokens[at].head = Some(name);
                }
            }
        }
    }
}

/// How many words may say who somebody is who is made something: *named former retail executive Ann Orr chairman*.
const DESCRIBED: usize = 3;

/// The kind of a noun for somebody.
const PERSON: &str = "Person";

/// *Appointed former banker Ann Orr as chairman*: the noun right before a name that seems what somebody else is made, where
/// nobody is.
fn described(tokens: &[Token], name: usize) -> Option<usize> {
    let noun = tokens[name].head.filter(|&noun| noun < name && &*tokens[name].deprel == "appos")?;
    let verb = tokens[noun].head.filter(|&verb| verb < noun && &*tokens[noun].deprel == "xcomp")?;
    let hangs = |at: usize, head: usize, relations: &[&str]| {
        tokens[at].head == Some(head) && relations.contains(&&*tokens[at].deprel)
    };
    let own = (0..tokens.len()).any(|at| hangs(at, noun, &["case", "cop", "mark", "det"]));
    let other = (0..tokens.len()).any(|at| hangs(at, verb, &["obj", "aux:pass", "nsubj:pass"]));
    // *Became adviser Ann Orr's successor* has nothing that somebody is made.
    let made = (name + 1..tokens.len()).any(|at| hangs(at, verb, &["obl", "xcomp"]));
    (tokens[verb].upos == Upos::Verb && tokens[noun].upos == Upos::Noun && made && !own && !other).then_some(noun)
}

/// *Named Ann Orr chief executive and Tom Lee chair*: the post on which the second name hangs, joined to the first post,
/// and the verb, which has the first person for its object.
fn made_as_well(tokens: &[Token], name: usize, start: usize) -> Option<(usize, usize)> {
    let post = tokens[name].head.filter(|&post| post > name && tokens[post].upos == Upos::Noun)?;
    let before = start.checked_sub(1)?;
    let joined = tokens[before].upos == Upos::Cconj || &*tokens[before].form == ",";
    let marked = tokens.iter().any(|token| token.head == Some(name) && &*token.deprel == "case");
    let modifies = matches!(&*tokens[name].deprel, "compound" | "nmod:poss" | "nmod");
    let first = tokens[post]
        .head
        .filter(|&first| &*tokens[post].deprel == "conj" && matches!(&*tokens[first].deprel, "xcomp" | "obj"))?;
    let verb = tokens[first].head?;
    let person = (verb + 1..first).any(|at| tokens[at].head == Some(verb) && &*tokens[at].deprel == "obj");
    (person && joined && modifies && !marked && tokens[first].upos == Upos::Noun).then_some((post, verb))
}

/// *A été nommée directrice générale de X et Ann Orr directrice financière*: the post right behind a person who is joined to
/// what stands in the phrase of the first post, and the verb.
fn made_behind(tokens: &[Token], name: usize, person: &Range<usize>) -> Option<(usize, usize)> {
    let before = person.start.checked_sub(1).filter(|&before| tokens[before].upos == Upos::Cconj)?;
    let post = Some(person.end).filter(|&post| tokens.get(post).is_some_and(|token| token.upos == Upos::Noun))?;
    let chain = std::iter::successors(Some(name), |&at| tokens[at].head).take(tokens.len());
    let first = chain.skip(1).find(|&at| at < before && &*tokens[at].deprel == "xcomp")?;
    let verb = tokens[first].head.filter(|&verb| verb < first && tokens[verb].upos == Upos::Verb)?;
    let marked = tokens.iter().any(|token| token.head == Some(post) && matches!(&*token.deprel, "case" | "det"));
    let free = tokens[post].head.is_some_and(|above| above == name || super::descends(tokens, above, verb));
    let joined = &*tokens[name].deprel == "conj" && !super::descends(tokens, name, post);
    (joined && free && !marked && tokens[first].upos == Upos::Noun).then_some((post, verb))
}

/// The post on which a name hangs without a mark of possession, and the verb right before the name.
fn made(tokens: &[Token], (name, start): (usize, usize), language: Language, words: &Words) -> Option<(usize, usize)> {
    let post = tokens[name].head.filter(|&post| post > name && tokens[post].upos == Upos::Noun)?;
    let marked = tokens.iter().any(|token| token.head == Some(name) && &*token.deprel == "case");
    let modifies = matches!(&*tokens[name].deprel, "compound" | "nmod:poss" | "nmod");
    let verb = tokens[post].head.filter(|&verb| verb < start && tokens[verb].upos == Upos::Verb)?;
    // *Named ex-banker Ann Orr chairman*: words for who that is may stand between.
    let before = verb + 1..start;
    let describes =
        |at: usize| tokens[at].head == Some(post) && matches!(&*tokens[at].deprel, "nmod:desc" | "compound" | "amod");
    if before.len() > DESCRIBED || !before.clone().all(describes) {
        return None;
    }
    let person = |at: usize| words.value(language, WordClass::KindNoun, &tokens[at].lemma) == Some(PERSON);
    if start > verb + 1 && !(tokens[start - 1].upos == Upos::Noun && person(post)) {
        return None;
    }
    let complement = matches!(&*tokens[post].deprel, "obj" | "xcomp" | "ccomp");
    (modifies && !marked && complement).then_some((post, verb))
}
