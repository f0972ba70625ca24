//! Relative clauses that the parser took for a phrase: *Ann Orr, who covers banks at X, said*.
//!
//! Owns the clause built around a finite verb that stands right behind a relative subject and hangs on the noun it governs, and
//! clauses behind a semicolon that the parser took for relative ones, or relative ones behind a date that it took for adverbial.
//! Takes a sentence with its tree; leaves to `extract` what the pronoun stands for.

use crate::model::{EntityKind, Language, Mention, Sentence, Token, Upos, VerbForm};
use crate::ontology::{WordClass, Words};

use super::{descends, has_child};

/// How many words the noun may stand above the verb in the phrase made of both.
const DEEP: usize = 3;

/// Mends the sentences' clauses; a phrase that held the verb begins behind it.
pub(super) fn mend(sentences: &mut [Sentence], mentions: &mut Vec<Mention>, words: &Words) {
    let mut verbs = Vec::new();
    for (at, sentence) in sentences.iter_mut().enumerate() {
        predicates(sentence, words);
        set_apart(sentence, words);
        genitives(&mut sentence.tokens, sentence.language, words);
        dislocated(&mut sentence.tokens, sentence.language, words);
        additions(&mut sentence.tokens, sentence.language, words);
        adverbial(&mut sentence.tokens, sentence.language, words);
        let places = mentions.iter().filter(|name| name.sentence == at && name.kind == EntityKind::Place);
        for place in places {
            let town = mentions.iter().find(|town| {
                town.sentence == at && town.kind == EntityKind::Place && town.tokens.end + 1 == place.tokens.start
            });
            town.into_iter().for_each(|town| set_beside_town(&mut sentence.tokens, town, place));
            lift_from_place(&mut sentence.tokens, place, words, sentence.language);
        }
        for verb in 1..sentence.tokens.len() {
            if let Some((noun, above)) = clause(sentence, verb, words) {
                build(&mut sentence.tokens, verb, noun, above);
                verbs.push((at, verb));
            }
        }
    }
    for (sentence, verb) in verbs {
        let holds = |mention: &Mention| mention.sentence == sentence && mention.tokens.contains(&verb);
        mentions.retain(|mention| mention.proper || !holds(mention) || verb < mention.head);
        for mention in mentions.iter_mut().filter(|mention| !mention.proper && holds(mention)) {
            shorten(mention, &sentences[sentence].tokens, verb + 1);
        }
    }
}

/// *The firm that X is a shareholder of has grown*: a predicate that opens with a relative pronoun right behind the subject
/// of a verb is no second subject.
fn predicates(sentence: &mut Sentence, words: &Words) {
    let language = sentence.language;
    let tokens = &mut sentence.tokens;
    for noun in 2..tokens.len() {
        let Some(verb) = tokens[noun].head.filter(|&verb| verb > noun && &*tokens[noun].deprel == "nsubj") else {
            continue;
        };
        let own = |at: usize, relation: &str| tokens[at].head == Some(noun) && &*tokens[at].deprel == relation;
        let relative = |at: usize| words.has(language, WordClass::RelativePronoun, tokens[at].lower());
        let opening = (1..noun).find(|&at| tokens[at].head == Some(noun) && relative(at));
        let says = (0..noun).any(|at| own(at, "cop")) && (0..noun).any(|at| own(at, "nsubj"));
        let subject = opening.and_then(|opening| {
            let last = opening - 1;
            let up = std::iter::successors(Some(last), |&at| tokens[at].head).take(tokens.len());
            up.into_iter().find(|&at| tokens[at].head == Some(verb))
        });
        let subject = subject.filter(|&subject| tokens[subject].deprel.starts_with("nsubj") && subject < noun);
        if let Some(subject) = subject.filter(|_| says) {
            tokens[noun].head = Some(subject);
            tokens[noun].deprel = "acl:relcl".into();
        }
    }
}

/// *X a quitté Y ; Z, jusqu'ici directeur, lui succède*: behind a semicolon a clause without a relative pronoun that hangs on
/// a second subject of the verb before is a clause of that subject.
fn set_apart(sentence: &mut Sentence, words: &Words) {
    let language = sentence.language;
    let tokens = &mut sentence.tokens;
    for verb in 3..tokens.len() {
        let clause = tokens[verb].upos == Upos::Verb && &*tokens[verb].deprel == "acl:relcl";
        let Some(noun) = tokens[verb].head.filter(|&noun| clause && noun < verb && &*tokens[noun].deprel == "nsubj")
        else {
            continue;
        };
        let Some(above) = tokens[noun].head.filter(|&above| above < noun) else { continue };
        let apart = (above + 1..noun).any(|at| tokens[at].form.as_ref() == ";");
        let relative = |at: usize| words.has(language, WordClass::RelativePronoun, tokens[at].lower());
        if apart && !(noun + 1..verb).any(relative) {
            (tokens[verb].head, tokens[verb].deprel) = (Some(above), "parataxis".into());
            tokens[noun].head = Some(verb);
        }
    }
}

