//! Nouns right before a name: *Danish brewer X*, *Y chief executive Ann Orr*.
//!
//! Owns the tie between a name and the noun that describes it, which parsers break by making two arguments of
//! the verb. Asked once names, quantities and times are known; only nouns that the ontology knows count.

use std::ops::Range;

use crate::analyse::features::lower;
use crate::model::{EntityKind, Mention, Number, Sentence, Upos};
use crate::ontology::{Frame, Ontology, PartOfSpeech, Typology, WordClass};

use super::{Found, Phrase, descends, is_name, of_sentence, outward};

/// How many words a describing term may have.
const LONGEST: usize = 5;

/// Hangs each describing noun on the name behind it, or the name on a noun that has an adposition.
pub(super) fn mend(sentences: &mut [Sentence], found: &Found<'_>, ontology: &Ontology) {
    for mention in found.mentions.iter().filter(|mention| is_name(mention)) {
        let sentence = &mut sentences[mention.sentence];
        gather(sentence, mention, found, ontology);
        if let Some(owned) = owned_by(sentence, mention, found) {
            own(sentence, mention, owned);
        }
        if let Some((outer, name)) = field_between(sentence, mention, ontology) {
            (sentence.tokens[name].head, sentence.tokens[name].deprel) = (Some(outer), "appos".into());
            continue;
        }
        let Some(term) = term_before(sentence, mention, found, ontology) else { continue };
        let Some(title) = (Phrase { tokens: &mut sentence.tokens, range: term.clone() }).term() else { continue };
        let Some(name) = outward(&sentence.tokens, &mention.tokens) else { continue };
        if let Some(before) = name_before(term.start, found, mention) {
            stand_for(sentence, before, title, name);
        }
        tie(sentence, title, name);
    }
}

/// *Has bought Tilvarn cold-chain group X*: where heads come last, a place without an adposition, small nouns behind it and the
/// name that they introduce are one phrase, whatever the parser made of its parts.
fn gather(sentence: &mut Sentence, mention: &Mention, found: &Found<'_>, ontology: &Ontology) {
    let end = mention.tokens.start;
    let organization = mention.kind == EntityKind::Organization;
    if !organization || end < 2 || ontology.words.is(sentence.language, Typology::HeadInitial) {
        return;
    }
    let tokens = &mut sentence.tokens;
    let small = |at: usize| {
        let token = &tokens[at];
        // *Start-up*: the second half of a word may look like an adposition.
        let half = token.upos == Upos::Adp && at > 0 && &*tokens[at - 1].form == "-";
        token.form.starts_with(char::is_lowercase) && (matches!(token.upos, Upos::Noun | Upos::Adj) || half)
            || &*token.form == "-"
    };
    let start = end - (0..end).rev().take(LONGEST).take_while(|&at| small(at)).count();
    let mut own = of_sentence(found.mentions, mention.sentence, |other| other.sentence).iter();
    // *Tilvarn-based cold-chain group X*.
    let tied = start > 2 && tokens[start - 1].relation() == "amod" && &*tokens[start - 2].form == "-";
    let front = if tied { start - 2 } else { start };
    let place = own.find(|other| other.proper && other.kind == EntityKind::Place && other.tokens.end == front);
    let Some((place, name)) = place.filter(|_| start < end).zip(outward(tokens, &mention.tokens)) else { return };
    let phrase = place.tokens.start..end;
    let noun = tokens[name].head.filter(|&noun| (start..end).contains(&noun) && tokens[noun].upos == Upos::Noun);
    let Some(noun) = noun else { return };
    let outside = |at: &usize| tokens[*at].head.is_none_or(|head| !phrase.contains(&head));
    let loose: Vec<usize> = phrase.clone().filter(outside).filter(|&at| at != noun).collect();
    let together = loose.iter().all(|&at| tokens[at].head == tokens[noun].head);
    let Some(&first) = loose.first().filter(|_| together && tokens[noun].head.is_some()) else { return };
    tokens[noun].deprel = tokens[first].deprel.clone();
    for at in 0..tokens.len() {
        // What marks the first part marks the whole.
        let marks = matches!(&*tokens[at].deprel, "case" | "det" | "mark")
            && tokens[at].head.is_some_and(|head| loose.contains(&head));
        if marks && at < phrase.start {
            tokens[at].head = Some(noun);
        }
    }
    for at in loose {
        (tokens[at].head, tokens[at].deprel) = (Some(noun), "compound".into());
    }
}

