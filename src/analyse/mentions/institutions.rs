//! Names of institutions that go on in small letters: *Autorité de la concurrence*, *Banque centrale européenne*.
//!
//! Owns their extent: a capitalised ordinary noun inside a sentence takes its adjectives and its genitives along.
//! Only in a language that gives a capital to the first noun alone.

use crate::model::{Number, Token, Upos, VerbForm};
use crate::ontology::WordClass;

use super::names::Run;
use super::seen::{all_capitals, capitalised};

/// The longest name of an institution, in tokens.
const LONGEST: usize = 12;

/// Where a name ends that starts with an ordinary noun and whose capitals end at `end`.
pub(super) fn extend(run: &Run<'_>, start: usize, end: usize) -> usize {
    let small = run.writes_small();
    let kind = |at: usize| run.has(WordClass::KindNoun, run.lower(at));
    // Two capitals on rare words are a name from elsewhere: *Business Hub*.
    let alone = start + usize::from(run.sentence.tokens[start].upos == Upos::Det) + 1 >= end;
    let noun = |at: usize| {
        let word = run.ordinary(at) || alone && run.in_dictionary(at);
        (word || kind(at)) && !all_capitals(&run.sentence.tokens[at].form)
    };
    if run.opening(start) {
        return bare_end(run, start).map_or(end, |bare| bare.max(end));
    }
    let short = end <= start + 2 || run.sentence.tokens[end - 2].upos == Upos::Det;
    if !small || !short || !noun(start) || !noun(end - 1) {
        return end;
    }
    let mut last = adjectives(run, end);
    if kind(start) || kind(end - 1) {
        last = purpose(run, last).unwrap_or(last);
        last = named_behind(run, end, last).unwrap_or(last);
    }
    // What a firm makes is no institution of its own: *le robot Atlas de X*.
    let made = |end: usize| !run.ordinary(start) && !kind(start) && run.organization_ends(end);
    // *Une filiale d'Orange et de X*: a conjunction joins a further genitive to a first, not to the name.
    let begins = |at: usize| run.sentence.tokens.get(at).is_some_and(|token| token.upos != Upos::Cconj);
    while last < start + LONGEST
        && (last > end || begins(last))
        && let Some(next) = genitive(run, last)
        && !made(next)
    {
        last = next;
    }
    // *Banque publique d'investissement pour les mers*: what a body of some trade is for.
    let bare = last > end && run.has(WordClass::GenitiveMarker, &run.sentence.tokens[last - 2].lemma);
    let last = if kind(start) && bare { purpose(run, last).unwrap_or(last) } else { last };
    joined(run, end, last)
}

/// Behind the name that an institution bears behind its adjectives: *Compagnie maritime Tilvarn*.
fn named_behind(run: &Run<'_>, end: usize, last: usize) -> Option<usize> {
    let tokens = &run.sentence.tokens;
    let origin = (end..last).any(|at| run.has(WordClass::Demonym, run.lower(at)));
    let name = tokens.get(last).is_some_and(|token| token.upos == Upos::Propn && capitalised(&token.form));
    (last > end && name && !origin && run.listed(last).is_none()).then(|| run.at(last)).flatten()
}

/// Behind a second adjective or noun of the same form that a conjunction joins to the last: *Crédit industriel et
/// commercial*, *Office des réfugiés et apatrides*.
fn joined(run: &Run<'_>, end: usize, last: usize) -> usize {
    let tokens = &run.sentence.tokens;
    let (Some(conjunction), Some(next)) = (tokens.get(last), tokens.get(last + 1)) else { return last };
    let before = &tokens[last - 1];
    let plural = |token: &Token| token.upos == Upos::Noun && token.morph.number == Some(Number::Plur);
    let small = !capitalised(&next.form) && !capitalised(&before.form);
    let alike = before.upos == Upos::Adj && next.upos == Upos::Adj || plural(before) && plural(next);
    if last <= end || conjunction.upos != Upos::Cconj || !small || !alike {
        return last;
    }
    let behind = adjectives(run, last + 2);
    // *Association des clients et fournisseurs de X*: a name is no part of it.
    let common = |&end: &usize| !capitalised(&tokens[end - 1].form);
    if plural(next) { genitive(run, behind).filter(common).unwrap_or(behind) } else { behind }
}