/// *X poursuit ses efforts, Y aussi*: a name behind a comma with nothing but an adverb that adds it is another who does the
/// same, and not what the object is called.
fn additions(tokens: &mut [Token], language: Language, words: &Words) {
    for at in 2..tokens.len() {
        let apposed = &*tokens[at].deprel == "appos" && tokens[at].upos == Upos::Propn;
        let noun = tokens[at].head.filter(|&noun| apposed && noun < at && &*tokens[noun].deprel == "obj");
        let Some(verb) = noun.and_then(|noun| tokens[noun].head) else { continue };
        let adds = |other: usize| {
            tokens[other].head == Some(at) && words.has(language, WordClass::Additive, tokens[other].lower())
        };
        let closed = |other: usize| tokens.get(other).is_none_or(|token| token.upos == Upos::Punct);
        if (at + 1..tokens.len()).any(|other| adds(other) && closed(other + 1)) {
            (tokens[at].head, tokens[at].deprel) = (Some(verb), "orphan".into());
        }
    }
}

/// *X (anciennement Y), dont le siège est à Z, a perdu*: what opens with a relative pronoun and has a copula is a clause that
/// tells of the noun on which it hangs, and nothing that is set off from it.
fn dislocated(tokens: &mut [Token], language: Language, words: &Words) {
    for at in 2..tokens.len() {
        let noun = tokens[at].head.filter(|&noun| noun < at && matches!(tokens[noun].upos, Upos::Noun | Upos::Propn));
        let loose = matches!(tokens[at].deprel.as_ref(), "dislocated" | "appos" | "nmod" | "parataxis" | "conj");
        let Some(noun) = noun.filter(|_| loose && has_child(tokens, at, &["cop"])) else { continue };
        let within = |other: usize| descends(tokens, other, at);
        let first = (noun + 1..at).find(|&other| tokens[other].upos != Upos::Punct && within(other));
        if first.is_some_and(|first| words.is_genitive_relative(language, tokens[first].lower())) {
            tokens[at].deprel = "acl:relcl".into();
        }
    }
}

/// *X, dont le fonds Y possède 31 %, a racheté Z*: the noun behind a genitive relative pronoun is the subject of the verb behind
/// it, which tells of X, and no apposition; X is the subject of the verb behind the comma.
fn genitives(tokens: &mut [Token], language: Language, words: &Words) {
    for pronoun in 2..tokens.len() {
        let Some(noun) = tokens[pronoun].head.filter(|&noun| noun > pronoun && &*tokens[noun].deprel == "appos") else {
            continue;
        };
        let subject =
            tokens[noun].head.filter(|&subject| subject < pronoun && tokens[subject].deprel.starts_with("nsubj"));
        let verb = subject.and_then(|subject| tokens[subject].head).filter(|&verb| verb > noun);
        let above = verb.and_then(|verb| tokens[verb].head.filter(|&above| above > verb));
        let (Some(subject), Some(verb), Some(above)) = (subject, verb, above) else { continue };
        let own = (0..tokens.len()).any(|at| tokens[at].head == Some(above) && tokens[at].deprel.starts_with("nsubj"));
        let both = [verb, above].iter().all(|&at| tokens[at].upos == Upos::Verb);
        if own || !both || !words.is_genitive_relative(language, tokens[pronoun].lower()) {
            continue;
        }
        (tokens[noun].head, tokens[noun].deprel) = (Some(verb), "nsubj".into());
        (tokens[verb].head, tokens[verb].deprel) = (Some(subject), "acl:relcl".into());
        tokens[subject].head = Some(above);
    }
}

/// *X was bought in 2002 by Y, which was sold in 2009*: a clause that opens with a relative subject behind a comma tells of the
/// name before, a date between them or none; it is no adverbial one.
fn adverbial(tokens: &mut [Token], language: Language, words: &Words) {
    for pronoun in 2..tokens.len() {
        let subject = tokens[pronoun].upos == Upos::Pron && tokens[pronoun].deprel.starts_with("nsubj");
        let verb = tokens[pronoun].head.filter(|&verb| subject && verb > pronoun && &*tokens[verb].deprel == "advcl");
        let above = verb.and_then(|verb| tokens[verb].head).filter(|&above| above < pronoun);
        let (Some(verb), Some(above)) = (verb, above) else { continue };
        let comma = &*tokens[pronoun - 1].form == ",";
        if !comma || !words.has(language, WordClass::RelativePronoun, tokens[pronoun].lower()) {
            continue;
        }
        let month = |at: usize| words.has(language, WordClass::Month, tokens[at].lower());
        let dated = |at: usize| matches!(tokens[at].upos, Upos::Num | Upos::Adp) || month(at);
        let name = (above + 1..pronoun - 1).rev().find(|&at| !dated(at));
        let name = name.filter(|&at| tokens[at].upos == Upos::Propn && at != verb);
        let head = name.and_then(|name| {
            let mut up = std::iter::successors(Some(name), |&at| tokens[at].head).take(tokens.len());
            up.find(|&at| tokens[at].head == Some(above) || tokens[at].upos != Upos::Propn)
        });
        if let Some(name) = head.filter(|&at| tokens[at].upos == Upos::Propn) {
            (tokens[verb].head, tokens[verb].deprel) = (Some(name), "acl:relcl".into());
        }
    }
}

