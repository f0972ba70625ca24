//! A second opinion on trees: what no grammar allows is put right by parallel shape.
//!
//! Owns repairs that hold in both languages: a verb has one subject, and names in a row are
//! coordinated; and one for the language whose adjectives follow. Greedy parsers err there most.

use std::sync::Arc;

use crate::model::{Token, Upos, VerbForm};

use super::reshape::reshape;

/// Repairs the tree of a sentence in place; `adjectives_follow` their noun in its language.
pub(crate) fn repair(tokens: &mut [Token], adjectives_follow: bool) {
    for noun in 1..tokens.len() {
        counted_adjective(tokens, noun);
    }
    if adjectives_follow {
        noun_before_name(tokens);
    }
    object_pronouns(tokens);
    subject_before_its_verb(tokens);
    name_behind_subject(tokens);
    second_subject(tokens);
    subject_behind_row(tokens);
    rows_of_names(tokens);
    names_in_passing(tokens);
    reshape(tokens);
}

/// The first token with one of the relations, subtypes apart, below `head`.
pub(super) fn child_by(tokens: &[Token], head: usize, relations: &[&str]) -> Option<usize> {
    (0..tokens.len()).find(|&at| tokens[at].head == Some(head) && relations.contains(&tokens[at].relation()))
}

/// Where adjectives follow their noun, an adjective between an adposition and a name is a noun, and the name stands
/// beside the noun before: *la société de robotique X*.
fn noun_before_name(tokens: &mut [Token]) {
    for at in 1..tokens.len().saturating_sub(1) {
        let (case, name) = (at - 1, at + 1);
        let squeezed = tokens[at].upos == Upos::Adj
            && tokens[at].head == Some(name)
            && tokens[name].upos == Upos::Propn
            && tokens[case].upos == Upos::Adp
            && tokens[case].head == Some(name);
        let Some(noun) = tokens[name].head.filter(|&noun| noun < case && tokens[noun].upos == Upos::Noun) else {
            continue;
        };
        if squeezed && tokens[name].relation() == "nmod" {
            tokens[at].upos = Upos::Noun;
            tokens[at].head = Some(noun);
            tokens[at].deprel = "nmod".into();
            tokens[case].head = Some(at);
            tokens[name].deprel = "appos".into();
        }
    }
}

/// *Avant de la vendre*: what looks like an article and is an argument of the verb behind it is a pronoun.
fn object_pronouns(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let argument = matches!(tokens[at].relation(), "obj" | "iobj");
        if argument && tokens[at].upos == Upos::Det && tokens[at].head == Some(at + 1) {
            tokens[at].upos = Upos::Pron;
        }
    }
}

/// The main verb of a sentence that has no subject, with a noun phrase between a comma and itself that hangs on what
/// stands before the comma: *Held by X and Y, the joint venture Z made a profit*.
fn subject_before_its_verb(tokens: &mut [Token]) {
    let Some(root) = tokens.iter().position(|token| token.head.is_none() && token.upos == Upos::Verb) else { return };
    let child =
        |at: usize, relations: &[&str]| tokens[at].head == Some(root) && relations.contains(&tokens[at].relation());
    let finite = |at: usize| tokens[at].morph.verb_form == Some(VerbForm::Fin);
    let speaks = finite(root) || (0..root).any(|at| child(at, &["aux"]) && finite(at));
    if !speaks || (0..tokens.len()).any(|at| child(at, &["nsubj", "csubj", "expl"])) {
        return;
    }
    let verb = (0..root).rev().take_while(|&at| child(at, &["aux", "advmod", "iobj"])).last().unwrap_or(root);
    let Some(comma) = (0..verb).rev().find(|&at| tokens[at].upos == Upos::Punct) else { return };
    let phrase = comma + 1..verb;
    let outside = |&at: &usize| tokens[at].head.is_none_or(|head| !phrase.contains(&head));
    let heads: Vec<usize> = phrase.clone().filter(outside).collect();
    let [head] = heads[..] else { return };
    let opens = matches!(tokens.get(phrase.start).map(|first| first.upos), Some(Upos::Det | Upos::Propn));
    let nominal = matches!(tokens[head].upos, Upos::Noun | Upos::Propn);
    let free = tokens[head].head.is_some_and(|above| above < comma)
        && matches!(tokens[head].relation(), "appos" | "conj" | "nmod" | "obl" | "obj" | "dep" | "list")
        && !tokens.iter().any(|token| token.head == Some(head) && matches!(token.relation(), "case" | "cc" | "cop"));
    if tokens[comma].form.as_ref() == "," && opens && nominal && free && !would_loop(tokens, head, root) {
        let passive = tokens.iter().any(|token| token.head == Some(root) && &*token.deprel == "aux:pass");
        tokens[head].head = Some(root);
        tokens[head].deprel = if passive { "nsubj:pass" } else { "nsubj" }.into();
    }
}

