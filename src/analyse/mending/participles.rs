//! Participles that the parser took for clauses of their own (*its threatened lawsuit*, *X, valued at $1bn, closed*) or hung on
//! another noun than the one of which they tell.
//!
//! Owns those repairs. A possessive determiner is never a subject, a participle behind the comma of a noun on which it hangs
//! anyway modifies it, and one that agrees in gender and number with a single noun in reach tells of that noun.

use crate::model::{EntityKind, Mention, Sentence, Tense, Token, Upos, VerbForm};
use crate::ontology::{Ontology, WordClass};

use super::has_child;

/// Whether a verb tells what was done: a participle of any tense but the present.
fn is_past_participle(token: &Token) -> bool {
    let morph = token.morph;
    token.upos == Upos::Verb && morph.verb_form == Some(VerbForm::Part) && morph.tense != Some(Tense::Pres)
}

/// Makes a modifier of each participle that a comma parts from the noun on which it hangs.
pub(super) fn mend_asides(tokens: &mut [Token]) {
    for verb in 2..tokens.len() {
        let (morph, Some(head)) = (tokens[verb].morph, tokens[verb].head) else { continue };
        // A past without a subject is a participle that looks like it.
        let past = morph.verb_form == Some(VerbForm::Fin) && morph.tense == Some(Tense::Past);
        let participle = is_past_participle(&tokens[verb]) || past && tokens[verb].upos == Upos::Verb;
        let aside = head < verb
            && matches!(tokens[head].upos, Upos::Noun | Upos::Propn)
            && &*tokens[verb - 1].form == ","
            && matches!(&*tokens[verb].deprel, "parataxis" | "conj" | "list" | "appos" | "dep" | "acl:relcl");
        let of_verb =
            |token: &Token, relations: &[&str]| token.head == Some(verb) && relations.contains(&&*token.deprel);
        if !participle || !aside || tokens.iter().any(|token| of_verb(token, &["nsubj", "aux", "aux:pass", "cc"])) {
            continue;
        }
        tokens[verb].deprel = "acl".into();
        tokens[verb].morph.verb_form = Some(VerbForm::Part);
        // *Valued at $1bn*: what has an adposition is no object.
        for object in verb + 1..tokens.len() {
            let marked = tokens.iter().any(|token| token.head == Some(object) && &*token.deprel == "case");
            if marked && of_verb(&tokens[object], &["obj"]) {
                tokens[object].deprel = "obl".into();
            }
        }
    }
}

/// *La filiale du groupe X, fondé par Y*: a participle that does not agree with the noun on which it hangs says something of the
/// noun between them with which it does.
pub(super) fn mend_disagreeing(tokens: &mut [Token]) {
    for participle in 2..tokens.len() {
        let morph = tokens[participle].morph;
        let Some(above) = tokens[participle].head.filter(|&above| above < participle) else { continue };
        let done = is_past_participle(&tokens[participle])
            && &*tokens[participle].deprel == "acl"
            && tokens[above].upos == Upos::Noun
            && !has_child(tokens, participle, &["nsubj", "aux", "mark"]);
        let same = |noun: usize| {
            let own = tokens[noun].morph;
            (own.gender.is_some() && morph.gender.is_some())
                .then_some(own.gender == morph.gender && own.number == morph.number)
        };
        if !done || same(above) != Some(false) {
            continue;
        }
        let below = |&noun: &usize| {
            let mut path = std::iter::successors(Some(noun), |&at| tokens[at].head).take(tokens.len());
            // *Le fabricant de machines X, rachetées*: a noun alone is nobody.
            let named = tokens.iter().any(|token| token.head == Some(noun) && token.upos == Upos::Propn);
            path.any(|at| at == above) && tokens[noun].upos == Upos::Noun && named && same(noun) == Some(true)
        };
        let noun = (above + 1..participle).rev().find(below);
        if let Some(noun) = noun {
            tokens[participle].head = Some(noun);
        }
    }
}

/// *X s'est séparé de sa filiale Y, rachetée par Z*: a participle behind the comma of a noun that it agrees with, which stands behind
/// the verb, says of that noun what was done to it.
pub(super) fn mend_agreeing(tokens: &mut [Token]) {
    for participle in 3..tokens.len() {
        let morph = tokens[participle].morph;
        let Some(verb) = tokens[participle].head.filter(|&verb| verb < participle) else { continue };
        let done = is_past_participle(&tokens[participle])
            && &*tokens[participle].deprel == "advcl"
            && &*tokens[participle - 1].form == ","
            && !has_child(tokens, participle, &["nsubj", "aux", "mark", "obj"]);
        let undergone = tokens.iter().any(|token| token.head == Some(participle) && &*token.deprel == "obl:agent");
        let mut up = std::iter::successors(Some(participle - 2), |&at| tokens[at].head.filter(|&head| head > verb));
        let agrees = |&noun: &usize| {
            let own = tokens[noun].morph;
            tokens[noun].head == Some(verb)
                && tokens[noun].upos == Upos::Noun
                && matches!(tokens[noun].relation(), "obj" | "obl")
                && own.gender.is_some()
                && own.gender == morph.gender
                && own.number == morph.number
        };
        // *La marque a changé de main, rachetée par X*: a noun that tells of nobody is not what was bought.
        let named = |noun: usize| {
            let name = |at: usize| tokens[at].upos == Upos::Propn && tokens[at].head == Some(noun);
            (noun + 1..participle).any(name)
        };
        let noun = if done && undergone { up.find(agrees).filter(|&noun| named(noun)) } else { None };
        if let Some(noun) = noun {
            (tokens[participle].head, tokens[participle].deprel) = (Some(noun), "acl".into());
        }
    }
}

