//! Names that hold a possessor: *St Brannoc's Hospital*, *the Farmers' Union*, *Paddy's Pies*.
//!
//! Owns what tells such a name from two: *Zorvex's Lumidor* is a firm and what it owns. Takes a run at the clitic; leaves
//! the clitic that ends a name (*the juice maker Tarrant's*) to `names`.

use crate::model::{Number, Upos};
use crate::ontology::WordClass;

use super::names::Run;
use super::seen::capitalised;

/// Whether the clitic at a token stands inside the name that began at `start`.
pub(super) fn inside(run: &Run<'_>, start: usize, at: usize) -> bool {
    let tokens = &run.sentence.tokens;
    let clitic = tokens.get(at).is_some_and(|token| {
        let bare = token.form.chars().all(|c| matches!(c, '\'' | '’'));
        token.upos == Upos::Part && (bare || run.has(WordClass::Clitic, token.lower()))
    });
    // *St Petersburg's Kirov Plant*, *Charlotte's Bank of America*: what is known on either side is a name by itself.
    let apart = || {
        run.listed(start).is_some_and(|(entry, end)| end == at && entry.known.is_some())
            || at + 1 < tokens.len() && run.listed(at + 1).is_some_and(|(entry, _)| entry.known.is_some())
    };
    clitic
        && (is_known(run, start, at)
            || !run.headline()
                && !apart()
                && (is_of_a_saint(run, start, at) || is_of_a_class(run, at) || is_of_a_person(run, start, at)))
}

/// *Queen's Park Rangers*: a known name that holds the clitic.
fn is_known(run: &Run<'_>, start: usize, at: usize) -> bool {
    run.listed(start).is_some_and(|(_, end)| end > at + 1)
}

/// *St Ita's Home*: nobody owns a thing as a saint, but towns and firms that bear the name of one do (*St Ives's Leeds plant*).
fn is_of_a_saint(run: &Run<'_>, start: usize, at: usize) -> bool {
    let mut words = words_behind(run, at).peekable();
    let ordinary = words.peek().is_some() && words.all(|word| run.in_dictionary(word));
    at > start + 1 && ordinary && run.has(WordClass::Saint, &run.sentence.tokens[start].form)
}

/// *The Farmers' Union*: many in front of a word for a body are who it is for. *Tolland Foods' Kestrel brand* is owned.
fn is_of_a_class(run: &Run<'_>, at: usize) -> bool {
    let tokens = &run.sentence.tokens;
    let many = tokens[at - 1].morph.number == Some(Number::Plur) && run.in_dictionary(at - 1);
    let last = words_behind(run, at).last();
    let kind =
        |word: usize| run.lists.ontology.words.value(run.sentence.language, WordClass::KindNoun, run.lower(word));
    many && last
        .is_some_and(|last| kind(last) == Some("Organization") || run.has(WordClass::PublicBody, run.lower(last)))
}

/// *Paddy's Pies*: a given name alone before ordinary words with capitals.
fn is_of_a_person(run: &Run<'_>, start: usize, at: usize) -> bool {
    let given = at == start + 1 && run.has(WordClass::GivenName, &run.sentence.tokens[start].form);
    let mut words = words_behind(run, at).peekable();
    let body = words_behind(run, at).last().is_some_and(|last| run.has(WordClass::PublicBody, run.lower(last)));
    given && !body && words.peek().is_some() && words.all(|word| run.in_dictionary(word))
}

/// The words with capitals behind a clitic.
fn words_behind<'r>(run: &'r Run<'_>, at: usize) -> impl Iterator<Item = usize> + 'r {
    let tokens = &run.sentence.tokens;
    (at + 1..tokens.len()).take_while(|&word| capitalised(&tokens[word].form) && tokens[word].upos != Upos::Punct)
}
