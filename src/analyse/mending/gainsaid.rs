//! Relations that the phrases themselves gainsay: an apposition with an adposition, a clause without a verb, a subject that is
//! a predicate, an oblique that has a subject, a second object under a name, a noun between commas that hangs too high.
//!
//! Owns these repairs, each of which needs nothing but the tree. Takes a sentence's tokens, gives them as a tree as before.

use crate::model::{Number, Tense, Token, Upos, VerbForm};

use super::{descends, has_child};

/// Gives each such phrase the relation that it can have.
pub(super) fn mend(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        part_apposed(tokens, at);
        make_oblique(tokens, at);
        make_subject(tokens, at);
        make_predicate(tokens, at);
        make_clause(tokens, at);
        make_object(tokens, at);
        set_beside(tokens, at);
        part_from_owned(tokens, at);
        part_row_from_owned(tokens, at);
        keep_behind_colon(tokens, at);
    }
}

/// *Sold its software arm, X, to Y*: what has an adposition of its own is no apposition but an oblique of the verb; behind what
/// is no object it says more of the noun (*the plant of X, in Y, was built by Z*).
fn part_apposed(tokens: &mut [Token], at: usize) {
    let apposed = &*tokens[at].deprel == "appos" && matches!(tokens[at].upos, Upos::Noun | Upos::Propn);
    let adposition = || (0..at).find(|&case| tokens[case].head == Some(at) && &*tokens[case].deprel == "case");
    let Some(adposition) = apposed.then(adposition).flatten() else { return };
    let comma = adposition.checked_sub(1).is_some_and(|before| &*tokens[before].form == ",");
    let object = tokens[at].head.filter(|&object| comma && &*tokens[object].deprel == "obj");
    if let Some(verb) = object.and_then(|object| tokens[object].head).filter(|&verb| tokens[verb].upos == Upos::Verb) {
        tokens[at].head = Some(verb);
        tokens[at].deprel = "obl".into();
    } else if comma && tokens[at].upos == Upos::Propn {
        tokens[at].deprel = "nmod".into();
    }
}

/// *X s'est tourné vers Y : il a acquis Z, pour 5 milliards*: what stands behind a second clause and its colon is no part of the
/// first.
fn keep_behind_colon(tokens: &mut [Token], at: usize) {
    let Some(first) = tokens[at].head.filter(|&first| first < at && matches!(tokens[at].relation(), "obl" | "obj"))
    else {
        return;
    };
    let colon = |second: usize| (first + 1..second).any(|mark| &*tokens[mark].form == ":");
    let clause = |&second: &usize| {
        tokens[second].head == Some(first)
            && tokens[second].relation() == "parataxis"
            && tokens[second].upos == Upos::Verb
    };
    let second = (first + 1..at).rev().find(clause).filter(|&second| colon(second));
    if let Some(second) = second {
        tokens[at].head = Some(second);
    }
}

/// *Was taken to court by X*: a noun behind an adposition is no clause.
fn make_oblique(tokens: &mut [Token], at: usize) {
    let clausal = matches!(&*tokens[at].deprel, "advcl" | "xcomp") && tokens[at].upos == Upos::Noun;
    let mark = at.checked_sub(1).filter(|&mark| tokens[mark].head == Some(at) && &*tokens[mark].deprel == "mark");
    let adposition = mark.filter(|&mark| matches!(tokens[mark].upos, Upos::Adp | Upos::Part));
    let Some(mark) = adposition.filter(|_| clausal && !has_child(tokens, at, &["cop", "aux", "nsubj", "obj"])) else {
        return;
    };
    let Some(verb) = tokens[at].head else { return };
    tokens[at].deprel = "obl".into();
    tokens[mark].deprel = "case".into();
    for token in tokens.iter_mut().filter(|token| token.head == Some(at) && token.deprel.starts_with("obl")) {
        token.head = Some(verb);
    }
}

/// *The radio stations X and Y both belong to Z*: what names its members and has no adposition, before a verb without a
/// subject, is that.
fn make_subject(tokens: &mut [Token], at: usize) {
    let bare = &*tokens[at].deprel == "obl" && tokens[at].upos == Upos::Noun && !has_child(tokens, at, &["case"]);
    let named = |token: &Token| token.head == Some(at) && &*token.deprel == "appos" && token.upos == Upos::Propn;
    let verb = tokens[at].head.filter(|&verb| at < verb && tokens[verb].upos == Upos::Verb && bare);
    let subjectless = verb.is_some_and(|verb| !has_child(tokens, verb, &["nsubj", "csubj"]));
    if subjectless && tokens.iter().any(named) {
        tokens[at].deprel = "nsubj".into();
    }
}

