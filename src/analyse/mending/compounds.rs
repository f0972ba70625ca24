//! Names behind a hyphened participle, which parsers hang on the participle or its place: *with Ontario-based X*.
//!
//! Owns that one repair: the name takes the place of the compound in its clause, the compound modifies the name.

use std::ops::Range;

use crate::model::{Mention, Sentence, Token, Upos, VerbForm};
use crate::ontology::Words;

use super::{descends, is_name, outward, towns};

/// Puts each name right behind a hyphened participle where the compound stands.
pub(super) fn mend(sentences: &mut [Sentence], mentions: &[Mention], lists: &Words) {
    for mention in mentions.iter().filter(|mention| is_name(mention)) {
        let sentence = &mut sentences[mention.sentence];
        let Some((last, participle)) = compound_before(&sentence.tokens, mention.tokens.start) else { continue };
        let town = towns::before(sentence, lists, last);
        let tokens = &mut sentence.tokens;
        // *Hong Kong-based X*: the hyphen joins the whole name before it.
        let before = mentions.iter().find(|other| other.sentence == mention.sentence && other.tokens.end == last + 1);
        let words = before.filter(|other| is_name(other)).map_or(last..last + 1, |other| other.tokens.clone());
        // *Dayton, Ohio-based X*: and the town with it.
        let words = town.map_or(words, |(town, region)| town.start..region.end);
        let top = |range: &Range<usize>| {
            range.clone().find(|&at| tokens[at].head.is_none_or(|head| !range.contains(&head) && head != participle))
        };
        let joined = top(&words).unwrap_or(last);
        let Some(name) = outward(tokens, &mention.tokens) else { continue };
        let whole = tokens[joined].head.is_some_and(|head| [participle, name].contains(&head));
        // *By London-based X*: the adposition is that of the name.
        let marked = tokens.iter().any(|token| token.head == Some(joined) && &*token.deprel == "case");
        if tokens[participle].head != Some(name) || !whole || marked {
            exchange(tokens, (&words, joined, participle), name);
        }
        mark_whole(tokens, words.start, participle + 1..mention.tokens.end);
    }
}

/// How many nouns may describe the name between it and the compound: *Berlin-based music service company X*.
const DESCRIBING: usize = 4;

/// The two words that a hyphen joins right before a name, adjectives and nouns between them and the name or not.
fn compound_before(tokens: &[Token], start: usize) -> Option<(usize, usize)> {
    let bare = |at: usize| match tokens[at].upos {
        Upos::Adj => tokens[at].morph.verb_form.is_none(),
        Upos::Noun => start - at <= DESCRIBING,
        _ => false,
    };
    let participle = (0..start).rev().find(|&at| !bare(at))?;
    let (hyphen, joined) = (participle.checked_sub(1)?, participle.checked_sub(2)?);
    let glued = tokens[hyphen].form.as_ref() == "-"
        && tokens[joined].span.end == tokens[hyphen].span.start
        && tokens[hyphen].span.end == tokens[participle].span.start;
    let said = tokens[participle].morph.verb_form == Some(VerbForm::Part) || tokens[participle].upos == Upos::Verb;
    let nominal = matches!(tokens[joined].upos, Upos::Noun | Upos::Propn);
    (glued && said && nominal).then_some((joined, participle))
}

/// *In Berlin-based music service company X*: an adposition before the compound governs the whole phrase behind it.
fn mark_whole(tokens: &mut [Token], start: usize, phrase: Range<usize>) {
    let marker = start.checked_sub(1).filter(|&at| tokens[at].upos == Upos::Adp && &*tokens[at].deprel == "case");
    let governs = |at: usize| tokens[at].head.is_some_and(|head| phrase.contains(&head));
    let Some(marker) = marker.filter(|&at| governs(at)) else { return };
    let Some(top) = outward(tokens, &phrase).filter(|&top| tokens[marker].head != Some(top)) else { return };
    tokens[marker].head = Some(top);
    if matches!(&*tokens[top].deprel, "appos" | "conj" | "flat" | "dep" | "list") {
        tokens[top].deprel = "nmod".into();
    }
}

/// Gives the name the place of the compound, and what stood before the two under the participle the place of the
/// name.
fn exchange(tokens: &mut [Token], (words, joined, participle): (&Range<usize>, usize, usize), name: usize) {
    let inside: Vec<usize> = words.clone().chain([participle - 1, participle, name]).collect();
    let place = |tokens: &[Token], at: usize| (tokens[at].head, tokens[at].deprel.clone());
    let (of_joined, of_participle, of_name) = (place(tokens, joined), place(tokens, participle), place(tokens, name));
    let free = |place: &(Option<usize>, std::sync::Arc<str>)| place.0.is_none_or(|head| !inside.contains(&head));
    let marked = tokens[..joined].iter().any(|token| token.head == Some(joined) && &*token.deprel == "case");
    // An adposition before the compound governs the name; otherwise the name has its place already, unless it hangs on
    // the compound: *Seoul-based X launched Y*.
    let hangs = of_name.0.is_some_and(|head| words.contains(&head));
    let taken = if (marked || hangs) && free(&of_joined) {
        of_joined
    } else if free(&of_name) {
        of_name.clone()
    } else if free(&of_participle) {
        of_participle.clone()
    } else {
        return;
    };
    let left = if free(&of_name) && taken != of_name { of_name } else { of_participle };
    for at in 0..tokens.len() {
        if inside.contains(&at) {
            continue;
        }
        if tokens[at].head.is_some_and(|head| words.contains(&head)) {
            tokens[at].head = Some(name);
        } else if tokens[at].head == Some(participle) {
            if taken.0 == Some(at) && left.0.is_none_or(|head| !inside.contains(&head)) {
                (tokens[at].head, tokens[at].deprel) = left.clone();
            } else {
                tokens[at].head = Some(name);
            }
        }
    }
    // *A plan to combine with London-based X failed*: what had hung on the name takes its old place.
    if let Some(above) = taken.0.filter(|&head| descends(tokens, head, name)) {
        let mut below = above;
        while let Some(head) = tokens[below].head.filter(|&head| head != name) {
            below = head;
        }
        (tokens[below].head, tokens[below].deprel) = place(tokens, name);
    }
    (tokens[name].head, tokens[name].deprel) = taken;
    // *Belongs to Wexford-based X*: with its adposition the name is no object.
    let marked = tokens.iter().any(|token| token.head == Some(name) && &*token.deprel == "case");
    if marked && &*tokens[name].deprel == "obj" {
        tokens[name].deprel = "obl".into();
    }
    let modifies = |token: &mut Token, head: usize, relation: &str| {
        token.head = Some(head);
        token.deprel = relation.into();
    };
    modifies(&mut tokens[participle], name, "amod");
    for word in words.clone().filter(|&word| word != joined) {
        modifies(&mut tokens[word], joined, "flat");
    }
    modifies(&mut tokens[joined], participle, "compound");
    modifies(&mut tokens[participle - 1], participle, "punct");
}