/// *Le géant de l'aluminium X*: the noun that describes a name, with its field between the two, and the name.
fn field_between(sentence: &Sentence, mention: &Mention, ontology: &Ontology) -> Option<(usize, usize)> {
    let (tokens, language) = (&sentence.tokens, sentence.language);
    let name = outward(tokens, &mention.tokens).filter(|_| mention.kind == EntityKind::Organization)?;
    let field = mention.tokens.start.checked_sub(1)?;
    let outer = tokens[field].head.filter(|&outer| outer < field && tokens[field].relation() == "nmod")?;
    let child =
        |relation: &str| tokens.iter().position(|token| token.head == Some(field) && token.relation() == relation);
    let (case, article) = (child("case")?, child("det")?);
    let common = |at: usize| tokens[at].upos == Upos::Noun && tokens[at].morph.number != Some(Number::Plur);
    let marked = ontology.words.has(language, WordClass::GenitiveMarker, &tokens[case].lemma);
    let kind = ontology.words.value(language, WordClass::KindNoun, &tokens[field].lemma);
    let ware = |kind| matches!(kind, EntityKind::Product | EntityKind::Sector);
    let actor = kind.and_then(EntityKind::from_name).is_some_and(|kind| !ware(kind));
    let known = actor || ontology.words.has(language, WordClass::Demonym, &tokens[field].lemma);
    let mut entries = ontology.lexicon.of_lemma(language, PartOfSpeech::Noun, &tokens[outer].lemma);
    let describes =
        entries.any(|entry| entry.frame == Frame::RelationalNoun && entry.object_kinds.contains(&EntityKind::Sector));
    let bare = !tokens.iter().any(|token| token.head == Some(name) && token.relation() == "case");
    let apart = !descends(tokens, outer, name);
    (apart
        && common(outer)
        && tokens[field].upos == Upos::Noun
        && case < article
        && marked
        && !known
        && describes
        && bare)
        .then_some((outer, name))
}

/// The name that a possessive clitic ties to this one: *Seoul's X*.
fn owned_by<'m>(sentence: &Sentence, mention: &Mention, found: &'m Found<'_>) -> Option<&'m Mention> {
    let clitic = sentence.tokens.get(mention.tokens.end)?;
    if clitic.upos != Upos::Part || &*clitic.deprel != "case" {
        return None;
    }
    let mut others = of_sentence(found.mentions, mention.sentence, |other| other.sentence).iter();
    others.find(|other| is_name(other) && other.tokens.start == mention.tokens.end + 1)
}

/// Makes a name the possessor of the one behind it; that one takes its place in the clause.
fn own(sentence: &mut Sentence, owner: &Mention, thing: &Mention) {
    let tokens = &mut sentence.tokens;
    let head = |mention: &Mention| outward(tokens, &mention.tokens);
    let (Some(owner), Some(thing)) = (head(owner), head(thing)) else { return };
    if &*tokens[owner].deprel == "nmod:poss" || descends(tokens, owner, thing) || tokens[owner].head.is_none() {
        return;
    }
    if descends(tokens, thing, owner) {
        tokens[thing].head = tokens[owner].head;
        tokens[thing].deprel = tokens[owner].deprel.clone();
    }
    tokens[owner].head = Some(thing);
    tokens[owner].deprel = "nmod:poss".into();
}

/// The place or, before a person, the organisation whose name ends at `start`: *San Francisco startup X*, *Y chief
/// executive Ann Orr*.
fn name_before<'f>(start: usize, found: &'f Found<'_>, name: &Mention) -> Option<&'f Mention> {
    let mut own = of_sentence(found.mentions, name.sentence, |mention| mention.sentence).iter();
    let owner = |kind: EntityKind| {
        kind == EntityKind::Place || kind == EntityKind::Organization && name.kind == EntityKind::Person
    };
    own.find(|before| before.proper && owner(before.kind) && before.tokens.end == start)
}