/// *X is a joint venture owned by Y*: a noun with a copula is a predicate, not the subject of the participle behind it.
fn make_predicate(tokens: &mut [Token], at: usize) {
    let copular = tokens[at].deprel.starts_with("nsubj") && has_child(tokens, at, &["cop"]);
    let Some(participle) = tokens[at].head.filter(|&verb| copular && at < verb) else { return };
    let morph = tokens[participle].morph;
    let past = matches!(morph.verb_form, Some(VerbForm::Part | VerbForm::Fin)) && morph.tense != Some(Tense::Pres);
    if !past || tokens[participle].upos != Upos::Verb || has_child(tokens, participle, &["aux", "cop"]) {
        return;
    }
    (tokens[at].head, tokens[at].deprel) = (tokens[participle].head, tokens[participle].deprel.clone());
    tokens[participle].head = Some(at);
    tokens[participle].deprel = "acl".into();
    tokens[participle].morph.verb_form = Some(VerbForm::Part);
}

/// *X is in talks to buy Y, Z reported*: a noun with a copula and a subject of its own is a clause, not an oblique.
fn make_clause(tokens: &mut [Token], at: usize) {
    let oblique = matches!(&*tokens[at].deprel, "obl" | "obj" | "nmod") && tokens[at].upos == Upos::Noun;
    let verb = tokens[at].head.filter(|&verb| tokens[verb].upos == Upos::Verb);
    if oblique && verb.is_some() && has_child(tokens, at, &["cop"]) && has_child(tokens, at, &["nsubj"]) {
        tokens[at].deprel = "ccomp".into();
    }
}

/// *Will sell X, its unit specialised in board, to Y*: a noun between commas right behind the name that is the object stands
/// beside it, and is neither a second object nor the subject of its own participle.
fn set_beside(tokens: &mut [Token], at: usize) {
    let has = |relation: &str| tokens.iter().any(|token| token.head == Some(at) && &*token.deprel == relation);
    let Some(above) = tokens[at].head.filter(|_| tokens[at].upos == Upos::Noun && (has("det") || has("nmod:poss")))
    else {
        return;
    };
    let participle = matches!(tokens[above].morph.verb_form, Some(VerbForm::Ger | VerbForm::Part))
        && &*tokens[above].deprel == "advcl"
        && above > at
        && !has_child(tokens, above, &["aux", "cop", "mark", "obj"]);
    let (verb, top) = match &*tokens[at].deprel {
        "obj" | "appos" if above < at => (above, at),
        "nsubj" if participle => (tokens[above].head.unwrap_or(above), above),
        _ => return,
    };
    let within = |token: usize, top: usize| descends(tokens, token, top);
    let object = |token: &Token| token.head == Some(verb) && &*token.deprel == "obj" && token.upos == Upos::Propn;
    let Some(name) = (verb + 1..at).rev().find(|&name| object(&tokens[name])) else { return };
    let word = |other: usize| tokens[other].upos != Upos::Punct;
    let Some(first) = (name + 1..=at).find(|&other| word(other) && within(other, at)) else { return };
    let last = (at..tokens.len()).rev().find(|&other| word(other) && within(other, top)).unwrap_or(at);
    let comma = |other: usize| tokens.get(other).is_some_and(|token| &*token.form == ",");
    let opens = comma(first - 1) && (name + 1..first - 1).all(|other| within(other, name) && !within(other, top));
    let goes_on = (last + 2..tokens.len()).any(|other| word(other) && (top == at || tokens[other].head == Some(verb)));
    let whole = (first..=last).all(|other| !word(other) || within(other, top));
    if tokens[verb].upos != Upos::Verb || !opens || !whole || !comma(last + 1) || !goes_on {
        return;
    }
    (tokens[at].head, tokens[at].deprel) = (Some(name), "appos".into());
    if top != at {
        (tokens[top].head, tokens[top].deprel) = (Some(at), "acl".into());
    }
}

/// *Gives the group a staff of 300*: a noun with an article right behind the object is no clause about it but a second object.
fn make_object(tokens: &mut [Token], at: usize) {
    let clause = &*tokens[at].deprel == "acl:relcl" && tokens[at].upos == Upos::Noun;
    let bare =
        has_child(tokens, at, &["det"]) && !has_child(tokens, at, &["cop", "aux", "nsubj", "obj", "mark", "case"]);
    let Some(object) = tokens[at].head.filter(|&object| clause && bare && object < at) else { return };
    let verb = tokens[object].head.filter(|&verb| verb < object && tokens[verb].upos == Upos::Verb);
    let Some(verb) = verb.filter(|_| &*tokens[object].deprel == "obj") else { return };
    let belongs = |token: usize| token == at || tokens[token].head == Some(at);
    if (object + 1..at).all(|token| belongs(token) && tokens[token].upos != Upos::Punct) {
        tokens[object].deprel = "iobj".into();
        (tokens[at].head, tokens[at].deprel) = (Some(verb), "obj".into());
    }
}