/// Where a name ends whose first noun opens a sentence with neither article nor comma around it, has a name as its
/// genitive and a verb after it, as common nouns never do: *Sablières du Gard a racheté X*. A noun that opens names
/// of houses needs no verb.
pub(super) fn bare_end(run: &Run<'_>, at: usize) -> Option<usize> {
    let tokens = &run.sentence.tokens;
    let nominal = matches!(tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Adj);
    if !run.writes_small() || run.headline() || !nominal || run.post(run.lower(at)) {
        return None;
    }
    let inner =
        |next: &usize| tokens.get(*next).is_some_and(|token| token.upos == Upos::Noun && !capitalised(&token.form));
    let mut end = adjectives(run, Some(at + 1).filter(inner).map_or(at + 1, |noun| noun + 1));
    for _ in 0..2 {
        end = genitive(run, end)?;
        if tokens[end - 1].upos != Upos::Adj && capitalised(&tokens[end - 1].form) {
            let opener = run.has(WordClass::NameOpener, &tokens[at].form);
            return (opener || clause_follows(run, end)).then_some(end);
        }
    }
    None
}

/// Whether a verb, its clitic or a second name after a conjunction stands at a token.
fn clause_follows(run: &Run<'_>, at: usize) -> bool {
    let tokens = &run.sentence.tokens;
    let finite = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            matches!(token.upos, Upos::Verb | Upos::Aux) && token.morph.verb_form == Some(VerbForm::Fin)
        })
    };
    let next = tokens.get(at).map(|token| token.upos);
    finite(at)
        || matches!(next, Some(Upos::Pron | Upos::Adv)) && finite(at + 1)
        || next == Some(Upos::Cconj) && tokens.get(at + 1).is_some_and(|next| capitalised(&next.form))
}

/// After what an institution is for: *Fondation pour la recherche médicale*.
fn purpose(run: &Run<'_>, at: usize) -> Option<usize> {
    let tokens = &run.sentence.tokens;
    if !run.has(WordClass::PurposeMarker, &tokens.get(at)?.lemma) {
        return None;
    }
    let noun = (at + 1..tokens.len().min(at + 4)).find(|&next| tokens[next].upos == Upos::Noun)?;
    let plain = (at + 1..noun).all(|next| matches!(tokens[next].upos, Upos::Det | Upos::Adj));
    let belongs =
        |next: &usize| matches!(tokens[*next].upos, Upos::Adj | Upos::Noun) && !capitalised(&tokens[*next].form);
    plain.then(|| (noun + 1..tokens.len()).find(|next| !belongs(next)).unwrap_or(tokens.len()))
}

/// After the adjectives in small letters at a token.
fn adjectives(run: &Run<'_>, mut at: usize) -> usize {
    // *Agence des produits vétérinaires*: the tagger takes some adjectives of a trade for those who practise it.
    let trade = |at: usize| {
        let before = at.checked_sub(1).map(|before| run.sentence.tokens[before].upos);
        before == Some(Upos::Noun) && run.has(WordClass::SectorAdjective, run.lower(at))
    };
    let adjective = |at: usize| {
        run.sentence.tokens.get(at).is_some_and(|token| {
            let of_trade = || token.upos == Upos::Noun && trade(at);
            !capitalised(&token.form) && (token.upos == Upos::Adj || of_trade())
        })
    };
    while adjective(at) {
        at += 1;
    }
    at
}