/// Gives a name the part in the clause that the place or organisation before its title took.
fn stand_for(sentence: &mut Sentence, before: &Mention, title: usize, name: usize) {
    let tokens = &mut sentence.tokens;
    let Some(place) = outward(tokens, &before.tokens) else { return };
    let apposed =
        tokens[name].head == Some(place) && matches!(&*tokens[name].deprel, "list" | "appos" | "flat" | "nmod");
    let clausal = tokens[place].deprel.starts_with("nsubj") || matches!(&*tokens[place].deprel, "obj" | "root");
    if !apposed || !clausal {
        return;
    }
    (tokens[name].head, tokens[name].deprel) = (tokens[place].head, tokens[place].deprel.clone());
    tokens[title].head = Some(name);
    tokens[title].deprel = "compound".into();
    tokens[place].head = Some(title);
    tokens[place].deprel = "compound".into();
}

/// The known term that ends where a name begins.
fn term_before(sentence: &Sentence, mention: &Mention, found: &Found<'_>, ontology: &Ontology) -> Option<Range<usize>> {
    let end = mention.tokens.start;
    let start = (end.saturating_sub(LONGEST)..end).find(|&start| is_term(sentence, start..end, ontology))?;
    let at = mention.sentence;
    let taken = |tokens: &Range<usize>| tokens.start < end && start < tokens.end;
    let named = |other: &Mention| is_name(other) && taken(&other.tokens);
    let free = !of_sentence(found.mentions, at, |other| other.sentence).iter().any(named)
        && !of_sentence(found.measures, at, |other| other.sentence).iter().any(|other| taken(&other.tokens))
        && !of_sentence(found.times, at, |other| other.sentence).iter().any(|other| taken(&other.tokens));
    free.then_some(start..end)
}

/// Whether a range of tokens is a noun that says what something is: one that tells a kind, or a term of the lexicon.
fn is_term(sentence: &Sentence, range: Range<usize>, ontology: &Ontology) -> bool {
    let language = sentence.language;
    let first = &sentence.tokens[range.start];
    if range.len() == 1 {
        // *Korvel CEO Ann Orr*: letters alone are a title that the tagger takes for a name.
        let letters = first.upos == Upos::Propn && first.form.len() > 1 && first.form.chars().all(char::is_uppercase);
        let noun = (first.upos == Upos::Noun || letters) && first.morph.number != Some(Number::Plur);
        return noun
            && (ontology.words.has(language, WordClass::KindNoun, &first.lemma)
                || ontology
                    .lexicon
                    .starting_with(language, PartOfSpeech::Noun, &first.lemma)
                    .any(|entry| !entry.lemma.contains(' ')));
    }
    let matches = |lemma: &str| {
        let words: Vec<&str> = lemma.split(' ').collect();
        words.len() == range.len()
            && words
                .iter()
                .zip(&sentence.tokens[range.clone()])
                .all(|(word, token)| token.lemma.eq_ignore_ascii_case(word) || token.form.eq_ignore_ascii_case(word))
    };
    let starts = [&*lower(&first.lemma), first.lower()];
    starts.iter().any(|word| {
        ontology.lexicon.starting_with(language, PartOfSpeech::Noun, word).any(|entry| matches(&entry.lemma))
    })
}

/// Ties a title and the name behind it, unless the tree already does or they are words of two clauses.
fn tie(sentence: &mut Sentence, title: usize, name: usize) {
    let tokens = &mut sentence.tokens;
    let (Some(above_title), Some(above_name)) = (tokens[title].head, tokens[name].head) else { return };
    let subject = tokens[name].deprel.starts_with("nsubj");
    if descends(tokens, name, title) || descends(tokens, title, name) || subject && above_title != above_name {
        return;
    }
    let has_case = tokens.iter().any(|token| token.head == Some(title) && &*token.deprel == "case");
    if has_case {
        tokens[name].head = Some(title);
        tokens[name].deprel = "appos".into();
        return;
    }
    if descends(tokens, above_name, title) {
        return;
    }
    tokens[title].head = Some(name);
    tokens[title].deprel = "compound".into();
}