/// *The owner of X, Y, has cut its stake*: a name between commas right before the verb stands beside the noun that is the
/// subject, not in a row with the name inside its phrase.
fn part_from_owned(tokens: &mut [Token], at: usize) {
    let joined = &*tokens[at].deprel == "conj" && tokens[at].upos == Upos::Propn;
    let Some(first) = tokens[at].head.filter(|&first| joined && first < at && tokens[first].upos == Upos::Propn) else {
        return;
    };
    let child = |of: usize, relation: &str| {
        (0..tokens.len()).find(|&other| tokens[other].head == Some(of) && &*tokens[other].deprel == relation)
    };
    let Some(noun) = tokens[first].head.filter(|&noun| tokens[noun].upos == Upos::Noun) else { return };
    let governed = &*tokens[first].deprel == "nmod" && child(first, "case").is_some() && child(noun, "det").is_some();
    let Some(verb) = tokens[noun].head.filter(|_| governed && tokens[noun].deprel.starts_with("nsubj")) else { return };
    let inside = |token: usize| token == at || tokens[token].head == Some(at);
    let start = (first + 1..=at).find(|&token| inside(token) && tokens[token].upos != Upos::Punct);
    let end = (at..tokens.len()).find(|&token| !inside(token)).unwrap_or(tokens.len());
    let comma = |token: usize| tokens.get(token).is_some_and(|token| &*token.form == ",");
    let opens = start.is_some_and(|start| comma(start - 1));
    let alone =
        (0..tokens.len()).filter(|&other| tokens[other].head == Some(first) && &*tokens[other].deprel == "conj");
    if alone.count() == 1 && opens && comma(end) && end < verb && !has_child(tokens, at, &["cc", "conj"]) {
        tokens[at].head = Some(noun);
        tokens[at].deprel = "appos".into();
    }
}

/// *Les deux concurrents de X, Y et Z, n'ont rien dit*: a row between commas right before the verb tells who those are that the
/// plural before it means, and does not go on with the name inside its phrase.
fn part_row_from_owned(tokens: &mut [Token], at: usize) {
    let name = |at: usize| tokens[at].upos == Upos::Propn;
    let joined = &*tokens[at].deprel == "conj" && name(at);
    let Some(first) = tokens[at].head.filter(|&first| joined && first < at && name(first)) else { return };
    let noun = tokens[first].head.filter(|&noun| noun < first && tokens[noun].upos == Upos::Noun);
    let several =
        |noun: &usize| tokens[*noun].morph.number == Some(Number::Plur) && tokens[*noun].deprel.starts_with("nsubj");
    let owned = &*tokens[first].deprel == "nmod" && has_child(tokens, first, &["case"]);
    let Some(noun) = noun.filter(several).filter(|_| owned) else { return };
    let Some(verb) = tokens[noun].head.filter(|&verb| verb > at) else { return };
    let row: Vec<usize> = (first + 1..verb)
        .filter(|&other| tokens[other].head == Some(first) && &*tokens[other].deprel == "conj")
        .collect();
    let closed = |last: usize| {
        let end = (last + 1..verb).find(|&other| &*tokens[other].form == ",");
        let within = |other: usize| descends(tokens, other, last);
        // Nothing but what belongs to the verb stands between the comma and it.
        end.is_some_and(|end| {
            (last + 1..end).all(within)
                && (end + 1..verb).all(|other| {
                    tokens[other].head == Some(verb)
                        && matches!(tokens[other].upos, Upos::Aux | Upos::Adv | Upos::Part | Upos::Pron)
                })
        })
    };
    let comma = (first + 1..at).rev().any(|other| &*tokens[other].form == ",");
    let last =
        row.last().copied().filter(|&last| row.len() > 1 && row[0] == at && comma && has_child(tokens, last, &["cc"]));
    if last.is_some_and(|last| row.iter().all(|&other| name(other)) && closed(last)) {
        (tokens[at].head, tokens[at].deprel) = (Some(noun), "appos".into());
        for &other in &row[1..] {
            tokens[other].head = Some(at);
        }
    }
}