/// After a genitive (its marker, an article, a noun and the noun's adjectives), when one stands at a token; a
/// conjunction may come before a second one.
fn genitive(run: &Run<'_>, at: usize) -> Option<usize> {
    let tokens = &run.sentence.tokens;
    let mut next = at;
    if tokens.get(next)?.upos == Upos::Cconj {
        next += 1;
    }
    let marker = tokens.get(next)?;
    // A contraction that the tagger took for an article: *Autorité belge des données*.
    let contracted = marker.upos == Upos::Det && at > 0 && run.contracts(next);
    if !contracted && (marker.upos != Upos::Adp || !run.has(WordClass::GenitiveMarker, &marker.lemma)) {
        return None;
    }
    next += 1;
    if run.has(WordClass::Possessive, run.lower(next)) {
        next += 1;
    } else if tokens.get(next)?.upos == Upos::Det {
        if !run.has(WordClass::Definite, run.lower(next)) {
            return None;
        }
        next += 1;
    }
    let noun = tokens.get(next)?;
    let named = matches!(noun.upos, Upos::Noun | Upos::Propn) && noun.form.chars().any(char::is_alphabetic);
    if !named || run.has(WordClass::Month, run.lower(next)) {
        return None;
    }
    let mut end = next + 1;
    while noun.upos == Upos::Propn
        && tokens.get(end).is_some_and(|token| token.upos == Upos::Propn && capitalised(&token.form))
    {
        end += 1;
    }
    // *Caisse d'assurance maladie*: a noun that tells more stands right behind.
    let tells = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.upos == Upos::Noun && token.head == Some(at - 1) && !capitalised(&token.form) && at == next + 1
        })
    };
    let end = if tells(end) { end + 1 } else { end };
    let end = adjectives(run, end);
    // *La Caisse centrale de X et du transporteur Y*: a noun before a name describes it.
    let describes = next > at + 1 && tokens[at].upos == Upos::Cconj && noun.upos == Upos::Noun;
    let named = tokens.get(end).is_some_and(|token| token.upos == Upos::Propn && capitalised(&token.form));
    (!(describes && named)).then_some(end)
}

/// Whether a conjunction inside an institution's name joins two of its fields: *Ministry of Electronics and
/// Information Technology*. Another institution or a known name after it is a name of its own.
pub(super) fn goes_on(run: &Run<'_>, start: usize, at: usize) -> bool {
    let tokens = &run.sentence.tokens;
    let fields = (start + 1..at).any(|token| run.has(WordClass::NameParticle, run.lower(token)));
    let ordinary = |token: usize| tokens.get(token).is_some_and(|next| capitalised(&next.form)) && run.ordinary(token);
    (fields || closes_in_a_body(run, start, at))
        && ordinary(at - 1)
        && ordinary(at + 1)
        && !run.has(WordClass::KindNoun, run.lower(at + 1))
}

/// Whether a conjunction joins two fields of a public body: *the Aviation and Maritime Commission*. Behind an article,
/// ordinary words with capitals on both sides end in a word for one.
pub(super) fn closes_in_a_body(run: &Run<'_>, start: usize, at: usize) -> bool {
    let tokens = &run.sentence.tokens;
    let article = start.checked_sub(1).is_some_and(|before| run.has(WordClass::Definite, run.lower(before)));
    // *The Canadian Radio-television and Telecommunications Commission*.
    let article = article || run.has(WordClass::Demonym, run.lower(start)) && joins_fields(run, at);
    let capital = |next: &usize| {
        let token = &tokens[*next];
        capitalised(&token.form) && matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj)
    };
    let last = (at + 1..tokens.len()).take_while(capital).last();
    let word = |at: usize| run.ordinary(at) || run.in_dictionary(at);
    let ordinary = word(at - 1) && word(at + 1);
    article && ordinary && last.is_some_and(|last| last > at + 1 && run.has(WordClass::PublicBody, run.lower(last)))
}

/// Whether a conjunction behind an adjective of origin joins two fields: behind the second half of a compound with a hyphen, or
/// between words of the language.
fn joins_fields(run: &Run<'_>, at: usize) -> bool {
    let tokens = &run.sentence.tokens;
    let hyphen = at.checked_sub(2).is_some_and(|before| &*tokens[before].form == "-");
    hyphen || run.listed(at + 1).is_none() && run.in_dictionary(at - 1) && run.in_dictionary(at + 1)
}