/// Gives what stands in a place what a participle behind the comma says of it: *X en Roumanie, spécialisée dans les
/// logiciels*.
pub(super) fn lift_from_places(sentences: &mut [Sentence], mentions: &[Mention], ontology: &Ontology) {
    for place in mentions.iter().filter(|mention| mention.proper && mention.kind == EntityKind::Place) {
        let language = sentences[place.sentence].language;
        let tokens = &mut sentences[place.sentence].tokens;
        let Some(head) = super::outward(tokens, &place.tokens) else { continue };
        let participle = |&at: &usize| {
            tokens[at].head.is_some_and(|above| place.tokens.contains(&above))
                && &*tokens[at].deprel == "acl"
                && tokens[at].morph.verb_form == Some(VerbForm::Part)
                && (place.tokens.end..at).any(|between| &*tokens[between].form == ",")
        };
        let Some(verb) = (place.tokens.end..tokens.len()).find(participle) else { continue };
        let child = |of: usize, relation: &str| {
            (0..tokens.len()).find(|&at| tokens[at].head == Some(of) && &*tokens[at].deprel == relation)
        };
        let says_its_kind = |at: usize| {
            tokens[at].upos == Upos::Propn || ontology.words.has(language, WordClass::KindNoun, &tokens[at].lemma)
        };
        let marked = child(head, "case").is_some();
        let Some(above) = tokens[head].head.filter(|&above| marked && above < head) else { continue };
        let standing = match tokens[above].upos {
            Upos::Noun | Upos::Propn => Some(above),
            Upos::Verb => child(above, "obj").filter(|&object| object < head && says_its_kind(object)),
            _ => None,
        };
        if let Some(standing) = standing {
            tokens[verb].head = Some(standing);
        }
    }
}

/// Ties each possessive read as a subject to the noun behind the participle.
pub(super) fn mend(sentence: &mut Sentence, ontology: &Ontology) {
    let language = sentence.language;
    let tokens = &mut sentence.tokens;
    for owner in 0..tokens.len().saturating_sub(2) {
        let subject = &*tokens[owner].deprel == "nsubj";
        let possessive = || ontology.words.has(language, WordClass::Possessive, tokens[owner].lower());
        let verb = tokens[owner].head.filter(|&verb| subject && verb > owner && possessive());
        let Some(verb) = verb else { continue };
        let Some(noun) = possessed(tokens, owner, verb) else { continue };
        let Some(above) = tokens[verb].head else { continue };
        let taken = tokens.iter().any(|token| token.head == Some(above) && &*token.deprel == "obj");
        let mut marked = false;
        for at in 0..tokens.len() {
            if tokens[at].head == Some(verb) && (at < owner || at > verb) {
                // *Walked away from its agreed $1bn purchase after talks*: what is told behind the noun is told of the clause.
                tokens[at].head = Some(if &*tokens[at].deprel == "advcl" { above } else { noun });
                if at < owner && &*tokens[at].deprel == "mark" {
                    tokens[at].deprel = "case".into();
                    marked = true;
                }
            }
        }
        tokens[owner].head = Some(noun);
        tokens[noun].head = Some(above);
        tokens[noun].deprel = if taken || marked { "obl".into() } else { "obj".into() };
        tokens[verb].head = Some(noun);
        tokens[verb].deprel = "amod".into();
        tokens[owner].deprel = "nmod:poss".into();
    }
}

/// The noun that a possessive before a participle belongs to: right behind it, or with an amount between, where only an adverb
/// stands before it (*its previously announced $300m purchase*).
fn possessed(tokens: &[Token], owner: usize, verb: usize) -> Option<usize> {
    let adverb = (owner + 1..verb).all(|at| tokens[at].upos == Upos::Adv && tokens[at].head == Some(verb));
    let governed = |at: usize| tokens[at].upos == Upos::Noun && tokens[at].head == Some(verb);
    let next = verb + 1;
    if !adverb || tokens[verb].upos != Upos::Verb || next >= tokens.len() {
        return None;
    }
    if governed(next) {
        return Some(next);
    }
    let amount = |at: usize| matches!(tokens[at].upos, Upos::Sym | Upos::Num);
    let noun = (next..tokens.len()).find(|&at| !amount(at))?;
    let inside = (next..noun).all(|at| tokens[at].head.is_some_and(|head| (next..=noun).contains(&head)));
    (inside && governed(noun) && &*tokens[noun].deprel == "obj").then_some(noun)
}
