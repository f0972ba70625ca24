//! Possessives, genitives and bare nouns that parsers part from their noun: *to sell her stake*, *dont l'application
//! suit les colis*, *la branche énergie de X*, *the mining and metals company*.
//!
//! Owns those repairs of what belongs to a noun phrase, and whose it is. Takes a sentence, gives heads and relations as
//! before.

use crate::analyse::features::lower;
use crate::model::{EntityKind, Number, Sentence, Token, Upos};
use crate::ontology::{WordClass, Words};

/// Puts what begins a noun phrase under its noun.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    for at in 0..sentence.tokens.len() {
        let possessive = words.has(sentence.language, WordClass::Possessive, sentence.tokens[at].lower());
        if possessive && let Some(noun) = possessed(&sentence.tokens, at) {
            sentence.tokens[at].head = Some(noun);
            sentence.tokens[at].deprel = "nmod:poss".into();
        }
        if words.is_genitive_relative(sentence.language, sentence.tokens[at].lower())
            && let Some(subject) = owned_subject(&sentence.tokens, at)
        {
            sentence.tokens[at].head = Some(subject);
            sentence.tokens[at].deprel = "nmod".into();
        }
        let trade = words.has(sentence.language, WordClass::KindNoun, &lower(&sentence.tokens[at].lemma));
        if trade {
            leave_genitives(&mut sentence.tokens, at);
        }
        let acts = |first: &usize| {
            let kind = words.value(sentence.language, WordClass::KindNoun, &lower(&sentence.tokens[*first].lemma));
            let kind = kind.and_then(EntityKind::from_name);
            matches!(kind, Some(EntityKind::Organization | EntityKind::Person | EntityKind::Group))
        };
        // *Talks between the bank and car maker X*: whom another noun means is no trade of the second.
        if trade && let Some(first) = joined_to(&sentence.tokens, at).filter(|first| !acts(first)) {
            give_place(&mut sentence.tokens, first, at);
        }
    }
}

/// *X, dont l'application Y suit les colis*: the subject that follows a genitive relative at once, in a clause that has an
/// object already: whose it is, not what the verb is about.
fn owned_subject(tokens: &[Token], pronoun: usize) -> Option<usize> {
    let verb = tokens[pronoun].head.filter(|&verb| verb > pronoun && tokens[verb].upos == Upos::Verb)?;
    let article = tokens.get(pronoun + 1).filter(|token| token.upos == Upos::Det)?;
    let subject = article.head.filter(|&noun| tokens[noun].head == Some(verb) && tokens[noun].upos == Upos::Noun)?;
    let object = tokens.iter().any(|token| token.head == Some(verb) && &*token.deprel == "obj");
    let loose = tokens[pronoun].deprel.starts_with("obl") || &*tokens[pronoun].deprel == "iobj";
    (loose && object && tokens[subject].deprel.starts_with("nsubj")).then_some(subject)
}

/// *La branche énergie de X*: what is set right behind the noun only tells of what it is; the rest belongs to the noun.
fn leave_genitives(tokens: &mut [Token], noun: usize) {
    let behind = noun + 1;
    let set = tokens.get(behind).is_some_and(|token| {
        token.upos == Upos::Noun
            && token.head == Some(noun)
            && matches!(&*token.deprel, "appos" | "nmod")
            && token.form.starts_with(char::is_lowercase)
    });
    let own = |at: usize| tokens[at].head == Some(behind) && at < behind;
    if !set || (0..behind).any(own) {
        return;
    }
    tokens[behind].deprel = "nmod".into();
    for token in tokens[behind + 1..].iter_mut().filter(|token| token.head == Some(behind) && &*token.deprel == "nmod")
    {
        token.head = Some(noun);
    }
}

/// *Sell her 94 % stake*: the object whose phrase a pronoun opens that was read as whom the verb is for.
fn possessed(tokens: &[Token], pronoun: usize) -> Option<usize> {
    let verb = tokens[pronoun].head.filter(|&verb| verb < pronoun && tokens[verb].upos == Upos::Verb)?;
    let dative = matches!(&*tokens[pronoun].deprel, "iobj" | "obj");
    let object = (pronoun + 1..tokens.len()).find(|&at| tokens[at].head == Some(verb))?;
    let between = (pronoun + 1..object).all(|at| {
        matches!(tokens[at].upos, Upos::Adj | Upos::Num | Upos::Sym | Upos::Noun | Upos::Propn)
            && tokens[at].head.is_some_and(|head| pronoun < head && head <= object)
    });
    let nominal = tokens[object].upos == Upos::Noun && &*tokens[object].deprel == "obj";
    (dative && nominal && between).then_some(object)
}

/// *The mining and metals company*, *buys lending and payments startup X*: the bare noun behind an article, or without one
/// before a name, that what kind of firm it is was joined to.
fn joined_to(tokens: &[Token], noun: usize) -> Option<usize> {
    let first = tokens[noun].head.filter(|&first| first + 2 < noun && &*tokens[noun].deprel == "conj")?;
    let noun_like = |at: usize| tokens[at].upos == Upos::Noun;
    let single = |at: usize| noun_like(at) && tokens[at].morph.number != Some(Number::Plur);
    let child = |of: usize, relation: &str| {
        tokens.iter().position(|token| token.head == Some(of) && &*token.deprel == relation)
    };
    let behind_article = single(first) && child(first, "det").is_some_and(|article| article + 1 == first);
    // One firm without an article is a title of the name behind it.
    let titles = noun_like(first)
        && child(first, "det").is_none()
        && tokens.get(noun + 1).is_some_and(|name| name.upos == Upos::Propn && name.head == Some(noun));
    let own = child(noun, "det").is_none() && child(noun, "case").is_none();
    let joins = child(noun, "cc") == Some(first + 1);
    let modifies = |at: usize| tokens[at].head == Some(noun) && matches!(&*tokens[at].deprel, "compound" | "amod");
    let compound = (first + 2..noun).all(modifies);
    (single(noun) && (behind_article || titles) && own && joins && compound).then_some(first)
}

/// Lets `noun` head what `first` headed, and `first` stand before it like another compound.
fn give_place(tokens: &mut [Token], first: usize, noun: usize) {
    (tokens[noun].head, tokens[noun].deprel) = (tokens[first].head, tokens[first].deprel.clone());
    for (at, token) in tokens.iter_mut().enumerate().filter(|(_, token)| token.head == Some(first)) {
        // *Electric scooter and bike startup X*: what modifies the first noun stays with it.
        if at > first || !matches!(&*token.deprel, "compound" | "amod") {
            token.head = Some(noun);
        }
    }
    let last = noun - 1;
    (tokens[first].head, tokens[first].deprel) = (Some(noun), "compound".into());
    (tokens[last].head, tokens[last].deprel) = (Some(first), "conj".into());
    (tokens[first + 1].head, tokens[first + 1].deprel) = (Some(last), "cc".into());
}