/// *A firm based in Leeds, England*: a place behind the comma of another stands beside that one and is no name of the firm.
fn set_beside_town(tokens: &mut [Token], town: &Mention, place: &Mention) {
    let comma = &*tokens[town.tokens.end].form == ",";
    let apposed = tokens[place.head].relation() == "appos"
        && tokens[place.head].head.is_some_and(|noun| {
            tokens[noun].upos == Upos::Noun && noun < town.tokens.start && descends(tokens, town.head, noun)
        });
    if comma && apposed {
        tokens[place.head].head = Some(town.head);
    }
}

/// *A company based in X, Y, which makes pumps*: a clause that opens with a relative subject behind the place of a participle
/// tells of the noun that the participle does.
fn lift_from_place(tokens: &mut [Token], place: &Mention, words: &Words, language: Language) {
    let top = |at: usize| {
        let beside =
            |&at: &usize| tokens[at].head.filter(|_| matches!(tokens[at].relation(), "appos" | "flat" | "conj"));
        std::iter::successors(Some(at), beside).take(tokens.len()).last().unwrap_or(at)
    };
    let governing = top(place.head);
    let participle = tokens[governing].head.filter(|&verb| {
        tokens[governing].deprel.starts_with("obl")
            && tokens[verb].relation() == "acl"
            && &*tokens[verb].deprel != "acl:relcl"
    });
    let Some(noun) = participle.and_then(|verb| tokens[verb].head) else { return };
    let relative = |at: usize| {
        tokens[at].upos == Upos::Pron && words.has(language, WordClass::RelativePronoun, tokens[at].lower())
    };
    let opens = |clause: usize| {
        (place.tokens.end..clause).any(|at| {
            tokens[at].head == Some(clause)
                && tokens[at].deprel.starts_with("nsubj")
                && relative(at)
                && &*tokens[at - 1].form == ","
        })
    };
    let clause = (place.tokens.end..tokens.len())
        .find(|&at| tokens[at].head == Some(place.head) && &*tokens[at].deprel == "acl:relcl" && opens(at));
    if let Some(clause) = clause.filter(|_| noun < place.head) {
        tokens[clause].head = Some(noun);
    }
}

/// The noun that the verb at `verb` governs in truth, and the one that the clause tells more of.
fn clause(sentence: &Sentence, verb: usize, words: &Words) -> Option<(usize, usize)> {
    let tokens = &sentence.tokens;
    let pronoun = &tokens[verb - 1];
    let form = pronoun.lower();
    let subject = pronoun.upos == Upos::Pron && &*pronoun.deprel == "nsubj";
    let relative = words.has(sentence.language, WordClass::RelativePronoun, form);
    let finite = tokens[verb].upos == Upos::Verb && tokens[verb].morph.verb_form == Some(VerbForm::Fin);
    let inside = matches!(tokens[verb].deprel.as_ref(), "compound" | "case" | "amod" | "nmod" | "det" | "nmod:desc");
    if !(subject && relative && finite && inside) {
        return None;
    }
    let chain = std::iter::successors(tokens[verb].head, |&at| tokens[at].head).take(DEEP);
    let noun = chain.take_while(|&at| at > verb).find(|&at| tokens[at].head.is_some_and(|above| above < verb - 1))?;
    let loose = matches!(tokens[noun].deprel.as_ref(), "appos" | "nmod" | "conj" | "parataxis" | "list" | "acl:relcl");
    let above = tokens[noun].head.filter(|&above| loose && matches!(tokens[above].upos, Upos::Noun | Upos::Propn))?;
    (matches!(tokens[noun].upos, Upos::Noun | Upos::Propn)).then_some((noun, above))
}

/// Has a phrase begin at `start`.
fn shorten(mention: &mut Mention, tokens: &[Token], start: usize) {
    mention.tokens.start = start;
    mention.span.start = tokens[start].span.start;
    let words: Vec<&str> = tokens[mention.tokens.clone()].iter().map(|token| token.form.as_ref()).collect();
    mention.name = words.join(" ").into();
}

/// Makes the verb the head of a clause about `above`, whose object or complement is `noun`.
fn build(tokens: &mut [Token], verb: usize, noun: usize, above: usize) {
    let marked = (verb + 1..noun).any(|at| tokens[at].head == Some(noun) && &*tokens[at].deprel == "case");
    for token in &mut tokens[..verb] {
        if token.head == Some(noun) {
            token.head = Some(verb);
        }
    }
    tokens[verb].head = Some(above);
    tokens[verb].deprel = "acl:relcl".into();
    tokens[verb - 1].head = Some(verb);
    tokens[noun].head = Some(verb);
    tokens[noun].deprel = if marked { "obl" } else { "obj" }.into();
}