/// Two subjects in front of one verb, the second a bare name right behind the first: the name is in
/// apposition ("the chipmaker Acme").
fn name_behind_subject(tokens: &mut [Token]) {
    let apposition: Arc<str> = "appos".into();
    for name in 1..tokens.len() {
        let Some(verb) = tokens[name].head.filter(|&verb| verb > name) else { continue };
        if tokens[name].upos != Upos::Propn || tokens[name].relation() != "nsubj" {
            continue;
        }
        let subject = (0..name).rev().find(|&at| tokens[at].head == Some(verb) && tokens[at].relation() == "nsubj");
        let Some(subject) = subject.filter(|&at| tokens[at].upos == Upos::Noun) else { continue };
        let inside = |at: usize| tokens[at].head.is_some_and(|head| (subject..name).contains(&head));
        let bare = !tokens[..name].iter().any(|token| token.head == Some(name));
        if bare && (subject + 1..name).all(|at| inside(at) && tokens[at].upos != Upos::Punct) {
            tokens[name].head = Some(subject);
            tokens[name].deprel = apposition.clone();
        }
    }
}

/// A verb with a subject on either side and no object: the one behind is its object.
fn second_subject(tokens: &mut [Token]) {
    let object: Arc<str> = "obj".into();
    for behind in 0..tokens.len() {
        let Some(verb) = tokens[behind].head.filter(|&verb| verb < behind && tokens[verb].upos == Upos::Verb) else {
            continue;
        };
        if tokens[behind].relation() != "nsubj" {
            continue;
        }
        let of_verb = |wanted: &str| {
            (0..tokens.len()).any(|at| tokens[at].head == Some(verb) && tokens[at].relation() == wanted && at != behind)
        };
        let in_front = (0..verb).any(|at| tokens[at].head == Some(verb) && &*tokens[at].deprel == "nsubj");
        if in_front && !of_verb("obj") && !of_verb("cop") {
            tokens[behind].deprel = object.clone();
        }
    }
}

/// *X, formerly Y, closed*: a name behind a comma and an adverb is no second one of a row.
fn names_in_passing(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        if tokens[at].upos != Upos::Propn || tokens[at].relation() != "conj" {
            continue;
        }
        let adverb = (1..at).any(|child| {
            tokens[child].head == Some(at) && tokens[child].upos == Upos::Adv && &*tokens[child - 1].form == ","
        });
        let own = |token: &Token| token.head == Some(at) && &*token.deprel == "cc";
        if adverb && !tokens.iter().any(own) {
            tokens[at].deprel = "appos".into();
        }
    }
}

/// A bare name after a comma or conjunction that hangs on a verb although a name stands right
/// before the comma: it continues the row.
fn rows_of_names(tokens: &mut [Token]) {
    let conjunct: Arc<str> = "conj".into();
    for at in 2..tokens.len() {
        let link = matches!(tokens[at - 1].form.as_ref(), "," | "&") || tokens[at - 1].upos == Upos::Cconj;
        if !link || tokens[at].upos != Upos::Propn {
            continue;
        }
        let loose = matches!(
            tokens[at].relation(),
            "advcl"
                | "parataxis"
                | "dep"
                | "obl"
                | "appos"
                | "nmod"
                | "list"
                | "vocative"
                | "dislocated"
                | "ccomp"
                | "xcomp"
        );
        let apposed = tokens[at].relation() == "appos" && !row_goes_on(tokens, at);
        if apposed || !loose && !is_passed_over(tokens, at) {
            continue;
        }
        let bare = !tokens.iter().any(|token| token.head == Some(at) && &*token.deprel == "case");
        let Some(first) = name_before(tokens, at - 1) else { continue };
        let above = tokens[at].head.is_some_and(|head| tokens[head].upos == Upos::Verb || head == first);
        if bare && above && row_goes_on(tokens, at) && !would_loop(tokens, at, first) {
            tokens[at].head = Some(first);
            tokens[at].deprel = conjunct.clone();
        }
    }
}

/// *Founded by A, B and C, the firm makes D*: what a comma parts from a row that a conjunction has closed is no part of it;
/// where the row goes on with the names of another phrase, it is the subject.
fn subject_behind_row(tokens: &mut [Token]) {
    for noun in 4..tokens.len() {
        let Some(first) = tokens[noun].head.filter(|&first| first > 1 && first < noun) else { continue };
        let own = |role: &str, of: usize| {
            (0..of).find(|&at| tokens[at].head == Some(of) && tokens[at].relation() == role).filter(|&at| at > first)
        };
        let verb = tokens[first].head.filter(|&verb| verb > noun && tokens[first].relation() == "nsubj");
        let closed = (first + 1..noun)
            .any(|at| tokens[at].head == Some(first) && tokens[at].relation() == "conj" && own("cc", at).is_some());
        let apart = tokens[noun].relation() == "conj"
            && tokens[noun].upos == Upos::Noun
            && own("det", noun).is_some_and(|article| tokens[article - 1].form.as_ref() == ",")
            && own("cc", noun).is_none();
        let goes_on = tokens[first - 1].form.as_ref() == "," && name_before(tokens, first - 1).is_some();
        if let Some(verb) = verb.filter(|_| closed && apart && goes_on && tokens[first].upos == Upos::Propn) {
            tokens[noun].head = Some(verb);
            tokens[noun].deprel = tokens[first].deprel.clone();
        }
    }
}

/// *Founded by A, B and C, the firm makes D*: whether a subject has another of the same verb between the two.
fn is_passed_over(tokens: &[Token], subject: usize) -> bool {
    let Some(verb) = tokens[subject].head.filter(|&verb| verb > subject) else { return false };
    let is_subject = |at: usize| tokens[at].head == Some(verb) && tokens[at].relation() == "nsubj";
    is_subject(subject) && (subject + 1..verb).any(is_subject)
}

/// Whether another name follows with a conjunction, or stands before with a comma: one comma alone
/// makes an apposition, two make a row.
fn row_goes_on(tokens: &[Token], at: usize) -> bool {
    let mut next = at + 1;
    while next < tokens.len() && tokens[next].upos == Upos::Propn {
        next += 1;
    }
    let link = tokens.get(next).is_some_and(|token| token.upos == Upos::Cconj || token.form.as_ref() == ",");
    let name = tokens.get(next + 1).is_some_and(|token| token.upos == Upos::Propn);
    link && name || tokens[at - 1].upos == Upos::Cconj
}

/// The head of the name that ends just before `end`.
fn name_before(tokens: &[Token], end: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|&last| tokens[last].upos == Upos::Propn)?;
    let mut head = last;
    while let Some(above) = tokens[head]
        .head
        .filter(|&above| tokens[above].upos == Upos::Propn && above < end && tokens[head].relation() != "conj")
    {
        head = above;
        if last - head > 12 {
            break;
        }
    }
    Some(head)
}

/// *X compte 40 commerciaux*: what a number right before it counts behind a verb without an object is a noun and the
/// object, whatever adjective it looks like.
fn counted_adjective(tokens: &mut [Token], noun: usize) {
    let number = &tokens[noun - 1];
    let counts = number.upos == Upos::Num && number.head == Some(noun) && number.relation() == "nummod";
    let loose = tokens[noun].upos == Upos::Adj && matches!(tokens[noun].relation(), "xcomp" | "obj");
    let Some(verb) = tokens[noun].head.filter(|&verb| counts && loose && verb < noun) else { return };
    let object = |(at, token): (usize, &Token)| at != noun && token.head == Some(verb) && token.relation() == "obj";
    let passive = |token: &Token| token.head == Some(verb) && token.deprel.ends_with(":pass");
    if tokens[verb].upos != Upos::Verb || tokens.iter().enumerate().any(object) || tokens.iter().any(passive) {
        return;
    }
    tokens[noun].upos = Upos::Noun;
    tokens[noun].deprel = "obj".into();
}

/// Whether `above` hangs below `at`.
pub(super) fn would_loop(tokens: &[Token], at: usize, above: usize) -> bool {
    std::iter::successors(Some(above), |&token| tokens[token].head).take(tokens.len()).any(|token| token == at)
}

#[cfg(test)]
mod tests {
    use crate::model::{Morph, Span};

    use super::*;

    fn tokens(rows: &[(&str, Upos, usize, &str)]) -> Vec<Token> {
        let token = |&(form, upos, head, deprel): &(&str, Upos, usize, &str)| Token {
            span: Span::new(0, 0),
            form: form.into(),
            small: None,
            lemma: form.into(),
            upos,
            morph: Morph::default(),
            head: usize::checked_sub(head, 1),
            deprel: deprel.into(),
        };
        rows.iter().map(token).collect()
    }

    #[test]
    fn a_second_subject_is_an_object() {
        let mut list =
            tokens(&[("A", Upos::Propn, 2, "nsubj"), ("buys", Upos::Verb, 0, "root"), ("B", Upos::Propn, 2, "nsubj")]);
        repair(&mut list, false);
        assert_eq!(&*list[2].deprel, "obj");
    }

    #[test]
    fn a_name_behind_the_subject_is_in_apposition() {
        let mut list = tokens(&[
            ("chipmaker", Upos::Noun, 4, "nsubj"),
            ("big", Upos::Adj, 1, "amod"),
            ("A", Upos::Propn, 4, "nsubj"),
            ("grows", Upos::Verb, 0, "root"),
        ]);
        repair(&mut list, false);
        assert_eq!((list[2].head, &*list[2].deprel), (Some(0), "appos"));
    }

    #[test]
    fn names_in_a_row_are_coordinated() {
        let mut list = tokens(&[
            ("buys", Upos::Verb, 0, "root"),
            ("A", Upos::Propn, 1, "obj"),
            (",", Upos::Punct, 4, "punct"),
            ("B", Upos::Propn, 1, "advcl"),
            ("and", Upos::Cconj, 6, "cc"),
            ("C", Upos::Propn, 4, "conj"),
        ]);
        repair(&mut list, false);
        assert_eq!((list[3].head, &*list[3].deprel), (Some(1), "conj"));
    }
}
